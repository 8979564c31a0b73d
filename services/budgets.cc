// Counting and refusing. Names are hashed before the lock is taken.
#include "services/budgets.h"

#include <algorithm>
#include <utility>

#include <sodium.h>

#include "absl/strings/str_cat.h"
#include "services/errors.h"
#include "services/keys.h"
#include "services/names.h"
#include "services/revealed.h"
#include "services/times.h"

namespace tashbik::services {
namespace {

constexpr size_t kKeyBytes = 16;
constexpr int64_t kSecondsPerDay = 86'400;
// A hub's budget is told in so many steps.
constexpr int64_t kHubSteps = 10;

static_assert(crypto_shorthash_KEYBYTES == kKeyBytes);
static_assert(crypto_shorthash_BYTES == sizeof(uint64_t));

// SipHash: the key is the payer's, so that the same record is another number in another's list.
uint64_t HashOf(const std::string& key, absl::string_view id) {
  uint64_t hash = 0;
  crypto_shorthash(reinterpret_cast<uint8_t*>(&hash), reinterpret_cast<const uint8_t*>(id.data()),
                   id.size(), reinterpret_cast<const uint8_t*>(key.data()));
  return hash;
}

// Whether the caller sees anything beyond PUBLIC.
bool Pays(const Viewer& viewer) { return !viewer.account.empty() && !viewer.IsAdministrator(); }

}  // namespace

CallCost CostOf(absl::string_view method, const google::protobuf::Descriptor& request) {
  const bool ends_something =
      method == "AdminService/RevokeToken" || method == "RegistrationService/UsePanicCode";
  // A call's teams, a cohort's meetings and a list of introductions are made of suggestions.
  static constexpr absl::string_view kSuggest[] = {
      "CallService/MatchCall", "EventService/SuggestMeetings", "InsightService/ListIsolatedActors",
      "MatchService/ComposeCoalition", "MatchService/SuggestPartners"};
  const bool suggests =
      std::find(std::begin(kSuggest), std::end(kSuggest), method) != std::end(kSuggest);
  return {.suggestion = suggests,
          .refusable = request.FindFieldByName("request_id") == nullptr && !ends_something};
}

Budgets::Budgets(Directory& directory, const BudgetLimits& limits, bool saving, Log log)
    : directory_(directory), limits_(limits), log_(std::move(log)) {
  Load(directory.TakeBudgetRecords());
  if (saving) saver_ = std::thread([this] { SaveNowAndThen(); });
}

Budgets::~Budgets() { Stop(); }

graph::Day Budgets::Today() const {
  return static_cast<graph::Day>(absl::ToUnixSeconds(directory_.Now()) / kSecondsPerDay);
}

absl::Time Budgets::EndOfDay() const {
  return absl::FromUnixSeconds((int64_t{Today()} + 1) * kSecondsPerDay);
}

Budgets::Payer Budgets::PayerOf(absl::string_view account, absl::string_view hub) const {
  const std::string hash = KeyedHash(
      directory_.keys().budget,
      hub.empty() ? absl::StrCat("account/", account) : absl::StrCat("hub/", hub), 2 * kKeyBytes);
  Payer payer;
  payer.key = hash.substr(0, kKeyBytes);
  payer.record_key = hash.substr(kKeyBytes);
  payer.hub = std::string(hub);
  payer.records = hub.empty() ? limits_.records_per_day : limits_.hub_records_per_day;
  payer.suggestions = hub.empty() ? limits_.suggestions_per_day : limits_.hub_suggestions_per_day;
  return payer;
}

std::vector<Budgets::Payer> Budgets::PayersOf(const Viewer& viewer) const {
  std::vector<Payer> payers;
  if (!Pays(viewer)) return payers;
  if (limits_.records_per_day > 0 || limits_.suggestions_per_day > 0) {
    payers.push_back(PayerOf(viewer.account, ""));
  }
  if (limits_.hub_records_per_day == 0 && limits_.hub_suggestions_per_day == 0) return payers;
  std::vector<std::string> hubs = viewer.member_hubs;
  hubs.insert(hubs.end(), viewer.coordinated_hubs.begin(), viewer.coordinated_hubs.end());
  std::sort(hubs.begin(), hubs.end());
  hubs.erase(std::unique(hubs.begin(), hubs.end()), hubs.end());
  for (const std::string& hub : hubs) payers.push_back(PayerOf("", hub));
  return payers;
}

Budgets::Usage& Budgets::UsageOf(const Payer& payer, graph::Day today) {
  Usage& usage = usages_[payer.key];
  if (IsCurrent(usage.day, today)) return usage;
  const size_t segments = usage.segments;
  usage = Usage();
  usage.day = today;
  usage.segments = segments;
  if (segments > 0) changed_.insert(payer.key);
  return usage;
}

absl::Status Budgets::Exhausted(const Payer& payer, bool suggestions, int64_t left) const {
  const std::string whose = payer.hub.empty() ? "your account's " : "your hub's ";
  const std::string what =
      suggestions
          ? absl::StrCat(whose, payer.suggestions, " suggestion runs a day")
          : absl::StrCat(whose, payer.records, " records a day, beyond public ones and its own,");
  const absl::Duration retry = absl::Ceil(EndOfDay() - directory_.Now(), absl::Seconds(1));
  return BudgetExhausted(payer.hub.empty() ? "account" : NameOf(store::v1::KIND_HUB, payer.hub),
                         what, retry, payer.hub.empty() ? left : 0);
}

absl::Status Budgets::Refusal(const std::vector<Payer>& payers, graph::Day today,
                              const CallCost& cost,
                              const std::vector<std::vector<uint64_t>>& shown) {
  for (size_t i = 0; i < payers.size(); ++i) {
    const Payer& payer = payers[i];
    const Usage& usage = UsageOf(payer, today);
    if (cost.suggestion && payer.suggestions > 0 && usage.suggestions >= payer.suggestions) {
      return Exhausted(payer, true, 0);
    }
    if (payer.records == 0) continue;
    const int64_t fresh = std::count_if(shown[i].begin(), shown[i].end(), [&](uint64_t record) {
      return !usage.seen.contains(record);
    });
    const int64_t left = payer.records - static_cast<int64_t>(usage.seen.size());
    if (fresh > 0 && fresh > left) return Exhausted(payer, false, left);
  }
  return absl::OkStatus();
}

absl::Status Budgets::Check(const Viewer& viewer, const CallCost& cost) {
  if (!cost.suggestion) return absl::OkStatus();
  const std::vector<Payer> payers = PayersOf(viewer);
  const graph::Day today = Today();
  storage::MutexLock lock(mutex_);
  return Refusal(payers, today, cost, std::vector<std::vector<uint64_t>>(payers.size()));
}

absl::Status Budgets::Spend(const Snapshot& snapshot, const Viewer& viewer, const CallCost& cost,
                            const google::protobuf::Message& response) {
  const std::vector<Payer> payers = PayersOf(viewer);
  if (payers.empty()) return absl::OkStatus();
  const std::vector<std::string> actors = RevealedBeyondOwn(snapshot, viewer, response);
  if (actors.empty() && !cost.suggestion) return absl::OkStatus();
  std::vector<std::vector<uint64_t>> shown(payers.size());
  for (size_t i = 0; i < payers.size(); ++i) {
    for (const std::string& actor : actors) {
      shown[i].push_back(HashOf(payers[i].record_key, actor));
    }
  }
  const graph::Day today = Today();
  storage::MutexLock lock(mutex_);
  if (cost.refusable) {
    if (absl::Status refused = Refusal(payers, today, cost, shown); !refused.ok()) return refused;
  }
  for (size_t i = 0; i < payers.size(); ++i) {
    Usage& usage = UsageOf(payers[i], today);
    bool changed = cost.suggestion;
    usage.suggestions += cost.suggestion ? 1 : 0;
    for (const uint64_t record : shown[i]) {
      if (payers[i].records == 0 || !usage.seen.insert(record).second) continue;
      usage.order.push_back(record);
      changed = true;
    }
    if (changed) changed_.insert(payers[i].key);
  }
  return absl::OkStatus();
}

v1::Budget Budgets::BudgetOf(const Payer& payer, v1::BudgetKind kind, int64_t limit, int64_t used) {
  if (!payer.hub.empty()) {
    const int64_t step = std::max<int64_t>(1, limit / kHubSteps);
    used = used / step * step;
  }
  v1::Budget budget;
  budget.set_kind(kind);
  budget.set_limit(limit);
  budget.set_remaining(std::max<int64_t>(0, limit - used));
  if (!payer.hub.empty()) budget.set_hub(NameOf(store::v1::KIND_HUB, payer.hub));
  return budget;
}

std::vector<v1::Budget> Budgets::Of(const Viewer& viewer) {
  std::vector<v1::Budget> budgets;
  const graph::Day today = Today();
  const std::vector<Payer> payers = PayersOf(viewer);
  {
    storage::MutexLock lock(mutex_);
    for (const Payer& payer : payers) {
      const bool of_hub = !payer.hub.empty();
      if (of_hub && !viewer.Coordinates(payer.hub)) continue;
      const Usage& usage = UsageOf(payer, today);
      if (payer.records > 0) {
        budgets.push_back(BudgetOf(payer,
                                   of_hub ? v1::BUDGET_KIND_HUB_RECORDS : v1::BUDGET_KIND_RECORDS,
                                   payer.records, static_cast<int64_t>(usage.seen.size())));
      }
      if (payer.suggestions > 0) {
        budgets.push_back(
            BudgetOf(payer, of_hub ? v1::BUDGET_KIND_HUB_SUGGESTIONS : v1::BUDGET_KIND_SUGGESTIONS,
                     payer.suggestions, usage.suggestions));
      }
    }
  }
  for (v1::Budget& budget : budgets) *budget.mutable_reset_time() = ToProto(EndOfDay());
  return budgets;
}

}  // namespace tashbik::services
