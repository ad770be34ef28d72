// Packs and calendars as they lie in folders: each read once, after what it is based on.

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/text.h"
#include "domain/procedures/book.h"
#include "packs/letter_files.h"
#include "packs/pack_file.h"
#include "packs/packs.h"

namespace packs {
namespace {

using calendar::Calendar;
using procedures::Procedure;

std::optional<base::Duration> TimeOfDay(const std::string& text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const std::size_t at : {0U, 1U, 3U, 4U}) {
    if (text[at] < '0' || text[at] > '9') return std::nullopt;
  }
  const int hours = (text[0] - '0') * 10 + (text[1] - '0');
  const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
  if (hours * 60 + minutes > 24 * 60 || minutes > 59) return std::nullopt;
  return std::chrono::hours(hours) + std::chrono::minutes(minutes);
}

std::vector<std::filesystem::path> Entries(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> entries;
  std::error_code fault;
  for (const auto& entry : std::filesystem::directory_iterator(folder, fault)) entries.push_back(entry.path());
  std::ranges::sort(entries);
  return entries;
}

std::string StemOf(const TomlFile& file) { return std::filesystem::path(file.path()).stem().string(); }

Problem NoFolder(const std::string& folder) { return {folder, 1, 1, 1, "", "", "there is no such folder"}; }

void Append(Problems& to, Problems from) { std::ranges::move(from, std::back_inserter(to)); }

// What a calendar has before its own hours and closed days: what it says itself, and what the one below says.
std::expected<calendar::Spec, Problems> Below(const TomlFile& file, const CalendarFile& read, const Calendars& bases) {
  if (read.based_on) {
    const auto base = bases.find(read.based_on->str());
    if (base == bases.end()) {
      std::vector<std::string> known;
      for (const auto& [id, calendar] : bases) known.push_back(id);
      return std::unexpected(Problems{file.At("based_on", "there is no calendar " + base::Quoted(read.based_on->str()) +
                                                              base::DidYouMean(read.based_on->str(), known))});
    }
    // A year whose holidays nobody gave would count as one without any.
    const std::string not_here = "is that of the calendar it is based on; leave it out";
    Problems problems;
    if (read.zone) problems.push_back(file.At("zone", not_here));
    if (read.known_from) problems.push_back(file.At("known_from", not_here));
    if (read.known_until) problems.push_back(file.At("known_until", not_here));
    if (!problems.empty()) return std::unexpected(std::move(problems));
    calendar::Spec spec = base->second.spec();
    spec.id = read.id.str();
    spec.title = read.title.str();
    if (read.source) spec.source = read.source->str();
    return spec;
  }
  Problems problems;
  const auto require = [&](bool given, const char* field) {
    if (!given) problems.push_back(file.At("", std::string(field) + " is required in a calendar that is based on no other"));
  };
  require(read.zone.has_value(), "zone");
  require(read.source.has_value(), "source");
  require(read.known_from.has_value(), "known_from");
  require(read.known_until.has_value(), "known_until");
  if (!problems.empty()) return std::unexpected(std::move(problems));
  const auto zone = base::Zone::Find(read.zone->str());
  if (!zone) return std::unexpected(Problems{file.At("zone", zone.error().faults.front().says)});
  return calendar::Spec{read.id.str(), read.title.str(), *zone, {}, {}, *read.known_from, *read.known_until, read.source->str()};
}

}  // namespace

std::expected<Calendar, Problems> ReadCalendar(const TomlFile& file, const Calendars& bases) {
  auto read = file.As<CalendarFile>();
  if (!read) return std::unexpected(read.error());
  Problems problems;
  auto below = Below(file, *read, bases);
  if (!below) return std::unexpected(std::move(below.error()));
  calendar::Spec spec = *std::move(below);
  const auto& days = base::TypeOf<base::Weekday>().names;
  for (const auto& [day, windows] : read->hours) {
    const auto found = std::ranges::find(days, day.str());
    if (found == days.end()) {
      problems.push_back(file.At("hours." + day.str(), "expected " + base::OneOf(days) + base::DidYouMean(day.str(), days)));
      continue;
    }
    spec.hours[static_cast<std::size_t>(found - days.begin())].clear();
    for (const auto& window : windows) {
      const auto from = window.size() == 2 ? TimeOfDay(window[0].str()) : std::nullopt;
      const auto until = window.size() == 2 ? TimeOfDay(window[1].str()) : std::nullopt;
      if (!from || !until) {
        problems.push_back(
            file.At("hours." + day.str(), R"(expected pairs of times like [["09:00", "12:30"], ["13:30", "17:00"]])"));
        continue;
      }
      spec.hours[static_cast<std::size_t>(found - days.begin())].push_back({*from, *until});
    }
  }
  std::set<int> years;
  for (const auto& [day, name] : read->closed) {
    const auto date = Date::Parse(day.str());
    if (!date) {
      problems.push_back(file.At("closed." + day.str(), date.error().faults.front().says));
      continue;
    }
    spec.closed.insert_or_assign(*date, name.str());
  }
  for (const auto& [date, name] : spec.closed) years.insert(date.year());
  for (int year = spec.known_from.year(); year <= spec.known_until.year(); ++year) {
    if (!years.contains(year)) {
      problems.push_back(
          file.At("known_until", "no holiday of " + std::to_string(year) + " is given, and a year without any is not known"));
    }
  }
  if (!problems.empty()) return std::unexpected(std::move(problems));
  auto made = Calendar::Make(std::move(spec));
  if (!made) {
    for (const base::Fault& fault : made.error().faults) problems.push_back(file.At(fault.path, fault.says));
    return std::unexpected(std::move(problems));
  }
  return *std::move(made);
}

