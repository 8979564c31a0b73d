// The loops, written once, compiled for several processors. Built with -O3 and without contraction
// of floating point, so that every variant gives the same bits.
#include "graph/kernel.h"

#include "graph/window.h"

// Vectors wider than the portable build has registers for are passed to inlined functions alone.
#pragma GCC diagnostic ignored "-Wpsabi"

#if defined(__x86_64__)
#include <immintrin.h>
#define TASHBIK_X86 1
#endif

namespace tashbik::graph {
namespace {

#define TASHBIK_INLINE inline __attribute__((always_inline))

// Vectors of the compiler: `lanes` actors at a time.
template <int lanes>
struct Lane {
  typedef float Floats __attribute__((vector_size(lanes * 4)));
  typedef int32_t Ints __attribute__((vector_size(lanes * 4)));
  typedef uint16_t Halves __attribute__((vector_size(lanes * 2)));
};

// What is missing reads as 0 from here.
alignas(64) constexpr uint16_t kNothing[64] = {};

// Rounding in 32-bit floats: this much is added to each bound.
constexpr float kRelativeSlack = 1.00002f;
constexpr float kAbsoluteSlack = 1e-6f;

// The formula of pair.cc over `lanes` actors, with sums in place of exact overlaps. One division:
// both scores are kept as numerators over the same unions until the end. Loose: the actors' figures
// are those of what everybody sees of them, the sums those of all that they have; what is not
// surely known then counts in the sum, and not in what it is divided by.
template <int lanes, bool loose>
struct Bounder {
  using Floats = typename Lane<lanes>::Floats;
  using Ints = typename Lane<lanes>::Ints;

  const BoundQuestion& q;
  const Sums& sums;
  const BoundActors& actors;
  const float issue_scale;
  const float community_scale;
  const float different_slack;

  TASHBIK_INLINE Bounder(const BoundQuestion& question, const Sums& s, const BoundActors& a)
      : q(question),
        sums(s),
        actors(a),
        issue_scale(q.issue_sum > 0 ? 1 / q.issue_sum : 1),
        community_scale(q.community_sum > 0 ? 1 / q.community_sum : 1),
        different_slack(2 * q.community_slack * community_scale) {}

  static TASHBIK_INLINE void Fill(Floats& out, float value) {
    for (int i = 0; i < lanes; ++i) out[i] = value;
  }
  static TASHBIK_INLINE void Load(Floats& out, const float* from) {
    __builtin_memcpy(&out, from, sizeof(out));
  }
  static TASHBIK_INLINE void Load(Floats& out, const uint16_t* from, float unit) {
    typename Lane<lanes>::Halves halves;
    __builtin_memcpy(&halves, from, sizeof(halves));
    out = __builtin_convertvector(__builtin_convertvector(halves, Ints), Floats) * unit;
  }
  static TASHBIK_INLINE void LoadBits(Ints& out, const uint16_t* from) {
    typename Lane<lanes>::Halves halves;
    __builtin_memcpy(&halves, from, sizeof(halves));
    out = __builtin_convertvector(halves, Ints);
  }
  static TASHBIK_INLINE void AtMost(Floats& value, const Floats& most) {
    value = value < most ? value : most;
  }

  // Whether any lane of a comparison is true.
  static TASHBIK_INLINE bool Any(const Ints& mask) {
    typedef int8_t Bytes __attribute__((vector_size(lanes)));
    const Bytes bytes = __builtin_convertvector(mask, Bytes);
    uint64_t words[(lanes + 7) / 8] = {};
    __builtin_memcpy(words, &bytes, sizeof(bytes));
    uint64_t any = 0;
    for (uint64_t word : words) any |= word;
    return any != 0;
  }

  // How far the actors' themes are linked with the asker's, at most 1. Needs sums.related.
  TASHBIK_INLINE void LoadRelated(Floats& value, size_t i) const {
    Floats smaller, communities, one, own;
    Fill(one, 1);
    Fill(own, q.issue_sum + q.community_sum);
    Load(smaller, actors.issues + i);
    Load(communities, actors.communities + i);
    smaller += communities;
    AtMost(smaller, own);
    smaller = smaller > one ? smaller : one;
    Load(value, sums.related + i, q.related_unit);
    value /= smaller;
    AtMost(value, one);
  }

  // How like the actors' words are to the asker's, at most 1. Needs sums.text.
  TASHBIK_INLINE void LoadText(Floats& value, size_t i) const {
    Floats inverse, one;
    Fill(one, 1);
    Load(inverse, actors.inverse_text + i);
    Load(value, sums.text + i, q.text_unit / q.text_norm);
    value *= inverse;
    AtMost(value, one);
  }

