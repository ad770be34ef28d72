#include "channels/letter_pdf.h"

#include <algorithm>
#include <optional>

#include "channels/pdf_text.h"

namespace channels {
namespace {

using letters::Block;
using letters::BlockKind;
using letters::Runs;
using letters::Voice;

// -- The page. All measures in points, from the top left corner. ------------------------------------------------------------

constexpr double kLeft = Millimetres(25);
constexpr double kRight = Millimetres(185);
constexpr double kFootTop = Millimetres(278.5);  // the small print begins here, or above if it would not fit
constexpr double kFootEnd = Millimetres(291);    // and ends above
constexpr double kFootMost = Millimetres(80);    // never more of a page than this
constexpr double kHeadOfNext = Millimetres(17);  // whose page it is, from the second on
constexpr double kRuleOfNext = Millimetres(26);  // the rule below that, or lower if it takes more lines
// A DL envelope is 110 x 220 mm, its window 35 x 90 mm, 20 mm from the left and 18 mm from the bottom. A letter folded in three
// is 99 mm high and 210 mm wide and slides 11 mm up and down in it, 10 mm to the sides: what stands from 57 to 81 mm from the
// top of the page and from 20 to 100 mm from its left is in the window wherever it has slid to.
constexpr double kWindowTop = Millimetres(57);
constexpr double kWindowBottom = Millimetres(81);
constexpr double kWindowHeight = Millimetres(35);
constexpr double kLeastAddress = 10.5;  // points
constexpr double kWindowRight = Millimetres(100);
constexpr double kHouseTop = Millimetres(18);
constexpr double kHouseColumn = Millimetres(118);  // our address stands from here to the right margin
constexpr double kNumberWidth = Millimetres(20);   // of the page's number
constexpr double kReferenceLine = Millimetres(94);
constexpr double kTextTop = Millimetres(104);

struct Sizes {
  double text, lead, title, heading, subheading, house, small, address;
};
Sizes SizesFor(letters::Print print) {
  switch (print) {
    case letters::Print::Normal: return {10.5, 15.25, 13, 11.5, 10.5, 17, 8.5, 10.5};
    // 16 pt at least for every word: who needs large print reads the letterhead, their own name and the foot as well. Only an
    // address of more than five lines is a little smaller, for the window's sake.
    case letters::Print::Large: return {16, 23.5, 20, 18, 16, 20, 16, 16};
  }
  return SizesFor(letters::Print::Normal);
}

// -- What flows from page to page
// ---------------------------------------------------------------------------------------------------

// One heading, paragraph or item.
struct Flow {
  SetText text;
  std::optional<SetText> label;  // of an item
  double space_before = 0;
  double indent = 0;
  const char* tag = "P";
  bool in_list = false;
  bool first_of_list = false;
  bool keep_with_next = false;
  bool keep_whole = false;
};

Runs Label(const Block& block, std::size_t index) {
  return {{block.kind == BlockKind::Numbers ? std::to_string(index + 1) + "." : std::string("\u2022"), Voice::Plain}};
}

bool HasBreak(const Runs& runs) {
  return std::ranges::any_of(runs, [](const letters::Run& run) { return run.text.find('\n') != std::string::npos; });
}

std::vector<Flow> FlowsOf(const letters::Letter& letter, const Typesetter& setter, const Sizes& sizes) {
  std::vector<Flow> flows;
  const double width = kRight - kLeft;
  const Face text{sizes.text, sizes.lead};
  const double gap = sizes.lead * 0.62;
  Flow title;
  title.text = setter.Set(letter.title, width, {sizes.title, sizes.title * 1.35, Weight::Bold, kHouse});
  title.tag = "H1";
  title.keep_with_next = true;
  title.keep_whole = true;
  flows.push_back(std::move(title));
  for (const Block& block : letter.blocks) {
    const bool list = block.kind == BlockKind::Bullets || block.kind == BlockKind::Numbers;
    for (std::size_t i = 0; i < block.parts.size(); ++i) {
      const Runs& part = block.parts[i];
      Flow flow;
      flow.space_before = gap;
      if (list) {
        flow.indent = sizes.text * (block.kind == BlockKind::Numbers ? 1.9 : 1.35);
        flow.in_list = true;
        flow.first_of_list = i == 0;
        flow.space_before = i == 0 ? gap * 0.75 : gap * 0.45;
        flow.label = setter.Set(Label(block, i), flow.indent, text);
        flow.text = setter.Set(part, width - flow.indent, text);
      } else if (block.kind == BlockKind::Paragraph) {
        flow.text = setter.Set(part, width, text);
        // Asked-for line breaks make an address or a signature: torn apart it would be neither.
        flow.keep_whole = HasBreak(part) && flow.text.lines.size() <= 8;
        flow.keep_with_next = letters::PlainText(part).ends_with(':');
      } else {
        const bool main = block.kind == BlockKind::Heading;
        const double size = main ? sizes.heading : sizes.subheading;
        flow.text = setter.Set(part, width, {size, size * 1.35, Weight::Bold, main ? kHouse : kInk});
        flow.tag = main ? "H2" : "H3";
        flow.space_before = gap * (main ? 1.7 : 1.3);
        flow.keep_with_next = true;
        flow.keep_whole = true;
      }
      flows.push_back(std::move(flow));
    }
  }
  // A short list is not torn apart.
  for (std::size_t i = 0; i < flows.size(); ++i) {
    if (!flows[i].first_of_list) continue;
    std::size_t end = i + 1;
    std::size_t lines = flows[i].text.lines.size();
    for (; end < flows.size() && flows[end].in_list && !flows[end].first_of_list; ++end) lines += flows[end].text.lines.size();
    if (lines > 6) continue;
    for (std::size_t k = i; k + 1 < end; ++k) flows[k].keep_with_next = true;
  }
  // A closing never stands on a page by itself.
  if (flows.size() > 2 && flows.back().keep_whole) flows[flows.size() - 2].keep_with_next = true;
  return flows;
}

// Lines `from` up to `to` of one flow, with the top of the first on the page.
struct Placed {
  const Flow* flow;
  std::size_t from, to;
  double top;
};
using Page = std::vector<Placed>;

// Breaks flows into pages so that no page begins or ends with a single line of a longer paragraph, a heading stands with what
// it heads, and a closing with some of the text.
class Paginator {
 public:
  explicit Paginator(const std::vector<Flow>& flows) : flows_(flows) {}

