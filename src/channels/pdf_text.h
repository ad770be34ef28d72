#pragma once
// Text set for a PDF page with Pango and drawn with Cairo, and what Cairo 1.16 cannot say about a document. Shared by all that is
// set here, so that a letter and a report read aloud, copy and break lines alike. Nothing outside this layer sees it: its
// headers are Cairo's.
//
//   const Typesetter setter(cairo, "en-GB");
//   Draw(cairo, setter.Set("Received", width, {9, 12}), left, top);

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/letters/letter.h"

namespace channels {

constexpr double Millimetres(double mm) { return mm * 72.0 / 25.4; }

// A4, in points.
inline constexpr double kPageWidth = Millimetres(210);
inline constexpr double kPageHeight = Millimetres(297);

struct Colour {
  double red, green, blue;
};
inline constexpr Colour kInk{0.10, 0.11, 0.13};
inline constexpr Colour kHouse{0.10, 0.23, 0.36};
inline constexpr Colour kQuiet{0.33, 0.36, 0.40};  // 7:1 on white
inline constexpr Colour kRule{0.72, 0.76, 0.80};
inline constexpr Colour kWarn{0.65, 0.12, 0.10};

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
  // The language decides how words are broken and which form of a letter is drawn.
  Typesetter(cairo_t* cairo, const std::string& language);

  // Set in lines no wider than `width` points.
  SetText Set(const letters::Runs& runs, double width, const Face& face) const;
  SetText Set(const std::string& text, double width, const Face& face) const { return Set(letters::Runs{{text}}, width, face); }

 private:
  Owned<PangoContext> context_;
};

// A part of the document's structure, for whoever has it read aloud: "H1", "P", "Table".
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

void Use(cairo_t* cairo, const Colour& colour);
// Lines `from` up to `to`, the first with its top at `top`.
void Draw(cairo_t* cairo, const SetText& text, std::size_t from, std::size_t to, double left, double top);
void Draw(cairo_t* cairo, const SetText& text, double left, double top);

struct PdfDescription {
  std::string title;
  std::string author;
  std::string subject;
  std::string language;
  base::Instant created;
};

// Draws a document of A4 pages by `draw` and gives its bytes, tagged, in its language; the same drawing gives the same bytes.
// `what` is named when it fails: "the letter".
base::Result<std::string> DrawPdf(const PdfDescription& description, const std::string& what,
                                  const std::function<void(cairo_t*, cairo_surface_t*)>& draw);

}  // namespace channels
