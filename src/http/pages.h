#pragma once
// The built pages (web/dist): read into memory once, each with the packed forms that the build made beside it, and served
// with what a browser must know to keep them for long and to run nothing else.
//
//   TRY(auto pages, http::Pages::Load("web/dist"));
//   if (auto reply = pages.Find(message)) ...

#include <filesystem>

#include "http/message.h"

namespace http {

class Pages {
 public:
  // NotFound when the folder holds no built pages; the error says how to build them.
  static base::Result<Pages> Load(const std::filesystem::path& folder);

  // The file at this path; or, for a path that a browser opens as a document, the page that knows its way from there. Nothing
  // for paths of the API and for files that are not there.
  std::optional<Reply> Find(const Message& message) const;

 private:
  using Bytes = std::shared_ptr<const std::string>;
  struct File {
    std::string type;
    std::string etag;
    bool for_ever = false;  // its name holds its own fingerprint
    Bytes plain;
    Bytes brotli;
    Bytes gzip;
  };
  static Reply Serve(const File& file, const Message& message);
  static Reply Document(const std::string& page);

  std::map<std::string, File, std::less<>> files_;  // by path, "/assets/main-4f2a.js"
  std::string workspace_;
  std::string portal_;
};

}  // namespace http
