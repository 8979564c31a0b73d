// What a fuzz target holds its subject to, besides not crashing.
#ifndef TASHBIK_TESTS_FUZZ_PROPERTY_H_
#define TASHBIK_TESTS_FUZZ_PROPERTY_H_

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "absl/strings/string_view.h"

namespace tashbik::fuzz {

// Ends the run, so that the fuzzer keeps the input.
inline void Expect(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", property);
  std::abort();
}

inline absl::string_view Text(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Cuts a field off the front of `rest`: what stands before the next zero byte.
inline absl::string_view Field(absl::string_view& rest) {
  const size_t end = rest.find('\0');
  const absl::string_view field = rest.substr(0, end);
  rest = end == absl::string_view::npos ? absl::string_view() : rest.substr(end + 1);
  return field;
}

}  // namespace tashbik::fuzz

#endif  // TASHBIK_TESTS_FUZZ_PROPERTY_H_
