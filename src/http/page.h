// The page's own files, which the program carries within itself (web/dist, made from web/).
//
//   if (auto reply = page_at(call)) return *reply;
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace breadcrumb::http {

struct Asset {
  std::string_view path;           ///< `/assets/index-3f9a.js`
  std::string_view bytes, br, gz;  ///< as it is; packed, "" where packing gains nothing
};

/// All of them, by path. Empty in a program that was built without the page.
const std::vector<Asset>& page_assets();

/// The file of that address, packed as the browser takes it; `index.html` for every address that is no file's, so that
/// links into the page work. Nothing where there is no such file.
std::optional<Reply> page_at(const Call& call);

}  // namespace breadcrumb::http
