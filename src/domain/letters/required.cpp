#include "domain/letters/required.h"

#include <utf8proc.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "domain/letters/words.h"

namespace letters {

using base::Saying;
namespace {

using base::Fault;

// What may differ: case, and the shape of quotation marks, dashes excepted. White space is gone already.
std::string Normal(std::string_view chunk) {
  std::string normal;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(chunk.data());
  for (std::size_t at = 0; at < chunk.size();) {
    utf8proc_int32_t code = 0;
    const auto used = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(chunk.size() - at), &code);
    if (used <= 0) {
      normal += chunk[at++];
      continue;
    }
    at += static_cast<std::size_t>(used);
    switch (code) {
      case 0x2018:
      case 0x2019:
      case 0x201A:
      case 0x201B: code = '\''; break;
      case 0x201C:
      case 0x201D:
      case 0x201E:
      case 0x201F: code = '"'; break;
      default: code = utf8proc_tolower(code);
    }
    utf8proc_uint8_t out[4];
    const auto size = utf8proc_encode_char(code, out);
    normal.append(reinterpret_cast<const char*>(out), static_cast<std::size_t>(size));
  }
  return normal;
}

// A run of signs without white space, and where it stands.
struct Chunk {
  std::string normal;
  std::string text;
  std::int32_t block = 0;
  std::int32_t part = 0;
  std::size_t at = 0;
};

std::vector<Chunk> ChunksOf(const std::vector<Block>& blocks) {
  std::vector<Chunk> chunks;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    for (std::size_t p = 0; p < blocks[b].parts.size(); ++p) {
      std::string text = PlainText(blocks[b].parts[p]);
      // No-break spaces are white space too; of the same length, so that places stay right.
      for (const std::string_view space : {"\u00A0", "\u202F"}) {
        for (auto at = text.find(space); at != std::string::npos; at = text.find(space, at))
          text.replace(at, space.size(), space.size(), ' ');
      }
      std::size_t at = 0;
      while (at < text.size()) {
        if (text[at] == ' ' || text[at] == '\n' || text[at] == '\t') {
          ++at;
          continue;
        }
        const auto end = std::min(text.find_first_of(" \n\t", at), text.size());
        const std::string word = text.substr(at, end - at);
        chunks.push_back({Normal(word), word, static_cast<std::int32_t>(b + 1), static_cast<std::int32_t>(p + 1), at});
        at = end;
      }
    }
  }
  return chunks;
}

std::optional<std::size_t> FindAll(const std::vector<Chunk>& in, const std::vector<Chunk>& wanted) {
  const auto found = std::ranges::search(in, wanted, {}, &Chunk::normal, &Chunk::normal);
  if (found.empty()) return std::nullopt;
  return static_cast<std::size_t>(found.begin() - in.begin());
}

// How many pairs of neighbours of the statement stand side by side in the window as well.
std::size_t SharedPairs(const std::vector<Chunk>& in, std::size_t from, std::size_t to, const std::vector<Chunk>& wanted) {
  std::map<std::pair<std::string_view, std::string_view>, int> pairs;
  for (std::size_t i = 1; i < wanted.size(); ++i) ++pairs[{wanted[i - 1].normal, wanted[i].normal}];
  std::size_t shared = 0;
  for (std::size_t i = from + 1; i < to; ++i) {
    const auto pair = pairs.find({in[i - 1].normal, in[i].normal});
    if (pair != pairs.end() && pair->second-- > 0) ++shared;
  }
  return shared;
}

