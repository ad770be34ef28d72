#include "cli/importer.h"

#include <fstream>
#include <sstream>

#include "support/desk.h"
#include "support/faults.h"

namespace cli {
namespace {

using tests::Holds;
using tests::Says;

constexpr std::string_view kMapping = R"(system = "old-desk"
id = "Number"
[received_at]
column = "Received"
format = "%d/%m/%Y"
[fields]
subject = "Title"
words = "Words"
[customer]
name = "Who"
)";
constexpr std::string_view kHeader = "Number,Received,Title,Words,Who\n";

class Importing : public testing::Test {
 protected:
  base::Result<ImportReport> Take(const std::string& text, const std::string& toml = std::string(kMapping),
                                  const std::function<bool(const ImportProgress&)>& tell = {}, std::int64_t limit = 0) {
    std::ofstream(csv_, std::ios::binary | std::ios::trunc) << text;
    return TakeFile(csv_, toml, tell, limit);
  }
  base::Result<ImportReport> TakeFile(const std::string& file, const std::string& toml = std::string(kMapping),
                                      const std::function<bool(const ImportProgress&)>& tell = {}, std::int64_t limit = 0) {
    TRY(auto mapping, Mapping::FromToml(toml, "m.toml"));
    return Import(desk_.service(), std::move(mapping), {file, rejects_, limit}, tell);
  }
  // Rows, logged, known, rejected.
  static std::string Shown(const base::Result<ImportReport>& report) {
    if (!report) return base::ToLine(report.error());
    return std::to_string(report->rows) + " rows: " + std::to_string(report->logged) + " logged, " +
           std::to_string(report->known) + " known, " + std::to_string(report->rejected) + " rejected" +
           (report->stopped ? ", stopped" : "");
  }
  std::string Rejects() const {
    std::ifstream in(rejects_, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
  }
  std::vector<cases::Case> Cases() {
    std::vector<cases::Case> cases;
    const auto list = desk_.service().queries().Cases({}, tests::Desk::As(tests::Actor::System()).viewer);
    if (!list) throw std::runtime_error(base::ToLine(list.error()));
    for (const auto& row : list->cases) cases.push_back(desk_.State(row.ref));
    std::ranges::sort(cases, {}, [](const cases::Case& c) { return c.source ? c.source->id.str() : ""; });
    return cases;
  }
  static std::string ManyRows(int count) {
    std::string text(kHeader);
    for (int i = 1; i <= count; ++i) text += std::to_string(i) + ",01/10/2026,Boiler " + std::to_string(i) + ",,Amara\n";
    return text;
  }

  tests::Desk desk_{tests::Kind::Sqlite};
  const std::string csv_ = desk_.database().folder().File("in.csv");
  const std::string rejects_ = desk_.database().folder().File("in.rejected.csv");
};

TEST_F(Importing, takes_each_row_in_as_a_case_through_the_one_door) {
  EXPECT_EQ(Shown(Take(std::string(kHeader) +
                       "7,05/11/2025,Boiler,\"No heating,\r\nbaby \"\"at\"\" home.\",Amara\r\n8,06/11/2025,Bill,,\r\n")),
            "2 rows: 2 logged, 0 known, 0 rejected");
  const auto cases = Cases();
  ASSERT_EQ(cases.size(), 2U);
  EXPECT_EQ(cases[0].subject.Shown(), "Boiler");
  EXPECT_EQ(cases[0].words->Shown(), "No heating,\nbaby \"at\" home.");
  EXPECT_EQ(cases[0].received_at.ToString(), "2025-11-05T00:00:00Z");
  EXPECT_EQ(cases[0].logged_by, "system");
  EXPECT_FALSE(cases[0].promise) << "a record taken over carries no promise of ours";
  EXPECT_FALSE(std::ifstream(rejects_).good()) << "no side file without a rejected row";
}

TEST_F(Importing, the_same_file_again_adds_nothing) {
  const std::string text = ManyRows(30);
  EXPECT_EQ(Shown(Take(text)), "30 rows: 30 logged, 0 known, 0 rejected");
  EXPECT_EQ(Shown(Take(text)), "30 rows: 0 logged, 30 known, 0 rejected");
  EXPECT_EQ(Shown(Take(ManyRows(31))), "31 rows: 1 logged, 30 known, 0 rejected");
  EXPECT_EQ(Cases().size(), 31U);
}

TEST_F(Importing, a_row_twice_in_one_file_is_one_case) {
  EXPECT_EQ(Shown(Take(std::string(kHeader) + "7,05/11/2025,Boiler,,\n7,05/11/2025,Boiler,,\n")),
            "2 rows: 1 logged, 1 known, 0 rejected");
}

TEST_F(Importing, that_was_stopped_goes_on_where_it_was) {
  const auto stop = [](const ImportProgress& progress) {
    EXPECT_GT(progress.rows, 0);
    EXPECT_LE(progress.bytes, progress.total_bytes);
    return false;
  };
  // It is asked a few times a second: a fast machine needs a longer file to be asked at all.
  int rows = 4000;
  auto stopped = Take(ManyRows(rows), std::string(kMapping), stop);
  while (stopped && !stopped->stopped && rows < 300'000) stopped = Take(ManyRows(rows *= 4), std::string(kMapping), stop);
  ASSERT_TRUE(stopped) << Says(stopped);
  ASSERT_TRUE(stopped->stopped);
  EXPECT_LT(stopped->rows, rows);
  EXPECT_EQ(stopped->logged + stopped->known, stopped->rows) << "what was under way is finished";
  const auto rest = Take(ManyRows(rows));
  ASSERT_TRUE(rest) << Says(rest);
  EXPECT_EQ(rest->known, stopped->rows);
  EXPECT_EQ(rest->logged, rows - stopped->rows);
}

TEST_F(Importing, can_be_limited_to_the_first_rows) {
  EXPECT_EQ(Shown(Take(ManyRows(10), std::string(kMapping), {}, 4)), "4 rows: 4 logged, 0 known, 0 rejected");
  EXPECT_EQ(Shown(Take(ManyRows(10))), "10 rows: 6 logged, 4 known, 0 rejected");
}

TEST_F(Importing, a_rejected_row_stands_in_the_side_file_with_line_field_and_reason) {
  EXPECT_EQ(Shown(Take(std::string(kHeader) +
                       "7,2025-11-05,Boiler,\"two\nlines\",Amara\n8,06/11/2025,Bill,,\n,07/11/2025,,,\n9,08/11/2025,Gas\n"
                       "10,09/11/2025,x\"y,,\n11,10/11/2025,Last,,\n12,31/02/2025,Never,,\n")),
            "7 rows: 2 logged, 0 known, 5 rejected");
  EXPECT_EQ(Rejects(),
            "line,field,reason,Number,Received,Title,Words,Who\n"
            "2,Received,\"expected a date like %d/%m/%Y, found \"\"2025-11-05\"\"\",7,2025-11-05,Boiler,\"two\nlines\",Amara\n"
            "5,\"Number; Title\",\"is empty; without its own number a record could be taken in twice; is empty; a case needs its "
            "problem in a line\","
            ",07/11/2025,,,\n"
            "6,,has 3 fields where the header has 5,9,08/11/2025,Gas\n"
            "7,,\"a quote stands where none may be; a quote inside a quoted field is doubled\"\n"
            "9,Received,\"expected a date like %d/%m/%Y, found \"\"31/02/2025\"\"\",12,31/02/2025,Never,,\n");
}

TEST_F(Importing, what_the_rules_refuse_is_rejected_with_the_rules_words) {
  EXPECT_EQ(Shown(Take(std::string(kHeader) + "7,05/11/2027,Boiler,,\n")), "1 rows: 0 logged, 0 known, 1 rejected");
  EXPECT_TRUE(Holds(Rejects(),
                    "2,received_at,\"This cannot have happened at Fri 5 Nov 2027, 00:00: that is still to come.\",7,05/11/2027"));
}

TEST_F(Importing, the_side_file_once_mended_can_be_taken_in_by_the_same_mapping) {
  const std::string toml = "encoding = \"windows-1252\"\ndelimiter = \";\"\n" + std::string(kMapping);
  std::string renamed = toml;
  renamed.replace(renamed.find("\"Title\""), 7, "\"Größe\"");
  EXPECT_EQ(Shown(Take("Number;Received;Gr\xF6\xDF"
                       "e;Words;Who\n7;2025-11-05;Caf\xE9;\"a;b\";\n",
                       renamed)),
            "1 rows: 0 logged, 0 known, 1 rejected");
  std::string mended = Rejects();
  const auto wrong = mended.rfind("2025-11-05");
  ASSERT_NE(wrong, std::string::npos) << mended;
  mended.replace(wrong, 10, "05/11/2025");
  EXPECT_EQ(Shown(Take(mended, renamed)), "1 rows: 1 logged, 0 known, 0 rejected") << mended;
  EXPECT_EQ(Cases().at(0).subject.Shown(), "Café");
  EXPECT_EQ(Cases().at(0).words->Shown(), "a;b");
}

TEST_F(Importing, files_with_a_byte_order_mark_and_crlf_are_read) {
  EXPECT_EQ(Shown(Take("\xEF\xBB\xBF"
                       "Number,Received,Title,Words,Who\r\n7,05/11/2025,Boiler,,\r\n")),
            "1 rows: 1 logged, 0 known, 0 rejected");
  EXPECT_EQ(Cases().at(0).subject.Shown(), "Boiler");
}

TEST_F(Importing, a_file_that_does_not_fit_is_told_before_any_row) {
  EXPECT_EQ(Shown(Take("")), csv_ + " is empty; expected a row of column names");
  EXPECT_TRUE(Holds(Shown(Take("Number,Received,Titel,Words,Who\n7,05/11/2025,Boiler,,\n")),
                    "the file does not fit the mapping; header: has no column \"Title\"; did you mean \"Titel\"?"));
  EXPECT_TRUE(Holds(Shown(Take("Number,\"Recei\"ved\n")), ", line 1: a quote stands where none may be"));
  EXPECT_TRUE(Holds(Shown(TakeFile("/nowhere/in.csv")), "/nowhere/in.csv cannot be read"));
  EXPECT_TRUE(Cases().empty());
}

TEST_F(Importing, the_published_complaints_of_the_bureau_are_read_by_the_built_in_mapping) {
  const auto report = TakeFile(std::string(AMENDS_SOURCE_DIR) + "/tests/data/cfpb-sample.csv", Mapping::CfpbToml());
  EXPECT_EQ(Shown(report), "6 rows: 4 logged, 0 known, 2 rejected");
  const auto cases = Cases();
  ASSERT_EQ(cases.size(), 4U);
  const cases::Case& card = cases[0];
  EXPECT_EQ(card.source->system.str() + " " + card.source->id.str(), "cfpb 9000001");
  EXPECT_EQ(card.received_at.ToString(), "2024-02-29T00:00:00Z");
  EXPECT_EQ(card.subject.Shown(), "Billing dispute");
  EXPECT_EQ(card.words->Shown(), "I was charged $25.00 twice on XX/XX/2024.\nThey said \"wait 30 days\".\n\nNobody called.");
  EXPECT_EQ(card.channel, domain::Channel::Web);
  EXPECT_EQ(card.product->str(), "Credit card");
  EXPECT_EQ(card.attributes.at(base::Word("company")).str(), "MADE-UP BANK");
  EXPECT_FALSE(card.attributes.contains(base::Word("disputed"))) << "N/A stands for nothing";
  EXPECT_EQ(cases[1].subject.Shown(), "Mortgage") << "the product, where no issue is given";
  EXPECT_EQ(cases[1].attributes.at(base::Word("company")).str(), "INVENTED LENDING, LLC");
  EXPECT_EQ(cases[2].channel, domain::Channel::Letter);
  EXPECT_EQ(cases[3].channel, domain::Channel::Unknown) << "not stated";
  EXPECT_TRUE(Holds(Rejects(), "\n8,Date received,\"expected a date like %Y-%m-%d, found \"\"03/04/2024\"\"\",03/04/2024,"));
  EXPECT_TRUE(Holds(Rejects(), "\n9,Submitted via,\"the mapping does not know \"\"Carrier pigeon\"\"\",2024-03-05,"));
}

}  // namespace
}  // namespace cli
