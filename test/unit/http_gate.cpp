// Who is let in: passwords, sessions, guessing, proxies, roles.
#include <gtest/gtest.h>

#include <filesystem>

#include "base/bytes.h"
#include "base/json.h"
#include "base/password.h"
#include "http/gate.h"
#include "http/guard.h"

namespace breadcrumb::http {
namespace {

app::Accounts accounts_with(const std::string& password) {
  app::Accounts out;
  out.add({.name = "hanako",
           .role = app::Role::editor,
           .person = "Sato Hanako",
           .author = std::string(32, 'a'),
           .hash = password_hash(password).value()});
  out.add({.name = "proxied", .role = app::Role::reader, .person = "P", .author = std::string(32, 'b')});
  return out;
}

/// A clock that stands still until it is moved.
struct Hand {
  Sessions::Clock::time_point now = Sessions::Clock::now();
  Sessions::Now reads() {
    return [this] { return now; };
  }
};

TEST(Sessions, APasswordOpensAndAnotherDoesNot) {
  const auto accounts = accounts_with("correct horse");
  Sessions sessions;
  const auto secret = sessions.sign_in(accounts, "Hanako", "correct horse", "10.0.0.1");
  ASSERT_TRUE(secret) << secret.error().to_text();
  const auto caller = sessions.caller(accounts, *secret);
  ASSERT_TRUE(caller);
  EXPECT_EQ(caller->name, "hanako");
  EXPECT_EQ(caller->role, app::Role::editor);
  EXPECT_EQ(caller->author, std::string(32, 'a'));
  EXPECT_EQ(caller->token.size(), 64U);
  EXPECT_NE(caller->token, *secret);
  for (const auto* wrong : {"Correct horse", "correct horse ", "", "x"})
    EXPECT_EQ(sessions.sign_in(accounts, "hanako", wrong, "10.0.0.2").error().code, "http.wrong_password") << wrong;
  EXPECT_EQ(sessions.sign_in(accounts, "nobody", "correct horse", "10.0.0.3").error().code, "http.wrong_password");
  EXPECT_EQ(sessions.sign_in(accounts, "proxied", "", "10.0.0.4").error().code, "http.wrong_password");
  EXPECT_FALSE(sessions.caller(accounts, ""));
  EXPECT_FALSE(sessions.caller(accounts, std::string(64, '0')));
}

TEST(Sessions, EndWithTimeWithTheAccountAndWithANewPassword) {
  auto accounts = accounts_with("correct horse");
  Hand hand;
  Sessions sessions({}, hand.reads());
  const auto open = [&] { return sessions.sign_in(accounts, "hanako", "correct horse", "10.0.0.1").value(); };
  auto secret = open();
  hand.now += std::chrono::hours(11);
  EXPECT_TRUE(sessions.caller(accounts, secret));
  hand.now += std::chrono::hours(13);
  EXPECT_FALSE(sessions.caller(accounts, secret));
  secret = open();
  for (int i = 0; i < 16; ++i) {
    hand.now += std::chrono::hours(11);
    EXPECT_EQ(sessions.caller(accounts, secret).has_value(), i < 15) << i;  // a week and no more
  }
  secret = open();
  sessions.sign_out(secret);
  EXPECT_FALSE(sessions.caller(accounts, secret));
  secret = open();
  accounts.find("hanako")->hash = password_hash("another one").value();
  EXPECT_FALSE(sessions.caller(accounts, secret));
  accounts = accounts_with("correct horse");
  secret = open();
  accounts.remove("hanako");
  EXPECT_FALSE(sessions.caller(accounts, secret));
}

TEST(Sessions, GuessingWaitsLongerEachTime) {
  const auto accounts = accounts_with("correct horse");
  Hand hand;
  Sessions sessions({.free_tries = 3}, hand.reads());
  const auto guess = [&](const std::string& peer) {
    return sessions.sign_in(accounts, "hanako", "wrong", peer).error().code;
  };
  for (int i = 0; i < 3; ++i) EXPECT_EQ(guess("10.0.0." + std::to_string(i)), "http.wrong_password");
  EXPECT_EQ(guess("10.0.0.9"), "http.too_many_tries");  // of the name, wherever it comes from
  EXPECT_EQ(sessions.sign_in(accounts, "hanako", "correct horse", "10.0.0.9").error().code, "http.too_many_tries");
  hand.now += std::chrono::seconds(3);
  EXPECT_EQ(guess("10.0.0.9"), "http.wrong_password");
  hand.now += std::chrono::seconds(3);
  const auto waits = sessions.sign_in(accounts, "hanako", "correct horse", "10.0.0.9");
  ASSERT_EQ(waits.error().code, "http.too_many_tries");
  EXPECT_EQ(waits.error().where, "1");
  hand.now += std::chrono::seconds(2);
  EXPECT_TRUE(sessions.sign_in(accounts, "hanako", "correct horse", "10.0.0.9"));
  EXPECT_EQ(guess("10.0.0.9"), "http.wrong_password");  // the right one counts as a fresh start
}

TEST(Sessions, OneAddressIsSlowedDownWhateverItsNames) {
  const auto accounts = accounts_with("correct horse");
  Hand hand;
  Sessions sessions({.free_tries = 3, .remembered = 10}, hand.reads());
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(sessions.sign_in(accounts, "n" + std::to_string(i), "wrong", "10.0.0.1").error().code,
              "http.wrong_password");
  EXPECT_EQ(sessions.sign_in(accounts, "n9", "wrong", "10.0.0.1").error().code, "http.too_many_tries");
}

class GateTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("breadcrumb-gate-" + random_id());
    const record::Stamp stamp{.author = std::string(32, 'c'), .time = "2026-03-01T09:30:00Z"};
    ASSERT_TRUE(record::Record::create(folder_, {.name = "d", .party = "USA", .languages = {"en"}}, stamp));
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  record::Desk desk() { return record::Desk::open(folder_).value(); }

