#include "brief/edited_judge.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "brief/edited_columns.h"
#include "brief/edited_fates.h"
#include "brief/edited_moved.h"
#include "brief/edited_others.h"
#include "brief/edited_places.h"
#include "text/utf8.h"

namespace breadcrumb::brief {

namespace {

constexpr auto nowhere = Alignment::nowhere;

/// Words of the file, one behind the other in one paragraph, that are none of the briefing's.
struct Added {
  std::size_t first = 0, last = 0;
  bool pretends = false;
  bool told = false;  ///< as what stands in the place of a sentence
};

class EditedJudge {
 public:
  EditedJudge(const Book& book, const WordFile& file) : book_(book), ours_(book), theirs_(file) {}

  EditedJudgement judge() {
    settled_ = fates_of(ours_, theirs_);
    for (const auto& [first, last] : settled_.too_long)
      out_.failures.push_back({"verify.rewritten", "so much was rewritten in one place that it cannot be compared",
                               ours_.text(first, std::min(first + 12, last)), "",
                               ours_.place(ours_.words[first].paragraph)});
    ours_of_.assign(theirs_.words.size(), nowhere);
    for (std::size_t i = 0; i < match_.size(); ++i)
      if (match_[i] != nowhere) ours_of_[match_[i]] = i;
    claimed_.assign(theirs_.words.size(), false);
    places_.emplace(ours_, theirs_, match_);
    Columns columns(ours_, theirs_, match_);
    for (std::size_t s = 0; s < ours_.sentences.size(); ++s) {
      if (fates_[s] == Fate::holds)
        look_at(s, columns.odd(sentence(s)));
      else if (fates_[s] == Fate::changed)
        broken(s);
    }
    collect_added();
    replaced();
    headings();
    find_moved();
    report();
    return std::move(out_);
  }

 private:
  [[nodiscard]] const Sentence& sentence(std::size_t s) const { return ours_.sentences[s]; }

  void fail(const char* code, std::size_t s, std::string what, std::string found, std::string place) {
    const auto& of = sentence(s);
    failures_[s].push_back({code,
                            std::string(of.handling                    ? "the handling line"
                                        : of.kind == RunKind::quote    ? "a sourced sentence"
                                        : of.kind == RunKind::computed ? "a computed sentence"
                                                                       : "a heading") +
                                " " + std::move(what),
                            ours_.text(of), std::move(found), std::move(place)});
  }

  /// A sentence is not what the desk holds: a failure when the desk stands behind it, else told.
  void change(std::size_t s, std::string found, std::size_t paragraph, const char* what = "was changed",
              const char* code = "verify.changed") {
    fates_[s] = Fate::changed;
    const auto& of = sentence(s);
    const std::string place = theirs_.place(paragraph);
    if (of.is_desk()) fail(code, s, what, found, place);
    tell_change(s, std::move(found), place, of.kind);
  }

  void tell_change(std::size_t s, std::string found, std::string place, RunKind kind) {
    if (!told_.insert(s).second) return;
    out_.edited.changed.push_back({.text = std::move(found),
                                   .was = ours_.text(sentence(s)),
                                   .place = std::move(place),
                                   .kind = std::string(to_text(kind))});
  }

  [[nodiscard]] bool same_paragraph(std::size_t f, std::size_t g) const {
    return theirs_.words[f].paragraph == theirs_.words[g].paragraph;
  }
  [[nodiscard]] bool is_strange(std::size_t f) const { return f < ours_of_.size() && ours_of_[f] == nowhere; }

  void claim(std::size_t first, std::size_t last) {
    for (std::size_t f = first; f < last; ++f) claimed_[f] = true;
  }

