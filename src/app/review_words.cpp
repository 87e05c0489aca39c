#include "app/review_words.h"

#include <algorithm>

#include "reader/party_names.h"
#include "text/dates.h"
#include "text/dates_ja.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

constexpr std::size_t kanji = 3;          // bytes of one
constexpr std::size_t longest_stock = 5;  // kanji of a stock word
constexpr std::size_t small_number = 2;   // digits of an ordinal
constexpr std::size_t short_title = 4;    // letters of one that is written with a point: "Prof. Ono"
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

TellingWords::Marked::Marked(std::string_view s)
    : text(s), words(text::words(s)), parts(parts_of(words)), silent(s.size(), false), kept(s.size(), false) {}

void TellingWords::Marked::set(std::vector<bool>& marks, std::size_t start, std::size_t end) {
  for (std::size_t i = start; i < end; ++i) marks[i] = true;
}

bool TellingWords::Marked::any(const std::vector<bool>& marks, std::size_t start, std::size_t end) {
  for (std::size_t i = start; i < end; ++i)
    if (marks[i]) return true;
  return false;
}

void TellingWords::Marked::keep(std::size_t start, std::size_t end) {
  if (!any(silent, start, end)) set(kept, start, end);
}

std::string_view TellingWords::Marked::behind(std::size_t part) const {
  return part + 1 < parts.size() ? text.substr(parts[part].end, parts[part + 1].start - parts[part].end)
                                 : text.substr(parts[part].end);
}

std::string TellingWords::Marked::telling() const {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i)
    if (silent[i]) out[i] = ' ';
  return out;
}

std::vector<TellingWords::Part> TellingWords::parts_of(const std::vector<text::Word>& words) {
  std::vector<Part> out;
  for (const auto& word : words) {
    if (word.kind != text::WordKind::letters) continue;
    const auto folded = text::fold_word(word.text);
    std::size_t start = word.start;
    const auto pieces = text::hyphen_parts(folded);
    // Where folding changed the length of a word, its parts have no places of their own.
    const bool placed = folded.size() == word.text.size() && pieces.size() > 1;
    for (const auto piece : pieces) {
      if (placed) start = word.start + static_cast<std::size_t>(piece.data() - folded.data());
      const auto end = placed ? start + piece.size() : word.end();
      const auto name = piece.ends_with("'s") ? piece.substr(0, piece.size() - 2) : piece;
      out.push_back({start, end, std::string(piece), std::string(name), text::light_stem(piece),
                     is_upper(word.text.substr(start - word.start))});
    }
  }
  return out;
}

TellingWords::Phrase TellingWords::phrase_of(std::string_view words, std::string Part::* by) {
  Phrase out{.words = {}, .cased = is_upper(words)};
  for (auto& part : parts_of(text::words(words))) out.words.push_back(std::move(part.*by));
  return out;
}

void TellingWords::add(std::string_view name, Phrases& phrases, std::vector<std::string>& ja) {
  if (has_cjk(name))
    ja.emplace_back(name);
  else if (auto phrase = phrase_of(name, &Part::name); !phrase.words.empty())
    phrases.insert(std::move(phrase));
}

