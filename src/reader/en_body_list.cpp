// Splitting the object of an act into its subjects: commas, semicolons, numbers in brackets, inner "and".
#include <algorithm>

#include "reader/en_body_joints.h"
#include "reader/en_body_topic.h"

namespace breadcrumb::reader {

namespace {

class Splitter : Joints {
 public:
  Splitter(const EnText& text, const EnSentence& sentence) : Joints(text, sentence) {}

  TopicList run(std::size_t first, std::size_t last) {
    last = object_end(text_, s_, first, last);
    if (separators(first, last, ";").empty()) last = clause_end(text_, s_, first, last);
    out_.whole = trim_topic(text_, s_, {first, last});
    bool listed = false;
    for (std::size_t i = out_.whole.last; i < last; ++i) listed = listed || tokens_[i].is(",") || tokens_[i].is(";");
    if (!listed && out_.whole.last > first) last = out_.whole.last;
    const std::size_t begin = first;
    strip(first, last);
    if (first >= last) return out_;
    for (std::size_t i = begin; i + 1 < first; ++i)  // "areas such as A and B"
      if (tokens_[i].is("such") && tokens_[i + 1].is("as")) {
        out_.has_list = out_.open = true;
        out_.opener = {i, i + 2};
      }
    if (const auto marks = enumerators(first, last); marks.size() >= 2) {
      out_.has_list = true;
      for (std::size_t i = 0; i < marks.size(); ++i)
        item(marks[i].last, i + 1 < marks.size() ? marks[i + 1].first : last);
      return out_;
    }
    // "four chapters (A, B, and C)"
    if (const Stretch inner = in_brackets(first, last); inner.last > inner.first) {
      out_.has_list = true;
      out_.opener = {inner.first - 1, inner.first};
      list(inner.first, inner.last);
      return out_;
    }
    std::size_t open_first = last, open_last = last;
    if (find_opener(first, last, open_first, open_last)) {
      std::size_t head_last = open_first;
      while (head_last > first && one_of(word(head_last - 1), {",", ":", "(", "--", "-"})) --head_last;
      bool bare = bare_head(first, head_last, open_last, last);
      if (tokens_[open_first].is(":"))  // "the following topics under Pillar I: A, B, and C"
        for (std::size_t i = first; i < head_last; ++i) {
          std::size_t end = i;
          bare =
              bare || tokens_[i].is("following") || (i <= first + 1 && phrase_at(text_, s_, "body_frame_noun", i, end));
        }
      std::size_t noun = 0;
      // "nine outcomes: A; B; C" and ", namely A, B and C" name the subjects themselves.
      if (tokens_[open_first].is(":") &&
          (separators(open_last, last, ";").size() >= 1 || separators(open_last, last, ",").size() >= 2))
        bare = true;
      std::size_t fields = open_first, about = open_first;
      if (tokens_[open_first].is("namely") || phrase_at(text_, s_, "body_fields", open_first, fields) ||
          (separators(first, head_last, ",").empty() &&
           (phrase_at(text_, s_, "body_open_about", open_first, about) ||
            (tokens_[open_first - 1].is(",") && separators(open_last, last, ",").size() > 1 &&
             phrase_at(text_, s_, "body_open_means", open_first, about)))))
        bare = true;
      const bool frame_noun = head_last > first && phrase_at(text_, s_, "body_frame_noun", head_last - 1, noun);
      // "the implementation of the agreement, including A and B": the whole, and its parts.
      if (!bare && soft_frame(first, head_last) && !one_of(word(head_last - 1), {"issues", "matters", "topics"})) {
        out_.topics.push_back(trim_topic(text_, s_, {first, head_last}));
        bare = true;
      } else if (!bare && named_frame(first, head_last)) {
        bare = true;
      } else if (bare && phrase_at(text_, s_, "body_above_all", open_first, about) && strong_frame(first, head_last)) {
        out_.topics.push_back(trim_topic(text_, s_, {first, head_last}));  // "regional developments, in particular A"
      }
      const auto members = separators(first, head_last, ",");
      if (!bare && frame_noun && !members.empty() && !frame(past_verb(members.back() + 1), head_last)) {
        // "A, B and cooperation in regions of interest, including X": X is an example of the last.
        list(first, head_last);
        return out_;
      }
      if (bare || (frame_noun && open_last < last)) {
        if (!bare && !members.empty()) list(first, members.back());  // "A, and other issues, including X"
        out_.has_list = true;
        out_.open = !tokens_[open_first].is(":") && fields == open_first;
        out_.opener = {open_first, open_last};
        if (separators(open_last, last, ",").empty() && separators(open_last, last, ";").empty() &&
            last < open_last + 10)
          pair(open_last, last, true);  // "issues such as A and B"
        else
          list(open_last, last);
        if (out_.topics.empty()) out_.topics = frames_;  // nothing narrower is named
        return out_;
      }
      if (tokens_[open_first].is(":")) {
        item(first, head_last);
        return out_;
      }
      // "A such as B": part of the name; "A, including B": A alone; "A, B including C, and D": B's own example.
      const bool set_off = tokens_[open_first - 1].is(",");
      const bool goes_on = !set_off && !separators(first, head_last, ",").empty() &&
                           !has_and_after_comma(first, head_last) && !separators(open_last, last, ",").empty();
      if ((!one_of(word(open_first), {"such"}) || set_off) && !goes_on) {
        // "A, including B, and C": one example, and C a subject beside A.
        const auto marks = separators(open_last, last, ",");
        const std::size_t beside =
            marks.empty()                                                                ? last
            : tokens_[marks.front() + 1].is("and") && !has_and(open_last, marks.front()) ? marks.front() + 2
            : word(marks.front() + 1) == "as" && word(marks.front() + 2) == "well"       ? marks.front() + 4
                                                                                         : last;
        if (set_off && beside < last) {
          list(first, head_last);
          const TopicList behind = Splitter(text_, s_).run(beside, last);
          out_.topics.insert(out_.topics.end(), behind.topics.begin(), behind.topics.end());
          return out_;
        }
        last = head_last;
      }
    }
    if (frame(first, last)) {
      out_.frame = true;
      if (strong_frame(first, last)) out_.topics.push_back({first, last});
      return out_;
    }
    // "reports from the Committees on A, B, and C": one thing heard.
    for (std::size_t i = first; i < std::min(last, first + 3); ++i)
      if (one_of(word(i), {"reports", "readouts", "briefings"}) && word(i + 1) == "from") {
        item(first, last);
        return out_;
      }
    list(first, last);
    return out_;
  }

