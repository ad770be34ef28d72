// What goes wrong with disks, files and keys: each is told in one clear sentence, ends with a code that is not 0, and
// loses nothing that was answered before.

#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>

#include "support/program.h"

namespace tests {
namespace {

// One sentence on standard error, nothing of the inside, and an exit code that says it could not be done.
void ExpectOneSentence(const Ended& ended, const std::string& part) {
  EXPECT_EQ(ended.code, 3) << ended.out;
  EXPECT_TRUE(ended.err.starts_with("amends: ")) << ended.err;
  EXPECT_EQ(std::ranges::count(ended.err, '\n'), 1) << ended.err;
  EXPECT_TRUE(Has(ended.err, part)) << ended.err;
  for (const char* inside : {"soci", "SOCI", "sqlite3_", "select ", "insert ", "std::", "terminate", "fault of ours", " 0x"}) {
    EXPECT_FALSE(Has(ended.err, inside)) << ended.err;
  }
}

void Overwrite(const std::string& file, std::uintmax_t at, std::size_t size) {
  std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
  bytes.seekp(static_cast<std::streamoff>(at));
  bytes << std::string(size, '\xff');
}

class ADesk : public testing::Test {
 protected:
  ADesk() {
    EXPECT_EQ(amends_({"demo"}).code, 0);
    before_ = amends_({"export"}).out;
    EXPECT_GT(before_.size(), 1000U);
  }
  std::string Database() const { return amends_.File("amends.db"); }
  void ExpectAsBefore() {
    const Ended verified = amends_({"verify"});
    EXPECT_EQ(verified.code, 0) << verified.out << verified.err;
    EXPECT_TRUE(amends_({"export"}).out == before_);
  }
  void Tamper(const std::string& sql) { RunOrThrow("sqlite3 " + Database() + " \"" + sql + "\""); }
  // What verify prints; it must find something.
  std::string Problems() {
    const Ended verified = amends_({"verify"});
    EXPECT_EQ(verified.code, 1) << verified.out << verified.err;
    EXPECT_TRUE(Has(verified.out, " found.\n")) << verified.out;
    EXPECT_EQ(verified.err, "");
    return verified.out;
  }

  Program amends_;
  std::string before_;
};

// -- Damaged files ------------------------------------------------------------------------------------------------------

TEST_F(ADesk, whose_database_is_overwritten_in_the_middle_says_that_it_is_damaged) {
  std::filesystem::copy(Database(), amends_.File("good.db"));
  Overwrite(Database(), std::filesystem::file_size(Database()) / 2, 9000);
  ExpectOneSentence(amends_({"verify"}), "amends.db is damaged; restore it from a backup (amends restore)");
  ExpectOneSentence(amends_({"rebuild"}), "is damaged");
  ExpectOneSentence(amends_({"backup", amends_.File("backup.db")}), "is damaged");
  EXPECT_FALSE(std::filesystem::exists(amends_.File("backup.db"))) << "half a backup looks like a whole one";
  std::filesystem::rename(amends_.File("good.db"), Database());
  ExpectAsBefore();
}

TEST_F(ADesk, whose_database_is_cut_short_or_overwritten_at_its_start_does_not_begin_to_serve) {
  std::filesystem::copy(Database(), amends_.File("good.db"));
  std::filesystem::resize_file(Database(), 100'000);
  for (const char* command : {"verify", "export", "serve"}) ExpectOneSentence(amends_({command}), "is damaged");
  std::filesystem::copy(amends_.File("good.db"), Database(), std::filesystem::copy_options::overwrite_existing);
  Overwrite(Database(), 0, 4096);
  for (const char* command : {"verify", "export", "serve"})
    ExpectOneSentence(amends_({command}), "is not a database, or is damaged at its start");
  std::filesystem::rename(amends_.File("good.db"), Database());
  ExpectAsBefore();
}

TEST_F(ADesk, finds_a_damaged_backup_before_it_restores_it) {
  ASSERT_EQ(amends_({"backup", amends_.File("backup.db")}).code, 0);
  Overwrite(amends_.File("backup.db"), std::filesystem::file_size(amends_.File("backup.db")) / 2, 9000);
  const Program fresh;
  std::filesystem::copy(amends_.File("amends.key"), fresh.File("amends.key"));
  ExpectOneSentence(fresh({"restore", amends_.File("backup.db")}), "backup.db is damaged; restore another backup");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(fresh.path()), {}), 1) << "nothing but the key is left";
}

// -- The key ------------------------------------------------------------------------------------------------------------

TEST_F(ADesk, without_its_key_opens_nothing_and_makes_no_new_one) {
  const std::string key = amends_.File("amends.key");
  std::filesystem::rename(key, amends_.File("kept"));
  for (const char* command : {"verify", "export", "serve"})
    ExpectOneSentence(amends_({command}), "it must be the one this database was made with");
  EXPECT_FALSE(std::filesystem::exists(key));

  std::ofstream(key) << std::string(64, 'a') << "\n";
  std::filesystem::permissions(key, std::filesystem::perms(0600));
  for (const char* command : {"verify", "export", "serve"})
    ExpectOneSentence(amends_({command}), "is not the one this database was made with");
  std::ofstream(key) << "not a key\n";
  ExpectOneSentence(amends_({"verify"}), "does not hold a master key (64 hexadecimal digits)");
  std::filesystem::rename(amends_.File("kept"), key);
  std::filesystem::permissions(key, std::filesystem::perms(0644));
  ExpectOneSentence(amends_({"verify"}), "can be read by others; run: chmod 600");
  std::filesystem::permissions(key, std::filesystem::perms(0600));
  ExpectAsBefore();
}

// -- Somebody changes the log -------------------------------------------------------------------------------------------

TEST_F(ADesk, names_the_event_that_was_changed_behind_its_back) {
  Tamper(
      "update event set facts = replace(facts, 'Missed appointment', 'Kept appointment') where stream = 'C-1002' and version = "
      "1");
  EXPECT_TRUE(Has(Problems(), "event C-1002 version 1: has been changed"));
  const auto problems = boost::json::parse(amends_({"verify", "--json"}).out).at("problems").as_array();
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems[0].at("where").as_string(), "event C-1002 version 1");
}

