#pragma once
// Sends e-mail through a mail server, by SMTP, with files if there are any. One message, one connection; what the server will
// not take is told to whoever asked for it.
//
//   channels::SmtpPost post({.url = "smtp://127.0.0.1:25", .from = "care@example.org"});

#include "app/ports/post.h"
#include "base/clock.h"

namespace channels {

struct SmtpOptions {
  std::string url;        // smtp://host:port, or smtps:// for TLS from the first byte
  std::string from;       // address of the desk
  std::string from_name;  // beside it
  std::string user;       // empty: without signing in
  std::string password;
  bool require_tls = false;                            // with smtp://, refuse to go on without STARTTLS
  base::Duration patience = std::chrono::seconds(20);  // and as long on top as files take on a slow line
};

// What is wrong with the options, if anything.
base::Result<void> CheckSmtp(const SmtpOptions& options);

class SmtpPost final : public app::Post {
 public:
  SmtpPost(SmtpOptions options, const base::Clock& clock) : options_(std::move(options)), clock_(clock) {}
  base::Result<void> Send(const app::PostMessage& message) override;

 private:
  SmtpOptions options_;
  const base::Clock& clock_;
};

}  // namespace channels
