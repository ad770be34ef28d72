#pragma once
// A case as a readable story: for a terminal, and as a page to print or to show an assessor.

#include "app/service.h"

namespace cli {

// Wrapped to `width` columns; with colours when asked.
std::string StoryText(const app::CaseView& view, int width, bool colours);
std::string StoryHtml(const app::CaseView& view);

}  // namespace cli
