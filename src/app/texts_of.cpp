#include <algorithm>
#include <map>
#include <optional>

#include "app/rounds_of.h"
#include "app/wording.h"

namespace breadcrumb::app {

namespace {

std::vector<std::string> words_of(const std::string& blank_separated) {
  std::vector<std::string> out;
  std::size_t start = 0;
  while (start < blank_separated.size()) {
    const auto end = std::min(blank_separated.find(' ', start), blank_separated.size());
    if (end > start) out.push_back(blank_separated.substr(start, end - start));
    start = end + 1;
  }
  return out;
}

std::string folded_ascii(std::string_view s) {
  std::string out(s);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// A paragraph further down that opens with a topic which a list names: "..., digital trade and steel. [...] On steel,
// ..."
std::optional<Span> opened_by(const ReadSource& source, bool plain, const Mention& topic,
                              const std::vector<Span>& others) {
  const auto text = folded_ascii(source.text), words = folded_ascii(topic.quote.text);
  for (auto at = text.find(words, topic.quote.end); at != std::string::npos; at = text.find(words, at + 1))
    if (auto lead = lead_words(source.text, plain, span_of(source.text, at, at + words.size()), others)) return lead;
  return std::nullopt;
}

// A list's item that is the topic alone, with a sign behind it at most.
bool is_name(std::string_view sentence, std::string_view topic) {
  return sentence.size() <= topic.size() + 3 && sentence.starts_with(topic);
}

// What speaks of the meeting and stands in no area.
std::vector<Span> ends_of(const ReadSource& source) {
  std::vector<Span> out;
  if (const auto* meeting = source.first(FactKind::meeting)) out.push_back(meeting->quote);
  for (const auto kind : {FactKind::next_round, FactKind::head, FactKind::list})
    for (const auto* fact : source.all(kind)) out.push_back(fact->quote);
  return out;
}

// Sentences instead of clauses: all that stands under an area's heading, the sentence that a topic has for itself. What
// stands in another area, or is an issue, is left to that.
void complete_words(const ReadSource& source, RoundText& text) {
  if (source.text.empty()) return;
  std::vector<Span> all;
  for (const auto& mention : text.mentions) {
    all.push_back(mention.quote);
    all.insert(all.end(), mention.words.begin(), mention.words.end());
  }
  if (!std::ranges::all_of(all, [&](const Span& span) { return source.holds(span); })) return;
  const bool plain = source.source->media_type == "text/plain";
  const auto ends = ends_of(source);
  std::vector<std::vector<Span>> words;
  std::vector<bool> opened(text.mentions.size(), false);
  for (auto& mention : text.mentions) {
    Around around{.headings = {}, .others = {}, .ends = ends};
    for (const auto& other : text.mentions) {
      if (&other == &mention) continue;
      (other.area ? around.headings : around.others).push_back(other.quote);
      if (other.area) around.others.insert(around.others.end(), other.words.begin(), other.words.end());
    }
    if (mention.area) {
      words.push_back(area_words(source.text, plain, mention.quote, mention.words, around));
      continue;
    }
    auto& others = around.others;
    for (const std::vector<Span>* more : {&std::as_const(around.headings), &ends, &std::as_const(text.frame)})
      others.insert(others.end(), more->begin(), more->end());
    auto own = sentence_of(source.text, plain, mention.quote, others);
    if (!own) {
      own = opened_by(source, plain, mention, others);
      opened[words.size()] = own.has_value();
    }
    mention.named = !own || is_name(own->text, mention.quote.text);
    words.push_back({own ? *own : mention.quote});
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    auto& mention = text.mentions[i];
    mention.words = std::move(words[i]);
    if (opened[i]) {  // the paragraph's subject is its heading, as where the reader took it for one
      mention.area = true;
      mention.heading = mention.quote.text;
    }
    if (!mention.area) continue;
    mention.text.clear();
    for (const auto& span : mention.words) mention.text += (mention.text.empty() ? "" : "\n") + span.text;
  }
}

Mention mention_of(const ReadSource& source, const Fact& fact, std::size_t order) {
  Mention out;
  out.fact = fact.id;
  out.source = source.source->sha256;
  out.round = source.round;
  out.order = order;
  out.quote = fact.quote;
  out.kind = fact.field("kind");
  out.acts = words_of(fact.field("acts"));
  out.topics = words_of(fact.field("topics"));
  return out;
}

void add_unique(std::vector<std::string>& into, const std::vector<std::string>& more) {
  for (const auto& one : more)
    if (std::ranges::find(into, one) == into.end()) into.push_back(one);
}

}  // namespace

std::vector<RoundText> texts_of(const std::vector<ReadSource>& sources) {
  std::vector<RoundText> out;
  for (const auto& source : sources) {
    if (source.round < 0) continue;
    RoundText text;
    text.source = source.source->sha256;
    text.side = source.source->kind == "joint_statement" ? "" : source.source->publisher;
    text.side_unknown = text.side.empty() && source.source->publisher.empty() && !is_joint(*source.source);
    text.language = source.source->language;
    text.round = source.round;
    text.excerpt = source.source->excerpt;
    std::map<FactId, std::size_t> areas;
    for (const auto& fact : source.facts) {
      switch (fact.kind) {
        case FactKind::area: {
          areas[fact.id] = text.mentions.size();
          auto mention = mention_of(source, fact, text.mentions.size());
          mention.area = true;
          mention.heading = fact.field("heading").empty() ? fact.quote.text : fact.field("heading");
          text.mentions.push_back(std::move(mention));
          break;
        }
        case FactKind::item: {
          const auto home = areas.find(fact.field("area"));
          if (home == areas.end()) break;
          auto& mention = text.mentions[home->second];
          if (!mention.text.empty()) mention.text += "\n";
          mention.text += fact.quote.text;
          mention.parts.push_back(fact.id);
          mention.words.push_back(fact.quote);
          add_unique(mention.acts, words_of(fact.field("acts")));
          add_unique(mention.topics, words_of(fact.field("topics")));
          break;
        }
        case FactKind::issue: {
          auto mention = mention_of(source, fact, text.mentions.size());
          mention.text = fact.quote.text;
          mention.words = {fact.quote};
          text.mentions.push_back(std::move(mention));
          break;
        }
        case FactKind::list:
          text.open_list |= fact.field("open") == "true";
          break;
        case FactKind::aim:
        case FactKind::launched:
          text.frame.push_back(fact.quote);
          break;
        case FactKind::head:
          text.heads.push_back(fact.quote);
          break;
        case FactKind::dialogue:
          for (const auto field : {"name", "short"})
            if (!fact.field(field).empty()) add_unique(text.names, {fact.field(field)});
          break;
        default:
          break;
      }
    }
    complete_words(source, text);
    out.push_back(std::move(text));
  }
  return out;
}

}  // namespace breadcrumb::app
