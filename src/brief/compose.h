// Composes the briefing book for a dialogue's next round from what the desk knows.
//
//   brief::Request request{.profile = brief::Profile::delegation, .composed_at = "2024-08-05T09:00:00Z", .program =
//   "0.1.0"}; const Book book = BC_TRY(brief::compose(view, texts, words, request));
//
// Pure: the same view, texts, words and request give the same book. A quote that does not stand in its text is not
// printed; it becomes an open question. "Not mentioned" is never called resolved, and what no text says is "unknown to
// the texts", not "none".
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "brief/book.h"
#include "brief/words.h"
#include "model/desk_view.h"

namespace breadcrumb::brief {

enum class Profile {
  minister,    ///< one to two pages: what changed, open follow-ups, the key lines
  delegation,  ///< everything
  both_sides,  ///< to hand to the other side: as for the public, with what is marked for both
  for_public,  ///< no officer's words, no tasks, nothing entered by hand
};

/// Does a paper of this profile go out of the delegation's hands? It then tells nothing of the desk itself.
constexpr bool goes_out(Profile profile) {
  return profile == Profile::both_sides || profile == Profile::for_public;
}

std::string_view to_text(Profile profile);  ///< minister, delegation, both sides, public
std::optional<Profile> profile_of(std::string_view name);

/// Which paper of a round; each is composed, rendered and verified in the same way.
enum class Paper { briefing, agenda, readout };

std::string_view to_text(Paper paper);  ///< briefing, agenda, readout
std::optional<Paper> paper_of(std::string_view name);

/// What `Request::subject` calls an agenda: its number; on a paper that goes out its event and day, where no other
/// agenda has them.
std::string agenda_subject(const DialogueView& dialogue, const EntryView& agenda, Profile profile);

/// Extracted text by the source's sha256.
using Texts = std::map<std::string, std::string, std::less<>>;

struct Request {
  Paper paper = Paper::briefing;
  std::string subject;  ///< what the paper is of, where the round does not say it: `agenda_subject`; "" for a briefing
  Profile profile = Profile::delegation;
  std::string round = "next";  ///< `next`, or the ordinal of a round on record: what was known before it
  std::string composed_at;     ///< ISO time; its date decides what is overdue
  std::string program;         ///< version of the program
  int certainty_below = 70;    ///< facts read with less certainty (0-100) are open questions
  int margin_below = 20;       ///< matches with a smaller margin (0-100) are open questions
};

/// Errors: `agenda.none` (no agenda of that number), `brief.no_rounds` (nothing to brief from), `brief.round_unknown`,
/// `brief.words_missing` (a string that the words file lacks, by name).
Result<Book> compose(const DeskView& view, const Texts& texts, const Words& words, const Request& request);

}  // namespace breadcrumb::brief
