// Serves both directories of each pair and asks both the same.
#include "tests/noninterference/comparison.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tashbik/v1/change.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tests/noninterference/fixed_server.h"
#include "tests/noninterference/questions.h"
#include "tests/noninterference/variant.h"
#include "tests/noninterference/world.h"

namespace tashbik::testing {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;

constexpr int kMostPages = 4;
constexpr int64_t kReadMicros = 2'000'000'000'000'000;

const MethodDescriptor& MethodOf(const Message& request) {
  const auto* file = request.GetDescriptor()->file();
  for (int i = 0; i < file->service_count(); ++i) {
    for (int j = 0; j < file->service(i)->method_count(); ++j) {
      const MethodDescriptor* method = file->service(i)->method(j);
      if (method->input_type() == request.GetDescriptor()) return *method;
    }
  }
  std::abort();
}

// The four kinds of callers. The member speaks for the first actor, which its hub knows.
std::vector<Reader> ReadersOf(const World& world) {
  const HubMembership& own = world.hub_memberships[0];
  const v1::Profile& profile = world.actors[0].versions[0].body.profile();
  std::set<std::string> countries(profile.active_countries().begin(),
                                  profile.active_countries().end());
  countries.insert(profile.base_country());
  return {{},
          {.role = v1::ROLE_MEMBER,
           .account = "member",
           .actor = world.actors[0].name,
           .member_of = {own.hub},
           .circles = {own.body.circles().begin(), own.body.circles().end()},
           .countries = std::move(countries)},
          world.makers[1],
          world.makers[0]};
}

// A world in a server, and the callers' tokens to it.
class Served {
 public:
  Served(const World& world, const std::vector<Reader>& readers) {
    for (const auto* callers : {&world.makers, &readers, &world.signers}) {
      for (const Reader& reader : *callers) MakeToken(reader);
    }
    for (const Step& step : StepsOf(world)) {
      if (step.request == nullptr) {
        for (const Reader& reader : readers) Begin(reader);
        continue;
      }
      server_.SetTime(step.micros);
      server_.SetNextId(step.id);
      const Answer made = Ask(*step.maker, MethodOf(*step.request), *step.request);
      if (made.code == 0) continue;
      refused_ = absl::StrCat(step.maker->account, " ", step.request->GetTypeName(), "\n",
                              step.request->DebugString(), made.DebugString());
      return;
    }
    server_.SetTime(kReadMicros);
  }

  // The step that was refused, if one was: then the world is not written.
  const std::string& refused() const { return refused_; }

  Answer Ask(const Reader& reader, const MethodDescriptor& method, const Message& request) {
    return server_.Call(tokens_.at(reader.account), method, request);
  }

  // The whole watch from where it began, its first answer included.
  std::vector<Answer> Watched(const Reader& reader, const std::vector<std::string>& collections) {
    const Answer& begin = begins_.at(reader.account);
    const auto& first = dynamic_cast<const v1::WatchChangesResponse&>(*begin.response);
    std::vector<Answer> all =
        server_.Watch(tokens_.at(reader.account), first.resume_token(), collections, kLastTheme);
    all.insert(all.begin(), begin);
    return all;
  }

  void Fold() { server_.directory().Fold(); }

 private:
  void MakeToken(const Reader& reader) {
    if (tokens_.contains(reader.account)) return;
    tokens_[reader.account] =
        reader.account.empty()
            ? ""
            : server_.MakeToken(reader.role, reader.account,
                                {reader.coordinates.begin(), reader.coordinates.end()},
                                reader.actor);
  }
  void Begin(const Reader& reader) {
    begins_[reader.account] = server_.BeginWatch(tokens_.at(reader.account));
  }

  FixedServer server_;
  std::map<std::string, std::string> tokens_;
  std::map<std::string, Answer> begins_;
  std::string refused_;
};

std::string NextPageToken(const Message& response) {
  const auto* field = response.GetDescriptor()->FindFieldByName("next_page_token");
  return field == nullptr ? "" : response.GetReflection()->GetString(response, field);
}

void SetPageToken(const std::string& token, Message& request) {
  const auto* field = request.GetDescriptor()->FindFieldByName("page_token");
  request.GetReflection()->SetString(&request, field, token);
}

// One pair of directories before one reader.
class Pair {
 public:
  Pair(Served& first, Served& second, const Reader& reader, std::string name, Comparison& found)
      : first_(first), second_(second), reader_(reader), name_(std::move(name)), found_(found) {}

