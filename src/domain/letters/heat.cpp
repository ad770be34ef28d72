#include "domain/letters/heat.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "domain/letters/header.h"

namespace letters {
namespace {

Place PlaceOfWords(const Letter& letter, const Sentence& sentence, std::size_t first, std::size_t count) {
  const Word& from = sentence.words[first];
  const Word& to = sentence.words[first + count - 1];
  return PlaceOf(letter, sentence.block, sentence.part, from.at, to.at + to.text.size() - from.at);
}

base::Saying SayingOf(HeatPart part) {
  using base::Saying;
  switch (part) {
    case HeatPart::Heard: return Saying("heard");
    case HeatPart::Empathised: return Saying("empathised");
    case HeatPart::Apologised: return Saying("apologised");
    case HeatPart::Owned: return Saying("owned");
  }
  return {};
}

base::Saying InWords(const HeatReview& heat) {
  using base::Saying;
  if (heat.parts.empty()) return Saying("No phrases are known for this language.");
  std::vector<Saying> missing;
  for (const HeatFinding& finding : heat.parts) {
    if (!finding.place) missing.push_back(SayingOf(finding.part));
  }
  if (missing.empty()) return Saying("The customer is heard, there is empathy and an apology, and somebody owns it.");
  return Saying("Not found: {}.", Saying::AllOf(std::move(missing)));
}

}  // namespace

base::Result<HeatGuide> HeatGuide::Parse(std::string_view text, const std::string& file) {
  const Source source(text, file);
  std::vector<base::Fault> faults;
  HeatGuide guide;
  std::vector<std::string> sections = base::TypeOf<HeatPart>().names;
  for (std::size_t i = 0; i < sections.size(); ++i) guide.parts.push_back({static_cast<HeatPart>(i), {}, {}});
  sections.emplace_back("hollow");
  std::optional<std::size_t> section;
  int number = 0;
  for (const std::string& raw : source.lines()) {
    ++number;
    const std::string line(Trim(raw));
    const Spot spot{number, 1, std::max(1, static_cast<int>(base::CodePoints(raw)))};
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with('[') && line.ends_with(']')) {
      const std::string name = line.substr(1, line.size() - 2);
      const auto found = std::ranges::find(sections, name);
      section.reset();
      if (found != sections.end()) {
        section = static_cast<std::size_t>(found - sections.begin());
      } else {
        const std::string near = base::DidYouMean(name, sections);
        faults.push_back(source.At(
            spot, "there is no section " + base::Quoted(name) + (near.empty() ? "; expected " + base::OneOf(sections) : near)));
      }
    } else if (!section) {
      if (faults.empty()) faults.push_back(source.At(spot, "expected a section like [heard] first"));
    } else if (*section == guide.parts.size()) {
      const auto equals = line.find('=');
      if (equals == std::string::npos) {
        faults.push_back(source.At(spot, "expected \"phrase = hint\""));
      } else {
        guide.hollow.push_back({Phrase(Trim(std::string_view(line).substr(0, equals))),
                                std::string(Trim(std::string_view(line).substr(equals + 1)))});
      }
    } else if (line.starts_with("cue:")) {
      guide.parts[*section].cue = Trim(std::string_view(line).substr(4));
    } else {
      guide.parts[*section].phrases.emplace_back(line);
    }
  }
  for (const HeatPhrases& part : guide.parts) {
    if (part.cue.empty() || part.phrases.empty())
      faults.push_back({file, "[" + base::NameOf(part.part) + "] needs a cue and at least one phrase"});
  }
  if (!faults.empty()) return std::unexpected(FileError("the list of phrases", std::move(faults)));
  return guide;
}

HeatReview LookForHeat(const Letter& letter, const HeatGuide& guide) {
  HeatReview heat;
  for (const HeatPhrases& part : guide.parts) heat.parts.push_back({part.part, {}, part.cue});
  for (const Sentence& sentence : SentencesOf(letter)) {
    const std::span<const Word> words(sentence.words);
    std::set<std::size_t> hollow;  // words that were said without meaning them
    for (std::size_t i = 0; i < words.size(); ++i) {
      for (const HollowPhrase& phrase : guide.hollow) {
        const std::size_t taken = phrase.phrase.Match(words.subspan(i));
        if (taken == 0 || hollow.contains(i)) continue;
        for (std::size_t k = i; k < i + taken; ++k) hollow.insert(k);
        heat.hollow.push_back({PlaceOfWords(letter, sentence, i, taken), phrase.hint});
      }
    }
    for (std::size_t p = 0; p < guide.parts.size(); ++p) {
      for (std::size_t i = 0; i < words.size() && !heat.parts[p].place; ++i) {
        for (const Phrase& phrase : guide.parts[p].phrases) {
          const std::size_t taken = phrase.Match(words.subspan(i));
          if (taken == 0) continue;
          const bool meant = std::none_of(hollow.begin(), hollow.end(), [&](std::size_t k) { return k >= i && k < i + taken; });
          if (!meant) continue;
          heat.parts[p].place = PlaceOfWords(letter, sentence, i, taken);
          heat.parts[p].cue.clear();
          break;
        }
      }
    }
  }
  heat.says = InWords(heat);
  return heat;
}

}  // namespace letters
