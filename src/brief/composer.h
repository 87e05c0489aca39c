// The composer's workshop: how runs, quotes, notes and claims are made. Internal to brief/.
//
//   Composer c(view, texts, words, request);
//   block.runs = c.quoted(follow_up.quote);                       // “...” and the mark of its note
//   block.runs.push_back(c.claim("first_seen", args, "step.first_seen", {{"round", "round 4"}}));
//
// Each section's function lives in a file of its own idea; this class keeps what they share: the numbering of notes,
// sources and methods, and the list of what went missing on the way.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "brief/compose.h"
#include "brief/pieces.h"
#include "brief/question.h"
#include "model/rounds.h"

namespace breadcrumb::brief {

class Composer {
 public:
  Composer(const DeskView& view, const Texts& texts, const Words& words, const Request& request);
  Result<Book> compose();
  /// The agenda that the request's subject names, as a paper (agenda.cpp). Errors: `agenda.none`.
  Result<Book> agenda();
  Result<std::vector<Question>> list(bool of_texts);

 private:
  /// A question as the briefing prints it, under the heading of that name, and what to type.
  struct Asked {
    std::string kind, heading;
    std::vector<Block> blocks;
    std::vector<Question::Answer> answers;
    std::string source = {};  ///< of a text whose side is unknown
  };
  // Runs (runs.cpp)
  std::string text(std::string_view id, const Fillers& fillers = {});  ///< the named string; notes when missing
  Run say(std::string_view id);
  /// The string's pieces with runs in its places.
  Runs phrase(std::string_view id, const Places& places);
  Run claim(std::string_view kind, Args args, std::string_view id, const Fillers& fillers = {});
  static Run claim_text(std::string_view kind, Args args, std::string_view text);
  Run officer(std::string_view id, std::string_view text, std::string_view author, std::string_view time);
  Run method_mark(std::string_view method);
  Run quote_run(const Source& source, std::size_t start, std::size_t end) const;
  Runs quoted(const SourceQuote& quote);       ///< quotation marks, words, mark of the note; empty when lost or empty
  Runs quoted_lead(const SourceQuote& quote);  ///< the same for the first sentence only
  Runs mark(const SourceQuote& quote);         ///< only the note's mark
  /// From the first to the last of the words that the mention gives, for one mark.
  [[nodiscard]] SourceQuote words_of(const Mention& mention) const;
  static void separate_marks(Book& book, const Run& blank);  ///< so that the marks 6 and 7 are not read as 67
  [[nodiscard]] bool stands(const SourceQuote& quote);
  static Block paragraph(Runs runs, std::string style = "");
  static Block item(Runs runs, std::string style = "");
  Block heading(int level, Runs runs, std::string anchor = "");
  static Cell cell(Run run);
  static Cell cell(Runs runs);

  // Names (names.cpp)
  std::string round_name(int round, bool start_of_sentence = false);
  std::string round_id(int round) const;
  std::string date(std::string_view iso);
  std::string dates(std::string_view start, std::string_view end, bool week);
  std::string round_dates(const RoundView& round);
  /// How a round is named where it stands alone, also one of a body.
  std::string name_of(const RoundView& round, int index, bool start_of_sentence);
  std::string join(const std::vector<std::string>& names);
  std::string age(int rounds);
  std::string issue_count(std::size_t n);
  std::string owner(std::string_view code);
  /// The sentence with party codes as names and ISO dates as dates.
  std::string in_words(std::string_view sentence);
  // Rounds that were held, also those of which no text was read (held.cpp)
  /// Of which no text was read, since the round with this index (-1: all).
  [[nodiscard]] std::vector<HeldRound> without_text_since(int read) const;
  [[nodiscard]] std::string held_id(const HeldRound& round) const;  ///< as `round_id`; `entry 4`
  std::string held_name(const HeldRound& round, bool start_of_sentence = false);
  std::string held_dates(const HeldRound& round);
  std::string held_place(const HeldRound& round);  ///< "" unknown
  /// `rounds 1 to 3 and 5`; ascending.
  std::string held_names(const std::vector<HeldRound>& rounds);
  /// Its number as a figure shows it; where it has none, its place among all.
  [[nodiscard]] int digit_of(std::size_t held) const;
  [[nodiscard]] std::string held_ids(const std::vector<HeldRound>& rounds) const;
  /// A sentence on each round held since the last text.
  void held_as_entered(Runs& runs);
  // What engines say (said.cpp)
  /// The sentence in the paper's language by its form; one without a form in words as above.
  std::string said(const Form& form, std::string_view sentence);
  std::string who_is_silent(const Form& form);
  std::string stage_words(std::string_view stage);
  std::string side_of(const std::string& source) const;
  std::string side_name(const std::string& source);
  std::string issue_id(const Thread& thread) const;
  Runs issue_name(const Thread& thread);
  std::string source_label(const Source& source);
  const Source* source_of(const std::string& sha256) const;
  int source_number(const std::string& sha256) const;  ///< from 1

