// From what the parts of a scan came to, to the table that is shown.

#include <algorithm>
#include <map>

#include "domain/insight/cube_partial.h"

namespace insight {
namespace {

// A group that has no case in any period is none; of a stock it is one that came and went again between.
struct Ranked {
  std::array<Code, 2> codes{};
  std::int64_t cases = 0;  // of a stock: at the end
  bool is_any = false;
};

}  // namespace

Table Cube::Join(const Question& question, std::vector<std::shared_ptr<Partial>> parts, const InParts& in_parts) {
  Table table;
  const std::size_t periods = question.bounds.size() - 1;
  table.periods = periods;
  table.stock = question.measure->reading == Reading::Standing;
  // Where the groups of each part are among all.
  std::vector<std::vector<std::uint32_t>> places;
  std::map<std::array<Code, 2>, std::uint32_t> known;
  std::vector<Ranked> all;
  for (const auto& part : parts) {
    std::vector<std::uint32_t>& own = places.emplace_back();
    for (const std::array<Code, 2>& codes : part->groups) {
      const auto [at, fresh] = known.try_emplace(codes, static_cast<std::uint32_t>(all.size()));
      if (fresh) all.push_back({codes});
      own.push_back(at->second);
    }
  }
  for (std::size_t period = 0; period < periods; ++period) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Partial& part = *parts[i];
      for (std::size_t group = 0; group < part.cases[period].size(); ++group)
        all[places[i][group]].cases += table.stock ? part.numbers[period][group].numerator : part.cases[period][group];
    }
    for (Ranked& group : all) group.is_any = group.is_any || group.cases != 0;
  }
  // The largest get a line each, and the others one together.
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (all[i].is_any) order.push_back(i);
  }
  table.groups_in_all = order.size();
  const std::size_t shown = std::min(question.most_groups, order.size());
  std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(shown), {},
                            [&](std::uint32_t i) { return std::pair(-all[i].cases, all[i].codes); });
  std::vector<std::uint32_t> line_of(all.size(), static_cast<std::uint32_t>(shown));
  for (std::uint32_t line = 0; line < shown; ++line) {
    table.groups.push_back(all[order[line]].codes);
    line_of[order[line]] = line;
  }
  for (auto& own : places) {
    for (std::uint32_t& place : own) place = line_of[place];
  }
  const std::size_t lines = shown + (shown < all.size() ? 1 : 0);
  table.sums.resize(lines * periods);
  const bool is_share = question.measure->reading == Reading::PartOf;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Partial& part = *parts[i];
    for (std::size_t period = 0; period < periods; ++period) {
      for (std::size_t group = 0; group < part.cases[period].size(); ++group) {
        Sums& sums = table.sums[places[i][group] * periods + period];
        const std::int64_t cases = part.cases[period][group];
        if (part.counts_only) {
          sums.Add({cases, cases, cases, 0});
        } else if (part.counts_part) {
          sums.Add({cases, part.part[period][group], cases, 0});
        } else {
          const auto [numerator, beside] = part.numbers[period][group];
          sums.Add(is_share ? Sums{cases, numerator, static_cast<std::int64_t>(beside), 0}
                            : Sums{cases, numerator, cases, beside});
        }
      }
    }
  }
  if (table.stock) {
    // What came less what went, up to the end of each period.
    for (std::size_t line = 0; line < lines; ++line) {
      std::int64_t open = 0;
      for (Sums& sums : std::span(table.sums).subspan(line * periods, periods)) {
        open += sums.numerator;
        sums = {open, open, open, 0};
      }
    }
  }
  if (!parts.empty() && parts.front()->keeps_values) TellQuantiles(parts, places, question, in_parts, table);
  return table;
}

void Cube::OneAfterAnother(std::size_t parts, const std::function<void(std::size_t)>& act) {
  for (std::size_t i = 0; i < parts; ++i) act(i);
}

Answer CellsOf(const Table& table) {
  Answer answer;
  std::vector<std::pair<std::array<Code, 2>, std::size_t>> order;
  for (std::size_t group = 0; group < table.groups.size(); ++group) order.emplace_back(table.groups[group], group);
  std::ranges::sort(order);
  for (std::uint32_t period = 0; period < table.periods; ++period) {
    for (const auto& [codes, group] : order) {
      const std::size_t at = group * table.periods + period;
      if (table.sums[at].IsNothing()) continue;
      Cell cell;
      static_cast<Sums&>(cell) = table.sums[at];
      cell.period = period;
      cell.codes = codes;
      if (!table.of_cells.empty()) cell.quantiles = table.of_cells[at];
      if (!table.stock || period + 1 == table.periods) answer.cases += cell.cases;
      answer.cells.push_back(std::move(cell));
    }
  }
  return answer;
}

}  // namespace insight
