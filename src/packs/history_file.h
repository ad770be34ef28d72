#pragma once
// What happened on a case, written by hand: a line for each, in any order, for trying clocks out.
//
//   2026-12-24T10:00  acknowledged
//   2027-01-04T09:00  pause answer waiting-for-customer until 2027-01-06T09:00
//   2027-01-05T12:00  extend stage-one-answer until 2027-01-20
//   # a line of remarks

#include <expected>
#include <string>

#include "domain/procedures/procedure.h"
#include "packs/toml_file.h"

namespace packs {

// A moment: with an offset or Z, or without, on the clock on the wall of `zone`. A day alone is refused.
base::Result<base::Instant> ParseMoment(std::string_view text, const base::Zone& zone);

// Marks, pauses and extensions. Unknown clocks, reasons and milestones are refused with their near misses.
std::expected<procedures::History, Problems> ReadHistory(const std::string& text, const std::string& file,
                                                         const procedures::Procedure& pack, const base::Zone& zone);

}  // namespace packs
