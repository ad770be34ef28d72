#include "cli/mapping.h"

#include "support/faults.h"

namespace cli {
namespace {

using tests::Holds;
using tests::Says;

constexpr std::string_view kMinimal = R"(system = "old-desk"
id = "Number"
[received_at]
column = "Received"
format = "%d/%m/%Y %H:%M"
time_zone = "Europe/London"
[fields]
subject = "Title"
)";

// The minimal mapping with one part replaced, or with more behind it.
std::string With(std::string_view part, std::string_view instead) {
  std::string text(kMinimal);
  text.replace(text.find(part), part.size(), instead);
  return text;
}
std::string And(std::string_view more) { return std::string(kMinimal) + std::string(more); }
std::string First(std::string_view line) { return std::string(line) + "\n" + std::string(kMinimal); }
std::string Reading(const std::string& toml) { return Says(Mapping::FromToml(toml, "m.toml")); }

Mapping Bound(const std::string& toml, const std::vector<std::string>& header) {
  auto mapping = Mapping::FromToml(toml, "m.toml");
  if (!mapping) throw std::runtime_error(base::ToLine(mapping.error()));
  if (auto bound = mapping->Bind(header); !bound) throw std::runtime_error(base::ToLine(bound.error()));
  return *std::move(mapping);
}
const std::vector<std::string> kHeader{"Number", "Received", "Title"};
std::string Row(const std::vector<std::string>& fields, const std::string& toml = std::string(kMinimal)) {
  return Says(Bound(toml, kHeader).Read(fields));
}

// -- The mapping file -------------------------------------------------------------------------------------------------

TEST(MappingFile, that_is_right_is_read) { EXPECT_EQ(Reading(std::string(kMinimal)), "fine"); }

TEST(MappingFile, a_fault_of_toml_names_file_line_and_column) {
  EXPECT_TRUE(Holds(Reading("system = \nid = \"x\""), "m.toml:1:")) << Reading("system = \n");
  EXPECT_TRUE(Holds(Says(Mapping::FromFile("/nowhere/m.toml")), "the mapping /nowhere/m.toml cannot be read"));
}

TEST(MappingFile, an_unknown_name_is_told_with_its_place_and_what_was_meant) {
  EXPECT_EQ(Reading(With("subject", "subjcet")),
            "m.toml:8:11: \"subjcet\" is not known here; did you mean \"subject\"?; m.toml: fields.subject is required: the "
            "problem in a line");
  EXPECT_EQ(Reading(First("encodng = \"utf-8\"")), "m.toml:1:11: \"encodng\" is not known here; did you mean \"encoding\"?");
  EXPECT_EQ(Reading(With("time_zone", "zone")), "m.toml:6:8: \"zone\" is not known here; known: column, format and time_zone");
}

TEST(MappingFile, says_all_that_is_missing_at_once) {
  EXPECT_EQ(Reading(""),
            "m.toml: system is required: a name for where the records come from, like \"old-desk\"; "
            "m.toml: id is required: the column with each record's own number, so that none is taken in twice; "
            "m.toml: [received_at] is required, with column and format; "
            "m.toml: fields.subject is required: the problem in a line");
}

TEST(MappingFile, dates_are_never_guessed) {
  EXPECT_TRUE(Holds(Reading(With("format = \"%d/%m/%Y %H:%M\"\n", "")),
                    "format is required, like \"%d/%m/%Y %H:%M\"; dates are never guessed"));
  EXPECT_TRUE(Holds(Reading(With("Europe/London", "Europe/Londno")), "there is no time zone \"Europe/Londno\""));
  EXPECT_TRUE(Holds(Reading(With("%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%S %Z")), "%Z"));
}

TEST(MappingFile, words_of_ours_are_checked_with_near_misses) {
  EXPECT_EQ(Reading(First("kind = \"complant\"")),
            "m.toml:1:8: expected one of complaint and problem, found \"complant\"; did you mean \"complaint\"?");
  EXPECT_TRUE(Holds(Reading(And("[channel]\ncolumn = \"How\"\n[channel.values]\n\"Phone\" = \"telefone\"\n")),
                    "m.toml:12:11: expected one of telephone, email"));
  EXPECT_TRUE(Holds(Reading(And("[channel]\ncolumn = \"How\"\nempty = \"nothing\"\n")), "m.toml:11:9: expected one of"));
}

TEST(MappingFile, a_choice_without_its_column_is_refused) {
  EXPECT_TRUE(Holds(Reading(And("[channel]\n[channel.values]\n\"Phone\" = \"telephone\"\n")), "column is required"));
  EXPECT_TRUE(Holds(Reading(And("[channel]\ncolumn = \"How\"\nvalues = \"Phone\"\n")), "m.toml:11:10: expected a table"));
}

TEST(MappingFile, columns_are_named_in_text) {
  EXPECT_EQ(Reading(With("\"Title\"", "3")), "m.toml:8:11: expected the name of a column, or a list of names");
  EXPECT_EQ(Reading(With("\"Title\"", "[]")), "m.toml:8:11: expected the name of a column, or a list of names");
  EXPECT_EQ(Reading(With("\"Title\"", "[\"Title\", 3]")), "m.toml:8:21: expected the name of a column, or a list of names");
  EXPECT_EQ(Reading(And("[customer]\nname = \"Who\"\nemial = \"Mail\"\n")),
            "m.toml:11:9: \"emial\" is not known here; did you mean \"email\"?");
}

TEST(MappingFile, encoding_and_delimiter_are_of_those_it_can_read) {
  EXPECT_EQ(Reading(First("encoding = \"latin-1\"")), "m.toml:1:12: expected \"utf-8\" or \"windows-1252\", found \"latin-1\"");
  EXPECT_EQ(Reading(First("delimiter = \";;\"")), "m.toml:1:13: expected one sign, like \";\"");
  EXPECT_EQ(Reading(First("delimiter = \"\\\"\"")), "m.toml:1:13: expected one sign, like \";\"");
  EXPECT_EQ(Reading(First("delimiter = \"\\n\"")), "m.toml:1:13: expected one sign, like \";\"");
  EXPECT_EQ(Mapping::FromToml(First("delimiter = \"\\t\""), "m.toml")->delimiter(), '\t');
  EXPECT_EQ(Mapping::FromToml(First("encoding = \"windows-1252\""), "m.toml")->encoding(), base::Encoding::Windows1252);
}

TEST(MappingFile, a_name_that_no_record_could_carry_is_refused_before_any_row) {
  const std::string longest(65, 'x');
  EXPECT_TRUE(Holds(Reading(With("old-desk", longest)), "expected at most 64 characters"));
  EXPECT_TRUE(Holds(Reading(With("old-desk", " ")), "is empty"));
  EXPECT_TRUE(Holds(Reading(And("[attributes]\n" + longest + " = \"Title\"\n")), "m.toml:10:"));
  EXPECT_TRUE(Holds(Reading(And("[answers]\n\"\" = \"Title\"\n")), "m.toml:10:"));
}

TEST(MappingFile, columns_must_be_in_the_header_once) {
  auto mapping = *Mapping::FromToml(std::string(kMinimal), "m.toml");
  EXPECT_EQ(Says(mapping.Bind({"Number", "Recieved", "Title"})),
            "header: has no column \"Received\"; did you mean \"Recieved\"?");
  EXPECT_EQ(Says(mapping.Bind({"Number", "Received", "Zebra"})),
            "header: has no column \"Title\"; it has: Number, Received and Zebra");
  EXPECT_EQ(Says(mapping.Bind({"Number", "Title", "Received", "Title"})), "header: has the column \"Title\" more than once");
  EXPECT_EQ(Says(mapping.Bind({"Extra", "Title", "Extra", "Number", "Received"})), "fine");
}

// -- Rows -------------------------------------------------------------------------------------------------------------

TEST(MappedRow, becomes_the_command_that_logs_it) {
  const std::string toml = First("empty = [\"n/a\"]") + R"(words = "Words"
category = ["Issue", "Title"]
[channel]
column = "How"
empty = "letter"
[channel.values]
"Phone call" = "telephone"
[customer]
name = "Who"
email = "Mail"
[attributes]
region = "Region"
[customer_attributes]
region = "Region"
[answers]
visits = "Visits"
)";
  const auto mapping = Bound(toml, {"Number", "Received", "Title", "Words", "Issue", "How", "Who", "Mail", "Region", "Visits"});
  const auto log = mapping.Read(
      {" 7 ", "05/11/2026 14:30", " Boiler ", "One\r\ntwo", "n/a", "Phone call", "Amara", "a@b.org", "North", "three"});
  ASSERT_TRUE(log) << Says(log);
  EXPECT_EQ(log->source->system.str() + " " + log->source->id.str(), "old-desk 7");
  EXPECT_EQ(log->received_at->ToString(), "2026-11-05T14:30:00Z");
  EXPECT_EQ(log->subject.Shown(), "Boiler");
  EXPECT_EQ(log->words->Shown(), "One\ntwo");
  EXPECT_EQ(log->category->str(), "Boiler") << "the first of the columns that is not empty";
  EXPECT_EQ(log->channel, domain::Channel::Telephone);
  EXPECT_EQ(log->kind, cases::Kind::Complaint);
  EXPECT_EQ(log->new_customer->name->Shown(), "Amara");
  EXPECT_EQ(log->new_customer->email->Shown(), "a@b.org");
  EXPECT_EQ(log->attributes.at(base::Word("region")).str(), "North");
  EXPECT_EQ(log->new_customer_attributes.at(base::Word("region")).str(), "North");
  EXPECT_EQ(log->answers.at(base::Word("visits")).Shown(), "three");
  EXPECT_FALSE(log->remedy_sought);
  EXPECT_EQ(mapping.Read({"8", "05/11/2026 14:30", "x", "", "", "", "", "", "", ""})->channel, domain::Channel::Letter);
}

