// Fields of two messages of one type, joined and compared by reflection.
#ifndef TASHBIK_SERVICES_MERGE_FIELDS_H_
#define TASHBIK_SERVICES_MERGE_FIELDS_H_

#include <string>

#include <google/protobuf/message.h>

#include "tashbik/store/v1/record.pb.h"

namespace tashbik::services {

// Gives `to` what `from` has and it has not: fields, elements of lists, texts of languages. For
// messages of one type. Linear but for long lists.
void AddMissing(const google::protobuf::Message& from, google::protobuf::Message& to);

// `before` with what was done to `after` since, as `now` tells: fields that were changed, elements
// that were added or taken out. For messages of one type. Linear but for long lists.
void ApplySince(const google::protobuf::Message& after, const google::protobuf::Message& now,
                google::protobuf::Message& before);

// Whether a text in `message`, at any depth, is just `text`; and puts another in its place.
bool Mentions(const google::protobuf::Message& message, const std::string& text);
void Replace(google::protobuf::Message& message, const std::string& text, const std::string& other);

// Makes those links to themes BROKERED, at most, that are sensitive where the actor of `record` is:
// in another record they might not be.
void HideSensitiveLinks(const store::v1::Record& record, google::protobuf::Message& resource);

}  // namespace tashbik::services

#endif  // TASHBIK_SERVICES_MERGE_FIELDS_H_
