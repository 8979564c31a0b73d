// Reads a list page by page behind a range-for loop.
#ifndef TASHBIK_CLIENTS_CPP_PAGES_H_
#define TASHBIK_CLIENTS_CPP_PAGES_H_

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/message.h"

namespace tashbik::client {

// Sends a request and fills the answer.
using SendPage =
    std::function<absl::Status(const google::protobuf::Message&, google::protobuf::Message*)>;

// Walks the pages of one List (or Search) method without knowing its types: the request has
// `page_token`, the answer `next_page_token` and one list of messages.
class PageWalk {
 public:
  PageWalk(const google::protobuf::Message& request, SendPage send);

  // The next item, owned by the walk until the following call; null at the end. After an error
  // there are no more items.
  absl::StatusOr<const google::protobuf::Message*> Next();

 private:
  absl::Status ReadPage();

  std::unique_ptr<google::protobuf::Message> request_;
  std::unique_ptr<google::protobuf::Message> response_;
  SendPage send_;
  int next_ = 0;
  int size_ = 0;
  bool more_ = true;
};

// All items of a list, in its order. Pass once. An error is the last element.
template <class Item>
class Pages {
 public:
  class Iterator {
   public:
    explicit Iterator(PageWalk* walk) : walk_(walk) { ++*this; }
    Iterator() = default;
    const absl::StatusOr<Item>& operator*() const { return *item_; }
    const absl::StatusOr<Item>* operator->() const { return &*item_; }
    Iterator& operator++() {
      if (item_ && !item_->ok()) {
        item_.reset();
        return *this;
      }
      auto next = walk_->Next();
      if (!next.ok()) {
        item_.emplace(next.status());
      } else if (*next == nullptr) {
        item_.reset();
      } else {
        item_.emplace(*google::protobuf::DynamicCastToGenerated<Item>(*next));
      }
      return *this;
    }
    bool operator!=(const Iterator& other) const {
      return item_.has_value() != other.item_.has_value();
    }

   private:
    PageWalk* walk_ = nullptr;
    std::optional<absl::StatusOr<Item>> item_;
  };

  Pages(const google::protobuf::Message& request, SendPage send)
      : walk_(std::make_unique<PageWalk>(request, std::move(send))) {}

  // Reads the first page.
  Iterator begin() { return Iterator(walk_.get()); }
  Iterator end() { return Iterator(); }

 private:
  std::unique_ptr<PageWalk> walk_;
};

}  // namespace tashbik::client

#endif  // TASHBIK_CLIENTS_CPP_PAGES_H_
