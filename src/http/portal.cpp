#include "http/portal.h"

#include <algorithm>

#include "app/portal.h"
#include "http/case_upload.h"
#include "http/replies.h"

namespace http {
namespace {

using app::PortalAccess;
using app::PortalIdentity;
using cases::SealedProse;
using domain::Channel;

// -- What is asked and said ---------------------------------------------------------------------------------------------

struct PortalAbout {
  std::optional<base::Line> organisation;
  std::optional<base::Line> phone;
  std::optional<base::Line> email;
  bool sends_mail = false;
};
BOOST_DESCRIBE_STRUCT(PortalAbout, (), (organisation, phone, email, sends_mail))
AMENDS_DOC(PortalAbout, "Whose desk this is.", {"phone", "Where customers reach it."},
           {"sends_mail",
            "Whether links and codes to sign in can be sent by e-mail; if not, a colleague gives a code by telephone."})

struct Lodge {
  customers::Profile who;
  cases::SealedLine subject;
  SealedProse words;
  std::optional<SealedProse> remedy_sought;
  std::optional<base::Line> product;
  std::vector<customers::Need> needs;
  std::optional<SealedProse> needs_note;
  std::optional<Channel> reach_by;
  std::optional<base::Word> language;
  std::optional<base::Line> website;
};
BOOST_DESCRIBE_STRUCT(Lodge, (), (who, subject, words, remedy_sought, product, needs, needs_note, reach_by, language, website))
AMENDS_DOC(Lodge, "A complaint as its customer lodges it.", {"who", "Who they are, and how we reach them."},
           {"subject", "The problem in a line."}, {"words", "What happened."}, {"remedy_sought", "What they want us to do."},
           {"product", "Which product or service it is about."}, {"needs", "What would help them to deal with us."},
           {"needs_note", "More about that."}, {"reach_by", "How they wish to be reached."},
           {"language", "In which language, as a tag."}, {"website", "Left empty by people; what fills it in is a machine."})

struct Lodged {
  CaseId ref;
  std::string csrf;
  std::optional<base::Instant> next_news_by;
};
BOOST_DESCRIBE_STRUCT(Lodged, (), (ref, csrf, next_news_by))
AMENDS_DOC(Lodged, "A complaint that we have.", {"ref", "Its reference."},
           {"csrf", "To be sent as X-CSRF-Token with what follows, such as photographs."},
           {"next_news_by", "When they hear from us."})

struct LinkWish {
  customers::EmailAddress email;
};
BOOST_DESCRIBE_STRUCT(LinkWish, (), (email))
AMENDS_DOC(LinkWish, "Whom to send a link to.", {"email", "The address we know."})

struct CodeWish {
  CaseId reference;
  base::Line surname;
};
BOOST_DESCRIBE_STRUCT(CodeWish, (), (reference, surname))
AMENDS_DOC(CodeWish, "Whose code to send.", {"reference", "Of the complaint."}, {"surname", "As we know it."})

struct PortalEntrance {
  std::optional<std::string> link;
  std::optional<CaseId> reference;
  std::optional<base::Line> surname;
  std::optional<base::Line> code;
};
BOOST_DESCRIBE_STRUCT(PortalEntrance, (), (link, reference, surname, code))
AMENDS_DOC(PortalEntrance, "A link that was sent, or a reference, surname and code.",
           {"link", "What stands behind the # of the link."}, {"reference", "Of the complaint."}, {"surname", "As we know it."},
           {"code", "The eight digits."})

struct PortalSessionView {
  std::string csrf;
  std::optional<CaseId> only;
  std::optional<cases::SealedLine> name;
};
BOOST_DESCRIBE_STRUCT(PortalSessionView, (), (csrf, only, name))
AMENDS_DOC(PortalSessionView, "Who is signed in.", {"csrf", "To be sent as X-CSRF-Token with every change."},
           {"only", "The one case this session is for, where it was lodged without signing in."}, {"name", "Theirs."})

struct PortalSummary {
  CaseId ref;
  cases::SealedLine subject;
  base::Instant received_at;
  app::PortalStanding standing = app::PortalStanding::Received;
  std::optional<app::PortalPromise> next_news;
};
BOOST_DESCRIBE_STRUCT(PortalSummary, (), (ref, subject, received_at, standing, next_news))
AMENDS_DOC(PortalSummary, "A case in a line.", {"standing", "Where it stands."}, {"next_news", "When they hear from us next."})
struct PortalCaseList {
  std::vector<PortalSummary> cases;
};
BOOST_DESCRIBE_STRUCT(PortalCaseList, (), (cases))

struct PortalWords {
  SealedProse words;
};
BOOST_DESCRIBE_STRUCT(PortalWords, (), (words))
AMENDS_DOC(PortalWords, "What they say.", {"words", "In their own words."})

struct PortalAnswer {
  base::OfferId offer;
  SealedProse words;
};
BOOST_DESCRIBE_STRUCT(PortalAnswer, (), (offer, words))
AMENDS_DOC(PortalAnswer, "Their answer to an offer.", {"offer", "Which."}, {"words", "In their own words."})

struct PortalSurvey {
  cases::Instrument instrument = cases::Instrument::Satisfaction;
  base::Whole<0, 10> score;
  std::optional<SealedProse> comment;
};
BOOST_DESCRIBE_STRUCT(PortalSurvey, (), (instrument, score, comment))
AMENDS_DOC(PortalSurvey, "How it was for them.", {"instrument", "What is asked."}, {"score", "0 to 10."},
           {"comment", "Anything more."})

struct PortalWishes {
  std::vector<customers::Need> needs;
  std::optional<SealedProse> note;
  std::optional<Channel> reach_by;
  std::optional<base::Word> language;
};
BOOST_DESCRIBE_STRUCT(PortalWishes, (), (needs, note, reach_by, language))
AMENDS_DOC(PortalWishes, "What would help them to deal with us.", {"needs", "Which needs."}, {"note", "More about them."},
           {"reach_by", "How they wish to be reached."}, {"language", "In which language, as a tag."})

struct CodeView {
  std::string code;
};
BOOST_DESCRIBE_STRUCT(CodeView, (), (code))
AMENDS_DOC(CodeView, "A code to read out to the customer.", {"code", "Eight digits; for a quarter of an hour, and once."})

// -- The routes ---------------------------------------------------------------------------------------------------------

app::Viewer Ourselves() { return {domain::Actor::System(), desk::Reach::Desk, {}}; }

std::string Cookie(const std::string& token, bool secure, std::int64_t max_age) {
  return "amends_portal=" + token + "; Path=/api/v1/portal; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(max_age) +
         (secure ? "; Secure" : "");
}

class Portal {
 public:
  Portal(Router& router, PortalParts parts) : router_(router), parts_(parts) {}

