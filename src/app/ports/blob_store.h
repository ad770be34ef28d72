#pragma once
// Files, sealed in pieces with the customer's key and addressed by what they hold. The same file of the same customer
// is stored once; the address tells nothing to anybody without the key. A whole file is never in memory.

#include <memory>
#include <string>
#include <string_view>

#include "app/rows.h"
#include "base/result.h"

namespace app {

class BlobWriter {
 public:
  virtual ~BlobWriter() = default;
  virtual base::Result<void> Write(std::string_view bytes) = 0;
  // The address. Nothing is kept of a writer that is dropped before.
  virtual base::Result<std::string> Finish() = 0;
};

// A file that is there: how many bytes, and in how many pieces it is read.
struct BlobInfo {
  std::string address;
  std::string key;      // the store's own name of the key
  std::string content;  // the store's own name of the pieces
  std::int64_t size = 0;
  std::int64_t pieces = 0;
};

class BlobStore {
 public:
  virtual ~BlobStore() = default;
  virtual base::Result<std::unique_ptr<BlobWriter>> NewBlob(CustomerId customer) = 0;
  // NotFound when it is not there or its key is destroyed.
  virtual base::Result<BlobInfo> FindBlob(const std::string& address) = 0;
  // Pieces are numbered from 0. Corrupt when one is missing or was changed.
  virtual base::Result<std::string> ReadPiece(const BlobInfo& blob, std::int64_t number) = 0;
};

}  // namespace app