TellingWords::TellingWords(const ReviewRules& rules, const DialogueView& dialogue, const Knowledge& knowledge)
    : rules_(rules),
      knowledge_(knowledge),
      parties_(dialogue.parties.begin(), dialogue.parties.end()),
      ja_parties_(knowledge.grammar.parties()),
      han_ends_(rules.silent.agency_ends_ja),
      stock_ja_(rules.silent.ja.begin(), rules.silent.ja.end()),
      agency_opens_(rules.silent.agency_opens.begin(), rules.silent.agency_opens.end()),
      agency_ends_(rules.silent.agency_ends.begin(), rules.silent.agency_ends.end()) {
  const auto& across = knowledge.threads.across();
  const auto add_name = [&](const std::string& name) { add(name, names_, names_ja_); };
  const auto add_place = [&](const std::string& place) {
    if (place.empty()) return;
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
  for (const auto& round : dialogue.rounds) {
    add_place(round.place);
    for (const auto& head : round.heads) add_name(head.name);
  }
  const auto classes = [&](const std::vector<std::string>& wanted, std::string_view language, Phrases& into) {
    if (const auto* words = knowledge.grammar.language(language))
      for (const auto& name : wanted)
        for (const auto& phrase : words->phrases(name)) add(phrase, into, names_ja_);
  };
  classes(rules.silent.titles_en, "en", titles_);
  classes(rules.silent.classes_en, "en", names_);
  classes(rules.silent.classes_ja, "ja", names_);
  for (const auto& [rank, number] : across.ranks()) {
    add(rank, titles_, han_ends_);
    if (has_cjk(rank)) names_ja_.push_back(rank);
  }
  std::ranges::stable_sort(names_ja_, std::ranges::greater{}, &std::string::size);
  for (const auto& phrase : rules.silent.en) stock_.insert(phrase_of(phrase, &Part::stem));
}

std::vector<std::size_t> TellingWords::silence_phrases(Marked& marked, const Phrases& phrases,
                                                       std::string Part::* by) const {
  std::vector<std::size_t> behind;
  const auto& parts = marked.parts;
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (auto phrase = phrases.lower_bound({{parts[i].*by}, false});
         phrase != phrases.end() && phrase->words.front() == parts[i].*by; ++phrase) {
      const auto n = phrase->words.size();
      if (i + n > parts.size() || (phrase->cased && !parts[i].upper)) continue;
      std::size_t k = 1;
      while (k < n && parts[i + k].*by == phrase->words[k]) ++k;
      if (k < n || marked.is_kept(parts[i].start, parts[i + n - 1].end)) continue;
      marked.silence(parts[i].start, parts[i + n - 1].end);
      behind.push_back(i + n);
    }
  return behind;
}

void TellingWords::silence_parties(Marked& marked) const {
  const auto tokens = reader::tokens_of(marked.text, 0, marked.text.size());
  for (const auto& party : knowledge_.grammar.party_names().all(tokens))
    if (parties_.contains(party.code)) marked.silence(tokens[party.first].start, tokens[party.last - 1].end);
  for (const auto& party : ja_parties_.find(marked.text))
    if (parties_.contains(party.code)) marked.silence(party.start, party.end);
}

void TellingWords::silence_names(Marked& marked) const {
  silence_phrases(marked, names_, &Part::name);
  for (const auto& name : names_ja_)
    for (auto at = marked.text.find(name); at != std::string_view::npos;
         at = marked.text.find(name, at + name.size())) {
      // バリ is not in バリア.
      const auto end = at + name.size();
      const bool inside_word = std::ranges::any_of(marked.words, [&](const text::Word& word) {
        return word.kind == text::WordKind::katakana &&
               ((word.start < at && at < word.end()) || (word.start < end && end < word.end()));
      });
      if (!inside_word) marked.silence(at, end);
    }
}

void TellingWords::silence_people(Marked& marked) const {
  // "Deputy Minister Park Min-ho": capitals behind a title are a person's name.
  for (auto i : silence_phrases(marked, titles_, &Part::name))
    for (; i < marked.parts.size(); ++i) {
      auto before = text::trim(marked.behind(i - 1));
      if (before == "." && marked.parts[i - 1].folded.size() <= short_title) before = "";
      if (before != "-" && !(marked.parts[i].upper && before.empty())) break;
      marked.silence(marked.parts[i].start, marked.parts[i].end);
    }
}

void TellingWords::silence_agencies(Marked& marked) const {
  const auto& parts = marked.parts;
  const auto word = [&](std::size_t i) { return marked.text.substr(parts[i].start, parts[i].end - parts[i].start); };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (agency_opens_.contains(word(i)) && i + 1 < parts.size() && joins.contains(parts[i + 1].folded)) {
      std::size_t last = i;
      for (std::size_t k = i + 1; k < parts.size() && may_go_on(marked.behind(k - 1)); ++k) {
        if (parts[k].upper)
          last = k;
        else if (!joins.contains(parts[k].folded))
          break;
      }
      marked.silence(parts[i].start, parts[last].end);
    }
    if (agency_ends_.contains(word(i))) {
      std::size_t first = i;
      while (first > 0 && parts[first - 1].upper && text::trim(marked.behind(first - 1)).empty()) --first;
      marked.silence(parts[first].start, parts[i].end);
    }
  }
}

void TellingWords::silence_han_names(Marked& marked) const {
  // 外務貿易省, 経済産業省通商政策局, 小野審議官: all of a run of kanji up to the last sign of an agency, or the rank
  // it ends with. (委員 is a rank, 半導体委員会 a body.)
  for (std::size_t i = 0; i < marked.words.size(); ++i) {
    const auto& run = marked.words[i];
    if (run.kind != text::WordKind::han) continue;
    std::size_t last = 0;
    for (const auto& sign : han_ends_)
      if (const auto at = run.text.rfind(sign);
          at != std::string_view::npos &&
          (sign.size() == kanji ? at >= 2 * kanji : at + sign.size() == run.text.size()))
        last = std::max(last, at + sign.size());
    const auto name = run.text.substr(0, last);
    if (last == 0 || std::ranges::any_of(rules_.silent.no_agency_ja,
                                         [&](const std::string& other) { return name.ends_with(other); }))
      continue;
    marked.silence(run.start, run.start + last);
    // ラジブ・メータ次官補, 輸出・国際局, エネルギー庁: with what is joined to it.
    for (auto k = i; k > 0 && marked.words[k - 1].end() == marked.words[k].start; --k) {
      const auto& before = marked.words[k - 1];
      if (before.text != "・" && marked.words[k].text != "・" && before.kind != text::WordKind::katakana) break;
      marked.silence(before.start, before.end());
    }
  }
}

