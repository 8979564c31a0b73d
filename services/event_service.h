// EventService: events and who attends them.
#ifndef TASHBIK_SERVICES_EVENT_SERVICE_H_
#define TASHBIK_SERVICES_EVENT_SERVICE_H_

#include "services/call.h"
#include "services/resources.h"
#include "tashbik/v1/event.grpc.pb.h"

namespace tashbik::services {

// Every method runs in the call wrapper and is answered by Resources, or as event_calls.h says.
class EventService final : public v1::EventService::Service {
 public:
  explicit EventService(Calls& calls);

  grpc::Status GetEvent(grpc::ServerContext* context, const v1::GetEventRequest* request,
                        v1::Event* response) override;
  grpc::Status ListEvents(grpc::ServerContext* context, const v1::ListEventsRequest* request,
                          v1::ListEventsResponse* response) override;
  grpc::Status CreateEvent(grpc::ServerContext* context, const v1::CreateEventRequest* request,
                           v1::Event* response) override;
  grpc::Status UpdateEvent(grpc::ServerContext* context, const v1::UpdateEventRequest* request,
                           v1::Event* response) override;
  grpc::Status BatchUpsertEvents(grpc::ServerContext* context,
                                 const v1::BatchUpsertEventsRequest* request,
                                 v1::BatchUpsertEventsResponse* response) override;
  grpc::Status DeleteEvent(grpc::ServerContext* context, const v1::DeleteEventRequest* request,
                           v1::Event* response) override;
  grpc::Status UndeleteEvent(grpc::ServerContext* context, const v1::UndeleteEventRequest* request,
                             v1::Event* response) override;
  grpc::Status GetAttendee(grpc::ServerContext* context, const v1::GetAttendeeRequest* request,
                           v1::Attendee* response) override;
  grpc::Status ListAttendees(grpc::ServerContext* context, const v1::ListAttendeesRequest* request,
                             v1::ListAttendeesResponse* response) override;
  grpc::Status BatchUpsertAttendees(grpc::ServerContext* context,
                                    const v1::BatchUpsertAttendeesRequest* request,
                                    v1::BatchUpsertAttendeesResponse* response) override;
  grpc::Status SuggestMeetings(grpc::ServerContext* context,
                               const v1::SuggestMeetingsRequest* request,
                               v1::SuggestMeetingsResponse* response) override;
  grpc::Status ListFollowUps(grpc::ServerContext* context, const v1::ListFollowUpsRequest* request,
                             v1::ListFollowUpsResponse* response) override;
  grpc::Status DeleteAttendee(grpc::ServerContext* context,
                              const v1::DeleteAttendeeRequest* request,
                              v1::Attendee* response) override;

 private:
  Calls& calls_;
  const Resources events_;
  const Resources attendees_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_EVENT_SERVICE_H_
