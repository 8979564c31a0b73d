// The formula of upper bounds, over the compiler's vectors of any width. For kernel.cc alone, which
// compiles it for several processors.
#ifndef TASHBIK_GRAPH_BOUNDER_H_
#define TASHBIK_GRAPH_BOUNDER_H_

#include <cstddef>
#include <cstdint>

#include "graph/kernel.h"
#include "graph/window.h"

namespace tashbik::graph {

#define TASHBIK_INLINE inline __attribute__((always_inline))

// Vectors of the compiler: `lanes` actors at a time.
template <int lanes>
struct Lane {
  typedef float Floats __attribute__((vector_size(lanes * 4)));
  typedef int32_t Ints __attribute__((vector_size(lanes * 4)));
  typedef uint16_t Halves __attribute__((vector_size(lanes * 2)));
};

// What is missing reads as 0 from here.
alignas(64) inline constexpr uint16_t kNothing[64] = {};

// Rounding in 32-bit floats: this much is added to each bound.
inline constexpr float kRelativeSlack = 1.00002f;
inline constexpr float kAbsoluteSlack = 1e-6f;

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

}  // namespace tashbik::graph

#endif  // TASHBIK_GRAPH_BOUNDER_H_
