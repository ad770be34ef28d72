#pragma once
// Signals: what the watch over all figures found out of the usual, each a thing with a life. Raised by the program, looked at,
// explained and acted on by people, and closed with a reason, so that nothing that was seen early is forgotten. A stream of its
// own, for the whole desk.
//
//   Decide(log, ExplainSignal{signal, Explanation::KnownEvent, Prose("The tariff changed.")}, {actor, now})

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/date.h"

namespace learning {

using base::CaseId;
using base::CustomerId;
using base::Date;
using base::Instant;
using base::LearningId;
using base::Line;
using base::Prose;
using base::SignalId;
using base::Word;

// Topic: words that many cases of late have and few before had, whatever their category.
enum class SignalShape : std::uint8_t { Above, Below, Everywhere, NewCategory, Redrawn, Topic };
BOOST_DESCRIBE_ENUM(SignalShape, Above, Below, Everywhere, NewCategory, Redrawn, Topic)

enum class WatchedEvery : std::uint8_t { Week, Month };
BOOST_DESCRIBE_ENUM(WatchedEvery, Week, Month)

// What was found, as it stood when it was looked for last.
struct FoundSignal {
  Word column;  // by which cases are told apart: "product"; of Topic "words"
  WatchedEvery every = WatchedEvery::Month;
  SignalShape shape = SignalShape::Above;
  std::string series;  // the value: "Checkout"; of Everywhere and Redrawn empty
  Date known;          // the period with whose data it was first known
  Date last;           // its last period
  std::int64_t periods = 1;
  double expected = 0;
  double counted = 0;
  bool likely_artefact = false;
  std::int64_t moved = 0;   // of Everywhere: how many series
  std::int64_t judged = 0;  // out of how many
  std::vector<Line> ended;  // of Redrawn
  std::vector<Line> began;
  std::optional<std::vector<Line>> terms = {};    // of Topic: its words and phrases, the clearest first
  std::optional<std::vector<CaseId>> cases = {};  // of Topic: those with most of them
  friend bool operator==(const FoundSignal&, const FoundSignal&) = default;
};
BOOST_DESCRIBE_STRUCT(FoundSignal, (),
                      (column, every, shape, series, known, last, periods, expected, counted, likely_artefact, moved, judged,
                       ended, began, terms, cases))
AMENDS_DOC(
    FoundSignal, "What the watch found.", {"column", "By which cases are told apart."}, {"every", "The length of a period."},
    {"shape", "More than usual, fewer, most series alike, a new category, categories that were redrawn, or words that rose."},
    {"series", "The value; empty where it is about all of them; of a topic its clearest words."},
    {"known", "The first day of the period with whose data it was first known."}, {"last", "Its last period."},
    {"periods", "How many periods were out of the usual."}, {"expected", "Over those periods."},
    {"counted", "Over those periods."}, {"likely_artefact", "It looks like a matter of the data and not of the customers."},
    {"moved", "Of `everywhere`: how many series."}, {"judged", "Out of how many."}, {"ended", "Of `redrawn`."},
    {"began", "Of `redrawn`."}, {"terms", "Of `topic`: its words and phrases, the clearest first."},
    {"cases", "Of `topic`: the cases with most of them, at most a hundred."})

enum class Explanation : std::uint8_t { Cause, KnownEvent, Artefact, Chance };
BOOST_DESCRIBE_ENUM(Explanation, Cause, KnownEvent, Artefact, Chance)

// How trying to reach somebody who is probably affected, and said nothing, ended.
enum class Reached : std::uint8_t { NotAffected, SolvedAtOnce, CaseLogged, NotReached };
BOOST_DESCRIBE_ENUM(Reached, NotAffected, SolvedAtOnce, CaseLogged, NotReached)

// -- Events -------------------------------------------------------------------------------------------------------

struct SignalRaised {
  SignalId signal;
  FoundSignal found;
};
BOOST_DESCRIBE_STRUCT(SignalRaised, (), (signal, found))

// It goes on, or cases that came in later changed its size.
struct SignalMoved {
  SignalId signal;
  FoundSignal found;
};
BOOST_DESCRIBE_STRUCT(SignalMoved, (), (signal, found))

struct SignalLookedAt {
  SignalId signal;
};
BOOST_DESCRIBE_STRUCT(SignalLookedAt, (), (signal))

struct SignalExplained {
  SignalId signal;
  Explanation as = Explanation::Cause;
  Prose words;
};
BOOST_DESCRIBE_STRUCT(SignalExplained, (), (signal, as, words))

struct SignalActedOn {
  SignalId signal;
  Prose what;
};
BOOST_DESCRIBE_STRUCT(SignalActedOn, (), (signal, what))

struct SignalClosed {
  SignalId signal;
  Prose reason;
};
BOOST_DESCRIBE_STRUCT(SignalClosed, (), (signal, reason))

struct SignalReopened {
  SignalId signal;
  Prose reason;
};
BOOST_DESCRIBE_STRUCT(SignalReopened, (), (signal, reason))

struct ContactListExtended {
  SignalId signal;
  std::vector<CustomerId> customers;
  Line reason;
};
BOOST_DESCRIBE_STRUCT(ContactListExtended, (), (signal, customers, reason))

struct SilentCustomerContacted {
  SignalId signal;
  CustomerId customer;
  Reached outcome = Reached::NotReached;
  std::optional<CaseId> logged;
};
BOOST_DESCRIBE_STRUCT(SilentCustomerContacted, (), (signal, customer, outcome, logged))

struct RenameDeclared {
  Word column;
  Line from;
  Line to;
  Line reason;
};
BOOST_DESCRIBE_STRUCT(RenameDeclared, (), (column, from, to, reason))

struct RenameWithdrawn {
  Word column;
  Line from;
  Line to;
  Line reason;
};
BOOST_DESCRIBE_STRUCT(RenameWithdrawn, (), (column, from, to, reason))

using SignalEvent = std::variant<SignalRaised, SignalMoved, SignalLookedAt, SignalExplained, SignalActedOn, SignalClosed,
                                 SignalReopened, ContactListExtended, SilentCustomerContacted, RenameDeclared, RenameWithdrawn>;

// -- State --------------------------------------------------------------------------------------------------------

enum class SignalState : std::uint8_t { Raised, LookedAt, Explained, ActedOn, Closed };
BOOST_DESCRIBE_ENUM(SignalState, Raised, LookedAt, Explained, ActedOn, Closed)

// What was done with it, oldest first.
struct SignalStep {
  Instant at;
  std::string by;
  SignalState to = SignalState::Raised;
  std::optional<Explanation> as;
  std::optional<Prose> words;
  friend bool operator==(const SignalStep&, const SignalStep&) = default;
};
BOOST_DESCRIBE_STRUCT(SignalStep, (), (at, by, to, as, words))
AMENDS_DOC(SignalStep, "What was done with a signal.", {"at", "When."}, {"by", "By whom; \"system\" raised it."},
           {"to", "How it stood from then on."}, {"as", "What it was explained by."}, {"words", "In their words."})

struct SilentCustomer {
  CustomerId customer;
  std::optional<Reached> outcome;  // the last try; none: still to do
  std::optional<CaseId> logged;
  std::int64_t tries = 0;
  friend bool operator==(const SilentCustomer&, const SilentCustomer&) = default;
};
BOOST_DESCRIBE_STRUCT(SilentCustomer, (), (customer, outcome, logged, tries))
AMENDS_DOC(SilentCustomer, "Somebody who is probably affected and said nothing.", {"customer", "Who."},
           {"outcome", "How the last try ended; null: nobody tried yet."}, {"logged", "The case that was logged for them."},
           {"tries", "How often it was tried."})

struct Signal {
  SignalId id;
  FoundSignal found;
  SignalState state = SignalState::Raised;
  std::optional<Explanation> explained_as;
  Instant raised_at;
  std::vector<SignalStep> steps;
  std::vector<SilentCustomer> contacts;
  friend bool operator==(const Signal&, const Signal&) = default;
};
BOOST_DESCRIBE_STRUCT(Signal, (), (id, found, state, explained_as, raised_at, steps, contacts))

struct Rename {
  Word column;
  Line from;
  Line to;
  Line reason;
  friend bool operator==(const Rename&, const Rename&) = default;
};
BOOST_DESCRIBE_STRUCT(Rename, (), (column, from, to, reason))
AMENDS_DOC(Rename, "A value that got another name: counted as one series.", {"column", "Of which column."},
           {"from", "The old name."}, {"to", "The new name."}, {"reason", "Why."})

// The name under which a value is counted, as far as it was declared to be another's.
std::string NameNow(const std::vector<Rename>& renames, const std::string& column, std::string name);
// It, and all names that are counted as one with it: cases keep the name they were filed under.
std::vector<std::string> NamesOf(const std::vector<Rename>& renames, const std::string& column, const std::string& name);

// -- Commands -----------------------------------------------------------------------------------------------------

// Only the program itself: all that one watch found. What stands already is raised once.
struct RaiseSignals {
  std::vector<FoundSignal> found;
};
BOOST_DESCRIBE_STRUCT(RaiseSignals, (), (found))

struct LookAtSignal {
  SignalId signal;
};
BOOST_DESCRIBE_STRUCT(LookAtSignal, (), (signal))
AMENDS_DOC(LookAtSignal, "Say that somebody is looking into it.", {"signal", "Which."})

struct ExplainSignal {
  SignalId signal;
  Explanation as = Explanation::Cause;
  Prose words;
};
BOOST_DESCRIBE_STRUCT(ExplainSignal, (), (signal, as, words))
AMENDS_DOC(ExplainSignal, "Say what it comes from.", {"signal", "Which."},
           {"as", "A cause of ours, a known event outside, an artefact of the data, or chance."}, {"words", "In words."})

struct ActOnSignal {
  SignalId signal;
  Prose what;
};
BOOST_DESCRIBE_STRUCT(ActOnSignal, (), (signal, what))
AMENDS_DOC(ActOnSignal, "Say what is done about it.", {"signal", "Which."}, {"what", "What is done, by whom and by when."})

struct CloseSignal {
  SignalId signal;
  Prose reason;
};
BOOST_DESCRIBE_STRUCT(CloseSignal, (), (signal, reason))
AMENDS_DOC(CloseSignal, "Close it, once it is explained and everybody on its contact list was reached.", {"signal", "Which."},
           {"reason", "Why nothing more is to be done."})

struct ReopenSignal {
  SignalId signal;
  Prose reason;
};
BOOST_DESCRIBE_STRUCT(ReopenSignal, (), (signal, reason))
AMENDS_DOC(ReopenSignal, "Open it again.", {"signal", "Which."}, {"reason", "Why."})

struct ExtendContactList {
  SignalId signal;
  std::vector<CustomerId> customers;
  Line reason;
};
BOOST_DESCRIBE_STRUCT(ExtendContactList, (), (signal, customers, reason))
AMENDS_DOC(ExtendContactList, "Put customers who are probably affected and said nothing on the list of whom to contact.",
           {"signal", "Which."}, {"customers", "Who; those who are on it already stay as they are."},
           {"reason", "Why they are thought to be affected."})

struct RecordSilentContact {
  SignalId signal;
  CustomerId customer;
  Reached outcome = Reached::NotReached;
  std::optional<CaseId> logged;
};
BOOST_DESCRIBE_STRUCT(RecordSilentContact, (), (signal, customer, outcome, logged))
AMENDS_DOC(RecordSilentContact, "Record how contacting somebody on the list ended.", {"signal", "Which."}, {"customer", "Who."},
           {"outcome", "How it ended."}, {"logged", "The case, where one was logged."})

struct DeclareRename {
  Word column;
  Line from;
  Line to;
  Line reason;
};
BOOST_DESCRIBE_STRUCT(DeclareRename, (), (column, from, to, reason))
AMENDS_DOC(DeclareRename, "Say that a value got another name: both are counted as one series and neither alarms.",
           {"column", "Of which column: \"product\"."}, {"from", "The old name."}, {"to", "The new name."}, {"reason", "Why."})

struct WithdrawRename {
  Word column;
  Line from;
  Line to;
  Line reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawRename, (), (column, from, to, reason))
AMENDS_DOC(WithdrawRename,
           "Take back that a value got another name: the next watch counts both as two again, unless another declaration "
           "makes them one. Signals that were raised meanwhile stay, and the log keeps both, the declaration and its withdrawal.",
           {"column", "Of which column: \"product\"."}, {"from", "The old name, as it was declared."},
           {"to", "The new name, as it was declared."}, {"reason", "Why it was a mistake."})

using SignalCommand = std::variant<RaiseSignals, LookAtSignal, ExplainSignal, ActOnSignal, CloseSignal, ReopenSignal,
                                   ExtendContactList, RecordSilentContact, DeclareRename, WithdrawRename>;

}  // namespace learning