// The window as long as the statement that shares most words with it, if it shares the greater part of them and they stand
// together in it as well.
std::optional<std::size_t> FindLike(const std::vector<Chunk>& in, const std::vector<Chunk>& wanted) {
  std::map<std::string_view, int> missing;
  for (const Chunk& chunk : wanted) ++missing[chunk.normal];
  const std::size_t width = std::min(in.size(), wanted.size());
  int shared = 0;
  int best = 0;
  std::size_t best_at = 0;
  for (std::size_t i = 0; i < in.size(); ++i) {
    if (const auto found = missing.find(in[i].normal); found != missing.end() && found->second-- > 0) ++shared;
    if (i >= width) {
      if (const auto left = missing.find(in[i - width].normal); left != missing.end() && left->second++ >= 0) --shared;
    }
    if (shared > best) {
      best = shared;
      best_at = i + 1 >= width ? i + 1 - width : 0;
    }
  }
  if (static_cast<std::size_t>(best) * 10 < wanted.size() * 6) return std::nullopt;
  // Any page shares "you", "to" and "the" with any other: it is the same text only if words still follow one another.
  if (SharedPairs(in, best_at, std::min(in.size(), best_at + width), wanted) * 3 < wanted.size() - 1) return std::nullopt;
  // Begin where the statement does, not at what happened to stand before it.
  for (std::size_t i = best_at; i < std::min(in.size(), best_at + width); ++i) {
    if (in[i].normal == wanted.front().normal) return i;
  }
  return best_at;
}

// The first paragraph or list of a statement that is gone altogether, when all that is left of it stands word for word.
std::string GoneFrom(const std::vector<Chunk>& in, const std::vector<Block>& blocks) {
  std::string gone;
  for (const Block& block : blocks) {
    const std::vector<Chunk> wanted = ChunksOf({block});
    if (FindAll(in, wanted)) continue;
    if (FindLike(in, wanted)) return {};
    if (gone.empty()) gone = PlainText(block.parts.front());
  }
  return gone;
}

std::string Some(const std::vector<Chunk>& chunks, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < std::min({to, from + 8, chunks.size()}); ++i) text += (text.empty() ? "" : " ") + chunks[i].text;
  return text;
}

// The first stretch in which the two differ, in words: expected "six months", found "6 months".
Saying Difference(const std::vector<Chunk>& in, std::size_t at, const std::vector<Chunk>& wanted) {
  std::size_t same = 0;
  while (same < wanted.size() && at + same < in.size() && in[at + same].normal == wanted[same].normal) ++same;
  // They meet again where three words in a row agree.
  constexpr std::size_t kReach = 12;
  for (std::size_t away = 1; away <= 2 * kReach; ++away) {
    for (std::size_t w = 0; w <= std::min(away, kReach); ++w) {
      const std::size_t found = away - w;
      if (found > kReach) continue;
      std::size_t agree = 0;
      while (agree < 3 && same + w + agree < wanted.size() && at + same + found + agree < in.size() &&
             in[at + same + found + agree].normal == wanted[same + w + agree].normal)
        ++agree;
      const bool at_end = same + w + agree == wanted.size() && agree > 0;
      if (agree < 3 && !at_end) continue;
      const std::string expected = Some(wanted, same, same + w);
      const std::string instead = Some(in, at + same, at + same + found);
      if (expected.empty()) return Saying("{} was added", base::Quoted(instead));
      if (instead.empty()) return Saying("{} is missing", base::Quoted(expected));
      return Saying("expected {}, found {}", base::Quoted(expected), base::Quoted(instead));
    }
  }
  const std::string instead = Some(in, at + same, at + same + 8);
  const std::string expected = base::Quoted(Some(wanted, same, wanted.size()));
  return instead.empty() ? Saying("expected {}", expected) : Saying("expected {}, found {}", expected, base::Quoted(instead));
}

bool Holds(const std::string& when, const Values& values, base::Result<void>& result) {
  if (when.empty()) return true;
  const bool negated = when.starts_with("not ");
  const auto value = Look(values, std::string_view(when).substr(negated ? 4 : 0));
  if (!value) {
    result = std::unexpected(value.error());
    return false;
  }
  const bool holds = *value != nullptr && (*value)->Holds();
  return holds != negated;
}

bool Overlap(const RequiredStatement& a, const RequiredStatement& b) {
  const bool a_ends_before = a.until && b.from && *a.until < *b.from;
  const bool b_ends_before = b.until && a.from && *b.until < *a.from;
  // Of two conditions one may well hold when the other does not; that shows only in a case.
  const bool same_packs = a.packs.empty() || b.packs.empty() || std::ranges::any_of(a.packs, [&](const std::string& p) {
                            return std::ranges::find(b.packs, p) != b.packs.end();
                          });
  return a.id == b.id && !a_ends_before && !b_ends_before && same_packs && a.when == b.when;
}

}  // namespace

