#include "store/checkpoint.h"

#include <fcntl.h>

#include "store/beside.h"
#include "store/maintenance.h"

namespace store {

using base::Instant;
using base::Result;

namespace {

std::optional<CheckpointRow> LastCheckpoint(Sql& sql) {
  const auto row = sql.One<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::string, std::string, std::string>(
      "select id, at, position, streams, root, previous, signature from checkpoint order by id desc limit 1");
  if (!row) return std::nullopt;
  return std::apply([](auto... columns) { return CheckpointRow{std::move(columns)...}; }, *row);
}

}  // namespace

std::vector<CheckpointRow> AllCheckpoints(Sql& sql) {
  std::vector<CheckpointRow> all;
  sql.Each<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::string, std::string, std::string>(
      "select id, at, position, streams, root, previous, signature from checkpoint order by id",
      [&](std::int64_t id, std::int64_t at, std::int64_t position, std::int64_t streams, std::string root, std::string previous,
          std::string signature) {
        all.push_back({id, at, position, streams, std::move(root), std::move(previous), std::move(signature)});
      });
  return all;
}

base::Digest MerkleRoot(const std::map<std::string, app::Head>& heads) {
  std::vector<base::Digest> level;
  level.reserve(heads.size());
  for (const auto& [stream, head] : heads) {
    level.push_back(base::Hasher().Add(std::int64_t{0}).Add(stream).Add(head.version).Add(head.hash).Finish());
  }
  if (level.empty()) return base::Hash("");
  while (level.size() > 1) {
    std::vector<base::Digest> above;
    above.reserve((level.size() + 1) / 2);
    for (std::size_t i = 0; i < level.size(); i += 2) {
      above.push_back(i + 1 < level.size() ? base::Hasher().Add(std::int64_t{1}).Add(level[i]).Add(level[i + 1]).Finish()
                                           : level[i]);
    }
    level = std::move(above);
  }
  return level.front();
}

std::map<std::string, app::Head> CheckpointHeads(Sql& sql) {
  std::map<std::string, app::Head> heads;
  sql.Each<std::string, std::int64_t, std::string>("select stream, version, hash from checkpoint_head",
                                                   [&](std::string stream, std::int64_t version, const std::string& hash) {
                                                     heads[std::move(stream)] = {
                                                         version, base::DigestFromHex(hash).value_or(base::Digest{})};
                                                   });
  return heads;
}

std::string CheckpointFile(const StoreOptions& options) { return Beside(options, ".checkpoint"); }

Result<bool> WriteCheckpoint(SqlStore& store, Instant now) {
  bool written = false;
  CheckpointRow row;
  CHECK_OK(store.writer().Write([&](Sql& sql) -> Result<void> {
    written = false;
    sql.dialect().SettlePositions(sql);
    const auto last = LastCheckpoint(sql);
    row.position = std::get<0>(*sql.One<std::int64_t>("select coalesce(max(position), 0) from event"));
    const std::int64_t since = last ? last->position : 0;
    if (row.position <= since) return {};
    const auto moved =
        sql.Rows<std::string, std::int64_t>("select stream, max(version) from event where position > :p group by stream", since);
    for (const auto& [stream, version] : moved) {
      const auto hash = sql.One<std::string>("select hash from event where stream = :s and version = :v", stream, version);
      sql.Execute(
          "insert into checkpoint_head (stream, version, hash) values (:s, :v, :h) "
          "on conflict (stream) do update set version = excluded.version, hash = excluded.hash",
          stream, version, std::get<0>(*hash));
    }
    const auto heads = CheckpointHeads(sql);
    row.id = last ? last->id + 1 : 1;
    row.at = now.millis;
    row.streams = static_cast<std::int64_t>(heads.size());
    row.root = base::Hex(MerkleRoot(heads));
    row.previous = last ? last->Digest() : "";
    row.signature = base::Base64(store.keys().CheckpointSigner().Sign(row.Message()));
    sql.Execute(
        "insert into checkpoint (id, at, position, streams, root, previous, signature) values (:i, :a, :p, :s, :r, :q, :g)",
        row.id, row.at, row.position, row.streams, row.root, row.previous, row.signature);
    written = true;
    return {};
  }));
  if (written) CHECK_OK(WriteLine(CheckpointFile(store.options()), std::to_string(row.id) + " " + row.Digest() + "\n", O_TRUNC));
  return written;
}

}  // namespace store
