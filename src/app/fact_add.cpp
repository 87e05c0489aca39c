// fact add: a fact that no rule read, from words of a source.
#include <fmt/format.h>

#include <algorithm>

#include "app/all_operations.h"
#include "app/correction.h"
#include "app/show.h"
#include "app/typed.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

/// Kinds that mean something when a person adds them. What a text is (title, date, whose it is) is said when it is
/// read.
std::vector<std::string> kinds_by_hand() {
  std::vector<std::string> out;
  for (int i = 0; i <= static_cast<int>(FactKind::next_round); ++i) {
    const auto kind = static_cast<FactKind>(i);
    if (kind != FactKind::title && kind != FactKind::published && kind != FactKind::dateline &&
        kind != FactKind::publisher)
      out.emplace_back(to_text(kind));
  }
  return out;
}

Error wrong(std::string_view code, std::string message) {
  return {ErrorKind::bad_input, std::string(code), std::move(message), ""};
}

std::string times(std::size_t count) {
  return count == 1 ? "once" : count == 2 ? "twice" : fmt::format("{} times", count);
}

/// Where the words stand, the wanted time when they stand several times.
Result<Span> span_of_words(std::string_view text, const std::string& typed, const Request& request) {
  const auto words = text::trim(typed);
  std::vector<std::size_t> places;
  if (!words.empty())
    for (auto at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) places.push_back(at);
  if (places.empty())
    return wrong("fact.no_such_words",
                 fmt::format("these words do not stand in the text: \"{}\"", shortened(words, 80)));
  const bool asked = request.has("at");
  const auto wanted = request["at"].integer(1);
  if (!asked && places.size() > 1)
    return wrong("fact.which_words", fmt::format("these words stand in the text {}: --at 1 to {} says which, or give "
                                                 "more of them",
                                                 times(places.size()), places.size()));
  if (wanted < 1 || wanted > static_cast<long long>(places.size()))
    return wrong("fact.which_words",
                 fmt::format("these words stand in the text {}: there is no --at {}", times(places.size()), wanted));
  const auto start = places[static_cast<std::size_t>(wanted - 1)];
  return span_of(text, start, start + words.size());
}

/// Bytes before that many UTF-16 units; nothing inside a character or behind the end.
std::optional<std::size_t> byte_at(std::string_view text, long long units) {
  std::size_t at = 0;
  while (units > 0 && at < text.size()) units -= text::next_char(text, at) >= 0x10000 ? 2 : 1;
  return units == 0 ? std::optional(at) : std::nullopt;
}

Result<Span> span_of_offsets(std::string_view text, const Request& request) {
  const auto first = byte_at(text, request["start"].integer(-1)), last = byte_at(text, request["end"].integer(-1));
  if (!first || !last || *first >= *last)
    return wrong(
        "fact.range",
        "start and end count UTF-16 units of the text, as `breadcrumb source --json` prints it; these two hold "
        "no whole characters of it");
  // A blank that was selected with the words is none of them.
  const auto all = text.substr(*first, *last - *first);
  const auto words = text::trim(all);
  if (words.empty()) return wrong("fact.range", "between start and end stand blanks only");
  if (words.size() > most_bytes(Form::passage))
    return wrong("fact.range", fmt::format("{} bytes, and the words of a fact are at most {}", words.size(),
                                           most_bytes(Form::passage)));
  const auto start = *first + static_cast<std::size_t>(words.data() - all.data());
  return span_of(text, start, start + words.size());
}

Result<Span> chosen_span(std::string_view text, const Request& request) {
  const bool words = !text_of(request, "words").empty(), offsets = request.has("start") || request.has("end");
  if (words == offsets || (offsets && !(request.has("start") && request.has("end"))))
    return wrong("fact.where", "expected --words, or --start and --end: which words of the text it rests on");
  return words ? span_of_words(text, text_of(request, "words"), request) : span_of_offsets(text, request);
}

/// What became of it: the issue that it is a mention of, the follow-up that it promises.
struct Became {
  int issue = 0, follow_up = 0;
};
Became became(const std::vector<DeskView>& views, const FactId& fact) {
  Became out;
  for (const auto& view : views) {
    for (const auto& thread : view.dialogue.threads)
      for (const auto& step : thread.steps)
        for (const auto& mention : step.mentions)
          if (mention.fact == fact || std::ranges::find(mention.parts, fact) != mention.parts.end())
            out.issue = thread.number;
    for (const auto& follow_up : view.dialogue.follow_ups)
      if (follow_up.fact == fact) out.follow_up = follow_up.number;
  }
  return out;
}