  void AddAll(const std::shared_ptr<Portal>& self);

 private:
  static Endpoint Named(const char* method, const std::string& path, const char* name, const char* summary,
                        Access access = Access::Customer) {
    Endpoint endpoint{method, "/api/v1/portal" + path, name, "Portal", summary};
    endpoint.access = access;
    endpoint.runs = Runs::Aside;
    return endpoint;
  }

  // The case of the path, if it is theirs; where it was merged, the one that goes on.
  Result<app::Streams<CaseId>::Shared> Theirs(const Message& message) const {
    TRY(const auto id, Captured<CaseId>(message));
    TRY(auto found, parts_.service.CaseAt(id, Ourselves()));
    if (!message.customer->Reaches(found->state)) return app::NoSuch(id);
    while (found->state.merged_into && !message.customer->only) {
      TRY(found, parts_.service.CaseAt(*found->state.merged_into, Ourselves()));
      if (!message.customer->Reaches(found->state)) return app::NoSuch(id);
    }
    return found;
  }

  // As their own command on that case.
  Result<app::Request> RequestOn(const cases::Case& c, const Message& message) const {
    Message with_viewer;
    with_viewer.method = message.method;
    with_viewer.path = message.path;
    with_viewer.headers = message.headers;
    with_viewer.body = message.body;
    with_viewer.identity = app::Identity{PortalIdentity::On(c), {}, {}};
    return RequestOf(with_viewer);
  }

