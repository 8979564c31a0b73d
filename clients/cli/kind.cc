// Finds request types and fields in the descriptors of the contract.
#include "clients/cli/kind.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "clients/cpp/method.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/call.pb.h"
#include "tashbik/v1/change.pb.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/diaspora_group.pb.h"
#include "tashbik/v1/event.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/statement.pb.h"
#include "tashbik/v1/story.pb.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::cli {
namespace {

const FieldDescriptor* Field(const Message& message, absl::string_view name) {
  return message.GetDescriptor()->FindFieldByName(std::string(name));
}

// `stories` of `story`, `hubs` of `hub`.
std::string Plural(absl::string_view word) {
  if (absl::ConsumeSuffix(&word, "y")) return absl::StrCat(word, "ies");
  return absl::StrCat(word, "s");
}

}  // namespace

std::string Kind::list_field() const { return Plural(label); }

std::string Kind::own_kind_field() const { return absl::StrCat(label, "_kind"); }

const Descriptor* Kind::descriptor() const {
  // Names the files of the contract, so that the linker keeps them and their types can be found.
  static const Descriptor* const kept[] = {
      v1::Organization::descriptor(), v1::DiasporaGroup::descriptor(), v1::Theme::descriptor(),
      v1::Coalition::descriptor(),    v1::Hub::descriptor(),           v1::Call::descriptor(),
      v1::Event::descriptor(),        v1::Story::descriptor(),         v1::Statement::descriptor(),
  };
  return kept[0]->file()->pool()->FindMessageTypeByName(absl::StrCat("tashbik.v1.", message));
}

const std::vector<Kind>& Kinds() {
  static const std::vector<Kind>* const kinds = new std::vector<Kind>{
      {"theme", "theme", "Theme", "themes", false},
      {"hub", "hub", "Hub", "hubs", false},
      {"", "circle", "Circle", "circles", false},
      {"org", "organization", "Organization", "organizations", true},
      {"diaspora", "diaspora_group", "DiasporaGroup", "diasporaGroups", true},
      {"", "hub_member", "HubMember", "members", false},
      {"coalition", "coalition", "Coalition", "coalitions", false},
      {"", "coalition_member", "CoalitionMember", "members", false},
      {"call", "call", "Call", "calls", false},
      {"event", "event", "Event", "events", false},
      {"", "attendee", "Attendee", "attendees", false},
      {"story", "story", "Story", "stories", false},
      {"statement", "statement", "Statement", "statements", false},
  };
  return *kinds;
}

const Kind* FindKind(absl::string_view text) {
  auto plain = [](absl::string_view name) {
    return absl::AsciiStrToLower(absl::StrReplaceAll(name, {{"-", ""}, {"_", ""}}));
  };
  const std::string wanted = plain(text);
  for (const Kind& kind : Kinds()) {
    if (wanted == plain(kind.label) || wanted == plain(Plural(kind.label)) ||
        (*kind.word != '\0' && wanted == kind.word)) {
      return &kind;
    }
  }
  return nullptr;
}

const Kind* KindOfName(absl::string_view name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  if (parts.size() == 4 && parts[2] == "members") {
    return FindKind(parts[0] == "hubs" ? "hub_member" : "coalition_member");
  }
  if (parts.size() == 4 && parts[2] == "circles") return FindKind("circle");
  if (parts.size() == 4 && parts[2] == "attendees") return FindKind("attendee");
  if (parts.size() != 2) return nullptr;
  for (const Kind& kind : Kinds()) {
    if (parts[0] == kind.collection && kind.word[0] != '\0') return &kind;
  }
  return nullptr;
}

const Kind* KindOf(const Message& resource) {
  for (const Kind& kind : Kinds()) {
    if (resource.GetDescriptor()->name() == kind.message) return &kind;
  }
  return nullptr;
}

std::unique_ptr<Message> NewMessage(const Descriptor* type) {
  return std::unique_ptr<Message>(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
}

std::unique_ptr<Message> NewRequest(absl::string_view verb, const Kind& kind) {
  const bool several = verb == "List" || absl::StartsWith(verb, "Batch");
  const std::string name =
      absl::StrCat("tashbik.v1.", verb, several ? Plural(kind.message) : kind.message, "Request");
  return NewMessage(kind.descriptor()->file()->pool()->FindMessageTypeByName(name));
}

absl::StatusOr<std::unique_ptr<Message>> Call(const client::Client& client,
                                              const Message& request) {
  auto method = client::MethodOf(request);
  if (!method.ok()) return method.status();
  std::unique_ptr<Message> response = NewMessage(method->response);
  if (absl::Status status = client.Call(request, response.get()); !status.ok()) return status;
  return response;
}

void SetText(Message* message, absl::string_view field, absl::string_view value) {
  message->GetReflection()->SetString(message, Field(*message, field), std::string(value));
}

void SetBool(Message* message, absl::string_view field, bool value) {
  message->GetReflection()->SetBool(message, Field(*message, field), value);
}

void SetInt(Message* message, absl::string_view field, int value) {
  message->GetReflection()->SetInt32(message, Field(*message, field), value);
}

std::string GetText(const Message& message, absl::string_view field) {
  return message.GetReflection()->GetString(message, Field(message, field));
}

Message* Mutable(Message* message, absl::string_view field) {
  return message->GetReflection()->MutableMessage(message, Field(*message, field));
}

Message* Add(Message* message, absl::string_view field) {
  return message->GetReflection()->AddMessage(message, Field(*message, field));
}

std::vector<const Message*> Items(const Message& message, absl::string_view field) {
  std::vector<const Message*> items;
  const FieldDescriptor* list = Field(message, field);
  if (list == nullptr || !list->is_repeated()) return items;
  const auto* reflection = message.GetReflection();
  for (int i = 0; i < reflection->FieldSize(message, list); ++i) {
    items.push_back(&reflection->GetRepeatedMessage(message, list, i));
  }
  return items;
}

bool HasField(const Message& message, absl::string_view field) {
  return Field(message, field) != nullptr;
}

std::string NameOf(const Message& resource) {
  return HasField(resource, "name") ? GetText(resource, "name") : "";
}

}  // namespace tashbik::cli
