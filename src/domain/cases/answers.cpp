#include "domain/cases/answers.h"

#include <algorithm>

#include "domain/cases/history.h"
#include "domain/cases/rules.h"

namespace cases {
namespace {

using base::Saying;
using procedures::FieldType;
using procedures::TemplateField;

// What is wrong with it; nothing when it is an answer.
std::optional<Saying> Fault(const TemplateField& field, const std::string& given) {
  static const std::vector<std::string> kYesNo{"yes", "no"};
  switch (field.type) {
    case FieldType::YesNo:
    case FieldType::Choice: {
      const auto& choices = field.type == FieldType::YesNo ? kYesNo : field.choices;
      if (std::ranges::find(choices, given) != choices.end()) return {};
      if (base::NearMisses(given, choices).empty()) {
        return Saying("{}: {} is no answer to that; expected one of {}.", field.title, base::Quoted(given),
                      Saying::AllOf(choices));
      }
      return Saying::Sentence(
          base::OrNear(Saying("{}: {} is no answer to that", field.title, base::Quoted(given)), given, choices));
    }
    case FieldType::Number:
      if (base::Decimal::Parse(given)) return {};
      return Saying("{}: {} is no answer to that; expected a number, like 12.5.", field.title, base::Quoted(given));
    case FieldType::Date:
      if (base::Date::Parse(given)) return {};
      return Saying("{}: {} is no answer to that; expected a day, like 2026-12-23.", field.title, base::Quoted(given));
    case FieldType::Text:
    case FieldType::Prose:
    case FieldType::Money: return {};
  }
  return {};
}

}  // namespace

domain::Refusals WrongAnswers(const Answers& answers, const Attributes& attributes, const Context& x) {
  domain::Refusals wrong;
  std::vector<std::string> ids;
  for (const TemplateField& field : x.procedure->fields) ids.push_back(field.id);
  const auto look = [&](const std::string& where, const Word& name, const std::string* given) {
    const auto field = std::ranges::find(x.procedure->fields, name.str(), &TemplateField::id);
    if (field == x.procedure->fields.end()) {
      // A desk may note what no template asks for; a slip of the pen is something else.
      if (!base::NearMisses(name.str(), ids).empty()) {
        wrong.push_back(rules::No(
            x, domain::Rule::Incomplete,
            Saying::Sentence(base::OrNear(Saying("The procedure asks for no {}", base::Quoted(name.str())), name.str(), ids)),
            where + name.str()));
      }
      return;
    }
    if (given == nullptr) return;
    if (auto fault = Fault(*field, *given)) {
      wrong.push_back(rules::No(x, domain::Rule::Incomplete, std::move(*fault), where + name.str()));
    }
  };
  for (const auto& [name, answer] : answers) {
    const std::string text = answer.Shown();
    look("answers.", name, answer.erased() ? nullptr : &text);
  }
  for (const auto& [name, value] : attributes) look("attributes.", name, &value.str());
  return wrong;
}

std::vector<std::string> NotAsked(const Case& c, const procedures::Procedure& procedure) {
  std::vector<std::string> titles;
  for (const TemplateField& field : procedure.fields) {
    if (!field.required) continue;
    const Word id(field.id);
    if (c.answers.contains(id) || c.attributes.contains(id)) continue;
    const auto facts = FactsOf(c);
    const bool asked = std::ranges::all_of(field.when, [&](const auto& condition) {
      const auto fact = facts.find(condition.first);
      return fact != facts.end() && fact->second == condition.second;
    });
    if (asked) titles.push_back(field.title);
  }
  return titles;
}

}  // namespace cases
