// Capitals of any script that has them, as a dateline prints its city.
//
//   text::upper("São Paulo") == "SÃO PAULO";
#pragma once

#include <string>
#include <string_view>

namespace breadcrumb::text {

/// Character by character, so that the length in characters stays; no language is assumed.
std::string upper(std::string_view s);

}  // namespace breadcrumb::text
