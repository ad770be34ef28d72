#include "domain/letters/readability.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "domain/letters/header.h"

namespace letters {
namespace {

bool IsVowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'; }

// Words whose spelling misleads, among those that letters to customers use.
const std::map<std::string_view, int>& Exceptions() {
  static const std::map<std::string_view, int> kExceptions{
      {"area", 3},           {"areas", 3},        {"being", 2},        {"business", 2},     {"businesses", 3},
      {"colleague", 2},      {"colleagues", 2},   {"create", 2},       {"created", 3},      {"creates", 2},
      {"creating", 3},       {"different", 3},    {"doing", 2},        {"going", 2},        {"every", 2},
      {"everyone", 3},       {"everything", 3},   {"evening", 2},      {"science", 2},      {"experience", 4},
      {"idea", 3},           {"ideas", 3},        {"people", 2},       {"quiet", 2},        {"real", 1},
      {"really", 2},         {"reality", 4},      {"reassure", 3},     {"reassured", 3},    {"sometimes", 2},
      {"something", 2},      {"someone", 2},      {"somewhere", 2},    {"therefore", 2},    {"wednesday", 2},
      {"hour", 1},           {"hours", 1},        {"our", 1},          {"our's", 1},        {"client", 2},
      {"clients", 2},        {"diary", 3},        {"giant", 2},        {"lion", 2},         {"reliable", 4},
      {"society", 4},        {"variety", 4},      {"anxiety", 4},      {"appliance", 3},    {"appliances", 4},
      {"apply", 2},          {"applied", 2},      {"supplier", 3},     {"suppliers", 3},    {"earlier", 3},
      {"easier", 3},         {"previous", 3},     {"serious", 3},      {"various", 3},      {"period", 3},
      {"periods", 3},        {"immediate", 4},    {"immediately", 5},  {"material", 4},     {"financial", 3},
      {"special", 2},        {"especially", 4},   {"social", 2},       {"official", 3},     {"initial", 3},
      {"essential", 3},      {"potential", 3},    {"partial", 2},      {"commercial", 3},   {"ancient", 2},
      {"patient", 2},        {"patience", 2},     {"sufficient", 3},   {"efficient", 3},    {"genuine", 3},
      {"genuinely", 4},      {"influence", 3},    {"fluent", 2},       {"annual", 3},       {"actual", 3},
      {"actually", 4},       {"usual", 3},        {"usually", 4},      {"individual", 5},   {"manual", 3},
      {"continue", 3},       {"continued", 3},    {"continues", 3},    {"value", 2},        {"valued", 2},
      {"values", 2},         {"issue", 2},        {"issues", 2},       {"issued", 2},       {"due", 1},
      {"rescue", 2},         {"queue", 1},        {"situation", 4},    {"evaluation", 5},   {"evaluate", 4},
      {"cooperate", 4},      {"coordinate", 4},   {"poem", 2},         {"react", 2},        {"theatre", 3},
      {"ideal", 3},          {"meant", 1},        {"video", 3},        {"radio", 3},        {"audio", 3},
      {"studio", 3},         {"ratio", 3},        {"media", 3},        {"cafe", 2},         {"recipe", 3},
      {"maybe", 2},          {"safety", 2},       {"safely", 2},       {"homeowner", 3},    {"hopefully", 3},
      {"moreover", 3},       {"leaseholder", 3},  {"household", 2},    {"householder", 3},  {"vehicle", 3},
      {"vehicles", 3},       {"flight", 1},       {"poor", 1},         {"fire", 1},         {"fires", 1},
      {"tired", 1},          {"wire", 1},         {"hire", 1},         {"hired", 1},        {"require", 2},
      {"required", 2},       {"requires", 2},     {"requirement", 3},  {"requirements", 3}, {"statement", 2},
      {"statements", 2},     {"arrangement", 3},  {"arrangements", 3}, {"agreement", 3},    {"agreements", 3},
      {"replacement", 3},    {"replacements", 3}, {"management", 3},   {"settlement", 3},   {"improvement", 3},
      {"improvements", 3},   {"involvement", 3},  {"movement", 2},     {"basement", 2},     {"judgement", 2},
      {"entitlement", 4},    {"lately", 2},       {"likely", 2},       {"unlikely", 3},     {"lonely", 2},
      {"completely", 3},     {"sincerely", 3},    {"separately", 4},   {"fortunately", 4},  {"unfortunately", 5},
      {"appropriately", 5},  {"entirely", 3},     {"rarely", 2},       {"merely", 2},       {"purely", 2},
      {"surely", 2},         {"purchase", 2},     {"chocolate", 3},    {"careful", 2},      {"carefully", 3},
      {"useful", 2},         {"hopeful", 2},      {"hopeless", 2},     {"useless", 2},      {"careless", 2},
      {"homeless", 2},       {"ourselves", 2},    {"themselves", 2},   {"yourselves", 2},   {"someday", 2},
      {"forever", 3},        {"cannot", 2},       {"evidence", 3},     {"experienced", 4},  {"inconvenience", 4},
      {"inconvenienced", 4}, {"convenient", 3},   {"convenience", 3},  {"obvious", 3},      {"obviously", 4},
      {"curious", 3},        {"audience", 3},     {"ingredient", 4},   {"vulnerable", 4},
  };
  return kExceptions;
}

// One word of letters and apostrophes, without hyphens.
int SyllablesOfPlain(std::string word) {
  // "didn't" has a syllable more than "did", "don't" none more than "do".
  int added = 0;
  if (word.ends_with("n't")) {
    const std::string stem = word.substr(0, word.size() - 3);
    if (!stem.empty() && !IsVowel(stem.back()) && stem != "ca" && stem != "wo") ++added;
    if (stem == "are" || stem == "were") return 1;
    word = stem == "ca" || stem == "wo" ? "do" : stem;
  } else if (const auto mark = word.find('\''); mark != std::string::npos) {
    // "we'll", "you've", "customer's": the ending is said with the word, except after a hiss.
    const std::string ending = word.substr(mark + 1);
    word.resize(mark);
    if (ending == "s" &&
        (word.ends_with("s") || word.ends_with("x") || word.ends_with("ch") || word.ends_with("sh") || word.ends_with("ce")))
      ++added;
  }
  std::erase_if(word, [](char c) { return c < 'a' || c > 'z'; });
  if (word.empty()) return std::max(added, 1);
  if (const auto known = Exceptions().find(word); known != Exceptions().end()) return known->second + added;

  int count = 0;
  bool before = false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool u_of_q =
        word[i] == 'u' && i > 0 && (word[i - 1] == 'q' || (word[i - 1] == 'g' && i + 1 < word.size() && IsVowel(word[i + 1])));
    const bool consonant_y = word[i] == 'y' && i + 1 < word.size() && IsVowel(word[i + 1]) && !before;
    const bool vowel = IsVowel(word[i]) && !u_of_q && !consonant_y;
    if (vowel && !before) ++count;
    before = vowel;
  }
  const auto ends = [&](std::string_view ending) { return word.size() > ending.size() && word.ends_with(ending); };
  const auto from_end = [&](std::size_t n) { return n <= word.size() ? word[word.size() - n] : '\0'; };

