// The built pages as a browser gets them: packed, kept for long where their names change with them, and with nothing in them
// run that is not theirs.

#include <filesystem>
#include <fstream>

#include "http/web_desk.h"

namespace tests {
namespace {

namespace fs = std::filesystem;

class Built {
 public:
  Built() : folder_(fs::temp_directory_path() / ("amends-pages-" + std::to_string(::getpid()) + "-" + std::to_string(next_++))) {
    Write("index.html",
          R"(<meta property="csp-nonce" nonce="__NONCE__"><script type="module" src="/assets/app-1a2b.js"></script>)");
    Write("portal/index.html", R"(<title>portal</title>)");
    Write("assets/app-1a2b.js", "plain");
    Write("assets/app-1a2b.js.br", "brotli");
    Write("assets/app-1a2b.js.gz", "gzip");
    Write("icon.svg", "<svg/>");
  }
  ~Built() { fs::remove_all(folder_); }
  void Write(const std::string& name, const std::string& text) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << text;
  }
  const fs::path& folder() const { return folder_; }
  http::ServerOptions Options() const {
    http::ServerOptions options = AnyPort();
    auto pages = http::Pages::Load(folder_);
    EXPECT_TRUE(pages) << base::ToLine(pages.error());
    options.pages = std::make_shared<const http::Pages>(*std::move(pages));
    return options;
  }

 private:
  static inline int next_ = 0;
  fs::path folder_;
};

// Pages are not in the document of the API.
Client Browser(const WebDesk& desk) {
  Place place = desk.place();
  place.contract = nullptr;
  return Client(place);
}

const HeaderList kAsDocument{{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}};

TEST(Pages, have_a_number_of_their_own_for_each_reply_and_run_nothing_else) {
  const Built built;
  WebDesk desk(built.Options());
  Client visitor = Browser(desk);
  const HttpReply first = visitor.Get("/", kAsDocument);
  const HttpReply second = visitor.Get("/", kAsDocument);
  ASSERT_EQ(first.status, 200);
  EXPECT_EQ(first.body.find("__NONCE__"), std::string::npos);
  EXPECT_NE(first.body, second.body);
  const std::string policy = first.Header("content-security-policy");
  EXPECT_NE(policy.find("default-src 'none'; script-src 'self';"), std::string::npos) << policy;
  EXPECT_EQ(policy.find("unsafe"), std::string::npos) << policy;
  EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos) << policy;
  EXPECT_EQ(first.Header("cache-control"), "no-store");
}

TEST(Pages, stand_at_the_front_doors_whoever_knocks) {
  const Built built;
  WebDesk desk(built.Options());
  Client visitor = Browser(desk);
  EXPECT_NE(visitor.Get("/", {{"Accept", "*/*"}}).body.find("/assets/app-1a2b.js"), std::string::npos);
  EXPECT_NE(visitor.Get("/portal", {{"Accept", "*/*"}}).body.find("portal"), std::string::npos);
}

TEST(Pages, are_found_from_any_address_inside_them_and_the_api_from_none) {
  const Built built;
  WebDesk desk(built.Options());
  Client visitor = Browser(desk);
  EXPECT_NE(visitor.Get("/cases/C-1", kAsDocument).body.find("/assets/app-1a2b.js"), std::string::npos);
  EXPECT_NE(visitor.Get("/portal/cases/C-1", kAsDocument).body.find("portal"), std::string::npos);
  EXPECT_EQ(visitor.Get("/cases/C-1").status, 404) << "a program that mistypes a path is told so";
  EXPECT_EQ(visitor.Get("/api/v1/nonsense", kAsDocument).status, 404);
  EXPECT_EQ(visitor.Get("/assets/gone.js", kAsDocument).status, 404);
  EXPECT_EQ(visitor.Get("/api/v1/session", kAsDocument).status, 401);
}

TEST(FilesOfPages, come_packed_as_the_browser_takes_them_and_are_kept_for_ever) {
  const Built built;
  WebDesk desk(built.Options());
  const auto get = [&](const std::string& takes) {
    Wire wire({desk.place().port});
    wire.Write(RequestText({"GET", "/assets/app-1a2b.js"}, {{"Accept-Encoding", takes}}));
    return wire.ReadUntil("brotli").find("brotli") != std::string::npos;
  };
  EXPECT_TRUE(get("gzip, deflate, br"));
  const HttpReply plain = Browser(desk).Get("/assets/app-1a2b.js");
  EXPECT_EQ(plain.body, "plain");
  EXPECT_EQ(plain.Header("cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(plain.Header("vary"), "Accept-Encoding");
  EXPECT_EQ(plain.Header("content-type"), "text/javascript; charset=utf-8");
  const HttpReply known = Browser(desk).Get("/assets/app-1a2b.js", {{"If-None-Match", plain.Header("etag")}});
  EXPECT_EQ(known.status, 304);
  EXPECT_EQ(known.body, "");
  EXPECT_EQ(Browser(desk).Get("/icon.svg").Header("cache-control"), "public, max-age=0, must-revalidate");
}

TEST(FilesOfPages, outside_of_their_folder_are_not_to_be_had) {
  const Built built;
  WebDesk desk(built.Options());
  for (const char* path :
       {"/../../etc/passwd", "/assets/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/app-1a2b.js.br"}) {
    EXPECT_NE(Browser(desk).Get(path).status, 200) << path;
  }
}

TEST(Pages, that_were_not_built_are_named_with_what_builds_them) {
  const Built built;
  fs::remove(built.folder() / "portal/index.html");
  const auto pages = http::Pages::Load(built.folder());
  ASSERT_FALSE(pages);
  EXPECT_NE(pages.error().says.ToString().find("tools/web npm run build"), std::string::npos) << pages.error().says;
}

}  // namespace
}  // namespace tests
