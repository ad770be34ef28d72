#include "channels/pdf_text.h"

#include <hb.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "domain/letters/values.h"

namespace channels {
namespace {

using letters::Runs;
using letters::Voice;

// Where no line may end: within "C-1024", between the groups of a telephone number, after the figure of "27 November".
template <class Mark>
void KeepWhole(const std::string& text, Mark mark) {
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
void KeepLastBlank(PangoLayoutLine* line, const std::string& text) {
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

Typesetter::Typesetter(cairo_t* cairo, const std::string& language) : context_(pango_cairo_create_context(cairo)) {
  pango_cairo_context_set_resolution(context_.get(), 72);
  pango_context_set_language(context_.get(), pango_language_from_string(language.c_str()));
  // A page has no pixels to fit letters to.
  const Owned<cairo_font_options_t> options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context_.get(), options.get());
  pango_context_set_round_glyph_positions(context_.get(), FALSE);
}

SetText Typesetter::Set(const Runs& runs, double width, const Face& face) const {
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

base::Result<std::string> DrawPdf(const PdfDescription& description, const std::string& what,
                                  const std::function<void(cairo_t*, cairo_surface_t*)>& draw) {
  std::string pdf;
  {
    const Owned<cairo_surface_t> surface(cairo_pdf_surface_create_for_stream(&Append, &pdf, kPageWidth, kPageHeight));
    const auto describe = [&](cairo_pdf_metadata_t which, const std::string& text) {
      cairo_pdf_surface_set_metadata(surface.get(), which, letters::CleanForLetter(text).c_str());
    };
    describe(CAIRO_PDF_METADATA_TITLE, description.title);
    describe(CAIRO_PDF_METADATA_AUTHOR, description.author);
    describe(CAIRO_PDF_METADATA_SUBJECT, description.subject);
    describe(CAIRO_PDF_METADATA_CREATOR, "Amends");
    // To the second, or Cairo does not understand it.
    const base::Instant created{description.created.millis - ((description.created.millis % 1000) + 1000) % 1000};
    describe(CAIRO_PDF_METADATA_CREATE_DATE, created.ToString());
    describe(CAIRO_PDF_METADATA_MOD_DATE, created.ToString());

    const Owned<cairo_t> cairo(cairo_create(surface.get()));
    draw(cairo.get(), surface.get());
    cairo_surface_finish(surface.get());
    for (const cairo_status_t status : {cairo_status(cairo.get()), cairo_surface_status(surface.get())}) {
      if (status != CAIRO_STATUS_SUCCESS) {
        return base::Fail(base::ErrorCode::Internal, what + " could not be typeset: " + cairo_status_to_string(status));
      }
    }
  }
  auto complete = WithLanguage(std::move(pdf), description.language);
  if (!complete)
    return base::Fail(base::ErrorCode::Internal, what + " could not be typeset: Cairo wrote a file of a form not known here");
  return *std::move(complete);
}

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