  // Two vowels said apart: "deliver-ie-s" is one, "cre-ate", "soci-ety", "du-al", "tri-al", "situ-ation", "by-ing" are two.
  for (std::size_t i = 0; i + 1 < word.size(); ++i) {
    const std::string_view pair = std::string_view(word).substr(i, 2);
    const std::string_view rest = std::string_view(word).substr(i);
    const char prior = i > 0 ? word[i - 1] : '\0';
    const bool soft = prior == 't' || prior == 'c' || prior == 's' || prior == 'g' || prior == 'x';
    if (pair == "ia" && !soft && !rest.starts_with("iage")) ++count;                                 // "trial", "guarantia"
    if (pair == "ia" && soft && rest.starts_with("iate")) ++count;                                   // "appreciate", "negotiate"
    if (pair == "io" && !soft && !rest.starts_with("iou") && prior != 'l' && prior != 'n') ++count;  // "violent", not "million"
    if (pair == "iu" && i + 2 < word.size()) ++count;                                                // "premium"
    if (pair == "ua" && prior != 'q' && prior != 'g') ++count;                                       // "graduate", "equal" aside
    if (pair == "uo" && prior != 'q') ++count;
    if (pair == "eo" && rest != "eople" && prior != 'g') ++count;     // "video"
    if (rest == "ying" || rest == "eing" || rest == "oing") ++count;  // "paying", "seeing", "going"
    if (rest == "uing" && prior != 'q' && prior != 'g') ++count;      // "queuing"
  }

