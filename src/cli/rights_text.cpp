#include "cli/rights_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "domain/rights/rights.h"

namespace cli {
namespace {

using rights::RightsAnswer;
using rights::RightStanding;
using rights::Standing;

constexpr std::string_view kNotVerified = "*";

class RightsPage {
 public:
  RightsPage(int width, bool colours) : width_(static_cast<std::size_t>(std::max(50, width))), colours_(colours) {}

  void Title(const std::string& text) { out_ += Bold(text) + "\n"; }
  void Heading(const std::string& text) { out_ += "\n" + Bold(text) + "\n"; }
  void Item(const std::string& head, const std::string& beside, bool open) {
    const std::string shown = open ? Green(head) : head;
    out_ += "  " + shown + (beside.empty() ? "" : "  (" + beside + ")") + "\n";
  }
  // Breaks at spaces; later lines hang below the first word after `mark`.
  void Text(std::size_t indent, const std::string& mark, const std::string& text) {
    std::istringstream words(text);
    std::string line = std::string(indent, ' ') + mark;
    const std::size_t hang = base::CodePoints(line);
    std::size_t used = hang;
    bool first = true;
    for (std::string word; words >> word; first = false) {
      const std::size_t length = base::CodePoints(word);
      if (!first && used + 1 + length > width_) {
        out_ += line + "\n";
        line = std::string(hang, ' ');
        used = hang;
        first = true;
      }
      line += (first ? "" : " ") + word;
      used += length + (first ? 0 : 1);
    }
    out_ += line + "\n";
  }
  std::string Take() && { return std::move(out_); }

 private:
  std::string Bold(const std::string& text) const { return colours_ ? "\033[1m" + text + "\033[0m" : text; }
  std::string Green(const std::string& text) const { return colours_ ? "\033[32m" + text + "\033[0m" : text; }

