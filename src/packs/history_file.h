#pragma once
// What happened on a case, written by hand: a line for each, in any order, for trying clocks out. The lines are taken in the
// order of their times and held to the rules a case of the desk is held to, each on what had happened by then.
//
//   2026-12-24T10:00  acknowledged
//   2027-01-04T09:00  pause answer waiting-for-customer until 2027-01-06T09:00
//   2027-01-07T09:00  pause answer waiting-for-customer
//   2027-01-08T15:30  resume answer
//   2027-01-05T12:00  extend stage-one-answer until 2027-01-20
//   2027-01-11T09:00  extend stage-one-answer until 2027-03-01 for-good-reason
//   # a line of remarks

#include <expected>
#include <string>

#include "domain/procedures/procedure.h"
#include "packs/toml_file.h"

namespace packs {

// A moment: with an offset or Z, or without, on the clock on the wall of `zone`. A day alone is refused.
base::Result<base::Instant> ParseMoment(std::string_view text, const base::Zone& zone);

// `so_far` with the marks, pauses and extensions of the text added; it holds the receipt and the facts of the case. Refused,
// at their line and with what to write instead: unknown clocks, reasons and milestones; what lies before the receipt; a pause
// of a clock that stands still, has not started or is over; a resumption of one that runs; an extension that is told after the
// end, ends no later than it, or is longer than the rule allows without good reason.
std::expected<procedures::History, Problems> ReadHistory(const std::string& text, const std::string& file,
                                                         const procedures::Procedure& pack, const calendar::Calendar& calendar,
                                                         procedures::History so_far);

// The last moment that the history tells of; ends of pauses are told too.
base::Instant LastOf(const procedures::History& history);

}  // namespace packs