  // Endings that are written and not said.
  if (ends("es")) {
    const char prior = from_end(3);
    const bool hiss =
        prior == 's' || prior == 'x' || prior == 'z' || prior == 'c' || prior == 'g' || ends("ches") || ends("shes");
    const bool after_l = prior == 'l' && !IsVowel(from_end(4));  // "vehicles", "titles"
    if (!IsVowel(prior) && !hiss && !after_l && count > 1) --count;
  } else if (ends("ed")) {
    const char prior = from_end(3);
    if (!IsVowel(prior) && prior != 't' && prior != 'd' && count > 1 &&
        !(prior == 'l' && !IsVowel(from_end(4)) && from_end(4) != 'l'))
      --count;
  } else if (ends("e")) {
    const bool after_l = from_end(2) == 'l' && !IsVowel(from_end(3)) && from_end(3) != 'l';  // "table", "handle"
    if (!IsVowel(from_end(2)) && !after_l && count > 1) --count;
  }
  // The e inside "-ement", "-eful", "-eless", "-ely" is as silent as it was at the end of the word before.
  for (const std::string_view ending : {"ely", "eful", "efully", "eless", "elessly", "eness"}) {
    if (!ends(ending) || word.size() < ending.size() + 2) continue;
    const char prior = from_end(ending.size() + 1);
    if (!IsVowel(prior) && count > 2) --count;
    break;
  }
  // "sm" at the end is a syllable by itself: "criticism".
  if (ends("sm")) ++count;
  return std::max(count, 1) + added;
}

base::Decimal Tenths(std::int64_t numerator, std::int64_t denominator) {
  // Rounded half away from zero, to one place.
  const bool negative = (numerator < 0) != (denominator < 0);
  const std::int64_t n = numerator < 0 ? -numerator : numerator;
  const std::int64_t d = denominator < 0 ? -denominator : denominator;
  const std::int64_t tenths = (n * 10 * 2 + d) / (2 * d);
  return {(negative ? -tenths : tenths) * (base::Decimal::kOne / 10)};
}

base::Saying InWords(const Readability& r, const Letter& letter) {
  using base::Saying;
  if (!r.grade) {
    return r.sentences == 0 ? Saying("There are no sentences to measure.")
                            : Saying("Reading ease is measured for English only, and this letter is in {}.", letter.language);
  }
  const base::Decimal eight{8 * base::Decimal::kOne};
  const base::Decimal twelve{12 * base::Decimal::kOne};
  return Saying("Grade {}, reading ease {}: {}.", Saying::Number(r.grade->ToString(1)),
                Saying::Number(r.reading_ease->ToString(1)),
                *r.grade <= eight    ? Saying("plain")
                : *r.grade <= twelve ? Saying("harder than it need be; aim for grade 8 or below")
                                     : Saying("hard; aim for grade 8 or below"));
}

}  // namespace

