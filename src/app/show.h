// How views are shown: the JSON and the lines that several operations share.
#pragma once

#include <string>

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
  Knowledge knowledge;
  std::vector<DeskView> views;
  EntryBook book;
};
Result<Opened> open_views(const Context& context, record::Access access = record::Access::read);

}  // namespace breadcrumb::app
