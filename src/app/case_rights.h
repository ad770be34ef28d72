#pragma once
// What the law gives the customer of a case on a day: which remedies are open until when, and which options give less.
// Nothing, until the rights were assessed.
//
//   if (const auto rights = app::CaseRightsOf(c, calendar.DayOf(now))) ...

#include "domain/cases/authority.h"

namespace app {

struct OpenRemedy {
  rights::StatutoryRight right = rights::StatutoryRight::Repair;
  std::optional<base::Date> last;
  base::Saying says;
  std::string source;
  bool verified = false;
  rights::BurdenOfProof proof;
};
BOOST_DESCRIBE_STRUCT(OpenRemedy, (), (right, last, says, source, verified, proof))
AMENDS_DOC(OpenRemedy, "A remedy the customer may ask for today.", {"right", "Which."},
           {"last", "The last day, counted in; left out where the Act sets none or it cannot be told yet."},
           {"says", "Why, in words."}, {"source", "The section that gives it."},
           {"verified", "Whether the figures were read in the text of the Act."},
           {"proof", "Who must prove that the fault was there from the start."})

struct OptionBesideTheLaw {
  base::OptionId option;
  rights::EntitlementCheck check;
};
BOOST_DESCRIBE_STRUCT(OptionBesideTheLaw, (), (option, check))
AMENDS_DOC(OptionBesideTheLaw, "How an option stands to the law.", {"option", "Which option."},
           {"check", "Whether it gives less than the law does."})

struct CaseRights {
  base::Date today;
  base::Saying says;
  std::vector<OpenRemedy> open;
  std::vector<OptionBesideTheLaw> options;
  std::vector<rights::MissingFact> missing;
};
BOOST_DESCRIBE_STRUCT(CaseRights, (), (today, says, open, options, missing))
AMENDS_DOC(CaseRights, "What the customer is entitled to today, by the facts recorded; it is not legal advice.",
           {"today", "The day it is said for."}, {"says", "In one sentence."}, {"open", "What the customer may ask for today."},
           {"options", "Each option on the table beside it."}, {"missing", "What is not known and would decide."})

std::optional<CaseRights> CaseRightsOf(const cases::Case& c, base::Date today);

}  // namespace app
