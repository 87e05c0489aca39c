// redline: how the words of one mention became those of another, whatever lies between them.
#include "thread/redline.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/all_operations.h"
#include "app/show.h"
#include "text/utf8.h"
#include "thread/thread.h"

namespace breadcrumb::app {

namespace {

/// A fact with where the desk's threads have it.
struct Said {
  FactView fact;
  const Source* source = nullptr;  ///< null when the record holds the fact and no longer its source
  const DialogueView* dialogue = nullptr;
  const RoundView* round = nullptr;
  const Thread* thread = nullptr;
  const Mention* mention = nullptr;  ///< null when it is no mention of its own: its quote alone is its words
};

Said said_of(FactView fact, const std::vector<DeskView>& views, const std::vector<Source>& sources) {
  Said out{.fact = std::move(fact)};
  if (const auto source = std::ranges::find(sources, out.fact.source, &Source::sha256); source != sources.end())
    out.source = &*source;
  for (const auto& view : views) {
    const auto& d = view.dialogue;
    for (const auto& text : d.texts) {
      if (text.source != out.fact.source) continue;
      out.dialogue = &d;
      if (text.round >= 0) out.round = &d.rounds.at(static_cast<std::size_t>(text.round));
    }
    for (const auto& thread : d.threads)
      for (const auto& step : thread.steps)
        for (const auto& mention : step.mentions) {
          const bool itself = mention.fact == out.fact.fact.id;
          if (itself) out.mention = &mention;
          if (itself || std::ranges::find(mention.parts, out.fact.fact.id) != mention.parts.end()) out.thread = &thread;
        }
  }
  return out;
}

std::string words_of(const Said& said) {
  return said.mention == nullptr ? said.fact.fact.quote.text : thread::wording(*said.mention);
}

Json said_json(const Said& said) {
  Json words = Json::array();
  if (said.mention != nullptr)
    for (const auto& span : said.mention->words) words.push(span_json(span));
  if (words.items().empty()) words.push(span_json(said.fact.fact.quote));
  const bool numbered = said.round != nullptr && said.round->ordinal > 0;
  return Json::object()
      .set("fact", said.fact.fact.id)
      .set("kind", to_text(said.fact.fact.kind))
      .set("issue", said.thread == nullptr || said.thread->number == 0 ? Json() : Json(said.thread->number))
      .set("dialogue", said.dialogue == nullptr ? Json() : Json(said.dialogue->name))
      .set("round", numbered ? Json(said.round->ordinal) : Json())
      .set("start", said.round == nullptr ? Json() : text_or_null(said.round->start))
      .set("side", said.source == nullptr ? Json() : text_or_null(said.source->publisher))
      .set("language", said.source == nullptr ? Json() : text_or_null(said.source->language))
      .set("source", said.fact.source)
      .set("quote", span_json(said.fact.fact.quote))
      .set("words", std::move(words));
}

std::string said_text(std::string_view letter, const Said& said, const std::vector<Source>& sources) {
  std::string where = source_label(sources, said.fact.source);
  if (said.source != nullptr && !said.source->publisher.empty()) where += ", " + said.source->publisher;
  if (said.round != nullptr) where += ", " + round_words(*said.round);
  return wrapped(fmt::format("{}  {}  \"{}\"  [{} {}-{}]", letter, short_id(said.fact.fact.id),
                             shortened(text::squeeze(said.fact.fact.quote.text), 60), where, said.fact.fact.quote.start,
                             said.fact.fact.quote.end),
                 0);
}

Result<Answer> run(const Context& context, const Request& request) {
  const auto opened = BC_TRY(open_views(context));
  const auto sources = BC_TRY(opened.record.sources());
  const auto from = said_of(BC_TRY(opened.record.fact(text_of(request, "from"))), opened.views, sources);
  const auto to = said_of(BC_TRY(opened.record.fact(text_of(request, "to"))), opened.views, sources);
  const auto redline = thread::redline(words_of(from), words_of(to), to.source == nullptr ? "" : to.source->language);
  Answer out;
  out.json = Json::object().set("from", said_json(from)).set("to", said_json(to));
  const auto difference = redline_json(redline);
  for (const auto& [name, value] : difference.members()) out.json.set(name, value);
  out.text = said_text("A", from, sources) + said_text("B", to, sources) + "\n";
  out.text += redline.unchanged() ? "  the same words\n" : wrapped(thread::render_text(redline), 2);
  return out;
}

}  // namespace

Operation redline_operation() {
  const auto fact = [](std::string name, std::string help) {
    return Parameter{.name = std::move(name),
                     .help = std::move(help),
                     .positional = true,
                     .required = true,
                     .form = Form::name,
                     .by_name_too = true};
  };
  return {.name = "redline",
          .summary = "how the words of one mention became those of another, of any rounds or sides",
          .parameters = {fact("from", "the older words: a fact's id or the first 6 digits of it (breadcrumb facts)"),
                         fact("to", "the newer words: another fact's")},
          .example = "breadcrumb redline 3f2a9c1b 8d41e07a",
          .run = run};
}

}  // namespace breadcrumb::app
