#include "reader/pattern.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

namespace breadcrumb::reader {

struct PatternNode {
  enum class Kind { word, phrase, tag, begin, end, gap, rest, sequence, choice } kind = Kind::sequence;
  std::string word;
  const void* table = nullptr;  ///< of `phrase`: its PhraseTable
  int tag = -1;
  std::size_t limit = 0;  ///< of `gap`: most tokens
  bool optional = false;
  std::string capture;
  std::vector<PatternNode> parts;
};

namespace {

constexpr std::array tag_names{"party",  "date",   "ordinal", "named", "people",
                               "person", "number", "acronym", "side",  "list"};
constexpr std::size_t steps_per_sentence = 200000;

bool is_end_sign(const Token& token) {
  return token.is(".") || token.is("!") || token.is("?") || token.is("\"");
}

}  // namespace

int tag_kind(std::string_view name) {
  const auto found = std::find(tag_names.begin(), tag_names.end(), name);
  return found == tag_names.end() ? -1 : static_cast<int>(found - tag_names.begin());
}

void Sentence::index() {
  std::sort(tags.begin(), tags.end(), [](const Tag& a, const Tag& b) {
    if (a.first != b.first) return a.first < b.first;
    if (a.last != b.last) return a.last > b.last;
    return a.kind < b.kind;
  });
  at.assign(tokens.size() + 1, {});
  for (std::size_t i = 0; i < tags.size(); ++i) at[tags[i].first].push_back(i);
}

const Capture* Match::of(std::string_view name) const {
  for (const auto& capture : captures)
    if (capture.name == name) return &capture;
  return nullptr;
}

/// Turns a pattern's text into nodes.
class Compiler {
 public:
  Compiler(const PatternSet& set, std::string_view pattern) : set_(set), pattern_(pattern) {}

  Result<PatternNode> run() {
    PatternNode root = BC_TRY(choice(0));
    if (at_ < pattern_.size()) return fail("expected the end of the pattern");
    return root;
  }

 private:
  Error fail(std::string_view what) const {
    return {ErrorKind::bad_input, "reader.lexicon_invalid",
            fmt::format("{} at character {} of `{}`", what, at_, pattern_), ""};
  }
  void skip_blanks() {
    while (at_ < pattern_.size() && (pattern_[at_] == ' ' || pattern_[at_] == '\n')) ++at_;
  }

  Result<PatternNode> choice(int depth) {
    if (depth > 20) return fail("brackets nest too deeply");
    PatternNode out{.kind = PatternNode::Kind::choice};
    out.parts.push_back(BC_TRY(sequence(depth)));
    while (at_ < pattern_.size() && pattern_[at_] == '|') {
      ++at_;
      out.parts.push_back(BC_TRY(sequence(depth)));
    }
    return out.parts.size() == 1 ? std::move(out.parts.front()) : std::move(out);
  }

  Result<PatternNode> sequence(int depth) {
    PatternNode out{.kind = PatternNode::Kind::sequence};
    for (skip_blanks(); at_ < pattern_.size() && pattern_[at_] != ')' && pattern_[at_] != '|'; skip_blanks())
      out.parts.push_back(BC_TRY(element(depth)));
    return out;
  }

  Result<PatternNode> element(int depth) {
    std::string capture;
    std::size_t name_end = at_;
    while (name_end < pattern_.size() &&
           (std::islower(static_cast<unsigned char>(pattern_[name_end])) != 0 || pattern_[name_end] == '_'))
      ++name_end;
    if (name_end > at_ && name_end + 1 < pattern_.size() && pattern_[name_end] == ':' &&
        pattern_[name_end + 1] != ' ') {
      capture = std::string(pattern_.substr(at_, name_end - at_));
      at_ = name_end + 1;
    }
    PatternNode node;
    const char c = at_ < pattern_.size() ? pattern_[at_] : ' ';
    if (c == '(') {
      ++at_;
      node = BC_TRY(choice(depth + 1));
      if (at_ >= pattern_.size() || pattern_[at_] != ')') return fail("expected `)`");
      ++at_;
      if (node.optional || !node.capture.empty()) {
        PatternNode wrap{.kind = PatternNode::Kind::sequence};
        wrap.parts.push_back(std::move(node));
        node = std::move(wrap);
      }
    } else {
      const std::size_t start = at_;
      while (at_ < pattern_.size() && pattern_[at_] != ' ' && pattern_[at_] != '\n' && pattern_[at_] != ')' &&
             pattern_[at_] != '|' && pattern_[at_] != '?')
        ++at_;
      node = BC_TRY(atom(pattern_.substr(start, at_ - start)));
    }
    if (at_ < pattern_.size() && pattern_[at_] == '?') {
      node.optional = true;
      ++at_;
    }
    node.capture = std::move(capture);
    return node;
  }

