#pragma once
// All facts in memory, a column for each thing counted, so that a question over ten million cases is answered while a mouse is
// dragged. Words are kept once in a dictionary and stand in the columns as small numbers; rows lie in blocks, each with the
// earliest and latest of its moments, so that a period reads only the blocks it touches. What a figure is made of is found by the
// same scan as the figure: the list behind a cell is as long as the cell says.
//
//   Question question{.measure = FindMeasure("received"), .bounds = months, .by = {*cube.ColumnOf("product")}};
//   Answer answer = cube.Ask(question);
//
// Not safe for threads by itself: whoever shares one sees to it that nobody puts while another asks. A scan can be cut in parts,
// each on a thread of its own: see Scan.

#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "domain/insight/measures.h"

namespace insight {

using Code = std::uint16_t;
inline constexpr Code kNotKnown = 0;
// A dictionary that is full puts everything further here.
inline constexpr Code kFurther = std::numeric_limits<Code>::max();

// One of these values, or (without) none of them.
struct Where {
  std::size_t column = 0;
  std::vector<Code> codes;
  bool without = false;
};

struct Question {
  const Measure* measure = nullptr;
  std::vector<Minute> bounds;  // ascending, at least two: period i is from bounds[i] up to, not including, bounds[i + 1]
  std::vector<Where> where;
  std::vector<std::size_t> by;                 // at most two columns
  std::optional<std::array<double, 2>> parts;  // of Between: the values below which so much lies, 0.5 for the median
  std::size_t most_groups = SIZE_MAX;          // the groups of most cases; what is further is put together
  // Of Between, with `parts`: how many values lie from each of these (ascending) up to, not including, the next; the last has no
  // end.
  std::vector<std::int32_t> edges;
  // Of Between, for the cases behind: those whose value lies from here up to, not including, there.
  std::optional<std::array<std::int32_t, 2>> lasting;
};

// In the order in which they were asked for.
using TwoQuantiles = std::array<double, 2>;

// What some cases come to.
struct Sums {
  std::int64_t cases = 0;  // that count in it
  std::int64_t numerator = 0;
  std::int64_t denominator = 0;
  double squares = 0;  // of the numerators, for the spread of a mean; 0 where a measure is none

  void Add(const Sums& other) {
    cases += other.cases;
    numerator += other.numerator;
    denominator += other.denominator;
    squares += other.squares;
  }
  bool IsNothing() const { return cases == 0 && numerator == 0; }
};

struct Cell : Sums {
  std::uint32_t period = 0;
  std::array<Code, 2> codes{};
  TwoQuantiles quantiles{};  // only when asked for
};

// The figures of each group of cases, those with the same two words, over all periods: what a page of figures is made of.
// The numbers of group g in period p stand at g * periods + p. After the groups come those of all further groups together, if
// there are any.
struct Table {
  std::size_t periods = 1;
  bool stock = false;                       // what stands at the end of a period: not to be added up over periods
  std::vector<std::array<Code, 2>> groups;  // those of most cases first, and of as many those of the lower codes
  std::size_t groups_in_all = 0;
  std::vector<Sums> sums;
  // Of each cell as the sums are, of each line and period, and of all; nought where nothing is. Empty when not asked for.
  std::vector<TwoQuantiles> of_cells;
  std::vector<TwoQuantiles> of_lines;
  std::vector<TwoQuantiles> of_periods;
  TwoQuantiles of_all{};
  std::vector<std::int64_t> spread;  // how many values of all lie from each edge on; empty when not asked for

  // Of groups, and of those put together.
  std::size_t lines() const { return sums.size() / periods; }
  std::span<const Sums> SumsOf(std::size_t line) const { return std::span(sums).subspan(line * periods, periods); }
};

struct Answer {
  std::vector<Cell> cells;  // that have cases, by period and then codes
  std::int64_t cases = 0;
};

// Which of the cases behind a cell.
enum class Part : std::uint8_t { All, Counted, Rest };
BOOST_DESCRIBE_ENUM(Part, All, Counted, Rest)

struct Listed {
  std::int64_t id = 0;
  Minute at = 0;
  friend auto operator<=>(const Listed&, const Listed&) = default;
};
struct List {
  std::vector<Listed> cases;  // newest first, by the measure's own moment
  std::int64_t total = 0;
};

class Cube {
 public:
  static constexpr std::size_t kBlockRows = 65'536;
  static constexpr std::size_t kCurrency = kDimensions;  // a column beside the dimensions
  static constexpr std::size_t kMostAttributes = 16;

