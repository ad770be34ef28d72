// Any bytes as a mapping and a file, parted by a zero byte: never a crash; every row gives a command that its JSON can
// carry, or faults with words in them, and lines are counted upwards.

#include <cstdint>
#include <cstdlib>
#include <sstream>

#include "base/json.h"
#include "cli/mapping.h"

namespace {

void DemandWords(const base::Error& error) {
  if (base::ToLine(error).empty()) std::abort();
}

void ReadRow(const cli::Mapping& mapping, const base::CsvRow& row) {
  const auto log = mapping.Read(row.fields);
  if (!log) return DemandWords(log.error());
  const std::string written = base::ToJson(*log);
  const auto again = base::FromJson<cases::LogCase>(written);
  if (!again || base::ToJson(*again) != written) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = input.find('\0');
  // Without a mapping of its own, the file is read by the built-in one.
  const bool own = cut != std::string_view::npos;
  auto mapping = cli::Mapping::FromToml(own ? std::string(input.substr(0, cut)) : cli::Mapping::CfpbToml(), "m.toml");
  if (!mapping) {
    DemandWords(mapping.error());
    return 0;
  }
  std::istringstream in{std::string(own ? input.substr(cut + 1) : input)};
  base::CsvReader reader(in, mapping->delimiter());
  bool bound = false;
  std::int64_t line = 0;
  while (const auto row = reader.Next()) {
    if (row->line < line) std::abort();
    line = row->line;
    if (!row->fault.empty()) continue;
    if (bound) {
      ReadRow(*mapping, *row);
    } else if (auto fits = mapping->Bind(row->fields); !fits) {
      DemandWords(fits.error());
      return 0;
    } else {
      bound = true;
    }
  }
  return 0;
}
