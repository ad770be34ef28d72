#include "channels/letter_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace channels {

namespace fs = std::filesystem;
using base::ErrorCode;
using base::Fail;

base::Result<std::string> ReadText(const std::string& file) {
  constexpr std::size_t kMost = 1'000'000;
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

base::Result<LetterLibrary> LoadLetterLibrary(const std::string& folder) {
  LetterLibrary library;
  std::error_code fault;
  const fs::path statements = fs::path(folder) / "statements";
  std::vector<std::string> files;
  for (fs::directory_iterator at(statements, fault), end; !fault && at != end; at.increment(fault)) {
    if (at->path().extension() == ".txt") files.push_back(at->path().string());
  }
  if (fault) return Fail(ErrorCode::NotFound, statements.string() + " cannot be read: required statements are kept there");
  std::ranges::sort(files);
  for (const std::string& file : files) {
    TRY(const auto text, ReadText(file));
    TRY(auto statement, letters::RequiredStatement::Parse(text, file));
    library.statements.push_back(std::move(statement));
  }
  CHECK_OK(letters::CheckStatements(library.statements));
  if (const std::string file = (fs::path(folder) / "jargon.txt").string(); fs::exists(file, fault)) {
    TRY(const auto text, ReadText(file));
    TRY(library.jargon, letters::ParseJargon(text, file));
  }
  if (const std::string file = (fs::path(folder) / "heat.txt").string(); fs::exists(file, fault)) {
    TRY(const auto text, ReadText(file));
    TRY(library.heat, letters::HeatGuide::Parse(text, file));
  }
  return library;
}

}  // namespace channels
