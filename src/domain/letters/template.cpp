#include "domain/letters/template.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "base/text.h"

namespace letters {
namespace {

using base::Fault;

struct Literal {
  std::string text;
};
struct FieldTag {
  std::string path;
};
enum class SectionKind : std::uint8_t { If, Each };
struct Section {
  SectionKind kind = SectionKind::If;
  std::string path;
  Nodes body;
  Nodes otherwise;
};
struct StatementTag {
  std::string id;  // empty: all that are required and stand nowhere else
};

}  // namespace

struct Node {
  Spot spot;
  std::variant<Literal, FieldTag, Section, StatementTag> what;
};

namespace {

int Columns(std::string_view text) { return static_cast<int>(base::CodePoints(text)); }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool IsPunctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

bool IsPath(std::string_view path) {
  bool expects_name = true;
  for (const char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    const bool digit = c >= '0' && c <= '9';
    if (c == '.') {
      if (expects_name) return false;
      expects_name = true;
    } else if (letter || (digit && !expects_name)) {
      expects_name = false;
    } else {
      return false;
    }
  }
  return !expects_name;
}

// -- Reading ---------------------------------------------------------------------------------------------------------------

enum class TagKind : std::uint8_t { Field, If, Each, Else, EndIf, EndEach, Statement, Statements, Wrong };

struct Token {
  Spot spot;
  std::optional<TagKind> tag;  // none: literal text
  std::string text;            // the literal, the path, or the statement's id
};

bool IsSectionTag(const Token& token) {
  return token.tag == TagKind::If || token.tag == TagKind::Each || token.tag == TagKind::Else || token.tag == TagKind::EndIf ||
         token.tag == TagKind::EndEach;
}
bool IsBlank(const Token& token) { return !token.tag && Trim(token.text).empty(); }

class Reader {
 public:
  Reader(const Source& source, std::vector<Fault>& faults) : source_(source), faults_(faults) {}

  void Line(int number, const std::string& line, int first_column = 1) {
    std::vector<Token> tokens = Tokens(number, line, first_column);
    const bool has_section = std::ranges::any_of(tokens, IsSectionTag);
    const bool only_section = std::ranges::all_of(tokens, [](const Token& t) { return IsSectionTag(t) || IsBlank(t); });
    const auto inset =
        std::ranges::find_if(tokens, [](const Token& t) { return t.tag == TagKind::Statement || t.tag == TagKind::Statements; });
    if (inset != tokens.end() && std::ranges::any_of(tokens, [&](const Token& t) { return &t != &*inset && !IsBlank(t); })) {
      Add(inset->spot, "a statement brings its own paragraphs; expected it alone on its line");
    }
    // A line that only opens or closes sections leaves no trace in the letter.
    if (has_section && only_section) std::erase_if(tokens, IsBlank);
    for (Token& token : tokens) Take(std::move(token));
    if (!(has_section && only_section)) Put({{number, first_column + Columns(line), 1}, Literal{"\n"}});
  }

  Nodes Finish() {
    while (!open_.empty()) {
      Add(open_.back().spot, std::string("this ") + Name(open_.back().section.kind) + " is not closed; expected " +
                                 Close(open_.back().section.kind) + " before the end");
      Pop();
    }
    return std::move(nodes_);
  }

 private:
  struct Open {
    Spot spot;
    Section section;
    std::optional<Spot> at_else;
  };

  static std::string Name(SectionKind kind) { return kind == SectionKind::If ? "{{#if}}" : "{{#each}}"; }
  static std::string Close(SectionKind kind) { return kind == SectionKind::If ? "{{/if}}" : "{{/each}}"; }

  void Add(const Spot& spot, const std::string& says) { faults_.push_back(source_.At(spot, says)); }

