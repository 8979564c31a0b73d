// The index of external ids: one record for each, found by a keyed hash.
#include "services/external_ids.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/facts.h"
#include "services/names.h"
#include "services/visibility.h"

namespace tashbik::services {

std::string ExternalIdKey(const Keys& keys, absl::string_view account, absl::string_view scheme,
                          absl::string_view value) {
  // Neither an account nor a scheme holds a zero byte.
  const std::string text =
      absl::StrCat(account, absl::string_view("\0", 1), scheme, absl::string_view("\0", 1), value);
  return absl::BytesToHexString(KeyedHash(keys.external_id, text, 20));
}

EntryPointer FindExternalId(const Snapshot& snapshot, const Keys& keys, absl::string_view account,
                            absl::string_view scheme, absl::string_view value) {
  if (account.empty()) return nullptr;
  absl::StatusOr<EntryPointer> entry =
      snapshot.Read(store::v1::KIND_EXTERNAL_ID, ExternalIdKey(keys, account, scheme, value));
  return entry.ok() ? *std::move(entry) : nullptr;
}

store::v1::Record IndexOf(const std::string& key, const store::v1::ExternalIdRecord& id,
                          const std::string& name, const Entry* before) {
  store::v1::Record index;
  index.set_id(key);
  *index.mutable_external_id() = id;
  index.mutable_external_id()->set_name(name);
  if (before == nullptr) return index;
  for (const std::string& holder : HoldersIn(before->record)) {
    if (holder == name || index.external_ids_size() == kMostHolders) continue;
    index.add_external_ids()->set_name(holder);
  }
  return index;
}

std::vector<std::string> HoldersIn(const store::v1::Record& index) {
  std::vector<std::string> holders = {index.external_id().name()};
  for (const auto& earlier : index.external_ids()) holders.push_back(earlier.name());
  return holders;
}

bool ForgetHolder(absl::string_view name, store::v1::Record& index) {
  auto& earlier = *index.mutable_external_ids();
  const auto kept = std::remove_if(earlier.begin(), earlier.end(),
                                   [&](const auto& holder) { return holder.name() == name; });
  if (kept == earlier.end()) return false;
  earlier.erase(kept, earlier.end());
  return true;
}

std::optional<std::string> FindByExternalId(const Snapshot& snapshot, const Keys& keys,
                                            const Viewer& viewer, absl::string_view scheme,
                                            absl::string_view value) {
  const EntryPointer index = FindExternalId(snapshot, keys, viewer.account, scheme, value);
  if (index == nullptr) return std::nullopt;
  const std::string& name = index->record.external_id().name();
  const std::optional<ResourceName> parsed = ParseName(name);
  if (!parsed) return std::nullopt;
  const absl::StatusOr<EntryPointer> entry = snapshot.Read(parsed->kind, parsed->id);
  if (!entry.ok() || IsDeleted((*entry)->record)) return std::nullopt;
  if (!SightOf(snapshot, viewer, parsed->kind, (*entry)->record).record) return std::nullopt;
  return name;
}

}  // namespace tashbik::services
