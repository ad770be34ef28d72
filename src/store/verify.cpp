#include <algorithm>
#include <fstream>
#include <map>

#include "store/checkpoint.h"
#include "store/maintenance.h"
#include "store/row_writer.h"
#include "store/stream_fold.h"

namespace store {
namespace {

using app::CustomerId;
using base::Result;

constexpr std::size_t kMostProblems = 1000;

class Verifier {
 public:
  Verifier(SqlStore& store, Sql& sql, const Progress& progress) : store_(store), sql_(sql), progress_(progress) {}

  Result<VerifyReport> Run() {
    total_ = std::get<0>(*sql_.One<std::int64_t>("select count(*) from event"));
    CHECK_OK(EachEventRow(sql_, "", [&](EventRow row) { return Take(std::move(row)); }));
    CHECK_OK(EndStream());
    CheckStrangers();
    CHECK_OK(CheckBlobs());
    CHECK_OK(CheckCheckpoints());
    return std::move(report_);
  }

 private:
  void Add(std::string where, std::string what) {
    if (report_.problems.size() < kMostProblems) report_.problems.push_back({std::move(where), std::move(what)});
  }

  Result<void> Take(EventRow row) {
    if (row.stream != fold_.stream) {
      CHECK_OK(EndStream());
      fold_.Begin(row.stream);
      head_ = {};
      readable_ = true;
      ++report_.streams;
    }
    const std::string where = "event " + row.stream + " version " + std::to_string(row.version);
    ++report_.events;
    if (report_.events % kTellEvery == 0 && progress_) progress_("events", report_.events, total_);
    if (row.version != head_.version + 1) {
      Add(where, "follows version " + std::to_string(head_.version) + ": events between are missing");
      readable_ = false;
    } else if (ChainHash(head_.hash, row) != row.hash) {
      Add(where, "has been changed: its hash does not fit what it says and what came before");
      readable_ = false;
    }
    head_ = {row.version, row.hash};
    seen_[row.stream] = head_;
    auto plain = store_.OpenSealed(sql_, row);
    if (!plain) {
      Add(where, plain.error().says);
      readable_ = false;
      return {};
    }
    if (!readable_) return {};
    if (auto taken = fold_.Take(row, *std::move(plain)); !taken) {
      Add(where, taken.error().says);
      readable_ = false;
    }
    return {};
  }

  Result<void> EndStream() {
    if (fold_.stream.empty() || !readable_) return {};
    std::vector<app::Row> expected = fold_.Rows(*book_);
    CHECK_OK(SealAsStored(store_, sql_, expected));
    report_.rows += static_cast<std::int64_t>(expected.size());
    if (fold_.c.id.number > 0) {
      Compare<app::CaseRow>(expected);
      Compare<app::DeadlineRow>(expected);
      Compare<app::EscalationRow>(expected);
      Compare<app::FactRow>(expected);
      Compare<app::CaseSearchRow>(expected);
    } else if (fold_.customer.id.number > 0) {
      Compare<app::CustomerRow>(expected);
      Compare<app::CustomerMatchRow>(expected);
      Compare<app::CustomerSearchRow>(expected);
    } else if (fold_.user.id.number > 0) {
      Compare<app::UserRow>(expected);
    }
    return {};
  }

  template <class R>
  void Compare(const std::vector<app::Row>& expected) {
    std::vector<R> wanted;
    for (const app::Row& row : expected) {
      if (const auto* own = std::get_if<R>(&row)) wanted.push_back(*own);
    }
    std::vector<R> found = sql_.Attached<RowReader<R>>().Read(fold_.number);
    const std::string where = "table " + std::string(TableOf<R>::kName) + ", " + fold_.stream;
    for (const R& row : wanted) {
      const auto same = std::ranges::find(found, row);
      if (same != found.end()) {
        found.erase(same);
        continue;
      }
      const auto key = std::ranges::find_if(found, [&](const R& other) { return SameKey(row, other); });
      if (key == found.end()) {
        Add(where, "a row that the events call for is missing; run: amends rebuild");
      } else {
        Add(where, Difference(row, *key) + "; run: amends rebuild");
        found.erase(key);
      }
    }
    for (std::size_t i = 0; i < found.size(); ++i) Add(where, "a row stands here that no event calls for; run: amends rebuild");
  }

