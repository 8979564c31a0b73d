// Reads flags and files.
#include "clients/cli/compose_request.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/json_text.h"
#include "clients/cli/value_text.h"
#include "clients/cpp/languages.h"
#include "clients/cpp/places.h"
#include "google/protobuf/struct.pb.h"
#include "tashbik/v1/call.pb.h"

namespace tashbik::cli {
namespace {

constexpr int kMaxSize = 20;

absl::Status Fault(const std::string& file, const absl::Status& read) {
  return UsageError(absl::StrCat(file, ": ", read.message()));
}

absl::Status Take(const std::vector<std::string>& texts, const Convert& convert, const char* flag,
                  google::protobuf::RepeatedPtrField<std::string>* to) {
  for (const std::string& text : texts) {
    auto values = ConvertList(text, convert);
    if (!values.ok()) {
      return UsageError(absl::StrCat(flag, ": ", values.status().message()));
    }
    if (values->empty()) return UsageError(absl::StrCat(flag, ": '", text, "' names nothing"));
    for (const std::string& value : *values) to->Add(std::string(value));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::pair<int, int>> ReadSize(absl::string_view given) {
  const std::string plain = PlainDigits(given);
  const absl::string_view text = plain;
  std::string least(text);
  std::string most(text);
  for (absl::string_view between : {"..", "-", "–"}) {
    const size_t at = text.find(between);
    if (at == absl::string_view::npos) continue;
    least = std::string(text.substr(0, at));
    most = std::string(text.substr(at + between.size()));
    break;
  }
  std::pair<int, int> size;
  const bool numbers = absl::SimpleAtoi(least, &size.first) && absl::SimpleAtoi(most, &size.second);
  if (!numbers || size.first < 1 || size.second > kMaxSize || size.first > size.second) {
    return UsageError(absl::StrCat("--size: '", given,
                                   "' is no size: give one such as 3..6, from 1 to ", kMaxSize));
  }
  return size;
}

absl::Status ReadCallFile(absl::string_view json, const std::string& file,
                          v1::ComposeCoalitionRequest* request) {
  google::protobuf::Struct object;
  absl::Status read = FromJson(json, &object);
  if (!read.ok()) return Fault(file, read);
  auto& fields = *object.mutable_fields();
  // What a file for import says of a record.
  const auto kind = fields.find("kind");
  if (kind != fields.end() && kind->second.string_value() == "call") fields.erase(kind);
  const bool whole = fields.count("rules") + fields.count("names") + fields.count("themes") > 0;
  const std::string text = ToJson(object, false);
  if (!whole) {
    read = FromJson(text, request->mutable_rules());
    return read.ok() ? read : Fault(file, read);
  }
  v1::Call call;
  read = FromJson(text, &call);
  if (!read.ok()) return Fault(file, read);
  request->mutable_themes()->MergeFrom(call.themes());
  request->mutable_countries()->MergeFrom(call.countries());
  if (call.has_rules()) *request->mutable_rules() = call.rules();
  return absl::OkStatus();
}

absl::Status ReadAsked(const ComposeFlags& flags, const FindTheme& find_theme,
                       v1::ComposeCoalitionRequest* request) {
  const auto theme_of = [&](std::vector<v1::Facet> facets) -> Convert {
    return [&find_theme, facets = std::move(facets)](absl::string_view text) {
      return find_theme(text, facets);
    };
  };
  const std::vector<v1::Facet> covered = {v1::FACET_ISSUE, v1::FACET_CAUSE, v1::FACET_LAW,
                                          v1::FACET_COMMUNITY};
  absl::Status status =
      Take(flags.themes, theme_of(covered), "--themes", request->mutable_themes());
  if (!status.ok()) return status;
  status = Take(flags.skills, theme_of({v1::FACET_SKILL, v1::FACET_RESOURCE}), "--skills",
                request->mutable_skills());
  if (!status.ok()) return status;
  status = Take(flags.countries, client::CountryCode, "--countries", request->mutable_countries());
  if (!status.ok()) return status;
  status = Take(flags.languages, client::LanguageTag, "--languages", request->mutable_languages());
  if (!status.ok() || flags.size.empty()) return status;
  auto size = ReadSize(flags.size);
  if (!size.ok()) return size.status();
  request->set_min_size(size->first);
  request->set_max_size(size->second);
  return absl::OkStatus();
}

}  // namespace tashbik::cli
