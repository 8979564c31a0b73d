// Triples are gathered by concept; concepts become records; links between them are made last.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "clients/cli/skos.h"
#include "clients/cli/skos_fields.h"
#include "clients/cli/skos_names.h"
#include "clients/cli/turtle.h"

namespace tashbik::cli {
namespace {

// Of one concept; the server takes far fewer.
constexpr int kMostLinks = 1000;
constexpr double kRelatedWeight = 0.5;
constexpr char kRelatedReason[] = "Related in the vocabulary that it was imported from.";

class SkosReader {
 public:
  SkosReader(const std::string& file, const std::string& source, ImportSet* set)
      : file_(file), source_(source), set_(set) {}

  void Run(const std::vector<Triple>& triples) {
    Gather(triples);
    for (SkosConcept* item : order_) NameConcept(*item);
    SkosFields fields(source_, blanks_, [this](SkosConcept& item, const Triple& triple) {
      return Target(item, triple);
    });
    for (SkosConcept* item : order_) fields.Fill(*item);
    for (SkosConcept* item : order_) AddOwnBroader(*item);
    for (SkosConcept* item : order_) AddNarrower(*item);
    for (SkosConcept* item : order_) Relate(*item);
    for (SkosConcept* item : order_) Add(*item);
    if (fields.left_out().empty()) return;
    const auto count = [](std::string* out, const auto& predicate) {
      absl::StrAppend(out, predicate.second, " × <", predicate.first, ">");
    };
    set_->notes.push_back(
        absl::StrCat(file_, ": left out: ", absl::StrJoin(fields.left_out(), ", ", count)));
  }

 private:
  void Gather(const std::vector<Triple>& triples) {
    std::vector<SkosConcept*> all;
    for (const Triple& triple : triples) {
      if (triple.subject.kind == TurtleTerm::Kind::kBlank) {
        blanks_[triple.subject.text].push_back(&triple);
        continue;
      }
      SkosConcept& item = concepts_[triple.subject.text];
      if (item.triples.empty()) {
        item.uri = triple.subject.text;
        item.line = triple.line;
        all.push_back(&item);
      }
      item.triples.push_back(&triple);
      const bool type = triple.predicate == absl::StrCat(kRdf, "type");
      item.is_concept |= type && triple.object.text == absl::StrCat(kSkos, "Concept");
      item.is_concept |= triple.predicate == absl::StrCat(kSkos, "prefLabel");
    }
    for (SkosConcept* item : all) {
      if (item->is_concept) order_.push_back(item);
    }
  }

  void NameConcept(SkosConcept& item) {
    item.record = std::make_unique<ImportRecord>();
    item.record->kind = FindKind("theme");
    item.record->resource = NewMessage(item.record->kind->descriptor());
    item.record->file = file_;
    item.record->lines = {item.line};
    item.record->source = source_;
    item.record->ref_source = source_;
    if (item.ours()) {
      item.id = item.uri.substr(absl::string_view(kThemeUri).size());
    } else {
      std::vector<std::string> notations;
      for (const Triple* triple : item.triples) {
        const bool notation = triple->predicate == absl::StrCat(kSkos, "notation") &&
                              triple->object.IsLiteral() &&
                              !absl::StartsWith(triple->object.datatype, kSchemeUri);
        if (notation) notations.push_back(triple->object.text);
      }
      if (notations.size() == 1) item.id = MakeThemeId(notations[0], source_);
      if (item.id.empty()) item.id = MakeThemeId(LastPart(item.uri), source_);
    }
    if (item.id.empty()) {
      item.Fault(item.line, "no id can be made of its URI: give it a skos:notation");
      return;
    }
    const auto [other, added] = by_id_.emplace(item.id, &item);
    if (!added) {
      item.Fault(item.line, absl::StrCat("has the id ", item.id, ", as the concept of line ",
                                         other->second->line));
    }
    item.record->local_name = absl::StrCat("themes/", item.id);
    item.theme().set_name(item.record->local_name);
  }

  // Name of the theme that an object means; empty, and a fault, else.
  std::string Target(SkosConcept& item, const Triple& triple) {
    const TurtleTerm& object = triple.object;
    if (!object.IsUri()) {
      item.Fault(triple.line, absl::StrCat("<", triple.predicate, "> names no concept"));
      return "";
    }
    const auto found = concepts_.find(object.text);
    if (found != concepts_.end() && found->second.is_concept) {
      return absl::StrCat("themes/", found->second.id);
    }
    absl::string_view id = object.text;
    if (absl::ConsumePrefix(&id, kThemeUri)) return absl::StrCat("themes/", id);
    item.Fault(triple.line,
               absl::StrCat("<", object.text, "> is no concept of the file, nor one of ours"));
    return "";
  }