  /// A sentence whose words all stand: is anything between them, or beside them in the same sentence?
  void look_at(std::size_t s, const char* out_of_place) {
    const auto& of = sentence(s);
    std::vector<std::size_t> there;
    for (std::size_t i = of.first; i < of.last; ++i)
      if (match_[i] != nowhere) there.push_back(i);
    if (there.empty()) {  // an officer's words alone, all gone
      fates_[s] = Fate::left_out;
      return;
    }
    const std::size_t first = match_[there.front()], last = match_[there.back()];
    const bool strict = of.is_desk() || of.heading;
    bool own = false;  // the officer's words are others now
    for (std::size_t k = 0; k + 1 < there.size(); ++k) {
      const std::size_t from = match_[there[k]] + 1, to = match_[there[k + 1]];
      if (from == to) continue;
      if (officer_between(there[k], there[k + 1])) {
        own = true;
        claim(from, to);
      } else {
        claim(first, last + 1);
        return change(s, theirs_.text(first, last + 1), theirs_.words[from].paragraph, "has words put into it");
      }
    }
    std::size_t begin = first, end = last + 1;  // with what was put beside it in its paragraph
    while (begin > 0 && is_strange(begin - 1) && same_paragraph(begin - 1, first)) --begin;
    while (end < theirs_.words.size() && is_strange(end) && same_paragraph(end, last)) ++end;
    const bool officer_first = ours_.words[there.front()].kind == RunKind::officer,
               officer_last = ours_.words[there.back()].kind == RunKind::officer;
    if (begin < first && officer_first) {
      own = true;
      claim(begin, first);
    } else if (begin < first && strict && !ends_before(begin, first)) {
      claim(begin, first);
      return change(s, theirs_.text(begin, last + 1), theirs_.words[first].paragraph, "has words put before it");
    }
    if (end > last + 1 && officer_last) {
      own = true;
      claim(last + 1, end);
    } else if (end > last + 1 && strict && !may_follow(of, last + 1)) {
      claim(last + 1, end);
      return change(s, theirs_.text(first, end), theirs_.words[last].paragraph, "has words put behind it");
    }
    for (std::size_t i = of.first; i < of.last; ++i)
      own = own || (match_[i] == nowhere && ours_.words[i].kind == RunKind::officer && !ours_.words[i].mark);
    if (own) {
      fates_[s] = Fate::changed;
      own_.insert(s);
      tell_change(s, theirs_.text(officer_first ? begin : first, officer_last ? end : last + 1),
                  theirs_.place(theirs_.words[first].paragraph), RunKind::officer);
    }
    if (out_of_place != nullptr && of.is_desk())
      change(s, theirs_.text(first, last + 1), theirs_.words[first].paragraph, out_of_place, "verify.moved");
    looks(s, there);
    split(s, there);
    unmarked(s, first);
  }

  [[nodiscard]] bool officer_between(std::size_t a, std::size_t b) const {
    for (std::size_t i = a; i <= b; ++i)
      if (ours_.words[i].kind == RunKind::officer && !ours_.words[i].mark) return true;
    return false;
  }

  /// What was put before a sentence is a sentence of its own.
  [[nodiscard]] bool ends_before(std::size_t begin, std::size_t first) const {
    std::size_t f = first;
    while (f > begin && (is_closer(theirs_.words[f - 1].word.text) || theirs_.words[f - 1].word.raised)) --f;
    return f > begin && ends_sentence(theirs_.words[f - 1].word.text);
  }

  /// The sentence has ended, and no number or letter that is not its own follows it.
  [[nodiscard]] bool may_follow(const Sentence& of, std::size_t f) const {
    if (of.heading) return false;
    std::size_t i = of.last;
    bool marks = true;
    while (i > of.first && (ours_.words[i - 1].mark || is_closer(ours_.words[i - 1].word.text))) {
      marks = marks && (!ours_.words[i - 1].mark || match_[i - 1] != nowhere);
      --i;
    }
    if (i == of.first || !ends_sentence(ours_.words[i - 1].word.text)) return false;
    const auto& next = theirs_.words[f].word;
    return marks || (next.blank && !next.raised);
  }