TEST(MappedRow, says_all_that_is_wrong_with_it_by_column) {
  EXPECT_EQ(
      Row({"", "yesterday", ""}),
      "Number: is empty; without its own number a record could be taken in twice; "
      "Received: expected a date like %d/%m/%Y %H:%M, found \"yesterday\"; Title: is empty; a case needs its problem in a line");
  EXPECT_EQ(Row({"7", "05/11/2026 14:30", "one\ntwo"}), "Title: expected a single line of text, found a line break");
  EXPECT_EQ(Row({"7", "", "x"}), "Received: is empty");
}

TEST(MappedRow, a_value_the_mapping_does_not_know_is_a_fault_and_no_guess) {
  const std::string toml = And("[kind]\ncolumn = \"Title\"\n[kind.values]\n\"Complaint\" = \"complaint\"\n");
  EXPECT_EQ(Row({"7", "05/11/2026 14:30", "Complant"}, toml),
            "Title: the mapping does not know \"Complant\"; did you mean \"Complaint\"?");
  EXPECT_EQ(Row({"7", "05/11/2026 14:30", ""}, toml), "Title: is empty");
}

TEST(MappedRow, in_windows_1252_is_read_when_the_mapping_says_so) {
  const auto mapping = Bound(First("encoding = \"windows-1252\""), kHeader);
  EXPECT_EQ(mapping
                .Read({"7", "05/11/2026 14:30",
                       "Caf\xE9 \x80"
                       "5"})
                ->subject.Shown(),
            "Café €5");
  EXPECT_EQ(Row({"7", "05/11/2026 14:30", "Caf\xE9"}),
            "Title: is not UTF-8; if the file is Windows-1252, say so: encoding = \"windows-1252\"");
}

