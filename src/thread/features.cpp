#include "thread/features.h"

#include <algorithm>
#include <cmath>

#include "text/utf8.h"
#include "text/words.h"
#include "thread/pieces.h"
#include "thread/proper_names.h"

namespace breadcrumb::thread {
namespace {

constexpr double dull_weight = 0.3;      // of a word that tells little, beside one that does
constexpr std::size_t phrase_words = 8;  // a prose phrase up to this long serves as its own heading
constexpr double heading_in_text =
    0.7;                            // a heading that stands in the other's text, beside one that stands in its heading
constexpr double seen_once = 0.55;  // of a word that only one mention of the dialogue has: it can match nothing
constexpr double long_concept = 1.3;    // of a concept whose wordings have several words
constexpr double least_core = 0.6;      // weight of the words two wordings share from which they name the subject
constexpr double least_shared = 1.2;    // weight of the words of a text that make it a part under another name
constexpr double same_words = 0.95;     // how clear that is at most, beside a heading that stands there
constexpr double least_subject = 0.35;  // weight of a heading that says enough to be looked for elsewhere
constexpr double smallest = 1e-9;

bool has_cjk(std::string_view s) {
  for (std::size_t i = 0; i < s.size();)
    if (text::is_cjk(text::next_char(s, i))) return true;
  return false;
}

void make_set(WordSet& set) {
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
}

WordSet common(const WordSet& a, const WordSet& b) {
  WordSet out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

WordSet minus(const WordSet& a, const WordSet& b) {
  WordSet out;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

}  // namespace

std::vector<std::string_view> sentences_of(std::string_view s) {
  std::vector<std::string_view> out;
  std::size_t start = 0, at = 0;
  for (const Piece& piece : pieces(s)) {
    at += piece.text.size();
    if (piece.ends_sentence || at == s.size() || piece.text.find('\n') != std::string_view::npos) {
      const auto sentence = text::trim(s.substr(start, at - start));
      if (!sentence.empty()) out.push_back(sentence);
      start = at;
    }
  }
  return out;
}

bool is_frame(std::string_view sentence, const ThreadRules& rules) {
  const std::string folded = text::fold(sentence);
  int found = 0;
  for (const auto& phrase : rules.frame_phrases())
    if (folded.find(phrase) != std::string::npos) ++found;
  return found >= 2;
}

std::string without_frame(std::string_view s, const ThreadRules& rules) {
  bool any = false;
  std::string out;
  for (const std::string_view sentence : sentences_of(s)) {
    if (is_frame(sentence, rules)) {
      any = true;
      continue;
    }
    if (!out.empty()) out += '\n';
    out += sentence;
  }
  return any && !out.empty() ? out : std::string(s);
}

int Vocabulary::id_of(const std::string& word) {
  const auto [found, fresh] = ids_.try_emplace(word, static_cast<int>(words_.size()));
  if (fresh) {
    words_.push_back(word);
    weights_.push_back(1.0);
  }
  return found->second;
}

WordSet Vocabulary::word_set(std::string_view s, std::string_view, WordSet* neutral) {
  WordSet out;
  std::string folded = text::fold(s);
  const auto concept_found = [&](const std::string& name) {
    const int id = id_of("=" + name);
    out.push_back(id);
    if (neutral != nullptr) neutral->push_back(id);
  };
  if (has_cjk(folded)) {
    for (const auto& term : rules_.terms()) {
      if (!has_cjk(term.phrase)) continue;
      for (std::size_t at = folded.find(term.phrase); at != std::string::npos; at = folded.find(term.phrase, at)) {
        concept_found(term.concept_name);
        folded.replace(at, term.phrase.size(), " ");
      }
    }
  }
  // English: terms as runs of stems, then the words that are left.
  struct Part {
    std::string folded, stem;
    bool taken = false;
  };
  std::vector<Part> parts;
  for (const text::Word& word : text::words(folded)) {
    switch (word.kind) {
      case text::WordKind::letters:
        for (const std::string_view part : text::hyphen_parts(word.text))
          parts.push_back({std::string(part), text::light_stem(part)});
        break;
      case text::WordKind::number: {
        const int id = id_of(std::string(word.text));
        out.push_back(id);
        if (neutral != nullptr) neutral->push_back(id);
        parts.push_back({"", "", true});
        break;
      }
      case text::WordKind::katakana:
        if (word.text.size() >= 6 && !rules_.is_dull_word(word.text)) out.push_back(id_of(std::string(word.text)));
        break;
      case text::WordKind::han: {
        const std::u32string run = text::to_utf32(word.text);
        if (run.size() <= 2) {
          if (!rules_.is_stop_word(word.text)) out.push_back(id_of(std::string(word.text)));
        } else {
          for (std::size_t i = 0; i + 1 < run.size(); ++i) out.push_back(id_of(text::to_utf8(run.substr(i, 2))));
        }
        break;
      }
      case text::WordKind::hiragana:
      case text::WordKind::sign:
        parts.push_back({"", "", true});
        break;
    }
  }
  const auto take = [&](const ThreadRules::Term& term) {
    const std::size_t n = term.words.size();
    if (n > parts.size()) return;
    for (std::size_t i = 0; i + n <= parts.size(); ++i) {
      bool same = true;
      for (std::size_t k = 0; same && k < n; ++k) same = !parts[i + k].taken && parts[i + k].stem == term.words[k];
      if (!same) continue;
      concept_found(term.concept_name);
      for (std::size_t k = 0; k < n; ++k) parts[i + k].taken = true;
    }
  };
  for (const auto& term : learned_) take(term);
  for (const auto& term : rules_.terms()) take(term);
  for (const Part& part : parts)
    if (!part.taken && part.stem.size() > 1 && !rules_.is_stop_word(part.folded)) out.push_back(id_of(part.stem));
  make_set(out);
  if (neutral != nullptr) make_set(*neutral);
  return out;
}

Vocabulary::Vocabulary(const std::vector<const RoundText*>& texts, const ThreadRules& rules) : rules_(rules) {
  std::map<int, std::pair<double, int>> seen;  // sum of weights, number of texts
  std::map<std::string, std::pair<double, int>> topics;
  std::map<int, int> times_seen;
  std::set<std::string> long_concepts;
  for (const auto& term : rules.terms())
    if (term.words.size() > 1) long_concepts.insert("=" + term.concept_name);
  learned_ = acronyms_of(texts, rules);
  for (const auto& term : learned_) long_concepts.insert("=" + term.concept_name);
  for (const RoundText* each : texts) {
    const RoundText& round_text = *each;
    std::map<int, int> count;
    std::map<std::string, int> topic_count;
    for (const Mention& mention : round_text.mentions) {
      for (const int id :
           word_set(mention.heading + "\n" + without_frame(mention.text, rules), round_text.language, nullptr))
        ++count[id];
      for (const auto& topic : mention.topics) ++topic_count[topic];
    }
    const double n = static_cast<double>(round_text.mentions.size());
    // In a text of one mention every word would weigh the same; the half keeps such texts from drowning the others.
    const auto telling = [n](int times) { return std::log(1.5 + n / times) / std::log(1.5 + std::max(n, 2.0)); };
    for (const auto& [id, times] : count) {
      times_seen[id] += times;
      auto& entry = seen[id];
      entry.first += telling(times);
      ++entry.second;
    }
    for (const auto& [topic, times] : topic_count) {
      auto& entry = topics[topic];
      entry.first += telling(times);
      ++entry.second;
    }
  }
  for (const auto& [id, entry] : seen) {
    const std::string& word = words_[static_cast<std::size_t>(id)];
    double weight = entry.first / entry.second;
    if (rules.is_dull_word(word)) weight *= dull_weight;
    if (times_seen[id] == 1 && texts.size() > 1) weight *= seen_once;
    if (long_concepts.contains(word)) weight *= long_concept;
    weights_[static_cast<std::size_t>(id)] = weight;
  }
  for (const auto& [topic, entry] : topics) topic_weights_[topic] = entry.first / entry.second;
}
std::pair<int, std::size_t> Vocabulary::segment(std::string_view s, std::string_view language,
                                                const Features& subject) {
  std::vector<std::string> parts(1);
  for (const text::Word& word : text::words(s)) {
    const std::string folded = text::fold_word(word.text);
    if (folded == "and" || folded == "," || folded == ";" || folded == "\xE3\x83\xBB" || folded == "\xE3\x80\x81" ||
        folded == "with" || folded == "\xE5\x8F\x8A")
      parts.emplace_back();
    else
      parts.back().append(parts.back().empty() ? "" : " ").append(word.text);
  }
  int best = -1;
  double most = smallest;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const double shared = sum(common(word_set(parts[i], language, nullptr), subject.all));
    if (shared > most * 1.01) {
      most = shared;
      best = static_cast<int>(i);
    }
  }
  return {best, parts.size()};
}

int Vocabulary::segment_of(const Mention& mention, std::string_view language, const Features& subject) {
  const auto [in_heading, parts] = segment(mention.heading, language, subject);
  if (in_heading >= 0 && parts > 1) return in_heading;
  const auto [in_text, text_parts] = segment(mention.text, language, subject);
  return in_text < 0 ? static_cast<int>(text_parts) : in_text;
}

bool Vocabulary::names_first(const Mention& mention, std::string_view language, const Features& first,
                             const Features& second) {
  for (const std::string& words : {mention.heading, mention.text}) {
    const int a = segment(words, language, first).first, b = segment(words, language, second).first;
    if (a >= 0 && b >= 0 && a != b) return a < b;
  }
  return false;
}

Features Vocabulary::features(const Mention& mention, std::string_view language, std::size_t mentions_in_text) {
  Features out;
  out.language = language;
  out.kind = mention.kind;
  out.area = mention.area;
  out.place = mentions_in_text < 2
                  ? 0
                  : static_cast<int>(100 * std::min(mention.order, mentions_in_text - 1) / (mentions_in_text - 1));
  const std::string body = without_frame(mention.text, rules_);
  out.heading = word_set(mention.heading, language, &out.neutral);
  out.folded_heading = text::fold(mention.heading);
  if (!out.heading.empty()) out.sentences.push_back(out.heading);
  for (const std::string_view sentence : sentences_of(body)) {
    out.sentences.push_back(word_set(sentence, language, &out.neutral));
    out.all.insert(out.all.end(), out.sentences.back().begin(), out.sentences.back().end());
  }
  make_set(out.all);
  out.body = out.all;
  if (out.heading.empty() && out.all.size() <= phrase_words) out.heading = out.all;
  out.all.insert(out.all.end(), out.heading.begin(), out.heading.end());
  make_set(out.all);
  make_set(out.neutral);
  collect_names(body, out.names);
  collect_names(mention.heading, out.names);
  out.topics.insert(mention.topics.begin(), mention.topics.end());
  return out;
}

double Vocabulary::sum(const WordSet& set) const {
  double out = 0;
  for (const int id : set) out += weight(id);
  return out;
}

int Vocabulary::similarity(const Features& a, const Features& b) const {
  const Figures& figures = rules_.figures();
  double total = 0, weights = 0;
  const auto add = [&](double value, int weight) {
    total += value * weight;
    weights += weight;
  };
  const auto dice = [&](const WordSet& x, const WordSet& y) {
    return 2 * sum(common(x, y)) / std::max(smallest, sum(x) + sum(y));
  };
  const auto cosine = [&](const WordSet& x, const WordSet& y) {
    double xx = 0, yy = 0, xy = 0;
    for (const int id : x) xx += weight(id) * weight(id);
    for (const int id : y) yy += weight(id) * weight(id);
    for (const int id : common(x, y)) xy += weight(id) * weight(id);
    return xy / std::max(smallest, std::sqrt(xx * yy));
  };
  const bool one_language = a.language == b.language || a.language.empty() || b.language.empty();
  double best_heading = 0;
  if (one_language) {
    if (!a.heading.empty() && !b.heading.empty()) {
      best_heading = dice(a.heading, b.heading);
      // A subject often gets its heading from its own earlier words ("Logistics: congestion" becomes "Congestion").
      const auto inside = [&](const WordSet& head, const WordSet& all) {
        return sum(head) < 0.5 ? 0.0 : heading_in_text * sum(common(head, all)) / sum(head);
      };
      if (a.area == b.area) best_heading = std::max({best_heading, inside(a.heading, b.all), inside(b.heading, a.all)});
      // One heading inside the other ("Labor", "Labor and Human Rights") says more than the words they share.
      const double smaller = std::min(sum(a.heading), sum(b.heading));
      if (smaller > 0.5 && a.area == b.area)
        best_heading = std::max(best_heading, 0.8 * sum(common(a.heading, b.heading)) / smaller);
      add(best_heading, figures.heading);
    } else if (!a.heading.empty() || !b.heading.empty()) {
      const WordSet& head = a.heading.empty() ? b.heading : a.heading;
      const WordSet& other = a.heading.empty() ? a.all : b.all;
      add(0.9 * sum(common(head, other)) / std::max(smallest, sum(head)), figures.heading);
    }
    // A new heading over the old words must not hide that the words are the old ones.
    if (!a.all.empty() && !b.all.empty())
      add(std::max(cosine(a.all, b.all), a.body.empty() || b.body.empty() ? 0.0 : cosine(a.body, b.body)),
          figures.body);
  } else {
    if (a.neutral.empty() && b.neutral.empty() && (a.topics.empty() || b.topics.empty())) return 0;
    WordSet head_a = common(a.heading, a.neutral), head_b = common(b.heading, b.neutral);
    if (!head_a.empty() && !head_b.empty()) add(dice(head_a, head_b), figures.heading);
    if (!a.neutral.empty() && !b.neutral.empty())
      add(cosine(a.neutral, b.neutral), figures.body);
    else
      add(0, figures.body);
  }
  if (!a.names.empty() && !b.names.empty()) {
    int shared = 0;
    for (const auto& name : a.names)
      for (const auto& other : b.names)
        if (name == other || (name.size() > 8 && other.find(name) != std::string::npos) ||
            (other.size() > 8 && name.find(other) != std::string::npos)) {
          ++shared;
          break;
        }
    const double share = static_cast<double>(shared) / static_cast<double>(std::min(a.names.size(), b.names.size()));
    if (shared > 0) add(std::min(1.0, share), figures.names);
  }
  if (!a.topics.empty() && !b.topics.empty()) {
    double both = 0, any = 0;
    const auto value = [&](const std::string& topic) {
      const auto found = topic_weights_.find(topic);
      return found == topic_weights_.end() ? 1.0 : found->second;
    };
    for (const auto& topic : a.topics) (b.topics.contains(topic) ? both : any) += value(topic);
    for (const auto& topic : b.topics)
      if (!a.topics.contains(topic)) any += value(topic);
    add(both / std::max(smallest, both + any), figures.topics);
  }
  if (weights <= 0) return 0;
  double score = 100 * total / weights;
  const bool telling = sum(a.heading) > 0.5;
  if (one_language && telling && a.area && b.area && !a.folded_heading.empty() && a.heading == b.heading)
    score = std::max<double>(score, figures.same_heading);
  if (score < 1) return 0;
  if (!a.kind.empty() && a.kind == b.kind) score += figures.kind_bonus;
  if (std::abs(a.place - b.place) <= 20) score += figures.order_bonus;
  if (a.area == b.area) score += figures.form_bonus;
  return static_cast<int>(std::lround(std::min(score, 100.0)));
}

Features Vocabulary::core(const Features& a, const Features& b) const {
  Features out;
  out.heading = common(a.heading, b.heading);
  out.all = out.heading;
  out.language = a.language;
  if (a.language != b.language || sum(out.heading) < least_core) out.heading.clear(), out.all.clear();
  return out;
}

int Vocabulary::contained(const Features& part, const Features& whole) const {
  double best = 0;
  // Another name over the same words: several telling words of the part's text stand in the whole's.
  const WordSet same = common(part.body, whole.body);
  if (part.area && same.size() >= 2 && sum(same) >= least_shared)
    best = same_words * sum(same) / std::max(smallest, sum(part.body));
  const WordSet& subject = part.heading.empty() ? part.all : part.heading;
  const double size = sum(subject);
  if (size >= least_subject)
    for (const WordSet& sentence : whole.sentences) {
      const double head = sum(common(subject, sentence)) / size;
      const WordSet shared = common(part.all, sentence);
      const double body = sum(shared) / std::max(smallest, std::min(sum(part.all), sum(sentence)));
      best = std::max(best, 0.65 * head + 0.35 * std::min(1.0, body));
    }
  return static_cast<int>(std::lround(100 * best));
}

int Vocabulary::lacking(const Features& part, const Features& whole, const Features& other) const {
  const WordSet shared = common(part.all, whole.all);
  const double size = sum(shared);
  if (size < smallest) return 0;
  return static_cast<int>(std::lround(100 * sum(minus(shared, other.all)) / size));
}

std::string Vocabulary::shared_words(const Features& a, const Features& b) const {
  WordSet shared = common(a.all, b.all);
  std::stable_sort(shared.begin(), shared.end(), [&](int x, int y) {
    return weight(x) != weight(y) ? weight(x) > weight(y)
                                  : words_[static_cast<std::size_t>(x)] < words_[static_cast<std::size_t>(y)];
  });
  std::string out;
  for (std::size_t i = 0; i < shared.size() && i < 3; ++i) {
    std::string_view word = words_[static_cast<std::size_t>(shared[i])];
    if (word.starts_with('=')) word.remove_prefix(1);
    out.append(out.empty() ? "" : ", ").append(word);
  }
  return out;
}

}  // namespace breadcrumb::thread
