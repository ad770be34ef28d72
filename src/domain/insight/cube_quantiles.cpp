// Medians and percentiles of a table: of each cell, line and period and of all, from the values that a scan kept by period.

#include <algorithm>
#include <initializer_list>
#include <mutex>

#include "domain/insight/cube_partial.h"
#include "domain/insight/quantiles.h"

namespace insight {
namespace {

using Places = std::array<Place, 2>;

// Of fewer values than this all are looked at: to count them into bins first would take longer.
constexpr std::int64_t kFew = 48;

// What lies between.
struct Stretch {
  std::int32_t first = 0;
  std::uint32_t width = 0;
  bool Has(std::int32_t value) const { return static_cast<std::uint32_t>(value) - static_cast<std::uint32_t>(first) < width; }
};
using Stretches = std::array<Stretch, 2>;

// Of the i-th place in each, from the beginning of the first to the end of the last.
Stretch Around(std::initializer_list<const Places*> all, std::size_t i) {
  std::int64_t first = INT32_MAX;
  std::int64_t end = 0;
  for (const Places* places : all) {
    const Place& place = (*places)[i];
    first = std::min<std::int64_t>(first, place.first);
    end = std::max<std::int64_t>(end, std::int64_t{place.first} + place.width);
  }
  return {static_cast<std::int32_t>(first), static_cast<std::uint32_t>(end - first)};
}

// The values that lie at two places of each of some lines; there is room for just as many as were counted.
class Found {
 public:
  explicit Found(std::span<const Places> places) {
    std::size_t room = 0;
    for (const Places& both : places) {
      for (const Place& place : both) {
        begin_.push_back(room);
        room += place.count;
      }
    }
    next_ = begin_;
    values_.resize(room);
  }
  void Put(std::size_t line, const Places& places, std::int32_t value) {
    for (const std::size_t i : {0U, 1U}) {
      if (places[i].Has(value)) values_[next_[2 * line + i]++] = value;
    }
  }
  TwoQuantiles Told(std::size_t line, const Places& places) {
    TwoQuantiles told{};
    for (const std::size_t i : {0U, 1U}) {
      const std::size_t begin = begin_[2 * line + i];
      told[i] = ValueAt(places[i], std::span(values_).subspan(begin, next_[2 * line + i] - begin));
    }
    return told;
  }

