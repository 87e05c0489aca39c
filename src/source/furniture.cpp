#include "source/furniture.h"

#include <algorithm>

#include "base/file.h"
#include "base/toml.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

constexpr std::size_t short_line = 160;  // bytes; what is longer is a sentence until structure says otherwise

std::vector<std::string> folded(const Json& list) {
  std::vector<std::string> out;
  for (const auto& entry : list.texts()) {
    auto folded_entry = text::fold(entry);
    if (!folded_entry.empty()) out.push_back(std::move(folded_entry));
  }
  return out;
}

std::set<std::string> folded_set(const Json& list) {
  auto entries = folded(list);
  return {entries.begin(), entries.end()};
}

// "siteHeader_top-nav" -> site header top nav
std::vector<std::string> tokens_of(std::string_view name) {
  std::vector<std::string> out(1);
  bool was_lower = false;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool letter = upper || (c >= 'a' && c <= 'z');
    if (!letter || (upper && was_lower)) {
      if (!out.back().empty()) out.emplace_back();
    }
    if (letter) out.back() += static_cast<char>(upper ? c + 32 : c);
    was_lower = letter && !upper;
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

// Without a list marker, closing colon or framing brackets: how a label is looked up.
std::string key_of(std::string_view words) {
  const auto marker = marker_of(words);
  if (!marker.empty() && marker.rest < words.size()) words = words.substr(marker.rest);
  return text::fold(words);
}

std::string without_colon(const std::string& key) {
  if (key.ends_with(":")) return std::string(text::trim(std::string_view(key).substr(0, key.size() - 1)));
  return key;
}

// A line that is a date and nothing else is kept for the reader even in a foot (METI prints it there).
bool is_date_line(std::string_view words) {
  if (words.size() > 120) return false;
  bool digit = false;
  for (std::size_t i = 0; i < words.size();) {
    const char32_t c = text::next_char(words, i);
    digit = digit || text::is_digit(c);
  }
  if (!digit) return false;
  const auto key = text::fold(words);
  if (key.find("年") != std::string::npos && key.find("月") != std::string::npos) return true;
  for (const std::string_view month : {"january", "february", "march", "april", "may ", "june", "july", "august",
                                       "september", "october", "november", "december"})
    if (key.find(month) != std::string::npos) return true;
  return false;
}

bool is_sentence(std::string_view words) {
  if (words.size() >= short_line) return true;
  if (words.size() < 60) return false;
  std::size_t end = words.size();
  const char32_t last = text::previous_char(words, end);
  return last == '.' || last == U'。';
}

double link_share(const Draft& draft, std::size_t i) {
  const auto size = draft.document.blocks[i].end - draft.document.blocks[i].start;
  return size == 0 ? 0 : static_cast<double>(draft.features[i].link_bytes) / static_cast<double>(size);
}

}  // namespace

Result<FurnitureRules> FurnitureRules::load(const std::filesystem::path& path) {
  const auto bytes = BC_TRY(read_file(path, 1 << 20));
  return parse(bytes, path.string());
}

Result<FurnitureRules> FurnitureRules::parse(std::string_view toml, std::string_view where) {
  const Json root = BC_TRY(parse_toml(toml, where));
  FurnitureRules out;
  out.source_text_ = toml;
  for (const auto& [section, table] : root.members()) {
    for (const auto& [key, list] : table.members()) {
      bool good = list.is_array();
      for (const auto& entry : list.items()) good = good && entry.is_string();
      if (!good)
        return Error{ErrorKind::bad_input, "source.rules", section + "." + key + " must be a list of strings",
                     std::string(where)};
    }
  }
  out.exact_ = folded_set(root["lines"]["exact"]);
  out.starts_ = folded(root["lines"]["starts"]);
  out.contains_ = folded(root["lines"]["contains"]);
  out.tail_exact_ = folded_set(root["tail"]["exact"]);
  out.tail_starts_ = folded(root["tail"]["starts"]);
  out.roots_ = folded_set(root["trail"]["roots"]);
  out.joints_ = folded(root["trail"]["joints"]);
  out.contact_ = folded(root["contact"]["contains"]);
  out.no_title_ = folded(root["title"]["never_starts"]);
  out.caption_ends_ = folded(root["caption"]["ends"]);
  out.caption_contains_ = folded(root["caption"]["contains"]);
  out.names_ = folded_set(root["names"]["furniture"]);
  for (const auto& pair : root["names"]["pairs"].texts()) out.pairs_.push_back(tokens_of(pair));
  return out;
}

bool FurnitureRules::is_furniture_line(const std::string& folded) const {
  if (exact_.contains(folded)) return true;
  if (folded.size() > short_line * 4) return false;
  if (std::ranges::any_of(starts_, [&](const auto& start) { return folded.starts_with(start); })) return true;
  if (folded.size() > short_line) return false;
  if (std::ranges::any_of(contains_, [&](const auto& part) { return folded.find(part) != std::string::npos; }))
    return true;
  return is_trail(folded) || is_menu_row(folded);
}

