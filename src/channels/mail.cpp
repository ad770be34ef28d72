#include "channels/mail.h"

#include <algorithm>
#include <memory>

#include "base/crypto.h"
#include "base/text.h"
#include "channels/curl.h"

namespace channels {
namespace {

struct FreeMime {
  void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};

bool IsAscii(const std::string& text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Line breaks, which would begin another header, become blanks.
std::string OneLine(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return text;
}

// Whether it can stand in a header as it is, beside the header's name. What is too long is encoded too, which breaks it up.
bool StandsAsItIs(const std::string& text) { return text.size() <= 60 && IsAscii(text) && text.find("=?") == std::string::npos; }

// RFC 2047: words outside of ASCII travel as base64 in pieces of at most 75 characters, never cut within a character.
std::string Encoded(const std::string& text) {
  constexpr std::size_t kPiece = 42;  // bytes; 56 in base64, 68 with what stands around them
  std::string encoded;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(at + kPiece, text.size());
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    encoded += (encoded.empty() ? "" : "\r\n ") + ("=?UTF-8?B?" + base::PaddedBase64(text.substr(at, end - at)) + "?=");
    at = end;
  }
  return encoded;
}

std::string HeaderText(const std::string& given) {
  std::string text = OneLine(given);
  return StandsAsItIs(text) ? text : Encoded(text);
}

// A name beside an address, RFC 5322, 3.2.4: in quotation marks, or encoded and then without them.
std::string NameText(const std::string& given) {
  const std::string name = OneLine(given);
  if (!StandsAsItIs(name)) return Encoded(name);
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

// Lines of mail end with CR LF; a bare LF would be sent as a sign, which not every reader shows as a new line.
std::string MailLines(const std::string& text) {
  std::string lines;
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') lines += '\r';
    lines += c;
  }
  return lines;
}

// An address goes into a header and a command of the protocol as it is; one that could break out of them is none.
bool IsPlainAddress(const std::string& address) {
  return !address.empty() && address.size() <= 254 && address.find('@') != std::string::npos &&
         std::ranges::none_of(address, [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte <= 0x20 || byte >= 0x7F || c == '<' || c == '>' || c == ',' || c == ';' || c == '"';
         });
}

// A name goes into a header in quotation marks, and names a file on somebody's machine.
bool IsPlainFileName(const std::string& name) {
  return !name.empty() && name.size() <= 120 && name.front() != '.' && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

std::size_t SizeTogether(const std::vector<app::PostAttachment>& attachments) {
  std::size_t size = 0;
  for (const app::PostAttachment& one : attachments) size += one.bytes.size();
  return size;
}

base::Result<void> CheckAttachments(const std::vector<app::PostAttachment>& attachments) {
  for (const app::PostAttachment& one : attachments) {
    if (!IsPlainFileName(one.name)) {
      return base::Fail(
          base::ErrorCode::Invalid,
          base::Saying("a file cannot be sent under this name: {}; use letters, digits, - and .", base::Quoted(one.name)));
    }
  }
  const std::size_t size = SizeTogether(attachments);
  if (size <= app::kMostAttached) return {};
  return base::Fail(base::ErrorCode::Invalid, base::Saying("the files are too large for an e-mail: {} bytes together, and {} are "
                                                           "the most; send fewer, or hand them over in a folder",
                                                           size, app::kMostAttached));
}

// The mail server may be far away: what would not come at 250 kB a second is given up.
base::Duration PatienceFor(const std::vector<app::PostAttachment>& attachments, base::Duration patience) {
  return patience + std::chrono::milliseconds(SizeTogether(attachments) / 250);
}

// Each line that the server answers; the last is why it took nothing. libcurl tells it of some commands, and of the data not.
std::size_t KeepReply(const char* line, std::size_t size, std::size_t count, void* last) {
  std::string text = OneLine({line, size * count});
  while (text.ends_with(' ')) text.pop_back();
  *static_cast<std::string*>(last) = std::move(text);
  return size * count;
}

// "Sun, 22 Nov 2026 16:00:00 +0000"
std::string DateHeader(base::Instant at) {
  const std::time_t seconds = at.millis / 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[64];
  static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d +0000", kDays[parts.tm_wday], parts.tm_mday,
                kMonths[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
  return text;
}

}  // namespace

base::Result<void> CheckSmtp(const SmtpOptions& options) {
  if (!options.url.starts_with("smtp://") && !options.url.starts_with("smtps://")) {
    return base::FailAt("--smtp", "expected smtp://host:port or smtps://host:port, found " + base::Quoted(options.url));
  }
  std::unique_ptr<CURLU, void (*)(CURLU*)> parsed(curl_url(), curl_url_cleanup);
  if (curl_url_set(parsed.get(), CURLUPART_URL, options.url.c_str(), 0) != CURLUE_OK) {
    return base::FailAt("--smtp", "expected an address like smtp://mail.example.org:587, found " + base::Quoted(options.url));
  }
  if (!IsPlainAddress(options.from)) {
    return base::FailAt("--mail-from",
                        "expected the e-mail address that messages come from, found " + base::Quoted(options.from));
  }
  return {};
}

base::Result<void> SmtpPost::Send(const app::PostMessage& message) {
  if (!IsPlainAddress(message.to)) {
    return base::Fail(base::ErrorCode::Invalid,
                      base::Saying("this e-mail address cannot be written to: {}", base::Quoted(message.to)));
  }
  CHECK_OK(CheckAttachments(message.attachments));
  const std::unique_ptr<CURL, CloseEasy> handle(curl_easy_init());
  CURL* curl = handle.get();
  if (curl == nullptr) return base::Fail(base::ErrorCode::Unavailable, "libcurl gives no handle");
  const std::string sender =
      options_.from_name.empty() ? "<" + options_.from + ">" : NameText(options_.from_name) + " <" + options_.from + ">";
  std::unique_ptr<curl_slist, FreeList> headers;
  const std::string domain = options_.from.substr(options_.from.find('@') + 1);
  for (const std::string& line :
       {"Date: " + DateHeader(clock_.Now()), "From: " + sender, "To: <" + message.to + ">",
        "Subject: " + HeaderText(message.subject), "Message-ID: <" + base::RandomToken() + "@" + domain + ">",
        std::string("Auto-Submitted: auto-generated")}) {
    headers.reset(curl_slist_append(headers.release(), line.c_str()));
  }
  std::unique_ptr<curl_slist, FreeList> to(curl_slist_append(nullptr, ("<" + message.to + ">").c_str()));
  const std::unique_ptr<curl_mime, FreeMime> mime(curl_mime_init(curl));
  curl_mimepart* part = curl_mime_addpart(mime.get());
  const std::string text = MailLines(message.text);
  curl_mime_data(part, text.c_str(), text.size());
  curl_mime_type(part, "text/plain; charset=utf-8");
  curl_mime_encoder(part, "quoted-printable");
  for (const app::PostAttachment& one : message.attachments) {
    curl_mimepart* file = curl_mime_addpart(mime.get());
    curl_mime_data(file, one.bytes.data(), one.bytes.size());
    curl_mime_type(file, one.type.c_str());
    curl_mime_filename(file, one.name.c_str());
    curl_mime_encoder(file, "base64");
  }

  std::string reply;
  char says[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, says);
  curl_easy_setopt(curl, CURLOPT_URL, options_.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(options_.require_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  if (!options_.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, options_.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, options_.password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + options_.from + ">").c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to.get());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_MIMEPOST, mime.get());
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, KeepReply);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &reply);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  const std::chrono::milliseconds patience = PatienceFor(message.attachments, options_.patience);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(patience.count()));
  if (const CURLcode fault = curl_easy_perform(curl); fault != CURLE_OK) {
    const bool unsaid = fault == CURLE_WEIRD_SERVER_REPLY && !reply.empty();
    const std::string why = unsaid ? reply : says[0] != '\0' ? says : curl_easy_strerror(fault);
    return base::Fail(base::ErrorCode::Unavailable, base::Saying("the mail server did not take the message: {}", why));
  }
  return {};
}

}  // namespace channels
