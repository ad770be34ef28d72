#include "packs/bundle.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/crypto.h"
#include "packs/pack_file.h"
#include "packs/shipped.h"

namespace packs {
namespace {

constexpr std::string_view kCalendars = "calendars/";

struct Text {
  std::string path;
  std::string text;
};
// Finds the text of "general/pack.toml"; nothing when there is none.
using Finder = std::function<std::optional<std::string>(const std::string& path)>;

// A pack, what it is based on before it, and the calendars they name first.
class Collector {
 public:
  explicit Collector(const Finder& find) : find_(find) {}

  std::expected<Bundle, Problems> Run(const std::string& id) {
    if (auto problems = Add(id); !problems.empty()) return std::unexpected(std::move(problems));
    Bundle bundle;
    for (const auto* texts : {&calendars_, &packs_}) {
      for (const Text& text : *texts) {
        if (auto problems = Put(bundle, text); !problems.empty()) return std::unexpected(std::move(problems));
      }
    }
    return bundle;
  }

 private:
  static Problems Put(Bundle& bundle, const Text& text) {
    auto prose = base::Prose::Parse(text.text);
    if (!prose)
      return {
          {text.path, 1, 1, 1, "", "", prose.error().faults.empty() ? prose.error().says : prose.error().faults.front().says}};
    bundle.push_back({base::Line(text.path), *std::move(prose)});
    return {};
  }

  Problems Add(const std::string& id) {
    const std::string path = id + "/pack.toml";
    if (!seen_.insert(path).second) return {};
    const auto text = find_(path);
    if (!text) return {{path, 1, 1, 1, "", "", "there is no such file"}};
    auto file = TomlFile::FromText(*text, path);
    if (!file) return file.error();
    auto pack = file->As<PackFile>();
    if (!pack) return pack.error();
    if (pack->based_on) {
      if (auto problems = Add(pack->based_on->str()); !problems.empty()) return problems;
    }
    if (pack->calendar) {
      if (auto problems = AddCalendar(pack->calendar->str(), *file, "calendar"); !problems.empty()) return problems;
    }
    for (std::size_t i = 0; i < pack->calendar_for.size(); ++i) {
      const std::string where = "calendar_for[" + std::to_string(i) + "].calendar";
      if (auto problems = AddCalendar(pack->calendar_for[i].calendar.str(), *file, where); !problems.empty()) return problems;
    }
    packs_.push_back({path, *text});
    return {};
  }

  // A calendar, and before it the one it is based on.
  Problems AddCalendar(const std::string& id, const TomlFile& named_in, const std::string& where) {
    const std::string path = std::string(kCalendars) + id + ".toml";
    if (!seen_.insert(path).second) return {};
    const auto text = find_(path);
    if (!text) return {named_in.At(where, "there is no calendar " + base::Quoted(id))};
    auto file = TomlFile::FromText(*text, path);
    if (!file) return file.error();
    auto calendar = file->As<CalendarFile>();
    if (!calendar) return calendar.error();
    if (calendar->based_on) {
      if (auto problems = AddCalendar(calendar->based_on->str(), *file, "based_on"); !problems.empty()) return problems;
    }
    calendars_.push_back({path, *text});
    return {};
  }

  const Finder& find_;
  std::set<std::string> seen_;
  std::vector<Text> calendars_;
  std::vector<Text> packs_;
};

std::optional<std::string> Slurp(const std::filesystem::path& path) {
  const std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::stringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

}  // namespace

std::expected<Bundle, Problems> BundleOf(const std::string& folder, const std::string& others) {
  const auto path = std::filesystem::weakly_canonical(folder);
  const Finder find = [&](const std::string& name) -> std::optional<std::string> {
    for (const auto& place : {path.parent_path(), std::filesystem::path(others)}) {
      if (auto text = Slurp(place / name)) return text;
    }
    return std::nullopt;
  };
  return Collector(find).Run(path.filename().string());
}

std::expected<procedures::Bound, Problems> ReadBundle(const Bundle& files, const Rigour& rigour) {
  Calendars calendars;
  Procedures read;
  std::string last;
  for (const procedures::PackText& file : files) {
    auto toml = TomlFile::FromText(file.text.str(), file.path.str());
    if (!toml) return std::unexpected(toml.error());
    if (file.path.str().starts_with(kCalendars)) {
      auto calendar = ReadCalendar(*toml, calendars);
      if (!calendar) return std::unexpected(calendar.error());
      const std::string id = calendar->id();
      calendars.emplace(id, *std::move(calendar));
      continue;
    }
    auto pack = ReadPack(*toml, calendars, read, rigour);
    if (!pack) return std::unexpected(pack.error());
    last = pack->id;
    read.insert_or_assign(last, *std::move(pack));
  }
  if (last.empty()) return std::unexpected(Problems{{"", 1, 1, 1, "", "files", "there is no pack among these files"}});
  auto& procedure = read.at(last);
  auto& calendar = calendars.at(procedure.calendar);
  return procedures::Bound{std::move(procedure), std::move(calendar)};
}

std::string DigestOf(const Bundle& files) {
  std::string all;
  for (const procedures::PackText& file : files) all += file.path.str() + '\n' + file.text.str() + '\n';
  return base::Hex(base::Hash(all));
}

std::vector<std::string> ShippedIds() {
  std::vector<std::string> ids;
  for (const ShippedFile& file : ShippedFiles()) {
    const auto slash = file.path.find('/');
    if (file.path.substr(slash + 1) == "pack.toml") ids.emplace_back(file.path.substr(0, slash));
  }
  return ids;
}

const Bundle* Shipped(std::string_view id) {
  static const std::map<std::string, Bundle, std::less<>> kBundles = [] {
    const Finder find = [](const std::string& path) -> std::optional<std::string> {
      for (const ShippedFile& file : ShippedFiles()) {
        if (file.path == path) return std::string(file.text);
      }
      return std::nullopt;
    };
    std::map<std::string, Bundle, std::less<>> bundles;
    for (const std::string& shipped : ShippedIds()) {
      if (auto bundle = Collector(find).Run(shipped)) bundles.emplace(shipped, *std::move(bundle));
    }
    return bundles;
  }();
  const auto found = kBundles.find(id);
  return found == kBundles.end() ? nullptr : &found->second;
}

}  // namespace packs
