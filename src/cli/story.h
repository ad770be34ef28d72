#pragma once
// A case as a readable story: for a terminal, and as a page to print or to show an assessor. Times are those on the wall
// where the case's procedure counts its days.

#include "app/service.h"

namespace cli {

// Wrapped to `width` columns; with colours when asked.
std::string StoryText(const app::CaseView& view, const calendar::Calendar& calendar, int width, bool colours);
std::string StoryHtml(const app::CaseView& view, const calendar::Calendar& calendar);

}  // namespace cli
