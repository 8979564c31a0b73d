// Joins fields by reflection, so that a new one cannot be forgotten; who may see it by hand.
#include "services/merge_record.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "graph/text/fold.h"
#include "services/actor_change.h"
#include "services/errors.h"
#include "services/facts.h"
#include "services/limits.h"
#include "services/names.h"
#include "services/visibility.h"

namespace tashbik::services {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using store::v1::Record;
using Names = google::protobuf::RepeatedPtrField<std::string>;

// --- Reflection ---

bool IsAtom(const FieldDescriptor& field) {
  return field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE ||
         field.message_type()->full_name() == "google.protobuf.Timestamp";
}

// One element of a repeated field, or a singular one, as bytes to be compared.
std::string BytesOf(const Message& message, const FieldDescriptor& field, int index) {
  const Reflection& reflection = *message.GetReflection();
  const bool many = field.is_repeated();
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return Canonical(many ? reflection.GetRepeatedMessage(message, &field, index)
                            : reflection.GetMessage(message, &field));
    case FieldDescriptor::CPPTYPE_STRING:
      return many ? reflection.GetRepeatedString(message, &field, index)
                  : reflection.GetString(message, &field);
    case FieldDescriptor::CPPTYPE_ENUM:
      return absl::StrCat(many ? reflection.GetRepeatedEnumValue(message, &field, index)
                               : reflection.GetEnumValue(message, &field));
    case FieldDescriptor::CPPTYPE_INT32:
      return absl::StrCat(many ? reflection.GetRepeatedInt32(message, &field, index)
                               : reflection.GetInt32(message, &field));
    case FieldDescriptor::CPPTYPE_INT64:
      return absl::StrCat(many ? reflection.GetRepeatedInt64(message, &field, index)
                               : reflection.GetInt64(message, &field));
    case FieldDescriptor::CPPTYPE_UINT32:
      return absl::StrCat(many ? reflection.GetRepeatedUInt32(message, &field, index)
                               : reflection.GetUInt32(message, &field));
    case FieldDescriptor::CPPTYPE_UINT64:
      return absl::StrCat(many ? reflection.GetRepeatedUInt64(message, &field, index)
                               : reflection.GetUInt64(message, &field));
    case FieldDescriptor::CPPTYPE_BOOL:
      return absl::StrCat(many ? reflection.GetRepeatedBool(message, &field, index)
                               : reflection.GetBool(message, &field));
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return absl::StrCat(many ? reflection.GetRepeatedDouble(message, &field, index)
                               : reflection.GetDouble(message, &field));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return absl::StrCat(many ? reflection.GetRepeatedFloat(message, &field, index)
                               : reflection.GetFloat(message, &field));
  }
  return "";
}

std::vector<std::string> ElementsOf(const Message& message, const FieldDescriptor& field) {
  std::vector<std::string> elements;
  const int size = message.GetReflection()->FieldSize(message, &field);
  elements.reserve(static_cast<size_t>(size));
  for (int i = 0; i < size; ++i) elements.push_back(BytesOf(message, field, i));
  return elements;
}

// Copies a field alone: a message of the same type that has nothing else.
std::unique_ptr<Message> Only(const Message& message, const FieldDescriptor& field,
                              const std::set<int>& indexes) {
  std::unique_ptr<Message> copy(message.New());
  copy->CopyFrom(message);
  const Reflection& reflection = *copy->GetReflection();
  std::vector<const FieldDescriptor*> set;
  reflection.ListFields(*copy, &set);
  for (const FieldDescriptor* other : set) {
    if (other != &field) reflection.ClearField(copy.get(), other);
  }
  if (!field.is_repeated()) return copy;
  int kept = 0;
  for (int i = 0; i < reflection.FieldSize(*copy, &field); ++i) {
    if (indexes.contains(i)) reflection.SwapElements(copy.get(), &field, i, kept++);
  }
  while (reflection.FieldSize(*copy, &field) > kept) reflection.RemoveLast(copy.get(), &field);
  return copy;
}