 private:
  void item(std::size_t first, std::size_t last) {
    std::size_t begin = first, end = last;
    strip(begin, end);
    if (begin >= end) return;
    std::size_t tail = begin;
    std::size_t k = begin;
    if (phrase_at(text_, s_, "body_tail", k, tail) && tail >= end) {
      out_.open = true;
      if (!out_.has_list) out_.opener = {begin, end};
      out_.has_list = true;
      return;
    }
    for (std::size_t i = begin + 1; i < end; ++i)
      if (const std::size_t behind = aside_end(i, end); behind > i) {
        item(begin, i);
        if (behind < end) item(behind, end);
        return;
      }
    // Inside an item a relative clause behind a comma falls away.
    for (std::size_t i = begin + 1; i < end; ++i)
      if (tokens_[i].is(",") && i + 1 < end &&
          one_of(word(i + 1), {"which", "where", "who", "whose", "while", "a", "dormant", "for", "drawing", "with",
                               "particularly", "especially", "including"})) {
        end = i;
        break;
      }
    // "issues that need to be addressed": a frame whatever is said of it.
    for (std::size_t i = begin + 1; i < end; ++i) {
      std::size_t noun = i;
      const bool behind = phrase_at(text_, s_, "body_frame_noun", i - 1, noun);
      const bool said =
          behind && (one_of(word(i), {"important", "relevant", "affecting", "facing", "impacting"}) ||
                     (word(i).ends_with("ed") && one_of(word(i + 1), {"in", "by", "at", "under", "during"})));
      if (!said && !one_of(word(i), {"that", "which"})) continue;
      if (!frame(begin, i)) break;
      if (strong_frame(begin, i)) break;
      frames_.push_back({begin, i});
      return;
    }
    // "situations including X": what the item is an example of is the subject.
    for (std::size_t i = begin + 1; i < end; ++i)
      if (one_of(word(i), {"including"}) && !inside_name(i)) {
        if (frame(begin, i) && i + 2 < end) {
          pair(i + 1, end, false);
          return;
        }
        end = i;
        break;
      }
    for (std::size_t i = begin + 2; i < end; ++i)
      if (one_of(word(i), {"which", "who", "whose", "whereas", "thereby"}) && !tokens_[i - 1].is("on") &&
          !tokens_[i - 1].is("of")) {
        end = i;
        break;
      }
    end = clause_end(text_, s_, begin, end);
    const Stretch trimmed = trim_topic(text_, s_, {begin, end});
    begin = trimmed.first, end = trimmed.last;
    strip(begin, end);
    // "..., and made positive progress": what was done next, and no member of the list.
    if (in_list_ && (text_.patterns.word_in("body_done", word(begin)) || (word(begin) == "as" && begin > 0))) return;
    std::size_t opener = begin;
    if (end <= begin || (phrase_at(text_, s_, "body_open", begin, opener))) return;
    if (frame(begin, end) && (!in_list_ || end - begin < 1 ||
                              one_of(word(end - 1), {"issues", "matters", "topics", "areas", "priorities",
                                                     "developments", "steps", "progress", "agenda"}))) {
      if (strong_frame(begin, end)) {
        out_.topics.push_back({begin, end});
        return;
      }
      frames_.push_back({begin, end});
      return;
    }
    if (end - begin > 45) return;
    if (names_person(text_, s_, {begin, end})) out_.people = out_.people || out_.topics.empty();
    if (names_subject(text_, s_, {begin, end})) out_.topics.push_back({begin, end});
  }

