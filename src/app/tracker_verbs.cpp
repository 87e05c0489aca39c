#include "app/tracker_verbs.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/commitments.h"
#include "app/follow_up.h"
#include "app/party.h"
#include "app/regroup.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

int number_of(const RowWish& wish) {
  return wish.row == nullptr ? 0 : std::atoi(wish.row->key.c_str());
}

const std::string& value_in(const TypedFields& fields, std::string_view name) {
  static const std::string none;
  const auto found = fields.find(name);
  return found == fields.end() ? none : found->second;
}

const std::string& text_now(const RowWish& wish, std::string_view name) {
  const auto& columns = wish.kind->columns;
  const auto at = std::ranges::find(columns, name, [](const auto& one) { return one.field.name; });
  return wish.row->cells.at(static_cast<std::size_t>(at - columns.begin())).text;
}

/// What a row sets or keeps.
const std::string& will_be(const RowWish& wish, std::string_view name) {
  if (const auto found = wish.set.find(name); found != wish.set.end() || wish.row == nullptr)
    return value_in(wish.set, name);
  return text_now(wish, name);
}

const Thread* thread_of(const Opened& desk, int number) {
  for (const auto& view : desk.views)
    for (const auto& thread : view.dialogue.threads)
      if (thread.number == number && number != 0) return &thread;
  return nullptr;
}

}  // namespace

TrackerVerbs::TrackerVerbs(Opened& desk, std::string now)
    : desk_(desk), now_(std::move(now)), rules_{desk.book, desk.views, desk.knowledge, now_} {}

Error TrackerVerbs::fixed(std::string field, std::string message) {
  faults_ = {std::move(field)};
  return {ErrorKind::refused, "tracker.fixed", std::move(message), ""};
}

Result<int> TrackerVerbs::next(const std::string& noun) {
  auto& number = numbers_[noun];
  number = number == 0 ? BC_TRY(desk_.record.next_number(noun)) : number + 1;
  return number;
}

Result<void> TrackerVerbs::add(Change& out, record::EntrySet entry, const RowWish& wish) {
  if (entry.number == 0) entry.number = BC_TRY(next(entry.noun));
  entry.because = wish.because;
  desk_.own->book.apply(entry);
  out.key = std::to_string(entry.number);
  out.fresh = out.fresh || entry.begins;
  out.entries.emplace_back(std::move(entry));
  return {};
}

Result<std::string> TrackerVerbs::checked_beside(std::string_view noun, const Field& field,
                                                 const std::string& typed) const {
  if (field.name == "owner") return owner_of(desk_.knowledge.grammar, typed);
  if (field.name == "due") {
    BC_TRY(check_date(typed, rules_.now));
    return typed;
  }
  if (field.name == "shown_by") {
    if (typed.empty()) return typed;
    const auto sources = BC_TRY(desk_.record.sources());
    return source_name(sources, BC_TRY(find_source(sources, typed)).sha256);
  }
  if (noun == "note" && field.name == "issue" && typed.find(',') != std::string::npos)
    return Error{ErrorKind::bad_input, "entry.value", "issue: expected one issue; a note is about one or none", ""};
  return checked(field, typed, check_of(rules_));
}

Result<Change> TrackerVerbs::change(const RowWish& wish) {
  faults_.clear();
  auto out = wish.kind->noun == "follow_up" ? follow_up(wish)
             : wish.kind->noun == "note"    ? note(wish)
             : wish.kind->noun == "link"    ? link(wish)
             : wish.kind->noun == "meeting" ? meeting(wish)
             : wish.kind->noun == "report"  ? report(wish)
                                            : entry(wish);
  if (out) out->sheet = wish.kind->title;
  return out;
}

Result<Change> TrackerVerbs::follow_up(const RowWish& wish) {
  Change out;
  int number = number_of(wish);
  // The officer's own reason stands before the trail.
  const auto& reason = value_in(wish.set, "because");
  const auto because = reason.empty() ? wish.because : fmt::format("{} ({})", reason, wish.trail);
  if (wish.row == nullptr) {
    if (value_in(wish.set, "text").empty())
      return Error{ErrorKind::bad_input, "entry.needed", "expected words for text", ""};
    number = BC_TRY(next("commitment"));
    out.operations = {"follow-up-add"};
    out.fresh = true;
    out.entries.emplace_back(record::FollowUpAdded{.number = number,
                                                   .text = value_in(wish.set, "text"),
                                                   .owner = value_in(wish.set, "owner"),
                                                   .due = value_in(wish.set, "due"),
                                                   .because = because});
  } else {
    if (wish.set.contains("text")) {
      if (BC_TRY(is_promised(number)))
        return fixed("text", "the words of this follow-up are those of a source and stay as they were promised");
      if (value_in(wish.set, "text").empty()) return fixed("text", "a follow-up has words; drop it instead");
      out.operations.emplace_back("follow-up-reword");
      out.entries.emplace_back(
          record::FollowUpReworded{.number = number, .text = value_in(wish.set, "text"), .because = because});
    }
    if (wish.set.contains("owner")) {
      out.operations.emplace_back("follow-up-assign");
      out.entries.emplace_back(
          record::FollowUpAssigned{.number = number, .owner = value_in(wish.set, "owner"), .because = because});
    }
    if (wish.set.contains("due")) {
      faults_ = {"due"};
      BC_TRY(check_due(value_in(wish.set, "due"), BC_TRY(promised_day(desk_, number))));
      out.operations.emplace_back("follow-up-due");
      out.entries.emplace_back(
          record::FollowUpDue{.number = number, .due = value_in(wish.set, "due"), .because = because});
    }
  }
  out.key = std::to_string(number);
  const auto& status = value_in(wish.set, "status");
  if (wish.set.contains("status") && !(wish.row == nullptr && (status.empty() || status == "open")))
    BC_TRY(close(wish, number, because, out));
  else if (wish.set.contains("shown_by"))
    return fixed("shown_by", "what shows that it is done goes with the status done");
  if (out.entries.empty())
    return fixed("because", "a reason alone changes nothing; it goes with a change of owner, due or status");
  faults_.clear();
  return out;
}

