// Two records of one organization and another one beside them: what tests of merging share.
#ifndef TASHBIK_TESTS_UNIT_SERVICES_TWO_ACTORS_H_
#define TASHBIK_TESTS_UNIT_SERVICES_TWO_ACTORS_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/duplicates.h"
#include "services/external_ids.h"
#include "services/names.h"
#include "services/resources.h"
#include "services/visibility.h"
#include "tests/testing/voices_world.h"

namespace tashbik::services {

class TwoActors : public ::testing::Test {
 protected:
  TwoActors() {
    world_.MakeTheme("nationality");
    world_.MakeTheme("housing");
    kept_ = world_.Make({.key = "Gulf Centre for Human Rights"});
    merged_ = world_.Make({.key = "مركز الخليج لحقوق الإنسان", .account = false});
    other_ = world_.Make({.key = "Cedar"});
  }

  DuplicateCalls calls() { return DuplicateCalls(world_.directory()); }

  absl::StatusOr<v1::Merge> Merge(const CallContext& call, const std::string& kept,
                                  const std::string& merged) {
    v1::MergeActorsRequest request;
    request.set_kept(kept);
    request.set_merged(merged);
    return calls().MergeActors(call, request);
  }
  absl::StatusOr<v1::Merge> Undo(const CallContext& call, const std::string& name) {
    v1::UndoMergeRequest request;
    request.set_name(name);
    return calls().UndoMerge(call, request);
  }
  // The one that has people with an account goes into the one that has none.
  std::string MergeClaimed() {
    const auto merge = Merge(world_.Coordinator(), merged_, kept_);
    EXPECT_TRUE(merge.ok()) << merge.status();
    return merge.ok() ? merge->name() : "";
  }
  void MustUndo(const std::string& merge) {
    const auto undone = Undo(world_.Coordinator(), merge);
    EXPECT_TRUE(undone.ok()) << undone.status();
  }

  std::vector<std::string> Pairs(const CallContext& call) {
    v1::ListDuplicatesRequest request;
    request.set_page_size(1);
    std::vector<std::string> pairs;
    do {
      const auto page = calls().List(call, request);
      EXPECT_TRUE(page.ok()) << page.status();
      for (const v1::DuplicateCandidate& candidate : page->candidates()) {
        pairs.push_back(
            DistinctPairId(IdIn(candidate.first().name()), IdIn(candidate.second().name())));
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return pairs;
  }

  absl::StatusOr<v1::Organization> Get(const CallContext& call, const std::string& name) {
    v1::GetOrganizationRequest request;
    request.set_name(name);
    v1::Organization organization;
    const absl::Status status = Resources(world_.directory(), store::v1::KIND_ORGANIZATION)
                                    .Get(call, request, organization);
    if (!status.ok()) return status;
    return organization;
  }
  v1::Organization Seen(const std::string& name) {
    const auto organization = Get(world_.Coordinator(), name);
    EXPECT_TRUE(organization.ok()) << organization.status();
    return organization.ok() ? *organization : v1::Organization();
  }

  // Every record but merges and times, by kind and id, as it would be compared by a person.
  std::map<std::string, std::string> Everything() {
    const std::shared_ptr<const Snapshot> now = world_.directory().snapshot();
    std::map<std::string, std::string> all;
    const auto add = [&](const EntryPointer& entry) {
      store::v1::Record record = entry->record;
      record.clear_tier_update_micros();
      all[absl::StrCat(static_cast<int>(entry->kind), " ", entry->id())] = Canonical(record);
      return true;
    };
    for (int kind = store::v1::Kind_MIN; kind <= store::v1::Kind_MAX; ++kind) {
      if (!store::v1::Kind_IsValid(kind) || kind == store::v1::KIND_MERGE) continue;
      now->catalog().ForEach(static_cast<storage::Kind>(kind), "", add);
    }
    for (const std::string& name : {kept_, merged_, other_}) {
      const auto entry = now->Read(store::v1::KIND_ORGANIZATION, IdIn(name));
      if (!entry.ok()) continue;
      add(*entry);
      const auto panic = now->Read(store::v1::KIND_PANIC_CODE, (*entry)->record.panic_code());
      if (panic.ok()) add(*panic);
      for (const auto& id : (*entry)->record.external_ids()) {
        // The index says whose it is.
        const auto found = FindByExternalId(*now, world_.directory().keys(),
                                            world_.Coordinator().viewer, id.scheme(), id.value());
        all[absl::StrCat("id ", id.scheme(), " ", id.value())] = found.value_or("nobody");
      }
    }
    return all;
  }

  void ExpectSame(const std::map<std::string, std::string>& before) {
    const std::map<std::string, std::string> after = Everything();
    for (const auto& [id, bytes] : before) {
      ASSERT_TRUE(after.contains(id)) << id << " is gone";
      EXPECT_TRUE(after.at(id) == bytes) << id << " is not what it was";
    }
    for (const auto& [id, bytes] : after) EXPECT_TRUE(before.contains(id)) << id << " is left";
  }

  // The stored record; nothing where there is none.
  store::v1::Record Stored(storage::Kind kind, const std::string& id) {
    const auto entry = world_.directory().snapshot()->Read(kind, id);
    return entry.ok() ? (*entry)->record : store::v1::Record();
  }

  std::string Coalition(const std::string& title, const std::vector<std::string>& members,
                        const std::string& lead = "") {
    v1::CreateCoalitionRequest request;
    request.mutable_coalition()->add_names()->set_text(title);
    request.mutable_coalition()->set_lead(lead);
    v1::Coalition made;
    EXPECT_TRUE(Resources(world_.directory(), store::v1::KIND_COALITION)
                    .Create(world_.Coordinator(), request, made)
                    .ok());
    for (const std::string& member : members) {
      v1::CreateCoalitionMemberRequest add;
      add.set_parent(made.name());
      add.mutable_coalition_member()->set_actor(member);
      v1::CoalitionMember added;
      EXPECT_TRUE(Resources(world_.directory(), store::v1::KIND_COALITION_MEMBER)
                      .Create(world_.Coordinator(), add, added)
                      .ok());
    }
    return IdIn(made.name());
  }

  testing::VoicesWorld world_;
  std::string kept_, merged_, other_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_TESTS_UNIT_SERVICES_TWO_ACTORS_H_