std::expected<Calendars, Problems> ReadCalendars(const std::string& folder, const Calendars& bases) {
  Calendars calendars = bases;
  std::set<std::string> own;
  Problems problems;
  if (!std::filesystem::is_directory(folder)) return std::unexpected(Problems{NoFolder(folder)});
  std::vector<std::pair<TomlFile, std::optional<std::string>>> waiting;  // with what each is based on
  for (const auto& path : Entries(folder)) {
    if (path.extension() != ".toml") continue;
    auto file = TomlFile::Read(path.string());
    if (!file) {
      Append(problems, std::move(file.error()));
      continue;
    }
    const auto read = file->As<CalendarFile>();
    const bool rests = read && read->based_on;
    waiting.emplace_back(*std::move(file), rests ? std::optional(read->based_on->str()) : std::nullopt);
  }
  while (!waiting.empty()) {
    // Each after the one below; when all wait for one another, or for one that is not there, the first says so.
    const auto waits = [&](const std::string& id) {
      return std::ranges::any_of(waiting, [&](const auto& other) { return StemOf(other.first) == id; });
    };
    auto next = std::ranges::find_if(
        waiting, [&](const auto& one) { return !one.second || (calendars.contains(*one.second) && !waits(*one.second)); });
    if (next == waiting.end()) next = waiting.begin();
    auto calendar = ReadCalendar(next->first, calendars);
    if (!calendar) {
      Append(problems, std::move(calendar.error()));
    } else if (const std::string id = calendar->id(); own.insert(id).second) {
      calendars.insert_or_assign(id, *std::move(calendar));
    } else {
      problems.push_back({next->first.path(), 1, 1, 1, "", "id", base::Quoted(id) + " is the id of another calendar here"});
    }
    waiting.erase(next);
  }
  if (!problems.empty()) return std::unexpected(std::move(problems));
  return calendars;
}