bool Holds(const std::vector<std::string>& elements, const std::string& element) {
  return std::find(elements.begin(), elements.end(), element) != elements.end();
}

// Elements of `now` that `after` has not are added, those of `after` that `now` has not are gone.
void ApplyElements(const Message& after, const Message& now, const FieldDescriptor& field,
                   Message& before) {
  const std::vector<std::string> were = ElementsOf(after, field);
  const std::vector<std::string> are = ElementsOf(now, field);
  const std::vector<std::string> had = ElementsOf(before, field);
  std::set<int> stays;
  for (size_t i = 0; i < had.size(); ++i) {
    if (!Holds(were, had[i]) || Holds(are, had[i])) stays.insert(static_cast<int>(i));
  }
  std::set<int> added;
  for (size_t i = 0; i < are.size(); ++i) {
    if (!Holds(were, are[i]) && !Holds(had, are[i])) added.insert(static_cast<int>(i));
  }
  const std::unique_ptr<Message> old = Only(before, field, stays);
  const std::unique_ptr<Message> fresh = Only(now, field, added);
  before.GetReflection()->ClearField(&before, &field);
  before.MergeFrom(*old);
  before.MergeFrom(*fresh);
}

// What `from` has and `to` has not.
void AddMissing(const Message& from, Message& to) {
  std::vector<const FieldDescriptor*> fields;
  from.GetReflection()->ListFields(from, &fields);
  for (const FieldDescriptor* field : fields) {
    const Reflection& reflection = *to.GetReflection();
    if (field->is_map()) {
      // By key: the kept one's text of a language is right.
      std::unique_ptr<Message> both = Only(from, *field, [&] {
        std::set<int> all;
        for (int i = 0; i < from.GetReflection()->FieldSize(from, field); ++i) all.insert(i);
        return all;
      }());
      both->MergeFrom(*Only(to, *field, [&] {
        std::set<int> all;
        for (int i = 0; i < reflection.FieldSize(to, field); ++i) all.insert(i);
        return all;
      }()));
      reflection.ClearField(&to, field);
      to.MergeFrom(*both);
    } else if (field->is_repeated()) {
      const std::vector<std::string> have = ElementsOf(to, *field);
      const std::vector<std::string> given = ElementsOf(from, *field);
      std::set<int> missing;
      for (size_t i = 0; i < given.size(); ++i) {
        if (!Holds(have, given[i])) missing.insert(static_cast<int>(i));
      }
      to.MergeFrom(*Only(from, *field, missing));
    } else if (!reflection.HasField(to, field)) {
      to.MergeFrom(*Only(from, *field, {}));
    } else if (!IsAtom(*field)) {
      AddMissing(from.GetReflection()->GetMessage(from, field),
                 *reflection.MutableMessage(&to, field));
    }
  }
}

// --- Who may see it ---

// The stricter of two; unset ones say nothing.
v1::Tier Stricter(v1::Tier a, v1::Tier b) {
  if (a == v1::TIER_UNSPECIFIED) return b;
  return b == v1::TIER_UNSPECIFIED ? a : std::min(a, b);
}

// The hubs to whose people a visibility is limited; nothing: it is not.
std::optional<std::set<std::string>> LimitOf(const v1::Visibility& visibility) {
  if (visibility.tier() >= v1::TIER_NETWORK) return std::nullopt;
  const Names& hubs = visibility.tier() == v1::TIER_BROKERED && !visibility.brokers().empty()
                          ? visibility.brokers()
                          : visibility.hubs();
  return std::set<std::string>(hubs.begin(), hubs.end());
}

void Set(const std::set<std::string>& from, Names& to) {
  to.Clear();
  for (const std::string& name : from) *to.Add() = name;
}

