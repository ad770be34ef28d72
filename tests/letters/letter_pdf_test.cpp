// A letter as a PDF, read with other programs than the one that wrote it.

#include "channels/letter_pdf.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "domain/letters/template.h"
#include "support/process.h"

namespace tests {
namespace {

using channels::TypesetLetter;
using letters::Block;
using letters::BlockKind;

letters::Letter Sample(int paragraphs = 3) {
  letters::Letter letter;
  letter.title = "Our answer to your complaint";
  letter.frame = {"Harbour & Vale Bank",
                  {"14 Quay Street", "Bristol BS1 4DJ"},
                  "Registered in England.",
                  {"Mrs Amara Okafor", "27 Mill Lane", "BRISTOL", "BS3 1QT"},
                  "C-1024",
                  "24 November 2026"};
  letter.blocks.push_back({BlockKind::Heading, {{{"What we found"}}}});
  letter.blocks.push_back({BlockKind::Bullets, {{{"The final first item"}}, {{"The second item"}}}});
  for (int i = 1; i <= paragraphs; ++i) {
    std::string text = "Paragraph number " + std::to_string(i) + " begins.";
    for (int k = 0; k < 12; ++k) text += " It goes on with some words about what happened.";
    letter.blocks.push_back({BlockKind::Paragraph, {{{text + " Paragraph " + std::to_string(i) + " ends."}}}});
  }
  letter.blocks.push_back({BlockKind::Paragraph, {{{"Yours sincerely,\n\nHana Lindqvist"}}}});
  return letter;
}

// A PDF on disk, for programs that read one.
class File {
 public:
  explicit File(const std::string& pdf) {
    char folder[] = "/tmp/amends-pdf-XXXXXX";
    folder_ = mkdtemp(folder);
    path_ = folder_ + "/letter.pdf";
    std::ofstream(path_, std::ios::binary) << pdf;
  }
  ~File() { std::filesystem::remove_all(folder_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  std::string Info(const std::string& option = {}) const {
    std::vector<std::string> command{"pdfinfo"};
    if (!option.empty()) command.push_back(option);
    command.push_back(path_);
    const Ended ended = Execute(command);
    EXPECT_EQ(ended.err, "") << "pdfinfo finds the file odd";
    return ended.out;
  }
  std::string Text(const std::vector<std::string>& options = {}) const {
    std::vector<std::string> command{"pdftotext"};
    command.insert(command.end(), options.begin(), options.end());
    command.insert(command.end(), {path_, "-"});
    const Ended ended = Execute(command);
    EXPECT_EQ(ended.err, "") << "pdftotext finds the file odd";
    return ended.out;
  }
  int Pages() const {
    const std::string info = Info();
    return std::stoi(info.substr(info.find("Pages:") + 6));
  }

 private:
  std::string folder_;
  std::string path_;
};

std::string Pdf(const letters::Letter& letter, letters::Print print = letters::Print::Normal,
                channels::LetterState state = channels::LetterState::Final) {
  const auto pdf = TypesetLetter(letter, {*base::Instant::Parse("2026-11-24T09:30:00.250Z"), print, state});
  EXPECT_TRUE(pdf) << (pdf ? "" : base::ToLine(pdf.error()));
  return pdf.value_or("");
}

TEST(TheFile, says_what_it_is_of_whom_in_which_language_and_from_when) {
  const std::string pdf = Pdf(Sample());
  const File file(pdf);
  const std::string info = file.Info();
  for (const char* line : {"Our answer to your complaint\n", "Our reference: C-1024\n", "Harbour & Vale Bank\n",
                           "Tue Nov 24 09:30:00 2026", "Tagged:          yes", "(A4)"}) {
    EXPECT_TRUE(Has(info, line)) << line << " is not in\n" << info;
  }
  EXPECT_TRUE(Has(pdf, "/Lang (en-GB)"));
  EXPECT_TRUE(Has(pdf, "/DisplayDocTitle true"));
}

TEST(TheFile, is_the_same_for_the_same_letter_and_date) { EXPECT_TRUE(Pdf(Sample(20)) == Pdf(Sample(20))); }

TEST(ItsText, is_real_and_in_the_order_in_which_it_is_read) {
  const std::string text = File(Pdf(Sample(1))).Text();
  std::size_t at = 0;
  for (const char* part : {"Harbour & Vale Bank", "14 Quay Street", "Mrs Amara Okafor", "BS3 1QT", "Our reference: C-1024",
                           "24 November 2026", "Our answer to your complaint", "What we found", "The final first item",
                           "Paragraph 1 ends.", "Yours sincerely,", "Hana Lindqvist", "1 of 1"}) {
    const auto found = text.find(part, at);
    EXPECT_NE(found, std::string::npos) << part << " does not come in its turn in\n" << text;
    if (found != std::string::npos) at = found;
  }
}

TEST(ItsStructure, has_a_title_headings_paragraphs_and_lists_under_one_document) {
  const std::string structure = File(Pdf(Sample())).Info("-struct-text");
  EXPECT_TRUE(structure.starts_with("Document\n")) << structure;
  for (const char* part : {"  H1 (block)\n    \"Our answer to your complaint\"", "  H2 (block)\n    \"What we found\"",
                           "  L (block)\n    LI (block)\n      Lbl", "LBody (block)\n        \"The second item\"",
                           "\"Yours sincerely, Hana Lindqvist\"", "\"Mrs Amara Okafor 27 Mill Lane BRISTOL BS3 1QT\""}) {
    EXPECT_TRUE(Has(structure, part)) << part << " is not in\n" << structure;
  }
  EXPECT_TRUE(Has(structure, "happened. Paragraph 1 ends.\"")) << "words of two lines are parted:\n" << structure;
}

TEST(TheAddress, stands_where_a_window_envelope_shows_it) {
  letters::Letter letter = Sample();
  // Points, from the top: the window shows 57 to 81 mm wherever the letter slides, and to the right up to 100 mm.
  const std::string text = File(Pdf(letter)).Text({"-bbox"});
  const auto corner = [&](const std::string& word, const std::string& which) {
    const auto line = text.rfind('\n', text.find(">" + word + "<"));
    const auto at = text.find(which + "=\"", line) + which.size() + 2;
    return std::stod(text.substr(at)) * 25.4 / 72;
  };
  EXPECT_GE(corner("Amara", "yMin"), 57);
  EXPECT_LE(corner("1QT", "yMax"), 81);
  EXPECT_GE(corner("Mrs", "xMin"), 20);
  EXPECT_LE(corner("Okafor", "xMax"), 100);
}

TEST(EveryPage, says_which_of_how_many_it_is) {
  const File file(Pdf(Sample(24)));
  const int pages = file.Pages();
  ASSERT_GT(pages, 2);
  for (int page = 1; page <= pages; ++page) {
    const std::string number = std::to_string(page);
    const std::string text = file.Text({"-f", number, "-l", number});
    EXPECT_TRUE(Has(text, number + " of " + std::to_string(pages))) << text;
    EXPECT_TRUE(Has(text, "Our reference: C-1024")) << "the page says whose it is";
  }
}

TEST(NoPage, begins_or_ends_with_a_single_line_of_a_paragraph_or_with_its_heading_alone) {
  for (int paragraphs = 4; paragraphs < 16; ++paragraphs) {
    letters::Letter letter = Sample(paragraphs);
    for (std::size_t i = 3; i < letter.blocks.size(); i += 3) {
      letter.blocks.insert(letter.blocks.begin() + static_cast<std::ptrdiff_t>(i),
                           Block{BlockKind::Heading, {{{"A heading here"}}}});
    }
    const File file(Pdf(letter));
    for (int page = 1; page <= file.Pages(); ++page) {
      const std::string number = std::to_string(page);
      // Without what stands above and below: the text between the second line and the foot.
      std::vector<std::string> lines;
      std::string rest = file.Text({"-f", number, "-l", number, "-y", page == 1 ? "250" : "80", "-H", page == 1 ? "520" : "690",
                                    "-x", "0", "-W", "600", "-layout"});
      while (!rest.empty()) {
        const auto end = rest.find('\n');
        if (const std::string line = rest.substr(0, end); line.find_first_not_of(" \f") != std::string::npos)
          lines.push_back(line);
        rest = end == std::string::npos ? "" : rest.substr(end + 1);
      }
      ASSERT_GT(lines.size(), 1U);
      EXPECT_FALSE(Has(lines.back(), "A heading here")) << paragraphs << " paragraphs, page " << page;
      EXPECT_FALSE(Has(lines.back(), "begins.")) << paragraphs << " paragraphs, page " << page << ": " << lines.back();
      EXPECT_FALSE(Has(lines.front(), "ends.")) << paragraphs << " paragraphs, page " << page << ": " << lines.front();
      EXPECT_FALSE(Has(lines.front(), "Yours sincerely")) << paragraphs << " paragraphs, page " << page;
    }
  }
}

TEST(LargePrint, is_set_in_16_points) {
  const File normal(Pdf(Sample(10)));
  const File large(Pdf(Sample(10), letters::Print::Large));
  EXPECT_GT(large.Pages(), normal.Pages());
  EXPECT_TRUE(Has(Pdf(Sample(1), letters::Print::Large), "%PDF"));
  EXPECT_TRUE(Has(large.Text(), "Paragraph 10 ends."));
}

// Every word of a page with its top and bottom, in points.
struct SetWord {
  std::string text;
  double top, bottom;
};
std::vector<SetWord> WordsOf(const std::string& bbox) {
  std::vector<SetWord> words;
  for (auto at = bbox.find("<word "); at != std::string::npos; at = bbox.find("<word ", at + 1)) {
    const auto number = [&](const char* name) { return std::stod(bbox.substr(bbox.find(name, at) + std::string(name).size())); };
    const auto from = bbox.find('>', at) + 1;
    words.push_back({bbox.substr(from, bbox.find('<', from) - from), number("yMin=\""), number("yMax=\"")});
  }
  return words;
}

TEST(LargePrint, is_large_in_letterhead_address_and_foot_as_well_and_nothing_overlaps) {
  letters::Letter letter = Sample(10);
  letter.frame.organisation = "Hearth & Vale Home Services";
  letter.frame.organisation_address = {"Customer care", "14 Quay Street", "Bristol BS1 4DJ", "0117 496 0123",
                                       "hearthandvale.example"};
  letter.frame.footer =
      "Hearth & Vale Home Services Ltd. Registered in England, no. 01234567. Registered office: 14 Quay Street, Bristol BS1 4DJ.";
  const File file(Pdf(letter, letters::Print::Large, channels::LetterState::Draft));
  ASSERT_GT(file.Pages(), 2);
  for (const std::string page : {"1", "2"}) {
    const std::vector<SetWord> words = WordsOf(file.Text({"-bbox", "-f", page, "-l", page}));
    ASSERT_GT(words.size(), 50U);
    double text_end = 0;
    double foot = 842;
    double head_end = 0;
    double text_top = 842;
    for (const SetWord& word : words) {
      EXPECT_GE(word.bottom - word.top, 16 * 1.2) << word.text << " on page " << page;
      EXPECT_LE(word.bottom, 842 - 11) << word.text << " is cut off by a printer";
      if (word.text == "Registered") foot = std::min(foot, word.top);
      if (word.text == "goes" || word.text == "happened.") text_end = std::max(text_end, word.bottom);
      if (word.text == "goes" || word.text == "answer") text_top = std::min(text_top, word.top);
      if (word.text == "C-1024") head_end = std::max(head_end, word.bottom);
    }
    EXPECT_LT(text_end, foot + 10) << "the foot stands below the text on page " << page;
    EXPECT_LT(head_end, text_top + 5) << "the head stands above the text on page " << page;
  }
}

TEST(LargePrint, of_a_long_address_still_shows_all_of_it_in_the_window) {
  letters::Letter letter = Sample(1);
  letter.frame.recipient = {"Amara", "Flat", "Lane", "Bedminster", "BRISTOL", "POSTCODE"};
  double top = 842;
  double bottom = 0;
  for (const SetWord& word : WordsOf(File(Pdf(letter, letters::Print::Large)).Text({"-bbox"}))) {
    if (std::ranges::find(letter.frame.recipient, word.text) == letter.frame.recipient.end()) continue;
    EXPECT_GE(word.bottom - word.top, 14 * 1.3) << word.text << " is small";
    top = std::min(top, word.top);
    bottom = std::max(bottom, word.bottom);
  }
  // The window is 35 mm high; a little of what stands above and below the signs may be out of it.
  EXPECT_LE((bottom - top) * 25.4 / 72, 36.5);
  EXPECT_GE(top * 25.4 / 72, 45);
  EXPECT_GT(bottom, top);
}

TEST(ADraft, says_so_on_every_page) {
  const File file(Pdf(Sample(20), letters::Print::Normal, channels::LetterState::Draft));
  for (int page = 1; page <= file.Pages(); ++page) {
    const std::string number = std::to_string(page);
    EXPECT_TRUE(Has(file.Text({"-f", number, "-l", number}), "NOT TO BE SENT"));
  }
  EXPECT_FALSE(Has(File(Pdf(Sample())).Text(), "NOT TO BE SENT"));
}

TEST(SignsOfEveryScript, are_set_and_none_breaks_the_letter) {
  letters::Letter letter = Sample(1);
  letter.frame.recipient[0] = "Łukasz Żółć";
  letter.blocks.push_back(
      {BlockKind::Paragraph, {{{"Zażółć gęślą jaźń. Ευχαριστώ πολύ. Спасибо. شكرا جزيلا. 谢谢 \U0001F600 \U0001FAE0 \uE123"}}}});
  const std::string text = File(Pdf(letter)).Text();
  for (const char* part : {"Łukasz Żółć", "Zażółć gęślą jaźń.", "Ευχαριστώ πολύ.", "Спасибо."})
    EXPECT_TRUE(Has(text, part)) << part << " is not in\n" << text;
}

TEST(ALanguage, cannot_break_out_of_its_place_in_the_file) {
  letters::Letter letter = Sample(1);
  letter.language = "en) /Evil (";
  const std::string pdf = Pdf(letter);
  EXPECT_TRUE(Has(pdf, "/Lang (enEvil)"));
}

TEST(AnythingAtAll, is_typeset_without_fail) {
  EXPECT_TRUE(rc::check([] {
    static const std::vector<std::string> kParts{"word", " ",          "\n", "\n\n",   "0117 496 0131", "C-1024", "\u202F",
                                                 "é",    "\U0001F600", "ﷺ",  "\u0301", "a-1-2-3-4",     "x"};
    letters::Letter letter;
    const auto count = *rc::gen::inRange(0, 6);
    for (int i = 0; i < count; ++i) {
      Block block{*rc::gen::elementOf(std::vector{BlockKind::Heading, BlockKind::Subheading, BlockKind::Paragraph,
                                                  BlockKind::Bullets, BlockKind::Numbers}),
                  {}};
      const auto parts = *rc::gen::inRange(1, 4);
      for (int p = 0; p < parts; ++p) {
        std::string text;
        const auto words = *rc::gen::inRange(0, 200);
        for (int w = 0; w < words; ++w) text += *rc::gen::elementOf(kParts);
        block.parts.push_back(
            {{text, *rc::gen::elementOf(std::vector{letters::Voice::Plain, letters::Voice::Strong, letters::Voice::Gap})}});
      }
      letter.blocks.push_back(std::move(block));
    }
    RC_ASSERT(TypesetLetter(letter, {}).has_value());
  }));
}

}  // namespace
}  // namespace tests
