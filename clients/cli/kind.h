// The kinds of resources, and messages of the contract found by the names they share: every kind
// has a `Get…Request`, a `List…sRequest` and so on.
#ifndef TASHBIK_CLIENTS_CLI_KIND_H_
#define TASHBIK_CLIENTS_CLI_KIND_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "clients/cpp/client.h"
#include "google/protobuf/message.h"

namespace tashbik::cli {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

struct Kind {
  const char* word;        // on the command line, empty for members, circles, attendees: `org`
  const char* label;       // in --kind and JSON Lines: `diaspora_group`
  const char* message;     // type: `DiasporaGroup`
  const char* collection;  // last collection of its names: `diasporaGroups`
  bool actor;              // an organization or diaspora group

  std::string field() const { return label; }  // in requests: `diaspora_group`
  // What a line of JSON calls a field `kind` of its own, beside the kind of the line:
  // `organization_kind`.
  std::string own_kind_field() const;
  std::string list_field() const;  // in batches and answers: `diaspora_groups`
  const Descriptor* descriptor() const;
};

// All kinds, in the order in which they can be written: what is referred to comes first.
const std::vector<Kind>& Kinds();

// By its word, label, collection or message name; `-` and case do not matter. Null if none.
const Kind* FindKind(absl::string_view text);
// By a resource name: `coalitions/x/members/y` is a coalition_member. Null if none.
const Kind* KindOfName(absl::string_view name);
const Kind* KindOf(const Message& resource);

std::unique_ptr<Message> NewMessage(const Descriptor* type);
// The request of `verb` for the kind: ("List", org) is a ListOrganizationsRequest.
std::unique_ptr<Message> NewRequest(absl::string_view verb, const Kind& kind);
// Sends a request whose answer's type is not known to the compiler.
absl::StatusOr<std::unique_ptr<Message>> Call(const client::Client& client, const Message& request);

// Fields by name. The field must be there and of that type.
void SetText(Message* message, absl::string_view field, absl::string_view value);
void SetBool(Message* message, absl::string_view field, bool value);
void SetInt(Message* message, absl::string_view field, int value);
std::string GetText(const Message& message, absl::string_view field);
Message* Mutable(Message* message, absl::string_view field);
Message* Add(Message* message, absl::string_view field);
// The messages of a repeated field; none where there is no such field.
std::vector<const Message*> Items(const Message& message, absl::string_view field);
bool HasField(const Message& message, absl::string_view field);

// The name of the resource.
std::string NameOf(const Message& resource);

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_KIND_H_