  /// The words are shown as the desk shows them, and lead where it leads.
  void looks(std::size_t s, const std::vector<std::size_t>& there) {
    const auto& of = sentence(s);
    for (const std::size_t i : there) {
      const auto& our = ours_.words[i];
      const auto& their = theirs_.words[match_[i]];
      if (our.kind == RunKind::officer && !our.mark) continue;
      for (std::size_t p = their.word.first; p <= their.word.last; ++p) {
        const auto& piece = theirs_.piece(their.paragraph, p);
        if (!piece.is_seen()) continue;
        const char* odd = piece.struck && !our.word.struck   ? "is struck out"
                          : !piece.struck && our.word.struck ? "shows erased words as if they stood"
                          : piece.turned                     ? "is set in another direction or place"
                          : piece.filled                     ? "is shown by a field that may show something else"
                          : piece.symbols                    ? "is set in a font of other signs"
                          : piece.raised && !our.word.raised ? "has raised words"
                                                             : nullptr;
        if (odd != nullptr) {
          if (of.is_desk() || of.heading || piece.struck)
            change(s, theirs_.text(match_[there.front()], match_[there.back()] + 1), their.paragraph, odd,
                   "verify.look");
          return;
        }
        if (!links(s, our, piece, their.paragraph)) return;
      }
      if (our.mark && !their.word.raised)
        remark("a breadcrumb's number or letter stands on the line: " + our.word.text + ", " +
               theirs_.place(their.paragraph));
    }
  }

  bool links(std::size_t s, const OurWord& our, const WordPiece& piece, std::size_t paragraph) {
    const auto before_fragment = [](const std::string& link) { return link.substr(0, link.find('#', 1)); };
    const auto& link = ours_.run(our).link;
    if (piece.link.empty() || !sentence(s).is_desk()) return true;
    if (link.empty()) {
      remark("a link was put on \"" + piece.text + "\": " + piece.link);
      return true;
    }
    const std::string wanted = link.starts_with('#') ? "#" + docx_bookmark(link.substr(1)) : link;
    if (before_fragment(piece.link) == before_fragment(wanted) && !places_->is_elsewhere(wanted)) return true;
    fates_[s] = Fate::changed;
    tell_change(s, piece.link, theirs_.place(paragraph), sentence(s).kind);
    fail("verify.link", s, "leads elsewhere", piece.link, theirs_.place(paragraph));
    failures_[s].back().expected = wanted;
    return false;
  }

  void split(std::size_t s, const std::vector<std::size_t>& there) {
    const auto& of = sentence(s);
    if (!of.is_desk()) return;
    for (std::size_t k = 0; k + 1 < there.size(); ++k) {
      const auto f = match_[there[k]], g = match_[there[k + 1]];
      if (ours_.words[there[k]].paragraph != ours_.words[there[k + 1]].paragraph || same_paragraph(f, g)) continue;
      remark("a sentence was split in two, and its words are the same: \"" + theirs_.text(f, f + 1) + " | " +
             theirs_.text(g, g + 1) + "\", " + theirs_.place(theirs_.words[f].paragraph));
      return;
    }
  }

  void unmarked(std::size_t s, std::size_t first) {
    const auto& of = sentence(s);
    for (std::size_t i = of.first; i < of.last; ++i) {
      if (!ours_.words[i].mark || match_[i] != nowhere) continue;
      out_.edited.unmarked.push_back({.text = ours_.words[i].word.text,
                                      .was = ours_.text(of),
                                      .place = theirs_.place(theirs_.words[first].paragraph),
                                      .kind = std::string(to_text(of.kind))});
    }
  }

  void collect_added() {
    const auto& words = theirs_.words;
    for (std::size_t f = 0; f < words.size(); ++f) {
      if (!is_strange(f) || claimed_[f]) continue;
      Added added{f, f};
      bool signs = true;
      for (; added.last < words.size() && is_strange(added.last) && !claimed_[added.last] &&
             same_paragraph(added.last, f);
           ++added.last) {
        const auto& word = words[added.last].word;
        const auto& link = theirs_.piece(words[f].paragraph, word.first).link;
        added.pretends = added.pretends || is_quotation(word.text) || (word.raised && word.text.size() <= 3) ||
                         link.starts_with("#b_note") || link.starts_with("#b_method");
        signs = signs && word.sign && !ends_sentence(word.text);
      }
      f = added.last - 1;
      if (!signs || added.pretends) added_.push_back(added);
    }
  }

