// Reads what both have, then names it.
#include "clients/cli/merge_output.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "clients/cli/cells.h"
#include "clients/cli/display_name.h"
#include "clients/cli/display_width.h"
#include "clients/cli/entry.h"
#include "clients/cli/kind.h"
#include "clients/cli/merge_preview.h"
#include "clients/cli/output.h"
#include "clients/cli/team_text.h"
#include "clients/cli/words.h"
#include "tashbik/v1/actor.pb.h"
#include "tashbik/v1/coalition.pb.h"
#include "tashbik/v1/hub.pb.h"

namespace tashbik::cli {
namespace {

constexpr Entry kStays = {"This one stays", "تبقى هذه", "Celle-ci reste"};
constexpr Entry kGoes = {"This one goes into it", "وتُدمج فيها هذه", "Celle-ci s’y fond"};
constexpr Entry kGains = {
    "The one that stays gains:", "ما تكسبه الباقية:", "Celle qui reste gagne\u00A0:"};
constexpr Entry kGainsNothing = {"The one that stays gains nothing that you see.",
                                 "لا تكسب الباقية شيئًا مما ترونه.",
                                 "Celle qui reste ne gagne rien que vous voyiez."};
constexpr Entry kOutOfSight = {"You would not see this record any more.",
                               "لن ترَوا هذا السجل بعد ذلك.", "Vous ne verriez plus cette fiche."};
constexpr Entry kDiffer = {
    "Where the two differ, its own stays:", "حيث تختلف الاثنتان تُحفظ قيمة الباقية:",
    "Là où les deux diffèrent, la valeur de celle qui reste est gardée\u00A0:"};
constexpr Entry kNotThat = {"not", "لا", "et non"};
constexpr Entry kAndThen = {"Besides:", "وإلى ذلك:", "En outre\u00A0:"};
constexpr Entry kCoalitions = {"member of the coalitions", "عضوية التحالفات",
                               "membre des coalitions"};
constexpr Entry kHubs = {"member of the hubs", "عضوية المحاور", "membre des pôles"};
constexpr Entry kLeads = {"leads the coalitions", "قيادة التحالفات", "mène les coalitions"};
constexpr Entry kSeen = {
    "It is seen by those alone who may see both records (this one: {a}; the other: {b}).",
    "لا يراها إلا من يجوز له أن يرى السجلين (هذه: {a}؛ الأخرى: {b}).",
    "Ne la voient que ceux qui peuvent voir les deux fiches (celle-ci\u00A0: {a}\u00A0; "
    "l’autre\u00A0: "
    "{b})."};
constexpr Entry kOwner = {"It belongs to the people of the other record from then on.",
                          "تصير لأصحاب السجل الآخر.",
                          "Elle appartient désormais aux personnes de l’autre fiche."};
constexpr Entry kContacts = {
    "Contacts go over only where both records have one owner.",
    "لا تنتقل وسائل الاتصال إلا إذا كان صاحب السجلين واحدًا.",
    "Les contacts ne passent que si les deux fiches ont le même propriétaire."};
constexpr Entry kRest = {
    "What names the other names this one then: introductions, feedback, accounts, events, "
    "signatures; also what you do not see here.",
    "ما يذكر الأخرى يذكر بعد ذلك هذه: التعارف والآراء والحسابات والفعاليات والتواقيع، وكذلك ما لا "
    "ترونه "
    "هنا.",
    "Ce qui nomme l’autre nomme ensuite celle-ci\u00A0: mises en relation, avis, comptes, "
    "événements, signatures, et aussi ce que vous ne voyez pas ici."};
constexpr Entry kUndo = {
    "It can be undone: tashbik duplicate undo, with the name that the merge is given. What is "
    "added meanwhile stays.",
    "يمكن التراجع عن الدمج: tashbik duplicate undo مع الاسم الذي يُعطى للدمج. ويبقى ما أُضيف بعده.",
    "La fusion peut être annulée\u00A0: tashbik duplicate undo, avec le nom donné à la fusion. Ce "
    "qui est ajouté entre-temps reste."};

absl::StatusOr<std::unique_ptr<Message>> Read(const client::Client& client,
                                              const std::string& actor) {
  const Kind* kind = KindOfName(actor);
  if (kind == nullptr) return absl::InternalError("the server named no actor");
  std::unique_ptr<Message> request = NewRequest("Get", *kind);
  SetText(request.get(), "name", actor);
  return Call(client, *request);
}

// What a List finds of an actor, as resource names.
template <class Item, class Request, class NameOfItem>
absl::StatusOr<std::set<std::string>> Find(const client::Client& client, Request request,
                                           const char* field, const std::string& actor,
                                           NameOfItem&& name) {
  request.set_filter(absl::StrCat(field, " = \"", actor, "\""));
  request.set_page_size(1000);
  std::set<std::string> found;
  for (const auto& item : client.List<Item>(request)) {
    if (!item.ok()) return item.status();
    found.insert(name(*item));
  }
  return found;
}

// `coalitions/x` of `coalitions/x/members/y`.
template <class Item>
std::string ParentOf(const Item& member) {
  return member.name().substr(0, member.name().find("/members/"));
}

// Memberships of an actor by what they are called.
struct Memberships {
  std::set<std::string> coalitions;
  std::set<std::string> hubs;
  std::set<std::string> led;
};

absl::StatusOr<Memberships> MembershipsOf(const client::Client& client, const std::string& actor) {
  v1::ListCoalitionMembersRequest of_coalitions;
  of_coalitions.set_parent("coalitions/-");
  auto coalitions = Find<v1::CoalitionMember>(client, of_coalitions, "actor", actor,
                                              ParentOf<v1::CoalitionMember>);
  if (!coalitions.ok()) return coalitions.status();
  v1::ListHubMembersRequest of_hubs;
  of_hubs.set_parent("hubs/-");
  auto hubs = Find<v1::HubMember>(client, of_hubs, "actor", actor, ParentOf<v1::HubMember>);
  if (!hubs.ok()) return hubs.status();
  auto led = Find<v1::Coalition>(client, v1::ListCoalitionsRequest(), "lead", actor,
                                 [](const v1::Coalition& coalition) { return coalition.name(); });
  if (!led.ok()) return led.status();
  return Memberships{*std::move(coalitions), *std::move(hubs), *std::move(led)};
}

void AddMemberships(const Entry& title, const std::set<std::string>& kept,
                    const std::set<std::string>& merged, MergePreview& preview) {
  MergeChange gains{.title = title};
  MergeChange stays{.title = title};
  for (const std::string& one : merged) {
    (kept.contains(one) ? stays : gains).texts.push_back(one);
  }
  if (!gains.texts.empty()) preview.gains.push_back(std::move(gains));
  if (!stays.texts.empty()) preview.stays.push_back(std::move(stays));
}

// Writes changes with resources by what they are called.
class Writer {
 public:
  Writer(Session* session, const MergePreview& preview) : session_(session) {
    std::set<std::string> names;
    for (const auto* changes : {&preview.gains, &preview.stays}) {
      for (const MergeChange& change : *changes) {
        names.insert(change.texts.begin(), change.texts.end());
      }
    }
    known_ = DisplayNames(session, names);
  }

