#include "brief/words.h"

#include "base/bytes.h"
#include "base/toml.h"

namespace breadcrumb::brief {

namespace {

using Strings = std::map<std::string, std::string, std::less<>>;

Result<void> flatten(const Json& value, const std::string& path, std::string_view where, Strings& out) {
  if (value.is_object()) {
    for (const auto& [key, member] : value.members())
      BC_TRY(flatten(member, path.empty() ? key : path + "." + key, where, out));
    return {};
  }
  if (!value.is_string())
    return Error{ErrorKind::bad_input, "brief.words", "`" + path + "` should be a string", std::string(where)};
  out.insert_or_assign(path, value.string());
  return {};
}

}  // namespace

Result<Words> Words::parse(std::string_view bytes, std::string_view where) {
  const Json file = BC_TRY(parse_toml(bytes, where));
  Strings named;
  BC_TRY(flatten(file, "", where, named));
  return of(named, sha256_hex(bytes));
}

Words Words::of(const std::map<std::string, std::string, std::less<>>& named, std::string fingerprint) {
  Words words;
  for (const auto& [id, text] : named) {
    const auto parts = pieces(text);
    if (parts.size() > 1)
      for (std::size_t i = 0; i < parts.size(); i += 2)
        words.strings_.insert_or_assign(id + "#" + std::to_string(i / 2), parts[i]);
    words.strings_.insert_or_assign(id, text);
  }
  words.fingerprint_ = std::move(fingerprint);
  const auto* language = words.find("language");
  words.language_ = language != nullptr ? *language : "en";
  return words;
}

const std::string* Words::find(std::string_view id) const {
  const auto found = strings_.find(id);
  return found == strings_.end() ? nullptr : &found->second;
}

bool Words::is_wording(std::string_view id, std::string_view text) const {
  const auto* own = find(id);
  return (own != nullptr && *own == text) || others_.contains({std::string(id), std::string(text)});
}

std::string_view Words::behind(std::string_view id, const Fillers& fillers, std::string_view text) const {
  const auto rest = [&](std::string_view wording) {
    const auto filled = fill_places(wording, fillers);
    return !filled.empty() && text.starts_with(filled) ? text.substr(filled.size()) : text;
  };
  if (const auto* own = find(id); own != nullptr && rest(*own) != text) return rest(*own);
  for (const auto& [name, wording] : others_)
    if (name == id && rest(wording) != text) return rest(wording);
  return text;
}

std::string Words::fill(std::string_view id, const Fillers& fillers) const {
  const std::string* text = find(id);
  return text == nullptr ? "" : fill_places(*text, fillers);
}

std::string Words::fill_places(std::string_view text, const Fillers& fillers) {
  const auto parts = pieces(text);
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i % 2 == 0) {
      out += parts[i];
      continue;
    }
    bool filled = false;
    for (const auto& [name, value] : fillers)
      if (name == parts[i]) {
        out += value;
        filled = true;
        break;
      }
    if (!filled) out += "{" + parts[i] + "}";
  }
  return out;
}

std::string Words::party(std::string_view code) const {
  const auto found = parties_.find(code);
  if (found != parties_.end()) return found->second;
  return std::string(code);
}

std::vector<std::string> Words::pieces(std::string_view text) {
  std::vector<std::string> out(1);
  for (std::size_t i = 0; i < text.size();) {
    const auto close = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    if (close != std::string_view::npos) {
      out.emplace_back(text.substr(i + 1, close - i - 1));
      out.emplace_back();
      i = close + 1;
    } else {
      out.back() += text[i++];
    }
  }
  return out;
}

}  // namespace breadcrumb::brief
