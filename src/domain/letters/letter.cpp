#include "domain/letters/letter.h"

#include <algorithm>

#include "base/html.h"
#include "base/text.h"

namespace letters {

using base::Saying;
namespace {

// -- Text -----------------------------------------------------------------------------------------------------------------

// Takes the groups of a telephone number off the end of a line when `next` goes on with it; they come with a blank after.
std::string TakeFigures(std::string& line, std::string_view next, std::size_t least) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (next.empty() || !digit(next.front())) return {};
  std::size_t cut = line.size();
  for (;;) {
    const auto blank = line.rfind(' ', cut - 1);
    if (blank == std::string::npos || blank <= least) return {};
    if (!std::ranges::all_of(line.substr(blank + 1, cut - blank - 1), digit)) break;
    cut = blank;
    if (cut == 0) return {};
  }
  if (cut == line.size()) return {};
  std::string group = line.substr(cut + 1) + " ";
  line.resize(cut);
  return group;
}

// Writes one part in lines of at most `width`; the first line begins with `first`, the others with as many blanks.
void Wrap(std::string& out, const std::string& text, const std::string& first, std::size_t width) {
  const std::string indent(base::CodePoints(first), ' ');
  std::string line = first;
  bool begun = false;  // a word stands in the line
  const auto end_line = [&] {
    while (line.ends_with(' ')) line.pop_back();
    out += line + "\n";
    line = indent;
    begun = false;
  };
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string_view word = std::string_view(text).substr(at, end - at);
    if (begun && base::CodePoints(line) + 1 + base::CodePoints(word) > width) {
      const std::string group = TakeFigures(line, word, indent.size());
      end_line();
      line += group;
    }
    if (begun) line += ' ';
    line += word;
    begun = begun || !word.empty();
    if (end < text.size() && text[end] == '\n') end_line();
    at = end + 1;
  }
  end_line();
}

void WriteBlock(std::string& out, const Block& block, std::size_t width) {
  std::size_t number = 0;
  for (const Runs& part : block.parts) {
    ++number;
    const std::string text = PlainText(part);
    switch (block.kind) {
      case BlockKind::Heading:
      case BlockKind::Subheading:
      case BlockKind::Paragraph: Wrap(out, text, "", width); break;
      case BlockKind::Bullets: Wrap(out, text, "- ", width); break;
      case BlockKind::Numbers: Wrap(out, text, std::to_string(number) + ". ", width); break;
    }
    if (block.kind == BlockKind::Heading) {
      // The rule beneath is as long as the last line of the heading.
      const std::size_t last = out.rfind('\n', out.size() - 2);
      const std::size_t start = last == std::string::npos ? 0 : last + 1;
      out += std::string(base::CodePoints(std::string_view(out).substr(start)) - 1, '-') + "\n";
    }
  }
}

// -- HTML -----------------------------------------------------------------------------------------------------------------

// A line break within a paragraph stays one.
std::string Escaped(std::string_view text) {
  std::string out = base::EscapedHtml(text);
  for (std::size_t at = out.find('\n'); at != std::string::npos; at = out.find('\n', at + 5)) out.insert(at, "<br>");
  return out;
}

std::string Marked(const Runs& runs) {
  std::string out;
  for (const Run& run : runs) {
    switch (run.voice) {
      case Voice::Plain: out += Escaped(run.text); break;
      case Voice::Strong: out += "<strong>" + Escaped(run.text) + "</strong>"; break;
      case Voice::Gap: out += "<mark>" + Escaped(run.text) + "</mark>"; break;
    }
  }
  return out;
}

std::string Lines(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "<br>\n") + Escaped(line);
  return out;
}

void WriteHtml(std::string& out, const Block& block) {
  const auto list = [&](const std::string& tag) {
    out += "<" + tag + ">\n";
    for (const Runs& item : block.parts) out += "<li>" + Marked(item) + "</li>\n";
    out += "</" + tag + ">\n";
  };
  const auto element = [&](const std::string& tag) {
    for (const Runs& part : block.parts) out += "<" + tag + ">" + Marked(part) + "</" + tag + ">\n";
  };
  switch (block.kind) {
    case BlockKind::Heading: return element("h2");
    case BlockKind::Subheading: return element("h3");
    case BlockKind::Paragraph: return element("p");
    case BlockKind::Bullets: return list("ul");
    case BlockKind::Numbers: return list("ol");
  }
}

