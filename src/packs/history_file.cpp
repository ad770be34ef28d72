#include "packs/history_file.h"

#include <algorithm>
#include <sstream>

#include "base/text.h"

namespace packs {
namespace {

using base::Date;
using base::Instant;
using procedures::History;

struct Token {
  std::string text;
  int column = 1;
};

std::vector<Token> TokensOf(const std::string& line) {
  std::vector<Token> tokens;
  std::size_t at = 0;
  while (at < line.size() && line[at] != '#') {
    if (line[at] == ' ' || line[at] == '\t' || line[at] == '\r') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(line.find_first_of(" \t\r#", at), line.size());
    tokens.push_back({line.substr(at, end - at), static_cast<int>(at) + 1});
    at = end;
  }
  return tokens;
}

class HistoryReader {
 public:
  HistoryReader(const std::string& file, const procedures::Procedure& pack, const base::Zone& zone)
      : file_(file), pack_(pack), zone_(zone) {}

  std::expected<History, Problems> Read(const std::string& text) {
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
      ++number_;
      line_ = line;
      Take(TokensOf(line));
    }
    if (!problems_.empty()) return std::unexpected(std::move(problems_));
    std::ranges::stable_sort(history_.marks, {}, &procedures::Mark::at);
    return std::move(history_);
  }

 private:
  void Add(const Token& token, std::string says) {
    problems_.push_back({file_, number_, token.column, static_cast<int>(token.text.size()), line_, "", std::move(says)});
  }

  std::optional<Instant> Moment(const Token& token) {
    auto at = ParseMoment(token.text, zone_);
    if (at) return *at;
    Add(token, at.error().faults.front().says);
    return std::nullopt;
  }

  // The clock of that name, and its rules; null and a problem when there is none.
  const procedures::ClockRule* ClockNamed(const Token& token) {
    std::vector<std::string> known;
    for (const auto& clock : pack_.clocks) {
      if (clock.id == token.text) return &clock;
      known.push_back(clock.id);
    }
    Add(token, "there is no clock " + base::Quoted(token.text) + base::DidYouMean(token.text, known));
    return nullptr;
  }

  void Take(const std::vector<Token>& tokens) {
    if (tokens.empty()) return;
    const auto at = Moment(tokens[0]);
    if (tokens.size() == 1) return Add(tokens[0], "expected what happened then: a milestone, \"pause\" or \"extend\"");
    const std::string& what = tokens[1].text;
    if (what == "pause") return TakePause(tokens, at);
    if (what == "extend") return TakeExtension(tokens, at);
    const auto& names = base::TypeOf<procedures::Milestone>().names;
    const auto found = std::ranges::find(names, what);
    if (found == names.end()) {
      std::vector<std::string> known = names;
      known.insert(known.end(), {"pause", "extend"});
      return Add(tokens[1], "expected a milestone like \"acknowledged\", \"pause\" or \"extend\", found " + base::Quoted(what) +
                                base::DidYouMean(what, known));
    }
    if (tokens.size() > 2) return Add(tokens[2], "nothing more is expected behind a milestone");
    if (at) history_.marks.push_back({static_cast<procedures::Milestone>(found - names.begin()), *at});
  }

  void TakePause(const std::vector<Token>& tokens, std::optional<Instant> from) {
    const bool has_end = tokens.size() == 6 && tokens[4].text == "until";
    if (tokens.size() != 4 && !has_end) return Add(tokens[1], "expected: pause CLOCK REASON [until WHEN]");
    const auto* clock = ClockNamed(tokens[2]);
    if (clock == nullptr) return;
    if (std::ranges::find(clock->pauses, tokens[3].text) == clock->pauses.end()) {
      return Add(tokens[3], clock->pauses.empty()
                                ? "the clock " + base::Quoted(clock->id) + " never stands still (" + clock->clause.number + ")"
                                : "the clock " + base::Quoted(clock->id) + " does not stand still for this; it does for " +
                                      base::OneOf(clock->pauses) + base::DidYouMean(tokens[3].text, clock->pauses));
    }
    std::optional<Instant> until;
    if (has_end) {
      until = Moment(tokens[5]);
      if (!until) return;
      if (from && *until <= *from) return Add(tokens[5], "a pause ends after it begins");
    }
    if (from) history_.pauses.push_back({clock->id, tokens[3].text, {*from, until}});
  }

  void TakeExtension(const std::vector<Token>& tokens, std::optional<Instant> at) {
    if (tokens.size() != 5 || tokens[3].text != "until") return Add(tokens[1], "expected: extend CLOCK until DAY");
    const auto* clock = ClockNamed(tokens[2]);
    if (clock == nullptr) return;
    if (!clock->extension) {
      return Add(tokens[2], "the clock " + base::Quoted(clock->id) + " cannot be extended (" + clock->clause.number + ")");
    }
    const auto day = Date::Parse(tokens[4].text);
    if (!day) return Add(tokens[4], day.error().faults.front().says);
    if (at) history_.extensions.push_back({clock->id, zone_.ToInstant(*day, std::chrono::hours(24)) - base::Duration(1), *at});
  }

  const std::string& file_;
  const procedures::Procedure& pack_;
  const base::Zone& zone_;
  int number_ = 0;
  std::string line_;
  History history_;
  Problems problems_;
};

}  // namespace

base::Result<Instant> ParseMoment(std::string_view text, const base::Zone& zone) {
  if (const auto exact = Instant::Parse(text)) return *exact;
  if (text.size() > 11 && (text[10] == 'T' || text[10] == ' ')) {
    const auto day = Date::Parse(text.substr(0, 10));
    // The rest as a time of day in UTC: the zone is applied to it afterwards.
    const auto of_day = Instant::Parse("1970-01-01T" + std::string(text.substr(11)) + "Z");
    if (day && of_day) return zone.ToInstant(*day, base::Duration(of_day->millis));
  }
  return base::FailAt("", "expected a moment like \"2026-12-23T16:00\" (on the clock in " + zone.name() +
                              ") or \"2026-12-23T16:00:00Z\", found " + base::Quoted(text));
}

std::expected<History, Problems> ReadHistory(const std::string& text, const std::string& file, const procedures::Procedure& pack,
                                             const base::Zone& zone) {
  return HistoryReader(file, pack, zone).Read(text);
}

}  // namespace packs
