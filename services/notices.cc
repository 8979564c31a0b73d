// libcurl speaks SMTP; each attempt is a connection of its own, which is little for so few.
#include "services/notices.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include <curl/curl.h>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/keys.h"

namespace tashbik::services {
namespace {

constexpr size_t kMaxTold = 100'000;  // addresses remembered, so that none is told too often

// What is left to send of a message.
struct Reading {
  absl::string_view rest;
};

size_t ReadText(char* to, size_t size, size_t count, void* from) {
  absl::string_view& rest = static_cast<Reading*>(from)->rest;
  const size_t taken = std::min(size * count, rest.size());
  std::copy_n(rest.data(), taken, to);
  rest.remove_prefix(taken);
  return taken;
}

std::string UrlOf(const Config::Notices& config) {
  return absl::StrCat(config.tls == "tls" ? "smtps" : "smtp", "://", config.smtp_host, ":",
                      config.port, "/tashbik");
}

struct FreeCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

}  // namespace

std::string NoticeText(absl::string_view from, absl::string_view to, absl::Time now) {
  const absl::string_view domain = from.substr(from.find('@') + 1);
  return absl::StrCat(
      "Date: ", absl::FormatTime("%a, %d %b %Y %H:%M:%S %z", now, absl::UTCTimeZone()), "\r\n",
      "From: <", from, ">\r\nTo: <", to, ">\r\nMessage-ID: <", NewId(), "@", domain, ">\r\n",
      "Subject: Something waits for you\r\nAuto-Submitted: auto-generated\r\n"
      "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
      "Content-Transfer-Encoding: 8bit\r\n\r\n"
      "Something waits for you in the directory.\r\n\r\n"
      "هناك ما ينتظركم في الدليل.\r\n\r\n"
      "Quelque chose vous attend dans l’annuaire.\r\n");
}

absl::StatusOr<std::string> ReadNoticePassword(const Config::Notices& config) {
  if (config.password_file.empty()) return "";
  std::ifstream file(config.password_file, std::ios::binary);
  std::string password((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file.is_open() || file.bad()) {
    return absl::InvalidArgumentError(
        absl::StrCat("notices.password_file ", config.password_file, " cannot be read"));
  }
  password = std::string(absl::StripAsciiWhitespace(password));
  if (password.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("notices.password_file ", config.password_file, " is empty"));
  }
  return password;
}

absl::StatusOr<std::unique_ptr<Notices>> Notices::Start(const Config::Notices& config,
                                                        std::function<void(absl::string_view)> log,
                                                        NoticePatience patience) {
  absl::StatusOr<std::string> password = ReadNoticePassword(config);
  if (!password.ok()) return password.status();
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (ready != CURLE_OK) return absl::InternalError("libcurl cannot be used");
  return std::unique_ptr<Notices>(
      new Notices(config, *std::move(password), std::move(log), patience));
}

Notices::Notices(const Config::Notices& config, std::string password,
                 std::function<void(absl::string_view)> log, NoticePatience patience)
    : config_(config),
      password_(std::move(password)),
      log_(std::move(log)),
      patience_(patience),
      thread_([this] { Run(); }) {}

Notices::~Notices() {
  {
    const storage::MutexLock lock(mutex_);
    stopping_ = true;
  }
  changed_.NotifyAll();
  thread_.join();
}

void Notices::Tell(const std::string& email) {
  {
    const storage::MutexLock lock(mutex_);
    const absl::Time now = absl::Now();
    const auto told = told_.find(email);
    const bool again = told != told_.end() && now - told->second < patience_.between;
    if (again || waiting_.size() >= patience_.queue) {
      ++counts_.left_out;
      return;
    }
    if (told_.size() >= kMaxTold) {
      absl::erase_if(told_,
                     [&](const auto& entry) { return now - entry.second >= patience_.between; });
    }
    if (told_.size() < kMaxTold) told_[email] = now;
    waiting_.push_back({email, now, 0});
  }
  changed_.NotifyAll();
}

NoticeCounts Notices::counts() const {
  const storage::MutexLock lock(mutex_);
  NoticeCounts counts = counts_;
  counts.waiting = static_cast<int64_t>(waiting_.size());
  return counts;
}

bool Notices::Stopping() const {
  const storage::MutexLock lock(mutex_);
  return stopping_;
}

bool Notices::Next(Waiting& next) {
  const storage::MutexLock lock(mutex_);
  while (!stopping_) {
    const auto first =
        std::min_element(waiting_.begin(), waiting_.end(),
                         [](const Waiting& a, const Waiting& b) { return a.due < b.due; });
    if (first == waiting_.end()) {
      changed_.Wait(mutex_);
    } else if (first->due > absl::Now()) {
      changed_.WaitUntil(mutex_, first->due);
    } else {
      next = std::move(*first);
      waiting_.erase(first);
      return true;
    }
  }
  return false;
}

void Notices::Run() {
  Waiting next;
  while (Next(next)) {
    const Sent sent = Send(next.email);
    ++next.attempts;
    const bool give_up =
        sent == Sent::kNever || (sent == Sent::kLater && next.attempts >= patience_.attempts);
    if (give_up) log_("a notice could not be sent, and is given up");
    const storage::MutexLock lock(mutex_);
    if (sent == Sent::kYes) {
      ++counts_.sent;
    } else if (give_up) {
      ++counts_.given_up;
    } else {
      ++counts_.retried;
      next.due = absl::Now() + patience_.first_retry * (1 << (next.attempts - 1));
      waiting_.push_back(std::move(next));
    }
  }
}

int Notices::Progress(void* self, int64_t, int64_t, int64_t, int64_t) {
  return static_cast<Notices*>(self)->Stopping() ? 1 : 0;
}

Notices::Sent Notices::Send(const std::string& email) const {
  const std::unique_ptr<CURL, FreeCurl> curl(curl_easy_init());
  const std::unique_ptr<curl_slist, FreeCurl> to(
      curl_slist_append(nullptr, absl::StrCat("<", email, ">").c_str()));
  if (curl == nullptr || to == nullptr) return Sent::kLater;
  const std::string text = NoticeText(config_.from, email, absl::Now());
  Reading reading{text};
  const auto set = [&](CURLoption option, auto value) {
    curl_easy_setopt(curl.get(), option, value);
  };
  set(CURLOPT_URL, UrlOf(config_).c_str());
  set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(CURLOPT_PROXY, "");  // whatever the environment says
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(absl::ToInt64Milliseconds(patience_.attempt)));
  set(CURLOPT_USE_SSL, static_cast<long>(config_.tls == "none" ? CURLUSESSL_NONE : CURLUSESSL_ALL));
  if (!config_.user.empty()) {
    set(CURLOPT_USERNAME, config_.user.c_str());
    set(CURLOPT_PASSWORD, password_.c_str());
  }
  const std::string from = absl::StrCat("<", config_.from, ">");
  set(CURLOPT_MAIL_FROM, from.c_str());
  set(CURLOPT_MAIL_RCPT, to.get());
  set(CURLOPT_UPLOAD, 1L);
  set(CURLOPT_READFUNCTION, &ReadText);
  set(CURLOPT_READDATA, static_cast<void*>(&reading));
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, &Notices::Progress);
  set(CURLOPT_XFERINFODATA, static_cast<void*>(const_cast<Notices*>(this)));
  const CURLcode code = curl_easy_perform(curl.get());
  if (code == CURLE_OK) return Sent::kYes;
  long answer = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer);
  if (code != CURLE_ABORTED_BY_CALLBACK) {
    log_(absl::StrCat("the mail server did not take a notice: ", curl_easy_strerror(code),
                      answer == 0 ? "" : absl::StrCat(" (", answer, ")")));
  }
  return answer >= 500 && answer < 600 ? Sent::kNever : Sent::kLater;
}

}  // namespace tashbik::services
