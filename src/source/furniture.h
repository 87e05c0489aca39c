// Which blocks of a page are the site and not the document: menus, share links, footers. Words come from a file.
//
//   const auto rules = BC_TRY(FurnitureRules::load("lexicon/furniture.toml"));
//   mark_furniture(draft, rules);    // sets Block::furniture and the title; moves no offset
//
// Immutable once loaded, shared between threads. A default-constructed one knows no words: structure alone decides.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "source/builder.h"

namespace breadcrumb::source {

class FurnitureRules {
 public:
  FurnitureRules() = default;
  /// Errors: `toml.syntax`, `source.rules` (an entry that is no list of strings), and those of `read_file`.
  static Result<FurnitureRules> load(const std::filesystem::path& path);
  static Result<FurnitureRules> parse(std::string_view toml, std::string_view where);

  /// The TOML they were made of; the worker process gets it so.
  [[nodiscard]] const std::string& source_text() const { return source_text_; }

  /// These take folded text (text::fold).
  /// `is_furniture_line` also knows a row of menu entries ("Home | News | Contact").
  [[nodiscard]] bool is_furniture_line(const std::string& folded) const;
  [[nodiscard]] bool opens_tail(const std::string& folded) const;
  [[nodiscard]] bool is_trail(const std::string& folded) const;
  [[nodiscard]] bool is_contact(const std::string& folded) const;
  [[nodiscard]] bool is_no_title(const std::string& folded) const;
  [[nodiscard]] bool is_caption(const std::string& folded) const;
  /// A class, id or role attribute.
  [[nodiscard]] bool names_furniture(std::string_view attribute) const;

 private:
  [[nodiscard]] bool is_menu_row(std::string_view folded) const;
  std::string source_text_;
  std::set<std::string> exact_, tail_exact_, roots_, names_;
  std::vector<std::string> starts_, contains_, tail_starts_, joints_, contact_, caption_ends_, caption_contains_,
      no_title_;
  std::vector<std::vector<std::string>> pairs_;
};

/// Sets `furniture` on the draft's blocks and finds the block that is the title.
void mark_furniture(Draft& draft, const FurnitureRules& rules);

}  // namespace breadcrumb::source
