#include "channels/letter_pdf.h"

#include <cairo-pdf.h>
#include <hb.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <memory>
#include <optional>

#include "base/text.h"

namespace channels {
namespace {

using letters::Block;
using letters::BlockKind;
using letters::Runs;
using letters::Voice;

constexpr double Millimetres(double mm) { return mm * 72.0 / 25.4; }

// -- The page. All measures in points, from the top left corner. ------------------------------------------------------------

constexpr double kWidth = Millimetres(210);
constexpr double kHeight = Millimetres(297);
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

struct Colour {
  double red, green, blue;
};
constexpr Colour kInk{0.10, 0.11, 0.13};
constexpr Colour kHouse{0.10, 0.23, 0.36};
constexpr Colour kQuiet{0.33, 0.36, 0.40};  // 7:1 on white
constexpr Colour kRule{0.72, 0.76, 0.80};
constexpr Colour kWarn{0.65, 0.12, 0.10};

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

// -- Pango and Cairo, owned ---------------------------------------------------------------------------------------------------

struct Unref {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoContext* context) const { g_object_unref(context); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  void operator()(PangoLayoutIter* iter) const { pango_layout_iter_free(iter); }
  void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
  void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

enum class Weight : std::uint8_t { Normal, Bold };
enum class Side : std::uint8_t { Left, Right, Centre };

struct Face {
  double size = 10.5;
  double lead = 15.25;
  Weight weight = Weight::Normal;
  Colour colour = kInk;
  Side side = Side::Left;
  bool tight = false;  // lines may stand closer than the font would have them, if it is one of Latin height
};

// One line of a set text: where its baseline is, from the top of the text, and how far in it begins.
struct SetLine {
  PangoLayoutLine* line = nullptr;  // owned by the layout
  double in = 0;
  double above = 0;  // from the top of the line to its baseline
  double height = 0;
};

struct SetText {
  Owned<PangoLayout> layout;
  std::vector<SetLine> lines;
  Colour colour = kInk;
  double Height() const {
    double height = 0;
    for (const SetLine& line : lines) height += line.height;
    return height;
  }
};

class Typesetter {
 public:
  Typesetter(cairo_t* cairo, const std::string& language) : context_(pango_cairo_create_context(cairo)) {
    pango_cairo_context_set_resolution(context_.get(), 72);
    pango_context_set_language(context_.get(), pango_language_from_string(language.c_str()));
    // A page has no pixels to fit letters to.
    const Owned<cairo_font_options_t> options(cairo_font_options_create());
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_.get(), options.get());
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
  }

