#pragma once
// Short messages to one person, sent now or not at all: a link to sign in with, a code. Whoever waits for one asks again
// when it does not come, so nothing of it is kept.

#include <string>

#include "base/result.h"

namespace app {

struct PostMessage {
  std::string to;  // an e-mail address
  std::string subject;
  std::string text;  // plain, paragraphs apart by an empty line
};

class Post {
 public:
  virtual ~Post() = default;
  // May wait for a network. Unavailable when nobody took it; then nothing was sent.
  virtual base::Result<void> Send(const PostMessage& message) = 0;
};

}  // namespace app
