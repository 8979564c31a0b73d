// Configuration: what is read, what is refused and how the refusal reads.
#include "services/config.h"

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tashbik::services {
namespace {

using ::testing::HasSubstr;

std::string Refusal(absl::string_view text) {
  absl::StatusOr<Config> config = ParseConfig(text, "tashbikd.toml");
  if (!config.ok()) return std::string(config.status().message());
  return std::string(FinishConfig(*config).message());
}

TEST(Config, EverySettingIsRead) {
  absl::StatusOr<Config> config = ParseConfig(R"(
[server]
address = "unix:/run/tashbik.sock"
port_file = "/run/port"
drain_timeout_s = 5
max_threads = 64
[tls]
certificate = "c.pem"
key = "k.pem"
client_ca = "a.pem"
[storage]
data = "/data"
backups = "/backups"
free_space_floor_mib = 128
[notices]
smtp_host = "mail.example.org"
port = 465
tls = "tls"
user = "u"
password_file = "/password"
from = "directory@example.org"
[log]
level = "debug"
[budgets]
records_per_day = 1
suggestions_per_day = 2
hub_records_per_day = 3
hub_suggestions_per_day = 0
[first_start]
token_folder = "/tokens"
hub_name = "Hub"
)",
                                              "tashbikd.toml");
  ASSERT_TRUE(config.ok()) << config.status();
  ASSERT_TRUE(FinishConfig(*config).ok());
  EXPECT_EQ(config->server.address, "unix:/run/tashbik.sock");
  EXPECT_EQ(config->server.port_file, "/run/port");
  EXPECT_EQ(config->server.drain_timeout, absl::Seconds(5));
  EXPECT_EQ(config->server.max_threads, 64);
  EXPECT_EQ(config->tls.certificate, "c.pem");
  EXPECT_EQ(config->tls.key, "k.pem");
  EXPECT_EQ(config->tls.client_ca, "a.pem");
  EXPECT_EQ(config->storage.data, "/data");
  EXPECT_EQ(config->storage.backups, "/backups");
  EXPECT_EQ(config->storage.free_space_floor_mib, 128);
  EXPECT_EQ(config->notices.smtp_host, "mail.example.org");
  EXPECT_EQ(config->notices.port, 465);
  EXPECT_EQ(config->notices.tls, "tls");
  EXPECT_EQ(config->notices.user, "u");
  EXPECT_EQ(config->notices.password_file, "/password");
  EXPECT_EQ(config->notices.from, "directory@example.org");
  EXPECT_EQ(config->log.level, "debug");
  EXPECT_EQ(config->budgets.records_per_day, 1);
  EXPECT_EQ(config->budgets.suggestions_per_day, 2);
  EXPECT_EQ(config->budgets.hub_records_per_day, 3);
  EXPECT_EQ(config->budgets.hub_suggestions_per_day, 0);
  EXPECT_EQ(config->first_start.token_folder, "/tokens");
  EXPECT_EQ(config->first_start.hub_name, "Hub");
}

TEST(Config, TokensGoWhereTheClientLooksUnlessNobodyKnowsThePort) {
  setenv("XDG_CONFIG_HOME", "/config", 1);
  Config config;
  config.storage.data = "/data";
  config.server.address = "127.0.0.1:8441";
  ASSERT_TRUE(FinishConfig(config).ok());
  EXPECT_EQ(config.first_start.token_folder, "/config/tashbik/127.0.0.1_8441");
  Config chosen;
  chosen.storage.data = "/data";
  chosen.server.address = "127.0.0.1:0";
  ASSERT_TRUE(FinishConfig(chosen).ok());
  EXPECT_EQ(chosen.first_start.token_folder, "");
}

TEST(Config, RefusalsNameTheSettingAndThePlace) {
  EXPECT_THAT(Refusal("[server]\nadress = \"x\""), HasSubstr("tashbikd.toml:2:"));
  EXPECT_THAT(Refusal("[server]\nadress = \"x\""), HasSubstr("unknown setting server.adress"));
  EXPECT_THAT(Refusal("[serwer]\n"), HasSubstr("unknown table [serwer]"));
  EXPECT_THAT(Refusal("port = 1"), HasSubstr("unknown setting port"));
  EXPECT_THAT(Refusal("[server]\nmax_threads = \"many\""),
              HasSubstr("server.max_threads must be a whole number"));
  EXPECT_THAT(Refusal("[server]\naddress = 8440"), HasSubstr("server.address must be a text"));
  EXPECT_THAT(Refusal("[server"), HasSubstr("tashbikd.toml:1:"));
}

TEST(Config, AnAddressThatOthersReachNeedsTls) {
  EXPECT_THAT(Refusal("[server]\naddress=\"0.0.0.0:1\"\n[storage]\ndata=\"d\""),
              HasSubstr("tls.certificate"));
  EXPECT_THAT(Refusal("[server]\naddress=\"[::]:1\"\n[storage]\ndata=\"d\""),
              HasSubstr("tls.certificate"));
  EXPECT_EQ(Refusal("[server]\naddress=\"0.0.0.0:1\"\n[tls]\ncertificate=\"c\"\nkey=\"k\"\n"
                    "[storage]\ndata=\"d\""),
            "");
  for (const char* local : {"127.0.0.1:0", "localhost:1", "[::1]:1", "unix:/tmp/x"}) {
    EXPECT_TRUE(IsLocalAddress(local)) << local;
  }
  for (const char* remote : {"0.0.0.0:1", "192.0.2.1:1", "[::]:1", "example.org:1",
                             "127.example.org:1", "localhost.example.org:1"}) {
    EXPECT_FALSE(IsLocalAddress(remote)) << remote;
  }
}

TEST(Config, WhatDoesNotFitTogetherIsRefused) {
  EXPECT_THAT(Refusal(""), HasSubstr("storage.data is missing"));
  const std::string data = "[storage]\ndata=\"d\"\n";
  EXPECT_THAT(Refusal(data + "[tls]\nkey=\"k\""), HasSubstr("given together"));
  EXPECT_THAT(Refusal(data + "[tls]\nclient_ca=\"a\""), HasSubstr("tls.client_ca needs"));
  EXPECT_THAT(Refusal(data + "[server]\naddress=\"127.0.0.1\""), HasSubstr("HOST:PORT"));
  EXPECT_THAT(Refusal(data + "[server]\naddress=\"127.0.0.1:65536\""), HasSubstr("HOST:PORT"));
  EXPECT_THAT(Refusal(data + "[server]\ndrain_timeout_s=31"), HasSubstr("0 to 30"));
  const std::string notices = data + "[notices]\nsmtp_host=\"localhost\"\nfrom=\"a@b\"\n";
  EXPECT_EQ(Refusal(notices), "");
  EXPECT_EQ(Refusal(notices + "tls=\"none\""), "");
  EXPECT_THAT(Refusal(data + "[notices]\nfrom=\"a@b\""), HasSubstr("smtp_host is missing"));
  EXPECT_THAT(Refusal(data + "[notices]\nsmtp_host=\"m\""), HasSubstr("notices.from"));
  EXPECT_THAT(Refusal(notices + "tls=\"ssl\""), HasSubstr("starttls, tls or none"));
  EXPECT_THAT(Refusal(notices + "port=0"), HasSubstr("1 to 65535"));
  EXPECT_THAT(Refusal(notices + "user=\"u\""), HasSubstr("given together"));
  EXPECT_THAT(Refusal(data + "[notices]\nsmtp_host=\"m.org\"\nfrom=\"a@b\"\ntls=\"none\""),
              HasSubstr("in plain"));
  EXPECT_THAT(Refusal(data + "[log]\nlevel=\"loud\""), HasSubstr("debug, info"));
  EXPECT_THAT(Refusal("[storage]\ndata=\"d\"\nfree_space_floor_mib=1"), HasSubstr("at least 16"));
  EXPECT_THAT(Refusal(data + "[budgets]\nrecords_per_day=-1"),
              HasSubstr("budgets.records_per_day must be 0"));
}

}  // namespace
}  // namespace tashbik::services
