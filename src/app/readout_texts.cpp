// A round as its texts tell it: facts that stand there, and whole sentences where a fact is one.
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <set>

#include "app/readout_draft.h"
#include "app/rounds_of.h"
#include "app/wording.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

using brief::Said;

bool overlap(const Span& a, const Span& b) {
  return a.start < b.end && b.start < a.end;
}

/// One text of the round, with what of it may be told.
class Teller {
 public:
  Teller(const DeskView& view, const Source& source, std::string text, Gate& gate, int certainty_below,
         std::vector<std::string>& not_used)
      : source_(source), text_(std::move(text)), gate_(gate) {
    for (const auto& fact : view.dialogue.facts) {
      if (fact.source != source.sha256) continue;
      const bool counts = fact.standing != "rejected" && fact.anchor != "lost" && fact.anchor != "ambiguous";
      if (!counts) continue;
      if (fact.standing == "read" && fact.fact.certainty < certainty_below) {
        if (fact.fact.kind != FactKind::publisher)
          not_used.push_back(fmt::format("{} {}, which waits for a person: {}", to_text(fact.fact.kind),
                                         short_id(fact.fact.id), shortened(fact.fact.quote.text, 60)));
        continue;
      }
      facts_.push_back(&fact.fact);
    }
  }

  [[nodiscard]] const Source& source() const { return source_; }
  [[nodiscard]] const std::string& text() const { return text_; }

  [[nodiscard]] std::vector<const Fact*> of(FactKind kind) const {
    std::vector<const Fact*> out;
    for (const auto* fact : facts_)
      if (fact->kind == kind) out.push_back(fact);
    return out;
  }
  /// Was something read in these words, besides who is named?
  [[nodiscard]] bool tells(const Span& span) const {
    return std::ranges::any_of(facts_, [&](const Fact* fact) {
      return fact->kind != FactKind::party && fact->kind != FactKind::publisher && overlap(fact->quote, span);
    });
  }
  /// The first of the kind that the gate lets through; null when there is none.
  [[nodiscard]] const Fact* first(FactKind kind) {
    for (const auto* fact : of(kind))
      if (open(fact->quote)) return fact;
    return nullptr;
  }

  /// Nothing that stands in these words is above the gate.
  bool open(const Span& span) { return gate_.lets_words(source_.sha256, span); }

  [[nodiscard]] SourceQuote quote(const Span& span) const { return {source_.sha256, span}; }
  [[nodiscard]] Said said(const Span& span, bool whole = false) const {
    return {.text = span.text,
            .language = source_.language,
            .quote = quote(span),
            .entry = {},
            .author = {},
            .time = {},
            .whole = whole};
  }
  /// A field's words, quoted where they stand in the fact's.
  [[nodiscard]] Said field(const Fact& fact, std::string_view name) const {
    const auto& value = fact.field(name);
    const auto at = fact.quote.text.find(value);
    if (value.empty() || at == std::string::npos)
      return {.text = value,
              .language = source_.language,
              .quote = value.empty() ? SourceQuote{} : quote(fact.quote),
              .entry = {},
              .author = {},
              .time = {}};
    return said(span_of(text_, fact.quote.start + at, fact.quote.start + at + value.size()));
  }

  /// The whole sentence that the span stands in.
  [[nodiscard]] Span sentence(const Span& span) const {
    const auto found = sentences_with(text_, source_.media_type == "text/plain", {span});
    return found.empty() ? span : without_number(found.front());
  }

