#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/all_operations.h"
#include "app/fetch.h"
#include "app/intake.h"
#include "app/party.h"
#include "app/plausible.h"
#include "app/questions.h"
#include "app/review.h"
#include "app/show.h"
#include "app/typed.h"
#include "model/fact_line.h"
#include "model/reading_json.h"

namespace breadcrumb::app {

namespace {

std::string counts_text(const Reading& reading) {
  std::map<std::string, int> counts;
  for (const auto& fact : reading.facts) ++counts[std::string(to_text(fact.kind))];
  const auto count = [&](const char* kind, const char* one, const char* many) {
    const int n = counts.contains(kind) ? counts.at(kind) : 0;
    return n == 0 ? std::string() : fmt::format(", {} {}", n, n == 1 ? one : many);
  };
  return fmt::format("{} {}", reading.facts.size(), reading.facts.size() == 1 ? "fact" : "facts") +
         count("area", "area", "areas") + count("issue", "issue", "issues") +
         count("commitment", "commitment", "commitments");
}

std::string summary_of(const Taken& taken, std::string_view verb) {
  std::string out =
      fmt::format("{}  {}  {}\n", taken.source.sha256.substr(0, 8), verb, shortened(taken.source.file_name, 100));
  if (!taken.source.title.empty()) out += fmt::format("  {}\n", shortened(taken.source.title, 100));
  out += "  " + counts_text(taken.reading) + "\n";
  for (const auto& problem : taken.reading.problems)
    out += fmt::format("  problem {}: {}\n", problem.code, problem.message);
  for (const auto& warning : taken.document.warnings) out += fmt::format("  note {}\n", warning);
  return out;
}

std::string explained(const Taken& taken, const reader::Grammar& grammar) {
  std::string out;
  for (const auto& line : fact_lines(taken.reading, taken.document.text, {.rules = true})) out += line + "\n";
  // What the rules that fired are for, once each.
  std::set<std::string> fired;
  for (const auto& fact : taken.reading.facts) fired.insert(fact.rule);
  if (const auto* language = grammar.language(taken.reading.language); language != nullptr)
    for (const auto& rule : language->rules)
      if (fired.contains(rule.id)) out += fmt::format("rule {}: {}\n", rule.id, rule.why);
  return out;
}

enum class Show { report, json, text, explain };

Show show_of(const Request& request) {
  if (request["text"].boolean()) return Show::text;
  if (request["explain"].boolean()) return Show::explain;
  return request["json"].boolean() ? Show::json : Show::report;
}

Result<Particulars> particulars_in(const Request& request, const Knowledge& knowledge, std::string_view now) {
  Particulars out{.dialogue = text_of(request, "dialogue"),
                  .origin = text_of(request, "origin"),
                  .publisher = BC_TRY(party_code(knowledge.grammar, text_of(request, "publisher"), "read.publisher")),
                  .published = text_of(request, "published"),
                  .kind = text_of(request, "kind"),
                  .excerpt = request["excerpt"].boolean()};
  if (!out.published.empty() && !is_day(out.published))
    return Error{ErrorKind::bad_input, "read.published",
                 fmt::format("expected a date such as 2024-08-30, not \"{}\"", out.published), ""};
  BC_TRY(check_day("published", out.published, Ahead::happened, now));
  if (out.origin.empty()) return out;
  if (const auto address = check_address(out.origin); !address)
    return Error{ErrorKind::bad_input, "read.origin",
                 fmt::format("expected the public address of the original: {}", address.error().message), ""};
  return out;
}

/// Where no file is there by that name, a text that the desk holds may be: by its file name, or digits of its SHA-256.
const Source* held_by_name(const std::vector<Source>& sources, const std::string& name) {
  constexpr std::size_t few = 8;
  const bool digits = name.size() >= few && name.find_first_not_of("0123456789abcdef") == std::string::npos;
  const Source* out = nullptr;
  for (const auto& source : sources)
    if (source.file_name == name || (digits && source.sha256.starts_with(name))) {
      if (out != nullptr) return nullptr;
      out = &source;
    }
  return out;
}

Result<Taken> taken_from(Intake& intake, const record::Record* record, const std::string& name) {
  auto taken = intake.take(name);
  if (taken || record == nullptr || taken.error().code != "file.not_found") return taken;
  const auto sources = BC_TRY(record->sources());
  const auto* held = held_by_name(sources, name);
  return held == nullptr ? std::move(taken) : intake.take_again(record->desk(), *held);
}

Result<Answer> run(const Context& context, const Request& request) {
  const Show show = show_of(request);
  // Text and explanation only look; a report and JSON go onto the desk when there is one.
  std::optional<record::Record> record;
  std::optional<record::Desk> desk;
  if (auto found = find_desk(context)) {
    desk = std::move(*found);
  } else if (found.error().code != "desk.not_found" || show == Show::report || !context.desk.empty()) {
    return found.error();
  }
  if (desk && (show == Show::report || (show == Show::json && !request["dry-run"].boolean())) &&
      !request["dry-run"].boolean())
    record = BC_TRY(record::Record::open(*desk, record::Access::write, context.ids));
  const auto rules = BC_TRY(knowledge_for(context, desk ? &*desk : nullptr));
  const auto& knowledge = *rules;
  const auto particulars = BC_TRY(particulars_in(request, knowledge, context.now()));
  Intake intake(context, knowledge,
                {.unfenced = request["unfenced"].boolean(),
                 .allow_private = request["allow-private-addresses"].boolean(),
                 .language = text_of(request, "language")});
  Answer out;
  out.json = Json::array();
  out.lines = true;
  bool stored_any = false;
  std::vector<std::string> taken_in;
  for (const auto& name : request["files"].texts()) {
    auto taken = taken_from(intake, record ? &*record : nullptr, name);
    if (!taken) {
      out.errors.push_back(taken.error());
      continue;
    }
    Json one = reading_json(taken->reading, taken->document, taken->source);
    std::string_view verb = "read";
    std::string hint;
    if (record) {
      const auto stored = store(context, *record, *taken, particulars);
      if (!stored) {
        out.errors.push_back(stored.error());
        if (out.errors.back().where.empty()) out.errors.back().where = name;
        continue;
      }
      stored_any |= stored->what != Stored::unchanged;
      verb = to_text(stored->what);
      if (stored->excerpt_by_officer && !particulars.excerpt)
        hint = fmt::format("  note it stays an excerpt, as you said; breadcrumb undo {} takes that back\n",
                           short_id(stored->reading));
    }
    taken_in.push_back(taken->source.sha256);
    one.set("status", record ? Json(verb) : Json());
    out.json.push(std::move(one));
    if (show == Show::text)
      out.text += taken->document.text + "\n";
    else if (show == Show::explain)
      out.text += explained(*taken, knowledge.grammar);
    else
      out.text += summary_of(*taken, verb) + hint;
  }
  if (record && stored_any) BC_TRY(number_all(context, *record, knowledge));
  if (record && show == Show::report) {
    const auto shared = BC_TRY(shared_views(context, *record, knowledge));
    const auto& views = shared->views;
    out.text += BC_TRY(open_texts(context, views, knowledge, taken_in));
    if (const auto waiting = BC_TRY(proposals_waiting(context, *record, views, knowledge, taken_in)); waiting > 0)
      out.text += fmt::format("{} on what was expected (breadcrumb review)\n",
                              waiting == 1 ? "1 proposal waits" : fmt::format("{} proposals wait", waiting));
  }
  return out;
}

}  // namespace

Operation read_operation() {
  return {.name = "read",
          .summary = "read documents into the record: files or web addresses",
          .effect = Effect::writes,
          .role = Role::editor,
          .progress = true,
          .parameters = {{.name = "files",
                          .kind = ParameterKind::texts,
                          .help = "HTML, PDF, DOCX, text or saved e-mails (.eml, .msg, .mht), or addresses; a text of "
                                  "the desk by its name "
                                  "or digits",
                          .positional = true,
                          .required = true,
                          .form = Form::path},
                         {.name = "text",
                          .kind = ParameterKind::flag,
                          .help = "print the extracted text that spans count in; stores nothing"},
                         {.name = "explain",
                          .kind = ParameterKind::flag,
                          .help = "print every fact with the rule that read it; stores nothing"},
                         {.name = "dry-run", .kind = ParameterKind::flag, .help = "read and report, store nothing"},
                         {.name = "dialogue",
                          .help = "the dialogue it belongs to, where the text does not say or says it otherwise",
                          .form = Form::name},
                         {.name = "origin", .help = "the public address of the original"},
                         {.name = "publisher", .help = "whose text it is: a party's code or name"},
                         {.name = "published", .help = "its date, YYYY-MM-DD, where the text has none"},
                         {.name = "kind", .help = "what it is", .choices = source_kinds()},
                         {.name = "excerpt",
                          .kind = ParameterKind::flag,
                          .help = "the text is an excerpt: nothing follows from what it leaves out"},
                         {.name = "language",
                          .help = "en or ja, where the text is too short to tell",
                          .choices = {"en", "ja"}},
                         {.name = "unfenced",
                          .kind = ParameterKind::flag,
                          .help = "parse even where no fence can be raised around the parser",
                          .local = true},
                         {.name = "allow-private-addresses",
                          .kind = ParameterKind::flag,
                          .help = "fetch from addresses inside your own network",
                          .local = true}},
          .example = "breadcrumb read readouts/*.html minutes.pdf",
          .run = run,
          .desk = false};
}

}  // namespace breadcrumb::app
