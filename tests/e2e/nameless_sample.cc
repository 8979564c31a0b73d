// Rewrites the sample's lines: takes every word out that could mean something.
#include <algorithm>
#include <fstream>

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "tests/e2e/sample.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

using google::protobuf::Struct;
using google::protobuf::Value;

// `qbc…`: words that no language has, in an order that has nothing to do with the numbers.
std::string MeaninglessWord(const char* begin, size_t number) {
  const size_t mixed = (number * 7919 + 13) % 17576;
  std::string word = begin;
  for (size_t rest = mixed, i = 0; i < 3; ++i, rest /= 26) {
    word += static_cast<char>('a' + rest % 26);
    word += 'q';
  }
  return word;
}

class Nameless {
 public:
  explicit Nameless(Renaming* renaming) : renaming_(renaming) {}

  void Rewrite(const std::string& from, const std::string& to) {
    std::ifstream in(from);
    std::ofstream out(to);
    for (std::string line; std::getline(in, line);) {
      Struct resource;
      if (!google::protobuf::util::JsonStringToMessage(line, &resource).ok()) GiveUp(line);
      Strip(resource);
      if (renaming_ != nullptr) Rename(resource);
      std::string text;
      if (!google::protobuf::util::MessageToJsonString(resource, &text).ok()) GiveUp(line);
      out << text << "\n";
    }
  }

 private:
  // One meaningless name for an actor, no descriptions, nothing else in words.
  void Strip(Struct& resource) {
    auto& fields = *resource.mutable_fields();
    for (const char* field : {"descriptions", "definitions", "sources", "matches", "purposes",
                              "proposals", "texts", "addressees"}) {
      fields.erase(field);
    }
    const auto profile = fields.find("profile");
    if (profile == fields.end()) return;
    auto& own = *profile->second.mutable_struct_value()->mutable_fields();
    for (const char* field : {"descriptions", "website", "contacts"}) own.erase(field);
    auto* names = own["names"].mutable_list_value();
    Value first = names->values(0);
    (*first.mutable_struct_value()->mutable_fields())["text"].set_string_value(
        MeaninglessWord(renaming_ == nullptr ? "v" : "x", ++actors_));
    names->clear_values();
    *names->add_values() = std::move(first);
  }

  void Rename(Struct& resource) {
    for (auto& [field, value] : *resource.mutable_fields()) {
      if (field != "kind" && field != "facet") Rename(value, field);
    }
  }

  void Rename(Value& value, const std::string& field) {
    if (value.has_struct_value()) {
      for (auto& [key, inner] : *value.mutable_struct_value()->mutable_fields()) {
        // Labels and reasons are texts under a language.
        const bool text =
            field == "labels" || field == "reasons" || field == "notes" || key == "text";
        Rename(inner, text || IsLabelList(field) ? "label" : key);
      }
    } else if (value.has_list_value()) {
      for (Value& inner : *value.mutable_list_value()->mutable_values()) {
        Rename(inner, field == "values" ? "label" : field);
      }
    } else if (value.has_string_value()) {
      const std::string& text = value.string_value();
      if (absl::StrContains(text, '/') && !absl::StrContains(text, ' ')) {
        value.set_string_value(NewName(text));
      } else if (field == "label") {
        value.set_string_value(Word(text));
      }
    }
  }

  static bool IsLabelList(const std::string& field) {
    return field == "alternative_labels" || field == "hidden_labels";
  }

  // Every part of a resource name but the collections and `-`.
  std::string NewName(const std::string& name) {
    std::vector<std::string> parts = absl::StrSplit(name, '/');
    for (size_t i = 1; i < parts.size(); i += 2) {
      if (parts[i] == "-") continue;
      std::string& id = (*renaming_)[parts[i]];
      if (id.empty()) id = MeaninglessWord("id", renaming_->size());
      parts[i] = id;
    }
    return absl::StrJoin(parts, "/");
  }

  std::string Word(const std::string& text) {
    std::string& word = words_[text];
    if (word.empty()) word = MeaninglessWord("w", words_.size());
    return word;
  }

  Renaming* renaming_;
  std::map<std::string, std::string> words_;
  size_t actors_ = 0;
};

}  // namespace

SampleFiles NamelessSample(const std::string& folder, Renaming* renaming) {
  const SampleFiles files = {folder + "/vocabulary.jsonl", folder + "/network.jsonl"};
  Nameless nameless(renaming);
  nameless.Rewrite(ShippedSample().vocabulary, files.vocabulary);
  nameless.Rewrite(ShippedSample().network, files.network);
  return files;
}

}  // namespace tashbik::testing