absl::Status Together(const Names& first, const Names& second, int limit, absl::string_view what,
                      Names& joined) {
  std::set<std::string> all(first.begin(), first.end());
  all.insert(second.begin(), second.end());
  if (static_cast<int>(all.size()) > limit) {
    return LimitExceeded("merged", absl::StrCat(all.size(), " ", what, " of both together"),
                         absl::StrCat(limit, "; shorten one of the lists"));
  }
  Set(all, joined);
  return absl::OkStatus();
}

absl::Status JoinVisibility(const Record& kept_record, const v1::Visibility& kept,
                            const Record& merged_record, const v1::Visibility& merged,
                            v1::Visibility& joined) {
  joined = kept;
  v1::Tier tier = Stricter(kept.tier(), merged.tier());
  // What its people agreed to does not become unclaimed again; nor is what nobody agreed to shown.
  if (tier == v1::TIER_UNCLAIMED && kept.tier() != merged.tier()) tier = v1::TIER_BROKERED;
  joined.set_tier(tier);
  if (tier == v1::TIER_PRIVATE && kept_record.owner_account() != merged_record.owner_account()) {
    return StateConflict("one of the two is private, and they have different owners", "PRIVATE");
  }
  const auto first = LimitOf(kept);
  const auto second = LimitOf(merged);
  if (tier != v1::TIER_PRIVATE && (first || second)) {
    std::set<std::string> hubs;
    if (first && second) {
      std::set_intersection(first->begin(), first->end(), second->begin(), second->end(),
                            std::inserter(hubs, hubs.end()));
    } else {
      hubs = first ? *first : *second;
    }
    if (hubs.empty()) {
      return StateConflict(
          "no hub may see both: add a hub of one to the visibility of the other first",
          "NO_COMMON_HUB");
    }
    Set(hubs, *joined.mutable_hubs());
    joined.clear_brokers();
    if (tier == v1::TIER_BROKERED) Set(hubs, *joined.mutable_brokers());
  }
  if (tier == v1::TIER_HUB) {
    const std::set<std::string> one(kept.circles().begin(), kept.circles().end());
    const std::set<std::string> other(merged.circles().begin(), merged.circles().end());
    std::set<std::string> circles = one.empty() ? other : one;
    const bool narrowed = !circles.empty();
    std::erase_if(circles, [&](const std::string& circle) {
      const auto& hubs = joined.hubs();
      const bool of_hub = std::any_of(hubs.begin(), hubs.end(), [&](const std::string& hub) {
        return absl::StartsWith(circle, hub + "/");
      });
      return !of_hub || (!other.empty() && !other.contains(circle));
    });
    if (narrowed && circles.empty()) {
      return StateConflict("no circle may see both: change the circles of one first",
                           "NO_COMMON_CIRCLE");
    }
    Set(circles, *joined.mutable_circles());
  }
  for (const auto& [path, field_tier] : merged.field_tiers()) {
    auto& stored = (*joined.mutable_field_tiers())[path];
    stored = Stricter(stored, field_tier);
  }
  absl::Status blocked = Together(kept.blocked(), merged.blocked(), kMaxBlocked, "blocked actors",
                                  *joined.mutable_blocked());
  if (!blocked.ok()) return blocked;
  return Together(kept.hide_from_countries(), merged.hide_from_countries(), kMaxHideFromCountries,
                  "countries", *joined.mutable_hide_from_countries());
}

// --- Profiles ---

using Links = google::protobuf::RepeatedPtrField<v1::ThemeLink>;

void JoinLinks(const Links& merged, Links& joined) {
  for (const v1::ThemeLink& link : merged) {
    const auto same = std::find_if(joined.begin(), joined.end(), [&](const v1::ThemeLink& other) {
      return other.theme() == link.theme();
    });
    if (same == joined.end()) {
      if (joined.size() < kMaxThemeLinks) *joined.Add() = link;
    } else {
      same->set_tier(Stricter(same->tier(), link.tier()));
    }
  }
}

