// Walks the fields of a resource and of its profile, and asks of each part which tier it has.
#include "services/parts.h"

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "graph/protections.h"
#include "services/facts.h"
#include "services/references.h"
#include "tashbik/v1/actor.pb.h"

namespace tashbik::services {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using graph::IsRemoved;
using graph::Protection;
using store::v1::Record;

// A field of the resource or of its profile.
struct Field {
  Message& parent;
  const FieldDescriptor& field;
  std::string path;

  const Reflection& reflection() const { return *parent.GetReflection(); }
  bool Is(const google::protobuf::Descriptor* element) const {
    return field.is_repeated() && field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
           field.message_type() == element;
  }
  bool IsLinks() const { return Is(v1::ThemeLink::descriptor()) || Is(v1::Exchange::descriptor()); }
  int size() const { return reflection().FieldSize(parent, &field); }
  const Message& at(int i) const { return reflection().GetRepeatedMessage(parent, &field, i); }
};

void ForEachField(Message& resource, const std::function<void(const Field&)>& visit) {
  const auto& type = *resource.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (field.name() != "profile") {
      visit({resource, field, field.name()});
      continue;
    }
    Message& profile = *resource.GetReflection()->MutableMessage(&resource, &field);
    for (int j = 0; j < profile.GetDescriptor()->field_count(); ++j) {
      const FieldDescriptor& inner = *profile.GetDescriptor()->field(j);
      visit({profile, inner, absl::StrCat("profile.", inner.name())});
    }
  }
}

// The strictest of the record's tier, the field's, the link's and what is sensitive in it; 1 to 6.
class Tiers {
 public:
  explicit Tiers(const Record& record) : whole_(record), visibility_(VisibilityIn(record)) {
    if (visibility_ == nullptr) return;
    record_ = Known(visibility_->tier(), v1::TIER_PRIVATE);
    if (IsSensitive(record)) record_ = std::min(record_, v1::TIER_BROKERED);
  }
  v1::Tier record() const { return record_; }
  bool HasOwn(const std::string& path) const {
    return visibility_ != nullptr && visibility_->field_tiers().contains(path);
  }
  v1::Tier OfField(const std::string& path) const {
    if (!HasOwn(path)) return record_;
    return std::min(record_, Known(visibility_->field_tiers().at(path), record_));
  }
  v1::Tier OfLink(const Field& field, const Message& link) const {
    const auto* tier = link.GetDescriptor()->FindFieldByName("tier");
    const int value = link.GetReflection()->GetEnumValue(link, tier);
    const v1::Tier own =
        std::min(OfField(field.path), Known(static_cast<v1::Tier>(value), record_));
    const auto* theme = link.GetDescriptor()->FindFieldByName("theme");
    const bool sensitive = IsSensitiveLink(whole_, link.GetReflection()->GetString(link, theme));
    return sensitive ? std::min(own, v1::TIER_BROKERED) : own;
  }

 private:
  static v1::Tier Known(v1::Tier tier, v1::Tier otherwise) {
    return tier == v1::TIER_UNSPECIFIED ? otherwise : tier;
  }
  const Record& whole_;
  const v1::Visibility* visibility_;
  v1::Tier record_ = v1::TIER_PUBLIC;
};

bool Sees(const Sight& sight, v1::Tier tier) {
  return sight.tiers[static_cast<size_t>(tier)] || IsRemoved(Protection::kHiddenFields);
}

bool SeesContact(const Sight& sight, const Message& contact) {
  return sight.owner || static_cast<const v1::Contact&>(contact).published() ||
         IsRemoved(Protection::kContacts);
}

// Keeps the elements for which `keep` holds, in order.
void Filter(const Field& field, const std::function<bool(const Message&)>& keep) {
  const Reflection& reflection = field.reflection();
  int kept = 0;
  for (int i = 0; i < field.size(); ++i) {
    if (!keep(field.at(i))) continue;
    if (kept != i) reflection.SwapElements(&field.parent, &field.field, kept, i);
    ++kept;
  }
  while (field.size() > kept) reflection.RemoveLast(&field.parent, &field.field);
}

// Takes out of `visibility` whom its owner keeps from the record, which is shown to the owner
// alone.
v1::Visibility TakeKeptOut(v1::Visibility& visibility) {
  v1::Visibility taken;
  taken.mutable_blocked()->Swap(visibility.mutable_blocked());
  taken.mutable_hide_from_countries()->Swap(visibility.mutable_hide_from_countries());
  return taken;
}

bool SeesName(const Sight& sight, const std::string& name) {
  return std::find(sight.hidden.begin(), sight.hidden.end(), name) == sight.hidden.end();
}

