// Writes: prepare a plan on the calling thread, commit it, show what is there now.
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/errors.h"
#include "services/external_ids.h"
#include "services/facts.h"
#include "services/keys.h"
#include "services/limits.h"
#include "services/message_fields.h"
#include "services/names.h"
#include "services/parts.h"
#include "services/requests.h"
#include "services/resources.h"
#include "services/visibility.h"
#include "services/write_batch.h"

namespace tashbik::services {
namespace {

using google::protobuf::Message;

absl::Status CheckBatch(size_t items, absl::string_view field) {
  if (items == 0) return FieldRequired(field, "1 to 1,000 of them");
  if (items > kMaxBatch) {
    return LimitExceeded(field, absl::StrCat(items, " entries"),
                         absl::StrCat(kMaxBatch, " entries"));
  }
  return absl::OkStatus();
}

FieldMask MaskOf(const Message& request, absl::string_view field, const Message& resource,
                 Violations& violations) {
  const Message* mask = MessageOf(request, field);
  if (mask == nullptr) return FieldMask();
  return FieldMask::Parse(static_cast<const google::protobuf::FieldMask&>(*mask), resource, field,
                          violations);
}

// What a repetition needs to answer a batch: `name outcome` for each item.
std::string Encoded(const std::vector<WriteBatch::Result>& results) {
  return absl::StrJoin(results, ",", [](std::string* out, const WriteBatch::Result& result) {
    absl::StrAppend(out, result.name, " ", static_cast<int>(result.outcome));
  });
}

std::vector<std::pair<std::string, int>> Decoded(const std::string& text) {
  std::vector<std::pair<std::string, int>> results;
  for (const absl::string_view item : absl::StrSplit(text, ',', absl::SkipEmpty())) {
    const std::pair<std::string, absl::string_view> parts = absl::StrSplit(item, ' ');
    int outcome = 0;
    if (absl::SimpleAtoi(parts.second, &outcome)) results.emplace_back(parts.first, outcome);
  }
  return results;
}

// The name of a resource that was not written, and has none yet.
void ClearNewName(const ResourceType& type, const WriteBatch::Result& result, Message& resource) {
  const bool made_by_server = type.kind != store::v1::KIND_THEME && !type.of_actor;
  if (result.outcome == v1::WRITE_OUTCOME_CREATED && made_by_server) ClearField(resource, "name");
}

}  // namespace

absl::StatusOr<WriteCall> Resources::CallOf(const CallContext& call, const Message& request) const {
  if (absl::Status good = CheckRequestId(request); !good.ok()) return good;
  WriteCall write = WriteCallOf(call, request);
  // Two changes of the vocabulary could each be without a cycle, and together have one.
  write.exclusive = type_.kind == store::v1::KIND_THEME;
  return write;
}

absl::StatusOr<std::vector<WriteBatch::Result>> Resources::WriteItems(
    const CallContext& call, const Message& request, const std::vector<WriteItem>& items,
    WriteIntent intent, bool* replayed) const {
  const absl::StatusOr<WriteCall> write = CallOf(call, request);
  if (!write.ok()) return write.status();
  std::vector<WriteBatch::Result> results;
  const auto prepare = [&](const Snapshot& snapshot) -> absl::StatusOr<WritePlan> {
    if (absl::Status alive = call.Alive(); !alive.ok()) return alive;
    Violations violations;
    const Message& resource = *items.front().given;
    const FieldMask mask = MaskOf(request, "update_mask", resource, violations);
    const FieldMask append = MaskOf(request, "append_mask", resource, violations);
    if (!violations.empty()) return violations.ToStatus();
    WriteBatch batch(snapshot, directory_, call.viewer, type_, intent, mask, append, violations);
    for (const WriteItem& item : items) {
      if (absl::Status added = batch.Add(item); !added.ok()) return added;
    }
    absl::StatusOr<WritePlan> plan = batch.Finish();
    if (!plan.ok()) return plan.status();
    results = batch.results();
    plan->result = Encoded(results);
    return plan;
  };
  const absl::StatusOr<WriteOutcome> written = directory_.Write(*write, prepare);
  if (!written.ok()) return written.status();
  *replayed = written->replayed;
  if (!written->replayed) return results;
  results.clear();
  for (auto& [name, outcome] : Decoded(written->result)) {
    results.push_back({std::move(name), static_cast<v1::WriteOutcome>(outcome), {}});
  }
  return results;
}

absl::Status Resources::WriteOne(const CallContext& call, const Message& request, WriteItem item,
                                 WriteIntent intent, Message& response) const {
  item.given = MessageOf(request, type_.field);
  item.path = std::string(type_.field);
  if (item.given == nullptr) return FieldRequired(type_.field, "what to write");
  bool replayed = false;
  const absl::StatusOr<std::vector<WriteBatch::Result>> results =
      WriteItems(call, request, {item}, intent, &replayed);
  if (!results.ok()) return results.status();
  const WriteBatch::Result& result = results->front();
  if (!replayed && FlagOf(request, "validate_only")) {
    Project(*call.snapshot, call.viewer, result.record, response);
    ClearNewName(type_, result, response);
    return absl::OkStatus();
  }
  const absl::Status shown = Show(call, result.name, response);
  if (!absl::IsNotFound(shown)) return shown;
  // The write took it out of its writer's own sight, or a later one did: the name is all there is.
  SetText(response, "name", result.name);
  return absl::OkStatus();
}

absl::Status Resources::Create(const CallContext& call, const Message& request,
                               Message& response) const {
  return WriteOne(call, request,
                  {nullptr, "", TextOf(request, "parent"), TextOf(request, "theme_id")},
                  WriteIntent::kCreate, response);
}

absl::Status Resources::Update(const CallContext& call, const Message& request,
                               Message& response) const {
  const bool create = FlagOf(request, "allow_missing");
  return WriteOne(call, request, {}, create ? WriteIntent::kUpsert : WriteIntent::kUpdate,
                  response);
}

absl::Status Resources::BatchCreate(const CallContext& call, const Message& request,
                                    Message& response) const {
  const std::vector<const Message*> requests = MessagesOf(request, "requests");
  if (absl::Status good = CheckBatch(requests.size(), "requests"); !good.ok()) return good;
  Violations violations;
  std::vector<WriteItem> items;
  for (size_t i = 0; i < requests.size(); ++i) {
    const std::string path = absl::StrCat("requests[", i, "]");
    if (!TextOf(*requests[i], "request_id").empty() || FlagOf(*requests[i], "validate_only")) {
      violations.Invalid(path, "has a request_id or validate_only of its own",
                         "set them on the batch");
    }
    const Message* given = MessageOf(*requests[i], type_.field);
    if (given == nullptr) {
      violations.Required(absl::StrCat(path, ".", type_.field), "what to make");
      continue;
    }
    items.push_back(
        {given, absl::StrCat(path, ".", type_.field), "", TextOf(*requests[i], "theme_id")});
  }
  if (!violations.empty()) return violations.ToStatus();
  bool replayed = false;
  const absl::StatusOr<std::vector<WriteBatch::Result>> results =
      WriteItems(call, request, items, WriteIntent::kCreate, &replayed);
  if (!results.ok()) return results.status();
  const std::shared_ptr<const Snapshot> snapshot = directory_.snapshot();
  for (const WriteBatch::Result& result : *results) {
    Message& resource = *AddMessage(response, type_.list_field);
    if (replayed) {
      // As it is now; what was deleted since is left out but for its name.
      const absl::StatusOr<EntryPointer> entry = Find(*snapshot, call.viewer, result.name, "name");
      if (entry.ok()) {
        Project(*snapshot, call.viewer, (*entry)->record, resource);
      } else {
        SetText(resource, "name", result.name);
      }
      continue;
    }
    Project(*snapshot, call.viewer, result.record, resource);
    if (FlagOf(request, "validate_only")) ClearNewName(type_, result, resource);
  }
  return absl::OkStatus();
}

absl::Status Resources::BatchUpsert(const CallContext& call, const Message& request,
                                    Message& response) const {
  const std::vector<const Message*> given = MessagesOf(request, type_.list_field);
  if (absl::Status good = CheckBatch(given.size(), type_.list_field); !good.ok()) {
    return good;
  }
  std::vector<WriteItem> items;
  items.reserve(given.size());
  for (size_t i = 0; i < given.size(); ++i) {
    items.push_back({given[i], absl::StrCat(type_.list_field, "[", i, "]"), "", ""});
  }
  bool replayed = false;
  const absl::StatusOr<std::vector<WriteBatch::Result>> results =
      WriteItems(call, request, items, WriteIntent::kUpsert, &replayed);
  if (!results.ok()) return results.status();
  const bool dry = !replayed && FlagOf(request, "validate_only");
  for (const WriteBatch::Result& result : *results) {
    const bool unnamed = dry && result.outcome == v1::WRITE_OUTCOME_CREATED &&
                         type_.kind != store::v1::KIND_THEME && !type_.of_actor;
    AddText(response, "names", unnamed ? "" : result.name);
    AddNumber(response, "outcomes", result.outcome);
  }
  return absl::OkStatus();
}

}  // namespace tashbik::services