  Result<PatternNode> atom(std::string_view word) {
    PatternNode node;
    if (word.empty()) return fail("expected an element");
    if (word == "<") {
      node.kind = PatternNode::Kind::begin;
    } else if (word == ">") {
      node.kind = PatternNode::Kind::end;
    } else if (word == "~") {
      node.kind = PatternNode::Kind::rest;
    } else if (word.starts_with("..")) {
      node.kind = PatternNode::Kind::gap;
      node.limit = 12;
      if (word.size() > 2) {
        node.limit = 0;
        for (const char d : word.substr(2)) {
          if (d < '0' || d > '9' || node.limit > 500) return fail("expected a number after `..`");
          node.limit = node.limit * 10 + static_cast<std::size_t>(d - '0');
        }
      }
    } else if (word.starts_with("@")) {
      node.kind = PatternNode::Kind::tag;
      node.tag = tag_kind(word.substr(1));
      if (node.tag < 0) return fail("an unknown tag");
    } else if (word.starts_with("$")) {
      const auto found = set_.classes_.find(word.substr(1));
      if (found == set_.classes_.end()) return fail("an unknown class");
      node.kind = PatternNode::Kind::phrase;
      node.table = &found->second;
    } else {
      for (const Token& token : tokens_of(word, 0, word.size())) {
        PatternNode part{.kind = PatternNode::Kind::word};
        part.word = token.folded;
        node.parts.push_back(std::move(part));
      }
      if (node.parts.size() == 1) return std::move(node.parts.front());
    }
    return node;
  }

  const PatternSet& set_;
  std::string_view pattern_;
  std::size_t at_ = 0;
};

/// One attempt at a time, with what must come after as a continuation.
class Matcher {
 public:
  Matcher(const Sentence& sentence, std::size_t& steps) : sentence_(sentence), steps_(steps) {}
  using Next = std::function<bool(std::size_t)>;

  bool match(const PatternNode& node, std::size_t at, const Next& next) {
    if (steps_ == 0) return false;
    --steps_;
    if (node.capture.empty()) {
      if (one(node, at, next)) return true;
    } else {
      const std::size_t mark = captures.size();
      captures.push_back({node.capture, at, at});
      if (one(node, at, [&](std::size_t end) {
            const std::size_t before = captures[mark].last;
            captures[mark].last = end;
            if (next(end)) return true;
            captures[mark].last = before;
            return false;
          }))
        return true;
      captures.resize(mark);
    }
    return node.optional && next(at);
  }

  std::vector<Capture> captures;

 private:
  bool one(const PatternNode& node, std::size_t at, const Next& next) {
    const auto& tokens = sentence_.tokens;
    switch (node.kind) {
      case PatternNode::Kind::word:
        return at < tokens.size() && tokens[at].folded == node.word && next(at + 1);
      case PatternNode::Kind::phrase: {
        std::size_t last = at;
        return PatternSet::phrase_at(*static_cast<const PatternSet::PhraseTable*>(node.table), sentence_, at, last) &&
               next(last);
      }
      case PatternNode::Kind::tag:
        if (at >= sentence_.at.size()) return false;
        for (const std::size_t tag : sentence_.at[at])
          if (sentence_.tags[tag].kind == node.tag && next(sentence_.tags[tag].last)) return true;
        return false;
      case PatternNode::Kind::begin:
        return at == 0 && next(at);
      case PatternNode::Kind::end: {
        std::size_t rest = at;
        while (rest < tokens.size() && is_end_sign(tokens[rest])) ++rest;
        return rest == tokens.size() && next(at);
      }
      case PatternNode::Kind::gap:
        for (std::size_t length = 0; length <= node.limit; ++length) {
          if (next(at + length)) return true;
          if (at + length >= tokens.size() || tokens[at + length].is(";")) return false;
        }
        return false;
      case PatternNode::Kind::rest: {
        std::size_t end = tokens.size();
        while (end > at && is_end_sign(tokens[end - 1])) --end;
        return end > at && next(end);
      }
      case PatternNode::Kind::sequence:
        return sequence(node, 0, at, next);
      case PatternNode::Kind::choice:
        for (const auto& part : node.parts)
          if (match(part, at, next)) return true;
        return false;
    }
    return false;
  }

