#pragma once
// Messages to one person, sent now or not at all: a link to sign in with, a code, a report that is due. Nothing of one is kept
// here. Whoever waits for a link asks again when it does not come; a report is sent again by whoever schedules it.

#include <string>
#include <vector>

#include "base/result.h"

namespace app {

// What the files of one message may have together. In a message they grow by a third, and many mail servers take 25 MB.
inline constexpr std::size_t kMostAttached = 15'000'000;

struct PostAttachment {
  std::string name;  // "service-review-2026-10-01-2026-10-31.pdf": ASCII, no folder
  std::string type;  // "application/pdf"
  std::string bytes;
};

struct PostMessage {
  std::string to;  // an e-mail address
  std::string subject;
  std::string text;  // plain, paragraphs apart by an empty line
  std::vector<PostAttachment> attachments = {};
};

class Post {
 public:
  virtual ~Post() = default;
  // May wait for a network. Unavailable when nobody took it, Invalid when it is none that can be sent; then nothing was sent.
  virtual base::Result<void> Send(const PostMessage& message) = 0;
};

}  // namespace app
