#pragma once
// Tells another system what happens to cases: each event is posted as a small JSON object of facts, signed, and tried
// again until it is taken. At least once, and not always in order: `case` and `version` in the body say which is which.
//
//   POST /hook
//   Amends-Message: 1024
//   Amends-Signature: t=1763802000,sha256=<HMAC-SHA256 of "1763802000." and the body, in hex>
//   {"case":"C-1024","version":7,"event":"OfferAccepted","at":"2026-11-22T09:00:00Z"}

#include <stop_token>
#include <string>

#include "app/ports/outbox.h"
#include "base/clock.h"

namespace channels {

struct WebhookOptions {
  std::string url;                                     // http or https; redirects are not followed
  std::string secret;                                  // the key of the signature
  base::Duration patience = std::chrono::seconds(10);  // for one answer
};

// How long to wait after so many attempts: 10 s, then twice as long each time, at most 6 hours.
base::Duration WaitAfter(int attempts);
// A message that nobody took for so long, tried so often, is laid aside for a person to look at. Both, because Amends
// itself may have been stopped for days.
inline constexpr base::Duration kPatienceWithReceiver = std::chrono::days(3);
inline constexpr int kMostAttempts = 15;

class Webhook {
 public:
  Webhook(app::Outbox& outbox, const base::Clock& clock, WebhookOptions options);

  // Delivers what is due now and returns how many were taken by the other side.
  base::Result<int> RunOnce(const std::stop_token& stop = {});
  // The same for one that runs beside a server: trouble goes to the log.
  void RunAndTell(const std::stop_token& stop);

 private:
  base::Result<void> Post(const app::Outgoing& message);

  app::Outbox& outbox_;
  const base::Clock& clock_;
  WebhookOptions options_;
};

// A URL a webhook can be sent to; the error says what is wrong with it.
base::Result<void> CheckWebhookUrl(const std::string& url);

}  // namespace channels
