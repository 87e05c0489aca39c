// Signs and words between the members of a list.
#include "reader/en_body_joints.h"

#include <algorithm>

namespace breadcrumb::reader {

std::string_view Joints::word(std::size_t i) const {
  return i < tokens_.size() ? std::string_view(tokens_[i].folded) : std::string_view();
}

bool Joints::inside_name(std::size_t i) const {
  for (const auto& named : s_.named)
    if (i > named.first && i < named.last) return true;
  return false;
}

std::vector<Stretch> Joints::enumerators(std::size_t first, std::size_t last) const {
  std::vector<Stretch> out;
  for (std::size_t i = first; i + 2 < last; ++i)
    if (tokens_[i].is("(") && tokens_[i + 2].is(")") && tokens_[i].spaced &&
        (tokens_[i + 1].number ||
         one_of(word(i + 1), {"a", "b", "c", "d", "e", "f", "g", "i", "ii", "iii", "iv", "v", "vi"})))
      out.push_back({i, i + 3});
  return out;
}

std::vector<std::size_t> Joints::separators(std::size_t first, std::size_t last, std::string_view sign) const {
  std::vector<std::size_t> out;
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = first; i < last; ++i) {
    const auto sign_itself = text_.words(tokens_[i].start, tokens_[i].end);
    if (tokens_[i].is("(")) ++depth;
    if (tokens_[i].is(")")) --depth;
    if (sign_itself == "\u2018" || sign_itself == "\u201C") quoted = true;
    if (sign_itself == "\u2019" || sign_itself == "\u201D") quoted = false;
    if (const std::size_t behind = aside_end(i, last); behind > i) {
      i = behind - 1;
      continue;
    }
    // Straight marks open behind a blank and close without one.
    if (tokens_[i].is("'") || tokens_[i].is("\"")) quoted = tokens_[i].spaced && i + 1 < last && !tokens_[i + 1].spaced;
    if (tokens_[i].is(",") && between_parties(first, i)) continue;
    if (depth == 0 && !quoted && tokens_[i].is(sign) && !inside_name(i)) out.push_back(i);
  }
  return out;
}

std::size_t Joints::aside_end(std::size_t at, std::size_t last) const {
  const auto dash = [&](std::size_t i) -> std::size_t {
    if (i < last && tokens_[i].is("--")) return i + 1;
    return i + 1 < last && tokens_[i].is("-") && tokens_[i + 1].is("-") ? i + 2 : i;
  };
  const std::size_t inside = dash(at);
  std::size_t end = inside;
  if (inside == at || inside >= last || !phrase_at(text_, s_, "body_open", inside, end)) return at;
  for (std::size_t i = end; i < last; ++i)
    if (dash(i) > i) return dash(i);
  return at;
}

bool Joints::between_parties(std::size_t first, std::size_t at) const {
  std::size_t next = at + 1;
  while (next < at + 4 && one_of(word(next), {"the", "and", "republic", "of", "kingdom", "state", "people"})) ++next;
  bool before = false, behind = false, own = false;
  for (const auto& party : s_.parties) {
    before = before || (party.last == at && party.first > first);
    behind = behind || (party.first > at && party.first <= next);
  }
  for (std::size_t i = first; i < at; ++i)
    own = own || one_of(word(i), {"from", "by", "between", "among", "with", "of", "for", "in"});
  return before && behind && own;
}

bool Joints::find_opener(std::size_t first, std::size_t last, std::size_t& open_first, std::size_t& open_last) const {
  int depth = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (const std::size_t behind = aside_end(i, last); behind > i) {
      i = behind - 1;
      continue;
    }
    if (tokens_[i].is("(")) ++depth;
    if (tokens_[i].is(")")) --depth;
    if (depth > 0 || inside_name(i)) continue;
    std::size_t end = i;
    if (phrase_at(text_, s_, "body_fields", i, end) && !separators(end, last, ",").empty() && has_and(end, last)) {
      open_first = i;
      open_last = end;
      return true;
    }
    // "priorities for future cooperation in A, B, and C": words that name no subject, and their fields.
    if (one_of(word(i), {"in", "on", "across", "concerning", "regarding"}) && fields_behind(first, i, last)) {
      open_first = i;
      open_last = i + 1;
      return true;
    }
    // "activities focused specifically on X": no list.
    if (i > first && one_of(word(i), {"specifically", "particularly", "especially", "notably"}) &&
        (word(i - 1).ends_with("ed") || word(i - 1).ends_with("ing")))
      continue;
    const bool like = i > first && word(i) == "like" && word(i + 1) != "-" && word(i - 1) != "-" &&
                      text_.patterns.word_in("told_noun", word(i - 1));
    if (like) end = i + 1;
    if (like || phrase_at(text_, s_, "body_open", i, end) || tokens_[i].is(":")) {
      if (tokens_[i].is(":")) end = i + 1;
      while (end < last && one_of(word(end), {",", ":"})) ++end;
      if (end >= last) return false;
      open_first = i;
      open_last = end;
      return true;
    }
    if (tokens_[i].is(";")) return false;
  }
  return false;
}