  TASHBIK_INLINE void Run(size_t i, float* bounds) const {
    Floats zero, one;
    Fill(zero, 0);
    Fill(one, 1);
    Ints flags;
    LoadBits(flags, actors.flags + i);
    // All in units of the asker's own sums.
    Floats b, shared, either;
    Load(b, actors.issues + i);
    b *= issue_scale;
    Load(shared, sums.issues != nullptr ? sums.issues + i : kNothing, q.issue_unit * issue_scale);
    shared += q.issue_extra * issue_scale;
    AtMost(shared, one);
    if (!loose) AtMost(shared, b);
    either = one + b - shared;
    if (loose) either = either > one ? either : one;

    Floats bc, shared_c, either_c;
    Load(bc, actors.communities + i);
    bc *= community_scale;
    Load(shared_c, sums.communities != nullptr ? sums.communities + i : kNothing,
         q.community_unit * community_scale);
    AtMost(shared_c, one);
    if (!loose) AtMost(shared_c, bc);
    either_c = one + bc - shared_c;
    if (loose) either_c = either_c > one ? either_c : one;

    const Ints no_communities = (flags & kHasCommunities) == 0;
    Floats different = either_c - shared_c + different_slack * either_c;  // over either_c
    AtMost(different, either_c);
    if (loose) {
      different = either_c;
    } else if (!q.communities) {
      different = 0.5f * either_c;
    } else {
      different = no_communities ? 0.5f * either_c : different;
    }
    // Numerators over either * either_c.
    const Floats unions = either * either_c;
    Floats sum =
        shared * (q.issue * either_c + q.bridge * different) + q.community * shared_c * either;
    Floats known;
    Fill(known, q.always);
    if (q.communities) {
      known += q.community;
    } else {
      known += no_communities ? zero : zero + q.community;
    }
    AddLinear(i, flags, unions, sum, known);

    Floats forward = sum;
    Floats back = sum;
    if (sums.needs != nullptr) {
      Floats met;
      Load(met, sums.needs + i, q.need_unit);
      AtMost(met, one);
      forward += q.need_known * met * unions;
    }
    if (sums.offers != nullptr) {
      Floats meets, share;
      Load(meets, sums.offers + i, q.offer_unit);
      Load(share, actors.need_shares + i);
      meets *= share;
      AtMost(meets, one);
      back += q.need * meets * unions;
    }
    const Floats forward_known = known + q.need_known;
    const Floats back_known = known + ((flags & kHasNeeds) == 0 ? zero : zero + q.need);
    Floats weights = unions * (forward * back_known + back * forward_known);
    weights = weights > zero ? weights : one;
    const Floats twice = 2.0f * forward * back;
    // Divisions cost the most; few actors need the last one.
    if (!Any(twice >= q.least * weights)) {
      __builtin_memset(bounds + i, 0, sizeof(Floats));
      return;
    }
    const Floats bound = twice / weights * kRelativeSlack + kAbsoluteSlack;
    __builtin_memcpy(bounds + i, &bound, sizeof(bound));
  }

  // Signals that are linear in their sums: related, text, place, values.
  TASHBIK_INLINE void AddLinear(size_t i, const Ints& flags, const Floats& unions, Floats& sum,
                                Floats& known) const {
    Floats zero, one, value;
    Fill(zero, 0);
    Fill(one, 1);
    if (sums.related != nullptr) {
      LoadRelated(value, i);
      sum += q.related * value * unions;
    }
    if (q.text > 0) {
      const int languages = q.text_languages << kTextLanguageShift;
      const Floats weight = (flags & languages) != 0 ? zero + q.text : zero;
      known += weight;
      if (sums.text != nullptr) {
        LoadText(value, i);
        sum += (loose ? zero + q.text : weight) * value * unions;
      }
    }
    if (sums.place != nullptr) {
      Load(value, sums.place + i, q.place_unit);
      Floats most;
      Fill(most, q.place_most);
      AtMost(value, most);
      sum += q.place * value * unions;
    }
    if (q.values > 0) {
      const Floats weight = (flags & kHasValues) != 0 ? zero + q.values : zero;
      known += weight;
      if (sums.values != nullptr) {
        Load(value, sums.values + i, q.value_unit);
        AtMost(value, one);
        sum += (loose ? zero + q.values : weight) * value * unions;
      }
    }
  }
};

template <int lanes, bool loose>
TASHBIK_INLINE void BoundAll(const BoundQuestion& question, const Sums& sums,
                             const BoundActors& actors, size_t begin, size_t end, float* bounds) {
  const Bounder<lanes, loose> bounder(question, sums, actors);
  for (size_t i = begin; i < end; i += lanes) bounder.Run(i, bounds);
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
