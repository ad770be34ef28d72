#include <algorithm>
#include <optional>

#include "base/text.h"
#include "domain/letters/nodes.h"

namespace letters {
namespace {

using base::Fault;

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
bool IsBlankToken(const Token& token) { return !token.tag && Trim(token.text).empty(); }

class Reader {
 public:
  Reader(const Source& source, std::vector<Fault>& faults) : source_(source), faults_(faults) {}

  void Line(int number, const std::string& line, int first_column = 1) {
    std::vector<Token> tokens = Tokens(number, line, first_column);
    const bool has_section = std::ranges::any_of(tokens, IsSectionTag);
    const bool only_section = std::ranges::all_of(tokens, [](const Token& t) { return IsSectionTag(t) || IsBlankToken(t); });
    const auto inset =
        std::ranges::find_if(tokens, [](const Token& t) { return t.tag == TagKind::Statement || t.tag == TagKind::Statements; });
    if (inset != tokens.end() && std::ranges::any_of(tokens, [&](const Token& t) { return &t != &*inset && !IsBlankToken(t); })) {
      Add(inset->spot, "a statement brings its own paragraphs; expected it alone on its line");
    }
    // A line that only opens or closes sections leaves no trace in the letter.
    if (has_section && only_section) std::erase_if(tokens, IsBlankToken);
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

}  // namespace

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

}  // namespace letters
