// The procedures in force: what they ask and by when, putting one in force, and what moving a case to another would change.

#include <algorithm>

#include "app/procedure_view.h"
#include "http/api.h"
#include "http/replies.h"
#include "packs/bundle.h"
#include "packs/difference.h"

namespace http {
namespace {

struct ProcedureSummary {
  std::string id;
  std::int64_t version = 0;
  std::string title;
  std::string jurisdiction;
  std::string calendar;
  bool in_force = true;
  base::Instant since;
  std::string by;
  std::string reason;
  std::string digest;
  std::int64_t clocks = 0;
  std::int64_t unverified = 0;
};
BOOST_DESCRIBE_STRUCT(ProcedureSummary, (),
                      (id, version, title, jurisdiction, calendar, in_force, since, by, reason, digest, clocks, unverified))
AMENDS_DOC(ProcedureSummary, "A version of a procedure that was put in force.", {"in_force", "New cases are logged under it."},
           {"since", "When it was put in force."}, {"by", "By whom."}, {"reason", "Why."},
           {"digest", "Of its texts: two desks with the same have the same rules."},
           {"unverified", "Figures nobody has read in the primary text."})

struct ProcedureList {
  std::vector<ProcedureSummary> procedures;
  std::vector<std::string> shipped;
};
BOOST_DESCRIBE_STRUCT(ProcedureList, (), (procedures, shipped))
AMENDS_DOC(ProcedureList, "The desk's procedures.", {"procedures", "Every version, newest first."},
           {"shipped", "What this program brings along and can be put in force by name."})

struct VersionQuery {
  std::optional<base::Whole<1, 9999>> version;
};
BOOST_DESCRIBE_STRUCT(VersionQuery, (), (version))
AMENDS_DOC(VersionQuery, "Which version.", {"version", "The one in force, if left out."})

struct ChoiceQuery {
  std::optional<cases::Kind> kind;
  std::optional<domain::Channel> channel;
  std::optional<base::Line> product;
  std::optional<base::Line> category;
  std::optional<CustomerId> customer;
  std::optional<base::Line> customer_type;
  std::optional<base::Instant> received_at;
  std::optional<base::Word> procedure;
};
BOOST_DESCRIBE_STRUCT(ChoiceQuery, (), (kind, channel, product, category, customer, customer_type, received_at, procedure))
AMENDS_DOC(ChoiceQuery, "A case as it would be logged.", {"kind", "A complaint, if left out."},
           {"channel", "By telephone, if left out."}, {"product", "About which product."}, {"category", "Of which category."},
           {"customer", "Of whom; their record may say what type of customer they are."},
           {"customer_type", "Like \"consumer\"; goes before what their record says."}, {"received_at", "Now, if left out."},
           {"procedure", "Under this one, by id."})

struct ActivateBody {
  std::optional<base::Word> shipped;
  std::vector<procedures::PackText> files;
  base::Line reason;
};
BOOST_DESCRIBE_STRUCT(ActivateBody, (), (shipped, files, reason))
AMENDS_DOC(ActivateBody, "A procedure to put in force.", {"shipped", "One that comes with this program, by its id; or"},
           {"files", "the pack and all it rests on: its calendar, the packs it is based on, itself last."},
           {"reason", "Why it changes."})

struct CheckBody {
  std::vector<procedures::PackText> files;
};
BOOST_DESCRIBE_STRUCT(CheckBody, (), (files))
AMENDS_DOC(CheckBody, "A draft to look at.", {"files", "The pack and all it rests on, itself last."})

struct PackFault {
  std::string file;
  int line = 1;
  int column = 1;
  std::string source;
  std::string where;
  std::string says;
};
BOOST_DESCRIBE_STRUCT(PackFault, (), (file, line, column, source, where, says))
AMENDS_DOC(PackFault, "What is wrong with a draft, and where.", {"source", "The line."}, {"where", "Like \"clocks[1].term\"."})

struct CheckReply {
  bool sound = false;
  std::vector<PackFault> problems;
  std::vector<std::string> changes;
  std::vector<base::Saying> remarks;
};
BOOST_DESCRIBE_STRUCT(CheckReply, (), (sound, problems, changes, remarks))
AMENDS_DOC(CheckReply, "What was found about a draft.", {"problems", "Each at its file, line and column."},
           {"changes", "What changes from the version in force, in words."},
           {"remarks", "Over which cases it would quarrel with another procedure in force."})

struct PackFiles {
  std::vector<procedures::PackText> files;
};
BOOST_DESCRIBE_STRUCT(PackFiles, (), (files))
AMENDS_DOC(PackFiles, "The texts of a procedure.",
           {"files", "Its calendars, then the packs it is based on, itself last: as check and activate take them."})

struct RetireBody {
  base::Line reason;
};
BOOST_DESCRIBE_STRUCT(RetireBody, (), (reason))
AMENDS_DOC(RetireBody, "Why.", {"reason", "Why it is taken out of force."})

struct MoveView {
  std::vector<cases::ClockMoved> clocks;
};
BOOST_DESCRIBE_STRUCT(MoveView, (), (clocks))
AMENDS_DOC(MoveView, "What moving the case would change.", {"clocks", "Clocks whose end moves, before and after."})

}  // namespace

void Api::AddProcedures() {
  Endpoint list{"GET", "/api/v1/procedures", "list-procedures", "Procedures", "Every procedure put in force so far."};
  list.runs = Runs::Aside;
  list.reply = &base::TypeOf<ProcedureList>();
  list.now = [this](const Message&) {
    const auto found = service_.Register();
    if (!found) return ToReply(found.error());
    const app::SharedBook book = service_.store().InForce().Book();
    ProcedureList view;
    view.shipped = packs::ShippedIds();
    for (const procedures::Activation& a : (*found)->state.activations) {
      ProcedureSummary summary;
      summary.id = a.id.str();
      summary.version = a.version.value;
      summary.title = a.title.str();
      summary.in_force = a.in_force;
      summary.since = a.at;
      summary.by = a.by;
      summary.reason = a.reason.str();
      summary.digest = a.digest;
      if (const auto* bound = book->Find(summary.id, static_cast<int>(summary.version))) {
        const procedures::Procedure& p = bound->procedure;
        summary.jurisdiction = p.jurisdiction;
        summary.calendar = p.calendar;
        summary.clocks = std::ssize(p.clocks);
        summary.unverified = app::Unverified(p);
      }
      view.procedures.insert(view.procedures.begin(), std::move(summary));
    }
    return Shown(std::move(view));
  };
  router_.Add(std::move(list));

  Endpoint choice{"GET", "/api/v1/procedure-choice", "choose-procedure", "Procedures",
                  "Which procedure a case logged so would be handled under, and why; log-case chooses the same."};
  choice.runs = service_.store().MayWait() ? Runs::Aside : Runs::Here;
  choice.query = &base::TypeOf<ChoiceQuery>();
  choice.reply = &base::TypeOf<app::ProcedureChoice>();
  choice.now = [this](const Message& message) {
    const auto query = ReadQuery<ChoiceQuery>(message);
    if (!query) return ToReply(query.error());
    cases::LogCase like;
    like.kind = query->kind.value_or(cases::Kind::Complaint);
    like.channel = query->channel.value_or(domain::Channel::Telephone);
    like.product = query->product;
    like.category = query->category;
    like.customer = query->customer;
    like.received_at = query->received_at;
    like.procedure = query->procedure;
    if (query->customer_type) like.attributes.emplace(base::Word("customer-type"), *query->customer_type);
    return JsonOf(service_.ChooseFor(like));
  };
  router_.Add(std::move(choice));

  Endpoint one{"GET", "/api/v1/procedures/{id}", "view-procedure", "Procedures",
               "The whole of a procedure: whom it is for, what it asks and by when, who may decide what, and the clause behind "
               "each rule."};
  one.query = &base::TypeOf<VersionQuery>();
  one.reply = &base::TypeOf<app::ProcedureDetails>();
  one.now = [this](const Message& message) {
    const auto query = ReadQuery<VersionQuery>(message);
    if (!query) return ToReply(query.error());
    const std::string& id = message.captures.at(0);
    const app::SharedBook book = service_.store().InForce().Book();
    const procedures::Bound* bound = query->version ? book->Find(id, static_cast<int>(query->version->value)) : book->Current(id);
    if (bound == nullptr) {
      std::vector<std::string> known;
      for (const auto* other : book->InForce()) known.push_back(other->procedure.id);
      return ToReply(Fail(ErrorCode::NotFound,
                          base::OrNear(query->version ? Saying("there is no procedure {} of that version", base::Quoted(id))
                                                      : Saying("there is no procedure {} in force", base::Quoted(id)),
                                       id, known))
                         .error());
    }
    return Shown(app::DetailsOf(bound->procedure));
  };
  router_.Add(std::move(one));

  Endpoint texts{"GET", "/api/v1/procedures/{id}/files", "procedure-files", "Procedures",
                 "The texts of a procedure that was put in force, or that this program brings along: to base one's own on."};
  texts.runs = Runs::Aside;
  texts.query = &base::TypeOf<VersionQuery>();
  texts.reply = &base::TypeOf<PackFiles>();
  texts.now = [this](const Message& message) {
    const auto query = ReadQuery<VersionQuery>(message);
    if (!query) return ToReply(query.error());
    const std::string& id = message.captures.at(0);
    const auto found = service_.Register();
    if (!found) return ToReply(found.error());
    const procedures::Activation* activation = nullptr;
    for (const procedures::Activation& a : (*found)->state.activations) {
      if (a.id.str() == id && (query->version ? a.version == *query->version : a.in_force)) activation = &a;
    }
    if (activation != nullptr) return Shown(PackFiles{activation->files});
    if (const packs::Bundle* shipped = query->version ? nullptr : packs::Shipped(id)) return Shown(PackFiles{*shipped});
    return ToReply(Fail(ErrorCode::NotFound, query->version ? Saying("there is no procedure {} of that version", base::Quoted(id))
                                                            : base::OrNear(Saying("there is no procedure {}", base::Quoted(id)),
                                                                           id, packs::ShippedIds()))
                       .error());
  };
  router_.Add(std::move(texts));

  Endpoint check{"POST", "/api/v1/procedures/check", "check-procedure", "Procedures",
                 "Say what is wrong with a draft, each fault at its place, and what it would change."};
  check.runs = Runs::Aside;
  check.body = &base::TypeOf<CheckBody>();
  check.reply = &base::TypeOf<CheckReply>();
  check.now = [this](const Message& message) {
    const auto body = Body<CheckBody>(message);
    if (!body) return ToReply(body.error());
    CheckReply reply;
    const auto bound = packs::ReadBundle(body->files, {.texts = &service_.stationery()});
    reply.sound = bound.has_value();
    if (!bound) {
      for (const packs::Problem& p : bound.error()) {
        reply.problems.push_back({p.file, p.line, p.column, p.source, p.where, p.says});
      }
    } else {
      const app::SharedBook book = service_.store().InForce().Book();
      if (const auto* before = book->Current(bound->procedure.id))
        reply.changes = packs::Differences(before->procedure, bound->procedure);
      std::vector<const procedures::Procedure*> beside;
      for (const procedures::Bound* other : book->InForce()) beside.push_back(&other->procedure);
      reply.remarks = procedures::RemarksOn(bound->procedure, beside);
    }
    return Shown(std::move(reply));
  };
  router_.Add(std::move(check));

  Endpoint activate{"POST", "/api/v1/procedures", "activate-procedure", "Procedures",
                    base::TypeOf<procedures::ActivateProcedure>().doc};
  activate.runs = Runs::Aside;
  activate.body = &base::TypeOf<ActivateBody>();
  activate.reply = &base::TypeOf<app::CommandReply>();
  activate.takes_if_match = true;
  activate.takes_idempotency_key = true;
  activate.later = [this](const Message& message, Respond respond) {
    auto body = Body<ActivateBody>(message);
    if (!body) return respond(ToReply(body.error()));
    auto request = RequestOf(message);
    if (!request) return respond(ToReply(request.error()));
    if (body->shipped) {
      const packs::Bundle* files = packs::Shipped(body->shipped->str());
      if (files == nullptr) {
        return respond(ToReply(base::FailAt("shipped", base::OrNear(Saying("this program brings along no procedure {}",
                                                                           base::Quoted(body->shipped->str())),
                                                                    body->shipped->str(), packs::ShippedIds()))
                                   .error()));
      }
      body->files = *files;
    }
    service_.Handle(procedures::ActivateProcedure{std::move(body->files), body->reason}, *std::move(request),
                    [respond = std::move(respond)](Result<app::Answer> answer) mutable { respond(AnswerReply(answer)); });
  };
  router_.Add(std::move(activate));

  Endpoint retire{"POST", "/api/v1/procedures/{id}/retire", "retire-procedure", "Procedures",
                  base::TypeOf<procedures::RetireProcedure>().doc};
  retire.runs = Runs::Aside;
  retire.body = &base::TypeOf<RetireBody>();
  retire.reply = &base::TypeOf<app::CommandReply>();
  retire.takes_if_match = true;
  retire.later = [this](const Message& message, Respond respond) {
    auto body = Body<RetireBody>(message);
    if (!body) return respond(ToReply(body.error()));
    auto request = RequestOf(message);
    if (!request) return respond(ToReply(request.error()));
    const auto id = base::Word::Parse(message.captures.at(0));
    if (!id) return respond(ToReply(id.error()));
    service_.Handle(procedures::RetireProcedure{*id, body->reason}, *std::move(request),
                    [respond = std::move(respond)](Result<app::Answer> answer) mutable { respond(AnswerReply(answer)); });
  };
  router_.Add(std::move(retire));

  Endpoint move{"GET", "/api/v1/cases/{ref}/procedures/{id}", "preview-move", "Procedures",
                "Which dates would move if the case were handled under another procedure; move-to-procedure does it."};
  move.query = &base::TypeOf<VersionQuery>();
  move.reply = &base::TypeOf<MoveView>();
  move.now = [this](const Message& message) {
    const auto id = Captured<CaseId>(message);
    if (!id) return ToReply(id.error());
    const auto query = ReadQuery<VersionQuery>(message);
    if (!query) return ToReply(query.error());
    const auto procedure = base::Word::Parse(message.captures.at(1));
    if (!procedure) return ToReply(procedure.error());
    const auto moved = service_.PreviewMove(*id, {*procedure, query->version, base::Line("preview")}, message.identity->viewer);
    if (!moved) return ToReply(moved.error());
    return Shown(MoveView{*moved});
  };
  router_.Add(std::move(move));
}

}  // namespace http
