#include "app/marking.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "base/toml.h"

namespace breadcrumb::app {

namespace {

constexpr std::uint64_t max_rules = 1 << 20;
/// Deeper than any chain that the rules of entries let stand; a record that was tampered with must not hang us.
constexpr int deepest = 64;
constexpr std::string_view a_fact = "fact:", a_source = "source:";

Error bad(std::string_view where, std::string message) {
  return {ErrorKind::bad_input, "marks.rules", std::move(message), std::string(where)};
}

std::optional<int> place_in(const std::vector<std::string>& list, std::string_view name) {
  const auto found = std::ranges::find(list, name);
  if (found == list.end()) return std::nullopt;
  return static_cast<int>(found - list.begin());
}

Result<std::vector<std::string>> ordered_list(const Json& file, std::string_view key, std::string_view where) {
  std::vector<std::string> out;
  for (const auto& name : file[key].items()) {
    if (!name.is_string() || name.string().empty() || std::ranges::find(out, name.string()) != out.end())
      return bad(where, fmt::format("`{}` must be a list of different names, from the least to the most", key));
    out.push_back(name.string());
  }
  if (out.empty()) return bad(where, fmt::format("expected a list `{}` with at least one name", key));
  return out;
}

/// Has an item of an agenda the title that the desk proposed, or a line that was entered with the meeting of a body?
bool is_proposed(const EntryView& item, const std::vector<EntryView>& entries) {
  if (!item.came_with("title", "about")) return false;
  if (item["about"] != "entered") return true;
  const auto named_in = [&](const EntryView& of, std::string_view noun) -> const EntryView* {
    const auto found = std::ranges::find_if(
        entries, [&](const EntryView& one) { return one.noun == noun && one.number == of.number_in(noun); });
    return found == entries.end() ? nullptr : &*found;
  };
  const auto* agenda = named_in(item, "agenda");
  const auto* meeting = agenda == nullptr ? nullptr : named_in(*agenda, "meeting");
  if (meeting == nullptr) return false;
  const auto lines = lines_of((*meeting)["agenda"]);
  return std::ranges::find(lines, item["title"]) != lines.end();
}

}  // namespace

Result<MarkRules> MarkRules::load(const Context& context, const record::Desk& desk) {
  const auto path = rules_file(context, desk, "marks.toml");
  return parse(BC_TRY(read_file(path.string(), max_rules)), path.string());
}

Result<MarkRules> MarkRules::parse(std::string_view toml, std::string_view where) {
  const Json file = BC_TRY(parse_toml(toml, where));
  MarkRules out;
  out.names_.marks = BC_TRY(ordered_list(file, "marks", where));
  out.names_.audiences = BC_TRY(ordered_list(file, "audiences", where));
  for (const auto& [language, names] : file["words"].members())
    for (const auto& [name, said] : names.members()) {
      if (!out.mark(name) && !out.audience(name))
        return bad(where, fmt::format("words.{}: \"{}\" is none of the marks and audiences", language, name));
      if (!said.is_string() || said.string().empty())
        return bad(where, fmt::format("words.{}.{}: expected what a paper in that language calls it", language, name));
      out.names_.words[language][name] = said.string();
    }
  const auto levels = [&](std::string_view key, std::map<std::string, Level, std::less<>>& into) -> Result<void> {
    for (const auto& [name, entry] : file[key].members()) {
      const auto mark = out.mark(entry["mark"].string());
      const auto audience = out.audience(entry["audience"].string());
      if (!mark || !audience)
        return bad(where, fmt::format("{}.{}: expected `mark` and `audience` from the two lists", key, name));
      into[name] = {*mark, *audience};
    }
    return {};
  };
  BC_TRY(levels("default", out.defaults_));
  BC_TRY(levels("profile", out.profiles_));
  for (const auto* needed : {"public", "minister", "delegation"})
    if (!out.profiles_.contains(needed)) return bad(where, fmt::format("expected a profile `{}`", needed));
  return out;
}

std::optional<int> MarkRules::mark(std::string_view name) const {
  return place_in(names_.marks, name);
}

std::optional<int> MarkRules::audience(std::string_view name) const {
  return place_in(names_.audiences, name);
}

std::string MarkRules::words(Level level) const {
  return fmt::format("{}, {}", mark_of(level), audience_of(level));
}

std::optional<Level> MarkRules::profile(std::string_view name) const {
  const auto found = profiles_.find(name);
  if (found == profiles_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> MarkRules::profile_names() const {
  std::vector<std::string> out;
  for (const auto& [name, level] : profiles_) out.push_back(name);
  return out;
}

Level MarkRules::default_of(std::string_view kind) const {
  if (const auto found = defaults_.find(kind); found != defaults_.end()) return found->second;
  if (kind == "name" || find_noun(kind) != nullptr)
    if (const auto found = defaults_.find("entry"); found != defaults_.end()) return found->second;
  return {};
}

Result<Marking> Marking::of(const record::Record& record, const MarkRules& rules) {
  const auto held = BC_TRY(record.snapshot());
  Marking out;
  out.rules_ = &rules;
  out.marks_ = BC_TRY(record.marks());
  for (const auto& source : BC_TRY(record.sources())) out.kinds_["source:" + source.sha256] = "source";
  // Facts are looked up when they are asked for: there are many, and a mark on one is rare.
  out.record_ = &record;
  for (const auto& mark : out.marks_)
    if (mark.subject.starts_with(a_fact))
      if (auto source = BC_TRY(record.fact_source(mark.subject.substr(a_fact.size()))); !source.empty())
        out.marked_facts_[source].push_back(mark.subject);
  for (const auto& issue : BC_TRY(record.issue_numbers())) {
    const auto subject = fmt::format("issue:{}", issue.number);
    out.kinds_[subject] = "read issue";
    out.parents_[subject] = {"fact:" + issue.key};
  }
  for (const auto& follow_up : BC_TRY(record.follow_ups())) {
    const auto subject = fmt::format("follow_up:{}", follow_up.number);
    out.kinds_[subject] = follow_up.fact.empty() ? "follow_up" : "read follow_up";
    auto& parents = out.parents_[subject];
    if (!follow_up.fact.empty()) parents.push_back("fact:" + follow_up.fact);
    if (!follow_up.source.empty()) parents.push_back("source:" + follow_up.source);
    if (!follow_up.closed_source.empty()) parents.push_back("source:" + follow_up.closed_source);
  }
  const auto decisions = BC_TRY(record.thread_decisions());
  for (const auto& decided : decisions) {
    if (decided.decision.name.empty()) continue;
    const auto subject = "name:" + decided.id;
    out.kinds_[subject] = "name";
    for (const auto& mention : decided.decision.mentions) out.parents_[subject].push_back("fact:" + mention);
  }
  for (const auto& note : BC_TRY(record.notes())) {
    out.kinds_["note:" + note.id] = "note";
    if (note.issue > 0) out.parents_["note:" + note.id] = {fmt::format("issue:{}", note.issue)};
  }
  const auto entries = BC_TRY(record.entries());
  for (const auto& entry : entries) {
    const auto subject = subject_of(entry);
    if (subject.starts_with("page:")) out.parents_[subject] = {fmt::format("issue:{}", entry.number)};
    out.kinds_[subject] = entry.noun == "item" && is_proposed(entry, entries) ? "proposed item" : entry.noun;
    const auto* noun = find_noun(entry.noun);
    if (noun == nullptr) continue;
    auto& parents = out.parents_[subject];
    if (entry.noun == "commitment") parents.push_back(fmt::format("follow_up:{}", entry.number));
    for (const auto& field : noun->fields) {
      const auto& value = entry[field.name];
      if (value.empty()) continue;
      if (field.kind == FieldKind::issues)
        for (const auto& number : parted(value)) parents.push_back("issue:" + number);
      if (field.kind == FieldKind::entry) parents.push_back(field.of + ":" + value);
      if (field.kind == FieldKind::sources)
        for (const auto& source : parted(value)) parents.push_back("source:" + source);
      if (field.name == "about") parents.push_back(value);
      if (field.name == "follow_up") parents.push_back("follow_up:" + value);
    }
  }
  return out;
}

std::string subject_of(const EntryView& entry) {
  // What is entered on an issue that was read is a page of its own: the issue stays as public as its text.
  const bool page = entry.noun == "issue" && entry.event.empty();
  return fmt::format("{}:{}", page ? "page" : entry.noun, entry.number);
}

Level Marking::find(const std::string& subject, int depth) const {
  if (const auto known = levels_.find(subject); known != levels_.end()) return known->second;
  if (!knows(subject)) return {};
  const auto kind = subject.starts_with(a_fact) ? "fact" : kinds_.find(subject)->second;
  const auto out = highest(own_level(subject).value_or(rules_->default_of(kind)), inherited(subject, depth));
  levels_[subject] = out;
  return out;
}

const std::vector<std::string>& Marking::marked_facts(std::string_view sha256) const {
  static const std::vector<std::string> none;
  const auto found = marked_facts_.find(sha256);
  return found == marked_facts_.end() ? none : found->second;
}

std::optional<Level> Marking::own_level(std::string_view subject) const {
  const auto* own = own_mark(subject);
  if (own == nullptr) return std::nullopt;
  // A name that the desk's list does not hold any more counts as the most there is: closed, not open.
  return Level{rules_->mark(own->mark).value_or(closed().mark),
               rules_->audience(own->audience).value_or(closed().audience)};
}

Level Marking::inherited(const std::string& subject, int depth) const {
  Level out;
  if (subject.starts_with(a_fact)) {
    const auto source = record_->fact_source(subject.substr(a_fact.size()));
    // Closed, not open, where the desk cannot tell.
    if (!source) return closed();
    return source->empty() || depth >= deepest ? out : find(std::string(a_source) + *source, depth + 1);
  }
  if (const auto parents = parents_.find(subject); parents != parents_.end() && depth < deepest)
    for (const auto& parent : parents->second) out = highest(out, find(parent, depth + 1));
  return out;
}

Level Marking::inherited(std::string_view subject) const {
  return inherited(std::string(subject), 0);
}

Level Marking::level(std::string_view subject) const {
  return find(std::string(subject), 0);
}

const MarkView* Marking::own_mark(std::string_view subject) const {
  const auto found = std::ranges::lower_bound(marks_, subject, {}, &MarkView::subject);
  return found == marks_.end() || found->subject != subject ? nullptr : &*found;
}

std::vector<std::string> Marking::above(Level most) const {
  std::vector<std::string> out;
  for (const auto& [subject, kind] : kinds_)
    if (!within(level(subject), most)) out.push_back(subject);
  // Of the facts only those can be above that were marked, or whose text is; or all of them.
  if (!within(rules_->default_of("fact"), most)) {
    if (const auto places = record_->fact_places())
      for (const auto& [id, source] : *places) out.push_back(std::string(a_fact) + id);
    else  // closed: with its text each of them is above
      for (const auto& [subject, kind] : kinds_)
        if (kind == "source") out.push_back(subject);
  } else {
    for (const auto& subject : std::vector(out))
      if (subject.starts_with(a_source))
        if (const auto facts = record_->facts(subject.substr(a_source.size())))
          for (const auto& view : *facts) out.push_back(std::string(a_fact) + view.fact.id);
    for (const auto& [source, facts] : marked_facts_)
      for (const auto& subject : facts)
        if (!within(level(subject), most)) out.push_back(subject);
  }
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

bool Marking::knows(std::string_view subject) const {
  if (!subject.starts_with(a_fact)) return kinds_.contains(subject);
  const auto source = record_->fact_source(subject.substr(a_fact.size()));
  return !source || !source->empty();
}

Level Marking::closed() const {
  return {static_cast<int>(rules_->marks().size()) - 1, static_cast<int>(rules_->audiences().size()) - 1};
}

}  // namespace breadcrumb::app
