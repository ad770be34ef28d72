# Writes the catalogues under translations/ into a source file: the program speaks its languages wherever it runs.
function(amends_translations out)
  set(cases "")
  foreach(entry IN ITEMS German:de)
    string(REPLACE ":" ";" entry ${entry})
    list(GET entry 0 language)
    list(GET entry 1 name)
    set(path ${PROJECT_SOURCE_DIR}/translations/${name}.po)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
    file(READ ${path} text)
    string(APPEND cases "    case Language::${language}: return R\"catalogue(${text})catalogue\";\n")
  endforeach()
  file(CONFIGURE OUTPUT ${out} @ONLY CONTENT "#include \"base/saying.h\"

namespace base {

std::string_view CatalogueOf(Language language) {
  switch (language) {
    case Language::English: return {};
@cases@  }
  return {};
}

}  // namespace base
")
endfunction()
