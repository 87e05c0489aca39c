// When and where the meeting was.
#include <algorithm>

#include "reader/en_meeting_dates.h"
#include "reader/en_meeting_labels.h"
#include "reader/en_place.h"
#include "reader/en_state.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

using Relative = text::DateMention::Relative;

class MeetingReader {
 public:
  explicit MeetingReader(EnState& state) : state_(state), text_(state.text) {}

  void run() {
    std::size_t order = 0;
    for (std::size_t s = 0; s < text_.sentences.size() && order < 30; ++s) {
      if (!state_.usable(s)) continue;
      const int score = sentence_score(text_.sentences[s], order);
      if (score > best_score_ && score >= 4) {
        best_score_ = score;
        state_.meeting_sentence = s;
      }
      ++order;
    }
    const bool labelled = read_labelled();
    if (state_.meeting_sentence == static_cast<std::size_t>(-1)) return;
    if (!labelled) read_date();
    if (place_.empty() && !(labelled && virtual_ == "true")) read_place();
    if (virtual_.empty() && !place_.empty() && labelled) virtual_ = "false";
    if (!found_date_ && place_.empty() && virtual_.empty()) return;
    std::size_t start = static_cast<std::size_t>(-1), end = 0;
    for (const auto& [a, b] : quotes_) {
      start = std::min(start, a);
      end = std::max(end, b);
    }
    const auto& sentence = text_.sentences[state_.meeting_sentence];
    if (end <= start) {
      start = sentence.start;
      end = sentence.end;
    }
    if (end - start > 600 && !quotes_.empty()) end = quotes_.front().second, start = quotes_.front().first;
    Fact& fact = state_.build.add(FactKind::meeting, start, end, rule_);
    if (state_.meeting_start.year > 0 && state_.meeting_start.day > 0)
      fact.set("start", text::iso(state_.meeting_start));
    if (state_.meeting_end.year > 0 && state_.meeting_end.day > 0) fact.set("end", text::iso(state_.meeting_end));
    if (week_) fact.set("imprecise", "week");
    if (!zone_.empty()) fact.set("zone", zone_);
    if (!place_.empty()) fact.set("place", place_);
    if (!virtual_.empty()) fact.set("virtual", virtual_);
    if (found_date_ && fact.field("start").empty() && fact.field("end").empty())
      state_.build.problem("date.unresolved", "the meeting's date lacks a year that the text could settle", date_start_,
                           date_end_);
    for (const auto& [first, last] : sessions_) {
      Fact& session = state_.build.add(FactKind::session, first.start, first.end, "en.session.day");
      session.set("start", text::iso(last));
      session.set("end", text::iso(last));
    }
  }

 private:
  /// What a page says in so many words: "Held: 16 June 2022, by video conference", "Venue: Nairobi".
  bool read_labelled() {
    const MeetingLabels labels = read_meeting_labels(state_);
    place_ = labels.place;
    if (!place_.empty()) quotes_.emplace_back(labels.place_start, labels.place_end);
    if (!labels.date) return false;
    state_.meeting_sentence = labels.sentence;
    set_days(*labels.date);
    if (labels.online) virtual_ = "true";
    rule_ = "en.meeting.label";
    return true;
  }

  [[nodiscard]] bool has(const EnSentence& sentence, std::string_view name) const {
    return text_.patterns.holds(name, sentence);
  }

  int sentence_score(const EnSentence& sentence, std::size_t order) const {
    int score = 0;
    if (has(sentence, "meet_verb")) score += 3;
    bool date = false, exact = false;
    for (const auto& d : sentence.dates)
      if (!other_date(sentence, d)) {
        date = date || d.has_day() || d.relative != Relative::none || d.week;
        exact = exact || d.has_day();
      }
    if (date) score += 3;
    if (exact) score += 1;
    for (const auto& named : sentence.named)
      if (state_.is_dialogue(named.name)) {
        score += 2;
        break;
      }
    if (has(sentence, "round_noun")) score += 2;
    if (sentence.parties.size() >= 2) score += 1;
    if (sentence.quoted) score -= 2;
    for (std::size_t t = 0; t < sentence.tokens.size(); ++t) {
      const auto& w = sentence.tokens[t].folded;
      if (one_of(w, {"next", "previous", "previously", "scheduled", "look"})) score -= 4;
      if (one_of(w, {"launched", "anniversary", "signed", "established"})) score -= 1;
      if (w == "following" && t > 0 && t + 2 < sentence.tokens.size() && sentence.tokens[t + 1].is("the") &&
          one_of(sentence.tokens[t + 2].folded, {"meeting", "visit", "conclusion"}))
        score -= 4;
      // "which met on July 14" says more than that exports grew last year.
      if (w == "last" && t + 1 < sentence.tokens.size() &&
          (one_of(sentence.tokens[t + 1].folded, {"met", "round", "meeting"}) ||
           (!exact && sentence.tokens[t + 1].is("year"))))
        score -= 4;
    }
    // "The fourth round was not held": no meeting.
    bool held = false, not_held = false;
    for (std::size_t t = 0, last = 0; t < sentence.tokens.size(); ++t)
      if (last = t; text_.patterns.in_class("meet_verb", sentence, t, last))
        (sentence.denial(t) != nullptr ? not_held : held) = true;
    if (not_held && !held) return -100;
    score -= static_cast<int>(std::min<std::size_t>(order, 12) / 2);
    return score;
  }

