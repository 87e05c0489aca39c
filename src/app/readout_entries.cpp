// A round as it was entered: its days and people, what its agenda treated, papers passed, follow-ups promised, bodies.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/agenda.h"
#include "app/held_names.h"
#include "app/issue_names.h"
#include "app/readout_draft.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

using brief::Said;

/// What one side passed to the other was put on the table; information was exchanged.
std::string act_of_paper(std::string_view kind) {
  return kind == "information" ? "exchanged_information" : "shared_proposals";
}

/// An outcome by its act's name in lexicon/acts.toml.
std::string act_of_outcome(std::string outcome) {
  std::ranges::replace(outcome, ' ', '_');
  return outcome;
}

/// An issue on the agenda, and what its name rests on.
struct Treated {
  int number = 0;
  Said name;
  std::vector<std::string> subjects;
};

class Entered {
 public:
  Entered(const RoundDesk& desk, const ReadoutWish& wish, const EntryView& round, Gate& gate, RoundDraft& draft)
      : desk_(desk),
        wish_(wish),
        shown_{desk.book, desk.views, desk.knowledge},
        round_(round),
        gate_(gate),
        draft_(draft),
        d_(draft.view->dialogue),
        out_(draft.readout) {
    first_ = round["start"];
    last_ = round["end"].empty() ? first_ : round["end"];
    // What belongs to the round was entered before the next one began.
    for (const auto& other : d_.rounds)
      if (other.start > last_) follows(other.start);
    for (const auto* other : desk.book.of_noun("round"))
      if ((*other)["state"] == "held" && (*other)["start"] > last_ && is_of_dialogue(*other))
        follows((*other)["start"]);
  }

  Result<void> tell() {
    out_.entry = subject_of(round_);
    if (!gate_.lets({out_.entry}))
      return Error{ErrorKind::refused, "mark.above",
                   fmt::format("the round itself is above what the public may read: say first that it may "
                               "(breadcrumb mark round {} unmarked --audience public)",
                               round_.number),
                   ""};
    out_.ordinal = round_.number_in("ordinal");
    out_.start = first_;
    out_.end = last_;
    out_.place = round_["place"];
    if (!round_["virtual"].empty()) out_.is_virtual = round_["virtual"] == "yes" ? 1 : 0;
    people();
    agenda();
    BC_TRY(follow_ups());
    bodies();
    next();
    return {};
  }

 private:
  void follows(const std::string& day) {
    if (next_day_.empty() || day < next_day_) next_day_ = day;
  }
  [[nodiscard]] bool is_of_dialogue(const EntryView& entry) const { return dialogue_of(entry, shown_) == d_.name; }

  [[nodiscard]] static Said said(const EntryView& entry, std::string_view field, std::string_view words) {
    Said out{.text = std::string(words),
             .language = language_of(words),
             .quote = {},
             .entry = subject_of(entry),
             .author = {},
             .time = {}};
    if (const auto value = entry.fields.find(field); value != entry.fields.end()) {
      out.author = value->second.author;
      out.time = value->second.time;
    }
    return out;
  }

  /// Subjects of the persons named whom somebody has marked: a default holds back no line that an officer wrote.
  [[nodiscard]] std::vector<std::string> marked_in(std::string_view line) const {
    std::vector<std::string> out;
    for (const auto* one : desk_.book.of_noun("person"))
      if (gate_.is_marked(subject_of(*one)) && names_person(line, *one)) out.push_back(subject_of(*one));
    return out;
  }