  template <class R>
  static bool SameKey(const R& a, const R& b) {
    if constexpr (std::is_same_v<R, app::DeadlineRow>) return a.clock == b.clock;
    if constexpr (std::is_same_v<R, app::EscalationRow>) return a.number == b.number;
    if constexpr (std::is_same_v<R, app::CustomerMatchRow>) return a.kind == b.kind;
    return true;
  }

  static std::string Shown(const std::string& text) { return base::Quoted(text); }
  static std::string Shown(std::int64_t number) { return std::to_string(number); }
  template <class T>
  static std::string Shown(const std::optional<T>& value) {
    return value ? Shown(*value) : "empty";
  }

  template <class R>
  static std::string Difference(const R& wanted, const R& found) {
    std::string says;
    boost::mp11::mp_for_each<boost::describe::describe_members<R, boost::describe::mod_public>>([&](auto d) {
      const auto& want = wanted.*d.pointer;
      const auto& have = found.*d.pointer;
      if (!says.empty() || want == have) return;
      using T = std::remove_cvref_t<decltype(want)>;
      if constexpr (std::is_same_v<T, app::Secret> || std::is_same_v<T, app::Terms>) {
        says = std::string("column ") + d.name + " does not hold what the events say";
      } else {
        says = std::string("column ") + d.name + " is " + Shown(have) + " where the events say " + Shown(want);
      }
    });
    return says;
  }

  // Rows of streams that do not exist.
  template <class R, class Id>
  void CheckStrangersIn() {
    const std::string table(TableOf<R>::kName);
    const std::string owner(TableOf<R>::kOwner);
    sql_.EachDynamic<std::int64_t>("select distinct " + owner + " from " + table, {}, [&](std::int64_t number) {
      if (!seen_.contains(Id{number}.ToString())) {
        Add("table " + table + ", " + Id{number}.ToString(), "a row stands here without any event; run: amends rebuild");
      }
    });
  }
  void CheckStrangers() {
    CheckStrangersIn<app::CaseRow, base::CaseId>();
    CheckStrangersIn<app::DeadlineRow, base::CaseId>();
    CheckStrangersIn<app::EscalationRow, base::CaseId>();
    CheckStrangersIn<app::FactRow, base::CaseId>();
    CheckStrangersIn<app::CaseSearchRow, base::CaseId>();
    CheckStrangersIn<app::CustomerRow, CustomerId>();
    CheckStrangersIn<app::CustomerMatchRow, CustomerId>();
    CheckStrangersIn<app::CustomerSearchRow, CustomerId>();
    CheckStrangersIn<app::UserRow, base::UserId>();
  }

  Result<void> CheckBlobs() {
    const auto addresses = sql_.Rows<std::string, std::string>("select address, key from blob order by address");
    for (const auto& [address, key_name] : addresses) {
      if (++report_.blobs % 50 == 0 && progress_) progress_("files", report_.blobs, static_cast<std::int64_t>(addresses.size()));
      TRY(const auto key, store_.keys().Find(sql_, key_name));
      if (!key) continue;  // erased with its customer
      const std::string where = "file " + address.substr(0, 12);
      TRY(const auto blob, store_.FindBlob(address));
      std::int64_t read = 0;
      for (std::int64_t number = 0; number < blob.pieces; ++number) {
        const auto piece = store_.ReadPiece(blob, number);
        if (piece) {
          read += static_cast<std::int64_t>(piece->size());
        } else {
          Add(where, piece.error().says);
          read = blob.size;  // said already
          break;
        }
      }
      if (read != blob.size)
        Add(where, "has " + std::to_string(read) + " bytes where " + std::to_string(blob.size) + " were stored");
    }
    return {};
  }

