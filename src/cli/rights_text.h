#pragma once
// The answer of the Consumer Rights Act in words that can be read aloud: what the customer may ask for today and until when,
// on which section and why; then what is not open and what would open it, the count of days, and what is not known.

#include "domain/rights/values.h"

namespace cli {

// Wrapped to `width` columns; with colours when asked. `name` gives the option for a field of the question.
std::string RightsText(const rights::RightsAnswer& answer, int width, bool colours,
                       const std::function<std::string(const std::string& field)>& name);

}  // namespace cli
