#pragma once
// A letter as a structured document: what is said, apart from how it looks. Every rendering shows every word of it, and
// what the customer or handler wrote is escaped, never obeyed.
//
//   letters::ToText(letter)                          // for an e-mail
//   letters::ToHtml(letter, letters::Print::Large)   // for a screen; channels/letter_pdf.h typesets it

#include <string>
#include <string_view>
#include <vector>

#include "domain/letters/values.h"

namespace letters {

enum class Voice : std::uint8_t { Plain, Strong, Gap };
BOOST_DESCRIBE_ENUM(Voice, Plain, Strong, Gap)

// Some words in one voice. White space is single; '\n' is a line break that was asked for. A gap stands where a value was
// missing and names it.
struct Run {
  std::string text;
  Voice voice = Voice::Plain;
  friend bool operator==(const Run&, const Run&) = default;
};
BOOST_DESCRIBE_STRUCT(Run, (), (text, voice))
AMENDS_DOC(Run, "Some words in one voice.", {"text", "The words; a line feed is a line break."},
           {"voice", "Plain, strong, or a gap where a value is missing."})

using Runs = std::vector<Run>;

enum class BlockKind : std::uint8_t { Heading, Subheading, Paragraph, Bullets, Numbers };
BOOST_DESCRIBE_ENUM(BlockKind, Heading, Subheading, Paragraph, Bullets, Numbers)

// A heading or paragraph has one part, a list one for each item.
struct Block {
  BlockKind kind = BlockKind::Paragraph;
  std::vector<Runs> parts;
  friend bool operator==(const Block&, const Block&) = default;
};
BOOST_DESCRIBE_STRUCT(Block, (), (kind, parts))
AMENDS_DOC(Block, "A heading, a paragraph, or a list.", {"kind", "Which."}, {"parts", "The text, or each item of the list."})

// What stands around the text: who writes, to whom, about what, when.
struct Frame {
  std::string organisation;
  std::vector<std::string> organisation_address;
  std::string footer;  // registered office and the like; may be empty
  std::vector<std::string> recipient;
  std::string reference;
  std::string date;  // in words
  std::string reference_label = "Our reference";
  std::string page_of = "of";  // between the numbers of "2 of 3"
  friend bool operator==(const Frame&, const Frame&) = default;
};
BOOST_DESCRIBE_STRUCT(Frame, (),
                      (organisation, organisation_address, footer, recipient, reference, date, reference_label, page_of))
AMENDS_DOC(Frame, "What stands around the text of a letter.", {"organisation", "Who writes."},
           {"organisation_address", "Their address, line by line."}, {"footer", "Small print at the foot of each page."},
           {"recipient", "Name and address of the reader, line by line."}, {"reference", "The case."},
           {"date", "The date of the letter, in words."},
           {"reference_label", "What the reference is called in the letter's language."},
           {"page_of", "The word between the numbers of \"2 of 3\"."})

struct Letter {
  LetterKind kind = LetterKind::Update;
  std::string language = "en-GB";  // BCP 47
  std::string title;
  Frame frame;
  std::vector<Block> blocks;
  friend bool operator==(const Letter&, const Letter&) = default;
};
BOOST_DESCRIBE_STRUCT(Letter, (), (kind, language, title, frame, blocks))
AMENDS_DOC(Letter, "A letter, merged and ready to be checked.", {"kind", "What it is for."},
           {"language", "Its language, like en-GB."}, {"title", "Its subject line."},
           {"frame", "Who writes to whom, when, about which case."}, {"blocks", "What it says."})

// A stretch of one part of one block. Counted from 1 for people; `start` and `length` are in code points, from 0.
struct Place {
  std::int32_t block = 0;
  std::int32_t part = 0;
  std::int32_t start = 0;
  std::int32_t length = 0;
  std::string words;  // what stands there, shortened
  friend bool operator==(const Place&, const Place&) = default;
};
BOOST_DESCRIBE_STRUCT(Place, (), (block, part, start, length, words))
AMENDS_DOC(Place, "A stretch of a letter.", {"block", "Which block, from 1."}, {"part", "Which item of a list, from 1; else 1."},
           {"start", "Its first character in that part, from 0."}, {"length", "How many characters."},
           {"words", "What stands there, shortened."})

// What stands in a letter for a value that was missing: "[missing: customer.name]". It is text, so that it survives an edit.
inline constexpr std::string_view kGapStart = "[missing: ";
std::string GapText(std::string_view field);

// A value the letter lacks; a letter with gaps is not ready to be sent.
struct Gap {
  std::string field;
  Place place;        // block 0: in the title or around the text
  base::Saying what;  // is missing, in words: "what we apologise for"
  base::Saying says;  // the finding in a sentence, with its place
  friend bool operator==(const Gap&, const Gap&) = default;
};
BOOST_DESCRIBE_STRUCT(Gap, (), (field, place, what, says))
AMENDS_DOC(Gap, "A value the letter lacks.", {"field", "Which value, by its name in the template."},
           {"place", "Where; block 0 is around the text."}, {"what", "Which value, in words."},
           {"says", "The finding in a sentence."})
std::vector<Gap> GapsOf(const Letter& letter);

// "paragraph 3", "heading 1", "list 2, item 1".
base::Saying InWords(const Place& place, const Letter& letter);

// The words of one part, without their voices.
std::string PlainText(const Runs& runs);

enum class Print : std::uint8_t { Normal, Large };
BOOST_DESCRIBE_ENUM(Print, Normal, Large)

// The body of an e-mail whose subject is the title; lines of at most `width` characters, but no word is ever broken.
std::string ToText(const Letter& letter, std::size_t width = 72);
// A whole page that stands by itself. Large print is 16 pt, as UK clear-print guidance has it.
std::string ToHtml(const Letter& letter, Print print = Print::Normal);
// The text as somebody may edit it, in the template language without fields: Template's ReadBlocks gives the blocks back.
std::string ToMarkup(const std::vector<Block>& blocks);

}  // namespace letters
