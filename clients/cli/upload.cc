// Batches, faults by index, halves where a fault has no index.
#include "clients/cli/upload.h"

#include <algorithm>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "clients/cli/display_name.h"
#include "clients/cpp/errors.h"
#include "clients/cpp/fold.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/hub.pb.h"

namespace tashbik::cli {
namespace {

// The server's bounds for a batch, with room for the envelope.
constexpr size_t kMostRecords = 1000;
constexpr size_t kMostBytes = 3500 << 10;

bool IsRecordFault(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kOutOfRange:
      return true;
    default:
      return false;
  }
}

// `organizations[17].profile.names` -> 17 and `profile.names`; -1 for another field.
int IndexOf(absl::string_view field, const std::string& list, std::string* rest) {
  if (!absl::ConsumePrefix(&field, absl::StrCat(list, "["))) return -1;
  const size_t end = field.find(']');
  int index;
  if (end == absl::string_view::npos || !absl::SimpleAtoi(field.substr(0, end), &index)) return -1;
  field.remove_prefix(end + 1);
  absl::ConsumePrefix(&field, ".");
  *rest = std::string(field);
  return index;
}

// A file of links to records that are not there: they cannot be made without a name.
bool IsUnknown(const ImportRecord& record) {
  if (record.exists || record.key.empty()) return false;
  const Message* holder = record.resource.get();
  const FieldDescriptor* profile = holder->GetDescriptor()->FindFieldByName("profile");
  if (profile != nullptr) holder = &holder->GetReflection()->GetMessage(*holder, profile);
  return Items(*holder, "names").empty();
}

std::vector<std::string> FullNames(const Message& resource) {
  std::vector<std::string> names;
  for (const Message* name : Items(resource, "names")) {
    names.push_back(client::FoldWords(GetText(*name, "text")));
  }
  return names;
}

}  // namespace

Upload::Upload(Session* session, const ImportOptions& options, References* references,
               std::string hub, std::function<void(size_t, size_t)> progress)
    : session_(session),
      options_(options),
      references_(references),
      hub_(std::move(hub)),
      progress_(std::move(progress)) {}

void Upload::Done(size_t count) {
  done_ += count;
  progress_(done_, all_);
}

absl::StatusOr<const client::Client*> Upload::ClientFor(const Kind& kind) {
  const absl::string_view label = kind.label;
  return session_->Connect(label == "theme" || label == "hub" ? Desk::kAdministrator
                                                              : Desk::kCoordinator);
}

