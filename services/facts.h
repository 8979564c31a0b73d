// Records as the facts that the network is built from.
#ifndef TASHBIK_SERVICES_FACTS_H_
#define TASHBIK_SERVICES_FACTS_H_

#include <optional>

#include "absl/strings/string_view.h"
#include "graph/epoch.h"
#include "graph/facts.h"
#include "graph/text/row.h"
#include "storage/record.h"
#include "tashbik/store/v1/record.pb.h"

namespace tashbik::services {

// Who may see the record itself, as its tier, its owner and what is sensitive in it say. Themes are
// PUBLIC. For members and circles, whose audience follows from others, see visibility.h.
graph::Access AccessOf(storage::Kind kind, const store::v1::Record& record);

// Whether what is sensitive in an actor's record raises the whole of it to BROKERED, or its link to
// the theme with this resource name: it is sensitive where the actor is, and the owner has not
// confirmed that it be shown.
bool IsSensitive(const store::v1::Record& record);
bool IsSensitiveLink(const store::v1::Record& record, absl::string_view theme);

// The tier of a link or field where it is set.
std::optional<graph::Tier> TierOf(v1::Tier tier);

// Derives the text row of an actor's record and stores it in it. Tens of microseconds for each page
// of text.
void DeriveText(store::v1::Record& record);
// The text row of an actor's record, derived anew where it is of another text pipeline.
graph::text::TextRow TextOf(const store::v1::Record& record);

// `record` must hold an organization or diaspora group. A row of another text pipeline than the
// present one is derived anew.
graph::ActorFacts ActorFactsOf(const store::v1::Record& record);
graph::ThemeFacts ThemeFactsOf(const store::v1::Record& record);
graph::CoalitionFacts CoalitionFactsOf(const store::v1::Record& record);
graph::MembershipFacts MembershipFactsOf(const store::v1::Record& record);

graph::Epoch EpochOf(const store::v1::EpochRecord& record);
store::v1::EpochRecord RecordOf(const graph::Epoch& epoch);

// Days since 1970-01-01 of `YYYY-MM-DD`, or nothing.
std::optional<graph::Day> DayOf(absl::string_view date);

// What organizations and diaspora groups have in common; null for other kinds.
const v1::Profile* ProfileIn(const store::v1::Record& record);
const v1::Visibility* VisibilityIn(const store::v1::Record& record);
// Whether the record was deleted and can be undeleted. Themes are deprecated, never deleted.
bool IsDeleted(const store::v1::Record& record);
// Whether it is an actor that registered and was not verified yet.
bool IsPending(const store::v1::Record& record);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_FACTS_H_
