// A refusal names the command that would mend it: one that exists, in whichever area of the desk.

#include "domain/refusal.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/reflect.h"
#include "base/text.h"
#include "domain/cases/commands.h"
#include "domain/customers/commands.h"
#include "domain/desk/desk.h"
#include "domain/learning/log.h"

namespace domain {
namespace {

template <typename Command>
void AddNames(std::vector<std::string>& names) {
  for (const auto& alternative : base::TypeOf<Command>().alternatives) names.push_back(base::Kebab(alternative.name));
}

TEST(Refusals, that_a_command_could_mend_name_a_command_that_exists) {
  std::vector<std::string> commands;
  AddNames<cases::Command>(commands);
  AddNames<customers::Command>(commands);
  AddNames<desk::Command>(commands);
  AddNames<learning::Command>(commands);
  for (std::size_t i = 0; i < base::TypeOf<Rule>().names.size(); ++i) {
    const auto mend = UsualMend(static_cast<Rule>(i));
    if (mend) {
      EXPECT_TRUE(std::ranges::find(commands, *mend) != commands.end()) << *mend;
    }
  }
}

}  // namespace
}  // namespace domain