  SetText Set(const Runs& runs, double width, const Face& face) const {
    SetText set;
    set.colour = face.colour;
    set.layout.reset(pango_layout_new(context_.get()));
    PangoLayout* layout = set.layout.get();
    const Owned<PangoFontDescription> font(pango_font_description_new());
    pango_font_description_set_family(font.get(), "Noto Sans, Noto Sans Arabic, Noto Sans Hebrew, sans-serif");
    pango_font_description_set_absolute_size(font.get(), face.size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), face.weight == Weight::Bold ? PANGO_WEIGHT_SEMIBOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font.get());
    pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    switch (face.side) {
      case Side::Left: pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT); break;
      case Side::Right: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT); break;
      case Side::Centre: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER); break;
    }
    std::string text;
    const Owned<PangoAttrList> marks(pango_attr_list_new());
    const auto mark = [&](PangoAttribute* attribute, std::size_t from, std::size_t to) {
      attribute->start_index = static_cast<guint>(from);
      attribute->end_index = static_cast<guint>(to);
      pango_attr_list_insert(marks.get(), attribute);
    };
    for (const letters::Run& run : runs) {
      const std::size_t from = text.size();
      // A blank before a line break parts the words for whoever hears or copies them; at the right edge it would be seen.
      for (const char c : run.text) {
        if (c == '\n' && face.side == Side::Left && !text.ends_with('\n')) text += ' ';
        text += c;
      }
      if (run.voice != Voice::Plain) mark(pango_attr_weight_new(PANGO_WEIGHT_SEMIBOLD), from, text.size());
      if (run.voice == Voice::Gap) mark(pango_attr_background_new(0xFFFF, 0xE9E9, 0x8888), from, text.size());
    }
    // Letters joined into one sign, like "fi", are read aloud wrongly by some readers.
    mark(pango_attr_font_features_new("liga=0, clig=0"), 0, text.size());
    KeepWhole(text, mark);
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    pango_layout_set_attributes(layout, marks.get());

    const Owned<PangoLayoutIter> iter(pango_layout_get_iter(layout));
    do {
      PangoRectangle box;
      pango_layout_iter_get_line_extents(iter.get(), nullptr, &box);
      const double ascent = static_cast<double>(pango_layout_iter_get_baseline(iter.get()) - box.y) / PANGO_SCALE;
      const double own = static_cast<double>(box.height) / PANGO_SCALE;
      // A line with signs of a taller script is given the room it needs.
      const double most = face.tight ? face.size * 1.4 : face.lead * 1.05;
      const double height = own > most ? std::max(own, face.lead) : face.lead;
      PangoLayoutLine* line = pango_layout_iter_get_line(iter.get());
      KeepLastBlank(line, text);
      set.lines.push_back({line, static_cast<double>(box.x) / PANGO_SCALE, ascent + (height - own) / 2, height});
    } while (pango_layout_iter_next_line(iter.get()));
    return set;
  }

  SetText Set(const std::string& text, double width, const Face& face) const { return Set(Runs{{text}}, width, face); }

 private:
  // Where no line may end: within "C-1024", between the groups of a telephone number, after the figure of "27 November".
  template <class Mark>
  static void KeepWhole(const std::string& text, Mark mark) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t at = 0;
    bool short_figure = false;  // the word before is a figure of one or two digits
    bool figures = false;       // the word before is all digits
    while (at < text.size()) {
      const auto end = std::min(text.find_first_of(" \n", at), text.size());
      const std::string_view word = std::string_view(text).substr(at, end - at);
      const bool all_digits = !word.empty() && std::ranges::all_of(word, digit);
      const bool some_digit = std::ranges::any_of(word, digit);
      if (some_digit && word.size() < 24 && word.find('-') != std::string_view::npos)
        mark(pango_attr_allow_breaks_new(FALSE), at, end);
      const bool after_blank = at > 0 && text[at - 1] == ' ';
      if (after_blank && (short_figure || (figures && !word.empty() && digit(word.front()))))
        mark(pango_attr_allow_breaks_new(FALSE), at - 1, end);
      figures = all_digits;
      short_figure = all_digits && word.size() <= 2;
      at = end + 1;
    }
  }

  // Pango takes the blank at the end of a line away; without it the last word of one line runs into the first of the next for
  // whoever hears or copies the text. It is put back, without width.
  static void KeepLastBlank(PangoLayoutLine* line, const std::string& text) {
    for (GSList* at = line->runs; at != nullptr; at = at->next) {
      const auto* run = static_cast<PangoGlyphItem*>(at->data);
      for (int i = 0; i < run->glyphs->num_glyphs; ++i) {
        const auto index = static_cast<std::size_t>(run->item->offset + run->glyphs->log_clusters[i]);
        if (run->glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY || index >= text.size() || text[index] != ' ') continue;
        hb_codepoint_t blank = 0;
        if (hb_font_get_nominal_glyph(pango_font_get_hb_font(run->item->analysis.font), ' ', &blank) != 0) {
          run->glyphs->glyphs[i].glyph = blank;
        }
      }
    }
  }

  Owned<PangoContext> context_;
};

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

class Tag {
 public:
  Tag(cairo_t* cairo, const char* name) : cairo_(cairo), name_(name) { cairo_tag_begin(cairo_, name_, nullptr); }
  ~Tag() { cairo_tag_end(cairo_, name_); }
  Tag(const Tag&) = delete;
  Tag& operator=(const Tag&) = delete;

