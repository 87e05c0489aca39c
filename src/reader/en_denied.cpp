#include "reader/en_denied.h"

#include <algorithm>

#include "reader/en_body_acts.h"
#include "reader/languages.h"

namespace breadcrumb::reader {

namespace {

class Finder {
 public:
  Finder(const EnText& text, const EnSentence& s) : text_(text), s_(s), tokens_(s.tokens) {}

  std::vector<Denied> run() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!tokens_[i].word) continue;
      cue(i);
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < tokens_.size() ? std::string_view(tokens_[i].folded) : std::string_view();
  }
  [[nodiscard]] bool in(std::string_view name, std::size_t i, std::size_t& last) const {
    last = i;
    return i < tokens_.size() && text_.patterns.in_class(name, s_, i, last);
  }
  [[nodiscard]] bool in(std::string_view name, std::size_t i) const {
    std::size_t last = i;
    return in(name, i, last);
  }
  [[nodiscard]] bool is_be(std::size_t i) const {
    return one_of(word(i), {"was", "were", "is", "are", "be", "been", "being", "wasn't", "weren't", "isn't", "aren't"});
  }
  [[nodiscard]] bool adverb(std::size_t i) const {
    return word(i).ends_with("ly") ||
           one_of(word(i), {"yet", "also", "ever", "still", "even", "then", "fully", "so", "far"});
  }

  void cue(std::size_t i) {
    std::size_t last = i;
    if (word(i + 1) == "-") return;  // "no-deal", "not-for-profit"
    if (in("deny_kept", i, last)) return;
    if (in("deny_not", i, last) || word(i).ends_with("n't")) {
      if (i > 0 && (one_of(word(i - 1), {"or", "if", "whether"}) && !is_be(i + 1))) return;  // "whether or not"
      if (word(i).ends_with("n't")) last = i + 1;
      // "the proposals not yet adopted": said of the noun before.
      std::size_t behind = last;
      while (adverb(behind)) ++behind;
      const bool passive = (i > 0 && is_be(i - 1)) || is_be(i) || is_be(behind) ||
                           (word(i).ends_with("n't") && one_of(word(i), {"wasn't", "weren't", "isn't", "aren't"}));
      add(passive ? back(i) : before(i), forward(last), i);
      return;
    }
    if (in("deny_none", i, last)) {
      if (tokens_[i].is("no") && (last >= tokens_.size() || tokens_[last].number || tokens_[last].is(".")))
        return;  // "No. 4"
      add(before(i), forward(last), i);
      return;
    }
    if (in("deny_off", i, last) && off(i, last)) return;
    if (in("deny_fail", i, last)) {
      const bool perfect = word(last - 1) == "have";
      if (perfect && i > 0 && one_of(word(i - 1), {"that", "which", "who"})) {
        add(i, forward(last), i);
        return;
      }
      // "plastics had yet to be discussed", "X could have been settled"
      add(word(last) == "be" || word(last) == "been" ? back(i) : i, forward(last), i);
      return;
    }
    if (in("deny_of", i, last)) {
      // "goods other than cars", "without tariffs": of the noun before, unless a deed stands behind it.
      add(i, forward(last), i);
      return;
    }
    if (in("deny_said", i, last)) {
      for (std::size_t k = last; k < std::min(tokens_.size(), last + 4); ++k)
        if (in("deny_said_noun", k)) {
          add(i, forward(k + 1), i);
          return;
        }
      return;
    }
    if (in("deny_false", i, last) && i > 0) {
      std::size_t be = i;
      while (be > 0 && adverb(be - 1)) --be;
      if (be > 0 && is_be(be - 1)) add(clause_start(i, false), last, i);
      return;
    }
    if (in("deny_hearsay", i, last)) {
      const bool that = word(last - 1) == "that";
      add(that ? i : clause_start(i, false), forward(last), i);
      return;
    }
    if (in("deny_if", i, last) && !(i > 0 && in("deny_asked", i - 1))) {
      // In front it ends at its comma; behind, at the end of the clause.
      const bool front = i == 0 || tokens_[i - 1].is(",") || one_of(word(i - 1), {"and", "that", ";"});
      std::size_t end = last;
      while (end < tokens_.size() && !tokens_[end].is(";") && !(front && tokens_[end].is(","))) ++end;
      if (one_of(word(i), {"provided"}) && i > 0 && !tokens_[i - 1].is(",")) return;  // "the list provided"
      add(i, end, i);
    }
  }

