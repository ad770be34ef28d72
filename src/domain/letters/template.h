#pragma once
// Letter templates: text with a little structure and fields, merged with values into a Letter. A field nobody knows is a
// fault with its place, also in a branch that is not taken; a field that is known but empty leaves a named gap. Merging
// never throws and never writes a blank or "null" where a value was meant to be.
//
//   letter: final response                        {{customer.name}}            a value
//   title: Our answer to your complaint           {{#if decision.upheld}} ... {{else}} ... {{/if}}
//   language: en-GB                               {{#each actions}} ... {{this}} or a field of it ... {{/each}}
//   ---                                           {{statement ombudsman}}      a required statement, alone on its line
//   # Heading     ## Subheading                   {{statements}}               all required ones that stand nowhere else
//   - item        1. item        **strong**       {{#if statements}} ... {{/if}}      only if {{statements}} inserts any
//                                                 a backslash before a sign: the sign itself; at a line's end: a line break

#include <memory>

#include "domain/letters/header.h"
#include "domain/letters/letter.h"

namespace letters {

// A required statement as a template inserts it; see required.h.
struct Inset {
  std::string id;
  std::string words;  // in this language
  std::string file;   // where they stand, for faults
  int first_line = 1;
};

struct Node;
using Nodes = std::vector<Node>;

// A parsed text, not yet merged.
class Fragment {
 public:
  // `first_line` is the line of `source` where the text begins. Faults are added, and what could be read is kept.
  static Fragment Parse(std::shared_ptr<const Source> source, int first_line, std::vector<base::Fault>& faults);
  // One line, such as a title, that begins at this spot.
  static Fragment ParseLine(std::shared_ptr<const Source> source, const HeaderField& field, std::vector<base::Fault>& faults);

  Fragment();
  ~Fragment();
  Fragment(const Fragment&);
  Fragment(Fragment&&) noexcept;
  Fragment& operator=(const Fragment&);
  Fragment& operator=(Fragment&&) noexcept;

  const Nodes& nodes() const;
  const std::shared_ptr<const Source>& source() const { return source_; }
  // The statements it inserts by name, with the spot of the first.
  std::map<std::string, Spot> Statements() const;

 private:
  std::shared_ptr<const Source> source_;
  std::unique_ptr<Nodes> nodes_;
};

struct Template {
  LetterKind kind = LetterKind::Update;
  std::string language;
  std::string pack;  // whose required statements it is made for; may be empty
  std::string reference_label = "Our reference";
  std::string page_of = "of";
  Fragment title;
  Fragment body;

  // `file` is only for faults; all of them come at once.
  static base::Result<Template> Parse(std::string_view text, const std::string& file);
  // A heading that nothing came to stand under is left out.
  // `insets` are what {{statement ID}} may name; `required` those of them that {{statements}} is to insert. The frame is
  // taken from organisation.name, .address and .footer, customer.name and .address, case.reference and letter.date.
  base::Result<Letter> Merge(const Values& values, const std::vector<Inset>& insets = {},
                             const std::vector<std::string>& required = {}) const;
  // The frame alone.
  Frame FrameFor(const Values& values) const;
};

// The blocks of a text without fields, as ToMarkup writes it and a handler edits it.
base::Result<std::vector<Block>> ReadBlocks(std::string_view markup, const std::string& file = "letter");
// The blocks of one statement, merged.
base::Result<std::vector<Block>> MergeInset(const Inset& inset, const Values& values, std::string_view language);

// A value by its path, for a condition outside a template. Null when an empty value stands in the way; an error names near
// misses when there is no such field.
base::Result<const Value*> Look(const Values& values, std::string_view path);

}  // namespace letters