  std::vector<Token> Tokens(int number, const std::string& line, int first_column) {
    std::vector<Token> tokens;
    std::size_t start = 0;
    const auto column = [&](std::size_t at) { return first_column + Columns(std::string_view(line).substr(0, at)); };
    const auto literal = [&](std::size_t end) {
      if (end > start) tokens.push_back({{number, column(start), 1}, {}, line.substr(start, end - start)});
    };
    for (std::size_t at = 0; at + 1 < line.size(); ++at) {
      if (line[at] == '\\') {
        ++at;  // what follows is itself
        continue;
      }
      if (line[at] == '}' && line[at + 1] == '}') {
        Add({number, column(at), 2}, "this closes nothing; expected \"{{\" before it");
        ++at;
        continue;
      }
      if (line[at] != '{' || line[at + 1] != '{') continue;
      literal(at);
      const auto end = line.find("}}", at + 2);
      if (end == std::string::npos) {
        Add({number, column(at), Columns(std::string_view(line).substr(at))},
            "this tag is not closed; expected \"}}\" on the same line");
        start = line.size();
        return tokens;
      }
      const std::string_view inside = Trim(std::string_view(line).substr(at + 2, end - at - 2));
      const auto inside_at = inside.empty() ? at : static_cast<std::size_t>(inside.data() - line.data());
      tokens.push_back(Tag(inside, {number, column(inside_at), std::max(Columns(inside), 1)}));
      start = end + 2;
      at = end + 1;
    }
    literal(line.size());
    return tokens;
  }

  Token Tag(std::string_view inside, const Spot& spot) {
    const auto blank = inside.find_first_of(" \t");
    const std::string word(inside.substr(0, blank));
    const std::string_view rest = blank == std::string_view::npos ? std::string_view() : Trim(inside.substr(blank));
    const auto wrong = [&](const std::string& says) {
      Add(spot, says);
      return Token{spot, TagKind::Wrong, {}};
    };
    const auto with_path = [&](TagKind kind, const std::string& example) {
      const int before = Columns(inside) - Columns(rest);
      if (!IsPath(rest)) return wrong("expected the path of a field, like " + example + ", found " + base::Quoted(rest));
      return Token{{spot.line, spot.column + before, Columns(rest)}, kind, std::string(rest)};
    };
    if (word == "#if") return with_path(TagKind::If, "{{#if decision.upheld}}");
    if (word == "#each") return with_path(TagKind::Each, "{{#each actions}}");
    if (word == "statement" && !rest.empty()) return {spot, TagKind::Statement, std::string(rest)};
    if (rest.empty()) {
      if (word == "else") return {spot, TagKind::Else, {}};
      if (word == "/if") return {spot, TagKind::EndIf, {}};
      if (word == "/each") return {spot, TagKind::EndEach, {}};
      if (word == "statements") return {spot, TagKind::Statements, {}};
      if (word == "statement") return wrong("expected the id of a statement, like {{statement ombudsman}}");
      if (IsPath(word)) return {spot, TagKind::Field, word};
    }
    static const std::vector<std::string> kTags{"#if", "#each", "else", "/if", "/each", "statement", "statements"};
    std::string near = base::DidYouMean(word, kTags);
    if (near.empty())
      near = base::DidYouMean(std::string_view(word).substr(std::min(word.find_first_not_of("#/"), word.size())), kTags);
    return wrong((inside.empty() ? "this tag is empty" : "there is no tag " + base::Quoted(inside)) +
                 (near.empty() ? "; expected the path of a field, like {{customer.name}}, or " + base::OneOf(kTags) : near));
  }

  void Take(Token token) {
    if (!token.tag) return Put({token.spot, Literal{std::move(token.text)}});
    switch (*token.tag) {
      case TagKind::Field: return Put({token.spot, FieldTag{std::move(token.text)}});
      case TagKind::If: open_.push_back({token.spot, {SectionKind::If, std::move(token.text), {}, {}}, {}}); return;
      case TagKind::Each: open_.push_back({token.spot, {SectionKind::Each, std::move(token.text), {}, {}}, {}}); return;
      case TagKind::Else: return Otherwise(token.spot);
      case TagKind::EndIf: return End(token.spot, SectionKind::If);
      case TagKind::EndEach: return End(token.spot, SectionKind::Each);
      case TagKind::Statement:
      case TagKind::Statements: return Put({token.spot, StatementTag{std::move(token.text)}});
      case TagKind::Wrong: return;
    }
  }

  void Otherwise(const Spot& spot) {
    if (open_.empty()) return Add(spot, "this else stands in no section; expected {{#if}} or {{#each}} before it");
    if (open_.back().at_else) {
      return Add(spot, "this section has an else already, in line " + std::to_string(open_.back().at_else->line));
    }
    open_.back().at_else = spot;
  }

  void End(const Spot& spot, SectionKind kind) {
    if (open_.empty()) return Add(spot, "this closes nothing; expected " + Name(kind) + " before it");
    const Open& last = open_.back();
    if (last.section.kind != kind) {
      Add(spot, "expected " + Close(last.section.kind) + ", because " + Name(last.section.kind) + " of line " +
                    std::to_string(last.spot.line) + " is still open");
      // Closing what was meant keeps one slip from being told many times.
      const bool meant = std::ranges::any_of(open_, [&](const Open& o) { return o.section.kind == kind; });
      if (!meant) return;
      while (open_.back().section.kind != kind) Pop();
    }
    Pop();
  }