  // Sections
  void front(Book& book);
  void edges(Book& book);  ///< foot, bullet, meta: the same on every paper
  void annexes(Book& book);
  // Handling marks (handling.cpp)
  void bear(Book& book, Level level);  ///< the paper's line, before its byline and in its foot
  /// `(restricted) ` for the beginning of a paragraph; nothing for the lowest mark, and on what goes out.
  Runs portion(Level level, std::string_view subject);
  Runs portion(const EntryView& entry);
  /// With what is set at the end; an Error when the words file lacked a string.
  Result<Book> finished(Book book);
  Section glance();
  Section changes(bool brief_form);
  void change_entry(const Thread& thread, const Step& step, bool brief_form, std::vector<Block>& out);
  Runs step_sentence(const Thread& thread, const Step& step);
  void compared_rounds(Section& section);
  Section issues();
  void course(const Thread& thread, std::vector<Block>& out);
  /// Of an issue that no text names; its number where it was named by a text that counts no more.
  Run entered_name(const EntryView& issue);
  void note_block(const NoteView& note, std::vector<Block>& out);
  // The officer's page (own_page.cpp): lead and background; then objective, positions, points to make, what is owed,
  // papers, contacts and measures; what was not entered is no heading there, and one task for all issues.
  void own_background(const Thread& thread, std::vector<Block>& out);
  void own_page(const Thread& thread, std::vector<Block>& out);
  [[nodiscard]] const EntryView* page_of(const Thread& thread) const;
  [[nodiscard]] bool has_page(const Thread& thread) const;
  void own_paragraph(const EntryView& page, std::string_view field, std::vector<Block>& out);
  void own_points(const EntryView& page, std::vector<Block>& out, std::size_t most);
  /// Does the entry name the issue?
  [[nodiscard]] static bool is_on(const EntryView& entry, const Thread& thread);
  void own_paper(const EntryView& paper, std::vector<Block>& out);
  void own_contact(const EntryView& contact, std::vector<Block>& out);
  void own_measure(const EntryView& measure, std::vector<Block>& out);
  /// Owed on an issue by us, by each other side, by both, and by nobody knows whom (owed.cpp).
  void owed(const Thread& thread, std::vector<Block>& out);
  [[nodiscard]] std::vector<std::string> owing(const EntryView& paper) const;
  /// With name and date, but where the paper goes out.
  Runs own_words(const EntryView& entry, std::string_view field, std::string_view words, std::string_view part = "");
  // What is to come (coming.cpp)
  [[nodiscard]] const EntryView* entry(std::string_view noun, int number) const;
  [[nodiscard]] std::vector<const EntryView*> entries(std::string_view noun) const;
  /// The entered round that the book is for; null when none is.
  [[nodiscard]] const EntryView* next_entry() const { return next_round(d_); }
  std::string event_days(const EntryView& event);
  std::string event_place(const EntryView& event);
  /// The moment that an event begins on the clocks of the capitals; the event's own first when it is no capital's.
  struct Clock {
    std::string party, zone, day, time;
  };
  [[nodiscard]] std::vector<Clock> clocks(const EntryView& event) const;
  Runs begins(const EntryView& event);
  /// The next round's plan and the bodies' meetings to come, for the scene-setter.
  void coming(std::vector<Block>& out, bool brief_form);
  // The agenda (agenda.cpp)
  [[nodiscard]] const EntryView* agenda_of(const EntryView& event) const;
  [[nodiscard]] std::vector<const EntryView*> items_of(const EntryView& agenda, bool left_out) const;
  Runs item_title(const EntryView& item);
  Runs item_rests(const EntryView& item);
  void agenda_table(const EntryView& agenda, const EntryView& event, std::vector<Block>& out);
  void left_out(const EntryView& agenda, std::vector<Block>& out);
  Section agenda_section();
  void agenda_front(const EntryView& agenda, const EntryView& event, Book& book);
  /// Takes the desk's numbers of things out of the claims of a paper that is handed over.
  static void forget_numbers(Book& book);
  [[nodiscard]] Level agenda_level(const EntryView& agenda, const EntryView& event) const;
  // Objectives (objectives.cpp) and delegations (delegations.cpp)
  [[nodiscard]] std::vector<std::pair<const EntryView*, Thread>> with_objective() const;
  Section objectives(bool brief_form);
  /// With biographies in the book; who comes alone on an agenda.
  Section delegations(const EntryView* event, bool biographies);
  void person(const EntryView& person, bool biography, std::vector<Block>& out);
  /// The lines of an event's delegation that begin with the side's code, with their numbers and without the code.
  [[nodiscard]] static std::vector<std::pair<int, std::string_view>> delegation_of(const EntryView& event,
                                                                                   std::string_view party);
  Section follow_ups(bool open_only);
  Section bodies(bool brief_form);
  void name_and_title(const HeadView& head, const Args& args, Runs& out);
  /// The minister reads of the last meeting alone.
  void body_meetings(const BodyView& body, const std::string& id, bool last_alone, std::vector<Block>& out);
  Section people();
  /// The rest of a round's row in the table of who led: as it was entered.
  void led_as_entered(const HeldRound& round, const std::set<std::string>& parties, std::vector<Cell>& row);
  Section questions();
  Section tasks();
  /// The issues on whose page that field was not entered, as one task.
  void task_not_entered(std::string_view field, std::vector<Block>& out);
  Section notes_section();
  Section annex_quotes();
  Section annex_sources();
  Section annex_methods();
  Figure timeline();
  Figure matrix();
  Run matrix_word(const Thread& thread, const HeldRound& round);
  void last_words(const Thread& thread, std::vector<Block>& out, bool lead_only);
  /// The mention whose words the step's redline shows, and the last one of the same side that it is held against.
  [[nodiscard]] std::pair<const Mention*, const Mention*> redlined(const Thread& thread, const Step& step) const;
  void redline_block(const Thread& thread, const Step& step, std::vector<Block>& out);

