// Bad requests to MatchService and SearchService, one table for each method: every answer names the
// field, the bound and the remedy, and nothing is written.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/match.pb.h"
#include "tashbik/v1/organization.pb.h"
#include "tashbik/v1/search.pb.h"
#include "tests/testing/refusal.h"
#include "tests/testing/whole_server.h"

namespace tashbik::testing {
namespace {

constexpr char kNobody[] = "organizations/aaaaaaaaaaaaaaaa";
constexpr char kOverride[] = "abc\xE2\x80\xAE";  // U+202E
constexpr char kNoUtf8[] = "\xFF\xFE";

// gRPC refuses a message that it cannot read before the server sees it.
const Refusal kUnreadable = {.code = absl::StatusCode::kInternal};

class BadInput : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    server_ = new WholeServer;
    const client::Client coordinator = server_->Coordinator();
    one_ = new std::string(Create(coordinator, "One"));
    two_ = new std::string(Create(coordinator, "Two"));
  }
  static void TearDownTestSuite() {
    delete server_;
    delete one_;
    delete two_;
  }

  static std::string Create(const client::Client& coordinator, const std::string& name) {
    v1::CreateOrganizationRequest request;
    request.mutable_organization()->mutable_profile()->add_names()->set_text(name);
    return Need(coordinator.Call<v1::Organization>(request)).name();
  }

  // What the directory holds, by kind.
  static std::string Counts() {
    const auto status =
        Need(server_->Administrator().Call<v1::GetStatusResponse>(v1::GetStatusRequest()));
    v1::GetStatusResponse counts;
    *counts.mutable_counts() = status.counts();
    return counts.DebugString();
  }

  static void ExpectAllRefused(const std::vector<BadRequest>& table) {
    const std::string before = Counts();
    ExpectRefused(server_->Coordinator(), table);
    EXPECT_EQ(Counts(), before);
  }

  static WholeServer* server_;
  static std::string* one_;
  static std::string* two_;
};

WholeServer* BadInput::server_ = nullptr;
std::string* BadInput::one_ = nullptr;
std::string* BadInput::two_ = nullptr;

template <class Request>
BadRequest SuggestRow(std::string what, const std::function<void(Request&)>& change,
                      Refusal refusal, const std::string& actor) {
  return Bad<Request>(
      std::move(what),
      [&](Request& request) {
        request.set_actor(actor);
        change(request);
      },
      std::move(refusal));
}

Refusal Invalid(std::string field, std::string text) {
  return {.reason = "FIELD_INVALID", .field = std::move(field), .text = std::move(text)};
}
Refusal Required(std::string field) {
  return {.reason = "FIELD_REQUIRED", .field = std::move(field)};
}
Refusal Beyond(std::string field, std::string text) {
  return {.reason = "LIMIT_EXCEEDED", .field = std::move(field), .text = std::move(text)};
}
Refusal Refused(std::string field, std::string text = "") {
  return {.reason = "TEXT_REFUSED", .field = std::move(field), .text = std::move(text)};
}
Refusal NoFilter(std::string text) {
  return {.reason = "FILTER_INVALID", .field = "filter", .text = std::move(text)};
}
Refusal NotThere(std::string text) {
  return {.code = absl::StatusCode::kNotFound, .reason = "NOT_FOUND", .text = std::move(text)};
}

