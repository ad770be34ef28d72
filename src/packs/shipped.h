#pragma once
// The files under procedures/ as they were when this program was built.

#include <span>
#include <string_view>

namespace packs {

struct ShippedFile {
  std::string_view path;  // "general/pack.toml"
  std::string_view text;
};

std::span<const ShippedFile> ShippedFiles();

}  // namespace packs
