#include "app/tracker.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/commitments.h"
#include "base/bytes.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

const Field marked{"marked", FieldKind::line, "how sensitive it is, and for whom (breadcrumb mark)"};

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

TrackerKind kind_of(const Noun& noun) {
  TrackerKind out{.noun = noun.name, .typed = noun.name, .title = capitalised(noun.plural), .of = &noun, .columns = {}};
  for (const auto& field : noun.fields)
    if (field.kind != FieldKind::sources) out.columns.push_back({field});
  if (noun.name == "issue")
    out.columns.push_back({{"last_step", FieldKind::line, "what became of it at the last round"}, true});
  out.columns.push_back({marked, true});
  return out;
}

TrackerKind follow_up_kind() {
  return {.noun = "follow_up",
          .typed = "follow-up",
          .title = "Follow-ups",
          .of = nullptr,
          .columns = {{{"text", FieldKind::text, "what is to be done"}},
                      {{"owner", FieldKind::line, "a party code, both, or a name"}},
                      {{"next", FieldKind::line, "who holds the next step"}, true},
                      {{"due", FieldKind::date, "when it is due"}},
                      {{"status", FieldKind::choice, "where it stands", {"open", "done", "dropped"}}},
                      {{"because", FieldKind::line, "why it was closed; of a change, why"}},
                      {{"shown_by", FieldKind::line, "a source that shows that it is done"}},
                      {marked, true}}};
}

TrackerKind note_kind() {
  return {.noun = "note",
          .typed = "note",
          .title = "Notes",
          .of = nullptr,
          .columns = {{{"issue", FieldKind::issues, "the issue it is about"}},
                      {{"text", FieldKind::text, "the officer's words"}},
                      {{"by", FieldKind::line, "who noted it"}, true},
                      {{"noted", FieldKind::line, "when"}, true},
                      {marked, true}}};
}

std::string last_step(const Thread& thread, const DialogueView& view) {
  if (thread.steps.empty()) return "";
  const auto& step = thread.steps.back();
  const auto& round = view.rounds.at(static_cast<std::size_t>(step.round));
  return fmt::format("{} at {}", kinds_text(step), round_words(round));
}

