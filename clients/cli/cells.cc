// Cells by reflection: kinds share the names of their fields.
#include "clients/cli/cells.h"

#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "clients/cli/display_name.h"
#include "clients/cli/enum_words.h"
#include "clients/cli/kind.h"
#include "clients/cli/translate.h"
#include "clients/cli/words.h"
#include "clients/cpp/places.h"
#include "google/protobuf/text_format.h"
#include "google/protobuf/util/time_util.h"

namespace tashbik::cli::cells {
namespace {

// Follows a path of fields through single messages; null where one is unset.
const Message* Walk(const Message& message, const std::vector<std::string>& path) {
  const Message* at = &message;
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    const FieldDescriptor* field = at->GetDescriptor()->FindFieldByName(path[i]);
    if (field == nullptr || !at->GetReflection()->HasField(*at, field)) return nullptr;
    at = &at->GetReflection()->GetMessage(*at, field);
  }
  return at;
}

std::vector<std::string> Texts(const Message& message, const std::vector<std::string>& path) {
  const Message* at = Walk(message, path);
  const FieldDescriptor* field =
      at == nullptr ? nullptr : at->GetDescriptor()->FindFieldByName(path.back());
  if (field == nullptr) return {};
  const auto* reflection = at->GetReflection();
  std::vector<std::string> texts;
  if (!field->is_repeated()) return {reflection->GetString(*at, field)};
  for (int i = 0; i < reflection->FieldSize(*at, field); ++i) {
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      texts.push_back(reflection->GetRepeatedString(*at, field, i));
    } else {
      texts.push_back(GetText(reflection->GetRepeatedMessage(*at, field, i), "theme"));
    }
  }
  return texts;
}

std::string EnumOf(const Message& message, const std::string& field, const CellStyle& style) {
  const FieldDescriptor* descriptor = message.GetDescriptor()->FindFieldByName(field);
  const auto* value = message.GetReflection()->GetEnum(message, descriptor);
  return style.for_people && value->number() != 0 ? EnumText(value, style.language)
                                                  : Keyword(value);
}

}  // namespace

const Message* Within(const Message& message, const std::string& field) {
  return Walk(message, {field, ""});
}

std::string Joined(const std::vector<std::string>& texts, const CellStyle& style) {
  return absl::StrJoin(texts, style.for_people ? Comma(style.language) : "; ");
}

Cell Text(std::vector<std::string> path) {
  return [path = std::move(path)](const Message& m, const CellStyle& style) {
    return Joined(Texts(m, path), style);
  };
}

Cell Places(std::vector<std::string> path) {
  return [path = std::move(path)](const Message& m, const CellStyle& style) {
    std::vector<std::string> texts = Texts(m, path);
    if (style.for_people) {
      for (std::string& text : texts) {
        if (!text.empty()) text = client::CountryName(text, style.language);
      }
    }
    return Joined(texts, style);
  };
}

Cell Themes(std::vector<std::string> path) {
  return [path = std::move(path)](const Message& m, const CellStyle& style) {
    std::vector<std::string> texts = Texts(m, path);
    if (!style.for_people) {
      for (std::string& text : texts) text = std::string(absl::StripPrefix(text, "themes/"));
    }
    return Joined(texts, style);
  };
}

std::string SummaryThemes(const Message& summary, const CellStyle& style) {
  const bool labels = style.for_people && !Texts(summary, {"theme_labels"}).empty();
  return labels ? Joined(Texts(summary, {"theme_labels"}), style)
                : Themes({"themes"})(summary, style);
}

Cell Enum(std::vector<std::string> path) {
  return [path = std::move(path)](const Message& m, const CellStyle& style) {
    const Message* at = Walk(m, path);
    return at == nullptr ? std::string() : EnumOf(*at, path.back(), style);
  };
}

Cell Time(std::string field) {
  return [field = std::move(field)](const Message& m, const CellStyle& style) -> std::string {
    const Message* time = Within(m, field);
    if (time == nullptr) return "";
    const auto* stamp = google::protobuf::DynamicCastToGenerated<google::protobuf::Timestamp>(time);
    const std::string text = google::protobuf::util::TimeUtil::ToString(*stamp);
    return style.for_people ? text.substr(0, 10) : text;
  };
}

std::string Title(const Message& message, const CellStyle& style) {
  return DisplayName(message, style.language);
}

std::string Name(const Message& message, const CellStyle&) { return NameOf(message); }

Cell Of(std::string field, Cell cell) {
  return
      [field = std::move(field), cell = std::move(cell)](const Message& m, const CellStyle& style) {
        const Message* inner = Within(m, field);
        return inner == nullptr ? std::string() : cell(*inner, style);
      };
}

Cell Decimal(std::string field, int places) {
  return [field = std::move(field), places](const Message& message, const CellStyle& style) {
    const FieldDescriptor* number = message.GetDescriptor()->FindFieldByName(field);
    return DecimalText(message.GetReflection()->GetDouble(message, number), places,
                       style.for_people ? style.language : "en");
  };
}

Cell Sentence(std::string field) {
  return [field = std::move(field)](const Message& message, const CellStyle& style) {
    const std::string text = GetText(message, field);
    return style.for_people ? Translate(text, style.language) : text;
  };
}

Cell Number(std::string field) {
  return [field = std::move(field)](const Message& message, const CellStyle&) {
    const FieldDescriptor* number = message.GetDescriptor()->FindFieldByName(field);
    std::string text;
    google::protobuf::TextFormat::PrintFieldValueToString(message, number, -1, &text);
    return text;
  };
}

Cell OneOf(const char* flag, Word yes, Word no) {
  return [flag, yes, no](const Message& message, const CellStyle& style) -> std::string {
    const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(flag);
    const bool set = message.GetReflection()->GetBool(message, field);
    return std::string(Say(set ? yes : no, style.for_people ? style.language : "en"));
  };
}

}  // namespace tashbik::cli::cells
