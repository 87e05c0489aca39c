// Whatever a peer calls, the answer has a status that HTTP knows, an error has its one shape and is never ours (500),
// no file of this machine is named, and the desk is as sound as before.
//
// The input is a call as it stands on the wire: `POST /api/issues` in the first line, header lines, a blank line, the
// body. Where it names no host, or forgets what the page sends, that is filled in, so that most inputs come past the
// door.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "app/operation.h"
#include "base/json.h"
#include "http/guard.h"
#include "http/router.h"

namespace {

using namespace breadcrumb;
namespace fs = std::filesystem;

struct Desk {
  fs::path folder;
  app::Context context;
  std::unique_ptr<http::Router> router;
  http::Handlers handlers;

  Desk() {
    folder = fs::path("/dev/shm") / ("breadcrumb-fuzz-" + std::to_string(::getpid()));
    make();
    std::atexit([] {
      std::error_code ignored;
      fs::remove_all(fs::path("/dev/shm") / ("breadcrumb-fuzz-" + std::to_string(::getpid())), ignored);
    });
  }
  void make() {
    router.reset();
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    context = {};
    context.data = BC_ROOT;
    context.desk = folder;
    context.author_name = "A. Officer";
    context.now = [] { return std::string("2026-03-10T09:00:00Z"); };
    const auto done = [&](const char* operation, const char* request) {
      const auto answer =
          app::perform(*app::find_operation(operation), context, Json::parse(request, "request").value());
      if (!answer) std::abort();
    };
    done("init", ("{\"folder\":\"" + folder.string() + "\",\"party\":\"USA\"}").c_str());
    done("issue-new", R"({"name":"Ethanol"})");
    done("paper-add", R"({"title":"Our non-paper","from":"USA","issues":"1"})");
    done("follow-up-add", R"({"text":"Send the list","owner":"USA"})");
    done("note-add", R"({"text":"A word"})");
    router = http::Router::open(context).value();
    router->set_entrance({.hosts = http::host_names("127.0.0.1", 8750)});
    handlers = router->handlers();
  }
};

void must(bool holds) {
  if (!holds) std::abort();
}

/// `doctor` alone says where things are: that is what it is asked.
void look_at(const http::Reply& reply, const http::Call& call, const fs::path& folder) {
  must((reply.status >= 200 && reply.status < 500) || reply.status == 503);
  if (!reply.body) return;
  must(call.path == "/api/doctor" || reply.body->find(folder.string()) == std::string::npos);
  if (reply.status < 400) return;
  const auto error = Json::parse(*reply.body, "answer");
  must(error.has_value() && !(*error)["error"]["code"].string().empty() && !(*error)["error"]["kind"].string().empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Desk desk;
  static int runs = 0;
  if (++runs % 2000 == 0) desk.make();  // what was entered by then is thrown away
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const auto line = [&] {
    const auto end = rest.find('\n');
    const auto out = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    return std::string(out);
  };
  http::Call call;
  const auto first = line();
  const auto blank = first.find(' ');
  call.method = first.substr(0, blank);
  auto target = blank == std::string::npos ? std::string("/") : first.substr(blank + 1);
  const auto mark = target.find('?');
  call.path = target.substr(0, mark);
  if (mark != std::string::npos) call.query = target.substr(mark + 1);
  for (auto header = line(); !header.empty(); header = line()) {
    const auto colon = header.find(':');
    call.headers.emplace(http::small_letters(header.substr(0, colon)),
                         colon == std::string::npos ? "" : header.substr(colon + 1));
  }
  call.headers.emplace("host", "127.0.0.1:8750");
  call.headers.emplace("x-breadcrumb", "1");
  call.headers.emplace("content-type", "application/json");
  call.peer = "127.0.0.1";
  const auto admission = desk.handlers.admit(call);
  if (admission.refused) {
    look_at(*admission.refused, call, desk.folder);
    return 0;
  }
  must(call.path.find("..") == std::string::npos || call.path.find("/../") == std::string::npos);
  call.body = std::string(rest.substr(0, admission.most_bytes));
  if (const auto ready = desk.handlers.ready(call)) {
    if (!ready->stream) look_at(*ready, call, desk.folder);
    return 0;
  }
  look_at(desk.handlers.answer(call), call, desk.folder);
  return 0;
}
