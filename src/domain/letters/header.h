#pragma once
// How the letters' plain files are read: a few lines "key: value", a line "---", and the text. What is wrong in a file is
// said with its line and column, the line itself, a mark under the spot, what was expected, and what was probably meant.
//
//   final-response.txt:12:8: there is no field "custmer.name"; did you mean "customer.name"?
//         Dear {{custmer.name}},
//                ^~~~~~~~~~~~

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/letters/values.h"

namespace letters {

// Without blanks at either end.
std::string_view Trim(std::string_view text);
// Characters, as an editor counts columns.
int Columns(std::string_view text);

// A stretch of a file's line, counted in characters from 1.
struct Spot {
  int line = 1;
  int column = 1;
  int length = 1;
};

// A file's text by lines, for pointing at them.
class Source {
 public:
  // `first_line` is the number of the text's first line in its file.
  Source(std::string_view text, std::string file, int first_line = 1);
  const std::vector<std::string>& lines() const { return lines_; }
  int first_line() const { return first_line_; }
  const std::string& file() const { return file_; }
  base::Fault At(const Spot& spot, const std::string& says) const;

 private:
  std::string file_;
  int first_line_;
  std::vector<std::string> lines_;
};

// The error of a file with faults; `what` is "the template", "the statement".
base::Error FileError(const std::string& what, std::vector<base::Fault> faults);

struct HeaderField {
  std::string value;
  Spot spot;  // of the value
};
struct Header {
  std::map<std::string, HeaderField, std::less<>> fields;
  int body_line = 1;  // the first line after "---"
};
// Refuses unknown, repeated and empty keys, and a missing "---".
Header ReadHeader(const Source& source, const std::vector<std::string>& known, const std::vector<std::string>& required,
                  std::vector<base::Fault>& faults);

// "final response" and "final_response" are the same kind.
std::optional<LetterKind> ReadKind(const Source& source, const Spot& spot, std::string_view word,
                                   std::vector<base::Fault>& faults);
// Parts of "a, b, c" with the spot of each.
std::vector<HeaderField> Separated(const HeaderField& field);

}  // namespace letters
