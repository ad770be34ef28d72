#pragma once
// What a Result says, for comparing in one line: the value's absence of faults is "fine".

#include <gtest/gtest.h>

#include "base/result.h"

namespace tests {

template <class T>
std::string Says(const base::Result<T>& result) {
  if (result) return "fine";
  const base::Error& error = result.error();
  if (error.faults.empty()) return error.says;
  std::string line;
  for (const base::Fault& fault : error.faults) {
    if (!line.empty()) line += "; ";
    line += (fault.path.empty() ? "" : fault.path + ": ") + fault.says.ToString();
  }
  return line;
}

inline testing::AssertionResult Holds(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "\"" << part << "\" is not in \"" << text << "\"";
}

}  // namespace tests
