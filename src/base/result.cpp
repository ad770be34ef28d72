#include "base/result.h"

namespace base {

std::string ToLine(const Error& error) {
  std::string line = error.says.ToString();
  for (const Fault& fault : error.faults) {
    line += "; ";
    if (!fault.path.empty()) line += fault.path + ": ";
    line += fault.says.ToString();
  }
  return line;
}

}  // namespace base