 private:
  cairo_t* cairo_;
  const char* name_;
};

void Use(cairo_t* cairo, const Colour& colour) { cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue); }

void Draw(cairo_t* cairo, const SetText& text, std::size_t from, std::size_t to, double left, double top) {
  Use(cairo, text.colour);
  for (std::size_t i = from; i < to; ++i) {
    const SetLine& line = text.lines[i];
    cairo_move_to(cairo, left + line.in, top + line.above);
    pango_cairo_show_layout_line(cairo, line.line);
    top += line.height;
  }
}
void Draw(cairo_t* cairo, const SetText& text, double left, double top) { Draw(cairo, text, 0, text.lines.size(), left, top); }

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

// -- What Cairo 1.16 cannot say
// ---------------------------------------------------------------------------------------------------

// Adds the language, "this is tagged" and "show the title, not the file's name" to the document's catalog by an incremental
// update, as ISO 32000-1, 7.5.6, has it: a new catalog, a cross-reference section for it, and a trailer that points to the old
// one. Screen readers choose their voice by the language. Nothing when the file is not as Cairo writes it.
std::optional<std::string> WithLanguage(std::string pdf, const std::string& language) {
  const auto number_after = [&](std::string_view key, std::size_t from) -> std::optional<std::size_t> {
    auto at = pdf.find(key, from);
    if (at == std::string::npos) return std::nullopt;
    at = pdf.find_first_of("0123456789", at + key.size());
    if (at == std::string::npos) return std::nullopt;
    std::size_t number = 0;
    std::from_chars(pdf.data() + at, pdf.data() + pdf.size(), number);
    return number;
  };
  const auto trailer = pdf.rfind("trailer");
  const auto start = pdf.rfind("startxref");
  if (trailer == std::string::npos || start == std::string::npos) return std::nullopt;
  const auto size = number_after("/Size", trailer);
  const auto root = number_after("/Root", trailer);
  const auto info = number_after("/Info", trailer);
  const auto before = number_after("startxref", start);
  if (!size || !root || !info || !before) return std::nullopt;
  const std::string opening = "\n" + std::to_string(*root) + " 0 obj\n";
  const auto catalog = pdf.rfind(opening);
  if (catalog == std::string::npos) return std::nullopt;
  const auto from = catalog + opening.size();
  const auto end = pdf.find("endobj", from);
  const auto close = pdf.rfind(">>", end);
  if (end == std::string::npos || close == std::string::npos || close < from) return std::nullopt;

  // A language is letters, digits and hyphens; anything else would break out of its string.
  std::string safe;
  std::ranges::copy_if(language, std::back_inserter(safe),
                       [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-'; });
  const std::string better = pdf.substr(from, close - from) + "   /MarkInfo << /Marked true >>\n   /Lang (" + safe +
                             ")\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n";
  if (!pdf.ends_with('\n')) pdf += '\n';
  const std::size_t at = pdf.size();
  pdf += std::to_string(*root) + " 0 obj\n" + better;
  const std::size_t table = pdf.size();
  std::string offset = std::to_string(at);
  offset.insert(0, 10 - offset.size(), '0');
  pdf += "xref\n" + std::to_string(*root) + " 1\n" + offset + " 00000 n \ntrailer\n<< /Size " + std::to_string(*size) +
         "\n   /Root " + std::to_string(*root) + " 0 R\n   /Info " + std::to_string(*info) + " 0 R\n   /Prev " +
         std::to_string(*before) + "\n>>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
  return pdf;
}

cairo_status_t Append(void* into, const unsigned char* bytes, unsigned int count) {
  static_cast<std::string*>(into)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace
}  // namespace channels

// NOLINTBEGIN: the names are the sanitizers'
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define AMENDS_WATCHES_ADDRESSES
#elif __has_feature(thread_sanitizer)
#define AMENDS_WATCHES_THREADS
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(AMENDS_WATCHES_ADDRESSES)
// Fontconfig keeps what it found for as long as the program runs, by pointers that LeakSanitizer cannot follow.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig"; }
extern "C" const char* __lsan_default_options();
extern "C" const char* __lsan_default_options() { return "print_suppressions=0"; }
#elif defined(__SANITIZE_THREAD__) || defined(AMENDS_WATCHES_THREADS)
// Pango looks for fonts on a thread of its own, held back by locks of GLib that ThreadSanitizer does not see. What these
// libraries do is not watched at all (called_from_lib): a finding that is only passed over (race) is still symbolised, and
// the symboliser complains aloud of the font cache that is mapped among the libraries.
// Cairo gives some of its locks back in its very last step, which then seems to come from its caller: from Pango it is not
// seen, and the next taking looks like a second one.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
  return "called_from_lib:libfontconfig.so\ncalled_from_lib:libglib-2.0.so\ncalled_from_lib:libgobject-2.0.so\n"
         "called_from_lib:libpango-1.0.so\ncalled_from_lib:libpangoft2-1.0.so\ncalled_from_lib:libpangocairo-1.0.so\n"
         "race:libfontconfig\nrace:libglib-2.0\nrace:libpango\nmutex:libcairo\n";
}
#endif
// NOLINTEND

namespace channels {

base::Result<std::string> TypesetLetter(const letters::Letter& letter, const LetterPdfOptions& options) {
  std::string pdf;
  {
    const Owned<cairo_surface_t> surface(cairo_pdf_surface_create_for_stream(&Append, &pdf, kWidth, kHeight));
    cairo_surface_t* target = surface.get();
    const auto describe = [&](cairo_pdf_metadata_t what, const std::string& text) {
      cairo_pdf_surface_set_metadata(target, what, letters::CleanForLetter(text).c_str());
    };
    describe(CAIRO_PDF_METADATA_TITLE, letter.title);
    describe(CAIRO_PDF_METADATA_AUTHOR, letter.frame.organisation);
    describe(CAIRO_PDF_METADATA_SUBJECT, letter.frame.reference_label + ": " + letter.frame.reference);
    describe(CAIRO_PDF_METADATA_CREATOR, "Amends");
    // To the second, or Cairo does not understand it.
    const base::Instant created{options.created.millis - ((options.created.millis % 1000) + 1000) % 1000};
    describe(CAIRO_PDF_METADATA_CREATE_DATE, created.ToString());
    describe(CAIRO_PDF_METADATA_MOD_DATE, created.ToString());

    const Owned<cairo_t> cairo(cairo_create(surface.get()));
    const Typesetter setter(cairo.get(), letter.language);
    const Sizes sizes = SizesFor(options.print);
    const std::vector<Flow> flows = FlowsOf(letter, setter, sizes);
    Sheet sheet(cairo.get(), setter, letter, sizes, options.state);
    const std::vector<Page> pages = Paginator(flows).Break(sheet.TextTop(), sheet.TopOfNext(), sheet.Bottom());
    {
      const Tag document(cairo.get(), "Document");
      for (std::size_t i = 0; i < pages.size(); ++i) sheet.DrawPage(pages[i], i + 1, pages.size());
    }
    cairo_surface_finish(surface.get());
    for (const cairo_status_t status : {cairo_status(cairo.get()), cairo_surface_status(surface.get())}) {
      if (status != CAIRO_STATUS_SUCCESS) {
        return base::Fail(base::ErrorCode::Internal,
                          std::string("the letter could not be typeset: ") + cairo_status_to_string(status));
      }
    }
  }
  auto complete = WithLanguage(std::move(pdf), letter.language);
  if (!complete)
    return base::Fail(base::ErrorCode::Internal, "the letter could not be typeset: Cairo wrote a file of a form not known here");
  return *std::move(complete);
}

}  // namespace channels
