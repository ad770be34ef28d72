#pragma once
// The procedures a desk has put in force, each version with the calendar it counts by. A case finds its own version here
// for as long as it lives; a new case is opened under the one that fits it best.
//
//   const Bound& bound = book.Choose(facts, received_at);
//   const Bound* own = book.Find("uk-financial", 2);

#include <functional>
#include <memory>

#include "domain/procedures/procedure.h"

namespace procedures {

struct Bound {
  Procedure procedure;
  calendar::Calendar calendar;
};

using Facts = std::map<std::string, std::string>;

// Whether the procedure is for cases with these facts (product, category, kind, channel, customer-type), and valid on the
// day of receipt. Capitals make no difference: products and categories are typed by people.
bool Fits(const Procedure& procedure, const calendar::Calendar& calendar, const Facts& facts, Instant received);

// How two procedures in force together fight over cases: both would take the same ones with equal right, and only the
// order in which they were put in force decides. In a sentence that says over which; nothing when they do not.
std::optional<base::Saying> Quarrel(const Procedure& a, const Procedure& b);
// The same of a procedure for every case there is, which leaves "general" none of its own.
std::optional<base::Saying> TakesAll(const Procedure& procedure);

// What is no fault of a procedure and yet to be known before it is in force beside these.
std::vector<base::Saying> RemarksOn(const Procedure& procedure, const std::vector<const Procedure*>& beside);

class Book {
 public:
  // A later version of the same id takes the place of the one before for new cases, and of none for old ones.
  void PutInForce(std::shared_ptr<const Bound> bound);
  // No new cases; old ones keep it. "general" stays: something must take what nothing else fits.
  void Retire(const std::string& id);

  // Null when that version was never put in force.
  const Bound* Find(std::string_view id, int version) const;
  // The version new cases get; null when it is not in force.
  const Bound* Current(std::string_view id) const;
  std::vector<const Bound*> InForce() const;

  // Of those in force that fit, the one that asks for most. Of several, the one that asks what the case is about: the
  // category before the product, then the type of customer, then the channel, then the kind; a complaint about personal
  // data goes by the law on that, whatever was bought. Of several still, one before what it is based on, and then the one
  // put in force last: that is left to desks that had two such in force before it was refused. "general" when none fits.
  // There must be a "general".
  const Bound& Choose(const Facts& facts, Instant received) const;
  const Bound& General() const;
  // As the procedures in force name this cause; the code itself where none knows it.
  std::string TitleOfCause(const std::string& code) const;

 private:
  std::map<std::pair<std::string, int>, std::shared_ptr<const Bound>, std::less<>> all_;
  std::vector<std::shared_ptr<const Bound>> in_force_;  // in the order they were put in force
};

}  // namespace procedures
