#pragma once
// How text that people typed is taken apart into words: for searching, and for finding what cases of late speak of.
//
//   EachWord("Reader broken", "", take)     take("reader"), take("broken")    -- of folded text
//   Stem("readers")                         "reader"

#include <functional>
#include <string>
#include <string_view>

namespace app {

// Calls `take` with each run of letters and digits of a text in lower case. A character of `also` (ASCII) between two of them
// belongs to the word: with "'" "don't" is one.
void EachWord(std::string_view lower, std::string_view also, const std::function<void(std::string_view)>& take);

// By Snowball's English stemmer. What is given stays valid until the same thread asks again.
std::string_view Stem(std::string_view word);

// In lower case with its accents, and with one kind of apostrophe; text that is not UTF-8 as it is.
std::string LowerWithAccents(std::string_view text);

}  // namespace app
