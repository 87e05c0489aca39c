// What went wrong, as a value: a coarse kind, a stable code, one sentence for people, and the place.
//
//   return Error{ErrorKind::bad_input, "reader.encoding_unknown", "the bytes are in no encoding we know", path};
//
// The code is documented in docs/errors.md; exit codes and HTTP statuses follow from the kind alone.
#pragma once

#include <string>
#include <string_view>

namespace breadcrumb {

/// The coarse kinds of failure; one table maps them to exit codes and HTTP statuses.
enum class ErrorKind {
  bad_input,    ///< what the user or a file gave cannot be used
  not_found,    ///< the named thing does not exist
  conflict,     ///< the desk has changed, or holds something that contradicts the request
  refused,      ///< understood, and not done on purpose
  too_big,      ///< over a limit
  unavailable,  ///< the disk, the network or a helper program is not there or did not answer in time
  broken,       ///< the desk or a file that we wrote is damaged
};

struct Error {
  ErrorKind kind = ErrorKind::broken;
  std::string code;     ///< stable and documented, e.g. `source.not_text`
  std::string message;  ///< one sentence, no full stop needed, says what was expected
  std::string where;    ///< file, file:line, `file: byte N`, address; may be empty

  /// `where: message [code]`, as the command line prints it.
  [[nodiscard]] std::string to_text() const;
};

/// `bad_input`, `not_found`, ...
std::string_view to_text(ErrorKind kind);

/// 2 bad_input, 3 not_found, 4 conflict, 5 refused, 6 too_big, 7 unavailable, 8 broken. (1 is a failed check, 0
/// success.)
int exit_code(ErrorKind kind);

/// 400, 404, 409, 403, 413, 503, 500 in the order of the kinds.
int http_status(ErrorKind kind);

}  // namespace breadcrumb
