// What a person typed, looked at in one place before an operation sees it: text without hidden characters, one line
// where one is meant, no longer than its kind of field may be.
//
//   BC_TRY(check_typed(*operation, request));
//   BC_TRY(check_words(Form::name, "BREADCRUMB_AUTHOR", context.author_name));
//
// Nothing is mended silently: what cannot be taken as it is, is refused with its place.
#pragma once

#include <cstddef>
#include <string_view>

#include "app/operation.h"

namespace breadcrumb::app {

/// Most bytes that such a text may have.
std::size_t most_bytes(Form form);

/// `what` names the field, for people. Errors: `typed.encoding` (not UTF-8), `typed.hidden` (a control character or
/// another that changes how text is shown), `typed.lines` (several where one is meant), `typed.too_long`.
Result<void> check_words(Form form, std::string_view what, std::string_view words);

/// A day of the calendar, written 2024-08-30.
bool is_day(std::string_view date);

/// Is one day or month later than another, as far as both say?
bool is_later(std::string_view a, std::string_view b);

/// What came from elsewhere than the command line, which sees to this itself: known names, values of their kinds and
/// choices, nothing that is required left out, and nothing that only means something on the machine itself. Errors:
/// `request.object`, `request.unknown`, `request.kind`, `request.choice`, `request.missing`, `request.local`.
Result<void> check_shape(const Operation& operation, const Request& request);

/// All texts of a request. Errors: those of `check_words`; `typed.empty` and `typed.number` for a parameter that may be
/// left out: one that may not has a word of its own on that.
Result<void> check_typed(const Operation& operation, const Request& request);

}  // namespace breadcrumb::app
