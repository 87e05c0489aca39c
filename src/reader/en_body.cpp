// Walks the blocks of the body: headings and run-in labels become areas, acts give their items or the issues of prose.
#include "reader/en_body.h"

#include <algorithm>
#include <utility>

#include "reader/en_body_acts.h"
#include "reader/en_body_labels.h"
#include "reader/en_body_unled.h"
#include "reader/en_body_writer.h"
#include "reader/en_denied.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

class BodyReader {
 public:
  explicit BodyReader(EnState& state) : state_(state), text_(state.text), labels_(state), writer_(state) {}

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
    writer_.finish();
  }

 private:
  enum class ListMode { none, topics, orders };

  void one_block(std::size_t b) {
    const auto& block = text_.blocks[b];
    const Block& from = text_.document.blocks[block.index];
    std::size_t start = labels_.after_number(block.start, block.end);
    const auto line = text::trim(text_.words(start, block.end));
    if (line.empty()) return;
    // A table of facts may tell of the meeting before any sentence does.
    const Fact* meeting = state_.build.first(FactKind::meeting);
    const bool before_meeting = state_.meeting_sentence < text_.sentences.size() &&
                                b < text_.sentences[state_.meeting_sentence].block &&
                                (!meeting || block.start < meeting->quote.start) && !labels_.late_meeting();
    const bool cell_label = (from.kind == BlockKind::table_cell || from.kind == BlockKind::term) && line.size() < 90 &&
                            line.back() != '.' && b + 1 < text_.blocks.size() &&
                            text_.blocks[b + 1].end - text_.blocks[b + 1].start > line.size();
    if ((block.heading && !block.item && line.back() != '.') || cell_label) {
      heading(start, block.end, line, before_meeting);
      return;
    }
    if (block.item && labels_.item_heading(b, line)) {
      heading(start, block.end, line, before_meeting);
      group_ = in_section_ && b + 1 < text_.blocks.size() && text_.blocks[b + 1].item;
      return;
    }
    if (from.kind == BlockKind::term) return;
    if (from.bold && !block.item && block.last - block.first >= 2 && b + 2 < text_.blocks.size() &&
        state_.meeting_sentence < text_.sentences.size() && b <= text_.sentences[state_.meeting_sentence].block + 1)
      return;  // an abstract: the text says it again
    // "Matters raised", and below it a line with the matters and no verb.
    if (!block.item && list_ == ListMode::topics && b > 0 && text_.blocks[b - 1].heading &&
        labels_.one_sentence(block, start) && !before_meeting) {
      const auto tagged = text_.tag(start, block.end);
      if (find_acts(state_, tagged, 0, {}).empty() && text_.patterns.find("commit", tagged).empty()) {
        const auto named = topics_of(text_, tagged, 0, tagged.tokens.size());
        if (named.topics.size() > 1) {
          writer_.emit(tagged, named, list_act_, false, "en.list.headed");
          return;
        }
      }
    }
    if (!block.item && list_ != ListMode::none && !labels_.label_end(b, start, from, list_context()).found)
      list_ = ListMode::none;
    if (block.item && list_ == ListMode::none && !before_meeting && unled_items(state_, b)) {
      list_ = ListMode::topics;
      list_act_ = "discussed";
      list_bilateral_ = list_areas_ = false;
    }
    if (block.item && list_ == ListMode::orders && labels_.one_sentence(block, start) && line.size() < 300 &&
        (orders_any_ || labels_.bids(line))) {
      const std::size_t end = labels_.item_end(start, block.end);
      const auto item = text_.tag(start, end);
      // What the list sets up, and the next meeting, are no promises.
      const auto steps = read_steps(state_, item, false);
      if (std::ranges::any_of(steps.taken, [](const Stretch& stretch) { return stretch.first <= 3; })) return;
      Fact& fact = state_.build.add(FactKind::commitment, start, end, "en.commit.list");
      fact.set("actor", state_.parties.size() > 2 ? "all" : "both");
      if (!item.dates.empty() && item.dates.back().last.year > 0) fact.set("due", text::iso(item.dates.back().last));
      return;
    }
    if (const auto label = labels_.label_end(b, start, from, list_context());
        label.found && !before_meeting && text_.tag(start, label.end).denied.empty()) {
      const bool nested = group_ || (from.level > std::max(1, label_level_) && writer_.area && !label.strong);
      if (!nested) {
        add_area(start, label.end, label.rule);
        label_block_ = b;
        label_level_ = block.item ? from.level : 0;
      }
      for (const auto& [s, e] : sentences_of(text_.document.text, label.rest, block.end))
        sentence(text_.tag(s, e), true);
      if (block.item) return;
      writer_.area = nullptr;
      return;
    }
    if (block.item && list_ == ListMode::topics && labels_.one_sentence(block, start)) {
      const auto tagged = text_.tag(start, block.end);
      if (!labels_.sentence_like(tagged, line)) {
        // "in the following fields:" names areas, without saying what was said of them.
        if (list_areas_ && from.level <= 1 && !tagged.tokens.empty() && tagged.tokens.size() <= 10 &&
            tagged.tokens.front().upper) {
          add_area(start, labels_.item_end(start, block.end), "en.area.listed");
          writer_.area = nullptr;
          return;
        }
        const bool deeper = writer_.area && from.level > 1;
        writer_.add_topic(tagged, {0, tagged.tokens.size()}, list_act_, list_bilateral_, "en.list.item", deeper);
        return;
      }
    }
    if (block.item && from.level > 1 && writer_.area) {
      const auto tagged = text_.tag(start, block.end);
      if (text_.patterns.find("act", tagged).empty()) {
        writer_.add_topic(tagged, {0, tagged.tokens.size()}, list_act_.empty() ? "discussed" : list_act_, false,
                          "en.list.item", true);
        return;
      }
    }
    if (!in_section_ && !block.item) writer_.area = nullptr;
    // "On agriculture, ... The Zambian side presented ...": the subject in front holds while the sides speak on.
    Fact* const outer = writer_.area;
    for (std::size_t s = block.first; s < block.last; ++s) {
      const auto& whole = text_.sentences[s];
      if (whole.quoted || whole.background) continue;
      if (lead_area_ && writer_.area == lead_area_ && !sides_speak(whole)) writer_.area = outer;
      steps_only_ = state_.taken[s] || before_meeting;
      told_here_ = !before_meeting;
      if (whole.end <= start) continue;  // the paragraph's number
      if (whole.start < start)
        sentence(text_.tag(start, whole.end), false);
      else
        sentence(whole, false);
      steps_only_ = false;
    }
    if (lead_area_ && writer_.area == lead_area_) writer_.area = outer;
    opener_line(block, line);
  }

  bool list_context() const { return list_ == ListMode::topics; }

  void heading(std::size_t start, std::size_t end, std::string_view line, bool before_meeting) {
    list_ = ListMode::none;
    empty_section();
    writer_.area = nullptr;
    writer_.pending = {0, 0};
    in_section_ = false;
    group_ = false;
    decisions_ = false;
    if (line.back() == ':') {
      const EnBlock fake{.start = start, .end = end};
      opener_line(fake, line);
      return;
    }
    auto heads_topics = text::fold(line);
    for (const auto& phrase : text_.language.phrases("body_topics_heading"))
      if (heads_topics == phrase) {
        list_ = ListMode::topics;
        list_act_ = "discussed";
        list_bilateral_ = false;
        return;
      }
    if (labels_.generic(line) || labels_.names_the_paper(text_.tag(start, end))) {
      auto folded = text::fold(line);
      for (const auto& phrase : text_.language.phrases("body_decision_heading"))
        decisions_ = decisions_ || folded == phrase;
      return;
    }
    if (before_meeting || (!state_.title.tokens.empty() && start <= state_.title.start)) return;
    const auto tagged = text_.tag(start, end);
    // "Not discussed", "Areas on which no agreement was reached": the lines below it were not.
    if (denies_deed(text_, tagged)) {
      list_ = ListMode::topics;
      list_act_ = act_denied;
      list_bilateral_ = list_areas_ = false;
      return;
    }
    if (std::none_of(tagged.tokens.begin(), tagged.tokens.end(), [](const Token& token) { return token.word; })) return;
    const auto count = std::ranges::count_if(tagged.tokens, &Token::word);
    if (count > 18 || !tagged.dates.empty() || !tagged.ordinals.empty() || labels_.caption(tagged)) return;
    for (const auto& named : tagged.named)
      if (state_.is_dialogue(named.name)) return;
    writer_.pending = {start, end};
    in_section_ = true;
  }

  /// A heading of which no act was read, with sentences under it: an area where others of the document have items, or
  /// where promises were made under it.
  void empty_section() {
    const std::size_t promises =
        state_.build.all(FactKind::commitment).size() + state_.build.all(FactKind::established).size();
    if (writer_.pending.last > 0 && promises > section_promises_)
      add_area(writer_.pending.first, writer_.pending.last, "en.area.heading");
    else if (writer_.pending.last > 0 && section_sentences_ > 0)
      empty_.push_back(writer_.pending);
    section_sentences_ = 0;
    section_promises_ = promises;
  }

  void add_area(std::size_t start, std::size_t end, std::string_view rule) {
    writer_.add_area(start, end, rule, list_bilateral_ && list_ == ListMode::topics);
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
    const auto whole = sentences_of(text_.document.text, block.start, block.end);
    if (whole.empty()) return;
    const auto tagged = text_.tag(whole.back().first, whole.back().second);
    // "The following events were agreed upon:" announces what is to be done, item by item.
    const bool denied = !tagged.tokens.empty() && tagged.denial(tagged.tokens.size() - 1) != nullptr;
    orders_any_ = !denied && line.back() == ':' && !text_.patterns.find("orders", tagged).empty();
    if (orders_any_) {
      list_ = ListMode::orders;
      return;
    }
    if (!denied && line.back() == ':' && !text_.patterns.find("commit", tagged).empty()) {
      const auto commit = text_.patterns.find("commit", tagged);
      const std::size_t n = tagged.tokens.size();
      // "agreed:", "agreed to:", "agreed as follows:", "decided the following:"
      const bool announced = n > 2 && one_of(tagged.tokens[n - 2].folded,
                                             {"to", "follows", "following", "agreed", "decided", "committed"});
      if (announced && commit.back().last + 3 >= n) {
        list_ = ListMode::orders;
        return;
      }
    }
    list_ = ListMode::topics;
    list_act_ = "discussed";
    for (const auto& match : text_.patterns.find("act", tagged))
      if (match.rule->set.contains("act")) list_act_ = match.rule->value("act");
    if (state_.announcement) list_act_ = "planned";
    if (denied) list_act_ = act_denied;
    list_bilateral_ = bilateral(tagged, tagged.tokens.size());
    list_areas_ = false;
    for (std::size_t i = 0; i + 1 < tagged.tokens.size(); ++i)
      list_areas_ = list_areas_ || (tagged.tokens[i].is("following") &&
                                    one_of(tagged.tokens[i + 1].folded, {"areas", "fields", "sectors"}));
    if (line.back() != ':' || line.find("statement") != std::string_view::npos) return;
    bool open = false;
    for (std::size_t i = 0; i < tagged.tokens.size(); ++i) {
      std::size_t end = i;
      if (phrase_at(text_, tagged, "body_open", i, end) || phrase_at(text_, tagged, "body_tail", i, end)) open = true;
      if (tagged.tokens[i].is("included")) open = true;
    }
    state_.build.add(FactKind::list, tagged.start, tagged.end, "en.list.colon").set("open", open ? "true" : "false");
  }

  void sentence(const EnSentence& s, bool labelled) {
    if (s.quoted || s.background) return;
    ++section_sentences_;
    const Steps steps = read_steps(state_, s, decisions_);
    writer_.actor.clear();
    if (steps_only_ && !meeting_sentence_talks(text_, s)) {
      // The sentence that tells of the meeting may tell in words of its own what it was about.
      if (auto named = unled_subjects(state_, s, steps, false); named.topics.size() > 2 && !s.heading && told_here_)
        writer_.emit(s, named, "discussed", false, "en.unled");
      return;
    }
    if (tells_of_another_time(state_, s)) return;
    std::size_t begin = 0;
    Stretch lone;
    for (const auto& match : text_.patterns.find("area_lead", s)) {
      const auto* heading = match.of("heading");
      if (!heading || match.first != 0 || labelled || in_section_) continue;
      if (!labels_.heads_area(s, {heading->first, heading->last})) continue;
      begin = match.rule->set.contains("keep") ? heading->last : match.last;
      if (leads() < 2 && !match.rule->set.contains("keep")) {
        lone = {heading->first, heading->last};
        break;
      }
      std::size_t from = heading->first, to = heading->last;
      if (s.tokens[from].is("the") && to > from + 1) ++from;
      add_area(s.byte(from), s.byte_after(to), match.rule->id);
      lead_area_ = writer_.area;
      begin = match.rule->set.contains("keep") ? heading->last : match.last;
      break;
    }
    const auto before = state_.build.all(FactKind::issue).size() + state_.build.all(FactKind::item).size();
    acts(s, begin, steps);
    // "Regarding seeds, we were pleased that ...": where nothing else of it is a subject, what it is on is one.
    if (lone.last > lone.first && steps.taken.empty() &&
        before == state_.build.all(FactKind::issue).size() + state_.build.all(FactKind::item).size())
      writer_.emit(s, topics_of(text_, s, lone.first, lone.last), "discussed", false, "en.area.lone");
    const bool talk_before = std::exchange(told_, false);
    if (before == state_.build.all(FactKind::issue).size() + state_.build.all(FactKind::item).size() && !s.heading)
      writer_.emit(s, unled_subjects(state_, s, steps, talk_before), "discussed", false, "en.unled");
    if (before == state_.build.all(FactKind::issue).size() + state_.build.all(FactKind::item).size() && !s.heading)
      writer_.emit(s, denied_subjects(text_, s), "denied", false, "en.denied");
    told_ = before < state_.build.all(FactKind::issue).size() + state_.build.all(FactKind::item).size();
  }

  /// How many sentences open with their subject: one alone is no list of areas.
  std::size_t leads() {
    if (leads_ == static_cast<std::size_t>(-1)) {
      leads_ = 0;
      for (const auto& block : text_.blocks) {
        if (block.background || block.first >= block.last) continue;
        for (std::size_t i = block.first; i < block.last; ++i) {
          const auto tagged = i == block.first
                                  ? text_.tag(labels_.after_number(block.start, block.end), text_.sentences[i].end)
                                  : text_.sentences[i];
          for (const auto& match : text_.patterns.find("area_lead", tagged))
            if (const auto* heading = match.of("heading");
                heading && match.first == 0 && labels_.heads_area(tagged, {heading->first, heading->last}))
              ++leads_;
        }
      }
    }
    return leads_;
  }

  void acts(const EnSentence& s, std::size_t begin, const Steps& steps) {
    std::vector<Act> found = find_acts(state_, s, begin, steps);
    // "agreed to continue dialogue on issues including A, B, and C": the promise ends there, and the list is of
    // subjects.
    for (const auto& stretch : steps.taken) {
      std::size_t end = stretch.last, noun = end;
      if (stretch.last + 1 >= s.tokens.size()) continue;
      // "agreed to continued exchanges in several areas, including A and B"
      const bool set_off = s.tokens[end].is(",") && phrase_at(text_, s, "body_frame_noun", end - 1, noun);
      if (s.tokens[stretch.last].is(":"))
        end = stretch.last + 1;
      else if (!phrase_at(text_, s, "body_open", stretch.last + (set_off ? 1 : 0), end))
        continue;
      const auto listed = topics_of(text_, s, end, s.tokens.size());
      note_list(s, {stretch.last, end}, true);
      writer_.emit(s, listed, "discussed", bilateral(s, end), "en.list.promise");
    }
    std::sort(found.begin(), found.end(), [](const Act& a, const Act& b) { return a.first < b.first; });
    // "discussed planned engagement": a participle before its noun.
    for (std::size_t i = found.size(); i-- > 1;)
      if (!found[i].passive && !found[i - 1].passive && found[i].first == found[i - 1].last)
        found.erase(found.begin() + static_cast<std::ptrdiff_t>(i));
    drop_weak(state_, s, found);
    const bool talked_before = std::exchange(talked_, false);
    std::size_t previous_end = begin;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Act& act = found[i];
      writer_.actor = one_side(state_, s, {act.first, act.last}, act.act, writer_.actor);
      if (act.first < previous_end) continue;
      if (!act.passive && (i > 0 && act.first < found[i - 1].last)) continue;
      std::size_t limit = s.tokens.size();
      if (i + 1 < found.size()) {
        limit = found[i + 1].passive ? std::max(act.last, clause_start(s, act.last, found[i + 1].first))
                                     : subject_before(text_, s, found[i + 1].first);
        if (limit <= act.last) limit = found[i + 1].first;
      }
      limit = before_steps(text_, s, act, steps, limit);
      if (act.passive) {
        // "The following events were agreed upon:" names nothing itself.
        if (s.tokens.back().is(":") && !text_.patterns.find("orders", s).empty()) continue;
        const Stretch stretch = subject_of(s, previous_end, act.first);
        const auto subject = topics_of(text_, s, stretch.first, stretch.last);
        // "The importance of regular contacts was emphasized": praise.
        bool praise = false;
        for (std::size_t k = stretch.first; k < std::min(stretch.last, stretch.first + 3); ++k)
          praise = praise || text_.patterns.word_in("talk_weight", s.tokens[k].folded);
        if (praise && text_.patterns.word_in("talk_stress", s.tokens[act.last - 1].folded)) continue;
        previous_end = act.last;
        bool opened = false;
        for (std::size_t k = act.last; k < std::min(limit, act.last + (subject.frame ? 14 : 4)); ++k) {
          std::size_t end = k;
          bool list = phrase_at(text_, s, "body_open", k, end);
          if (list && !subject.frame && !subject.topics.empty()) break;
          if (s.tokens[k].is(":")) list = true, end = k + 1;
          if (list) {
            const auto listed = topics_of(text_, s, end, limit);
            note_list(s, {k, end}, true);
            writer_.emit(s, listed, act.act, bilateral(s, k), act.rule->id);
            opened = true;
            previous_end = limit;
            break;
          }
        }
        if (!opened) writer_.emit(s, subject, act.act, bilateral(s, act.first), act.rule->id);
        continue;
      }
      if (is_clause(s, act, limit)) {
        previous_end = limit;
        continue;
      }
      limit = lead_limit(s, act, object_limit(text_, s, act, limit));
      if (limit <= act.last) continue;
      auto topics = topics_of(text_, s, act.last, limit);
      previous_end = act.last;
      if (!meets_need(state_, s, act, topics, talked_before)) continue;
      talked_ = talked_ || !topics.topics.empty();
      writer_.emit(s, topics, act.act, bilateral(s, limit), act.rule->id);
    }
  }

  void note_list(const EnSentence& s, Stretch at, bool open) {
    if (at.last > at.first) writer_.add_list(s.byte(at.first), s.byte_after(at.last), open);
  }

  EnState& state_;
  const EnText& text_;
  const Labels labels_;
  TopicWriter writer_;
  int label_level_ = 0;        ///< how deep the item stood whose label named the last area
  bool list_areas_ = false;    ///< the list below names areas
  Fact* lead_area_ = nullptr;  ///< an area that a sentence named in front, not a heading
  bool in_section_ = false;
  bool group_ = false;      ///< the section's items have labels of their own, which are no areas
  bool decisions_ = false;  ///< under a heading such as "Outcomes"
  bool steps_only_ = false;
  bool talked_ = false;                   ///< the last sentence told of subjects
  bool told_here_ = true, told_ = false;  ///< not before the meeting's paragraph; as `talked_`, by whatever rule
  std::size_t section_sentences_ = 0, section_promises_ = 0;  ///< commitments and what was set up, before the section
  std::vector<Stretch> empty_;                                ///< bytes of headings without items
  std::size_t leads_ = static_cast<std::size_t>(-1);          ///< counted at the first question
  std::size_t label_block_ = static_cast<std::size_t>(-1);
  ListMode list_ = ListMode::none;
  std::string list_act_;
  bool list_bilateral_ = false;
  bool orders_any_ = false;  ///< the list below is of things agreed, however they begin
};

}  // namespace

void read_body(EnState& state) {
  BodyReader(state).run();
}

}  // namespace breadcrumb::reader
