// The procedures in force: what they ask and by when, putting one in force, and what moving a case to another would change.

#include <algorithm>

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

struct FieldView {
  std::string id;
  std::string title;
  std::string help;
  procedures::FieldType type = procedures::FieldType::Text;
  std::vector<std::string> choices;
  bool required = false;
  std::vector<std::string> when;
};
BOOST_DESCRIBE_STRUCT(FieldView, (), (id, title, help, type, choices, required, when))
AMENDS_DOC(FieldView, "A field of the logging template.",
           {"when", "Asked only of cases with these facts, like \"contract=goods\"."})

struct RuleView {
  std::string id;
  std::string title;
  procedures::ClockKind kind = procedures::ClockKind::Internal;
  procedures::Milestone starts = procedures::Milestone::Received;
  std::vector<procedures::Milestone> stops;
  std::string term;
  std::vector<std::string> pauses;
  std::optional<std::string> extension;
  domain::Clause clause;
  bool verified = true;
};
BOOST_DESCRIBE_STRUCT(RuleView, (), (id, title, kind, starts, stops, term, pauses, extension, clause, verified))

struct RungView {
  domain::Role role = domain::Role::Handler;
  std::optional<base::Money> limit;
};
BOOST_DESCRIBE_STRUCT(RungView, (), (role, limit))

struct TriggerView {
  procedures::TriggerKind kind = procedures::TriggerKind::CustomersRequest;
  domain::Role to = domain::Role::TeamLeader;
  std::string clock;
  std::optional<base::Money> over;
  std::string says;
  domain::Clause clause;
};
BOOST_DESCRIBE_STRUCT(TriggerView, (), (kind, to, clock, over, says, clause))

struct StatementView {
  std::string letter;
  std::string statement;
  domain::Clause clause;
  bool verified = true;
};
BOOST_DESCRIBE_STRUCT(StatementView, (), (letter, statement, clause, verified))

struct ItemView {
  std::string id;
  std::string title;
  std::string help;
  int weight = 1;
};
BOOST_DESCRIBE_STRUCT(ItemView, (), (id, title, help, weight))

struct CauseView {
  std::string code;
  std::string title;
};
BOOST_DESCRIBE_STRUCT(CauseView, (), (code, title))

struct ProcedureDetails {
  std::string id;
  std::int64_t version = 0;
  std::string title;
  std::string jurisdiction;
  std::string calendar;
  int stages = 1;
  std::vector<FieldView> fields;
  std::vector<RuleView> clocks;
  std::vector<RungView> ladder;
  std::vector<TriggerView> triggers;
  std::vector<StatementView> letters;
  std::vector<ItemView> scorecard;
  std::vector<CauseView> causes;
  std::vector<domain::Clause> clauses;
};
BOOST_DESCRIBE_STRUCT(ProcedureDetails, (),
                      (id, version, title, jurisdiction, calendar, stages, fields, clocks, ladder, triggers, letters, scorecard,
                       causes, clauses))
AMENDS_DOC(ProcedureDetails, "What a procedure asks.", {"fields", "Of the logging template."}, {"clocks", "Duties with a date."},
           {"ladder", "Who may decide up to what, lowest first."}, {"triggers", "What sends a case up by itself."},
           {"letters", "Statements that letters must have."}, {"scorecard", "What quality is judged by."},
           {"causes", "The cause tree; codes are dotted from the root."}, {"clauses", "The paragraphs behind its rules."})

struct VersionQuery {
  std::optional<base::Whole<1, 9999>> version;
};
BOOST_DESCRIBE_STRUCT(VersionQuery, (), (version))
AMENDS_DOC(VersionQuery, "Which version.", {"version", "The one in force, if left out."})

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
  std::vector<std::string> remarks;
};
BOOST_DESCRIBE_STRUCT(CheckReply, (), (sound, problems, changes, remarks))
AMENDS_DOC(CheckReply, "What was found about a draft.", {"problems", "Each at its file, line and column."},
           {"changes", "What changes from the version in force, in words."},
           {"remarks", "Over which cases it would quarrel with another procedure in force."})

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

