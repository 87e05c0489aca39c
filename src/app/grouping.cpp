#include "app/grouping.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <tuple>
#include <unordered_map>

#include "app/contents.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

// Takes whole words of `phrase` out of blank-separated `words`.
void take_out(std::string& words, const std::string& phrase) {
  if (phrase.empty() || words.find(phrase) == std::string::npos) return;
  const auto needle = fmt::format(" {} ", phrase);
  auto padded = fmt::format(" {} ", words);
  for (auto at = padded.find(needle); at != std::string::npos; at = padded.find(needle, at))
    padded.erase(at, needle.size() - 1);
  words = std::string(text::trim(padded));
}

/// The first of the counting facts of that kind, or null.
const Fact* first_of(const std::vector<FactView>& facts, FactKind kind) {
  const auto found =
      std::ranges::find_if(facts, [&](const FactView& view) { return counts(view) && view.fact.kind == kind; });
  return found == facts.end() ? nullptr : &found->fact;
}

bool cores_fit(std::string_view core, std::string_view other) {
  return core == other || (core.find(' ') != std::string_view::npos && other.find(' ') != std::string_view::npos &&
                           (holds_words(core, other) || holds_words(other, core)));
}

bool belongs(const SourceGroup& group, const NamedSource& one) {
  if (!std::ranges::any_of(group.cores, [&](const std::string& core) { return cores_fit(core, one.core); }))
    return false;
  if (one.said || one.parties.empty() || group.parties.empty()) return true;
  // A text that names only some of the parties may still speak of the dialogue; one with other parties does not.
  return std::ranges::includes(group.parties, one.parties) || std::ranges::includes(one.parties, group.parties);
}

/// Every run of two whole words or more in it, itself among them.
std::vector<std::string_view> runs_of(std::string_view core) {
  std::vector<std::size_t> starts = {0}, ends;
  for (std::size_t i = 0; i < core.size(); ++i)
    if (core[i] == ' ') {
      ends.push_back(i);
      starts.push_back(i + 1);
    }
  ends.push_back(core.size());
  std::vector<std::string_view> out;
  for (std::size_t from = 0; from < starts.size(); ++from)
    for (std::size_t to = from + 1; to < ends.size(); ++to)
      out.push_back(core.substr(starts[from], ends[to] - starts[from]));
  return out;
}

/// Groups whose cores may fit one, so that not every text is laid beside every dialogue of a large desk.
class Index {
 public:
  void add(std::string_view core, std::size_t group) {
    if (core.find(' ') == std::string_view::npos || core.size() > longest) {
      whole_[std::string(core)].push_back(group);
      if (core.size() > longest) long_.push_back(group);
      return;
    }
    whole_[std::string(core)].push_back(group);
    for (const auto run : runs_of(core)) parts_[std::string(run)].push_back(group);
  }

  /// Ascending, each once.
  [[nodiscard]] std::vector<std::size_t> near(std::string_view core) const {
    std::vector<std::size_t> out = long_;
    const auto take = [&](const Places& places, std::string_view words) {
      if (const auto found = places.find(std::string(words)); found != places.end())
        out.insert(out.end(), found->second.begin(), found->second.end());
    };
    take(whole_, core);
    if (core.size() <= longest) {
      take(parts_, core);
      for (const auto run : runs_of(core)) take(whole_, run);
    } else {
      for (const auto& [words, groups] : whole_) out.insert(out.end(), groups.begin(), groups.end());
    }
    std::ranges::sort(out);
    out.erase(std::ranges::unique(out).begin(), out.end());
    return out;
  }

 private:
  // A name as long as this is laid beside all: it is rare, and has more runs of words than there are dialogues.
  static constexpr std::size_t longest = 200;
  using Places = std::unordered_map<std::string, std::vector<std::size_t>>;
  Places whole_, parts_;
  std::vector<std::size_t> long_;
};

}  // namespace

