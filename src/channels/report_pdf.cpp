#include "channels/report_pdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "channels/pdf_text.h"
#include "domain/letters/values.h"

namespace channels {
namespace {

using app::CellKind;
using app::ReportChartKind;
using base::Language;
using base::Saying;

// -- The page, in points from its top left corner ------------------------------------------------------------------------------

constexpr double kReportLeft = Millimetres(17);
constexpr double kReportRight = Millimetres(193);
constexpr double kReportWidth = kReportRight - kReportLeft;
constexpr double kRunningHead = Millimetres(9.5);
constexpr double kReportTop = Millimetres(20);
constexpr double kReportBottom = Millimetres(279);
constexpr double kReportFoot = Millimetres(284);

constexpr double kSmallSize = 7.5;
constexpr double kSmallLead = 10.2;
constexpr double kTinySize = 6.6;
constexpr double kTinyLead = 8.4;
constexpr double kCellGap = 9;
constexpr double kRowAir = 3.2;

// Fills that stay apart when printed in grey.
constexpr Colour kDark{0.12, 0.30, 0.47};
constexpr Colour kLight{0.80, 0.85, 0.90};
constexpr Colour kGrid{0.88, 0.90, 0.92};

Face TableFace(bool strong = false, Side side = Side::Left) {
  return {kSmallSize, kSmallLead, strong ? Weight::Bold : Weight::Normal, kInk, side};
}
Face TinyFace(Side side = Side::Left, Colour colour = kQuiet) { return {kTinySize, kTinyLead, Weight::Normal, colour, side}; }

double WidthOf(const SetText& text) {
  PangoRectangle box;
  pango_layout_get_extents(text.layout.get(), nullptr, &box);
  return static_cast<double>(box.width) / PANGO_SCALE;
}

// -- Scales -----------------------------------------------------------------------------------------------------------------

// How the values of a chart are written along its axis.
struct AxisUnit {
  double divisor = 1;
  std::string name;  // empty: plain numbers
  int decimals = 0;
};

AxisUnit UnitFor(CellKind kind, const std::optional<std::string>& currency, double most, Language language) {
  switch (kind) {
    case CellKind::Share: return {0.01, "%", 0};
    case CellKind::Minutes:
      if (most >= 2 * 24 * 60) return {24 * 60, Saying("days").In(language), 1};
      if (most >= 90) return {60, Saying("hours").In(language), 1};
      return {1, Saying("minutes").In(language), 0};
    case CellKind::Money: return {1, currency.value_or(""), 0};
    case CellKind::Number: return {1, "", 1};
    case CellKind::Count:
    case CellKind::Text:
    case CellKind::Day: return {1, "", 0};
  }
  return {};
}

// 1, 2 or 5 times a power of ten, so that about `most` steps cover the range.
double NiceStep(double range, int most) {
  const double raw = range / most;
  const double power = std::pow(10, std::floor(std::log10(raw)));
  for (const double times : {1.0, 2.0, 5.0}) {
    if (times * power >= raw) return times * power;
  }
  return 10 * power;
}

struct Scale {
  double low = 0;
  double high = 1;
  double step = 1;
  double At(double value, double top, double height) const { return top + height * (1 - (value - low) / (high - low)); }
};

Scale ScaleFor(double low, double high, bool whole, int steps) {
  if (low > 0 && low < high * 0.55) low = 0;
  if (high <= low) high = low + 1;
  Scale scale;
  scale.step = NiceStep(high - low, steps);
  if (whole) scale.step = std::max(1.0, scale.step);
  scale.low = std::floor(low / scale.step) * scale.step;
  scale.high = std::ceil(high / scale.step) * scale.step;
  return scale;
}

int DecimalsFor(double step) { return step >= 1 ? 0 : step >= 0.1 ? 1 : 2; }

// -- What flows from page to page ---------------------------------------------------------------------------------------------

struct Piece {
  double height = 0;
  double space = 0;   // above it, unless it begins a page
  bool keep = false;  // on one page with the next
  int table = 0;      // rows of one table share a number above 0
  std::function<void(double top)> draw;
  std::function<void(double top)> head;  // of the table, drawn again where a page begins within it
  double head_height = 0;
  std::string bookmark;
};

class ReportSetter {
 public:
  ReportSetter(cairo_t* cairo, cairo_surface_t* surface, const app::Report& report, const app::WrittenIn& as)
      : cairo_(cairo),
        surface_(surface),
        report_(report),
        as_(as),
        setter_(cairo, as.language == Language::German ? "de" : "en-GB") {}