  void Pop() {
    Open last = std::move(open_.back());
    open_.pop_back();
    Put({last.spot, std::move(last.section)});
  }

  void Put(Node node) {
    if (open_.empty()) {
      nodes_.push_back(std::move(node));
    } else {
      Open& last = open_.back();
      (last.at_else ? last.section.otherwise : last.section.body).push_back(std::move(node));
    }
  }

  const Source& source_;
  std::vector<Fault>& faults_;
  Nodes nodes_;
  std::vector<Open> open_;
};

// -- Looking values up -------------------------------------------------------------------------------------------------------

// Innermost last. An item of a list that is no record has only "this".
struct Scope {
  const Record* fields = nullptr;
  const Value* self = nullptr;
};
using Scopes = std::vector<Scope>;

struct Found {
  const Value* value = nullptr;  // null: an empty value stands in the way
  std::string unknown;           // set when there is no such field: what to say
};

Found LookIn(const Scopes& scopes, std::string_view path) {
  static const Value kNothing;
  const auto head_end = std::min(path.find('.'), path.size());
  const std::string_view head = path.substr(0, head_end);
  const Value* at = nullptr;
  std::vector<std::string> known;
  for (auto scope = scopes.rbegin(); scope != scopes.rend() && at == nullptr; ++scope) {
    if (head == "this" && scope->self != nullptr) at = scope->self;
    if (scope->fields == nullptr) continue;
    if (const auto found = scope->fields->find(head); at == nullptr && found != scope->fields->end()) at = &found->second;
    for (const auto& [name, value] : *scope->fields) {
      known.push_back(name);
      // "name" is meant for "customer.name" more often than not.
      if (const auto* record = std::get_if<Record>(&value.held)) {
        for (const auto& [inner, _] : *record) known.push_back(name + "." + inner);
      }
    }
  }
  const auto unknown = [&](std::size_t end, const std::vector<std::string>& names, const std::string& prefix) {
    std::vector<std::string> full;
    for (const std::string& name : names) full.push_back(prefix + name);
    std::string near = base::DidYouMean(path, full);
    if (near.empty()) near = base::DidYouMean(path.substr(0, end), full);
    if (near.empty() && !names.empty() && names.size() <= 12) near = "; there is " + base::AllOf(full);
    return Found{nullptr, "there is no field " + base::Quoted(path) + near};
  };
  if (at == nullptr) return unknown(head_end, known, "");
  std::size_t start = head_end;
  while (start < path.size()) {
    const auto end = std::min(path.find('.', start + 1), path.size());
    const std::string_view name = path.substr(start + 1, end - start - 1);
    const auto* record = std::get_if<Record>(&at->held);
    if (record == nullptr) {
      if (std::holds_alternative<std::monostate>(at->held)) return {nullptr, {}};
      return {nullptr, base::Quoted(path.substr(0, start)) + " has no fields, so there is no " + base::Quoted(path)};
    }
    const auto found = record->find(name);
    if (found == record->end()) {
      std::vector<std::string> names;
      for (const auto& [known_name, _] : *record) names.push_back(known_name);
      return unknown(end, names, std::string(path.substr(0, start)) + ".");
    }
    at = &found->second;
    start = end;
  }
  return {at, {}};
}

// -- Merging ---------------------------------------------------------------------------------------------------------------

enum class Origin : std::uint8_t { Markup, Value, Gap };
struct Piece {
  std::string text;
  Origin origin = Origin::Markup;
  Spot spot;
  const Source* source = nullptr;
};

std::string TextOf(const Value& value, std::string_view language) {
  if (const auto* text = std::get_if<std::string>(&value.held)) return CleanForLetter(*text);
  if (const auto* date = std::get_if<base::Date>(&value.held)) return DateInWords(*date, language);
  if (const auto* money = std::get_if<base::Money>(&value.held)) return money->ToString();
  return {};
}

// What an Expander without them refers to.
const Values kNoValues;
const std::vector<Inset> kNoInsets;
const std::vector<std::string> kNoIds;

class Expander {
 public:
  Expander(const Values& values, std::string_view language, const std::vector<Inset>& insets,
           const std::vector<std::string>& required, std::vector<Fault>& faults)
      : language_(language), insets_(insets), required_(required), faults_(faults), scopes_{{&values, nullptr}} {}

