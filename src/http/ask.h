// Asks a server of this machine one thing and waits for the answer.
//
//   std::string body;
//   const int status = BC_TRY(ask("127.0.0.1", 8750, call, body));
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "http/message.h"

namespace breadcrumb::http {

/// The status; the body goes into `body`. Errors: `http.no_answer`.
/// With `tls` over TLS, believing any certificate: it is our own server's.
Result<int> ask(const std::string& address, std::uint16_t port, const Call& call, std::string& body, bool tls = false);

}  // namespace breadcrumb::http
