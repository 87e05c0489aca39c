// Long text that does not fit a command line: written in the officer's editor, or read from standard input.
//
//   request = BC_TRY(with_input(operation, context, std::move(request)));   // `--position -`
//   make_editable(operation, current);                                       // gives it `--edit`
//
// An editor gets a form, one heading for each long field, in a file of the desk (`drafts/`). The file goes when its
// text is on the record, and stays, with its path said, whenever something keeps it from getting there.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/operation.h"

namespace breadcrumb::app {

/// Values of long fields by the names of their options.
using LongValues = std::map<std::string, std::string, std::less<>>;

/// One heading of a form.
struct LongField {
  std::string option;  ///< `red-lines`
  std::string help;
  std::string value;  ///< that stands now
};

/// What an editor is shown. `what` says of which thing the fields are.
std::string form_of(std::string_view what, const std::vector<LongField>& fields);

/// The values that a form holds for those of the fields whose heading it has. Errors: `editor.form` (a heading that is
/// none of them or comes twice, words above the first; with the line).
Result<LongValues> read_form(std::string_view form, const std::vector<LongField>& fields);

/// The request with standard input in the place of a passage that is `-`. Errors: `typed.input` (none, nothing on it,
/// or two passages that want it).
Result<Request> with_input(const Operation& operation, const Context& context, Request request);

/// Adds `--edit`, which offers all passages of the operation in an editor and then runs it with what was written.
/// `current` gives the values that stand now; it may be empty. Errors of the operation then: `editor.none` (no VISUAL
/// or EDITOR), `editor.failed`, `editor.unchanged`, `editor.form`, those of what was written.
void make_editable(Operation& operation,
                   std::function<Result<LongValues>(const Context&, const Request&)> current = {});

}  // namespace breadcrumb::app
