// One table of fields, in the order in which they are read.
#include "clients/cli/merge_preview.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/enum_words.h"
#include "clients/cli/json_text.h"
#include "clients/cli/kind.h"
#include "clients/cli/words.h"
#include "clients/cpp/places.h"

namespace tashbik::cli {
namespace {

struct Row {
  const char* field;  // of the actor or its profile
  Entry title;
};

constexpr Row kRows[] = {
    {"names", {"names", "الأسماء", "noms"}},
    {"kind", {"kind", "النوع", "type"}},
    {"base_country", {"based in", "مقرّها", "siège"}},
    {"active_countries", {"active in", "تعمل في", "pays d’action"}},
    {"origin_countries", {"countries of origin", "بلدان الأصل", "pays d’origine"}},
    {"origin_communities", {"communities of origin", "مجتمعات الأصل", "communautés d’origine"}},
    {"residence_countries", {"countries of residence", "بلدان الإقامة", "pays de résidence"}},
    {"areas", {"areas", "المناطق", "régions"}},
    {"languages", {"languages", "اللغات", "langues"}},
    {"levels", {"levels of work", "مستويات العمل", "niveaux d’action"}},
    {"pillars", {"pillars", "الركائز", "piliers"}},
    {"issues", {"issues", "القضايا", "enjeux"}},
    {"communities_served", {"communities served", "المجتمعات المستفيدة", "communautés servies"}},
    {"communities_led_by", {"led by communities", "مجتمعات تقودها", "communautés qui la dirigent"}},
    {"challenges", {"challenges", "التحديات", "défis"}},
    {"laws", {"laws", "القوانين", "lois"}},
    {"institutions", {"institutions", "المؤسسات", "institutions"}},
    {"needs", {"needs", "الاحتياجات", "besoins"}},
    {"offers", {"offers", "العروض", "offres"}},
    {"values", {"values", "القيم", "valeurs"}},
    {"red_lines", {"red lines", "الخطوط الحمراء", "lignes rouges"}},
    {"descriptions", {"description, by language", "الوصف، حسب اللغة", "présentation, par langue"}},
    {"website", {"website", "الموقع", "site web"}},
    {"introductions_per_month",
     {"most introductions a month", "أكثر ما يمكن من التعارف في الشهر",
      "mises en relation par mois, au plus"}},
    {"sources", {"sources", "المصادر", "sources"}},
    {"external_ids", {"names in other systems", "معرّفات في أنظمة أخرى", "identifiants ailleurs"}},
    {"illustrative", {"an example", "مثال", "un exemple"}},
    {"confirm_date", {"confirmed", "تاريخ التأكيد", "confirmée le"}},
    {"expire_date", {"ends", "ينتهي", "expire le"}},
};

// A value of a field: what it is compared by, and how people read it.
struct Value {
  std::string key;
  std::string text;
};

// The message that has the field: the actor or its profile; null where neither does.
const Message* HolderOf(const Message& actor, const std::string& field) {
  if (actor.GetDescriptor()->FindFieldByName(field) != nullptr) return &actor;
  const FieldDescriptor* profile = actor.GetDescriptor()->FindFieldByName("profile");
  if (profile->message_type()->FindFieldByName(field) == nullptr) return nullptr;
  return &actor.GetReflection()->GetMessage(actor, profile);
}

// Who may see it does not make a link another one.
std::string KeyOf(const Message& message) {
  const std::unique_ptr<Message> same(message.New());
  same->CopyFrom(message);
  if (const auto* tier = message.GetDescriptor()->FindFieldByName("tier"); tier != nullptr) {
    same->GetReflection()->ClearField(same.get(), tier);
  }
  return ToJson(*same, false);
}

Value OfMessage(const Message& message) {
  const std::string type = message.GetDescriptor()->name();
  const std::string key = KeyOf(message);
  if (type == "ThemeLink" || type == "Exchange") return {key, GetText(message, "theme")};
  if (type == "Name") return {key, GetText(message, "text")};
  if (type == "Source") return {key, GetText(message, "title")};
  if (type == "ExternalId") {
    return {key, absl::StrCat(GetText(message, "scheme"), ":", GetText(message, "value"))};
  }
  return {key, key};
}

// `index` is -1 where the field is not repeated.
Value ValueOf(const Message& message, const FieldDescriptor* field, int index,
              const std::string& language) {
  const auto* reflection = message.GetReflection();
  const bool many = index >= 0;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return OfMessage(reflection->GetRepeatedMessage(message, field, index));
    case FieldDescriptor::CPPTYPE_ENUM: {
      const auto* value = many ? reflection->GetRepeatedEnum(message, field, index)
                               : reflection->GetEnum(message, field);
      return {value->name(), EnumText(value, language)};
    }
    case FieldDescriptor::CPPTYPE_BOOL: {
      const bool yes = reflection->GetBool(message, field);
      return {yes ? "true" : "false", std::string(Say(yes ? Word::kYes : Word::kNo, language))};
    }
    case FieldDescriptor::CPPTYPE_INT32: {
      const std::string number = absl::StrCat(reflection->GetInt32(message, field));
      return {number, number};
    }
    default:
      break;
  }
  const std::string text = many ? reflection->GetRepeatedString(message, field, index)
                                : reflection->GetString(message, field);
  const bool country =
      absl::EndsWith(field->name(), "country") || absl::EndsWith(field->name(), "countries");
  return {text, country ? client::CountryName(text, language) : text};
}

std::vector<Value> ValuesOf(const Message& message, const FieldDescriptor* field,
                            const std::string& language) {
  const auto* reflection = message.GetReflection();
  std::vector<Value> values;
  if (!field->is_repeated()) {
    if (reflection->HasField(message, field) ||
        field->cpp_type() == FieldDescriptor::CPPTYPE_BOOL) {
      values.push_back(ValueOf(message, field, -1, language));
    }
    return values;
  }
  for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
    values.push_back(ValueOf(message, field, i, language));
  }
  return values;
}

