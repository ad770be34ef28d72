#include "base/temporary_folder.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(TemporaryFolder, is_there_for_its_owner_alone_and_then_gone_with_what_is_in_it) {
  std::string path;
  {
    const auto folder = TemporaryFolder::Make();
    ASSERT_TRUE(folder);
    path = (*folder)->path();
    EXPECT_EQ(std::filesystem::status(path).permissions(), std::filesystem::perms::owner_all);
    std::ofstream((*folder)->File("letter.txt")) << "Dear Ms Lee";
    EXPECT_TRUE(std::filesystem::exists(path + "/letter.txt"));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(TemporaryFolder, says_so_where_nothing_can_be_written) {
  const char* before = std::getenv("TMPDIR");
  const std::string kept = before == nullptr ? "" : before;
  setenv("TMPDIR", "/proc", 1);
  const auto folder = TemporaryFolder::Make();
  if (before == nullptr) {
    unsetenv("TMPDIR");
  } else {
    setenv("TMPDIR", kept.c_str(), 1);
  }
  ASSERT_FALSE(folder);
  EXPECT_EQ(ToLine(folder.error()), "there is no room for a file here now");
}

}  // namespace
}  // namespace base
