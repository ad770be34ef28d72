#pragma once
// How the columns of a file become cases: a TOML file that a person can write, and the built-in one for the complaints
// that the US Consumer Financial Protection Bureau publishes. Nothing is guessed: a value the mapping does not know is
// a reason to reject the row.
//
//   TRY(auto mapping, cli::Mapping::FromToml(text, "mapping.toml"));
//   TRY(auto log, mapping.Read(columns, fields));

#include <map>
#include <string>
#include <vector>

#include "base/csv.h"
#include "domain/cases/commands.h"

namespace cli {

class Mapping {
 public:
  // Faults name file, line and column, with near misses.
  static base::Result<Mapping> FromToml(const std::string& text, const std::string& file);
  static base::Result<Mapping> FromFile(const std::string& file);
  static const std::string& CfpbToml();

  // Finds the columns by the header row; one that is missing is named with its near misses.
  base::Result<void> Bind(const std::vector<std::string>& header);

  // One row as a command. All that is wrong with it at once: each fault's path is the column's name.
  base::Result<cases::LogCase> Read(const std::vector<std::string>& fields) const;

  base::Encoding encoding() const { return encoding_; }
  char delimiter() const { return delimiter_; }
  const std::string& system() const { return system_; }

 private:
  // A value taken from the first of these columns that is not empty.
  struct Pick {
    std::vector<std::string> columns;
    std::vector<std::size_t> at;
    bool given() const { return !columns.empty(); }
  };
  struct Choice {
    Pick pick;
    std::map<std::string, std::string> values;  // what the file says, to what we say
    std::string fallback;                       // for an empty value; none: an empty value is a fault
  };

  class Reader;

  std::string system_;
  base::Encoding encoding_ = base::Encoding::Utf8;
  char delimiter_ = ',';
  std::vector<std::string> empty_;  // texts that stand for nothing
  Pick id_;
  Pick received_;
  std::string received_format_;
  std::string time_zone_ = "UTC";
  Choice kind_;
  Choice channel_;
  std::map<std::string, Pick> texts_;     // subject, words, remedy_sought, product, category
  std::map<std::string, Pick> customer_;  // name, organisation, email, ...
  std::map<std::string, Pick> attributes_;
  std::map<std::string, Pick> answers_;
  std::map<std::string, Pick> customer_attributes_;
};

// A local date and time by a strptime-like format, wholly used up, in a time zone of the tz database; with %z in the
// format, at the offset that stands there. Invalid for one that does not parse, or that the clocks skipped.
base::Result<base::Instant> ParseLocal(const std::string& text, const std::string& format, const std::string& zone);

}  // namespace cli