ProcedureDetails DetailsOf(const procedures::Procedure& p) {
  ProcedureDetails view;
  view.id = p.id;
  view.version = p.version;
  view.title = p.title;
  view.jurisdiction = p.jurisdiction;
  view.calendar = p.calendar;
  view.stages = p.stages.count;
  for (const auto& field : p.fields) {
    FieldView& shown =
        view.fields.emplace_back(FieldView{field.id, field.title, field.help, field.type, field.choices, field.required, {}});
    for (const auto& [fact, value] : field.when) shown.when.push_back(fact + "=" + value);
  }
  for (const auto& clock : p.clocks) {
    view.clocks.push_back({clock.id, clock.title, clock.kind, clock.starts, clock.stops, calendar::InWords(clock.term),
                           clock.pauses, clock.extension ? std::optional(clock.extension->most.ToString()) : std::nullopt,
                           clock.clause, clock.verified});
  }
  for (const auto& rung : p.ladder) view.ladder.push_back({rung.role, rung.limit});
  for (const auto& trigger : p.triggers)
    view.triggers.push_back({trigger.kind, trigger.to, trigger.clock, trigger.over, trigger.says, trigger.clause});
  for (const auto& letter : p.letters) view.letters.push_back({letter.letter, letter.statement, letter.clause, letter.verified});
  for (const auto& item : p.scorecard) view.scorecard.push_back({item.id, item.title, item.help, item.weight});
  for (const auto& cause : p.causes) view.causes.push_back({cause.code, cause.title});
  for (const auto& [rule, clause] : p.clauses) {
    if (std::ranges::find(view.clauses, clause) == view.clauses.end()) view.clauses.push_back(clause);
  }
  return view;
}

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
        summary.unverified = std::ranges::count(p.clocks, false, &procedures::ClockRule::verified) +
                             std::ranges::count(p.letters, false, &procedures::LetterRule::verified);
      }
      view.procedures.insert(view.procedures.begin(), std::move(summary));
    }
    return Json(base::ToJson(view));
  };
  router_.Add(std::move(list));

  Endpoint one{"GET", "/api/v1/procedures/{id}", "view-procedure", "Procedures", "What a procedure asks."};
  one.query = &base::TypeOf<VersionQuery>();
  one.reply = &base::TypeOf<ProcedureDetails>();
  one.now = [this](const Message& message) {
    const auto query = ReadQuery<VersionQuery>(message);
    if (!query) return ToReply(query.error());
    const std::string& id = message.captures.at(0);
    const app::SharedBook book = service_.store().InForce().Book();
    const procedures::Bound* bound = query->version ? book->Find(id, static_cast<int>(query->version->value)) : book->Current(id);
    if (bound == nullptr) {
      std::vector<std::string> known;
      for (const auto* other : book->InForce()) known.push_back(other->procedure.id);
      return ToReply(Fail(ErrorCode::NotFound, "there is no procedure " + base::Quoted(id) +
                                                   (query->version ? " of that version" : " in force") +
                                                   base::DidYouMean(id, known))
                         .error());
    }
    return Json(base::ToJson(DetailsOf(bound->procedure)));
  };
  router_.Add(std::move(one));

  Endpoint check{"POST", "/api/v1/procedures/check", "check-procedure", "Procedures",
                 "Say what is wrong with a draft, each fault at its place, and what it would change."};
  check.runs = Runs::Aside;
  check.body = &base::TypeOf<CheckBody>();
  check.reply = &base::TypeOf<CheckReply>();
  check.now = [this](const Message& message) {
    const auto body = Body<CheckBody>(message);
    if (!body) return ToReply(body.error());
    CheckReply reply;
    const auto bound = packs::ReadBundle(body->files);
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
    return Json(base::ToJson(reply));
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
        return respond(
            ToReply(base::FailAt("shipped", "this program brings along no procedure " + base::Quoted(body->shipped->str()) +
                                                base::DidYouMean(body->shipped->str(), packs::ShippedIds()))
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
    return Json(base::ToJson(MoveView{*moved}));
  };
  router_.Add(std::move(move));
}

}  // namespace http
