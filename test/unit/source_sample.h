// What the tests of source share: the rules of the repository, and short ways to extract and to look.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "source/source.h"

namespace breadcrumb::source {

inline const FurnitureRules& rules() {
  static const auto loaded = FurnitureRules::load(std::string(BC_ROOT) + "/lexicon/furniture.toml");
  EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().to_text());
  return *loaded;
}

inline Document read(std::string_view bytes, const Hints& hints = {}) {
  auto document = extract(bytes, hints, rules());
  EXPECT_TRUE(document) << (document ? "" : document.error().to_text());
  return document ? *document : Document{};
}

/// One line a block: kind, level, marker, `-` when furniture, the words.
inline std::string outline(const Document& document) {
  static const char* const names[] = {"title", "heading", "paragraph", "list", "cell", "term", "caption", "note"};
  std::string out;
  for (const auto& block : document.blocks) {
    out += block.furniture ? "-" : "";
    out += names[static_cast<int>(block.kind)];
    if (block.level != 0) out += std::to_string(block.level);
    if (!block.marker.empty()) out += "[" + block.marker + "]";
    out += " " + std::string(document.text_of(block)) + "\n";
  }
  return out;
}

inline std::string code_of(std::string_view bytes, const Hints& hints = {}) {
  const auto document = extract(bytes, hints, rules());
  return document ? "ok" : document.error().code;
}

}  // namespace breadcrumb::source
