// How often the watch over all series alarms when nothing happens, and how surely it sees what does:
//   calibrate [YEARS] [POWER_RUNS]
//   calibrate tiles [SERIES]
// Quiet years are made up: ten series with a season and a slow trend, counts by chance alone (Poisson) or more uneven than that
// (negative binomial, twice the variance), four years to learn from and one that is judged. Then the same with a step in one
// series. 2,000 years and 400 runs unless said otherwise. `tiles`: how often a tile of the monitoring page says that a measure is
// higher or lower of which nothing happened; 20,000 series. Prints tables for docs/insight.md.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>
#include <string_view>

#include "domain/insight/control_chart.h"
#include "domain/insight/watch.h"

namespace {

using base::Date;
using insight::Grain;

constexpr int kSeries = 10;
constexpr int kYearsLearntFrom = 4;

struct Kind {
  Grain grain;
  double mean;        // of a period
  double dispersion;  // variance over mean
};

class Desk {
 public:
  explicit Desk(unsigned seed) : random_(seed) {}

  // Five years; from `step_at` on the first series counts `step` times as much.
  std::vector<insight::NamedSeries> Make(const Kind& kind, int step_at, double step) {
    const int a_year = kind.grain == Grain::Week ? 52 : 12;
    const int periods = a_year * (kYearsLearntFrom + 1);
    std::vector<insight::NamedSeries> all;
    for (int s = 0; s < kSeries; ++s) {
      insight::NamedSeries series{"series " + std::to_string(s), {}};
      // Large and small ones beside one another, as categories are.
      const double level = kind.mean * (0.5 + s / (kSeries - 1.0));
      const double season = 0.2 * std::uniform_real_distribution<>(0, 1)(random_);
      const double phase = std::uniform_real_distribution<>(0, 6.283)(random_);
      const double trend = std::uniform_real_distribution<>(-0.1, 0.1)(random_);  // a year
      Date day = kind.grain == Grain::Week ? Date::Of(2020, 1, 6) : Date::Of(2020, 1, 1);
      for (int i = 0; i < periods; ++i) {
        const double years = static_cast<double>(i) / a_year;
        double mean = level * (1 + season * std::sin(6.283185 * years + phase)) * (1 + trend * (years - 2.5));
        if (s == 0 && i >= step_at) mean *= step;
        series.points.push_back({day, static_cast<double>(Count(mean, kind.dispersion)), {}});
        day = insight::NextPeriod(day, kind.grain);
      }
      all.push_back(std::move(series));
    }
    return all;
  }

