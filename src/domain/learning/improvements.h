#pragma once
// Improvements: changes made because of signals and causes, each with what justified it as it stood then, what was expected of
// it, and what came of it, measured 30, 90 and 180 days after the change. It protects one rule: what was promised stays beside
// what came, also when nothing came.
//
//   Decide(log, ProposeImprovement{plan, evidence}, {actor, now})

#include <optional>
#include <variant>
#include <vector>

#include "base/money.h"
#include "domain/learning/signals.h"

namespace learning {

using base::ImprovementId;
using base::UserId;

// What it is to change, by how much, and where. `where` are conditions as monitoring writes them: "cause=process.handover".
struct ImprovementPlan {
  Line title;
  Prose change;
  std::optional<Word> cause;
  std::vector<SignalId> signals;
  std::optional<UserId> owner;
  Word measure{"received"};
  std::optional<Line> where;
  std::optional<Line> compared_with;
  std::optional<base::Whole<-100, 1'000>> expected_percent;
  std::optional<base::Money> cost;
  std::optional<Date> planned_for;
  friend bool operator==(const ImprovementPlan&, const ImprovementPlan&) = default;
};
BOOST_DESCRIBE_STRUCT(ImprovementPlan, (),
                      (title, change, cause, signals, owner, measure, where, compared_with, expected_percent, cost, planned_for))
AMENDS_DOC(ImprovementPlan, "What is to be changed, why, and what is expected of it.", {"title", "What it is called."},
           {"change", "What is done differently, in words."}, {"cause", "The cause it removes, from the cause tree."},
           {"signals", "The signals that justify it."}, {"owner", "Who sees to it; needed before it is agreed."},
           {"measure", "By what its effect is measured; \"received\" unless said otherwise."},
           {"where", "Of these cases only: \"cause=process.handover\"."},
           {"compared_with", "Cases that the change does not touch, to measure against: \"product=Delivery\"."},
           {"expected_percent", "By how many percent the measure is expected to change: -30 is three tenths less."},
           {"cost", "What it costs."}, {"planned_for", "When the change is to be made."})

// What a signal said on the day it was given as a reason. It may move afterwards; what justified a change does not.
struct FrozenSignal {
  SignalId signal;
  Date on;
  FoundSignal found;
  SignalState state = SignalState::Raised;
  std::optional<Explanation> explained_as;
  friend bool operator==(const FrozenSignal&, const FrozenSignal&) = default;
};
BOOST_DESCRIBE_STRUCT(FrozenSignal, (), (signal, on, found, state, explained_as))
AMENDS_DOC(FrozenSignal, "What a signal said when it was given as a reason.", {"signal", "Which."},
           {"on", "The day on which it was given as one."}, {"found", "In figures, as it stood then."},
           {"state", "How it stood then."}, {"explained_as", "What it came from, as far as was known then."})

// What justified it, frozen when it was proposed; of signals that a later plan names, when it was planned so.
struct Evidence {
  Date from;
  Date to;
  std::int64_t cases = 0;
  std::optional<double> value;
  std::vector<CaseId> latest;  // the latest of them, at most kMostEvidence
  std::optional<std::vector<FrozenSignal>> signals = {};
  friend bool operator==(const Evidence&, const Evidence&) = default;
};
BOOST_DESCRIBE_STRUCT(Evidence, (), (from, to, cases, value, latest, signals))
AMENDS_DOC(Evidence, "The cases that justified an improvement, as they stood when it was proposed.",
           {"from", "The first day they were counted."}, {"to", "The last."}, {"cases", "How many there were."},
           {"value", "What the measure came to over those days."}, {"latest", "The latest of them, at most two thousand."},
           {"signals", "What the signals said; null where there are none, or from before this was kept."})
inline constexpr std::size_t kMostEvidence = 2'000;

enum class ImprovementVerdict : std::uint8_t { NoEffectShown, TooEarly, Effect, CannotBeSaid };
BOOST_DESCRIBE_ENUM(ImprovementVerdict, NoEffectShown, TooEarly, Effect, CannotBeSaid)

// One part of an effect, for a period, in the measure's unit.
struct EffectPart {
  double value = 0;
  double low = 0;
  double high = 0;
  friend bool operator==(const EffectPart&, const EffectPart&) = default;
};
BOOST_DESCRIBE_STRUCT(EffectPart, (), (value, low, high))
AMENDS_DOC(EffectPart, "A part of an effect, in the measure's unit.", {"value", "What is, less what would have been."},
           {"low", "The lower end of its 95 % interval."}, {"high", "The upper end."})

// How the effect is made up: what came at once, and what goes on coming.
struct EffectParts {
  Word measure{"received"};
  WatchedEvery every = WatchedEvery::Month;
  EffectPart level;
  std::optional<EffectPart> trend;
  friend bool operator==(const EffectParts&, const EffectParts&) = default;
};
BOOST_DESCRIBE_STRUCT(EffectParts, (), (measure, every, level, trend))
AMENDS_DOC(EffectParts, "How an effect is made up.", {"measure", "By what it was measured; the plan may name another since."},
           {"every", "The length of a period."}, {"level", "The change of the level in the first period after the change."},
           {"trend", "The change of the trend, for each period after the first; null with fewer than six."})

// What was known of the effect so many days after the change. `effect` is the mean change for a period, in the measure's unit.
struct EffectFound {
  std::int64_t days = 30;
  Date on;
  ImprovementVerdict verdict = ImprovementVerdict::TooEarly;
  bool better = false;
  std::optional<double> effect;
  std::optional<double> low;
  std::optional<double> high;
  std::optional<double> percent;  // of what would have been
  std::optional<EffectParts> parts = {};
  friend bool operator==(const EffectFound&, const EffectFound&) = default;
};
BOOST_DESCRIBE_STRUCT(EffectFound, (), (days, on, verdict, better, effect, low, high, percent, parts))
AMENDS_DOC(EffectFound, "What was known of the effect at a follow-up.", {"days", "After the change: 30, 90 or 180."},
           {"on", "The day up to which was counted."}, {"verdict", "What can be said."},
           {"better", "Of an effect: in the direction that is wanted."},
           {"effect", "The mean change for a period, in the measure's unit; null where nothing can be said."},
           {"low", "The lower end of its 95 % interval."}, {"high", "The upper end."},
           {"percent", "The change in percent of what would have been without it."},
           {"parts", "The change of the level and that of the trend; null where they were not recorded."})

enum class Conclusion : std::uint8_t { Kept, Adjusted, Undone };
BOOST_DESCRIBE_ENUM(Conclusion, Kept, Adjusted, Undone)

// -- Events -------------------------------------------------------------------------------------------------------

struct ImprovementProposed {
  ImprovementId improvement;
  ImprovementPlan plan;
  Evidence evidence;
};
BOOST_DESCRIBE_STRUCT(ImprovementProposed, (), (improvement, plan, evidence))

struct ImprovementReplanned {
  ImprovementId improvement;
  ImprovementPlan plan;
  std::optional<Prose> reason;
  std::optional<std::vector<FrozenSignal>> signals = {};  // those that it names and no plan named before
};
BOOST_DESCRIBE_STRUCT(ImprovementReplanned, (), (improvement, plan, reason, signals))

struct ImprovementAgreed {
  ImprovementId improvement;
  std::optional<Prose> reason;
};
BOOST_DESCRIBE_STRUCT(ImprovementAgreed, (), (improvement, reason))

// The first day on which things were different.
struct ChangeMade {
  ImprovementId improvement;
  Date on;
  std::optional<Prose> words;
};
BOOST_DESCRIBE_STRUCT(ChangeMade, (), (improvement, on, words))

struct EffectRecorded {
  ImprovementId improvement;
  EffectFound found;
};
BOOST_DESCRIBE_STRUCT(EffectRecorded, (), (improvement, found))

struct ImprovementConcluded {
  ImprovementId improvement;
  Conclusion conclusion = Conclusion::Kept;
  Prose words;
};
BOOST_DESCRIBE_STRUCT(ImprovementConcluded, (), (improvement, conclusion, words))

struct ImprovementDropped {
  ImprovementId improvement;
  Prose reason;
};
BOOST_DESCRIBE_STRUCT(ImprovementDropped, (), (improvement, reason))

struct ImprovementReopened {
  ImprovementId improvement;
  Prose reason;
};
BOOST_DESCRIBE_STRUCT(ImprovementReopened, (), (improvement, reason))

// A figure of others to compare with: a regulator's, a trade body's.
struct Benchmark {
  Word measure;
  Line whose;
  Date from;
  Date to;
  double value = 0;
  std::optional<double> low;
  std::optional<double> high;
  std::optional<Line> source;
  friend bool operator==(const Benchmark&, const Benchmark&) = default;
};
BOOST_DESCRIBE_STRUCT(Benchmark, (), (measure, whose, from, to, value, low, high, source))
AMENDS_DOC(Benchmark, "A figure of others to compare with.", {"measure", "Which measure it is for: \"upheld\"."},
           {"whose", "Whose figure: \"All UK banks, median\"."}, {"from", "The first day of its period."},
           {"to", "The last day."}, {"value", "In the measure's unit; a share from 0 to 1."},
           {"low", "The lower end of a range, where one is given."}, {"high", "The upper end."},
           {"source", "Where it is published."})

struct BenchmarksImported {
  std::vector<Benchmark> benchmarks;
};
BOOST_DESCRIBE_STRUCT(BenchmarksImported, (), (benchmarks))

struct BenchmarksRemoved {
  Line whose;
};
BOOST_DESCRIBE_STRUCT(BenchmarksRemoved, (), (whose))

using ImprovementEvent =
    std::variant<ImprovementProposed, ImprovementReplanned, ImprovementAgreed, ChangeMade, EffectRecorded, ImprovementConcluded,
                 ImprovementDropped, ImprovementReopened, BenchmarksImported, BenchmarksRemoved>;

// -- State --------------------------------------------------------------------------------------------------------

enum class ImprovementState : std::uint8_t { Proposed, Agreed, Made, Concluded, Dropped };
BOOST_DESCRIBE_ENUM(ImprovementState, Proposed, Agreed, Made, Concluded, Dropped)

struct ImprovementStep {
  Instant at;
  std::string by;
  ImprovementState to = ImprovementState::Proposed;
  std::optional<Prose> words;
  friend bool operator==(const ImprovementStep&, const ImprovementStep&) = default;
};
BOOST_DESCRIBE_STRUCT(ImprovementStep, (), (at, by, to, words))
AMENDS_DOC(ImprovementStep, "What was done with an improvement.", {"at", "When."}, {"by", "By whom."},
           {"to", "How it stood from then on."}, {"words", "In their words."})

struct Improvement {
  ImprovementId id;
  ImprovementPlan plan;
  ImprovementPlan promised;  // the plan as it stood when it was agreed, or last before
  Evidence evidence;
  ImprovementState state = ImprovementState::Proposed;
  std::optional<Date> changed_on;
  std::vector<EffectFound> found;  // one for each follow-up, in order
  std::optional<Conclusion> conclusion;
  std::vector<ImprovementStep> steps;

