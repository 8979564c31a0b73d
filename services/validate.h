// Checks what callers send: every length, count, code, date, tier and reference, each fault with
// its field, the bound and the remedy.
#ifndef TASHBIK_SERVICES_VALIDATE_H_
#define TASHBIK_SERVICES_VALIDATE_H_

#include <string>

#include <google/protobuf/message.h>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/directory.h"
#include "services/errors.h"
#include "services/viewer.h"
#include "tashbik/v1/call.pb.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/diaspora_group.pb.h"
#include "tashbik/v1/event.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/statement.pb.h"
#include "tashbik/v1/story.pb.h"
#include "tashbik/v1/theme.pb.h"

namespace tashbik::services {

// Checks resources of one request. Texts and codes are made uniform in place: NFC, capitals of
// countries, canonical language tags; repeated countries and links are dropped.
class Validator {
 public:
  // All of them must outlive it.
  Validator(const Snapshot& snapshot, const Viewer& viewer, Violations& violations)
      : snapshot_(snapshot), viewer_(viewer), violations_(violations) {}

  // Themes of the same batch, which others of it may refer to. Give all before the first Check.
  void Announce(const std::string& id, const v1::Theme& theme) { announced_[id] = &theme; }

  // Checks a whole resource of `kind`, as it is to be stored. `path` is that of the resource in the
  // request. `old` is what is stored, or null: references that stood there before are not looked
  // up again. `id` is the record's.
  void Check(storage::Kind kind, const std::string& id, google::protobuf::Message& resource,
             const google::protobuf::Message* old, const std::string& path);

  template <class Element>
  using List = google::protobuf::RepeatedPtrField<Element>;
  enum class Lines { kOne, kMany };

  // Parts that other requests have too. False, or null, when the value is at fault.
  bool CheckCount(int count, int limit, const std::string& path, absl::string_view things);
  bool CheckText(std::string& text, size_t limit, Lines lines, const std::string& path);
  // The same, and it must say something; `what` as in "what you want to ask".
  void CheckWords(std::string& text, size_t limit, Lines lines, const std::string& path,
                  absl::string_view what);
  void CheckContacts(List<v1::Contact>& contacts, const std::string& path);
  const v1::Theme* CheckTheme(const std::string& name, absl::Span<const v1::Facet> facets,
                              const std::string& path);

 private:
  using Strings = google::protobuf::RepeatedPtrField<std::string>;
  using TextMap = google::protobuf::Map<std::string, std::string>;

  // validate_values.cc
  void CheckTexts(TextMap& texts, size_t limit, Lines lines, const std::string& path);
  void CheckTextLists(google::protobuf::Map<std::string, v1::TextList>& lists,
                      const std::string& path);
  bool CheckLanguage(std::string& tag, const std::string& path);
  void CheckLanguages(Strings& tags, int limit, const std::string& path);
  bool CheckCountry(std::string& code, const std::string& path);
  void CheckCountries(Strings& codes, int limit, const std::string& path);
  void CheckAreas(Strings& codes, const std::string& path);
  void CheckDate(const std::string& date, const std::string& path);
  void CheckDates(const std::string& from, const std::string& to, const std::string& path,
                  absl::string_view from_field, absl::string_view to_field);
  void CheckUri(std::string& uri, const std::string& path);
  void CheckWord(const std::string& word, const std::string& path, absl::string_view example);
  void CheckEnum(const google::protobuf::EnumDescriptor& type, int value, const std::string& path);
  void CheckLevels(const google::protobuf::RepeatedField<int>& levels, const std::string& path);
  void CheckNames(List<v1::Name>& names, const std::string& path);
  void CheckSources(List<v1::Source>& sources, const std::string& path);
  void CheckExternalIds(List<v1::ExternalId>& ids, const std::string& path);

  // validate_actors.cc
  void CheckProfile(v1::Profile& profile, const std::string& path);
  void CheckLinks(List<v1::ThemeLink>& links, absl::Span<const v1::Facet> facets,
                  const std::string& path);
  void CheckExchanges(List<v1::Exchange>& exchanges, const std::string& path);
  void CheckOrganization(v1::Organization& organization, const v1::Organization* old,
                         const std::string& path);
  void CheckDiasporaGroup(v1::DiasporaGroup& group, const v1::DiasporaGroup* old,
                          const std::string& path);

  // validate_references.cc
  const v1::Theme* FindTheme(absl::string_view name) const;
  void CheckActor(const std::string& name, const std::string& path);
  void CheckVisibility(storage::Kind kind, v1::Visibility& visibility, const v1::Visibility* old,
                       const google::protobuf::Descriptor& type, const std::string& path);
  void CheckHubs(const Strings& hubs, const Strings* old, bool own, const std::string& path);
  void CheckCircles(const v1::Visibility& visibility, const v1::Visibility* old,
                    const std::string& path);
  void CheckFieldTiers(const v1::Visibility& visibility, const google::protobuf::Descriptor& type,
                       const std::string& path);
  void CheckBlocked(Strings& names, const std::string& path);
  bool IsLiveHub(absl::string_view name) const;

  // validate_others.cc
  void CheckTheme(const std::string& id, v1::Theme& theme, const v1::Theme* old,
                  const std::string& path);
  void CheckBroader(const std::string& id, v1::Theme& theme, const std::string& path);
  void CheckCauses(const std::string& id, v1::Theme& theme, const std::string& path);
  void CheckRelated(const std::string& id, v1::Theme& theme, const std::string& path);
  void CheckCoalition(v1::Coalition& coalition, const v1::Coalition* old, const std::string& path);
  void CheckHub(v1::Hub& hub, const v1::Hub* old, const std::string& path);
  void CheckCoalitionMember(v1::CoalitionMember& member, const v1::CoalitionMember* old,
                            const std::string& path);
  void CheckHubMember(const std::string& id, v1::HubMember& member, const v1::HubMember* old,
                      const std::string& path);
  // Whether `from` leads to `to` over broader links and replacements, or over causes as well.
  bool Reaches(const std::string& from, const std::string& to, bool causes) const;

  // validate_programme.cc
  // False: it is of another kind.
  bool CheckProgramme(storage::Kind kind, google::protobuf::Message& resource,
                      const google::protobuf::Message* old, const std::string& path);
  void CheckRange(int64_t value, int64_t least, int64_t most, const std::string& path);
  void CheckThemeNames(const Strings& themes, int limit, absl::Span<const v1::Facet> facets,
                       const std::string& path);
  // An actor that may be left out; one that stood there before is not looked up.
  void CheckNamedActor(const std::string& name, const std::string* old, const std::string& path);
  void CheckCoalitionName(const std::string& name, const std::string& path);
  // A record about a theme that is sensitive in one of `countries` (where it names none, in one of
  // the actor's) is no looser than the `actors` that it names.
  void CheckNotLooser(const Strings& themes, absl::Span<const std::string> countries,
                      absl::Span<const std::string> actors, const v1::Visibility& visibility,
                      const std::string& path);
  void CheckRules(v1::CallRules& rules, const std::string& path);
  void CheckAmounts(const v1::Call& call, const std::string& path);
  void CheckCall(v1::Call& call, const v1::Call* old, const std::string& path);
  void CheckEvent(v1::Event& event, const v1::Event* old, const std::string& path);
  void CheckStory(v1::Story& story, const v1::Story* old, const std::string& path);
  void CheckStatement(v1::Statement& statement, const v1::Statement* old, const std::string& path);

  const Snapshot& snapshot_;
  const Viewer& viewer_;
  Violations& violations_;
  absl::flat_hash_map<std::string, const v1::Theme*> announced_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_VALIDATE_H_
