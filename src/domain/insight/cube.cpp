#include "domain/insight/cube.h"

#include <algorithm>
#include <limits>

#include "domain/insight/cube_block.h"

namespace insight {
namespace {

constexpr std::int64_t kMostCases = 0xFFFF'FFF0;

constexpr std::size_t ThirtyDaysOf(Minute minute) { return static_cast<std::size_t>(std::max(minute, 0)) / (30 * 1440); }

}  // namespace

Code Cube::Dictionary::Take(const std::string& word) {
  if (word.empty()) return kNotKnown;
  const auto known = codes.find(word);
  if (known != codes.end()) return known->second;
  if (words.size() >= kFurther) return kFurther;
  const Code code = static_cast<Code>(words.size());
  words.push_back(word);
  codes.emplace(word, code);
  return code;
}

Cube::Cube() : dictionaries_(kFirstAttribute) {}
Cube::~Cube() = default;
Cube::Cube(Cube&&) noexcept = default;
Cube& Cube::operator=(Cube&&) noexcept = default;

Code Cube::CodeFor(std::size_t column, const std::string& word) {
  const Code code = dictionaries_[column].Take(word);
  // Of a list of ours, more than a byte holds is a fault of ours; it is told as not known rather than as another word.
  return IsNarrow(column) && code > std::numeric_limits<std::uint8_t>::max() ? kNotKnown : code;
}

base::Result<void> Cube::Put(const Fact& fact) {
  if (fact.id <= 0 || fact.id > kMostCases) {
    return base::Fail(base::ErrorCode::Invalid, base::Saying("a case cannot have the number {}", fact.id));
  }
  const auto number = static_cast<std::size_t>(fact.id);
  if (number >= row_of_.size()) row_of_.resize(std::max(number + 1, row_of_.size() + row_of_.size() / 8));
  std::size_t row = row_of_[number];
  if (row == 0) {
    if (rows_ % kBlockRows == 0) blocks_.push_back(std::make_unique<Block>());
    row = ++rows_;
    row_of_[number] = static_cast<std::uint32_t>(row);
    ++blocks_.back()->rows;
  }
  --row;
  Block& block = *blocks_[row / kBlockRows];
  row %= kBlockRows;
  ++touches_;
  for (std::size_t i = 0; i < kMoments; ++i) {
    Touch(block.moments[i][row]);
    Touch(fact.moments[i]);
  }
  block.id[row] = static_cast<std::uint32_t>(fact.id);
  block.customer[row] = static_cast<std::uint32_t>(fact.customer);
  for (std::size_t i = 0; i < kMoments; ++i) {
    block.moments[i].Set(row, fact.moments[i]);
    if (fact.moments[i] == kNever) {
      block.always[i] = false;
      continue;
    }
    block.range[i] = {std::min(block.range[i].first, fact.moments[i]), std::max(block.range[i].second, fact.moments[i])};
  }
  for (std::size_t i = 0; i < kDimensions; ++i) block.Set(i, row, CodeFor(i, fact.dimensions[i]));
  block.Set(kCurrency, row, CodeFor(kCurrency, fact.currency));
  for (std::size_t i = 0; i < attributes_.size(); ++i) {
    const auto given = fact.attributes.find(attributes_[i]);
    block.Set(kFirstAttribute + i, row, given == fact.attributes.end() ? kNotKnown : CodeFor(kFirstAttribute + i, given->second));
  }
  for (const auto& [name, value] : fact.attributes) {
    if (attributes_.size() == kMostAttributes || std::ranges::find(attributes_, name) != attributes_.end()) continue;
    attributes_.push_back(name);
    dictionaries_.emplace_back();
    block.Set(dictionaries_.size() - 1, row, CodeFor(dictionaries_.size() - 1, value));
  }
  for (std::size_t i = 0; i < kTallies; ++i) block.tallies[i].Set(row, fact.tallies[i]);
  for (std::size_t i = 0; i < kSums; ++i) block.sums[i].Set(row, fact.sums[i]);
  for (std::size_t i = 0; i < kScores; ++i) block.scores[i].Set(row, fact.scores[i]);
  return {};
}

void Cube::Touch(Minute moment) {
  if (moment == kNever) return;
  const std::size_t place = ThirtyDaysOf(moment);
  if (place >= touched_.size()) touched_.resize(place + 1);
  touched_[place] = touches_;
}

std::uint64_t Cube::LastTouched(Minute from, Minute end) const {
  std::uint64_t last = 0;
  const std::size_t upto = std::min(ThirtyDaysOf(end), touched_.empty() ? 0 : touched_.size() - 1);
  for (std::size_t place = ThirtyDaysOf(from); place <= upto && place < touched_.size(); ++place)
    last = std::max(last, touched_[place]);
  return last;
}

std::size_t Cube::bytes() const {
  std::size_t total = row_of_.capacity() * sizeof row_of_[0];
  for (const auto& block : blocks_) {
    std::size_t a_row = sizeof block->id[0] + sizeof block->customer[0];
    const auto held = [&total](const auto& columns) {
      for (const auto& column : columns) total += column.bytes();
    };
    held(block->moments);
    held(block->tallies);
    held(block->sums);
    held(block->scores);
    for (std::size_t column = 0; column < block->wide.size(); ++column) {
      a_row += IsNarrow(column) ? 1 : block->wide[column].empty() ? 0 : sizeof(Code);
    }
    total += a_row * kBlockRows + sizeof(Block);
  }
  for (const Dictionary& dictionary : dictionaries_) {
    for (const std::string& word : dictionary.words) total += 2 * (word.capacity() + sizeof word) + 16;
  }
  return total;
}

std::vector<std::string> Cube::ColumnNames() const {
  std::vector<std::string> names;
  for (const std::string& name : base::TypeOf<Dimension>().names) names.push_back(name);
  names.emplace_back("currency");
  names.insert(names.end(), attributes_.begin(), attributes_.end());
  return names;
}

std::optional<std::size_t> Cube::ColumnOf(std::string_view name) const {
  const std::vector<std::string> names = ColumnNames();
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - names.begin()));
}

