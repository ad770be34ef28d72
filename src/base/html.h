#pragma once
// Text as it stands in HTML: nothing in it is read as markup, in an element or in a quoted attribute.

#include <string>
#include <string_view>

namespace base {

std::string EscapedHtml(std::string_view text);

}  // namespace base
