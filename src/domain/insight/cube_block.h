#pragma once
// How the cube keeps its rows: in blocks of columns. Written to by cube.cpp, looked through by cube_scan.cpp.

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "domain/insight/cube.h"

namespace insight {

inline constexpr std::size_t kFirstAttribute = Cube::kCurrency + 1;
// Columns of few words take a byte a row: from Kind on they come from lists of ours.
constexpr bool IsNarrow(std::size_t column) { return column >= At(Dimension::Kind) && column <= Cube::kCurrency; }

// Numbers of one kind, for each row of a block; one that is the same in all rows of the block takes no room.
template <class T, T kUsual>
class Column {
 public:
  const T* data() const { return own_.empty() ? Usual().data() : own_.data(); }
  T operator[](std::size_t row) const { return data()[row]; }
  void Set(std::size_t row, T value) {
    if (own_.empty()) {
      if (value == kUsual) return;
      own_.resize(Cube::kBlockRows, kUsual);
    }
    own_[row] = value;
  }
  std::size_t bytes() const { return own_.size() * sizeof(T); }

 private:
  static const std::vector<T>& Usual() {
    static const std::vector<T> all(Cube::kBlockRows, kUsual);
    return all;
  }
  std::vector<T> own_;
};

struct Cube::Block {
  std::size_t rows = 0;
  std::vector<std::uint32_t> id;
  std::vector<std::uint32_t> customer;
  std::array<Column<Minute, kNever>, kMoments> moments;
  std::array<std::pair<Minute, Minute>, kMoments> range;  // earliest and latest; only ever widens
  std::array<bool, kMoments> always{};                    // every row has had it since it came
  std::vector<std::vector<Code>> wide;                    // by column; empty for narrow ones
  std::array<std::vector<std::uint8_t>, kCurrency + 1> narrow;
  std::array<Column<std::uint8_t, 0>, kTallies> tallies;
  std::array<Column<std::int32_t, 0>, kSums> sums;
  std::array<Column<std::int8_t, -1>, kScores> scores;

  Block() {
    id.resize(kBlockRows);
    customer.resize(kBlockRows);
    range.fill({INT32_MAX, kNever});
    always.fill(true);
    wide.resize(kFirstAttribute);
    for (std::size_t column = 0; column < kFirstAttribute; ++column) {
      if (IsNarrow(column)) {
        narrow[column].resize(kBlockRows);
      } else {
        wide[column].resize(kBlockRows);
      }
    }
  }

  // An attribute no case of this block has takes no room.
  bool Has(std::size_t column) const { return column < wide.size() && (IsNarrow(column) || !wide[column].empty()); }
  Code At(std::size_t column, std::size_t row) const {
    if (IsNarrow(column)) return narrow[column][row];
    return Has(column) ? wide[column][row] : kNotKnown;
  }
  void Set(std::size_t column, std::size_t row, Code code) {
    if (IsNarrow(column)) {
      narrow[column][row] = static_cast<std::uint8_t>(code);
      return;
    }
    if (!Has(column)) {
      if (code == kNotKnown) return;
      if (column >= wide.size()) wide.resize(column + 1);
      wide[column].resize(kBlockRows);
    }
    wide[column][row] = code;
  }
};

}  // namespace insight
