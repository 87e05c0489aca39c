#include "reader/ja_denied.h"

#include <algorithm>
#include <string>

#include "reader/languages.h"

namespace breadcrumb::reader {

std::size_t clause_end_ja(std::string_view sentence, std::size_t from) {
  std::size_t begin = from;
  for (std::size_t at = from; at < sentence.size(); ++at) {
    const auto rest = sentence.substr(at);
    if (rest.starts_with("。")) return at;
    if (!rest.starts_with("、")) continue;
    // 合意には、至りませんでした; 議論は、時間の制約により、行われなかった: a topic or a cause, and the predicate
    // follows.
    const auto chunk = sentence.substr(begin, at - begin);
    bool goes_on = chunk.empty();
    for (const std::string_view particle : {"は", "も", "には", "により", "によって", "ため", "ために", "を", "まで"})
      goes_on = goes_on || chunk.ends_with(particle);
    for (const std::string_view verb : {"たが", "すが", "るが", "だが", "ものの"})
      goes_on = goes_on && !chunk.ends_with(verb);
    // 合意が、得られず
    goes_on = goes_on || chunk == "が" || chunk == "に";
    if (!goes_on) return at;
    begin = at + 3;
  }
  return sentence.size();
}

bool denied_ja(const JaRules& rules, std::string_view sentence, std::size_t from) {
  if (from > sentence.size()) return false;
  std::string tail(sentence.substr(from, clause_end_ja(sentence, from) - from));
  // Its own sign: ず、 and なく、 stand at the clause's end.
  tail += "、";
  while (const auto kept = rules.first("not_denied", tail)) tail.erase(kept->start, kept->end - kept->start);
  return rules.any("denied", tail);
}

std::vector<std::pair<std::size_t, std::size_t>> denied_in_ja(std::string_view sentence, const Grammar& grammar) {
  // The predicate ends its clause: what it is about may speak of a ban or a delay itself.
  constexpr std::size_t predicate = 45;
  std::vector<std::pair<std::size_t, std::size_t>> out;
  const auto* language = grammar.language("ja");
  if (language == nullptr || language->japanese == nullptr) return out;
  for (std::size_t at = 0; at < sentence.size();) {
    const auto end = std::max(clause_end_ja(sentence, at), at);
    auto tail = std::max(at, end > predicate ? end - predicate : 0);
    // 適用延期について説明があった: what was put off is what it was about.
    for (const std::string_view about : {"について", "に関し", "に関する", "につき"})
      if (const auto found = sentence.substr(0, end).rfind(about); found != std::string_view::npos && found >= at)
        tail = std::max(tail, found + about.size());
    while (tail < end && (static_cast<unsigned char>(sentence[tail]) & 0xC0) == 0x80) ++tail;
    if (end > at && denied_ja(*language->japanese, sentence.substr(0, end), tail)) out.emplace_back(at, end);
    at = end + 3;
  }
  return out;
}

}  // namespace breadcrumb::reader
