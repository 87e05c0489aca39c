// Walks the blocks of the body: headings and run-in labels become areas, acts give their items or the issues of prose.
#include "reader/en_body.h"

#include <algorithm>

#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class BodyReader {
 public:
  explicit BodyReader(EnState& state) : state_(state), text_(state.text) {}

  void run() {
    for (std::size_t b = 0; b < text_.blocks.size(); ++b) {
      const auto& block = text_.blocks[b];
      if (block.background || state_.skip[b] || b == state_.title_block) continue;
      one_block(b);
    }
    empty_section();
    std::size_t headed = 0;
    for (const Fact* area : state_.build.all(FactKind::area)) headed += area->rule == "en.area.heading" ? 1 : 0;
    if (headed >= 1)
      for (const auto& section : empty_) add_area(section.first, section.last, "en.area.heading");
    if (!found_ && frame_.last > frame_.first)
      issue_bytes(frame_.first, frame_.last, "discussed", false, "en.issue.frame");
  }

 private:
  enum class ListMode { none, topics, orders };

  void one_block(std::size_t b) {
    const auto& block = text_.blocks[b];
    const Block& from = text_.document.blocks[block.index];
    std::size_t start = after_number(block.start, block.end);
    const auto line = text::trim(text_.words(start, block.end));
    if (line.empty()) return;
    const bool before_meeting =
        state_.meeting_sentence < text_.sentences.size() && b < text_.sentences[state_.meeting_sentence].block;
    const bool cell_label = (from.kind == BlockKind::table_cell || from.kind == BlockKind::term) && line.size() < 90 &&
                            line.back() != '.' && b + 1 < text_.blocks.size() &&
                            text_.blocks[b + 1].end - text_.blocks[b + 1].start > line.size();
    if ((block.heading && !block.item && line.back() != '.') || cell_label) {
      heading(start, block.end, line, before_meeting);
      return;
    }
    if (block.item && item_heading(b, line)) {
      heading(start, block.end, line, before_meeting);
      group_ = in_section_ && b + 1 < text_.blocks.size() && text_.blocks[b + 1].item;
      return;
    }
    if (from.kind == BlockKind::term) return;
    if (from.bold && !block.item && block.last - block.first >= 2 && b + 2 < text_.blocks.size() &&
        state_.meeting_sentence < text_.sentences.size() && b <= text_.sentences[state_.meeting_sentence].block + 1)
      return;  // an abstract: the text says it again
    if (!block.item && list_ != ListMode::none && !label_end(b, start, from).found) list_ = ListMode::none;
    if (block.item && list_ == ListMode::orders && block.last - block.first == 1 && line.size() < 300 &&
        line.front() >= 'a' && line.front() <= 'z') {
      Fact& fact = state_.build.add(FactKind::commitment, start, item_end(start, block.end), "en.commit.list");
      fact.set("actor", state_.parties.size() > 2 ? "all" : "both");
      if (const auto last = text_.tag(start, block.end); !last.dates.empty()) {
        text::Day day = last.dates.back().last;
        if (day.year > 0) fact.set("due", text::iso(day));
      }
      return;
    }
    if (const auto label = label_end(b, start, from); label.found && !before_meeting) {
      const bool nested = group_ || (from.level > 1 && area_ && !label.strong);
      if (!nested) {
        add_area(start, label.end, label.rule);
        label_block_ = b;
      }
      for (const auto& [s, e] : sentences_of(text_.document.text, label.rest, block.end))
        sentence(text_.tag(s, e), true);
      if (block.item) return;
      area_ = nullptr;
      return;
    }
    if (block.item && list_ == ListMode::topics && block.last - block.first == 1) {
      const auto tagged = text_.tag(start, block.end);
      // An item that is a sentence is read as one; what only names a subject is the subject.
      bool sentence_like = tagged.tokens.size() > 32 || !text_.patterns.find("commit", tagged).empty();
      for (const auto& match : text_.patterns.find("act", tagged))
        sentence_like = sentence_like || match.first <= 1 || line.back() == '.' ||
                        subject_before(text_, tagged, match.first) < match.first;
      sentence_like = sentence_like || (line.back() == '.' && !text_.patterns.find("passive", tagged).empty());
      if (!sentence_like) {
        const bool deeper = area_ && from.level > 1;
        add_topic(tagged, {0, tagged.tokens.size()}, list_act_, list_bilateral_, "en.list.item", deeper);
        return;
      }
    }
    if (block.item && from.level > 1 && area_) {
      const auto tagged = text_.tag(start, block.end);
      if (text_.patterns.find("act", tagged).empty()) {
        add_topic(tagged, {0, tagged.tokens.size()}, list_act_.empty() ? "discussed" : list_act_, false, "en.list.item",
                  true);
        return;
      }
    }
    if (!in_section_ && !block.item) area_ = nullptr;
    for (std::size_t s = block.first; s < block.last; ++s) {
      const auto& whole = text_.sentences[s];
      if (whole.quoted || whole.background) continue;
      steps_only_ = state_.taken[s] || before_meeting;
      if (block.first == s && start > block.start)
        sentence(text_.tag(start, whole.end), false);
      else
        sentence(whole, false);
      steps_only_ = false;
    }
    opener_line(block, line);
  }

  /// A numbered line without a verb or final sign that heads what follows.
  bool item_heading(std::size_t b, std::string_view line) const {
    if (b + 1 >= text_.blocks.size() || line.empty() || line.size() > 110) return false;
    if (one_of(line.substr(line.size() - 1), {".", ";", ",", ":"}) || line.ends_with("; and")) return false;
    const auto& own = text_.document.blocks[text_.blocks[b].index];
    const auto& next = text_.document.blocks[text_.blocks[b + 1].index];
    const bool numbered = !own.marker.empty() && own.marker.find_first_of("0123456789IVX") != std::string::npos;
    const bool next_numbered = !next.marker.empty() && next.marker.find_first_of("0123456789IVX") != std::string::npos;
    if (!numbered) return false;
    if (text_.blocks[b + 1].item && next_numbered && next.level <= own.level) return false;
    std::size_t i = 0;
    return text::is_upper(text::next_char(line, i));
  }

  /// "1. ", "(a) ", "B.1 ", "- " at the beginning of a block.
  std::size_t after_number(std::size_t start, std::size_t end) const {
    const std::string_view words = text_.words(start, end);
    std::size_t i = 0;
    while (i < words.size() && i < 10 && words[i] != ' ' && words[i] != '\n' && words[i] != '\t') ++i;
    const auto first = words.substr(0, i);
    if (first.empty() || i >= words.size()) return start;
    const bool closed = first.back() == '.' || first.back() == ')' || first == "-" || first == "\u2022" ||
                        first == "\u25CF" || first == "\u2013" || first == "o" || first == "\u2666" ||
                        first == "\u00BB" || first == "\u00BA" || first == "*" || first == "\u00B7";
    bool digits = false, letters = 0;
    std::size_t letter_count = 0;
    for (const char c : first) {
      digits = digits || (c >= '0' && c <= '9');
      letter_count += (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
    (void)letters;
    const bool roman = first.find_first_not_of("IVXivx.()") == std::string_view::npos;
    if (!(closed && (letter_count <= 1 || roman)) &&
        !(digits && letter_count <= 1 && first.find('.') != std::string_view::npos))
      return start;
    if (letter_count > 1 && !roman) return start;
    std::size_t at = start + i;
    while (at < end &&
           (text_.document.text[at] == ' ' || text_.document.text[at] == '\n' || text_.document.text[at] == '\t'))
      ++at;
    return at < end ? at : start;
  }

  std::size_t item_end(std::size_t start, std::size_t end) const {
    auto words = text::trim(text_.words(start, end));
    for (bool again = true; again;) {
      again = false;
      for (const std::string_view tail : {"; and", ", and", ";", ".", ","})
        if (words.ends_with(tail)) {
          words.remove_suffix(tail.size());
          again = true;
        }
    }
    return static_cast<std::size_t>(words.data() - text_.document.text.data()) + words.size();
  }

  struct Label {
    bool found = false, strong = false;
    std::size_t end = 0, rest = 0;
    std::string_view rule;
  };

  /// Where a run-in label ends and the text behind it begins.
  Label label_end(std::size_t b, std::size_t start, const Block& from) const {
    const auto& block = text_.blocks[b];
    const std::string& all = text_.document.text;
    Label out;
    // The paragraph of the meeting's sentence begins with a date line, not with a label.
    if (!block.item && state_.meeting_sentence < text_.sentences.size() &&
        b <= text_.sentences[state_.meeting_sentence].block)
      return out;
    const auto upper = [&](std::size_t at) {
      std::size_t i = at;
      return at < block.end &&
             (text::is_upper(text::next_char(std::string_view(all), i)) || (all[at] >= '0' && all[at] <= '9'));
    };
    if (!upper(start)) return out;
    std::size_t bold_end = 0;
    for (const auto& emphasis : from.emphases)
      if (emphasis.start <= start + 1 && emphasis.end < block.end) bold_end = std::max(bold_end, emphasis.end);
    if (bold_end > start && bold_end - start < 140) {
      std::size_t rest = bold_end, label = bold_end;
      while (rest < block.end && (all[rest] == ' ' || all[rest] == '.' || all[rest] == ':' || all[rest] == '-' ||
                                  static_cast<unsigned char>(all[rest]) >= 0x80)) {
        std::size_t i = rest;
        const char32_t c = text::next_char(std::string_view(all), i);
        if (c >= 0x80 && c != U'\u2013' && c != U'\u2014' && c != U'\u00A0' && c != U'\u2012') break;
        rest = i;
      }
      const bool sign = rest > bold_end || one_of(std::string_view(all).substr(bold_end - 1, 1), {".", ":"});
      while (label > start && one_of(std::string_view(all).substr(label - 1, 1), {".", ":", " ", "-"})) --label;
      if (sign && rest < block.end && !state_like(start, label)) return {true, true, label, rest, "en.area.bold"};
    }
    // A dash, colon or point within the first words.
    const std::size_t limit = std::min(block.end, start + 130);
    std::size_t words = 0;
    for (std::size_t i = start; i < limit;) {
      const std::size_t at = i;
      const char32_t c = text::next_char(std::string_view(all), i);
      if (text::is_space(c)) ++words;
      if (words > 13) return out;
      const bool dash = c == U'\u2013' || c == U'\u2014' ||
                        (c == U'-' && at > start && text::is_space(static_cast<unsigned char>(all[at - 1])) &&
                         i < block.end && all[i] == ' ');
      const bool spaced =
          i < block.end && (all[i] == ' ' || all[i] == '\n' || static_cast<unsigned char>(all[i]) == 0xC2);
      if (dash && spaced && at > start) {
        // A dash may stand inside the label when another sign follows soon.
        std::size_t label = at, rest = i;
        for (std::size_t k = i; k < std::min(limit, i + 60);) {
          const std::size_t here = k;
          const char32_t d = text::next_char(std::string_view(all), k);
          if ((d == U'\u2013' || d == U'\u2014' || d == U':') && k < block.end && all[k] == ' ') {
            std::size_t first = rest;
            while (first < here && all[first] == ' ') ++first;
            if (upper(first)) {
              label = here;
              rest = k;
            }
            break;
          }
        }
        if (!block.item && !list_context()) return out;
        return finish(start, label, rest, block.end, "en.area.dash");
      }
      if (c == U':' && spaced) {
        if (!block.item && !list_context() && !colon_siblings(b)) return out;
        return finish(start, at, i, block.end, "en.area.colon");
      }
      if (c == U'.' && spaced) {
        if (at - start > 70 || !(period_siblings(b) || start > block.start || from.bold || list_context())) return out;
        std::size_t end = 0;
        const auto label = text_.tag(start, at);
        if (label.tokens.empty() || text_.words(start, at).ends_with("U.S") ||
            text_.words(start, at).ends_with("H.E") ||
            phrase_at(text_, label, "honorific", label.tokens.size() - 1, end))  // "From the Thai side, Mr. X"
          return out;
        return finish(start, at, i, block.end, "en.area.period");
      }
      if (c == U',' && !block.item && words > 8) return out;
    }
    return out;
  }

  Label finish(std::size_t start, std::size_t label, std::size_t rest, std::size_t end, std::string_view rule) const {
    while (rest < end && (text_.document.text[rest] == ' ' || text_.document.text[rest] == '\n')) ++rest;
    if (rest >= end || label <= start + 1 || state_like(start, label)) return {};
    return {true, false, label, rest, rule};
  }

  /// A label that is a sentence, a list's announcement or a generic word.
  bool state_like(std::size_t start, std::size_t end) const {
    const auto tagged = text_.tag(start, end);
    if (tagged.tokens.empty()) return true;
    for (const auto& token : tagged.tokens)
      if (one_of(token.folded, {"was",  "were",    "is",        "are",       "will",      "has",        "have",
                                "they", "said",    "held",      "including", "following", "note",       "issued",
                                "date", "posted",  "discussed", "met",       "tel",       "background", "re",
                                "ref",  "contact", "contacts",  "published", "subject",   "these",      "wrote"}))
        return true;
    for (const auto& match : text_.patterns.find("act", tagged))
      if (match.first > 0) return true;
    for (std::size_t i = 1; i < tagged.tokens.size(); ++i)
      if (text_.patterns.word_in("body_done", tagged.tokens[i].folded)) return true;
    return generic(text_.words(start, end));
  }

  bool generic(std::string_view words) const {
    auto folded = text::fold(text::trim(words));
    while (!folded.empty() && (folded.back() == ':' || folded.back() == '.')) folded.pop_back();
    for (const auto& phrase : text_.language.phrases("body_generic"))
      if (folded == phrase) return true;
    return false;
  }

  /// "Highlights of the consultation results": a heading of nothing but words for the meeting and its paper.
  bool names_the_paper(const EnSentence& line) const {
    bool paper = false;
    for (std::size_t i = 0; i < line.tokens.size();) {
      std::size_t end = i + 1;
      if (phrase_at(text_, line, "body_heading_word", i, end))
        paper = true;
      else if (!phrase_at(text_, line, "body_frame", i, end) && line.tokens[i].word)
        return false;
      i = std::max(end, i + 1);
    }
    return paper;
  }

  bool list_context() const { return list_ == ListMode::topics; }

  /// Two blocks or more begin with a short sentence (or label and colon) and go on.
  bool siblings(char sign) const {
    int count = 0;
    for (const auto& block : text_.blocks) {
      if (block.background || block.heading) continue;
      const std::size_t start = after_number(block.start, block.end);
      const auto words = text_.words(start, std::min(block.end, start + 70));
      const auto at = words.find(sign);
      if (at == std::string_view::npos || at < 3 || start + at + 20 > block.end) continue;
      if (at + 1 >= words.size() || (words[at + 1] != ' ' && words[at + 1] != '\n')) continue;
      const auto label = words.substr(0, at);
      if (std::count(label.begin(), label.end(), ' ') > 8 || state_like(start, start + at)) continue;
      const auto tagged = text_.tag(start, start + at);
      if (!text_.patterns.find("act", tagged).empty() || !text_.patterns.find("commit", tagged).empty()) continue;
      if (label.find(',') != std::string_view::npos && sign == '.') continue;
      if (!tagged.tokens.front().upper || tagged.tokens.size() > 10 || label.ends_with("U.S") ||
          label.ends_with("Mr") || label.ends_with("D.C"))
        continue;
      ++count;
    }
    return count >= 2;
  }
  bool period_siblings(std::size_t) const { return siblings('.'); }
  bool colon_siblings(std::size_t) const { return siblings(':'); }

  void heading(std::size_t start, std::size_t end, std::string_view line, bool before_meeting) {
    list_ = ListMode::none;
    empty_section();
    area_ = nullptr;
    pending_ = {0, 0};
    in_section_ = false;
    group_ = false;
    decisions_ = false;
    if (line.back() == ':') {
      const EnBlock fake{.start = start, .end = end};
      opener_line(fake, line);
      return;
    }
    if (generic(line) || names_the_paper(text_.tag(start, end))) {
      auto folded = text::fold(line);
      for (const auto& phrase : text_.language.phrases("body_decision_heading"))
        decisions_ = decisions_ || folded == phrase;
      return;
    }
    if (before_meeting || (!state_.title.tokens.empty() && start <= state_.title.start)) return;
    const auto tagged = text_.tag(start, end);
    if (tagged.tokens.size() > 16 || !tagged.dates.empty() || !tagged.ordinals.empty()) return;
    for (const auto& named : tagged.named)
      if (state_.is_dialogue(named.name)) return;
    pending_ = {start, end};
    in_section_ = true;
  }

  /// A heading of which no act was read, with sentences under it: an area where others of the document have items.
  void empty_section() {
    if (pending_.last > 0 && section_sentences_ > 0) empty_.push_back(pending_);
    section_sentences_ = 0;
  }

  void add_area(std::size_t start, std::size_t end, std::string_view rule) {
    Fact& fact = state_.build.add(FactKind::area, start, end, rule);
    fact.set("heading", fact.quote.text);
    fact.set("kind", list_bilateral_ && list_ == ListMode::topics ? "bilateral" : "common");
    area_ = &fact;
    found_ = true;
    pending_ = {0, 0};
  }

  /// A line that ends in a colon announces the list below it.
  void opener_line(const EnBlock& block, std::string_view line) {
    if (line.empty()) return;
    if (line.back() != ':') {
      // "The areas of discussion, each set out below." announces labels too.
      const auto tagged = text_.tag(block.start, block.end);
      bool announced = false;
      for (std::size_t i = 0; i < tagged.tokens.size() && !announced; ++i) {
        std::size_t end = i;
        announced = phrase_at(text_, tagged, "body_below", i, end);
      }
      if (!announced) return;
    }
    std::size_t at = block.end;
    const auto whole = sentences_of(text_.document.text, block.start, block.end);
    if (whole.empty()) return;
    const auto tagged = text_.tag(whole.back().first, whole.back().second);
    if (line.back() == ':' && !text_.patterns.find("commit", tagged).empty()) {
      const auto commit = text_.patterns.find("commit", tagged);
      if (commit.back().last + 3 >= tagged.tokens.size() && tagged.tokens.size() > 1 &&
          tagged.tokens[tagged.tokens.size() - 2].is("to")) {
        list_ = ListMode::orders;
        return;
      }
    }
    list_ = ListMode::topics;
    list_act_ = "discussed";
    for (const auto& match : text_.patterns.find("act", tagged))
      if (const auto act = match.rule->set.find("act"); act != match.rule->set.end()) list_act_ = act->second;
    if (state_.announcement) list_act_ = "planned";
    list_bilateral_ = bilateral(tagged, tagged.tokens.size());
    if (line.back() != ':' || line.find("statement") != std::string_view::npos) return;
    bool open = false;
    for (std::size_t i = 0; i < tagged.tokens.size(); ++i) {
      std::size_t end = i;
      if (phrase_at(text_, tagged, "body_open", i, end) || phrase_at(text_, tagged, "body_tail", i, end)) open = true;
      if (tagged.tokens[i].is("included")) open = true;
    }
    (void)at;
    state_.build.add(FactKind::list, tagged.start, tagged.end, "en.list.colon").set("open", open ? "true" : "false");
  }

  static bool bilateral(const EnSentence& s, std::size_t before) {
    for (std::size_t i = 0; i + 1 < std::min(before, s.tokens.size()); ++i)
      if (s.tokens[i].is("bilateral"))
        for (std::size_t k = i + 1; k < std::min(s.tokens.size(), i + 5); ++k)
          if (one_of(s.tokens[k].folded, {"issues", "issue", "matters", "concerns", "topics", "irritants"}))
            return true;
    return false;
  }

  bool stops(const EnSentence& s) const {
    bool amount = false, figures = false;
    for (std::size_t i = 0; i < s.tokens.size(); ++i) {
      std::size_t end = i;
      amount = amount || one_of(s.tokens[i].folded, {"billion", "million", "trillion", "percent", "per", "%"});
      figures = figures || phrase_at(text_, s, "body_figures", i, end);
    }
    if (amount && figures) return true;
    for (std::size_t i = 0; i < s.tokens.size(); ++i) {
      std::size_t end = i;
      if (phrase_at(text_, s, "body_background", i, end)) return true;
    }
    const text::Day start = state_.meeting_start;
    for (const auto& date : s.dates)
      if (date.first.year > 0 && start.year > 0 && date.first.day > 0 &&
          (date.first.year < start.year || (date.first.year == start.year && date.first.month < start.month)))
        return true;
    return false;
  }

  void sentence(const EnSentence& s, bool labelled) {
    if (s.quoted || s.background) return;
    ++section_sentences_;
    const Steps steps = read_steps(state_, s, decisions_);
    if (steps_only_ && !discussion_in_meeting_sentence(s)) return;
    if (stops(s)) return;
    std::size_t begin = 0;
    Fact* outer = area_;
    bool lead = false;
    for (const auto& match : text_.patterns.find("area_lead", s)) {
      const auto* heading = match.of("heading");
      if (!heading || match.first != 0 || labelled || in_section_) continue;
      if (!heads_areas(s, *heading)) continue;
      begin = match.rule->set.contains("keep") ? heading->last : match.last;
      if (leads() < 2 && !match.rule->set.contains("keep")) break;
      std::size_t from = heading->first, to = heading->last;
      if (s.tokens[from].is("the") && to > from + 1) ++from;
      add_area(s.byte(from), s.byte_after(to), match.rule->id);
      lead = true;
      begin = match.rule->set.contains("keep") ? heading->last : match.last;
      break;
    }
    acts(s, begin, steps, labelled && !lead);
    if (lead) area_ = outer;
  }

  /// The words set in front name a subject: no date, place or occasion, and no mere frame.
  bool heads_areas(const EnSentence& s, const Capture& heading) const {
    if (heading.last <= heading.first) return false;
    for (std::size_t i = heading.first; i < heading.last; ++i)
      if (s.tokens[i].number || s.tokens[i].is("(") ||
          one_of(s.tokens[i].folded, {"margins", "hand", "behalf", "occasion", "item", "monday", "tuesday", "wednesday",
                                      "thursday", "friday", "part", "day", "sidelines"}) ||
          text::month_number(s.tokens[i].folded) > 0)
        return false;
    return !topics_of(text_, s, heading.first, heading.last).frame;
  }

  /// How many sentences open with their subject: one alone is no list of areas.
  std::size_t leads() {
    if (leads_ == static_cast<std::size_t>(-1)) {
      leads_ = 0;
      for (const auto& block : text_.blocks) {
        if (block.background || block.first >= block.last) continue;
        for (std::size_t i = block.first; i < block.last; ++i) {
          const auto tagged = i == block.first ? text_.tag(after_number(block.start, block.end), text_.sentences[i].end)
                                               : text_.sentences[i];
          for (const auto& match : text_.patterns.find("area_lead", tagged))
            if (const auto* heading = match.of("heading"); heading && match.first == 0 && heads_areas(tagged, *heading))
              ++leads_;
        }
      }
    }
    return leads_;
  }

  bool discussion_in_meeting_sentence(const EnSentence& s) const {
    for (const auto& match : text_.patterns.find("act", s))
      if (one_of(s.tokens[match.first].folded,
                 {"discussed", "included", "covered", "focused", "reviewed", "addressed"}) ||
          to_talk(s, match.first))
        return true;
    return false;
  }

  /// "met to discuss": the purpose of a meeting that was held is what was talked about.
  bool to_talk(const EnSentence& s, std::size_t verb) const {
    if (!one_of(s.tokens[verb].folded, {"discuss", "exchange", "explore", "consider", "address", "review"}))
      return false;
    for (std::size_t i = 0; i < verb; ++i)
      if (one_of(s.tokens[i].folded, {"met", "held", "convened", "hosted", "spoke", "aimed", "gathered", "meeting"}))
        return true;
    return false;
  }

  struct Act {
    std::size_t first = 0, last = 0;
    std::string act;
    bool passive = false;
    const RuleSource* rule = nullptr;
  };

  void acts(const EnSentence& s, std::size_t begin, const Steps& steps, bool label_open) {
    const auto used = [&](std::size_t i) {
      for (const auto& stretch : steps.taken)
        if (stretch.first <= i && i < stretch.last) return true;
      return false;
    };
    std::vector<Act> found;
    for (const auto& match : text_.patterns.find("passive", s))
      if (match.first >= begin && !used(match.first)) {
        const auto* verb = match.of("verb");
        found.push_back({match.first, match.last,
                         verb ? std::string(one_of(s.tokens[verb->first].folded, {"handed"}) ? "handed_over"
                                                                                             : act_of(s, verb->first))
                              : "discussed",
                         true, match.rule});
      }
    // Of two readings of the same words the one that begins first holds: "Issues discussed included A".
    auto matches = text_.patterns.find("act", s);
    std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
      return a.first != b.first ? a.first < b.first : a.last > b.last;
    });
    for (const auto& match : matches) {
      if (match.first < begin || used(match.first)) continue;
      if (match.first > 0) {
        const auto before = std::string_view(s.tokens[match.first - 1].folded);
        if (one_of(before, {"who", "which",  "whose", "was", "were", "been", "be",    "is", "are",
                            "had", "the",    "a",     "an",  "not",  "its",  "their", "to", "of",
                            "by",  "having", "newly", "as",  "on",   "for",  "under"}) &&
            !(before == "to" && (s.tokens[match.first].is("review") || to_talk(s, match.first))))
          if (!match.rule->id.starts_with("en.act.talk") && !match.rule->id.starts_with("en.act.topics") &&
              !match.rule->id.starts_with("en.act.negotiations") && match.rule->id != "en.act.occasion")
            continue;
      }
      // "projects proposed by China", "our shared values": a participle, and no act of this meeting.
      if (match.last < s.tokens.size() && s.tokens[match.last].is("by") && match.last == match.first + 1) continue;
      std::size_t given = match.last;
      if (s.tokens[match.first].is("shared") && match.last == match.first + 1 &&
          !phrase_at(text_, s, "body_given", match.last, given))
        continue;
      if (match.rule->id == "en.act.talk_list" && one_of(s.tokens[match.last - 1].folded, {"were", "are"}) &&
          (match.last >= s.tokens.size() || !s.tokens[match.last].is(":")))
        continue;
      bool inside = false;
      for (const auto& act : found) inside = inside || (match.first < act.last && act.first < match.last);
      if (inside) continue;
      const auto act = match.rule->set.find("act");
      found.push_back(
          {match.first, match.last, act == match.rule->set.end() ? "discussed" : act->second, false, match.rule});
    }
    // "agreed to continue dialogue on issues including A, B, and C": the promise ends there, and the list is of
    // subjects.
    for (const auto& stretch : steps.taken) {
      std::size_t end = stretch.last;
      if (stretch.last >= s.tokens.size() || !phrase_at(text_, s, "body_open", stretch.last, end)) continue;
      const auto listed = topics_of(text_, s, end, s.tokens.size());
      note_list(s, {stretch.last, end}, true);
      emit(s, listed, "discussed", bilateral(s, end), "en.list.promise");
    }
    std::sort(found.begin(), found.end(), [](const Act& a, const Act& b) { return a.first < b.first; });
    std::size_t previous_end = begin;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Act& act = found[i];
      if (act.first < previous_end) continue;
      if (!act.passive && (i > 0 && act.first < found[i - 1].last)) continue;
      std::size_t limit = s.tokens.size();
      if (i + 1 < found.size()) {
        limit = found[i + 1].passive ? std::max(act.last, clause_start(s, act.last, found[i + 1].first))
                                     : subject_before(text_, s, found[i + 1].first);
        if (limit <= act.last) limit = found[i + 1].first;
      }
      for (const auto& stretch : steps.taken)
        if (stretch.first >= act.last) limit = std::min(limit, stretch.first);
      // A clause behind `;` with a subject of its own is not part of the list.
      if (act.passive) {
        std::size_t from = clause_start(s, previous_end, act.first);
        const auto subject = topics_of(text_, s, from, act.first);
        previous_end = act.last;
        bool opened = false;
        for (std::size_t k = act.last; k < std::min(limit, act.last + 4); ++k) {
          std::size_t end = k;
          if (phrase_at(text_, s, "body_open", k, end) && !subject.frame && !subject.topics.empty()) break;
          if (phrase_at(text_, s, "body_open", k, end)) {
            const auto listed = topics_of(text_, s, end, limit);
            note_list(s, {k, end}, true);
            emit(s, listed, act.act, bilateral(s, k), act.rule->id);
            opened = true;
            previous_end = limit;
            break;
          }
        }
        if (!opened) emit(s, subject, act.act, bilateral(s, act.first), act.rule->id);
        continue;
      }
      // Opinions and facts: "noted that", "welcomed that".
      if (act.last < s.tokens.size() &&
          (s.tokens[act.last].is("that") ||
           (s.tokens[act.last].is("how") && one_of(act.act, {"noted", "highlighted"}))) &&
          act.act != "shared_proposals") {
        previous_end = limit;
        continue;
      }
      // "announced in a joint statement that": what follows is a sentence.
      bool clause = false;
      if (one_of(act.act, {"announced", "reported", "explained", "noted", "highlighted", "acknowledged", "welcomed"}))
        for (std::size_t k = act.last; k < std::min(limit, act.last + 6) && !s.tokens[k].is(","); ++k)
          clause = clause || (s.tokens[k].is("that") && k > 0 && !s.tokens[k - 1].is("on"));
      // "acknowledged the relationship is built upon ..."
      if (one_of(act.act, {"noted", "highlighted", "acknowledged", "welcomed", "announced", "reported"}))
        for (std::size_t k = act.last + 1; k < std::min(limit, act.last + 8) && !s.tokens[k].is(","); ++k) {
          if (one_of(s.tokens[k].folded, {"that", "which", "who", "whether", "how", "where"})) break;
          clause =
              clause || one_of(s.tokens[k].folded, {"is", "are", "was", "has", "have", "will", "remains", "remain"});
        }
      if (clause) {
        previous_end = limit;
        continue;
      }
      const auto topics = topics_of(text_, s, act.last, limit);
      previous_end = act.last;
      const bool outside = labelled_only_ && !label_open;
      (void)outside;
      emit(s, topics, act.act, bilateral(s, limit), act.rule->id);
    }
  }

  /// The act that a participle stands for, by the classes of the rules.
  std::string act_of(const EnSentence& s, std::size_t verb) const {
    const auto word = std::string_view(s.tokens[verb].folded);
    if (one_of(word, {"raised", "presented", "explained", "noted", "welcomed", "reviewed", "examined", "considered",
                      "agreed", "highlighted", "adopted", "identified", "exchanged"}))
      return std::string(word);
    if (one_of(word, {"concluded", "closed", "finished", "finalised", "finalized", "begun", "provisionally"}))
      return "concluded";
    return "discussed";
  }

  /// Where the subject of a passive begins: behind the last sentence sign or conjunction that starts a clause.
  static std::size_t clause_start(const EnSentence& s, std::size_t from, std::size_t verb) {
    std::size_t start = from;
    for (std::size_t i = from; i < verb; ++i) {
      if (s.tokens[i].is(";") || s.tokens[i].is(":")) start = i + 1;
      if (s.tokens[i].is(",") && i + 1 < verb && i <= from + 3) start = i + 1;
    }
    if (start < verb && one_of(s.tokens[start].folded, {"and", "also", "finally"})) ++start;
    return start;
  }

  void note_list(const EnSentence& s, Stretch at, bool open) {
    if (at.last <= at.first) return;
    state_.build.add(FactKind::list, s.byte(at.first), s.byte_after(at.last), "en.list.opener")
        .set("open", open ? "true" : "false");
  }

  void emit(const EnSentence& s, const TopicList& topics, const std::string& act, bool bilateral_words,
            std::string_view rule) {
    if (topics.has_list) note_list(s, topics.opener, topics.open);
    if (topics.frame && frame_.last == 0 && s.tokens.size() > 3) {
      frame_ = {0, 0};
    }
    // "welcomed the participation of A, Minister of B, and C": nothing of it is a subject.
    std::size_t none = 0;
    if (!topics.topics.empty() && !topics.has_list &&
        phrase_at(text_, s, "body_no_topic", topics.topics.front().first, none))
      return;
    for (const auto& topic : topics.topics)
      add_topic(s, topic, act, bilateral_words, rule, area_ != nullptr || pending_.last > 0);
  }

  void add_topic(const EnSentence& s, Stretch topic, const std::string& act, bool bilateral_words,
                 std::string_view rule, bool into_area) {
    std::size_t end = topic.last;
    while (end > topic.first && one_of(s.tokens[end - 1].folded, {";", ".", ",", "and"})) --end;
    if (end <= topic.first) return;
    const auto lead = std::string_view(s.tokens[topic.first].folded);
    if (one_of(lead, {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "online",
                      "virtually", "last", "us", "what", "highlighted", "below", "worked"}) ||
        (text::month_number(lead) > 0 && lead != "may"))
      return;
    for (const auto& date : s.dates)
      if (date.start <= s.byte(topic.first) && date.end >= s.byte_after(end)) return;
    for (const auto& party : s.parties)  // "negotiations were held in Brussels"
      if (party.form == PartyForm::capital && party.first == topic.first) return;
    std::size_t none = topic.first;
    if (phrase_at(text_, s, "body_no_topic", topic.first, none)) return;
    // The dialogue itself is no subject of its own.
    for (const auto& named : s.named)
      if (named.first <= topic.first + 1 && named.last >= end && state_.is_dialogue(named.name)) return;
    found_ = true;
    if (into_area) {
      if (pending_.last > 0) add_area(pending_.first, pending_.last, "en.area.heading");
      if (area_) {
        const auto words = text_.words(s.byte(topic.first), s.byte_after(end));
        for (const Fact* known : state_.build.all(FactKind::item))
          if (known->field("area") == area_->id && same_words(known->quote.text, words)) return;
        Fact& fact = state_.build.add_item(*area_, s.byte(topic.first), s.byte_after(end), rule);
        fields(fact, act);
        return;
      }
    }
    issue_bytes(s.byte(topic.first), s.byte_after(end), act, bilateral_words, rule);
  }

  void issue_bytes(std::size_t first, std::size_t last, const std::string& act, bool bilateral_words,
                   std::string_view rule) {
    const auto words = text_.words(first, last);
    for (const Fact* known : state_.build.all(FactKind::issue))
      if (same_words(known->quote.text, words)) return;
    Fact& fact = state_.build.add(FactKind::issue, first, last, rule);
    if (bilateral_words) fact.set("kind", "bilateral");
    fields(fact, act);
  }

  void fields(Fact& fact, const std::string& act) {
    fact.set("acts", state_.announcement ? "planned" : act);
    std::string topics;
    for (const auto& id : text_.grammar.topics_in(fact.quote.text, "en")) topics += (topics.empty() ? "" : " ") + id;
    if (!topics.empty()) fact.set("topics", topics);
  }

  EnState& state_;
  const EnText& text_;
  Fact* area_ = nullptr;
  Stretch pending_;  ///< bytes of a heading that becomes an area with its first item
  bool in_section_ = false;
  bool group_ = false;      ///< the section's items have labels of their own, which are no areas
  bool decisions_ = false;  ///< under a heading such as "Outcomes"
  bool steps_only_ = false;
  bool found_ = false;
  bool labelled_only_ = false;
  Stretch frame_;
  std::size_t section_sentences_ = 0;
  std::vector<Stretch> empty_;                        ///< bytes of headings without items
  std::size_t leads_ = static_cast<std::size_t>(-1);  ///< counted at the first question
  std::size_t label_block_ = static_cast<std::size_t>(-1);
  ListMode list_ = ListMode::none;
  std::string list_act_;
  bool list_bilateral_ = false;
};

}  // namespace

void read_body(EnState& state) {
  BodyReader(state).run();
}

}  // namespace breadcrumb::reader
