#include "domain/rights/parts.h"

namespace rights {

bool IsGoods(FaultyPart part) {
  return part == FaultyPart::Goods || part == FaultyPart::DigitalContentInGoods || part == FaultyPart::Installation;
}
bool IsService(FaultyPart part) { return part == FaultyPart::Service || part == FaultyPart::ServiceTime; }

std::vector<FaultyPart> PartsOf(ContractKind kind) {
  using enum FaultyPart;
  switch (kind) {
    case ContractKind::Goods: return {Goods, DigitalContentInGoods, Installation};
    case ContractKind::DigitalContent: return {FaultyPart::DigitalContent};
    case ContractKind::Service: return {FaultyPart::Service, ServiceTime};
    case ContractKind::Mixed:
      return {Goods, DigitalContentInGoods, Installation, FaultyPart::DigitalContent, FaultyPart::Service, ServiceTime};
  }
  return {};
}

std::vector<FaultyPart> PartsInQuestion(const RightsQuestion& question) {
  if (question.faulty_part) return {*question.faulty_part};
  switch (question.kind) {
    case ContractKind::Goods: return {FaultyPart::Goods};
    case ContractKind::DigitalContent: return {FaultyPart::DigitalContent};
    case ContractKind::Service: return {FaultyPart::Service};
    case ContractKind::Mixed: return {FaultyPart::Goods, FaultyPart::DigitalContent, FaultyPart::Service};
  }
  return {};
}

Saying SayingOf(ContractKind kind) {
  switch (kind) {
    case ContractKind::Goods: return Saying("goods");
    case ContractKind::DigitalContent: return Saying("digital content");
    case ContractKind::Service: return Saying("service");
    case ContractKind::Mixed: return Saying("mixed");
  }
  return {};
}

Saying SayingOf(AttemptKind kind) {
  switch (kind) {
    case AttemptKind::Repair: return Saying("repair");
    case AttemptKind::Replacement: return Saying("replacement");
    case AttemptKind::RepeatPerformance: return Saying("repeat");
  }
  return {};
}

std::string AttemptField(std::size_t index, const char* field) { return "attempts[" + std::to_string(index) + "]." + field; }

Saying Days(int count) { return Saying::Count(count, "{} day", "{} days"); }

}  // namespace rights
