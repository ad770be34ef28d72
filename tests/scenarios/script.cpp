#include "scenarios/script.h"

#include <algorithm>
#include <set>

#include "base/json.h"
#include "domain/customers/events.h"
#include "packs/bundle.h"

namespace tests::scenarios {
namespace {

using base::Quoted;

constexpr std::string_view kTheCustomer = "the customer";

std::vector<std::string> NamesOf(const base::Type& choice) {
  std::vector<std::string> names;
  for (const base::Alternative& alternative : choice.alternatives) names.push_back(alternative.name);
  return names;
}
std::vector<std::string> Kebabs(const base::Type& choice) {
  std::vector<std::string> names = NamesOf(choice);
  for (std::string& name : names) name = base::Kebab(name);
  return names;
}
std::vector<std::string> operator+(std::vector<std::string> a, const std::vector<std::string>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}
// Nothing when no command of this kind has that name.
template <class Choice>
std::optional<base::Result<GivenCommand>> ReadAs(const std::string& kebab, const std::string& json) {
  const base::Type& choice = base::TypeOf<Choice>();
  for (std::size_t i = 0; i < choice.alternatives.size(); ++i) {
    if (base::Kebab(choice.alternatives[i].name) != kebab) continue;
    Choice command;
    void* into = choice.choose(&command, i);
    if (auto read = base::FromJson(json, into, choice.alternatives[i].type()); !read) return std::unexpected(read.error());
    return GivenCommand(std::move(command));
  }
  return std::nullopt;
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// Takes one piece after another off the front of a line.
class Pieces {
 public:
  explicit Pieces(std::string_view line) : rest_(Trimmed(line)) {}

  bool Done() const { return rest_.empty(); }
  std::string Rest() { return std::string(std::exchange(rest_, {})); }
  std::string Word() { return std::string(Cut(rest_.find(' '))); }
  bool Takes(std::string_view words) {
    const bool begins = rest_.starts_with(words) && (rest_.size() == words.size() || rest_[words.size()] == ' ');
    if (begins) Cut(words.size());
    return begins;
  }
  // A text in quotes.
  std::optional<std::string> Text() {
    const auto end = rest_.find('"', 1);
    if (!rest_.starts_with('"') || end == std::string_view::npos) return std::nullopt;
    const std::string text(rest_.substr(1, end - 1));
    Cut(end + 1);
    return text;
  }

 private:
  std::string_view Cut(std::size_t at) {
    const std::string_view piece = rest_.substr(0, at);
    rest_ = at == std::string_view::npos ? std::string_view() : Trimmed(rest_.substr(at));
    return piece;
  }
  std::string_view rest_;
};

// A shipped pack as it would stand after a change. The lines of its own file are changed where they stand, so that a
// scenario says what is new and nothing else.
class ChangedPack {
 public:
  explicit ChangedPack(const std::string& text) {
    for (std::size_t from = 0; from < text.size();) {
      const auto end = std::min(text.find('\n', from), text.size());
      lines_.push_back(text.substr(from, end - from));
      from = end + 1;
    }
  }
  // "version" at the top.
  void SetVersion(int version) { Set(0, "version", std::to_string(version)); }
  // In every clock of that id; false when there is none.
  bool SetInClock(const std::string& id, const std::string& key, const std::string& value) {
    bool found = false;
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      if (lines_[i] != "[[clocks]]" || lines_[i + 1] != "id = " + Quoted(id)) continue;
      Set(i + 1, key, value);
      found = true;
    }
    return found;
  }
  // In a table like [promises]; false when there is none.
  bool SetInTable(const std::string& table, const std::string& key, const std::string& value) {
    const auto found = std::ranges::find(lines_, "[" + table + "]");
    if (found == lines_.end()) return false;
    Set(static_cast<std::size_t>(found - lines_.begin()) + 1, key, value);
    return true;
  }
  std::vector<std::string> Clocks() const {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i + 1 < lines_.size(); ++i) {
      if (lines_[i] == "[[clocks]]") ids.push_back(lines_[i + 1].substr(6, lines_[i + 1].size() - 7));
    }
    return ids;
  }
  std::string Text() const {
    std::string text;
    for (const std::string& line : lines_) text += line + "\n";
    return text;
  }

