#include "reader/ja_rules.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

namespace breadcrumb::reader {

struct JaRules::Rule {
  RuleSource source;
  std::unique_ptr<re2::RE2> expression;
};

JaRules::~JaRules() = default;

namespace {

constexpr std::size_t most_matches = 200;  ///< of one rule in one sentence

Error invalid(const RuleSource& rule, std::string_view what) {
  return {ErrorKind::bad_input, "reader.lexicon_invalid", fmt::format("rule `{}`: {}", rule.id, what), rule.where};
}

}  // namespace

Result<std::shared_ptr<const JaRules>> JaRules::compile(const Language& language) {
  std::shared_ptr<JaRules> out(new JaRules);
  for (const auto& [name, phrases] : language.classes) {
    auto& sorted = out->classes_[name];
    sorted = phrases;
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  }
  for (const auto& source : language.rules) {
    std::string pattern;
    for (std::size_t i = 0; i < source.pattern.size();) {
      const bool name = source.pattern[i] == '{' && i + 1 < source.pattern.size() &&
                        std::islower(static_cast<unsigned char>(source.pattern[i + 1])) != 0;
      if (!name) {
        pattern += source.pattern[i++];
        continue;
      }
      const auto close = source.pattern.find('}', i);
      if (close == std::string::npos) return invalid(source, "expected `}` after a class");
      const auto word = source.pattern.substr(i + 1, close - i - 1);
      const auto found = out->classes_.find(word);
      if (found == out->classes_.end()) return invalid(source, fmt::format("no class `{}`", word));
      pattern += "(?:";
      for (std::size_t k = 0; k < found->second.size(); ++k) {
        if (k > 0) pattern += '|';
        pattern += re2::RE2::QuoteMeta(found->second[k]);
      }
      pattern += ')';
      i = close + 1;
    }
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(int64_t{16} << 20);
    auto rule = std::make_unique<Rule>();
    rule->source = source;
    rule->expression = std::make_unique<re2::RE2>(pattern, options);
    if (!rule->expression->ok()) return invalid(source, rule->expression->error());
    out->by_reads_[source.reads].push_back(rule.get());
    out->rules_.push_back(std::move(rule));
  }
  return std::shared_ptr<const JaRules>(std::move(out));
}

namespace {

bool match_at(const re2::RE2& expression, const RuleSource& source, std::string_view text, std::size_t from,
              JaMatch& out) {
  const int groups = expression.NumberOfCapturingGroups() + 1;
  std::vector<re2::StringPiece> pieces(static_cast<std::size_t>(groups));
  const re2::StringPiece whole(text.data(), text.size());
  if (!expression.Match(whole, from, text.size(), re2::RE2::UNANCHORED, pieces.data(), groups)) return false;
  out.rule = &source;
  out.start = static_cast<std::size_t>(pieces[0].data() - text.data());
  out.end = out.start + pieces[0].size();
  out.captures.clear();
  for (const auto& [group, name] : expression.CapturingGroupNames())
    if (const auto& piece = pieces[static_cast<std::size_t>(group)]; piece.data() != nullptr) {
      const auto start = static_cast<std::size_t>(piece.data() - text.data());
      out.captures[name] = {start, start + piece.size()};
    }
  return true;
}

}  // namespace

std::vector<JaMatch> JaRules::find(std::string_view reads, std::string_view text) const {
  std::vector<JaMatch> out;
  const auto rules = by_reads_.find(reads);
  if (rules == by_reads_.end()) return out;
  for (const Rule* rule : rules->second) {
    JaMatch match;
    for (std::size_t from = 0, n = 0; from <= text.size() && n < most_matches; ++n) {
      if (!match_at(*rule->expression, rule->source, text, from, match)) break;
      from = match.end > match.start ? match.end : match.end + 1;
      out.push_back(match);
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const JaMatch& a, const JaMatch& b) { return a.start < b.start; });
  return out;
}

std::optional<JaMatch> JaRules::first(std::string_view reads, std::string_view text) const {
  const auto rules = by_reads_.find(reads);
  if (rules == by_reads_.end()) return std::nullopt;
  JaMatch match;
  for (const Rule* rule : rules->second)
    if (match_at(*rule->expression, rule->source, text, 0, match)) return match;
  return std::nullopt;
}

std::size_t JaRules::begins_with(std::string_view name, std::string_view text) const {
  const auto found = classes_.find(name);
  if (found == classes_.end()) return 0;
  for (const auto& phrase : found->second)
    if (text.starts_with(phrase)) return phrase.size();
  return 0;
}

std::size_t JaRules::ends_with(std::string_view name, std::string_view text) const {
  const auto found = classes_.find(name);
  if (found == classes_.end()) return 0;
  for (const auto& phrase : found->second)
    if (text.ends_with(phrase)) return phrase.size();
  return 0;
}

}  // namespace breadcrumb::reader
