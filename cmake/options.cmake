# Build options and flags: language level, warnings, linker, compiler cache, sanitizers.
option(TASHBIK_TESTS "Build the tests" ON)
option(TASHBIK_BENCH "Build the measurements in tests/bench" OFF)
option(TASHBIK_FUZZ "Instrument for fuzzers (clang only)" OFF)
option(TASHBIK_COVERAGE "Count the lines that run (gcov)" OFF)
set(TASHBIK_SANITIZE "" CACHE STRING "What -fsanitize= gets for our own code, such as address,undefined; empty for none")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_INSTALL_MESSAGE LAZY)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Release, Debug or RelWithDebInfo" FORCE)
endif()
include(GNUInstallDirs)

find_program(TASHBIK_LLD ld.lld)
if(TASHBIK_LLD)
  add_link_options(-fuse-ld=lld)
endif()

# Paths are made relative before they are hashed, so that every build folder shares the cache.
find_program(TASHBIK_CCACHE ccache)
if(TASHBIK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=/ CCACHE_NOHASHDIR=1 ${TASHBIK_CCACHE})
endif()

# Instrumented objects need the sanitizer's runtime wherever they are linked.
if(TASHBIK_SANITIZE)
  add_link_options(-fsanitize=${TASHBIK_SANITIZE})
endif()
if(TASHBIK_COVERAGE)
  add_link_options(--coverage)
endif()

# Adds what only our own code is held to: warnings as errors, sanitizers, coverage. A generated
# .pb.cc takes 29 s under AddressSanitizer and belongs to protoc, so proto/ is added before this: its
# objects are the same in the release and the sanitizer presets, and ccache makes them once.
macro(tashbik_own_code_flags)
  add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Werror)
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    add_compile_options(-Wthread-safety)
  endif()
  if(TASHBIK_SANITIZE)
    add_compile_options(-O1 -g1 -UNDEBUG -fsanitize=${TASHBIK_SANITIZE} -fno-omit-frame-pointer)
    if(TASHBIK_SANITIZE MATCHES thread)
      # protobuf's MapField has a member more where this is defined; generated code and the library
      # are built without.
      add_compile_options(-U__SANITIZE_THREAD__)
    endif()
    if(TASHBIK_SANITIZE MATCHES undefined)
      add_compile_options(-fno-sanitize-recover=undefined)
    endif()
    if(TASHBIK_FUZZ)
      add_compile_options(-fsanitize=fuzzer-no-link)
    endif()
  endif()
  if(TASHBIK_COVERAGE)
    add_compile_options(--coverage)
  endif()
endmacro()