Result<Answer> run(const Context& context, const Request& request) {
  auto record = BC_TRY(open_record(context, record::Access::write));
  const auto rules = BC_TRY(knowledge_for(context, &record.desk()));
  const auto& knowledge = *rules;
  const auto assignments = request["fields"].texts();
  Fact fact{.kind = fact_kind(text_of(request, "kind")).value_or(FactKind::issue)};
  const auto added = on_top(context, record, [&](const record::Stamp& stamp) -> Result<record::Appended> {
    const auto source = BC_TRY(find_source(record, text_of(request, "source")));
    const auto reading = BC_TRY(record.reading(source.sha256));
    auto text_source = source;
    if (reading) text_source.text_sha256 = reading->text_sha256;
    fact.quote = BC_TRY(chosen_span(BC_TRY(record.text_of(text_source)), request));
    fact.id = fact_id(source.sha256, fact.kind, fact.quote);
    const auto siblings = BC_TRY(record.facts(source.sha256));
    for (const auto& one : siblings)
      if (one.fact.id == fact.id || (one.fact.kind == fact.kind && one.fact.quote == fact.quote))
        return Error{ErrorKind::conflict, "fact.exists",
                     fmt::format("a fact of kind {} stands on these words already, {} ({}); breadcrumb correct {} sets "
                                 "it right",
                                 to_text(fact.kind), short_id(one.fact.id), one.standing, short_id(one.fact.id)),
                     ""};
    fact.fields = BC_TRY(entered(fact, assignments, knowledge, siblings));
    record::FactAdded entry;
    entry.source = source.sha256;
    entry.text_sha256 = text_source.text_sha256;
    entry.reading.facts = {fact};
    entry.because = text_of(request, "because");
    return record.append(stamp, entry);
  });
  BC_TRY(added);
  BC_TRY(number_all(context, record, knowledge));
  const auto after = BC_TRY(record.fact(fact.id));
  const auto now = became(BC_TRY(shared_views(context, record, knowledge))->views, fact.id);
  const auto names = BC_TRY(author_names(record));
  Answer out;
  out.json = fact_json(after, names)
                 .set("issue", now.issue == 0 ? Json() : Json(now.issue))
                 .set("follow_up", now.follow_up == 0 ? Json() : Json(now.follow_up));
  out.text = fmt::format("added by hand {} {}: \"{}\"\n", to_text(after.fact.kind), short_id(after.fact.id),
                         shortened(after.fact.quote.text, 100));
  for (const auto& [name, value] : after.fact.fields)
    out.text += fmt::format("  {} = {}\n", name, name == "area" ? short_id(value) : value);
  if (now.issue > 0) out.text += fmt::format("  issue {}\n", now.issue);
  if (now.follow_up > 0) out.text += fmt::format("  follow-up {}\n", now.follow_up);
  if (!assignments.empty()) out.remark = BC_TRY(goes_out_remark(context, record, fact.id));
  if (!out.remark.empty()) out.json.set("remark", out.remark);
  return out;
}

}  // namespace

Operation fact_add_operation() {
  return {.name = "fact-add",
          .summary = "a fact that no rule read, by hand from words of a source; it outlives every re-read",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters = {{.name = "source",
                          .help = "digits of its SHA-256, its file name or words of its title",
                          .positional = true,
                          .required = true},
                         {.name = "fields",
                          .kind = ParameterKind::texts,
                          .help = "field=value, as `breadcrumb correct` takes them",
                          .positional = true},
                         {.name = "kind", .help = "what the words state", .required = true, .choices = kinds_by_hand()},
                         {.name = "words",
                          .help = "the words that it rests on, exactly as they stand in the text",
                          .form = Form::passage},
                         {.name = "at",
                          .kind = ParameterKind::number,
                          .help = "which of several places of the words, from 1"},
                         {.name = "start",
                          .kind = ParameterKind::number,
                          .help = "instead of --words: where they begin, in UTF-16 units as `source` prints them"},
                         {.name = "end", .kind = ParameterKind::number, .help = "where they end"},
                         because_parameter()},
          .example = "breadcrumb fact add round-3.html --kind issue --words \"access for table grapes\" kind=bilateral",
          .run = run,
          .more = correctable_fields()};
}

}  // namespace breadcrumb::app
