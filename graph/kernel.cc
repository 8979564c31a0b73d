// The loops, written once, compiled for several processors. Built with -O3 and without contraction
// of floating point, so that every variant gives the same bits.
#include "graph/kernel.h"

#include "graph/window.h"

#if defined(__x86_64__)
#include <immintrin.h>
#define TASHBIK_X86 1
#endif

namespace tashbik::graph {
namespace {

#define TASHBIK_INLINE inline __attribute__((always_inline))

TASHBIK_INLINE float Smaller(float a, float b) { return a < b ? a : b; }
TASHBIK_INLINE float Larger(float a, float b) { return a > b ? a : b; }

// What is missing reads as 0 from here.
alignas(64) constexpr uint16_t kNothing[kWindowActors] = {};

// Rounding in 32-bit floats: this much is added to each bound.
constexpr float kRelativeSlack = 1.00002f;
constexpr float kAbsoluteSlack = 1e-6f;

// `loose`: the actors' figures are those of what everybody sees of them, the sums those of all that
// they have; what is not surely known then counts in the sum, and not in what it is divided by.
template <bool loose>
TASHBIK_INLINE void BoundBody(const BoundQuestion& q, const Sums& sums, const BoundActors& actors,
                              size_t begin, size_t end, float* __restrict bounds) {
  const uint16_t* __restrict issues = sums.issues != nullptr ? sums.issues : kNothing;
  const uint16_t* __restrict communities =
      sums.communities != nullptr ? sums.communities : kNothing;
  const uint16_t* __restrict related = sums.related != nullptr ? sums.related : kNothing;
  const uint16_t* __restrict text = sums.text != nullptr ? sums.text : kNothing;
  const uint16_t* __restrict needs = sums.needs != nullptr ? sums.needs : kNothing;
  const uint16_t* __restrict offers = sums.offers != nullptr ? sums.offers : kNothing;
  const uint16_t* __restrict place = sums.place != nullptr ? sums.place : kNothing;
  const uint16_t* __restrict values = sums.values != nullptr ? sums.values : kNothing;
  const float asker_sum = q.issue_sum + q.community_sum;
  const float with_communities = q.communities ? 1.0f : 0.0f;
  const int languages = q.text_languages;
  for (size_t i = begin; i < end; ++i) {
    const float b = actors.issues[i];
    const float bc = actors.communities[i];
    const float has_communities = (actors.flags[i] & kHasCommunities) != 0 ? 1.0f : 0.0f;
    const float most = loose ? q.issue_sum : Smaller(q.issue_sum, b);
    const float shared = Smaller(static_cast<float>(issues[i]) * q.issue_unit, most);
    // Of a variant that shows more, both are larger; what it has in common is never more than it
    // has.
    const float least_union = loose ? Larger(q.issue_sum, 1e-3f) : 1e-3f;
    const float issue = Smaller(shared / Larger(q.issue_sum + b - shared, least_union), 1.0f);
    const float most_c = loose ? q.community_sum : Smaller(q.community_sum, bc);
    const float raw_c = static_cast<float>(communities[i]) * q.community_unit;
    const float shared_c = Smaller(raw_c, most_c);
    const float union_c = Larger(q.community_sum + bc - shared_c, loose ? q.community_sum : 1e-3f);
    const float community = Smaller(shared_c / Larger(union_c, 1e-3f), 1.0f);
    // From below, for the part of the bridge that needs different people.
    const float least_c = Larger(Smaller(raw_c - q.community_slack, most_c), 0.0f);
    const float different =
        1.0f - least_c / Larger((q.community_sum + bc) * 1.00001f - least_c, 1e-3f);
    const float both = with_communities * has_communities;
    const float bridge = loose ? issue : issue * (both > 0.0f ? different : 0.5f);
    const float smaller = Larger(Smaller(asker_sum, b + bc), 1e-3f);
    const float relation = Smaller(static_cast<float>(related[i]) * q.related_unit / smaller, 1.0f);
    const float norm = actors.text_norms[i] * q.text_norm;
    const float text_known = (actors.text_languages[i] & languages) != 0 ? q.text : 0.0f;
    const float cosine =
        Smaller(static_cast<float>(text[i]) * q.text_unit / Larger(norm, 1e-3f), 1.0f);
    const float near = Smaller(static_cast<float>(place[i]) * q.place_unit, q.place_most);
    const float valued = Smaller(static_cast<float>(values[i]) * q.value_unit, 1.0f);
    const float values_known = (actors.flags[i] & kHasValues) != 0 ? q.values : 0.0f;
    const float community_known = with_communities + has_communities > 0.0f ? q.community : 0.0f;
    const float known = q.always + community_known + text_known + values_known;
    const float text_weight = loose ? q.text : text_known;
    const float values_weight = loose ? q.values : values_known;
    const float sum = q.issue * issue + q.community * community + q.bridge * bridge +
                      q.related * relation + text_weight * cosine + q.place * near +
                      values_weight * valued;
    const float met = Smaller(static_cast<float>(needs[i]) * q.need_unit, 1.0f);
    const float meets =
        Smaller(static_cast<float>(offers[i]) * q.offer_unit / actors.need_counts[i], 1.0f);
    const float back_known = (actors.flags[i] & kHasNeeds) != 0 ? q.need : 0.0f;
    const float forward = (sum + q.need_known * met) / Larger(known + q.need_known, 1e-6f);
    const float back = (sum + q.need * meets) / Larger(known + back_known, 1e-6f);
    const float mean = 2.0f * forward * back / Larger(forward + back, 1e-9f);
    bounds[i] = mean * kRelativeSlack + kAbsoluteSlack;
  }
}

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
  BoundBody<false>(question, sums, actors, begin, end, bounds);
}

constexpr Kernel kPortable = {PortableAddDense, PortableBound, "portable"};

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
  BoundBody<false>(question, sums, actors, begin, end, bounds);
}

constexpr Kernel kAvx2 = {Avx2AddDense, Avx2Bound, "avx2"};

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
  BoundBody<false>(question, sums, actors, begin, end, bounds);
}

constexpr Kernel kAvx512 = {Avx512AddDense, Avx512Bound, "avx512"};

bool HasAvx512() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}

#endif

}  // namespace

void LooseBound(const BoundQuestion& question, const Sums& sums, const BoundActors& actors,
                size_t count, float* bounds) {
  BoundBody<true>(question, sums, actors, 0, count, bounds);
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
