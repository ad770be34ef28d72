#include "store/dialect.h"

#include "base/text.h"

namespace store {

base::Result<DatabaseUrl> DatabaseUrl::Parse(const std::string& url) {
  if (url.starts_with("sqlite:")) {
    const std::string path = url.substr(7);
    if (path.empty()) return base::FailAt("database", "expected a path after sqlite:, like sqlite:amends.db");
    if (path.find('"') != std::string::npos) return base::FailAt("database", "the path must not hold a double quote");
    return DatabaseUrl{Kind::Sqlite, path};
  }
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return DatabaseUrl{Kind::Postgres, url};
  return base::FailAt("database", "expected sqlite:PATH or postgresql://USER@HOST/NAME, found " + base::Quoted(url));
}

std::string DatabaseUrl::Shown() const {
  if (kind == Kind::Sqlite) return text;
  const std::size_t start = text.find("://") + 3;
  const std::size_t at = text.find('@', start);
  const std::size_t colon = text.find(':', start);
  if (at == std::string::npos || colon == std::string::npos || colon > at) return text;
  return text.substr(0, colon) + ":***" + text.substr(at);
}

const Dialect& DialectOf(DatabaseUrl::Kind kind) {
  return kind == DatabaseUrl::Kind::Sqlite ? SqliteDialect() : PostgresDialect();
}

}  // namespace store
