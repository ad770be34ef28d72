#pragma once
// The words this area's own files share: what of a contract may be at fault, and what attempts are called.

#include "domain/rights/values.h"

namespace rights {

bool IsGoods(FaultyPart part);
bool IsService(FaultyPart part);

// What may be at fault under a contract of that kind.
std::vector<FaultyPart> PartsOf(ContractKind kind);
// What may be at fault: what is said, or else what the contract is for; of a mixed one each of the three.
std::vector<FaultyPart> PartsInQuestion(const RightsQuestion& question);

// "attempts[0].received_back"
std::string AttemptField(std::size_t index, const char* field);
// "11 days"; `count` is not below zero.
Saying Days(int count);

}  // namespace rights