 private:
  // From this line to the next table.
  void Set(std::size_t from, const std::string& key, const std::string& value) {
    const std::string line = key + " = " + value;
    for (std::size_t i = from; i < lines_.size() && !lines_[i].starts_with('['); ++i) {
      if (lines_[i].starts_with(key + " = ")) {
        lines_[i] = line;
        return;
      }
    }
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(from) + 1, line);
  }
  std::vector<std::string> lines_;
};

class Reader {
 public:
  Reader(std::string file, std::string_view text) : text_(text) { script_.file = std::move(file); }

  Script Read() {
    KnowClocksOf(*packs::Shipped("general"));
    while (NextLine()) {
      const std::string_view trimmed = Trimmed(line_);
      if (trimmed.empty() || trimmed.front() == '#') continue;
      if (line_.front() == ' ' || line_.front() == '\t') {
        ReadOutcome();
      } else {
        ReadStep();
      }
    }
    if (script_.steps.empty()) Fault("nothing happens in this scenario");
    return std::move(script_);
  }

 private:
  [[noreturn]] void Fault(const std::string& says) const { throw ScriptFault(script_.file, number_, says); }

  bool NextLine() {
    if (text_.empty()) return false;
    const auto end = text_.find('\n');
    line_ = text_.substr(0, end);
    text_ = end == std::string_view::npos ? std::string_view() : text_.substr(end + 1);
    ++number_;
    return true;
  }

  const std::string& Known(const std::string& word, const std::vector<std::string>& known, const std::string& what) const {
    const auto found = std::ranges::find(known, word);
    if (found == known.end()) Fault("there is no " + what + " " + Quoted(word) + base::DidYouMean(word, known));
    return *found;
  }
  void KnownCase(const std::string& name) const { Known(name, {cases_.begin(), cases_.end()}, "case"); }
  base::Duration Span(const std::string& word) const {
    const auto span = base::ParseDuration(word);
    if (!span) Fault(span.error().faults.front().says);
    return *span;
  }

  Step& Add(Step::Does does) {
    const bool given = does == Step::Does::Hire || does == Step::Does::PutInForce;
    if (!given && does != Step::Does::SetClock && !begun_) Fault("say first when this is: at 2026-11-02 09:00");
    Step& step = script_.steps.emplace_back();
    step.line = number_;
    step.does = does;
    return step;
  }

  void ReadStep() {
    Pieces line(line_);
    if (line.Takes("given procedure")) return ReadGivenProcedure(line);
    if (line.Takes("given")) return ReadHire(line);
    if (line.Takes("at")) return ReadTime(line);
    if (line.Takes("advance")) {
      Step& step = Add(Step::Does::Advance);
      step.by = Span(line.Rest());
      return;
    }
    if (line.Takes("Amends is stopped for")) {
      Step& step = Add(Step::Does::Stop);
      step.by = Span(line.Rest());
      return;
    }
    if (line.Takes("expect")) return ReadExpectation(line);
    ReadGiving(line);
  }

  void ReadHire(Pieces& line) {
    Step& step = Add(Step::Does::Hire);
    step.who = line.Word();
    if (!step.who.ends_with(',') || (!line.Takes("a") && !line.Takes("an"))) Fault("expected: given hana, a handler");
    step.who.pop_back();
    const std::string word = base::Kebab(line.Rest(), '_');
    std::string role = word;
    std::ranges::replace(role, ' ', '_');
    const auto& names = base::TypeOf<domain::Role>().names;
    step.role = static_cast<domain::Role>(std::ranges::find(names, Known(role, names, "role")) - names.begin());
    if (!people_.insert(step.who).second) Fault(Quoted(step.who) + " is there already");
  }

  const packs::Bundle& KnownPack(const std::string& id) const {
    return *packs::Shipped(Known(id, packs::ShippedIds(), "procedure"));
  }

  // What the clocks of a case may be called from here on; a pack with a fault is told with its place in the pack.
  void KnowClocksOf(const packs::Bundle& files) {
    const auto bound = packs::ReadBundle(files);
    if (!bound) Fault("this is not a sound procedure:\n" + packs::ToText(bound.error().front()));
    for (const procedures::ClockRule& clock : bound->procedure.clocks) clocks_.insert(clock.id);
  }

  void ReadGivenProcedure(Pieces& line) {
    const packs::Bundle& files = KnownPack(line.Word());
    KnowClocksOf(files);
    Step& step = Add(Step::Does::PutInForce);
    step.who = "Amends";
    step.files = files;
  }