int Syllables(std::string_view word) {
  const std::string folded = base::Fold(word);
  int count = 0;
  std::size_t at = 0;
  while (at <= folded.size()) {
    const auto end = std::min(folded.find('-', at), folded.size());
    if (end > at) {
      std::string part = folded.substr(at, end - at);
      for (auto mark = part.find("\u2019"); mark != std::string::npos; mark = part.find("\u2019")) part.replace(mark, 3, "'");
      count += SyllablesOfPlain(std::move(part));
    }
    at = end + 1;
  }
  return std::max(count, 1);
}

base::Result<std::vector<JargonTerm>> ParseJargon(std::string_view text, const std::string& file) {
  const Source source(text, file);
  std::vector<JargonTerm> terms;
  std::vector<base::Fault> faults;
  int number = 0;
  for (const std::string& line : source.lines()) {
    ++number;
    const auto start = line.find_first_not_of(" \t");
    if (start == std::string::npos || line[start] == '#') continue;
    const auto equals = line.find('=');
    const std::string_view all = line;
    JargonTerm term{std::string(Trim(all.substr(0, equals))),
                    std::string(equals == std::string::npos ? std::string_view() : Trim(all.substr(equals + 1)))};
    if (term.term.empty() || term.plain.empty()) {
      faults.push_back(source.At({number, 1, static_cast<int>(base::CodePoints(line))}, "expected \"term = plain word\""));
    } else {
      terms.push_back(std::move(term));
    }
  }
  if (!faults.empty()) return std::unexpected(FileError("the list of jargon", std::move(faults)));
  return terms;
}

Readability Measure(const Letter& letter, const std::vector<JargonTerm>& jargon) {
  Readability result;
  std::vector<std::pair<Phrase, const JargonTerm*>> phrases;
  for (const JargonTerm& term : jargon) phrases.emplace_back(Phrase(term.term), &term);
  for (const Sentence& sentence : SentencesOf(letter)) {
    ++result.sentences;
    result.words += static_cast<std::int32_t>(sentence.words.size());
    for (const Word& word : sentence.words) result.syllables += word.prose ? Syllables(word.folded) : 1;
    if (sentence.words.size() > kLongSentence) {
      result.long_sentences.push_back({PlaceOf(letter, sentence.block, sentence.part, sentence.at, sentence.size),
                                       static_cast<std::int32_t>(sentence.words.size())});
    }
    const std::span<const Word> words(sentence.words);
    for (std::size_t i = 0; i < words.size(); ++i) {
      // Of "in respect of" and "respect" that begin at one word, the longer is meant.
      std::size_t longest = 0;
      const JargonTerm* meant = nullptr;
      for (const auto& [phrase, term] : phrases) {
        if (const std::size_t taken = phrase.Match(words.subspan(i)); taken > longest) {
          longest = taken;
          meant = term;
        }
      }
      if (meant == nullptr) continue;
      const Word& last = words[i + longest - 1];
      result.jargon.push_back(
          {PlaceOf(letter, sentence.block, sentence.part, words[i].at, last.at + last.text.size() - words[i].at), meant->term,
           meant->plain});
      i += longest - 1;
    }
  }
  const bool english = letter.language == "en" || letter.language.starts_with("en-");
  if (english && result.sentences > 0 && result.words > 0) {
    const std::int64_t w = result.words;
    const std::int64_t s = result.sentences;
    const std::int64_t y = result.syllables;
    // Over the common denominator 100 s w, or 1000 s w: exact until the one rounding at the end.
    result.grade = Tenths(39 * w * w + 1180 * y * s - 1559 * s * w, 100 * s * w);
    result.reading_ease = Tenths(206'835 * s * w - 1015 * w * w - 84'600 * y * s, 1000 * s * w);
  }
  if (result.sentences > 0) result.words_per_sentence = Tenths(result.words, result.sentences);
  result.says = InWords(result, letter);
  return result;
}

}  // namespace letters
