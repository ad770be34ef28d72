#include "base/log.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <vector>

namespace base {
namespace {

class Logs : public testing::Test {
 protected:
  ~Logs() override {
    log::Start(log::Level::Warning, log::Style::Plain);
    std::filesystem::remove(file_);
  }
  std::vector<std::string> Lines() const {
    std::ifstream in(file_);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
  }
  const std::string file_ = (std::filesystem::temp_directory_path() / ("amends-log-test-" + std::to_string(getpid()))).string();
};

TEST_F(Logs, are_one_json_object_a_line_whatever_is_in_it) {
  log::Start(log::Level::Info, log::Style::Json, file_);
  log::Info("listening \"here\"\nnow", {{"port", "8080"}, {"path", "C:\\x \x01 é"}});
  log::Error("disk full");
  const auto lines = Lines();
  ASSERT_EQ(lines.size(), 2U);
  const auto line = boost::json::parse(lines[0]).as_object();
  EXPECT_EQ(line.at("what").as_string(), "listening \"here\"\nnow");
  EXPECT_EQ(line.at("level").as_string(), "info");
  EXPECT_EQ(line.at("port").as_string(), "8080");
  EXPECT_EQ(line.at("path").as_string(), "C:\\x \x01 é");
  EXPECT_EQ(line.at("at").as_string().size(), std::string("2026-11-21T09:30:00.000Z").size());
  EXPECT_EQ(boost::json::parse(lines[1]).as_object().at("level").as_string(), "error");
}

TEST_F(Logs, leave_out_what_is_below_their_level) {
  log::Start(log::Level::Warning, log::Style::Json, file_);
  log::Debug("a");
  log::Info("b");
  EXPECT_TRUE(Lines().empty());
  log::Warning("c");
  log::Start(log::Level::Off, log::Style::Json, file_);
  log::Error("d");
  EXPECT_EQ(Lines().size(), 1U);
}

TEST_F(Logs, for_a_person_are_plain) {
  log::Start(log::Level::Info, log::Style::Plain, file_);
  log::Info("listening", {{"port", "{8080}"}});
  ASSERT_EQ(Lines().size(), 1U);
  EXPECT_TRUE(Lines()[0].ends_with("info listening  port={8080}")) << Lines()[0];
}

}  // namespace
}  // namespace base