 private:
  std::vector<std::size_t> begin_;
  std::vector<std::size_t> next_;
  std::vector<std::int32_t> values_;
};

}  // namespace

void Cube::TellQuantiles(const std::vector<std::shared_ptr<Partial>>& parts,
                         const std::vector<std::vector<std::uint32_t>>& line_of, const Question& question,
                         const InParts& in_parts, Table& table) {
  const std::array<double, 2> asked = *question.parts;
  const std::vector<std::int32_t>& edges = question.edges;
  const std::size_t lines = table.lines();
  const std::size_t periods = table.periods;
  table.of_cells.resize(lines * periods);
  table.of_lines.resize(lines);
  table.of_periods.resize(periods);
  table.spread.resize(edges.size());
  const auto places_of = [&](const ValueBins& spread, std::int64_t values) {
    const auto count = static_cast<std::size_t>(values);
    if (values == 0) return Places{};
    if (values < kFew) return Places{AmongAll(asked[0], count), AmongAll(asked[1], count)};
    return Places{spread.PlaceOf(asked[0], count), spread.PlaceOf(asked[1], count)};
  };
  std::mutex mutex;

  // First it is counted how the values are spread: of each cell and, added up, of each line and period and of all.
  std::vector<ValueBins> spreads(lines);
  std::vector<std::int64_t> in_line(lines);
  std::vector<std::int64_t> in_period(periods);
  std::vector<Places> of_cells(lines * periods);  // a period's side by side
  std::vector<Places> of_periods(periods);
  in_parts(periods, [&](std::size_t period) {
    std::vector<ValueBins> own(lines);
    std::vector<std::int64_t> total(lines);
    std::vector<std::int64_t> spread(edges.size() + 1);  // the first: below all edges
    for (std::size_t i = 0; i < parts.size(); ++i) {
      for (Partial::Piece& piece : parts[i]->kept[period]) {
        for (Partial::Kept& one : piece.all()) {
          one.group = line_of[i][one.group];
          own[one.group].Count(one.value);
          total[one.group] += one.value;
        }
        if (edges.empty()) continue;
        for (const Partial::Kept& one : piece.all())
          ++spread[static_cast<std::size_t>(std::ranges::upper_bound(edges, one.value) - edges.begin())];
      }
    }
    ValueBins all;
    for (std::size_t line = 0; line < lines; ++line) {
      Sums& sums = table.sums[line * periods + period];
      sums.numerator = total[line];
      sums.squares = 0;
      in_period[period] += sums.cases;
      of_cells[period * lines + line] = places_of(own[line], sums.cases);
      all.Add(own[line]);
    }
    of_periods[period] = places_of(all, in_period[period]);
    const std::lock_guard lock(mutex);
    for (std::size_t line = 0; line < lines; ++line) {
      in_line[line] += table.sums[line * periods + period].cases;
      spreads[line].Add(own[line]);
    }
    for (std::size_t edge = 0; edge < edges.size(); ++edge) table.spread[edge] += spread[edge + 1];
  });
  std::vector<Places> of_lines;
  ValueBins all;
  std::int64_t values = 0;
  for (std::size_t line = 0; line < lines; ++line) {
    of_lines.push_back(places_of(spreads[line], in_line[line]));
    all.Add(spreads[line]);
    values += in_line[line];
  }
  const Places of_all = places_of(all, values);

  // Then it is known where all of them lie, and only what is there is looked at.
  Found in_lines(of_lines);
  Found in_all(std::span(&of_all, 1));
  in_parts(periods, [&](std::size_t period) {
    if (in_period[period] == 0) return;
    const std::span<const Places> places = std::span(of_cells).subspan(period * lines, lines);
    const Places& of_period = of_periods[period];
    std::vector<Stretches> stretches(lines);
    for (std::size_t line = 0; line < lines; ++line) {
      for (const std::size_t i : {0U, 1U}) stretches[line][i] = Around({&places[line], &of_period, &of_lines[line], &of_all}, i);
    }
    Found in_cells(places);
    Found in_period_itself(std::span(&of_period, 1));
    std::vector<Partial::Kept> near;
    std::vector<Partial::Kept> beyond;  // the period
    for (const auto& part : parts) {
      for (Partial::Piece& piece : part->kept[period]) {
        // Without a branch that could be guessed wrongly, as most is not near; one place more, as each is put down first.
        if (near.size() <= piece.all().size()) near.resize(piece.all().size() + 1);
        std::size_t n = 0;
        for (const Partial::Kept& one : piece.all()) {
          near[n] = one;
          const auto& [first, second] = stretches[one.group];
          n += static_cast<std::size_t>(first.Has(one.value)) | static_cast<std::size_t>(second.Has(one.value));
        }
        for (const auto& [line, value] : std::span(near).first(n)) {
          in_cells.Put(line, places[line], value);
          in_period_itself.Put(0, of_period, value);
        }
        for (const Partial::Kept& one : std::span(near).first(n)) {
          const Places& of_line = of_lines[one.group];
          if (of_line[0].Has(one.value) || of_line[1].Has(one.value) || of_all[0].Has(one.value) || of_all[1].Has(one.value))
            beyond.push_back(one);
        }
      }
    }
    for (std::size_t line = 0; line < lines; ++line) {
      if (table.sums[line * periods + period].cases > 0)
        table.of_cells[line * periods + period] = in_cells.Told(line, places[line]);
    }
    table.of_periods[period] = in_period_itself.Told(0, of_period);
    const std::lock_guard lock(mutex);
    for (const auto& [line, value] : beyond) {
      in_lines.Put(line, of_lines[line], value);
      in_all.Put(0, of_all, value);
    }
  });
  if (values == 0) return;
  in_parts(lines + 1, [&](std::size_t i) {
    // All first, as it takes longest.
    if (i == 0) {
      table.of_all = in_all.Told(0, of_all);
    } else if (in_line[i - 1] > 0) {
      table.of_lines[i - 1] = in_lines.Told(i - 1, of_lines[i - 1]);
    }
  });
}

}  // namespace insight
