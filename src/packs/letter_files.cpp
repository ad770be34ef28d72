#include "packs/letter_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "packs/shipped.h"
#include "packs/toml_file.h"

namespace packs {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::Fail;

constexpr std::size_t kMost = 1'000'000;
constexpr std::string_view kLetters = "letters/";
constexpr const char* kLetterhead = "letterhead.toml";

// The .txt files of a folder, in the order of their names.
base::Result<std::vector<letters::LibraryFile>> TextsOf(const fs::path& folder, const std::string& prefix) {
  std::vector<letters::LibraryFile> files;
  std::error_code fault;
  for (fs::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault)) {
    if (at->path().extension() == ".txt") files.push_back({prefix + at->path().filename().string(), ""});
  }
  if (fault) return Fail(ErrorCode::NotFound, folder.string() + " cannot be read");
  std::ranges::sort(files, {}, &letters::LibraryFile::path);
  for (letters::LibraryFile& file : files) {
    TRY(file.text, ReadText((folder.parent_path() / folder.filename() / fs::path(file.path).filename()).string()));
  }
  return files;
}

base::Result<letters::Letterhead> ReadLetterhead(std::string text, const std::string& path) {
  const auto told = [&](const Problems& problems) {
    base::Error error{ErrorCode::Invalid, "the letterhead has faults", {}};
    for (const Problem& problem : problems) {
      error.faults.push_back({problem.where, problem.file + ":" + std::to_string(problem.line) + ":" +
                                                 std::to_string(problem.column) + ": " + problem.says});
    }
    return error;
  };
  const auto file = TomlFile::FromText(std::move(text), path);
  if (!file) return std::unexpected(told(file.error()));
  auto head = file->As<letters::Letterhead>();
  if (!head) return std::unexpected(told(head.error()));
  return *std::move(head);
}

// English before the others, which come by name.
void Sort(std::vector<letters::Library>& libraries) {
  std::ranges::sort(libraries, {}, [](const letters::Library& library) {
    return std::pair(!letters::SameLanguage(library.language, "en"), library.language);
  });
}

}  // namespace

base::Result<std::string> ReadText(const std::string& file) {
  std::error_code fault;
  if (fs::is_directory(file, fault)) return Fail(ErrorCode::NotFound, file + " is a folder; expected a file");
  std::ifstream in(file, std::ios::binary);
  if (!in) return Fail(ErrorCode::NotFound, file + " cannot be read");
  std::string text(kMost + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return Fail(ErrorCode::Unavailable, file + " cannot be read");
  if (text.size() > kMost) return Fail(ErrorCode::TooLarge, file + " is larger than 1 MB");
  return text;
}

base::Result<letters::Template> LoadTemplate(const std::string& file) {
  TRY(const auto text, ReadText(file));
  return letters::Template::Parse(text, file);
}

base::Result<letters::Library> LoadLetterLibrary(const std::string& folder, Templates templates) {
  const fs::path path(folder);
  auto statements = TextsOf(path / "statements", "statements/");
  if (!statements) {
    return Fail(ErrorCode::NotFound, (path / "statements").string() + " cannot be read: required statements are kept there");
  }
  TRY(auto files, TextsOf(path, ""));
  if (templates == Templates::LeftOut) {
    std::erase_if(files, [](const letters::LibraryFile& file) { return file.path != "jargon.txt" && file.path != "heat.txt"; });
  }
  files.insert(files.begin(), statements->begin(), statements->end());
  return letters::Library::Read(fs::weakly_canonical(path).filename().string(), folder, files);
}

const letters::Stationery& ShippedStationery() {
  static const letters::Stationery kShipped = [] {
    std::map<std::string, std::vector<letters::LibraryFile>> by_language;
    for (const ShippedFile& file : ShippedFiles()) {
      if (!file.path.starts_with(kLetters)) continue;
      const std::string_view path = file.path.substr(kLetters.size());
      const auto slash = path.find('/');
      if (slash == std::string_view::npos) continue;
      by_language[std::string(path.substr(0, slash))].push_back({std::string(path.substr(slash + 1)), std::string(file.text)});
    }
    letters::Stationery shipped;
    for (const auto& [language, files] : by_language) {
      // They are part of this program and tested with it.
      shipped.libraries.push_back(letters::Library::Read(language, "letters/" + language, files).value());
    }
    Sort(shipped.libraries);
    return shipped;
  }();
  return kShipped;
}

const letters::Letterhead& DemoLetterhead() {
  static const letters::Letterhead kDemo = [] {
    const auto files = ShippedFiles();
    const auto file = std::ranges::find(files, "letters/letterhead.toml", &ShippedFile::path);
    return ReadLetterhead(std::string(file->text), std::string(file->path)).value();
  }();
  return kDemo;
}

base::Result<letters::Stationery> LoadStationery(const std::string& folder) {
  letters::Stationery stationery;
  std::error_code fault;
  const fs::path path(folder);
  if (const std::string file = (path / kLetterhead).string(); fs::exists(file, fault)) {
    TRY(auto text, ReadText(file));
    TRY(stationery.head, ReadLetterhead(std::move(text), file));
  }
  for (fs::directory_iterator at(path, fault), end; !fault && at != end; at.increment(fault)) {
    if (!at->is_directory()) continue;
    TRY(auto library, LoadLetterLibrary(at->path().string()));
    stationery.libraries.push_back(std::move(library));
  }
  if (fault) return Fail(ErrorCode::NotFound, folder + " cannot be read: expected a folder with " + kLetterhead);
  if (!stationery.head && stationery.libraries.empty()) {
    return Fail(ErrorCode::Invalid, folder + " has neither " + kLetterhead +
                                        " nor a folder of a language, like en-GB; see procedures/letters/README.md");
  }
  for (const letters::Library& shipped : ShippedStationery().libraries) {
    const bool has = std::ranges::any_of(
        stationery.libraries, [&](const letters::Library& own) { return letters::SameLanguage(own.language, shipped.language); });
    if (!has) stationery.libraries.push_back(shipped);
  }
  Sort(stationery.libraries);
  return stationery;
}

}  // namespace packs