  /// A paragraph's number is none of its sentence: "3 双方は、…", "(2) The two sides ...".
  [[nodiscard]] Span without_number(const Span& span) const {
    const std::string_view words = span.text;
    if (span.start > 0 && text_[span.start - 1] != '\n') return span;
    std::size_t at = 0;
    const auto take = [&](std::initializer_list<std::string_view> signs) {
      for (const auto sign : signs)
        if (words.substr(at).starts_with(sign)) {
          at += sign.size();
          return true;
        }
      return false;
    };
    const bool open = take({"(", "（"});
    std::size_t digits = 0;
    while (digits < 3 && take({"0",  "1",  "2",  "3",  "4",  "5",  "6",  "7",  "8",  "9",
                               "０", "１", "２", "３", "４", "５", "６", "７", "８", "９"}))
      ++digits;
    const bool closed = take({")", "）"}), point = !closed && take({".", "．"});
    // "3 rounds" begins an English sentence; a figure alone numbers a Japanese paragraph.
    if (digits == 0 || digits > 2 || open != closed || !(closed || point || source_.language == "ja")) return span;
    if (!take({" ", "　", "\xC2\xA0"})) return span;
    while (take({" ", "　"})) {
    }
    return at >= span.text.size() ? span : span_of(text_, span.start + at, span.end);
  }

  /// What stands under an area's heading.
  [[nodiscard]] std::vector<Span> words_under(const Span& heading, const Around& around) const {
    return area_words(text_, source_.media_type == "text/plain", heading, {}, around);
  }
  /// Sentence by sentence, each no further than the words go.
  [[nodiscard]] std::vector<Span> sentences_in(const Span& words) const {
    std::vector<Span> out;
    for (std::size_t at = words.start; at < words.end;) {
      const auto whole = sentence(span_of(text_, at, at + 1));
      const auto start = std::max(whole.start, at), end = std::min(std::max(whole.end, at + 1), words.end);
      out.push_back(span_of(text_, start, end));
      at = end;
      while (at < words.end && (text_[at] == ' ' || text_[at] == '\n')) ++at;
    }
    return out;
  }

  /// Between the two the text begins no new paragraph.
  [[nodiscard]] bool one_paragraph(const Span& first, const Span& second) const {
    if (second.start < first.end) return false;
    const auto between = std::string_view(text_).substr(first.end, second.start - first.end);
    return between.find(source_.media_type == "text/plain" ? "\n\n" : "\n") == std::string_view::npos;
  }

 private:
  const Source& source_;
  std::string text_;
  Gate& gate_;
  std::vector<const Fact*> facts_;
};

/// Adds what one text tells to a readout that may hold what others told before.
class Telling {
 public:
  Telling(Teller& teller, brief::Readout& out) : teller_(teller), out_(out) {}

  void tell() {
    for (const auto kind : {FactKind::item, FactKind::issue})
      for (const auto* fact : teller_.of(kind))
        if (in_its_own_words(*fact)) own_words_.push_back(teller_.sentence(fact->quote));
    people();
    areas();
    issues();
    sentences();
  }

  /// Sentences that name a party and in which nothing was read: an officer should know that the draft is without them.
  [[nodiscard]] std::vector<Span> unread() const {
    std::vector<Span> out;
    const auto& text = teller_.text();
    if (text.empty()) return out;
    const auto parties = teller_.of(FactKind::party);
    const auto names_party = [&](const Span& sentence) {
      return std::ranges::any_of(parties, [&](const Fact* party) {
        return !party->quote.text.empty() && sentence.text.find(party->quote.text) != std::string::npos;
      });
    };
    for (const auto& sentence : teller_.sentences_in(span_of(text, 0, text.size()))) {
      const std::string_view words = text::trim(sentence.text);
      if (!(words.ends_with('.') || words.ends_with("。")) || !names_party(sentence)) continue;
      if (!is_free(sentence) || teller_.tells(sentence)) continue;
      out.push_back(sentence);
    }
    return out;
  }

 private:
  void people() {
    for (const auto* fact : teller_.of(FactKind::head)) {
      const auto known = std::ranges::any_of(out_.heads, [&](const auto& head) {
        return head.party == fact->field("party") && text::fold(head.name.text) == text::fold(fact->field("name"));
      });
      if (known || fact->field("name").empty() || !teller_.open(fact->quote)) continue;
      out_.heads.push_back({fact->field("party"), teller_.field(*fact, "name"), teller_.field(*fact, "title")});
    }
  }

