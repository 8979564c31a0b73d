// Tests how a request finds its method, and what may be sent twice.
#include "clients/cpp/method.h"

#include "gtest/gtest.h"
#include "tashbik/v1/admin.pb.h"
#include "tashbik/v1/hub.pb.h"
#include "tashbik/v1/match.pb.h"

namespace tashbik::client {
namespace {

TEST(Method, FoundByTheRequest) {
  auto method = MethodOf(v1::GetHubRequest());
  ASSERT_TRUE(method.ok()) << method.status();
  EXPECT_EQ(method->path, "/tashbik.v1.HubService/GetHub");
  EXPECT_EQ(method->response, v1::Hub::descriptor());
  EXPECT_TRUE(method->reads);
  EXPECT_FALSE(MethodOf(v1::Hub()).ok());
}

TEST(Method, EveryMethodIsFoundAndReadsAreTold) {
  const auto* file = v1::Hub::descriptor()->file();
  int reads = 0;
  for (int i = 0; i < file->service(0)->method_count(); ++i) {
    const auto* declared = file->service(0)->method(i);
    std::unique_ptr<google::protobuf::Message> request(
        google::protobuf::MessageFactory::generated_factory()
            ->GetPrototype(declared->input_type())
            ->New());
    auto method = MethodOf(*request);
    ASSERT_TRUE(method.ok());
    EXPECT_EQ(method->response, declared->output_type());
    reads += method->reads ? 1 : 0;
  }
  // GetHub, BatchGetHubs, LookupHub, ListHubs, Get and List of members and of circles.
  EXPECT_EQ(reads, 8);
}

TEST(Method, WritesRepeatOnlyUnderARequestId) {
  v1::CreateHubRequest create;
  const auto method = *MethodOf(create);
  EXPECT_FALSE(IsSafeToRepeat(method, create));
  SetRequestId(&create);
  EXPECT_EQ(create.request_id().size(), 32u);
  EXPECT_TRUE(IsSafeToRepeat(method, create));
  const std::string id = create.request_id();
  SetRequestId(&create);
  EXPECT_EQ(create.request_id(), id) << "a given id is kept";
  v1::RevokeTokenRequest revoke;
  SetRequestId(&revoke);
  EXPECT_FALSE(IsSafeToRepeat(*MethodOf(revoke), revoke));
  v1::CreateTokenRequest token;
  SetRequestId(&token);
  EXPECT_EQ(token.request_id(), "") << "a repetition would not show the secret";
  v1::CreateHubRequest check;
  check.set_validate_only(true);
  EXPECT_TRUE(IsSafeToRepeat(*MethodOf(check), check));
}

TEST(Method, LanguageFillsOnlyWhatIsEmpty) {
  v1::SuggestPartnersRequest request;
  SetLanguage("ar", &request);
  EXPECT_EQ(request.language(), "ar");
  SetLanguage("fr", &request);
  EXPECT_EQ(request.language(), "ar");
  v1::GetHubRequest without;
  SetLanguage("ar", &without);
  EXPECT_EQ(without.ByteSizeLong(), 0u);
}

}  // namespace
}  // namespace tashbik::client
