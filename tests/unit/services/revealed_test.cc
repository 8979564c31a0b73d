// Every answer of the contract is searched for actors, and every call has a cost that fits it.
#include "services/revealed.h"

#include <map>
#include <set>
#include <string>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "services/budgets.h"
#include "services/permissions.h"
#include "tashbik/v1/organization.pb.h"

namespace tashbik::services {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
using google::protobuf::MethodDescriptor;

const MethodDescriptor* MethodOf(const Permission& row) {
  return google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
      absl::StrCat("tashbik.v1.", absl::StrReplaceAll(row.method, {{"/", "."}})));
}

// An id for each place that a name may stand in: `aaaaaaaaaaaaaaaa` and on.
std::string NextId(int* count) {
  std::string id(16, 'a');
  for (int rest = (*count)++, at = 15; rest > 0; rest /= 26, --at) {
    id[static_cast<size_t>(at)] = static_cast<char>('a' + rest % 26);
  }
  return id;
}

std::string NameWith(const std::string& id, int form) {
  switch (form % 4) {
    case 0:
      return "organizations/" + id;
    case 1:
      return "diasporaGroups/" + id;
    case 2:
      return "hubs/bbbbbbbbbbbbbbbb/members/" + id;
    default:
      return "coalitions/bbbbbbbbbbbbbbbb/members/" + id;
  }
}

// Fills every text of a message, to some depth, with a name. Returns the ids by the path of their
// field; maps from a language to texts are left out.
class Filler {
 public:
  void Fill(Message& message, const std::string& path, int depth) {
    const Descriptor& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
      FillField(message, *type.field(i), absl::StrCat(path, ".", type.field(i)->name()), depth);
    }
  }
  const std::map<std::string, std::string>& placed() const { return placed_; }

 private:
  void FillField(Message& message, const FieldDescriptor& field, const std::string& path,
                 int depth) {
    const auto* reflection = message.GetReflection();
    if (field.is_map() && !absl::EndsWith(path, "ResolveExternalIdsResponse.names")) return;
    if (field.containing_oneof() != nullptr &&
        reflection->HasOneof(message, field.containing_oneof())) {
      return;  // one of them at a time
    }
    if (field.type() == FieldDescriptor::TYPE_STRING) {
      const std::string id = NextId(&count_);
      placed_[path] = id;
      if (field.is_repeated()) {
        reflection->AddString(&message, &field, NameWith(id, count_));
      } else {
        reflection->SetString(&message, &field, NameWith(id, count_));
      }
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && depth > 0) {
      Fill(field.is_repeated() ? *reflection->AddMessage(&message, &field)
                               : *reflection->MutableMessage(&message, &field),
           path, depth - 1);
    }
  }

  int count_ = 0;
  std::map<std::string, std::string> placed_;
};

TEST(Revealed, EveryTextOfEveryAnswerIsLookedAt) {
  int places = 0;
  for (const Permission& row : Permissions()) {
    const MethodDescriptor* method = MethodOf(row);
    ASSERT_NE(method, nullptr) << row.method;
    const Message& prototype =
        *MessageFactory::generated_factory()->GetPrototype(method->output_type());
    const std::unique_ptr<Message> response(prototype.New());
    Filler filler;
    filler.Fill(*response, method->output_type()->name(), 5);
    std::set<std::string> found;
    ForEachNamedActor(*response, [&](absl::string_view id) { found.emplace(id); });
    for (const auto& [path, id] : filler.placed()) {
      EXPECT_TRUE(found.contains(id)) << row.method << ": " << path << " is passed over";
      ++places;
    }
  }
  EXPECT_GT(places, 1000);
}

TEST(Revealed, MapsPassedOverHoldTextsByLanguage) {
  // A map whose values are names would have to be searched: a new one is, unless its name is one of
  // those that hold texts. These are all there are.
  std::set<std::string> maps;
  const std::function<void(const Descriptor&, std::set<const Descriptor*>&)> visit =
      [&](const Descriptor& type, std::set<const Descriptor*>& seen) {
        if (!seen.insert(&type).second) return;
        for (int i = 0; i < type.field_count(); ++i) {
          const FieldDescriptor& field = *type.field(i);
          if (field.is_map()) maps.insert(absl::StrCat(type.name(), ".", field.name()));
          if (field.message_type() != nullptr) visit(*field.message_type(), seen);
        }
      };
  std::set<const Descriptor*> seen;
  for (const Permission& row : Permissions()) visit(*MethodOf(row)->output_type(), seen);
  const std::set<std::string> known = {"Call.descriptions",
                                       "Coalition.purposes",
                                       "Event.descriptions",
                                       "Event.proposals",
                                       "GetStatusResponse.counts",
                                       "Hub.descriptions",
                                       "Profile.descriptions",
                                       "ResolveExternalIdsResponse.names",
                                       "Statement.addressees",
                                       "Statement.texts",
                                       "Story.texts",
                                       "Theme.alternative_labels",
                                       "Theme.definitions",
                                       "Theme.hidden_labels",
                                       "Theme.labels",
                                       "ThemeLink.notes",
                                       "Visibility.field_tiers"};
  for (const std::string& map : maps) {
    EXPECT_TRUE(known.contains(map) || absl::EndsWith(map, ".reasons") ||
                absl::EndsWith(map, ".notes"))
        << map << ": does it hold names of actors?";
  }
}

TEST(Revealed, TextsThatAreNoNamesAreNone) {
  v1::Organization organization;
  auto* name = organization.mutable_profile()->add_names();
  for (const char* text :
       {"", "organizations/", "organizations/AAAAAAAAAAAAAAAA", "hubs/aaaaaaaaaaaaaaaa",
        "see organizations/aaaaaaaaaaaaaaaa", "organizations/aaaaaaaaaaaaaaaa/x",
        "themes/a-theme-of-some-length-in-all"}) {
    name->set_text(text);
    ForEachNamedActor(organization, [&](absl::string_view id) { ADD_FAILURE() << text << id; });
  }
}

TEST(Cost, ReadsAreRefusableAndWritesAreNot) {
  int reads = 0;
  for (const Permission& row : Permissions()) {
    const MethodDescriptor* method = MethodOf(row);
    const CallCost cost = CostOf(row.method, *method->input_type());
    bool read = false;
    for (const char* verb :
         {"Get", "List", "Lookup", "BatchGet", "Search", "Preview", "Resolve", "Suggest", "Explain",
          "FindPaths", "Watch", "Match", "Compose", "Read"}) {
      read = read || absl::StartsWith(method->name(), verb);
    }
    EXPECT_TRUE(cost.refusable || !read) << row.method << " can be refused without loss";
    // Administrators have no budget.
    const bool administrators_own =
        method->name() == "CreateBackup" || method->name() == "PublishEpoch";
    if (!read && !administrators_own) {
      EXPECT_FALSE(cost.refusable) << row.method << " is done when its answer is counted";
    }
    const bool suggests = row.method == "CallService/MatchCall" ||
                          row.method == "EventService/SuggestMeetings" ||
                          row.method == "InsightService/ListIsolatedActors" ||
                          row.method == "MatchService/ComposeCoalition" ||
                          row.method == "MatchService/SuggestPartners";
    EXPECT_EQ(cost.suggestion, suggests) << row.method;
    reads += read ? 1 : 0;
  }
  EXPECT_GT(reads, 40);
}

}  // namespace
}  // namespace tashbik::services
