// Signals: what was found out of the usual, and what is done about each.

#include "app/signals.h"
#include "http/api.h"
#include "http/replies.h"

namespace http {
namespace {

using learning::SignalState;

enum class WhichSignals : std::uint8_t { Open, Closed, All };
BOOST_DESCRIBE_ENUM(WhichSignals, Open, Closed, All)

struct SignalsQuery {
  std::optional<WhichSignals> which;
};
BOOST_DESCRIBE_STRUCT(SignalsQuery, (), (which))
AMENDS_DOC(SignalsQuery, "Which signals.", {"which", "Those that are open, unless said otherwise."})

struct UsualQuery {
  base::Date from;
  base::Date to;
};
BOOST_DESCRIBE_STRUCT(UsualQuery, (), (from, to))
AMENDS_DOC(UsualQuery, "Over which days.", {"from", "The first."}, {"to", "The last, with it; at most ten years later."})

struct ExplainBody {
  learning::Explanation as = learning::Explanation::Cause;
  base::Prose words;
};
BOOST_DESCRIBE_STRUCT(ExplainBody, (), (as, words))
AMENDS_DOC(ExplainBody, "What a signal comes from.",
           {"as", "A cause of ours, a known event outside, an artefact of the data, or chance."}, {"words", "In words."})

struct ActOnBody {
  base::Prose what;
};
BOOST_DESCRIBE_STRUCT(ActOnBody, (), (what))
AMENDS_DOC(ActOnBody, "What is done.", {"what", "What is done, by whom and by when."})

struct SignalReasonBody {
  base::Prose reason;
};
BOOST_DESCRIBE_STRUCT(SignalReasonBody, (), (reason))
AMENDS_DOC(SignalReasonBody, "Why.", {"reason", "In words."})

struct ContactListBody {
  std::vector<CustomerId> customers;
  base::Line reason;
};
BOOST_DESCRIBE_STRUCT(ContactListBody, (), (customers, reason))
AMENDS_DOC(ContactListBody, "Whom to contact.", {"customers", "Who is probably affected and said nothing."},
           {"reason", "Why they are thought to be affected."})

struct SilentContactBody {
  CustomerId customer;
  learning::Reached outcome = learning::Reached::NotReached;
  std::optional<CaseId> logged;
};
BOOST_DESCRIBE_STRUCT(SilentContactBody, (), (customer, outcome, logged))
AMENDS_DOC(SilentContactBody, "How contacting somebody ended.", {"customer", "Who."}, {"outcome", "How it ended."},
           {"logged", "The case, where one was logged."})

}  // namespace

void Api::AddSignals() {
  const auto ask = [this](const char* path, const char* name, const char* summary, const base::Type* query,
                          const base::Type& reply, std::function<Reply(const Message&)> answer) {
    Endpoint endpoint{"GET", path, name, "Signals", summary};
    endpoint.runs = Runs::Aside;
    endpoint.query = query;
    endpoint.reply = &reply;
    endpoint.now = [answer = std::move(answer)](const Message& message) {
      const auto sees = SeesTheDesk(message);
      return sees ? answer(message) : ToReply(sees.error());
    };
    router_.Add(std::move(endpoint));
  };
  ask("/api/v1/signals", "list-signals", "What is out of the usual at this desk, the newest first.",
      &base::TypeOf<SignalsQuery>(), base::TypeOf<app::SignalList>(), [this](const Message& message) {
        const auto query = ReadQuery<SignalsQuery>(message);
        if (!query) return ToReply(query.error());
        const auto log = service_.Learning();
        if (!log) return ToReply(log.error());
        const WhichSignals which = query->which.value_or(WhichSignals::Open);
        app::SignalList list{{},
                             (*log)->state.renames,
                             app::kFalseAlarmRate,
                             (*log)->state.version,
                             options_.watch == nullptr ? std::nullopt : options_.watch->Last()};
        const auto& signals = (*log)->state.signals;
        for (auto signal = signals.rbegin(); signal != signals.rend(); ++signal) {
          const bool closed = signal->state == SignalState::Closed;
          if (which == WhichSignals::All || closed == (which == WhichSignals::Closed))
            list.signals.push_back(app::ViewOf(*signal, *service_.store().InForce().Book()));
        }
        return Shown(std::move(list));
      });
  ask("/api/v1/signals/{ref}", "show-signal", "One signal, with what was done about it.", nullptr,
      base::TypeOf<app::SignalView>(), [this](const Message& message) {
        const auto id = Captured<base::SignalId>(message);
        if (!id) return ToReply(id.error());
        const auto log = service_.Learning();
        if (!log) return ToReply(log.error());
        const learning::Signal* signal = (*log)->state.Find(*id);
        if (signal == nullptr) return ToReply(base::Error(ErrorCode::NotFound, Saying("there is no signal {}", *id)));
        Reply reply = Shown(app::ViewOf(*signal, *service_.store().InForce().Book()));
        reply.headers.emplace_back("ETag", Quote((*log)->state.version));
        return reply;
      });

  ask("/api/v1/signals/{ref}/usual", "show-usual-of-signal",
      "What was to be expected of the series of a signal, period by period, by which it was judged; over the days asked for.",
      &base::TypeOf<UsualQuery>(), base::TypeOf<app::ChartView>(), [this](const Message& message) {
        const auto id = Captured<base::SignalId>(message);
        if (!id) return ToReply(id.error());
        const auto query = ReadQuery<UsualQuery>(message);
        if (!query) return ToReply(query.error());
        const auto log = service_.Learning();
        if (!log) return ToReply(log.error());
        const learning::Signal* signal = (*log)->state.Find(*id);
        if (signal == nullptr) return ToReply(base::Error(ErrorCode::NotFound, Saying("there is no signal {}", *id)));
        if (options_.monitoring == nullptr) {
          return ToReply(
              base::Error(ErrorCode::Unavailable, Saying("Nothing is counted here: this program serves without monitoring.")));
        }
        return JsonOf(app::UsualOf(*options_.monitoring, service_, *signal, (*log)->state.renames, query->from, query->to,
                                   message.identity->viewer));
      });

  ask("/api/v1/signals/{ref}/silent", "suggest-silent-customers",
      "Customers who are probably affected by a signal and said nothing, to choose from for its contact list.", nullptr,
      base::TypeOf<app::SilentSuggestion>(), [this](const Message& message) {
        const auto id = Captured<base::SignalId>(message);
        if (!id) return ToReply(id.error());
        const auto log = service_.Learning();
        if (!log) return ToReply(log.error());
        const learning::Signal* signal = (*log)->state.Find(*id);
        if (signal == nullptr) return ToReply(base::Error(ErrorCode::NotFound, Saying("there is no signal {}", *id)));
        if (options_.monitoring == nullptr) {
          return ToReply(
              base::Error(ErrorCode::Unavailable, Saying("Nothing is counted here: this program serves without monitoring.")));
        }
        return JsonOf(app::SuggestSilent(*options_.monitoring, *signal, (*log)->state.renames, message.identity->viewer));
      });

  // A command on one signal: what the body says, and the reference in the path.
  const auto give = [this]<class Words>(const char* path, const char* name, const base::Type& command, const Words*, auto make) {
    Endpoint endpoint{"POST", path, name, "Signals", command.doc};
    endpoint.runs = Runs::Aside;
    if constexpr (!std::is_void_v<Words>) endpoint.body = &base::TypeOf<Words>();
    endpoint.reply = &base::TypeOf<app::CommandReply>();
    endpoint.takes_if_match = true;
    endpoint.later = [this, make](const Message& message, Respond respond) {
      if (const auto sees = SeesTheDesk(message); !sees) return respond(ToReply(sees.error()));
      auto request = RequestOf(message);
      if (!request) return respond(ToReply(request.error()));
      auto made = make(message);
      if (!made) return respond(ToReply(made.error()));
      service_.Handle(learning::Command(*std::move(made)), *std::move(request),
                      [respond = std::move(respond)](Result<app::Answer> answer) mutable { respond(AnswerReply(answer)); });
    };
    router_.Add(std::move(endpoint));
  };
  give("/api/v1/signals/{ref}/look-at", "look-at-signal", base::TypeOf<learning::LookAtSignal>(),
       static_cast<const void*>(nullptr), [](const Message& message) -> Result<learning::LookAtSignal> {
         TRY(const auto id, Captured<base::SignalId>(message));
         return learning::LookAtSignal{id};
       });
  give("/api/v1/signals/{ref}/explain", "explain-signal", base::TypeOf<learning::ExplainSignal>(),
       static_cast<const ExplainBody*>(nullptr), [](const Message& message) -> Result<learning::ExplainSignal> {
         TRY(const auto id, Captured<base::SignalId>(message));
         TRY(auto body, Body<ExplainBody>(message));
         return learning::ExplainSignal{id, body.as, std::move(body.words)};
       });
  give("/api/v1/signals/{ref}/act-on", "act-on-signal", base::TypeOf<learning::ActOnSignal>(),
       static_cast<const ActOnBody*>(nullptr), [](const Message& message) -> Result<learning::ActOnSignal> {
         TRY(const auto id, Captured<base::SignalId>(message));
         TRY(auto body, Body<ActOnBody>(message));
         return learning::ActOnSignal{id, std::move(body.what)};
       });
  give("/api/v1/signals/{ref}/close", "close-signal", base::TypeOf<learning::CloseSignal>(),
       static_cast<const SignalReasonBody*>(nullptr), [](const Message& message) -> Result<learning::CloseSignal> {
         TRY(const auto id, Captured<base::SignalId>(message));
         TRY(auto body, Body<SignalReasonBody>(message));
         return learning::CloseSignal{id, std::move(body.reason)};
       });
  give("/api/v1/signals/{ref}/reopen", "reopen-signal", base::TypeOf<learning::ReopenSignal>(),
       static_cast<const SignalReasonBody*>(nullptr), [](const Message& message) -> Result<learning::ReopenSignal> {
         TRY(const auto id, Captured<base::SignalId>(message));
         TRY(auto body, Body<SignalReasonBody>(message));
         return learning::ReopenSignal{id, std::move(body.reason)};
       });
  give("/api/v1/signals/{ref}/extend-contact-list", "extend-contact-list", base::TypeOf<learning::ExtendContactList>(),
       static_cast<const ContactListBody*>(nullptr), [](const Message& message) -> Result<learning::ExtendContactList> {
         TRY(const auto id, Captured<base::SignalId>(message));
         TRY(auto body, Body<ContactListBody>(message));
         return learning::ExtendContactList{id, std::move(body.customers), std::move(body.reason)};
       });
  give("/api/v1/signals/{ref}/record-silent-contact", "record-silent-contact", base::TypeOf<learning::RecordSilentContact>(),
       static_cast<const SilentContactBody*>(nullptr), [](const Message& message) -> Result<learning::RecordSilentContact> {
         TRY(const auto id, Captured<base::SignalId>(message));
         TRY(auto body, Body<SilentContactBody>(message));
         return learning::RecordSilentContact{id, body.customer, body.outcome, body.logged};
       });
  give("/api/v1/renames", "declare-rename", base::TypeOf<learning::DeclareRename>(),
       static_cast<const learning::DeclareRename*>(nullptr),
       [](const Message& message) { return Body<learning::DeclareRename>(message); });
  give("/api/v1/renames/withdraw", "withdraw-rename", base::TypeOf<learning::WithdrawRename>(),
       static_cast<const learning::WithdrawRename*>(nullptr),
       [](const Message& message) { return Body<learning::WithdrawRename>(message); });

  Endpoint watch{"POST", "/api/v1/signals/watch", "watch-now", "Signals",
                 "Look through all series now; the program does so by itself once a day."};
  watch.runs = Runs::GivingWay;
  watch.takes_long = true;
  watch.reply = &base::TypeOf<app::WatchView>();
  watch.later = [this](const Message& message, Respond respond) {
    if (const auto sees = SeesTheDesk(message); !sees) return respond(ToReply(sees.error()));
    if (options_.watch == nullptr) {
      return respond(ToReply(
          base::Error(ErrorCode::Unavailable, Saying("Nothing is counted here: this program serves without monitoring."))));
    }
    // std::function wants what can be copied.
    auto shared = std::make_shared<Respond>(std::move(respond));
    options_.watch->Run([shared](const Result<app::WatchView>& view) { (*shared)(view ? Shown(*view) : ToReply(view.error())); },
                        Work::HeadwayOf(message.work));
  };
  router_.Add(std::move(watch));
}

}  // namespace http
