// amends letter: a letter from a template and values, with what is looked at before it could be sent. Touches no database.

#include <fmt/format.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/json.h"
#include "channels/letter_pdf.h"
#include "cli/common.h"
#include "packs/bundle.h"
#include "packs/letter_files.h"

namespace cli {
namespace {

namespace json = boost::json;
using letters::Presence;
using letters::Value;

struct LetterOptions {
  std::string form;
  std::string values;
  std::string library;
  std::string pack;
  std::string date;
  std::string pdf;
  std::string html;
  bool large_print = false;
  bool draft = false;
  // From a case.
  std::string ref;
  std::string kind;
  std::int64_t sent = 0;
  std::string letters;
};

// -- Values -------------------------------------------------------------------------------------------------------------------

std::string Joined(const std::string& path, const std::string& name) { return path.empty() ? name : path + "." + name; }

// A text like "2026-12-23" is a day, an object of amount and currency is money; everything else is what it looks like.
Value ToValue(const json::value& value, const std::string& path, std::vector<base::Fault>& faults) {
  switch (value.kind()) {
    case json::kind::null: return {};
    case json::kind::bool_: return value.get_bool();
    case json::kind::int64: return std::to_string(value.get_int64());
    case json::kind::uint64: return std::to_string(value.get_uint64());
    case json::kind::double_:
      faults.push_back({path, "expected an amount as text, like \"12.50\": a number in JSON may be rounded on its way"});
      return {};
    case json::kind::string: {
      std::string text(value.get_string());
      if (text.size() == 10) {
        if (const auto day = base::Date::Parse(text)) return *day;
      }
      return text;
    }
    case json::kind::array: {
      letters::List list;
      for (const json::value& item : value.get_array()) {
        list.push_back(ToValue(item, path + "[" + std::to_string(list.size()) + "]", faults));
      }
      return list;
    }
    case json::kind::object: {
      const json::object& object = value.get_object();
      const auto* amount = object.if_contains("amount");
      const auto* currency = object.if_contains("currency");
      if (object.size() == 2 && amount != nullptr && currency != nullptr && amount->is_string() && currency->is_string()) {
        auto money = base::Money::Of(amount->get_string(), currency->get_string());
        if (money) return *std::move(money);
        faults.push_back(
            {path, "expected money like {\"amount\": \"12.50\", \"currency\": \"GBP\"}: " + base::ToLine(money.error())});
        return {};
      }
      letters::Record record;
      for (const auto& [name, inner] : object)
        record[std::string(name)] = ToValue(inner, Joined(path, std::string(name)), faults);
      return record;
    }
  }
  return {};
}

base::Result<letters::Values> ReadValues(const std::string& file) {
  TRY(const auto text, packs::ReadText(file));
  json::stream_parser parser;
  json::error_code fault;
  const std::size_t read = parser.write_some(text, fault);
  if (!fault && read == text.size()) parser.finish(fault);
  if (fault || read < text.size()) {
    const std::string_view before = std::string_view(text).substr(0, std::min(read, text.size()));
    const auto line = std::ranges::count(before, '\n') + 1;
    const auto column = before.size() - (before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1) + 1;
    return base::FailAt(fmt::format("{}:{}:{}", file, line, column),
                        "this is no JSON: " + (fault ? fault.message() : "something stands after its end"));
  }
  const json::value root = parser.release();
  if (!root.is_object())
    return base::FailAt(file, "expected an object of values, like {\"customer\": {\"name\": \"Amara Okafor\"}}");
  std::vector<base::Fault> faults;
  Value values = ToValue(root, "", faults);
  if (!faults.empty()) return std::unexpected(base::Error{base::ErrorCode::Invalid, "the values have faults", std::move(faults)});
  if (auto* record = std::get_if<letters::Record>(&values.held)) return std::move(*record);
  return base::FailAt(file, "expected an object of values");
}

// -- What is printed
// --------------------------------------------------------------------------------------------------------------

void Line(const std::string& text) { std::cout << text << "\n"; }

void Print(const letters::Letter& letter) {
  Line("Subject: " + letter.title + "\n");
  std::cout << letters::ToText(letter);
}

void PrintFindings(const letters::Letter& letter, const letters::LetterReview& review) {
  Line("\n-- Required -------------------------------------------------------------");
  for (const letters::StatementCheck& check : review.statements) {
    Line(std::string(check.presence == Presence::Present ? "  ok       " : "  NOT OK   ") + check.says);
    if (check.presence != Presence::Present) {
      Line("           " + check.clause.number + ": " + check.clause.words);
      Line("           To mend it: " + check.mend);
    }
    if (!check.verified) Line("           Its words have not been held to the primary text yet.");
  }
  if (review.statements.empty() && review.gaps.empty()) Line("  Nothing is required of this letter by this pack on this date.");
  for (const letters::Gap& gap : review.gaps) Line("  NOT OK   " + gap.says);
  if (!review.remarks.empty()) {
    Line("\n-- Mind -----------------------------------------------------------------");
    for (const base::Saying& remark : review.remarks) Line("  " + remark);
  }
  Line("\n-- How it reads ---------------------------------------------------------");
  const letters::Readability& reads = review.readability;
  Line("  " + reads.says);
  if (reads.words_per_sentence) {
    Line(fmt::format("  {} words in {} sentences, {} words each", reads.words, reads.sentences,
                     reads.words_per_sentence->ToString(1)));
  }
  for (const letters::LongSentence& one : reads.long_sentences) {
    Line(fmt::format("  {} words in {}: \"{}\"", one.words, InWords(one.place, letter).ToString(), one.place.words));
  }
  for (const letters::JargonFound& one : reads.jargon) {
    Line(fmt::format("  \"{}\" in {}: {}", one.place.words, InWords(one.place, letter).ToString(), one.plain));
  }
  Line("\n-- HEAT, a hint -----------------------------------------------------------");
  for (const letters::HeatFinding& finding : review.heat.parts) {
    std::string name = base::NameOf(finding.part);
    name.resize(11, ' ');
    Line("  " + name +
         (finding.place ? fmt::format("\"{}\" in {}", finding.place->words, InWords(*finding.place, letter).ToString())
                        : "not found. " + finding.cue));
  }
  for (const letters::HollowFinding& finding : review.heat.hollow) {
    Line(fmt::format("  hollow     \"{}\" in {}. {}", finding.place.words, InWords(finding.place, letter).ToString(),
                     finding.hint));
  }
  Line("\n" + review.says);
}

struct LetterReport {
  std::string title;
  std::string text;
  std::optional<letters::LetterReview> review;
  std::optional<base::Instant> sent;
  std::vector<std::string> written;
};
BOOST_DESCRIBE_STRUCT(LetterReport, (), (title, text, review, sent, written))

base::Result<void> Write(const std::string& file, const std::string& content) {
  std::ofstream out(file, std::ios::binary);
  out << content;
  out.close();
  if (!out) return base::Fail(base::ErrorCode::Unavailable, file + " cannot be written");
  return {};
}

// A letter, what was found about it, and when it was made. One that went out is not looked at again: it is what it is.
struct Made {
  letters::Letter letter;
  std::optional<letters::LetterReview> review;  // none: it was sent
  base::Instant at;
  letters::Print print = letters::Print::Normal;
};

// The day of the letter, not of the typesetting: the same letter gives the same file.
base::Instant StartOf(base::Date day) { return base::Instant{std::int64_t{day.days} * 86'400'000}; }

base::Result<Made> FromTemplate(const LetterOptions& options) {
  TRY(const auto form, packs::LoadTemplate(options.form));
  TRY(auto values, ReadValues(options.values));
  if (!options.date.empty()) {
    auto date = base::Date::Parse(options.date);
    if (!date) return base::FailAt("--date", "expected a day like 2026-12-23, found " + base::Quoted(options.date));
    letters::Value& letter = values["letter"];
    if (!std::holds_alternative<letters::Record>(letter.held)) letter = letters::Record{};
    std::get<letters::Record>(letter.held)["date"] = *date;
  }
  const auto dated = letters::Look(values, "letter.date");
  const auto* on = dated && *dated != nullptr ? std::get_if<base::Date>(&(*dated)->held) : nullptr;
  if (on == nullptr) {
    return base::FailAt("letter.date",
                        "expected a day like \"2026-12-23\" in the values, or --date: it decides which statements are required");
  }
  const auto beside = std::filesystem::path(options.form).parent_path();
  TRY(const auto library, packs::LoadLetterLibrary(!options.library.empty() ? options.library
                                                   : beside.empty()         ? "."
                                                                            : beside.string(),
                                                   packs::Templates::LeftOut));
  const std::string pack = options.pack.empty() ? form.pack : options.pack;
  std::vector<std::string> known = packs::ShippedIds();
  for (const letters::RequiredStatement& statement : library.statements) {
    known.insert(known.end(), statement.packs.begin(), statement.packs.end());
  }
  std::ranges::sort(known);
  known.erase(std::ranges::unique(known).begin(), known.end());
  if (!options.pack.empty() && std::ranges::find(known, pack) == known.end()) {
    return base::FailAt("--pack", "no statement is made for letters of " + base::Quoted(pack) + base::DidYouMean(pack, known));
  }
  TRY(const auto in_force, letters::InForceOn(*on, {pack}, library.statements, values));
  const auto required = letters::RequiredIn(form.kind, in_force);
  TRY(auto letter, form.Merge(values, letters::InsetsOf(in_force), letters::IdsOf(required)));
  TRY(auto review, letters::ReviewLetter(letter, required, values, library.jargon, library.heat));
  return Made{std::move(letter), std::move(review), StartOf(*on)};
}

// The draft a handler would begin with, or one that went out.
base::Result<Made> FromCase(const Globals& globals, const LetterOptions& options) {
  const auto id = app::CaseId::Parse(options.ref);
  if (!id) return base::FailAt("--case", id.error().faults.front().says);
  app::ServiceOptions service_options;
  if (!options.letters.empty()) {
    TRY(auto stationery, packs::LoadStationery(options.letters));
    service_options.stationery = std::make_shared<const letters::Stationery>(std::move(stationery));
  }
  TRY(const auto desk, OpenDesk::Open(globals, false, nullptr, std::move(service_options)));
  const app::Viewer viewer = AsSystem().viewer;
  if (options.sent > 0) {
    TRY(auto sent, desk->service->LetterOf(*id, options.sent, viewer));
    return Made{std::move(sent.first.letter), {}, sent.second, sent.first.print};
  }
  TRY(const auto kind, letters::KindNamed(options.kind));
  TRY(const auto draft, desk->service->DraftLetter(*id, kind, viewer));
  TRY(const auto title, base::Line::Parse(draft.title));
  TRY(const auto text, base::Prose::Parse(draft.text));
  TRY(auto proof, desk->service->ProofLetter(*id, {kind, draft.channel, title, text}, viewer));
  return Made{std::move(proof.letter), std::move(proof.review), desk->service->clock().Now(), proof.print};
}

base::Result<int> Make(const Globals& globals, const LetterOptions& options) {
  if (options.ref.empty() && (options.form.empty() || options.values.empty())) {
    return base::FailAt("letter", "say --case and --kind for a letter of a case, or --template and --values");
  }
  if (!options.ref.empty() && options.kind.empty() && options.sent == 0) {
    return base::FailAt("--kind", "expected one of " + base::AllOf(letters::KindNames()) + ", or --sent with a number");
  }
  TRY(const auto made, options.ref.empty() ? FromTemplate(options) : FromCase(globals, options));
  const auto& [letter, review, created, own_print] = made;
  const auto print = options.large_print ? letters::Print::Large : own_print;
  const bool is_sent = !review.has_value();
  const bool is_well = is_sent || review->may_be_sent;
  const bool may_write = is_well || options.draft;
  LetterReport report{letter.title, letters::ToText(letter), review, {}, {}};
  if (is_sent) report.sent = created;
  if (may_write && !options.html.empty()) {
    CHECK_OK(Write(options.html, letters::ToHtml(letter, print)));
    report.written.push_back(options.html);
  }
  if (may_write && !options.pdf.empty()) {
    // What has not gone out from a case is a draft of it.
    const bool is_draft = options.draft || (!options.ref.empty() && !is_sent);
    const auto state = is_draft ? channels::LetterState::Draft : channels::LetterState::Final;
    TRY(const auto pdf, channels::TypesetLetter(letter, {created, print, state}));
    CHECK_OK(Write(options.pdf, pdf));
    report.written.push_back(options.pdf);
  }
  if (globals.json) {
    std::cout << base::ToJson(report) << "\n";
  } else {
    Print(letter);
    if (is_sent) {
      // On the day that stands on the letter, as it was where it was written.
      Line("\nIt was sent on " + letter.frame.date + ".");
    } else {
      PrintFindings(letter, *review);
    }
    for (const std::string& file : report.written) std::cout << "Written: " << file << "\n";
    if (!may_write && !(options.pdf.empty() && options.html.empty())) {
      std::cout << "Nothing was written. Mend what is not ok, or add --draft for a copy that says so on every page.\n";
    }
  }
  return is_well ? kDone : kFoundSomething;
}

}  // namespace

void AddLetter(CLI::App& program, Globals& globals, Run& run) {
  auto options = std::make_shared<LetterOptions>();
  CLI::App* command = program.add_subcommand(
      "letter", "Make a letter from a case, or from a template and values, and say what is not well with it");
  CLI::Option* ref = command->add_option("--case", options->ref, "Draft one for this case, like C-1024");
  CLI::Option* kind = command->add_option("--kind", options->kind, "Which, like final-response")->needs(ref);
  command->add_option("--sent", options->sent, "Instead, the letter of this number that went out; the first is 1")
      ->needs(ref)
      ->excludes(kind)
      ->check(CLI::PositiveNumber);
  command->add_option("--letters", options->letters, "Folder with the desk's letterhead and templates, as `serve` has it")
      ->needs(ref);
  CLI::Option* values = command->add_option("--values", options->values, "JSON file with the values of a template's fields");
  command->add_option("--template", options->form, "The template, like procedures/letters/en-GB/final-response.txt")
      ->needs(values)
      ->excludes(ref);
  command->add_option("--pack", options->pack, "Whose required statements hold, like uk-financial (default: the template's)");
  command->add_option("--date", options->date,
                      "The letter's date, for the statements in force (default: letter.date of the values)");
  command->add_option("--library", options->library,
                      "Folder with statements/, jargon.txt and heat.txt (default: the template's folder)");
  command->add_option("--pdf", options->pdf, "Typeset it into this file");
  command->add_option("--html", options->html, "Write it as a page into this file");
  command->add_flag("--large-print", options->large_print, "Set PDF and HTML in 16 pt");
  command->add_flag("--draft", options->draft, "Write PDF and HTML though something is not well; the PDF says so");
  command->footer(
      "Prints the letter as an e-mail would have it, then what is required, how it reads, and HEAT (heard, empathised,\n"
      "apologised, owned). Ends with 1 when the letter could not be sent: a statement or a value is missing.\n"
      "How templates are written: procedures/letters/README.md.");
  command->callback([&globals, options, &run] {
    run = [&globals, options] {
      const auto made = Make(globals, *options);
      return made ? *made : Report(made.error());
    };
  });
}

}  // namespace cli
