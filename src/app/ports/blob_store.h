#pragma once
// Files, sealed in pieces with the customer's key and addressed by what they hold. The same file of the same customer
// is stored once; the address tells nothing to anybody without the key. A whole file is never in memory.

#include <functional>
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

class BlobStore {
 public:
  virtual ~BlobStore() = default;
  virtual base::Result<std::unique_ptr<BlobWriter>> NewBlob(CustomerId customer) = 0;
  // Hands the content over piece by piece, in order. NotFound when it is not there or its key is destroyed.
  virtual base::Result<void> ReadBlob(const std::string& address, const std::function<base::Result<void>(std::string_view)>& take) = 0;
};

}  // namespace app