  /// `JPN: Sato Hanako, Director` a line.
  void people() {
    std::set<std::string, std::less<>> led;
    for (const auto& line : lines_of(round_["delegation"])) {
      const auto colon = line.find(':');
      if (colon == std::string::npos) continue;
      const auto person = text::trim(std::string_view(line).substr(colon + 1));
      const auto comma = person.find(',');
      const auto title = comma == std::string_view::npos ? std::string_view() : text::trim(person.substr(comma + 1));
      const std::string party(text::trim(std::string_view(line).substr(0, colon)));
      // The first of a side's lines leads it, also where it may not be told.
      if (!led.insert(party).second) {
        if (person.empty()) continue;
        draft_.not_used.push_back(
            fmt::format("{} of the delegation, who does not lead it", text::trim(person.substr(0, comma))));
        continue;
      }
      if (person.empty() || !gate_.lets(marked_in(person))) continue;
      out_.heads.push_back(
          {party, said(round_, "delegation", text::trim(person.substr(0, comma))), said(round_, "delegation", title)});
    }
  }

  void agenda() {
    for (const auto* agenda : desk_.book.of_noun("agenda"))
      if ((*agenda)["round"] == std::to_string(round_.number))
        for (const auto* item : items_of(*agenda, desk_.book)) treat(*item);
    // Papers passed on the days of the round, whether the agenda named them or not.
    for (const auto* paper : desk_.book.of_noun("paper"))
      if ((*paper)["date"] >= first_ && (*paper)["date"] <= last_) pass(*paper);
  }

  void treat(const EntryView& item) {
    const auto& about = item["about"];
    const auto colon = about.find(':');
    const auto kind = about.substr(0, colon);
    const int number = colon == std::string::npos ? 0 : std::atoi(about.c_str() + colon + 1);
    if (kind == "opening" || kind == "closing") return;
    if (kind == "meeting") return;  // told with the bodies
    if (kind == "follow_up") {
      draft_.not_used.push_back(
          fmt::format("agenda item {}, a follow-up: a promise is told when it is made", item.number));
      return;
    }
    const auto* paper = kind == "paper" ? desk_.book.find("paper", number) : nullptr;
    if (paper != nullptr && (*paper)["date"] >= first_ && (*paper)["date"] <= last_) return;  // told as passed
    const bool is_issue = kind == "issue";
    if (is_issue) treated_.push_back(treated(number, item));
    // That something was on an agenda does not say that it was spoken of.
    const auto& outcome = item["outcome"];
    if (outcome.empty()) {
      draft_.no_outcome.push_back(&item);
      return;
    }
    if (outcome == "not reached") {
      draft_.not_used.push_back(fmt::format("agenda item {}, which was not reached", item.number));
      return;
    }
    const auto act = act_of_outcome(outcome);
    if (!is_issue) {
      std::vector<std::string> subjects = {subject_of(item)};
      if (paper != nullptr) subjects.push_back(subject_of(*paper));
      if (gate_.lets(subjects))
        out_.issues.push_back(
            {act, paper == nullptr ? said(item, "title", item["title"]) : said(*paper, "title", (*paper)["title"]),
             false});
      return;
    }
    const auto& [_, name, subjects] = treated_.back();
    if (!gate_.lets(subjects)) return;
    const bool own_words = !is_name_of(number, item["title"]);
    if (is_bilateral(number)) {
      out_.issues.push_back({act, own_words ? said(item, "title", item["title"]) : name, true});
      return;
    }
    // An issue of which more is entered than its name is an area of the draft; a name alone is a topic.
    if (own_words)
      area(name).items.push_back({act, said(item, "title", item["title"])});
    else
      out_.issues.push_back({act, name, false});
  }

  [[nodiscard]] const Thread* thread(int number) const {
    for (const auto& one : d_.threads)
      if (one.answers_to(number)) return &one;
    return nullptr;
  }
  [[nodiscard]] bool is_bilateral(int number) const {
    const auto* read = thread(number);
    if (read != nullptr && !read->kind.empty()) return read->kind == "bilateral";
    const auto* entered = desk_.book.find("issue", number);
    return entered != nullptr && (*entered)["kind"] == "bilateral";
  }
  [[nodiscard]] bool is_name_of(int number, std::string_view title) const {
    const auto* entered = desk_.book.find("issue", number);
    const auto* read = thread(number);
    return (entered != nullptr && (*entered)["name"] == title) || (read != nullptr && read->name == title);
  }