Result<void> TrackerVerbs::close(const RowWish& wish, int number, const std::string& because, Change& out) {
  const auto& status = value_in(wish.set, "status");
  const auto& shown_by = value_in(wish.set, "shown_by");
  const auto& before = wish.row == nullptr ? std::string("open") : text_now(wish, "status");
  faults_ = {"status"};
  if (before != "open")
    return Error{ErrorKind::conflict, "record.closed_already",
                 fmt::format("this follow-up is {} already; undo of its closing opens it again", before), ""};
  if (status != "done" && status != "dropped")
    return Error{ErrorKind::bad_input, "entry.value", "status: expected one of: open, done, dropped", ""};
  // The trail of an import says where the word came from and not why it is so: the row itself must.
  const bool done = status == "done";
  if (value_in(wish.set, "because").empty() && (!done || shown_by.empty())) {
    faults_ = {"because", "status"};
    return Error{
        ErrorKind::bad_input, "follow_up.no_reason",
        done ? "expected in the row what shows that it is done: words in \"because\" or a source in \"shown by\""
             : "expected in the row why it is given up: words in \"because\"",
        ""};
  }
  faults_ = {"shown_by"};
  const auto source = shown_by.empty() ? std::string() : BC_TRY(find_source(desk_.record, shown_by)).sha256;
  out.operations.emplace_back(done ? "follow-up-done" : "follow-up-drop");
  out.entries.emplace_back(
      record::FollowUpClosed{.number = number,
                             .status = done ? record::Closing::done : record::Closing::dropped,
                             // Where a source speaks, a trail of our own making is no reason beside it.
                             .because = because == wish.trail ? std::string() : because,
                             .source = source});
  return {};
}

Result<bool> TrackerVerbs::is_promised(int number) {
  if (!promised_) {
    promised_.emplace();
    for (const auto& one : BC_TRY(desk_.record.follow_ups()))
      if (!one.fact.empty()) promised_->insert(one.number);
  }
  return promised_->contains(number);
}

Result<Change> TrackerVerbs::note(const RowWish& wish) {
  if (wish.row != nullptr) {
    if (wish.set.contains("issue")) return fixed("issue", "a note stays on its issue; enter another");
    if (value_in(wish.set, "text").empty()) return fixed("text", "a note has words; undo takes it back");
    Change out{.operations = {"note-set"}, .key = wish.row->key};
    out.entries.emplace_back(record::NoteReworded{.note = wish.row->subject.substr(std::string_view("note:").size()),
                                                  .text = value_in(wish.set, "text"),
                                                  .because = wish.because});
    return out;
  }
  if (value_in(wish.set, "text").empty())
    return Error{ErrorKind::bad_input, "entry.needed", "expected words for text", ""};
  Change out{.operations = {"note-add"}, .fresh = true};
  out.entries.emplace_back(
      record::NoteAdded{.issue = std::atoi(value_in(wish.set, "issue").c_str()), .text = value_in(wish.set, "text")});
  return out;
}

Result<Change> TrackerVerbs::link(const RowWish& wish) {
  for (const auto* field : {"from", "relation", "to"})
    if (wish.row != nullptr && wish.set.contains(field))
      return fixed(field, "a link stays between its issues; take it away (state) and enter another");
  const auto one = [&](std::string_view field) -> Result<int> {
    const auto& words = will_be(wish, field);
    faults_ = {std::string(field)};
    if (words.empty() || words.find(',') != std::string::npos)
      return Error{ErrorKind::bad_input, "entry.needed", fmt::format("expected one issue for {}", field), ""};
    faults_.clear();
    return std::atoi(words.c_str());
  };
  const auto from = BC_TRY(one("from")), to = BC_TRY(one("to"));
  if (will_be(wish, "relation").empty()) return Error{ErrorKind::bad_input, "entry.needed", "expected a relation", ""};
  const bool off = value_in(wish.set, "state") == "taken away";
  if (wish.row == nullptr && off) return fixed("state", "a new link is in force");
  Change out{.operations = {"issue-link"}};
  BC_TRY(add(out, BC_TRY(prepare_link(from, will_be(wish, "relation"), to, off, rules_)), wish));
  return out;
}

