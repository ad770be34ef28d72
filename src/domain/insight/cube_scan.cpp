// Looking through the cube: which rows count in a question, and what each adds to its group and period.

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <tuple>

#include "domain/insight/cube_block.h"
#include "domain/insight/cube_partial.h"

namespace insight {
namespace {

// What is known of so many rows at once stays near the processor.
constexpr std::size_t kRowsAtOnce = 2'048;
// Below this many blocks a second thread costs more than it brings.
constexpr std::size_t kBlocksWorthAShare = 4;

}  // namespace

// Which codes of a column the rows must have: one for each condition of a question, the same for all blocks.
struct Cube::Filter {
  std::size_t column = 0;
  std::vector<std::uint8_t> allowed;  // by code
};

std::vector<Cube::Filter> Cube::FiltersOf(const Question& question) const {
  std::vector<Filter> filters;
  const auto add = [&](const Where& where) {
    Filter& filter = filters.emplace_back();
    filter.column = where.column;
    filter.allowed.assign(IsNarrow(where.column) ? 256 : 65'536, where.without ? 1 : 0);
    for (const Code code : where.codes) filter.allowed[code] = where.without ? 0 : 1;
  };
  for (const Where& where : question.where) add(where);
  // What was merged into another case is counted there.
  if (const auto merged = CodeOf(At(Dimension::Status), "merged")) add({At(Dimension::Status), {*merged}, true});
  return filters;
}

// Where a minute falls among the bounds: a table by day, and a step or two from there.
class Cube::Periods {
 public:
  explicit Periods(const std::vector<Minute>& bounds) : bounds_(bounds), first_day_(Day(bounds.front())) {
    const int days = Day(bounds.back()) - first_day_ + 1;
    starts_.reserve(static_cast<std::size_t>(days));
    std::uint32_t at = 0;
    for (int day = 0; day < days; ++day) {
      const std::int64_t minute = std::int64_t{first_day_ + day} * 1440;
      while (at + 2 < bounds.size() && minute >= bounds[at + 1]) ++at;
      starts_.push_back(at);
    }
  }
  // Of a minute between the first bound and the last.
  std::uint32_t Of(Minute minute) const {
    std::uint32_t at = starts_[static_cast<std::size_t>(Day(minute) - first_day_)];
    while (minute >= bounds_[at + 1]) ++at;
    return at;
  }
  // Of minutes that lie in these periods. A few periods are told apart by comparing with each bound, many minutes at a time.
  void Of(std::span<const Minute> minutes, std::uint32_t first, std::uint32_t last, std::span<std::uint32_t> periods) const {
    if (last - first > kFewPeriods) {
      for (std::size_t i = 0; i < minutes.size(); ++i) periods[i] = Of(minutes[i]);
      return;
    }
    std::ranges::fill(periods, first);
    for (std::uint32_t period = first + 1; period <= last; ++period) {
      const Minute bound = bounds_[period];
      for (std::size_t i = 0; i < minutes.size(); ++i) periods[i] += minutes[i] >= bound ? 1 : 0;
    }
  }

 private:
  static constexpr std::uint32_t kFewPeriods = 8;
  static int Day(Minute minute) { return minute >= 0 ? minute / 1440 : (minute - 1439) / 1440; }
  const std::vector<Minute>& bounds_;
  int first_day_;
  std::vector<std::uint32_t> starts_;
};

// Of some neighbouring rows of one block those that count, and what each adds.
struct Cube::Selection {
  std::vector<std::uint16_t> rows = std::vector<std::uint16_t>(kRowsAtOnce);
  std::size_t count = 0;
  std::vector<std::int32_t> numerator = std::vector<std::int32_t>(kRowsAtOnce);
  std::vector<std::int32_t> denominator = std::vector<std::int32_t>(kRowsAtOnce);  // of a share of tallies; of others it is 1
  std::vector<std::uint16_t> part;  // of a share of tallies, by row from the first on
  std::vector<std::uint16_t> whole;
  std::vector<Minute> dated = std::vector<Minute>(kRowsAtOnce);
  std::vector<std::uint32_t> period_of = std::vector<std::uint32_t>(kRowsAtOnce);
  std::vector<std::uint32_t> group_of = std::vector<std::uint32_t>(kRowsAtOnce);

  void All(std::size_t first, std::size_t end) {
    first_ = first;
    count = end - first;
    all_ = true;
  }
  void None() { count = 0; }
  // Keeps the rows for which this holds, without a branch that could be guessed wrongly.
  template <class Holds>
  void Keep(Holds holds) {
    std::size_t kept = 0;
    EachRow([&](std::size_t, std::size_t row) {
      rows[kept] = static_cast<std::uint16_t>(row);
      kept += holds(row) ? 1 : 0;
    });
    count = kept;
    all_ = false;
  }
  template <class ValueOf>
  void Read(ValueOf value) {
    EachRow([&](std::size_t i, std::size_t row) { numerator[i] = value(row); });
  }
  // Puts the numbers of the rows down, if they are all of the block.
  void Number() {
    if (all_) std::iota(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), static_cast<std::uint16_t>(first_));
  }

 private:
  template <class Act>
  void EachRow(Act act) {
    if (all_) {
      for (std::size_t i = 0; i < count; ++i) act(i, first_ + i);
    } else {
      for (std::size_t i = 0; i < count; ++i) act(i, rows[i]);
    }
  }
  std::size_t first_ = 0;
  bool all_ = false;  // rows need not be looked up
};

// A measure that only counts leaves numerators as they are: each row adds one.
void Cube::Select(const Question& question, std::span<const Filter> filters, const Block& block, std::size_t first,
                  std::size_t end, Selection& chosen) const {
  const Measure& measure = *question.measure;
  const Minute* dated = block.moments[At(measure.dated)].data();
  const Minute low = measure.reading == Reading::Standing ? kNever + 1 : question.bounds.front();
  const Minute high = question.bounds.back();
  const auto [earliest, latest] = block.range[At(measure.dated)];
  chosen.All(first, end);
  if (!block.always[At(measure.dated)] || earliest < low || latest >= high)
    chosen.Keep([=](std::size_t row) { return (dated[row] >= low) & (dated[row] < high); });

  for (const Filter& filter : filters) {
    const std::uint8_t* allowed = filter.allowed.data();
    if (IsNarrow(filter.column)) {
      const std::uint8_t* codes = block.narrow[filter.column].data();
      chosen.Keep([=](std::size_t row) { return allowed[codes[row]] != 0; });
    } else if (block.Has(filter.column)) {
      const Code* codes = block.wide[filter.column].data();
      chosen.Keep([=](std::size_t row) { return allowed[codes[row]] != 0; });
    } else if (allowed[kNotKnown] == 0) {
      chosen.None();
      return;
    }
  }

  const auto tally = [&](Tally t) { return block.tallies[At(t)].data(); };
  const auto moment = [&](Moment m) { return block.moments[At(m)].data(); };
  const auto code_of = [&](Dimension dimension, const char* word) -> int {
    const auto code = CodeOf(At(dimension), word);
    return code ? *code : -1;
  };
  switch (measure.reading) {
    case Reading::Count:
    case Reading::Standing: break;
    case Reading::Between: {
      const Minute* from = moment(measure.from);
      if (!block.always[At(measure.from)]) chosen.Keep([=](std::size_t row) { return from[row] != kNever; });
      // A clock put right afterwards may leave the end before the beginning; then nothing passed.
      chosen.Read([=](std::size_t row) { return std::max(dated[row] - from[row], 0); });
      break;
    }
    case Reading::Holds: {
      switch (measure.condition) {
        case Condition::Any: chosen.Read([](std::size_t) { return 1; }); break;
        case Condition::Upheld: {
          const std::uint8_t* decision = block.narrow[At(Dimension::Decision)].data();
          const int upheld = code_of(Dimension::Decision, "upheld");
          const int partly = code_of(Dimension::Decision, "partly_upheld");
          chosen.Read([=](std::size_t row) { return decision[row] == upheld || decision[row] == partly ? 1 : 0; });
          break;
        }
        case Condition::ConfirmedSolved:
        case Condition::Unconfirmed: {
          const std::uint8_t* outcome = block.narrow[At(Dimension::Outcome)].data();
          const int wanted = code_of(Dimension::Outcome,
                                     measure.condition == Condition::Unconfirmed ? "resolved_unconfirmed" : "resolved_confirmed");
          chosen.Read([=](std::size_t row) { return outcome[row] == wanted ? 1 : 0; });
          break;
        }
        case Condition::IsVulnerable: {
          const std::uint8_t* vulnerable = block.narrow[At(Dimension::Vulnerable)].data();
          const int yes = code_of(Dimension::Vulnerable, "yes");
          chosen.Read([=](std::size_t row) { return vulnerable[row] == yes ? 1 : 0; });
          break;
        }
        case Condition::EverDisputed:
        case Condition::EverReopened:
        case Condition::EverCameBack:
        case Condition::SolvedAtFirst: {
          const std::uint8_t* times = tally(measure.condition == Condition::EverDisputed   ? Tally::Disputes
                                            : measure.condition == Condition::EverReopened ? Tally::Reopenings
                                            : measure.condition == Condition::EverCameBack ? Tally::CameBack
                                                                                           : Tally::FirstContactSolved);
          chosen.Read([=](std::size_t row) { return times[row] > 0 ? 1 : 0; });
          break;
        }
        case Condition::HasRedress: {
          const std::int32_t* redress = block.sums[At(Sum::Redress)].data();
          chosen.Read([=](std::size_t row) { return redress[row] > 0 ? 1 : 0; });
          break;
        }
        case Condition::SentUp: {
          const std::uint8_t* early = tally(Tally::EscalatedEarly);
          const std::uint8_t* in_time = tally(Tally::EscalatedInTime);
          const std::uint8_t* late = tally(Tally::EscalatedLate);
          chosen.Read([=](std::size_t row) { return early[row] + in_time[row] + late[row] > 0 ? 1 : 0; });
          break;
        }
      }
      break;
    }
    case Reading::PartOf: {
      const auto columns_of = [&](std::span<const Tally> tallies) {
        std::vector<const std::uint8_t*> columns;
        for (const Tally t : tallies) columns.push_back(tally(t));
        return columns;
      };
      // A column at a time over all rows: a sum that the processor adds up sixteen rows at once.
      const auto sum = [&](const std::vector<const std::uint8_t*>& columns, std::vector<std::uint16_t>& into) {
        into.assign(kRowsAtOnce, 0);
        for (const std::uint8_t* column : columns) {
          for (std::size_t row = first; row < end; ++row)
            into[row - first] = static_cast<std::uint16_t>(into[row - first] + column[row]);
        }
      };
      sum(columns_of(measure.whole), chosen.whole);
      sum(columns_of(measure.part), chosen.part);
      chosen.Keep([=, whole = chosen.whole.data()](std::size_t row) { return whole[row - first] > 0; });
      for (std::size_t i = 0; i < chosen.count; ++i) {
        chosen.numerator[i] = chosen.part[chosen.rows[i] - first];
        chosen.denominator[i] = chosen.whole[chosen.rows[i] - first];
      }
      break;
    }
    case Reading::Tallied: {
      const std::uint8_t* times = tally(measure.part.front());
      chosen.Keep([=](std::size_t row) { return times[row] > 0; });
      chosen.Read([=](std::size_t row) { return times[row]; });
      break;
    }
    case Reading::Amount: {
      const std::int32_t* sum = block.sums[At(measure.sum)].data();
      chosen.Keep([=](std::size_t row) { return sum[row] != 0; });
      chosen.Read([=](std::size_t row) { return sum[row]; });
      break;
    }
    case Reading::AgainstCost: {
      const std::int32_t* paid = block.sums[At(Sum::Redress)].data();
      const std::int32_t* estimated = block.sums[At(Sum::Estimated)].data();
      chosen.Keep([=](std::size_t row) { return estimated[row] != 0 || paid[row] != 0; });
      chosen.Read([=](std::size_t row) { return paid[row] - estimated[row]; });
      break;
    }
    case Reading::AgainstDays: {
      const Minute* agreed = moment(Moment::Agreed);
      const std::uint8_t* estimated = tally(Tally::EstimatedDays);
      chosen.Keep([=](std::size_t row) { return agreed[row] != kNever; });
      chosen.Read([=](std::size_t row) { return std::max(dated[row] - agreed[row], 0) / 1440 - estimated[row]; });
      break;
    }
    case Reading::Scored:
    case Reading::Promoters: {
      const std::int8_t* score = block.scores[At(measure.score)].data();
      chosen.Keep([=](std::size_t row) { return score[row] >= 0; });
      if (measure.reading == Reading::Scored) {
        chosen.Read([=](std::size_t row) { return score[row]; });
      } else {
        chosen.Read([=](std::size_t row) { return score[row] >= 9 ? 1 : score[row] <= 6 ? -1 : 0; });
      }
      break;
    }
    case Reading::Gap: {
      const std::int8_t* expected = block.scores[At(measure.score)].data();
      const std::int8_t* perceived = block.scores[At(measure.score) + 1].data();
      chosen.Keep([=](std::size_t row) { return expected[row] >= 0 && perceived[row] >= 0; });
      chosen.Read([=](std::size_t row) { return perceived[row] - expected[row]; });
      break;
    }
    case Reading::GapOverall: {
      std::array<const std::int8_t*, kScores> scores{};
      for (std::size_t i = 0; i < kScores; ++i) scores[i] = block.scores[i].data();
      constexpr std::size_t kFirst = At(Score::ReliabilityExpected);
      chosen.Keep([=](std::size_t row) {
        bool all = true;
        for (std::size_t i = kFirst; i < kScores; ++i) all = all && scores[i][row] >= 0;
        return all;
      });
      chosen.Read([=](std::size_t row) {
        std::int32_t sum = 0;
        for (std::size_t i = kFirst; i < kScores; i += 2) sum += scores[i + 1][row] - scores[i][row];
        return sum;
      });
      break;
    }
    case Reading::Answering: {
      std::vector<const std::int8_t*> scores;
      for (const Score score : measure.answers) scores.push_back(block.scores[At(score)].data());
      chosen.Read([&](std::size_t row) {
        return std::ranges::any_of(scores, [row](const std::int8_t* score) { return score[row] >= 0; }) ? 1 : 0;
      });
      break;
    }
  }
  chosen.Number();
}

std::uint32_t Cube::Partial::Meet(std::size_t pair, std::array<Code, 2> codes) {
  std::uint32_t& place = places_.empty() ? more_places_.try_emplace(pair, kNone).first->second : places_[pair];
  if (place == kNone) {
    place = static_cast<std::uint32_t>(groups.size());
    groups.push_back(codes);
  }
  return place;
}

bool Cube::IsTouched(const Question& question, const Block& block) {
  const auto [earliest, latest] = block.range[At(question.measure->dated)];
  if (latest == kNever || earliest >= question.bounds.back()) return false;
  return question.measure->reading == Reading::Standing || latest >= question.bounds.front();
}

std::vector<Cube::Share> Cube::SharesOf(const Question& question, std::size_t most) const {
  std::vector<std::size_t> touched;
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    if (IsTouched(question, *blocks_[b])) touched.push_back(b);
  }
  const std::size_t shares = std::clamp<std::size_t>(touched.size() / kBlocksWorthAShare, 1, std::max<std::size_t>(most, 1));
  std::vector<Share> cut(shares);
  for (std::size_t i = 0; i < shares && !touched.empty(); ++i)
    cut[i] = {touched[touched.size() * i / shares], touched[touched.size() * (i + 1) / shares - 1] + 1};
  return cut;
}

