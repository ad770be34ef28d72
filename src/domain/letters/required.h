#pragma once
// Statements that a law or code wants to stand in a letter, as dated data, and the check that they do. A letter's statement
// is held to its words: white space, kinds of quotation marks and case may differ, and nothing else.
//
//   id: ombudsman                      The statement as a file; its words may hold fields like any template.
//   title: Going to the ombudsman
//   letters: final response
//   packs: uk-financial
//   from: 2016-06-30
//   clause: DISP 1.6.2R                   What the letter is refused with when it is missing.
//   encloses: the ombudsman's leaflet     What must lie in the envelope; whoever sends the letter is reminded.
//   verified: no                          Nobody has held it to the primary text yet; shown to the administrator.
//   ---
//   You may ask the ombudsman ...

#include <optional>

#include "domain/letters/letter.h"
#include "domain/letters/template.h"
#include "domain/refusal.h"

namespace letters {

struct RequiredStatement {
  std::string id;
  std::string title;
  std::string words;                // template text
  std::vector<LetterKind> letters;  // where it must stand
  std::vector<std::string> packs;   // whose letters; empty: everybody's
  std::optional<base::Date> from;   // first day in force
  std::optional<base::Date> until;  // last day in force
  std::string when;                 // only if this field holds, or with "not " before it, if it does not; empty: always
  domain::Clause clause;
  std::string encloses;  // what the statement says comes with the letter; empty: nothing
  bool verified = true;
  std::string file;  // where the words stand, for faults
  int first_line = 1;

  static base::Result<RequiredStatement> Parse(std::string_view text, const std::string& file);
  bool InForce(base::Date on) const { return (!from || *from <= on) && (!until || on <= *until); }

  friend bool operator==(const RequiredStatement&, const RequiredStatement&) = default;
};
BOOST_DESCRIBE_STRUCT(RequiredStatement, (), (id, title, words, letters, packs, from, until, when, clause, encloses, verified))
AMENDS_DOC(RequiredStatement, "A statement that a law or code wants to stand in a letter.",
           {"id", "Its name, for {{statement ID}}."}, {"title", "What it is."}, {"words", "The words, with fields."},
           {"letters", "The kinds of letter that must have it."},
           {"packs", "The packs whose letters must have it; none means all."}, {"from", "The first day it is in force."},
           {"until", "The last day it is in force."}, {"when", "The field that must hold for it to apply."},
           {"clause", "What it rests on."}, {"encloses", "What must come with a letter that has it; empty: nothing."},
           {"verified", "Whether it was held to the primary text."})

// Two statements of one id in force on one day, or fields of a file that do not fit: faults.
base::Result<void> CheckStatements(const std::vector<RequiredStatement>& statements);

// Whether it is for letters of one of these packs.
bool IsOf(const RequiredStatement& statement, const std::vector<std::string>& packs);
// All statements in force on the day whose condition holds, for {{statement ID}} to pick from. `packs` are the case's own and
// those it is based on, the nearest first; of two texts of one statement the nearer is taken.
base::Result<std::vector<RequiredStatement>> InForceOn(base::Date on, const std::vector<std::string>& packs,
                                                       const std::vector<RequiredStatement>& statements, const Values& values);
// Those of them that this kind of letter must have.
std::vector<RequiredStatement> RequiredIn(LetterKind kind, const std::vector<RequiredStatement>& in_force);
Inset InsetOf(const RequiredStatement& statement);
std::vector<Inset> InsetsOf(const std::vector<RequiredStatement>& statements);
std::vector<std::string> IdsOf(const std::vector<RequiredStatement>& statements);

enum class Presence : std::uint8_t { Present, Altered, Missing };
BOOST_DESCRIBE_ENUM(Presence, Present, Altered, Missing)

struct StatementCheck {
  std::string id;
  std::string title;
  Presence presence = Presence::Missing;
  std::optional<Place> place;   // where it stands, or where something like it does
  std::int32_t last_block = 0;  // of a statement that is present
  base::Saying says;
  base::Saying mend;  // "insert statement ombudsman"; empty when nothing is to be mended
  domain::Clause clause;
  bool verified = true;
  friend bool operator==(const StatementCheck&, const StatementCheck&) = default;
};
BOOST_DESCRIBE_STRUCT(StatementCheck, (), (id, title, presence, place, last_block, says, mend, clause, verified))
AMENDS_DOC(StatementCheck, "Whether a letter has a statement it must have.", {"id", "Which statement."}, {"title", "What it is."},
           {"presence", "Present, altered, or missing."}, {"place", "Where it stands, or where something like it does."},
           {"last_block", "The block it ends in."}, {"says", "The finding in a sentence."}, {"mend", "What would mend it."},
           {"clause", "What wants it there."}, {"verified", "Whether the statement was held to the primary text."})

// One answer for each statement, in their order. The values are those the letter was merged with.
base::Result<std::vector<StatementCheck>> CheckLetter(const Letter& letter, const std::vector<RequiredStatement>& required,
                                                      const Values& values);

}  // namespace letters
