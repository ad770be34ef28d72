#pragma once
// Letters from a case: what a template is merged with, what the case's procedure wants to stand in it, and the sheet it goes
// out on. Pure but for `name_of`, which asks the register of people.
//
//   const LetterScene scene{c, customer, writer, bound, now, stationery};
//   TRY(const LetterDraft draft, DraftFor(LetterKind::FinalResponse, scene));
//   TRY(const LetterProof proof, ProofOf({kind, channel, title, text}, scene));

#include <functional>

#include "domain/cases/decide.h"
#include "domain/customers/customer.h"
#include "domain/desk/desk.h"
#include "domain/letters/library.h"
#include "domain/procedures/book.h"

namespace app {

// All that a letter is made from.
struct LetterScene {
  const cases::Case& c;
  const customers::Customer& customer;
  const desk::User* writer = nullptr;  // null: nobody signs, as with the system
  const procedures::Bound& bound;
  base::Instant now;
  const letters::Stationery& stationery;
  std::function<std::string(base::UserId)> name_of;  // of colleagues who carry something out
  std::optional<base::Instant> next_news_by = {};    // that the letter is to promise
};

// A value for every field a template may name; empty where the case does not know it.
letters::Values ValuesOf(const LetterScene& scene);

// A letter as somebody wrote it, not yet sent.
struct LetterText {
  letters::LetterKind letter = letters::LetterKind::Update;
  domain::Channel channel = domain::Channel::Letter;
  base::Line title;
  base::Prose text;
};
BOOST_DESCRIBE_STRUCT(LetterText, (), (letter, channel, title, text))
AMENDS_DOC(LetterText, "A letter as it is written.", {"letter", "What it is for."},
           {"channel", "How it is to go out; one by post needs an address."}, {"title", "Its subject line."},
           {"text", "Its words: paragraphs apart by an empty line, \"# heading\", \"- item\", \"**strong**\"."})

struct LetterDraft {
  letters::LetterKind letter = letters::LetterKind::Update;
  domain::Channel channel = domain::Channel::Letter;
  std::string language;
  std::string title;
  std::string text;
  letters::Print print = letters::Print::Normal;
  std::vector<std::string> notes;
  letters::LetterReview review;
};
BOOST_DESCRIBE_STRUCT(LetterDraft, (), (letter, channel, language, title, text, print, notes, review))
AMENDS_DOC(LetterDraft, "A letter drafted from the desk's template and what the case knows.", {"letter", "What it is for."},
           {"channel", "In writing as the customer wishes; else by letter if we know where to, or by e-mail."},
           {"language", "The language it is written in."}, {"title", "Its subject line."},
           {"text", "Its words, to be edited; what the case does not know stands as \"[missing: ...]\"."},
           {"print", "Large, if the customer needs large print."},
           {"notes", "What to mind: a language we have no template in, a format the customer needs."},
           {"review", "What would keep it from being sent as it is, and how it reads."})

struct LetterProof {
  letters::Letter letter;
  letters::Print print = letters::Print::Normal;
  letters::LetterReview review;
};

base::Result<LetterDraft> DraftFor(letters::LetterKind kind, const LetterScene& scene);
// Invalid when the text cannot be read; a letter that may not be sent is no error, its review says so.
base::Result<LetterProof> ProofOf(const LetterText& text, const LetterScene& scene);
// What stands around it, to be kept with the words.
cases::LetterSheet SheetOf(const LetterProof& proof);
// The letter as it went out, on the sheet it went out on. `number` from 1.
base::Result<LetterProof> SentLetter(std::int64_t number, const LetterScene& scene);

// The statements that procedures in force want in their letters and no language of the desk has a text of, each as
// `uk-telecoms wants "adr-scheme" in a deadlock`.
std::vector<std::string> LackingStatements(const procedures::Book& book, const letters::Stationery& stationery);

}  // namespace app
