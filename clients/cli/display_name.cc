// Names come in several languages and kinds, labels by language.
#include "clients/cli/display_name.h"

#include <map>

#include "clients/cli/kind.h"

namespace tashbik::cli {

std::string BestName(const google::protobuf::RepeatedPtrField<v1::Name>& names,
                     absl::string_view language) {
  const v1::Name* best = nullptr;
  int best_rank = 0;
  for (const v1::Name& name : names) {
    const bool full = name.kind() == v1::NAME_KIND_UNSPECIFIED ||
                      name.kind() == v1::NAME_KIND_LEGAL || name.kind() == v1::NAME_KIND_TRANSLATED;
    int rank = full ? 2 : 1;
    if (name.kind() == v1::NAME_KIND_FORMER) rank = 0;
    if (full && name.language() == language) rank = 3;
    if (best == nullptr || rank > best_rank) {
      best = &name;
      best_rank = rank;
    }
  }
  return best == nullptr ? "" : best->text();
}

std::string DisplayName(const Message& resource, absl::string_view language) {
  if (HasField(resource, "display_name")) {
    const std::string name = GetText(resource, "display_name");
    if (!name.empty()) return name;
  }
  const bool profiled = HasField(resource, "profile");
  if (profiled || HasField(resource, "names")) {
    const FieldDescriptor* profile = resource.GetDescriptor()->FindFieldByName("profile");
    const Message* holder =
        profiled ? &resource.GetReflection()->GetMessage(resource, profile) : &resource;
    google::protobuf::RepeatedPtrField<v1::Name> names;
    for (const Message* name : Items(*holder, "names")) names.Add()->CopyFrom(*name);
    if (const std::string best = BestName(names, language); !best.empty()) return best;
  }
  if (HasField(resource, "labels")) {
    std::map<std::string, std::string> labels;
    for (const Message* entry : Items(resource, "labels")) {
      labels[GetText(*entry, "key")] = GetText(*entry, "value");
    }
    for (absl::string_view wanted : {language, absl::string_view("en")}) {
      auto label = labels.find(std::string(wanted));
      if (label != labels.end()) return label->second;
    }
    if (!labels.empty()) return labels.begin()->second;
  }
  return NameOf(resource);
}

}  // namespace tashbik::cli