Result<Change> TrackerVerbs::meeting(const RowWish& wish) {
  if (wish.row != nullptr && wish.set.contains("body")) return fixed("body", "a meeting stays with its body");
  Change out{.operations = {"body-meet"}};
  BC_TRY(add(out, BC_TRY(prepare_meeting(std::atoi(will_be(wish, "body").c_str()), number_of(wish), wish.set, rules_)),
             wish));
  return out;
}

Result<Change> TrackerVerbs::report(const RowWish& wish) {
  if (wish.row != nullptr)
    return fixed(wish.set.begin()->first, "what was reported stays as it was; enter what is reported now");
  const int number = std::atoi(value_in(wish.set, "follow_up").c_str());
  const auto there = BC_TRY(desk_.record.follow_ups());
  if (std::ranges::find(there, number, &record::FollowUpEntry::number) == there.end()) {
    faults_ = {"follow_up"};
    return Error{ErrorKind::not_found, "record.no_such_follow_up", "no follow-up has this number",
                 std::to_string(number)};
  }
  Change out{.operations = {"commitment-status"}};
  BC_TRY(add(out, BC_TRY(prepare_report(number, wish.set, rules_)), wish));
  return out;
}

Result<Change> TrackerVerbs::entry(const RowWish& wish) {
  const auto& noun = *wish.kind->of;
  Change out;
  auto left = wish.set;
  int number = number_of(wish);
  if (noun.name == "issue" && left.contains("name"))
    if (const auto* thread = thread_of(desk_, number); thread != nullptr) {
      // An issue that texts speak of is renamed; what was entered on it is a page beside.
      faults_ = {"name"};
      if (left["name"].empty()) return Error{ErrorKind::bad_input, "rename.empty", "expected a name", ""};
      out.operations.emplace_back("rename");
      out.key = wish.row->key;
      out.entries.emplace_back(renaming(*thread, left["name"], wish.because));
      left.erase("name");
    }
  // What stands there only because a text says so cannot be emptied: it would stand there again.
  if (wish.row != nullptr && noun.name == "issue")
    for (const auto& [name, value] : left)
      if (const auto* page = desk_.book.find("issue", number);
          value.empty() && (page == nullptr || (*page)[name].empty()))
        return fixed(name, "this is what the texts say of the issue; say what it is instead");
  if (wish.row != nullptr && noun.name == "person" && left.contains("name"))
    return fixed("name", "a person is known by the name; enter another row");
  faults_.clear();
  if (left.empty()) return out;

  const auto wanted = value_in(left, "state");
  const auto by_state = [&](const std::string& state) {
    return std::ranges::find_if(noun.verbs, [&](const Verb& verb) { return !state.empty() && verb.state == state; });
  };
  const auto run = [&](const Verb& verb, TypedFields fields) -> Result<void> {
    Wish asked{.noun = &noun, .verb = &verb, .number = number, .typed = std::move(fields)};
    if (noun.name == "person" && wish.row != nullptr) asked.typed["name"] = text_now(wish, "name");
    BC_TRY(add(out, BC_TRY(prepare(asked, rules_)), wish));
    number = std::atoi(out.key.c_str());
    out.operations.push_back(fmt::format("{}-{}", noun.name, verb.name));
    return {};
  };
  const auto state_verb = by_state(wanted);
  const bool has_states = std::ranges::any_of(noun.verbs, [](const Verb& verb) { return !verb.state.empty(); });
  if (has_states) left.erase("state");
  if (has_states && wish.set.contains("state") && state_verb == noun.verbs.end())
    return fixed("state", "a thing that has states has one of them");
  const auto& begin = *std::ranges::find_if(noun.verbs, [](const Verb& verb) { return verb.begins; });
  if (wish.row == nullptr) {
    BC_TRY(run(begin, left));
    if (has_states && !wanted.empty() && wanted != begin.state) BC_TRY(run(*state_verb, {}));
    return out;
  }
  if (has_states && wish.set.contains("state")) {
    if (state_verb->begins) return fixed("state", fmt::format("a {} does not become {} again", noun.name, wanted));
    // A verb that takes no fields comes behind one that does.
    const bool takes = std::ranges::all_of(left, [&](const auto& one) {
      return std::ranges::find(state_verb->fields, one.first) != state_verb->fields.end();
    });
    if (!takes) BC_TRY(run(verb_of(noun, "set"), left));
    BC_TRY(run(*state_verb, takes ? left : TypedFields{}));
    return out;
  }
  BC_TRY(run(verb_of(noun, "set"), left));
  return out;
}

}  // namespace breadcrumb::app