std::map<std::string, std::string> TextsByLanguage(const Message& message,
                                                   const std::string& field) {
  std::map<std::string, std::string> texts;
  for (const Message* entry : Items(message, field)) {
    texts[GetText(*entry, "key")] = GetText(*entry, "value");
  }
  return texts;
}

void Add(MergeChange change, std::vector<MergeChange>& changes) {
  if (!change.texts.empty()) changes.push_back(std::move(change));
}

// The texts of a field in the three records.
void AddTexts(const Row& row, const Message& kept, const Message& merged, const Message& joined,
              MergePreview& preview) {
  const std::map<std::string, std::string> before = TextsByLanguage(kept, row.field);
  const std::map<std::string, std::string> after = TextsByLanguage(joined, row.field);
  MergeChange gains{.title = row.title};
  MergeChange stays{.title = row.title};
  for (const auto& [language, text] : after) {
    if (!before.contains(language)) gains.texts.push_back(language);
  }
  for (const auto& [language, text] : TextsByLanguage(merged, row.field)) {
    const auto now = after.find(language);
    if (now != after.end() && now->second != text) stays.texts.push_back(language);
  }
  Add(std::move(gains), preview.gains);
  Add(std::move(stays), preview.stays);
}

bool Holds(const std::vector<Value>& values, const Value& value) {
  return std::any_of(values.begin(), values.end(),
                     [&](const Value& other) { return other.key == value.key; });
}

}  // namespace

MergePreview PreviewMerge(const Message& kept, const Message& merged, const Message& joined,
                          const std::string& language) {
  MergePreview preview;
  for (const Row& row : kRows) {
    const Message* before = HolderOf(kept, row.field);
    if (before == nullptr) continue;
    const Message* other = HolderOf(merged, row.field);
    const Message* after = HolderOf(joined, row.field);
    const FieldDescriptor* field = before->GetDescriptor()->FindFieldByName(row.field);
    if (field->is_map()) {
      AddTexts(row, *before, *other, *after, preview);
      continue;
    }
    const std::vector<Value> own = ValuesOf(*before, field, language);
    const std::vector<Value> theirs = ValuesOf(*other, field, language);
    const std::vector<Value> now = ValuesOf(*after, field, language);
    MergeChange gains{.title = row.title};
    for (const Value& value : now) {
      if (!Holds(own, value)) gains.texts.push_back(value.text);
    }
    Add(std::move(gains), preview.gains);
    if (!field->is_repeated() && !now.empty() && Holds(own, now[0]) && !theirs.empty() &&
        !Holds(now, theirs[0])) {
      preview.stays.push_back({row.title, {now[0].text}, theirs[0].text});
    }
  }
  return preview;
}

}  // namespace tashbik::cli
