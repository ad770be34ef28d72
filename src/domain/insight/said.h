#pragma once
// What a computation answers that may not be possible: the figure, or a sentence that says what cannot be said and what would be
// needed to say it. Nothing in insight answers a bad series with a number that looks sure, nor with NaN.
//
//   Said<Interval> rate = Wilson(upheld, decided);
//   if (!rate) page.Tell(rate.error());    // "There is no share of nothing: ..."

#include <expected>
#include <utility>

#include "base/saying.h"

namespace insight {

template <class T>
using Said = std::expected<T, base::Saying>;

inline std::unexpected<base::Saying> CannotSay(base::Saying why) { return std::unexpected<base::Saying>(std::move(why)); }

// A figure for a sentence, with `places` digits behind the point (0 to 9), rounded to the nearest, and no trailing "-0".
base::Saying Figure(double value, int places);
// The same with as many digits as a person can use: about three that count, none behind the point from 100 on.
base::Saying Figure(double value);

}  // namespace insight