  template <class Said, class Make>
  void AddSaying(const std::shared_ptr<Portal>& self, const char* name, const char* summary, Make make) {
    Endpoint say = Named("POST", "/cases/{ref}/" + std::string(name), ("portal-" + std::string(name)).c_str(), summary);
    say.body = &base::TypeOf<Said>();
    say.reply = &base::TypeOf<app::CommandReply>();
    say.takes_idempotency_key = true;
    say.later = [self, make](const Message& message, Respond respond) {
      auto said = Body<Said>(message);
      if (!said) return respond(ToReply(said.error()));
      const auto found = self->Theirs(message);
      if (!found) return respond(ToReply(found.error()));
      auto request = self->RequestOn((*found)->state, message);
      if (!request) return respond(ToReply(request.error()));
      self->parts_.service.Handle(
          (*found)->state.id, make(*said), *std::move(request),
          [respond = std::move(respond)](Result<app::Answer> answer) mutable { respond(AnswerReply(answer)); });
    };
    router_.Add(std::move(say));
  }

  void SignedIn(const app::PortalSignedIn& in, Reply& reply) const {
    const auto lasts = std::chrono::duration_cast<std::chrono::seconds>(PortalAccess::kSessionLasts).count();
    reply.headers.emplace_back("Set-Cookie", Cookie(in.token, parts_.secure_cookie, lasts));
  }

  // What would help them, on their own record; each by a command of its own. `done` when all are through.
  void NoteWishes(CustomerId customer, const PortalWishes& wishes, std::function<void(Result<app::Answer>)> done) const;

  void AddLodging(const std::shared_ptr<Portal>& self);
  void AddDoor(const std::shared_ptr<Portal>& self);
  void AddCases(const std::shared_ptr<Portal>& self);
  void AddSayings(const std::shared_ptr<Portal>& self);

