#include "domain/letters/template.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "domain/letters/nodes.h"

namespace letters {
namespace {

using base::Fault;

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
// What {{#if}} asks for, to know whether {{statements}} will insert any.
constexpr std::string_view kStatements = "statements";

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

  // Those that {{statements}} would insert.
  bool HasStatements() const {
    return std::ranges::any_of(required_, [&](const std::string& id) { return !elsewhere_.contains(id); });
  }

  void One(const Spot& spot, const Section& section, bool taken) {
    if (section.kind == SectionKind::If && section.path == kStatements && !in_inset_) {
      const bool some = HasStatements();
      Write(section.body, taken && some);
      return Write(section.otherwise, taken && !some);
    }
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

// How deep a heading stands; 0 for what it heads.
int LevelOf(const Block& block) {
  switch (block.kind) {
    case BlockKind::Heading: return 1;
    case BlockKind::Subheading: return 2;
    case BlockKind::Paragraph:
    case BlockKind::Bullets:
    case BlockKind::Numbers: return 0;
  }
  return 0;
}

// A heading under which nothing came to stand promises what the letter does not say.
void DropEmptySections(std::vector<Block>& blocks) {
  int below = 1;  // what follows, from the end on: nothing, as if the next heading came
  for (auto at = blocks.end(); at != blocks.begin();) {
    --at;
    const int level = LevelOf(*at);
    const bool heads_something = below == 0 || below > level;
    if (level > 0 && !heads_something) {
      at = blocks.erase(at);
    } else {
      below = level;
    }
  }
}

// -- What stands around the text

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

}  // namespace

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
  letter.frame = FrameFor(values);
  std::set<std::string> elsewhere;
  for (const auto& [id, spot] : body.Statements()) elsewhere.insert(id);

  Expander of_title(values, language, kNoInsets, kNoIds, faults);
  for (const Block& block : ToBlocks(of_title.Expand(title, {}), faults)) {
    for (const Runs& part : block.parts) letter.title += (letter.title.empty() ? "" : " ") + PlainText(part);
  }
  std::ranges::replace(letter.title, '\n', ' ');
  Expander of_body(values, language, insets, required, faults);
  letter.blocks = ToBlocks(of_body.Expand(body, elsewhere), faults);
  DropEmptySections(letter.blocks);
  if (!faults.empty()) return std::unexpected(FileError("the template", std::move(faults)));
  return letter;
}

Frame Template::FrameFor(const Values& values) const {
  const Scopes scopes{{&values, nullptr}};
  const auto lines = [&](std::string_view path) { return LinesOf(LookIn(scopes, path).value, language); };
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
  frame.reference_label = reference_label;
  frame.page_of = page_of;
  return frame;
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

}  // namespace letters