absl::Status Upload::Run(const std::vector<ImportRecord*>& records, bool only_validate) {
  only_validate_ = only_validate;
  done_ = 0;
  all_ = records.size();
  for (const Kind& kind : Kinds()) {
    std::vector<ImportRecord*> of_kind;
    for (ImportRecord* record : records) {
      if (record->kind == &kind && record->refused.empty()) of_kind.push_back(record);
    }
    if (of_kind.empty()) continue;
    if (absl::Status status = RunKind(kind, of_kind); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status Upload::RunKind(const Kind& kind, const std::vector<ImportRecord*>& records) {
  for (size_t from = 0; from < records.size(); from += 10 * kMostRecords) {
    const size_t to = std::min(records.size(), from + 10 * kMostRecords);
    absl::Status status = references_->Prepare({records.begin() + from, records.begin() + to});
    if (!status.ok()) return status;
  }
  if (absl::string_view(kind.label) == "hub") {
    if (absl::Status status = MatchHubs(records); !status.ok()) return status;
  }
  if (absl::string_view(kind.label) == "circle") return WriteCircles(records);
  std::vector<Item> items;
  size_t bytes = 0;
  for (ImportRecord* record : records) {
    auto sent = references_->Resolve(*record, only_validate_);
    if (sent.ok() && *sent != nullptr && IsUnknown(*record)) {
      sent = absl::InvalidArgumentError(
          absl::StrCat("nothing is known as '", record->key, "' from source '", record->source,
                       "', and the file gives it no name; import it first"));
    }
    if (!sent.ok()) {
      if (sent.status().code() != absl::StatusCode::kInvalidArgument) return sent.status();
      record->refused = std::string(sent.status().message());
      Done(1);
      continue;
    }
    if (*sent == nullptr) {
      record->outcome = v1::WRITE_OUTCOME_CREATED;
      Done(1);
      continue;
    }
    SetDefaultTier(*record, sent->get());
    const size_t size = (*sent)->ByteSizeLong() + 8;
    const bool other_mask = !items.empty() && items.back().record->appended != record->appended;
    if (items.size() == kMostRecords || other_mask ||
        (!items.empty() && bytes + size > kMostBytes)) {
      if (absl::Status status = Send(kind, std::move(items)); !status.ok()) return status;
      items.clear();
      bytes = 0;
    }
    bytes += size;
    items.push_back({record, *std::move(sent)});
  }
  return items.empty() ? absl::OkStatus() : Send(kind, std::move(items));
}

void Upload::SetDefaultTier(const ImportRecord& record, Message* resource) const {
  const bool told = !options_.tier.empty();
  if (record.has_visibility || (record.exists && !told)) return;
  const bool imported = record.kind->actor || absl::string_view(record.kind->label) == "coalition";
  // Calls, events, stories and statements are nobody's to claim: unless told, the server's default.
  const bool of_programme =
      HasField(*resource, "visibility") && absl::string_view(record.kind->label) != "hub";
  if (!imported && !of_programme) return;
  v1::Visibility visibility;
  if (imported) visibility.set_tier(v1::TIER_UNCLAIMED);
  if (told) {
    v1::Tier tier = v1::TIER_UNSPECIFIED;
    v1::Tier_Parse(absl::StrCat("TIER_", absl::AsciiStrToUpper(options_.tier)), &tier);
    visibility.set_tier(tier);
  }
  if (!hub_.empty() && visibility.tier() != v1::TIER_PUBLIC &&
      visibility.tier() != v1::TIER_NETWORK) {
    visibility.add_hubs(hub_);
  }
  Mutable(resource, "visibility")->CopyFrom(visibility);
}

std::unique_ptr<Message> Upload::Batch(const Kind& kind, const std::vector<Item>& items) const {
  std::unique_ptr<Message> request = NewRequest("BatchUpsert", kind);
  for (const Item& item : items) Add(request.get(), kind.list_field())->CopyFrom(*item.sent);
  SetBool(request.get(), "validate_only", only_validate_);
  std::set<std::string> appended = items[0].record->appended;
  // Other systems' ids of the same record stay.
  if (kind.actor) appended.insert("profile.external_ids");
  if (HasField(*items[0].sent, "external_ids")) appended.insert("external_ids");
  if (appended.empty() || !HasField(*request, "append_mask")) return request;
  Message* mask = Mutable(request.get(), "append_mask");
  for (const std::string& path : appended) {
    mask->GetReflection()->AddString(mask, mask->GetDescriptor()->FindFieldByName("paths"), path);
  }
  return request;
}

absl::Status Upload::Send(const Kind& kind, std::vector<Item> items) {
  auto client = ClientFor(kind);
  if (!client.ok()) return client.status();
  while (!items.empty()) {
    auto response = Call(**client, *Batch(kind, items));
    if (response.ok()) {
      const FieldDescriptor* names = (*response)->GetDescriptor()->FindFieldByName("names");
      const FieldDescriptor* outcomes = (*response)->GetDescriptor()->FindFieldByName("outcomes");
      const auto* reflection = (*response)->GetReflection();
      for (size_t i = 0; i < items.size(); ++i) {
        const int at = static_cast<int>(i);
        if (reflection->FieldSize(**response, outcomes) <= at) break;
        items[i].record->outcome = static_cast<v1::WriteOutcome>(
            reflection->GetRepeatedEnumValue(**response, outcomes, at));
        if (!only_validate_) {
          items[i].record->name = reflection->GetRepeatedString(**response, names, at);
        }
      }
      Done(items.size());
      return absl::OkStatus();
    }
    const absl::Status status = response.status();
    if (!IsRecordFault(status.code())) return status;
    if (Refuse(kind, status, &items)) continue;
    if (items.size() == 1) {
      items[0].record->refused = client::Describe(status);
      Done(1);
      return absl::OkStatus();
    }
    std::vector<Item> rest;
    for (size_t i = items.size() / 2; i < items.size(); ++i) rest.push_back(std::move(items[i]));
    items.resize(items.size() - rest.size());
    if (absl::Status half = Send(kind, std::move(items)); !half.ok()) return half;
    items = std::move(rest);
  }
  return absl::OkStatus();
}

// Marks the records that the error names; false where it names none.
bool Upload::Refuse(const Kind& kind, const absl::Status& status, std::vector<Item>* items) {
  std::map<int, std::string> reasons;
  for (const client::FieldViolation& violation : client::DetailsOf(status).violations) {
    std::string rest;
    const int index = IndexOf(violation.field, kind.list_field(), &rest);
    if (index < 0 || index >= static_cast<int>(items->size())) continue;
    std::string& reason = reasons[index];
    absl::StrAppend(&reason, reason.empty() ? "" : "; ", rest, rest.empty() ? "" : ": ",
                    violation.description);
  }
  if (reasons.empty()) return false;
  std::vector<Item> kept;
  for (size_t i = 0; i < items->size(); ++i) {
    auto reason = reasons.find(static_cast<int>(i));
    if (reason == reasons.end()) {
      kept.push_back(std::move((*items)[i]));
    } else {
      (*items)[i].record->refused = reason->second;
      Done(1);
    }
  }
  *items = std::move(kept);
  return true;
}

// A hub that the caller coordinates and that has the same name is the same hub: an export of one
// directory is read into the hub that another was begun with, or, by --hub, into one of another
// name.
absl::Status Upload::MatchHubs(const std::vector<ImportRecord*>& records) {
  auto client = session_->Connect();
  if (!client.ok()) return client.status();
  auto caller = (*client)->Call<v1::GetCallerResponse>(v1::GetCallerRequest());
  if (!caller.ok()) return caller.status();
  for (const std::string& name : caller->hubs()) {
    v1::GetHubRequest request;
    request.set_name(name);
    auto hub = (*client)->Call<v1::Hub>(request);
    if (!hub.ok()) continue;
    const std::vector<std::string> known = FullNames(*hub);
    for (ImportRecord* record : records) {
      for (const std::string& text : FullNames(*record->resource)) {
        if (record->exists || std::find(known.begin(), known.end(), text) == known.end()) continue;
        record->exists = true;
        record->name = name;
      }
    }
  }
  // --hub says which one the only hub of a file is.
  if (!options_.hub.empty() && records.size() == 1 && !records[0]->exists) {
    records[0]->exists = true;
    records[0]->name = hub_;
  }
  for (const ImportRecord* record : records) {
    if (record->exists || caller->hubs().empty() || (options_.atomic && !only_validate_)) continue;
    session_->Tell(absl::StrCat(
        record->file, ": hub ", DisplayName(*record->resource, session_->language()),
        " is none of yours and is made new; --hub reads a file's only hub into yours"));
  }
  return absl::OkStatus();
}

// Circles have no external ids: one of the same name in the hub is the same circle.
absl::Status Upload::WriteCircles(const std::vector<ImportRecord*>& records) {
  auto client = session_->Connect();
  if (!client.ok()) return client.status();
  for (ImportRecord* record : records) {
    Done(1);
    auto sent = references_->Resolve(*record, only_validate_);
    if (sent.ok() && *sent == nullptr) {
      record->outcome = v1::WRITE_OUTCOME_CREATED;
      continue;
    }
    if (!sent.ok()) {
      record->refused = std::string(sent.status().message());
      continue;
    }
    const std::string name = NameOf(**sent);
    v1::ListCirclesRequest list;
    list.set_parent(name.substr(0, name.find("/circles/")));
    const std::vector<std::string> wanted = FullNames(**sent);
    for (const auto& circle : (*client)->List<v1::Circle>(list)) {
      if (!circle.ok()) return circle.status();
      for (const std::string& text : FullNames(*circle)) {
        if (std::find(wanted.begin(), wanted.end(), text) == wanted.end()) continue;
        record->exists = true;
        record->name = circle->name();
      }
    }
    record->outcome = v1::WRITE_OUTCOME_UNCHANGED;
    if (record->exists) continue;
    v1::CreateCircleRequest create;
    create.set_parent(list.parent());
    create.set_validate_only(only_validate_);
    create.mutable_circle()->CopyFrom(**sent);
    create.mutable_circle()->clear_name();
    auto made = (*client)->Call<v1::Circle>(create);
    record->outcome = v1::WRITE_OUTCOME_CREATED;
    if (made.ok() && !only_validate_) record->name = made->name();
    if (made.ok()) continue;
    if (!IsRecordFault(made.status().code())) return made.status();
    record->refused = client::Describe(made.status());
  }
  return absl::OkStatus();
}

}  // namespace tashbik::cli
