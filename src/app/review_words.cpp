#include "app/review_words.h"

#include <algorithm>

#include "reader/party_names.h"
#include "text/dates.h"
#include "text/dates_ja.h"
#include "text/utf8.h"
#include "text/words.h"

namespace breadcrumb::app {

namespace {

constexpr std::size_t kanji = 3;          // bytes of one
constexpr std::size_t longest_stock = 5;  // kanji of a stock word
constexpr int first_year = 1900, last_year = 2099;

bool is_upper(std::string_view word) {
  if (word.empty()) return false;
  std::size_t i = 0;
  const auto first = word.substr(0, (text::next_char(word, i), i));
  return text::fold(first) != first;
}

bool has_cjk(std::string_view words) {
  for (std::size_t i = 0; i < words.size();)
    if (text::is_cjk(text::next_char(words, i))) return true;
  return false;
}

/// What may stand between two words of one agency's name: "of Economy, Trade and Industry".
bool may_go_on(std::string_view between) {
  return between.find_first_of(".;:()\"\n") == std::string_view::npos;
}

const std::set<std::string_view> joins = {"and", "of", "the", "for"};

}  // namespace

void TellingWords::Marked::silence(std::size_t start, std::size_t end) {
  std::fill(silent.begin() + static_cast<std::ptrdiff_t>(start), silent.begin() + static_cast<std::ptrdiff_t>(end),
            true);
}

bool TellingWords::Marked::any(const std::vector<bool>& of, std::size_t start, std::size_t end) const {
  return std::find(of.begin() + static_cast<std::ptrdiff_t>(start), of.begin() + static_cast<std::ptrdiff_t>(end),
                   true) != of.begin() + static_cast<std::ptrdiff_t>(end);
}

std::string TellingWords::Marked::result() const {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i)
    if (silent[i]) out[i] = ' ';
  return out;
}

std::vector<TellingWords::Part> TellingWords::parts_of(std::string_view words) {
  std::vector<Part> out;
  for (const auto& word : text::words(words)) {
    if (word.kind != text::WordKind::letters) continue;
    const auto folded = text::fold_word(word.text);
    std::size_t start = word.start;
    const auto pieces = text::hyphen_parts(folded);
    // Where folding changed the length of a word, its parts have no places of their own.
    const bool placed = folded.size() == word.text.size() && pieces.size() > 1;
    for (const auto piece : pieces) {
      if (placed) start = word.start + static_cast<std::size_t>(piece.data() - folded.data());
      const auto end = placed ? start + piece.size() : word.end();
      out.push_back({start, end, std::string(piece), text::light_stem(piece), is_upper(words.substr(start))});
    }
  }
  return out;
}

TellingWords::Phrase TellingWords::phrase_of(std::string_view words) {
  Phrase out{.stems = {}, .cased = is_upper(words)};
  for (auto& part : parts_of(words)) out.stems.push_back(std::move(part.stem));
  return out;
}

void TellingWords::add_name(std::string_view name) {
  if (has_cjk(name)) names_ja_.emplace_back(name);
  // Hosts of pages are names that no sentence has.
  if (auto phrase = phrase_of(name); !phrase.stems.empty() && !has_cjk(name)) names_.insert(std::move(phrase));
}

TellingWords::TellingWords(const ReviewRules& rules, const DialogueView& dialogue, const Knowledge& knowledge)
    : rules_(rules),
      knowledge_(knowledge),
      parties_(dialogue.parties.begin(), dialogue.parties.end()),
      ja_parties_(knowledge.grammar.parties()) {
  const auto& across = knowledge.threads.across();
  const auto add_place = [&](const std::string& place) {
    add_name(place);
    if (const int number = across.place_of(place); number >= 0)
      for (const auto& [name, other] : across.places())
        if (other == number && has_cjk(name)) add_name(name);
  };
  for (const auto& code : dialogue.parties)
    if (const auto* party = knowledge.grammar.party(code)) {
      for (const auto* names : {&party->offices, &party->publishers})
        for (const auto& name : *names) add_name(name);
      for (const auto& capital : party->capitals) add_place(capital);
    }
  for (const auto& name : {dialogue.name, dialogue.short_name}) add_name(name);
  for (const auto& twin : dialogue.twins) add_name(twin.name);
  for (const auto& each : dialogue.texts)
    for (const auto& name : each.names) add_name(name);
  for (const auto& round : dialogue.rounds)
    if (!round.place.empty()) add_place(round.place);
  for (const auto& [rank, number] : across.ranks()) add_name(rank);
  const auto add_classes = [&](const std::vector<std::string>& classes, std::string_view language, auto take) {
    if (const auto* words = knowledge.grammar.language(language))
      for (const auto& name : classes)
        for (const auto& phrase : words->phrases(name)) take(phrase);
  };
  add_classes(rules.silent.classes_en, "en", [&](const std::string& phrase) { add_name(phrase); });
  add_classes(rules.silent.classes_ja, "ja", [&](const std::string& phrase) { names_ja_.push_back(phrase); });
  std::ranges::stable_sort(names_ja_, std::ranges::greater{}, &std::string::size);
  for (const auto& phrase : rules.silent.en) stock_.insert(phrase_of(phrase));
  stock_ja_.insert(rules.silent.ja.begin(), rules.silent.ja.end());
  agency_opens_.insert(rules.silent.agency_opens.begin(), rules.silent.agency_opens.end());
  agency_ends_.insert(rules.silent.agency_ends.begin(), rules.silent.agency_ends.end());
}

