#pragma once
// A folder for a moment, for nobody else to read: gone, with what is in it, when this goes.
//
//   auto folder = base::TemporaryFolder::Make();
//   Write((*folder)->File("report.xlsx"));

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

class TemporaryFolder {
 public:
  // Where the machine keeps what is temporary (TMPDIR, else /tmp). Unavailable where nothing can be written there.
  static Result<std::unique_ptr<TemporaryFolder>> Make();

  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string File(std::string_view name) const;

 private:
  explicit TemporaryFolder(std::string path) : path_(std::move(path)) {}

  std::string path_;
};

}  // namespace base