  void list(std::size_t first, std::size_t last) {
    // "ranging from A to B"
    if (const std::size_t to = other_bound(first, last); to < last) {
      in_list_ = true;
      list(first, to);
      list(to + 1, last);
      return;
    }
    if (const auto marks = separators(first, last, ";"); !marks.empty()) {
      in_list_ = true;
      std::size_t from = first;
      for (const auto at : marks) {
        item(from, at);
        from = at + 1;
      }
      const auto inner = separators(from, last, ",");
      if (inner.size() == 1 && word(inner.front() + 1) == "and" && !has_and(from, inner.front())) {
        item(from, inner.front());
        from = inner.front() + 2;
      }
      item(from, last);
      return;
    }
    // "A ... B ... C" with an ellipsis
    for (const std::string_view dots : {"...", "\u2026"})
      if (const auto marks = separators(first, last, dots); marks.size() >= 2) {
        std::size_t from = first;
        for (const auto at : marks) {
          item(from, at);
          from = at + 1;
        }
        item(from, last);
        return;
      }
    if (const auto marks = clauses(first, last); !marks.empty()) {
      std::size_t from = first;
      for (const auto& mark : marks) {
        item(from, mark.first);
        from = mark.last;
      }
      item(from, last);
      return;
    }
    auto commas = separators(first, last, ",");
    // "seed treatment, areas where both share interests": the last comma brings no member, and "and" is whose it was.
    while (!commas.empty() && text_.patterns.word_in("body_frame_noun", word(commas.back() + 1)) &&
           one_of(word(commas.back() + 2), {"where", "which", "that"})) {
      last = commas.back();
      commas.pop_back();
    }
    // "ways to expand goods, services, and agricultural trade": one infinitive, and one subject. "ways to expand trade
    // in A, B, and C" is a list.
    if (first >= 2 && word(first - 1) == "to" && text_.patterns.word_in("body_do", word(first)) &&
        !listed_behind(first, commas.empty() ? last : commas.front())) {
      item(first, last);
      return;
    }
    if (const Stretch row = join_row(first, last, commas); row.last > row.first) row_ = row;
    // "agricultural, forestry and fishery products": what stands before the comma waits for its noun.
    std::erase_if(commas,
                  [&](std::size_t at) { return at > first && text_.patterns.word_in("body_adjective", word(at - 1)); });
    // "the flow of goods, services and people": one thing.
    std::erase_if(commas, [&](std::size_t at) {
      return word(at - 1) == "goods" && word(at + 1) == "services" && at > first + 1;
    });
    std::erase_if(commas, [&](std::size_t at) { return place_goes_on(first, at) || other_end(first, at); });
    if (commas.empty()) {
      pair(first, last, false);
      return;
    }
    in_list_ = commas.size() >= 2 || has_and(commas.front(), last);
    // "an open, prosperous and inclusive order": adjectives of one noun.
    if (commas.front() == first + 2 && one_of(word(first), {"a", "an"})) {
      out_.topics.push_back({first, last});
      return;
    }
    const std::size_t closing = commas.back();
    const bool serial = closing + 1 < last && one_of(word(closing + 1), {"and", "or", "as", "along"});
    std::size_t from = first;
    for (const auto at : commas) {
      const bool relative =
          at + 1 < last &&
          (one_of(word(at + 1), {"which", "where", "who", "whose", "dormant", "while", "with", "for"}) ||

           // "charging standards, a project conducted by ..."
           (one_of(word(at + 1), {"a", "an"}) && at + 3 < last && word(at + 3).ends_with("ed")));
      if (relative) {
        item(from, at);
        from = last;
        // The clause ends at the next ", and".
        for (std::size_t i = at + 1; i + 1 < last; ++i)
          if (tokens_[i].is(",") && one_of(word(i + 1), {"and"})) {
            from = i + 1;
            break;
          }
        if (from == last) return;
        continue;
      }
      if (at < from || (examples(from, at) && !has_and(from, at)))
        continue;  // "resources such as fish, forests and game"
      if (commas.size() == 1 && serial && one_of(word(at + 1), {"as", "along"}))
        pair(from, at, false);  // "A and B, as well as C"
      else
        item(from, at);
      // "tensions which have caused A, harmed B, and brought C": all of it belongs to the clause.
      if (relative_clause(from, at) && word(at + 1).ends_with("ed")) return;
      from = at + 1;
    }
    if (from >= last) return;
    if (serial)
      item_with_tail(from, last);
    else if (commas.size() >= 2 || has_and(from, last))
      pair(from, last, true);
    else
      return;  // "A, B": the second says what the first is
  }

