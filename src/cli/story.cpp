#include "cli/story.h"

#include <fmt/format.h>

#include <sstream>

#include "base/html.h"

namespace cli {
namespace {

using cases::StoryEntry;

struct Paint {
  bool on;
  std::string Bold(const std::string& text) const { return on ? "\033[1m" + text + "\033[0m" : text; }
  std::string Dim(const std::string& text) const { return on ? "\033[2m" + text + "\033[0m" : text; }
  std::string Red(const std::string& text) const { return on ? "\033[31m" + text + "\033[0m" : text; }
  std::string Green(const std::string& text) const { return on ? "\033[32m" + text + "\033[0m" : text; }
};

// Breaks at spaces, keeping the text's own line breaks.
std::string Wrapped(const std::string& text, std::size_t indent, int width) {
  const std::string margin(indent, ' ');
  const std::size_t room = static_cast<std::size_t>(std::max(30, width)) - indent;
  std::string out;
  std::istringstream lines(text);
  std::string line;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string word;
    std::string current;
    while (words >> word) {
      if (!current.empty() && base::CodePoints(current) + 1 + base::CodePoints(word) > room) {
        out += margin + current + "\n";
        current.clear();
      }
      current += (current.empty() ? "" : " ") + word;
    }
    out += margin + current + "\n";
  }
  return out;
}

std::string WhereItStands(const app::CaseView& view) {
  const cases::Case& c = view.state;
  if (c.merged_into) return "merged into " + c.merged_into->ToString();
  if (c.closed) return "closed, " + base::WordsOf(c.closed->outcome);
  return "open, in " + base::WordsOf(view.guide.phase);
}

std::string NameOf(const app::CustomerCard& customer) {
  if (customer.erased) return base::kErased;
  return customer.profile.name ? customer.profile.name->Shown() : "not named";
}

std::vector<std::string> WhatIsLeft(const app::CaseView& view) {
  std::vector<std::string> left;
  if (view.state.closed || view.state.merged_into) return left;
  for (const cases::PhaseGuide& phase : view.guide.phases) {
    for (const cases::GateItem& item : phase.gate) {
      if (item.missing) left.push_back(item.missing->says + (item.missing->mend ? " (" + *item.missing->mend + ")" : ""));
    }
    if (phase.phase == view.guide.phase) break;
  }
  return left;
}

// A moment, "Mon 02 Nov 2026, 09:00", in its parts.
std::string Day(const std::string& moment) { return moment.substr(0, moment.find(',')); }
std::string Hour(const std::string& moment) { return moment.substr(moment.find(',') + 2); }

}  // namespace

std::string StoryText(const app::CaseView& view, const calendar::Calendar& calendar, int width, bool colours) {
  const Paint paint{colours};
  const cases::Case& c = view.state;
  std::string out = paint.Bold(view.ref.ToString() + "  " + c.subject.Shown()) + "\n";
  out += fmt::format("{} of {} ({}), {}\n", base::WordsOf(c.kind), NameOf(view.customer), view.customer.ref.ToString(),
                     WhereItStands(view));
  if (c.promise && !c.closed) {
    const std::string promise = "Next news promised by " + base::ForPeople(c.promise->by, calendar.zone());
    out += (c.promise->broken ? paint.Red(promise + ": broken") : promise) + "\n";
  }
  if (c.promises_kept + c.promises_broken > 0) {
    out += fmt::format("Promises: {} kept, {} broken\n", c.promises_kept, c.promises_broken);
  }
  for (const cases::CalendarGap& gap : view.guide.calendar_gaps) {
    out += paint.Red(Wrapped("! " + gap.says, 0, width));
    out += Wrapped(gap.mend, 2, width);
  }
  std::string day;
  for (const StoryEntry& entry : view.timeline) {
    const std::string moment = base::ForPeople(entry.at, calendar.zone());
    if (Day(moment) != day) {
      day = Day(moment);
      out += "\n" + paint.Bold(day) + "\n";
    }
    const std::string head = Hour(moment) + "  " + entry.who;
    out += "  " + (entry.attention ? paint.Red("! " + head) : "  " + head) + "\n";
    out += Wrapped(entry.says, 11, width);
    for (const auto& quote : entry.quotes) out += paint.Dim(Wrapped("“" + quote.Shown() + "”", 13, width));
  }
  const auto left = WhatIsLeft(view);
  if (!left.empty()) {
    out += "\n" + paint.Bold("What is left in this phase") + "\n";
    for (const std::string& line : left) out += Wrapped("- " + line, 2, width);
  } else if (c.closed) {
    out += "\n" + paint.Green("Closed: " + base::WordsOf(c.closed->outcome) + ".") + "\n";
  }
  return out;
}