  bool IsOver() const { return state == ImprovementState::Concluded || state == ImprovementState::Dropped; }
  friend bool operator==(const Improvement&, const Improvement&) = default;
};
BOOST_DESCRIBE_STRUCT(Improvement, (), (id, plan, promised, evidence, state, changed_on, found, conclusion, steps))

// -- Commands -----------------------------------------------------------------------------------------------------

struct ProposeImprovement {
  ImprovementPlan plan;
  Evidence evidence;
};
BOOST_DESCRIBE_STRUCT(ProposeImprovement, (), (plan, evidence))
AMENDS_DOC(ProposeImprovement, "Propose a change because of signals and cases.", {"plan", "What is to be changed."},
           {"evidence", "The cases that justify it, frozen."})

struct ReplanImprovement {
  ImprovementId improvement;
  ImprovementPlan plan;
  std::optional<Prose> reason;
};
BOOST_DESCRIBE_STRUCT(ReplanImprovement, (), (improvement, plan, reason))
AMENDS_DOC(ReplanImprovement, "Plan it otherwise. What was promised when it was agreed stays in the record.",
           {"improvement", "Which."}, {"plan", "The whole plan as it is from now on."}, {"reason", "Why."})

struct AgreeImprovement {
  ImprovementId improvement;
  std::optional<Prose> reason;
};
BOOST_DESCRIBE_STRUCT(AgreeImprovement, (), (improvement, reason))
AMENDS_DOC(AgreeImprovement, "Say that it is to be done. What it promises is held fast.", {"improvement", "Which."},
           {"reason", "Why it is worth it."})

struct RecordChange {
  ImprovementId improvement;
  Date on;
  std::optional<Prose> words;
};
BOOST_DESCRIBE_STRUCT(RecordChange, (), (improvement, on, words))
AMENDS_DOC(RecordChange, "Say that the change was made; said again, it corrects the day.", {"improvement", "Which."},
           {"on", "The first day on which things were different."}, {"words", "What was done."})

// Only the program itself, when 30, 90 and 180 days have passed.
struct RecordEffect {
  ImprovementId improvement;
  EffectFound found;
};
BOOST_DESCRIBE_STRUCT(RecordEffect, (), (improvement, found))

struct ConcludeImprovement {
  ImprovementId improvement;
  Conclusion conclusion = Conclusion::Kept;
  Prose words;
};
BOOST_DESCRIBE_STRUCT(ConcludeImprovement, (), (improvement, conclusion, words))
AMENDS_DOC(ConcludeImprovement, "Say what becomes of it, once its effect was looked at.", {"improvement", "Which."},
           {"conclusion", "It is kept, adjusted (in an improvement of its own) or undone."}, {"words", "What was learnt."})

struct DropImprovement {
  ImprovementId improvement;
  Prose reason;
};
BOOST_DESCRIBE_STRUCT(DropImprovement, (), (improvement, reason))
AMENDS_DOC(DropImprovement, "Say that it will not be done.", {"improvement", "Which."}, {"reason", "Why."})

struct ReopenImprovement {
  ImprovementId improvement;
  Prose reason;
};
BOOST_DESCRIBE_STRUCT(ReopenImprovement, (), (improvement, reason))
AMENDS_DOC(ReopenImprovement, "Take it up again.", {"improvement", "Which."}, {"reason", "Why."})

struct ImportBenchmarks {
  std::vector<Benchmark> benchmarks;
};
BOOST_DESCRIBE_STRUCT(ImportBenchmarks, (), (benchmarks))
AMENDS_DOC(ImportBenchmarks, "Take in figures of others; one of the same measure, whose and first day replaces the one there is.",
           {"benchmarks", "The figures."})

struct RemoveBenchmarks {
  Line whose;
};
BOOST_DESCRIBE_STRUCT(RemoveBenchmarks, (), (whose))
AMENDS_DOC(RemoveBenchmarks, "Take all figures of somebody out again.", {"whose", "Whose."})

using ImprovementCommand =
    std::variant<ProposeImprovement, ReplanImprovement, AgreeImprovement, RecordChange, RecordEffect, ConcludeImprovement,
                 DropImprovement, ReopenImprovement, ImportBenchmarks, RemoveBenchmarks>;

// The days after a change on which its effect is looked at.
inline constexpr int kFollowUpDays[] = {30, 90, 180};

}  // namespace learning
