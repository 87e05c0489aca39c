#include "app/bearing.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "app/log_words.h"
#include "app/nouns.h"
#include "app/show.h"

namespace breadcrumb::app {

namespace {

/// Names of things: `paper:3`, `threads`, `fact:3f2a...`. `*` may be anything.
using Things = std::vector<std::string>;
const Things anything = {"*"};

Things touched_by(const record::LoggedEvent& logged) {
  const auto& p = logged.payload;
  const auto& kind = logged.event.kind;
  // What is only there for the first time cannot have been seen otherwise.
  for (const auto* fresh : {"source.added", "issue.numbered", "followup.numbered", "followup.added", "note.added",
                            "fact.added", "author.named"})
    if (kind == fresh) return {};
  if (kind == "reading.stored") return {"readings"};
  if (kind == "thread.decided") return {"threads"};
  if (kind == "fact.decided") return {"fact:" + p["fact"].string()};
  if (kind == "note.reworded") return {"note:" + p["note"].string()};
  if (kind == "mark.set") {
    // Whoever goes on writing must know that it now goes further; a page is what was entered on an issue.
    const auto& subject = p["subject"].string();
    return {subject.starts_with("page:") ? "issue:" + subject.substr(5) : subject};
  }
  if (kind.starts_with("followup.")) return {fmt::format("follow_up:{}", p["number"].integer())};
  if (kind != "entry.set") return anything;
  const auto& noun = p["noun"].string();
  if (noun == "commitment") return {fmt::format("follow_up:{}", p["number"].integer())};
  return {noun, fmt::format("{}:{}", noun, p["number"].integer())};
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

Things touched_by(const Operation& operation, const Json& request) {
  const auto& name = operation.name;
  const auto typed = [&](const char* key) {
    const auto& value = request[key];
    return value.is_string() ? value.string() : value.is_integer() ? std::to_string(value.integer()) : std::string();
  };
  if (name == "read" || name == "fact-add" || name == "note-add" || name == "follow-up-add") return {};
  if (name == "confirm" || name == "correct" || name == "reject") return {"readings", "fact:" + typed("fact")};
  if (name == "merge" || name == "split" || name == "rename") return {"readings", "threads"};
  if (name == "note-set") {
    auto note = typed("note");
    return {"note:" + (note.starts_with("n") ? note.substr(1) : note)};
  }
  if (name.starts_with("follow-up-") || name == "commitment-status") return {"follow_up:" + typed("number")};
  if (name == "agenda-draft" || name == "agenda-add") return {"agenda", "item"};
  if (name == "agenda-set" || name == "agenda-drop") return {"item"};
  if (name == "issue-link") return {"link"};
  if (name == "body-meet") return {"meeting", "body:" + typed("number")};
  const auto dash = name.rfind('-');
  const auto* noun = dash == std::string::npos ? nullptr : find_noun(name.substr(0, dash));
  if (noun == nullptr) return anything;
  if (noun->name == "person") return {"person"};
  const auto verb = std::ranges::find(noun->verbs, name.substr(dash + 1), &Verb::name);
  if (verb != noun->verbs.end() && verb->begins) return {};
  const auto number = typed(noun->name == "issue" ? "issue" : "number");
  if (!is_number(number)) return anything;
  Things out = {fmt::format("{}:{}", noun->name, number)};
  if (noun->name == "issue") out.emplace_back("threads");
  return out;
}

/// Facts and notes are typed by their first digits.
bool is_same(const std::string& touched, const std::string& wanted) {
  if (touched == "*" || wanted == "*" || touched == wanted) return true;
  return (wanted.starts_with("fact:") || wanted.starts_with("note:")) && touched.starts_with(wanted);
}

}  // namespace

Result<MovedOn> changes_bearing_on(const Context& context, std::string_view head, const Operation& operation,
                                   const Json& request) {
  constexpr std::size_t most_looked_at = 1000, most_told = 20;
  MovedOn out;
  const auto wanted = touched_by(operation, request);
  if (wanted.empty()) return out;
  const auto record = BC_TRY(open_record(context, record::Access::read));
  const auto bears = [&](const record::LoggedEvent& logged) {
    const auto touched = touched_by(logged);
    return std::ranges::any_of(touched, [&](const auto& one) {
      return std::ranges::any_of(wanted, [&](const auto& other) { return is_same(one, other); });
    });
  };
  std::vector<const record::LoggedEvent*> newest_first;
  const auto log = BC_TRY(record.log(most_looked_at, true));
  bool known = false;
  for (const auto& logged : log) {
    known = logged.event.arrival_hash == head;
    if (known) break;
    if (bears(logged)) newest_first.push_back(&logged);
  }
  out.refuses = !known || !newest_first.empty();
  if (!known) return out;
  newest_first.resize(std::min(newest_first.size(), most_told));
  std::ranges::reverse(newest_first);
  out.changed = BC_TRY(events_told(record, newest_first));
  return out;
}

}  // namespace breadcrumb::app
