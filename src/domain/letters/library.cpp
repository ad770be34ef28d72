#include "domain/letters/library.h"

#include <algorithm>

namespace letters {

base::Result<Library> Library::Read(std::string language, const std::string& folder, const std::vector<LibraryFile>& files) {
  Library library;
  library.language = std::move(language);
  std::map<LetterKind, std::string> from;
  for (const LibraryFile& file : files) {
    const std::string shown = folder.empty() ? file.path : folder + "/" + file.path;
    if (!file.path.ends_with(".txt")) continue;
    if (file.path.starts_with("statements/")) {
      TRY(auto statement, RequiredStatement::Parse(file.text, shown));
      library.statements.push_back(std::move(statement));
    } else if (file.path == "jargon.txt") {
      TRY(library.jargon, ParseJargon(file.text, shown));
    } else if (file.path == "heat.txt") {
      TRY(library.heat, HeatGuide::Parse(file.text, shown));
    } else {
      TRY(auto form, Template::Parse(file.text, shown));
      const auto [other, is_new] = from.emplace(form.kind, shown);
      if (!is_new) {
        return base::Fail(base::ErrorCode::Invalid, shown + " is for the same kind of letter as " + other->second +
                                                        "; expected one template for each kind");
      }
      const LetterKind kind = form.kind;
      library.templates.insert_or_assign(kind, std::move(form));
    }
  }
  CHECK_OK(CheckStatements(library.statements));
  return library;
}

bool SameLanguage(std::string_view a, std::string_view b) {
  const auto first = [](std::string_view tag) { return base::Fold(tag.substr(0, tag.find('-'))); };
  return first(a) == first(b);
}

const DisputeBody* Letterhead::BodyFor(std::string_view procedure) const {
  const DisputeBody* best = nullptr;
  for (const DisputeBody& body : dispute_bodies) {
    if (body.procedure && body.procedure->str() == procedure) best = &body;
    if (!body.procedure && best == nullptr) best = &body;
  }
  return best;
}

const Library& Stationery::For(std::string_view language) const {
  const auto exact = std::ranges::find(libraries, language, &Library::language);
  if (exact != libraries.end()) return *exact;
  const auto near =
      std::ranges::find_if(libraries, [&](const Library& library) { return SameLanguage(library.language, language); });
  return near != libraries.end() ? *near : libraries.front();
}

}  // namespace letters
