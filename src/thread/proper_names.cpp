#include "thread/proper_names.h"

#include <algorithm>
#include <map>

#include "text/utf8.h"
#include "text/words.h"

namespace breadcrumb::thread {
namespace {

bool small_word(std::string_view folded) {
  return folded == "of" || folded == "on" || folded == "and" || folded == "for" || folded == "the" || folded == "in" ||
         folded == "to";
}

}  // namespace

void collect_names(std::string_view s, std::set<std::string>& names) {
  const auto words = text::words(s);
  bool sentence_start = true;
  for (std::size_t i = 0; i < words.size();) {
    const auto& word = words[i];
    std::size_t at = 0;
    const char32_t first = text::next_char(word.text, at);
    if (word.text == "\xE3\x80\x8C") {
      std::size_t end = i + 1;
      while (end < words.size() && words[end].text != "\xE3\x80\x8D") ++end;
      if (end < words.size() && end > i + 1)
        names.insert(text::fold(s.substr(words[i + 1].start, words[end].start - words[i + 1].start)));
    }
    if (word.kind != text::WordKind::letters || !text::is_upper(first)) {
      sentence_start = word.text == "." || word.text == ":" || word.text == ";";
      ++i;
      continue;
    }
    std::size_t end = i, last = i, capitals = 0;
    std::string name;
    for (; end < words.size() && words[end].kind == text::WordKind::letters; ++end) {
      std::size_t k = 0;
      const std::string folded = text::fold_word(words[end].text);
      if (text::is_upper(text::next_char(words[end].text, k))) {
        ++capitals;
        last = end;
        if (!small_word(folded)) name += (name.empty() ? "" : " ") + text::light_stem(folded);
      } else if (!small_word(folded)) {
        break;
      }
    }
    std::size_t upper = 0;
    for (std::size_t k = 0; k < word.text.size();) upper += text::is_upper(text::next_char(word.text, k)) ? 1 : 0;
    const bool acronym = capitals == 1 && upper >= 2;
    if (acronym && text::fold_word(word.text) == "hs" && i + 1 < words.size() &&
        words[i + 1].kind == text::WordKind::number) {
      names.insert("hs" + text::fold_word(words[i + 1].text));
    } else if (acronym || capitals >= 3 || (capitals == 2 && !sentence_start)) {
      names.insert(name);
    }
    sentence_start = false;
    i = last + 1;
  }
}

std::vector<ThreadRules::Term> acronyms_of(const std::vector<const RoundText*>& texts, const ThreadRules& rules) {
  std::vector<ThreadRules::Term> out;
  std::set<std::string> acronyms;
  std::map<std::vector<std::string>, std::string> phrases;  // stems -> initials
  const auto scan = [&](const std::string& s) {
    const auto words = text::words(s);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const auto capitals = [&](std::size_t k) {
        std::size_t count = 0;
        for (std::size_t at = 0; at < words[k].text.size();)
          count += text::is_upper(text::next_char(words[k].text, at)) ? 1 : 0;
        return count;
      };
      const auto is_capital = [&](std::size_t k) {
        std::size_t at = 0;
        return words[k].kind == text::WordKind::letters && text::is_upper(text::next_char(words[k].text, at));
      };
      if (words[i].kind != text::WordKind::letters) continue;
      if (words[i].text.size() <= 6 && words[i].text.size() >= 2 && capitals(i) == words[i].text.size())
        acronyms.insert(text::fold_word(words[i].text));
      if (!is_capital(i) || (i > 0 && is_capital(i - 1))) continue;
      std::vector<std::string> stems;
      std::string initials;
      for (std::size_t k = i; k < words.size() && words[k].kind == text::WordKind::letters && initials.size() <= 6;
           ++k) {
        const std::string folded = text::fold_word(words[k].text);
        for (const std::string_view part : text::hyphen_parts(folded)) stems.push_back(text::light_stem(part));
        if (is_capital(k)) {
          initials += folded[0];
          if (initials.size() > 1) phrases.try_emplace(stems, initials);
        } else if (!small_word(folded)) {
          break;
        }
      }
    }
  };
  for (const RoundText* round_text : texts)
    for (const Mention& mention : round_text->mentions) {
      scan(mention.heading);
      scan(mention.text);
    }
  for (const auto& [stems, initials] : phrases) {
    if (!acronyms.contains(initials)) continue;
    // A name that thread.toml knows already keeps its concept.
    std::string name = initials;
    for (const auto& term : rules.terms())
      if (term.words == stems || term.phrase == initials) name = term.concept_name;
    out.push_back({"", stems, name});
    out.push_back({initials, {text::light_stem(initials)}, name});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.words.size() > b.words.size(); });
  return out;
}

}  // namespace breadcrumb::thread
