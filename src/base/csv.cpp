#include "base/csv.h"

#include <csv.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/text.h"

namespace base {
namespace {

constexpr std::size_t kLongestField = 4U << 20U;

// A limit on the one buffer libcsv grows: a quote that is never closed must not take all memory.
void* LimitedRealloc(void* old, std::size_t size) {
  return size > kLongestField ? nullptr : std::realloc(old, size);  // NOLINT: libcsv frees with free
}

}  // namespace

struct CsvReader::Parser {
  csv_parser csv{};
  char delimiter;
  std::deque<CsvRow> ready;
  CsvRow row;
  std::int64_t line = 1;
  std::int64_t lines_taken = 0;  // line breaks in all that was parsed or skipped
  bool begun = false;
  bool skipping = false;  // after a fault: to the end of the line
  bool finished = false;

  explicit Parser(char d) : delimiter(d) { Begin(); }
  ~Parser() { csv_free(&csv); }

  void Begin() {
    csv_init(&csv, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
    csv_set_delim(&csv, static_cast<unsigned char>(delimiter));
    csv_set_realloc_func(&csv, LimitedRealloc);
    csv_set_blk_size(&csv, 64U << 10U);  // its own 128 bytes would copy a long field again and again
    // Blanks around a value belong to the value.
    csv_set_space_func(&csv, [](unsigned char) { return 0; });
  }

  static void OnField(void* text, std::size_t size, void* self) {
    auto& p = *static_cast<Parser*>(self);
    if (!p.begun) {
      p.begun = true;
      p.row.line = p.line;
    }
    const std::string_view field(static_cast<const char*>(text), text == nullptr ? 0 : size);
    p.line += std::ranges::count(field, '\n');
    p.row.fields.emplace_back(field);
  }
  static void OnRowEnd(int end, void* self) {
    auto& p = *static_cast<Parser*>(self);
    if (p.begun) {
      p.ready.push_back(std::move(p.row));
      p.row = {};
      p.begun = false;
    }
    if (end == '\n') ++p.line;
  }

  void Fault(std::string why) {
    CsvRow broken;
    broken.line = begun ? row.line : line;
    broken.fault = std::move(why);
    ready.push_back(std::move(broken));
    line = lines_taken + 1;  // what libcsv had of a field is lost to us, and the line breaks in it with it
    row = {};
    begun = false;
    csv_free(&csv);
    csv = {};
    Begin();
    skipping = true;
  }

  std::string Why() {
    switch (csv_error(&csv)) {
      case CSV_EPARSE: return "a quote stands where none may be; a quote inside a quoted field is doubled";
      case CSV_ENOMEM:
      case CSV_ETOOBIG: return "a field is longer than 4 MB; a quote may not have been closed";
      default: return "the row cannot be read";
    }
  }

  void Take(std::string_view chunk) {
    while (!chunk.empty()) {
      if (skipping) {
        const std::size_t end = chunk.find('\n');
        if (end == std::string_view::npos) return;
        ++line;
        ++lines_taken;
        chunk.remove_prefix(end + 1);
        skipping = false;
        continue;
      }
      const std::size_t used = csv_parse(&csv, chunk.data(), chunk.size(), OnField, OnRowEnd, this);
      lines_taken += std::ranges::count(chunk.substr(0, used), '\n');
      if (used == chunk.size()) return;
      Fault(Why());
      chunk.remove_prefix(used);
    }
  }

  void Finish() {
    finished = true;
    if (skipping) return;
    if (csv_fini(&csv, OnField, OnRowEnd, this) != 0) Fault("the file ends inside a quoted field");
  }
};

CsvReader::CsvReader(std::istream& in, char delimiter) : in_(in), parser_(std::make_unique<Parser>(delimiter)) {
  // A byte order mark is not part of the first column's name.
  std::array<char, 3> mark{};
  in_.read(mark.data(), mark.size());
  const auto got = static_cast<std::size_t>(in_.gcount());
  bytes_ = static_cast<std::int64_t>(got);
  const std::string_view start(mark.data(), got);
  if (start != "\xEF\xBB\xBF") parser_->Take(start);
}

CsvReader::~CsvReader() = default;

void CsvReader::Feed() {
  std::array<char, 65536> chunk;
  in_.read(chunk.data(), chunk.size());
  const auto got = static_cast<std::size_t>(in_.gcount());
  if (got == 0) return parser_->Finish();
  bytes_ += static_cast<std::int64_t>(got);
  parser_->Take({chunk.data(), got});
}

std::optional<CsvRow> CsvReader::Next() {
  while (parser_->ready.empty() && !parser_->finished) Feed();
  if (parser_->ready.empty()) return std::nullopt;
  CsvRow row = std::move(parser_->ready.front());
  parser_->ready.pop_front();
  return row;
}

std::string CsvField(std::string_view text, char delimiter) {
  if (text.find_first_of(",;\"\r\n") == std::string_view::npos && text.find(delimiter) == std::string_view::npos)
    return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

std::string HarmlessCell(std::string_view text) {
  const bool may_run = !text.empty() && std::string_view("=+-@\t\r\n").contains(text[0]);
  return (may_run ? "'" : "") + std::string(text);
}

Result<std::string> ToUtf8(std::string_view bytes, Encoding from) {
  if (from == Encoding::Utf8) {
    if (!IsUtf8(bytes))
      return Fail(ErrorCode::Invalid, "is not UTF-8; if the file is Windows-1252, say so: encoding = \"windows-1252\"");
    return std::string(bytes);
  }
  if (std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return std::string(bytes);
  struct Converter {
    iconv_t handle = iconv_open("UTF-8", "WINDOWS-1252");
    ~Converter() { iconv_close(handle); }
  };
  thread_local Converter converter;
  iconv(converter.handle, nullptr, nullptr, nullptr, nullptr);
  std::string out(bytes.size() * 3, '\0');
  char* in_at = const_cast<char*>(bytes.data());  // NOLINT: iconv's old interface; it only reads
  char* out_at = out.data();
  std::size_t in_left = bytes.size();
  std::size_t out_left = out.size();
  if (iconv(converter.handle, &in_at, &in_left, &out_at, &out_left) == static_cast<std::size_t>(-1)) {
    return Fail(ErrorCode::Invalid, "holds a byte that Windows-1252 does not have");
  }
  out.resize(out.size() - out_left);
  return out;
}

}  // namespace base