TEST_F(BadInput, SuggestPartners) {
  using R = v1::SuggestPartnersRequest;
  auto row = [&](const char* what, const std::function<void(R&)>& change, Refusal refusal) {
    return SuggestRow<R>(what, change, std::move(refusal), *one_);
  };
  ExpectAllRefused({
      row(
          "no asker", [](R& r) { r.clear_actor(); }, Required("actor")),
      row(
          "an empty name", [](R& r) { r.set_actor(""); }, Required("actor")),
      row(
          "no name", [](R& r) { r.set_actor("GCHR"); }, Invalid("actor", "organizations/")),
      row(
          "another kind's name", [](R& r) { r.set_actor("hubs/aaaaaaaaaaaaaaaa"); },
          Invalid("actor", "diasporaGroups/")),
      row(
          "a name that goes up", [](R& r) { r.set_actor("organizations/../hubs"); },
          Invalid("actor", "organizations/")),
      row(
          "nobody", [](R& r) { r.set_actor(kNobody); }, NotThere(kNobody)),
      row(
          "the wrong kind of actor",
          [&](R& r) { r.set_actor("diasporaGroups/" + one_->substr(one_->find('/') + 1)); },
          NotThere("diasporaGroups/")),
      row(
          "a negative count", [](R& r) { r.set_count(-1); }, Beyond("count", "200")),
      row(
          "too high a count", [](R& r) { r.set_count(201); }, Beyond("count", "200")),
      row(
          "an unknown focus", [](R& r) { r.set_focus(static_cast<v1::Focus>(99)); },
          Invalid("focus", "99")),
      row(
          "a weight below 0", [](R& r) { r.mutable_weights()->set_issue(-0.5); },
          Beyond("weights.issue", "1,000")),
      row(
          "a weight above 1,000", [](R& r) { r.mutable_weights()->set_ties(1000.5); },
          Beyond("weights.ties", "1,000")),
      row(
          "a weight that is no number", [](R& r) { r.mutable_weights()->set_need(std::nan("")); },
          Beyond("weights.need", "1,000")),
      row(
          "no weight at all", [](R& r) { r.mutable_weights(); }, Invalid("weights", "more than 0")),
      row(
          "an unknown language", [](R& r) { r.set_language("de"); },
          Invalid("language", "en, ar or fr")),
      row(
          "a filter on an unknown field", [](R& r) { r.set_filter("colour = red"); },
          NoFilter("active_in")),
      row(
          "a filter without an end", [](R& r) { r.set_filter("active_in = LB AND"); },
          NoFilter("byte 18")),
      row(
          "a filter on an unknown country", [](R& r) { r.set_filter("active_in = XX"); },
          NoFilter("country")),
      row(
          "a filter on an unknown language", [](R& r) { r.set_filter("language = xyzzyqq"); },
          NoFilter("BCP 47")),
      row(
          "a filter on an unknown kind", [](R& r) { r.set_filter("kind = CHURCH"); },
          NoFilter("ORGANIZATION_KIND_CHURCH")),
      row(
          "a filter too long", [](R& r) { r.set_filter(std::string(2001, 'x')); },
          Beyond("filter", "2000 bytes")),
      row(
          "a filter too deep", [](R& r) { r.set_filter(std::string(40, '(') + "country = LB"); },
          NoFilter("16 deep")),
      row(
          "a filter that is no UTF-8", [](R& r) { r.set_filter(kNoUtf8); }, kUnreadable),
  });
}

TEST_F(BadInput, SuggestPartnersForAnUnsavedProfile) {
  using R = v1::SuggestPartnersRequest;
  auto row = [&](const char* what, const std::function<void(v1::Organization&)>& change,
                 Refusal refusal) {
    return Bad<R>(
        what, [&](R& request) { change(*request.mutable_organization()); }, std::move(refusal));
  };
  using O = v1::Organization;
  ExpectAllRefused({
      row("a theme that is not there",
          [](O& o) { o.mutable_profile()->add_issues()->set_theme("themes/nothing"); },
          {.reason = "REFERENCE_MISSING",
           .field = "organization.profile.issues[0].theme",
           .text = "themes/nothing"}),
      row(
          "an unknown country", [](O& o) { o.mutable_profile()->add_active_countries("XX"); },
          Invalid("organization.profile.active_countries[0]", "ISO 3166-1")),
      row(
          "an unknown language", [](O& o) { o.mutable_profile()->add_languages("xyzzyqq"); },
          Invalid("organization.profile.languages[0]", "BCP 47")),
      row(
          "a name too long",
          [](O& o) { o.mutable_profile()->add_names()->set_text(std::string(301, 'x')); },
          Beyond("organization.profile.names[0].text", "300 characters")),
      row(
          "a description too long",
          [](O& o) {
            (*o.mutable_profile()->mutable_descriptions())["en"] = std::string(20001, 'x');
          },
          Beyond("organization.profile.descriptions.en", "20000 characters")),
      row(
          "a bidirectional override",
          [](O& o) { o.mutable_profile()->add_names()->set_text(kOverride); },
          Refused("organization.profile.names[0].text")),
      row(
          "too many themes",
          [](O& o) {
            for (int i = 0; i < 65; ++i) o.mutable_profile()->add_issues()->set_theme("themes/x");
          },
          Beyond("organization.profile.issues", "64")),
      row(
          "an unknown kind", [](O& o) { o.set_kind(static_cast<v1::OrganizationKind>(99)); },
          Invalid("organization.kind", "99")),
      row(
          "no UTF-8", [](O& o) { o.mutable_profile()->add_names()->set_text(kNoUtf8); },
          kUnreadable),
      Bad<R>(
          "an unknown origin",
          [](R& r) { r.mutable_diaspora_group()->add_origin_countries("Atlantis"); },
          Invalid("diaspora_group.origin_countries[0]", "ISO 3166-1")),
  });
}

