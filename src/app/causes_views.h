#pragma once
// What is asked about causes and about teams beside one another, and what is answered.

#include "app/monitoring_views.h"
#include "domain/insight/comparing.h"

namespace app {

struct CausesQuery {
  std::optional<base::Date> from;
  std::optional<base::Date> to;
  std::optional<Conditions> where;
};
BOOST_DESCRIBE_STRUCT(CausesQuery, (), (from, to, where))
AMENDS_DOC(CausesQuery, "Causes of which cases.", {"from", "Received from this day; a year before the last, if left out."},
           {"to", "Up to this day, with it; today, if left out."}, {"where", "Of these cases only."})

struct CauseFigures {
  std::string code;
  base::Saying title;
  std::optional<std::string> below;
  std::int64_t own = 0;
  std::int64_t cases = 0;
  std::int64_t redress = 0;
  std::int64_t pain = 0;
};
BOOST_DESCRIBE_STRUCT(CauseFigures, (), (code, title, below, own, cases, redress, pain))
AMENDS_DOC(CauseFigures, "A node of the cause tree, with what came of it.", {"code", "To filter by: \"process.handover\"."},
           {"title", "Its name."}, {"below", "The code of the node it belongs to."}, {"own", "Cases with this very cause."},
           {"cases", "Those and the cases of all causes below it."},
           {"redress", "What was given for those cases, in the smallest unit of the currency."},
           {"pain", "What they were to the customers: for each case its severity, 1 to 4, and its emotion, 0 to 4."})

struct ParetoBarView {
  std::string code;
  base::Saying title;
  double amount = 0;
  double share = 0;
  double cumulative = 0;
  bool vital = false;
};
BOOST_DESCRIBE_STRUCT(ParetoBarView, (), (code, title, amount, share, cumulative, vital))
AMENDS_DOC(ParetoBarView, "A bar of a Pareto chart.", {"code", "The cause."}, {"title", "Its name."},
           {"amount", "How much of it."}, {"share", "Of all, 0 to 1."}, {"cumulative", "Of this and all before it."},
           {"vital", "One of the vital few."})

struct ParetoView {
  insight::ParetoBy by = insight::ParetoBy::Count;
  std::vector<ParetoBarView> bars;
  base::Saying says;
};
BOOST_DESCRIBE_STRUCT(ParetoView, (), (by, bars, says))
AMENDS_DOC(ParetoView, "Which few causes make up most of the trouble.", {"by", "Cases, redress, or pain."},
           {"bars", "The most first."}, {"says", "As a sentence; or what cannot be said."})

struct CausesAnswer {
  CountedPeriod period;
  std::int64_t cases = 0;
  std::int64_t known = 0;
  std::optional<std::string> currency;
  std::int64_t other_currencies = 0;
  std::vector<CauseFigures> causes;
  std::vector<ParetoView> paretos;
};
BOOST_DESCRIBE_STRUCT(CausesAnswer, (), (period, cases, known, currency, other_currencies, causes, paretos))
AMENDS_DOC(CausesAnswer, "The cause tree, rolled up.", {"period", "The days counted."}, {"cases", "Received in them."},
           {"known", "Those with an established cause."}, {"currency", "Of the redress; null when none was given."},
           {"other_currencies", "Cases with redress in another currency, whose redress is left out."},
           {"causes", "In the order of the tree, a node before those below it."}, {"paretos", "By cases, redress and pain."})

struct WhysQuery {
  std::optional<base::Date> from;
  std::optional<base::Date> to;
  std::optional<Conditions> where;
  std::optional<base::Whole<1, 100>> limit;
};
BOOST_DESCRIBE_STRUCT(WhysQuery, (), (from, to, where, limit))
AMENDS_DOC(WhysQuery, "Of which cases.", {"from", "Received from this day."}, {"to", "Up to this day, with it."},
           {"where", "Of these cases only."}, {"limit", "How many cases; 20, unless said otherwise."})

struct WhysOfCase {
  CaseId id;
  std::string cause;
  base::Instant at;
  std::vector<std::string> whys;
};
BOOST_DESCRIBE_STRUCT(WhysOfCase, (), (id, cause, at, whys))
AMENDS_DOC(WhysOfCase, "Why it happened, asked again and again.", {"id", "The case."}, {"cause", "Its cause."},
           {"at", "When the cause was established."}, {"whys", "Each the answer to why the one before it was so."})

struct WhysAnswer {
  std::vector<WhysOfCase> cases;
  std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(WhysAnswer, (), (cases, total))
AMENDS_DOC(WhysAnswer, "The whys of the cases with a cause.", {"cases", "The latest first, those that have whys."},
           {"total", "How many cases have this cause or one below it."})

struct FunnelQuery {
  base::Word measure;
  base::Line by;
  std::optional<base::Date> from;
  std::optional<base::Date> to;
  std::optional<Conditions> where;
};
BOOST_DESCRIBE_STRUCT(FunnelQuery, (), (measure, by, from, to, where))
AMENDS_DOC(FunnelQuery, "Which share to compare, and of whom.", {"measure", "A measure that is a share: \"upheld\"."},
           {"by", "Whom to compare: \"team\", \"branch\"."}, {"from", "The first day; a year before the last, if left out."},
           {"to", "The last day, with it; today, if left out."}, {"where", "Of these cases only."})

struct FunnelUnitView {
  std::string name;
  std::int64_t events = 0;
  std::int64_t volume = 0;
  double value = 0;
  double low_95 = 0;
  double high_95 = 0;
  double low_998 = 0;
  double high_998 = 0;
  insight::FunnelStanding standing = insight::FunnelStanding::Within;
  base::Saying says;
};
BOOST_DESCRIBE_STRUCT(FunnelUnitView, (), (name, events, volume, value, low_95, high_95, low_998, high_998, standing, says))
AMENDS_DOC(FunnelUnitView, "One team or branch among the others.", {"name", "Its value in the column."},
           {"events", "What was counted."}, {"volume", "Out of how many."}, {"value", "The share, 0 to 1."},
           {"low_95", "The lower 95 % limit at its volume."}, {"high_95", "The upper 95 % limit."},
           {"low_998", "The lower 99.8 % limit."}, {"high_998", "The upper 99.8 % limit."},
           {"standing", "Inside the limits, outside them, or too small to be told."}, {"says", "As a sentence."})

struct FunnelCurvePoint {
  double volume = 0;
  double low_95 = 0;
  double high_95 = 0;
  double low_998 = 0;
  double high_998 = 0;
};
BOOST_DESCRIBE_STRUCT(FunnelCurvePoint, (), (volume, low_95, high_95, low_998, high_998))
AMENDS_DOC(FunnelCurvePoint, "The limits at one volume, for the picture.", {"volume", "Out of how many."},
           {"low_95", "The lower 95 % limit."}, {"high_95", "The upper 95 % limit."}, {"low_998", "The lower 99.8 % limit."},
           {"high_998", "The upper 99.8 % limit."})

struct FunnelAnswer {
  MeasureView measure;
  CountedPeriod period;
  std::optional<double> target;
  bool widened = false;
  std::vector<FunnelUnitView> units;
  std::vector<FunnelCurvePoint> curve;
  std::vector<base::Saying> notes;
  std::optional<base::Saying> cannot;
};
BOOST_DESCRIBE_STRUCT(FunnelAnswer, (), (measure, period, target, widened, units, curve, notes, cannot))
AMENDS_DOC(FunnelAnswer, "Teams or branches compared fairly: by how far chance alone takes one of that size.",
           {"measure", "What is compared."}, {"period", "The days counted."}, {"target", "The share of all together."},
           {"widened", "The limits were widened, because all differ by more than chance."}, {"units", "By name."},
           {"curve", "The limits from a small volume to the largest."}, {"notes", "What a reader must know."},
           {"cannot", "Why nothing can be said, and what would be needed."})

}  // namespace app