void Cube::Add(const Question& question, const Periods& periods, const Block& block, Selection& chosen, Partial& partial) {
  const Measure& measure = *question.measure;
  const std::span rows = std::span(chosen.rows).first(chosen.count);
  const std::span period_of = std::span(chosen.period_of).first(chosen.count);
  const std::span group_of = std::span(chosen.group_of).first(chosen.count);
  const auto with_codes = [&](std::size_t i, const auto& act) {
    if (question.by.size() <= i || !block.Has(question.by[i])) {
      act([](std::size_t) { return kNotKnown; });
    } else if (IsNarrow(question.by[i])) {
      act([codes = block.narrow[question.by[i]].data()](std::size_t row) { return Code{codes[row]}; });
    } else {
      act([codes = block.wide[question.by[i]].data()](std::size_t row) { return codes[row]; });
    }
  };
  with_codes(0, [&](auto first) { with_codes(1, [&](auto second) { partial.GroupsOf(rows, first, second, group_of); }); });
  const Minute* dated = block.moments[At(measure.dated)].data();
  const Minute first_minute = question.bounds.front();
  const Minute last_minute = question.bounds.back() - 1;
  if (measure.reading == Reading::Standing) {
    partial.MakeRoom(0, static_cast<std::uint32_t>(question.bounds.size() - 2));
    const Minute* closed = block.moments[At(Moment::Closed)].data();
    // In with one when it came, and out with one when it was closed.
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::size_t row = rows[i];
      if (closed[row] != kNever && closed[row] < first_minute) continue;
      ++partial.numbers[dated[row] < first_minute ? 0 : periods.Of(dated[row])][group_of[i]].numerator;
      // Closed in the period: it is not open at its end.
      if (closed[row] != kNever && closed[row] <= last_minute) --partial.numbers[periods.Of(closed[row])][group_of[i]].numerator;
    }
    return;
  }
  const auto [earliest, latest] = block.range[At(measure.dated)];
  const std::uint32_t from_period = periods.Of(std::max(earliest, first_minute));
  const std::uint32_t to_period = periods.Of(std::min(latest, last_minute));
  partial.MakeRoom(from_period, to_period);
  for (std::size_t i = 0; i < rows.size(); ++i) chosen.dated[i] = dated[rows[i]];
  periods.Of(std::span(chosen.dated).first(rows.size()), from_period, to_period, period_of);
  for (std::size_t i = 0; i < rows.size(); ++i) ++partial.cases[period_of[i]][group_of[i]];
  if (partial.keeps_values)
    partial.Keep(from_period, to_period, period_of, group_of, std::span(chosen.numerator).first(rows.size()));
  if (partial.counts_only) return;
  if (partial.counts_part) {
    for (std::size_t i = 0; i < rows.size(); ++i)
      partial.part[period_of[i]][group_of[i]] += static_cast<std::uint32_t>(chosen.numerator[i]);
    return;
  }
  const bool is_share = measure.reading == Reading::PartOf;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Partial::Numbers& numbers = partial.numbers[period_of[i]][group_of[i]];
    const std::int32_t numerator = chosen.numerator[i];
    numbers.numerator += numerator;
    numbers.beside += is_share ? chosen.denominator[i] : static_cast<double>(numerator) * numerator;
  }
}