  void set_days(const text::DateMention& date) {
    found_date_ = true;
    date_start_ = date.start;
    date_end_ = date.end;
    quotes_.emplace_back(date.start, date.end);
    const text::Day near = date_anchor(state_);
    if (date.relative != Relative::none) {
      if (state_.published.day == 0 || date.relative == Relative::this_week || date.relative == Relative::last_week)
        return;
      int shift = date.relative == Relative::yesterday ? -1 : date.relative == Relative::tomorrow ? 1 : 0;
      // "on Tuesday" is the last one before the release.
      if (date.relative == Relative::weekday)
        shift = -((text::weekday_of(state_.published) - date.first.weekday + 7) % 7);
      state_.meeting_end = text::day_of_number(text::day_number(state_.published) + shift);
      state_.meeting_start = state_.meeting_end;
      count_back();
      return;
    }
    state_.meeting_start = text::resolve_year(date.first, near);
    state_.meeting_end = text::resolve_year(date.last, near);
    week_ = date.week;
    if (week_) state_.meeting_end = {};
    zone_ = date.zone;
    if (!date.range && !week_) count_back();
  }

  /// "concluded a two-day meeting": the end is known and the start is counted back from it.
  void count_back() {
    const std::size_t next = state_.meeting_sentence + 1;
    const auto& sentence = text_.sentences[state_.meeting_sentence];
    count_back(sentence, false);
    // "It lasted two days." behind it.
    if (state_.meeting_start == state_.meeting_end && next < text_.sentences.size() && state_.usable(next) &&
        has_word(text_.sentences[next], "lasted") && text_.sentences[next].tokens.size() < 12)
      count_back(text_.sentences[next], has(sentence, "closing_verb"));
  }

  void count_back(const EnSentence& sentence, bool closing) {
    const int days = closed_after_days(sentence, closing);
    if (days > 0 && text::is_valid(state_.meeting_end))
      state_.meeting_start = text::day_of_number(text::day_number(state_.meeting_end) - (days - 1));
  }

  /// "12 May 2006 - The twelfth session closed on Wednesday": the date line's day is the release's.
  [[nodiscard]] bool is_release_date(const EnSentence& sentence, const text::DateMention& date) const {
    const Fact* published = state_.build.first(FactKind::published);
    return published && published->quote.start == date.start && date.start == sentence.start &&
           sentence.dates.size() > 1;
  }

