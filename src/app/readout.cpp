// readout draft: a round in the genre, as one side would tell it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

#include "app/all_operations.h"
#include "app/brief_material.h"
#include "app/party.h"
#include "app/readout_draft.h"
#include "app/readout_style.h"
#include "app/typed.h"
#include "base/file.h"

namespace breadcrumb::app {

namespace {

/// What is written to a file: one of the book's forms, or its plain text.
struct Written {
  bool plain = false;
  brief::Format format = brief::Format::html;
};

Result<Written> form_of(const std::string& file) {
  if (file.ends_with(".txt")) return Written{.plain = true};
  if (const auto format = brief::format_of(file)) return Written{.plain = false, .format = *format};
  return Error{ErrorKind::bad_input, "brief.format",
               "expected a file name that ends in .txt, .html, .docx, .md or .json", file};
}

/// Words that still stand in another language than the draft's.
std::vector<std::string> foreign_words(const brief::Readout& readout, const brief::ReadoutStyle& style) {
  std::vector<std::string> out;
  for (const auto* said : brief::pieces_of(readout))
    if (!said->language.empty() && said->language != style.language() && brief::shown_in(*said, style) == said->text)
      out.push_back(said->text);
  // Places are read from any text, and stand in no piece of words.
  std::vector<std::string> places = {readout.city, readout.place, readout.next_place};
  for (const auto& body : readout.bodies) places.push_back(body.place);
  for (const auto& place : places)
    if (!place.empty() && language_of(place) != style.language() && style.term("place", place) == place &&
        std::ranges::find(out, place) == out.end())
      out.push_back(place);
  return out;
}

brief::Request request_of(const ReadoutWish& wish, const RoundDraft& draft, std::string now) {
  return {.paper = brief::Paper::readout,
          .subject = brief::to_text(brief::ReadoutSubject{wish.side, draft.from, draft.readout.released}),
          .profile = wish.profile,
          .round = wish.round,
          .composed_at = std::move(now),
          .program = std::string(program_version())};
}

std::vector<std::string> texts_of(const std::vector<std::string>& above, const Marking& marking,
                                  const MarkRules& rules) {
  std::vector<std::string> out;
  for (const auto& subject : above) out.push_back(subject_with_level(subject, marking, rules));
  return out;
}

/// Whoever asks for the delegation's own draft is not to wonder why it is held to the public's level.
Error explained(Error error, brief::Profile profile) {
  if (error.code == "mark.above" && !goes_out(profile))
    error.message =
        "a readout is a public paper, and its working draft (--profile delegation) adds breadcrumbs to it and nothing "
        "that is not public; breadcrumb brief --profile delegation prints what the delegation may see: " +
        error.message;
  return error;
}

/// What enters the outcome of an agenda item.
std::string outcome_command(const EntryView& item) {
  return fmt::format("breadcrumb agenda set {} --outcome discussed", item.number);
}

Json no_outcome_json(const RoundDraft& draft) {
  Json out = Json::array();
  for (const auto* item : draft.no_outcome)
    out.push(
        Json::object().set("item", item->number).set("title", (*item)["title"]).set("command", outcome_command(*item)));
  return out;
}

/// What a run of the draft rests on; null where it is the house's own words.
Json origin_json(const brief::Run& run) {
  const auto argument = [&](std::string_view name) {
    const auto found = std::ranges::find(run.args, name, &std::pair<std::string, std::string>::first);
    return found == run.args.end() ? std::string() : found->second;
  };
  if (run.kind == brief::RunKind::quote)
    return quote_json({.source = run.id, .span = {.start = run.start, .end = run.end, .text = run.text}});
  if (const auto source = argument("source"); !source.empty())
    return quote_json({.source = source,
                       .span = {.start = static_cast<std::size_t>(std::atoll(argument("start").c_str())),
                                .end = static_cast<std::size_t>(std::atoll(argument("end").c_str())),
                                .text = argument("words")}});
  const auto entry = run.kind == brief::RunKind::officer ? run.id : argument("entry");
  if (entry.empty()) return {};
  return Json::object()
      .set("entry", entry)
      .set("author", text_or_null(argument("author")))
      .set("time", text_or_null(argument("time")));
}

Json sentences_json(const std::vector<brief::ReadoutSentence>& sentences) {
  Json out = Json::array();
  for (const auto& sentence : sentences) {
    std::string words;
    Json rests_on = Json::array();
    std::set<std::string> seen;
    for (const auto& run : sentence.runs) {
      words += run.text;
      if (auto origin = origin_json(run); !origin.is_null() && seen.insert(origin.dump()).second)
        rests_on.push(std::move(origin));
    }
    out.push(Json::object()
                 .set("text", words)
                 .set("block", sentence.block)
                 .set("item", sentence.item)
                 .set("rests_on", std::move(rests_on)));
  }
  return out;
}

Result<Answer> run_draft(const Context& context, const Request& request) {
  if (request["joint"].boolean())
    return Error{
        ErrorKind::refused, "readout.joint",
        "a readout is one side's own text; a joint statement is another document, and both sides have to agree "
        "to its words",
        ""};
  const auto& file = text_of(request, "output");
  Written form{.plain = true};
  if (!file.empty()) {
    BC_TRY(need_folder(file));
    form = BC_TRY(form_of(file));
  }
  const auto opened = BC_TRY(open_views(context));
  const auto& desk = opened.record.desk();
  ReadoutWish wish{.dialogue = text_of(request, "dialogue"),
                   .round = text_of(request, "round"),
                   .side = BC_TRY(party_code(opened.knowledge.grammar, text_of(request, "side"), "readout.side")),
                   .from = text_of(request, "from"),
                   .date = text_of(request, "date"),
                   .language = {},
                   .today = today_at(desk, opened.knowledge.grammar, context.now()),
                   .profile = brief::profile_of(text_of(request, "profile")).value_or(brief::Profile::for_public)};
  if (wish.side.empty()) wish.side = desk.settings().party;
  if (wish.side.empty())
    return Error{ErrorKind::bad_input, "readout.side",
                 "the desk has no party of its own: say whose text it is (--side)", ""};
  if (!wish.date.empty() && !is_day(wish.date))
    return Error{ErrorKind::bad_input, "readout.date",
                 fmt::format("expected a day such as 2024-08-02, not \"{}\"", wish.date), ""};
  wish.language = BC_TRY(style_language(context, desk, wish.side, text_of(request, "language")));
  const auto style = BC_TRY(load_style(context, desk, opened.knowledge, wish.side, wish.language));
  const auto rules = BC_TRY(MarkRules::load(context, desk));
  const auto marking = BC_TRY(Marking::of(opened.record, rules));
  auto drafted = public_draft({opened.record, opened.knowledge, opened.views, opened.book}, wish, rules, marking,
                              request["leave-out"].boolean());
  if (!drafted) return explained(drafted.error(), wish.profile);
  const auto made = std::move(*drafted);
  const auto& draft = made.draft;
  const auto book = brief::compose_readout(draft.readout, style, *draft.view, request_of(wish, draft, context.now()));
  const auto plain = brief::plain_text(book);
  const auto foreign = foreign_words(draft.readout, style);
  const auto left_out = texts_of(made.above, marking, rules);
  Answer out;
  out.json = Json::object()
                 .set("dialogue", draft.view->dialogue.name)
                 .set("round", wish.round)
                 .set("side", wish.side)
                 .set("language", style.language())
                 .set("from", draft.from)
                 .set("note", "one side's own text, not published; the other side is shown it in advance")
                 .set("left_out", Json::strings(left_out))
                 .set("not_used", Json::strings(draft.not_used))
                 .set("no_outcome", no_outcome_json(draft))
                 .set("other_language", Json::strings(foreign))
                 .set("sentences", sentences_json(brief::sentences_of(draft.readout, style, *draft.view,
                                                                      request_of(wish, draft, context.now()))));
  if (file.empty()) {
    out.json.set("text", plain);
    out.text = plain;
  } else {
    const auto bytes = form.plain ? plain : brief::render(book, form.format);
    if (!request["force"].boolean()) BC_TRY(may_replace(file));
    const auto written = BC_TRY(written_paper(file, bytes, form.plain ? "text" : brief::to_text(form.format)));
    for (const auto& [name, value] : written.json.members()) out.json.set(name, value);
    out.text = written.text;
  }
  std::vector<std::string> remarks;
  remarks.push_back(
      fmt::format("a draft of {}'s own text, from {}; show it to the other side before it is published, and enter that "
                  "(breadcrumb paper add \"Draft readout\" --kind draft --from {})",
                  wish.side,
                  draft.from == "own"     ? "its own text on record"
                  : draft.from == "texts" ? "all texts on record"
                                          : "what was entered",
                  wish.side));
  for (const auto& one : left_out) remarks.push_back("left out, not public: " + one);
  for (const auto& one : draft.not_used) remarks.push_back("not in the draft: " + one);
  for (const auto* item : draft.no_outcome)
    remarks.push_back(fmt::format("on the agenda, no outcome entered: item {}, {} ({})", item->number,
                                  shortened((*item)["title"], 60), outcome_command(*item)));
  if (!foreign.empty())
    remarks.push_back(fmt::format("{} pieces stand in another language and wait to be translated, the first: {}",
                                  foreign.size(), shortened(foreign.front(), 60)));
  out.remark = fmt::format("{}", fmt::join(remarks, "\n  "));
  return out;
}

}  // namespace

Result<brief::Redrafted> redraft(const Context& context, const record::Record& now, const Knowledge& knowledge,
                                 const brief::Named& named, const brief::Request& request) {
  const auto then = BC_TRY(record_named(now, named));
  const auto views = BC_TRY(desk_views(then, knowledge));
  BC_TRY(named_dialogue(views, named.dialogue));
  const auto subject = brief::readout_subject(request.subject);
  const ReadoutWish wish{.dialogue = named.dialogue,
                         .round = request.round,
                         .side = subject.side,
                         .from = subject.from,
                         .date = subject.date,
                         .language = named.language,
                         .today = subject.date,
                         .profile = named.profile};
  auto style = BC_TRY(load_style(context, now.desk(), knowledge, wish.side, wish.language));
  const auto rules = BC_TRY(MarkRules::load(context, now.desk()));
  const auto marking = BC_TRY(Marking::of(then, rules));
  const auto book_then = BC_TRY(EntryBook::of(then));
  const auto made = BC_TRY(public_draft({then, knowledge, views, book_then}, wish, rules, marking, true));
  auto book = brief::compose_readout(made.draft.readout, style, *made.draft.view, request);
  return brief::Redrafted{.book = std::move(book), .words = style.words()};
}

Operation readout_draft_operation() {
  return {
      .name = "readout-draft",
      .summary = "the readout of a round, drafted in a side's house style from what is public of it",
      .parameters =
          {{.name = "round",
            .help = "its number, or its first day where it has none",
            .required = true,
            .form = Form::name},
           {.name = "side",
            .help = "whose text it is: a party's code or name; default: the desk's own",
            .form = Form::name},
           {.name = "from",
            .help =
                "own (the side's own text on record), texts (all of them), entries (what was entered); default: own "
                "where there is one, else entries, else texts",
            .choices = {"own", "texts", "entries"}},
           {.name = "language",
            .help = "of the draft, such as en or ja; default: that of the side's style",
            .form = Form::name},
           {.name = "date",
            .help = "of the release line, YYYY-MM-DD; default: the text's, else today",
            .form = Form::name},
           {.name = "profile",
            .help = "public (default: to show to the other side and to publish; names neither desk nor officer), or "
                    "delegation (the working draft, with its breadcrumbs)",
            .choices = {"public", "delegation"}},
           {.name = "leave-out",
            .kind = ParameterKind::flag,
            .help = "leave out what is not public, and list it, instead of refusing"},
           {.name = "joint",
            .kind = ParameterKind::flag,
            .help = "refused: a joint statement is another document and needs both sides"},
           {.name = "output",
            .help = "a file that ends in .txt, .html, .docx, .md or .json; without it the text is printed",
            .short_name = "o",
            .form = Form::path,
            .written = true},
           {.name = "force",
            .kind = ParameterKind::flag,
            .help = "replace the file even when it was changed since it was written",
            .local = true},
           one_dialogue_parameter()},
      .example = "breadcrumb readout draft --round 3 --side USA -o readout.docx",
      .run = run_draft};
}

}  // namespace breadcrumb::app