  /// "deferred discussion of X", "X was postponed"; not "the suspended tariff", "tariffs that were suspended".
  bool off(std::size_t i, std::size_t last) {
    std::size_t be = i;
    while (be > 0 && adverb(be - 1)) --be;
    if (be > 0 && is_be(be - 1)) {
      if (be > 1 && one_of(word(be - 2), {"that", "which", "who"})) return true;  // "tariffs that were suspended"
      add(back(i), forward(last), i);
      return true;
    }
    const bool clause =
        i > 0 && (one_of(word(i - 1), {"and", "also", "but", "had", "have", "has", "they", "then", "to"}) ||
                  subject_before(text_, s_, i) < i);
    if (!clause) return false;
    for (std::size_t k = last; k < std::min(tokens_.size(), last + 4); ++k)
      if (in("deny_off_noun", k)) {
        add(i, forward(last), i);
        return true;
      }
    return false;
  }

  /// The auxiliary or the verb before the word: "did not", "reached no".
  [[nodiscard]] std::size_t before(std::size_t i) const {
    if (i == 0 || !tokens_[i - 1].word || tokens_[i - 1].upper) return i;
    if (one_of(word(i - 1), {"of", "with", "on", "in", "that", "and", "or", "to", "for", "at", "by", "as", "which"}))
      return i;
    if (one_of(word(i - 1), {"did",   "do",     "does", "had",   "has",  "have", "will", "would", "could", "can",
                             "shall", "should", "may",  "might", "must", "need", "was",  "were",  "is",    "are"}))
      return i - 1;
    return word(i - 1).ends_with("ed") ||
                   one_of(word(i - 1), {"made", "took", "held", "saw", "found", "reach", "set", "gave", "make"})
               ? i - 1
               : i;
  }

  /// Where the subject of a passive begins; a relative clause has it outside.
  [[nodiscard]] std::size_t back(std::size_t i) const { return clause_start(i, true); }

  [[nodiscard]] std::size_t clause_start(std::size_t i, bool relative) const {
    std::vector<std::size_t> verbs;
    for (const auto* reads : {"act", "commit"})
      for (const auto& match : text_.patterns.find(reads, s_)) verbs.push_back(match.first);
    for (std::size_t k = i; k-- > 0;) {
      if (tokens_[k].is(";")) return k + 1;
      if (in("deny_turn", k) && k + 1 < i) return tokens_[k + 1].is(",") ? k + 2 : k + 1;
      if (one_of(word(k), {"which", "who", "whom"}) && relative) return i > 0 && is_be(i - 1) ? i - 1 : i;
      if (tokens_[k].is("that")) {
        std::size_t said = k;
        if (k > 0 && (word(k - 1).ends_with("ed") || in("deny_noted", k - 1) ||
                      one_of(word(k - 1), {"said", "told", "out", "not", "so", "clear"})))
          said = k + 1;
        if (said > k) return said;
        if (relative) return i > 0 && is_be(i - 1) ? i - 1 : i;
        continue;
      }
      // "discussed A, and B was not discussed"
      if (tokens_[k].is("and") && std::ranges::any_of(verbs, [&](std::size_t verb) { return verb < k; }) &&
          (k == 0 || tokens_[k - 1].is(",") ||
           std::ranges::none_of(verbs, [&](std::size_t verb) { return verb > k && verb < i; })))
        return k + 1;
    }
    return 0;
  }

  /// Up to the next clause that has a verb of its own.
  [[nodiscard]] std::size_t forward(std::size_t from) const {
    for (std::size_t k = from; k < tokens_.size(); ++k) {
      if (tokens_[k].is(";")) return k;
      if (k > from && in("deny_turn", k)) return k;
      const bool comma = tokens_[k].is(","), joined = tokens_[k].is("and");
      if (!comma && !joined) continue;
      std::size_t next = k + 1;
      while (one_of(word(next), {"and", "also", "then", "instead", "both", "so", "therefore"})) ++next;
      if (comma && one_of(word(next), {"which", "who", "where", "when", "with"})) return k;
      if (own_verb(next)) return k;
      // "did not discuss A and agreed on B"; "was not discussed and agreed" is one.
      if (next > k && next < tokens_.size() && !word(k - 1).ends_with("ed") && deed(next)) return k;
    }
    return tokens_.size();
  }

  [[nodiscard]] bool deed(std::size_t i) const {
    if (word(i) == "will" || word(i) == "shall") return true;
    for (const auto* reads : {"act", "commit"})
      for (const auto& match : text_.patterns.find(reads, s_))
        if (match.first == i && word(i).ends_with("ed")) return true;
    return one_of(word(i), {"agreed", "decided", "discussed", "welcomed", "noted", "confirmed", "looked"});
  }

