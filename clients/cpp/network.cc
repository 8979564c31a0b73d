// One stream, and again while nothing has come of it.
#include "clients/cpp/network.h"

#include "absl/time/clock.h"
#include "clients/cpp/channel.h"
#include "clients/cpp/errors.h"
#include "clients/cpp/method.h"
#include "clients/cpp/retry.h"
#include "clients/cpp/tls_fault.h"
#include "tashbik/v1/insight.grpc.pb.h"

namespace tashbik::client {

absl::Status ReadNetwork(const ClientOptions& options, v1::ReadNetworkRequest request,
                         absl::FunctionRef<void(const v1::ReadNetworkResponse&)> on_part) {
  auto channel = OpenChannel(options);
  if (!channel.ok()) return channel.status();
  SetLanguage(options.language, &request);
  const auto stub = v1::InsightService::NewStub(channel->channel);
  const absl::Time deadline = absl::Now() + options.deadline;
  for (int attempt = 1;; ++attempt) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(deadline));
    AddToken(options, &context);
    const auto stream = stub->ReadNetwork(&context, request);
    v1::ReadNetworkResponse part;
    bool came = false;
    while (stream->Read(&part)) {
      came = true;
      on_part(part);
    }
    const absl::Status status =
        ExplainStatus(options, *channel, FromGrpc(stream->Finish()), deadline);
    if (status.ok() || came || !IsPassing(status) || IsTlsFault(status)) return status;
    // Half of the wait between all at once and all late: one caller has nobody to spread out from.
    const absl::Duration wait =
        WaitBeforeRetry(options.retry, attempt, 0.5, DetailsOf(status).retry_after);
    if (attempt >= options.retry.attempts || absl::Now() + wait >= deadline) return status;
    absl::SleepFor(wait);
  }
}

}  // namespace tashbik::client
