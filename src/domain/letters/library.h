#pragma once
// All that letters are made with: a desk's letterhead, and for each language its templates, the statements letters must
// have, its jargon and its phrases of HEAT.
//
//   const letters::Library& library = stationery.For("en-GB");
//   const letters::Template& form = library.templates.at(letters::LetterKind::FinalResponse);

#include "base/text.h"
#include "domain/letters/heat.h"
#include "domain/letters/readability.h"
#include "domain/letters/required.h"

namespace letters {

// A file of a language's folder, by its path in it: "final-response.txt", "statements/ombudsman.txt".
struct LibraryFile {
  std::string path;
  std::string text;
};

struct Library {
  std::string language;
  std::map<LetterKind, Template> templates;
  std::vector<RequiredStatement> statements;
  std::vector<JargonTerm> jargon;
  HeatGuide heat;

  // jargon.txt, heat.txt, statements/*.txt, and templates; other files are passed over. `folder` is shown in faults.
  static base::Result<Library> Read(std::string language, const std::string& folder, const std::vector<LibraryFile>& files);
};

// How somebody of the desk signs, where it differs from the letterhead.
struct Signature {
  base::Word login;
  std::optional<base::Line> title;
  std::optional<base::Line> phone;
  std::optional<base::Line> email;
};
BOOST_DESCRIBE_STRUCT(Signature, (), (login, title, phone, email))
AMENDS_DOC(Signature, "How somebody signs.", {"login", "Who, as they sign in."}, {"title", "What stands under their name."},
           {"phone", "Their own number."}, {"email", "Their own address."})

// An independent body that settles disputes, for the letters that must name one.
struct DisputeBody {
  std::optional<base::Word> procedure;  // absent: of all that have none of their own
  base::Line name;
  base::Line website;
  bool available = true;
  bool used = true;
};
BOOST_DESCRIBE_STRUCT(DisputeBody, (), (procedure, name, website, available, used))
AMENDS_DOC(DisputeBody, "An independent body that settles disputes.",
           {"procedure", "Whose letters name it; left out: those without one of their own."},
           {"name", "As it stands in a sentence: \"the Communications Ombudsman\"."}, {"website", "Where it is found."},
           {"available", "Whether it is open to our customers."}, {"used", "Whether we take part."})

// Who writes.
struct Letterhead {
  base::Line organisation;
  std::vector<base::Line> address;
  std::optional<base::Prose> footer;
  base::Line phone;
  base::Line email;
  std::vector<Signature> people;
  std::vector<DisputeBody> dispute_bodies;

  // Of a procedure: its own, else the one of all that have none. Null when there is neither.
  const DisputeBody* BodyFor(std::string_view procedure) const;
};
BOOST_DESCRIBE_STRUCT(Letterhead, (), (organisation, address, footer, phone, email, people, dispute_bodies))
AMENDS_DOC(Letterhead, "Who writes the desk's letters.", {"organisation", "The name at the top."},
           {"address", "Line by line; a telephone number and a website may stand among them."},
           {"footer", "Small print at the foot of each page."}, {"phone", "Where customers reach the desk."},
           {"email", "The same, by e-mail."}, {"people", "Who signs otherwise."},
           {"dispute_bodies", "Bodies that letters name where the law asks for it."})

struct Stationery {
  std::optional<Letterhead> head;  // without one, letters have gaps where it belongs
  std::vector<Library> libraries;  // never empty; the first is written in when a customer's language has none

  // By the whole tag, else by its language alone ("en" and "en-GB"), else the first.
  const Library& For(std::string_view language) const;
};
// Whether two tags are of one language: "en" and "en-GB".
bool SameLanguage(std::string_view a, std::string_view b);

}  // namespace letters
