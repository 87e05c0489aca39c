#include "reader/grammar.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/bytes.h"
#include "base/file.h"
#include "base/toml.h"
#include "reader/ja_rules.h"
#include "reader/party_names.h"
#include "reader/pattern.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t max_lexicon_bytes = std::uint64_t{4} << 20;

Error invalid(std::string message, std::string where) {
  return {ErrorKind::bad_input, "reader.lexicon_invalid", std::move(message), std::move(where)};
}

/// What has been read so far, folder by folder.
struct Draft {
  std::vector<Party> parties;
  std::vector<Topic> topics;
  std::map<std::string, Language, std::less<>> languages;
  Sha256 sum;
};

Result<Json> read_toml(const fs::path& path, Sha256& sum) {
  const auto bytes = BC_TRY(read_file(path, max_lexicon_bytes));
  sum.add(path.filename().string());
  sum.add(std::string_view("\0", 1));
  sum.add(bytes);
  return parse_toml(bytes, path.string());
}

/// Puts `value` in the place of the one with the same key, or at the end.
template <class T, class Key>
void put(std::vector<T>& all, T value, Key key) {
  const auto known = std::find_if(all.begin(), all.end(), [&](const T& other) { return other.*key == value.*key; });
  if (known != all.end())
    *known = std::move(value);
  else
    all.push_back(std::move(value));
}

Result<void> add_parties(const fs::path& path, Draft& draft) {
  const Json file = BC_TRY(read_toml(path, draft.sum));
  for (const Json& entry : file["party"].items()) {
    Party party;
    party.code = entry["code"].string();
    if (party.code.empty()) return invalid("expected a `code` in every [[party]]", path.string());
    party.bloc = entry["bloc"].boolean();
    party.names = entry["names"].texts();
    party.adjectives = entry["adjectives"].texts();
    party.capitals = entry["capitals"].texts();
    party.ja = entry["ja"].texts();
    party.ja_short = entry["ja_short"].string();
    party.offices = entry["offices"].texts();
    party.not_offices = entry["not_offices"].texts();
    party.members = entry["members"].texts();
    party.publishers = entry["publishers"].texts();
    party.zone = entry["zone"].string();
    put(draft.parties, std::move(party), &Party::code);
  }
  return {};
}

Result<void> add_topics(const fs::path& path, Draft& draft) {
  const Json file = BC_TRY(read_toml(path, draft.sum));
  for (const Json& entry : file["topic"].items()) {
    Topic topic;
    topic.id = entry["id"].string();
    if (topic.id.empty()) return invalid("expected an `id` in every [[topic]]", path.string());
    for (const auto& [language, words] : entry["keywords"].members()) {
      auto& keywords = topic.keywords[language];
      for (const auto& word : words.texts()) keywords.push_back(text::fold(word));
    }
    put(draft.topics, std::move(topic), &Topic::id);
  }
  return {};
}

Result<void> add_classes(const fs::path& path, Language& language, Draft& draft) {
  const Json file = BC_TRY(read_toml(path, draft.sum));
  for (const auto& [name, words] : file["classes"].members()) {
    auto& known = language.classes[name];
    for (auto& word : words.texts())
      if (std::find(known.begin(), known.end(), word) == known.end()) known.push_back(std::move(word));
  }
  return {};
}

Result<void> add_rules(const fs::path& path, Language& language, Draft& draft) {
  const Json file = BC_TRY(read_toml(path, draft.sum));
  std::set<std::string> here;
  for (const Json& entry : file["rule"].items()) {
    RuleSource rule;
    rule.id = entry["id"].string();
    rule.why = entry["why"].string();
    rule.reads = entry["reads"].string();
    rule.pattern = entry["pattern"].string();
    rule.where = path.filename().string();
    for (const auto& [key, value] : entry["set"].members()) rule.set[key] = value.string();
    if (rule.id.empty() || rule.why.empty() || rule.reads.empty())
      return invalid(fmt::format("expected `id`, `why` and `reads` in every [[rule]], after `{}`",
                                 language.rules.empty() ? "the beginning" : language.rules.back().id),
                     path.string());
    if (!here.insert(rule.id).second) return invalid(fmt::format("rule `{}` stands twice", rule.id), path.string());
    put(language.rules, std::move(rule), &RuleSource::id);
  }
  return {};
}

