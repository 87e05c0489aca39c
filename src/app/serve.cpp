#include "app/serve.h"

#include <fmt/format.h>

#include <charconv>

#include "app/kept.h"
#include "app/show.h"

namespace breadcrumb::app {

namespace {

namespace fs = std::filesystem;

Result<Answer> run(const Context& context, const Request& request) {
  if (!context.serve) return Error{ErrorKind::unavailable, "serve.none", "this front door cannot serve the page", ""};
  auto wish = BC_TRY(serve_wish(text_of(request, "listen")));
  wish.once = request["once"].boolean();
  wish.hosts = request["host"].texts();
  wish.proxies = request["proxy"].texts();
  wish.user_header = text_of(request, "user-header");
  if (wish.proxies.empty() != wish.user_header.empty())
    return Error{ErrorKind::bad_input, "serve.proxy",
                 "a proxy is believed by its address and its header: expected --proxy and --user-header together", ""};
  wish.certificate = text_of(request, "tls-cert");
  wish.certificate_key = text_of(request, "tls-key");
  if (wish.certificate.empty() != wish.certificate_key.empty())
    return Error{ErrorKind::bad_input, "serve.tls",
                 "a certificate goes with its key: expected --tls-cert and --tls-key together", ""};
  BC_TRY(context.serve(context, wish));
  Answer out;
  out.json = Json::object().set("stopped", true);
  return out;
}

}  // namespace

Watch::Watch(record::Record record, fs::path data)
    : record_(std::move(record)),
      data_(std::move(data)),
      desk_(record_.desk().root()),
      name_(record_.desk().settings().name) {}

Result<Watch> Watch::open(const Context& context) {
  return Watch(BC_TRY(open_record(context, record::Access::read)), context.data);
}

Result<std::string> Watch::head() const {
  return record_.head();
}

std::string Watch::rules() const {
  return rules_state(data_, desk_);
}

Result<ServeWish> serve_wish(std::string_view listen) {
  ServeWish out;
  if (listen.empty()) return out;
  const Error wrong{ErrorKind::bad_input, "serve.listen",
                    "expected an address of this machine, a port, or both: 127.0.0.1:8750, [::1]:8750, :8750",
                    std::string(listen)};
  auto rest = listen;
  if (rest.starts_with("[")) {
    const auto end = rest.find(']');
    if (end == std::string_view::npos) return wrong;
    out.address = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
  } else {
    const auto colon = rest.find(':');
    if (colon != 0) out.address = rest.substr(0, colon);
    rest.remove_prefix(std::min(colon, rest.size()));
  }
  if (rest.empty()) return out;
  unsigned port = 0;
  const auto [end, problem] = std::from_chars(rest.data() + 1, rest.data() + rest.size(), port);
  if (rest[0] != ':' || problem != std::errc() || end != rest.data() + rest.size() || port > 65535) return wrong;
  out.port = static_cast<std::uint16_t>(port);
  return out;
}

Operation serve_operation() {
  return {.name = "serve",
          .summary = "open the desk as a page in the browser",
          .effect = Effect::writes,
          .role = Role::owner,
          .exposure = Exposure::cli_only,
          .parameters = {{.name = "listen",
                          .help = "address and port of this machine; default: 127.0.0.1:8750; port 0: any that is free",
                          .form = Form::name},
                         {.name = "host",
                          .kind = ParameterKind::texts,
                          .help = "a further name by which it is called: what a proxy or the DNS calls this machine",
                          .form = Form::name},
                         {.name = "tls-cert",
                          .help = "speak https with this certificate: a PEM file, the server's own first",
                          .form = Form::path},
                         {.name = "tls-key",
                          .help = "that certificate's private key: a PEM file without a passphrase",
                          .form = Form::path},
                         {.name = "proxy",
                          .kind = ParameterKind::texts,
                          .help = "the address of a proxy that signs people in and is believed who they are",
                          .form = Form::name},
                         {.name = "user-header",
                          .help = "the header in which that proxy names the account, such as X-Remote-User",
                          .form = Form::name},
                         {.name = "once",
                          .kind = ParameterKind::flag,
                          .help = "ask for every page and list once, say the address, and stop"}},
          .example = "breadcrumb serve",
          .run = run};
}

}  // namespace breadcrumb::app
