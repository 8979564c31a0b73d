// Bad requests to MatchService, one table for each method: every answer names the field, the bound
// and the remedy, and nothing is written.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "tashbik/v1/match.pb.h"
#include "tests/e2e/bad_input.h"

namespace tashbik::testing {
namespace {

TEST_F(BadInput, SuggestPartners) {
  using R = v1::SuggestPartnersRequest;
  auto row = [&](const char* what, const std::function<void(R&)>& change, Refusal refusal) {
    return Bad<R>(
        what,
        [&](R& request) {
          request.set_actor(*one_);
          change(request);
        },
        std::move(refusal));
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

}  // namespace
}  // namespace tashbik::testing