  // Where the text begins on the first page and on the others, and what it ends above.
  std::vector<Page> Break(double first_top, double next_top, double bottom) {
    pages_.emplace_back();
    y_ = first_top;
    next_top_ = next_top;
    bottom_ = bottom;
    for (std::size_t i = 0; i < flows_.size(); ++i) Place(i);
    return std::move(pages_);
  }

 private:
  static constexpr std::size_t kFew = 2;  // lines that may stand alone together

  double Height(const Flow& flow, std::size_t from, std::size_t to) const {
    double height = 0;
    for (std::size_t i = from; i < to; ++i) height += flow.text.lines[i].height;
    return height;
  }
  // How many lines must come together at the beginning of a flow.
  static std::size_t Head(const Flow& flow) {
    const std::size_t lines = flow.text.lines.size();
    return flow.keep_whole || lines <= kFew + 1 ? lines : kFew;
  }
  // What has to follow a flow on its page, all that is chained to it.
  double Chained(std::size_t i) const {
    double height = 0;
    while (flows_[i].keep_with_next && i + 1 < flows_.size()) {
      ++i;
      height += flows_[i].space_before + Height(flows_[i], 0, Head(flows_[i]));
      if (Head(flows_[i]) < flows_[i].text.lines.size()) break;
    }
    return height;
  }

  bool AtTop() const { return pages_.back().empty(); }
  void Turn() {
    if (AtTop()) return;
    pages_.emplace_back();
    y_ = next_top_;
  }
  void Put(const Flow& flow, std::size_t from, std::size_t to) {
    pages_.back().push_back({&flow, from, to, y_});
    y_ += Height(flow, from, to);
  }

  void Place(std::size_t i) {
    const Flow& flow = flows_[i];
    const std::size_t lines = flow.text.lines.size();
    if (lines == 0) return;
    if (!AtTop()) y_ += flow.space_before;
    const double all = Height(flow, 0, lines);
    const double chained = Chained(i);
    if (y_ + all + chained <= bottom_) return Put(flow, 0, lines);
    // Together they do not fit: the last lines go over with what follows, or all of it does.
    const bool own_fits = y_ + all <= bottom_;
    if (flow.keep_whole || lines < 2 * kFew) {
      Turn();
      return PutLong(flow, 0);
    }
    if (own_fits) {
      Put(flow, 0, lines - kFew);
      Turn();
      return Put(flow, lines - kFew, lines);
    }
    std::size_t fit = 0;
    while (fit < lines && y_ + Height(flow, 0, fit + 1) <= bottom_) ++fit;
    fit = std::min(fit, lines - kFew);
    if (fit < kFew) {
      Turn();
      return PutLong(flow, 0);
    }
    Put(flow, 0, fit);
    Turn();
    PutLong(flow, fit);
  }

