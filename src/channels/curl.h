#pragma once
// What libcurl hands out, given back when it is no longer held.

#include <curl/curl.h>

namespace channels {

struct CloseEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

}  // namespace channels
