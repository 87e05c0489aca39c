#include "thread/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/all_operations.h"
#include "app/rounds_of.h"
#include "app/show.h"
#include "app/wording.h"
#include "thread/redline.h"
#include "thread/thread.h"

namespace breadcrumb::app {

namespace {

// The sentences that say how the dialogue began and what it is for: they recur with tiny edits and are no issue's
// change, so they are shown only to who asks for them.
std::string standing_words(const ReadSource& source, const RoundText& text, Json& spans) {
  std::string out;
  spans = Json::array();
  for (const auto& span : sentences_with(source.text, source.source->media_type == "text/plain", text.frame)) {
    spans.push(span_json(span));
    out += (out.empty() ? "" : "\n") + span.text;
  }
  return out;
}

void add_standing(Answer& out, const std::vector<ReadSource>& sources, const std::vector<RoundText>& texts) {
  Json a, b;
  const auto left = standing_words(sources[0], texts[0], a), right = standing_words(sources[1], texts[1], b);
  Json standing = Json::object().set("a", std::move(a)).set("b", std::move(b));
  out.text += "\nStanding text, no issue's change:\n";
  if (left.empty() || right.empty() || texts[0].language != texts[1].language) {
    out.text +=
        left.empty() && right.empty() ? "  neither source has any\n" : "  not in both sources, in one language\n";
  } else {
    const auto redline = thread::redline(left, right, texts[1].language);
    standing.set("redline", redline_json(redline));
    out.text += redline.unchanged() ? "  the same words\n" : wrapped(thread::render_text(redline), 4);
  }
  out.json.set("standing", std::move(standing));
}

// Kinds of difference in people's words.
std::string_view kind_words(std::string_view kind) {
  if (kind == "left_only") return "only A";
  if (kind == "right_only") return "only B";
  return kind == "date_line" ? "date line" : kind;
}

Result<Answer> run(const Context& context, const Request& request) {
  const auto record = BC_TRY(open_record(context, record::Access::read));
  const auto rules_for_desk = BC_TRY(knowledge_for(context, &record.desk()));
  const auto& knowledge = *rules_for_desk;
  const auto a = BC_TRY(find_source(record, text_of(request, "a")));
  const auto b = BC_TRY(find_source(record, text_of(request, "b")));
  if (a.sha256 == b.sha256)
    return Error{ErrorKind::bad_input, "compare.same", "expected two sources, both names mean the same one",
                 a.file_name};

  std::vector<ReadSource> sources;
  std::array<record::StoredReading, 2> readings;
  std::array<std::string, 2> words;
  for (const auto* source : {&a, &b}) {
    const auto place = sources.size();
    auto reading = BC_TRY(record.reading(source->sha256));
    if (!reading)
      return Error{ErrorKind::not_found, "compare.unread", "this source has no reading (breadcrumb read)",
                   source->file_name};
    readings[place] = *std::move(reading);
    words[place] = BC_TRY(record.text_of(*source));
    sources.push_back({.source = source,
                       .reading = &readings[place].reading,
                       .dialogue = "",
                       .facts = counting_facts(BC_TRY(record.facts(source->sha256))),
                       .round = -1,
                       .text = words[place]});
  }
  auto both = sources;
  const bool same_round = rounds_of(both, {}).size() == 1 && both[0].round == 0 && both[1].round == 0;
  const bool two_sides = same_round && a.publisher != b.publisher;

  Answer out;
  out.json = Json::object().set("a", source_json(a)).set("b", source_json(b)).set("same_round", same_round);
  out.text =
      fmt::format("A  {}  {}\nB  {}  {}\n", short_id(a.sha256), shortened(a.title.empty() ? a.file_name : a.title, 90),
                  short_id(b.sha256), shortened(b.title.empty() ? b.file_name : b.title, 90));
  // The two texts as two rounds: the older first, so that the redline runs from A to B as the user gave them.
  sources[0].round = 0;
  sources[1].round = same_round ? 0 : 1;
  const auto texts = texts_of(sources);
  if (two_sides) {
    Json differences = Json::array();
    out.text += "\nTwo texts of one round:\n";
    for (const auto& difference :
         thread::compare({texts[0], sources[0].facts}, {texts[1], sources[1].facts}, knowledge.threads)) {
      differences.push(difference_json(difference));
      out.text += fmt::format("  {}  {}: {}\n", kind_words(difference.kind), difference.what, difference.sentence);
      if (!difference.left.empty() && difference.kind != "both")
        out.text +=
            fmt::format("    A \"{}\" [{}-{}]\n", difference.left.text, difference.left.start, difference.left.end);
      if (!difference.right.empty() && difference.kind != "both")
        out.text +=
            fmt::format("    B \"{}\" [{}-{}]\n", difference.right.text, difference.right.start, difference.right.end);
    }
    out.json.set("differences", std::move(differences));
    if (request["standing"].boolean()) add_standing(out, sources, texts);
    return out;
  }
  auto aligned = texts;
  if (same_round)
    for (auto& mention : aligned[1].mentions) mention.round = 1;
  aligned[1].round = 1;
  Json steps = Json::array();
  out.text += same_round ? "\nTwo texts of one side and round:\n" : "\nFrom A to B:\n";
  for (const auto& thread : thread::thread(aligned, {}, knowledge.threads)) {
    const auto& step = thread.steps.back();
    Json kinds = Json::array();
    for (const auto kind : step.kinds) kinds.push(to_text(kind));
    Json one = Json::object().set("issue", thread.name).set("kinds", std::move(kinds)).set("because", step.because);
    out.text += fmt::format("  {}: {}\n", thread.name, kinds_text(step));
    if (!step.redline.runs.empty() && !step.redline.unchanged()) {
      one.set("redline", redline_json(step.redline));
      out.text += wrapped(thread::render_text(step.redline), 4);
    }
    steps.push(std::move(one));
  }
  out.json.set("issues", std::move(steps));
  if (request["standing"].boolean()) add_standing(out, sources, texts);
  return out;
}

}  // namespace

Operation compare_operation() {
  return {.name = "compare",
          .summary = "two sources side by side: one round seen by two sides, or two rounds",
          .parameters = {{.name = "a",
                          .help = "a source: first digits of its SHA-256, its file name, words of its title",
                          .positional = true,
                          .required = true},
                         {.name = "b", .help = "the other source", .positional = true, .required = true},
                         {.name = "standing",
                          .kind = ParameterKind::flag,
                          .help = "also how the standing sentences changed: launch, aims"}},
          .example = "breadcrumb compare round-3.html round-4.html",
          .run = run};
}

}  // namespace breadcrumb::app
