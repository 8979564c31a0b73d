// The loops, written once, compiled for several processors. Built with -O3 and without contraction
// of floating point, so that every variant gives the same bits.
#include "graph/kernel.h"

#include "graph/bounder.h"

// Vectors wider than the portable build has registers for are passed to inlined functions alone.
#pragma GCC diagnostic ignored "-Wpsabi"

#if defined(__x86_64__)
#include <immintrin.h>
#define TASHBIK_X86 1
#endif

namespace tashbik::graph {
namespace {

void PortableAddDense(uint16_t* sums, size_t cells, const DenseTerm* terms, size_t count) {
  for (size_t i = 0; i < cells; ++i) sums[i] = 0;
  for (size_t t = 0; t < count; ++t) {
    for (size_t word = 0; word < cells / 64; ++word) {
      for (uint64_t bits = terms[t].bits[word]; bits != 0; bits &= bits - 1) {
        uint16_t& sum = sums[word * 64 + static_cast<size_t>(__builtin_ctzll(bits))];
        sum = static_cast<uint16_t>(sum + terms[t].units);
      }
    }
  }
}

void PortableBound(const BoundQuestion& question, const Sums& sums, const BoundActors& actors,
                   size_t begin, size_t end, float* bounds) {
  BoundAll<4, false>(question, sums, actors, begin, end, bounds);
}

size_t PortableReach(const float* bounds, size_t count, float least, uint32_t* places) {
  size_t found = 0;
  for (size_t i = 0; i < count; ++i) {
    places[found] = static_cast<uint32_t>(i);
    found += bounds[i] >= least;
  }
  return found;
}

constexpr Kernel kPortable = {PortableAddDense, PortableBound, PortableReach, "portable"};

#ifdef TASHBIK_X86

__attribute__((target("avx2"))) void Avx2AddDense(uint16_t* sums, size_t cells,
                                                  const DenseTerm* terms, size_t count) {
  const __m256i bit = _mm256_setr_epi16(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096,
                                        8192, 16384, static_cast<short>(0x8000));
  for (size_t word = 0; word < cells / 64; ++word) {
    __m256i sum[4] = {_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256(),
                      _mm256_setzero_si256()};
    for (size_t t = 0; t < count; ++t) {
      const uint64_t bits = terms[t].bits[word];
      const __m256i units = _mm256_set1_epi16(static_cast<short>(terms[t].units));
      for (int part = 0; part < 4; ++part) {
        const __m256i spread = _mm256_set1_epi16(static_cast<short>(bits >> (16 * part)));
        const __m256i has = _mm256_cmpeq_epi16(_mm256_and_si256(spread, bit), bit);
        sum[part] = _mm256_add_epi16(sum[part], _mm256_and_si256(has, units));
      }
    }
    for (int part = 0; part < 4; ++part) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + word * 64 + 16 * part), sum[part]);
    }
  }
}

__attribute__((target("avx2"))) void Avx2Bound(const BoundQuestion& question, const Sums& sums,
                                               const BoundActors& actors, size_t begin, size_t end,
                                               float* bounds) {
  BoundAll<8, false>(question, sums, actors, begin, end, bounds);
}

__attribute__((target("avx2"))) size_t Avx2Reach(const float* bounds, size_t count, float least,
                                                 uint32_t* places) {
  const __m256 threshold = _mm256_set1_ps(least);
  size_t found = 0;
  size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    const __m256 passes = _mm256_cmp_ps(_mm256_loadu_ps(bounds + i), threshold, _CMP_GE_OQ);
    for (unsigned bits = static_cast<unsigned>(_mm256_movemask_ps(passes)); bits != 0;
         bits &= bits - 1) {
      places[found++] = static_cast<uint32_t>(i) + static_cast<uint32_t>(__builtin_ctz(bits));
    }
  }
  for (; i < count; ++i) {
    if (bounds[i] >= least) places[found++] = static_cast<uint32_t>(i);
  }
  return found;
}

constexpr Kernel kAvx2 = {Avx2AddDense, Avx2Bound, Avx2Reach, "avx2"};

__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq"))) void Avx512AddDense(
    uint16_t* sums, size_t cells, const DenseTerm* terms, size_t count) {
  for (size_t word = 0; word < cells / 64; ++word) {
    __m512i low = _mm512_setzero_si512();
    __m512i high = _mm512_setzero_si512();
    for (size_t t = 0; t < count; ++t) {
      const uint64_t bits = terms[t].bits[word];
      const __m512i units = _mm512_set1_epi16(static_cast<short>(terms[t].units));
      low = _mm512_mask_add_epi16(low, static_cast<__mmask32>(bits), low, units);
      high = _mm512_mask_add_epi16(high, static_cast<__mmask32>(bits >> 32), high, units);
    }
    _mm512_storeu_si512(sums + word * 64, low);
    _mm512_storeu_si512(sums + word * 64 + 32, high);
  }
}

__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq"))) void Avx512Bound(
    const BoundQuestion& question, const Sums& sums, const BoundActors& actors, size_t begin,
    size_t end, float* bounds) {
  BoundAll<16, false>(question, sums, actors, begin, end, bounds);
}

constexpr Kernel kAvx512 = {Avx512AddDense, Avx512Bound, Avx2Reach, "avx512"};

bool HasAvx512() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}

#endif

}  // namespace

void LooseBound(const BoundQuestion& question, const Sums& sums, const BoundActors& actors,
                size_t count, float* bounds) {
  BoundAll<4, true>(question, sums, actors, 0, count, bounds);
}

size_t AllKernels(const Kernel** kernels, size_t most) {
  size_t count = 0;
  const auto add = [&](const Kernel& kernel) {
    if (count < most) kernels[count++] = &kernel;
  };
  add(kPortable);
#ifdef TASHBIK_X86
  if (__builtin_cpu_supports("avx2")) add(kAvx2);
  if (HasAvx512()) add(kAvx512);
#endif
  return count;
}

const Kernel& BestKernel() {
  static const Kernel& best = [&]() -> const Kernel& {
    const Kernel* kernels[3];
    return *kernels[AllKernels(kernels, 3) - 1];
  }();
  return best;
}

}  // namespace tashbik::graph
