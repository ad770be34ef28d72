#pragma once
// What changes from one pack, or one version of it, to another: in sentences a manager reads before putting it in force.

#include <string>
#include <vector>

#include "domain/procedures/procedure.h"

namespace packs {

// One sentence for each change, clocks first; empty when nothing changes.
std::vector<std::string> Differences(const procedures::Procedure& before, const procedures::Procedure& after);

}  // namespace packs