  static void AddBroader(SkosConcept& item, const std::string& name) {
    const auto& there = item.theme().broader();
    if (there.size() == kMostLinks) return item.Fault(item.line, "too many broader concepts");
    if (name.empty() || std::find(there.begin(), there.end(), name) != there.end()) return;
    item.theme().add_broader(name);
  }

  void AddOwnBroader(SkosConcept& item) {
    for (const Triple* triple : item.broader) AddBroader(item, Target(item, *triple));
  }

  // After all that is stated the other way round, so that the order of broader concepts stays.
  void AddNarrower(SkosConcept& item) {
    for (const Triple* triple : item.narrower) {
      const auto found = concepts_.find(triple->object.text);
      if (found == concepts_.end() || !found->second.is_concept) continue;
      AddBroader(found->second, item.theme().name());
    }
  }

  static bool IsRelated(const v1::Theme& theme, const std::string& name) {
    return std::any_of(theme.related().begin(), theme.related().end(),
                       [&](const auto& related) { return related.theme() == name; });
  }

  // A link that is stated plainly holds both ways, and is kept once.
  void Relate(SkosConcept& item) {
    if (item.related.size() > kMostLinks) item.Fault(item.line, "too many related concepts");
    item.related.resize(std::min<size_t>(item.related.size(), kMostLinks));
    for (const Triple* triple : item.related) {
      const std::string name = Target(item, *triple);
      const auto other = concepts_.find(triple->object.text);
      if (name.empty() || IsRelated(item.theme(), name)) continue;
      if (other != concepts_.end() && other->second.is_concept &&
          IsRelated(other->second.theme(), item.theme().name())) {
        continue;
      }
      v1::RelatedTheme& related = *item.theme().add_related();
      related.set_theme(name);
      related.set_weight(kRelatedWeight);
      (*related.mutable_reasons())["en"] = kRelatedReason;
    }
  }

  // What a concept refers to comes before it, as far as there is no circle. Depth is the longest
  // chain in the file, so the way is kept here and not on the stack.
  void Add(SkosConcept& first) {
    struct Step {
      SkosConcept* item;
      std::vector<std::string> references;
      size_t next = 0;
    };
    std::vector<Step> way;
    const auto enter = [&](SkosConcept& item) {
      if (added_.insert(&item).second) way.push_back({&item, References(item.theme())});
    };
    enter(first);
    while (!way.empty()) {
      Step& step = way.back();
      if (step.next < step.references.size()) {
        const auto found = by_id_.find(step.references[step.next++].substr(7));  // after `themes/`
        if (found != by_id_.end()) enter(*found->second);
        continue;
      }
      SkosConcept& done = *step.item;
      way.pop_back();
      if (done.fault.empty()) {
        set_->records.push_back(std::move(done.record));
      } else {
        set_->refused.push_back({file_, done.line, FindKind("theme"),
                                 done.id.empty() ? done.uri : done.id, done.fault});
      }
    }
  }

  static std::vector<std::string> References(const v1::Theme& theme) {
    std::vector<std::string> names(theme.broader().begin(), theme.broader().end());
    for (const v1::Cause& cause : theme.causes()) names.push_back(cause.theme());
    for (const v1::RelatedTheme& related : theme.related()) names.push_back(related.theme());
    names.erase(std::remove(names.begin(), names.end(), ""), names.end());
    return names;
  }

  const std::string& file_;
  const std::string& source_;
  ImportSet* const set_;
  std::map<std::string, SkosConcept> concepts_;  // all subjects, by URI
  std::vector<SkosConcept*> order_;              // concepts, as they stand in the file
  std::map<std::string, SkosConcept*> by_id_;
  SkosFields::Blanks blanks_;
  std::set<const SkosConcept*> added_;
};

}  // namespace

bool LooksLikeTurtle(absl::string_view text) {
  absl::ConsumePrefix(&text, "\xef\xbb\xbf");
  while (true) {
    text = absl::StripLeadingAsciiWhitespace(text);
    if (!absl::StartsWith(text, "#")) break;
    const size_t end = text.find('\n');
    if (end == absl::string_view::npos) return false;
    text.remove_prefix(end);
  }
  for (const char* word : {"@prefix", "@base"}) {
    if (absl::StartsWith(text, word)) return true;
  }
  for (const char* word : {"prefix ", "base <"}) {
    if (absl::StartsWithIgnoreCase(text, word) && absl::StrContains(text, '<')) return true;
  }
  return absl::StartsWith(text, "<") && absl::StrContains(text.substr(0, 2048), '>');
}

absl::Status ReadSkos(absl::string_view text, const std::string& file, const std::string& source,
                      ImportSet* set) {
  absl::ConsumePrefix(&text, "\xef\xbb\xbf");
  const auto triples = ReadTurtle(text);
  if (!triples.ok()) return triples.status();
  SkosReader(file, source, set).Run(*triples);
  return absl::OkStatus();
}

}  // namespace tashbik::cli
