#include "brief/brief.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/all_operations.h"
#include "app/brief_material.h"
#include "app/issue_names.h"
#include "app/readout_draft.h"
#include "app/show.h"
#include "app/verify_edited.h"
#include "app/within.h"
#include "app/wording.h"
#include "base/bytes.h"
#include "base/file.h"
#include "source/worker.h"

namespace breadcrumb::app {

Result<brief::Texts> texts_for(const record::Record& record, const DialogueView& dialogue) {
  brief::Texts out;
  for (const auto& source : dialogue.sources) out[source.sha256] = BC_TRY(record.text_of(source));
  return out;
}

namespace {

/// A sentence that sets a body up and names its stage is one saying, with what it says of both.
void one_saying_a_sentence(std::vector<BodyView::Saying>& sayings) {
  constexpr std::string_view founded = "established";
  std::vector<BodyView::Saying> out;
  for (auto& saying : sayings) {
    const auto same = std::ranges::find_if(out, [&](const auto& other) {
      return other.round == saying.round && other.quote.source == saying.quote.source &&
             other.quote.span == saying.quote.span;
    });
    if (same == out.end()) {
      out.push_back(std::move(saying));
      continue;
    }
    // "to be set up" says more exactly what "established" was read from.
    if (same->stage == founded || same->stage.empty())
      same->stage = saying.stage.empty() ? same->stage : saying.stage;
    else if (saying.stage != founded && !saying.stage.empty() && saying.stage != same->stage)
      same->stage += "; " + saying.stage;
    if (same->next_meeting.empty()) same->next_meeting = saying.next_meeting;
  }
  sayings = std::move(out);
}

/// The view with what the desk knows of its bodies from elsewhere: a body that the desk also holds as a dialogue brings
/// its meetings, and what a text says of a body is its whole sentence.
DeskView with_bodies(DeskView view, const std::vector<DeskView>& all, const brief::Texts& texts,
                     const reader::Grammar& grammar) {
  auto& d = view.dialogue;
  Cores cores(grammar);
  for (auto& body : d.bodies) {
    const auto& core = cores.of(body.name);
    for (const auto& other : all) {
      if (other.dialogue.id == d.id || cores.of(other.dialogue.name) != core) continue;
      body.meetings = other.dialogue.rounds;
      body.events = other.dialogue.events;
      body.differences = other.dialogue.differences;
      for (const auto& source : other.dialogue.sources)
        if (std::ranges::find(d.sources, source.sha256, &Source::sha256) == d.sources.end())
          d.sources.push_back(source);
    }
    for (auto& saying : body.sayings) {
      const auto text = texts.find(saying.quote.source);
      const auto source = std::ranges::find(d.sources, saying.quote.source, &Source::sha256);
      if (text == texts.end() || source == d.sources.end() || saying.quote.span.end > text->second.size()) continue;
      const auto sentences = sentences_with(text->second, source->media_type == "text/plain", {saying.quote.span});
      if (sentences.size() == 1) saying.quote.span = sentences.front();
    }
    one_saying_a_sentence(body.sayings);
  }
  return view;
}

}  // namespace

Result<BriefingMaterial> briefing_material(const record::Record& record, const reader::Grammar& grammar,
                                           const std::vector<DeskView>& views, const DeskView& dialogue) {
  const auto own = BC_TRY(texts_for(record, dialogue.dialogue));
  BriefingMaterial out{.view = with_bodies(dialogue, views, own, grammar), .texts = {}};
  out.texts = BC_TRY(texts_for(record, out.view.dialogue));
  return out;
}

Result<const brief::Words*> words_in(const Knowledge& knowledge, std::string_view language) {
  const auto& all = knowledge.words;
  if (const auto found = all.find(language); found != all.end()) return &found->second;
  std::string known;
  for (const auto& [name, words] : all) known += (known.empty() ? "" : ", ") + name;
  return Error{ErrorKind::not_found, "brief.language",
               fmt::format("no file of lexicon/brief is in `{}`; there are {}", language, known), ""};
}

Result<const brief::Words*> words_for(const Knowledge& knowledge, const record::Desk& desk, std::string_view language) {
  const auto& all = knowledge.words;
  if (language.empty()) {
    const auto& own = desk.settings().languages;
    const auto first = std::ranges::find_if(own, [&](const auto& one) { return all.contains(one); });
    return first == own.end() ? &knowledge.english() : &all.at(*first);
  }
  return words_in(knowledge, language);
}

Result<BriefingFile> briefing_file(const Context& context, const Opened& opened, const BriefingWish& wish) {
  auto views = BC_TRY(paper_views(context, opened, wish.dialogue, wish.profile, wish.leave_out));
  auto material = BC_TRY(briefing_material(opened.record, opened.knowledge.grammar, views.views, views.view()));
  const auto rules = BC_TRY(MarkRules::load(context, opened.record.desk()));
  set_levels(material.view, BC_TRY(Marking::of(opened.record, rules)), rules, wish.profile);
  const auto* words = BC_TRY(words_for(opened.knowledge, opened.record.desk(), wish.language));
  call_issues(material.view.dialogue, words->language());
  const brief::Request request{.profile = wish.profile,
                               .round = wish.round,
                               .composed_at = context.now(),
                               .program = std::string(program_version()),
                               .margin_below = opened.knowledge.threads.ask_below()};
  const auto book = BC_TRY(brief::compose(material.view, material.texts, *words, request));
  return BriefingFile{brief::render(book, wish.format), std::move(views.left_out)};
}

Result<void> may_replace(const std::filesystem::path& file) {
  std::error_code problem;
  if (!std::filesystem::exists(file, problem) || std::filesystem::is_directory(file, problem)) return {};
  if (const auto old = read_file(file, std::uint64_t{256} << 20); old && brief::is_untouched(*old)) return {};
  return Error{ErrorKind::conflict, "brief.file_exists",
               "this file is no untouched briefing, and its words would be lost; name another file, or say --force",
               file.string()};
}

Result<Answer> written_paper(const std::string& file, std::string_view bytes, std::string_view format) {
  BC_TRY(write_file(file, bytes));
  Answer out;
  out.json = Json::object()
                 .set("file", file)
                 .set("format", format)
                 .set("bytes", bytes.size())
                 .set("sha256", sha256_hex(bytes));
  out.text = fmt::format("Wrote {}\n", file);
  return out;
}

namespace {

Result<Answer> run_brief(const Context& context, const Request& request) {
  const auto& file = text_of(request, "output");
  BriefingWish wish{.dialogue = text_of(request, "dialogue"),
                    .round = text_of(request, "round").empty() ? "next" : text_of(request, "round"),
                    .profile = brief::Profile::delegation,
                    .language = text_of(request, "language"),
                    .format = brief::Format::markdown,
                    .leave_out = request["leave-out"].boolean()};
  if (const auto& named = text_of(request, "profile"); !named.empty()) wish.profile = brief::profile_of(named).value();
  if (!file.empty()) {
    BC_TRY(need_folder(file));
    const auto format = brief::format_of(file);
    if (!format)
      return Error{ErrorKind::bad_input, "brief.format", "expected a file name that ends in .html, .docx, .md or .json",
                   file};
    wish.format = *format;
    if (!request["force"].boolean()) BC_TRY(may_replace(file));
  } else if (request["json"].boolean()) {
    wish.format = brief::Format::json;
  }
  const auto opened = BC_TRY(open_views(context));
  const auto [bytes, left_out] = BC_TRY(briefing_file(context, opened, wish));
  Answer out;
  out.remark = left_out_words(left_out, to_text(wish.profile));
  if (file.empty()) {
    out.text = bytes;
    if (wish.format == brief::Format::json) out.json = BC_TRY(Json::parse(bytes, "the briefing"));
    return out;
  }
  auto written = BC_TRY(written_paper(file, bytes, brief::to_text(wish.format)));
  written.json.set("left_out", Json::strings(left_out));
  written.remark = std::move(out.remark);
  return written;
}

}  // namespace

Result<const DeskView*> named_dialogue(const std::vector<DeskView>& views, std::string_view id) {
  const auto found =
      std::ranges::find(views, id, [](const DeskView& view) { return std::string_view(view.dialogue.id); });
  if (found != views.end()) return &*found;
  return Error{ErrorKind::not_found, "dialogue.unknown", fmt::format("the desk knew no dialogue {} then", id), ""};
}

Result<record::Record> record_named(const record::Record& now, const brief::Named& named) {
  if (!goes_out(named.profile)) return now.as_of(named.head);
  const auto heads = BC_TRY(now.heads_at(named.composed_at));
  return now.as_of(heads.at(std::min(named.state, heads.size() - 1)));
}

Result<brief::Material> material_at(const record::Record& now, const Knowledge& knowledge, const MarkRules& rules,
                                    const brief::Named& named) {
  const auto then = BC_TRY(record_named(now, named));
  const auto marking = BC_TRY(Marking::of(then, rules));
  // Of a readout each statement is held to its mark when it is drafted again: a text may have others that are above.
  const bool readout = named.paper == brief::Paper::readout;
  const auto profile = readout ? brief::Profile::delegation : named.profile;
  auto views = views_within(BC_TRY(contents_of(then)), marking, level_of(rules, profile), profile, knowledge);
  if (readout && goes_out(named.profile))
    for (auto& view : views) view.head.clear();
  brief::Material out{.view = *BC_TRY(named_dialogue(views, named.dialogue)), .texts = {}, .bytes_sha256 = {}};
  // A text or original that is damaged or gone is left out: verify then says so of each sentence that rests on it.
  const auto add_texts = [&] {
    for (const auto& source : out.view.dialogue.sources) {
      if (out.bytes_sha256.contains(source.sha256)) continue;
      if (auto text = read_file(now.desk().text_path(source.text_sha256), std::uint64_t{256} << 20))
        out.texts[source.sha256] = std::move(*text);
      if (auto bytes = read_file(now.desk().source_path(source.sha256), std::uint64_t{256} << 20))
        out.bytes_sha256[source.sha256] = sha256_hex(*bytes);
    }
  };
  add_texts();
  out.view = with_bodies(std::move(out.view), views, out.texts, knowledge.grammar);
  add_texts();
  if (!readout) call_issues(out.view.dialogue, named.language);
  set_levels(out.view, marking, rules, named.profile);
  return out;
}

namespace {

/// No briefing comes near these; a hostile file meets them early.
source::Limits word_limits() {
  return {.max_bytes = std::size_t{32} << 20, .max_text = std::size_t{4} << 20};
}

Result<Answer> run_verify(const Context& context, const Request& request) {
  const auto& file = text_of(request, "file");
  const auto bytes = BC_TRY(read_file(file, std::uint64_t{256} << 20));
  const auto record = BC_TRY(open_record(context, record::Access::read));
  const auto rules_for_desk = BC_TRY(knowledge_for(context, &record.desk()));
  const auto& knowledge = *rules_for_desk;
  const auto rules = BC_TRY(MarkRules::load(context, record.desk()));
  std::string said;
  if (const auto& original = text_of(request, "original"); !original.empty()) {
    auto told = brief::said_by(BC_TRY(read_file(original, std::uint64_t{256} << 20)));
    if (!told) return Error{told.error().kind, told.error().code, told.error().message, original};
    said = std::move(*told);
  }
  source::Pool pool({.rules = knowledge.furniture});
  const brief::VerifyContext verify_context{
      .program = std::string(program_version()),
      .margin_below = knowledge.threads.ask_below(),
      .material_at = [&](const brief::Named& named) { return material_at(record, knowledge, rules, named); },
      .read_word = [&](std::string_view word) { return pool.word_file(word, {.file_name = file}, word_limits()); },
      .said = std::move(said),
      .redraft = [&](const brief::Named& named,
                     const brief::Request& wanted) { return redraft(context, record, knowledge, named, wanted); },
      .states = [&](const brief::Named& named) -> std::size_t {
        const auto heads = record.heads_at(named.composed_at);
        return heads ? heads->size() : 1;
      }};
  auto verified = brief::verify(bytes, knowledge.words, verify_context);
  if (!verified) {
    auto error = verified.error();
    if (error.where.empty()) error.where = file;
    return error;
  }
  // The record that a briefing rests on is checked with it: chains, hashes, projections.
  const auto check = BC_TRY(record.check());
  Answer out;
  Json failures = Json::array();
  const auto add_finding = [&](const record::Finding& finding) {
    failures.push(Json::object()
                      .set("code", finding.code)
                      .set("sentence", finding.message)
                      .set("expected", "")
                      .set("found", "")
                      .set("place", finding.where));
  };
  // Other settings make other sentences: they come first, as the reason for the rest.
  for (const auto& finding : check.findings)
    if (finding.code == "check.settings") add_finding(finding);
  for (const auto& failure : verified->failures)
    failures.push(Json::object()
                      .set("code", failure.code)
                      .set("sentence", failure.sentence)
                      .set("expected", failure.expected)
                      .set("found", failure.found)
                      .set("place", failure.place));
  for (const auto& finding : check.findings)
    if (finding.kind == record::Finding::Kind::damage && finding.code != "check.settings") add_finding(finding);
  const bool holds = verified->ok() && check.sound();
  out.failed_check = !holds;
  out.json = Json::object()
                 .set("file", file)
                 .set("holds", holds)
                 .set("format", brief::to_text(verified->format))
                 .set("quotes", verified->quotes)
                 .set("claims", verified->claims)
                 .set("words", verified->words)
                 .set("officers_words", verified->officers)
                 .set("sources", verified->sources)
                 .set("head", verified->meta.head)
                 .set("program", verified->meta.program)
                 .set("failures", failures);
  if (verified->edited) out.json.set("edited", edited_json(*verified->edited));
  if (verified->edited)
    out.text = fmt::format("{} was edited since its export: {} of {} sourced and computed sentences stand\n", file,
                           verified->edited->held, verified->edited->sentences);
  if (holds) {
    out.text += fmt::format("{} holds: {} quotes, {} computed claims, {} sources\n", file, verified->quotes,
                            verified->claims, verified->sources);
    if (const auto named = brief::format_of(file); named && *named != verified->format)
      out.text += fmt::format("  its name says another form: it is {}\n", brief::to_text(verified->format));
    if (verified->other_program)
      out.text += fmt::format("  it says that version {} wrote it; this version writes the same\n",
                              shortened(verified->meta.program, 40));
  } else {
    const auto& first = failures.items().front();
    out.text += fmt::format("{} does not hold: {} [{}]\n", file, first["sentence"].string(), first["code"].string());
    if (!first["place"].string().empty()) out.text += fmt::format("  at {}\n", first["place"].string());
    if (!first["expected"].string().empty())
      out.text += fmt::format("  the desk says  {}\n", shortened(first["expected"].string(), 200));
    if (!first["found"].string().empty())
      out.text += fmt::format("  the file says  {}\n", shortened(first["found"].string(), 200));
    if (failures.items().size() > 1)
      out.text += fmt::format("  and {} more (--json lists them)\n", failures.items().size() - 1);
  }
  if (verified->edited)
    out.text += edited_text(*verified->edited, holds ? "" : failures.items().front()["expected"].string());
  return out;
}

}  // namespace

Operation brief_operation() {
  return {
      .name = "brief",
      .summary = "the briefing for the next round",
      .parameters = {{.name = "round",
                      .help = "next (default), or the ordinal of a round on record: what was known before it"},
                     {.name = "profile",
                      .help = "minister (a page or two), delegation (everything; default), public",
                      .choices = {"minister", "delegation", "public"}},
                     {.name = "output",
                      .help = "a file that ends in .html, .docx, .md or .json; without it Markdown is printed",
                      .short_name = "o",
                      .form = Form::path,
                      .written = true},
                     {.name = "language",
                      .help = "of the briefing's own words, such as en; without it the first of the desk's languages "
                              "that there are words in",
                      .form = Form::name},
                     {.name = "leave-out",
                      .kind = ParameterKind::flag,
                      .help = "leave out what is marked above the profile, and say what, instead of refusing"},
                     {.name = "force",
                      .kind = ParameterKind::flag,
                      .help = "replace the file even when it is no untouched briefing",
                      .local = true},
                     one_dialogue_parameter()},
      .example = "breadcrumb brief --round next -o briefing.html",
      .run = run_brief};
}
Operation verify_operation() {
  return {.name = "verify",
          .summary = "prove every quote, hash and claim of a briefing against the desk",
          .parameters =
              {{.name = "file",
                .help = "a briefing in HTML, DOCX, Markdown or JSON",
                .positional = true,
                .required = true,
                .form = Form::path},
               {.name = "original",
                .help = "the export that an edited Word file came from, when the file has lost what it says of itself",
                .form = Form::path}},
          .example = "breadcrumb verify briefing.html",
          .run = run_verify};
}

}  // namespace breadcrumb::app
