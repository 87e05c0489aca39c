// Serves one desk's page until it is told to stop: what `breadcrumb serve` runs.
//
//   context.serve = http::serve;
#pragma once

#include "app/context.h"
#include "base/result.h"

namespace breadcrumb::http {

/// Says the address through `context.announce` once calls are taken. Errors: those of Router::open and Server::listen;
/// `serve.no_accounts` for an address that others can reach while the desk has no accounts.
Result<void> serve(const app::Context& context, const app::ServeWish& wish);

}  // namespace breadcrumb::http
