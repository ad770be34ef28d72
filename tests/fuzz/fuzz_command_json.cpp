// Any bytes as any command: never a crash, and what was read is written so that it is read again as the same.

#include <cstdint>
#include <cstdlib>

#include "base/json.h"
#include "domain/cases/commands.h"
#include "domain/customers/customer.h"
#include "domain/desk/desk.h"

namespace {

template <class Command>
void Try(std::string_view text) {
  const auto read = base::FromJson<Command>(text);
  if (!read) {
    for (const base::Fault& fault : read.error().faults) {
      if (fault.says.empty()) std::abort();
    }
    return;
  }
  const std::string written = base::ToJson(*read);
  const auto again = base::FromJson<Command>(written);
  if (!again || base::ToJson(*again) != written) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Try<cases::Command>(text);
  Try<customers::Command>(text);
  Try<desk::Command>(text);
  return 0;
}
