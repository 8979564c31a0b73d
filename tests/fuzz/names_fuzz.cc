// Resource names: what is one is written the same again.
#include <string>

#include "services/names.h"
#include "tests/fuzz/property.h"

using tashbik::fuzz::Expect;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace services = tashbik::services;
  const absl::string_view text = tashbik::fuzz::Text(data, size);
  const auto name = services::ParseName(text);
  const auto actor = services::ParseActorName(text);
  if (!name) {
    Expect(!actor.has_value(), "an actor's name is a name");
    return 0;
  }
  Expect(services::NameOf(name->kind, name->id) == text, "a name is written the same again");
  Expect(!services::CollectionOf(name->kind).empty(), "it is of a collection");
  Expect(services::ParseNameOf(name->kind, text) == name->id, "it is of its kind");
  Expect(actor.has_value() == services::IsActor(name->kind), "actors are actors");
  Expect(name->id.size() <= 128, "ids are bounded");
  for (const char c : name->id) {
    Expect((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '/',
           "ids are of plain letters");
  }
  return 0;
}