void TellingWords::silence_days(Marked& marked) const {
  for (const auto& date : text::find_dates(marked.text)) marked.silence(date.start, date.end);
  for (const auto& date : text::find_dates_ja(marked.text)) marked.silence(date.start, date.end);
  for (const auto& part : marked.parts)
    if (part.upper && text::month_number(part.folded) > 0) marked.silence(part.start, part.end);
  for (const auto& word : marked.words) {
    if (word.kind != text::WordKind::number) continue;
    const int year = word.text.size() == 4 ? std::atoi(std::string(word.text).c_str()) : 0;
    if (word.text.size() <= small_number || (year >= first_year && year <= last_year))
      marked.silence(word.start, word.end());
  }
}

void TellingWords::keep_terms(Marked& marked) const {
  const auto& parts = marked.parts;
  for (const auto& term : knowledge_.threads.terms()) {
    if (stock_.contains({term.words, false}) || stock_ja_.contains(term.phrase)) continue;
    const auto n = term.words.size();  // one word is silent or not by itself
    for (std::size_t i = 0; n > 1 && i + n <= parts.size(); ++i) {
      std::size_t k = 0;
      while (k < n && parts[i + k].stem == term.words[k]) ++k;
      if (k == n) marked.keep(parts[i].start, parts[i + n - 1].end);
    }
    if (!has_cjk(term.phrase)) continue;
    for (auto at = marked.text.find(term.phrase); at != std::string_view::npos;
         at = marked.text.find(term.phrase, at + term.phrase.size()))
      marked.keep(at, at + term.phrase.size());
  }
}

void TellingWords::silence_stock(Marked& marked) const {
  silence_phrases(marked, stock_, &Part::stem);
  for (const auto& part : marked.parts)
    if ((knowledge_.threads.is_stop_word(part.folded) || knowledge_.threads.is_dull_word(part.stem)) &&
        !marked.is_kept(part.start, part.end))
      marked.silence(part.start, part.end);
}

bool TellingWords::is_stock_ja(std::string_view word) const {
  return stock_ja_.contains(word) || knowledge_.threads.is_stop_word(word) || knowledge_.threads.is_dull_word(word);
}

void TellingWords::silence_stock_ja(Marked& marked) const {
  const auto is_stock = [&](std::size_t start, std::size_t end) {
    return is_stock_ja(marked.text.substr(start, end - start)) && !marked.is_kept(start, end);
  };
  for (const auto& run : marked.words) {
    if (run.kind == text::WordKind::katakana && is_stock(run.start, run.end())) marked.silence(run.start, run.end());
    if (run.kind != text::WordKind::han) continue;
    for (auto at = run.start; at < run.end();) {
      auto n = std::min(longest_stock, (run.end() - at) / kanji);
      while (n > 1 && !is_stock(at, at + n * kanji)) --n;
      if (n > 1) marked.silence(at, at + n * kanji);
      at += std::max<std::size_t>(n, 1) * kanji;
    }
    // A single character is stock where it stands alone: 関 in に関する and not in 税関.
    const auto is_edge = [&](std::size_t at) { return marked.silent[at] || marked.kept[at]; };
    for (auto at = run.start; at < run.end(); at += kanji)
      if ((at == run.start || is_edge(at - 1)) && (at + kanji == run.end() || is_edge(at + kanji)) &&
          is_stock(at, at + kanji))
        marked.silence(at, at + kanji);
  }
}

std::string TellingWords::of(std::string_view words) const {
  Marked marked(words);
  silence_parties(marked);
  silence_agencies(marked);
  silence_han_names(marked);
  silence_days(marked);
  silence_names(marked);
  silence_people(marked);
  keep_terms(marked);
  silence_stock(marked);
  silence_stock_ja(marked);
  return marked.telling();
}

bool TellingWords::is_about_leading(std::string_view sentence) const {
  Marked marked(sentence);
  silence_parties(marked);  // and no more: "led the session"
  const auto folded = text::squeeze(text::fold(marked.telling()));
  const auto holds = [&](const std::string& phrase) { return folded.find(phrase) != std::string::npos; };
  return std::ranges::any_of(rules_.led_en, holds) || std::ranges::any_of(rules_.led_ja, holds);
}

bool TellingWords::is_about_delivery(std::string_view sentence) const {
  const auto folded = text::fold(sentence);
  std::string spaced = " ";
  for (const auto& word : text::words(folded)) spaced += std::string(word.text) + " ";
  const auto has_en = [&](const std::string& phrase) { return spaced.find(" " + phrase + " ") != std::string::npos; };
  const auto has_ja = [&](const std::string& phrase) { return folded.find(phrase) != std::string::npos; };
  if (std::ranges::any_of(rules_.to_come_en, has_en) || std::ranges::any_of(rules_.to_come_ja, has_ja)) return false;
  return std::ranges::any_of(rules_.delivered_en, has_en) || std::ranges::any_of(rules_.delivered_ja, has_ja);
}

}  // namespace breadcrumb::app
