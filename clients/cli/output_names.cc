// Asks the server what resources are called.
#include <functional>
#include <map>
#include <memory>
#include <set>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "clients/cli/display_name.h"
#include "clients/cli/kind.h"
#include "clients/cli/output.h"
#include "clients/cli/words.h"

namespace tashbik::cli {
namespace {

// Display names of resources of one kind, for what the caller sees of them.
void AddNames(Session* session, const Kind& kind, const std::set<std::string>& names,
              std::map<std::string, std::string>* known) {
  constexpr size_t kMostNames = 1000;
  auto client = session->Connect();
  for (auto name = names.begin(); client.ok() && name != names.end();) {
    std::unique_ptr<Message> request = NewRequest("BatchGet", kind);
    const FieldDescriptor* field = request->GetDescriptor()->FindFieldByName("names");
    for (size_t i = 0; i < kMostNames && name != names.end(); ++i, ++name) {
      request->GetReflection()->AddString(request.get(), field, *name);
    }
    auto response = Call(**client, *request);
    if (!response.ok()) return;  // the resource names stay
    for (const Message* item : Items(**response, kind.list_field())) {
      (*known)[NameOf(*item)] = DisplayName(*item, session->language());
    }
  }
}

}  // namespace

std::map<std::string, std::string> DisplayNames(Session* session,
                                                const std::set<std::string>& names) {
  std::map<const Kind*, std::set<std::string>> by_kind;
  for (const std::string& name : names) {
    const Kind* kind = KindOfName(name);
    const absl::string_view label = kind == nullptr ? "" : kind->label;
    const bool named = !label.empty() &&
                       (kind->actor || label == "theme" || label == "coalition" || label == "hub");
    if (named) by_kind[kind].insert(name);
  }
  std::map<std::string, std::string> known;
  for (const auto& [kind, of_kind] : by_kind) AddNames(session, *kind, of_kind, &known);
  return known;
}

void NameReferences(Session* session, std::vector<std::vector<std::string>>* rows) {
  const absl::string_view comma = Comma(session->language());
  std::set<std::string> wanted;
  auto each = [&](const std::function<void(std::string*)>& visit) {
    for (auto& row : *rows) {
      for (size_t i = 0; i + 1 < row.size(); ++i) {
        std::vector<std::string> parts = absl::StrSplit(row[i], comma);
        for (std::string& part : parts) {
          const Kind* kind = KindOfName(part);
          const bool named =
              kind != nullptr && (kind->actor || absl::string_view(kind->label) == "theme");
          if (named) visit(&part);
        }
        row[i] = absl::StrJoin(parts, comma);
      }
    }
  };
  each([&](std::string* part) { wanted.insert(*part); });
  const std::map<std::string, std::string> known = DisplayNames(session, wanted);
  each([&](std::string* part) {
    auto found = known.find(*part);
    *part = found != known.end() ? found->second : std::string(absl::StripPrefix(*part, "themes/"));
  });
}

}  // namespace tashbik::cli