  /// The acts of a fact, one after another; one that is only named was at least discussed.
  static std::vector<std::string> acts_of(const Fact& fact) {
    std::vector<std::string> out;
    const auto& list = fact.field("acts");
    for (std::size_t i = 0; i < list.size();) {
      const auto end = std::min(list.find(' ', i), list.size());
      if (end > i) out.push_back(list.substr(i, end - i));
      i = end + 1;
    }
    if (out.empty()) out.emplace_back("discussed");
    return out;
  }

  /// What was denied, or told of one side alone, has no word of the house's that says it truly.
  static bool in_its_own_words(const Fact& fact) {
    const auto acts = acts_of(fact);
    return std::ranges::find(acts, act_denied) != acts.end() || !fact.field("actor").empty();
  }
  /// The sentence that stands for what is said in it; null where the house words it.
  [[nodiscard]] const Span* own_words(const Span& span) const {
    const auto found = std::ranges::find_if(own_words_, [&](const Span& words) { return overlap(words, span); });
    return found == own_words_.end() ? nullptr : &*found;
  }
  /// A label at the head of its own sentence is not said twice: "Environment: the two sides had not ...".
  [[nodiscard]] Span behind_heading(const Span& words, const Span& heading) const {
    auto start = words.start;
    if (heading.start < words.start || heading.end > words.end) return words;
    bool label = false;
    for (start = heading.end; start < words.end;) {
      const auto rest = std::string_view(teller_.text()).substr(start, words.end - start);
      std::size_t n = 0;
      for (const std::string_view sign : {" ", "\n", "　", ":", "-", ".", "–", "—", "："})
        if (n == 0 && rest.starts_with(sign)) {
          n = sign.size();
          label = label || (sign != " " && sign != "\n" && sign != "　");
        }
      if (n == 0) break;
      start += n;
    }
    if (!label) return words;
    return span_of(teller_.text(), start, words.end);
  }

  void areas() {
    const auto items = teller_.of(FactKind::item);
    for (const auto* fact : teller_.of(FactKind::area)) {
      const auto& heading = fact->field("heading");
      const auto known = std::ranges::any_of(
          out_.areas, [&](const auto& area) { return text::fold(area.heading.text) == text::fold(heading); });
      if (known || !teller_.open(fact->quote)) continue;
      brief::ReadoutArea area{.heading = teller_.field(*fact, "heading"), .items = {}};
      use(fact->quote);
      Span last = fact->quote;
      for (const auto* item : items) {
        if (item->field("area") != fact->id) continue;
        use(item->quote);
        if (item->quote.end > last.end) last = item->quote;
        if (const auto* words = own_words(item->quote); words != nullptr) {
          if (const auto own = behind_heading(*words, fact->quote);
              told_.insert(words->start).second && teller_.open(own)) {
            use(*words);
            area.items.push_back({"", teller_.said(own, true)});
          }
          continue;
        }
        if (!teller_.open(item->quote)) continue;
        for (const auto& act : acts_of(*item)) area.items.push_back({act, teller_.said(item->quote)});
      }
      // A promise that stands in the area's own paragraph has its place there.
      for (const auto* promise : teller_.of(FactKind::commitment))
        if (is_free(promise->quote) && teller_.one_paragraph(last, promise->quote) &&
            before_next_area(*fact, *promise)) {
          const auto whole = teller_.sentence(promise->quote);
          use(whole);
          if (!teller_.open(whole)) continue;
          // It says whole what was told of a part of it.
          std::erase_if(area.items, [&](const brief::ReadoutItem& item) {
            return item.what.quote.source == teller_.source().sha256 && overlap(item.what.quote.span, whole);
          });
          area.items.push_back({"", teller_.said(behind_heading(whole, fact->quote), true)});
        }
      if (area.items.empty()) tell_whole(*fact, area);
      if (out_.areas.empty()) out_.areas_open = open_near(fact->quote);
      out_.areas.push_back(std::move(area));
    }
  }