  /// Words that bear a quotation's marks where a sentence of the desk's is gone: it was replaced, not left out.
  void replaced() {
    // Between which of the file's words each gap lies, and who is gone from it.
    std::vector<std::size_t> next(match_.size() + 1, theirs_.words.size());
    for (std::size_t i = match_.size(); i-- > 0;) next[i] = match_[i] != nowhere ? match_[i] : next[i + 1];
    std::map<std::size_t, std::vector<std::size_t>> gone;  // by the word behind the gap
    for (std::size_t s = 0; s < fates_.size(); ++s)
      if (fates_[s] == Fate::left_out && sentence(s).is_desk()) gone[next[sentence(s).last]].push_back(s);
    for (auto& [end, sentences] : gone)
      std::erase_if(sentences, [&](std::size_t s) {
        if (!sentence(s).handling) return false;
        // Whatever stands where the line stood says something else of for whom the paper is.
        std::size_t from = end;
        while (from > 0 && is_strange(from - 1)) --from;
        const auto put = std::ranges::find_if(
            added_, [&](const Added& added) { return !added.told && added.first >= from && added.last <= end; });
        if (put == added_.end()) return true;
        put->told = true;
        change(s, theirs_.text(put->first, put->last), theirs_.words[put->first].paragraph, "was replaced");
        return true;
      });
    constexpr std::size_t few = 3;  // who cuts a whole section and writes another replaces no one sentence
    for (const auto& [end, sentences] : gone) {
      if (sentences.size() > few) continue;
      auto s = sentences.begin();
      std::size_t from = end;
      while (from > 0 && is_strange(from - 1)) --from;
      for (auto& added : added_)
        if (added.pretends && added.first >= from && added.last <= end && s != sentences.end()) {
          added.told = true;
          change(*s++, theirs_.text(added.first, added.last), theirs_.words[added.first].paragraph,
                 "was replaced by words that look like the desk's");
        }
    }
  }

  /// A sentence stands under the headings that the desk put over it.
  void headings() {
    std::set<std::size_t> named;
    for (std::size_t s = 0; s < fates_.size(); ++s) {
      const auto& of = sentence(s);
      if (!of.is_desk() || fates_[s] == Fate::left_out || (of.heading && fates_[s] != Fate::holds)) continue;
      for (const std::size_t above : ours_.above(of.paragraph)) {
        const auto& heading = sentence(above);
        const bool stands = fates_[above] == Fate::holds || own_.contains(above) ||
                            (heading.kind == RunKind::officer && fates_[above] == Fate::changed);
        if (stands || heading.signs || (heading.is_desk() && fates_[above] == Fate::changed)) continue;
        if (!named.insert(above).second) continue;
        std::size_t place = of.first;
        while (place < of.last && match_[place] == nowhere) ++place;
        const std::size_t paragraph = place < of.last ? theirs_.words[match_[place]].paragraph : 0;
        fail("verify.heading", above, "was changed or is gone from over what the desk put under it",
             place < of.last ? theirs_.seen(paragraph) : "", theirs_.place(paragraph));
      }
    }
  }

  void find_moved() {
    std::vector<std::pair<std::size_t, std::size_t>> untold;
    for (const auto& added : added_)
      if (!added.told) untold.emplace_back(added.first, added.last);
    for (const auto& found : moved(ours_, theirs_, settled_, untold))
      fail(found.code, found.sentence, found.what, theirs_.text(found.first, found.last),
           theirs_.place(theirs_.words[found.first].paragraph));
  }