  /// A subject with its verb begins here.
  [[nodiscard]] bool own_verb(std::size_t i) const {
    for (std::size_t verb = i + 1; verb < std::min(tokens_.size(), i + 12); ++verb) {
      if (one_of(word(verb), {",", ";"})) return false;
      const bool may = word(verb).ends_with("ed") ||
                       one_of(word(verb), {"will", "shall", "would", "did",  "had",   "has",    "have",   "was",
                                           "were", "is",    "are",   "met",  "held",  "also",   "said",   "told",
                                           "made", "took",  "set",   "plan", "plans", "intend", "intends"});
      if (!may) continue;
      if (subject_before(text_, s_, verb) == i ||
          (one_of(word(i), {"it", "they", "we", "this", "he", "she"}) && verb == i + 1))
        return true;
    }
    return false;
  }

  void add(std::size_t first, std::size_t last, std::size_t cue) {
    bool noted = false;
    for (std::size_t k = first; k > 0 && !noted; --k) {
      if (!tokens_[k - 1].is("that")) {
        if (one_of(word(k - 1), {";", "but"})) break;
        continue;
      }
      for (std::size_t b = 1; b <= 2 && b < k; ++b) noted = noted || in("deny_noted", k - 1 - b);
      break;
    }
    if (cue < last) out_.push_back({first, last, noted});
  }

  const EnText& text_;
  const EnSentence& s_;
  const std::vector<Token>& tokens_;
  std::vector<Denied> out_;
};

}  // namespace

std::vector<Denied> find_denied(const EnText& text, const EnSentence& sentence) {
  return Finder(text, sentence).run();
}

bool denies_deed(const EnText& text, const EnSentence& sentence) {
  for (const auto& denied : sentence.denied)
    for (std::size_t i = denied.first; i < denied.last; ++i)
      if (text.patterns.word_in("deny_deed", sentence.tokens[i].folded)) return true;
  return false;
}

TopicList denied_subjects(const EnText& text, const EnSentence& s) {
  for (const auto& denied : s.denied)
    for (std::size_t i = denied.first; i < denied.last; ++i) {
      std::size_t last = i;
      if (!text.patterns.in_class("deny_object", s, i, last)) continue;
      std::size_t be = i;
      while (be > denied.first && (s.tokens[be - 1].folded.ends_with("ly") ||
                                   one_of(s.tokens[be - 1].folded, {"not", "yet", "never", "been"})))
        --be;
      const bool passive = be > denied.first && (s.tokens[be].is("been") ||
                                                 one_of(s.tokens[be - 1].folded, {"was", "were", "is", "are", "be"}));
      const Stretch subject =
          passive ? Stretch{denied.first, be - (s.tokens[be].is("been") ? 0 : 1)} : Stretch{last, denied.last};
      Stretch what = subject;
      while (what.last > what.first &&
             one_of(s.tokens[what.last - 1].folded, {".", "had", "has", "have", "was", "were"}))
        --what.last;
      if (what.last > what.first && !text.patterns.word_in("body_do", s.tokens[what.first].folded))
        if (auto found = topics_of(text, s, what.first, what.last); !found.topics.empty()) return found;
      break;
    }
  return {};
}

bool begins_condition(const EnText& text, const EnSentence& sentence, std::size_t at) {
  std::size_t last = at;
  return at < sentence.tokens.size() && text.patterns.in_class("promise_condition", sentence, at, last);
}

std::size_t condition_before(const EnText& text, const EnSentence& sentence, std::size_t first) {
  const auto& tokens = sentence.tokens;
  // The comma that parts it from the clause, with the subject at most between.
  std::size_t comma = first;
  while (comma > 0 && first - comma < 10 && !tokens[comma].is(",") && !tokens[comma].is(";")) --comma;
  if (comma == 0 || comma >= tokens.size() || !tokens[comma].is(",")) return first;
  for (std::size_t i = comma; i-- > 0;) {
    if (tokens[i].is(";")) return first;
    const bool opens = i == 0 || one_of(tokens[i - 1].folded, {",", ";", "and", "that", "but"});
    if (opens && begins_condition(text, sentence, i)) return i;
  }
  return first;
}

std::vector<std::pair<std::size_t, std::size_t>> denied_in_en(std::string_view sentence, const Grammar& grammar) {
  Document document;
  document.text = std::string(sentence);
  const EnText text(document, grammar);
  std::vector<std::pair<std::size_t, std::size_t>> out;
  const EnSentence tagged = text.tag(0, document.text.size());
  for (const auto& denied : tagged.denied) out.emplace_back(tagged.byte(denied.first), tagged.byte_after(denied.last));
  std::ranges::sort(out);
  return out;
}

}  // namespace breadcrumb::reader