  // mani puts uk-energy version 2 in force
  //   clocks.adr-letter.term = "4 weeks"
  void ReadNewVersion(const std::string& who, Pieces& line) {
    packs::Bundle files = KnownPack(line.Word());
    const int began = number_;
    const std::string version = line.Takes("version") ? line.Word() : "";
    if (version.find_first_not_of("0123456789") != std::string::npos || version.empty() || line.Rest() != "in force") {
      Fault("expected: puts uk-energy version 2 in force");
    }
    ChangedPack pack(files.back().text.str());
    pack.SetVersion(std::stoi(version));
    while (IsIndented(text_) && NextLine()) ReadChange(pack, Trimmed(line_));
    number_ = began;
    files.back().text = base::Prose(pack.Text());
    KnowClocksOf(files);
    Step& step = Add(Step::Does::PutInForce);
    step.who = who;
    step.files = std::move(files);
  }

  void ReadChange(ChangedPack& pack, std::string_view line) const {
    const auto sign = line.find(" = ");
    const std::string path(line.substr(0, sign));
    const auto dot = path.rfind('.');
    if (sign == std::string_view::npos || dot == std::string::npos) {
      Fault("expected what changes, like clocks.adr-letter.term = \"4 weeks\", found " + Quoted(line));
    }
    const std::string place = path.substr(0, dot);
    const std::string key = path.substr(dot + 1);
    const std::string value(line.substr(sign + 3));
    if (place.starts_with("clocks.")) {
      if (!pack.SetInClock(place.substr(7), key, value)) Known(place.substr(7), pack.Clocks(), "clock in this pack");
    } else if (!pack.SetInTable(place, key, value)) {
      Fault("there is no [" + place + "] in this pack");
    }
  }

  static bool IsIndented(std::string_view text) { return text.starts_with(' ') || text.starts_with('\t'); }

  void ReadTime(Pieces& line) {
    const std::string text = line.Rest();
    const auto at = TimeOf(text, {});
    if (!at) Fault("expected a time in UTC like 2026-11-02 09:00, found " + Quoted(text));
    if (!begun_) {
      script_.begins = *at;
    } else if (*at <= last_) {
      Fault("time only goes forwards: this is not after " + base::ForPeople(last_));
    }
    begun_ = true;
    last_ = *at;
    Add(Step::Does::SetClock).at = *at;
  }

  void ReadExpectation(Pieces& line) {
    Step& step = Add(Step::Does::Expect);
    step.about = line.Word();
    KnownCase(step.about);
    static const std::vector<std::string> kVerbs{"phase", "is",     "owner",   "promise", "clock",
                                                 "left",  "allows", "forbids", "tells",   "has"};
    step.verb = Known(line.Word(), kVerbs, "expectation");
    step.value = line.Rest();
    if (step.value.empty()) Fault("expected something after " + Quoted(step.verb));
    if (step.verb == "clock") CheckClock(step.value);
  }

  // "final-response due 2026-12-28 23:59", "final-response met"
  void CheckClock(const std::string& value) const {
    Pieces pieces(value);
    Known(pieces.Word(), {clocks_.begin(), clocks_.end()}, "clock");
    if (pieces.Takes("due")) {
      const std::string at = pieces.Rest();
      if (!TimeOf(at, {})) Fault("expected a time in UTC like 2026-11-02 09:00, found " + Quoted(at));
      return;
    }
    Known(pieces.Rest(), base::TypeOf<procedures::ClockState>().names + std::vector<std::string>{"due", "not_started"},
          "state of a clock");
  }

  std::string ReadWho(Pieces& line) {
    if (line.Takes("the customer of")) {
      const std::string name = line.Word();
      KnownCase(name);
      return std::string(kCustomerOf) + name;
    }
    if (line.Takes(kTheCustomer)) return std::string(kTheCustomer);
    if (line.Takes("Amends")) return "Amends";
    std::vector<std::string> known(people_.begin(), people_.end());
    known.insert(known.end(), {"Amends", "the customer", "given", "at", "advance", "expect"});
    return Known(line.Word(), known, "person or word");
  }

