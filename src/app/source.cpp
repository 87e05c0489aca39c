#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/all_operations.h"
#include "app/show.h"
#include "app/view.h"
#include "source/worker.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

/// Offsets in UTF-16 units, as the page counts, of many places in one long text.
class Units {
 public:
  explicit Units(std::string_view text) : text_(text) {
    std::size_t units = 0, from = 0;
    for (std::size_t i = 0; i < text.size();) {
      if (i >= from + every) {
        from = i;
        marks_.push_back({i, units});
      }
      units += text::next_char(text, i) >= 0x10000 ? 2 : 1;
    }
  }
  [[nodiscard]] std::size_t at(std::size_t byte) const {
    byte = std::min(byte, text_.size());
    auto mark = std::ranges::upper_bound(marks_, byte, {}, &Mark::byte);
    const Mark before = mark == marks_.begin() ? Mark{} : *--mark;
    return before.units + text::utf16_offset(text_.substr(before.byte), byte - before.byte);
  }

 private:
  static constexpr std::size_t every = 512;
  struct Mark {
    std::size_t byte = 0, units = 0;
  };
  std::string_view text_;
  std::vector<Mark> marks_;
};

std::string_view name_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::title:
      return "title";
    case BlockKind::heading:
      return "heading";
    case BlockKind::paragraph:
      return "paragraph";
    case BlockKind::list_item:
      return "list_item";
    case BlockKind::table_cell:
      return "table_cell";
    case BlockKind::term:
      return "term";
    case BlockKind::caption:
      return "caption";
    case BlockKind::note:
      return "note";
  }
  return "";
}

/// Lines as paragraphs: what the text alone tells of its blocks.
std::vector<Block> lines_of(std::string_view text) {
  std::vector<Block> out;
  for (std::size_t start = 0; start < text.size();) {
    const auto end = std::min(text.find('\n', start), text.size());
    if (end > start) out.push_back({.kind = BlockKind::paragraph, .start = start, .end = end});
    start = end + 1;
  }
  return out;
}

/// The blocks of the text in use. They are not kept with it, so the original is parsed again; where that gives another
/// text now (an older extractor made it, or the original is gone), lines must do.
std::vector<Block> blocks_of(const record::Record& record, const Knowledge& knowledge, const Source& source,
                             std::string_view text) {
  const auto bytes = record.desk().source_bytes(source.sha256);
  if (!bytes) return lines_of(text);
  source::Pool pool({.rules = knowledge.furniture, .unfenced = false});
  auto document = pool.extract(*bytes, {.file_name = source.file_name, .content_type = "", .origin = source.origin});
  return document && document->text == text ? std::move(document->blocks) : lines_of(text);
}

Json blocks_json(const std::vector<Block>& blocks, const Units& units) {
  Json out = Json::array();
  for (const auto& block : blocks) {
    Json one = Json::object()
                   .set("kind", name_of(block.kind))
                   .set("level", block.level)
                   .set("start", units.at(block.start))
                   .set("end", units.at(block.end));
    if (!block.marker.empty()) one.set("marker", block.marker);
    if (block.furniture) one.set("furniture", true);
    if (block.bold) one.set("bold", true);
    if (block.page > 0) one.set("page", block.page);
    if (!block.emphases.empty()) {
      Json emphases = Json::array();
      for (const auto& each : block.emphases)
        emphases.push(Json::array().push(units.at(each.start)).push(units.at(each.end)));
      one.set("emphases", std::move(emphases));
    }
    out.push(std::move(one));
  }
  return out;
}

/// Which issue's thread rests on a fact of the source.
std::map<std::string, int, std::less<>> issues_by_fact(const std::vector<DeskView>& views, const std::string& sha256) {
  std::map<std::string, int, std::less<>> out;
  for (const auto& view : views) {
    if (std::ranges::find(view.dialogue.sources, sha256, &Source::sha256) == view.dialogue.sources.end()) continue;
    for (const auto& thread : view.dialogue.threads)
      for (const auto& step : thread.steps)
        for (const auto& mention : step.mentions) {
          out[mention.fact] = thread.number;
          for (const auto& part : mention.parts) out[part] = thread.number;
        }
  }
  return out;
}

Result<Answer> run(const Context& context, const Request& request) {
  const auto opened = BC_TRY(open_views(context));
  const auto source = BC_TRY(find_source(opened.record, text_of(request, "source")));
  const auto text = BC_TRY(opened.record.text_of(source));
  const Units units(text);
  const auto issues = issues_by_fact(opened.views, source.sha256);
  const auto names = BC_TRY(author_names(opened.record));
  Json facts = Json::array();
  std::size_t count = 0;
  for (const auto& view : BC_TRY(opened.record.facts(source.sha256))) {
    const auto issue = issues.find(view.fact.id);
    facts.push(fact_json(view, names)
                   .set("start", units.at(view.fact.quote.start))
                   .set("end", units.at(view.fact.quote.end))
                   .set("issue", issue == issues.end() ? Json() : Json(issue->second)));
    ++count;
  }
  Answer out;
  out.json = source_json(source)
                 .set("text", text)
                 .set("blocks", blocks_json(blocks_of(opened.record, opened.knowledge, source, text), units))
                 .set("facts", std::move(facts));
  out.text = fmt::format("{}\n{}{}{}, {} facts\n\n{}\n", source.title, source.publisher,
                         source.publisher.empty() ? "" : ", ", source.published, count, text);
  return out;
}

}  // namespace

Operation source_operation() {
  return {.name = "source",
          .summary = "one source: its text, the blocks it is made of, and every fact at its place",
          .parameters = {{.name = "source",
                          .help = "digits of its SHA-256, its file name or words of its title",
                          .positional = true,
                          .required = true}},
          .example = "breadcrumb source 2023-02-03-round-3.html",
          .run = run,
          .more = "In the JSON, `start` and `end` count UTF-16 units of `text`; a fact's `quote` counts bytes."};
}

}  // namespace breadcrumb::app