bool Joints::fields_behind(std::size_t first, std::size_t preposition, std::size_t last) const {
  if (preposition < first + 2) return false;
  for (std::size_t i = first; i < preposition; ++i)
    if (!one_of(word(i), {"for", "key", "major", "strategic", "potential"}) && !frame(i, i + 1)) return false;
  // "cooperation in sectors such as A": the list stands behind the nearer noun.
  for (std::size_t i = preposition + 1; i < std::min(last, preposition + 5); ++i)
    if (one_of(word(i), {"such", "including", "like"})) return false;
  std::size_t end = 0;
  if (!phrase_at(text_, s_, "body_of_fields", preposition - 1, end)) return false;
  const auto marks = separators(preposition, last, ",");
  return marks.size() >= 2 && has_and(marks.back(), last);
}

bool Joints::of_infinitive(std::size_t first, std::size_t conjunction) const {
  for (std::size_t i = first + 1; i + 1 < conjunction; ++i)
    if (tokens_[i].is("to") && text_.patterns.word_in("body_do", word(i + 1)) &&
        text_.patterns.word_in("stance_noun", word(i - 1)))
      return true;
  return false;
}

std::size_t Joints::other_bound(std::size_t first, std::size_t last) const {
  if (first < 2 || word(first - 1) != "from" || !one_of(word(first - 2), {"ranging", "ranged", "range"})) return last;
  for (std::size_t i = first + 1; i + 1 < last; ++i)
    if (tokens_[i].is("to") && !text_.patterns.word_in("body_do", word(i + 1))) return i;
  return last;
}

std::size_t Joints::past_verb(std::size_t at) const {
  while (one_of(word(at), {"and", "to", "also"})) ++at;
  const bool verb = text_.patterns.word_in("body_do", word(at)) || (word(at).size() > 5 && word(at).ends_with("ing"));
  return verb ? at + 1 : at;
}

void Joints::strip(std::size_t& first, std::size_t& last) const {
  for (bool again = true; again && first < last;) {
    again = false;
    std::size_t end = first;
    if (phrase_at(text_, s_, "body_object_lead", first, end) && end < last) {
      if (tokens_[first].is("the") && end == first + 1) break;
      first = end;
      again = true;
    } else if (one_of(word(first), {",", ":", "and", "-", "--", "\"", ";", "or", "\u2022"})) {
      ++first;
      again = true;
    }
  }
  while (last > first && one_of(word(last - 1), {".", ",", ";", "and", ":", "--", "or", "also", "both", "-"})) --last;
}

Stretch Joints::in_brackets(std::size_t first, std::size_t last) const {
  if (last < first + 5 || !tokens_[last - 1].is(")")) return {};
  std::size_t open = last - 1;
  while (open > first && !tokens_[open].is("(")) --open;
  if (open < first + 1 || !text_.patterns.word_in("body_frame_noun", word(open - 1)) || !frame(first, open)) return {};
  return separators(open + 1, last - 1, ",").empty() ? Stretch{} : Stretch{open + 1, last - 1};
}

bool Joints::heavy(std::size_t first, std::size_t last) const {
  for (std::size_t k = first + 1; k + 1 < last; ++k)
    if (one_of(word(k), {"of", "for", "against", "to", "towards", "on"})) return true;
  return false;
}

bool Joints::bare_head(std::size_t first, std::size_t head_last, std::size_t open_last, std::size_t last) const {
  if (frame(first, head_last)) return true;
  std::size_t noun_at = first, noun_end = first;
  const bool quantity = has_word(first, std::min(head_last, first + 4), "of");  // "a wide range of issues"
  while (noun_at < first + (quantity ? 6 : 2) && noun_at + 1 < head_last &&
         !phrase_at(text_, s_, "body_frame_noun", noun_at, noun_end) && frame(noun_at, noun_at + 1))
    ++noun_at;
  return head_last > noun_at + 1 && phrase_at(text_, s_, "body_frame_noun", noun_at, noun_end) &&
         (!text_.patterns.word_in("body_frame_narrowed", word(noun_at)) || !separators(open_last, last, ",").empty()) &&
         (one_of(word(noun_end), {"with", "of", "for", "where", "in", "that", "on", "under", "related", "relating",
                                  "to", "we", "they", "which", "made", "achieved"}) ||
          (quantity &&
           one_of(word(noun_end), {"relevant", "affecting", "concerning", "pertaining", "currently", "facing", "which",
                                   "important", "critical", "central", "aimed", "regarding"}))) &&
         separators(first, head_last, ",").size() < 2;
}

