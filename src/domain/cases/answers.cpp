#include "domain/cases/answers.h"

#include <algorithm>

#include "domain/cases/history.h"
#include "domain/cases/rules.h"

namespace cases {
namespace {

using procedures::FieldType;
using procedures::TemplateField;

// What would have been right; empty when it is.
std::string Expected(const TemplateField& field, const std::string& given) {
  static const std::vector<std::string> kYesNo{"yes", "no"};
  switch (field.type) {
    case FieldType::YesNo:
    case FieldType::Choice: {
      const auto& choices = field.type == FieldType::YesNo ? kYesNo : field.choices;
      if (std::ranges::find(choices, given) != choices.end()) return {};
      const std::string near = base::DidYouMean(given, choices);
      return near.empty() ? "; expected one of " + base::AllOf(choices) : near;
    }
    case FieldType::Number: return base::Decimal::Parse(given) ? "" : "; expected a number, like 12.5";
    case FieldType::Date: return base::Date::Parse(given) ? "" : "; expected a day, like 2026-12-23";
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
      if (const std::string near = base::DidYouMean(name.str(), ids); !near.empty()) {
        wrong.push_back(rules::No(x, domain::Rule::Incomplete,
                                  "The procedure asks for no " + base::Quoted(name.str()) + near + ".", where + name.str()));
      }
      return;
    }
    if (given == nullptr) return;
    if (const std::string expected = Expected(*field, *given); !expected.empty()) {
      wrong.push_back(rules::No(x, domain::Rule::Incomplete,
                                field->title + ": " + base::Quoted(*given) + " is no answer to that" + expected + ".",
                                where + name.str()));
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
