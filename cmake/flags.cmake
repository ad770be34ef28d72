# One place for compiler flags. "Dev" builds fast and keeps assertions; "Release" is what is measured and shipped.
set(CMAKE_CXX_FLAGS_DEV "-O0 -g1")
set(CMAKE_C_FLAGS_DEV "-O0 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
mark_as_advanced(CMAKE_CXX_FLAGS_DEV CMAKE_C_FLAGS_DEV)

find_program(CCACHE ccache)
if(CCACHE)
  # Without the sloppiness that would make it keep precompiled headers: one of an older checkout does not fit.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

add_library(amends_flags INTERFACE)
target_compile_options(amends_flags INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(amends_flags INTERFACE -Werror -Wno-error=deprecated-declarations)
  # What g++ 12 finds of these at -O2 is in inlined library code, where it is not.
  target_compile_options(amends_flags INTERFACE $<$<CONFIG:Release>:
    -Wno-maybe-uninitialized -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread>)
endif()
# Asio in one configuration for every translation unit.
target_compile_definitions(amends_flags INTERFACE BOOST_ASIO_NO_DEPRECATED SPDLOG_FMT_EXTERNAL)

if(AMENDS_SANITIZE)
  add_compile_options(-fsanitize=${AMENDS_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${AMENDS_SANITIZE})
endif()
if(AMENDS_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer -O1)
  add_link_options(-fsanitize=address,undefined)
endif()
if(AMENDS_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()

# A layer is a static library that sees only what it may: see docs/architecture.md, which a test holds to this.
function(amends_layer name)
  cmake_parse_arguments(LAYER "" "" "SOURCES;LINKS;PRECOMPILE" ${ARGN})
  add_library(amends_${name} STATIC ${LAYER_SOURCES})
  target_include_directories(amends_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(amends_${name} PUBLIC ${LAYER_LINKS} PRIVATE amends_flags)
  if(LAYER_PRECOMPILE)
    target_precompile_headers(amends_${name} PRIVATE ${LAYER_PRECOMPILE})
  endif()
endfunction()