std::shared_ptr<Cube::Partial> Cube::Scan(const Question& question, Share share) const {
  std::array<std::size_t, 2> widths{1, 1};
  for (std::size_t i = 0; i < question.by.size(); ++i) {
    const std::size_t words = dictionaries_[question.by[i]].words.size();
    widths[i] = words >= kFurther ? std::size_t{kFurther} + 1 : words;
  }
  auto partial = std::make_shared<Partial>(question, widths);
  const Periods periods(question.bounds);
  const std::vector<Filter> filters = FiltersOf(question);
  Selection chosen;
  for (std::size_t b = share.first_block; b < std::min(share.end_block, blocks_.size()); ++b) {
    const Block& block = *blocks_[b];
    if (!IsTouched(question, block)) continue;
    for (std::size_t first = 0; first < block.rows; first += kRowsAtOnce) {
      Select(question, filters, block, first, std::min(first + kRowsAtOnce, block.rows), chosen);
      if (chosen.count > 0) Add(question, periods, block, chosen, *partial);
    }
  }
  return partial;
}

Answer Cube::Ask(const Question& question) const {
  std::vector<std::shared_ptr<Partial>> parts;
  parts.push_back(Scan(question, {0, blocks_.size()}));
  return CellsOf(Join(question, std::move(parts), OneAfterAnother));
}