  bool try_sentence(std::size_t s) {
    const auto& sentence = text_.sentences[s];
    const text::DateMention* chosen = nullptr;
    std::vector<const text::DateMention*> days;
    for (const auto& date : sentence.dates) {
      if (other_date(sentence, date) || date.second_zone || is_release_date(sentence, date)) continue;
      if (date.has_day()) days.push_back(&date);
      if (date.has_day() && (!chosen || !chosen->has_day())) chosen = &date;
      // A weekday alone says nothing without a release date.
      const bool alone = date.relative == Relative::weekday && state_.published.day == 0;
      if (!chosen && date.relative != Relative::none && !alone) chosen = &date;
    }
    if (!chosen) return false;
    // The dateline's date is the release's; the sentence's own date is the meeting's.
    if (const Fact* released = state_.build.first(FactKind::published);
        released != nullptr && days.size() > 1 && chosen->start == released->quote.start)
      chosen = days[1];
    set_days(*chosen);
    date_sentence_ = s;
    for (const auto& date : sentence.dates)
      if (date.second_zone && zone_.empty()) zone_ = date.zone;
    // "two sessions, the first on June 10 and the second on June 24": separate days, no range.
    bool sessions = false;
    for (std::size_t t = 0; t + 1 < sentence.tokens.size(); ++t)
      sessions = sessions || (one_of(sentence.tokens[t].folded, {"two", "three", "separate"}) &&
                              (one_of(sentence.tokens[t + 1].folded, {"sessions", "session"}) ||
                               (t + 2 < sentence.tokens.size() && sentence.tokens[t + 2].is("sessions"))));
    // "two sessions on February 5 and February 13": two days, though they are printed like a range.
    if (sessions && chosen->range && text_.words(chosen->start, chosen->end).find(" and ") != std::string_view::npos &&
        !(chosen->last == chosen->first)) {
      auto last = *chosen;
      last.first = last.last;
      sessions_.emplace_back(*chosen, state_.meeting_start);
      sessions_.emplace_back(last, state_.meeting_end);
    }
    if (sessions && days.size() >= 2 && !chosen->range) {
      for (const auto* day : days) {
        const auto resolved = text::resolve_year(day->first, date_anchor(state_));
        sessions_.emplace_back(*day, resolved);
      }
      state_.meeting_start = sessions_.front().second;
      state_.meeting_end = sessions_.back().second;
      quotes_.emplace_back(days.back()->start, days.back()->end);
    }
    rule_ = "en.meeting.sentence";
    if (chosen->range || !sessions_.empty()) return true;
    close(sentence, *chosen);
    if (chosen->has_day() && state_.meeting_start == state_.meeting_end) widen(s);
    return true;
  }

  /// "commenced on 9 May, concluding on 17 May": two days of one sentence that begin and end the meeting.
  void close(const EnSentence& sentence, const text::DateMention& begin) {
    std::size_t at = 0;
    while (at < sentence.tokens.size() && sentence.tokens[at].start < begin.start) ++at;
    bool opens = false;
    for (std::size_t back = 1; back <= 4 && back <= at; ++back)
      opens = opens || text_.patterns.word_in("opening_verb", sentence.tokens[at - back].folded);
    if (!opens || !begin.has_day()) return;
    for (const auto& date : sentence.dates) {
      if (date.start <= begin.end || !date.has_day() || date.second_zone) continue;
      std::size_t t = at;
      while (t < sentence.tokens.size() && sentence.tokens[t].start < date.start) ++t;
      bool closes = false;
      for (std::size_t back = 1; back <= 4 && back <= t; ++back)
        closes = closes || text_.patterns.word_in("closing_verb", sentence.tokens[t - back].folded);
      if (!closes) continue;
      const auto last = text::resolve_year(date.last, date_anchor(state_));
      auto first = begin.first;
      if (first.year == 0) first.year = last.year;
      if (!text::is_valid(last) || !text::is_valid(first) || text::day_number(last) < text::day_number(first)) return;
      state_.meeting_start = first;
      state_.meeting_end = last;
      quotes_.emplace_back(date.start, date.end);
      return;
    }
  }

  /// "concluded the round on Oct. 17. The round took place Oct. 11 to 17": the range that ends on that day.
  void widen(std::size_t from) {
    std::size_t order = 0;
    for (std::size_t s = from + 1; s < text_.sentences.size() && order < 4; ++s) {
      if (!state_.usable(s)) continue;
      ++order;
      const auto& sentence = text_.sentences[s];
      if (sentence.quoted || !has(sentence, "round_noun") || !has(sentence, "meet_verb")) continue;
      for (const auto& date : sentence.dates) {
        if (!date.range || !date.has_day() || other_date(sentence, date)) continue;
        const auto last = text::resolve_year(date.last, date_anchor(state_));
        if (last.day != state_.meeting_end.day || last.month != state_.meeting_end.month ||
            last.year != state_.meeting_end.year)
          continue;
        state_.meeting_start = text::resolve_year(date.first, date_anchor(state_));
        quotes_.emplace_back(date.start, date.end);
        return;
      }
    }
  }

  void read_date() {
    if (try_sentence(state_.meeting_sentence)) return;
    // A sentence of its own may give the day; else the headline does.
    std::size_t order = 0;
    for (std::size_t s = 0; s < text_.sentences.size() && order < 14; ++s) {
      if (!state_.usable(s)) continue;
      ++order;
      const auto& sentence = text_.sentences[s];
      // "In Rome, from 27-31 May, the negotiators went through a full agenda": days right behind the meeting's
      // sentence.
      const bool behind =
          s == state_.meeting_sentence + 1 && std::any_of(sentence.dates.begin(), sentence.dates.end(),
                                                          [](const auto& d) { return d.range && d.has_day(); });
      if (sentence.dates.empty() || sentence.quoted || has_word(sentence, "scheduled") ||
          (!behind &&
           (!(has(sentence, "round_noun") || has(sentence, "meet_verb")) || sentence_score(sentence, 0) < 5)))
        continue;
      if (try_sentence(s)) return;
    }
    for (const auto& date : state_.title.dates)
      if (date.has_day()) {
        rule_ = "en.meeting.headline";
        set_days(date);
        return;
      }
  }

