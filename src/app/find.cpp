#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "app/kept.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

// Words that stand in the order and anywhere in the name: "labor" finds "Forced Labor".
bool fits(std::string_view name, const std::string& wanted_folded) {
  return text::fold(name).find(wanted_folded) != std::string::npos;
}

std::string listed(const std::vector<std::string>& names) {
  return fmt::format(
      "{}", fmt::join(names.begin(), names.begin() + static_cast<long>(std::min<std::size_t>(names.size(), 6)), "; "));
}

}  // namespace

Result<const DeskView*> choose_dialogue(const std::vector<DeskView>& views, std::string_view wanted) {
  if (views.empty())
    return Error{ErrorKind::not_found, "dialogue.none",
                 "no source on this desk speaks of a dialogue yet (breadcrumb read)", ""};
  if (wanted.empty()) return &views.front();
  const auto folded = text::fold(wanted);
  std::vector<const DeskView*> found;
  std::vector<std::string> names;
  for (const auto& view : views) {
    if (view.dialogue.id == wanted || text::fold(view.dialogue.name) == folded ||
        text::fold(view.dialogue.short_name) == folded)
      return &view;
    if (!fits(view.dialogue.name, folded) && !fits(view.dialogue.id, folded)) continue;
    found.push_back(&view);
    names.push_back(view.dialogue.name);
  }
  if (found.size() == 1) return found.front();
  if (found.empty())
    return Error{ErrorKind::not_found, "dialogue.unknown", fmt::format("no dialogue is called \"{}\"", wanted), ""};
  return Error{ErrorKind::bad_input, "dialogue.ambiguous",
               fmt::format("\"{}\" fits several dialogues: {}", wanted, listed(names)), ""};
}

std::optional<int> typed_number(std::string_view typed) {
  if (typed.starts_with('#')) typed.remove_prefix(1);
  int out = 0;
  const auto [end, problem] = std::from_chars(typed.data(), typed.data() + typed.size(), out);
  if (problem != std::errc() || end != typed.data() + typed.size()) return std::nullopt;
  return out;
}

Result<FoundIssue> find_issue(const std::vector<DeskView>& views, std::string_view wanted) {
  const auto folded = text::fold(wanted);
  const auto number = typed_number(wanted);
  std::vector<FoundIssue> exact, loose, deep;
  std::vector<std::string> names;
  for (const auto& view : views) {
    for (const auto& thread : view.dialogue.threads) {
      if (number) {
        if (thread.number == *number) return FoundIssue{&view, &thread};
        if (std::ranges::find(thread.also, *number) != thread.also.end()) deep.push_back({&view, &thread});
        continue;
      }
      if (folded.empty()) continue;
      const bool tagged = std::ranges::any_of(thread.topics, [&](const std::string& topic) { return topic == folded; });
      const bool spoken = std::ranges::any_of(thread.steps, [&](const Step& step) {
        return std::ranges::any_of(step.mentions, [&](const Mention& mention) { return fits(mention.text, folded); });
      });
      if (text::fold(thread.name) == folded)
        exact.push_back({&view, &thread});
      else if (fits(thread.name, folded))
        loose.push_back({&view, &thread});
      else if (tagged || spoken)
        deep.push_back({&view, &thread});
    }
  }
  for (const auto* found : {&exact, &loose, &deep}) {
    if (found->size() == 1) return found->front();
    if (found->empty()) continue;
    for (const auto& one : *found) names.push_back(fmt::format("{} {}", one.thread->number, one.thread->name));
    return Error{ErrorKind::bad_input, "issue.ambiguous",
                 fmt::format("\"{}\" fits several issues: {}", wanted, listed(names)), ""};
  }
  return Error{ErrorKind::not_found, "issue.unknown",
               fmt::format("no issue is called \"{}\" (breadcrumb issues lists them)", wanted), ""};
}

Result<Source> find_source(const std::vector<Source>& sources, std::string_view wanted) {
  const auto folded = text::fold(wanted);
  std::vector<const Source*> found;
  const auto by = [&](const auto& test) {
    found.clear();
    for (const auto& source : sources)
      if (test(source)) found.push_back(&source);
    return !found.empty();
  };
  const bool any =
      !folded.empty() && ((folded.size() >= 6 && by([&](const Source& s) { return s.sha256.starts_with(folded); })) ||
                          by([&](const Source& s) { return s.file_name == wanted || s.origin == wanted; }) ||
                          by([&](const Source& s) { return fits(s.file_name, folded) || fits(s.title, folded); }));
  if (!any)
    return Error{ErrorKind::not_found, "source.unknown",
                 fmt::format("no source is called \"{}\" (breadcrumb sources lists them)", wanted), ""};
  if (found.size() > 1) {
    std::vector<std::string> names;
    for (const auto* source : found) names.push_back(source->sha256.substr(0, 8) + " " + source->file_name);
    return Error{ErrorKind::bad_input, "source.ambiguous",
                 fmt::format("\"{}\" fits several sources: {}", wanted, listed(names)), ""};
  }
  return *found.front();
}

Result<Source> find_source(const record::Record& record, std::string_view wanted) {
  // Digits mean one source whatever the others are called.
  if (auto known = record.source(text::fold(wanted))) return known;
  return find_source(BC_TRY(record.sources()), wanted);
}

std::string source_name(const std::vector<Source>& sources, std::string_view sha256) {
  const auto one = std::ranges::find(sources, sha256, &Source::sha256);
  if (one == sources.end() || one->file_name.empty()) return std::string(sha256.substr(0, 8));
  const auto found = find_source(sources, one->file_name);
  return found && found->sha256 == sha256 ? one->file_name : std::string(sha256.substr(0, 8));
}

Result<void> number_all(const Context& context, record::Record& record, const Knowledge& knowledge) {
  const auto shared = BC_TRY(shared_views(context, record, knowledge));
  // A number is for ever; none is given on the strength of texts that are not what was read.
  if (!shared->damaged.empty()) return {};
  std::vector<record::Entry> entries;
  for (const auto& view : shared->views) {
    for (const auto& thread : view.dialogue.threads)
      if (thread.number == 0) entries.push_back(record::IssueNumbered{.key = thread.key, .number = 0, .ref = {}});
    for (const auto& follow_up : view.dialogue.follow_ups)
      if (follow_up.number == 0 && !follow_up.fact.empty())
        entries.push_back(record::FollowUpNumbered{.fact = follow_up.fact, .number = 0, .ref = {}});
  }
  if (entries.empty()) return {};
  const auto stamp = BC_TRY(stamp_of(context, record));
  BC_TRY(record.append(stamp, entries));
  return {};
}

}  // namespace breadcrumb::app