base::Result<RequiredStatement> RequiredStatement::Parse(std::string_view text, const std::string& file) {
  if (!base::IsUtf8(text)) return base::Fail(base::ErrorCode::Invalid, file + ": expected text in UTF-8");
  const auto source = std::make_shared<const Source>(text, file);
  std::vector<Fault> faults;
  const Header header = ReadHeader(
      *source,
      {"id", "title", "letters", "packs", "from", "until", "when", "clause", "clause words", "rests on", "encloses", "verified"},
      {"id", "title", "letters", "clause", "verified"}, faults);
  RequiredStatement statement;
  statement.file = file;
  const auto date = [&](const HeaderField& field, std::optional<base::Date>& into) {
    const auto read = base::Date::Parse(field.value);
    if (read) {
      into = *read;
    } else {
      faults.push_back(source->At(field.spot, "expected a day like 2026-04-06, found " + base::Quoted(field.value)));
    }
  };
  for (const auto& [key, field] : header.fields) {
    if (key == "id") statement.id = field.value;
    if (key == "title") statement.title = field.value;
    if (key == "letters") {
      for (const HeaderField& part : Separated(field)) {
        if (const auto kind = ReadKind(*source, part.spot, part.value, faults)) statement.letters.push_back(*kind);
      }
    }
    if (key == "packs") {
      for (const HeaderField& part : Separated(field)) statement.packs.push_back(part.value);
    }
    if (key == "from") date(field, statement.from);
    if (key == "until") date(field, statement.until);
    if (key == "when") statement.when = field.value;
    if (key == "clause") statement.clause.number = field.value;
    if (key == "clause words") statement.clause.words = field.value;
    if (key == "rests on") statement.clause.rests_on = field.value;
    if (key == "encloses") statement.encloses = field.value;
    if (key == "verified") {
      statement.verified = field.value == "yes";
      if (field.value != "yes" && field.value != "no")
        faults.push_back(source->At(field.spot, "expected yes or no, found " + base::Quoted(field.value)));
    }
  }
  if (statement.from && statement.until && *statement.until < *statement.from) {
    faults.push_back(source->At(header.fields.find("until")->second.spot, "this is before the day it comes into force"));
  }
  statement.first_line = header.body_line;
  bool some = false;
  for (auto line = static_cast<std::size_t>(header.body_line - 1); line < source->lines().size(); ++line) {
    statement.words += source->lines()[line] + "\n";
    some = some || !Value(source->lines()[line]).IsEmpty();
  }
  if (!some) faults.push_back({file, "the statement has no words"});
  Fragment::Parse(std::make_shared<const Source>(statement.words, file, header.body_line), header.body_line, faults);
  if (!faults.empty()) return std::unexpected(FileError("the statement", std::move(faults)));
  return statement;
}

base::Result<void> CheckStatements(const std::vector<RequiredStatement>& statements) {
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    for (std::size_t j = i + 1; j < statements.size(); ++j) {
      if (!Overlap(statements[i], statements[j])) continue;
      faults.push_back({statements[j].file, "statement " + base::Quoted(statements[j].id) + " is also in " + statements[i].file +
                                                ", and both are in force on some days; expected periods that do not overlap"});
    }
  }
  if (!faults.empty()) return std::unexpected(FileError("the statements", std::move(faults)));
  return {};
}

bool IsOf(const RequiredStatement& statement, const std::vector<std::string>& packs) {
  return statement.packs.empty() || std::ranges::find_first_of(packs, statement.packs) != packs.end();
}