  void Compare(const MethodDescriptor& method, Message& request) {
    for (int page = 0; page < kMostPages; ++page) {
      const Answer one = first_.Ask(reader_, method, request);
      const Answer other = second_.Ask(reader_, method, request);
      ++found_.questions;
      if (!(one == other)) Report(method.name() + " " + request.DebugString(), one, other);
      if (one.code != 0) return;
      const std::string token = NextPageToken(*one.response);
      if (token.empty() || !(one == other)) return;
      SetPageToken(token, request);
    }
  }

  void CompareWatches(const std::vector<std::string>& collections) {
    const std::vector<Answer> one = first_.Watched(reader_, collections);
    const std::vector<Answer> other = second_.Watched(reader_, collections);
    ++found_.questions;
    for (size_t i = 0; i < std::max(one.size(), other.size()); ++i) {
      const Answer nothing{.code = -1, .message = "no more"};
      const Answer& a = i < one.size() ? one[i] : nothing;
      const Answer& b = i < other.size() ? other[i] : nothing;
      if (a == b) continue;
      Report(absl::StrCat("WatchChanges, answer ", i), a, b);
      return;
    }
  }

 private:
  void Report(const std::string& question, const Answer& one, const Answer& other) {
    found_.differences.push_back(absl::StrCat(name_, " is answered differently: ", question,
                                              "\n--- first\n", one.DebugString(), "--- second\n",
                                              other.DebugString()));
  }

  Served& first_;
  Served& second_;
  const Reader& reader_;
  const std::string name_;
  Comparison& found_;
};

absl::Status AskAll(const World& world, const std::vector<const MethodDescriptor*>& methods,
                    const Reader& reader, Dice& dice, Pair& pair) {
  Questions questions(world, dice);
  const bool operates = reader.role == v1::ROLE_ADMINISTRATOR;
  for (int i = 0; i < kQuestions; ++i) {
    // Each method at least once, the rest at random.
    const MethodDescriptor& method = i < static_cast<int>(methods.size())
                                         ? *methods[static_cast<size_t>(i)]
                                         : *dice.OneOf(methods);
    if (operates && method.name() == "GetStatus") continue;  // totals are the operator's
    if (method.name() == "WatchChanges") {
      if (dice.Chance(0.5)) {
        pair.CompareWatches({});
      } else {
        pair.CompareWatches({"themes", "organizations", "members"});
      }
      continue;
    }
    const auto request = questions.About(method);
    if (!request.ok()) return request.status();
    pair.Compare(method, **request);
  }
  return absl::OkStatus();
}

// Whether those who made the directories are answered differently.
bool Differs(const World& world, Served& first, Served& second) {
  const v1::ListOrganizationsRequest all;
  return std::any_of(world.makers.begin(), world.makers.end(), [&](const Reader& maker) {
    return !(first.Ask(maker, MethodOf(all), all) == second.Ask(maker, MethodOf(all), all));
  });
}

}  // namespace

absl::StatusOr<Comparison> ComparePairs(int first_seed, int pairs, size_t most_differences) {
  const auto methods = ReadMethods();
  if (!methods.ok()) return methods.status();
  Comparison found;
  for (int seed = first_seed; found.pairs < pairs; ++seed) {
    const World world = MakeWorld(static_cast<uint64_t>(seed));
    const std::vector<Reader> readers = ReadersOf(world);
    Served first(world, readers);
    if (!first.refused().empty()) return absl::InternalError(first.refused());
    std::vector<std::unique_ptr<Served>> others;
    for (size_t i = 0; i < readers.size() && found.pairs < pairs; ++i, ++found.pairs) {
      const Reader& reader = readers[i];
      Dice dice(static_cast<uint64_t>(seed) * 4 + i);
      const World other = MakeVariant(world, reader, dice);
      Served& second = *others.emplace_back(std::make_unique<Served>(other, readers));
      if (!second.refused().empty()) return absl::InternalError(second.refused());
      if (dice.Chance(0.5)) first.Fold();
      if (dice.Chance(0.5)) second.Fold();
      Pair pair(first, second, reader,
                absl::StrCat("seed ", seed, ", ", v1::Role_Name(reader.role)), found);
      if (auto asked = AskAll(world, *methods, reader, dice, pair); !asked.ok()) return asked;
      if (found.differences.size() >= most_differences) return found;
    }
    // Some of the makers are readers too, and what they are shown counts against their budgets:
    // they are asked when all readers have been.
    found.differing += static_cast<int>(std::count_if(
        others.begin(), others.end(),
        [&](const std::unique_ptr<Served>& second) { return Differs(world, first, *second); }));
  }
  return found;
}

}  // namespace tashbik::testing
