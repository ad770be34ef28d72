#include "store/beside.h"

#include <fcntl.h>
#include <unistd.h>

namespace store {

using base::ErrorCode;
using base::Fail;
using base::Result;

Result<void> WriteLine(const std::string& file, const std::string& line, int flags) {
  const int out = open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0600);
  if (out < 0) return Fail(ErrorCode::Unavailable, file + " cannot be written");
  const bool written = write(out, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && fsync(out) == 0;
  close(out);
  if (!written) return Fail(ErrorCode::Unavailable, file + " cannot be written");
  return {};
}

std::string Beside(const StoreOptions& options, const char* ending) {
  return (options.url.kind == DatabaseUrl::Kind::Sqlite ? options.url.text : options.key_file) + ending;
}

}  // namespace store