  static Call call(const std::string& cookie = "", const std::string& token = "") {
    Call out{.method = "POST", .path = "/api/status", .peer = "10.0.0.1"};
    if (!cookie.empty()) out.headers["cookie"] = cookie;
    if (!token.empty()) out.headers["x-breadcrumb"] = token;
    return out;
  }
  static std::string code(const std::optional<Reply>& reply) {
    return reply ? Json::parse(*reply->body).value()["error"]["code"].string() : "";
  }

  std::filesystem::path folder_;
};

TEST_F(GateTest, IsOpenWithoutAccountsAndShutByADamagedFile) {
  Gate gate(desk(), {});
  EXPECT_FALSE(gate.is_locked());
  ASSERT_TRUE(gate.caller(call()));
  EXPECT_EQ(code(gate.turns_away(call(), gate.caller(call()), app::Role::owner)), "");
  ASSERT_TRUE(accounts_with("correct horse").save(desk()));
  EXPECT_TRUE(gate.is_locked());
  EXPECT_FALSE(gate.caller(call()));
  EXPECT_EQ(code(gate.turns_away(call(), gate.caller(call()), app::Role::reader)), "http.sign_in");
  ASSERT_TRUE(app::Accounts().save(desk()));
  EXPECT_FALSE(gate.is_locked());
  // Where others come, the last account does not leave the door open behind it.
  Gate public_gate(desk(), {.others_come = true});
  EXPECT_TRUE(public_gate.is_locked());
  EXPECT_FALSE(public_gate.caller(call()));
  ASSERT_TRUE(accounts_with("correct horse").save(desk()));
  std::filesystem::resize_file(folder_ / "accounts.json", 20);
  EXPECT_TRUE(gate.is_locked());
  EXPECT_FALSE(gate.caller(call()));
}

TEST_F(GateTest, ASessionNeedsItsTokenAndItsRole) {
  ASSERT_TRUE(accounts_with("correct horse").save(desk()));
  Gate gate(desk(), {});
  auto entry = call();
  entry.body = R"({"name":"hanako","password":"correct horse"})";
  const auto reply = gate.sign_in(entry);
  ASSERT_EQ(reply.status, 200);
  std::string cookie;
  for (const auto& [name, value] : reply.headers)
    if (name == "Set-Cookie") cookie = value;
  EXPECT_NE(cookie.find("; HttpOnly; SameSite=Strict"), std::string::npos) << cookie;
  cookie = "other=1; " + cookie.substr(0, cookie.find(';'));
  const auto token = Json::parse(*reply.body).value()["token"].string();
  const auto let = [&](const Call& one, app::Role needed) {
    return code(gate.turns_away(one, gate.caller(one), needed));
  };
  EXPECT_EQ(let(call(cookie, token), app::Role::editor), "");
  EXPECT_EQ(let(call(cookie, token), app::Role::owner), "http.role");
  EXPECT_EQ(let(call(cookie, "1"), app::Role::reader), "http.token");
  EXPECT_EQ(let(call(cookie), app::Role::reader), "http.token");
  EXPECT_EQ(let(call("breadcrumb=" + token, token), app::Role::reader), "http.sign_in");
  const auto who = Json::parse(*gate.who(call(cookie)).body).value();
  EXPECT_EQ(who["name"].string(), "hanako");
  EXPECT_EQ(who["token"].string(), token);
  gate.sign_out(call(cookie, token));
  EXPECT_EQ(let(call(cookie, token), app::Role::reader), "http.sign_in");
  for (const auto* body : {"", "{}", "[]", R"({"name":1,"password":"x"})", R"({"name":"hanako"})"}) {
    entry.body = body;
    EXPECT_EQ(gate.sign_in(entry).status, 400) << body;
  }
}

TEST_F(GateTest, ACalendarProgramShowsItsKeyAndReadsTheCalendarAlone) {
  auto accounts = accounts_with("correct horse");
  const std::string key(32, 'd');
  accounts.find("hanako")->feed = key;
  ASSERT_TRUE(accounts.save(desk()));
  Gate gate(desk(), {});
  const auto asks = [&](const std::string& path, const std::string& query) {
    Call out{.method = "GET", .path = path, .query = query, .peer = "10.0.0.1"};
    return gate.caller(out);
  };
  const auto caller = asks("/calendar.ics", "key=" + key);
  ASSERT_TRUE(caller);
  EXPECT_EQ(caller->name, "hanako");
  EXPECT_EQ(caller->role, app::Role::reader);
  for (const auto& query :
       {std::string(), std::string("key="), "key=" + std::string(32, 'e'), "key=" + key + "0", "k=" + key})
    EXPECT_FALSE(asks("/calendar.ics", query)) << query;
  EXPECT_FALSE(asks("/api/status", "key=" + key));
  // The person sees the address; nobody else does, and an account without one has none.
  const auto entry = gate.sign_in([&] {
    auto out = call();
    out.body = R"({"name":"hanako","password":"correct horse"})";
    return out;
  }());
  EXPECT_EQ(Json::parse(*entry.body).value()["calendar"].string(), "/calendar.ics?key=" + key);
  EXPECT_TRUE(Json::parse(*gate.who(call()).body).value()["calendar"].is_null());
}

TEST_F(GateTest, AProxyIsBelievedFromItsAddressOnly) {
  ASSERT_TRUE(accounts_with("correct horse").save(desk()));
  Gate gate(desk(), {.proxies = {"10.0.0.5"}, .user_header = "x-remote-user"});
  auto said = call();
  said.headers["x-remote-user"] = "proxied";
  EXPECT_FALSE(gate.caller(said));
  said.peer = "10.0.0.5";
  const auto caller = gate.caller(said);
  ASSERT_TRUE(caller);
  EXPECT_TRUE(caller->by_proxy);
  EXPECT_EQ(code(gate.turns_away(said, caller, app::Role::reader)), "http.token");
  said.headers["x-breadcrumb"] = caller->token;
  EXPECT_EQ(code(gate.turns_away(said, gate.caller(said), app::Role::reader)), "");
  EXPECT_EQ(code(gate.turns_away(said, gate.caller(said), app::Role::editor)), "http.role");
  said.headers["x-remote-user"] = "nobody";
  EXPECT_FALSE(gate.caller(said));
}

TEST(Guard, ABareAddressIsNoNameThatCanBeBent) {
  const Guard guard({"desk.example.org:8750", "0.0.0.0:8750"}, true);
  const auto refuses = [&](const std::string& host) {
    Call call{.method = "GET", .path = "/"};
    call.headers["host"] = host;
    return guard.refuses(call).has_value();
  };
  for (const auto* host : {"192.168.1.5:8750", "[fe80::1]:8750", "desk.example.org:8750"})
    EXPECT_FALSE(refuses(host)) << host;
  for (const auto* host :
       {"192.168.1.5:80", "192.168.1.5", "evil.example:8750", "[fe80::1]", "", ":8750", "1.evil:8750"})
    EXPECT_TRUE(refuses(host)) << host;
}

}  // namespace
}  // namespace breadcrumb::http