// Whether what an element of a story's list names is seen.
bool SeesNamed(const Sight& sight, const Message& named) {
  return SeesName(sight, static_cast<const v1::StoryOrganization&>(named).organization());
}

// Fields of which only some people ever see anything.
bool SeesField(const Sight& sight, const Field& field, const Tiers& tiers) {
  const std::string& name = field.field.name();
  if (name == "introductions_per_month") return sight.owner;
  if (name == "hidden_labels") return sight.vocabulary;
  if (IsReference(field.field)) {
    const std::string value = field.reflection().GetString(field.parent, &field.field);
    if (!SeesName(sight, value)) return false;
  }
  return Sees(sight, tiers.OfField(field.path));
}

std::string ThemeOf(const Message& link) {
  const auto* theme = link.GetDescriptor()->FindFieldByName("theme");
  return link.GetReflection()->GetString(link, theme);
}

// Adds those elements of `from` for which `wanted` holds to the same field of `resource`.
void Append(const Field& from, const Field& to, const std::function<bool(const Message&)>& wanted) {
  for (int i = 0; i < from.size(); ++i) {
    if (!wanted(from.at(i))) continue;
    to.reflection().AddMessage(&to.parent, &to.field)->CopyFrom(from.at(i));
  }
}

void RestoreLinks(const Sight& sight, const Tiers& tiers, const Field& from, const Field& to) {
  absl::flat_hash_set<std::string> given;
  for (int i = 0; i < to.size(); ++i) given.insert(ThemeOf(to.at(i)));
  Append(from, to, [&](const Message& link) {
    return !Sees(sight, tiers.OfLink(from, link)) && !given.contains(ThemeOf(link));
  });
}

void Restore(const Sight& sight, const Tiers& tiers, const Field& from, const Field& to) {
  // Its owner may put another name in place of one that it does not see.
  if (sight.owner && IsReference(to.field) &&
      !to.reflection().GetString(to.parent, &to.field).empty()) {
    return;
  }
  if (!SeesField(sight, from, tiers)) {
    Message& parent = to.parent;
    std::unique_ptr<Message> copy(from.parent.New());
    copy->CopyFrom(from.parent);
    to.reflection().ClearField(&parent, &to.field);
    to.reflection().SwapFields(&parent, copy.get(), {&to.field});
  } else if (from.IsLinks()) {
    RestoreLinks(sight, tiers, from, to);
  } else if (from.Is(v1::Contact::descriptor())) {
    Append(from, to, [&](const Message& contact) { return !SeesContact(sight, contact); });
  } else if (from.Is(v1::StoryOrganization::descriptor())) {
    Append(from, to, [&](const Message& named) { return !SeesNamed(sight, named); });
  }
}

// Writers other than the owner neither lose nor change whom it keeps from the record.
void RestoreKeptOut(const Sight& sight, const Field& from, Message& resource) {
  if (sight.owner || from.field.message_type() != v1::Visibility::descriptor()) return;
  const auto& old =
      static_cast<const v1::Visibility&>(from.reflection().GetMessage(from.parent, &from.field));
  auto& visibility = static_cast<v1::Visibility&>(
      *resource.GetReflection()->MutableMessage(&resource, &from.field));
  *visibility.mutable_blocked() = old.blocked();
  *visibility.mutable_hide_from_countries() = old.hide_from_countries();
}

// The bytes of the parts of each tier.
using Buckets = std::array<std::string, graph::kTierCount>;

Buckets PartsOf(const Record& record) {
  Buckets buckets;
  const Tiers tiers(record);
  std::unique_ptr<Message> resource(ResourceIn(record).New());
  resource->CopyFrom(ResourceIn(record));
  const auto add = [&](v1::Tier tier, const Field& field, const Message& part) {
    absl::StrAppend(&buckets[static_cast<size_t>(tier)], field.path, "\0", Canonical(part), "\0");
  };
  ForEachField(*resource, [&](const Field& field) {
    const std::string& name = field.field.name();
    if (field.IsLinks()) {
      for (int i = 0; i < field.size(); ++i)
        add(tiers.OfLink(field, field.at(i)), field, field.at(i));
    } else if (field.Is(v1::Contact::descriptor())) {
      for (int i = 0; i < field.size(); ++i) {
        const bool shown = SeesContact(Sight(), field.at(i));
        add(shown ? tiers.OfField(field.path) : v1::TIER_PRIVATE, field, field.at(i));
      }
    } else if (tiers.HasOwn(field.path) || name == "introductions_per_month" ||
               name == "hidden_labels" || name == "visibility") {
      // Who is let in is shown to those who may change it: the owner and the hubs' coordinators;
      // who is kept out, to the owner.
      const v1::Tier hidden = name == "visibility" ? v1::TIER_UNCLAIMED : v1::TIER_PRIVATE;
      std::unique_ptr<Message> alone(field.parent.New());
      field.reflection().SwapFields(&field.parent, alone.get(), {&field.field});
      if (name == "visibility") {
        auto& visibility = static_cast<v1::Visibility&>(
            *alone->GetReflection()->MutableMessage(alone.get(), &field.field));
        const v1::Visibility kept_out = TakeKeptOut(visibility);
        if (kept_out.ByteSizeLong() > 0) add(v1::TIER_PRIVATE, field, kept_out);
      }
      add(tiers.HasOwn(field.path) ? tiers.OfField(field.path) : hidden, field, *alone);
    } else {
      return;  // stays in the rest
    }
    field.reflection().ClearField(&field.parent, &field.field);
  });
  absl::StrAppend(&buckets[static_cast<size_t>(tiers.record())], Canonical(*resource));
  for (const auto& id : record.external_ids()) {
    absl::StrAppend(&buckets[v1::TIER_PRIVATE], Canonical(id));
  }
  return buckets;
}

}  // namespace

