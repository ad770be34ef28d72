#include "cli/importer.h"

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>

namespace cli {
namespace {

using base::Error;
using base::ErrorCode;
using base::Fail;
using base::Result;

constexpr int kMostUnderWay = 2000;

// The side file, with the original columns behind the reason, in the file's own encoding and with its delimiter, so that
// it can be mended and imported again by the same mapping.
class Rejects {
 public:
  Rejects(std::string file, std::vector<std::string> header, char delimiter)
      : file_(std::move(file)), header_(std::move(header)), delimiter_(delimiter) {}

  Result<void> Add(std::int64_t line, const std::vector<std::string>& fields, const std::vector<base::Fault>& faults) {
    if (!out_.is_open()) {
      out_.open(file_, std::ios::trunc);
      if (!out_) return Fail(ErrorCode::Unavailable, "the file for rejected rows, " + file_ + ", cannot be written");
      Write("line", "field", "reason", header_);
    }
    std::string names;
    std::string reasons;
    for (const base::Fault& fault : faults) {
      names += (names.empty() ? "" : "; ") + fault.path;
      reasons += (reasons.empty() ? "" : "; ") + fault.says;
    }
    Write(std::to_string(line), names, reasons, fields);
    if (!out_.flush()) return Fail(ErrorCode::Unavailable, "the file for rejected rows, " + file_ + ", cannot be written");
    return {};
  }

 private:
  void Write(const std::string& line, const std::string& names, const std::string& reasons,
             const std::vector<std::string>& fields) {
    out_ << line << delimiter_ << base::CsvField(names, delimiter_) << delimiter_ << base::CsvField(reasons, delimiter_);
    for (const std::string& field : fields) out_ << delimiter_ << base::CsvField(field, delimiter_);
    out_ << '\n';
  }

  std::string file_;
  std::vector<std::string> header_;
  char delimiter_;
  std::ofstream out_;
};

// What the answers of the commands under way add up to.
struct Tally {
  std::mutex mutex;
  std::condition_variable room;
  int under_way = 0;
  std::int64_t logged = 0;
  std::int64_t known = 0;
  struct Refused {
    std::int64_t line;
    std::vector<std::string> fields;
    std::vector<base::Fault> faults;
  };
  std::vector<Refused> refused;
  std::optional<Error> failed;
};

std::vector<base::Fault> AsFaults(const domain::Refusals& refusals) {
  std::vector<base::Fault> faults;
  for (const domain::Refusal& r : refusals) faults.push_back({r.field.value_or(""), r.says});
  return faults;
}

}  // namespace

Result<ImportReport> Import(app::Service& service, Mapping mapping, const ImportOptions& options,
                            const std::function<bool(const ImportProgress&)>& tell) {
  std::ifstream in(options.file, std::ios::binary);
  if (!in) return Fail(ErrorCode::NotFound, options.file + " cannot be read");
  std::error_code fault;
  const auto size = std::filesystem::file_size(options.file, fault);
  const double started = base::Stopwatch();
  double told = started;

  base::CsvReader reader(in, mapping.delimiter());
  const auto header = reader.Next();
  if (!header) return Fail(ErrorCode::Invalid, options.file + " is empty; expected a row of column names");
  if (!header->fault.empty()) return Fail(ErrorCode::Invalid, options.file + ", line 1: " + header->fault);
  std::vector<std::string> columns;
  for (const std::string& name : header->fields) {
    TRY(auto text, base::ToUtf8(name, mapping.encoding()));
    columns.push_back(std::move(text));
  }
  CHECK_OK(mapping.Bind(columns));

  Rejects rejects(options.rejects, header->fields, mapping.delimiter());
  ImportReport report;
  auto tally = std::make_shared<Tally>();
  const auto write_refused = [&]() -> Result<void> {
    std::vector<Tally::Refused> refused;
    {
      const std::lock_guard lock(tally->mutex);
      refused.swap(tally->refused);
    }
    for (const Tally::Refused& row : refused) {
      ++report.rejected;
      CHECK_OK(rejects.Add(row.line, row.fields, row.faults));
    }
    return {};
  };

  while (auto row = reader.Next()) {
    if (options.limit > 0 && report.rows == options.limit) break;
    ++report.rows;
    if (!row->fault.empty()) {
      ++report.rejected;
      CHECK_OK(rejects.Add(row->line, row->fields, {{"", row->fault}}));
      continue;
    }
    if (row->fields.size() != columns.size()) {
      ++report.rejected;
      CHECK_OK(rejects.Add(
          row->line, row->fields,
          {{"", "has " + base::Count(row->fields.size(), "field") + " where the header has " + std::to_string(columns.size())}}));
      continue;
    }
    auto command = mapping.Read(row->fields);
    if (!command) {
      ++report.rejected;
      CHECK_OK(rejects.Add(row->line, row->fields, command.error().faults));
      continue;
    }
    {
      std::unique_lock lock(tally->mutex);
      tally->room.wait(lock, [&] { return tally->under_way < kMostUnderWay; });
      if (tally->failed) break;
      ++tally->under_way;
    }
    app::Request request{{domain::Actor::System(), desk::Reach::Desk, {}}, {}, {}, {}};
    service.Log(*std::move(command), std::move(request), [tally, row = *std::move(row)](Result<app::Answer> answer) mutable {
      const std::lock_guard lock(tally->mutex);
      if (!answer) {
        if (!tally->failed) tally->failed = answer.error();
      } else if (const auto* refused = std::get_if<domain::Refusals>(&*answer)) {
        tally->refused.push_back({row.line, std::move(row.fields), AsFaults(*refused)});
      } else {
        ++(std::get<app::CommandReply>(*answer).events.empty() ? tally->known : tally->logged);
      }
      if (--tally->under_way < kMostUnderWay / 2) tally->room.notify_one();
    });
    const double now = base::Stopwatch();
    if (tell && now - told > 0.15) {
      told = now;
      CHECK_OK(write_refused());
      if (!tell({report.rows, reader.bytes_read(), static_cast<std::int64_t>(fault ? 0 : size), now - started})) {
        report.stopped = true;
        break;
      }
    }
  }
  {
    std::unique_lock lock(tally->mutex);
    while (tally->under_way > 0) tally->room.wait_for(lock, std::chrono::milliseconds(20));
  }
  CHECK_OK(write_refused());
  report.logged = tally->logged;
  report.known = tally->known;
  report.seconds = base::Stopwatch() - started;
  if (tally->failed) {
    return std::unexpected(Error{tally->failed->code, tally->failed->says + " (" + std::to_string(report.logged) +
                                                          " records are safely in; run the same import again to go on)"});
  }
  return report;
}

}  // namespace cli
