// The records that are kept parsed in memory: all but actors.
#ifndef TASHBIK_SERVICES_CATALOG_H_
#define TASHBIK_SERVICES_CATALOG_H_

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "services/sensitive_themes.h"
#include "services/sorted_map.h"
#include "storage/record.h"
#include "tashbik/store/v1/record.pb.h"

namespace tashbik::services {

// A record with its version. Immutable once shared.
struct Entry {
  storage::Kind kind = store::v1::KIND_UNSPECIFIED;
  uint64_t version = 0;
  store::v1::Record record;

  const std::string& id() const { return record.id(); }
};
using EntryPointer = std::shared_ptr<const Entry>;

// Themes with their history and proposals, coalitions, hubs, their members and circles, accounts,
// tokens, invitations, registrations, introductions, feedback, and the actors that are deleted and
// may be undeleted. Immutable; a changed copy shares what did not change.
class Catalog {
 public:
  struct Change {
    storage::Kind kind = store::v1::KIND_UNSPECIFIED;
    std::string id;
    EntryPointer entry;  // null: it is gone
  };

  // Null when there is none, or `kind` is not kept here.
  EntryPointer Find(storage::Kind kind, absl::string_view id) const;

  // Records of `kind` with ids greater than `after`, in order, until `visit` returns false.
  void ForEach(storage::Kind kind, absl::string_view after,
               absl::FunctionRef<bool(const EntryPointer&)> visit) const;

  // Records of `kind` that concern an actor, an account, a hub or a theme, in order of their ids:
  // memberships, registrations, introductions and feedback of an actor, tokens, registrations and
  // proposals of an account, accounts that speak for an actor, invitations and registrations of a
  // hub, revisions of a theme.
  std::vector<EntryPointer> Of(storage::Kind kind, absl::string_view id) const;

  // The token with this keyed hash, or null.
  EntryPointer FindToken(absl::string_view secret_hash) const;

  // Records of `kind`, deleted ones included.
  size_t Count(storage::Kind kind) const;

  // What is sensitive by the themes that are here.
  const SensitiveThemes& sensitive_themes() const { return *sensitive_themes_; }

  // A copy with `changes`, applied in order. Costs O(sqrt n) for each kind concerned, and
  // milliseconds where a theme changes.
  std::shared_ptr<const Catalog> With(const std::vector<Change>& changes) const;

  // Whether `kind` is kept here, besides deleted actors.
  static bool Keeps(storage::Kind kind);

 private:
  static constexpr size_t kMapCount = 26;
  // The place of a kind in maps_, or kMapCount.
  static size_t MapOf(storage::Kind kind);
  void FindSensitiveThemes();

  std::array<SortedMap<EntryPointer>, kMapCount> maps_;
  SortedMap<EntryPointer> of_;  // "kind/concerned/id"
  SortedMap<EntryPointer> tokens_by_hash_;
  std::shared_ptr<const SensitiveThemes> sensitive_themes_ =
      std::make_shared<const SensitiveThemes>();
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_CATALOG_H_