std::optional<Code> Cube::CodeOf(std::size_t column, std::string_view word) const {
  if (word.empty()) return kNotKnown;
  const auto found = dictionaries_[column].codes.find(std::string(word));
  return found == dictionaries_[column].codes.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::pair<Minute, Minute>> Cube::Range(Moment moment) const {
  std::pair<Minute, Minute> range{INT32_MAX, kNever};
  for (const auto& block : blocks_) {
    range.first = std::min(range.first, block->range[At(moment)].first);
    range.second = std::max(range.second, block->range[At(moment)].second);
  }
  return range.second == kNever ? std::nullopt : std::optional(range);
}

std::optional<Fact> Cube::FactOf(std::int64_t id) const {
  if (id <= 0 || static_cast<std::size_t>(id) >= row_of_.size() || row_of_[static_cast<std::size_t>(id)] == 0)
    return std::nullopt;
  const std::size_t place = row_of_[static_cast<std::size_t>(id)] - 1;
  const Block& block = *blocks_[place / kBlockRows];
  const std::size_t row = place % kBlockRows;
  Fact fact;
  fact.id = id;
  fact.customer = block.customer[row];
  for (std::size_t i = 0; i < kMoments; ++i) fact.moments[i] = block.moments[i][row];
  const auto word = [&](std::size_t column) {
    const Code code = block.At(column, row);
    return code == kFurther ? std::string("?") : dictionaries_[column].words[code];
  };
  for (std::size_t i = 0; i < kDimensions; ++i) fact.dimensions[i] = word(i);
  fact.currency = word(kCurrency);
  for (std::size_t i = 0; i < attributes_.size(); ++i) {
    if (std::string value = word(kFirstAttribute + i); !value.empty()) fact.attributes.emplace(attributes_[i], std::move(value));
  }
  for (std::size_t i = 0; i < kTallies; ++i) fact.tallies[i] = block.tallies[i][row];
  for (std::size_t i = 0; i < kSums; ++i) fact.sums[i] = block.sums[i][row];
  for (std::size_t i = 0; i < kScores; ++i) fact.scores[i] = block.scores[i][row];
  return fact;
}

}  // namespace insight