std::string StoryHtml(const app::CaseView& view, const calendar::Calendar& calendar) {
  const cases::Case& c = view.state;
  std::string out = R"(<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>)" + base::EscapedHtml(view.ref.ToString() + " " + c.subject.Shown()) +
                    R"(</title><style>
body{font:16px/1.5 system-ui,sans-serif;color:#1c2330;background:#fff;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}.meta{color:#5a6575;margin:0 0 1.5rem}
h2{font-size:.95rem;color:#5a6575;border-bottom:1px solid #dfe3e8;margin:1.75rem 0 .5rem;padding-bottom:.2rem}
ol{list-style:none;margin:0;padding:0}li{display:grid;grid-template-columns:3.4rem 1fr;gap:.9rem;margin:.7rem 0;break-inside:avoid}
time{color:#5a6575;font-variant-numeric:tabular-nums}.who{font-weight:600}.says{margin:0}
blockquote{margin:.25rem 0 0;padding-left:.8rem;border-left:3px solid #dfe3e8;color:#37414f;white-space:pre-line}
.gap{border-left:3px solid #a8321f;padding-left:.6rem}
.attention time,.attention .who{color:#a8321f}.attention .says{border-left:3px solid #a8321f;padding-left:.6rem}
@media print{body{margin:0;max-width:none}}</style>
<h1>)" + base::EscapedHtml(view.ref.ToString() + "  " + c.subject.Shown()) +
                    "</h1><p class=\"meta\">" +
                    base::EscapedHtml(base::WordsOf(c.kind) + " of " + NameOf(view.customer) + ", " + WhereItStands(view));
  if (c.promises_kept + c.promises_broken > 0)
    out += fmt::format(". Promises of news: {} kept, {} broken", c.promises_kept, c.promises_broken);
  out += ".</p>\n";
  for (const cases::CalendarGap& gap : view.guide.calendar_gaps) {
    out += "<p class=\"gap\"><strong>" + base::EscapedHtml(gap.says.ToString()) + "</strong> " +
           base::EscapedHtml(gap.mend.ToString()) + "</p>\n";
  }
  std::string day;
  for (const StoryEntry& entry : view.timeline) {
    const std::string moment = base::ForPeople(entry.at, calendar.zone());
    if (Day(moment) != day) {
      if (!day.empty()) out += "</ol>\n";
      day = Day(moment);
      out += "<h2>" + day + "</h2><ol>\n";
    }
    out += std::string("<li") + (entry.attention ? " class=\"attention\"" : "") + "><time datetime=\"" + entry.at.ToString() +
           "\">" + Hour(moment) + "</time><div><p class=\"says\"><span class=\"who\">" + base::EscapedHtml(entry.who.ToString()) +
           ".</span> " + base::EscapedHtml(entry.says.ToString()) + "</p>";
    for (const auto& quote : entry.quotes) out += "<blockquote>" + base::EscapedHtml(quote.Shown()) + "</blockquote>";
    out += "</div></li>\n";
  }
  out += "</ol>\n";
  const auto left = WhatIsLeft(view);
  if (!left.empty()) {
    out += "<h2>What is left in this phase</h2><ul>";
    for (const std::string& line : left)
      out += "<li style=\"display:list-item;margin:.2rem 0\">" + base::EscapedHtml(line) + "</li>";
    out += "</ul>";
  }
  return out + "</html>\n";
}

}  // namespace cli
