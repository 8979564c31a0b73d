# Finds the libraries, all of them Debian 12 packages (deploy/packages.txt says which and why).
# Targets without a CMake package of their own are named here: Stemmer::Stemmer, Sodium::Sodium,
# Jemalloc::Jemalloc, Serd::Serd.
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(Protobuf 3.21 REQUIRED)
find_package(gRPC CONFIG REQUIRED)
find_package(absl CONFIG REQUIRED)
find_package(RocksDB CONFIG REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n data)
find_package(OpenSSL 3 REQUIRED)
find_package(fmt CONFIG REQUIRED)
find_package(spdlog CONFIG REQUIRED)
find_package(tomlplusplus CONFIG REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(CURL 7.88 REQUIRED)

# tashbik_library(TARGET HEADER LIBRARY [SUBFOLDER]): an imported target for a library that ships no
# CMake package; its headers may stand in a subfolder of their own.
function(tashbik_library target header library)
  find_path(${library}_INCLUDE ${header} PATH_SUFFIXES ${ARGN} REQUIRED)
  find_library(${library}_LIBRARY ${library} REQUIRED)
  add_library(${target} INTERFACE IMPORTED GLOBAL)
  target_include_directories(${target} INTERFACE ${${library}_INCLUDE})
  target_link_libraries(${target} INTERFACE ${${library}_LIBRARY})
endfunction()
tashbik_library(Stemmer::Stemmer libstemmer.h stemmer)
tashbik_library(Sodium::Sodium sodium.h sodium)
tashbik_library(Jemalloc::Jemalloc jemalloc/jemalloc.h jemalloc)
tashbik_library(Serd::Serd serd/serd.h serd-0 serd-0)

find_program(TASHBIK_PROTOC protoc REQUIRED)
find_program(TASHBIK_GRPC_PLUGIN grpc_cpp_plugin REQUIRED)
# google/rpc/*.proto and grpc/health/v1/health.proto, where Debian keeps them.
find_path(TASHBIK_GOOGLEAPIS google/rpc/status.proto
          PATHS /usr/share/gocode/src/github.com/gogo/googleapis REQUIRED)
find_path(TASHBIK_GRPC_PROTO grpc/health/v1/health.proto PATHS /usr/share/grpc-proto REQUIRED)

if(TASHBIK_TESTS)
  find_package(GTest CONFIG REQUIRED)
  set(Python3_ROOT_DIR /usr)  # the one that Debian's python3-grpcio belongs to
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
endif()
if(TASHBIK_BENCH)
  find_package(benchmark CONFIG REQUIRED)
endif()