  [[nodiscard]] const Step* step_at(const Thread& thread, int round) const;
  /// The named string, or the value itself where the words file has no name for it.
  std::string text_or(const std::string& id, std::string_view value);
  [[nodiscard]] StepKind leading_kind(const Step& step) const;
  [[nodiscard]] bool belongs(const FollowUpView& follow_up, const Thread& thread) const;
  Runs follow_up_words(const FollowUpView& follow_up, bool lead_only);
  [[nodiscard]] bool shown(const FollowUpView& follow_up) const;
  [[nodiscard]] bool overdue(const FollowUpView& follow_up) const;
  /// The mentions of a step, each wording of a source once.
  [[nodiscard]] static std::vector<const Mention*> distinct(const std::vector<Mention>& mentions);
  [[nodiscard]] std::vector<const FactView*> doubtful() const;
  [[nodiscard]] std::vector<std::pair<const Thread*, const Step*>> close_matches() const;
  /// Rounds by the sides of which the desk holds no text there; no side: no text at all.
  [[nodiscard]] std::map<std::vector<std::string>, std::vector<HeldRound>> missing_texts() const;

  // Questions (questions.cpp)
  std::vector<Asked> asked();
  void ask_texts(std::vector<Asked>& out);
  /// Promises of two texts of one side that differ in little but who or when (corrections.cpp).
  void ask_corrections(std::vector<Asked>& out);
  void ask_differences(std::vector<Asked>& out);
  void ask_gaps(std::vector<Asked>& out);
  void ask_readings(std::vector<Asked>& out);
  void ask_lost(std::vector<Asked>& out);
  Question::Answer answer(std::string_view id, const Fillers& fillers);
  void add_answers(const std::vector<Question::Answer>& answers, const Args& args, Runs& runs);
  static std::string typed(std::string_view word);  ///< as a shell takes it, in quotation marks where it must be
  [[nodiscard]] std::string file_word(const Source& source) const;  ///< what names the source on a command line
  void nothing_concluded(const std::vector<std::pair<const Thread*, const Step*>>& group, std::vector<Block>& out);

  struct Note {
    const Source* source;
    std::size_t start, end;
  };
  struct Lost {
    std::string source;
    std::size_t start, end;
    auto operator<=>(const Lost&) const = default;
  };

  const DialogueView& d_;
  const DeskView& view_;
  const Texts& texts_;
  const Words& words_;
  const Request& request_;
  const std::string today_;      ///< where the desk's own party has its capital
  std::vector<HeldRound> held_;  ///< in order of time; those of texts alone where the paper goes out
  int last_ = 0;                 ///< index of the last round that a text tells of; -1 none
  std::map<std::string, const Source*, std::less<>> sources_;
  std::map<std::string, std::string, std::less<>> sides_;
  std::vector<Note> notes_;
  std::map<std::pair<std::string, std::pair<std::size_t, std::size_t>>, int> note_numbers_;
  std::vector<std::string> methods_{};
  std::set<Lost> lost_;
  std::string missing_;  ///< first string that the words file lacks
};

/// The rounds that a paper of this profile counts.
std::vector<HeldRound> rounds_for(const DialogueView& dialogue, Profile profile);

/// The view as it stood before a day on which a round began: the round with this index of those that texts tell of,
/// later ones and what rests on them alone are left out, and what was entered from that day on. `entered_too`: ages
/// count rounds that were only entered.
DeskView view_before(DeskView view, int round, const std::string& day, bool entered_too);

/// Days since 1970-01-01 of an ISO date; a month counts from its first day. False when it is none.
bool days_of(std::string_view iso, long long& days);

/// An http(s) address that may stand in a link.
bool is_address(std::string_view origin);
/// The address that opens the original at the quoted words (a text fragment, as browsers know it).
std::string address_at(const Source& source, std::string_view quote);

}  // namespace breadcrumb::brief
