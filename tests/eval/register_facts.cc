// Reads tab-separated files; cells are taken as they stand, without quoting.
#include "tests/eval/register_facts.h"

#include <algorithm>
#include <fstream>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "graph/text/clean.h"
#include "graph/text/row.h"

namespace tashbik::eval {
namespace {

using Cells = std::vector<std::string>;

// Calls `take` with the cells of `columns` of each row.
bool ForEachRow(const std::string& path, const std::vector<std::string>& columns,
                std::string& error, const std::function<void(const Cells&)>& take) {
  std::ifstream in(path);
  std::string line;
  if (!std::getline(in, line)) {
    error = absl::StrCat(path, ": cannot be read");
    return false;
  }
  const Cells header = absl::StrSplit(absl::StripSuffix(line, "\r"), '\t');
  std::vector<size_t> places;
  for (const std::string& column : columns) {
    const auto found = std::find(header.begin(), header.end(), column);
    if (found == header.end()) {
      error = absl::StrCat(path, ": there is no column ", column);
      return false;
    }
    places.push_back(static_cast<size_t>(found - header.begin()));
  }
  while (std::getline(in, line)) {
    const Cells cells = absl::StrSplit(absl::StripSuffix(line, "\r"), '\t');
    Cells chosen;
    for (const size_t place : places) chosen.push_back(place < cells.size() ? cells[place] : "");
    take(chosen);
  }
  return true;
}

std::string Cleaned(const std::string& text, graph::text::Lines lines) {
  return graph::text::Clean(absl::StripAsciiWhitespace(text), lines).text;
}

struct Texts {
  std::string name, acronym, description;
};

// As the import does it: short names come in lists, and a name that is both is a short one.
graph::text::TextRow RowOf(const Texts& texts) {
  std::vector<graph::text::NameText> names = {{texts.name, "", graph::text::NameKind::kLegal}};
  for (absl::string_view part : absl::StrSplit(texts.acronym, absl::ByAnyChar(";|"))) {
    part = absl::StripAsciiWhitespace(part);
    if (part == texts.name) {
      names[0].kind = graph::text::NameKind::kShort;
    } else if (!part.empty()) {
      names.push_back({part, "", graph::text::NameKind::kShort});
    }
  }
  std::vector<graph::text::DescriptionText> descriptions;
  if (!texts.description.empty()) descriptions.push_back({texts.description, "en"});
  return graph::text::DeriveRow(names, descriptions);
}

void AddTheme(const std::string& label, graph::Facet facet, std::set<std::string>& known,
              graph::Facts& facts) {
  if (!known.insert(label).second) return;
  graph::ThemeFacts& theme = facts.themes.emplace_back();
  theme.id = label;
  theme.facet = facet;
  theme.labels.push_back({graph::text::StemLabel(label, "en"), graph::text::LangOf("en")});
}

graph::Access Public() {
  graph::Access access;
  access.tier = graph::Tier::kPublic;
  return access;
}

}  // namespace

std::optional<Register> ReadRegister(const std::string& folder, std::string& error) {
  Register out;
  std::vector<Texts> texts;
  bool good = ForEachRow(absl::StrCat(folder, "/organizations.tsv"),
                         {"org_id", "name", "acronym", "country"}, error, [&](const Cells& row) {
                           out.numbers.emplace(row[0], out.facts.actors.size());
                           graph::ActorFacts& actor = out.facts.actors.emplace_back();
                           actor.id = row[0];
                           actor.access = Public();
                           actor.base_country = row[3];
                           texts.push_back({Cleaned(row[1], graph::text::Lines::kOne),
                                            Cleaned(row[2], graph::text::Lines::kOne), ""});
                         });
  const auto with_actor = [&](const std::string& id, const std::function<void(size_t)>& take) {
    if (const auto found = out.numbers.find(id); found != out.numbers.end()) take(found->second);
  };
  std::set<std::string> known;
  const auto read_links = [&](const char* file, const char* column, graph::Facet facet,
                              graph::Role role) {
    return ForEachRow(absl::StrCat(folder, "/", file), {"org_id", column}, error,
                      [&](const Cells& row) {
                        AddTheme(row[1], facet, known, out.facts);
                        with_actor(row[0], [&](size_t i) {
                          out.facts.actors[i].links.push_back(
                              {.role = role, .theme = row[1], .tier = std::nullopt});
                        });
                      });
  };
  good = good &&
         read_links("organization_themes.tsv", "theme", graph::Facet::kIssue, graph::Role::kIssue);
  good = good && read_links("organization_communities.tsv", "community", graph::Facet::kCommunity,
                            graph::Role::kServes);
  good = good && ForEachRow(absl::StrCat(folder, "/organization_descriptions.tsv"),
                            {"org_id", "description"}, error, [&](const Cells& row) {
                              with_actor(row[0], [&](size_t i) {
                                texts[i].description = Cleaned(row[1], graph::text::Lines::kMany);
                              });
                            });
  if (!good) return std::nullopt;
  for (size_t i = 0; i < texts.size(); ++i) out.facts.actors[i].text = RowOf(texts[i]);
  return out;
}

bool ReadKnown(const std::string& fold, graph::Facts& facts, std::string& error) {
  std::set<std::string> known;
  return ForEachRow(absl::StrCat(fold, "/memberships.tsv"), {"coalition_id", "org_id"}, error,
                    [&](const Cells& row) {
                      if (known.insert(row[0]).second) {
                        facts.coalitions.push_back({row[0], Public(), {}, {}});
                      }
                      facts.memberships.push_back({row[0], row[1], std::nullopt});
                    });
}

bool ReadAskers(const std::string& fold, std::vector<std::string>& askers, std::string& error) {
  std::set<std::string> known;
  return ForEachRow(absl::StrCat(fold, "/queries.tsv"), {"org_id"}, error, [&](const Cells& row) {
    if (known.insert(row[0]).second) askers.push_back(row[0]);
  });
}

}  // namespace tashbik::eval
