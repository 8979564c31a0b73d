// The parts of a resource by tier: taking hidden ones out, putting them back, telling which
// changed.
#ifndef TASHBIK_SERVICES_PARTS_H_
#define TASHBIK_SERVICES_PARTS_H_

#include <cstdint>

#include <google/protobuf/message.h>

#include "absl/strings/string_view.h"
#include "services/visibility.h"
#include "tashbik/store/v1/record.pb.h"

namespace tashbik::services {

// Takes out of `resource`, a copy of the record's, what `sight` does not show, and puts in the
// external ids of the sight's account.
void StripHidden(const Sight& sight, const store::v1::Record& record,
                 google::protobuf::Message& resource);

// Puts into `resource`, written by one with `sight`, what of `old` that one does not see: links,
// fields and contacts that a write must not lose. The inverse of StripHidden but for external ids,
// which move to the record.
void RestoreHidden(const Sight& sight, const store::v1::Record& old,
                   google::protobuf::Message& resource);

// Bit 1 << tier for each tier of which a part differs between two versions of one record.
uint32_t ChangedTiers(storage::Kind kind, const store::v1::Record& before,
                      const store::v1::Record& after);
// The tiers of which a record has parts.
uint32_t TiersIn(const store::v1::Record& record);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_PARTS_H_