  void Set() {
    Title();
    for (const app::ReportSection& section : report_.sections) Section(section);
    const auto pages = Break();
    const Tag document(cairo_, "Document");
    for (std::size_t i = 0; i < pages.size(); ++i) {
      DrawPage(pages[i], i + 1, pages.size());
      cairo_show_page(cairo_);
    }
  }

 private:
  struct PlacedPiece {
    const Piece* piece;
    double top;
    bool with_head;
  };
  using Pages = std::vector<std::vector<PlacedPiece>>;

  std::string In(const Saying& saying) const { return letters::CleanForLetter(saying.In(as_.language)); }
  std::string In(const app::ReportCell& cell) const { return letters::CleanForLetter(app::InWords(cell, as_.language)); }

  std::string DaysOf(const app::CountedPeriod& period) const {
    return In(Saying("{} to {}", Saying::DayAndMonth(period.from), Saying::DayAndMonth(period.to)));
  }

  // -- Flow --

  Pages Break() const {
    Pages pages(1);
    double y = kReportTop;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      const Piece& piece = pieces_[i];
      double needed = piece.height;
      for (std::size_t k = i; pieces_[k].keep && k + 1 < pieces_.size(); ++k)
        needed += pieces_[k + 1].space + pieces_[k + 1].height;
      const bool at_top = pages.back().empty();
      if (!at_top && y + piece.space + std::min(needed, kReportBottom - kReportTop) > kReportBottom) {
        pages.emplace_back();
        y = kReportTop;
      }
      const bool begins_page = pages.back().empty();
      const bool with_head = begins_page && piece.head != nullptr;
      if (!begins_page) y += piece.space;
      pages.back().push_back({&piece, y, with_head});
      if (with_head) y += piece.head_height;
      y += piece.height;
    }
    return pages;
  }

  void DrawPage(const std::vector<PlacedPiece>& page, std::size_t number, std::size_t count) {
    // What runs along every page is no part of what is read aloud.
    const Face small{kTinySize, kTinyLead, Weight::Normal, kQuiet};
    Face right = small;
    right.side = Side::Right;
    if (number > 1) {
      Draw(cairo_, setter_.Set(report_.organisation, kReportWidth / 2, small), kReportLeft, kRunningHead);
      Draw(cairo_, setter_.Set(In(report_.title) + ", " + DaysOf(report_.period), kReportWidth / 2, right),
           kReportLeft + kReportWidth / 2, kRunningHead);
      Line(kReportLeft, kRunningHead + 12, kReportRight, kRunningHead + 12, kRule, 0.5);
    }
    Line(kReportLeft, kReportFoot, kReportRight, kReportFoot, kRule, 0.5);
    std::string made = In(Saying("Figures as they were known on {}.", report_.made_at));
    if (!report_.final) made = In(Saying("Not final.")) + " " + made;
    Draw(cairo_, setter_.Set(made, kReportWidth * 0.8, small), kReportLeft, kReportFoot + 3);
    Draw(cairo_,
         setter_.Set(In(Saying("{} of {}", static_cast<std::int64_t>(number), static_cast<std::int64_t>(count))),
                     kReportWidth * 0.2, right),
         kReportLeft + kReportWidth * 0.8, kReportFoot + 3);

    for (std::size_t i = 0; i < page.size();) {
      const int table = page[i].piece->table;
      if (table == 0) {
        Begin(page[i], number);
        page[i].piece->draw(page[i].top);
        ++i;
        continue;
      }
      const Tag tag(cairo_, "Table");
      for (; i < page.size() && page[i].piece->table == table; ++i) {
        double top = page[i].top;
        if (page[i].with_head) {
          page[i].piece->head(top);
          top += page[i].piece->head_height;
        }
        page[i].piece->draw(top);
      }
    }
  }