namespace {

// The later first, and of two at the same minute the one with the higher number.
bool IsLater(const Listed& a, const Listed& b) { return std::tie(a.at, a.id) > std::tie(b.at, b.id); }

}  // namespace

List Cube::Behind(const Question& question, Part part, std::size_t limit, std::size_t skip) const {
  std::vector<List> all;
  all.push_back(Behind(question, part, limit + skip, Share{0, blocks_.size()}));
  return Join(std::move(all), limit, skip);
}

List Cube::Join(std::vector<List> lists, std::size_t limit, std::size_t skip) {
  List whole;
  for (const List& list : lists) {
    whole.total += list.total;
    whole.cases.insert(whole.cases.end(), list.cases.begin(), list.cases.end());
  }
  std::ranges::sort(whole.cases, IsLater);
  whole.cases.erase(whole.cases.begin(), whole.cases.begin() + static_cast<std::ptrdiff_t>(std::min(skip, whole.cases.size())));
  whole.cases.resize(std::min(limit, whole.cases.size()));
  return whole;
}

List Cube::Behind(const Question& question, Part part, std::size_t limit, Share share) const {
  List list;
  // Down to the latest once there are this many: now and then, so that it costs next to nothing.
  const auto cut = [&](std::size_t most) {
    if (list.cases.size() <= most) return;
    const auto end = list.cases.begin() + static_cast<std::ptrdiff_t>(limit);
    std::ranges::nth_element(list.cases, end, IsLater);
    list.cases.erase(end, list.cases.end());
  };
  const std::vector<Filter> filters = FiltersOf(question);
  Selection chosen;
  const Measure& measure = *question.measure;
  const bool standing = measure.reading == Reading::Standing;
  const bool counts_only = standing || measure.reading == Reading::Count;
  const bool is_share = measure.reading == Reading::PartOf;
  for (std::size_t b = std::min(share.end_block, blocks_.size()); b-- > share.first_block;) {
    const Block& block = *blocks_[b];
    if (!IsTouched(question, block)) continue;
    const Minute* dated = block.moments[At(measure.dated)].data();
    const Minute* closed = block.moments[At(Moment::Closed)].data();
    for (std::size_t first = 0; first < block.rows; first += kRowsAtOnce) {
      Select(question, filters, block, first, std::min(first + kRowsAtOnce, block.rows), chosen);
      for (std::size_t i = 0; i < chosen.count; ++i) {
        const std::size_t row = chosen.rows[i];
        // Open at the end of the last period.
        if (standing && closed[row] != kNever && closed[row] < question.bounds.back()) continue;
        if (part == Part::Counted && !counts_only && chosen.numerator[i] == 0) continue;
        if (part == Part::Rest && (counts_only || chosen.numerator[i] == (is_share ? chosen.denominator[i] : 1))) continue;
        if (question.lasting && (chosen.numerator[i] < (*question.lasting)[0] || chosen.numerator[i] >= (*question.lasting)[1]))
          continue;
        ++list.total;
        if (limit > 0) list.cases.push_back({block.id[row], dated[row]});
      }
    }
    cut(2 * limit + kBlockRows);
  }
  cut(limit);
  std::ranges::sort(list.cases, IsLater);
  return list;
}

}  // namespace insight