void JoinNames(const v1::Profile& merged, v1::Profile& joined) {
  for (v1::Name name : merged.names()) {
    if (joined.names_size() == kMaxNames) return;
    const std::string folded = graph::text::FoldName(name.text());
    bool there = false;
    bool language = false;
    for (const v1::Name& other : joined.names()) {
      there = there || graph::text::FoldName(other.text()) == folded;
      language = language || other.language() == name.language();
    }
    if (there) continue;
    if (name.kind() == v1::NAME_KIND_LEGAL || name.kind() == v1::NAME_KIND_UNSPECIFIED) {
      name.set_kind(language ? v1::NAME_KIND_ALIAS : v1::NAME_KIND_TRANSLATED);
    }
    *joined.add_names() = name;
  }
}

void JoinProfile(const v1::Profile& merged, v1::Profile& joined) {
  JoinNames(merged, joined);
  JoinLinks(merged.issues(), *joined.mutable_issues());
  JoinLinks(merged.communities_served(), *joined.mutable_communities_served());
  JoinLinks(merged.communities_led_by(), *joined.mutable_communities_led_by());
  JoinLinks(merged.challenges(), *joined.mutable_challenges());
  JoinLinks(merged.laws(), *joined.mutable_laws());
  JoinLinks(merged.institutions(), *joined.mutable_institutions());
  JoinLinks(merged.values(), *joined.mutable_values());
  JoinLinks(merged.red_lines(), *joined.mutable_red_lines());
  const int32_t fewer = merged.introductions_per_month();
  if (fewer != 0 &&
      (joined.introductions_per_month() == 0 || fewer < joined.introductions_per_month())) {
    joined.set_introductions_per_month(fewer);
  }
  v1::Profile rest = merged;
  rest.clear_names();
  rest.clear_issues();
  rest.clear_communities_served();
  rest.clear_communities_led_by();
  rest.clear_challenges();
  rest.clear_laws();
  rest.clear_institutions();
  rest.clear_values();
  rest.clear_red_lines();
  rest.clear_introductions_per_month();
  AddMissing(rest, joined);
  const auto cut = [](auto& list, int limit) {
    if (list.size() > limit) list.DeleteSubrange(limit, list.size() - limit);
  };
  cut(*joined.mutable_active_countries(), kMaxCountries);
  cut(*joined.mutable_areas(), kMaxAreas);
  cut(*joined.mutable_languages(), kMaxLanguages);
  cut(*joined.mutable_needs(), kMaxExchanges);
  cut(*joined.mutable_offers(), kMaxExchanges);
  cut(*joined.mutable_contacts(), kMaxContacts);
}

// Confirmed for both, or for the one that has it.
void JoinPublished(const store::v1::Sensitivity& kept, const store::v1::Sensitivity& merged,
                   store::v1::Sensitivity& joined) {
  const auto has = [](const Names& names, const std::string& theme) {
    return std::find(names.begin(), names.end(), theme) != names.end();
  };
  const auto withheld = [&](const store::v1::Sensitivity& one, const std::string& theme) {
    return (has(one.link_themes(), theme) || has(one.record_themes(), theme)) &&
           !has(one.published_themes(), theme);
  };
  std::set<std::string> published;
  for (const auto& [one, other] : {std::pair(&kept, &merged), std::pair(&merged, &kept)}) {
    for (const std::string& theme : one->published_themes()) {
      if (!withheld(*other, theme)) published.insert(theme);
    }
  }
  Set(published, *joined.mutable_published_themes());
}

