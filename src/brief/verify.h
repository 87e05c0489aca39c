// Checks a briefing file against the desk: its visible words, every quote, hash and claim, and the seal.
//
//   const VerifyContext context{.material_at = [&](const Named& named) { return app::material(desk, named); }};
//   const VerifyReport report = BC_TRY(brief::verify(bytes, knowledge.words, context));
//   if (!report.ok()) print(report.failures.front().sentence);
//
// A file that does not hold is a report, not an Error. Failures stand in the order in which a reader should hear of
// them: words and claims in the order of the file, then sources, then the seal.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "brief/compose.h"
#include "brief/edited.h"
#include "brief/render.h"
#include "model/word_file.h"

namespace breadcrumb::brief {

/// What the briefing says it was made from.
struct Named {
  std::string desk, dialogue;
  std::string head;  ///< "" in what is for the public: the desk as it stood at `composed_at`
  long long events = 0;
  std::string composed_at;
  Profile profile = Profile::delegation;
  std::string language = {};
  Paper paper = Paper::briefing;
  std::size_t state = 0;  ///< where `head` is "": which of the desk's states of that second, the last one first
};

/// The desk as of the head that the briefing names.
struct Material {
  DeskView view;
  Texts texts;  ///< by source sha256: the extracted texts as they are stored now
  /// By source sha256: the SHA-256 of the stored original's bytes, computed now; absent when the file is gone.
  std::map<std::string, std::string, std::less<>> bytes_sha256;
};

/// A readout as the desk gives it now, and the words of its house.
struct Redrafted {
  Book book;
  Words words;
};

struct VerifyContext {
  std::string program;  ///< version of this program
  /// Below which this desk asks (see `Request`): a file cannot choose its own and so silence a question.
  int certainty_below = Request{}.certainty_below, margin_below = Request{}.margin_below;
  /// An Error (e.g. the head is not on this desk's chain) becomes the failure `verify.head_unknown`.
  std::function<Result<Material>(const Named&)> material_at;
  /// Reads a Word file that another program has saved; hostile, so behind a fence. Empty: only files as they were
  /// written are verified.
  std::function<Result<WordFile>(std::string_view bytes)> read_word{};
  std::string said{};  ///< what the export said of its making, for a Word file that has lost it; "" nothing
  /// Drafts a readout again; an Error becomes the failure `verify.meta`. Empty: no readouts here.
  std::function<Result<Redrafted>(const Named&, const Request&)> redraft = {};
  /// How many states the desk had in the second that a paper names instead of a head. Empty: one.
  std::function<std::size_t(const Named&)> states = {};
};

struct VerifyFailure {
  std::string code;      ///< `verify.words`, `verify.quote`, ...; docs/verify.md
  std::string sentence;  ///< what does not hold, in words
  std::string expected;  ///< what the desk or the manifest says; "" where it does not apply
  std::string found;     ///< what the file says
  std::string place;     ///< `run 41, byte 10233`, or the source's hash
};

struct VerifyReport {
  Format format = Format::html;
  Meta meta;
  std::size_t quotes = 0, claims = 0, words = 0, officers = 0;  ///< runs by kind
  std::size_t sources = 0;                                      ///< sources whose text and bytes were hashed
  std::optional<Edited> edited;         ///< what was done to it, when another program has saved it since
  std::vector<VerifyFailure> failures;  ///< the first is the one to name
  bool other_program = false;           ///< says that another version made it; held to the same bytes all the same
  [[nodiscard]] bool ok() const { return failures.empty(); }
};

/// Errors: `verify.not_a_briefing` (no format of ours, or no manifest to begin from), `verify.unnamed` (a Word file
/// that does not say which briefing it is), and those of `read_word`.
/// The words are those of the language that the file says it is in.
Result<VerifyReport> verify(std::string_view bytes, const WordsByLanguage& words, const VerifyContext& context);

/// The bytes are a briefing in one of our forms as it was written: nobody has changed it since (its seal holds).
bool is_untouched(std::string_view bytes);

/// What an untouched briefing says of its making, as `VerifyContext::said`. Errors: `verify.not_a_briefing`.
Result<std::string> said_by(std::string_view bytes);

}  // namespace breadcrumb::brief