  void ReadGiving(Pieces& line) {
    const std::string who = ReadWho(line);
    const std::string verb = Known(line.Word(), {"logs", "does", "tries", "puts"}, "verb");
    if (verb == "puts") return ReadNewVersion(who, line);
    Step& step = Add(Step::Does::Give);
    step.who = who;
    step.refused = verb == "tries";
    step.command = verb == "logs" ? "log-case" : line.Word();
    Known(step.command, Kebabs(base::TypeOf<cases::Command>()) + Kebabs(base::TypeOf<customers::Command>()), "command");
    if (step.command == "log-case") {
      step.names = line.Word();
      if (step.names.empty() || step.names.starts_with('{')) Fault("give the case a name: logs C1");
      if (cases_.contains(step.names)) Fault("there is a case " + step.names + " already");
      if (!step.refused) fresh_ = step.names;
    } else {
      if (line.Takes("the customer of")) {
        step.to = std::string(kCustomerOf);
      } else if (line.Takes("for the customer of")) {
        step.to = std::string(kCustomerOf);
      }
      const std::string name = line.Word();
      KnownCase(name);
      step.to += name;
      const bool of_customer = std::ranges::count(Kebabs(base::TypeOf<customers::Command>()), step.command) > 0;
      if (of_customer != step.to.starts_with(kCustomerOf)) {
        Fault(step.command + (of_customer ? " is about a person: for the customer of " + name : " is about a case: " + name));
      }
      if (line.Takes("as")) fresh_ = step.names = line.Word();
    }
    const std::string rest = line.Rest();
    if (!rest.empty()) {
      step.body = ReadBody(rest);
      CheckBody(step);
    } else if (PeeksBody()) {
      NextLine();
      step.body = ReadBody(Trimmed(line_));
      CheckBody(step);
    }
    if (!fresh_.empty()) cases_.insert(std::exchange(fresh_, {}));
  }

  bool PeeksBody() const { return Trimmed(text_.substr(0, text_.find('\n'))).starts_with('{'); }

  // A JSON object from here to its closing brace. A text in it may run over several lines: each break is a space.
  std::string ReadBody(std::string_view first) {
    if (!first.starts_with('{')) Fault("expected { \"field\": ... }, found " + Quoted(first));
    const int began = number_;
    std::string body;
    std::string_view piece = first;
    int depth = 0;
    bool in_text = false;
    for (;;) {
      for (std::size_t i = 0; i < piece.size(); ++i) {
        const char c = piece[i];
        if (in_text && c == '\\')
          ++i;
        else if (c == '"')
          in_text = !in_text;
        else if (!in_text && (c == '{' || c == '['))
          ++depth;
        else if (!in_text && (c == '}' || c == ']'))
          --depth;
        if (depth == 0) {
          if (i + 1 != piece.size()) Fault("nothing may follow the closing brace, found " + Quoted(piece.substr(i + 1)));
          return body + std::string(piece);
        }
      }
      body += std::string(piece) + " ";
      if (!NextLine()) {
        number_ = began;
        Fault(in_text ? "the text in this body has no closing quote" : "this body has no closing brace");
      }
      piece = Trimmed(line_);
    }
  }

  // Decodes the body with something in place of each mark, so that a wrong field is found before anything runs.
  void CheckBody(const Step& step) {
    const int end = std::exchange(number_, step.line);
    const std::string sample = FillMarks(step.body, [&](const std::string& mark) -> std::string {
      if (const auto time = TimeOf(mark, script_.begins)) return time->ToString();
      if (mark.starts_with(kCustomerOf)) {
        KnownCase(mark.substr(kCustomerOf.size()));
        return "CU-1";
      }
      if (people_.contains(mark)) return "U-1";
      std::vector<std::string> known(people_.begin(), people_.end());
      known.insert(known.end(), cases_.begin(), cases_.end());
      Known(mark, known, "person, case or time");
      return "C-1";
    });
    if (auto read = ReadCommand(step.command, sample); !read) Fault(step.command + ": " + base::ToLine(read.error()));
    number_ = end;
  }

  void ReadOutcome() {
    if (script_.steps.empty() || script_.steps.back().does == Step::Does::Hire ||
        script_.steps.back().does == Step::Does::PutInForce || script_.steps.back().does == Step::Does::Expect) {
      Fault("an indented line says what comes of the step above; there is none here");
    }
    Step& step = script_.steps.back();
    Pieces line(line_);
    if (line.Takes("->")) return ReadEvents(step, line.Rest());
    if (line.Takes("refused:")) return ReadRefusal(step, line);
    if (line.Takes("fails:")) {
      step.failure = line.Text();
      if (!step.refused || !step.failure) Fault("expected after a step with \"tries\": fails: \"what is said\"");
      return;
    }
    Fault("expected -> EVENTS, refused: RULE or fails: \"WORDS\", found " + Quoted(Trimmed(line_)));
  }