  bool sequence(const PatternNode& node, std::size_t index, std::size_t at, const Next& next) {
    if (index == node.parts.size()) return next(at);
    return match(node.parts[index], at, [&, index](std::size_t end) { return sequence(node, index + 1, end, next); });
  }

  const Sentence& sentence_;
  std::size_t& steps_;
};

PatternSet::~PatternSet() = default;

bool PatternSet::phrase_at(const PhraseTable& table, const Sentence& sentence, std::size_t first, std::size_t& last) {
  const auto& tokens = sentence.tokens;
  if (first >= tokens.size()) return false;
  const auto found = table.find(tokens[first].folded);
  if (found == table.end()) return false;
  for (const auto& phrase : found->second) {
    if (first + phrase.size() > tokens.size()) continue;
    bool same = true;
    for (std::size_t i = 1; i < phrase.size() && same; ++i) same = tokens[first + i].folded == phrase[i];
    if (!same) continue;
    last = first + phrase.size();
    return true;
  }
  return false;
}

Result<std::shared_ptr<const PatternSet>> PatternSet::compile(const Language& language) {
  auto set = std::shared_ptr<PatternSet>(new PatternSet());
  for (const auto& [name, phrases] : language.classes) {
    auto& table = set->classes_[name];
    for (const auto& phrase : phrases) {
      std::vector<std::string> words;
      for (auto& token : tokens_of(phrase, 0, phrase.size())) words.push_back(std::move(token.folded));
      if (words.empty()) continue;
      auto first = words.front();
      table[std::move(first)].push_back(std::move(words));
    }
    for (auto& [first, list] : table)
      std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  }
  for (const auto& source : language.rules) {
    auto root = Compiler(*set, source.pattern).run();
    if (!root) {
      auto error = std::move(root).error();
      error.where = fmt::format("{}, rule {}", source.where, source.id);
      return error;
    }
    set->by_reads_[source.reads].push_back(set->rules_.size());
    set->rules_.push_back({source, std::make_unique<PatternNode>(std::move(*root))});
  }
  return std::shared_ptr<const PatternSet>(std::move(set));
}

std::vector<Match> PatternSet::find(std::string_view reads, const Sentence& sentence) const {
  std::vector<Match> out;
  const auto rules = by_reads_.find(reads);
  if (rules == by_reads_.end()) return out;
  std::size_t steps = steps_per_sentence;
  for (const std::size_t index : rules->second) {
    const Rule& rule = rules_[index];
    for (std::size_t first = 0; first < sentence.tokens.size();) {
      Matcher matcher(sentence, steps);
      std::size_t last = first;
      std::vector<Capture> captures;
      const bool matched = matcher.match(*rule.root, first, [&](std::size_t end) {
        last = end;
        captures = matcher.captures;
        return true;
      });
      if (matched && last > first) out.push_back({&rule.source, first, last, std::move(captures)});
      first = matched && last > first ? last : first + 1;
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Match& a, const Match& b) { return a.first < b.first; });
  return out;
}

bool PatternSet::in_class(std::string_view name, const Sentence& sentence, std::size_t first, std::size_t& last) const {
  const auto found = classes_.find(name);
  return found != classes_.end() && phrase_at(found->second, sentence, first, last);
}

bool PatternSet::holds(std::string_view name, const Sentence& sentence) const {
  const auto found = classes_.find(name);
  if (found == classes_.end()) return false;
  for (std::size_t i = 0; i < sentence.tokens.size(); ++i)
    if (std::size_t last = i; phrase_at(found->second, sentence, i, last)) return true;
  return false;
}

bool PatternSet::word_in(std::string_view name, std::string_view folded) const {
  const auto found = classes_.find(name);
  if (found == classes_.end()) return false;
  const auto phrases = found->second.find(folded);
  if (phrases == found->second.end()) return false;
  return std::any_of(phrases->second.begin(), phrases->second.end(),
                     [](const auto& phrase) { return phrase.size() == 1; });
}

}  // namespace breadcrumb::reader