base::Result<std::vector<RequiredStatement>> InForceOn(base::Date on, const std::vector<std::string>& packs,
                                                       const std::vector<RequiredStatement>& statements, const Values& values) {
  const auto distance = [&](const RequiredStatement& statement) {
    return std::ranges::find_first_of(packs, statement.packs) - packs.begin();
  };
  std::vector<RequiredStatement> in_force;
  for (const RequiredStatement& statement : statements) {
    if (!IsOf(statement, packs) || !statement.InForce(on)) continue;
    base::Result<void> looked;
    const bool holds = Holds(statement.when, values, looked);
    if (!looked) {
      return base::Fail(base::ErrorCode::Invalid,
                        statement.file + ": statement " + base::Quoted(statement.id) +
                            " depends on a field the letter has not: " + looked.error().says.ToString());
    }
    if (!holds) continue;
    const auto same = std::ranges::find(in_force, statement.id, &RequiredStatement::id);
    if (same == in_force.end()) {
      in_force.push_back(statement);
    } else if (distance(statement) < distance(*same)) {
      *same = statement;
    }
  }
  return in_force;
}

std::vector<RequiredStatement> RequiredIn(LetterKind kind, const std::vector<RequiredStatement>& in_force) {
  std::vector<RequiredStatement> required;
  std::ranges::copy_if(in_force, std::back_inserter(required), [&](const RequiredStatement& statement) {
    return std::ranges::find(statement.letters, kind) != statement.letters.end();
  });
  return required;
}

Inset InsetOf(const RequiredStatement& statement) {
  return {statement.id, statement.words, statement.file, statement.first_line};
}

std::vector<Inset> InsetsOf(const std::vector<RequiredStatement>& statements) {
  std::vector<Inset> insets;
  for (const RequiredStatement& statement : statements) insets.push_back(InsetOf(statement));
  return insets;
}

std::vector<std::string> IdsOf(const std::vector<RequiredStatement>& statements) {
  std::vector<std::string> ids;
  for (const RequiredStatement& statement : statements) ids.push_back(statement.id);
  return ids;
}

base::Result<std::vector<StatementCheck>> CheckLetter(const Letter& letter, const std::vector<RequiredStatement>& required,
                                                      const Values& values) {
  std::vector<StatementCheck> checks;
  const std::vector<Chunk> in = ChunksOf(letter.blocks);
  for (const RequiredStatement& statement : required) {
    TRY(const auto blocks, MergeInset(InsetOf(statement), values, letter.language));
    const std::vector<Chunk> wanted = ChunksOf(blocks);
    StatementCheck check{statement.id, statement.title, Presence::Missing, {}, 0, {}, {}, statement.clause, statement.verified};
    const auto place = [&](std::size_t at) {
      const Chunk& first = in[at];
      std::size_t last = at;
      while (last + 1 < in.size() && last + 1 < at + wanted.size() && in[last + 1].block == first.block &&
             in[last + 1].part == first.part)
        ++last;
      return PlaceOf(letter, first.block, first.part, first.at, in[last].at + in[last].text.size() - first.at);
    };
    if (wanted.empty()) {
      return base::Fail(base::ErrorCode::Invalid,
                        statement.file + ": statement " + base::Quoted(statement.id) + " came out empty");
    }
    if (const auto at = FindAll(in, wanted)) {
      check.presence = Presence::Present;
      check.place = place(*at);
      check.last_block = in[*at + wanted.size() - 1].block;
      check.says = Saying("{} stands in {}.", statement.title, InWords(*check.place, letter));
    } else if (const auto gone = GoneFrom(in, blocks); !gone.empty() && FindLike(in, wanted)) {
      check.place = place(*FindLike(in, wanted));
      check.says = Saying("A part of \"{}\" is missing: {}.", statement.title, base::Quoted(gone));
      check.mend = Saying("insert statement {} in the place of what is left of it", statement.id);
    } else if (const auto like = FindLike(in, wanted)) {
      check.presence = Presence::Altered;
      check.place = place(*like);
      check.says =
          Saying("{} was altered in {}: {}.", statement.title, InWords(*check.place, letter), Difference(in, *like, wanted));
      check.mend = Saying("insert statement {} in its place", statement.id);
    } else {
      check.says = Saying("{} is missing.", statement.title);
      check.mend = Saying("insert statement {}", statement.id);
    }
    checks.push_back(std::move(check));
  }
  return checks;
}

}  // namespace letters