/// `en` of `en.toml`, `en-heads.toml`; "" when the name does not begin with a language.
std::string language_of_file(const fs::path& path) {
  const auto name = path.stem().string();
  const bool two = name.size() >= 2 && std::islower(static_cast<unsigned char>(name[0])) != 0 &&
                   std::islower(static_cast<unsigned char>(name[1])) != 0;
  return two && (name.size() == 2 || name[2] == '-' || name[2] == '_') ? name.substr(0, 2) : "";
}

std::vector<fs::path> toml_files(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().extension() == ".toml") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

Result<void> add_folder(const fs::path& folder, Draft& draft) {
  for (const auto& path : toml_files(folder)) {
    if (path.filename() == "parties.toml") {
      BC_TRY(add_parties(path, draft));
    } else if (path.filename() == "topics.toml") {
      BC_TRY(add_topics(path, draft));
    } else if (const auto language = language_of_file(path); language.size() == 2) {
      BC_TRY(add_classes(path, draft.languages[language], draft));
    }
  }
  for (const auto& path : toml_files(folder / "grammar"))
    if (const auto language = language_of_file(path); !language.empty())
      BC_TRY(add_rules(path, draft.languages[language], draft));
  return {};
}

}  // namespace

const std::vector<std::string>& Language::phrases(std::string_view name) const {
  static const std::vector<std::string> none;
  const auto found = classes.find(name);
  return found == classes.end() ? none : found->second;
}

Result<Grammar> Grammar::load(const fs::path& lexicon, const std::vector<fs::path>& overlays) {
  std::error_code error;
  if (!fs::is_directory(lexicon, error))
    return Error{ErrorKind::not_found, "reader.lexicon_missing", "expected a folder with the lexicon",
                 lexicon.string()};
  Draft draft;
  BC_TRY(add_folder(lexicon, draft));
  for (const auto& folder : overlays)
    if (fs::is_directory(folder, error)) BC_TRY(add_folder(folder, draft));
  if (draft.parties.empty() || draft.languages.empty())
    return Error{ErrorKind::not_found, "reader.lexicon_missing",
                 "expected parties.toml and at least one language's lexicon", lexicon.string()};
  // Patterns of the tokenised languages are compiled once, here; other languages read `pattern` in their own way.
  if (const auto english = draft.languages.find("en"); english != draft.languages.end())
    english->second.patterns = BC_TRY(PatternSet::compile(english->second));
  if (const auto japanese = draft.languages.find("ja"); japanese != draft.languages.end())
    japanese->second.japanese = BC_TRY(JaRules::compile(japanese->second));
  Grammar out;
  out.party_names_ = std::make_shared<const PartyNames>(draft.parties);
  out.parties_ = std::move(draft.parties);
  out.topics_ = std::move(draft.topics);
  out.languages_ = std::move(draft.languages);
  out.fingerprint_ = draft.sum.hex();
  return out;
}

const Party* Grammar::party(std::string_view code) const {
  for (const auto& party : parties_)
    if (party.code == code) return &party;
  return nullptr;
}

bool Grammar::has_topic(std::string_view id) const {
  return std::ranges::find(topics_, id, &Topic::id) != topics_.end();
}

const Language* Grammar::language(std::string_view code) const {
  const auto found = languages_.find(code);
  return found == languages_.end() ? nullptr : &found->second;
}

std::vector<std::string> Grammar::topics_in(std::string_view words, std::string_view language) const {
  const auto folded = text::fold(words);
  std::vector<std::pair<std::size_t, std::string>> found;
  const auto letter = [&](std::size_t i) {
    return i < folded.size() && (std::isalnum(static_cast<unsigned char>(folded[i])) != 0);
  };
  for (const auto& topic : topics_) {
    const auto keywords = topic.keywords.find(language);
    if (keywords == topic.keywords.end()) continue;
    std::size_t best = std::string::npos;
    for (const auto& keyword : keywords->second) {
      for (std::size_t at = folded.find(keyword); at != std::string::npos; at = folded.find(keyword, at + 1)) {
        // Whole words in ASCII text; a plural s may follow.
        const std::size_t end = at + keyword.size();
        const bool left = at == 0 || !letter(at - 1) || !letter(at);
        const bool right = !letter(end) || !letter(end - 1) || (folded[end] == 's' && !letter(end + 1));
        if (left && right) {
          best = std::min(best, at);
          break;
        }
      }
    }
    if (best != std::string::npos) found.emplace_back(best, topic.id);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> out;
  for (auto& [at, id] : found) out.push_back(std::move(id));
  return out;
}

int RuleSource::weight() const {
  int out = 1;
  const auto digits = value("weight");
  std::from_chars(digits.data(), digits.data() + digits.size(), out);
  return out;
}

}  // namespace breadcrumb::reader
