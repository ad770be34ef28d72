#include "packs/toml_file.h"

#include <toml++/toml.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <fstream>
#include <sstream>

namespace packs {

struct TomlFile::Tree {
  toml::table root;
};

namespace {

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(std::move(line));
  return lines;
}

template <class T>
std::string Written(const T& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

boost::json::value ToJson(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table: {
      boost::json::object object;
      for (const auto& [key, value] : *node.as_table()) object[std::string(key.str())] = ToJson(value);
      return object;
    }
    case toml::node_type::array: {
      boost::json::array array;
      for (const toml::node& value : *node.as_array()) array.push_back(ToJson(value));
      return array;
    }
    case toml::node_type::string: return boost::json::string(node.as_string()->get());
    case toml::node_type::integer: return node.as_integer()->get();
    case toml::node_type::floating_point: return node.as_floating_point()->get();
    case toml::node_type::boolean: return node.as_boolean()->get();
    case toml::node_type::date: return boost::json::string(Written(node.as_date()->get()));
    case toml::node_type::time: return boost::json::string(Written(node.as_time()->get()));
    case toml::node_type::date_time: return boost::json::string(Written(node.as_date_time()->get()));
    case toml::node_type::none: break;
  }
  return nullptr;
}

// One step of a path: a name, or a number in brackets.
struct Step {
  std::string name;
  std::optional<std::size_t> index;
};
std::vector<Step> StepsOf(const std::string& where) {
  std::vector<Step> steps;
  std::size_t at = 0;
  while (at < where.size()) {
    // A key may hold a bracket of its own; then the rest is its name, and the place above it is told.
    std::size_t index = 0;
    const char* const begin = where.data() + at + 1;
    const char* const limit = where.data() + where.size();
    const auto [stopped, fault] =
        where[at] == '[' ? std::from_chars(begin, limit, index) : std::from_chars_result{begin, std::errc{}};
    if (where[at] == '[' && fault == std::errc{} && stopped != limit && *stopped == ']') {
      steps.push_back({{}, index});
      at = static_cast<std::size_t>(stopped - where.data()) + 1;
    } else if (where[at] == '[') {
      steps.push_back({where.substr(at), {}});
      at = where.size();
    } else {
      if (where[at] == '.') ++at;
      const std::size_t end = std::min(where.find_first_of(".[", at), where.size());
      steps.push_back({where.substr(at, end - at), {}});
      at = end;
    }
  }
  return steps;
}

}  // namespace

TomlFile::TomlFile(std::string text, std::string path, std::unique_ptr<Tree> tree)
    : path_(std::move(path)), lines_(Lines(text)), tree_(std::move(tree)) {}
TomlFile::TomlFile(TomlFile&&) noexcept = default;
TomlFile& TomlFile::operator=(TomlFile&&) noexcept = default;
TomlFile::~TomlFile() = default;

std::expected<TomlFile, Problems> TomlFile::Read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (in) text << in.rdbuf();
  if (!in) return std::unexpected(Problems{{path, 1, 1, 1, "", "", "cannot be read; is there such a file?"}});
  return FromText(text.str(), path);
}

std::expected<TomlFile, Problems> TomlFile::FromText(std::string text, std::string path) {
  try {
    auto tree = std::make_unique<Tree>();
    tree->root = toml::parse(text, path);
    return TomlFile(std::move(text), std::move(path), std::move(tree));
  } catch (const toml::parse_error& error) {
    const auto begin = error.source().begin;
    const auto lines = Lines(text);
    const std::string source = begin.line >= 1 && begin.line <= lines.size() ? lines[begin.line - 1] : "";
    return std::unexpected(Problems{{std::move(path), static_cast<int>(begin.line), static_cast<int>(begin.column), 1, source, "",
                                     "is not TOML: " + std::string(error.description())}});
  }
}

Problem TomlFile::Make(int line, int column, int width, std::string where, std::string says) const {
  const auto index = static_cast<std::size_t>(line) - 1;
  const std::string source = index < lines_.size() ? lines_[index] : "";
  const int rest = std::max(1, static_cast<int>(source.size()) - column + 1);
  return {path_, line, column, std::clamp(width, 1, rest), source, std::move(where), std::move(says)};
}

Problem TomlFile::At(const std::string& where, std::string says) const {
  const toml::node* node = &tree_->root;
  toml::source_region place = node->source();
  for (const Step& step : StepsOf(where)) {
    const toml::node* next = nullptr;
    if (step.index && node->is_array()) {
      next = node->as_array()->get(*step.index);
      if (next != nullptr) place = next->source();
    } else if (!step.index && node->is_table()) {
      const auto found = node->as_table()->find(step.name);
      if (found != node->as_table()->end()) {
        next = &found->second;
        // A table is told at its name, a value at itself.
        place = next->is_value() ? next->source() : found->first.source();
      }
    }
    if (next == nullptr) break;
    node = next;
  }
  const int line = std::max(1, static_cast<int>(place.begin.line));
  const int column = std::max(1, static_cast<int>(place.begin.column));
  const int width = place.end.line == place.begin.line ? static_cast<int>(place.end.column) - column : 1;
  return Make(line, column, width, where, std::move(says));
}

Problems TomlFile::Decode(void* value, const base::Type& type) const {
  const auto read = base::FromJson(boost::json::serialize(ToJson(tree_->root)), value, type);
  Problems problems;
  if (read) return problems;
  for (const base::Fault& fault : read.error().faults) problems.push_back(At(fault.path, fault.says));
  if (problems.empty()) problems.push_back(At("", read.error().says));
  return problems;
}

std::string ToText(const Problem& problem) {
  std::string text = problem.file + ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column) + ": ";
  if (!problem.where.empty()) text += problem.where + ": ";
  text += problem.says + "\n";
  if (problem.source.empty()) return text;
  const std::string number = std::to_string(problem.line);
  text += "  " + number + " | " + problem.source + "\n";
  text += "  " + std::string(number.size(), ' ') + " | ";
  // Tabs stay tabs, so that the caret stands right however wide they are shown.
  for (int i = 0; i + 1 < problem.column && static_cast<std::size_t>(i) < problem.source.size(); ++i) {
    text += problem.source[static_cast<std::size_t>(i)] == '\t' ? '\t' : ' ';
  }
  return text + "^" + std::string(static_cast<std::size_t>(problem.width) - 1, '~') + "\n";
}

}  // namespace packs
