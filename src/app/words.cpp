#include "app/words.h"

#include <libstemmer.h>
#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace app {
namespace {

bool IsWordCharacter(utf8proc_int32_t code) {
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND: return true;
    default: return false;
  }
}

}  // namespace

void EachWord(std::string_view lower, std::string_view also, const std::function<void(std::string_view)>& take) {
  std::size_t start = 0;
  std::size_t at = 0;
  const auto end_word = [&](std::size_t end) {
    while (end > start && also.contains(lower[end - 1])) --end;
    if (end > start) take(lower.substr(start, end - start));
  };
  while (at < lower.size()) {
    const auto byte = static_cast<unsigned char>(lower[at]);
    std::size_t used = 1;
    bool word = false;
    if (byte < 0x80) {
      word = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || (at > start && also.contains(lower[at]));
    } else {
      utf8proc_int32_t code = 0;
      const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(lower.data()) + at,
                                         static_cast<utf8proc_ssize_t>(lower.size() - at), &code);
      if (size > 0) {
        used = static_cast<std::size_t>(size);
        word = IsWordCharacter(code);
      }
    }
    if (!word) {
      end_word(at);
      start = at + used;
    }
    at += used;
  }
  end_word(lower.size());
}

// Snowball's stemmer is not safe to share between threads.
std::string_view Stem(std::string_view word) {
  struct Free {
    void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
  };
  thread_local const std::unique_ptr<sb_stemmer, Free> stemmer(sb_stemmer_new("english", "UTF_8"));
  const sb_symbol* stemmed =
      sb_stemmer_stem(stemmer.get(), reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
  return {reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(sb_stemmer_length(stemmer.get()))};
}

std::string LowerWithAccents(std::string_view text) {
  std::string lower(text);
  utf8proc_uint8_t* out = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &out, options);
  if (size >= 0) {
    lower.assign(reinterpret_cast<char*>(out), static_cast<std::size_t>(size));
    std::free(out);  // NOLINT: utf8proc allocates with malloc
  }
  for (std::size_t at = lower.find("’"); at != std::string::npos; at = lower.find("’", at + 1)) lower.replace(at, 3, "'");
  return lower;
}

}  // namespace app