bool Joints::tie(std::size_t first, std::size_t last) const {
  for (std::size_t i = first; i < last; ++i)
    if (one_of(word(i),
               {"talks", "trade", "relations", "cooperation", "negotiations", "agreement", "dialogue", "ties"}))
      return true;
  return false;
}

bool Joints::relative_clause(std::size_t first, std::size_t last) const {
  for (std::size_t i = first + 1; i + 1 < last; ++i)
    if (one_of(word(i), {"which", "that"}) && text_.patterns.word_in("body_finite", word(i + 1))) return true;
  return false;
}

bool Joints::place_goes_on(std::size_t first, std::size_t comma) const {
  if (comma <= first || !tokens_[comma - 1].upper) return false;
  if (word(comma + 1) == "d.c.") return true;
  for (const auto& party : s_.parties)
    if (party.first == comma + 1 && party.form == PartyForm::name)
      for (std::size_t i = comma; i-- > first && i + 4 > comma;)
        if (one_of(word(i), {"in", "at", "between", "from", "to"})) return true;
  return false;
}

std::vector<Stretch> Joints::clauses(std::size_t first, std::size_t last) const {
  std::vector<Stretch> out;
  // "mining" alone is a noun, "exploring ways" is not.
  const auto takes_object = [&](std::size_t i) {
    return word(i).size() > 5 && word(i).ends_with("ing") && i + 1 < last &&
           !one_of(word(i + 1), {",", "and", ";", "or", "for", "of"});
  };
  const bool infinitive = text_.patterns.word_in("body_do", tokens_[first].folded);
  if (!infinitive && !takes_object(first)) return out;
  for (std::size_t i = first + 2; i + 1 < last; ++i) {
    if (!tokens_[i].is(",") && !tokens_[i].is("and")) continue;
    if (!infinitive && word(i - 1).ends_with("ing")) continue;
    std::size_t next = i + 1;
    while (next < last && one_of(word(next), {"and", "to", "also"})) ++next;
    if (next >= last) continue;
    if (!(infinitive ? text_.patterns.word_in("body_do", tokens_[next].folded) : takes_object(next))) {
      // "training for brokers, parking, and a map": nouns after all.
      if (!infinitive && tokens_[i].is(",") && word(i + 1) == "and" && out.empty()) return {};
      continue;
    }
    out.push_back({i, next});
    i = next;
  }
  return out;
}

bool Joints::other_end(std::size_t first, std::size_t comma) const {
  if (word(comma + 1) != "and") return false;
  bool open = false;
  for (std::size_t i = first; i < comma; ++i) {
    if (tokens_[i].is("between")) open = tokens_[i + 1].upper;
    if (tokens_[i].is("and")) open = false;
  }
  return open && comma + 2 < tokens_.size() && tokens_[comma + 2].upper;
}

bool Joints::listed_behind(std::size_t first, std::size_t last) const {
  for (std::size_t i = first; i < last; ++i)
    if (one_of(word(i), {"in", "on", "for", "regarding", "through"})) return true;
  return false;
}

bool Joints::has_and_after_comma(std::size_t first, std::size_t last) const {
  for (std::size_t i = first; i + 1 < last; ++i)
    if (tokens_[i].is(",") && tokens_[i + 1].is("and")) return true;
  return false;
}

bool Joints::has_word(std::size_t first, std::size_t last, std::string_view folded) const {
  for (std::size_t i = first; i < last; ++i)
    if (tokens_[i].is(folded)) return true;
  return false;
}

bool Joints::examples(std::size_t first, std::size_t last) const {
  for (std::size_t i = first + 1; i + 1 < last; ++i)
    if (tokens_[i].is("such") && tokens_[i + 1].is("as")) return true;
  return false;
}

