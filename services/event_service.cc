// One line for each method.
#include "services/event_service.h"

#include "services/event_calls.h"

namespace tashbik::services {
namespace {

constexpr char kService[] = "EventService";

}  // namespace

EventService::EventService(Calls& calls)
    : calls_(calls),
      events_(calls.directory(), store::v1::KIND_EVENT),
      attendees_(calls.directory(), store::v1::KIND_ATTENDEE) {}

grpc::Status EventService::GetEvent(grpc::ServerContext* context,
                                    const v1::GetEventRequest* request, v1::Event* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return events_.Get(call, *request, *response);
  });
}

grpc::Status EventService::ListEvents(grpc::ServerContext* context,
                                      const v1::ListEventsRequest* request,
                                      v1::ListEventsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return events_.List(call, *request, *response);
  });
}

grpc::Status EventService::CreateEvent(grpc::ServerContext* context,
                                       const v1::CreateEventRequest* request, v1::Event* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return events_.Create(call, *request, *response);
  });
}

grpc::Status EventService::UpdateEvent(grpc::ServerContext* context,
                                       const v1::UpdateEventRequest* request, v1::Event* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return events_.Update(call, *request, *response);
  });
}

grpc::Status EventService::BatchUpsertEvents(grpc::ServerContext* context,
                                             const v1::BatchUpsertEventsRequest* request,
                                             v1::BatchUpsertEventsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return events_.BatchUpsert(call, *request, *response);
  });
}

grpc::Status EventService::DeleteEvent(grpc::ServerContext* context,
                                       const v1::DeleteEventRequest* request, v1::Event* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return events_.Delete(call, *request, *response);
  });
}

grpc::Status EventService::UndeleteEvent(grpc::ServerContext* context,
                                         const v1::UndeleteEventRequest* request,
                                         v1::Event* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return events_.Undelete(call, *request, *response);
  });
}

grpc::Status EventService::GetAttendee(grpc::ServerContext* context,
                                       const v1::GetAttendeeRequest* request,
                                       v1::Attendee* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return attendees_.Get(call, *request, *response);
  });
}

grpc::Status EventService::ListAttendees(grpc::ServerContext* context,
                                         const v1::ListAttendeesRequest* request,
                                         v1::ListAttendeesResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return attendees_.List(call, *request, *response);
  });
}

grpc::Status EventService::BatchUpsertAttendees(grpc::ServerContext* context,
                                                const v1::BatchUpsertAttendeesRequest* request,
                                                v1::BatchUpsertAttendeesResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return attendees_.BatchUpsert(call, *request, *response);
  });
}

grpc::Status EventService::DeleteAttendee(grpc::ServerContext* context,
                                          const v1::DeleteAttendeeRequest* request,
                                          v1::Attendee* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return attendees_.Delete(call, *request, *response);
  });
}

grpc::Status EventService::SuggestMeetings(grpc::ServerContext* context,
                                           const v1::SuggestMeetingsRequest* request,
                                           v1::SuggestMeetingsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return services::SuggestMeetings(call, calls_.directory().keys(), *request);
  });
}

grpc::Status EventService::ListFollowUps(grpc::ServerContext* context,
                                         const v1::ListFollowUpsRequest* request,
                                         v1::ListFollowUpsResponse* response) {
  return calls_.Run(kService, *context, *request, *response, [&](const CallContext& call) {
    return services::ListFollowUps(call, calls_.directory(), *request);
  });
}

}  // namespace tashbik::services
