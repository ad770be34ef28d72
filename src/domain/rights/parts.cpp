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

std::string NameOf(AttemptKind kind) {
  switch (kind) {
    case AttemptKind::Repair: return "repair";
    case AttemptKind::Replacement: return "replacement";
    case AttemptKind::RepeatPerformance: return "repeat";
  }
  return "";
}

std::string AttemptField(std::size_t index, const char* field) { return "attempts[" + std::to_string(index) + "]." + field; }

std::string Days(int count) { return base::Count(static_cast<std::size_t>(count), "day"); }

}  // namespace rights
