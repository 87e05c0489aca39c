// A desk with accounts, served by the program itself: what a peer may do before and after signing in, as bytes.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "base/file.h"
#include "http_served.h"

namespace breadcrumb::http {
namespace {

class WithAccounts : public ServedDesk<WithAccounts> {
 protected:
  static void SetUpTestSuite() {
    begin([] {
      const auto password = (folder_ / "password").string();
      ASSERT_TRUE(write_file(password, "correct horse battery\n"));
      for (const std::string role : {"reader", "editor", "owner"})
        ASSERT_EQ(run_program({"--desk", desk(), "account", "add", "the-" + role, "--role", role, "--person",
                               "The " + role, "--password-file", password}),
                  0);
    });
  }

  struct Signed {
    std::string cookie, token, calendar;
  };
  static std::string header_of(const std::string& answer, const std::string& name) {
    const auto at = answer.find("\r\n" + name + ": ");
    if (at == std::string::npos) return "";
    const auto from = at + name.size() + 4;
    return answer.substr(from, answer.find("\r\n", from) - from);
  }
  static std::string try_in(const std::string& name, const std::string& password) {
    return post("/sign-in", fmt::format(R"({{"name":"{}","password":"{}"}})", name, password));
  }
  static Signed sign_in(const std::string& name) {
    const auto answer = try_in(name, "correct horse battery");
    EXPECT_EQ(status(answer), 200) << answer;
    const auto who = json(answer);
    const auto cookie = header_of(answer, "Set-Cookie");
    return {cookie.substr(0, cookie.find(';')), who["token"].string(), who["calendar"].string()};
  }
  static std::string as(const Signed& who, const std::string& token = "") {
    return "Content-Type: application/json\r\nCookie: " + who.cookie +
           "\r\nX-Breadcrumb: " + (token.empty() ? who.token : token) + "\r\n";
  }
};

TEST_F(WithAccounts, NothingOfTheDeskIsToldBeforeSigningIn) {
  for (const auto* path : {"/api/issues", "/api/note-add", "/api/read", "/paper/brief", "/files"}) {
    const auto answer = post(path, "{}");
    EXPECT_EQ(status(answer), 401) << path;
    EXPECT_EQ(code(answer), "http.sign_in") << path;
  }
  for (const auto* path : {"/events", "/calendar.ics", "/calendar.ics?key=", "/calendar.ics?key=0123456789abcdef"})
    EXPECT_EQ(status(get(path)), 401) << path;
  // The page itself holds nothing of the desk, and signs in.
  EXPECT_EQ(status(get("/")), 200);
  EXPECT_EQ(status(get("/issues/1")), 200);
  const auto who = json(get("/who"));
  EXPECT_TRUE(who["accounts"].boolean());
  EXPECT_TRUE(who["name"].is_null() && who["token"].is_null() && who["calendar"].is_null());
}

TEST_F(WithAccounts, EachRoleMayDoWhatItMay) {
  struct Case {
    std::string path, body;
    std::map<std::string, int> wanted;
  };
  const std::vector<Case> cases = {
      {"/api/issues", "{}", {{"reader", 200}, {"editor", 200}, {"owner", 200}}},
      {"/paper/brief",
       R"({"format":"html","request":{"round":"next"}})",
       {{"reader", 200}, {"editor", 200}, {"owner", 200}}},
      {"/api/note-add", R"({"text":"a word"})", {{"reader", 403}, {"editor", 200}, {"owner", 200}}},
      {"/api/undo", "{}", {{"reader", 403}, {"editor", 200}, {"owner", 200}}},
      {"/api/mark",
       R"({"kind":"issue","which":"1","mark":"sensitive"})",
       {{"reader", 403}, {"editor", 200}, {"owner", 200}}},
      {"/files", "bytes", {{"reader", 403}, {"editor", 200}, {"owner", 200}}},
      {"/api/rebuild", "{}", {{"reader", 403}, {"editor", 403}, {"owner", 200}}},
      {"/api/account-add", R"({"name":"x"})", {{"reader", 404}, {"editor", 404}, {"owner", 404}}},
      {"/api/account-remove", R"({"name":"the-owner"})", {{"reader", 404}, {"editor", 404}, {"owner", 404}}},
      {"/api/accounts", "{}", {{"reader", 404}, {"editor", 404}, {"owner", 404}}},
      {"/api/serve", "{}", {{"reader", 404}, {"editor", 404}, {"owner", 404}}},
      {"/api/init", R"({"folder":"elsewhere"})", {{"reader", 404}, {"editor", 404}, {"owner", 404}}}};
  for (const std::string role : {"reader", "editor", "owner"}) {
    const auto who = sign_in("the-" + role);
    for (const auto& one : cases)
      EXPECT_EQ(status(post(one.path, one.body, as(who) + "X-Breadcrumb-Name: a.txt\r\n")), one.wanted.at(role))
          << role << " " << one.path;
    EXPECT_EQ(status(get(who.calendar)), 200) << role;
  }
}

TEST_F(WithAccounts, ASessionIsItsCookieAndItsToken) {
  const auto answer = try_in("the-editor", "correct horse battery");
  const auto cookie = header_of(answer, "Set-Cookie");
  for (const auto* part : {"; HttpOnly", "; SameSite=Strict", "; Path=/"})
    EXPECT_NE(cookie.find(part), std::string::npos) << cookie;
  EXPECT_EQ(header_of(answer, "Cache-Control"), "no-store");
  const auto mine = sign_in("the-editor"), theirs = sign_in("the-reader");
  EXPECT_NE(mine.cookie, cookie.substr(0, cookie.find(';'))) << "a session of its own each time";
  const std::string note = R"({"text":"x"})";
  EXPECT_EQ(code(post("/api/note-add", note, as(mine, "1"))), "http.token");
  EXPECT_EQ(code(post("/api/note-add", note, as(mine, theirs.token))), "http.token");
  EXPECT_EQ(code(post("/api/note-add", note, as({theirs.cookie, theirs.token, ""}))), "http.role");
  // A cookie that a peer made up, or one beside the true one, opens nothing.
  const auto name = mine.cookie.substr(0, mine.cookie.find('='));
  for (const auto& made_up :
       {name + "=" + std::string(64, '0'), name + "=", "x" + mine.cookie, name + "=" + mine.token})
    EXPECT_EQ(status(post("/api/issues", "{}", as({made_up, mine.token, ""}))), 401) << made_up;
  EXPECT_EQ(status(post("/api/issues", "{}", as({"a=b; " + mine.cookie, mine.token, ""}))), 200);
  // From another site's page even with everything right.
  EXPECT_EQ(code(post("/api/note-add", note, as(mine) + "Origin: https://evil.example\r\n")), "http.origin");
  EXPECT_EQ(code(post("/sign-in", "{}", "Content-Type: application/json\r\n")), "http.not_from_page");
  EXPECT_EQ(status(post("/sign-out", "", as(mine))), 200);
  EXPECT_EQ(status(post("/api/issues", "{}", as(mine))), 401) << "what was copied before is worth nothing after";
  EXPECT_EQ(status(get(mine.calendar)), 200);
}

TEST_F(WithAccounts, ChangesAtTheTerminalHoldAtOnce) {
  const auto reader = sign_in("the-reader");
  EXPECT_EQ(run_program({"--desk", desk(), "account", "set", "the-reader", "--calendar"}), 0);
  EXPECT_EQ(status(get(reader.calendar)), 401);
  const auto again = json(get("/who", "Cookie: " + reader.cookie + "\r\n"))["calendar"].string();
  EXPECT_NE(again, reader.calendar);
  EXPECT_EQ(status(get(again)), 200);
  EXPECT_EQ(status(post("/api/note-add", R"({"text":"x"})", as(reader))), 403);
  EXPECT_EQ(run_program({"--desk", desk(), "account", "set", "the-reader", "--role", "editor"}), 0);
  EXPECT_EQ(status(post("/api/note-add", R"({"text":"x"})", as(reader))), 200);
  EXPECT_EQ(run_program({"--desk", desk(), "account", "remove", "the-reader"}), 0);
  EXPECT_EQ(status(post("/api/issues", "{}", as(reader))), 401);
  EXPECT_EQ(status(get(again)), 401);
}

TEST_F(WithAccounts, GuessingIsSlowAndTellsNothing) {
  // The last test: this address has to wait from then on.
  std::vector<std::string> told;
  std::string last;
  for (int i = 0; i < 7; ++i) {
    last = try_in("nobody-" + std::to_string(i % 2), "wrong password " + std::to_string(i));
    if (status(last) == 401) told.push_back(body(last));
  }
  EXPECT_EQ(status(last), 429) << last;
  EXPECT_GT(std::atoi(header_of(last, "Retry-After").c_str()), 0);
  ASSERT_FALSE(told.empty());
  for (const auto& one : told) EXPECT_EQ(one, told.front());
}

}  // namespace
}  // namespace breadcrumb::http