  void Begin(const PlacedPiece& placed, std::size_t page) const {
    if (placed.piece->bookmark.empty()) return;
    const std::string where = fmt::format("page={} pos=[{:.1f} {:.1f}]", page, kReportLeft, placed.top);
    cairo_pdf_surface_add_outline(surface_, CAIRO_PDF_OUTLINE_ROOT, placed.piece->bookmark.c_str(), where.c_str(),
                                  CAIRO_PDF_OUTLINE_FLAG_OPEN);
  }

  void Line(double x, double y, double to_x, double to_y, const Colour& colour, double width) const {
    Use(cairo_, colour);
    cairo_set_line_width(cairo_, width);
    cairo_move_to(cairo_, x, y);
    cairo_line_to(cairo_, to_x, to_y);
    cairo_stroke(cairo_);
  }
  void Box(double x, double y, double width, double height, const Colour& fill) const {
    Use(cairo_, fill);
    cairo_rectangle(cairo_, x, y, width, height);
    cairo_fill(cairo_);
  }
  void Edge(double x, double y, double width, double height, const Colour& colour) const {
    Use(cairo_, colour);
    cairo_set_line_width(cairo_, 0.5);
    cairo_rectangle(cairo_, x + 0.25, y + 0.25, width - 0.5, height - 0.5);
    cairo_stroke(cairo_);
  }

  // -- Words --

  void AddText(const std::string& words, const Face& face, const char* tag, double space, bool keep = false,
               std::string bookmark = {}) {
    auto text = std::make_shared<SetText>(setter_.Set(words, kReportWidth, face));
    Piece piece;
    piece.height = text->Height();
    piece.space = space;
    piece.keep = keep;
    piece.bookmark = std::move(bookmark);
    piece.draw = [this, text, tag](double top) {
      const Tag one(cairo_, tag);
      Draw(cairo_, *text, kReportLeft, top);
    };
    pieces_.push_back(std::move(piece));
  }

  void Title() {
    if (!report_.organisation.empty()) AddText(report_.organisation, {10, 14, Weight::Bold, kHouse}, "P", 0, true);
    AddText(In(report_.title), {19, 25, Weight::Bold, kHouse}, "H1", 2, true, In(report_.title));
    std::string days = DaysOf(report_.period);
    if (report_.before) days += In(Saying(", beside {}", Saying::AsIs(DaysOf(*report_.before))));
    AddText(days, {10, 14.5, Weight::Normal, kQuiet}, "P", 2);
    for (const Saying& warning : report_.warnings) {
      AddText(In(warning), {8.5, 12, Weight::Bold, kWarn}, "P", 5);
    }
  }

  void Section(const app::ReportSection& section) {
    AddText(In(section.title), {12.5, 17, Weight::Bold, kHouse}, "H2", 16, true, In(section.title));
    for (std::size_t i = 0; i < section.says.size(); ++i) {
      const bool last = i + 1 == section.says.size();
      AddText(In(section.says[i]), {8.7, 12.2}, "P", i == 0 ? 2 : 1.5, last && !section.charts.empty());
    }
    for (std::size_t i = 0; i < section.charts.size(); ++i) {
      const app::ReportChart& chart = section.charts[i];
      switch (chart.kind) {
        case ReportChartKind::Control:
          if (i + 1 < section.charts.size() && section.charts[i + 1].kind == ReportChartKind::Control) {
            AddControls(&chart, &section.charts[i + 1]);
            ++i;
          } else {
            AddControls(&chart, nullptr);
          }
          break;
        case ReportChartKind::Pareto: AddPareto(chart); break;
        case ReportChartKind::Columns: AddColumns(chart); break;
        case ReportChartKind::Heat: break;  // the table of the same name is shaded
      }
    }
    for (const app::ReportTable& table : section.tables) {
      const auto heat = std::ranges::find_if(section.charts, [&](const app::ReportChart& chart) {
        return chart.kind == ReportChartKind::Heat && chart.id == table.id;
      });
      // A title that says what the heading has said is left out.
      if (In(table.title) != In(section.title)) {
        AddText(In(table.title), {9, 12.5, Weight::Bold, kInk}, "H3", 12, true);
      }
      AddTable(table, heat == section.charts.end() ? 0 : heat->labels.size());
    }
  }

  // -- Tables --