  // Insets parsed on the way must outlive the pieces that point to their source.
  std::vector<Piece> Expand(const Fragment& fragment, const std::set<std::string>& elsewhere) {
    elsewhere_ = elsewhere;
    source_ = fragment.source().get();
    Write(fragment.nodes(), true);
    return std::move(pieces_);
  }

 private:
  void Add(const Spot& spot, const std::string& says) {
    // The items of a list all bring the same fault.
    Fault fault = source_->At(spot, says);
    if (std::ranges::find(faults_, fault) == faults_.end()) faults_.push_back(std::move(fault));
  }

  // Walks all branches, so that a slip in one seldom taken is found today; only a `taken` one is written.
  void Write(const Nodes& nodes, bool taken) {
    for (const Node& node : nodes) {
      std::visit([&](const auto& what) { One(node.spot, what, taken); }, node.what);
    }
  }

  void Put(std::string text, Origin origin, const Spot& spot) { pieces_.push_back({std::move(text), origin, spot, source_}); }

  void One(const Spot& spot, const Literal& literal, bool taken) {
    if (taken) Put(literal.text, Origin::Markup, spot);
  }

  void One(const Spot& spot, const FieldTag& field, bool taken) {
    const Found found = LookIn(scopes_, field.path);
    if (!found.unknown.empty()) return Add(spot, found.unknown);
    if (found.value != nullptr) {
      const auto& held = found.value->held;
      const auto not_text = [&](const std::string& what, const std::string& use) {
        Add(spot, base::Quoted(field.path) + " is " + what + "; " + use);
      };
      if (std::holds_alternative<bool>(held)) return not_text("yes or no", "use {{#if " + field.path + "}}");
      if (std::holds_alternative<List>(held)) return not_text("a list", "use {{#each " + field.path + "}}");
      if (const auto* record = std::get_if<Record>(&held); record != nullptr && !record->empty()) {
        return not_text("a record", "name a field of it, like {{" + field.path + "." + record->begin()->first + "}}");
      }
    }
    if (!taken) return;
    if (found.value == nullptr || found.value->IsEmpty()) return Put(GapText(field.path), Origin::Gap, spot);
    Put(TextOf(*found.value, language_), Origin::Value, spot);
  }

  void One(const Spot& spot, const Section& section, bool taken) {
    const Found found = LookIn(scopes_, section.path);
    if (!found.unknown.empty()) return Add(spot, found.unknown);
    if (section.kind == SectionKind::If) {
      const bool holds = found.value != nullptr && found.value->Holds();
      Write(section.body, taken && holds);
      Write(section.otherwise, taken && !holds);
      return;
    }
    const List* list = nullptr;
    if (found.value != nullptr && !found.value->IsEmpty()) {
      list = std::get_if<List>(&found.value->held);
      if (list == nullptr) return Add(spot, base::Quoted(section.path) + " is not a list");
    }
    if (list != nullptr) {
      for (const Value& item : *list) {
        scopes_.push_back({std::get_if<Record>(&item.held), &item});
        Write(section.body, taken);
        scopes_.pop_back();
      }
    }
    Write(section.otherwise, taken && list == nullptr);
  }

  void One(const Spot& spot, const StatementTag& tag, bool taken) {
    if (in_inset_) return Add(spot, "a statement cannot insert another");
    if (tag.id.empty()) {
      for (const std::string& id : required_) {
        if (!elsewhere_.contains(id)) Insert(spot, id, taken);
      }
      return;
    }
    Insert(spot, tag.id, taken);
  }

  void Insert(const Spot& spot, const std::string& id, bool taken) {
    const auto inset = std::ranges::find(insets_, id, &Inset::id);
    if (inset == insets_.end()) {
      std::vector<std::string> ids;
      for (const Inset& one : insets_) ids.push_back(one.id);
      const std::string near = base::DidYouMean(id, ids);
      return Add(spot, "there is no statement " + base::Quoted(id) + " in force on the letter's date" +
                           (!near.empty() ? near
                            : ids.empty() ? ""
                                          : "; there is " + base::AllOf(ids)));
    }
    const auto source = std::make_shared<const Source>(inset->words, inset->file, inset->first_line);
    kept_.push_back(source);
    const Fragment fragment = Fragment::Parse(source, inset->first_line, faults_);
    const Source* before = std::exchange(source_, source.get());
    in_inset_ = true;
    // Statements see the letter's own values, not those of a list they happen to stand in.
    Scopes inner = std::exchange(scopes_, {scopes_.front()});
    if (taken) Put("\n\n", Origin::Markup, {});
    Write(fragment.nodes(), taken);
    if (taken) Put("\n\n", Origin::Markup, {});
    scopes_ = std::move(inner);
    in_inset_ = false;
    source_ = before;
  }

