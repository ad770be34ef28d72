// Files in pieces: each piece sealed with the customer's key, the whole addressed by a keyed hash of what it holds.

#include "store/sql_store.h"

namespace store {
namespace {

using base::ErrorCode;
using base::Fail;
using base::Result;

constexpr std::size_t kPiece = 256 * 1024;

std::string PiecePlace(const std::string& content, std::int64_t number) {
  return "blob|" + content + "|" + std::to_string(number);
}

// The address tells the same file of the same customer from others, and nothing to anybody without the key.
std::string AddressOf(const NamedKey& key, const base::Digest& digest) {
  const base::Key naming = key.key.Derive("amends/blob-address");
  return base::Hex(base::Hasher().Add(naming.view()).Add(digest).Finish());
}

class Blob final : public app::BlobWriter {
 public:
  Blob(SqlStore& store, app::CustomerId customer, NamedKey key)
      : store_(store),
        customer_(customer),
        key_(std::move(key)),
        content_(base::Hex(base::Hash(base::RandomBytes(32))).substr(0, 32)) {}

  ~Blob() override {
    if (finished_ || pieces_ == 0) return;
    // Best effort: pieces nobody points to are also dropped by the tidying.
    [[maybe_unused]] const auto dropped = store_.writer().Write([this](Sql& sql) -> Result<void> {
      sql.Execute("delete from blob_chunk where content = :c", content_);
      return {};
    });
  }

  Result<void> Write(std::string_view bytes) override {
    size_ += static_cast<std::int64_t>(bytes.size());
    hasher_.Add(bytes);
    while (!bytes.empty()) {
      const std::size_t room = kPiece - waiting_.size();
      waiting_.append(bytes.substr(0, room));
      bytes.remove_prefix(std::min(room, bytes.size()));
      if (waiting_.size() == kPiece) CHECK_OK(Flush());
    }
    return {};
  }

  Result<std::string> Finish() override {
    if (!waiting_.empty() || pieces_ == 0) CHECK_OK(Flush());
    const std::string address = AddressOf(key_, hasher_.Finish());
    const auto kept = store_.writer().Write([&](Sql& sql) -> Result<void> {
      const auto known = sql.One<std::string>("select content from blob where address = :a", address);
      const bool alive =
          known && sql.One<std::int64_t>("select number from blob_chunk where content = :c limit 1", std::get<0>(*known));
      if (alive) {
        sql.Execute("delete from blob_chunk where content = :c", content_);
        return {};
      }
      sql.Execute(
          "insert into blob (address, customer, key, content, size, chunks) values (:a, :k, :n, :c, :s, :p) "
          "on conflict (address) do update set content = excluded.content, key = excluded.key, chunks = excluded.chunks",
          address, customer_.number, key_.name, content_, size_, pieces_);
      return {};
    });
    if (!kept) return std::unexpected(kept.error());
    finished_ = true;
    return address;
  }

 private:
  Result<void> Flush() {
    const std::string sealed = base::Base64(base::Seal(key_.key, waiting_, PiecePlace(content_, pieces_)));
    CHECK_OK(store_.writer().Write([&](Sql& sql) -> Result<void> {
      sql.Execute("insert into blob_chunk (content, number, data) values (:c, :n, :d)", content_, pieces_, sealed);
      return {};
    }));
    ++pieces_;
    waiting_.clear();
    return {};
  }

  SqlStore& store_;
  app::CustomerId customer_;
  NamedKey key_;
  std::string content_;  // names the pieces
  std::string waiting_;
  base::StreamHasher hasher_;
  std::int64_t size_ = 0;
  std::int64_t pieces_ = 0;
  bool finished_ = false;
};

}  // namespace

Result<std::unique_ptr<app::BlobWriter>> SqlStore::NewBlob(app::CustomerId customer) {
  TRY(auto key, Reading([&](Sql& sql) { return keys_->Current(sql, customer); }));
  if (!key)
    return Fail(ErrorCode::Conflict, "the data of " + customer.ToString() + " has been erased; nothing more can be attached");
  return std::unique_ptr<app::BlobWriter>(std::make_unique<Blob>(*this, customer, *std::move(key)));
}

Result<app::BlobInfo> SqlStore::FindBlob(const std::string& address) {
  return Reading([&](Sql& sql) -> Result<app::BlobInfo> {
    const auto row = sql.One<std::string, std::string, std::int64_t, std::int64_t>(
        "select key, content, size, chunks from blob where address = :a", address);
    if (row) {
      app::BlobInfo blob{address, std::get<0>(*row), std::get<1>(*row), std::get<2>(*row), std::get<3>(*row)};
      TRY(const auto key, keys_->Find(sql, blob.key));
      if (key) return blob;
    }
    return Fail(ErrorCode::NotFound, "there is no such file, or it was erased with its customer");
  });
}

Result<std::string> SqlStore::ReadPiece(const app::BlobInfo& blob, std::int64_t number) {
  return Reading([&](Sql& sql) -> Result<std::string> {
    TRY(const auto key, keys_->Find(sql, blob.key));
    if (!key) return Fail(ErrorCode::NotFound, "the file was erased with its customer");
    const auto row = sql.One<std::string>("select data from blob_chunk where content = :c and number = :n", blob.content, number);
    const auto bytes = row ? base::FromBase64(std::get<0>(*row)) : std::nullopt;
    auto opened = bytes ? base::Open(*key, *bytes, PiecePlace(blob.content, number)) : std::nullopt;
    if (!opened) return Fail(ErrorCode::Corrupt, "piece " + std::to_string(number) + (row ? " has been changed" : " is missing"));
    return *std::move(opened);
  });
}

}  // namespace store
