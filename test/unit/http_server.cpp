// What a peer may do to the server, and that others are served all the same.
#include <atomic>
#include <latch>
#include <vector>

#include "http/server.h"
#include "http_client.h"

namespace breadcrumb::http {
namespace {

using namespace std::chrono_literals;

Handlers echo() {
  return {.admit =
              [](const Call& call) {
                Admission out{.most_bytes = 1000};
                if (call.path == "/no") out.refused = Reply::of(403, "text/plain", "no");
                return out;
              },
          .ready = [](const Call& call) -> std::optional<Reply> {
            if (call.path == "/ready") return Reply::of(200, "text/plain", "ready");
            if (call.path == "/events") {
              Reply stream;
              stream.stream = true;
              return stream.with("Content-Type", "text/event-stream");
            }
            return std::nullopt;
          },
          .answer =
              [](const Call& call) {
                return Reply::of(200, "text/plain", call.method + " " + call.path + "?" + call.query + " " + call.body);
              }};
}

Limits quick() {
  Limits out;
  out.idle = 400ms;
  out.body = 400ms;
  out.answer = 2000ms;
  out.leaving = 1500ms;
  return out;
}

TEST(Server, Answers) {
  const House house({}, echo());
  const auto answer = house.ask("POST /a?b=c HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
  EXPECT_EQ(status(answer), 200);
  EXPECT_EQ(body(answer), "POST /a?b=c hello");
  EXPECT_EQ(body(house.ask("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")),
            "POST /a? abc");
  const auto head = house.ask("HEAD /ready HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(head.find("Content-Length: 5"), std::string::npos);
  EXPECT_EQ(body(head), "");
}

TEST(Server, OneConnectionCarriesManyCalls) {
  const House house({}, echo());
  std::string calls;
  for (int i = 0; i < 50; ++i) calls += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
  const auto all = house.ask(calls);
  std::size_t at = 0;
  for (int i = 0; i < 50; ++i) {
    at = all.find("GET /" + std::to_string(i) + "? ", at);
    ASSERT_NE(at, std::string::npos) << i;
  }
}

TEST(Server, SaysWhatIsWrongWithBytesThatAreNoCall) {
  const House house({}, echo());
  struct Case {
    std::string bytes;
    int status;
  };
  std::string lines = "GET / HTTP/1.1\r\nHost: x\r\n";
  for (int i = 0; i < 10000; ++i) lines += "X-" + std::to_string(i) + ": y\r\n";
  const std::vector<Case> cases = {
      {"GARBAGE\r\n\r\n", 400},
      {"GET / HTTP/9.9\r\n\r\n", 400},
      {"GET /\x01 HTTP/1.1\r\nHost: x\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nBad Header\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400},
      {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400},
      {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc", 400},
      {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\nonly this", 400},
      {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5368709120\r\n\r\nxx", 413},
      {"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n800\r\n" + std::string(2048, 'x'), 413},
      {lines + "\r\n", 431},
      {"GET /" + std::string(20000, 'a') + " HTTP/1.1\r\n\r\n", 431},
      {"GET /no HTTP/1.1\r\nHost: x\r\n\r\n", 403},
      {"POST /no HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nnever read", 403},
  };
  for (const auto& one : cases) {
    EXPECT_EQ(status(house.ask(one.bytes)), one.status) << one.bytes.substr(0, 80);
    EXPECT_EQ(body(house.ask("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n")), "ready");
  }
}

TEST(Server, WaitsForNobodyForEver) {
  const House house(quick(), echo());
  const Client silent(house.port());
  const Client half(house.port());
  half.send("GET / HTTP/1.1\r\nHost");
  const Client slow(house.port());
  slow.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
  EXPECT_EQ(body(house.ask("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n")), "ready");
  EXPECT_TRUE(silent.is_closed());
  EXPECT_TRUE(half.is_closed());
  EXPECT_TRUE(slow.is_closed());
}

TEST(Server, ManyConnectionsWaitTheirTurn) {
  Limits limits;
  limits.connections = 20;
  limits.idle = 300ms;
  const House house(limits, echo());
  std::vector<Client> all;
  for (int i = 0; i < 100; ++i) all.emplace_back(house.port());
  EXPECT_EQ(body(house.ask("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n")), "ready");
}

TEST(Server, CallsThatWaitAreBounded) {
  Limits limits;
  limits.workers = 1;
  limits.waiting = 3;
  std::latch go(1);
  auto handlers = echo();
  handlers.answer = [&](const Call&) {
    go.wait();
    return Reply::of(200, "text/plain", "done");
  };
  House house(limits, handlers);
  std::vector<Client> all;
  for (int i = 0; i < 10; ++i) {
    all.emplace_back(house.port());
    all.back().send("GET /slow HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }
  // All ten have been taken or refused when this one, which comes last, is answered.
  EXPECT_EQ(body(house.ask("GET /ready HTTP/1.1\r\nHost: x\r\n\r\n")), "ready");
  std::this_thread::sleep_for(100ms);
  go.count_down();
  int done = 0, busy = 0;
  for (const auto& client : all) {
    const auto answer = client.read();
    done += status(answer) == 200 ? 1 : 0;
    busy += status(answer) == 503 ? 1 : 0;
  }
  EXPECT_EQ(done, 3);
  EXPECT_EQ(busy, 7);
}

TEST(Server, AStreamCarriesWhatIsPublished) {
  House house({}, echo());
  const Client first(house.port()), second(house.port());
  for (const auto* client : {&first, &second}) {
    client->send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(status(client->read("\r\n\r\n")), 200);
  }
  // The stream is known a moment after its header was sent.
  std::string heard;
  for (int i = 0; i < 50 && heard.find("event: change") == std::string::npos; ++i) {
    house.server().publish("change", "{}");
    heard += first.read("\n\n", 100);
  }
  EXPECT_NE(heard.find("event: change\ndata: {}\n\n"), std::string::npos);
  house.server().publish("change", "{}");
  EXPECT_NE(second.read("\n\n").find("event: change\ndata: {}\n\n"), std::string::npos);
  house.stop();
  EXPECT_TRUE(first.is_closed());
}

TEST(Server, ALostListenerIsForgotten) {
  Limits limits;
  limits.streams = 1;
  const House house(limits, echo());
  for (int i = 0; i < 3; ++i) {
    int got = 0;
    for (int turn = 0; turn < 100 && got != 200; ++turn) {
      const Client client(house.port());
      client.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
      got = status(client.read("\r\n\r\n"));
    }
    EXPECT_EQ(got, 200);
  }
}

TEST(Server, FinishesWhatItTookBeforeItStops) {
  std::atomic<bool> begun = false;
  auto handlers = echo();
  handlers.answer = [&](const Call&) {
    begun = true;
    std::this_thread::sleep_for(300ms);
    return Reply::of(200, "text/plain", "finished");
  };
  House house(quick(), handlers);
  const Client idle(house.port());
  const Client client(house.port());
  client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  while (!begun) std::this_thread::sleep_for(1ms);
  house.stop();
  EXPECT_EQ(body(client.read()), "finished");
  EXPECT_TRUE(idle.is_closed());
}

TEST(Server, APortIsTakenOnce) {
  const House house({}, echo());
  const auto second = Server::listen("127.0.0.1", house.port(), {}, echo());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "http.port_taken");
  EXPECT_EQ(Server::listen("no address", 0, {}, echo()).error().code, "http.address");
  EXPECT_EQ(Server::listen("203.0.113.7", 0, {}, echo()).error().code, "http.address");
}

}  // namespace
}  // namespace breadcrumb::http