template <class Resource>
absl::Status JoinResource(const Record& kept_record, const Resource& kept,
                          const Record& merged_record, const Resource& merged, Resource& joined) {
  absl::Status seen = JoinVisibility(kept_record, kept.visibility(), merged_record,
                                     merged.visibility(), *joined.mutable_visibility());
  if (!seen.ok()) return seen;
  JoinProfile(merged.profile(), *joined.mutable_profile());
  Resource rest = merged;
  rest.clear_profile();
  rest.clear_visibility();
  rest.clear_state();
  AddMissing(rest, joined);
  if (joined.sources_size() > kMaxSources) {
    joined.mutable_sources()->DeleteSubrange(kMaxSources, joined.sources_size() - kMaxSources);
  }
  if (kept.state() == v1::ACTOR_STATE_UNCLAIMED) joined.set_state(merged.state());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Record> Joined(const Record& kept, const Record& given) {
  Record joined = kept;
  Record merged = given;
  // The ones whose people agreed are the owners.
  if (StateOf(kept) == v1::ACTOR_STATE_UNCLAIMED && StateOf(merged) != v1::ACTOR_STATE_UNCLAIMED) {
    joined.set_owner_account(merged.owner_account());
    joined.set_owner_actor(merged.owner_actor() == merged.id() ? kept.id() : merged.owner_actor());
  }
  // Contacts are shown to the owner: they do not go over to another one.
  if (joined.owner_account() != merged.owner_account()) {
    (merged.has_diaspora_group() ? *merged.mutable_diaspora_group()->mutable_profile()
                                 : *merged.mutable_organization()->mutable_profile())
        .clear_contacts();
  }
  absl::Status done = kept.has_diaspora_group()
                          ? JoinResource(kept, kept.diaspora_group(), merged,
                                         merged.diaspora_group(), *joined.mutable_diaspora_group())
                          : JoinResource(kept, kept.organization(), merged, merged.organization(),
                                         *joined.mutable_organization());
  if (!done.ok()) return done;
  Record rest;
  *rest.mutable_external_ids() = merged.external_ids();
  *rest.mutable_consents() = merged.consents();
  rest.set_panic_code(merged.panic_code());
  AddMissing(rest, joined);
  JoinPublished(kept.sensitivity(), merged.sensitivity(), *joined.mutable_sensitivity());
  return joined;
}

void ApplySince(const Message& after, const Message& now, Message& before) {
  const Reflection& reflection = *before.GetReflection();
  for (int i = 0; i < before.GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor& field = *before.GetDescriptor()->field(i);
    if (field.is_repeated()) {
      ApplyElements(after, now, field, before);
      continue;
    }
    const bool was = reflection.HasField(after, &field);
    const bool is = reflection.HasField(now, &field);
    if (was == is && (!is || BytesOf(after, field, 0) == BytesOf(now, field, 0))) continue;
    if (was && is && !IsAtom(field) && reflection.HasField(before, &field)) {
      ApplySince(reflection.GetMessage(after, &field), reflection.GetMessage(now, &field),
                 *reflection.MutableMessage(&before, &field));
      continue;
    }
    reflection.ClearField(&before, &field);
    if (is) before.MergeFrom(*Only(now, field, {}));
  }
}

bool Mentions(const Message& message, const std::string& text) {
  std::vector<const FieldDescriptor*> fields;
  const Reflection& reflection = *message.GetReflection();
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int size = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      if (field->type() == FieldDescriptor::TYPE_STRING) {
        if (BytesOf(message, *field, i) == text) return true;
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        const Message& inner = field->is_repeated()
                                   ? reflection.GetRepeatedMessage(message, field, i)
                                   : reflection.GetMessage(message, field);
        if (Mentions(inner, text)) return true;
      }
    }
  }
  return false;
}

void Replace(Message& message, const std::string& text, const std::string& other) {
  std::vector<const FieldDescriptor*> fields;
  const Reflection& reflection = *message.GetReflection();
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->is_map()) continue;  // by language or path: no names of actors
    const int size = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      if (field->type() == FieldDescriptor::TYPE_STRING) {
        if (BytesOf(message, *field, i) != text) continue;
        if (field->is_repeated()) {
          reflection.SetRepeatedString(&message, field, i, other);
        } else {
          reflection.SetString(&message, field, other);
        }
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        Replace(field->is_repeated() ? *reflection.MutableRepeatedMessage(&message, field, i)
                                     : *reflection.MutableMessage(&message, field),
                text, other);
      }
    }
  }
}

}  // namespace tashbik::services