  // From the top of a page, over as many as it takes.
  void PutLong(const Flow& flow, std::size_t from) {
    const std::size_t lines = flow.text.lines.size();
    while (from < lines) {
      std::size_t to = from + 1;
      while (to < lines && y_ + Height(flow, from, to + 1) <= bottom_) ++to;
      if (to < lines && lines - to < kFew && to > from + kFew) to = lines - kFew;
      Put(flow, from, to);
      from = to;
      if (from < lines) Turn();
    }
  }

  const std::vector<Flow>& flows_;
  std::vector<Page> pages_;
  double y_ = 0;
  double next_top_ = 0;
  double bottom_ = 0;
};

// -- Drawing -------------------------------------------------------------------------------------------------------------------

std::string Joined(const std::vector<std::string>& lines) {
  std::string joined;
  for (const std::string& line : lines) joined += (joined.empty() ? "" : "\n") + line;
  return joined;
}

// The pages of one letter, drawn in the order in which they are read.
class Sheet {
 public:
  Sheet(cairo_t* cairo, const Typesetter& setter, const letters::Letter& letter, const Sizes& sizes, LetterState state)
      : cairo_(cairo), setter_(setter), frame_(letter.frame), sizes_(sizes), state_(state) {
    // A large address of many lines is set smaller until the whole window shows it: it has to arrive before it can be read.
    double size = sizes.address;
    const bool large = sizes.address > kLeastAddress;
    const auto set = [&] {
      Face face{size, size * (large ? 1.12 : 1.3)};
      face.tight = large;
      recipient_ = setter.Set(Joined(frame_.recipient), kWindowRight - kLeft, face);
    };
    for (set(); recipient_.Height() > kWindowHeight && size > kLeastAddress; set()) size -= 0.5;
    const double height = recipient_.Height();
    const double top = kWindowTop + Millimetres(0.5);
    const double room = kWindowBottom - top;
    // An address of more lines than always show is centred on the window, so that sliding hides as little as can be.
    recipient_top_ = height <= room ? top : std::max(Millimetres(46), top + (room - height) / 2);
    double house = kHouseTop;
    for (const std::string& line : frame_.organisation_address) {
      house_.push_back(setter_.Set(line, kRight - kHouseColumn, Small(Side::Right)));
      house += house_.back().Height();
    }
    reference_top_ = std::max({kReferenceLine, recipient_top_ + height + sizes.lead, house + sizes.lead});

    const double half = (kRight - kLeft) / 2;
    next_left_ = setter_.Set(frame_.organisation, half, Small(Side::Left));
    next_right_ = setter_.Set(frame_.reference_label + ": " + frame_.reference, half, Small(Side::Right));
    const double next = std::max(next_left_.Height(), next_right_.Height());
    next_rule_ = std::max(kRuleOfNext, kHeadOfNext + next + Millimetres(1.5));

    foot_ = setter_.Set(frame_.footer, kRight - kLeft - kNumberWidth - Millimetres(2), Small(Side::Left));
    foot_top_ = std::min(kFootTop, kFootEnd - std::min(kFootMost, foot_.Height()));
  }

  double TextTop() const { return std::max(kTextTop, reference_top_ + sizes_.lead * 2.2); }
  double TopOfNext() const { return next_rule_ + Millimetres(8); }
  double Bottom() const { return foot_top_ - Millimetres(8.5); }

  void DrawPage(const Page& page, std::size_t number, std::size_t count) {
    if (number == 1)
      HeadOfFirst();
    else
      HeadOfNext();
    if (state_ == LetterState::Draft) {
      const Face face{sizes_.small, sizes_.small * 1.4, Weight::Bold, kWarn, Side::Centre};
      Draw(cairo_, setter_.Set("DRAFT \u2013 NOT TO BE SENT", kRight - kLeft, face), kLeft, Millimetres(7));
    }
    Body(page);
    Foot(number, count);
    cairo_show_page(cairo_);
  }

 private:
  Face Small(Side side) const { return {sizes_.small, sizes_.small * 1.45, Weight::Normal, kQuiet, side}; }

  void Rule(double y) const {
    Use(cairo_, kRule);
    cairo_set_line_width(cairo_, 0.6);
    cairo_move_to(cairo_, kLeft, y);
    cairo_line_to(cairo_, kRight, y);
    cairo_stroke(cairo_);
  }

