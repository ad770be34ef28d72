#include "http/pages.h"

#include <fstream>

#include "base/crypto.h"
#include "http/gzip.h"

namespace http {
namespace {

namespace fs = std::filesystem;

// Where the page's own marker stands, each reply has another number: styles that the page itself makes are let through by it.
constexpr std::string_view kNonce = "__NONCE__";

const std::map<std::string, std::string, std::less<>>& Types() {
  static const std::map<std::string, std::string, std::less<>> kTypes{{".html", "text/html; charset=utf-8"},
                                                                      {".js", "text/javascript; charset=utf-8"},
                                                                      {".css", "text/css; charset=utf-8"},
                                                                      {".svg", "image/svg+xml"},
                                                                      {".png", "image/png"},
                                                                      {".woff2", "font/woff2"},
                                                                      {".json", "application/json"},
                                                                      {".webmanifest", "application/manifest+json"},
                                                                      {".txt", "text/plain; charset=utf-8"}};
  return kTypes;
}

base::Result<std::string> ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file) return base::Fail(base::ErrorCode::Unavailable, path.string() + " cannot be read");
  return bytes;
}

bool IsDocument(const Message& message) {
  if (message.method != "GET" && message.method != "HEAD") return false;
  for (const char* ours : {"/api/", "/assets/", "/test/"}) {
    if (message.path.starts_with(ours)) return false;
  }
  // Who types the address into curl takes anything; at the two front doors that means the page.
  if (message.path == "/" || message.path == "/portal" || message.path == "/portal/") return true;
  const std::string* accept = message.Header("accept");
  return accept != nullptr && accept->find("text/html") != std::string::npos;
}

void Replace(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

}  // namespace

base::Result<Pages> Pages::Load(const fs::path& folder) {
  Pages pages;
  std::error_code fault;
  for (const char* page : {"index.html", "portal/index.html"}) {
    if (!fs::is_regular_file(folder / page, fault)) {
      return base::Fail(base::ErrorCode::NotFound,
                        "there are no built pages in " + folder.string() + " (" + page +
                            " is missing); build them with: tools/web npm ci && tools/web npm run build");
    }
  }
  TRY(pages.workspace_, ReadFile(folder / "index.html"));
  TRY(pages.portal_, ReadFile(folder / "portal/index.html"));
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (!entry.is_regular_file() || extension == ".html") continue;
    const auto type = Types().find(extension);
    if (type == Types().end()) continue;  // .br and .gz come along with what they pack
    File file;
    file.type = type->second;
    const std::string path = "/" + entry.path().lexically_relative(folder).generic_string();
    file.for_ever = path.starts_with("/assets/");
    TRY(std::string plain, ReadFile(entry.path()));
    file.etag = "\"" + base::Hex(base::Hasher().Add(plain).Finish()).substr(0, 16) + "\"";
    file.plain = std::make_shared<const std::string>(std::move(plain));
    for (const auto& [packed, ending] : {std::pair(&file.brotli, ".br"), std::pair(&file.gzip, ".gz")}) {
      const fs::path beside = entry.path().string() + ending;
      if (!fs::exists(beside)) continue;
      TRY(std::string bytes, ReadFile(beside));
      *packed = std::make_shared<const std::string>(std::move(bytes));
    }
    pages.files_.emplace(path, std::move(file));
  }
  return pages;
}

std::optional<Reply> Pages::Find(const Message& message) const {
  if (message.method == "GET" || message.method == "HEAD") {
    if (const auto file = files_.find(message.path); file != files_.end()) return Serve(file->second, message);
  }
  if (!IsDocument(message)) return std::nullopt;
  const bool for_customers = message.path == "/portal" || message.path.starts_with("/portal/");
  return Document(for_customers ? portal_ : workspace_);
}

Reply Pages::Serve(const File& file, const Message& message) {
  Reply reply;
  reply.type = file.type;
  reply.cache = file.for_ever ? "public, max-age=31536000, immutable" : "public, max-age=0, must-revalidate";
  reply.headers.emplace_back("ETag", file.etag);
  reply.headers.emplace_back("Vary", "Accept-Encoding");
  reply.packed = true;
  if (const std::string* known = message.Header("if-none-match");
      known != nullptr && known->find(file.etag) != std::string::npos) {
    reply.status = 304;
    return reply;
  }
  const std::string* accept = message.Header("accept-encoding");
  const auto takes = [&](std::string_view coding) { return accept != nullptr && TakesCoding(*accept, coding); };
  if (file.brotli && takes("br")) {
    reply.shared_body = file.brotli;
    reply.headers.emplace_back("Content-Encoding", "br");
  } else if (file.gzip && takes("gzip")) {
    reply.shared_body = file.gzip;
    reply.headers.emplace_back("Content-Encoding", "gzip");
  } else {
    reply.shared_body = file.plain;
  }
  return reply;
}

Reply Pages::Document(const std::string& page) {
  Reply reply;
  reply.type = "text/html; charset=utf-8";
  const std::string nonce = base::RandomToken();
  reply.body = page;
  Replace(reply.body, kNonce, nonce);
  reply.headers.emplace_back("Content-Security-Policy",
                             "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + nonce +
                                 "'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; frame-src 'self' blob:; "
                                 "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
  reply.headers.emplace_back("Referrer-Policy", "same-origin");
  reply.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
  reply.headers.emplace_back("Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=()");
  return reply;
}

}  // namespace http
