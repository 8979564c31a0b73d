// The standard methods, written once for every collection.
//
// Requests, responses and resources are read by reflection: a request of OrganizationService has
// `organization` where one of HubService has `hub`; all else is the same. Handlers are free of
// gRPC.
#ifndef TASHBIK_SERVICES_RESOURCES_H_
#define TASHBIK_SERVICES_RESOURCES_H_

#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/call_context.h"
#include "services/directory.h"
#include "services/page_token.h"
#include "services/resource_type.h"
#include "services/write_batch.h"

namespace tashbik::services {

class Filter;
class ListPage;

// One collection of a directory. Immutable: safe from any thread. Every method answers a request of
// the method it is named for by filling in its response, and returns the errors of errors.h.
class Resources {
 public:
  Resources(Directory& directory, storage::Kind kind)
      : directory_(directory), type_(TypeOf(kind)), tokens_(directory.keys().page_token) {}

  using Message = google::protobuf::Message;

  // resource_reads.cc
  absl::Status Get(const CallContext& call, const Message& request, Message& response) const;
  absl::Status BatchGet(const CallContext& call, const Message& request, Message& response) const;
  absl::Status Lookup(const CallContext& call, const Message& request, Message& response) const;

  // resource_lists.cc
  absl::Status List(const CallContext& call, const Message& request, Message& response) const;

  // resource_writes.cc, resource_deletes.cc
  absl::Status Create(const CallContext& call, const Message& request, Message& response) const;
  absl::Status BatchCreate(const CallContext& call, const Message& request,
                           Message& response) const;
  absl::Status Update(const CallContext& call, const Message& request, Message& response) const;
  absl::Status BatchUpsert(const CallContext& call, const Message& request,
                           Message& response) const;
  absl::Status Delete(const CallContext& call, const Message& request, Message& response) const;
  absl::Status Undelete(const CallContext& call, const Message& request, Message& response) const;

 private:
  // The record that `name` names where the viewer sees it and it is not deleted; NOT_FOUND else.
  // `path` is the field of the request that holds the name.
  absl::StatusOr<EntryPointer> Find(const Snapshot& snapshot, const Viewer& viewer,
                                    const std::string& name, absl::string_view path) const;
  // Shows the resource called `name` of the present snapshot.
  absl::Status Show(const CallContext& call, const std::string& name, Message& response) const;
  // As the viewer sees it in the snapshot.
  void Project(const Snapshot& snapshot, const Viewer& viewer, const store::v1::Record& record,
               Message& resource) const;
  // Fill in the page with what comes after the id `after`; `resume_after` is set when there is
  // more.
  absl::Status ListActors(const CallContext& call, const Filter& filter, std::string after,
                          ListPage& page, std::string& resume_after) const;
  absl::Status ListKept(const CallContext& call, const Filter& filter, const std::string& parent,
                        std::string after, ListPage& page, std::string& resume_after) const;
  // Id of the parent that a request names; empty for all.
  absl::StatusOr<std::string> ListedParent(const CallContext& call, const Message& request) const;
  // LIMIT_EXCEEDED for a request_id that is too long.
  absl::StatusOr<WriteCall> CallOf(const CallContext& call, const Message& request) const;
  // Prepares and commits the items; `replayed` says whether an earlier request did.
  absl::StatusOr<std::vector<WriteBatch::Result>> WriteItems(const CallContext& call,
                                                             const Message& request,
                                                             const std::vector<WriteItem>& items,
                                                             WriteIntent intent,
                                                             bool* replayed) const;
  absl::Status WriteOne(const CallContext& call, const Message& request, WriteItem item,
                        WriteIntent intent, Message& response) const;
  absl::StatusOr<EntryPointer> FindToDelete(const Snapshot& snapshot, const Viewer& viewer,
                                            const std::string& name, bool deleted) const;
  // Deletes or undeletes the record with this id and shows it as it is then.
  absl::Status SetDeleted(const CallContext& call, const Message& request, bool deleted,
                          Message& response) const;

  Directory& directory_;
  const ResourceType& type_;
  const TokenSealer tokens_;
};

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_RESOURCES_H_