  /// An area of which no subject is read has the sentences that tell of a promise or a body in it.
  void tell_whole(const Fact& fact, brief::ReadoutArea& area) {
    Around around;
    for (const auto* other : teller_.of(FactKind::area))
      if (other != &fact) around.headings.push_back(other->quote);
    for (const auto kind : {FactKind::item, FactKind::issue})
      for (const auto* other : teller_.of(kind)) around.others.push_back(other->quote);
    for (const auto* next : teller_.of(FactKind::next_round))
      if (!teller_.one_paragraph(fact.quote, next->quote)) around.ends.push_back(next->quote);
    std::vector<const Fact*> told;
    for (const auto kind : {FactKind::commitment, FactKind::established, FactKind::body})
      for (const auto* one : teller_.of(kind)) told.push_back(one);
    for (const auto& words : teller_.words_under(fact.quote, around)) {
      // Behind a heading in the same line all is said of what it names.
      const bool labelled = words.start >= fact.quote.end && teller_.one_paragraph(fact.quote, words);
      for (const auto& sentence : teller_.sentences_in(words)) {
        const auto stands_in = [&](const Fact* one) { return overlap(one->quote, sentence); };
        if (!is_free(sentence) || !(labelled || std::ranges::any_of(told, stands_in))) continue;
        use(sentence);
        if (teller_.open(sentence)) area.items.push_back({"", teller_.said(sentence, true)});
      }
    }
  }

  bool before_next_area(const Fact& area, const Fact& promise) const {
    return std::ranges::none_of(teller_.of(FactKind::area), [&](const Fact* other) {
      return other->quote.start > area.quote.start && other->quote.start < promise.quote.start;
    });
  }

  void issues() {
    for (const auto* fact : teller_.of(FactKind::issue)) {
      use(fact->quote);
      const auto known = std::ranges::any_of(
          out_.issues, [&](const auto& issue) { return text::fold(issue.what.text) == text::fold(fact->quote.text); });
      if (known || !teller_.open(fact->quote)) continue;
      const bool bilateral = fact->field("kind") == "bilateral";
      if (const auto* words = own_words(fact->quote); words != nullptr) {
        if (told_.insert(words->start).second && teller_.open(*words)) {
          use(*words);
          out_.issues.push_back({"", teller_.said(*words, true), bilateral});
        }
        continue;
      }
      auto& open = bilateral ? out_.issues_open : out_.topics_open;
      open = open || open_near(fact->quote);
      for (const auto& act : acts_of(*fact)) out_.issues.push_back({act, teller_.said(fact->quote), bilateral});
    }
  }

  /// The nearest list's mark in the same paragraph says that the list is open.
  bool open_near(const Span& span) const {
    const Fact* nearest = nullptr;
    for (const auto* list : teller_.of(FactKind::list))
      if (list->quote.start <= span.start && (nearest == nullptr || list->quote.start > nearest->quote.start))
        nearest = list;
    for (const auto* list : teller_.of(FactKind::list))
      if (list->quote.start > span.start && teller_.one_paragraph(span, list->quote) && list->field("open") == "true")
        return true;
    return nearest != nullptr && nearest->field("open") == "true";
  }

  /// What is left are sentences: standing ones, promises, bodies, the next round.
  void sentences() {
    std::vector<const Fact*> left;
    for (const auto kind : {FactKind::commitment, FactKind::established, FactKind::body, FactKind::next_round})
      for (const auto* fact : teller_.of(kind)) left.push_back(fact);
    std::ranges::stable_sort(left, {}, [](const Fact* fact) { return fact->quote.start; });
    for (const auto* fact : left) {
      if (!is_free(fact->quote)) continue;
      const auto whole = teller_.sentence(fact->quote);
      use(whole);
      if (!teller_.open(whole)) continue;
      out_.steps.push_back({.actor = "", .what = teller_.said(whole, true), .due = ""});
    }
    if (!out_.standing.empty()) return;
    std::vector<Span> spans;
    for (const auto kind : {FactKind::launched, FactKind::aim})
      for (const auto* fact : teller_.of(kind)) spans.push_back(fact->quote);
    std::ranges::sort(spans, {}, &Span::start);
    for (const auto& span : spans) {
      if (!is_free(span)) continue;
      const auto whole = teller_.sentence(span);
      use(whole);
      if (teller_.open(whole)) out_.standing.push_back(teller_.said(whole, true));
    }
  }