std::string folded_words(std::string_view s) {
  std::string out;
  const std::string folded = text::fold(s);
  for (std::size_t i = 0; i < folded.size();) {
    const std::size_t start = i;
    const char32_t c = text::next_char(folded, i);
    if (text::is_letter(c) || text::is_digit(c))
      out.append(folded, start, i - start);
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

bool holds_words(std::string_view longer, std::string_view shorter) {
  if (shorter.empty()) return false;
  for (auto at = longer.find(shorter); at != std::string_view::npos; at = longer.find(shorter, at + 1)) {
    const auto end = at + shorter.size();
    if ((at == 0 || longer[at - 1] == ' ') && (end == longer.size() || longer[end] == ' ')) return true;
  }
  return false;
}

Cores::Cores(const reader::Grammar& grammar) {
  for (const auto& party : grammar.parties())
    for (const auto* list : {&party.names, &party.adjectives})
      for (const auto& phrase : *list) phrases_.push_back(folded_words(phrase));
  std::ranges::stable_sort(phrases_, std::ranges::greater{}, &std::string::size);
  for (const auto* small : {"the", "u s", "uk", "between", "of", "and", "meeting", "meetings", "s"})
    phrases_.emplace_back(small);
}

const std::string& Cores::of(std::string_view name) {
  if (const auto known = known_.find(name); known != known_.end()) return known->second;
  auto words = folded_words(name);
  for (const auto& phrase : phrases_) take_out(words, phrase);
  if (words.empty()) words = folded_words(name);
  return known_.emplace(std::string(name), std::move(words)).first->second;
}

std::optional<NamedSource> named_source(const Source& source, const record::StoredReading& reading,
                                        const std::vector<FactView>& facts, Cores& cores) {
  NamedSource out{.sha256 = source.sha256,
                  .published = source.published,
                  .name = reading.dialogue,
                  .core = {},
                  .language = source.language,
                  .said = !reading.dialogue.empty(),
                  .meets = first_of(facts, FactKind::round) != nullptr || first_of(facts, FactKind::meeting) != nullptr,
                  .parties = {}};
  if (const auto* fact = first_of(facts, FactKind::dialogue); out.name.empty() && fact != nullptr)
    out.name = fact->field("name");
  if (out.name.empty()) return std::nullopt;
  out.core = cores.of(out.name);
  for (const auto& view : facts)
    if (counts(view) && view.fact.kind == FactKind::party) out.parties.insert(view.fact.field("code"));
  return out;
}

std::vector<SourceGroup> grouped(std::vector<const NamedSource*> sources) {
  // Fullest names first, so that a short form finds its dialogue whatever the order of reading.
  std::ranges::stable_sort(sources, [](const NamedSource* a, const NamedSource* b) {
    return a->said != b->said ? a->said : a->core.size() > b->core.size();
  });
  std::vector<SourceGroup> groups;
  Index index;
  for (const auto* one : sources) {
    const auto near = index.near(one->core);
    const auto found = std::ranges::find_if(near, [&](std::size_t group) { return belongs(groups[group], *one); });
    const auto home = found == near.end() ? groups.size() : *found;
    if (home == groups.size()) groups.emplace_back();
    auto& group = groups[home];
    if (std::ranges::find(group.cores, one->core) == group.cores.end()) {
      group.cores.push_back(one->core);
      index.add(one->core, home);
    }
    group.parties.insert(one->parties.begin(), one->parties.end());
    group.sources.push_back(one);
  }
  for (auto& group : groups)
    std::ranges::stable_sort(group.sources, [](const NamedSource* a, const NamedSource* b) {
      return std::tie(a->published, a->sha256) < std::tie(b->published, b->sha256);
    });
  const auto meetings_of = [](const SourceGroup& group) {
    return std::ranges::count_if(group.sources, &NamedSource::meets);
  };
  std::ranges::stable_sort(groups, [&](const SourceGroup& a, const SourceGroup& b) {
    const auto left = meetings_of(a), right = meetings_of(b);
    if (left != right) return left > right;
    return std::tie(a.sources.front()->published, a.cores.front()) <
           std::tie(b.sources.front()->published, b.cores.front());
  });
  return groups;
}

}  // namespace breadcrumb::app