bool FurnitureRules::is_menu_row(std::string_view folded) const {
  if (folded.find('|') == std::string_view::npos || is_date_line(folded)) return false;
  std::size_t entries = 0, known = 0;
  while (true) {
    const auto bar = folded.find('|');
    ++entries;
    if (exact_.contains(std::string(text::trim(folded.substr(0, bar))))) ++known;
    if (bar == std::string_view::npos) break;
    folded.remove_prefix(bar + 1);
  }
  return known >= 2 || (known == 1 && entries <= 3);
}

bool FurnitureRules::opens_tail(const std::string& folded) const {
  if (folded.size() > short_line) return false;
  if (tail_exact_.contains(folded) || tail_exact_.contains(without_colon(folded))) return true;
  return std::ranges::any_of(tail_starts_, [&](const auto& start) { return folded.starts_with(start); });
}

bool FurnitureRules::is_trail(const std::string& folded) const {
  if (folded.size() > short_line * 2) return false;
  std::size_t first = std::string::npos, count = 0;
  for (const auto& joint : joints_) {
    for (std::size_t at = 0; (at = folded.find(joint, at)) != std::string::npos; at += joint.size()) {
      ++count;
      first = std::min(first, at);
    }
  }
  if (count == 0) return false;
  const std::string root(text::trim(std::string_view(folded).substr(0, first)));
  return roots_.contains(root) || (count >= 3 && first > 0);
}

bool FurnitureRules::is_contact(const std::string& folded) const {
  return std::ranges::any_of(contact_, [&](const auto& part) { return folded.find(part) != std::string::npos; });
}

bool FurnitureRules::is_no_title(const std::string& folded) const {
  return std::ranges::any_of(no_title_, [&](const auto& start) { return folded.starts_with(start); });
}

bool FurnitureRules::is_caption(const std::string& folded) const {
  if (folded.size() > short_line * 2) return false;
  return std::ranges::any_of(caption_ends_, [&](const auto& end) { return folded.ends_with(end); }) ||
         std::ranges::any_of(caption_contains_,
                             [&](const auto& part) { return folded.find(part) != std::string::npos; });
}

bool FurnitureRules::names_furniture(std::string_view attribute) const {
  if (attribute.size() > 2000) return false;
  const auto tokens = tokens_of(attribute);
  for (const auto& token : tokens)
    if (names_.contains(token)) return true;
  for (const auto& pair : pairs_)
    if (std::search(tokens.begin(), tokens.end(), pair.begin(), pair.end()) != tokens.end()) return true;
  return false;
}

namespace {

// <main> counts only when it holds a fair part of the words: some pages put an empty one around a menu.
bool main_is_believable(const Draft& draft) {
  std::size_t inside = 0, outside = 0;
  for (std::size_t i = 0; i < draft.features.size(); ++i) {
    const auto& feature = draft.features[i];
    const auto& block = draft.document.blocks[i];
    if (feature.landmark || link_share(draft, i) > 0.7) continue;
    (feature.main ? inside : outside) += block.end - block.start;
  }
  return inside > 200 && inside > outside;
}

void mark_by_structure(Draft& draft) {
  auto& blocks = draft.document.blocks;
  const bool use_main = draft.has_main && main_is_believable(draft);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (draft.features[i].landmark || (use_main && !draft.features[i].main)) blocks[i].furniture = true;
  }
  // Runs of three or more short blocks that are links from end to end: a menu without a name.
  for (std::size_t i = 0; i < blocks.size();) {
    std::size_t end = i;
    while (end < blocks.size() && link_share(draft, end) > 0.85 && blocks[end].end - blocks[end].start < short_line)
      ++end;
    if (end - i >= 3)
      for (std::size_t k = i; k < end; ++k) blocks[k].furniture = true;
    i = std::max(end, i + 1);
  }
}

void mark_by_words(Draft& draft, const FurnitureRules& rules) {
  auto& blocks = draft.document.blocks;
  for (auto& block : blocks) {
    if (block.furniture || block.end - block.start > short_line * 4) continue;
    const auto words = draft.document.text_of(block);
    const auto key = key_of(words);
    if (block.kind != BlockKind::title && block.kind != BlockKind::list_item && rules.is_caption(key)) {
      block.kind = BlockKind::caption;
      block.level = 0;
    }
    if (key.empty() || rules.is_furniture_line(key) || rules.is_furniture_line(text::fold(words)))
      block.furniture = true;
    const auto marker = marker_of(words);
    // A bullet that stands alone says nothing.
    if (!marker.empty() && marker.rest >= words.size()) block.furniture = true;
  }
}

