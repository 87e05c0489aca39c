// Bytes from a file or an address to a reading, and a reading onto the record: what `read` and `demo` share.
//
//   Intake intake(context, knowledge);
//   const auto taken = intake.take("readout.html", {});          // Result<Taken>
//   const auto stored = BC_TRY(store(context, record, taken, particulars));
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/context.h"
#include "model/document.h"
#include "model/source.h"
#include "record/record.h"
#include "source/worker.h"

namespace breadcrumb::app {

struct IntakeOptions {
  bool unfenced = false;       ///< parse even where no fence can be raised
  bool allow_private = false;  ///< fetch from private address ranges
  std::string language;        ///< "" by the text
};

/// A document as it was taken in: nothing stored yet.
struct Taken {
  std::string bytes;
  std::string name;  ///< file name or address, as the user gave it
  Document document;
  Reading reading;
  Source source;  ///< filled from the reading
};

class Intake {
 public:
  Intake(const Context& context, const Knowledge& knowledge, IntakeOptions options);
  /// `name` is a path or an http(s) address. Errors: of reading the file, fetching, extraction and reading.
  Result<Taken> take(const std::string& name);
  /// A text that the desk holds, from its original there. Errors as above, and those of the desk's files.
  Result<Taken> take_again(const record::Desk& desk, const Source& source);

 private:
  Result<Taken> parsed(Taken out, const source::Hints& hints);

  const Context& context_;
  const Knowledge& knowledge_;
  IntakeOptions options_;
  source::Pool pool_;
};

/// What the officer knows about a document that it does not say itself.
struct Particulars {
  std::string dialogue, origin, publisher, published, kind;
  bool excerpt = false;
};

/// Largest file or download that is taken in.
constexpr std::uint64_t max_source_bytes = std::uint64_t{64} << 20;

enum class Stored {
  added,
  reread,
  restored,  ///< nothing new, but the desk had lost the bytes or the text, or held damaged ones
  unchanged,
};
/// `read`, `read again`, `restored`, `unchanged`
std::string_view to_text(Stored stored);

struct StoredSource {
  Stored what = Stored::unchanged;
  record::EventId reading;          ///< the event that holds the reading
  bool excerpt_by_officer = false;  ///< it is an excerpt because somebody said so, not by its text
};

/// Puts the document on the record: bytes and text first, then the events. What another program stored in the meantime
/// is found and not stored twice.
Result<StoredSource> store(const Context& context, record::Record& record, const Taken& taken,
                           const Particulars& particulars);

/// The file's bytes among the desk's originals, by their SHA-256. Errors: of reading and storing, `entry.empty_file`.
Result<std::string> keep_file(const record::Desk& desk, const std::string& file);

/// The last part of a path or address, for people.
std::string file_name_of(const std::string& name);

}  // namespace breadcrumb::app
