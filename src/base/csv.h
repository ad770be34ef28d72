#pragma once
// Reads CSV of any delimiter from a stream, over libcsv: quoted fields with line breaks and doubled quotes, CRLF or LF.
// Every row knows the line it begins on. A row that is not well formed comes as a row with `fault` set, and reading goes
// on at the next line; a stray quote cannot swallow the rest of the file unnoticed.
//
//   base::CsvReader reader(file, ',');
//   while (auto row = reader.Next()) ...

#include <cstdint>
#include <deque>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace base {

struct CsvRow {
  std::int64_t line = 0;            // where the row begins, from 1
  std::vector<std::string> fields;  // bytes as they stand in the file
  std::string fault;                // why the row is not well formed; empty when it is
};

class CsvReader {
 public:
  CsvReader(std::istream& in, char delimiter);
  ~CsvReader();

  std::optional<CsvRow> Next();
  std::int64_t bytes_read() const { return bytes_; }

 private:
  struct Parser;
  void Feed();

  std::istream& in_;
  std::unique_ptr<Parser> parser_;
  std::int64_t bytes_ = 0;
};

// Quotes a field when it must be, between delimiters of that kind.
std::string CsvField(std::string_view text, char delimiter = ',');

// A formula in a text must not run in somebody's spreadsheet, whoever wrote it: what could begin one has an apostrophe before it.
std::string HarmlessCell(std::string_view text);

enum class Encoding { Utf8, Windows1252 };
// To UTF-8; Invalid when the bytes are not of that encoding.
Result<std::string> ToUtf8(std::string_view bytes, Encoding from);

}  // namespace base
