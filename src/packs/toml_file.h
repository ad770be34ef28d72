#pragma once
// A TOML file read into described structs. What is wrong with it is told with file, line, column, the line itself and a
// caret under the place, all of it at once.
//
//   auto file = packs::TomlFile::Read("procedures/uk-financial/pack.toml");
//   auto pack = file->As<PackFile>();

#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "base/json.h"

namespace packs {

struct Problem {
  std::string file;
  int line = 1;
  int column = 1;
  int width = 1;       // of what the caret stands under
  std::string source;  // the line
  std::string where;   // "clocks[1].term"; empty for the file as a whole
  std::string says;
  friend bool operator==(const Problem&, const Problem&) = default;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (file, line, column, width, source, where, says))
using Problems = std::vector<Problem>;

// "pack.toml:12:8: clocks[1].term: expected ...", the line, and the caret.
std::string ToText(const Problem& problem);

class TomlFile {
 public:
  static std::expected<TomlFile, Problems> Read(const std::string& path);
  static std::expected<TomlFile, Problems> FromText(std::string text, std::string path);
  TomlFile(TomlFile&&) noexcept;
  TomlFile& operator=(TomlFile&&) noexcept;
  ~TomlFile();

  // The file as a value of T; every fault at its place.
  template <class T>
  std::expected<T, Problems> As() const {
    T value{};
    Problems problems = Decode(&value, base::TypeOf<T>());
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return value;
  }
  // A problem at a place written like "clocks[1].term"; a place that is not there is told at the nearest that is.
  Problem At(const std::string& where, std::string says) const;

  const std::string& path() const { return path_; }

 private:
  struct Tree;
  TomlFile(std::string text, std::string path, std::unique_ptr<Tree> tree);
  Problems Decode(void* value, const base::Type& type) const;
  Problem Make(int line, int column, int width, std::string where, std::string says) const;

  std::string path_;
  std::vector<std::string> lines_;
  std::unique_ptr<Tree> tree_;
};

}  // namespace packs