  std::size_t width_;
  bool colours_;
  std::string out_;
};

// "Consumer Rights Act 2015 s.22(3)" -> "s.22(3)": the page says the Act once, at its top.
std::string Section(const std::string& source) {
  const std::string act = "Consumer Rights Act 2015 s.";
  return source.starts_with(act) ? source.substr(act.size() - 2) : source;
}
std::string SectionsOf(const RightStanding& right) {
  return Section(right.source) + (right.verified ? "" : std::string(kNotVerified));
}

// The rights that share a line, by what they share; in the order they come.
template <class Key>
std::vector<std::pair<std::string, std::vector<const RightStanding*>>> RightsBy(const std::vector<RightStanding>& rights,
                                                                                Key key) {
  std::vector<std::pair<std::string, std::vector<const RightStanding*>>> groups;
  for (const RightStanding& right : rights) {
    const std::string text = key(right);
    if (text.empty()) continue;
    auto found = std::ranges::find(groups, text, [](const auto& group) { return group.first; });
    if (found == groups.end()) found = groups.insert(groups.end(), {text, {}});
    found->second.push_back(&right);
  }
  return groups;
}

std::string ShortName(const RightStanding& right) {
  using enum rights::StatutoryRight;
  switch (right.right) {
    case ShortTermRightToReject: return "short-term right to reject";
    case Repair: return "repair";
    case Replacement: return "replacement";
    case PriceReduction: return "price reduction";
    case FinalRightToReject: return "final right to reject";
    case RepeatPerformance: return "doing it again";
    case DeviceDamage: return "damage to a device";
  }
  return "";
}

// What stands below a right's name; rights that share it are named together.
struct Below {
  std::string state;
  std::string says;
  std::string deduction;
  std::string opens;
  std::string closes;
  friend bool operator==(const Below&, const Below&) = default;
};

Below BelowOf(const RightStanding& right) {
  Below below;
  if (right.standing == Standing::Open && right.last) below.state = "until " + right.last->ForPeople();
  if (right.standing == Standing::Closed) below.state = "over";
  below.says = right.says + " [" + SectionsOf(right) + "]";
  const bool rejects = right.standing == Standing::Open || right.standing == Standing::Used;
  if (rejects && right.deduction) below.deduction = right.deduction->says + " [" + Section(right.deduction->source) + "]";
  below.opens = right.would_open.value_or(base::Saying());
  below.closes = right.would_close.value_or(base::Saying());
  return below;
}

void Rights(RightsPage& page, const RightsAnswer& answer, const std::string& heading, auto belongs) {
  std::vector<const RightStanding*> chosen;
  for (const RightStanding& right : answer.rights) {
    if (belongs(right)) chosen.push_back(&right);
  }
  if (chosen.empty()) return;
  page.Heading(heading);
  const bool several = std::ranges::any_of(answer.rights, [&](const auto& r) { return r.part != answer.rights.front().part; });
  std::set<const RightStanding*> shown;
  std::optional<rights::FaultyPart> part;
  for (const RightStanding* right : chosen) {
    if (shown.contains(right)) continue;
    if (several && part != right->part) page.Text(1, "", "If the fault is in the " + base::WordsOf(right->part) + ":");
    part = right->part;
    const Below below = BelowOf(*right);
    for (const RightStanding* same : chosen) {
      if (same->part != right->part || BelowOf(*same) != below) continue;
      page.Item(base::Capital(WhatTheyMay(same->right, same->part)), below.state, same->standing == Standing::Open);
      shown.insert(same);
    }
    page.Text(6, "", below.says);
    if (!below.deduction.empty()) page.Text(6, "", below.deduction);
    if (!below.opens.empty()) page.Text(6, "Opens with: ", below.opens);
    if (!below.closes.empty()) page.Text(6, "Ends with: ", below.closes);
  }
}

void Proof(RightsPage& page, const RightsAnswer& answer) {
  const auto groups = RightsBy(answer.rights, [](const RightStanding& right) {
    const bool matters =
        right.standing == Standing::Open || right.standing == Standing::Used || right.standing == Standing::Unknown;
    return matters
               ? right.proof.says + " [" + Section(right.proof.source) + (right.verified ? "" : std::string(kNotVerified)) + "]"
               : "";
  });
  if (groups.empty()) return;
  page.Heading("Who must prove it");
  for (const auto& [text, rights] : groups) {
    std::vector<std::string> names;
    for (const RightStanding* right : rights) {
      const std::string name = ShortName(*right);
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
    page.Text(2, "", base::Capital(base::AllOf(names)) + ": " + text);
  }
}

}  // namespace

std::string RightsText(const RightsAnswer& answer, int width, bool colours,
                       const std::function<std::string(const std::string& field)>& name) {
  RightsPage page(width, colours);
  page.Title("The Consumer Rights Act 2015 on " + answer.today.ForPeople());
  page.Text(2, "", answer.says);
  Rights(page, answer, "Open today", [](const RightStanding& r) { return r.standing == Standing::Open; });
  Rights(page, answer, "Used", [](const RightStanding& r) { return r.standing == Standing::Used; });
  Rights(page, answer, "Cannot be told yet", [](const RightStanding& r) { return r.standing == Standing::Unknown; });
  Rights(page, answer, "Not open today",
         [](const RightStanding& r) { return r.standing == Standing::NotOpen || r.standing == Standing::Closed; });
  Proof(page, answer);
  page.Heading("The refund");
  page.Text(2, "",
            answer.refund.says + " [" + Section(answer.refund.source) +
                (answer.refund.verified ? "" : std::string(kNotVerified)) + "]");
  if (answer.short_term) {
    page.Heading("How the days to reject are counted");
    int number = 0;
    for (const rights::CountStep& step : answer.short_term->steps) {
      page.Text(2, std::to_string(++number) + ". ", step.says + " [" + Section(step.source) + "]");
    }
  }
  if (!answer.missing.empty()) {
    page.Heading("Not known");
    for (const rights::MissingFact& fact : answer.missing)
      page.Text(2, "- ", fact.says + " Say it with " + name(fact.field) + ".");
  }
  page.Heading("Taken for granted");
  for (const base::Saying& text : answer.assumed) page.Text(2, "- ", text);
  const bool all_verified =
      answer.refund.verified && std::ranges::all_of(answer.rights, [](const RightStanding& right) { return right.verified; });
  if (!answer.cautions.empty() || !all_verified) page.Heading("Mind");
  for (const base::Saying& text : answer.cautions) page.Text(2, "- ", text);
  if (!all_verified) {
    page.Text(2, std::string(kNotVerified) + " ",
              "Not verified: we have not read this figure in the text of the Act. Check it before you rely on it.");
  }
  return std::move(page).Take();
}

}  // namespace cli