  void remark(std::string words) {
    if (std::ranges::find(out_.edited.remarks, words) == out_.edited.remarks.end())
      out_.edited.remarks.push_back(std::move(words));
  }

  void report() {
    auto& edited = out_.edited;
    for (std::size_t s = 0; s < fates_.size(); ++s) {
      const auto& of = sentence(s);
      if (of.is_desk()) ++edited.sentences;
      if (fates_[s] == Fate::left_out && !of.signs)
        edited.left_out.push_back(
            {.text = ours_.text(of), .place = ours_.place(of.paragraph), .kind = std::string(to_text(of.kind))});
      if (fates_[s] != Fate::left_out && of.is_desk() && !failures_.contains(s)) ++edited.held;
      if (fates_[s] != Fate::left_out && !failures_.contains(s)) count(of);
    }
    for (const auto& added : added_)
      edited.added.push_back(
          {.text = theirs_.text(added.first, added.last),
           .place = theirs_.place(theirs_.words[added.first].paragraph),
           .kind = theirs_.file.paragraphs[theirs_.words[added.first].paragraph].heading ? "heading" : "added",
           .pretends = added.pretends,
           .tracked =
               theirs_.piece(theirs_.words[added.first].paragraph, theirs_.words[added.first].word.first).inserted});
    if (edited.sentences > 0 && edited.held == 0 && failures_.empty())
      out_.failures.push_back(
          {"verify.another", "no sentence of the briefing that the file names stands in it", "", "", ""});
    for (auto& [s, failures] : failures_)
      for (auto& failure : failures) out_.failures.push_back(std::move(failure));
    others(book_, theirs_, *places_, edited, out_.failures);
  }

  /// A sentence of which some words are gone.
  void broken(std::size_t s) {
    const auto& of = sentence(s);
    std::size_t first = nowhere, last = 0;
    for (std::size_t i = of.first; i < of.last; ++i)
      if (match_[i] != nowhere) {
        first = std::min(first, match_[i]);
        last = match_[i] + 1;
      }
    if (first == nowhere) return;
    // With the words that stand in the place of its own.
    while (first > 0 && is_strange(first - 1) && same_paragraph(first - 1, first) &&
           !ends_sentence(theirs_.words[first - 1].word.text))
      --first;
    while (last < theirs_.words.size() && is_strange(last) && same_paragraph(last, last - 1) &&
           !ends_sentence(theirs_.words[last - 1].word.text))
      ++last;
    claim(first, last);
    change(s, theirs_.text(first, last), theirs_.words[first].paragraph);
  }

  void count(const Sentence& of) {
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (std::size_t i = of.first; i < of.last; ++i) {
      const auto& word = ours_.words[i];
      for (std::size_t r = word.word.first; r <= word.word.last; ++r) {
        if (!seen.emplace(word.paragraph, r).second) continue;
        const auto kind = ours_.paragraphs[word.paragraph].runs[r].kind;
        ++(kind == RunKind::quote      ? out_.quotes
           : kind == RunKind::computed ? out_.claims
           : kind == RunKind::officer  ? out_.officers
                                       : out_.words);
      }
    }
  }

  const Book& book_;
  const OurSide ours_;
  const TheirSide theirs_;
  Fates settled_;
  std::vector<std::size_t>& match_ = settled_.match;  // of our words: theirs
  std::vector<std::size_t> ours_of_;                  // of their words: ours
  std::vector<Fate>& fates_ = settled_.of;
  std::optional<Places> places_;
  std::vector<bool> claimed_;  // their words that a change already tells of
  std::vector<Added> added_;
  std::set<std::size_t> own_;   // sentences in which only an officer's words are others
  std::set<std::size_t> told_;  // sentences in the list of changes
  std::map<std::size_t, std::vector<VerifyFailure>> failures_;
  EditedJudgement out_;
};

}  // namespace

EditedJudgement judge_edited(const Book& book, const WordFile& file) {
  return EditedJudge(book, file).judge();
}

}  // namespace breadcrumb::brief
