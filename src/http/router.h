// Which call is answered by what: the operation table under /api/, files that come and papers that go, events, the
// page.
//
//   auto router = BC_TRY(Router::open(context, hosts));
//   auto server = BC_TRY(Server::listen(address, port, limits, router->handlers()));
//
// Holds no decisions: every answer is an operation's own. docs/serve.md lists the addresses.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "app/context.h"
#include "http/gate.h"
#include "http/server.h"

namespace breadcrumb::http {

struct Entrance {
  std::set<std::string, std::less<>> hosts{};  ///< names of the server, with their ports
  bool any_address = false;                    ///< also by any bare IP address with one of these ports
  Doors doors{};
};

class Router {
 public:
  /// Errors: those of opening the desk; `file.unwritable`.
  static Result<std::unique_ptr<Router>> open(const app::Context& context);
  virtual ~Router() = default;

  /// How the server may be called, and by whom; before the first call.
  virtual void set_entrance(Entrance entrance) = 0;
  /// Does somebody have to sign in?
  virtual bool is_locked() = 0;
  virtual Handlers handlers() = 0;
  /// Looks whether somebody changed the desk since the last look, from a thread of its own; the new head if so.
  virtual std::string changed() = 0;
  /// The name of the desk.
  [[nodiscard]] virtual const std::string& name() const = 0;
};

/// What OpenAPI 3.1 says of the operation table.
std::string openapi_json();

}  // namespace breadcrumb::http
