// Old bytes are replayed for ever: a sample of every event as the log first held it must still be read, and be written
// again to the same bytes. See README.md beside this file.

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/json.h"
#include "domain/cases/events.h"
#include "domain/customers/customer.h"
#include "domain/desk/desk.h"
#include "domain/learning/log.h"
#include "domain/procedures/register.h"
#include "domain/reports/schedule.h"

namespace tests {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

const fs::path kFolder = fs::path(AMENDS_SOURCE_DIR) / "tests/golden/events";

// Everything filled that can be, by the type's description.
void FillSample(void* into, const base::Type& type) {
  using base::Shape;
  switch (type.shape) {
    case Shape::Boolean: return type.set_number(into, 1);
    case Shape::Integer: return type.set_number(into, std::min<std::int64_t>(std::max<std::int64_t>(7, type.least), type.most));
    case Shape::Real: return type.set_real(into, 2.5);
    case Shape::Text: ASSERT_TRUE(type.set_text(into, type.example)) << type.name; return;
    case Shape::Enumeration: return type.set_number(into, static_cast<std::int64_t>(type.names.size()) - 1);
    case Shape::Optional:
    case Shape::Sealed: return FillSample(type.fill(into), type.inner());
    case Shape::List:
      for (int i = 0; i < 2; ++i) FillSample(type.append(into), type.inner());
      return;
    case Shape::Map: return FillSample(*type.put(into, "some-field"), type.inner());
    case Shape::Record:
      for (const base::Field& field : type.fields) FillSample(field.at(into), field.type());
      return;
    case Shape::Choice: return FillSample(type.choose(into, 0), type.alternatives[0].type());
  }
}

// Every kind of event there is, with the choice it belongs to.
struct Kind {
  const base::Type* choice;
  std::size_t index;
  const base::Alternative& alternative() const { return choice->alternatives[index]; }
};
std::vector<Kind> Kinds() {
  std::vector<Kind> kinds;
  for (const base::Type* choice :
       {&base::TypeOf<cases::Event>(), &base::TypeOf<customers::Event>(), &base::TypeOf<desk::Event>(),
        &base::TypeOf<procedures::RegisterEvent>(), &base::TypeOf<learning::Event>(), &base::TypeOf<reports::Event>()}) {
    for (std::size_t i = 0; i < choice->alternatives.size(); ++i) kinds.push_back({choice, i});
  }
  return kinds;
}

// Calls `use` with a default event of the kind: the choice itself, and the event in it.
template <class Choice, class Use>
bool UseIf(const Kind& kind, Use use) {
  if (kind.choice != &base::TypeOf<Choice>()) return false;
  Choice event;
  use(kind.choice->choose(&event, kind.index));
  return true;
}
template <class Use>
void WithEvent(const Kind& kind, Use use) {
  const bool used = UseIf<cases::Event>(kind, use) || UseIf<customers::Event>(kind, use) || UseIf<desk::Event>(kind, use) ||
                    UseIf<procedures::RegisterEvent>(kind, use) || UseIf<learning::Event>(kind, use) ||
                    UseIf<reports::Event>(kind, use);
  ASSERT_TRUE(used);
}

// The file's form: the two halves as the log stores them, side by side.
std::string ToFile(const base::Halves& halves) {
  return "{\"facts\":" + halves.facts + ",\"sealed\":" + (halves.sealed.empty() ? "[]" : halves.sealed) + "}\n";
}
base::Halves FromFile(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  const json::object sample = json::parse(text.str()).as_object();
  base::Halves halves{json::serialize(sample.at("facts")), ""};
  if (!sample.at("sealed").as_array().empty()) halves.sealed = json::serialize(sample.at("sealed"));
  EXPECT_EQ(ToFile(halves), text.str()) << file << " was edited";
  return halves;
}

TEST(Golden, every_event_has_a_sample_and_a_new_one_is_written_only_on_request) {
  const char* write = std::getenv("AMENDS_WRITE_GOLDEN");
  for (const Kind& kind : Kinds()) {
    const std::string& name = kind.alternative().name;
    const fs::path file = kFolder / (name + ".v1.json");
    if (fs::exists(file)) continue;
    if (write == nullptr || std::string_view(write) != "1") {
      ADD_FAILURE() << name << " has no sample: run golden_test once with AMENDS_WRITE_GOLDEN=1 and commit " << file;
      continue;
    }
    WithEvent(kind, [&](void* event) {
      FillSample(event, kind.alternative().type());
      std::ofstream(file, std::ios::binary) << ToFile(base::Split(event, kind.alternative().type()));
    });
  }
}

TEST(Golden, every_sample_is_still_read_and_written_to_the_same_bytes) {
  std::size_t read = 0;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    const std::string name = entry.path().filename().string().substr(0, entry.path().filename().string().find('.'));
    for (const Kind& kind : Kinds()) {
      if (kind.alternative().name != name) continue;
      const base::Type& type = kind.alternative().type();
      const base::Halves halves = FromFile(entry.path());
      WithEvent(kind, [&](void* event) {
        const auto joined = base::Join(halves.facts, halves.sealed, event, type);
        ASSERT_TRUE(joined) << entry.path() << ": " << base::ToLine(joined.error());
        const base::Halves again = base::Split(event, type);
        EXPECT_EQ(again.facts, halves.facts) << entry.path();
        EXPECT_EQ(again.sealed, halves.sealed) << entry.path();
        ++read;
      });
    }
  }
  EXPECT_GE(read, Kinds().size());
}

TEST(Golden, every_sample_is_of_an_event_that_still_exists) {
  std::set<std::string> known;
  for (const Kind& kind : Kinds()) EXPECT_TRUE(known.insert(kind.alternative().name).second) << "two areas share a name";
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    const std::string file = entry.path().filename().string();
    EXPECT_TRUE(known.contains(file.substr(0, file.find('.')))) << file << ": an event is never renamed or removed";
    EXPECT_TRUE(file.find(".v") != std::string::npos && file.ends_with(".json")) << file;
  }
}

}  // namespace
}  // namespace tests