TEST_F(ADesk, notices_by_its_checkpoints_that_a_stream_was_cut_short_or_removed) {
  amends_.Serve().Stop();  // a checkpoint is signed when a server ends
  Tamper("delete from event where stream = 'C-1002' and version > 5");
  EXPECT_TRUE(Has(Problems(), "stream C-1002: has been cut short: checkpoint"));
  Tamper("delete from event where stream = 'C-1002'");
  EXPECT_TRUE(Has(Problems(), "stream C-1002: has been removed: checkpoint"));
}

// -- The disk -----------------------------------------------------------------------------------------------------------

// A small file system of its own. Permission bits would not stop root, who runs the tests in a container.
class SmallDisk {
 public:
  explicit SmallDisk(const char* size) {
    mounted_ = mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, (std::string("size=") + size).c_str()) == 0;
  }
  ~SmallDisk() {
    if (mounted_) umount2(folder_.path().c_str(), MNT_DETACH);
  }
  bool Mounted() const { return mounted_; }
  const std::string& path() const { return folder_.path(); }
  bool ReadOnly(bool on) const {
    return mount("tmpfs", path().c_str(), "tmpfs", MS_REMOUNT | (on ? MS_RDONLY : 0), nullptr) == 0;
  }
  void Fill() const {
    std::ofstream fill(path() + "/fill", std::ios::binary);
    for (std::size_t piece = 1 << 16; piece > 0; piece /= 2) {
      while (fill.write(std::string(piece, 'x').data(), static_cast<std::streamsize>(piece)).flush()) {
      }
      fill.clear();
    }
  }
  void MakeRoom() const { std::filesystem::remove(path() + "/fill"); }

 private:
  TempFolder folder_;
  bool mounted_ = false;
};

TEST(AFullDisk, is_answered_with_503_and_the_server_goes_on_when_there_is_room_again) {
  const SmallDisk disk("8m");
  if (!disk.Mounted()) GTEST_SKIP() << "no file system can be mounted here; run as root to test a full disk";
  const Program amends(disk.path());
  const std::string token = amends.Hire("hana");
  std::vector<std::string> answered;
  {
    Served served = amends.Serve();
    const auto log = [&](const std::string& subject) {
      const auto reply = served.Ask("POST", "/api/v1/cases", token, CaseBody(subject, "Amara Okafor", std::string(5000, 'w')));
      EXPECT_TRUE(reply) << "the server ended";
      if (reply && reply->status == 201) answered.push_back(subject);
      return reply.value_or(Reply{});
    };
    ASSERT_EQ(log("Before 1").status, 201);
    ASSERT_EQ(log("Before 2").status, 201);
    disk.Fill();
    Reply refused;
    for (int i = 0; i < 200 && refused.status < 500; ++i) refused = log("Filling " + std::to_string(i));
    EXPECT_EQ(refused.status, 503) << refused.body;
    const auto problem = boost::json::parse(refused.body);
    EXPECT_EQ(problem.at("type").as_string(), "urn:amends:problem:unavailable");
    EXPECT_TRUE(Has(std::string(problem.at("detail").as_string()), "is full; make room, nothing already answered is lost"))
        << refused.body;
    EXPECT_EQ(served.Ask("GET", "/api/v1/cases/C-1001", token)->status, 200) << "what is there can still be read";
    disk.MakeRoom();
    EXPECT_EQ(log("After").status, 201);
    EXPECT_EQ(served.Stop().code, 0);
  }
  const Ended verified = amends({"verify"});
  EXPECT_EQ(verified.code, 0) << verified.out << verified.err;
  const std::string exported = amends({"export", "--format", "csv"}).out;
  for (const std::string& subject : answered)
    EXPECT_TRUE(Has(exported, "," + subject + ",")) << subject << " was answered and is lost";
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(exported, '\n')), answered.size() + 1) << "a case nobody was told of";
}

