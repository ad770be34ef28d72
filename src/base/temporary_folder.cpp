#include "base/temporary_folder.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace base {

Result<std::unique_ptr<TemporaryFolder>> TemporaryFolder::Make() {
  std::error_code fault;
  const auto all = std::filesystem::temp_directory_path(fault);
  std::string path = (all / "amends-XXXXXX").string();
  if (fault || mkdtemp(path.data()) == nullptr) {
    return Fail(ErrorCode::Unavailable, Saying("there is no room for a file here now"));
  }
  return std::unique_ptr<TemporaryFolder>(new TemporaryFolder(std::move(path)));
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::File(std::string_view name) const { return path_ + "/" + std::string(name); }

}  // namespace base
