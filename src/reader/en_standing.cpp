// Whose text it is, when the dialogue began, and whether the document is a readout at all.
#include <algorithm>

#include "reader/en_state.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

/// The words of an agency as whole words somewhere in a stretch of folded text.
std::size_t find_whole(std::string_view folded, std::string_view words) {
  const auto letter = [&](std::size_t i) {
    return i < folded.size() && std::isalnum(static_cast<unsigned char>(folded[i])) != 0;
  };
  for (std::size_t at = folded.find(words); at != std::string_view::npos; at = folded.find(words, at + 1))
    if ((at == 0 || !letter(at - 1)) && !letter(at + words.size())) return at;
  return std::string_view::npos;
}

/// A place in the text for a fact that is seen from a word there.
bool publisher_from(EnState& state, std::size_t start, std::size_t end, std::string_view rule, int certainty) {
  const auto area = text::fold(state.text.words(start, end));
  for (const auto& party : state.text.grammar.parties())
    for (const auto& words : party.publishers) {
      if (find_whole(area, text::fold(words)) == std::string_view::npos) continue;
      if (!state.parties.empty() && !state.is_party(party.code)) continue;
      state.build.add(FactKind::publisher, start, end, rule, certainty).set("party", party.code);
      state.publisher = party.code;
      return true;
    }
  return false;
}

}  // namespace

void read_publisher(EnState& state) {
  const auto& text = state.text;
  const auto& blocks = text.document.blocks;
  const Fact* title = state.build.first(FactKind::title);
  const auto quote_start = title ? title->quote.start : blocks.empty() ? 0 : blocks.front().start;
  const auto quote_end = title ? title->quote.end : blocks.empty() ? 0 : blocks.front().end;
  // The host of the page, from what the extractor knows.
  const auto by_host = [&](std::string_view address) {
    const auto folded = text::fold(address);
    for (const auto& party : text.grammar.parties())
      for (const auto& words : party.publishers)
        if (words.find('.') != std::string::npos && folded.find(text::fold(words)) != std::string::npos) {
          state.build.add(FactKind::publisher, quote_start, quote_end, "en.publisher.host", 90)
              .set("party", party.code);
          state.publisher = party.code;
          return true;
        }
    return false;
  };
  if (quote_end > quote_start) {
    if (by_host(text.document.origin)) return;
    for (const auto& meta : text.document.meta)
      if ((meta.name == "canonical_url" || meta.name == "site_name") && by_host(meta.value)) return;
  }
  // An agency named in the furniture, the lines of the head, or the headline.
  for (const auto& block : blocks)
    if (block.furniture && block.end - block.start < 300 &&
        publisher_from(state, block.start, block.end, "en.publisher.furniture", 90))
      return;
  if (title && publisher_from(state, title->quote.start, title->quote.end, "en.publisher.headline", 90)) return;
  for (std::size_t b = 0; b < state.body && b < text.blocks.size(); ++b)
    if (text.blocks[b].end - text.blocks[b].start < 300 &&
        publisher_from(state, text.blocks[b].start, text.blocks[b].end, "en.publisher.head", 90))
      return;
  // American releases put the month first; no other party in the genre does so beside the United States.
  const Fact* published = state.build.first(FactKind::published);
  if (published && state.is_party("USA") && !published->quote.text.empty()) {
    const bool month_first = std::isalpha(static_cast<unsigned char>(published->quote.text[0])) != 0;
    if (month_first && !state.is_party("CAN")) {
      state.build
          .add(FactKind::publisher, published->quote.start, published->quote.end, "en.publisher.american_date", 75)
          .set("party", "USA");
      state.publisher = "USA";
      return;
    }
  }
  // The dateline's city is the capital of one of the parties.
  if (const Fact* place = state.build.first(FactKind::dateline)) {
    const auto tagged = text.tag(place->quote.start, place->quote.end);
    for (const auto& mention : tagged.parties)
      if (mention.form == PartyForm::capital && state.is_party(mention.code)) {
        state.build.add(FactKind::publisher, place->quote.start, place->quote.end, "en.publisher.dateline", 70)
            .set("party", mention.code);
        state.publisher = mention.code;
        return;
      }
  }
}

