// Bad requests to SearchService, one table for each method.
#include <gtest/gtest.h>

#include <string>

#include "tashbik/v1/search.pb.h"
#include "tests/e2e/bad_input.h"

namespace tashbik::testing {
namespace {

TEST_F(BadInput, Search) {
  using R = v1::SearchRequest;
  auto row = [&](const char* what, const std::function<void(R&)>& change, Refusal refusal) {
    return Bad<R>(
        what,
        [&](R& request) {
          request.set_query("one");
          change(request);
        },
        std::move(refusal));
  };
  v1::SearchRequest first;
  first.set_query("organization one two");
  first.set_page_size(1);
  const std::string token =
      Need(server_->Coordinator().Call<v1::SearchResponse>(first)).next_page_token();
  ASSERT_NE(token, "");
  const Refusal foreign = {
      .reason = "TOKEN_INVALID", .field = "page_token", .text = "leave it out"};
  ExpectAllRefused({
      row(
          "no words", [](R& r) { r.clear_query(); }, Required("query")),
      row(
          "blanks", [](R& r) { r.set_query(" \t "); }, Required("query")),
      row(
          "too many words", [](R& r) { r.set_query(std::string(301, 'x')); },
          Beyond("query", "300 characters")),
      row(
          "a bidirectional override", [](R& r) { r.set_query(kOverride); }, Refused("query")),
      row(
          "a control character", [](R& r) { r.set_query("a\x01z"); }, Refused("query")),
      row(
          "no UTF-8", [](R& r) { r.set_query(kNoUtf8); }, kUnreadable),
      row(
          "a negative page size", [](R& r) { r.set_page_size(-1); }, Invalid("page_size", "-1")),
      row(
          "an unknown country", [](R& r) { r.set_filter("base_country = ZZ"); }, NoFilter("LB")),
      row(
          "an unknown language", [](R& r) { r.set_language("klingon"); },
          Invalid("language", "klingon")),
      row(
          "a token made up", [](R& r) { r.set_page_token("abc"); }, foreign),
      row(
          "a token of other words", [&](R& r) { r.set_page_token(token); }, foreign),
      row(
          "a token of another filter",
          [&](R& r) {
            r.set_query(first.query());
            r.set_filter("country = LB");
            r.set_page_token(token);
          },
          foreign),
  });
  // The token of one caller is nobody else's.
  first.set_page_token(token);
  EXPECT_TRUE(IsRefused(server_->Anonymous().Call<v1::SearchResponse>(first).status(), foreign));
  EXPECT_TRUE(server_->Coordinator().Call<v1::SearchResponse>(first).ok());
}

TEST_F(BadInput, SearchThemes) {
  using R = v1::SearchThemesRequest;
  auto row = [&](const char* what, const std::function<void(R&)>& change, Refusal refusal) {
    return Bad<R>(
        what,
        [&](R& request) {
          request.set_query("housing");
          change(request);
        },
        std::move(refusal));
  };
  ExpectAllRefused({
      row(
          "no words", [](R& r) { r.clear_query(); }, Required("query")),
      row(
          "too many words", [](R& r) { r.set_query(std::string(400, 'y')); },
          Beyond("query", "300 characters")),
      row(
          "a bidirectional override", [](R& r) { r.set_query(kOverride); }, Refused("query")),
      row(
          "a negative count", [](R& r) { r.set_count(-1); }, Invalid("count", "1 to 50")),
      row(
          "an unknown facet",
          [](R& r) {
            r.add_facets(v1::FACET_ISSUE);
            r.add_facets(static_cast<v1::Facet>(42));
          },
          Invalid("facets[1]", "42")),
  });
}

TEST_F(BadInput, ResolveActor) {
  using R = v1::ResolveActorRequest;
  auto row = [&](const char* what, const std::function<void(R&)>& change, Refusal refusal) {
    return Bad<R>(
        what,
        [&](R& request) {
          request.set_query("one");
          change(request);
        },
        std::move(refusal));
  };
  ExpectAllRefused({
      row(
          "no words", [](R& r) { r.clear_query(); }, Required("query")),
      row(
          "too many words", [](R& r) { r.set_query(std::string(301, 'z')); },
          Beyond("query", "300 characters")),
      row(
          "a bidirectional override", [](R& r) { r.set_query(kOverride); }, Refused("query")),
      row(
          "a filter that cannot be read", [](R& r) { r.set_filter("country == LB"); },
          NoFilter("value")),
      row(
          "an unknown language", [](R& r) { r.set_language("?"); }, Invalid("language", "en, ar")),
  });
}

TEST_F(BadInput, ResolveExternalIds) {
  using R = v1::ResolveExternalIdsRequest;
  auto row = [&](const char* what, const std::function<void(R&)>& change, Refusal refusal) {
    return Bad<R>(
        what,
        [&](R& request) {
          request.set_scheme("register");
          request.add_values("1");
          change(request);
        },
        std::move(refusal));
  };
  ExpectAllRefused({
      row(
          "no scheme", [](R& r) { r.clear_scheme(); }, Required("scheme")),
      row(
          "a scheme that is no word", [](R& r) { r.set_scheme("My Register"); },
          Invalid("scheme", "lower-case")),
      row(
          "a scheme too long", [](R& r) { r.set_scheme(std::string(64, 'x')); },
          Beyond("scheme", "63 characters")),
      row(
          "no values", [](R& r) { r.clear_values(); }, Required("values")),
      row(
          "an empty value", [](R& r) { r.add_values(""); }, Required("values[1]")),
      row(
          "a value too long", [](R& r) { r.add_values(std::string(301, '1')); },
          Beyond("values[1]", "300 characters")),
      row(
          "a bidirectional override", [](R& r) { r.add_values(kOverride); }, Refused("values[1]")),
      row(
          "too many values",
          [](R& r) {
            for (int i = 0; i < 1000; ++i) r.add_values("2");
          },
          Beyond("values", "1000 ids")),
  });
}

}  // namespace
}  // namespace tashbik::testing