namespace {

// The packs that lie in these folders, but for one.
std::vector<std::string> PacksIn(const std::vector<std::filesystem::path>& folders, const std::string& but) {
  std::vector<std::string> ids;
  for (const auto& folder : folders) {
    for (const auto& path : Entries(folder)) {
      const std::string id = path.filename().string();
      if (id != but && std::filesystem::exists(path / "pack.toml") && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    }
  }
  return ids;
}

// Reads the pack in a folder once, and first the packs it is based on. `under_way` holds those being read: a pack that
// comes back to one of them is based on itself.
class FolderReader {
 public:
  FolderReader(const Calendars& calendars, Procedures& read, std::filesystem::path others, const Rigour& rigour)
      : calendars_(calendars), read_(read), others_(std::move(others)), rigour_(rigour) {}

  Problems Read(const std::filesystem::path& folder) {
    const std::string id = folder.filename().string();
    if (read_.contains(id) || failed_.contains(id)) return {};
    // Whoever writes the base by another path than its name ends here.
    if (under_way_.contains(id)) return {{folder.string(), 1, 1, 1, "", "based_on", "the pack is based on itself in the end"}};
    if (!std::filesystem::is_directory(folder)) return {NoFolder(folder.string())};
    auto file = TomlFile::Read((folder / "pack.toml").string());
    if (!file) return Failed(id, std::move(file.error()));
    auto pack = file->As<PackFile>();
    if (!pack) return Failed(id, std::move(pack.error()));
    if (pack->based_on) {
      const std::string base = pack->based_on->str();
      if (base == id || under_way_.contains(base))
        return Failed(id, {file->At("based_on", "the pack is based on itself in the end")});
      bool found = false;
      for (const auto& place : {folder.parent_path() / base, others_ / base}) {
        if (!std::filesystem::exists(place / "pack.toml")) continue;
        found = true;
        under_way_.insert(id);
        Problems below = Read(place);
        under_way_.erase(id);
        if (!below.empty()) return Failed(id, std::move(below));
        // Its problems were told when it was read itself.
        if (failed_.contains(base)) return Failed(id, {});
        break;
      }
      if (!found) {
        return Failed(id, {file->At("based_on", "there is no pack " + base::Quoted(base) +
                                                    base::DidYouMean(base, PacksIn({folder.parent_path(), others_}, id)))});
      }
    }
    auto bound = ReadPack(*file, calendars_, read_, rigour_);
    if (!bound) return Failed(id, std::move(bound.error()));
    read_.emplace(id, *std::move(bound));
    return {};
  }

 private:
  Problems Failed(const std::string& id, Problems problems) {
    failed_.insert(id);
    return problems;
  }

  const Calendars& calendars_;
  Procedures& read_;
  std::filesystem::path others_;
  const Rigour& rigour_;
  std::set<std::string> failed_;
  std::set<std::string> under_way_;
};

}  // namespace

std::expected<Procedure, Problems> ReadPack(const std::string& folder, const Calendars& calendars, const std::string& others,
                                            const Rigour& rigour) {
  Procedures read;
  const auto path = std::filesystem::weakly_canonical(folder);
  Problems problems = FolderReader(calendars, read, others, rigour).Read(path);
  if (!problems.empty()) return std::unexpected(std::move(problems));
  return std::move(read.at(path.filename().string()));
}

std::expected<Calendars, Problems> CalendarsBeside(const std::string& folder, const std::string& others) {
  const auto own = std::filesystem::weakly_canonical(folder).parent_path() / "calendars";
  const auto shared = std::filesystem::weakly_canonical(others) / "calendars";
  if (!std::filesystem::is_directory(own)) return ReadCalendars(shared.string());
  if (shared == own || !std::filesystem::is_directory(shared)) return ReadCalendars(own.string());
  auto bases = ReadCalendars(shared.string());
  if (!bases) return std::unexpected(bases.error());
  return ReadCalendars(own.string(), *bases);
}

base::Result<letters::Stationery> LettersBeside(const std::string& folder, const std::string& others) {
  for (const auto& place : {std::filesystem::weakly_canonical(folder).parent_path(), std::filesystem::path(others)}) {
    if (std::filesystem::is_directory(place / "letters")) return LoadStationery((place / "letters").string());
  }
  return ShippedStationery();
}

std::expected<Shelf, Problems> Shelf::Read(const std::string& folder, const std::string& others, const Rigour& rigour) {
  Shelf shelf;
  const std::string last = others.empty() ? folder : others;
  auto calendars = CalendarsBeside((std::filesystem::path(folder) / "calendars").string(), last);
  if (!calendars) return std::unexpected(calendars.error());
  shelf.calendars = *std::move(calendars);
  Problems problems;
  Procedures read;
  FolderReader reader(shelf.calendars, read, last, rigour);
  for (const auto& path : Entries(std::filesystem::weakly_canonical(folder))) {
    if (std::filesystem::exists(path / "pack.toml")) Append(problems, reader.Read(path));
  }
  if (!problems.empty()) return std::unexpected(std::move(problems));
  // What they are based on elsewhere was read, and is not of this folder.
  for (auto& [id, pack] : read) {
    if (std::filesystem::exists(std::filesystem::path(folder) / id / "pack.toml")) shelf.procedures.emplace(id, std::move(pack));
  }
  return shelf;
}

bool IsShelf(const std::string& folder) {
  const std::filesystem::path path(folder);
  if (std::filesystem::exists(path / "pack.toml")) return false;
  const auto entries = Entries(path);
  return std::ranges::any_of(entries, [](const auto& entry) { return std::filesystem::exists(entry / "pack.toml"); }) ||
         std::filesystem::is_directory(path / "calendars");
}

Problems QuarrelsOn(const std::string& folder, const Procedures& packs) {
  Problems problems;
  for (auto pack = packs.begin(); pack != packs.end(); ++pack) {
    for (auto other = packs.begin(); other != pack; ++other) {
      const auto quarrel = procedures::Quarrel(other->second, pack->second);
      if (!quarrel) continue;
      const auto file = TomlFile::Read((std::filesystem::path(folder) / pack->first / "pack.toml").string());
      problems.push_back(file ? file->At("applies", *quarrel) : Problem{folder, 1, 1, 1, "", "", *quarrel});
    }
  }
  return problems;
}

}  // namespace packs