std::vector<std::string> sources_of(const Thread& thread) {
  std::vector<std::string> out;
  for (const auto& step : thread.steps)
    for (const auto& mention : step.mentions) out.push_back("source:" + mention.source);
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Issues that texts speak of, with what was entered on them, and issues that were entered alone.
std::vector<TrackerRow> issue_rows(const Opened& desk) {
  struct Found {
    const Thread* thread = nullptr;
    const DialogueView* view = nullptr;
    const EntryView* entry = nullptr;
  };
  std::map<int, Found> found;
  for (const auto& view : desk.views)
    for (const auto& thread : view.dialogue.threads)
      if (thread.number > 0) found[thread.number] = {&thread, &view.dialogue};
  for (const auto* entry : desk.book.of_noun("issue")) found[entry->number].entry = entry;
  const auto shown = shown_of(desk);
  std::vector<TrackerRow> out;
  for (const auto& [number, one] : found) {
    TrackerRow row{.key = std::to_string(number), .subject = fmt::format("issue:{}", number), .cells = {}};
    const bool page = one.entry != nullptr && one.entry->event.empty();
    for (const auto& column : find_tracker_kind("issue")->columns) {
      const auto& name = column.field.name;
      TrackerCell cell;
      if (one.entry != nullptr) cell.text = (*one.entry)[name];
      if (!cell.text.empty() && page) cell.subjects.push_back(subject_of(*one.entry));
      const bool unsaid = cell.text.empty();
      if (one.thread != nullptr && name == "name") cell.text = one.thread->name;
      if (one.thread == nullptr && name == "name" && unsaid) cell.text = issue_name(number, shown);
      if (one.thread != nullptr && name == "kind" && unsaid) cell.text = one.thread->kind;
      if (one.thread != nullptr && name == "topics" && unsaid)
        cell.text = fmt::format("{}", fmt::join(one.thread->topics, ", "));
      if (one.view != nullptr && name == "dialogue" && unsaid) cell.text = one.view->name;
      if (one.thread != nullptr && name == "last_step") {
        cell.text = last_step(*one.thread, *one.view);
        cell.subjects = sources_of(*one.thread);
      }
      row.cells.push_back(std::move(cell));
    }
    out.push_back(std::move(row));
  }
  return out;
}

/// What shows that a follow-up is done: its source, and the files that were kept with it.
std::string shown_by(const FollowUpView& follow_up, const std::vector<Source>& sources) {
  std::vector<std::string> out;
  if (!follow_up.closed_source.empty()) out.push_back(source_name(sources, follow_up.closed_source));
  for (const auto& file : follow_up.evidence) out.push_back(file.second);
  return fmt::format("{}", fmt::join(out, ", "));
}

Result<std::vector<TrackerRow>> follow_up_rows(const Opened& desk) {
  const auto sources = BC_TRY(desk.record.sources());
  std::map<int, FollowUpView> found;
  // A desk without a dialogue yet still keeps what was entered.
  const auto all = BC_TRY(desk.record.follow_ups());
  for (const auto& entered : all)
    if (entered.fact.empty()) {
      auto& one = found[entered.number];
      one = {.number = entered.number,
             .text = entered.text,
             .owner = entered.owner.value_or(""),
             .next_step_holder = entered.owner.value_or(""),
             .due = entered.due.value_or(""),
             .status = entered.status,
             .closed_because = entered.closed_because,
             .closed_source = entered.closed_source};
      add_commitment(one, desk.book, all);
    }
  for (const auto& view : desk.views)
    for (const auto& follow_up : view.dialogue.follow_ups)
      if (follow_up.number > 0) found[follow_up.number] = follow_up;
  std::vector<TrackerRow> out;
  for (const auto& [number, one] : found)
    out.push_back({.key = std::to_string(number),
                   .subject = fmt::format("follow_up:{}", number),
                   .cells = {{one.text, {}},
                             {one.owner, {}},
                             {one.next_step_holder, {}},
                             {one.due, {}},
                             {one.status, {}},
                             {one.closed_because, {}},
                             {shown_by(one, sources), {}},
                             {}}});
  return out;
}

Result<std::vector<TrackerRow>> note_rows(const Opened& desk) {
  const auto names = BC_TRY(author_names(desk.record));
  std::vector<TrackerRow> out;
  for (const auto& note : BC_TRY(desk.record.notes())) {
    const auto name = names.find(note.author);
    out.push_back({.key = "n" + short_id(note.id),
                   .subject = "note:" + note.id,
                   .cells = {{note.issue == 0 ? "" : std::to_string(note.issue), {}},
                             {note.text, {}},
                             {name == names.end() ? short_id(note.author) : name->second, {}},
                             {note.time, {}},
                             {}}});
  }
  return out;
}

std::vector<TrackerRow> entry_rows(const Opened& desk, const TrackerKind& kind) {
  std::vector<TrackerRow> out;
  for (const auto* entry : desk.book.of_noun(kind.noun)) {
    TrackerRow row{.key = std::to_string(entry->number), .subject = subject_of(*entry), .cells = {}};
    for (const auto& column : kind.columns) row.cells.push_back({(*entry)[column.field.name], {}});
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace

const TrackerColumn* TrackerKind::column(std::string_view name) const {
  const auto found = std::ranges::find(columns, name, [](const TrackerColumn& one) { return one.field.name; });
  return found == columns.end() ? nullptr : &*found;
}

const std::vector<TrackerKind>& tracker_kinds() {
  static const std::vector<TrackerKind> kinds = [] {
    std::vector<TrackerKind> out = {kind_of(*find_noun("issue")), follow_up_kind()};
    for (const auto& noun : nouns())
      if (noun.in_tracker && noun.name != "issue") out.push_back(kind_of(noun));
    out.push_back(note_kind());
    return out;
  }();
  return kinds;
}

const TrackerKind* find_tracker_kind(std::string_view name) {
  const auto found = std::ranges::find_if(
      tracker_kinds(), [&](const TrackerKind& kind) { return kind.noun == name || kind.typed == name; });
  return found == tracker_kinds().end() ? nullptr : &*found;
}

std::string marked_words(const TrackerRow& row, const Marking& marking, const MarkRules& rules,
                         std::optional<Level> most) {
  auto level = marking.level(row.subject);
  for (const auto& cell : row.cells)
    for (const auto& subject : cell.subjects)
      if (const auto other = marking.level(subject); !most || within(other, *most)) level = highest(level, other);
  return rules.words(level);
}

Result<TrackerRows> tracker_rows(const Opened& desk, const Marking& marking, const MarkRules& rules) {
  TrackerRows out;
  for (const auto& kind : tracker_kinds()) {
    auto& rows = out[kind.noun];
    rows = kind.noun == "issue"       ? issue_rows(desk)
           : kind.noun == "follow_up" ? BC_TRY(follow_up_rows(desk))
           : kind.noun == "note"      ? BC_TRY(note_rows(desk))
                                      : entry_rows(desk, kind);
    const auto column = kind.columns.size() - 1;  // `marked` is the last
    for (auto& row : rows) row.cells[column].text = marked_words(row, marking, rules);
  }
  return out;
}

Result<TrackerTrace> TrackerTrace::of(const record::Record& record) {
  TrackerTrace out;
  const auto first = BC_TRY(record.event_at(1));
  if (first) out.desk_ = short_id(first->event.id);
  return out;
}

std::string TrackerTrace::head(const TrackerKind& kind) const {
  return fmt::format("breadcrumb {} {}", kind.typed, desk_);
}

std::string TrackerTrace::of_cell(const TrackerKind& kind, std::string_view key, std::string_view column,
                                  std::string_view text) const {
  const auto words = plain_words(text);
  std::string whole = "breadcrumb.tracker.1";
  for (const std::string_view part :
       {std::string_view(desk_), std::string_view(kind.noun), key, column, std::string_view(words)}) {
    whole += '\0';
    whole += part;
  }
  return sha256_hex(whole).substr(0, 8);
}

std::string plain_words(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r')
      out += text[i];
    else if (i + 1 == text.size() || text[i + 1] != '\n')
      out += '\n';
  return std::string(text::trim(out));
}

}  // namespace breadcrumb::app
