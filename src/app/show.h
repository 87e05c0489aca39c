// How views are shown: the JSON and the lines that several operations share.
#pragma once

#include <memory>
#include <string>

#include "app/kept.h"
#include "app/operation.h"
#include "app/table.h"
#include "app/view.h"

namespace breadcrumb::app {

Json text_or_null(const std::string& text);  ///< null for ""
Json quote_json(const SourceQuote& quote);
Json span_json(const Span& span);
Json source_json(const Source& source);
Json fact_json(const FactView& view);
/// With the name of who added or decided it.
Json fact_json(const FactView& view, const AuthorNames& names);
Json steps_json(const Thread& thread, const DialogueView& dialogue);
Json thread_json(const Thread& thread, const DialogueView& dialogue);
Json redline_json(const Redline& redline);
Json follow_up_json(const FollowUpView& follow_up);
Json difference_json(const SideDifference& difference);

/// `3`; the first day of a meeting that no text numbers; `?`.
std::string round_label(const RoundView& round);
/// `round 3`, `the meeting of 2013-06-04`.
std::string round_words(const RoundView& round);
std::string dates_text(const std::string& start, const std::string& end);
/// All that the round's texts say of its days: once where they agree, else each side's with its name.
std::string dates_text(const RoundView& round, const std::vector<Source>& sources);
/// `first seen`, `continued, reworded`.
std::string kinds_text(const Step& step);
/// First 8 digits of a SHA-256 or an id.
std::string short_id(std::string_view id);
/// The file name, or the first digits.
std::string source_label(const std::vector<Source>& sources, std::string_view sha256);

/// A table's answer; `when_empty` is said of one without rows.
Answer listed(Json json, const Table& table, std::string_view when_empty);

/// The request's text under that name, or "".
const std::string& text_of(const Request& request, std::string_view name);

/// Everything an operation on the views needs, opened in one go.
struct Opened {
  record::Record record;
  std::shared_ptr<const SharedViews> shared;
  SharedViews* own = nullptr;  ///< the same, where this operation may change it and nobody else sees it
  const Knowledge& knowledge = *shared->knowledge;
  const std::vector<DeskView>& views = shared->views;
  const EntryBook& book = shared->book;
};
Result<Opened> open_views(const Context& context, record::Access access = record::Access::read);
/// Runs `attempt` on the views of the desk with a stamp on top of that very state, and again on the new state where
/// another program wrote in the meantime. It gives a Result and may append once.
template <class Attempt>
auto on_views(const Context& context, Attempt attempt)
    -> decltype(attempt(std::declval<Opened&>(), std::declval<const record::Stamp&>())) {
  for (int turn = 0;; ++turn) {
    auto desk = BC_TRY(open_views(context, record::Access::write));
    auto stamp = BC_TRY(stamp_of(context, desk.record));
    stamp.expected_head = desk.shared->head;
    auto done = attempt(desk, stamp);
    if (done || done.error().code != "desk.changed" || turn == most_turns) return done;
  }
}
/// With views and book that the operation may change: what a paper may not carry is taken out of them.
Result<Opened> open_own_views(const Context& context, record::Access access = record::Access::read);
Opened with_own_views(Opened desk);

}  // namespace breadcrumb::app
