// What the triples of a concept say, as fields of a theme.
#ifndef TASHBIK_CLIENTS_CLI_SKOS_FIELDS_H_
#define TASHBIK_CLIENTS_CLI_SKOS_FIELDS_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "clients/cli/import_record.h"
#include "clients/cli/skos.h"
#include "clients/cli/turtle.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::cli {

// A concept of a file on its way to a record.
struct SkosConcept {
  std::string uri;
  int line = 0;
  std::vector<const Triple*> triples;
  bool is_concept = false;
  std::string id;
  std::unique_ptr<ImportRecord> record;
  std::vector<const Triple*> broader, narrower, related;
  std::string fault;  // the first one; empty: none

  void Fault(int at, absl::string_view why);
  v1::Theme& theme() { return static_cast<v1::Theme&>(*record->resource); }
  bool ours() const { return absl::StartsWith(uri, kThemeUri); }
};

// Fills in concepts of one file. Links between concepts (broader, narrower, related) are only
// gathered: they are made when all concepts are known.
class SkosFields {
 public:
  using Blanks = std::map<std::string, std::vector<const Triple*>>;
  // Name of the theme that an object means; empty, and a fault, where it means none.
  using Target = std::function<std::string(SkosConcept&, const Triple&)>;

  // All must outlive it. `source` is the scheme of what the file does not name otherwise.
  SkosFields(const std::string& source, const Blanks& blanks, Target target)
      : source_(source), blanks_(blanks), target_(std::move(target)) {}

  void Fill(SkosConcept& item);

  // How often a predicate was met that is not understood.
  const std::map<std::string, int>& left_out() const { return left_out_; }

 private:
  using Take = std::function<bool(absl::string_view, const Triple&)>;

  bool FillOne(SkosConcept& item, const Triple& triple);
  bool FillSkos(SkosConcept& item, const Triple& triple, absl::string_view name);
  bool FillOurs(SkosConcept& item, const Triple& triple, absl::string_view name);
  void FillRelation(SkosConcept& item, const Triple& triple, v1::RelatedTheme& related);
  void FillCause(SkosConcept& item, const Triple& triple, v1::Cause& cause);
  void FillSource(SkosConcept& item, const Triple& triple, v1::Source& source);
  // Calls `take` with the name of each of our predicates within a blank node; false: not known.
  void ForEachInside(SkosConcept& item, const Triple& triple, const Take& take);
  void AddNotation(SkosConcept& item, const Triple& triple) const;
  static void AddExactMatches(SkosConcept& item);

  const std::string& source_;
  const Blanks& blanks_;
  const Target target_;
  std::map<std::string, int> left_out_;
};

}  // namespace tashbik::cli

#endif  // TASHBIK_CLIENTS_CLI_SKOS_FIELDS_H_
