#include "http/page.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/bytes.h"

namespace breadcrumb::http {

namespace {

std::string_view type_of(std::string_view path) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> types = {{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".woff2", "font/woff2"},
      {".json", "application/json"},
      {".webmanifest", "application/manifest+json"},
  }};
  for (const auto& [end, type] : types)
    if (path.ends_with(end)) return type;
  return "application/octet-stream";
}

/// Is a packing named among those that the browser takes, and not with the weight 0?
bool takes(std::string_view accepted, std::string_view packing) {
  for (auto rest = accepted; !rest.empty();) {
    const auto comma = std::min(rest.find(','), rest.size());
    auto one = rest.substr(0, comma);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    while (one.starts_with(" ")) one.remove_prefix(1);
    if (!one.starts_with(packing)) continue;
    one.remove_prefix(packing.size());
    if (one.empty() || (one.starts_with(";") && one.find("q=0") == std::string_view::npos) ||
        one.find("q=0.") != std::string_view::npos)
      return true;
  }
  return false;
}

/// The bodies that replies share, made once.
std::shared_ptr<const std::string> shared(std::string_view bytes) {
  // The bytes live as long as the program: the string that carries them is made once for each.
  static const auto all = [] {
    std::vector<std::pair<const char*, std::shared_ptr<const std::string>>> out;
    for (const auto& asset : page_assets())
      for (const auto each : {asset.bytes, asset.br, asset.gz})
        if (!each.empty()) out.emplace_back(each.data(), std::make_shared<const std::string>(each));
    std::ranges::sort(out, {}, &std::pair<const char*, std::shared_ptr<const std::string>>::first);
    return out;
  }();
  const auto found = std::ranges::lower_bound(all, bytes.data(), {},
                                              &std::pair<const char*, std::shared_ptr<const std::string>>::first);
  return found == all.end() ? std::make_shared<const std::string>(bytes) : found->second;
}

}  // namespace

std::optional<Reply> page_at(const Call& call) {
  const auto& assets = page_assets();
  const auto find = [&](std::string_view path) { return std::ranges::find(assets, path, &Asset::path); };
  auto found = find(call.path);
  const auto leaf = std::string_view(call.path).substr(call.path.rfind('/') + 1);
  // An address with a dot in its last part is a file's, and a missing file is missing.
  if (found == assets.end() && leaf.find('.') == std::string_view::npos) found = find("/index.html");
  if (found == assets.end()) return std::nullopt;
  const auto& accepted = call.header("accept-encoding");
  Reply out;
  out.with("Content-Type", std::string(type_of(found->path))).with("Vary", "Accept-Encoding");
  if (!found->br.empty() && takes(accepted, "br")) {
    out.body = shared(found->br);
    out.with("Content-Encoding", "br");
  } else if (!found->gz.empty() && takes(accepted, "gzip")) {
    out.body = shared(found->gz);
    out.with("Content-Encoding", "gzip");
  } else {
    out.body = shared(found->bytes);
  }
  // A file whose name holds its hash never changes.
  out.with("Cache-Control", found->path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  return out;
}

}  // namespace breadcrumb::http
