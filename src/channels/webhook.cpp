#include "channels/webhook.h"

#include <algorithm>
#include <memory>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "channels/curl.h"

namespace channels {
namespace {

constexpr int kAtOnce = 10;

std::size_t Ignore(char*, std::size_t size, std::size_t count, void*) { return size * count; }

}  // namespace

base::Duration WaitAfter(int attempts) {
  base::Duration wait = std::chrono::seconds(10);
  for (int i = 1; i < attempts && wait < std::chrono::hours(6); ++i) wait *= 2;
  return std::min<base::Duration>(wait, std::chrono::hours(6));
}

base::Result<void> CheckWebhookUrl(const std::string& url) {
  std::unique_ptr<CURLU, void (*)(CURLU*)> parsed(curl_url(), curl_url_cleanup);
  if (const CURLUcode fault = curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0); fault != CURLUE_OK) {
    return base::FailAt("--webhook", "expected an address like https://example.org/hook, found " + base::Quoted(url));
  }
  if (!url.starts_with("http://") && !url.starts_with("https://")) {
    return base::FailAt("--webhook", "expected http:// or https:// at the beginning, found " + base::Quoted(url));
  }
  return {};
}

Webhook::Webhook(app::Outbox& outbox, const base::Clock& clock, WebhookOptions options)
    : outbox_(outbox), clock_(clock), options_(std::move(options)) {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  if (!ready) base::log::Error("libcurl could not be initialised");
}

base::Result<void> Webhook::Post(const app::Outgoing& message) {
  // One connection is kept open from message to message.
  thread_local const std::unique_ptr<CURL, CloseEasy> handle(curl_easy_init());
  CURL* curl = handle.get();
  if (curl == nullptr) return base::Fail(base::ErrorCode::Unavailable, "libcurl gives no handle");
  curl_easy_reset(curl);

  const std::string seconds = std::to_string(clock_.Now().millis / 1000);
  const std::string signature = base::HmacSha256(options_.secret, seconds + "." + message.body);
  std::unique_ptr<curl_slist, FreeList> headers;
  for (const std::string& line : {std::string("Content-Type: application/json"), "Amends-Message: " + std::to_string(message.id),
                                  "Amends-Signature: t=" + seconds + ",sha256=" + signature}) {
    headers.reset(curl_slist_append(headers.release(), line.c_str()));
  }
  char says[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, says);
  curl_easy_setopt(curl, CURLOPT_URL, options_.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(message.body.size()));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, message.body.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "amends");
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Ignore);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(std::chrono::milliseconds(options_.patience).count()));
  if (const CURLcode fault = curl_easy_perform(curl); fault != CURLE_OK) {
    return base::Fail(base::ErrorCode::Unavailable, says[0] != '\0' ? says : curl_easy_strerror(fault));
  }
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  if (status < 200 || status > 299)
    return base::Fail(base::ErrorCode::Unavailable, "answered with status " + std::to_string(status));
  return {};
}

base::Result<int> Webhook::RunOnce(const std::stop_token& stop) {
  int delivered = 0;
  for (;;) {
    const base::Instant now = clock_.Now();
    // Ours for as long as all of them could take, and a little more.
    TRY(const auto messages, outbox_.Take(now, now + options_.patience * (kAtOnce + 5), kAtOnce));
    bool failed = false;
    for (const app::Outgoing& message : messages) {
      if (stop.stop_requested()) return delivered;
      if (const auto posted = Post(message); posted) {
        CHECK_OK(outbox_.Delivered(message.id));
        ++delivered;
      } else {
        failed = true;
        const bool give_up = message.attempts >= kMostAttempts && clock_.Now() >= message.at + kPatienceWithReceiver;
        base::log::Warning(give_up ? "a webhook message was given up; see: amends outbox" : "a webhook message was not delivered",
                           {{"message", std::to_string(message.id)},
                            {"attempts", std::to_string(message.attempts)},
                            {"why", posted.error().says}});
        CHECK_OK(give_up ? outbox_.GiveUp(message.id, posted.error().says)
                         : outbox_.NotDelivered(message.id, posted.error().says, clock_.Now() + WaitAfter(message.attempts)));
      }
    }
    if (failed || messages.size() < kAtOnce) return delivered;
  }
}

void Webhook::RunAndTell(const std::stop_token& stop) {
  if (const auto run = RunOnce(stop); !run) base::log::Warning("the outbox could not be read", {{"why", run.error().says}});
}

}  // namespace channels