  Router& router_;
  PortalParts parts_;
};

void Portal::NoteWishes(CustomerId customer, const PortalWishes& wishes, std::function<void(Result<app::Answer>)> done) const {
  std::vector<customers::Command> commands;
  if (wishes.reach_by || wishes.language) {
    customers::SetPreference preference;
    preference.preference.channel = wishes.reach_by;
    preference.preference.language = wishes.language;
    commands.emplace_back(std::move(preference));
  }
  for (const customers::Need need : wishes.needs) commands.emplace_back(customers::RecordNeed{need, wishes.note});
  // One after the other: they all go to one record.
  struct Chain : std::enable_shared_from_this<Chain> {
    app::Service& service;
    CustomerId customer;
    std::vector<customers::Command> commands;
    std::function<void(Result<app::Answer>)> done;
    std::size_t next = 0;
    Result<app::Answer> last = app::Answer(app::CommandReply{});
    Chain(app::Service& s, CustomerId c, std::vector<customers::Command> list, std::function<void(Result<app::Answer>)> then)
        : service(s), customer(c), commands(std::move(list)), done(std::move(then)) {}
    void Go() {
      const bool stopped = !last || std::holds_alternative<domain::Refusals>(*last);
      if (stopped || next == commands.size()) return done(std::move(last));
      service.Handle(customer, std::move(commands[next++]), {{domain::Actor::Of(customer), desk::Reach::Own, {}}, {}, {}, {}},
                     [self = this->shared_from_this()](Result<app::Answer> answer) {
                       self->last = std::move(answer);
                       self->Go();
                     });
    }
  };
  std::make_shared<Chain>(parts_.service, customer, std::move(commands), std::move(done))->Go();
}

void Portal::AddLodging(const std::shared_ptr<Portal>& self) {
  Endpoint about = Named("GET", "/about", "portal-about", "Whose desk this is, and how else to reach it.", Access::Public);
  about.reply = &base::TypeOf<PortalAbout>();
  about.now = [self](const Message&) {
    PortalAbout view;
    if (const auto& head = self->parts_.service.stationery().head) view = {head->organisation, head->phone, head->email, false};
    view.sends_mail = self->parts_.access.CanSend();
    return Shown(std::move(view));
  };
  router_.Add(std::move(about));

  Endpoint lodge =
      Named("POST", "/complaints", "lodge-complaint",
            "Lodge a complaint, without an account. What follows in the same browser belongs to it.", Access::Public);
  lodge.body = &base::TypeOf<Lodge>();
  lodge.reply = &base::TypeOf<Lodged>();
  lodge.status = 201;
  lodge.takes_idempotency_key = true;
  lodge.later = [self](const Message& message, Respond respond) {
    auto body = Body<Lodge>(message);
    if (!body) return respond(ToReply(body.error()));
    if (body->website) return respond(ToReply(base::FailAt("website", Saying("is to be left empty")).error()));
    if (!body->who.email && !body->who.phone && !body->who.address) {
      return respond(
          ToReply(base::FailAt("who.email",
                               Saying("expected one way to reach you: an e-mail address, a telephone number or a postal address"))
                      .error()));
    }
    if (const auto may = self->parts_.access.Allow("lodge", message.from, 20); !may) return respond(ToReply(may.error()));
    cases::LogCase command;
    command.kind = cases::Kind::Complaint;
    command.channel = Channel::Portal;
    command.new_customer = body->who;
    command.subject = body->subject;
    command.words = body->words;
    command.remedy_sought = body->remedy_sought;
    command.product = body->product;
    app::Request request{Ourselves(), {}, {}, {}};
    if (const std::string* key = message.Header("idempotency-key"); key != nullptr && !key->empty() && key->size() <= 180) {
      request.idempotency_key = "portal|" + *key;
      request.digest = base::Hex(base::Hasher().Add(message.body).Finish());
    }
    PortalWishes wishes{body->needs, body->needs_note, body->reach_by, body->language};
    self->parts_.service.Log(
        std::move(command), std::move(request),
        [self, wishes = std::move(wishes), respond = std::move(respond)](Result<app::Answer> answer) mutable {
          if (!answer || std::holds_alternative<domain::Refusals>(*answer)) return respond(AnswerReply(answer));
          const CaseId id = *CaseId::Parse(std::get<app::CommandReply>(*answer).ref);
          const auto made = self->parts_.service.CaseAt(id, Ourselves());
          if (!made) return respond(ToReply(made.error()));
          const CustomerId customer = (*made)->state.customer;
          const auto promised = (*made)->state.promise ? std::optional((*made)->state.promise->by) : std::nullopt;
          auto held = std::make_shared<Respond>(std::move(respond));
          // A wish that was not taken does not undo the complaint; a colleague asks again.
          self->NoteWishes(customer, wishes, [self, id, customer, promised, held](const Result<app::Answer>&) {
            // The store tells this on a thread that must not wait for it.
            self->parts_.service.workers().Post([self, id, customer, promised, held] {
              const auto in = self->parts_.access.EnterFor(customer, id);
              if (!in) return (*held)(ToReply(in.error()));
              Reply reply = Shown(Lodged{id, in->csrf, promised}, 201);
              self->SignedIn(*in, reply);
              (*held)(std::move(reply));
            });
          });
        });
  };
  router_.Add(std::move(lodge));
}

void Portal::AddDoor(const std::shared_ptr<Portal>& self) {
  const auto nothing = [](const Result<void>& done) {
    if (!done) return ToReply(done.error());
    Reply reply;
    reply.status = 204;
    return reply;
  };

  Endpoint link = Named("POST", "/link", "send-portal-link",
                        "Send a link to sign in with. The answer is the same whether we know the address.", Access::Public);
  link.body = &base::TypeOf<LinkWish>();
  link.status = 204;
  link.now = [self, nothing](const Message& message) {
    const auto body = Body<LinkWish>(message);
    if (!body) return ToReply(body.error());
    return nothing(self->parts_.access.SendLink(body->email.text, message.from));
  };
  router_.Add(std::move(link));

  Endpoint code =
      Named("POST", "/code", "send-portal-code",
            "Send a code to sign in with. The answer is the same whether we know the complaint and the name.", Access::Public);
  code.body = &base::TypeOf<CodeWish>();
  code.status = 204;
  code.now = [self, nothing](const Message& message) {
    const auto body = Body<CodeWish>(message);
    if (!body) return ToReply(body.error());
    return nothing(self->parts_.access.SendCode(body->reference, body->surname.str(), message.from));
  };
  router_.Add(std::move(code));

  Endpoint make{"POST", "/api/v1/customers/{ref}/portal-code", "make-portal-code", "Customers",
                "Make a code that lets this customer into the portal, to be read out to them. It works once, for 15 minutes."};
  make.reply = &base::TypeOf<CodeView>();
  make.status = 201;
  make.later = [self](const Message& message, Respond respond) {
    const auto id = Captured<CustomerId>(message);
    if (!id) return respond(ToReply(id.error()));
    auto request = RequestOf(message);
    if (!request) return respond(ToReply(request.error()));
    // A code is shown once and kept nowhere, so there is no earlier answer to repeat.
    request->idempotency_key.reset();
    const auto customer = self->parts_.service.CustomerAt(*id);
    if (!customer) return respond(ToReply(customer.error()));
    const CustomerId holder = (*customer)->state.merged_into.value_or(*id);
    // Who made it stands in the log before there is a code to misuse.
    self->parts_.service.Handle(holder, customers::NotePortalCode{}, *std::move(request),
                                [self, holder, respond = std::move(respond)](Result<app::Answer> answer) mutable {
                                  if (!answer || std::holds_alternative<domain::Refusals>(*answer))
                                    return respond(AnswerReply(answer));
                                  auto held = std::make_shared<Respond>(std::move(respond));
                                  // The store tells this on a thread that must not wait for it.
                                  self->parts_.service.workers().Post([self, holder, held] {
                                    const auto made = self->parts_.access.MakeCode(holder);
                                    (*held)(made ? Shown(CodeView{*made}, 201) : ToReply(made.error()));
                                  });
                                });
  };
  router_.Add(std::move(make));

  Endpoint enter =
      Named("POST", "/session", "enter-portal", "Sign in with a link, or with reference, surname and code.", Access::Public);
  enter.body = &base::TypeOf<PortalEntrance>();
  enter.reply = &base::TypeOf<PortalSessionView>();
  enter.now = [self](const Message& message) {
    const auto body = Body<PortalEntrance>(message);
    if (!body) return ToReply(body.error());
    const bool by_code = body->reference && body->surname && body->code;
    if (body->link.has_value() == by_code) {
      return ToReply(base::FailAt("link", Saying("expected a link, or a reference, surname and code")).error());
    }
    const auto in =
        body->link ? self->parts_.access.EnterByLink(*body->link, message.from)
                   : self->parts_.access.EnterByCode(*body->reference, body->surname->str(), body->code->str(), message.from);
    if (!in) return ToReply(in.error());
    Reply reply = Shown(PortalSessionView{in->csrf, {}, {}});
    self->SignedIn(*in, reply);
    return reply;
  };
  router_.Add(std::move(enter));

  Endpoint who = Named("GET", "/session", "portal-session", "Who is signed in to the portal.");
  who.reply = &base::TypeOf<PortalSessionView>();
  who.now = [self](const Message& message) {
    PortalSessionView view{message.customer->csrf, message.customer->only, {}};
    const auto customer = self->parts_.service.CustomerAt(message.customer->customer);
    // Whoever lodged a case without signing in has not shown whose name this is; it is the one they typed.
    if (customer) view.name = (*customer)->state.profile.name;
    return Shown(std::move(view));
  };
  router_.Add(std::move(who));

  Endpoint leave = Named("DELETE", "/session", "leave-portal", "Sign out of the portal.");
  leave.status = 204;
  leave.now = [self, nothing](const Message& message) {
    Reply reply = nothing(self->parts_.access.Leave(message.Cookie("amends_portal").value_or("")));
    reply.headers.emplace_back("Set-Cookie", Cookie("", self->parts_.secure_cookie, 0));
    return reply;
  };
  router_.Add(std::move(leave));
}

void Portal::AddCases(const std::shared_ptr<Portal>& self) {
  Endpoint list = Named("GET", "/cases", "portal-cases", "Their cases, the newest first.");
  list.reply = &base::TypeOf<PortalCaseList>();
  list.now = [self](const Message& message) {
    const auto ids = self->parts_.service.queries().CasesOf(message.customer->records, false);
    if (!ids) return ToReply(ids.error());
    PortalCaseList shown;
    for (const CaseId id : *ids) {
      const auto found = self->parts_.service.CaseAt(id, Ourselves());
      if (!found || !message.customer->Reaches((*found)->state) || (*found)->state.merged_into) continue;
      const auto view = self->parts_.service.ViewForCustomer(id, PortalIdentity::On((*found)->state));
      if (!view) return ToReply(view.error());
      shown.cases.push_back({view->ref, view->subject, view->received_at, view->standing, view->next_news});
    }
    std::ranges::sort(shown.cases, std::greater<>(), [](const PortalSummary& s) { return s.ref.number; });
    return Shown(std::move(shown));
  };
  router_.Add(std::move(list));

  Endpoint show = Named("GET", "/cases/{ref}", "portal-case", "A case as its customer sees it.");
  show.reply = &base::TypeOf<app::PortalCase>();
  show.now = [self](const Message& message) {
    const auto found = self->Theirs(message);
    if (!found) return ToReply(found.error());
    return JsonOf(self->parts_.service.ViewForCustomer((*found)->state.id, PortalIdentity::On((*found)->state)));
  };
  router_.Add(std::move(show));

  Endpoint letter = Named("GET", "/cases/{ref}/letters/{number}", "portal-letter", "A letter we sent them, as PDF.");
  letter.reply_type = "application/pdf";
  letter.now = [self](const Message& message) {
    const auto found = self->Theirs(message);
    if (!found) return ToReply(found.error());
    const auto number = NumberIn(message, 1);
    if (!number) return ToReply(number.error());
    if (self->parts_.typesetter == nullptr)
      return ToReply(Fail(ErrorCode::Unavailable, Saying("this server sets no PDF")).error());
    const cases::Case& c = (*found)->state;
    const auto sent = self->parts_.service.LetterOf(c.id, *number, PortalIdentity::On(c));
    if (!sent) return ToReply(sent.error());
    auto pdf = self->parts_.typesetter->Typeset(sent->first.letter, sent->second, sent->first.print, app::LetterState::Final);
    if (!pdf) return ToReply(pdf.error());
    Reply reply;
    reply.type = "application/pdf";
    reply.body = *std::move(pdf);
    reply.headers.emplace_back("Content-Disposition", "inline; filename=\"" + c.id.ToString() + ".pdf\"");
    return reply;
  };
  router_.Add(std::move(letter));

  Endpoint attach = Named("POST", "/cases/{ref}/files", "portal-attach-file",
                          "Send a file or photograph: its bytes are the body, up to 25 MB.");
  attach.query = &base::TypeOf<FileQuery>();
  attach.reply = &base::TypeOf<app::CommandReply>();
  attach.status = 201;
  attach.takes_file = true;
  attach.takes_idempotency_key = true;
  attach.upload = [self](const Message& message) -> Result<Endpoint::Opened> {
    TRY(const auto found, self->Theirs(message));
    CHECK_OK(self->parts_.access.Allow("file", message.from, 60));
    TRY(auto query, ReadQuery<FileQuery>(message));
    TRY(auto request, self->RequestOn(found->state, message));
    return OpenCaseUpload(self->parts_.service, self->parts_.blobs, found->state.id, std::move(query), std::move(request));
  };
  router_.Add(std::move(attach));

  Endpoint fetch = Named("GET", "/cases/{ref}/files/{file}", "portal-file", "A file they sent us, as a download.");
  fetch.reply_type = "*/*";
  fetch.now = [self](const Message& message) {
    const auto found = self->Theirs(message);
    if (!found) return ToReply(found.error());
    const auto id = Captured<base::AttachmentId>(message, 1);
    if (!id) return ToReply(id.error());
    const cases::Attachment* file = cases::FindAttachment((*found)->state, *id);
    if (file == nullptr || !file->by.starts_with("CU-")) return ToReply(app::NoSuch(*id).error());
    return FileReply(self->parts_.blobs, (*found)->state, *id);
  };
  router_.Add(std::move(fetch));
}

void Portal::AddSayings(const std::shared_ptr<Portal>& self) {
  using cases::Command;
  AddSaying<PortalWords>(self, "message", "Write to us.", [](const PortalWords& said) -> Command {
    cases::RecordContact contact;
    contact.direction = cases::Direction::FromCustomer;
    contact.channel = Channel::Portal;
    contact.summary = said.words;
    return contact;
  });
  AddSaying<PortalAnswer>(self, "accept-offer", "Accept an offer.", [](const PortalAnswer& said) -> Command {
    return cases::AcceptOffer{said.offer, said.words, Channel::Portal, {}};
  });
  AddSaying<PortalAnswer>(self, "decline-offer", "Decline an offer, with the reasons.", [](const PortalAnswer& said) -> Command {
    return cases::DeclineOffer{said.offer, said.words, Channel::Portal};
  });
  AddSaying<PortalAnswer>(self, "counter-offer", "Say what they want instead.", [](const PortalAnswer& said) -> Command {
    return cases::CounterOffer{said.offer, said.words, {}, Channel::Portal};
  });
  AddSaying<PortalWords>(self, "confirm-resolution", "Say that it is solved.", [](const PortalWords& said) -> Command {
    return cases::ConfirmResolution{said.words, Channel::Portal, {}};
  });
  AddSaying<PortalWords>(self, "dispute-resolution", "Say what is still wrong.", [](const PortalWords& said) -> Command {
    return cases::DisputeResolution{said.words, Channel::Portal, {}};
  });
  AddSaying<PortalWords>(self, "ask-for-review", "Ask for the next stage.",
                         [](const PortalWords& said) -> Command { return cases::AskForReview{said.words, Channel::Portal}; });
  AddSaying<PortalWords>(self, "withdraw-case", "Withdraw the complaint.",
                         [](const PortalWords& said) -> Command { return cases::WithdrawCase{said.words, Channel::Portal}; });
  AddSaying<PortalWords>(self, "reopen-case", "Open it again.",
                         [](const PortalWords& said) -> Command { return cases::ReopenCase{said.words}; });
  AddSaying<PortalSurvey>(self, "record-survey-answer", "Say how it was.", [](const PortalSurvey& said) -> Command {
    return cases::RecordSurveyAnswer{said.instrument, said.score, {}, {}, said.comment};
  });

  Endpoint wishes =
      Named("POST", "/wishes", "portal-wishes", "Ask for help, another format, another language, or another way to be reached.");
  wishes.body = &base::TypeOf<PortalWishes>();
  wishes.reply = &base::TypeOf<app::CommandReply>();
  wishes.later = [self](const Message& message, Respond respond) {
    const auto body = Body<PortalWishes>(message);
    if (!body) return respond(ToReply(body.error()));
    auto held = std::make_shared<Respond>(std::move(respond));
    self->NoteWishes(message.customer->customer, *body,
                     [held](const Result<app::Answer>& answer) { (*held)(AnswerReply(answer)); });
  };
  router_.Add(std::move(wishes));
}

void Portal::AddAll(const std::shared_ptr<Portal>& self) {
  AddLodging(self);
  AddDoor(self);
  AddCases(self);
  AddSayings(self);
}

}  // namespace

void AddPortal(Router& router, PortalParts parts) {
  const auto portal = std::make_shared<Portal>(router, parts);
  portal->AddAll(portal);
}

}  // namespace http