 private:
  int Count(double mean, double dispersion) {
    if (dispersion > 1) mean = std::gamma_distribution<>(mean / (dispersion - 1), dispersion - 1)(random_);
    return std::poisson_distribution<>(std::max(mean, 1e-9))(random_);
  }
  std::mt19937_64 random_;
};

insight::WatchOptions Judging(const std::vector<insight::NamedSeries>& all, Grain grain, double rate) {
  const int a_year = grain == Grain::Week ? 52 : 12;
  const auto& points = all.front().points;
  insight::WatchOptions options;
  options.grain = grain;
  options.from = points[points.size() - static_cast<std::size_t>(a_year)].day;
  options.today = insight::NextPeriod(points.back().day, grain);
  options.rate = rate;
  return options;
}

const char* NameOf(Grain grain) { return grain == Grain::Week ? "weeks" : "months"; }
const char* NameOfChance(const Kind& kind) { return kind.dispersion > 1 ? "twice as uneven as chance" : "chance alone"; }

void Quiet(const Kind& kind, int years, double rate) {
  Desk desk(41);
  std::int64_t periods = 0;
  std::int64_t alarmed = 0;
  for (int year = 0; year < years; ++year) {
    const auto all = desk.Make(kind, 1 << 30, 1);
    const auto options = Judging(all, kind.grain, rate);
    const auto found = insight::Watch(all, options);
    if (!found) {
      std::cerr << "calibrate: " << found.error().ToString() << "\n";
      std::exit(1);
    }
    std::set<Date> with_alarm;
    for (const insight::Signal& signal : found->signals) {
      Date day = signal.known;
      for (int i = 0; i < signal.periods; ++i, day = insight::NextPeriod(day, kind.grain)) {
        if (day >= *options.from) with_alarm.insert(day);
      }
    }
    periods += kind.grain == Grain::Week ? 52 : 12;
    alarmed += std::ssize(with_alarm);
  }
  std::printf("| %s | %.0f | %s | %.4g %% | %d | %lld of %lld | %.2f %% |\n", NameOf(kind.grain), kind.mean, NameOfChance(kind),
              100 * rate, years, static_cast<long long>(alarmed), static_cast<long long>(periods),
              100 * static_cast<double>(alarmed) / static_cast<double>(periods));
  std::fflush(stdout);
}

void Power(const Kind& kind, int runs) {
  std::printf("| %s | %.0f |", NameOf(kind.grain), kind.mean);
  const int a_year = kind.grain == Grain::Week ? 52 : 12;
  for (const double step : {1.1, 1.25, 1.5, 2.0}) {
    Desk desk(97);
    int soon = 0;   // with the first period that has it
    int later = 0;  // within three
    int ever = 0;   // within a half year
    for (int run = 0; run < runs; ++run) {
      const int step_at = a_year * kYearsLearntFrom + a_year / 4 + run % (a_year / 4);
      const auto all = desk.Make(kind, step_at, step);
      const auto found = insight::Watch(all, Judging(all, kind.grain, 0.05));
      int after = 1 << 30;
      for (const insight::Signal& signal : found->signals) {
        const bool about = signal.series == "series 0" && signal.kind == insight::SignalKind::Above;
        // A signal that was known before goes on into it.
        const auto& points = all.front().points;
        if (!about || signal.last < points[static_cast<std::size_t>(step_at)].day) continue;
        int at = step_at;
        while (points[static_cast<std::size_t>(at)].day < signal.known) ++at;
        after = std::min(after, at - step_at);
      }
      soon += after < 1 ? 1 : 0;
      later += after < 3 ? 1 : 0;
      ever += after < a_year / 2 ? 1 : 0;
    }
    std::printf(" %.0f, %.0f, %.0f |", 100.0 * soon / runs, 100.0 * later / runs, 100.0 * ever / runs);
  }
  std::printf("\n");
  std::fflush(stdout);
}

// Two years of months as a tile has them, drawn as the page draws them: signs at the last month, and in any.
template <class PointAt>
void Tile(const char* what, insight::Watched watched, int series, const PointAt& point_at) {
  int drawn = 0;
  int at_the_end = 0;
  int in_any = 0;
  for (int s = 0; s < series; ++s) {
    std::vector<insight::Point> points;
    for (int month = 0; month < 24; ++month) points.push_back(point_at(Date::Of(2024, 1, 1).AddMonths(month)));
    const auto choice = insight::ChooseKind(points, watched);
    if (!choice) continue;
    const auto chart =
        insight::Draw(points, choice->kind, {.baseline = insight::kUsualBaseline, .rebase_after = insight::kUsualRebase});
    if (!chart) continue;
    ++drawn;
    if (!chart->breaches.empty()) ++in_any;
    if (std::ranges::any_of(chart->breaches, [](const insight::Breach& breach) { return breach.points.back() == 23; }))
      ++at_the_end;
  }
  std::printf("| %s | %d | %.1f %% | %.1f %% |\n", what, drawn, 100.0 * at_the_end / drawn, 100.0 * in_any / drawn);
}

int Tiles(int series) {
  std::mt19937 random(29);
  std::printf("| measure | quiet series | a sign at the last month | in any of 24 months |\n| --- | ---: | ---: | ---: |\n");
  Tile("counts of about 30, by chance alone", insight::Watched::Count, series,
       [&](Date day) { return insight::Point{day, static_cast<double>(std::poisson_distribution<>(30)(random)), {}}; });
  Tile("counts of about 30, twice as uneven", insight::Watched::Count, series, [&](Date day) {
    const double mean = std::gamma_distribution<>(30, 1)(random);
    return insight::Point{day, static_cast<double>(std::poisson_distribution<>(mean)(random)), {}};
  });
  Tile("shares of about 30 % of 100", insight::Watched::Proportion, series,
       [&](Date day) { return insight::Point{day, static_cast<double>(std::binomial_distribution<>(100, 0.3)(random)), 100.0}; });
  Tile("medians and means", insight::Watched::Value, series,
       [&](Date day) { return insight::Point{day, std::normal_distribution<>(20, 2)(random), {}}; });
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "tiles") return Tiles(argc > 2 ? std::atoi(argv[2]) : 20'000);
  const int years = argc > 1 ? std::atoi(argv[1]) : 2000;
  const int runs = argc > 2 ? std::atoi(argv[2]) : 400;
  std::printf(
      "| periods | mean count | counts vary by | stated rate | quiet years | periods with an alarm | share |\n"
      "| --- | ---: | --- | ---: | ---: | ---: | ---: |\n");
  for (const Kind& kind : {Kind{Grain::Month, 5, 1}, Kind{Grain::Month, 30, 1}, Kind{Grain::Month, 30, 2},
                           Kind{Grain::Month, 300, 2}, Kind{Grain::Week, 5, 1}, Kind{Grain::Week, 30, 2}}) {
    // A year of weeks takes four times as long to judge as a year of months.
    const int of = kind.grain == Grain::Week ? std::max(years / 4, 1) : years;
    Quiet(kind, of, 0.05);
    // As the desk watches: its share of the rate is split over four columns in two lengths of period, and the words of customers.
    if (kind.mean == 30) Quiet(kind, of, 0.05 / 9);
  }
  std::printf(
      "\n| periods | mean count | a tenth more | a quarter more | half as much again | twice as much |\n"
      "| --- | ---: | ---: | ---: | ---: | ---: |\n");
  for (const Kind& kind :
       {Kind{Grain::Month, 30, 1}, Kind{Grain::Month, 300, 2}, Kind{Grain::Week, 5, 1}, Kind{Grain::Week, 30, 2}}) {
    Power(kind, kind.grain == Grain::Week ? std::max(runs / 4, 1) : runs);
  }
}