  std::string_view language_;
  const std::vector<Inset>& insets_;
  const std::vector<std::string>& required_;
  std::vector<Fault>& faults_;
  Scopes scopes_;
  std::set<std::string> elsewhere_;
  const Source* source_ = nullptr;
  bool in_inset_ = false;
  std::vector<Piece> pieces_;
  std::vector<std::shared_ptr<const Source>> kept_;
};

// -- From pieces to blocks -----------------------------------------------------------------------------------------------------

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
      } else if (c == '[' && std::string_view(text).substr(at).starts_with(kGapStart) &&
                 text.find(']', at) != std::string::npos) {
        flush();
        const auto end = text.find(']', at);
        writer_.Gap(std::string_view(text).substr(at, end - at + 1));
        at = end;
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

std::vector<Block> ToBlocks(std::vector<Piece> pieces, std::vector<Fault>& faults) {
  BlockWriter writer(faults);
  for (TextLine& line : ToLines(std::move(pieces))) writer.Line(std::move(line));
  return writer.Finish();
}

void Collect(const Nodes& nodes, std::map<std::string, Spot>& into) {
  for (const Node& node : nodes) {
    if (const auto* tag = std::get_if<StatementTag>(&node.what); tag != nullptr && !tag->id.empty())
      into.emplace(tag->id, node.spot);
    if (const auto* section = std::get_if<Section>(&node.what)) {
      Collect(section->body, into);
      Collect(section->otherwise, into);
    }
  }
}

// -- What stands around the text
// -------------------------------------------------------------------------------------------------

std::vector<std::string> LinesOf(const Value* value, std::string_view language) {
  std::vector<std::string> lines;
  if (value == nullptr) return lines;
  const auto add = [&](const std::string& text) {
    std::size_t at = 0;
    while (at <= text.size()) {
      const auto end = std::min(text.find('\n', at), text.size());
      if (const auto line = Trim(std::string_view(text).substr(at, end - at)); !line.empty()) lines.emplace_back(line);
      at = end + 1;
    }
  };
  if (const auto* list = std::get_if<List>(&value->held)) {
    for (const Value& item : *list) add(TextOf(item, language));
  } else {
    add(TextOf(*value, language));
  }
  return lines;
}

std::string Joined(const std::vector<std::string>& lines) {
  std::string joined;
  for (const std::string& line : lines) joined += (joined.empty() ? "" : " ") + line;
  return joined;
}

Frame FrameOf(const Values& values, const Template& form) {
  const Scopes scopes{{&values, nullptr}};
  const auto lines = [&](std::string_view path) { return LinesOf(LookIn(scopes, path).value, form.language); };
  const auto needed = [&](std::string_view path) {
    std::string text = Joined(lines(path));
    return text.empty() ? GapText(path) : text;
  };
  Frame frame;
  frame.organisation = needed("organisation.name");
  frame.organisation_address = lines("organisation.address");
  frame.footer = Joined(lines("organisation.footer"));
  frame.recipient = {needed("customer.name")};
  for (std::string& line : lines("customer.address")) frame.recipient.push_back(std::move(line));
  frame.reference = needed("case.reference");
  frame.date = needed("letter.date");
  frame.reference_label = form.reference_label;
  frame.page_of = form.page_of;
  return frame;
}

}  // namespace

// -- Fragment ------------------------------------------------------------------------------------------------------------------

Fragment::Fragment() : source_(std::make_shared<const Source>("", "")), nodes_(std::make_unique<Nodes>()) {}
Fragment::~Fragment() = default;
Fragment::Fragment(const Fragment& other) : source_(other.source_), nodes_(std::make_unique<Nodes>(*other.nodes_)) {}
Fragment::Fragment(Fragment&&) noexcept = default;
Fragment& Fragment::operator=(const Fragment& other) { return *this = Fragment(other); }
Fragment& Fragment::operator=(Fragment&&) noexcept = default;
const Nodes& Fragment::nodes() const { return *nodes_; }

Fragment Fragment::Parse(std::shared_ptr<const Source> source, int first_line, std::vector<base::Fault>& faults) {
  Fragment fragment;
  Reader reader(*source, faults);
  for (auto i = static_cast<std::size_t>(first_line - source->first_line()); i < source->lines().size(); ++i) {
    reader.Line(static_cast<int>(i) + source->first_line(), source->lines()[i]);
  }
  *fragment.nodes_ = reader.Finish();
  fragment.source_ = std::move(source);
  return fragment;
}

Fragment Fragment::ParseLine(std::shared_ptr<const Source> source, const HeaderField& field, std::vector<base::Fault>& faults) {
  Fragment fragment;
  Reader reader(*source, faults);
  reader.Line(field.spot.line, field.value, field.spot.column);
  *fragment.nodes_ = reader.Finish();
  fragment.source_ = std::move(source);
  return fragment;
}

std::map<std::string, Spot> Fragment::Statements() const {
  std::map<std::string, Spot> found;
  Collect(*nodes_, found);
  return found;
}

// -- Template ------------------------------------------------------------------------------------------------------------------

base::Result<Template> Template::Parse(std::string_view text, const std::string& file) {
  if (!base::IsUtf8(text)) return base::Fail(base::ErrorCode::Invalid, file + ": expected text in UTF-8");
  const auto source = std::make_shared<const Source>(text, file);
  std::vector<Fault> faults;
  const Header header = ReadHeader(*source, {"letter", "title", "language", "pack", "reference", "page of"},
                                   {"letter", "title", "language"}, faults);
  Template form;
  for (const auto& [key, field] : header.fields) {
    if (key == "letter") form.kind = ReadKind(*source, field.spot, field.value, faults).value_or(form.kind);
    if (key == "title") form.title = Fragment::ParseLine(source, field, faults);
    if (key == "language") form.language = field.value;
    if (key == "pack") form.pack = field.value;
    if (key == "reference") form.reference_label = field.value;
    if (key == "page of") form.page_of = field.value;
  }
  form.body = Fragment::Parse(source, header.body_line, faults);
  if (!form.title.Statements().empty()) faults.push_back({file, "a title has no room for a statement"});
  if (!faults.empty()) return std::unexpected(FileError("the template", std::move(faults)));
  return form;
}

base::Result<Letter> Template::Merge(const Values& values, const std::vector<Inset>& insets,
                                     const std::vector<std::string>& required) const {
  std::vector<Fault> faults;
  Letter letter;
  letter.kind = kind;
  letter.language = language;
  letter.frame = FrameOf(values, *this);
  std::set<std::string> elsewhere;
  for (const auto& [id, spot] : body.Statements()) elsewhere.insert(id);

  Expander of_title(values, language, kNoInsets, kNoIds, faults);
  for (const Block& block : ToBlocks(of_title.Expand(title, {}), faults)) {
    for (const Runs& part : block.parts) letter.title += (letter.title.empty() ? "" : " ") + PlainText(part);
  }
  std::ranges::replace(letter.title, '\n', ' ');
  Expander of_body(values, language, insets, required, faults);
  letter.blocks = ToBlocks(of_body.Expand(body, elsewhere), faults);
  if (!faults.empty()) return std::unexpected(FileError("the template", std::move(faults)));
  return letter;
}

base::Result<std::vector<Block>> ReadBlocks(std::string_view markup, const std::string& file) {
  std::vector<Fault> faults;
  const Fragment fragment = Fragment::Parse(std::make_shared<const Source>(markup, file), 1, faults);
  Expander expander(kNoValues, "", kNoInsets, kNoIds, faults);
  auto blocks = ToBlocks(expander.Expand(fragment, {}), faults);
  if (!faults.empty()) return std::unexpected(FileError("the text", std::move(faults)));
  return blocks;
}

base::Result<std::vector<Block>> MergeInset(const Inset& inset, const Values& values, std::string_view language) {
  std::vector<Fault> faults;
  const Fragment fragment =
      Fragment::Parse(std::make_shared<const Source>(inset.words, inset.file, inset.first_line), inset.first_line, faults);
  Expander expander(values, language, kNoInsets, kNoIds, faults);
  auto blocks = ToBlocks(expander.Expand(fragment, {}), faults);
  if (!faults.empty()) return std::unexpected(FileError("statement " + inset.id, std::move(faults)));
  return blocks;
}

base::Result<const Value*> Look(const Values& values, std::string_view path) {
  Found found = LookIn({{&values, nullptr}}, path);
  if (!found.unknown.empty()) return base::Fail(base::ErrorCode::Invalid, std::move(found.unknown));
  return found.value;
}

}  // namespace letters