void read_standing(EnState& state) {
  const auto& text = state.text;
  bool launched = false;
  for (std::size_t s = 0; s < text.sentences.size(); ++s) {
    const auto& sentence = text.sentences[s];
    if (state.skip[sentence.block] || sentence.quoted) continue;
    // The sentence must speak of the dialogue: by name, short name, or as "it", "the Partnership".
    bool about = false;
    for (const auto& named : sentence.named) about = about || (state.is_dialogue(named.name) && named.first <= 6);
    for (std::size_t t = 0; t < sentence.tokens.size() && t < 4; ++t)
      about = about || (!state.dialogue_short.empty() &&
                        text.words(sentence.tokens[t].start, sentence.tokens[t].end) == state.dialogue_short);
    if (!sentence.tokens.empty() && s > 0 && one_of(sentence.tokens[0].folded, {"it", "its"}) && state.taken[s - 1])
      about = true;
    if (!about || s == state.meeting_sentence) continue;
    bool standing = false;
    if (!launched && !sentence.background)
      for (const auto& match : text.patterns.find("launched", sentence)) {
        const auto* d = match.of("d");
        if (!d) continue;
        for (const auto& date : sentence.dates) {
          if (date.start != sentence.tokens[d->first].start || date.first.year == 0) continue;
          Fact& fact =
              state.build.add(FactKind::launched, sentence.tokens[match.first].start, date.end, match.rule->id);
          fact.set("date", text::iso(date.first));
          for (std::size_t t = d->last; t < sentence.tokens.size(); ++t)
            if (sentence.tokens[t].is("during") || sentence.tokens[t].is("at")) {
              auto end = sentence.end;
              while (end > sentence.start && text.document.text[end - 1] == '.') --end;
              fact.set("occasion", text::squeeze(text.words(sentence.tokens[t].start, end)));
              break;
            }
          launched = standing = true;
          break;
        }
        if (launched) break;
      }
    for (const auto& match : text.patterns.find("aim", sentence)) {
      if (sentence.background) break;
      const auto* a = match.of("a");
      if (!a || a->last <= a->first) continue;
      state.build.add(FactKind::aim, sentence.tokens[a->first].start, sentence.byte_after(a->last), match.rule->id);
      standing = true;
      break;
    }
    if (standing) state.taken[s] = true;
  }
}

int readout_score(const EnState& state) {
  int score = 0;
  if (state.parties.size() >= 2) score += 30;
  if (!state.dialogue.empty()) score += 25;
  if (state.ordinal > 0) score += 15;
  if (state.build.has(FactKind::head)) score += 15;
  if (state.build.has(FactKind::meeting) && (state.meeting_start.year > 0 || state.meeting_end.year > 0)) score += 10;
  const auto has_round_word = [&](const EnSentence& sentence) {
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
      std::size_t last = i;
      if (state.text.patterns.in_class("round_noun", sentence, i, last) ||
          state.text.patterns.in_class("paper_noun", sentence, i, last))
        return true;
    }
    return false;
  };
  if (!state.title.tokens.empty() && has_round_word(state.title)) score += 15;
  bool trade = false, together = false;
  for (std::size_t s = 0; s < state.text.sentences.size() && s < 60; ++s) {
    const auto& sentence = state.text.sentences[s];
    for (const auto& token : sentence.tokens)
      trade = trade || one_of(token.folded, {"trade", "economic", "investment", "commerce", "commercial", "customs",
                                             "tariff", "tariffs", "supply", "digital", "agriculture", "labor"});
    if (!sentence.quoted && sentence.parties.size() >= 2) {
      for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        std::size_t last = i;
        together = together || state.text.patterns.in_class("meet_verb", sentence, i, last);
      }
    }
  }
  if (trade) score += 5;
  if (together) score += 15;
  int other = 0;
  for (std::size_t s = 0; s < state.text.sentences.size() && s < 30; ++s)
    if (!state.usable(s))
      continue;
    else if (!state.text.patterns.find("not_readout", state.text.sentences[s]).empty())
      other += 20;
  score -= std::min(other, 40);
  return std::clamp(score, 0, 100);
}

}  // namespace breadcrumb::reader
