// SipHash-2-4 over the bytes of an id.
#include "graph/tie_hash.h"

namespace tashbik::graph {
namespace {

constexpr uint64_t Rotated(uint64_t x, int bits) { return x << bits | x >> (64 - bits); }

struct SipState {
  uint64_t v0, v1, v2, v3;
  void Round() {
    v0 += v1;
    v1 = Rotated(v1, 13) ^ v0;
    v0 = Rotated(v0, 32);
    v2 += v3;
    v3 = Rotated(v3, 16) ^ v2;
    v0 += v3;
    v3 = Rotated(v3, 21) ^ v0;
    v2 += v1;
    v1 = Rotated(v1, 17) ^ v2;
    v2 = Rotated(v2, 32);
  }
  void Take(uint64_t word) {
    v3 ^= word;
    Round();
    Round();
    v0 ^= word;
  }
};

}  // namespace

uint64_t TieHash(uint64_t key, absl::string_view id) {
  SipState state = {key ^ 0x736f6d6570736575u, ~key ^ 0x646f72616e646f6du,
                    key ^ 0x6c7967656e657261u, ~key ^ 0x7465646279746573u};
  uint64_t word = 0;
  for (size_t i = 0; i < id.size(); ++i) {
    word |= static_cast<uint64_t>(static_cast<unsigned char>(id[i])) << (8 * (i % 8));
    if (i % 8 == 7) {
      state.Take(word);
      word = 0;
    }
  }
  state.Take(word | static_cast<uint64_t>(id.size()) << 56);
  state.v2 ^= 0xff;
  for (int i = 0; i < 4; ++i) state.Round();
  return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

}  // namespace tashbik::graph
