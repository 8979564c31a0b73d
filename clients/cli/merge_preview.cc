// One table of fields, in the order in which they are read.
#include "clients/cli/merge_preview.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/enum_words.h"
#include "clients/cli/json_text.h"
#include "clients/cli/kind.h"
#include "clients/cli/words.h"
#include "clients/cpp/fold.h"
#include "clients/cpp/places.h"
#include "tashbik/v1/actor.pb.h"

namespace tashbik::cli {
namespace {

constexpr size_t kUnbounded = 1000;

struct Row {
  const char* field;  // of the actor or its profile
  Entry title;
  size_t most = kUnbounded;  // as the contract bounds the list; what is beyond is not taken over
};

constexpr Row kRows[] = {
    {"names", {"names", "الأسماء", "noms"}, 32},
    {"kind", {"kind", "النوع", "type"}},
    {"base_country", {"based in", "مقرّها", "siège"}},
    {"active_countries", {"active in", "تعمل في", "pays d’action"}, 64},
    {"origin_countries", {"countries of origin", "بلدان الأصل", "pays d’origine"}},
    {"origin_communities", {"communities of origin", "مجتمعات الأصل", "communautés d’origine"}, 64},
    {"residence_countries", {"countries of residence", "بلدان الإقامة", "pays de résidence"}},
    {"areas", {"areas", "المناطق", "régions"}, 64},
    {"languages", {"languages", "اللغات", "langues"}, 32},
    {"levels", {"levels of work", "مستويات العمل", "niveaux d’action"}},
    {"pillars", {"pillars", "الركائز", "piliers"}},
    {"issues", {"issues", "القضايا", "enjeux"}, 64},
    {"communities_served",
     {"communities served", "المجتمعات المستفيدة", "communautés servies"},
     64},
    {"communities_led_by",
     {"led by communities", "مجتمعات تقودها", "communautés qui la dirigent"},
     64},
    {"challenges", {"challenges", "التحديات", "défis"}, 64},
    {"laws", {"laws", "القوانين", "lois"}, 64},
    {"institutions", {"institutions", "المؤسسات", "institutions"}, 64},
    {"needs", {"needs", "الاحتياجات", "besoins"}, 64},
    {"offers", {"offers", "العروض", "offres"}, 64},
    {"values", {"values", "القيم", "valeurs"}, 64},
    {"red_lines", {"red lines", "الخطوط الحمراء", "lignes rouges"}, 64},
    {"descriptions", {"description, by language", "الوصف، حسب اللغة", "présentation, par langue"}},
    {"website", {"website", "الموقع", "site web"}},
    {"introductions_per_month",
     {"most introductions a month", "أكثر ما يمكن من التعارف في الشهر",
      "mises en relation par mois, au plus"}},
    {"sources", {"sources", "المصادر", "sources"}, 16},
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

Value OfMessage(const Message& message) {
  const std::string type = message.GetDescriptor()->name();
  if (type == "ThemeLink") return {GetText(message, "theme"), GetText(message, "theme")};
  if (type == "Name") {
    return {client::FoldWords(GetText(message, "text")), GetText(message, "text")};
  }
  if (type == "Exchange") {
    // Who may see it does not make it another one.
    v1::Exchange same = static_cast<const v1::Exchange&>(message);
    same.clear_tier();
    return {ToJson(same, false), same.theme()};
  }
  const std::string whole = ToJson(message, false);
  if (type == "Source") return {whole, GetText(message, "title")};
  if (type == "ExternalId") {
    return {whole, absl::StrCat(GetText(message, "scheme"), ":", GetText(message, "value"))};
  }
  return {whole, whole};
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
    case FieldDescriptor::CPPTYPE_BOOL:
      return {"true", std::string(Say(Word::kYes, language))};
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
    if (reflection->HasField(message, field)) {
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

void AddTexts(const Row& row, const Message& kept, const Message& merged, MergePreview& preview) {
  const std::map<std::string, std::string> own = TextsByLanguage(kept, row.field);
  MergeChange gains{.title = row.title};
  MergeChange stays{.title = row.title};
  for (const auto& [language, text] : TextsByLanguage(merged, row.field)) {
    const auto same = own.find(language);
    if (same == own.end()) gains.texts.push_back(language);
    if (same != own.end() && same->second != text) stays.texts.push_back(language);
  }
  if (!gains.texts.empty()) preview.gains.push_back(std::move(gains));
  if (!stays.texts.empty()) preview.stays.push_back(std::move(stays));
}

void AddList(const Row& row, const std::vector<Value>& kept, const std::vector<Value>& merged,
             MergePreview& preview) {
  MergeChange gains{.title = row.title};
  std::vector<Value> joined = kept;
  for (const Value& value : merged) {
    const bool there = std::any_of(joined.begin(), joined.end(),
                                   [&](const Value& other) { return other.key == value.key; });
    if (there || joined.size() >= row.most) continue;
    joined.push_back(value);
    gains.texts.push_back(value.text);
  }
  if (!gains.texts.empty()) preview.gains.push_back(std::move(gains));
}

void AddOne(const Row& row, const std::vector<Value>& kept, const std::vector<Value>& merged,
            MergePreview& preview) {
  if (merged.empty() || (!kept.empty() && kept[0].key == merged[0].key)) return;
  if (kept.empty()) {
    preview.gains.push_back({row.title, {merged[0].text}});
  } else {
    preview.stays.push_back({row.title, {kept[0].text}, merged[0].text});
  }
}

// Nobody is to be asked more often than it said, under either name.
void TakeTheFewer(const Row& row, std::vector<Value>& kept, const std::vector<Value>& merged,
                  MergePreview& preview) {
  if (!kept.empty() && !merged.empty() && std::stoi(merged[0].text) < std::stoi(kept[0].text)) {
    kept.clear();
  }
  AddOne(row, kept, merged, preview);
}

}  // namespace

MergePreview PreviewMerge(const Message& kept, const Message& merged, const std::string& language) {
  MergePreview preview;
  for (const Row& row : kRows) {
    const Message* own = HolderOf(kept, row.field);
    const Message* other = HolderOf(merged, row.field);
    if (own == nullptr || other == nullptr) continue;
    const FieldDescriptor* field = own->GetDescriptor()->FindFieldByName(row.field);
    if (field->is_map()) {
      AddTexts(row, *own, *other, preview);
      continue;
    }
    std::vector<Value> here = ValuesOf(*own, field, language);
    const std::vector<Value> there = ValuesOf(*other, field, language);
    if (field->is_repeated()) {
      AddList(row, here, there, preview);
    } else if (absl::string_view(row.field) == "introductions_per_month") {
      TakeTheFewer(row, here, there, preview);
    } else {
      AddOne(row, here, there, preview);
    }
  }
  return preview;
}

}  // namespace tashbik::cli