// -- Markup ---------------------------------------------------------------------------------------------------------------

bool OnlyDigitsSinceLineStart(const std::string& text) {
  std::size_t at = text.size();
  while (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9') --at;
  const bool digits = at < text.size();
  while (at > 0 && text[at - 1] == ' ') --at;  // an item goes on indented
  return digits && (at == 0 || text[at - 1] == '\n');
}

// Escapes what would be read as markup; at the start of a line also the signs of headings and lists.
std::string AsMarkup(const Runs& runs, const std::string& indent) {
  std::string out;
  bool line_start = true;
  for (const Run& run : runs) {
    const bool strong = run.voice == Voice::Strong;
    if (strong) out += "**";
    for (std::size_t at = 0; at < run.text.size(); ++at) {
      const char c = run.text[at];
      if (c == '\n') {
        out += "\\\n" + indent;
        line_start = true;
        continue;
      }
      const bool special = c == '\\' || c == '*' || c == '{' || c == '}' || (line_start && (c == '#' || c == '-'));
      const bool like_a_gap = run.voice != Voice::Gap && std::string_view(run.text).substr(at).starts_with(kGapStart);
      // "1. " at the start of a line would begin a numbered list: its point is escaped.
      if (special || like_a_gap || (c == '.' && OnlyDigitsSinceLineStart(out))) out += '\\';
      out += c;
      line_start = false;
    }
    if (strong) out += "**";
  }
  return out;
}

}  // namespace

std::string PlainText(const Runs& runs) {
  std::string text;
  for (const Run& run : runs) text += run.text;
  return text;
}

std::string GapText(std::string_view field) { return std::string(kGapStart) + std::string(field) + "]"; }

std::vector<Gap> GapsOf(const Letter& letter) {
  std::vector<Gap> gaps;
  const auto field_of = [](std::string_view text) {
    text.remove_prefix(kGapStart.size());
    return std::string(text.substr(0, text.find(']')));
  };
  const auto add = [&](const std::string& field, Place place) {
    Saying what = FieldInWords(field);
    Saying says = place.block == 0
                      ? Saying("The letter lacks {}.", what)
                      : Saying("The letter lacks {}: \"{}\" stands in {}.", what, GapText(field), InWords(place, letter));
    gaps.push_back({field, std::move(place), std::move(what), std::move(says)});
  };
  const auto search = [&](const std::string& text) {
    for (auto at = text.find(kGapStart); at != std::string::npos; at = text.find(kGapStart, at + 1)) {
      add(field_of(std::string_view(text).substr(at)), {});
    }
  };
  search(letter.frame.organisation);
  for (const std::string& line : letter.frame.recipient) search(line);
  search(letter.frame.reference);
  search(letter.frame.date);
  search(letter.title);
  for (std::size_t b = 0; b < letter.blocks.size(); ++b) {
    for (std::size_t p = 0; p < letter.blocks[b].parts.size(); ++p) {
      std::size_t start = 0;
      for (const Run& run : letter.blocks[b].parts[p]) {
        const std::size_t length = base::CodePoints(run.text);
        if (run.voice == Voice::Gap) {
          const auto count = [](std::size_t n) { return static_cast<std::int32_t>(n); };
          add(field_of(run.text), {count(b + 1), count(p + 1), count(start), count(length), run.text});
        }
        start += length;
      }
    }
  }
  return gaps;
}

