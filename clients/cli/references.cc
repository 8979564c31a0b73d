// Looks names up: in the import, by external id, as they are.
#include "clients/cli/references.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "tashbik/v1/search.pb.h"

namespace tashbik::cli {
namespace {

// Most values that ResolveExternalIds takes.
constexpr size_t kMostValues = 1000;

// Ids that the server makes: `[a-z][a-z2-7]{15}`.
bool LooksLikeServerId(absl::string_view id) {
  if (id.size() != 16 || id[0] < 'a' || id[0] > 'z') return false;
  for (char c : id) {
    if (!((c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'))) return false;
  }
  return true;
}

std::string IdOf(absl::string_view name) {
  const size_t slash = name.find('/');
  return std::string(slash == absl::string_view::npos ? name : name.substr(slash + 1));
}

std::vector<std::string> CollectionsOf(RefKind kind) {
  if (kind == RefKind::kHub) return {"hubs"};
  if (kind == RefKind::kActor) return {"organizations", "diasporaGroups"};
  if (kind == RefKind::kCoalition) return {"coalitions"};
  return {};
}

bool Fits(RefKind kind, const std::string& name) {
  for (const std::string& collection : CollectionsOf(kind)) {
    if (absl::StartsWith(name, absl::StrCat(collection, "/"))) return true;
  }
  return false;
}

// Where a resource keeps its external ids; null if it has none.
const FieldDescriptor* ExternalIds(Message* resource, Message** holder) {
  *holder = resource;
  if (HasField(*resource, "profile")) *holder = Mutable(resource, "profile");
  return (*holder)->GetDescriptor()->FindFieldByName("external_ids");
}

// Puts (scheme, value) in front: the server finds a record by its first.
void PutExternalId(const std::string& scheme, const std::string& value, Message* resource) {
  Message* holder;
  const FieldDescriptor* field = ExternalIds(resource, &holder);
  if (field == nullptr) return;
  const auto* reflection = holder->GetReflection();
  int at = -1;
  for (int i = 0; i < reflection->FieldSize(*holder, field); ++i) {
    const Message& id = reflection->GetRepeatedMessage(*holder, field, i);
    if (GetText(id, "scheme") == scheme && GetText(id, "value") == value) at = i;
  }
  if (at < 0) {
    Message* id = reflection->AddMessage(holder, field);
    SetText(id, "scheme", scheme);
    SetText(id, "value", value);
    at = reflection->FieldSize(*holder, field) - 1;
  }
  for (; at > 0; --at) reflection->SwapElements(holder, field, at, at - 1);
}

}  // namespace

void References::Learn(ImportRecord* record) {
  if (!record->local_name.empty()) local_[record->local_name] = record;
}

absl::Status References::Ask(const std::set<ExternalKey>& keys) {
  std::map<std::string, std::vector<std::string>> by_scheme;
  for (const ExternalKey& key : keys) {
    if (external_.count(key) == 0) by_scheme[key.first].push_back(key.second);
  }
  for (const auto& [scheme, values] : by_scheme) {
    for (size_t from = 0; from < values.size(); from += kMostValues) {
      v1::ResolveExternalIdsRequest request;
      request.set_scheme(scheme);
      const size_t to = std::min(values.size(), from + kMostValues);
      for (size_t i = from; i < to; ++i) request.add_values(values[i]);
      for (const client::Client* client : clients_) {
        auto response = client->Call<v1::ResolveExternalIdsResponse>(request);
        if (!response.ok()) return response.status();
        for (const auto& [value, name] : response->names()) {
          external_.emplace(ExternalKey(scheme, value), name);
        }
      }
    }
  }
  return absl::OkStatus();
}

absl::Status References::FindExisting(const Kind& kind, const std::vector<ImportRecord*>& records) {
  bool needed = false;
  for (const ImportRecord* record : records) {
    needed = needed || (!record->exists && LooksLikeServerId(record->key));
  }
  if (!needed) return absl::OkStatus();
  if (existing_.count(kind.label) == 0) {
    std::unique_ptr<Message> request = NewRequest("List", kind);
    SetInt(request.get(), "page_size", 1000);
    client::PageWalk walk(*request, [&](const Message& page, Message* response) {
      return clients_[0]->Call(page, response);
    });
    std::set<std::string>& names = existing_[kind.label];
    auto next = walk.Next();
    for (; next.ok() && *next != nullptr; next = walk.Next()) names.insert(NameOf(**next));
    if (!next.ok()) return next.status();
  }
  for (ImportRecord* record : records) {
    if (record->exists || existing_[kind.label].count(record->local_name) == 0) continue;
    record->exists = true;
    record->name = record->local_name;
  }
  return absl::OkStatus();
}

absl::Status References::Prepare(const std::vector<ImportRecord*>& records) {
  std::set<ExternalKey> keys;
  for (ImportRecord* record : records) {
    if (!record->key.empty()) keys.insert({record->source, record->key});
    absl::Status status = VisitReferences(
        record->resource.get(),
        [&](RefKind kind, const std::string&, std::string* text) -> absl::StatusOr<bool> {
          const bool looked_up = kind != RefKind::kTheme && kind != RefKind::kCircle;
          const bool name_shaped = KindOfName(*text) != nullptr;
          if (looked_up && Local(kind, *record, *text) == nullptr && *text != "hubs/-") {
            keys.insert({record->ref_source, name_shaped ? IdOf(*text) : *text});
          }
          return true;
        });
    if (!status.ok()) return status;
    if (record->kind->word[0] == '\0') {
      const std::vector<std::string> parts = absl::StrSplit(NameOf(*record->resource), '/');
      if (parts.size() >= 2 && parts[1] != "-") keys.insert({record->ref_source, parts[1]});
    }
  }
  if (absl::Status status = Ask(keys); !status.ok()) return status;
  for (ImportRecord* record : records) {
    auto found = external_.find({record->source, record->key});
    if (record->key.empty() || found == external_.end()) continue;
    if (KindOfName(found->second) != record->kind) continue;
    record->exists = true;
    record->name = found->second;
  }
  if (records.empty() || records[0]->kind->word[0] == '\0' ||
      absl::string_view(records[0]->kind->label) == "theme") {
    return absl::OkStatus();
  }
  return FindExisting(*records[0]->kind, records);
}

const ImportRecord* References::Local(RefKind kind, const ImportRecord& from,
                                      const std::string& text) const {
  if (auto found = local_.find(text); found != local_.end()) return found->second;
  if (KindOfName(text) != nullptr || from.ref_source != from.source) return nullptr;
  for (const std::string& collection : CollectionsOf(kind)) {
    auto found = local_.find(absl::StrCat(collection, "/", text));
    if (found != local_.end()) return found->second;
  }
  return nullptr;
}

absl::StatusOr<std::string> References::RealName(RefKind kind, const ImportRecord& from,
                                                 const std::string& text) const {
  if (text == "hubs/-") {
    if (!hub_.empty()) return hub_;
    return absl::InvalidArgumentError("there is no hub to import into: say which with --hub");
  }
  if (const ImportRecord* record = Local(kind, from, text)) {
    if (!record->refused.empty()) {
      return absl::InvalidArgumentError(absl::StrCat("it refers to ", text, ", which was refused"));
    }
    return record->name;
  }
  const bool name_shaped = KindOfName(text) != nullptr;
  auto found = external_.find({from.ref_source, name_shaped ? IdOf(text) : text});
  if (found != external_.end() && Fits(kind, found->second)) return found->second;
  if (name_shaped) return text;
  return absl::InvalidArgumentError(absl::StrCat("nothing is known as '", text, "' from source '",
                                                 from.ref_source,
                                                 "'; import it first, or name its "
                                                 "source with --ref"));
}

absl::StatusOr<std::string> References::RealParent(const ImportRecord& from,
                                                   const std::string& name) const {
  const std::vector<std::string> parts = absl::StrSplit(name, '/');
  if (parts.size() != 4) return absl::InvalidArgumentError(absl::StrCat("'", name, "' is no name"));
  const std::string parent = absl::StrCat(parts[0], "/", parts[1]);
  if (parts[0] == "hubs") return RealName(RefKind::kHub, from, parent);
  if (auto found = local_.find(parent); found != local_.end()) {
    if (found->second->refused.empty()) return found->second->name;
    return absl::InvalidArgumentError(absl::StrCat(parent, " was refused"));
  }
  auto found = external_.find({from.ref_source, parts[1]});
  return found == external_.end() ? parent : found->second;
}

absl::StatusOr<std::unique_ptr<Message>> References::Resolve(const ImportRecord& record,
                                                             bool only_validate) {
  std::unique_ptr<Message> sent(record.resource->New());
  sent->CopyFrom(*record.resource);
  bool unwritten = false;  // something that it cannot do without is not there yet
  absl::Status status = VisitReferences(
      sent.get(),
      [&](RefKind kind, const std::string& field, std::string* text) -> absl::StatusOr<bool> {
        if (kind == RefKind::kTheme) {
          const bool own = absl::string_view(record.kind->label) == "theme";
          auto local = local_.find(*text);
          if (local != local_.end()) {
            // In a check, themes of this import may be unknown to the server as yet.
            if (!local->second->refused.empty()) {
              return absl::InvalidArgumentError(
                  absl::StrCat("it refers to ", *text, ", which was refused"));
            }
            return own || !only_validate;
          }
          auto theme = themes_->Find(*text, FacetsOf(field));
          if (!theme.ok()) return theme.status();
          *text = *theme;
          return true;
        }
        if (kind == RefKind::kCircle) {
          if (auto local = local_.find(*text); local != local_.end()) {
            *text = local->second->name;
            return !text->empty();
          }
          if (!absl::StartsWith(*text, "hubs/-/")) return true;
          *text = absl::StrCat(hub_, absl::StripPrefix(*text, "hubs/-"));
          return true;
        }
        auto name = RealName(kind, record, *text);
        if (!name.ok()) return name.status();
        *text = *name;
        if (!name->empty()) return true;
        unwritten = unwritten || field.empty();  // the actor of a membership
        return false;
      });
  if (!status.ok()) return status;
  if (record.kind->word[0] == '\0') {
    auto parent = RealParent(record, NameOf(*record.resource));
    if (!parent.ok()) return parent.status();
    if (parent->empty()) unwritten = true;
    SetText(sent.get(), "name", absl::StrCat(*parent, "/", record.kind->collection, "/-"));
  } else if (!record.key.empty()) {
    const bool by_name = record.exists && record.name == record.local_name;
    SetText(sent.get(), "name",
            by_name || record.kind->word == absl::string_view("hub") ? record.name : "");
    if (!by_name) PutExternalId(record.source, record.key, sent.get());
  }
  if (unwritten && only_validate) return nullptr;
  if (unwritten) return absl::InvalidArgumentError("what it refers to was not written");
  return sent;
}

}  // namespace tashbik::cli
