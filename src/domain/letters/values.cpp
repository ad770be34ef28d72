#include "domain/letters/values.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace letters {

std::vector<std::string> KindNames() {
  std::vector<std::string> names = base::TypeOf<LetterKind>().names;
  for (std::string& name : names) std::ranges::replace(name, '_', '-');
  return names;
}

base::Result<LetterKind> KindNamed(std::string_view text) {
  std::string name(text);
  std::ranges::replace(name, '_', '-');
  const auto names = KindNames();
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) return static_cast<LetterKind>(found - names.begin());
  return base::Fail(base::ErrorCode::NotFound,
                    base::Saying("{}; there are {}",
                                 base::OrNear(base::Saying("there is no letter of the kind {}", base::Quoted(text)), name, names),
                                 base::Saying::AllOf(names)));
}

bool Value::IsEmpty() const {
  if (const auto* text = std::get_if<std::string>(&held)) {
    return std::ranges::all_of(*text, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
  }
  if (const auto* list = std::get_if<List>(&held)) return list->empty();
  if (const auto* record = std::get_if<Record>(&held)) return record->empty();
  return std::holds_alternative<std::monostate>(held);
}

bool Value::Holds() const {
  if (const auto* yes = std::get_if<bool>(&held)) return *yes;
  return !IsEmpty();
}

base::Saying FieldInWords(std::string_view field) {
  using base::Saying;
  // The names that app/letters.cpp gives to what a case knows.
  static const std::map<std::string_view, Saying> kWords{
      {"organisation.name", Saying("our name, as a letterhead gives it")},
      {"customer.name", Saying("the customer's name")},
      {"customer.salutation", Saying("the customer's name")},
      {"customer.address", Saying("the customer's postal address")},
      {"customer.needs", Saying("what helps the customer")},
      {"letter.date", Saying("the date of the letter")},
      {"case.reference", Saying("our reference")},
      {"case.subject", Saying("what the complaint is about")},
      {"case.received", Saying("the day we received the complaint")},
      {"case.summary", Saying("what the customer told us")},
      {"case.remedy_sought", Saying("what the customer asked for")},
      {"handler.name", Saying("the name of who signs")},
      {"handler.role", Saying("the role of who signs")},
      {"handler.phone", Saying("a telephone number for answers")},
      {"handler.email", Saying("an e-mail address for answers")},
      {"impact", Saying("what it meant for the customer")},
      {"delay.reason", Saying("why we need more time")},
      {"delay.expected", Saying("the day we expect to answer")},
      {"entitlement", Saying("what the law gives the customer")},
      {"cause", Saying("why it happened")},
      {"decision.outcome", Saying("what we decided")},
      {"decision.reasons", Saying("why we decided so")},
      {"apology.for", Saying("what we apologise for")},
      {"offer.terms", Saying("what we offer")},
      {"offer.open_until", Saying("the day until which our offer stands")},
      {"redress.amount", Saying("what we will pay")},
      {"redress.by", Saying("the day by which we will pay")},
      {"redress.made_up_of", Saying("what the payment is made up of")},
      {"follow_up.on", Saying("the day we will ask whether it happened")},
      {"lesson", Saying("what we have changed")},
      {"promise.next_news", Saying("the day of our next news")},
      {"promise.next_step", Saying("what comes next")},
      {"promise.broken", Saying("the day on which our news was due")},
      {"deadlines.final_response", Saying("the day our final response is due")},
      {"deadlines.extended", Saying("the last day for our final response")},
      {"position.offer", Saying("what we offered")},
      {"position.reasons", Saying("why we stop there")},
      {"position.open_until", Saying("the day until which our offer stands")},
      {"agreement.on", Saying("the day we agreed")},
      {"stage_two.requested", Saying("the day the customer asked for the next stage")},
      {"stage_two.why", Saying("why the customer asked for the next stage")},
      {"adr.name", Saying("the independent body that can decide now")},
      {"adr.website", Saying("where that independent body is found")},
      {"what", Saying("what was promised")},
      {"by", Saying("the day by which it is done")},
      {"owner", Saying("who sees to it")},
      {"amount", Saying("what we paid")},
      {"on", Saying("the day we paid it")},
      {"details", Saying("what we paid it for")},
  };
  const auto known = kWords.find(field);
  return known != kWords.end() ? known->second : Saying("a value for \"{}\"", field);
}

std::string DateInWords(base::Date date, std::string_view language) {
  if (language != "en" && !language.starts_with("en-")) return date.ToString();
  static constexpr std::array kMonths{"January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December"};
  return std::to_string(date.day()) + " " + kMonths[date.month() - 1] + " " + std::to_string(date.year());
}

std::string CleanForLetter(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t code = 0;
    const auto used = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    if (used <= 0) {
      clean += "\xEF\xBF\xBD";
      ++at;
      continue;
    }
    const bool control = (code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7F && code < 0xA0);
    const bool turns = (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
    // A byte order mark carried along in pasted text; at the head of an edited letter it would be lost, and the letter another.
    const bool mark = code == 0xFEFF;
    // Line and paragraph separators are line breaks by other names.
    if (code == 0x2028 || code == 0x2029)
      clean += '\n';
    else if (!control && !turns && !mark)
      clean += text.substr(at, static_cast<std::size_t>(used));
    at += static_cast<std::size_t>(used);
  }
  return clean;
}

base::Saying SayingOf(LetterKind kind) {
  switch (kind) {
    case LetterKind::Acknowledgement: return base::Saying("acknowledgement");
    case LetterKind::Update: return base::Saying("update");
    case LetterKind::Holding: return base::Saying("holding");
    case LetterKind::SummaryResolution: return base::Saying("summary resolution");
    case LetterKind::FinalResponse: return base::Saying("final response");
    case LetterKind::Deadlock: return base::Saying("deadlock");
    case LetterKind::StageOneAnswer: return base::Saying("stage one answer");
    case LetterKind::StageTwoAnswer: return base::Saying("stage two answer");
  }
  return {};
}

}  // namespace letters