  void Write(const std::vector<MergeChange>& changes) const {
    const std::string& language = session_->language();
    for (const MergeChange& change : changes) {
      std::vector<std::string> texts;
      for (const std::string& text : change.texts) {
        const auto known = known_.find(text);
        texts.push_back(Isolate(known == known_.end() ? text : known->second));
      }
      std::string line = absl::StrCat(In(change.title, language), In(kColon, language), " ",
                                      absl::StrJoin(texts, Comma(language)));
      if (!change.other.empty()) {
        absl::StrAppend(&line, " (", In(kNotThat, language), In(kColon, language), " ",
                        Isolate(change.other), ")");
      }
      WriteLine(session_, line);
    }
  }

 private:
  Session* session_;
  std::map<std::string, std::string> known_;
};

void WriteWhich(Session* session, const Entry& title, const Message& actor) {
  const std::string& language = session->language();
  session->out() << In(title, language) << In(kColon, language) << " "
                 << Isolate(Printable(DisplayName(actor, language))) << "  " << NameOf(actor)
                 << "\n";
}

// The actor that the kept one would be; null where the caller could not read it.
const Message* JoinedIn(const v1::Merge& merge) {
  if (merge.has_organization()) return &merge.organization();
  return merge.has_diaspora_group() ? &merge.diaspora_group() : nullptr;
}

v1::ActorState StateOf(const Message& actor) {
  const FieldDescriptor* field = actor.GetDescriptor()->FindFieldByName("state");
  return static_cast<v1::ActorState>(actor.GetReflection()->GetEnumValue(actor, field));
}

// Who sees and owns the kept one then, and what is told of no field.
void WriteRest(Session* session, const Message& kept, const Message& merged) {
  const std::string& language = session->language();
  const Cell tier = cells::Enum({"visibility", "tier"});
  const CellStyle style = {language, true};
  WriteTitle(session, kAndThen);
  WriteLine(session, absl::StrReplaceAll(In(kSeen, language), {{"{a}", tier(kept, style)},
                                                               {"{b}", tier(merged, style)}}));
  const v1::ActorState state = StateOf(kept);
  if (state == v1::ACTOR_STATE_UNCLAIMED && StateOf(merged) != state) {
    WriteLine(session, In(kOwner, language));
  }
  const FieldDescriptor* profile = merged.GetDescriptor()->FindFieldByName("profile");
  if (!Items(merged.GetReflection()->GetMessage(merged, profile), "contacts").empty()) {
    WriteLine(session, In(kContacts, language));
  }
  WriteLine(session, In(kRest, language));
  WriteLine(session, In(kUndo, language));
}

}  // namespace

absl::Status WriteMergePreview(Session* session, const v1::Merge& merge) {
  auto client = session->Connect();
  if (!client.ok()) return client.status();
  auto kept = Read(**client, merge.kept());
  if (!kept.ok()) return kept.status();
  auto merged = Read(**client, merge.merged());
  if (!merged.ok()) return merged.status();
  auto own = MembershipsOf(**client, merge.kept());
  if (!own.ok()) return own.status();
  auto others = MembershipsOf(**client, merge.merged());
  if (!others.ok()) return others.status();

  const Message* joined = JoinedIn(merge);
  MergePreview preview;
  if (joined != nullptr) preview = PreviewMerge(**kept, **merged, *joined, session->language());
  AddMemberships(kCoalitions, own->coalitions, others->coalitions, preview);
  AddMemberships(kLeads, own->led, others->led, preview);
  AddMemberships(kHubs, own->hubs, others->hubs, preview);

  const Writer writer(session, preview);
  WriteWhich(session, kStays, **kept);
  WriteWhich(session, kGoes, **merged);
  if (joined == nullptr) WriteLine(session, In(kOutOfSight, session->language()));
  WriteTitle(session, preview.gains.empty() ? kGainsNothing : kGains);
  writer.Write(preview.gains);
  if (!preview.stays.empty()) {
    WriteTitle(session, kDiffer);
    writer.Write(preview.stays);
  }
  WriteRest(session, **kept, **merged);
  session->out().flush();
  return absl::OkStatus();
}

}  // namespace tashbik::cli
