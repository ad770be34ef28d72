// What a log holds is read by what held when it was written, however much the check has learnt since.

#include "app/procedures.h"

#include <gtest/gtest.h>

#include "packs/bundle.h"

namespace app {
namespace {

TEST(TheBook, is_read_also_from_packs_that_the_check_would_refuse_today) {
  packs::Bundle files = *packs::Shipped("general");
  std::string text = files.back().text.str();
  // As it was before rungs had to cite a clause.
  for (std::size_t at = text.find("[[ladder]]"); at != std::string::npos; at = text.find("[[ladder]]", at + 1)) {
    const std::size_t clause = text.find("\nclause", at);
    text.erase(clause, text.find('\n', clause + 1) - clause);
  }
  files.back().text = base::Prose(text);
  ASSERT_FALSE(packs::ReadBundle(files)) << "or this proves nothing";

  procedures::Register log;
  log.activations.push_back({base::Word("general"),
                             {1},
                             base::Line("General"),
                             packs::DigestOf(files),
                             files,
                             base::Line("Then."),
                             *base::Instant::Parse("2025-01-06T09:00:00Z"),
                             "U-3",
                             true});
  log.version = 1;
  const auto book = BookOf(log);
  ASSERT_TRUE(book) << book.error().says;
  EXPECT_FALSE((*book)->General().procedure.ladder.at(0).clause);
}

}  // namespace
}  // namespace app
