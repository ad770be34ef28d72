#pragma once
// Which procedure a case gets, and why: for logging it, and for whoever asks before it is logged. One answer for both.
//
//   TRY(const procedures::Bound* bound, ProcedureFor(command, book, now));

#include <map>

#include "base/result.h"
#include "domain/cases/commands.h"
#include "domain/procedures/book.h"

namespace app {

enum class ChosenBecause : std::uint8_t {
  Asked,    // by name
  Fits,     // of those in force that fit, it asks for most
  General,  // no other fits
};
BOOST_DESCRIBE_ENUM(ChosenBecause, Asked, Fits, General)

struct ChosenFor {
  std::string fact;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(ChosenFor, (), (fact, value))
AMENDS_DOC(ChosenFor, "What a procedure asks of a case, and finds.",
           {"fact", "\"product\", \"category\", \"kind\", \"channel\" or \"customer-type\"."}, {"value", "As the case has it."})

struct ProcedureChoice {
  std::string id;
  std::int64_t version = 0;
  std::string title;
  ChosenBecause because = ChosenBecause::General;
  std::vector<ChosenFor> facts;
};
BOOST_DESCRIBE_STRUCT(ProcedureChoice, (), (id, version, title, because, facts))
AMENDS_DOC(ProcedureChoice, "The procedure that a case logged so would be handled under.",
           {"because", "It was asked for; it is the one that fits best; or no other fits."},
           {"facts", "What it asks for and finds in the case."})

// The one that was asked for, or the one that fits; never null. What kind of customer it is must be among the attributes of
// the command by then.
base::Result<const procedures::Bound*> ProcedureFor(const cases::LogCase& command, const procedures::Book& book,
                                                    base::Instant now);
ProcedureChoice ChoiceOf(const cases::LogCase& command, const procedures::Bound& bound);

// What kind of customer it is decides which rules hold, on the day the case is logged, and where they live whose holidays; what
// the case says itself goes first.
void CarryOver(const std::map<base::Word, base::Line>& of_customer, cases::LogCase& command);

}  // namespace app
