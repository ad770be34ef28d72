#include "domain/insight/run_rules.h"

#include <algorithm>

namespace insight {

using base::Saying;

namespace {

constexpr int kWesternElectricShift = 8;

enum class Third : bool { Anywhere, SameSide };

class Finder {
 public:
  explicit Finder(std::span<const JudgedPoint> points) : points_(points) {}

  void Outside() {
    for (const JudgedPoint& point : points_) {
      if (point.deviations > 3) Add(Rule::Outside, Side::High, {point.index}, point.index);
      if (point.deviations < -3) Add(Rule::Outside, Side::Low, {point.index}, point.index);
    }
  }

  // `some` of `window` points in a row farther out than `deviations`, all on the side. Windows that share points are one breach.
  void SomeOf(Rule rule, Side side, std::size_t some, std::size_t window, double deviations, Third others) {
    const int sign = side == Side::High ? 1 : -1;
    Breach* open = nullptr;
    for (std::size_t last = 0; last < points_.size(); ++last) {
      if (others == Third::SameSide && last + 1 < window) continue;
      const std::size_t first = last + 1 < window ? 0 : last + 1 - window;
      std::vector<std::size_t> far;
      bool same_side = true;
      for (std::size_t i = first; i <= last; ++i) {
        if (sign * points_[i].deviations > deviations) far.push_back(points_[i].index);
        same_side = same_side && points_[i].side == sign;
      }
      if (far.size() < some || (others == Third::SameSide && !same_side)) continue;
      if (open != nullptr && far.front() <= open->points.back()) {
        for (const std::size_t index : far) {
          if (index > open->points.back()) open->points.push_back(index);
        }
        continue;
      }
      Add(rule, side, std::move(far), points_[last].index);
      open = &found_.back();
    }
  }

  void Shift(std::size_t length) {
    Runs(Rule::Shift, length, [&](std::size_t i) { return points_[i].side; });
  }

  // The first point of a trend is the one that the second differs from, so that a trend of 7 points has 6 steps.
  void Trend(std::size_t length) {
    for (std::size_t start = 0; start + 1 < points_.size();) {
      const int direction = Step(start + 1);
      std::size_t end = start + 1;
      while (direction != 0 && end + 1 < points_.size() && Step(end + 1) == direction) ++end;
      if (direction != 0 && end - start + 1 >= length) AddRun(Rule::Trend, direction, start, end, length);
      start = end;
    }
  }

  std::vector<Breach> Take() {
    std::ranges::stable_sort(found_, [](const Breach& a, const Breach& b) {
      return a.known_at != b.known_at ? a.known_at < b.known_at : a.rule < b.rule;
    });
    return std::move(found_);
  }

 private:
  int Step(std::size_t i) const {
    return points_[i].height > points_[i - 1].height ? 1 : (points_[i].height < points_[i - 1].height ? -1 : 0);
  }

  template <class SideOf>
  void Runs(Rule rule, std::size_t length, SideOf side_of) {
    for (std::size_t start = 0; start < points_.size();) {
      std::size_t end = start;
      while (end + 1 < points_.size() && side_of(end + 1) == side_of(start)) ++end;
      if (side_of(start) != 0 && end - start + 1 >= length) AddRun(rule, side_of(start), start, end, length);
      start = end + 1;
    }
  }

  void AddRun(Rule rule, int direction, std::size_t start, std::size_t end, std::size_t length) {
    std::vector<std::size_t> in;
    for (std::size_t i = start; i <= end; ++i) in.push_back(points_[i].index);
    Add(rule, direction > 0 ? Side::High : Side::Low, std::move(in), points_[start + length - 1].index);
  }

  void Add(Rule rule, Side side, std::vector<std::size_t> in, std::size_t known_at) {
    found_.push_back({.rule = rule, .side = side, .points = std::move(in), .known_at = known_at});
  }

  std::span<const JudgedPoint> points_;
  std::vector<Breach> found_;
};

}  // namespace

std::vector<Breach> FindBreaches(std::span<const JudgedPoint> points, const RuleSettings& settings) {
  Finder finder(points);
  finder.Outside();
  for (const Side side : {Side::High, Side::Low}) {
    switch (settings.book) {
      case RuleBook::WesternElectric:
        finder.SomeOf(Rule::TwoOfThree, side, 2, 3, 2, Third::Anywhere);
        finder.SomeOf(Rule::FourOfFive, side, 4, 5, 1, Third::Anywhere);
        break;
      case RuleBook::MakingDataCount: finder.SomeOf(Rule::TwoOfThree, side, 2, 3, 2, Third::SameSide); break;
    }
  }
  switch (settings.book) {
    case RuleBook::WesternElectric: finder.Shift(kWesternElectricShift); break;
    case RuleBook::MakingDataCount:
      finder.Shift(static_cast<std::size_t>(settings.shift));
      finder.Trend(static_cast<std::size_t>(settings.trend));
      break;
  }
  return finder.Take();
}

Saying InWords(const Breach& breach, const Saying& from, const Saying& to) {
  const bool high = breach.side == Side::High;
  const auto points = static_cast<std::int64_t>(breach.points.size());
  switch (breach.rule) {
    case Rule::Outside: return high ? Saying("above the upper limit: {}", from) : Saying("below the lower limit: {}", from);
    case Rule::TwoOfThree:
      return high ? Saying("two of three points near or beyond the upper limit, from {} to {}", from, to)
                  : Saying("two of three points near or beyond the lower limit, from {} to {}", from, to);
    case Rule::FourOfFive:
      return high ? Saying("four of five points well above the centre line, from {} to {}", from, to)
                  : Saying("four of five points well below the centre line, from {} to {}", from, to);
    case Rule::Shift:
      return high ? Saying("{} points in a row above the centre line, from {} to {}", points, from, to)
                  : Saying("{} points in a row below the centre line, from {} to {}", points, from, to);
    case Rule::Trend:
      return high ? Saying("{} points in a row, each higher than the last, from {} to {}", points, from, to)
                  : Saying("{} points in a row, each lower than the last, from {} to {}", points, from, to);
  }
  return {};
}

}  // namespace insight
