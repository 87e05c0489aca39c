// review, review confirm, review dismiss: what a readout reports on, as the desk proposes it and a person says.
#include <fmt/format.h>

#include <algorithm>

#include "app/all_operations.h"
#include "app/review.h"

namespace breadcrumb::app {

namespace {

/// A source with the view it belongs to.
struct Chosen {
  const DeskView* view = nullptr;
  const Source* source = nullptr;
};

Result<Chosen> chosen_source(const Opened& desk, const std::string& wanted) {
  const auto found = BC_TRY(find_source(desk.record, wanted));
  for (const auto& view : desk.views)
    for (const auto& source : view.dialogue.sources)
      if (source.sha256 == found.sha256) return Chosen{&view, &source};
  return Error{ErrorKind::bad_input, "review.no_round", "this source is no text of a round", wanted};
}

/// The source that was named, else all texts of the dialogue's last round.
Result<std::vector<Chosen>> texts_in(const Opened& desk, const Request& request) {
  if (const auto& wanted = text_of(request, "source"); !wanted.empty())
    return std::vector{BC_TRY(chosen_source(desk, wanted))};
  const auto* view = BC_TRY(choose_dialogue(desk.views, text_of(request, "dialogue")));
  std::vector<Chosen> out;
  if (!view->dialogue.rounds.empty())
    for (const auto& sha256 : view->dialogue.rounds.back().sources)
      for (const auto& source : view->dialogue.sources)
        if (source.sha256 == sha256) out.push_back({view, &source});
  return out;
}

Result<Review> review_of(const Opened& desk, const Chosen& chosen, const ReviewRules& rules) {
  const auto text = BC_TRY(desk.record.text_of(*chosen.source));
  return review_of(*chosen.source, *chosen.view, text, shown_of(desk), rules);
}

std::string label(const Source& source) {
  return source.file_name.empty() ? short_id(source.sha256) : source.file_name;
}

std::string command_for(const Match& match, const Source& source) {
  return fmt::format("breadcrumb review confirm {} --source {}{}", match.about, short_id(source.sha256),
                     match.about.starts_with("follow_up:") ? fmt::format(" --as \"{}\"", match.becomes) : "");
}

Json match_json(const Match& match, const Source& source) {
  return Json::object()
      .set("about", match.about)
      .set("called", match.called)
      .set("score", match.score)
      .set("why", Json::strings(match.why))
      .set("quote", quote_json(match.quote))
      .set("becomes", match.becomes)
      .set("command", command_for(match, source));
}

std::string match_text(const Match& match, const Source& source) {
  std::string out = fmt::format("  {:>3}  {}: {}\n", match.score, match.about, shortened(match.called, 80));
  out += fmt::format("       {}; becomes {}\n", fmt::join(match.why, "; "), match.becomes);
  if (!match.quote.source.empty())
    out += wrapped(fmt::format("\"{}\" [{} {}-{}]", shortened(match.quote.span.text, 300), label(source),
                               match.quote.span.start, match.quote.span.end),
                   7);
  return out + fmt::format("       {}\n", command_for(match, source));
}

Json review_json(const Review& review) {
  Json reports = Json::array(), leaves = Json::array();
  for (const auto& match : review.reports_on) reports.push(match_json(match, *review.source));
  for (const auto& match : review.leaves_out) leaves.push(match_json(match, *review.source));
  return Json::object()
      .set("source", review.source->sha256)
      .set("file_name", review.source->file_name)
      .set("round", round_label(*review.round))
      .set("side", text_or_null(review.side))
      .set("concludes", review.concludes)
      .set("reports_on", std::move(reports))
      .set("leaves_out", std::move(leaves))
      .set("confirmed", Json::strings(review.confirmed))
      .set("dismissed", Json::strings(review.dismissed));
}

std::string review_text(const Review& review) {
  std::string out = fmt::format("{}, {}{}\n", label(*review.source), round_words(*review.round),
                                review.side.empty() ? "" : ", " + review.side);
  if (!review.reports_on.empty()) out += "It seems to report on:\n";
  for (const auto& match : review.reports_on) out += match_text(match, *review.source);
  if (!review.leaves_out.empty())
    out += review.concludes ? "It leaves out:\n" : "It does not mention (an excerpt or open list: nothing follows):\n";
  for (const auto& match : review.leaves_out) {
    out += fmt::format("  {:>3}  {}: {}\n", match.score, match.about, shortened(match.called, 80));
    if (match.denied)
      out += wrapped(fmt::format("the text denies it: \"{}\" [{} {}-{}]", shortened(match.quote.span.text, 300),
                                 label(*review.source), match.quote.span.start, match.quote.span.end),
                     7);
  }
  if (!review.confirmed.empty()) out += fmt::format("Confirmed: {}\n", fmt::join(review.confirmed, ", "));
  if (!review.dismissed.empty()) out += fmt::format("Dismissed: {}\n", fmt::join(review.dismissed, ", "));
  if (review.reports_on.empty() && review.leaves_out.empty() && review.confirmed.empty() && review.dismissed.empty())
    out += "Nothing was expected that it could report on.\n";
  return out;
}

Result<Answer> run_review(const Context& context, const Request& request) {
  const auto desk = BC_TRY(open_views(context));
  const auto rules = BC_TRY(ReviewRules::load(context, desk.record.desk(), desk.knowledge.grammar));
  Answer out;
  out.json = Json::array();
  for (const auto& chosen : BC_TRY(texts_in(desk, request))) {
    const auto review = BC_TRY(review_of(desk, chosen, rules));
    out.json.push(review_json(review));
    out.text += (out.text.empty() ? "" : "\n") + review_text(review);
  }
  if (out.text.empty()) out.text = "No round yet.\n";
  return out;
}

/// `follow-up:3` is `follow_up:3`.
std::string about_of(const Request& request) {
  auto out = text_of(request, "thing");
  if (out.starts_with("follow-up:")) out[6] = '_';
  return out;
}

/// The review that is meant, and the match in it.
struct Decided {
  Chosen chosen;
  Review review;
  Match match;
};

Result<Decided> wanted(const Opened& desk, const Request& request, const ReviewRules& rules) {
  const auto about = about_of(request);
  const auto texts = BC_TRY(texts_in(desk, request));
  std::vector<Decided> found;
  bool decided = false;
  for (const auto& chosen : texts) {
    auto review = BC_TRY(review_of(desk, chosen, rules));
    for (const auto* list : {&review.confirmed, &review.dismissed})
      decided = decided || std::ranges::find(*list, about) != list->end();
    if (const auto* match = find_match(review, about)) {
      auto copy = *match;
      found.push_back({chosen, std::move(review), std::move(copy)});
    }
  }
  if (found.size() > 1)
    return Error{ErrorKind::bad_input, "review.which", "the round has several texts; say which with --source", about};
  if (found.size() == 1) return std::move(found.front());
  // A round that was entered as held waits for no text to say so.
  constexpr std::string_view round = "round:";
  if (const auto* entry =
          about.starts_with(round) ? desk.book.find("round", std::atoi(about.c_str() + round.size())) : nullptr;
      entry != nullptr && (*entry)["state"] == "held") {
    const auto& state = entry->fields.find("state")->second;
    std::vector<std::string> sources;
    for (const auto& sha256 : parted((*entry)["reported_in"])) sources.push_back(short_id(sha256));
    return Error{
        ErrorKind::conflict, "review.decided",
        fmt::format("this round is held already: {} said so at {}{} (breadcrumb undo {} takes that back)", state.author,
                    state.time, sources.empty() ? "" : fmt::format(", by what {} tells", fmt::join(sources, ", ")),
                    short_id(state.event)),
        about};
  }
  if (decided)
    return Error{ErrorKind::conflict, "review.decided",
                 "a person has said what the text tells of this; undo takes that back", about};
  return Error{ErrorKind::not_found, "review.unknown",
               "the text could not report on such a thing (breadcrumb review lists what it could)", about};
}

/// The field with one more source in it.
std::string with_source(const EntryView* entry, std::string_view field, const std::string& sha256) {
  const auto before = entry == nullptr ? std::string() : (*entry)[field];
  return before.empty() ? sha256 : before + ", " + sha256;
}

record::EntrySet entry_for(const Match& match, std::string_view field, const std::string& sha256, const Opened& desk,
                           const Request& request) {
  const auto colon = match.about.find(':');
  const auto kind = match.about.substr(0, colon);
  record::EntrySet out{.noun = kind == "follow_up" ? "commitment" : kind,
                       .number = std::atoi(match.about.substr(colon + 1).c_str())};
  out.fields[std::string(field)] = with_source(desk.book.find(out.noun, out.number), field, sha256);
  out.because = text_of(request, "because");
  return out;
}

/// What the text says becomes what its side reports; a joint text is both sides' word.
Result<void> add_reports(std::vector<record::Entry>& entries, const Decided& one, const Request& request) {
  const auto& source = *one.chosen.source;
  std::vector<std::string> sides = {one.review.side};
  if (is_joint(source)) sides = one.chosen.view->dialogue.parties;
  if (sides.front().empty())
    return Error{ErrorKind::bad_input, "review.side_unknown",
                 "nothing says whose text this is, and a report is one side's: breadcrumb read FILE --publisher PARTY",
                 label(source)};
  const auto& as = text_of(request, "as");
  for (const auto& side : sides) {
    record::EntrySet report{.noun = "report", .number = 0, .begins = true};
    report.fields = {{"follow_up", one.match.about.substr(one.match.about.find(':') + 1)},
                     {"party", side},
                     {"status", as.empty() ? one.match.becomes : as},
                     {"reported_in", source.sha256}};
    if (!source.published.empty()) report.fields["date"] = source.published;
    if (!one.match.quote.source.empty()) report.fields["words"] = one.match.quote.span.text;
    report.because = text_of(request, "because");
    entries.emplace_back(std::move(report));
  }
  return {};
}

/// A round that was held, on the days that the text tells.
Result<void> hold(record::EntrySet& entry, const EntryView& before, const Decided& one) {
  const auto& round = *one.review.round;
  entry.fields["state"] = "held";
  const MeetingDates* told = nullptr;
  for (const auto& dates : round.dates)
    if (dates.source == one.chosen.source->sha256 && told == nullptr) told = &dates;
  const auto start = told != nullptr && told->start.size() == 10 ? told->start : round.start;
  if (start.size() == 10) {
    entry.fields["start"] = start;
    const auto& end = told != nullptr && told->start == start ? told->end : round.end;
    entry.fields["end"] = end.empty() ? start : end;
  } else if (before["start"].size() != 10) {
    return Error{
        ErrorKind::bad_input, "round.no_days",
        fmt::format("a held round has its first day, and the text tells none: breadcrumb round hold {} --start",
                    before.number),
        ""};
  }
  if (before["place"].empty() && !round.place.empty()) entry.fields["place"] = round.place;
  return {};
}

Result<Answer> run_confirm(const Context& context, const Request& request) {
  auto desk = BC_TRY(open_views(context, record::Access::write));
  const auto rules = BC_TRY(ReviewRules::load(context, desk.record.desk(), desk.knowledge.grammar));
  const auto one = BC_TRY(wanted(desk, request, rules));
  const auto& sha256 = one.chosen.source->sha256;
  const bool follow_up = one.match.about.starts_with("follow_up:");
  if (!follow_up && !text_of(request, "as").empty())
    return Error{ErrorKind::bad_input, "review.as", "only a follow-up is confirmed as done or under way",
                 one.match.about};
  auto entry = entry_for(one.match, "reported_in", sha256, desk, request);
  if (one.match.about.starts_with("round:")) BC_TRY(hold(entry, *desk.book.find("round", entry.number), one));
  if (one.match.about.starts_with("meeting:")) entry.fields["state"] = "held";
  const auto& as = text_of(request, "as");
  const auto becomes = as.empty() ? one.match.becomes : as;
  std::vector<record::Entry> entries = {std::move(entry)};
  if (follow_up) BC_TRY(add_reports(entries, one, request));
  const auto done = BC_TRY(desk.record.append(BC_TRY(stamp_of(context, desk.record)), entries));
  Answer out;
  out.json = Json::object()
                 .set("about", one.match.about)
                 .set("source", sha256)
                 .set("becomes", becomes)
                 .set("event", done.front().id);
  out.text = fmt::format("Confirmed: {} reports on {}, {}\n  {}\n", label(*one.chosen.source), one.match.about, becomes,
                         shortened(one.match.called, 100));
  return out;
}

Result<Answer> run_dismiss(const Context& context, const Request& request) {
  auto desk = BC_TRY(open_views(context, record::Access::write));
  const auto rules = BC_TRY(ReviewRules::load(context, desk.record.desk(), desk.knowledge.grammar));
  const auto one = BC_TRY(wanted(desk, request, rules));
  const auto& sha256 = one.chosen.source->sha256;
  const auto done = BC_TRY(desk.record.append(BC_TRY(stamp_of(context, desk.record)),
                                              entry_for(one.match, "left_out_of", sha256, desk, request)));
  Answer out;
  out.json = Json::object().set("about", one.match.about).set("source", sha256).set("event", done.id);
  out.text = fmt::format("Dismissed: {} does not report on {}\n  {}\n", label(*one.chosen.source), one.match.about,
                         shortened(one.match.called, 100));
  return out;
}

/// What was read of earlier rounds has been overtaken: nobody is asked about it unasked.
bool is_of_last_round(const Source& source, const DeskView& view) {
  if (view.dialogue.rounds.empty()) return false;
  const auto& last = view.dialogue.rounds.back().sources;
  return std::ranges::find(last, source.sha256) != last.end();
}

std::vector<Parameter> decision_parameters() {
  return {{.name = "thing",
           .help = "what it is about, as `review` prints it: paper:3, follow_up:2, round:1",
           .positional = true,
           .required = true,
           .form = Form::name},
          {.name = "source", .help = "the text: digits of its SHA-256 or its file name; default: the last round's"},
          one_dialogue_parameter(),
          because_parameter()};
}

}  // namespace

Result<std::size_t> proposals_waiting(const Context& context, const record::Record& record,
                                      const std::vector<DeskView>& views, const Knowledge& knowledge,
                                      const std::vector<std::string>& sources) {
  const auto rules = BC_TRY(ReviewRules::load(context, record.desk(), knowledge.grammar));
  const auto book = BC_TRY(EntryBook::of(record));
  std::size_t out = 0;
  for (const auto& view : views)
    for (const auto& source : view.dialogue.sources) {
      if (std::ranges::find(sources, source.sha256) == sources.end() || !is_of_last_round(source, view)) continue;
      const auto text = record.text_of(source);
      if (!text) continue;  // damaged: said elsewhere
      // A text outside the rounds reports on none.
      if (const auto review = app::review_of(source, view, *text, {book, views, knowledge}, rules))
        out += review->reports_on.size();
    }
  return out;
}

std::vector<Operation> review_operations() {
  std::vector<Operation> out;
  out.push_back({.name = "review",
                 .summary = "what a readout reports on of that which was expected, and what it leaves out: proposals",
                 .parameters = {{.name = "source",
                                 .help = "a text: digits of its SHA-256 or its file name; default: those of the last "
                                         "round",
                                 .positional = true},
                                one_dialogue_parameter()},
                 .example = "breadcrumb review second-usa.html",
                 .run = run_review});
  Operation confirm{.name = "review-confirm",
                    .summary = "a person says that a readout reports on a thing",
                    .effect = Effect::writes,
                    .role = Role::editor,
                    .parameters = decision_parameters(),
                    .example = "breadcrumb review confirm paper:3 --source second-usa.html",
                    .run = run_confirm};
  confirm.parameters.push_back({.name = "as",
                                .help = "of a follow-up: what the text says of it; default: as proposed",
                                .choices = {"done", "under way"}});
  out.push_back(std::move(confirm));
  out.push_back({.name = "review-dismiss",
                 .summary = "a person says that a readout does not report on a thing",
                 .effect = Effect::writes,
                 .role = Role::editor,
                 .parameters = decision_parameters(),
                 .example = "breadcrumb review dismiss paper:3 --source second-usa.html",
                 .run = run_dismiss});
  return out;
}

}  // namespace breadcrumb::app