void TellingWords::silence_phrases(Marked& marked, const std::set<Phrase>& phrases) const {
  const auto& parts = marked.parts;
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (auto phrase = phrases.lower_bound({{parts[i].stem}, false});
         phrase != phrases.end() && phrase->stems.front() == parts[i].stem; ++phrase) {
      const auto n = phrase->stems.size();
      if (i + n > parts.size() || (phrase->cased && !parts[i].upper)) continue;
      std::size_t k = 1;
      while (k < n && parts[i + k].stem == phrase->stems[k]) ++k;
      if (k < n || marked.any(marked.kept, parts[i].start, parts[i + n - 1].end)) continue;
      marked.silence(parts[i].start, parts[i + n - 1].end);
    }
}

void TellingWords::silence_agencies(Marked& marked) const {
  const auto& parts = marked.parts;
  const auto between = [&](std::size_t i) {
    return marked.text.substr(parts[i].end, parts[i + 1].start - parts[i].end);
  };
  const auto word = [&](std::size_t i) { return marked.text.substr(parts[i].start, parts[i].end - parts[i].start); };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (agency_opens_.contains(word(i)) && i + 1 < parts.size() && joins.contains(parts[i + 1].folded)) {
      std::size_t last = i;
      for (std::size_t k = i + 1; k < parts.size() && may_go_on(between(k - 1)); ++k) {
        if (parts[k].upper)
          last = k;
        else if (!joins.contains(parts[k].folded))
          break;
      }
      marked.silence(parts[i].start, parts[last].end);
    }
    if (agency_ends_.contains(word(i))) {
      std::size_t first = i;
      while (first > 0 && parts[first - 1].upper && text::trim(between(first - 1)).empty()) --first;
      marked.silence(parts[first].start, parts[i].end);
    }
  }
  // 外務貿易省, 経済産業省通商政策局: all of a run of kanji up to the last sign of an agency.
  for (const auto& run : text::words(marked.text)) {
    if (run.kind != text::WordKind::han) continue;
    std::size_t last = 0;
    for (const auto& sign : rules_.silent.agency_ends_ja)
      if (const auto at = run.text.rfind(sign); at != std::string_view::npos && at >= 2 * kanji)
        last = std::max(last, at + sign.size());
    const auto name = run.text.substr(0, last);
    if (last > 0 && std::ranges::none_of(rules_.silent.no_agency_ja,
                                         [&](const std::string& other) { return name.ends_with(other); }))
      marked.silence(run.start, run.start + last);
  }
}

void TellingWords::silence_dates(Marked& marked) const {
  for (const auto& date : text::find_dates(marked.text)) marked.silence(date.start, date.end);
  for (const auto& date : text::find_dates_ja(marked.text)) marked.silence(date.start, date.end);
  for (const auto& part : marked.parts)
    if (part.upper && text::month_number(part.folded) > 0) marked.silence(part.start, part.end);
  for (const auto& word : text::words(marked.text)) {
    if (word.kind != text::WordKind::number || word.text.size() != 4) continue;
    const int year = std::atoi(std::string(word.text).c_str());
    if (year >= first_year && year <= last_year) marked.silence(word.start, word.end());
  }
}

