#include "base/reflect.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/json.h"

namespace base {
namespace {

enum class Grade : std::uint8_t { Poor, VeryGood };
BOOST_DESCRIBE_ENUM(Grade, Poor, VeryGood)

struct Inner {
  Sealed<Line> name;
  Line kind;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (name, kind))

struct Outer {
  std::optional<Inner> one;
  std::vector<Inner> many;
  std::map<Word, Sealed<Prose>> answers;
  std::variant<Inner, Grade> either;
  bool flag = false;
  Grade grade = Grade::Poor;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (one, many, answers, either, flag, grade))
AMENDS_DOC(Outer, "What is described.", {"one", "The first."})

const Field& FieldOf(const Type& type, const std::string& name) { return *std::ranges::find(type.fields, name, &Field::name); }

TEST(Types, carry_the_words_written_beside_the_struct) {
  const Type& type = TypeOf<Outer>();
  EXPECT_EQ(type.name, "Outer");
  EXPECT_EQ(type.doc, "What is described.");
  EXPECT_EQ(FieldOf(type, "one").doc, "The first.");
  EXPECT_EQ(FieldOf(type, "many").doc, "");
}

TEST(Types, name_an_enumerator_as_json_and_sentences_do) {
  EXPECT_EQ(NameOf(Grade::VeryGood), "very_good");
  EXPECT_EQ(WordsOf(Grade::VeryGood), "very good");
}

TEST(Types, a_field_may_be_absent_only_where_absence_means_something) {
  const Type& outer = TypeOf<Outer>();
  for (const char* name : {"one", "many", "answers", "flag"}) EXPECT_TRUE(FieldOf(outer, name).MayBeAbsent()) << name;
  for (const char* name : {"either", "grade"}) EXPECT_FALSE(FieldOf(outer, name).MayBeAbsent()) << name;
  for (const Field& field : TypeOf<Inner>().fields) EXPECT_FALSE(field.MayBeAbsent()) << field.name;
}

TEST(Types, reach_into_a_value_by_its_description) {
  Outer outer;
  const Field& many = FieldOf(TypeOf<Outer>(), "many");
  const Type& list = many.type();
  list.append(many.at(&outer));
  ASSERT_EQ(outer.many.size(), 1U);
  const Field& kind = FieldOf(list.inner(), "kind");
  EXPECT_TRUE(kind.type().set_text(kind.at(list.item(many.at(&outer), 0)), "  trimmed "));
  EXPECT_EQ(outer.many[0].kind.str(), "trimmed");
  EXPECT_EQ(kind.type().most_length, 200U);
}

TEST(Erasing, wipes_every_sealed_value_wherever_it_stands_and_no_fact) {
  const Inner inner{Line("Amara"), Line("fact")};
  Outer outer{inner, {inner, inner}, {{Word("room"), Prose("kitchen")}}, inner, true, Grade::VeryGood};
  EraseSealed(outer);
  EXPECT_TRUE(outer.one->name.erased());
  EXPECT_TRUE(outer.many[0].name.erased());
  EXPECT_TRUE(outer.many[1].name.erased());
  EXPECT_TRUE(outer.answers.at(Word("room")).erased());
  EXPECT_TRUE(std::get<Inner>(outer.either).name.erased());
  EXPECT_EQ(outer.many[1].kind.str(), "fact");
  EXPECT_EQ(outer.grade, Grade::VeryGood);
}

TEST(Erasing, leaves_a_choice_alone_that_holds_nothing_sealed) {
  Outer outer;
  outer.either = Grade::VeryGood;
  EraseSealed(outer);
  EXPECT_EQ(std::get<Grade>(outer.either), Grade::VeryGood);
}

}  // namespace
}  // namespace base