  bool place_in(std::size_t s, bool main) {
    const auto& sentence = text_.sentences[s];
    const auto& tokens = sentence.tokens;
    std::size_t place_start = 0, place_last = 0;
    if (host_city(text_, sentence, place_start, place_last)) {
      place_ = text::squeeze(text_.words(tokens[place_start].start, tokens[place_last - 1].end));
      quotes_.emplace_back(tokens[place_start].start, tokens[place_last - 1].end);
      return true;
    }
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
      // "in the city of Cartagena"
      const bool called = i > 2 && tokens[i].is("of") && one_of(tokens[i - 1].folded, {"city", "town", "capital"}) &&
                          tokens[i - 2].is("the") && tokens[i - 3].is("in");
      if ((!called && !one_of(tokens[i].folded, {"in", "at", "to", "downtown", "central"})) || !tokens[i + 1].word)
        continue;
      // "in the Department of Commerce, Washington": only the city behind it is a place.
      const bool house = tokens[i + 1].is("the") && i + 2 < tokens.size() && tokens[i + 2].upper &&
                         city_behind_house(text_, sentence, i + 2) > i + 2;
      if (!tokens[i + 1].upper && !house) continue;
      if (tokens[i].is("to") &&
          !(i > 0 && (has_word(sentence, "brought") || one_of(tokens[i - 1].folded, {"traveled", "travelled"}))))
        continue;
      std::size_t first = city_behind_house(text_, sentence, house ? i + 2 : i + 1);
      bool bad = false;
      for (const auto& d : sentence.dates) bad = bad || (tokens[first].start >= d.start && tokens[first].start < d.end);
      if (text::month_number(tokens[first].folded) > 0) bad = true;
      for (const auto& n : sentence.named) bad = bad || (first >= n.first && first < n.last);
      if (bad) continue;
      if (text_.patterns.word_in("office_word", tokens[first].folded) ||
          text_.patterns.word_in("not_name", tokens[first].folded)) {
        if (!is_city(text_, sentence, first)) continue;
      }
      const std::size_t last = place_end(text_, sentence, first);
      if (last == first || last - first > 8) continue;
      // "in Japan's ...", "in Malaysia": a country alone is a place too, when nothing nearer is named.
      if (last < tokens.size() && (tokens[last].is("'s") || tokens[last].is("-"))) continue;
      bool party = false;
      for (const auto& p : sentence.parties)
        party = party || (p.first == first && p.last == last && p.form == PartyForm::name);
      if (!main && !is_city(text_, sentence, first)) continue;
      // What stands before must not tell of another event ("the previous round, held in Brisbane"), nor of one to
      // come ("concluded on 5 March, and the third round is due to take place in Ankara").
      bool other = false;
      for (std::size_t back = i; back-- > 0 && found_date_ && tokens[back].start >= date_end_ && main;)
        other = other || one_of(tokens[back].folded, {"due", "scheduled"});
      for (std::size_t back = 1; back <= 8 && back <= i; ++back) {
        if (one_of(tokens[i - back].folded, {"previous", "signed", "launched", "last", "special", "next", "born",
                                             "established", "anniversary", "announcement", "announced"}))
          other = true;
        if (one_of(tokens[i - back].folded, {"meeting", "round", "met"}) && back < 3) break;
      }
      if (other) continue;
      if (party && !tokens[i].is("in") && !called) continue;
      // "... to discuss trade, including worker rights in Thailand": what is there is no meeting.
      if (party && !called && !is_city(text_, sentence, first) && !near_meeting(text_, sentence, i)) continue;
      place_ = text::squeeze(text_.words(tokens[first].start, tokens[last - 1].end));
      quotes_.emplace_back(tokens[i].start, tokens[last - 1].end);
      // "in Vanijya Bhawan, New Delhi": the city behind the house.
      for (const auto& p : sentence.parties)
        if (p.form == PartyForm::capital && p.first > first + 1 && p.last == last && tokens[p.first - 1].is(","))
          place_ = text::squeeze(text_.words(tokens[p.first].start, tokens[last - 1].end));
      // "London and Delhi"
      if (last + 1 < tokens.size() && tokens[last].is("and") && is_city(text_, sentence, last + 1)) {
        const std::size_t end = place_end(text_, sentence, last + 1);
        place_ = text::squeeze(text_.words(tokens[first].start, tokens[end - 1].end));
      }
      return true;
    }
    return false;
  }

  void read_place() {
    const std::size_t main = state_.meeting_sentence;
    if (!place_in(main, true) && !has(text_.sentences[main], "virtual")) {
      std::size_t order = 0;
      for (std::size_t s = 0; s < text_.sentences.size() && order < 8 && place_.empty(); ++s) {
        if (!state_.usable(s) || s == main) continue;
        ++order;
        const auto& sentence = text_.sentences[s];
        if (s == date_sentence_ && place_in(s, true)) break;
        const bool travel = has_word(sentence, "traveled") || has_word(sentence, "travelled");
        if (!has(sentence, "meet_verb") && !has(sentence, "round_noun") && !travel) continue;
        // A place that is planned, or another meeting's, where the day of this one is told elsewhere.
        if (!state_.announcement && has(sentence, "other_time")) continue;
        const int score = sentence_score(sentence, order);
        if (score < 3) continue;
        place_in(s, score >= 5 && has(sentence, "meet_verb") && has(sentence, "round_noun"));
      }
    }
    if (std::size_t first = 0, last = 0; place_.empty() && !has(text_.sentences[main], "virtual") &&
                                         house_of_meeting(text_, text_.sentences[main], first, last)) {
      const auto& tokens = text_.sentences[main].tokens;
      place_ = text::squeeze(text_.words(tokens[first].start, tokens[last - 1].end));
      quotes_.emplace_back(tokens[first].start, tokens[last - 1].end);
    }
    // Whether it was virtual is said outright, or follows from a place.
    std::size_t order = 0;
    bool hybrid = false;
    for (std::size_t s = 0; s < text_.sentences.size() && order < 8; ++s) {
      if (!state_.usable(s) || text_.sentences[s].quoted) continue;
      ++order;
      const auto& sentence = text_.sentences[s];
      if (s != main && order > 4 &&
          !(has(sentence, "meet_verb") && has(sentence, "virtual") && !sentence.named.empty()))
        continue;
      const bool online = has(sentence, "virtual"), present = has(sentence, "in_person");
      if (has(sentence, "hybrid") || (online && present)) hybrid = true;
      const bool about_meeting = s == main || (has(sentence, "round_noun") && order <= 3) || has(sentence, "meet_verb");
      if (online && about_meeting && virtual_.empty() && !(s != main && !place_.empty())) virtual_ = "true";
      if (present && virtual_.empty() && about_meeting) virtual_ = "false";
    }
    if (virtual_.empty() && !place_.empty()) virtual_ = "false";
    if (virtual_.empty() && has(state_.title, "virtual")) virtual_ = "true";
    if (hybrid) virtual_.clear();
    // A place and a line in one breath ("in Bern and virtually"): both, so neither.
    if (virtual_ == "true" && !place_.empty()) virtual_.clear();
  }

  EnState& state_;
  const EnText& text_;
  int best_score_ = 0;
  bool found_date_ = false, week_ = false;
  std::size_t date_start_ = 0, date_end_ = 0, date_sentence_ = static_cast<std::size_t>(-1);
  std::string place_, virtual_, zone_, rule_ = "en.meeting.sentence";
  std::vector<std::pair<std::size_t, std::size_t>> quotes_;
  std::vector<std::pair<text::DateMention, text::Day>> sessions_;
};

}  // namespace

void read_meeting(EnState& state) {
  MeetingReader(state).run();
  // Future tense in the headline or the sentence: an announcement.
  for (std::size_t t = 0; t + 1 < state.title.tokens.size(); ++t)
    if (state.title.tokens[t].is("to") &&
        one_of(state.title.tokens[t + 1].folded, {"hold", "host", "meet", "convene", "travel", "launch"}))
      state.announcement = true;
  if (state.meeting_sentence != static_cast<std::size_t>(-1) &&
      lies_ahead(state.text.sentences[state.meeting_sentence])) {
    if (state.published.day == 0 || state.meeting_start.day == 0 ||
        text::day_number(state.meeting_start) >= text::day_number(state.published))
      state.announcement = true;
  }
}

}  // namespace breadcrumb::reader
