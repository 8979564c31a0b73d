// Every variant of the inner loops gives the same bits as the portable one.
#include "graph/kernel.h"

#include <array>
#include <bit>
#include <random>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace tashbik::graph {
namespace {

constexpr size_t kActors = 1000;  // not a multiple of any width
constexpr size_t kCells = 1024;
constexpr size_t kMostKernels = 3;

using Random = std::mt19937_64;

std::vector<const Kernel*> Kernels() {
  std::array<const Kernel*, kMostKernels> kernels = {};
  const size_t count = AllKernels(kernels.data(), kernels.size());
  return {kernels.begin(), kernels.begin() + static_cast<ptrdiff_t>(count)};
}

std::vector<float> Floats(Random& random, float most) {
  std::uniform_real_distribution<float> any(0, most);
  std::vector<float> values(kCells);
  // Actors that have nothing are common.
  for (float& value : values) value = random() % 4 == 0 ? 0 : any(random);
  return values;
}

std::vector<uint16_t> Halves(Random& random, uint64_t most) {
  std::vector<uint16_t> values(kCells);
  for (uint16_t& value : values) {
    value = random() % 4 == 0 ? 0 : static_cast<uint16_t>(random() % (most + 1));
  }
  return values;
}

// A window's columns and a question on it, any of whose groups may be missing.
struct World {
  explicit World(Random& random)
      : issues(Floats(random, 60)),
        communities(Floats(random, 30)),
        inverse_text(Floats(random, 1)),
        need_shares(Floats(random, 1)),
        flags(Halves(random, 0x7ff)) {
    for (std::vector<uint16_t>& group : groups) group = Halves(random, 65535);
    const auto group = [&](size_t i) { return random() % 5 == 0 ? nullptr : groups[i].data(); };
    sums = {group(0), group(1), group(2), group(3), group(4), group(5), group(6), group(7)};
    std::uniform_real_distribution<float> any(0, 1);
    const auto share = [&] { return any(random); };
    question = {.issue_unit = share() / 1000,
                .community_unit = share() / 2000,
                .related_unit = share() / 1000,
                .text_unit = share() / 100,
                .need_unit = share() / 60000,
                .offer_unit = share() / 60000,
                .place_unit = share() / 60000,
                .value_unit = share() / 60000,
                .issue_sum = 40 * share(),
                .community_sum = 20 * share(),
                .issue_extra = share(),
                .community_slack = share() / 100,
                .text_norm = 1 + 50 * share(),
                .place_most = share(),
                .issue = share() / 8,
                .community = share() / 8,
                .bridge = share() / 8,
                .related = share() / 8,
                .text = share() / 8,
                .need = share() / 8,
                .place = share() / 8,
                .values = share() / 8,
                .least = random() % 2 == 0 ? 0 : share() / 4,
                .always = share() / 2,
                .need_known = share() / 8,
                .text_languages = static_cast<uint8_t>(random() % 8),
                .communities = random() % 2 == 0};
  }

  BoundActors actors() const {
    return {issues.data(), communities.data(), inverse_text.data(), need_shares.data(),
            flags.data()};
  }

  std::vector<float> issues, communities, inverse_text, need_shares;
  std::vector<uint16_t> flags;
  std::array<std::vector<uint16_t>, 8> groups;
  Sums sums;
  BoundQuestion question;
};

std::vector<uint32_t> BitsOf(const std::vector<float>& values) {
  std::vector<uint32_t> bits;
  for (size_t i = 0; i < kActors; ++i) bits.push_back(std::bit_cast<uint32_t>(values[i]));
  return bits;
}

std::vector<float> BoundsBy(const Kernel& kernel, const World& world) {
  std::vector<float> bounds(kCells, -1);
  kernel.bound(world.question, world.sums, world.actors(), 0, kActors, bounds.data());
  return bounds;
}

// A skipped actor may be skipped with its neighbours, whose number is the kernel's own; what counts
// is that whoever can reach `least` has its bound.
TEST(Kernels, BoundToTheSameBits) {
  Random random(1);
  const std::vector<const Kernel*> kernels = Kernels();
  RecordProperty("kernels", static_cast<int>(kernels.size()));
  for (int round = 0; round < 300; ++round) {
    World world(random);
    const float least = world.question.least;
    world.question.least = 0;
    const std::vector<float> all = BoundsBy(*kernels[0], world);
    for (const Kernel* kernel : kernels) {
      ASSERT_EQ(BitsOf(BoundsBy(*kernel, world)), BitsOf(all)) << kernel->name << ", " << round;
    }
    if (least == 0) continue;
    world.question.least = least;
    for (const Kernel* kernel : kernels) {
      const std::vector<float> some = BoundsBy(*kernel, world);
      for (size_t i = 0; i < kActors; ++i) {
        ASSERT_TRUE(some[i] == all[i] || some[i] == 0) << kernel->name << ", " << i;
      }
    }
  }
}

TEST(Kernels, AddTheSameSums) {
  Random random(2);
  for (int round = 0; round < 50; ++round) {
    const size_t count = random() % 20;
    std::vector<std::vector<uint64_t>> bits(count, std::vector<uint64_t>(kCells / 64));
    std::vector<DenseTerm> terms;
    std::vector<uint16_t> want(kCells, 0);
    for (std::vector<uint64_t>& words : bits) {
      for (uint64_t& word : words) word = random() & random();
      const uint16_t units = static_cast<uint16_t>(random() % 3000);
      terms.push_back({words.data(), units});
      for (size_t i = 0; i < kCells; ++i) {
        if ((words[i / 64] >> (i % 64) & 1) != 0) want[i] = static_cast<uint16_t>(want[i] + units);
      }
    }
    for (const Kernel* kernel : Kernels()) {
      std::vector<uint16_t> sums(kCells, 7);  // what was there before does not count
      kernel->add_dense(sums.data(), kCells, terms.data(), terms.size());
      ASSERT_EQ(sums, want) << kernel->name << ", " << round;
    }
  }
}

TEST(Kernels, FindTheSamePlaces) {
  Random random(3);
  for (int round = 0; round < 50; ++round) {
    const std::vector<float> bounds = Floats(random, 1);
    const float least = round == 0 ? 0 : static_cast<float>(random() % 100) / 100;
    std::vector<uint32_t> want;
    for (uint32_t i = 0; i < kActors; ++i) {
      if (bounds[i] >= least) want.push_back(i);
    }
    for (const Kernel* kernel : Kernels()) {
      std::vector<uint32_t> places(kCells);
      places.resize(kernel->reach(bounds.data(), kActors, least, places.data()));
      ASSERT_EQ(places, want) << kernel->name << ", " << round;
    }
  }
}

}  // namespace
}  // namespace tashbik::graph
