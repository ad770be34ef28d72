#include "app/letters.h"

#include <algorithm>

#include "domain/cases/clocks.h"
#include "domain/rights/rights.h"

namespace app {
namespace {

using cases::Case;
using letters::LetterKind;
using letters::List;
using letters::Record;
using letters::Value;

Value TextOf(const base::Line& line) { return line.empty() ? Value() : Value(line.str()); }
Value TextOf(const base::Prose& prose) { return prose.empty() ? Value() : Value(prose.str()); }
template <class T>
Value TextOf(const base::Sealed<T>& sealed) {
  return sealed.get() == nullptr ? Value() : Value(sealed.get()->ToString());
}
template <class T>
Value TextOf(const std::optional<T>& text) {
  return text ? TextOf(*text) : Value();
}

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at <= text.size()) {
    const auto end = std::min(text.find('\n', at), text.size());
    if (end > at) lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// -- Parts of the values ------------------------------------------------------------------------------------------------------

Value OrganisationOf(const std::optional<letters::Letterhead>& head) {
  if (!head) return Record{{"name", {}}, {"address", {}}, {"footer", {}}};
  List address;
  for (const base::Line& line : head->address) address.emplace_back(line.str());
  return Record{{"name", TextOf(head->organisation)}, {"address", std::move(address)}, {"footer", TextOf(head->footer)}};
}

std::string NeedsInWords(const customers::Customer& customer) {
  std::vector<std::string> needs;
  for (const customers::RecordedNeed& need : customer.needs) {
    const bool noted = need.note && need.note->get() != nullptr;
    needs.push_back(noted ? need.note->get()->ToString() : base::WordsOf(need.need));
  }
  return base::AllOf(needs);
}

Value CustomerOf(const customers::Customer& customer) {
  const customers::Profile& profile = customer.profile;
  Value name = TextOf(profile.name);
  if (name.IsEmpty()) name = TextOf(profile.organisation);
  List address;
  if (profile.organisation && profile.name) address.push_back(TextOf(*profile.organisation));
  if (profile.address && profile.address->get() != nullptr) {
    for (std::string& line : LinesOf(profile.address->get()->ToString())) address.emplace_back(std::move(line));
    if (profile.postcode) address.push_back(TextOf(*profile.postcode));
  } else {
    address.clear();  // half an address is none
  }
  const std::string needs = NeedsInWords(customer);
  // We know no title, and guess none: "Dear Amara Okafor" is right for everybody.
  return Record{{"name", name}, {"salutation", name}, {"address", std::move(address)}, {"needs", Value(needs)}};
}

Value HandlerOf(const LetterScene& scene) {
  const auto& head = scene.stationery.head;
  Record handler{{"name", {}}, {"role", {}}, {"phone", {}}, {"email", {}}};
  if (head) {
    handler["phone"] = TextOf(head->phone);
    handler["email"] = TextOf(head->email);
  }
  if (scene.writer == nullptr) return handler;
  handler["name"] = TextOf(scene.writer->name);
  handler["role"] = base::Capital(base::WordsOf(scene.writer->role));
  if (!head) return handler;
  const auto own = std::ranges::find(head->people, scene.writer->login, &letters::Signature::login);
  if (own == head->people.end()) return handler;
  if (own->title) handler["role"] = TextOf(*own->title);
  if (own->phone) handler["phone"] = TextOf(*own->phone);
  if (own->email) handler["email"] = TextOf(*own->email);
  return handler;
}

// What was read back and found right, else what was read back last, else the customer's own words.
Value SummaryOf(const Case& c) {
  const cases::PlayBack* best = nullptr;
  for (const cases::PlayBack& one : c.play_backs) {
    if (best == nullptr || best->answer != cases::Understanding::Agreed || one.answer == cases::Understanding::Agreed)
      best = &one;
  }
  if (best != nullptr) return TextOf(best->summary);
  Value words = TextOf(c.words);
  return words.IsEmpty() ? Value() : Value("“" + std::get<std::string>(words.held) + "”");
}

// Said to the customer, who knows no name of a right and is not "the customer".
std::string WhatYouMay(const rights::RightStanding& right) {
  using rights::StatutoryRight;
  switch (right.right) {
    case StatutoryRight::ShortTermRightToReject: return "reject the goods and have all your money back";
    case StatutoryRight::FinalRightToReject: return "reject the goods and have a refund";
    case StatutoryRight::DeviceDamage: return "have the damage to your device repaired or paid for";
    case StatutoryRight::Repair:
    case StatutoryRight::Replacement:
    case StatutoryRight::PriceReduction:
    case StatutoryRight::RepeatPerformance: break;
  }
  return rights::WhatTheyMay(right.right, right.part);
}

// "Consumer Rights Act 2015 s.22(3)" and others of it, with the Act named once: "Consumer Rights Act 2015, s.22(3) and s.23(2)".
std::string Cited(const std::vector<std::string>& sources) {
  constexpr std::string_view kSection = " s.";
  std::vector<std::pair<std::string, std::vector<std::string>>> acts;
  for (const std::string& source : sources) {
    const auto at = std::min(source.find(kSection), source.size());
    const std::string act = source.substr(0, at);
    auto known = std::ranges::find(acts, act, &std::pair<std::string, std::vector<std::string>>::first);
    if (known == acts.end()) known = acts.insert(acts.end(), {act, {}});
    if (at < source.size()) known->second.push_back(source.substr(at + 1));
  }
  std::string text;
  for (const auto& [act, sections] : acts) {
    text += (text.empty() ? "" : "; ") + act + (sections.empty() ? "" : ", " + base::AllOf(sections));
  }
  return text;
}

// What the customer may choose today, with the sections that say so.
Value EntitlementOf(const Case& c, base::Date today) {
  if (!c.round.rights) return {};
  const auto answer = rights::Answer(*c.round.rights, today);
  if (!answer) return {};
  std::vector<std::string> may;
  std::vector<std::string> sections;
  for (const rights::RightStanding& right : answer->rights) {
    if (right.standing != rights::Standing::Open) continue;
    std::string one = WhatYouMay(right);
    if (right.last) one += " (until " + letters::DateInWords(*right.last, "en-GB") + ")";
    may.push_back(std::move(one));
    if (std::ranges::find(sections, right.source) == sections.end()) sections.push_back(right.source);
  }
  if (may.empty()) return {};
  std::string text = "you may ";
  for (std::size_t i = 0; i < may.size(); ++i) text += (i == 0 ? "" : i + 1 == may.size() ? ", or " : ", ") + may[i];
  if (may.size() > 1) text += ". It is for you to choose";
  return text + ". (" + Cited(sections) + ")";
}

Value ActionsOf(const LetterScene& scene) {
  const Case& c = scene.c;
  const calendar::Calendar& calendar = scene.bound.calendar;
  List actions;
  for (auto at = static_cast<std::size_t>(c.round.actions_before); at < c.actions.size(); ++at) {
    const cases::Action& action = c.actions[at];
    if (action.state == cases::ActionState::Failed) continue;
    actions.emplace_back(Record{{"what", TextOf(action.what)},
                                {"by", calendar.DayOf(action.due)},
                                {"owner", Value(scene.name_of(action.owner))},
                                {"done", action.state == cases::ActionState::Completed}});
  }
  return actions;
}

// The cause by its name in the cause tree; the grounds for it are for colleagues. Nobody may say that no cause was found
// before it was looked for.
Value CauseOf(const Case& c, const procedures::Procedure& procedure) {
  if (!c.round.cause) return letters::GapText("cause");
  if (!c.round.cause->cause) return {};
  const procedures::CauseNode* node = procedures::FindCause(procedure, c.round.cause->cause->str());
  if (node == nullptr || node->title.empty()) return letters::GapText("cause");
  std::string title = node->title;
  const auto upper = [&](std::size_t at) { return at < title.size() && title[at] >= 'A' && title[at] <= 'Z'; };
  // It goes on after a colon; "IT" stays as it is.
  if (upper(0) && !upper(1)) title.front() = static_cast<char>(title.front() - 'A' + 'a');
  return title + ".";
}

// The offer that stands, or the one that was accepted.
Value OfferOf(const Case& c, const calendar::Calendar& calendar) {
  if (std::ssize(c.offers) <= c.round.offers_before) return {};
  const cases::Offer& offer = c.offers.back();
  const bool open = offer.state == cases::OfferState::Open;
  if (!open && offer.state != cases::OfferState::Accepted) return {};
  return Record{{"terms", TextOf(offer.terms)},
                {"open_until", open && offer.answer_by ? Value(calendar.DayOf(*offer.answer_by)) : Value()},
                {"accepted", !open}};
}

// What was paid in this round. What is still to be paid, and when, is for a person to say.
Value GivenOf(const Case& c, const calendar::Calendar& calendar) {
  List given;
  for (auto at = static_cast<std::size_t>(c.round.redress_before); at < c.redress.size(); ++at) {
    const cases::Redress& one = c.redress[at];
    if (!one.amount) continue;
    given.emplace_back(Record{{"amount", *one.amount}, {"on", calendar.DayOf(one.at)}, {"details", TextOf(one.details)}});
  }
  return given;
}

// When the final response is due: by the clock that its sending stops. And the last day of all: as it was extended, or by the
// clock that runs once a holding response has gone out, which is what that letter has to tell.
Value DeadlinesOf(const LetterScene& scene) {
  Record deadlines{{"final_response", {}}, {"extended", {}}};
  procedures::History history = cases::HistoryOf(scene.c);
  history.marks.push_back({procedures::Milestone::HoldingResponseSent, scene.now});
  const procedures::Procedure& rules = scene.bound.procedure;
  const auto clocks = procedures::ClocksOf(rules.clocks, scene.bound.calendar, history, scene.now, rules.counted_by);
  std::optional<base::Instant> first;
  std::optional<base::Instant> last;
  for (const procedures::Clock& clock : clocks) {
    const auto& stops = clock.rule->stops;
    const bool awaits = std::ranges::find(stops, procedures::Milestone::FinalResponseSent) != stops.end();
    if (!awaits || clock.rule->kind != procedures::ClockKind::Statutory || !clock.due.at) continue;
    if (!first || *clock.due.at < *first) first = clock.due.at;
    if (!last || *clock.DueAt() > *last) last = clock.DueAt();
  }
  const auto day = [&](base::Instant due) { return scene.bound.calendar.DayOf(due - std::chrono::milliseconds(1)); };
  if (first) deadlines["final_response"] = day(*first);
  if (last && *last > *first) deadlines["extended"] = day(*last);
  return deadlines;
}

Value DisputeBodyOf(const LetterScene& scene) {
  Record none{{"name", {}}, {"website", {}}, {"available", false}, {"used", false}};
  const auto& head = scene.stationery.head;
  if (!head) return none;
  const letters::DisputeBody* best = head->BodyFor(scene.bound.procedure.id);
  if (best == nullptr) return none;
  return Record{
      {"name", TextOf(best->name)}, {"website", TextOf(best->website)}, {"available", best->available}, {"used", best->used}};
}

// What the letter itself promises, or else what was promised before and still lies ahead.
Value PromiseOf(const LetterScene& scene) {
  const calendar::Calendar& calendar = scene.bound.calendar;
  const auto& promise = scene.c.promise;
  Record record{{"next_news", {}}, {"next_step", {}}, {"broken", {}}};
  if (promise) record["next_step"] = TextOf(promise->about);
  if (promise && (promise->broken || promise->by <= scene.now)) record["broken"] = calendar.DayOf(promise->by);
  if (scene.next_news_by) {
    record["next_news"] = calendar.DayOf(*scene.next_news_by);
  } else if (promise && !promise->broken && promise->by > scene.now) {
    record["next_news"] = calendar.DayOf(promise->by);
  }
  return record;
}

Value PositionOf(const Case& c, const calendar::Calendar& calendar) {
  Record position{{"offer", {}}, {"reasons", {}}, {"open_until", {}}};
  if (std::ssize(c.offers) > c.round.offers_before) {
    const cases::Offer& offer = c.offers.back();
    position["offer"] = TextOf(offer.terms);
    if (offer.answer_by && offer.state == cases::OfferState::Open) position["open_until"] = calendar.DayOf(*offer.answer_by);
  }
  if (c.round.final_position) {
    position["reasons"] = TextOf(c.round.final_position->reasons);
  } else if (c.round.decided) {
    position["reasons"] = TextOf(c.round.decided->reasons);
  }
  return position;
}

Value FollowUpOf(const Case& c, const calendar::Calendar& calendar) {
  for (const cases::FollowUp& one : c.follow_ups) {
    if (!one.done_at) return Record{{"on", calendar.DayOf(one.at)}};
  }
  return Record{{"on", {}}};
}

// -- What must stand in it ----------------------------------------------------------------------------------------------------

struct Wanted {
  std::vector<letters::RequiredStatement> in_force;  // for {{statement ID}}
  std::vector<letters::RequiredStatement> required;
  std::vector<letters::StatementCheck> lacking;  // asked for by the procedure, and the desk has no text of it
};

bool InForce(const procedures::LetterRule& rule, base::Date on) {
  return (!rule.from || *rule.from <= on) && (!rule.until || on <= *rule.until);
}

// What the texts say of themselves, and what the case's procedure asks for; its clause goes before theirs.
base::Result<Wanted> WantedIn(LetterKind kind, const LetterScene& scene, const letters::Library& library,
                              const letters::Values& values) {
  const base::Date on = scene.bound.calendar.DayOf(scene.now);
  const procedures::Procedure& procedure = scene.bound.procedure;
  Wanted wanted;
  // Its own statements, and those of the procedures it is based on, the nearest first.
  std::vector<std::string> packs{procedure.id};
  packs.insert(packs.end(), procedure.based_on.begin(), procedure.based_on.end());
  TRY(wanted.in_force, letters::InForceOn(on, packs, library.statements, values));
  wanted.required = letters::RequiredIn(kind, wanted.in_force);
  const std::string name = letters::KindNames()[static_cast<std::size_t>(kind)];
  for (const procedures::LetterRule& rule : procedure.letters) {
    if (rule.letter != name || !InForce(rule, on)) continue;
    const auto asked = std::ranges::find(wanted.required, rule.statement, &letters::RequiredStatement::id);
    if (asked != wanted.required.end()) {
      asked->clause = rule.clause;
      asked->verified = asked->verified && rule.verified;
      continue;
    }
    // Its text may be one that other kinds of letter must have as well; one whose condition does not hold is not asked for.
    const auto text = std::ranges::find(wanted.in_force, rule.statement, &letters::RequiredStatement::id);
    if (text != wanted.in_force.end()) {
      wanted.required.push_back(*text);
      wanted.required.back().clause = rule.clause;
      continue;
    }
    const bool known = std::ranges::any_of(library.statements, [&](const letters::RequiredStatement& statement) {
      return statement.id == rule.statement && statement.InForce(on) && !statement.when.empty() &&
             letters::IsOf(statement, packs);
    });
    if (known) continue;
    letters::StatementCheck check;
    check.id = rule.statement;
    check.title = rule.statement;
    check.says = base::Saying("The desk has no text of the statement {} in {} for this day, and the letter must have it.",
                              base::Quoted(rule.statement), library.language);
    check.mend = base::Saying("add it to the desk's letters, under statements/");
    check.clause = rule.clause;
    wanted.lacking.push_back(std::move(check));
  }
  return wanted;
}

// Whoever sends it a second time should know of the first.
std::optional<base::Saying> SentAlready(LetterKind kind, const std::string& text, const LetterScene& scene) {
  const auto& sent = scene.c.letters_sent;
  const auto last = std::ranges::find(sent.rbegin(), sent.rend(), kind, &cases::SentLetter::letter);
  if (last == sent.rend()) return std::nullopt;
  using base::Saying;
  const Saying name = SayingOf(kind);
  const Saying on = Saying::DayAndMonth(scene.bound.calendar.DayOf(last->at));
  const bool vowel = std::string_view("aeiou").find(name.ToString().front()) != std::string_view::npos;
  const bool same = last->text.get() != nullptr && last->text.get()->str() == text;
  Saying was = vowel ? (same ? Saying("An {} was sent on {}, with the same words.", name, on)
                             : Saying("An {} was sent on {} already.", name, on))
                     : (same ? Saying("A {} was sent on {}, with the same words.", name, on)
                             : Saying("A {} was sent on {} already.", name, on));
  return Saying::Run(
      {std::move(was), cases::IsAnswer(kind) ? Saying("To send another, say that it is meant (again).") : Saying()});
}

base::Result<letters::LetterReview> Reviewed(const letters::Letter& letter, domain::Channel channel, const std::string& text,
                                             const LetterScene& scene, const Wanted& wanted, const letters::Library& library,
                                             const letters::Values& values) {
  letters::Letter looked_at = letter;
  if (channel == domain::Channel::Letter) {
    const auto address = letters::Look(values, "customer.address");
    if (!address || *address == nullptr || (*address)->IsEmpty()) {
      looked_at.frame.recipient.push_back(letters::GapText("customer.address"));
    }
  } else {
    looked_at.frame = {};  // only a letter by post needs a sheet
  }
  TRY(auto review, letters::ReviewLetter(looked_at, wanted.required, values, library.jargon, library.heat, wanted.lacking));
  if (auto before = SentAlready(letter.kind, text, scene)) review.remarks.push_back(*std::move(before));
  return review;
}

bool Needs(const customers::Customer& customer, customers::Need need) {
  return std::ranges::find(customer.needs, need, &customers::RecordedNeed::need) != customer.needs.end();
}

letters::Print PrintFor(const customers::Customer& customer) {
  return Needs(customer, customers::Need::LargePrint) ? letters::Print::Large : letters::Print::Normal;
}

std::string LanguageOf(const customers::Customer& customer) {
  return customer.preference.language ? customer.preference.language->str() : "en-GB";
}

std::vector<std::string> NotesOn(const customers::Customer& customer, const letters::Library& library) {
  std::vector<std::string> notes;
  const std::string language = LanguageOf(customer);
  if (!letters::SameLanguage(language, library.language)) {
    notes.push_back("The customer reads " + language + ", and the desk has no letters in it: have this one translated.");
  }
  for (const auto need : {customers::Need::Braille, customers::Need::Audio, customers::Need::EasyRead,
                          customers::Need::SignLanguage, customers::Need::Interpreter}) {
    if (Needs(customer, need)) notes.push_back("The customer needs it otherwise than in print: " + base::WordsOf(need) + ".");
  }
  if (customer.preference.channel && *customer.preference.channel != domain::Channel::Letter &&
      *customer.preference.channel != domain::Channel::Email) {
    notes.push_back("They wish to be reached by " + base::WordsOf(*customer.preference.channel) +
                    "; tell them that this is on its way.");
  }
  if (customer.preference.notes && customer.preference.notes->get() != nullptr) {
    notes.push_back("They asked us to heed: " + customer.preference.notes->get()->ToString());
  }
  return notes;
}

// As they wish, if that is in writing; else by post if we know where, or by e-mail.
domain::Channel ChannelFor(const customers::Customer& customer) {
  using domain::Channel;
  const auto wished = customer.preference.channel;
  if (wished == Channel::Email || wished == Channel::Portal || wished == Channel::Letter) return *wished;
  return !customer.profile.address && customer.profile.email ? Channel::Email : Channel::Letter;
}

base::Result<const letters::Template*> FormFor(LetterKind kind, const letters::Library& library) {
  const auto form = library.templates.find(kind);
  if (form != library.templates.end()) return &form->second;
  return base::Fail(base::ErrorCode::NotFound,
                    base::Saying("the desk has no template of a {} in {}; add one to its letters", kind, library.language));
}

}  // namespace

letters::Values ValuesOf(const LetterScene& scene) {
  const Case& c = scene.c;
  const calendar::Calendar& calendar = scene.bound.calendar;
  const base::Date today = calendar.DayOf(scene.now);
  const auto facts = cases::FactsOf(c);
  const auto regime = facts.find("regime");
  letters::Values values{
      {"organisation", OrganisationOf(scene.stationery.head)},
      {"customer", CustomerOf(scene.customer)},
      {"letter", Record{{"date", today}}},
      {"case", Record{{"reference", c.id.ToString()},
                      {"subject", TextOf(c.subject)},
                      {"received", calendar.DayOf(c.received_at)},
                      {"summary", SummaryOf(c)},
                      {"remedy_sought", TextOf(c.remedy_sought)},
                      {"payment_service", regime != facts.end() && regime->second == "payment-services"}}},
      {"handler", HandlerOf(scene)},
      // For a person to say: notes taken for colleagues are not words for the customer.
      {"impact", {}},
      {"delay", Record{{"reason", {}}, {"expected", {}}}},
      {"entitlement", EntitlementOf(c, today)},
      {"actions", ActionsOf(scene)},
      {"offer", OfferOf(c, calendar)},
      {"redress", {}},
      {"given", GivenOf(c, calendar)},
      {"follow_up", FollowUpOf(c, calendar)},
      {"lesson", c.lessons.empty() ? Value() : TextOf(c.lessons.back().lesson)},
      {"promise", PromiseOf(scene)},
      {"deadlines", DeadlinesOf(scene)},
      {"position", PositionOf(c, calendar)},
      {"adr", DisputeBodyOf(scene)},
      {"cause", CauseOf(c, scene.bound.procedure)},
      {"agreement", Record{{"on", c.round.agreement ? Value(calendar.DayOf(c.round.agreement->at)) : Value()}}},
      {"stage_two", Record{{"requested", c.timing.review ? Value(calendar.DayOf(c.timing.review->asked_at)) : Value()},
                           {"why", c.timing.review ? TextOf(c.timing.review->words) : Value()}}},
  };
  List findings;
  for (auto at = static_cast<std::size_t>(c.round.findings_before); at < c.findings.size(); ++at) {
    findings.push_back(TextOf(c.findings[at].says));
  }
  values["progress"] = findings;
  values["findings"] = std::move(findings);
  Record decision{
      {"upheld", false}, {"partly", false}, {"reasons", {}}, {"pending", !c.round.decided.has_value()}, {"outcome", {}}};
  if (c.round.decided) {
    decision["upheld"] = c.round.decided->decision == cases::Decision::Upheld;
    decision["partly"] = c.round.decided->decision == cases::Decision::PartlyUpheld;
    decision["reasons"] = TextOf(c.round.decided->reasons);
  }
  // What was wrong is apologised for, in words that somebody means.
  const bool at_fault = decision["upheld"].Holds() || decision["partly"].Holds();
  values["apology"] = at_fault ? Value(Record{{"for", {}}}) : Value();
  values["decision"] = std::move(decision);
  return values;
}

base::Result<LetterDraft> DraftFor(LetterKind kind, const LetterScene& scene) {
  const letters::Library& library = scene.stationery.For(LanguageOf(scene.customer));
  TRY(const letters::Template* form, FormFor(kind, library));
  const letters::Values values = ValuesOf(scene);
  TRY(const Wanted wanted, WantedIn(kind, scene, library, values));
  TRY(const letters::Letter letter, form->Merge(values, letters::InsetsOf(wanted.in_force), letters::IdsOf(wanted.required)));
  LetterDraft draft;
  draft.letter = kind;
  draft.channel = ChannelFor(scene.customer);
  draft.language = library.language;
  // A long subject must not keep a letter back.
  draft.title = base::Shortened(letter.title, base::Line::kMost);
  draft.text = letters::ToMarkup(letter.blocks);
  draft.print = PrintFor(scene.customer);
  draft.notes = NotesOn(scene.customer, library);
  TRY(draft.review, Reviewed(letter, draft.channel, draft.text, scene, wanted, library, values));
  return draft;
}

base::Result<LetterProof> ProofOf(const LetterText& text, const LetterScene& scene) {
  const letters::Library& library = scene.stationery.For(LanguageOf(scene.customer));
  const letters::Values values = ValuesOf(scene);
  LetterProof proof;
  proof.print = PrintFor(scene.customer);
  proof.letter.kind = text.letter;
  proof.letter.language = library.language;
  proof.letter.title = text.title.str();
  auto blocks = letters::ReadBlocks(text.text.str(), "text");
  if (!blocks) return std::unexpected(blocks.error());
  proof.letter.blocks = *std::move(blocks);
  const auto form = library.templates.find(text.letter);
  letters::Template plain;
  plain.language = library.language;
  proof.letter.frame = (form == library.templates.end() ? plain : form->second).FrameFor(values);
  TRY(const Wanted wanted, WantedIn(text.letter, scene, library, values));
  TRY(proof.review, Reviewed(proof.letter, text.channel, text.text.str(), scene, wanted, library, values));
  return proof;
}

cases::LetterSheet SheetOf(const LetterProof& proof) {
  const letters::Frame& frame = proof.letter.frame;
  const auto line = [](const std::string& text) { return base::Line::Parse(text).value_or(base::Line()); };
  cases::LetterSheet sheet;
  sheet.language = base::Word::Parse(proof.letter.language).value_or(base::Word("en-GB"));
  sheet.print = proof.print;
  if (!frame.organisation.starts_with(letters::kGapStart)) sheet.organisation = line(frame.organisation);
  for (const std::string& one : frame.organisation_address) sheet.organisation_address.push_back(line(one));
  if (auto footer = base::Prose::Parse(frame.footer); footer && !footer->empty()) sheet.footer = *std::move(footer);
  std::string recipient;
  for (const std::string& one : frame.recipient) {
    if (!one.starts_with(letters::kGapStart)) recipient += (recipient.empty() ? "" : "\n") + one;
  }
  if (auto read = base::Prose::Parse(recipient)) sheet.recipient = *std::move(read);
  sheet.date = line(frame.date);
  sheet.reference_label = line(frame.reference_label);
  sheet.page_of = line(frame.page_of);
  return sheet;
}

base::Result<LetterProof> SentLetter(std::int64_t number, const LetterScene& scene) {
  const auto& sent = scene.c.letters_sent;
  if (number < 1 || number > std::ssize(sent)) {
    return base::Fail(base::ErrorCode::NotFound,
                      base::Saying("{} letters of {} were sent; there is no number {}", sent.size(), scene.c.id, number));
  }
  const cases::SentLetter& one = sent[static_cast<std::size_t>(number - 1)];
  if (one.text.erased() || one.title.erased()) {
    return base::Fail(base::ErrorCode::NotFound,
                      base::Saying("the words of this letter were erased with the person they went to"));
  }
  LetterProof proof;
  proof.letter.kind = one.letter;
  proof.letter.title = one.title.Shown();
  // What was sent is shown as it was, even if the signs of its text would not be read today.
  auto blocks = letters::ReadBlocks(one.text.Shown(), "text");
  proof.letter.blocks =
      blocks ? *std::move(blocks) : std::vector{letters::Block{letters::BlockKind::Paragraph, {{{one.text.Shown()}}}}};
  letters::Frame& frame = proof.letter.frame;
  if (one.sheet) {
    proof.letter.language = one.sheet->language.str();
    proof.print = one.sheet->print;
    if (one.sheet->organisation) frame.organisation = one.sheet->organisation->str();
    for (const base::Line& line : one.sheet->organisation_address) frame.organisation_address.push_back(line.str());
    if (one.sheet->footer) frame.footer = one.sheet->footer->str();
    frame.recipient = LinesOf(one.sheet->recipient.Shown());
    frame.date = one.sheet->date.str();
    frame.reference_label = one.sheet->reference_label.str();
    frame.page_of = one.sheet->page_of.str();
  } else {
    frame.date = letters::DateInWords(scene.bound.calendar.DayOf(one.at), "en-GB");
  }
  frame.reference = scene.c.id.ToString();
  return proof;
}

std::vector<std::string> LackingStatements(const procedures::Book& book, const letters::Stationery& stationery) {
  std::vector<std::string> lacking;
  for (const procedures::Bound* bound : book.InForce()) {
    for (const procedures::LetterRule& rule : bound->procedure.letters) {
      const bool known = std::ranges::any_of(stationery.libraries, [&](const letters::Library& library) {
        return std::ranges::find(library.statements, rule.statement, &letters::RequiredStatement::id) != library.statements.end();
      });
      if (!known) lacking.push_back(bound->procedure.id + " wants " + base::Quoted(rule.statement) + " in a " + rule.letter);
    }
  }
  return lacking;
}

}  // namespace app