  Result<void> CheckCheckpoints();

  SqlStore& store_;
  Sql& sql_;
  const Progress& progress_;
  VerifyReport report_;
  std::int64_t total_ = 0;
  StreamFold fold_;
  app::SharedBook book_ = store_.InForce().Book();
  app::Head head_;
  bool readable_ = true;
  std::map<std::string, app::Head> seen_;
};

Result<void> Verifier::CheckCheckpoints() {
  const auto all = AllCheckpoints(sql_);
  report_.checkpoints = static_cast<std::int64_t>(all.size());
  const base::Signer signer = store_.keys().CheckpointSigner();
  std::string previous;
  std::int64_t expected_id = 1;
  for (const CheckpointRow& row : all) {
    const std::string where = "checkpoint " + std::to_string(row.id);
    const auto signature = base::FromBase64(row.signature);
    if (!signature || !signer.Verify(row.Message(), *signature)) Add(where, "is not signed by this database's key");
    if (row.id != expected_id) Add(where, "checkpoints before it are missing");
    if (row.previous != previous) Add(where, "does not follow the one before it");
    previous = row.Digest();
    expected_id = row.id + 1;
  }

  // What stands beside the database knows of the last one even when somebody removed it here.
  if (std::ifstream beside(CheckpointFile(store_.options())); beside) {
    std::int64_t id = 0;
    std::string digest;
    beside >> id >> digest;
    const auto found = std::ranges::find(all, id, &CheckpointRow::id);
    if (id > 0 && (found == all.end() || found->Digest() != digest)) {
      Add("checkpoint " + std::to_string(id),
          "is written in " + CheckpointFile(store_.options()) +
              " but not in the database: an older copy was put back, or checkpoints were removed");
    }
  }
  if (all.empty()) return {};

  const auto heads = CheckpointHeads(sql_);
  if (base::Hex(MerkleRoot(heads)) != all.back().root) {
    Add("checkpoint " + std::to_string(all.back().id), "the list of streams it signed has been changed");
    return {};
  }
  for (const auto& [stream, head] : heads) {
    const std::string where = "stream " + stream;
    const auto now = seen_.find(stream);
    if (now == seen_.end()) {
      Add(where, "has been removed: checkpoint " + std::to_string(all.back().id) + " saw " +
                     base::Count(static_cast<std::size_t>(head.version), "event"));
    } else if (now->second.version < head.version) {
      Add(where, "has been cut short: checkpoint " + std::to_string(all.back().id) + " saw version " +
                     std::to_string(head.version) + ", it ends at " + std::to_string(now->second.version));
    } else {
      const auto row = sql_.One<std::string>("select hash from event where stream = :s and version = :v", stream, head.version);
      if (!row || std::get<0>(*row) != base::Hex(head.hash)) {
        Add(where, "has been rewritten: version " + std::to_string(head.version) + " is not the one checkpoint " +
                       std::to_string(all.back().id) + " saw");
      }
    }
  }
  return {};
}

}  // namespace

Result<VerifyReport> Verify(SqlStore& store, const Progress& progress) {
  CHECK_OK(store.InForce().Refresh());
  // The database's own check first: on damaged pages nothing else can be trusted.
  std::vector<std::string> damage;
  const auto look = [&](Sql& sql) { damage = sql.dialect().IntegrityProblems(sql); };
  if (store.options().read_only) {
    CHECK_OK(store.Reading([&](Sql& sql) -> Result<void> {
      look(sql);
      return {};
    }));
  } else {
    CHECK_OK(store.writer().Alone(look));
  }
  return store.Reading([&](Sql& sql) -> Result<VerifyReport> {
    sql.dialect().BeginRead(sql);
    auto report = Verifier(store, sql, progress).Run();
    sql.Run("commit");
    if (report) {
      for (std::string& line : damage) report->problems.insert(report->problems.begin(), {"the database file", std::move(line)});
    }
    return report;
  });
}

}  // namespace store