void StripHidden(const Sight& sight, const Record& record, Message& resource) {
  const Tiers tiers(record);
  ForEachField(resource, [&](const Field& field) {
    if (field.field.name() == "visibility") {
      if (IsRemoved(Protection::kVisibilityOfRecords)) return;
      if (sight.writer && sight.owner) return;
      auto& visibility = static_cast<v1::Visibility&>(
          *field.reflection().MutableMessage(&field.parent, &field.field));
      TakeKeptOut(visibility);
      if (sight.writer) return;
      const v1::Tier tier = visibility.tier();
      visibility.Clear();
      visibility.set_tier(tier);
    } else if (!SeesField(sight, field, tiers)) {
      field.reflection().ClearField(&field.parent, &field.field);
    } else if (field.IsLinks()) {
      Filter(field, [&](const Message& link) { return Sees(sight, tiers.OfLink(field, link)); });
    } else if (field.Is(v1::Contact::descriptor())) {
      Filter(field, [&](const Message& contact) { return SeesContact(sight, contact); });
    } else if (field.Is(v1::StoryOrganization::descriptor())) {
      Filter(field, [&](const Message& named) { return SeesNamed(sight, named); });
    } else if (field.Is(v1::ExternalId::descriptor())) {
      for (const auto& id : record.external_ids()) {
        const bool own = !sight.account.empty() && id.account() == sight.account;
        if (!own && !IsRemoved(Protection::kExternalIdsOfOthers)) continue;
        auto& shown = static_cast<v1::ExternalId&>(
            *field.reflection().AddMessage(&field.parent, &field.field));
        shown.set_scheme(id.scheme());
        shown.set_value(id.value());
      }
    }
  });
}

void RestoreHidden(const Sight& sight, const Record& old, Message& resource) {
  const Tiers tiers(old);
  std::unique_ptr<Message> before(ResourceIn(old).New());
  before->CopyFrom(ResourceIn(old));
  ForEachField(*before, [&](const Field& from) {
    if (from.Is(v1::ExternalId::descriptor())) return;
    if (from.field.name() == "visibility") return RestoreKeptOut(sight, from, resource);
    Message* parent = &resource;
    if (from.field.containing_type() != resource.GetDescriptor()) {
      const auto* profile = resource.GetDescriptor()->FindFieldByName("profile");
      parent = resource.GetReflection()->MutableMessage(&resource, profile);
    }
    Restore(sight, tiers, from, {*parent, from.field, from.path});
  });
}

uint32_t TiersIn(const Record& record) {
  const Buckets buckets = PartsOf(record);
  uint32_t mask = 1u << Tiers(record).record();
  for (size_t tier = 1; tier < buckets.size(); ++tier) {
    if (!buckets[tier].empty()) mask |= 1u << tier;
  }
  return mask;
}

uint32_t ChangedTiers(storage::Kind kind, const Record& before, const Record& after) {
  // The tier is shown to all who see the record. Who else is let in is not: SeenAs tells those
  // whose own view it changes.
  const auto stated = [](const Record& record) {
    const v1::Visibility* visibility = VisibilityIn(record);
    return visibility == nullptr ? v1::TIER_UNSPECIFIED : visibility->tier();
  };
  if (AccessOf(kind, before).tier != AccessOf(kind, after).tier ||
      stated(before) != stated(after) || IsDeleted(before) != IsDeleted(after)) {
    return TiersIn(before) | TiersIn(after);
  }
  const Buckets was = PartsOf(before);
  const Buckets is = PartsOf(after);
  uint32_t mask = 0;
  for (size_t tier = 1; tier < was.size(); ++tier) {
    if (was[tier] != is[tier]) mask |= 1u << tier;
  }
  return mask;
}

}  // namespace tashbik::services
