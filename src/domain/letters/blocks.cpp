#include <algorithm>
#include <optional>

#include "domain/letters/nodes.h"

namespace letters {
namespace {

using base::Fault;

bool IsPunctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}
using TextLine = std::vector<Piece>;

// Only markup breaks lines; a value's own line breaks are seen to later, where it stands.
std::vector<TextLine> ToLines(std::vector<Piece> pieces) {
  std::vector<TextLine> lines(1);
  for (Piece& piece : pieces) {
    if (piece.origin != Origin::Markup) {
      lines.back().push_back(std::move(piece));
      continue;
    }
    std::size_t at = 0;
    for (;;) {
      const auto end = piece.text.find('\n', at);
      if (const std::string part = piece.text.substr(at, end - at); !part.empty()) {
        Spot spot = piece.spot;
        spot.column += Columns(std::string_view(piece.text).substr(0, at));
        lines.back().push_back({part, Origin::Markup, spot, piece.source});
      }
      if (end == std::string::npos) break;
      lines.emplace_back();
      at = end + 1;
    }
  }
  return lines;
}

bool IsBlank(const TextLine& line) {
  return std::ranges::all_of(line, [](const Piece& p) { return p.origin == Origin::Markup && Trim(p.text).empty(); });
}

// Gathers the runs of one part: single spaces, line breaks without spaces around them, neighbours of one voice together.
class RunWriter {
 public:
  void Word(std::string_view text, Voice voice) {
    if (space_ && !runs_.empty() && !AtBreak()) Append(" ", runs_.back().voice == voice ? voice : Voice::Plain);
    space_ = false;
    Append(text, voice);
  }
  void Space() { space_ = true; }
  void Break() {
    if (!runs_.empty()) Append("\n", runs_.back().voice == Voice::Gap ? Voice::Plain : runs_.back().voice);
    space_ = false;
  }
  // A gap is one run, spaces and all, so that its name can be read back.
  void Gap(std::string_view text) {
    Word("", Voice::Plain);
    runs_.push_back({std::string(text), Voice::Gap});
  }
  Runs Finish() {
    while (!runs_.empty() && runs_.back().voice != Voice::Gap) {
      std::string& text = runs_.back().text;
      while (text.ends_with('\n') || text.ends_with(' ')) text.pop_back();
      if (!text.empty()) break;
      runs_.pop_back();
    }
    space_ = false;
    return std::move(runs_);
  }

 private:
  bool AtBreak() const { return runs_.back().text.ends_with('\n'); }
  void Append(std::string_view text, Voice voice) {
    if (text.empty()) return;
    if (runs_.empty() || runs_.back().voice != voice) runs_.push_back({{}, voice});
    runs_.back().text += text;
  }

  Runs runs_;
  bool space_ = false;
};

// How long the gap is that a text begins with; 0 when it begins with none.
std::size_t GapAt(std::string_view text) {
  if (!text.starts_with(kGapStart)) return 0;
  const auto end = text.find(']');
  return end != std::string_view::npos && IsPath(text.substr(kGapStart.size(), end - kGapStart.size())) ? end + 1 : 0;
}

class BlockWriter {
 public:
  explicit BlockWriter(std::vector<Fault>& faults) : faults_(faults) {}

  void Line(TextLine line) {
    if (IsBlank(line)) return EndPart();
    const bool indented = line.front().origin == Origin::Markup && line.front().text.starts_with(' ');
    const auto mark = Mark(line);
    if (mark) {
      EndPart();
      kind_ = mark->kind;
      line.front().text.erase(0, mark->bytes);
      line.front().spot.column += static_cast<int>(mark->bytes);
    } else if (kind_ && (*kind_ == BlockKind::Heading || *kind_ == BlockKind::Subheading)) {
      EndPart();
    } else if (kind_ && IsList(*kind_) && !indented) {
      EndPart();
    }
    if (!kind_) kind_ = BlockKind::Paragraph;
    for (const Piece& piece : line) Put(piece);
    writer_.Space();
  }

  std::vector<Block> Finish() {
    EndPart();
    return std::move(blocks_);
  }

 private:
  struct Marked {
    BlockKind kind;
    std::size_t bytes;
  };
  static bool IsList(BlockKind kind) { return kind == BlockKind::Bullets || kind == BlockKind::Numbers; }

