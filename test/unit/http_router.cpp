// The example desk, served by the program itself: each address, what guards it, and what it answers.
#include <fmt/format.h>

#include <filesystem>
#include <vector>

#include "http_served.h"

namespace breadcrumb::http {
namespace {

namespace fs = std::filesystem;

class Served : public ServedDesk<Served> {};

TEST_F(Served, EveryReaderAnswersAsTheCommandLineDoes) {
  for (const std::string name : {"status", "issues", "rounds", "sources", "facts", "follow-ups", "people", "bodies",
                                 "questions", "dialogues", "entries", "log", "check", "doctor", "review", "marks"}) {
    const auto answer = post("/api/" + name, "{}");
    EXPECT_EQ(status(answer), 200) << name << answer.substr(0, 400);
    EXPECT_NE(answer.find("Breadcrumb-Head: "), std::string::npos) << name;
  }
  const auto issues = json(post("/api/issues", "{}"));
  ASSERT_FALSE(issues.items().empty());
  EXPECT_EQ(issues.items().front()["name"].string(), "Labor");
}

TEST_F(Served, OneSourceWithItsFactsAtTheirPlaces) {
  const auto source = json(post("/api/source", R"({"source":"2023-02-03-round-3.html"})"));
  const auto& text = source["text"].string();  // of ASCII up to its first dash
  bool found = false;
  for (const auto& fact : source["facts"].items()) {
    if (fact["kind"].string() != "title") continue;
    const auto start = static_cast<std::size_t>(fact["start"].integer());
    const auto end = static_cast<std::size_t>(fact["end"].integer());
    EXPECT_EQ(text.substr(start, end - start), fact["quote"]["text"].string());
    found = true;
  }
  EXPECT_TRUE(found);
  bool furniture = false;
  for (const auto& block : source["blocks"].items()) furniture |= block["furniture"].boolean();
  EXPECT_TRUE(furniture);
}

TEST_F(Served, WhatACallMustBe) {
  struct Case {
    std::string answer;
    int status;
    std::string code;
  };
  const std::string typed = "Content-Type: application/json\r\n";
  const std::vector<Case> cases = {
      {raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"), 421, "http.host"},
      {raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"), 421, "http.host"},
      {raw("GET / HTTP/1.1\r\n" + host() + host() + "Connection: close\r\n\r\n"), 421, "http.host"},
      {post("/api/issues", "{}", typed), 403, "http.not_from_page"},
      {post("/api/issues", "{}", typed + "X-Breadcrumb: 1\r\nOrigin: http://evil.example\r\n"), 403, "http.origin"},
      {post("/api/issues", "{}", typed + "X-Breadcrumb: 1\r\nOrigin: null\r\n"), 403, "http.origin"},
      {post("/api/issues", "{}", typed + "X-Breadcrumb: 1\r\nSec-Fetch-Site: cross-site\r\n"), 403, "http.origin"},
      {get("/events", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\n"), 403, "http.origin"},
      {post("/api/issues", "{}", "X-Breadcrumb: 1\r\nContent-Type: text/plain\r\n"), 415, "http.content_type"},
      {post("/api/issues", "{"), 400, "json.syntax"},
      {post("/api/issues", "[]"), 400, "request.object"},
      {post("/api/issues", "\xFF"), 400, "json.syntax"},
      {post("/api/issues", R"({"nothing":1})"), 400, "request.unknown"},
      {post("/api/issues", R"({"silent":"yes"})"), 400, "request.kind"},
      {post("/api/issues", R"({"kind":"neither"})"), 400, "request.choice"},
      {post("/api/issue", "{}"), 400, "request.missing"},
      {post("/api/issue", R"({"issue":"999"})"), 404, "issue.unknown"},
      {post("/api/read", R"({"files":["/etc/passwd"]})"), 400, "http.upload"},
      {post("/api/read", R"({"files":["https://example.org/"]})"), 400, "http.upload"},
      {post("/api/read", R"({"files":["upload:../../etc/passwd"]})"), 400, "http.upload"},
      {post("/api/read", R"({"files":["upload:0"],"unfenced":true})"), 403, "request.local"},
      {post("/api/brief", R"({"output":"x.html"})"), 403, "http.output"},
      {post("/api/init", R"({"folder":"x"})"), 404, "http.no_operation"},
      {post("/api/serve", "{}"), 404, "http.no_operation"},
      {post("/api/demo", "{}"), 404, "http.no_operation"},
      {post("/api/", "{}"), 404, "http.no_operation"},
      {get("/api/issues"), 405, "http.method"},
      {post("/", "{}"), 405, "http.method"},
      {post("/events", "{}"), 405, "http.method"},
      {get("/files"), 405, "http.method"},
      {raw("DELETE / HTTP/1.1\r\n" + host() + "Connection: close\r\n\r\n"), 405, "http.method"},
      {raw("TRACE / HTTP/1.1\r\n" + host() + "Connection: close\r\n\r\n"), 405, "http.method"},
      {get("/../etc/passwd"), 400, "http.path"},
      {get("/%2e%2e/etc/passwd"), 400, "http.path"},
      {get("/a%2f..%2fb"), 400, "http.path"},
      {get("/a%00b"), 400, "http.path"},
      {get("/%ff"), 400, "http.path"},
      {get("/%zz"), 400, "http.path"},
      {get("/no-such.js"), 404, "http.no_page"},
      {post("/paper/issues", "{}"), 404, "http.no_paper"},
      {post("/paper/brief", R"({"format":"../x"})"), 400, "http.format"},
      {post("/paper/brief", R"({"format":"exe"})"), 400, "brief.format"},
      {post("/paper/brief", R"({"format":"html","request":{"output":"x.html"}})"), 403, "http.output"},
      {post("/paper/brief", R"({"format":"html","request":{"force":true}})"), 403, "request.local"},
  };
  for (std::size_t i = 0; i < cases.size(); ++i) {
    EXPECT_EQ(status(cases[i].answer), cases[i].status) << i << ": " << cases[i].answer;
    EXPECT_EQ(code(cases[i].answer), cases[i].code) << i;
    for (const std::string header : {"Content-Security-Policy: default-src 'self'", "X-Content-Type-Options: nosniff",
                                     "frame-ancestors 'none'", "Referrer-Policy: no-referrer"})
      EXPECT_NE(cases[i].answer.find(header), std::string::npos) << i << header;
  }
}

TEST_F(Served, AFileIsReadAndAPaperMade) {
  const std::string text =
      "WASHINGTON, March 5, 2025 - The United States and Japan held the sixth round of the United States-Japan "
      "Partnership on Trade from March 3-4, 2025.\n\nOn areas of common interest, the two delegations discussed:\n\n"
      "Labor - Discussed forced labor <script>alert(1)</script> in supply chains.\n";
  const auto sent = json(post("/files", text, "X-Breadcrumb: 1\r\nX-Breadcrumb-Name: round%206.txt\r\n"));
  const auto& token = sent["upload"].string();
  ASSERT_TRUE(token.starts_with("upload:"));
  const auto read = post("/api/read", Json::object().set("files", Json::array().push(token)).dump());
  EXPECT_EQ(status(read), 200) << read;
  EXPECT_EQ(read.find("/tmp"), std::string::npos) << read;
  const auto sources = json(post("/api/sources", "{}"));
  EXPECT_EQ(sources.items().back()["file_name"].string(), "round 6.txt");
  const auto paper = post("/paper/brief", R"({"format":"html"})");
  EXPECT_EQ(status(paper), 200);
  EXPECT_NE(paper.find("Content-Disposition: attachment"), std::string::npos);
  EXPECT_NE(paper.find("Content-Security-Policy: default-src 'none'; sandbox"), std::string::npos);
  EXPECT_EQ(paper.find("<script>"), std::string::npos);
}

TEST_F(Served, AnswersFollowTheDesk) {
  const auto notes = [] { return json(post("/api/notes", "{}")).items().size(); };
  const auto before = notes();
  const Client listener(port_);
  listener.send("GET /events HTTP/1.1\r\n" + host() + "\r\n");
  EXPECT_EQ(status(listener.read("\r\n\r\n")), 200);
  // By another program, as somebody at the terminal would.
  EXPECT_EQ(run_program({"--desk", (folder_ / "desk").string(), "note", "add", "A word from the terminal"}), 0);
  EXPECT_EQ(notes(), before + 1);
  EXPECT_NE(listener.read("\n\n").find("event: change"), std::string::npos);
  EXPECT_EQ(status(post("/api/note-add", R"({"text":"A word from the page"})")), 200);
  EXPECT_EQ(notes(), before + 2);
}

TEST_F(Served, AChangeOfWhatMovedOnIsRefused) {
  const auto head_of = [](const std::string& answer) {
    const std::string name = "Breadcrumb-Head: ";
    const auto at = answer.find(name);
    return at == std::string::npos ? "" : answer.substr(at + name.size(), 64);
  };
  const std::string headers = "Content-Type: application/json\r\nX-Breadcrumb: 1\r\nBreadcrumb-Head: ";
  const auto send = [&](const std::string& operation, const std::string& body, const std::string& head) {
    return post("/api/" + operation, body, headers + head + "\r\n");
  };
  for (const auto* title : {"ours", "theirs"})
    ASSERT_EQ(status(post("/api/paper-add", fmt::format(R"({{"title":"{}","from":"USA"}})", title))), 200);
  const auto seen = head_of(post("/api/papers", "{}"));
  ASSERT_EQ(seen.size(), 64U);
  // Two officers, who both look at this state: one changes the first paper.
  EXPECT_EQ(status(send("paper-set", R"({"number":1,"terms":"as agreed"})", seen)), 200);
  // The other may still change the second, and add what is new.
  EXPECT_EQ(status(send("paper-set", R"({"number":2,"terms":"ours alone"})", seen)), 200);
  EXPECT_EQ(status(send("note-add", R"({"text":"new"})", seen)), 200);
  const auto late = send("paper-set", R"({"number":1,"terms":"not agreed"})", seen);
  EXPECT_EQ(status(late), 409);
  EXPECT_EQ(code(late), "desk.moved_on");
  EXPECT_EQ(json(late)["error"]["changed"].items().size(), 1U) << late;
  EXPECT_NE(late.find("terms: as agreed"), std::string::npos) << late;
  EXPECT_EQ(status(send("paper-set", R"({"number":1,"terms":"not agreed"})", head_of(late))), 200);
  // What somebody let out meanwhile is not written into unseen, and nothing is let out that changed meanwhile.
  const auto still = head_of(post("/api/papers", "{}"));
  EXPECT_EQ(code(send("mark", R"({"kind":"paper","which":"2","mark":"unmarked","audience":"public"})", seen)),
            "desk.moved_on");
  EXPECT_EQ(status(send("mark", R"({"kind":"paper","which":"2","mark":"unmarked","audience":"public"})", still)), 200);
  EXPECT_EQ(code(send("paper-set", R"({"number":2,"terms":"secret"})", still)), "desk.moved_on");
  EXPECT_EQ(status(send("paper-set", R"({"number":1,"terms":"as before"})", still)), 200);
  // What may touch anything stops at any change, and a head of another desk at everything but what is new.
  EXPECT_EQ(code(send("undo", "{}", seen)), "desk.moved_on");
  EXPECT_EQ(code(send("paper-set", R"({"number":2,"terms":"x"})", std::string(64, '0'))), "desk.moved_on");
}

TEST_F(Served, TwoThatWriteAtOnceLoseNothing) {
  ASSERT_EQ(status(post("/api/paper-add", R"({"title":"one","from":"USA"})")), 200);
  const auto writes = [&](const std::string& field) {
    int done = 0;
    for (int i = 0; i < 12; ++i) {
      const auto head = post("/api/papers", "{}");
      const auto at = head.find("Breadcrumb-Head: ");
      const auto answer = post("/api/paper-set", fmt::format(R"({{"number":1,"{}":"{}"}})", field, i),
                               "Content-Type: application/json\r\nX-Breadcrumb: 1\r\n" + head.substr(at, 81) + "\r\n");
      EXPECT_TRUE(status(answer) == 200 || status(answer) == 409) << answer;
      done += status(answer) == 200 ? 1 : 0;
    }
    return done;
  };
  const auto before = json(post("/api/log", R"({"limit":0})")).items().size();
  int other = 0;
  std::thread second([&] { other = writes("version"); });
  const auto done = writes("terms");
  second.join();
  EXPECT_EQ(json(post("/api/log", R"({"limit":0})")).items().size(), before + static_cast<std::size_t>(done + other));
}

TEST_F(Served, TheTableAsOpenApi) {
  const auto answer = get("/api/openapi.json");
  EXPECT_EQ(status(answer), 200);
  const auto described = json(answer);
  EXPECT_EQ(described["openapi"].string(), "3.1.0");
  EXPECT_TRUE(described["paths"].has("/api/issues"));
  EXPECT_FALSE(described["paths"].has("/api/init"));
}

}  // namespace
}  // namespace breadcrumb::http