  /// The issue's name as a text in the draft's language prints it, else as the record has it. It stands there because
  /// of the agenda's entry: a text that printed the name before says nothing of this round.
  Treated treated(int number, const EntryView& item) const {
    Said name = said(item, item["outcome"].empty() ? "title" : "outcome", item["title"]);
    name.named = true;
    Treated out{.number = number, .name = {}, .subjects = {subject_of(item), fmt::format("issue:{}", number)}};
    if (const auto* read = thread(number)) {
      name.text = read->name;
      name.language = language_of(read->name);
      const Mention* printed = nullptr;
      for (const auto& step : read->steps)
        for (const auto& mention : step.mentions) {
          const bool translates = name.language != wish_.language && language_in(mention.source) == wish_.language;
          if (mention.quote.text == read->name ? printed == nullptr : translates) printed = &mention;
        }
      if (printed != nullptr) {
        name.text = printed->quote.text;
        name.language = language_of(name.text);
        out.subjects.push_back("source:" + printed->source);
      }
    } else if (const auto* entered = desk_.book.find("issue", number)) {
      name.text = (*entered)["name"];
      name.language = language_of(name.text);
    }
    if (const auto* entered = desk_.book.find("issue", number); entered != nullptr && name.language != wish_.language)
      name.called = name_in(*entered, wish_.language);
    out.name = std::move(name);
    return out;
  }
  [[nodiscard]] std::string language_in(std::string_view source) const {
    const auto found = std::ranges::find(d_.sources, source, &Source::sha256);
    return found == d_.sources.end() ? std::string() : found->language;
  }

  brief::ReadoutArea& area(const Said& heading) {
    for (auto& one : out_.areas)
      if (one.heading.text == heading.text) return one;
    out_.areas.push_back({.heading = heading, .items = {}});
    return out_.areas.back();
  }

  void pass(const EntryView& paper) {
    if (std::ranges::find(passed_, paper.number) != passed_.end()) return;
    passed_.push_back(paper.number);
    if (!gate_.lets({subject_of(paper)})) return;
    const auto act = act_of_paper(paper["kind"]);
    const auto title = said(paper, "title", paper["title"]);
    for (const auto& number : parted(paper["issues"]))
      for (const auto& [treated, name, subjects] : treated_)
        if (std::to_string(treated) == number && gate_.lets(subjects)) {
          std::erase_if(out_.issues,
                        [&](const auto& issue) { return !issue.bilateral && issue.what.text == name.text; });
          area(name).items.push_back({act, title});
          return;
        }
    const auto numbers = parted(paper["issues"]);
    const bool bilateral = !numbers.empty() && std::ranges::all_of(numbers, [&](const std::string& number) {
      return is_bilateral(std::atoi(number.c_str()));
    });
    out_.issues.push_back({act, title, bilateral});
  }

  [[nodiscard]] bool of_this_round(std::string_view day) const {
    return day >= first_ && (next_day_.empty() || day < next_day_);
  }

  Result<void> follow_ups() {
    const auto names = BC_TRY(author_names(desk_.record));
    for (const auto& entry : BC_TRY(desk_.record.follow_ups())) {
      const bool here = std::ranges::any_of(d_.follow_ups, [&](const auto& one) { return one.number == entry.number; });
      if (!entry.fact.empty() || !here || entry.status == "dropped" || !of_this_round(entry.added.substr(0, 10)))
        continue;
      const auto subject = fmt::format("follow_up:{}", entry.number);
      if (!gate_.lets({subject})) continue;
      std::string words(text::trim(entry.text));
      for (const std::string_view stop : {".", "。"})
        if (words.ends_with(stop)) words.resize(words.size() - stop.size());
      const auto owner = entry.owner.value_or("");
      const bool side =
          owner.empty() || owner == "both" || owner == "all" || desk_.knowledge.grammar.party(owner) != nullptr;
      if (!side)
        draft_.not_used.push_back(fmt::format("{}, who owns follow-up {}: a readout names sides", owner, entry.number));
      const auto name = names.find(entry.author);
      out_.steps.push_back({.actor = side ? owner : std::string(),
                            .what = {.text = words,
                                     .language = language_of(words),
                                     .quote = {},
                                     .entry = subject,
                                     .author = name == names.end() ? entry.author : name->second,
                                     .time = entry.time},
                            .due = entry.due.value_or("")});
    }
    return {};
  }

