#!/bin/sh
# Installs the client library and builds a program outside of this repository with it:
#   install_test.sh BUILD_FOLDER
set -eu
repository=$(cd "$(dirname "$0")/../../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake --install "$1" --component client --prefix "$folder/installed" > "$folder/log"
mkdir "$folder/outside"
cp "$repository/clients/cpp/example/suggest.cc" "$folder/outside"
cat > "$folder/outside/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(outside CXX)
find_package(Tashbik 0.1 REQUIRED)
add_executable(outside suggest.cc)
target_link_libraries(outside PRIVATE tashbik::client)
END
cmake -G Ninja -S "$folder/outside" -B "$folder/build" -DCMAKE_PREFIX_PATH="$folder/installed" \
  > "$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
ninja -C "$folder/build" > "$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
# It runs; whether it finds a server is not the question here.
"$folder/build/outside" nobody > "$folder/log" 2>&1 && code=0 || code=$?
if [ "$code" -gt 3 ]; then cat "$folder/log"; exit 1; fi
echo "installed, found, built and run"
