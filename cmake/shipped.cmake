# Writes the packs, calendars and letters under procedures/ into a source file, so that the program has them wherever it runs.
function(amends_shipped_packs out)
  file(GLOB files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/procedures
    ${PROJECT_SOURCE_DIR}/procedures/*/pack.toml ${PROJECT_SOURCE_DIR}/procedures/calendars/*.toml
    ${PROJECT_SOURCE_DIR}/procedures/letters/*.toml ${PROJECT_SOURCE_DIR}/procedures/letters/*/*.txt ${PROJECT_SOURCE_DIR}/procedures/letters/*/statements/*.txt)
  set(entries "")
  foreach(path IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/procedures/${path})
    file(READ ${PROJECT_SOURCE_DIR}/procedures/${path} text)
    string(APPEND entries "    {\"${path}\", R\"shipped(${text})shipped\"},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${out} @ONLY CONTENT "#include \"packs/shipped.h\"

namespace packs {
namespace {
constexpr ShippedFile kFiles[] = {
@entries@};
}  // namespace

std::span<const ShippedFile> ShippedFiles() { return kFiles; }

}  // namespace packs
")
endfunction()
