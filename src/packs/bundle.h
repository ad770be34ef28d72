#pragma once
// A pack with all it rests on, as texts: its calendar, the packs it is based on, itself last. This is what is put in force
// and kept in the log, so that the same rules can be read from it for ever.
//
//   auto files = packs::BundleOf("procedures/uk-housing", "procedures");
//   auto bound = packs::ReadBundle(*files);

#include "domain/procedures/book.h"
#include "domain/procedures/register.h"
#include "packs/packs.h"

namespace packs {

using Bundle = std::vector<procedures::PackText>;

// The pack in `folder`; what it needs and has not beside it is looked for in `others`.
std::expected<Bundle, Problems> BundleOf(const std::string& folder, const std::string& others);
// Files may come in any order that puts a pack after what it is based on; the last pack is the one that is meant.
std::expected<procedures::Bound, Problems> ReadBundle(const Bundle& files, const Rigour& rigour = {});
// Tells two bundles apart; hexadecimal.
std::string DigestOf(const Bundle& files);

// What this program brings along, by id; null when it has no such pack.
std::vector<std::string> ShippedIds();
const Bundle* Shipped(std::string_view id);

}  // namespace packs