  /// A last member may hold "as well as B".
  void item_with_tail(std::size_t from, std::size_t last) {
    for (std::size_t i = from + 1; i + 3 < last; ++i)
      if (tokens_[i].is("as") && tokens_[i + 1].is("well") && tokens_[i + 2].is("as")) {
        item(from, i);
        item(i + 3, last);
        return;
      }
    // ", and B and other issues"
    for (std::size_t i = last; i-- > from + 1;)
      if (tokens_[i].is("and")) {
        std::size_t end = i;
        if (phrase_at(text_, s_, "body_tail", i + 1, end) && end >= last) {
          item(from, i);
          item(i + 1, last);
          return;
        }
        break;
      }
    item(from, last);
  }

  /// "A and B": one subject or two. `last_of_list`: these are the last members of a list without a comma before "and".
  void pair(std::size_t first, std::size_t last, bool last_of_list) {
    int depth = tokens_[first].is("(") ? 1 : 0;
    for (std::size_t i = first + 1; i + 1 < last; ++i) {
      depth += tokens_[i].is("(") ? 1 : tokens_[i].is(")") ? -1 : 0;
      if (depth > 0) continue;
      const bool well = tokens_[i].is("as") && i + 2 < last && tokens_[i + 1].is("well") && tokens_[i + 2].is("as");
      if (!well && (!tokens_[i].is("and") || inside_name(i) || between_parties(first, i))) continue;
      if (row_.first <= i && i < row_.last) continue;
      if (tokens_[i - 1].is("-") || tokens_[i + 1].is("-")) continue;
      if (well) {
        item(first, i);
        pair(i + 3, last, false);
        return;
      }
      bool couple = false;
      for (std::size_t b = i >= 3 ? i - 3 : 0; b < i; ++b) {
        std::size_t end = b;
        couple = couple || (phrase_at(text_, s_, "body_pair", b, end) && end > i);
      }
      if (couple || text_.patterns.word_in("body_adjective", word(i - 1))) continue;
      // "efforts to implement and leverage X": two infinitives of one subject.
      if (text_.patterns.word_in("body_do", word(i + 1)) && i >= 2 &&
          (tokens_[i - 2].is("to") || of_infinitive(first, i)))
        continue;
      std::size_t tail = i + 1;
      const bool closes = phrase_at(text_, s_, "body_tail", i + 1, tail) && tail >= last;
      bool split = last_of_list || closes;
      if (!split) {
        const auto next = word(i + 1);
        split =
            one_of(next, {"on", "in", "the", "about", "its", "their", "a", "an", "who", "how", "with", "regarding"}) &&
            i > first + 1;
        // "trade between A and the B", "forums like the A and the B": two ends, or two examples, of one thing.
        // So are those behind "announced by", where the second has nothing of its own.
        bool between = false;
        const bool bare = !heavy(i + 1, std::min(last, i + 5));
        for (std::size_t k = first; k < i; ++k) {
          if (one_of(word(k), {"between", "like"}) || (bare && word(k) == "by" && word(k - 1).ends_with("ed")))
            between = true;
          if (tokens_[k].is("and")) between = false;
        }
        if (between) continue;
        const bool ends = has_word(i + 2, std::min(last, i + 5), "between") && has_word(i + 2, last, "and") &&
                          tie(i + 1, std::min(last, i + 5));
        split = split || ((heavy(i + 1, std::min(last, i + 5)) || ends) && heavy(first, i));
        split = split || (i > first + 2 && word(first).ends_with("ing") && next.ends_with("ing"));
        // "in ASEAN and the Northeast Asian countries": two parties of one subject.
        for (const auto& party : s_.parties)
          if (party.last == i && party.first > first + 1 && !ends) split = false;
        // "Canada's decision to do A and Chile's plan to do B"
        for (const auto& party : s_.parties)
          if (party.first == i + 1 && word(party.last) == "'s" && word(i - 1) != "'s" && has_word(first, i, "'s"))
            split = true;
        // "building issues and legal issues", "issues related to labor and the environment"
        split = split || (word(i - 1) == word(last - 1) && i > first + 1);
        split = split || (!in_list_ && two_things(first, i, last));
        // "trade in wheat and issues related to mining"
        std::size_t lead = i + 1;
        split = split || (phrase_at(text_, s_, "body_object_lead", i + 1, lead) && lead > i + 2);
        // "the decision to join A and to undertake B"
        split = split || (next == "to" && text_.patterns.word_in("body_do", word(i + 2)) && of_infinitive(first, i));
      }
      if (!split) continue;
      item(first, i);
      if (closes)
        item(i + 1, last);
      else
        pair(i + 1, last, false);
      return;
    }
    item(first, last);
  }

  TopicList out_;
  std::vector<Stretch> frames_;  ///< members of a list that name no subject by themselves
  Stretch row_;                  ///< words of one noun at the end: "and" among them joins no subjects
  bool in_list_ = false;         ///< a member of a list may be a bare word ("investment")
};

}  // namespace

bool phrase_at(const EnText& text, const EnSentence& sentence, std::string_view name, std::size_t first,
               std::size_t& last) {
  return text.patterns.in_class(name, sentence, first, last);
}

TopicList topics_of(const EnText& text, const EnSentence& sentence, std::size_t first, std::size_t last) {
  return Splitter(text, sentence).run(first, last);
}

}  // namespace breadcrumb::reader