  void ReadEvents(Step& step, std::string list) {
    // But for what Amends itself notes of it, which names its case.
    if (step.refused && list.find(": ") == std::string::npos)
      Fault("a step with \"tries\" is refused and has no events; use \"does\"");
    ExpectedEvents expected{number_, {}, {}};
    if (const auto colon = list.find(": "); colon != std::string::npos) {
      expected.of = list.substr(0, colon);
      KnownCase(expected.of);
      list = list.substr(colon + 2);
    } else if (step.does != Step::Does::Give) {
      Fault("say to which case it happens: -> C1: " + list);
    }
    static const auto kEvents = NamesOf(base::TypeOf<cases::Event>()) + NamesOf(base::TypeOf<customers::Event>());
    while (!list.empty() && list != "nothing") {
      const auto comma = list.find(',');
      expected.names.push_back(Known(std::string(Trimmed(list.substr(0, comma))), kEvents, "event"));
      list = comma == std::string::npos ? "" : list.substr(comma + 1);
    }
    step.events.push_back(std::move(expected));
  }

  void ReadRefusal(Step& step, Pieces& line) {
    if (!step.refused) Fault("\"refused:\" follows a step with \"tries\"");
    ExpectedRefusal expected{number_, {}, {}, {}, {}};
    static const auto kRules = [] {
      std::vector<std::string> rules;
      boost::mp11::mp_for_each<boost::describe::describe_enumerators<domain::Rule>>([&](auto d) { rules.emplace_back(d.name); });
      return rules;
    }();
    expected.rule = Known(line.Word(), kRules, "rule");
    while (!line.Done()) {
      const std::string part = Known(line.Word(), {"saying", "mend", "clause"}, "part of a refusal");
      const auto value = part == "mend" ? std::optional(line.Word()) : line.Text();
      if (!value) Fault("expected a text in quotes after " + Quoted(part));
      (part == "saying" ? expected.saying : part == "mend" ? expected.mend : expected.clause) = *value;
    }
    if (!expected.mend.empty()) Known(expected.mend, Kebabs(base::TypeOf<cases::Command>()), "command");
    step.refusals.push_back(std::move(expected));
  }

  Script script_;
  std::string_view text_;
  std::string_view line_;
  int number_ = 0;
  bool begun_ = false;
  base::Instant last_;
  std::set<std::string> people_;
  std::set<std::string> cases_;
  std::set<std::string> clocks_;
  std::string fresh_;
};

}  // namespace

Script ReadScript(const std::string& file, std::string_view text) { return Reader(file, text).Read(); }

base::Result<GivenCommand> ReadCommand(const std::string& kebab, const std::string& json) {
  auto read = ReadAs<cases::Command>(kebab, json);
  if (!read) read = ReadAs<customers::Command>(kebab, json);
  return read ? *std::move(read) : base::Fail(base::ErrorCode::NotFound, "there is no command " + Quoted(kebab));
}

std::string FillMarks(const std::string& json, const std::function<std::string(const std::string&)>& resolve) {
  std::string filled;
  std::size_t from = 0;
  for (;;) {
    const auto begin = json.find("\"<", from);
    const auto end = begin == std::string::npos ? begin : json.find(">\"", begin);
    if (end == std::string::npos) return filled + json.substr(from);
    filled += json.substr(from, begin + 1 - from) + resolve(json.substr(begin + 2, end - begin - 2));
    from = end + 1;
  }
}

std::optional<base::Instant> TimeOf(const std::string& mark, base::Instant now) {
  if (mark.starts_with("in ")) {
    const auto span = base::ParseDuration(mark.substr(3));
    return span ? std::optional(now + *span) : std::nullopt;
  }
  const auto space = mark.find(' ');
  if (mark.size() != 16 || space != 10) return std::nullopt;
  const auto at = base::Instant::Parse(mark.substr(0, 10) + "T" + mark.substr(11) + ":00Z");
  return at ? std::optional(*at) : std::nullopt;
}

}  // namespace tests::scenarios