Saying InWords(const Place& place, const Letter& letter) {
  int headings = 0;
  int paragraphs = 0;
  int lists = 0;
  for (std::int32_t i = 0; i < place.block && static_cast<std::size_t>(i) < letter.blocks.size(); ++i) {
    switch (letter.blocks[static_cast<std::size_t>(i)].kind) {
      case BlockKind::Heading:
      case BlockKind::Subheading: ++headings; break;
      case BlockKind::Paragraph: ++paragraphs; break;
      case BlockKind::Bullets:
      case BlockKind::Numbers: ++lists; break;
    }
  }
  if (place.block < 1 || static_cast<std::size_t>(place.block) > letter.blocks.size()) return Saying("the letter");
  switch (letter.blocks[static_cast<std::size_t>(place.block) - 1].kind) {
    case BlockKind::Heading:
    case BlockKind::Subheading: return Saying("heading {}", headings);
    case BlockKind::Paragraph: return Saying("paragraph {}", paragraphs);
    case BlockKind::Bullets:
    case BlockKind::Numbers: return Saying("list {}, item {}", lists, place.part);
  }
  return Saying("the letter");
}

std::string ToText(const Letter& letter, std::size_t width) {
  std::string out;
  const Frame& frame = letter.frame;
  if (!frame.reference.empty()) out += frame.reference_label + ": " + frame.reference + "\n";
  if (!frame.date.empty()) out += frame.date + "\n";
  for (const Block& block : letter.blocks) {
    if (!out.empty()) out += "\n";
    WriteBlock(out, block, width);
  }
  if (!frame.organisation.empty()) {
    out += "\n" + frame.organisation + "\n";
    for (const std::string& line : frame.organisation_address) out += line + "\n";
    if (!frame.footer.empty()) Wrap(out, frame.footer, "", width);
  }
  return out;
}

std::string ToHtml(const Letter& letter, Print print) {
  const Frame& frame = letter.frame;
  std::string out = "<!doctype html>\n<html lang=\"" + Escaped(letter.language) + "\">\n<head>\n<meta charset=\"utf-8\">\n";
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  out += "<title>" + Escaped(letter.title) + "</title>\n</head>\n";
  out += std::string("<body style=\"font: ") + (print == Print::Large ? "16pt" : "12pt") +
         "/1.5 sans-serif; max-width: 42em; margin: 2em auto; padding: 0 1em\">\n";
  out += "<header>\n<p><strong>" + Escaped(frame.organisation) + "</strong>";
  if (!frame.organisation_address.empty()) out += "<br>\n" + Lines(frame.organisation_address);
  out += "</p>\n";
  if (!frame.recipient.empty()) out += "<p>" + Lines(frame.recipient) + "</p>\n";
  if (!frame.reference.empty()) out += "<p>" + Escaped(frame.reference_label + ": " + frame.reference) + "</p>\n";
  if (!frame.date.empty()) out += "<p>" + Escaped(frame.date) + "</p>\n";
  out += "</header>\n<main>\n<h1 style=\"font-size: 1.25em\">" + Escaped(letter.title) + "</h1>\n";
  for (const Block& block : letter.blocks) WriteHtml(out, block);
  out += "</main>\n";
  // Small print is for nobody who needs large print.
  const auto small = [&](const std::string& text) { return print == Print::Large ? text : "<small>" + text + "</small>"; };
  if (!frame.footer.empty()) out += "<footer>\n<p>" + small(Escaped(frame.footer)) + "</p>\n</footer>\n";
  return out + "</body>\n</html>\n";
}

std::string ToMarkup(const std::vector<Block>& blocks) {
  std::string out;
  for (const Block& block : blocks) {
    if (!out.empty()) out += "\n";
    std::size_t number = 0;
    for (const Runs& part : block.parts) {
      ++number;
      switch (block.kind) {
        case BlockKind::Heading: out += "# " + AsMarkup(part, ""); break;
        case BlockKind::Subheading: out += "## " + AsMarkup(part, ""); break;
        case BlockKind::Paragraph: out += AsMarkup(part, ""); break;
        case BlockKind::Bullets: out += "- " + AsMarkup(part, "  "); break;
        case BlockKind::Numbers: out += std::to_string(number) + ". " + AsMarkup(part, "   "); break;
      }
      out += "\n";
    }
  }
  return out;
}

}  // namespace letters