TEST(AFullDisk, is_told_in_a_sentence_to_every_command_that_writes) {
  const SmallDisk disk("4m");
  if (!disk.Mounted()) GTEST_SKIP() << "no file system can be mounted here; run as root to test a full disk";
  const Program amends(disk.path());
  amends.Hire("hana");
  disk.Fill();
  const std::string fresh = "sqlite:" + amends.File("fresh.db");
  ExpectOneSentence(amends({"user", "add", "lea"}, std::string(kPassword) + "\n"), "is full");
  ExpectOneSentence(amends({"demo", "--database", fresh}), "is full");
  ExpectOneSentence(amends({"backup", amends.File("backup.db")}), "is full");
  EXPECT_FALSE(std::filesystem::exists(amends.File("backup.db")));
  disk.MakeRoom();
  EXPECT_EQ(amends({"verify"}).code, 0);
  EXPECT_TRUE(Has(amends({"user", "list"}).out, "hana"));
  EXPECT_EQ(amends({"user", "add", "lea"}, std::string(kPassword) + "\n").code, 0);
}

TEST_F(ADesk, whose_backup_finds_no_room_names_the_disk_of_the_backup) {
  ExpectOneSentence(amends_({"backup", "/nowhere/backup.db"}), "there is no folder /nowhere");
  const SmallDisk disk("64k");
  if (!disk.Mounted()) GTEST_SKIP() << "no file system can be mounted here; run as root to test a full disk";
  ExpectOneSentence(amends_({"backup", disk.path() + "/backup.db"}), "the disk that holds " + disk.path() + "/backup.db is full");
  EXPECT_TRUE(std::filesystem::is_empty(disk.path()));
  ExpectAsBefore();
}

TEST(AReadOnlyFolder, is_told_in_a_sentence_and_everything_is_there_when_it_can_be_written_again) {
  const SmallDisk disk("8m");
  if (!disk.Mounted()) GTEST_SKIP() << "no file system can be mounted here; run as root to test a read-only folder";
  const Program amends(disk.path());
  amends.Hire("hana");
  ASSERT_TRUE(disk.ReadOnly(true));
  ExpectOneSentence(amends({"user", "add", "lea"}, std::string(kPassword) + "\n"),
                    "check the permissions of the file and its folder");
  ExpectOneSentence(amends({"serve", "--port", "0"}), "check the permissions of the file and its folder");
  ExpectOneSentence(amends({"demo", "--database", "sqlite:" + amends.File("fresh.db")}),
                    "check the permissions of the file and its folder");
  const Ended looked_at = amends({"verify"});
  EXPECT_EQ(looked_at.code, 0) << "to look at it needs no writing: " << looked_at.err;
  EXPECT_TRUE(Has(looked_at.out, "All is well.")) << looked_at.out;
  ASSERT_TRUE(disk.ReadOnly(false));
  EXPECT_EQ(amends({"verify"}).code, 0);
  EXPECT_TRUE(Has(amends({"user", "list"}).out, "hana"));
}

TEST(VerifyReadOnly, looks_at_a_backup_without_a_trace_and_finds_what_was_changed_in_it) {
  const Program amends;
  amends.Hire("hana");
  ASSERT_EQ(amends({"backup", amends.File("backup.db")}).code, 0);
  const std::vector<std::string> look{
      "verify", "--read-only", "--database", "sqlite:" + amends.File("backup.db"), "--key", amends.File("amends.key")};
  const auto bytes = [&] {
    std::ifstream in(amends.File("backup.db"), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const std::string before = bytes();
  EXPECT_EQ(amends(look).code, 0);
  EXPECT_TRUE(bytes() == before);
  EXPECT_FALSE(std::filesystem::exists(amends.File("backup.db-wal")));
  const auto at = before.find(R"("login":"hana")");
  ASSERT_NE(at, std::string::npos);
  std::fstream(amends.File("backup.db"), std::ios::binary | std::ios::in | std::ios::out).seekp(static_cast<std::streamoff>(at))
      << R"("login":"lana")";
  const Ended found = amends(look);
  EXPECT_EQ(found.code, 1);
  EXPECT_TRUE(Has(found.out, "event U-1 version 1: has been changed")) << found.out;
}

}  // namespace
}  // namespace tests