// -- Dates ------------------------------------------------------------------------------------------------------------

std::string Local(const std::string& text, const std::string& format, const std::string& zone = "Europe/London") {
  const auto instant = ParseLocal(text, format, zone);
  return instant ? instant->ToString() : Says(instant);
}

TEST(Dates, are_read_by_the_stated_format_in_the_stated_zone) {
  EXPECT_EQ(Local("05/11/2026 14:30", "%d/%m/%Y %H:%M"), "2026-11-05T14:30:00Z");
  EXPECT_EQ(Local("05/07/2026 14:30", "%d/%m/%Y %H:%M"), "2026-07-05T13:30:00Z") << "summer time";
  EXPECT_EQ(Local("07/05/2026", "%m/%d/%Y", "America/New_York"), "2026-07-05T04:00:00Z");
  EXPECT_EQ(Local("2026-07-05", "%Y-%m-%d", "UTC"), "2026-07-05T00:00:00Z");
  EXPECT_EQ(Local("5 Jul 2026 2:30 PM", "%d %b %Y %I:%M %p", "UTC"), "2026-07-05T14:30:00Z");
}

TEST(Dates, that_do_not_parse_are_faults_and_never_guesses) {
  for (const char* text : {"31/02/2026 10:00", "29/02/2023 10:00", "05/13/2026 10:00", "5 November 2026", "05/11/2026",
                           "05/11/2026 24:30", "05/11/2026 14:30 or so", "05/11/26 14:30", "", "05/11/2026 14:30:15"}) {
    EXPECT_TRUE(Holds(Local(text, "%d/%m/%Y %H:%M"), "expected a ")) << text;
  }
  EXPECT_EQ(Local("01/01/0026 10:00", "%d/%m/%Y %H:%M"), "expected a year from 1900 to 2999, found \"01/01/0026 10:00\"");
}