  // A cell that is opened by a link is one, where the address is known.
  void DrawCell(const SetText& text, double left, double top, const std::optional<std::string>& opens) const {
    const bool linked = opens && !as_.address.empty();
    if (linked) cairo_tag_begin(cairo_, CAIRO_TAG_LINK, ("uri='" + as_.address + *opens + "'").c_str());
    Draw(cairo_, text, left, top);
    if (linked) cairo_tag_end(cairo_, CAIRO_TAG_LINK);
  }

  struct Layout {
    std::vector<double> lefts;
    std::vector<double> widths;
    std::vector<bool> figures;
    double width = 0;
  };

  double LongestWord(const std::string& text, const Face& face) const {
    double most = 0;
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t end = std::min(text.find_first_of(" -/\n", at), text.size());
      most = std::max(most, WidthOf(setter_.Set(text.substr(at, end - at + 1), 10'000, face)));
      at = end + 1;
    }
    return most;
  }

  Layout LayOut(const app::ReportTable& table, std::size_t shaded) const {
    const std::size_t columns = table.columns.size();
    Layout layout;
    layout.figures.assign(columns, false);
    std::vector<double> natural(columns, 0);
    std::vector<double> least(columns, 0);
    for (std::size_t c = 0; c < columns; ++c) {
      bool any = false;
      bool only_figures = true;
      for (const app::ReportRow& row : table.rows) {
        if (c >= row.cells.size()) continue;
        const std::string text = In(row.cells[c]);
        natural[c] = std::max(natural[c], WidthOf(setter_.Set(text, 10'000, TableFace(true))));
        least[c] = std::max(least[c], std::min(LongestWord(text, TableFace(true)), 150.0));
        any = any || !text.empty();
        if (row.cells[c].kind == CellKind::Text && !text.empty()) only_figures = false;
      }
      layout.figures[c] = any && only_figures && c > 0;
      const std::string head = In(table.columns[c]);
      least[c] = std::max(least[c], LongestWord(head, TableFace(true)));
      if (layout.figures[c]) {
        // Heads of figures take two lines, not four.
        const double two_lines = WidthOf(setter_.Set(head, 10'000, TableFace(true))) * 0.56;
        natural[c] = std::max({natural[c], least[c], std::min(two_lines, 75.0)});
        least[c] = natural[c];
      } else {
        natural[c] = std::max({natural[c], least[c], std::min(WidthOf(setter_.Set(head, 10'000, TableFace(true))), 110.0)});
      }
    }
    // Shades are compared by eye: their columns are alike.
    const auto alike = std::span(natural).subspan(std::min<std::size_t>(1, columns), std::min(shaded, columns - 1));
    if (!alike.empty())
      std::ranges::fill(alike, std::min(std::ranges::max(alike), kReportWidth * 0.6 / static_cast<double>(shaded)));
    // What is narrower than the page stays so: nobody reads across a wide gap well. What is wider takes its room from the widest
    // columns of words; a short one keeps its words on one line.
    layout.widths = natural;
    double room = kReportWidth - kCellGap * static_cast<double>(columns - 1);
    std::vector<std::size_t> words;
    for (std::size_t c = 0; c < columns; ++c) {
      if (layout.figures[c]) {
        room -= natural[c];
      } else {
        words.push_back(c);
      }
    }
    std::ranges::sort(words, {}, [&](std::size_t c) { return natural[c]; });
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::size_t c = words[i];
      const double share = room / static_cast<double>(words.size() - i);
      layout.widths[c] = std::max(std::min(natural[c], share), std::min(least[c], share));
      room -= layout.widths[c];
    }
    double left = kReportLeft;
    for (std::size_t c = 0; c < columns; ++c) {
      layout.lefts.push_back(left);
      left += layout.widths[c] + kCellGap;
    }
    layout.width = left - kCellGap - kReportLeft;
    return layout;
  }

  struct SetRow {
    std::vector<SetText> cells;
    double height = 0;
  };

  void AddTable(const app::ReportTable& table, std::size_t shaded) {
    if (table.columns.empty()) return;
    const auto layout = std::make_shared<const Layout>(LayOut(table, shaded));
    const int number = ++tables_;
    auto head = std::make_shared<SetRow>();
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      Face face = TableFace(true, layout->figures[c] ? Side::Right : Side::Left);
      face.colour = kQuiet;
      head->cells.push_back(setter_.Set(In(table.columns[c]), layout->widths[c], face));
      head->height = std::max(head->height, head->cells.back().Height());
    }
    head->height += kRowAir;
    const auto draw_head = [this, head, layout](double top) {
      const Tag row(cairo_, "TR");
      for (std::size_t c = 0; c < head->cells.size(); ++c) {
        const Tag cell(cairo_, "TH");
        // Heads of several lines stand on the line below them.
        Draw(cairo_, head->cells[c], layout->lefts[c], top + head->height - kRowAir - head->cells[c].Height());
      }
      Line(kReportLeft, top + head->height - 0.8, kReportLeft + layout->width, top + head->height - 0.8, kQuiet, 0.6);
    };
    Piece first;
    first.height = head->height;
    first.space = 3;
    first.keep = true;
    first.table = number;
    first.draw = draw_head;
    pieces_.push_back(std::move(first));

    double most = 0;
    for (const app::ReportRow& row : table.rows) {
      for (std::size_t c = 1; c <= shaded && c < row.cells.size(); ++c) most = std::max(most, row.cells[c].value.value_or(0));
    }
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const app::ReportRow& row = table.rows[r];
      auto set = std::make_shared<SetRow>();
      std::vector<double> shades(row.cells.size(), -1);
      for (std::size_t c = 0; c < std::min(row.cells.size(), table.columns.size()); ++c) {
        Face face = TableFace(row.strong, layout->figures[c] ? Side::Right : Side::Left);
        if (c >= 1 && c <= shaded && most > 0) {
          shades[c] = std::sqrt(std::max(0.0, row.cells[c].value.value_or(0)) / most);
          if (shades[c] > 0.62) face.colour = {1, 1, 1};
        }
        set->cells.push_back(setter_.Set(In(row.cells[c]), layout->widths[c], face));
        set->height = std::max(set->height, set->cells.back().Height());
      }
      set->height += kRowAir;
      Piece piece;
      piece.height = set->height;
      piece.table = number;
      piece.head = draw_head;
      piece.head_height = head->height;
      // No table leaves a single row on a page.
      piece.keep = r == 0 ? table.rows.size() > 1 : r + 2 == table.rows.size();
      piece.draw = [this, set, layout, shades = std::move(shades), &row](double top) {
        for (std::size_t c = 0; c < shades.size(); ++c) {
          if (shades[c] <= 0) continue;
          const double s = shades[c];
          Box(layout->lefts[c] - kCellGap / 2, top, layout->widths[c] + kCellGap, set->height,
              {0.95 - 0.83 * s, 0.96 - 0.66 * s, 0.97 - 0.50 * s});
        }
        const Tag tag(cairo_, "TR");
        for (std::size_t c = 0; c < set->cells.size(); ++c) {
          const Tag cell(cairo_, c == 0 ? "TH" : "TD");
          DrawCell(set->cells[c], layout->lefts[c], top + kRowAir / 2, row.cells[c].opens);
        }
        Line(kReportLeft, top + set->height, kReportLeft + layout->width, top + set->height, kGrid, 0.4);
      };
      pieces_.push_back(std::move(piece));
    }
    for (const Saying& note : table.notes) AddText(In(note), {kTinySize + 0.4, kTinyLead + 0.6, Weight::Normal, kQuiet}, "P", 3);
  }

  // -- Charts --

  void Say(const std::string& words, double width, const Face& face, double left, double top) const {
    Draw(cairo_, setter_.Set(words, width, face), left, top);
  }
  // One line, its end at `right` and its middle at `middle`.
  void SayLeftOf(const std::string& words, double right, double middle, const Face& face) const {
    const SetText text = setter_.Set(words, 200, face);
    Draw(cairo_, text, right - WidthOf(text), middle - face.lead / 2);
  }
  void SayAround(const std::string& words, double centre, double top, const Face& face) const {
    const SetText text = setter_.Set(words, 200, face);
    Draw(cairo_, text, centre - WidthOf(text) / 2, top);
  }

  void AddControls(const app::ReportChart* left, const app::ReportChart* right) {
    constexpr double kHigh = 132;
    constexpr double kBetween = 18;
    Piece piece;
    piece.height = kHigh;
    piece.space = 8;
    piece.draw = [this, left, right](double top) {
      const double width = (kReportWidth - kBetween) / 2;
      DrawControl(*left, kReportLeft, top, width, kHigh);
      if (right != nullptr) DrawControl(*right, kReportLeft + width + kBetween, top, width, kHigh);
    };
    pieces_.push_back(std::move(piece));
  }

  void DrawControl(const app::ReportChart& chart, double left, double top, double width, double height) const {
    const Tag figure(cairo_, "Figure");
    double most = 0;
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const app::ReportSeries& series : chart.series) {
      for (const auto& value : series.values) {
        if (!value) continue;
        low = std::min(low, *value);
        high = std::max(high, *value);
        most = std::max(most, std::abs(*value));
      }
    }
    const AxisUnit unit = UnitFor(chart.unit, chart.currency, most, as_.language);
    std::string title = In(chart.title);
    if (!unit.name.empty()) title += " (" + unit.name + ")";
    Say(title, width, {8, 11, Weight::Bold, kInk}, left, top);
    const SetText says = setter_.Set(In(chart.says), width, TinyFace());
    Draw(cairo_, says, 0, std::min<std::size_t>(2, says.lines.size()), left, top + 11.5);
    if (!std::isfinite(low)) return;

    const double plot_left = left + 27;
    const double plot_right = left + width - 4;
    const double plot_top = top + 34;
    const double plot_height = height - 34 - 14;
    const Scale scale = ScaleFor(low / unit.divisor, high / unit.divisor, chart.unit == CellKind::Count, 4);
    for (double tick = scale.low; tick <= scale.high + scale.step / 2; tick += scale.step) {
      const double y = scale.At(tick, plot_top, plot_height);
      Line(plot_left, y, plot_right, y, kGrid, 0.4);
      SayLeftOf(app::Grouped(tick, DecimalsFor(scale.step), as_.language), plot_left - 4, y, TinyFace());
    }
    const std::size_t count = chart.labels.size();
    const double apart = count > 1 ? (plot_right - plot_left - 6) / static_cast<double>(count - 1) : 0;
    const auto x = [&](std::size_t i) { return plot_left + 3 + apart * static_cast<double>(i); };
    const auto y = [&](double value) { return scale.At(value / unit.divisor, plot_top, plot_height); };
    for (std::size_t i = 0; i < count; ++i) {
      const std::string label = In(chart.labels[i]);
      if (i == 0 || i + 1 == count || (label.ends_with("-01") && i > 3 && i + 4 < count)) {
        SayAround(label, std::clamp(x(i), plot_left + 10, plot_right - 12), plot_top + plot_height + 3, TinyFace());
      }
    }
    // Limits in steps, as each period has its own.
    const auto steps = [&](const app::ReportSeries& series, const Colour& colour, double line, bool dashed) {
      Use(cairo_, colour);
      cairo_set_line_width(cairo_, line);
      constexpr std::array<double, 2> kDashes{3, 2};
      if (dashed) cairo_set_dash(cairo_, kDashes.data(), 2, 0);
      bool open = false;
      for (std::size_t i = 0; i < series.values.size(); ++i) {
        if (!series.values[i]) {
          open = false;
          continue;
        }
        const double at = y(*series.values[i]);
        const double from = std::max(plot_left, x(i) - apart / 2);
        if (open) {
          cairo_line_to(cairo_, from, at);
        } else {
          cairo_move_to(cairo_, from, at);
        }
        cairo_line_to(cairo_, std::min(plot_right, x(i) + apart / 2), at);
        open = true;
      }
      cairo_stroke(cairo_);
      cairo_set_dash(cairo_, nullptr, 0, 0);
    };
    if (chart.series.size() > 3) {
      steps(chart.series[1], kQuiet, 0.6, false);
      steps(chart.series[2], kQuiet, 0.7, true);
      steps(chart.series[3], kQuiet, 0.7, true);
    }
    DrawRun(chart.series.front(), x, y, kDark);
    for (const std::int64_t marked : chart.marked) {
      const auto i = static_cast<std::size_t>(marked);
      if (i >= count || !chart.series.front().values[i]) continue;
      Use(cairo_, kWarn);
      cairo_set_line_width(cairo_, 1.1);
      cairo_new_sub_path(cairo_);
      cairo_arc(cairo_, x(i), y(*chart.series.front().values[i]), 3.4, 0, 2 * std::numbers::pi);
      cairo_stroke(cairo_);
    }
  }

  template <class X, class Y>
  void DrawRun(const app::ReportSeries& series, X x, Y y, const Colour& colour) const {
    Use(cairo_, colour);
    cairo_set_line_width(cairo_, 1.0);
    bool open = false;
    for (std::size_t i = 0; i < series.values.size(); ++i) {
      if (!series.values[i]) {
        open = false;
      } else if (open) {
        cairo_line_to(cairo_, x(i), y(*series.values[i]));
      } else {
        cairo_move_to(cairo_, x(i), y(*series.values[i]));
        open = true;
      }
    }
    cairo_stroke(cairo_);
    for (std::size_t i = 0; i < series.values.size(); ++i) {
      if (!series.values[i]) continue;
      cairo_new_sub_path(cairo_);
      cairo_arc(cairo_, x(i), y(*series.values[i]), 1.5, 0, 2 * std::numbers::pi);
      cairo_fill(cairo_);
    }
  }

  // Shares and their running sum on one axis: a bar is as long as its part of all, and the line ends at all of it.
  void AddPareto(const app::ReportChart& chart) {
    constexpr double kBar = 15;
    Piece piece;
    piece.height = 16 + kBar * static_cast<double>(chart.labels.size()) + 15;
    piece.space = 10;
    piece.draw = [this, &chart](double top) {
      const Tag figure(cairo_, "Figure");
      Say(In(chart.title), kReportWidth, {9, 12.5, Weight::Bold, kInk}, kReportLeft, top);
      const double left = kReportLeft + 135;
      const double wide = kReportWidth - 135 - 8;
      const double plot_top = top + 16;
      const double plot_height = kBar * static_cast<double>(chart.labels.size());
      for (int part = 0; part <= 100; part += 20) {
        const double at = left + wide * part / 100;
        const bool mark = part == 80;
        Line(at, plot_top, at, plot_top + plot_height, mark ? kQuiet : kGrid, mark ? 0.7 : 0.4);
        SayAround(std::to_string(part) + " %", at, plot_top + plot_height + 3, TinyFace());
      }
      const auto& amounts = chart.series.at(0).values;
      const auto& together = chart.series.at(1).values;
      double before = 0;
      for (std::size_t i = 0; i < chart.labels.size(); ++i) {
        const double y = plot_top + kBar * static_cast<double>(i);
        const double sum = together[i].value_or(0);
        const double length = wide * std::max(0.0, sum - before);
        before = sum;
        const bool vital = (std::ranges::find(chart.marked, static_cast<std::int64_t>(i)) != chart.marked.end());
        Box(left, y + 3, length, kBar - 6, vital ? kDark : kLight);
        Edge(left, y + 3, std::max(length, 1.0), kBar - 6, kDark);
        const SetText label = setter_.Set(base::Shortened(In(chart.labels[i]), 34), 128, TableFace(vital, Side::Right));
        Draw(cairo_, label, 0, 1, kReportLeft, y + 2.3);
        const app::ReportCell amount = app::ReportCell::Of(chart.unit, amounts[i], {}, chart.currency);
        const double words = WidthOf(setter_.Set(In(amount), 90, TinyFace()));
        // Within the bar where it is long enough: beside it the line of the running sum would strike it through.
        const bool within = length > words + 10;
        const Colour ink = within && vital ? Colour{1, 1, 1} : kInk;
        Draw(cairo_, setter_.Set(In(amount), 90, TinyFace(Side::Left, ink)), left + length + (within ? -words - 5 : 4), y + 3);
      }
      Use(cairo_, kInk);
      cairo_set_line_width(cairo_, 0.9);
      for (std::size_t i = 0; i < together.size(); ++i) {
        const double x = left + wide * together[i].value_or(0);
        const double y = plot_top + kBar * (static_cast<double>(i) + 0.5);
        if (i == 0) {
          cairo_move_to(cairo_, x, y);
        } else {
          cairo_line_to(cairo_, x, y);
        }
      }
      cairo_stroke(cairo_);
      for (std::size_t i = 0; i < together.size(); ++i) {
        cairo_new_sub_path(cairo_);
        cairo_arc(cairo_, left + wide * together[i].value_or(0), plot_top + kBar * (static_cast<double>(i) + 0.5), 1.8, 0,
                  2 * std::numbers::pi);
        cairo_fill(cairo_);
      }
    };
    pieces_.push_back(std::move(piece));
  }

  void AddColumns(const app::ReportChart& chart) {
    constexpr double kHigh = 150;
    Piece piece;
    piece.height = kHigh;
    piece.space = 8;
    piece.draw = [this, &chart](double top) {
      const Tag figure(cairo_, "Figure");
      Say(In(chart.title), kReportWidth, {9, 12.5, Weight::Bold, kInk}, kReportLeft, top);
      if (chart.series.empty()) return;
      double most = 1;
      for (const app::ReportSeries& series : chart.series) {
        for (const auto& value : series.values) most = std::max(most, value.value_or(0));
      }
      const Scale scale = ScaleFor(0, most, chart.unit == CellKind::Count, 5);
      const double left = kReportLeft + 30;
      const double wide = kReportWidth - 30;
      const double plot_top = top + 28;
      const double plot_height = kHigh - 28 - 14;
      for (double tick = scale.low; tick <= scale.high + scale.step / 2; tick += scale.step) {
        const double y = scale.At(tick, plot_top, plot_height);
        Line(left, y, kReportRight, y, kGrid, 0.4);
        SayLeftOf(app::Grouped(tick, DecimalsFor(scale.step), as_.language), left - 4, y, TinyFace());
      }
      const std::size_t bars = chart.series.size() - 1;
      const double each = wide / static_cast<double>(chart.labels.size());
      const double bar = each * 0.72 / static_cast<double>(std::max<std::size_t>(bars, 1));
      const auto y = [&](double value) { return scale.At(value, plot_top, plot_height); };
      double legend = left;
      for (std::size_t s = 0; s < chart.series.size(); ++s) {
        const bool line = s == bars;
        if (line) {
          Line(legend, top + 19, legend + 10, top + 19, kInk, 1.0);
        } else {
          Box(legend, top + 16, 10, 6, s == 0 ? kDark : kLight);
          Edge(legend, top + 16, 10, 6, kDark);
        }
        const SetText name = setter_.Set(In(chart.series[s].name), 150, TinyFace(Side::Left, kInk));
        Draw(cairo_, name, legend + 13, top + 14.8);
        legend += 13 + WidthOf(name) + 14;
        if (line) continue;
        for (std::size_t i = 0; i < chart.labels.size(); ++i) {
          const double value = chart.series[s].values[i].value_or(0);
          const double x = left + each * (static_cast<double>(i) + 0.14) + bar * static_cast<double>(s);
          if (value <= 0) continue;
          Box(x, y(value), bar - 0.8, plot_top + plot_height - y(value), s == 0 ? kDark : kLight);
          Edge(x, y(value), bar - 0.8, plot_top + plot_height - y(value), kDark);
        }
      }
      const std::size_t every = chart.labels.size() / 14 + 1;
      for (std::size_t i = 0; i < chart.labels.size(); i += every) {
        SayAround(In(chart.labels[i]), left + each * (static_cast<double>(i) + 0.5), plot_top + plot_height + 3, TinyFace());
      }
      DrawRun(chart.series.back(), [&](std::size_t i) { return left + each * (static_cast<double>(i) + 0.5); }, y, kInk);
    };
    pieces_.push_back(std::move(piece));
  }

  cairo_t* cairo_;
  cairo_surface_t* surface_;
  const app::Report& report_;
  const app::WrittenIn& as_;
  Typesetter setter_;
  std::vector<Piece> pieces_;
  int tables_ = 0;
};

}  // namespace

base::Result<std::string> TypesetReport(const app::Report& report, const app::WrittenIn& as) {
  const std::string title = report.title.In(as.language);
  const PdfDescription description{title, report.organisation,
                                   title + ", " + report.period.from.ToString() + " / " + report.period.to.ToString(),
                                   as.language == Language::German ? "de" : "en-GB", report.made_at};
  return DrawPdf(description, "the report", [&](cairo_t* cairo, cairo_surface_t* surface) {
    ReportSetter setter(cairo, surface, report, as);
    setter.Set();
  });
}

}  // namespace channels