TellingWords::Marked TellingWords::with_names_silent(std::string_view words) const {
  Marked out{.text = words,
             .parts = parts_of(words),
             .silent = std::vector<bool>(words.size(), false),
             .kept = std::vector<bool>(words.size(), false)};
  const auto tokens = reader::tokens_of(words, 0, words.size());
  for (const auto& party : knowledge_.grammar.party_names().all(tokens))
    if (parties_.contains(party.code)) out.silence(tokens[party.first].start, tokens[party.last - 1].end);
  for (const auto& party : ja_parties_.find(words))
    if (parties_.contains(party.code)) out.silence(party.start, party.end);
  silence_agencies(out);
  silence_dates(out);
  silence_phrases(out, names_);
  for (const auto& name : names_ja_)
    for (auto at = words.find(name); at != std::string_view::npos; at = words.find(name, at + name.size()))
      out.silence(at, at + name.size());
  return out;
}

void TellingWords::keep_terms(Marked& marked) const {
  const auto& parts = marked.parts;
  const auto keep = [&](std::size_t start, std::size_t end) {
    if (marked.any(marked.silent, start, end)) return;
    std::fill(marked.kept.begin() + static_cast<std::ptrdiff_t>(start),
              marked.kept.begin() + static_cast<std::ptrdiff_t>(end), true);
  };
  for (const auto& term : knowledge_.threads.terms()) {
    const auto n = term.words.size();  // one word is silent or not by itself
    for (std::size_t i = 0; n > 1 && i + n <= parts.size(); ++i) {
      std::size_t k = 0;
      while (k < n && parts[i + k].stem == term.words[k]) ++k;
      if (k == n) keep(parts[i].start, parts[i + n - 1].end);
    }
    if (!has_cjk(term.phrase)) continue;
    for (auto at = marked.text.find(term.phrase); at != std::string_view::npos;
         at = marked.text.find(term.phrase, at + term.phrase.size()))
      keep(at, at + term.phrase.size());
  }
}

bool TellingWords::is_stock_ja(std::string_view word) const {
  return stock_ja_.contains(word) || knowledge_.threads.is_stop_word(word) || knowledge_.threads.is_dull_word(word);
}

void TellingWords::silence_kanji(Marked& marked) const {
  for (const auto& run : text::words(marked.text)) {
    if (run.kind == text::WordKind::katakana && is_stock_ja(run.text) &&
        !marked.any(marked.kept, run.start, run.end()))
      marked.silence(run.start, run.end());
    if (run.kind != text::WordKind::han) continue;
    for (std::size_t at = run.start; at < run.end();) {
      std::size_t taken = 0;
      for (std::size_t n = std::min(longest_stock, (run.end() - at) / kanji); n > 0 && taken == 0; --n) {
        // A single character means little enough only where a word ends with it, or is it.
        if (n == 1 && at + kanji != run.end()) continue;
        if (is_stock_ja(marked.text.substr(at, n * kanji)) && !marked.any(marked.kept, at, at + n * kanji))
          taken = n * kanji;
      }
      if (taken > 0) marked.silence(at, at + taken);
      at += std::max(taken, kanji);
    }
  }
}

std::string TellingWords::of(std::string_view words) const {
  auto marked = with_names_silent(words);
  keep_terms(marked);
  silence_phrases(marked, stock_);
  for (const auto& part : marked.parts)
    if ((knowledge_.threads.is_stop_word(part.folded) || knowledge_.threads.is_dull_word(part.stem)) &&
        !marked.any(marked.kept, part.start, part.end))
      marked.silence(part.start, part.end);
  silence_kanji(marked);
  return marked.result();
}

std::string TellingWords::without_names(std::string_view words) const {
  return text::squeeze(text::fold(with_names_silent(words).result()));
}

bool TellingWords::is_about_leading(std::string_view sentence) const {
  // Ranks and meetings stay: "led the session".
  Marked marked{.text = sentence,
                .parts = parts_of(sentence),
                .silent = std::vector<bool>(sentence.size(), false),
                .kept = {}};
  const auto tokens = reader::tokens_of(sentence, 0, sentence.size());
  for (const auto& party : knowledge_.grammar.party_names().all(tokens))
    if (parties_.contains(party.code)) marked.silence(tokens[party.first].start, tokens[party.last - 1].end);
  const auto folded = text::squeeze(text::fold(marked.result()));
  const auto holds = [&](const std::string& phrase) { return folded.find(phrase) != std::string::npos; };
  return std::ranges::any_of(rules_.led_en, holds) || std::ranges::any_of(rules_.led_ja, holds);
}

}  // namespace breadcrumb::app