  void bodies() {
    std::vector<const EntryView*> met;
    for (const auto* body : desk_.book.of_noun("body")) {
      if (!is_of_dialogue(*body)) continue;
      const auto stage = body->fields.find("stage");
      const bool fresh = stage != body->fields.end() && of_this_round(stage->second.time.substr(0, 10));
      const auto& day = (*body)["established"];
      const bool set_up = day.size() == 10 && day >= first_ && day <= last_;
      const bool agreed = fresh && stage->second.text == "agreed";
      if ((set_up || agreed) && gate_.lets({subject_of(*body)}))
        out_.bodies.push_back({said(*body, "name", (*body)["name"]), set_up ? "set up" : "to be set up", "", ""});
      met.push_back(body);
    }
    std::string before;
    for (const auto& round : d_.rounds)
      if (round.start < first_) before = std::max(before, round.end.empty() ? round.start : round.end);
    for (const auto* meeting : desk_.book.of_noun("meeting")) {
      const auto* body = desk_.book.find("body", meeting->number_in("body"));
      if (body == nullptr || std::ranges::find(met, body) == met.end()) continue;
      const auto& day = (*meeting)["start"];
      const bool held = (*meeting)["state"] == "held" && day > before && day <= last_;
      const bool planned = (*meeting)["state"] == "planned" && (day.empty() || day > last_);
      if ((held || planned) && gate_.lets({subject_of(*meeting), subject_of(*body)}))
        out_.bodies.push_back({said(*body, "name", (*body)["name"]), held ? "met" : "meeting planned", day,
                               (*meeting)["place"], subject_of(*meeting)});
    }
  }

  void next() {
    const EntryView* found = nullptr;
    const auto day_of = [](const EntryView& round) -> const std::string& {
      return round["start"].empty() ? round["window_start"] : round["start"];
    };
    for (const auto* other : desk_.book.of_noun("round")) {
      if (other->number == round_.number || !is_of_dialogue(*other) || (*other)["state"] == "cancelled") continue;
      const auto& day = day_of(*other);
      if (!day.empty() && day <= last_) continue;
      if (found == nullptr || (!day.empty() && (day_of(*found).empty() || day < day_of(*found)))) found = other;
    }
    if (found == nullptr || !gate_.lets({subject_of(*found)})) return;
    out_.has_next = true;
    out_.next_entry = subject_of(*found);
    out_.next_place = (*found)["place"];
    out_.next_date = (*found)["start"];
    out_.next_end = (*found)["end"];
    // Of a window the month is told, where it lies in one.
    const auto from = (*found)["window_start"].substr(0, 7), to = (*found)["window_end"].substr(0, 7);
    if (out_.next_date.empty() && (to.empty() || from == to)) out_.next_date = from;
  }

  const RoundDesk& desk_;
  const ReadoutWish& wish_;
  Shown shown_;
  const EntryView& round_;
  Gate& gate_;
  RoundDraft& draft_;
  const DialogueView& d_;
  brief::Readout& out_;
  std::string first_, last_, next_day_;
  std::vector<Treated> treated_;
  std::vector<int> passed_;
};

}  // namespace

Result<void> draft_from_entries(const RoundDesk& desk, const ReadoutWish& wish, const EntryView& round, Gate& gate,
                                RoundDraft& draft) {
  draft.readout.released = wish.today;
  return Entered(desk, wish, round, gate, draft).tell();
}

}  // namespace breadcrumb::app
