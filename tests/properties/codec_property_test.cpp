// What is written is read back, whatever it is: every command and every event, as JSON and as the halves of the log.

#include <algorithm>

#include "base/json.h"
#include "domain/cases/commands.h"
#include "domain/customers/customer.h"
#include "domain/desk/desk.h"
#include "support/faults.h"
#include "support/random.h"

namespace tests {
namespace {

// Each alternative of a command or event by itself, so that none is left to luck.
template <class Choice>
class Codec : public testing::Test {};
using Choices = testing::Types<cases::Command, cases::Event, customers::Command, customers::Event, desk::Command, desk::Event>;
TYPED_TEST_SUITE(Codec, Choices);

template <class Choice, class Check>
void EachKind(Check check) {
  const base::Type& type = base::TypeOf<Choice>();
  for (std::size_t i = 0; i < type.alternatives.size(); ++i) {
    EXPECT_TRUE(HoldsIn(25, type.alternatives[i].name, [&] {
      Choice value;
      FillAny(type.choose(&value, i), type.alternatives[i].type(), {});
      check(value);
    }));
  }
}

TYPED_TEST(Codec, json_read_back_is_the_same_value) {
  EachKind<TypeParam>([](const TypeParam& value) {
    for (const base::Empties empties : {base::Empties::Keep, base::Empties::Drop}) {
      const std::string text = base::ToJson(value, empties);
      const auto read = base::FromJson<TypeParam>(text);
      if (!read) RC_FAIL(text + "\n" + Says(read));
      RC_ASSERT(Same(*read, value));
      RC_ASSERT(base::ToJson(*read, empties) == text);
    }
  });
}

TYPED_TEST(Codec, halves_joined_are_the_same_value) {
  EachKind<TypeParam>([](const TypeParam& value) {
    const base::Halves halves = base::Split(value);
    const auto joined = base::Join<TypeParam>(halves.facts, halves.sealed);
    if (!joined) RC_FAIL(halves.facts + halves.sealed + "\n" + Says(joined));
    RC_ASSERT(Same(*joined, value));
  });
}

TYPED_TEST(Codec, without_the_sealed_half_the_value_reads_as_erased_and_as_nothing_else) {
  EachKind<TypeParam>([](TypeParam value) {
    const base::Halves halves = base::Split(value);
    const auto joined = base::Join<TypeParam>(halves.facts, std::nullopt);
    if (!joined) RC_FAIL(halves.facts + "\n" + Says(joined));
    base::EraseSealed(value);
    RC_ASSERT(Same(*joined, value));
  });
}

TYPED_TEST(Codec, a_value_unlike_another_is_seen_to_be_so) {
  // Same() is what the tests above stand on.
  int unlike = 0;
  EXPECT_TRUE(HoldsIn(50, "two random values", [&] {
    const auto a = Any<TypeParam>();
    const auto b = Any<TypeParam>();
    RC_ASSERT(Same(a, a));
    RC_ASSERT(Same(a, b) == (base::ToJson(a) == base::ToJson(b)));
    unlike += Same(a, b) ? 0 : 1;
  }));
  EXPECT_GT(unlike, 10);
}

// The log drops a flag that is false, so one left out must read as false.
bool HasFlagSetFromTheStart(void* value, const base::Type& type) {
  if (type.shape == base::Shape::Boolean) return type.get_number(value) != 0;
  if (type.shape != base::Shape::Record) return false;
  return std::ranges::any_of(type.fields,
                             [&](const base::Field& field) { return HasFlagSetFromTheStart(field.at(value), field.type()); });
}
TYPED_TEST(Codec, no_flag_is_set_from_the_start) {
  TypeParam value;
  const base::Type& type = base::TypeOf<TypeParam>();
  for (std::size_t i = 0; i < type.alternatives.size(); ++i) {
    EXPECT_FALSE(HasFlagSetFromTheStart(type.choose(&value, i), type.alternatives[i].type())) << type.alternatives[i].name;
  }
}

TEST(Choices, no_kind_has_a_field_that_would_hide_its_own_name) {
  for (const base::Type* type :
       {&base::TypeOf<cases::Command>(), &base::TypeOf<cases::Event>(), &base::TypeOf<customers::Command>(),
        &base::TypeOf<customers::Event>(), &base::TypeOf<desk::Command>(), &base::TypeOf<desk::Event>()}) {
    for (const base::Alternative& kind : type->alternatives) {
      for (const base::Field& field : kind.type().fields) EXPECT_NE(field.name, "type") << kind.name;
    }
  }
}

}  // namespace
}  // namespace tests