Stretch Joints::join_row(std::size_t first, std::size_t last, std::vector<std::size_t>& commas) const {
  if (commas.empty() || !has_and(commas.back(), last)) return {};
  // The noun, at the end or before a preposition.
  std::size_t noun = last;
  for (std::size_t i = commas.back() + 2; i < std::min(last, commas.back() + 7) && noun == last; ++i)
    if ((i + 1 == last || one_of(word(i + 1), {"between", "in", "with", "of", "for", "under", "from", "by", "to"})) &&
        (text_.patterns.word_in("body_row", word(i)) || text_.patterns.word_in("body_row_adjective", word(i))))
      noun = i;
  if (noun == last) return {};
  std::size_t start = commas.size() - 1;
  while (start > 0 && commas[start] == commas[start - 1] + 2) --start;
  bool adjective = false;
  for (std::size_t k = start; k < commas.size(); ++k)
    adjective = adjective || text_.patterns.word_in("body_adjective", word(commas[k] - 1));
  for (std::size_t i = commas.back(); i < noun; ++i)
    adjective = adjective || (word(i + 1) == "and" && text_.patterns.word_in("body_adjective", word(i)));
  const bool modifies = commas[start] >= first + 2 && one_of(word(commas[start] - 2), {"of", "for", "in", "on", "the"});
  const Stretch row{commas[start], noun};
  if ((text_.patterns.word_in("body_row", word(noun)) && modifies) || adjective) {
    commas.erase(commas.begin() + static_cast<std::ptrdiff_t>(start), commas.end());
    return row;
  }
  return {};
}

bool Joints::two_things(std::size_t first, std::size_t conjunction, std::size_t last) const {
  while (first < conjunction && one_of(word(first), {"the", "a", "an", "their", "its"})) ++first;
  if (conjunction < first + 2 || last < conjunction + 3 || last > first + 14) return false;
  for (std::size_t i = first; i < last; ++i)
    if (i != conjunction && (one_of(word(i), {"of", "in", "on", "for", "to", "with", "between", "and", "from", "under",
                                              "at", "by", "that", "which", "-", "(", "their"}) ||
                             (tokens_[i].upper && i + 1 != last)))
      return false;
  const auto end = word(conjunction - 1);
  for (const std::string_view tail : {"al", "ic", "ive", "ary", "ous", "able", "ing", "ed"})
    if (end.ends_with(tail) && end != "material" && end != "materials") return false;
  return !text_.patterns.word_in("body_adjective", end) && !word(first).ends_with("ing");
}

bool Joints::frame(std::size_t first, std::size_t last) const {
  for (std::size_t i = first; i < last; ++i) {
    std::size_t end = i;
    if (!tokens_[i].word || tokens_[i].number) continue;
    bool party = count_of(tokens_[i].folded) > 0;
    for (const auto& mention : s_.parties) {
      if (mention.first > i || i >= mention.last) continue;
      // "EU-ASEAN relations", where ASEAN does not sit at the table.
      if (last > first + 1 && !text_.table.empty() && std::ranges::find(text_.table, mention.code) == text_.table.end())
        return false;
      party = true;
    }
    if (tokens_[i].is("third") && one_of(word(i + 1), {"country", "countries", "markets", "parties"})) return false;
    for (const auto& ordinal : s_.ordinals) party = party || (ordinal.first <= i && i < ordinal.last);
    if (!party && !phrase_at(text_, s_, "body_frame", i, end)) return false;
  }
  return true;
}

bool Joints::named_frame(std::size_t first, std::size_t last) const {
  bool named = false;
  for (std::size_t i = first; i < last; ++i) {
    const bool here = inside_name(i) || inside_name(i + 1);
    named = named || here;
    if (!here && !frame(i, i + 1)) return false;
  }
  return named;
}

bool Joints::soft_frame(std::size_t first, std::size_t last) const {
  bool soft = false;
  for (std::size_t i = first; i < last; ++i) {
    const bool named = inside_name(i) || inside_name(i + 1);
    const bool here = text_.patterns.word_in("body_soft_frame", word(i)) || named;
    soft = soft || (here && !named);  // a name alone is what the talks are of
    if (!here && !frame(i, i + 1)) return false;
  }
  return soft;
}

bool Joints::strong_frame(std::size_t first, std::size_t last) const {
  bool strong = false;
  for (std::size_t i = first; i < last; ++i) {
    if (one_of(word(i), {"interest", "concern", "bilateral", "importance", "other"})) return false;
    strong = strong || text_.patterns.word_in("body_frame_strong", word(i));
  }
  return strong && one_of(word(last - 1),
                          {"issues", "developments", "matters", "topics", "situation", "situations", "challenges"});
}

}  // namespace breadcrumb::reader
