// Bad input for every method of the resource services: each a clear error that names the field, and
// nothing written. Methods are found in the contract, so a new one is tested too.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/message_fields.h"
#include "tashbik/v1/coalition.grpc.pb.h"
#include "tashbik/v1/diaspora_group.grpc.pb.h"
#include "tashbik/v1/hub.grpc.pb.h"
#include "tashbik/v1/organization.grpc.pb.h"
#include "tashbik/v1/theme.grpc.pb.h"
#include "tashbik/v1/vocabulary.grpc.pb.h"
#include "tests/testing/test_server.h"

namespace tashbik {
namespace {

using google::protobuf::Message;
using google::protobuf::MethodDescriptor;
using ::testing::Contains;
using testing::FieldsOf;
using ::testing::IsEmpty;
using testing::ReasonOf;
using testing::TestServer;

std::vector<const MethodDescriptor*> Methods() {
  std::vector<const MethodDescriptor*> methods;
  for (const auto* file :
       {v1::Organization::descriptor()->file(), v1::DiasporaGroup::descriptor()->file(),
        v1::Theme::descriptor()->file(), v1::Coalition::descriptor()->file(),
        v1::Hub::descriptor()->file(), v1::ThemeProposal::descriptor()->file()}) {
    for (int i = 0; i < file->service(0)->method_count(); ++i) {
      methods.push_back(file->service(0)->method(i));
    }
  }
  return methods;
}

std::unique_ptr<Message> NewRequest(const MethodDescriptor& method) {
  return std::unique_ptr<Message>(google::protobuf::MessageFactory::generated_factory()
                                      ->GetPrototype(method.input_type())
                                      ->New());
}

bool Has(const MethodDescriptor& method, const std::string& field) {
  return method.input_type()->FindFieldByName(field) != nullptr;
}

bool IsWrite(const MethodDescriptor& method) { return Has(method, "request_id"); }

const std::string& EditorOf(TestServer& server) {
  static const std::string* const token = new std::string(server.MakeToken(v1::ROLE_EDITOR));
  return *token;
}

// Administrators write the vocabulary and hubs, editors answer proposals, coordinators do the rest.
const std::string& WriterOf(TestServer& server, const MethodDescriptor& method) {
  const std::string& name = method.name();
  if (absl::StrContains(name, "Propos")) {
    return IsWrite(method) && Has(method, "name") ? EditorOf(server) : server.coordinator();
  }
  const bool of_hub = absl::StrContains(name, "Hub") && !absl::StrContains(name, "Member");
  return absl::StrContains(name, "Theme") || of_hub ? server.administrator() : server.coordinator();
}

grpc::ByteBuffer BytesOf(const std::string& text) {
  grpc::Slice slice(text);
  return grpc::ByteBuffer(&slice, 1);
}

// Calls a method by its descriptor.
grpc::Status CallBytes(TestServer& server, const std::string& token, const MethodDescriptor& method,
                       const std::string& request,
                       std::chrono::system_clock::time_point deadline =
                           std::chrono::system_clock::now() + std::chrono::seconds(30)) {
  grpc::GenericStub stub(server.channel());
  grpc::ClientContext context;
  context.set_deadline(deadline);
  if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
  grpc::CompletionQueue queue;
  const grpc::ByteBuffer bytes = BytesOf(request);
  const auto call = stub.PrepareUnaryCall(
      &context, absl::StrCat("/", method.service()->full_name(), "/", method.name()), bytes,
      &queue);
  call->StartCall();
  grpc::ByteBuffer response;
  grpc::Status status;
  call->Finish(&response, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  queue.Shutdown();
  while (queue.Next(&tag, &ok)) {
  }
  return status;
}

grpc::Status Call(TestServer& server, const std::string& token, const MethodDescriptor& method,
                  const Message& request) {
  return CallBytes(server, token, method, request.SerializeAsString());
}

class BadInputTest : public ::testing::Test {
 protected:
  // Everything that is stored, in bytes.
  static std::string StateOf(TestServer& server) {
    return absl::StrCat(server.directory().snapshot()->revision(), " ",
                        server.directory().snapshot()->network().Canonical());
  }
  // One server for all tests: bad input changes nothing.
  static TestServer& server() {
    static TestServer* const server = [] {
      auto* made = new TestServer();
      EditorOf(*made);
      return made;
    }();
    return *server;
  }
  void SetUp() override { before_ = StateOf(server()); }
  void TearDown() override { EXPECT_EQ(StateOf(server()), before_); }
  std::string before_;
};

TEST_F(BadInputTest, BadTokens) {
  const std::string revoked = server().MakeToken(v1::ROLE_ADMINISTRATOR);
  server().RevokeToken(revoked);
  before_ = StateOf(server());
  for (const MethodDescriptor* method : Methods()) {
    for (const std::string& token : {revoked, std::string("tsb_nonsense"), std::string("x")}) {
      const grpc::Status status = Call(server(), token, *method, *NewRequest(*method));
      EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAUTHENTICATED) << method->name();
      EXPECT_EQ(ReasonOf(status), "CREDENTIALS_REFUSED") << method->name();
    }
    if (!IsWrite(*method)) continue;
    EXPECT_EQ(ReasonOf(Call(server(), "", *method, *NewRequest(*method))), "SIGN_IN_REQUIRED")
        << method->name();
  }
}

TEST_F(BadInputTest, APassedDeadline) {
  for (const MethodDescriptor* method : Methods()) {
    const grpc::Status status =
        CallBytes(server(), WriterOf(server(), *method), *method, "",
                  std::chrono::system_clock::now() - std::chrono::seconds(1));
    EXPECT_EQ(status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED) << method->name();
  }
}

TEST_F(BadInputTest, BytesThatAreNoRequest) {
  for (const MethodDescriptor* method : Methods()) {
    const grpc::Status status =
        CallBytes(server(), WriterOf(server(), *method), *method, "\xFF\xFF\xFF");
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL) << method->name();
  }
}

TEST_F(BadInputTest, EmptyRequestsOfWritesNameTheMissingField) {
  for (const MethodDescriptor* method : Methods()) {
    if (!IsWrite(*method)) continue;
    const grpc::Status status =
        Call(server(), WriterOf(server(), *method), *method, *NewRequest(*method));
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << method->name();
    EXPECT_EQ(ReasonOf(status), "FIELD_REQUIRED") << method->name();
    EXPECT_FALSE(FieldsOf(status).empty()) << method->name();
  }
}

TEST_F(BadInputTest, BadNames) {
  for (const MethodDescriptor* method : Methods()) {
    if (!Has(*method, "name")) continue;
    const std::unique_ptr<Message> request = NewRequest(*method);
    const auto reason = [&](const std::string& name) {
      services::SetText(*request, "name", name);
      return ReasonOf(Call(server(), WriterOf(server(), *method), *method, *request));
    };
    EXPECT_EQ(reason(""), "FIELD_REQUIRED") << method->name();
    for (const char* bad :
         {"nonsense", "organizations", "organizations/UPPERCASEUPPERCA", "themes/Not Good",
          "hubs/a/b/c", "hubs/../../etc", "tokens/aaaaaaaaaaaaaaaa",
          "organizations/aaaaaaaaaaaaaaaa/members/aaaaaaaaaaaaaaaa"}) {
      EXPECT_EQ(reason(bad), "FIELD_INVALID") << method->name() << " " << bad;
    }
    EXPECT_EQ(reason(std::string(100'000, 'a')), "FIELD_INVALID") << method->name();
  }
}

TEST_F(BadInputTest, BadPagesAndFilters) {
  for (const MethodDescriptor* method : Methods()) {
    if (!Has(*method, "page_token")) continue;
    const bool of_hub = absl::StrContains(method->service()->name(), "Hub");
    const auto request = [&] {
      std::unique_ptr<Message> fresh = NewRequest(*method);
      services::SetText(*fresh, "parent", of_hub ? "hubs/-" : "coalitions/-");
      services::SetText(*fresh, "name", "themes/any");
      return fresh;
    };
    const auto reason = [&](const Message& message) {
      return ReasonOf(Call(server(), server().coordinator(), *method, message));
    };
    std::unique_ptr<Message> bad = request();
    bad->GetReflection()->SetInt32(bad.get(), bad->GetDescriptor()->FindFieldByName("page_size"),
                                   -1);
    EXPECT_EQ(reason(*bad), "FIELD_INVALID") << method->name();
    bad = request();
    services::SetText(*bad, "page_token", "not a token");
    EXPECT_EQ(reason(*bad), "TOKEN_INVALID") << method->name();
    if (!Has(*method, "filter")) continue;
    for (const std::string& filter : {std::string("(("), std::string("shoes = 3"),
                                      std::string("AND"), std::string("a b c = ")}) {
      bad = request();
      services::SetText(*bad, "filter", filter);
      EXPECT_EQ(reason(*bad), "FILTER_INVALID") << method->name() << " " << filter;
    }
    bad = request();
    services::SetText(*bad, "filter", std::string(2001, 'a'));
    EXPECT_EQ(reason(*bad), "LIMIT_EXCEEDED") << method->name();
  }
}

TEST_F(BadInputTest, APageTokenIsOnlyGoodForItsOwnRequestAndCaller) {
  v1::ListHubsRequest request;
  request.set_page_size(1);
  v1::CreateHubRequest create;
  create.mutable_hub()->add_names()->set_text("Second hub");
  v1::Hub hub;
  ASSERT_TRUE(testing::Call(server(), server().administrator(), &v1::HubService::Stub::CreateHub,
                            create, &hub)
                  .ok());
  before_ = StateOf(server());
  v1::ListHubsResponse page;
  const auto list = [&](const std::string& token) {
    return testing::Call(server(), token, &v1::HubService::Stub::ListHubs, request, &page);
  };
  ASSERT_TRUE(list(server().coordinator()).ok());
  ASSERT_FALSE(page.next_page_token().empty());
  request.set_page_token(page.next_page_token());
  EXPECT_EQ(ReasonOf(list(server().administrator())), "TOKEN_INVALID");
  request.set_filter("country = \"LB\"");
  EXPECT_EQ(ReasonOf(list(server().coordinator())), "TOKEN_INVALID");
  request.clear_filter();
  EXPECT_TRUE(list(server().coordinator()).ok());
}

TEST_F(BadInputTest, BatchesThatAreEmptyOrTooLarge) {
  for (const MethodDescriptor* method : Methods()) {
    if (!absl::StartsWith(method->name(), "Batch")) continue;
    const auto* list = method->input_type()->field(0);
    ASSERT_TRUE(list->is_repeated()) << method->name();
    const std::unique_ptr<Message> request = NewRequest(*method);
    for (int i = 0; i < 1001; ++i) {
      if (list->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_STRING) {
        request->GetReflection()->AddString(request.get(), list, "organizations/a");
      } else {
        request->GetReflection()->AddMessage(request.get(), list);
      }
    }
    const grpc::Status status = Call(server(), WriterOf(server(), *method), *method, *request);
    EXPECT_EQ(ReasonOf(status), "LIMIT_EXCEEDED") << method->name();
    EXPECT_THAT(FieldsOf(status), Contains(list->name())) << method->name();
    EXPECT_EQ(ReasonOf(Call(server(), WriterOf(server(), *method), *method, *NewRequest(*method))),
              "FIELD_REQUIRED")
        << method->name();
  }
}

TEST_F(BadInputTest, RequestIdsThatAreTooLong) {
  for (const MethodDescriptor* method : Methods()) {
    if (!IsWrite(*method) || absl::StartsWith(method->name(), "Batch")) continue;
    const std::unique_ptr<Message> request = NewRequest(*method);
    services::SetText(*request, "request_id", std::string(129, 'r'));
    for (int i = 0; i < method->input_type()->field_count(); ++i) {
      const auto* field = method->input_type()->field(i);
      if (field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) {
        request->GetReflection()->MutableMessage(request.get(), field);
      }
    }
    EXPECT_EQ(ReasonOf(Call(server(), WriterOf(server(), *method), *method, *request)),
              "LIMIT_EXCEEDED")
        << method->name();
  }
}

TEST_F(BadInputTest, MasksOfUnknownPaths) {
  for (const MethodDescriptor* method : Methods()) {
    if (!Has(*method, "update_mask")) continue;
    const std::unique_ptr<Message> request = NewRequest(*method);
    const auto* body = request->GetDescriptor()->field(0);
    if (body->is_repeated()) {
      request->GetReflection()->AddMessage(request.get(), body);
    } else {
      request->GetReflection()->MutableMessage(request.get(), body);
    }
    static_cast<google::protobuf::FieldMask*>(services::MutableMessageOf(*request, "update_mask"))
        ->add_paths("no.such.field");
    const grpc::Status status = Call(server(), WriterOf(server(), *method), *method, *request);
    EXPECT_EQ(ReasonOf(status), "MASK_INVALID") << method->name();
    EXPECT_THAT(FieldsOf(status), Contains("update_mask.paths[0]")) << method->name();
  }
}

// One fault of an organization, and what is said of it.
struct Fault {
  const char* what;
  std::function<void(v1::Organization&)> make;
  const char* field;  // below the organization
  const char* reason;
};

std::vector<Fault> Faults() {
  const auto times = [](int n, auto add) {
    for (int i = 0; i < n; ++i) add(i);
  };
  return {
      {"no name", [](auto& o) { o.mutable_profile()->clear_names(); }, "profile.names",
       "FIELD_REQUIRED"},
      {"blank name",
       [](auto& o) { o.mutable_profile()->mutable_names(0)->set_text(" \xE2\x80\x8B"); },
       "profile.names[0].text", "FIELD_REQUIRED"},
      {"long name",
       [](auto& o) { o.mutable_profile()->mutable_names(0)->set_text(std::string(301, 'a')); },
       "profile.names[0].text", "LIMIT_EXCEEDED"},
      {"bidi override",
       [](auto& o) {
         o.mutable_profile()->mutable_names(0)->set_text(
             "a\xE2\x80\xAE"
             "b");
       },
       "profile.names[0].text", "TEXT_REFUSED"},
      {"control", [](auto& o) { o.mutable_profile()->mutable_names(0)->set_text("a\x07"); },
       "profile.names[0].text", "TEXT_REFUSED"},
      {"many names",
       [=](auto& o) { times(33, [&](int) { o.mutable_profile()->add_names()->set_text("x"); }); },
       "profile.names", "LIMIT_EXCEEDED"},
      {"unknown language of a name",
       [](auto& o) { o.mutable_profile()->mutable_names(0)->set_language("xx-nowhere-!"); },
       "profile.names[0].language", "FIELD_INVALID"},
      {"unknown script",
       [](auto& o) { o.mutable_profile()->mutable_names(0)->set_script("Arabic"); },
       "profile.names[0].script", "FIELD_INVALID"},
      {"unknown enum",
       [](auto& o) {
         o.mutable_profile()->mutable_names(0)->set_kind(static_cast<v1::NameKind>(99));
       },
       "profile.names[0].kind", "FIELD_INVALID"},
      {"unknown language of a description",
       [](auto& o) { (*o.mutable_profile()->mutable_descriptions())["klingonese"] = "x"; },
       "profile.descriptions.klingonese", "FIELD_INVALID"},
      {"long description",
       [](auto& o) {
         (*o.mutable_profile()->mutable_descriptions())["en"] = std::string(20'001, 'a');
       },
       "profile.descriptions.en", "LIMIT_EXCEEDED"},
      {"unknown country", [](auto& o) { o.mutable_profile()->set_base_country("XX"); },
       "profile.base_country", "FIELD_INVALID"},
      {"country by name", [](auto& o) { o.mutable_profile()->add_active_countries("Lebanon"); },
       "profile.active_countries[0]", "FIELD_INVALID"},
      {"unknown area", [](auto& o) { o.mutable_profile()->add_areas("LB"); }, "profile.areas[0]",
       "FIELD_INVALID"},
      {"unknown level",
       [](auto& o) { o.mutable_profile()->add_levels(static_cast<v1::Level>(42)); },
       "profile.levels[0]", "FIELD_INVALID"},
      {"dangling theme", [](auto& o) { o.mutable_profile()->add_issues()->set_theme("themes/no"); },
       "profile.issues[0].theme", "REFERENCE_MISSING"},
      {"malformed theme", [](auto& o) { o.mutable_profile()->add_laws()->set_theme("no"); },
       "profile.laws[0].theme", "FIELD_INVALID"},
      {"theme of another facet",
       [](auto& o) { o.mutable_profile()->add_communities_served()->set_theme("themes/issue"); },
       "profile.communities_served[0].theme", "FIELD_INVALID"},
      {"too many themes",
       [=](auto& o) {
         times(65, [&](int) { o.mutable_profile()->add_issues()->set_theme("themes/issue"); });
       },
       "profile.issues", "LIMIT_EXCEEDED"},
      {"need without a theme", [](auto& o) { o.mutable_profile()->add_needs(); },
       "profile.needs[0].theme", "FIELD_REQUIRED"},
      {"need that ends before it begins",
       [](auto& o) {
         auto* need = o.mutable_profile()->add_needs();
         need->set_theme("themes/skill");
         need->set_from_date("2026-02-02");
         need->set_until_date("2026-02-01");
       },
       "profile.needs[0].until_date", "FIELD_INVALID"},
      {"no date", [](auto& o) { o.set_expire_date("2026-02-30"); }, "expire_date", "FIELD_INVALID"},
      {"no address", [](auto& o) { o.mutable_profile()->set_website("ftp://x"); },
       "profile.website", "FIELD_INVALID"},
      {"contact without a value",
       [](auto& o) { o.mutable_profile()->add_contacts()->set_method("email"); },
       "profile.contacts[0].value", "FIELD_REQUIRED"},
      {"scheme with capitals",
       [](auto& o) {
         auto* id = o.mutable_profile()->add_external_ids();
         id->set_scheme("Register");
         id->set_value("1");
       },
       "profile.external_ids[0].scheme", "FIELD_INVALID"},
      {"too many introductions",
       [](auto& o) { o.mutable_profile()->set_introductions_per_month(1001); },
       "profile.introductions_per_month", "FIELD_INVALID"},
      {"unknown tier", [](auto& o) { o.mutable_visibility()->set_tier(static_cast<v1::Tier>(17)); },
       "visibility.tier", "FIELD_INVALID"},
      {"unknown hub", [](auto& o) { o.mutable_visibility()->add_hubs("hubs/aaaaaaaaaaaaaaaa"); },
       "visibility.hubs[0]", "REFERENCE_MISSING"},
      {"unknown circle", [](auto& o) { o.mutable_visibility()->add_circles("circles"); },
       "visibility.circles[0]", "FIELD_INVALID"},
      {"tier of an unknown field",
       [](auto& o) { (*o.mutable_visibility()->mutable_field_tiers())["shoes"] = v1::TIER_HUB; },
       "visibility.field_tiers", "MASK_INVALID"},
      {"source without a title", [](auto& o) { o.add_sources(); }, "sources[0].title",
       "FIELD_REQUIRED"},
  };
}

TEST_F(BadInputTest, EveryFaultOfAnOrganizationIsNamedInEveryWrite) {
  for (const auto& [id, facet] :
       {std::pair("issue", v1::FACET_ISSUE), std::pair("skill", v1::FACET_SKILL)}) {
    v1::CreateThemeRequest request;
    request.set_theme_id(id);
    request.mutable_theme()->set_facet(facet);
    (*request.mutable_theme()->mutable_labels())["en"] = id;
    v1::Theme made;
    ASSERT_TRUE(testing::Call(server(), server().administrator(),
                              &v1::ThemeService::Stub::CreateTheme, request, &made)
                    .ok());
  }
  using Stub = v1::OrganizationService::Stub;
  v1::CreateOrganizationRequest create;
  create.mutable_organization()->mutable_profile()->add_names()->set_text("Good");
  v1::Organization good;
  ASSERT_TRUE(
      testing::Call(server(), server().coordinator(), &Stub::CreateOrganization, create, &good)
          .ok());
  before_ = StateOf(server());
  for (const Fault& fault : Faults()) {
    v1::Organization bad;
    bad.mutable_profile()->add_names()->set_text("Bad");
    fault.make(bad);
    *create.mutable_organization() = bad;
    v1::Organization made;
    grpc::Status status =
        testing::Call(server(), server().coordinator(), &Stub::CreateOrganization, create, &made);
    EXPECT_EQ(ReasonOf(status), fault.reason) << fault.what << ": " << status.error_message();
    EXPECT_THAT(FieldsOf(status), Contains(absl::StrCat("organization.", fault.field)))
        << fault.what;

    v1::UpdateOrganizationRequest update;
    *update.mutable_organization() = bad;
    update.mutable_organization()->set_name(good.name());
    update.mutable_update_mask()->add_paths("*");
    status =
        testing::Call(server(), server().coordinator(), &Stub::UpdateOrganization, update, &made);
    EXPECT_EQ(ReasonOf(status), fault.reason) << fault.what << ": " << status.error_message();

    v1::BatchUpsertOrganizationsRequest batch;
    batch.add_organizations()->mutable_profile()->add_names()->set_text("Fine");
    *batch.add_organizations() = bad;
    v1::BatchUpsertOrganizationsResponse response;
    status = testing::Call(server(), server().coordinator(), &Stub::BatchUpsertOrganizations, batch,
                           &response);
    EXPECT_THAT(FieldsOf(status), Contains(absl::StrCat("organizations[1].", fault.field)))
        << fault.what;
  }
}

TEST_F(BadInputTest, ManyFaultsFitIntoOneAnswer) {
  v1::BatchUpsertOrganizationsRequest batch;
  for (int i = 0; i < 1000; ++i) batch.add_organizations();
  v1::BatchUpsertOrganizationsResponse response;
  const grpc::Status status =
      testing::Call(server(), server().coordinator(),
                    &v1::OrganizationService::Stub::BatchUpsertOrganizations, batch, &response);
  EXPECT_EQ(ReasonOf(status), "FIELD_REQUIRED") << status.error_message();
  EXPECT_GT(FieldsOf(status).size(), 20u);
  const google::rpc::ErrorInfo info = testing::InfoOf(status);
  EXPECT_EQ(std::stoul(info.metadata().at("more_violations")) + FieldsOf(status).size(), 1000u);
}

TEST_F(BadInputTest, TheVocabularyStaysWithoutCycles) {
  using Stub = v1::ThemeService::Stub;
  const auto upsert = [&](std::vector<std::pair<std::string, std::string>> broader) {
    v1::BatchUpsertThemesRequest request;
    for (const auto& [id, parent] : broader) {
      v1::Theme& theme = *request.add_themes();
      theme.set_name("themes/" + id);
      theme.set_facet(v1::FACET_CAUSE);
      (*theme.mutable_labels())["en"] = id;
      if (!parent.empty()) theme.add_broader("themes/" + parent);
    }
    v1::BatchUpsertThemesResponse response;
    return testing::Call(server(), server().administrator(), &Stub::BatchUpsertThemes, request,
                         &response);
  };
  EXPECT_EQ(ReasonOf(upsert({{"x", "y"}, {"y", "x"}})), "CYCLE");
  EXPECT_EQ(ReasonOf(upsert({{"x", "x"}})), "CYCLE");
  EXPECT_EQ(ReasonOf(upsert({{"x", "nowhere"}})), "REFERENCE_MISSING");
  EXPECT_EQ(StateOf(server()), before_);
  ASSERT_TRUE(upsert({{"a", "b"}, {"b", ""}}).ok());
  before_ = StateOf(server());
  EXPECT_EQ(ReasonOf(upsert({{"b", "a"}})), "CYCLE");
  v1::UpdateThemeRequest facet;
  facet.mutable_theme()->set_name("themes/a");
  facet.mutable_theme()->set_facet(v1::FACET_LAW);
  v1::Theme changed;
  const grpc::Status status =
      testing::Call(server(), server().administrator(), &Stub::UpdateTheme, facet, &changed);
  EXPECT_EQ(ReasonOf(status), "FIELD_INVALID");
  EXPECT_THAT(FieldsOf(status), Contains("theme.facet"));
}

TEST_F(BadInputTest, NothingOfACallGoesIntoTheLog) {
  v1::GetOrganizationRequest request;
  request.set_name("organizations/secret-name");
  v1::Organization found;
  testing::Call(server(), server().coordinator(), &v1::OrganizationService::Stub::GetOrganization,
                request, &found);
  for (const std::string& line : server().log().lines()) {
    EXPECT_FALSE(absl::StrContains(line, "secret-name")) << line;
  }
  EXPECT_THAT(server().log().lines(),
              Contains("OrganizationService/GetOrganization ROLE_COORDINATOR INVALID_ARGUMENT "
                       "FIELD_INVALID"));
}

}  // namespace
}  // namespace tashbik
