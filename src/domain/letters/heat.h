#pragma once
// HEAT: is the customer heard, is there empathy, an apology, and somebody who owns it? Looked for by phrases; what is found
// is shown with its place, and what is not with a cue. A gentle hint for the writer and never a gate: a letter can say all of
// it in words no list knows. Half an apology ("sorry if", "sorry you feel") counts for none, and says why.

#include <optional>

#include "domain/letters/words.h"

namespace letters {

enum class HeatPart : std::uint8_t { Heard, Empathised, Apologised, Owned };
BOOST_DESCRIBE_ENUM(HeatPart, Heard, Empathised, Apologised, Owned)

struct HeatPhrases {
  HeatPart part = HeatPart::Heard;
  std::string cue;
  std::vector<Phrase> phrases;
};
struct HollowPhrase {
  Phrase phrase;
  std::string hint;
};
// The phrases of one language. A file has [heard], [empathised], [apologised], [owned], each with "cue: ..." and a phrase a
// line ("*" stands for up to three words), and [hollow] with lines "phrase = hint".
struct HeatGuide {
  std::vector<HeatPhrases> parts;
  std::vector<HollowPhrase> hollow;
  static base::Result<HeatGuide> Parse(std::string_view text, const std::string& file);
};

struct HeatFinding {
  HeatPart part = HeatPart::Heard;
  std::optional<Place> place;  // of the first phrase found; none: nothing was found
  std::string cue;             // when nothing was found
  friend bool operator==(const HeatFinding&, const HeatFinding&) = default;
};
BOOST_DESCRIBE_STRUCT(HeatFinding, (), (part, place, cue))
AMENDS_DOC(HeatFinding, "Whether a letter shows one part of HEAT.", {"part", "Which."}, {"place", "The phrase found, and where."},
           {"cue", "What to think of when none was found."})

struct HollowFinding {
  Place place;
  std::string hint;
  friend bool operator==(const HollowFinding&, const HollowFinding&) = default;
};
BOOST_DESCRIBE_STRUCT(HollowFinding, (), (place, hint))
AMENDS_DOC(HollowFinding, "Words that sound like an apology and are none.", {"place", "The words, and where."},
           {"hint", "Why, and what to write."})

struct HeatReview {
  std::vector<HeatFinding> parts;
  std::vector<HollowFinding> hollow;
  base::Saying says;
  friend bool operator==(const HeatReview&, const HeatReview&) = default;
};
BOOST_DESCRIBE_STRUCT(HeatReview, (), (parts, hollow, says))
AMENDS_DOC(HeatReview, "Heard, empathised, apologised, owned: what a letter shows of it.", {"parts", "The four parts."},
           {"hollow", "Apologies that are none."}, {"says", "The finding in a sentence."})

HeatReview LookForHeat(const Letter& letter, const HeatGuide& guide);

}  // namespace letters