  void HeadOfFirst() const {
    double top = kHouseTop;
    Paragraph(setter_.Set(frame_.organisation, kHouseColumn - kLeft - Millimetres(5),
                          {sizes_.house, sizes_.house * 1.25, Weight::Bold, kHouse}),
              kLeft, top);
    top += 3;
    for (const SetText& line : house_) {
      Paragraph(line, kHouseColumn, top);
      top += line.Height();
    }
    Paragraph(recipient_, kLeft, recipient_top_);
    const Face face{sizes_.text, sizes_.lead};
    const Runs reference{{frame_.reference_label + ": ", Voice::Plain}, {frame_.reference, Voice::Strong}};
    Paragraph(setter_.Set(reference, Millimetres(95), face), kLeft, reference_top_);
    Paragraph(setter_.Set(frame_.date, Millimetres(65), {face.size, face.lead, Weight::Normal, kInk, Side::Right}),
              kRight - Millimetres(65), reference_top_);
  }

  void Paragraph(const SetText& text, double left, double top) const {
    const Tag tag(cairo_, "P");
    Draw(cairo_, text, left, top);
  }

  // Says whose page this is, should it lie alone on a desk.
  void HeadOfNext() const {
    Draw(cairo_, next_left_, kLeft, kHeadOfNext);
    Draw(cairo_, next_right_, kLeft + (kRight - kLeft) / 2, kHeadOfNext);
    Rule(next_rule_);
  }

  void Item(const Placed& placed) const {
    const Flow& flow = *placed.flow;
    const Tag item(cairo_, "LI");
    if (placed.from == 0) {
      const Tag label(cairo_, "Lbl");
      Draw(cairo_, *flow.label, kLeft, placed.top);
    }
    const Tag body(cairo_, "LBody");
    Draw(cairo_, flow.text, placed.from, placed.to, kLeft + flow.indent, placed.top);
  }

  void Body(const Page& page) const {
    for (std::size_t i = 0; i < page.size();) {
      if (!page[i].flow->in_list) {
        const Tag tag(cairo_, page[i].flow->tag);
        Draw(cairo_, page[i].flow->text, page[i].from, page[i].to, kLeft, page[i].top);
        ++i;
        continue;
      }
      // A list that goes on overleaf is a list again there: Cairo closes what is open at the end of a page.
      const Tag list(cairo_, "L");
      do {
        Item(page[i]);
        ++i;
      } while (i < page.size() && page[i].flow->in_list && !page[i].flow->first_of_list);
    }
  }

  void Foot(std::size_t number, std::size_t count) const {
    const SetText page = setter_.Set(std::to_string(number) + " " + frame_.page_of + " " + std::to_string(count), kNumberWidth,
                                     Small(Side::Right));
    Rule(foot_top_ - Millimetres(1.5));
    Draw(cairo_, page, kRight - kNumberWidth, foot_top_);
    Draw(cairo_, foot_, kLeft, foot_top_);
  }

  cairo_t* cairo_;
  const Typesetter& setter_;
  const letters::Frame& frame_;
  const Sizes& sizes_;
  LetterState state_;
  SetText recipient_;
  double recipient_top_ = 0;
  double reference_top_ = 0;
  std::vector<SetText> house_;
  SetText next_left_, next_right_;
  double next_rule_ = 0;
  SetText foot_;
  double foot_top_ = 0;
};

}  // namespace

base::Result<std::string> TypesetLetter(const letters::Letter& letter, const LetterPdfOptions& options) {
  const PdfDescription description{letter.title, letter.frame.organisation,
                                   letter.frame.reference_label + ": " + letter.frame.reference, letter.language,
                                   options.created};
  return DrawPdf(description, "the letter", [&](cairo_t* cairo, cairo_surface_t*) {
    const Typesetter setter(cairo, letter.language);
    const Sizes sizes = SizesFor(options.print);
    const std::vector<Flow> flows = FlowsOf(letter, setter, sizes);
    Sheet sheet(cairo, setter, letter, sizes, options.state);
    const std::vector<Page> pages = Paginator(flows).Break(sheet.TextTop(), sheet.TopOfNext(), sheet.Bottom());
    const Tag document(cairo, "Document");
    for (std::size_t i = 0; i < pages.size(); ++i) sheet.DrawPage(pages[i], i + 1, pages.size());
  });
}

}  // namespace channels