TEST(Dates, that_the_clocks_skipped_never_were) {
  EXPECT_EQ(Local("29/03/2026 01:30", "%d/%m/%Y %H:%M"),
            "\"29/03/2026 01:30\" never was in Europe/London: the clocks went forward over it");
  EXPECT_EQ(Local("29/03/2026 00:59", "%d/%m/%Y %H:%M"), "2026-03-29T00:59:00Z");
  EXPECT_EQ(Local("29/03/2026 02:00", "%d/%m/%Y %H:%M"), "2026-03-29T01:00:00Z");
}

TEST(Dates, of_an_hour_that_came_twice_are_the_first) {
  EXPECT_EQ(Local("25/10/2026 01:30", "%d/%m/%Y %H:%M"), "2026-10-25T00:30:00Z");
}

TEST(Dates, with_an_offset_of_their_own_keep_it) {
  EXPECT_EQ(Local("2026-07-05T14:30:00+0530", "%Y-%m-%dT%H:%M:%S%z"), "2026-07-05T09:00:00Z");
  EXPECT_EQ(Local("2026-07-05T14:30:00-05:30", "%Y-%m-%dT%H:%M:%S%Ez"), "2026-07-05T20:00:00Z");
}

TEST(Dates, at_the_edge_of_what_can_be_kept_are_refused_in_any_zone) {
  EXPECT_TRUE(Holds(Local("31/12/2999 23:30", "%d/%m/%Y %H:%M", "America/New_York"), "expected a year from 1900 to 2999"));
  EXPECT_TRUE(Holds(Local("01/01/1900 00:30", "%d/%m/%Y %H:%M", "Asia/Tokyo"), "expected a year from 1900 to 2999"));
}

// -- The built-in mapping ---------------------------------------------------------------------------------------------

TEST(BuiltInMapping, has_no_fault) { EXPECT_EQ(Says(Mapping::FromToml(Mapping::CfpbToml(), "cfpb.toml")), "fine"); }

}  // namespace
}  // namespace cli