TEST_F(BadInput, ExplainPartner) {
  using R = v1::ExplainPartnerRequest;
  auto row = [&](const char* what, const std::function<void(R&)>& change, Refusal refusal) {
    return Bad<R>(
        what,
        [&](R& request) {
          request.set_actor(*one_);
          request.set_partner(*two_);
          change(request);
        },
        std::move(refusal));
  };
  ExpectAllRefused({
      row(
          "no actor", [](R& r) { r.clear_actor(); }, Required("actor")),
      row(
          "no partner", [](R& r) { r.clear_partner(); }, Required("partner")),
      row(
          "no name", [](R& r) { r.set_partner("themes/dom"); },
          Invalid("partner", "organizations/")),
      row(
          "itself", [&](R& r) { r.set_partner(*one_); }, Invalid("partner", "another actor")),
      row(
          "an unknown asker", [](R& r) { r.set_actor(kNobody); }, NotThere(kNobody)),
      row(
          "an unknown partner", [](R& r) { r.set_partner(kNobody); }, NotThere(kNobody)),
      row(
          "an unknown focus", [](R& r) { r.set_focus(static_cast<v1::Focus>(-1)); },
          Invalid("focus", "-1")),
      row(
          "a weight beyond its bound", [](R& r) { r.mutable_weights()->set_text(2000); },
          Beyond("weights.text", "1,000")),
      row(
          "an unknown language", [](R& r) { r.set_language("xx"); }, Invalid("language", "'xx'")),
      row(
          "no UTF-8", [](R& r) { r.set_partner(kNoUtf8); }, kUnreadable),
  });
}

TEST_F(BadInput, FindPaths) {
  using R = v1::FindPathsRequest;
  auto row = [&](const char* what, const std::function<void(R&)>& change, Refusal refusal) {
    return Bad<R>(
        what,
        [&](R& request) {
          request.set_source(*one_);
          request.set_target(*two_);
          change(request);
        },
        std::move(refusal));
  };
  ExpectAllRefused({
      row(
          "no source", [](R& r) { r.clear_source(); }, Required("source")),
      row(
          "no target", [](R& r) { r.clear_target(); }, Required("target")),
      row(
          "no name", [](R& r) { r.set_source("x"); }, Invalid("source", "organizations/")),
      row(
          "itself", [&](R& r) { r.set_target(*one_); }, Invalid("target", "another actor")),
      row(
          "an unknown target", [](R& r) { r.set_target(kNobody); }, NotThere(kNobody)),
      row(
          "a negative length", [](R& r) { r.set_max_length(-1); }, Beyond("max_length", "6")),
      row(
          "too long", [](R& r) { r.set_max_length(7); }, Beyond("max_length", "6")),
      row(
          "a negative count", [](R& r) { r.set_count(-5); }, Beyond("count", "20")),
      row(
          "too many", [](R& r) { r.set_count(21); }, Beyond("count", "20")),
      row(
          "an unknown language", [](R& r) { r.set_language("xx"); }, Invalid("language", "en, ar")),
  });
}

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