  Cube();
  ~Cube();
  Cube(Cube&&) noexcept;
  Cube& operator=(Cube&&) noexcept;

  // Adds the case, or puts the new fact in place of the one it had. Invalid when its number is none that a case can have.
  base::Result<void> Put(const Fact& fact);

  std::size_t size() const { return rows_; }
  std::size_t blocks() const { return blocks_.size(); }
  // Of memory held, by what the columns and dictionaries take.
  std::size_t bytes() const;

  // By the name of a dimension in small letters ("product") or of an attribute ("region").
  std::optional<std::size_t> ColumnOf(std::string_view name) const;
  std::vector<std::string> ColumnNames() const;
  // The words of a column; the first is empty and stands for not known.
  const std::vector<std::string>& Words(std::size_t column) const { return dictionaries_[column].words; }
  std::optional<Code> CodeOf(std::size_t column, std::string_view word) const;
  // Of the earliest and the latest moment of this kind; nothing when it never happened.
  std::optional<std::pair<Minute, Minute>> Range(Moment moment) const;
  // Counts up whenever a fact is put that has, or had, a moment about this time (to the nearest thirty days): figures of that
  // time that were counted at the same number still hold.
  std::uint64_t LastTouched(Minute from, Minute end) const;
  // The fact of a case as the columns hold it; nothing when there is none.
  std::optional<Fact> FactOf(std::int64_t id) const;

  // Some blocks: what one thread looks through.
  struct Share {
    std::size_t first_block = 0;
    std::size_t end_block = 0;
  };
  // All blocks that the question touches, in at most so many shares of about as many each; fewer when that is not worth it.
  std::vector<Share> SharesOf(const Question& question, std::size_t most) const;

  Answer Ask(const Question& question) const;
  // The cases that count in the question, or the part of them that its numerator counts; at most `limit` after the first `skip`.
  List Behind(const Question& question, Part part, std::size_t limit, std::size_t skip = 0) const;
  // Of a share only; lists of all shares, put together, are the whole.
  List Behind(const Question& question, Part part, std::size_t limit, Share share) const;
  static List Join(std::vector<List> lists, std::size_t limit, std::size_t skip);

  // What a scan of a share came to; added up, the parts are the whole.
  class Partial;
  std::shared_ptr<Partial> Scan(const Question& question, Share share) const;
  // Does something for each of so many numbers, from 0 on, and comes back when all are done: one after another, or at once.
  using InParts = std::function<void(std::size_t, const std::function<void(std::size_t)>&)>;
  static void OneAfterAnother(std::size_t parts, const std::function<void(std::size_t)>& act);
  static Table Join(const Question& question, std::vector<std::shared_ptr<Partial>> parts, const InParts& in_parts);

 private:
  struct Block;
  struct Dictionary {
    std::vector<std::string> words{""};
    std::unordered_map<std::string, Code> codes;
    Code Take(const std::string& word);
  };
  struct Filter;
  struct Selection;
  class Periods;

  Code CodeFor(std::size_t column, const std::string& word);
  void Touch(Minute moment);
  std::vector<Filter> FiltersOf(const Question& question) const;
  static bool IsTouched(const Question& question, const Block& block);
  void Select(const Question& question, std::span<const Filter> filters, const Block& block, std::size_t first, std::size_t end,
              Selection& chosen) const;
  static void TellQuantiles(const std::vector<std::shared_ptr<Partial>>& parts,
                            const std::vector<std::vector<std::uint32_t>>& line_of, const Question& question,
                            const InParts& in_parts, Table& table);
  static void Add(const Question& question, const Periods& periods, const Block& block, Selection& chosen, Partial& partial);

  std::vector<std::unique_ptr<Block>> blocks_;
  std::size_t rows_ = 0;
  std::vector<std::uint32_t> row_of_;  // by number of case; 0: none, else the row + 1
  std::vector<Dictionary> dictionaries_;
  std::vector<std::string> attributes_;
  std::uint64_t touches_ = 0;
  std::vector<std::uint64_t> touched_;  // by thirty days since 1970; what was before then is with the first
};

// The cells that have cases, in order, each with its values; of the groups that the table tells apart.
Answer CellsOf(const Table& table);

}  // namespace insight
