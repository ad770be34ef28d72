// Any bytes as a letter's file, what a customer wrote and what a handler edits, parted by zero bytes: never a crash; what
// is refused says why; a letter shows every word it has, never obeys a value, and its text can be edited and read again.

#include <cstdint>
#include <cstdlib>
#include <sstream>

#include "domain/letters/review.h"

namespace {

using letters::Block;
using letters::Letter;
using letters::List;
using letters::Record;

void DemandWords(const base::Error& error) {
  if (base::ToLine(error).empty()) std::abort();
}

letters::Values ValuesWith(const std::string& theirs) {
  return {
      {"organisation", Record{{"name", "Harbour & Vale"}, {"address", List{"Complaints", theirs}}, {"footer", theirs}}},
      {"customer", Record{{"name", theirs}, {"salutation", "Mrs Okafor"}, {"address", theirs}, {"needs", ""}}},
      {"letter", Record{{"date", base::Date::Of(2026, 11, 24)}}},
      {"case", Record{{"reference", "C-1024"},
                      {"subject", theirs},
                      {"received", base::Date::Of(2026, 11, 5)},
                      {"summary", theirs},
                      {"payment_service", false}}},
      {"redress", *base::Money::Of("49.90", "GBP")},
      {"decision", Record{{"upheld", true}, {"reasons", theirs}}},
      {"findings", List{"We took it twice.", theirs}},
      {"actions", List{Record{{"title", theirs}, {"due", base::Date::Of(2026, 12, 1)}}, Record{{"title", "x"}, {"due", {}}}}},
  };
}

// The words of `parts`, in order, somewhere among those of `text`.
void DemandEveryWord(const Letter& letter, const std::string& text) {
  std::istringstream shown(text);
  for (const Block& block : letter.blocks) {
    for (const letters::Runs& part : block.parts) {
      std::istringstream words(letters::PlainText(part));
      std::string word;
      std::string found;
      while (words >> word) {
        do {
          if (!(shown >> found)) std::abort();
        } while (found.find(word) == std::string::npos);
      }
    }
  }
}

void DemandTheSameAfterAnEdit(const std::vector<Block>& blocks) {
  const auto again = letters::ReadBlocks(letters::ToMarkup(blocks));
  if (!again || *again != blocks) std::abort();
}

void Show(const Letter& letter) {
  DemandEveryWord(letter, letters::ToText(letter));
  letters::ToText(letter, 1);
  for (const auto print : {letters::Print::Normal, letters::Print::Large}) {
    // The only tag that could be somebody's is one that no rendering writes.
    if (letters::ToHtml(letter, print).find("<script") != std::string::npos) std::abort();
  }
  DemandTheSameAfterAnEdit(letter.blocks);
  for (const letters::Gap& gap : letters::GapsOf(letter)) letters::InWords(gap.place, letter);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto next = [&] {
    const std::size_t end = std::min(input.find('\0'), input.size());
    const std::string_view part = input.substr(0, end);
    input.remove_prefix(std::min(end + 1, input.size()));
    return part;
  };
  const std::string_view file = next();
  const letters::Values values = ValuesWith(std::string(next()));
  const std::string_view edited = next();

  std::vector<letters::RequiredStatement> required;
  if (auto statement = letters::RequiredStatement::Parse(file, "s.txt")) {
    if (auto sound = letters::CheckStatements({*statement}); !sound) DemandWords(sound.error());
    required.push_back(*std::move(statement));
  } else {
    DemandWords(statement.error());
  }
  std::optional<Letter> letter;
  if (const auto form = letters::Template::Parse(file, "t.txt")) {
    const letters::Inset inset{"ombudsman", "You may go to the *ombudsman*.", "s.txt", 1};
    if (auto merged = form->Merge(values, {inset}, {"ombudsman"}))
      letter = *std::move(merged);
    else
      DemandWords(merged.error());
  } else {
    DemandWords(form.error());
  }
  if (auto blocks = letters::ReadBlocks(edited)) {
    DemandTheSameAfterAnEdit(*blocks);
    if (!letter) {
      letter.emplace();
      letter->blocks = *std::move(blocks);
    }
  } else {
    DemandWords(blocks.error());
  }
  if (!letter) return 0;
  Show(*letter);
  static const letters::HeatGuide kGuide = *letters::HeatGuide::Parse(
      "[heard]\ncue: a\nyou told\n[empathised]\ncue: b\nhow * that\n[apologised]\ncue: c\nI am sorry\n[owned]\ncue: d\nI will\n"
      "[hollow]\nsorry if = say sorry\n",
      "heat.txt");
  const auto review = letters::ReviewLetter(*letter, required, values, {{"pursuant to", "under"}}, kGuide);
  if (!review)
    DemandWords(review.error());
  else if (review->says.empty())
    std::abort();
  return 0;
}