  static std::optional<Marked> Mark(const TextLine& line) {
    if (line.front().origin != Origin::Markup) return std::nullopt;
    const std::string& text = line.front().text;
    const std::size_t blanks = std::min(text.find_first_not_of(' '), text.size());
    const std::string_view rest = std::string_view(text).substr(blanks);
    if (rest.starts_with("# ")) return Marked{BlockKind::Heading, blanks + 2};
    if (rest.starts_with("## ")) return Marked{BlockKind::Subheading, blanks + 3};
    if (rest.starts_with("- ")) return Marked{BlockKind::Bullets, blanks + 2};
    std::size_t digits = 0;
    while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9') ++digits;
    if (digits > 0 && digits < 4 && rest.substr(digits).starts_with(". ")) return Marked{BlockKind::Numbers, blanks + digits + 2};
    return std::nullopt;
  }

  void Put(const Piece& piece) {
    switch (piece.origin) {
      case Origin::Markup: return PutMarkup(piece);
      case Origin::Value: return PutValue(piece.text);
      case Origin::Gap: return writer_.Gap(piece.text);
    }
  }

  void PutMarkup(const Piece& piece) {
    const std::string& text = piece.text;
    std::string word;
    const auto flush = [&] {
      if (!word.empty()) writer_.Word(word, Now());
      word.clear();
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char c = text[at];
      if (c == '\\' && at + 1 == text.size()) {
        flush();
        writer_.Break();
      } else if (c == '\\' && IsPunctuation(text[at + 1])) {
        word += text[++at];
      } else if (c == '*' && text.substr(at, 2) == "**") {
        flush();
        strong_at_ = strong_at_ ? std::nullopt : std::optional(StrongAt{piece.source, piece.spot, at});
        if (strong_at_) strong_at_->spot.column += Columns(std::string_view(text).substr(0, at));
        ++at;
      } else if (c == ' ' || c == '\t') {
        flush();
        writer_.Space();
      } else if (const std::size_t size = GapAt(std::string_view(text).substr(at)); size > 0) {
        flush();
        writer_.Gap(std::string_view(text).substr(at, size));
        at += size - 1;
      } else {
        word += c;
      }
    }
    flush();
  }

  // A value's words are text whatever signs they hold. Its blank lines part paragraphs, where it stands in one.
  void PutValue(const std::string& text) {
    std::size_t breaks = 0;
    bool begun = false;
    std::string word;
    const auto flush = [&] {
      if (word.empty()) return;
      if (breaks > 0 && begun) {
        if (kind_ == BlockKind::Paragraph && breaks > 1)
          EndParagraphWithin();
        else if (kind_ == BlockKind::Heading || kind_ == BlockKind::Subheading)
          writer_.Space();
        else
          writer_.Break();
      }
      breaks = 0;
      begun = true;
      writer_.Word(word, Now());
      word.clear();
    };
    for (const char c : text) {
      if (c == ' ' || c == '\t' || c == '\n') {
        flush();
        if (c == '\n')
          ++breaks;
        else
          writer_.Space();
      } else {
        word += c;
      }
    }
    flush();
  }

  Voice Now() const { return strong_at_ ? Voice::Strong : Voice::Plain; }

  void EndParagraphWithin() {
    if (Runs runs = writer_.Finish(); !runs.empty()) blocks_.push_back({BlockKind::Paragraph, {std::move(runs)}});
  }

  void EndPart() {
    if (strong_at_) {
      const Fault fault =
          strong_at_->source == nullptr
              ? Fault{"", "strong text is not closed"}
              : strong_at_->source->At({strong_at_->spot.line, strong_at_->spot.column, 2},
                                       "this strong text is not closed; expected \"**\" before its paragraph ends");
      if (std::ranges::find(faults_, fault) == faults_.end()) faults_.push_back(fault);
      strong_at_.reset();
    }
    if (!kind_) return;
    if (Runs runs = writer_.Finish(); !runs.empty()) {
      if (IsList(*kind_) && !blocks_.empty() && blocks_.back().kind == *kind_) {
        blocks_.back().parts.push_back(std::move(runs));
      } else {
        blocks_.push_back({*kind_, {std::move(runs)}});
      }
    }
    kind_.reset();
  }

  struct StrongAt {
    const Source* source;
    Spot spot;
    std::size_t at;
  };
  std::vector<Fault>& faults_;
  std::vector<Block> blocks_;
  std::optional<BlockKind> kind_;
  RunWriter writer_;
  std::optional<StrongAt> strong_at_;
};

}  // namespace

std::vector<Block> ToBlocks(std::vector<Piece> pieces, std::vector<Fault>& faults) {
  BlockWriter writer(faults);
  for (TextLine& line : ToLines(std::move(pieces))) writer.Line(std::move(line));
  return writer.Finish();
}

}  // namespace letters
