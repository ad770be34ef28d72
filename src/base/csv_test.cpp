#include "base/csv.h"

#include <rapidcheck.h>

#include <algorithm>
#include <sstream>

#include "support/faults.h"

namespace base {
namespace {

using tests::Holds;
using tests::Says;

std::vector<CsvRow> Rows(const std::string& text, char delimiter = ',') {
  std::istringstream in(text);
  CsvReader reader(in, delimiter);
  std::vector<CsvRow> rows;
  while (auto row = reader.Next()) rows.push_back(*std::move(row));
  return rows;
}
// Every row in one line: `1 [a|b]`, or `2 !` for one that is not well formed.
std::string Shown(const std::string& text, char delimiter = ',') {
  std::string shown;
  for (const CsvRow& row : Rows(text, delimiter)) {
    shown += (shown.empty() ? "" : " ") + std::to_string(row.line);
    if (!row.fault.empty()) {
      shown += " !";
      continue;
    }
    shown += " [";
    for (std::size_t i = 0; i < row.fields.size(); ++i) shown += (i == 0 ? "" : "|") + row.fields[i];
    shown += "]";
  }
  return shown;
}

TEST(Csv, rows_end_with_lf_crlf_or_the_file) {
  EXPECT_EQ(Shown("a,b\nc,d\n"), "1 [a|b] 2 [c|d]");
  EXPECT_EQ(Shown("a,b\r\nc,d"), "1 [a|b] 2 [c|d]");
  EXPECT_EQ(Shown(""), "");
}

TEST(Csv, a_quoted_field_holds_delimiters_quotes_and_line_breaks) {
  EXPECT_EQ(Shown("\"a,b\",\"say \"\"hello\"\"\"\n"), "1 [a,b|say \"hello\"]");
  EXPECT_EQ(Shown("\"one\ntwo\",x\ny,z\n"), "1 [one\ntwo|x] 3 [y|z]");
  EXPECT_EQ(Shown("\"one\r\ntwo\",x\r\ny,z\r\n"), "1 [one\r\ntwo|x] 3 [y|z]");
}

TEST(Csv, empty_fields_and_blanks_stay_and_empty_lines_do_not) {
  EXPECT_EQ(Shown("a,,\n , b ,\"\"\n"), "1 [a||] 2 [ | b |]");
  EXPECT_EQ(Shown("\n\na\n\nb\n"), "3 [a] 5 [b]");
}

TEST(Csv, a_byte_order_mark_is_not_part_of_the_first_column) {
  EXPECT_EQ(Shown("\xEF\xBB\xBF"
                  "id,b\n1,2\n"),
            "1 [id|b] 2 [1|2]");
  EXPECT_EQ(Shown("\xEF\xBB\xBF\"id\"\n"), "1 [id]");
  EXPECT_EQ(Shown("a"), "1 [a]") << "shorter than a mark";
}

TEST(Csv, any_delimiter_will_do) {
  EXPECT_EQ(Shown("a;b,c\n", ';'), "1 [a|b,c]");
  EXPECT_EQ(Shown("a\t\"b\tc\"\n", '\t'), "1 [a|b\tc]");
}

TEST(Csv, a_stray_quote_spoils_its_row_and_no_other) {
  EXPECT_EQ(Shown("a,b\nc\"d,e\nf,g\n"), "1 [a|b] 2 ! 3 [f|g]");
  EXPECT_EQ(Shown("\"a\"b,c\nd,e\n"), "1 ! 2 [d|e]");
  EXPECT_EQ(Rows("c\"d\n")[0].fault, "a quote stands where none may be; a quote inside a quoted field is doubled");
}

TEST(Csv, line_numbers_stay_true_behind_a_broken_row_of_several_lines) {
  EXPECT_EQ(Shown("a,\"one\ntwo\nthree\"x,b\nc,d\n"), "1 ! 4 [c|d]");
  EXPECT_EQ(Shown("\"one\ntwo\",\"three\nfour\" ,b\nc,d\ne\"\nf\n"), "1 ! 4 [c|d] 5 ! 6 [f]");
}

TEST(Csv, a_quote_that_is_never_closed_is_told_with_the_line_it_begins_on) {
  const auto rows = Rows("a,b\nc,\"d\ne,f\ng,h\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].line, 2);
  EXPECT_EQ(rows[1].fault, "the file ends inside a quoted field");
}

TEST(Csv, a_quote_that_is_never_closed_cannot_take_all_memory) {
  std::string text = "a,\"b\n";
  while (text.size() < (6U << 20U)) text += std::string(99, 'x') + "\n";
  const auto rows = Rows(text + "\"last\",row\n");
  ASSERT_GT(rows.size(), 2U);
  EXPECT_TRUE(Holds(rows[0].fault, "a field is longer than 4 MB"));
  EXPECT_EQ(rows[0].line, 1);
  EXPECT_EQ(rows.back().fields, (std::vector<std::string>{"last", "row"}));
  EXPECT_EQ(rows.back().line, static_cast<std::int64_t>(std::ranges::count(text, '\n')) + 1);
}

TEST(Csv, counts_the_bytes_read) {
  std::istringstream in("a,b\nc,d\n");
  CsvReader reader(in, ',');
  while (reader.Next()) {
  }
  EXPECT_EQ(reader.bytes_read(), 8);
}

TEST(Csv, what_is_written_is_read_back) {
  EXPECT_EQ(CsvField("plain"), "plain");
  EXPECT_EQ(CsvField("a\tb"), "a\tb");
  EXPECT_EQ(CsvField("a\tb", '\t'), "\"a\tb\"");
  EXPECT_EQ(CsvField("a \"b\""), "\"a \"\"b\"\"\"");
  EXPECT_TRUE(rc::check("CsvField is read back, whatever is in it", [] {
    const auto fields = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(
        rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab ,;\"\r\né")))));
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i) line += (i == 0 ? "" : ",") + CsvField(fields[i]);
    const auto rows = Rows(line + ",end\n");
    RC_ASSERT(rows.size() == 1U);
    RC_ASSERT(std::vector<std::string>(rows[0].fields.begin(), rows[0].fields.end() - 1) == fields);
  }));
}

TEST(Encodings, windows_1252_becomes_utf8) {
  EXPECT_EQ(*ToUtf8("caf\xE9 \x80"
                    "5 \x93quoted\x94",
                    Encoding::Windows1252),
            "café €5 “quoted”");
  EXPECT_EQ(*ToUtf8("plain", Encoding::Windows1252), "plain");
  EXPECT_EQ(Says(ToUtf8("\x81", Encoding::Windows1252)), "holds a byte that Windows-1252 does not have");
  EXPECT_EQ(*ToUtf8("caf\xE9", Encoding::Windows1252), "café") << "a fault leaves the next conversion alone";
}

TEST(Encodings, text_that_is_not_utf8_names_the_remedy) {
  EXPECT_EQ(*ToUtf8("café", Encoding::Utf8), "café");
  EXPECT_EQ(Says(ToUtf8("caf\xE9", Encoding::Utf8)),
            "is not UTF-8; if the file is Windows-1252, say so: encoding = \"windows-1252\"");
}

}  // namespace
}  // namespace base