  void use(const Span& span) { used_.push_back(span); }
  [[nodiscard]] bool is_free(const Span& span) const {
    return std::ranges::none_of(used_, [&](const Span& other) { return overlap(other, span); });
  }

  Teller& teller_;
  brief::Readout& out_;
  std::vector<Span> used_;
  std::vector<Span> own_words_;  ///< sentences that are quoted whole
  std::set<std::size_t> told_;   ///< where those begin that were quoted
};

}  // namespace

Result<void> draft_from_texts(const RoundDesk& desk, const ReadoutWish& wish, int round, Gate& gate,
                              RoundDraft& draft) {
  const auto& d = draft.view->dialogue;
  const auto& view = d.rounds[static_cast<std::size_t>(round)];
  auto& readout = draft.readout;
  // The side's own text comes first, then those in the draft's language.
  std::vector<std::pair<int, const Source*>> sources;
  for (const auto& text : d.texts) {
    if (text.round != round || (draft.from == "own" && text.side != wish.side)) continue;
    for (const auto& source : d.sources)
      if (source.sha256 == text.source)
        sources.emplace_back((text.side == wish.side ? 0 : 2) + (source.language == wish.language ? 0 : 1), &source);
  }
  std::ranges::stable_sort(sources, {}, [](const auto& one) { return one.first; });
  const Source* leading = nullptr;
  for (const auto& [place, source] : sources) {
    if (!gate.lets({"source:" + source->sha256})) continue;
    if (leading != nullptr && source->language != leading->language) {
      draft.not_used.push_back(fmt::format("{}, a text in another language", source_label(d.sources, source->sha256)));
      continue;
    }
    Teller teller(*draft.view, *source, BC_TRY(desk.record.text_of(*source)), gate, brief::Request{}.certainty_below,
                  draft.not_used);
    if (leading == nullptr) {
      leading = source;
      readout.released = source->published;
      if (const auto* fact = teller.first(FactKind::dateline); fact != nullptr && source->publisher == wish.side)
        readout.city = fact->field("place");
    }
    if (const auto* fact = teller.first(FactKind::round); fact != nullptr && readout.ordinal == 0) {
      readout.ordinal = view.ordinal;
      readout.rests_on["ordinal"] = teller.quote(fact->quote);
    }
    if (const auto* fact = teller.first(FactKind::meeting); fact != nullptr && readout.start.empty()) {
      readout.start = fact->field("start");
      readout.end = fact->field("end");
      readout.week = fact->field("imprecise") == "week";
      for (const auto* session : teller.of(FactKind::session))
        if (teller.open(session->quote)) readout.sessions.emplace_back(session->field("start"), session->field("end"));
      readout.place = fact->field("place");
      if (!fact->field("virtual").empty()) readout.is_virtual = fact->field("virtual") == "true" ? 1 : 0;
      readout.rests_on["dates"] = readout.rests_on["place"] = teller.quote(fact->quote);
    }
    Telling telling(teller, readout);
    telling.tell();
    for (const auto& sentence : telling.unread())
      draft.not_used.push_back(fmt::format("a sentence in which nothing was read: {}", shortened(sentence.text, 120)));
  }
  if (leading == nullptr)
    return Error{ErrorKind::refused, "mark.above",
                 "every text that the draft would rest on is above what the public may read", ""};
  return {};
}

}  // namespace breadcrumb::app