// After "Related", "Contact" and their like, everything short belongs to them until sentences come again.
void mark_tails(Draft& draft, const FurnitureRules& rules) {
  auto& blocks = draft.document.blocks;
  bool content_seen = false;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto words = draft.document.text_of(blocks[i]);
    if (!blocks[i].furniture && is_sentence(words)) content_seen = true;
    const auto key = key_of(words);
    const bool end_mark = key == "###" || key == "# # #";
    const auto kind = blocks[i].kind;
    if (kind == BlockKind::table_cell || kind == BlockKind::term || kind == BlockKind::title) continue;
    if (!content_seen || (!end_mark && !rules.opens_tail(key))) continue;
    blocks[i].furniture = true;
    std::size_t k = i + 1;
    for (; k < blocks.size(); ++k) {
      const auto line = draft.document.text_of(blocks[k]);
      const auto line_key = text::fold(line);
      const bool contact = rules.is_contact(line_key);
      if (is_sentence(line) && !contact && link_share(draft, k) < 0.5) break;
      if (blocks[k].kind == BlockKind::heading && !rules.opens_tail(line_key) && !rules.is_furniture_line(line_key) &&
          k + 1 < blocks.size() && is_sentence(draft.document.text_of(blocks[k + 1])))
        break;
      if (is_date_line(line)) continue;
      blocks[k].furniture = true;
    }
    i = k - 1;
  }
}

// Plain text copies of pages begin with the menu: a run of short list items before any sentence.
void mark_menus(Draft& draft) {
  auto& blocks = draft.document.blocks;
  std::size_t first_sentence = 0;
  while (first_sentence < blocks.size() && !is_sentence(draft.document.text_of(blocks[first_sentence])))
    ++first_sentence;
  if (first_sentence == blocks.size()) return;
  for (std::size_t i = 0; i < first_sentence;) {
    std::size_t end = i;
    while (end < first_sentence && blocks[end].kind == BlockKind::list_item &&
           blocks[end].end - blocks[end].start < 80 && !is_date_line(draft.document.text_of(blocks[end])))
      ++end;
    // "Dr A, Minister for B": a list of people at the head of a statement; menus are single phrases.
    std::size_t people = 0;
    for (std::size_t k = i; k < end; ++k)
      people += draft.document.text_of(blocks[k]).find(", ") != std::string_view::npos ? 1 : 0;
    if (end - i >= 3 && people * 3 < (end - i) * 2)
      for (std::size_t k = i; k < end; ++k) blocks[k].furniture = true;
    i = std::max(end, i + 1);
  }
}

std::string meta_title(const Document& document) {
  for (const auto& entry : document.meta)
    if (entry.name == "title") return text::fold(entry.value);
  return "";
}

void choose_title(Draft& draft, const FurnitureRules& rules) {
  auto& blocks = draft.document.blocks;
  const auto wanted = meta_title(draft.document);
  const bool use_main = draft.has_main && main_is_believable(draft);
  std::size_t best = blocks.size();
  long best_score = 0;
  bool sentence_seen = false;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto& block = blocks[i];
    const auto words = draft.document.text_of(block);
    const auto key = text::fold(words);
    if (words.size() > 400 || columns_of(words) < 12 || rules.is_no_title(key) || rules.is_furniture_line(key) ||
        rules.opens_tail(key) || is_date_line(words)) {
      continue;
    }
    long score = 0;
    const bool heading = block.kind == BlockKind::heading;
    const bool outside = use_main && !draft.features[i].main;
    if (heading && !draft.features[i].landmark) score = block.level <= 1 ? 300 : block.level == 2 ? 150 : 60;
    if (!heading && !sentence_seen && !block.furniture && block.bold && words.size() >= 12 && words.size() < 400)
      score = 40 + static_cast<long>(std::min<std::size_t>(words.size(), 80)) / 4;
    if (outside && score > 0) score = score / 3;
    if (key.size() >= 12 && wanted.size() >= 12 && !sentence_seen &&
        (wanted.find(key) != std::string::npos || key.find(wanted) != std::string::npos) &&
        (!draft.features[i].landmark || heading))
      score += 400 + static_cast<long>(std::min<std::size_t>(key.size(), 200));
    if (sentence_seen) score /= 4;
    if (score > best_score) best = i, best_score = score;
    if (!block.furniture && is_sentence(words) && !heading) sentence_seen = true;
  }
  if (best == blocks.size() || best_score < 40) {
    // A page without headings: the longest line of a headline's shape before the first sentence.
    best = blocks.size();
    int longest = 23;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const auto words = draft.document.text_of(blocks[i]);
      if (blocks[i].furniture) continue;
      if (is_sentence(words)) break;
      const auto key = text::fold(words);
      if (blocks[i].kind != BlockKind::paragraph || !looks_like_heading(words) || rules.is_no_title(key)) continue;
      if (columns_of(words) > longest) best = i, longest = columns_of(words);
    }
    if (best == blocks.size()) return;
  }
  blocks[best].kind = BlockKind::title;
  blocks[best].level = 0;
  blocks[best].furniture = false;
}

}  // namespace

void mark_furniture(Draft& draft, const FurnitureRules& rules) {
  mark_by_structure(draft);
  mark_by_words(draft, rules);
  mark_menus(draft);
  mark_tails(draft, rules);
  const bool titled =
      std::ranges::any_of(draft.document.blocks, [](const Block& b) { return b.kind == BlockKind::title; });
  if (!titled) choose_title(draft, rules);
}

}  // namespace breadcrumb::source
