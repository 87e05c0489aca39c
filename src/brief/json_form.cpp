// The JSON form: the book as it is, run by run; the file is its own manifest.
#include "brief/formats.h"
#include "brief/manifest.h"

namespace breadcrumb::brief {

namespace {

class JsonWriter {
 public:
  Rendered write(const Book& book) {
    Json sections = Json::array();
    Json head = Json::object();
    head.set("kicker", list(book.kicker)).set("title", list(book.title)).set("byline", list(book.byline));
    for (const auto& section : book.sections) {
      Json blocks = Json::array();
      Json title = list(section.title);
      for (const auto& block : section.blocks) blocks.push(one(block));
      sections.push(
          Json::object().set("id", section.id).set("title", std::move(title)).set("blocks", std::move(blocks)));
    }
    Json out = Json::object();
    out.set("breadcrumb", "brief").set("schema", 1).set("meta", meta_json(book.meta));
    out.set("head", std::move(head)).set("sections", std::move(sections)).set("seal", blank_seal());
    std::string bytes = out.dump(1) + "\n";
    set_seal(bytes, bytes.rfind(blank_seal()));
    return {std::move(bytes), std::move(runs_)};
  }

 private:
  Json list(const Runs& runs) {
    Json out = Json::array();
    for (const auto& run : runs) {
      if (run.text.empty()) continue;
      runs_.push_back(run);
      Json json = run_json(run);
      constexpr std::string_view looks[] = {"",         "strong", "soft",      "mark",    "code",
                                            "inserted", "erased", "moved_out", "moved_in"};
      if (run.look != Look::plain) json.set("look", looks[static_cast<std::size_t>(run.look)]);
      if (!run.link.empty()) json.set("link", run.link);
      if (!run.anchor.empty()) json.set("anchor", run.anchor);
      if (!run.language.empty()) json.set("language", run.language);
      out.push(std::move(json));
    }
    return out;
  }

  Json table(const Table& table) {
    const auto row = [&](const std::vector<Cell>& cells) {
      Json out = Json::array();
      for (const auto& cell : cells) out.push(list(cell.runs));
      return out;
    };
    Json head = row(table.head);
    Json rows = Json::array();
    for (const auto& cells : table.rows) rows.push(row(cells));
    return Json::object().set("head", std::move(head)).set("rows", std::move(rows));
  }

  Json one(const Block& block) {
    constexpr std::string_view kinds[] = {"heading", "paragraph", "list_item", "quote",
                                          "redline", "table",     "figure",    "note"};
    Json out = Json::object().set("kind", kinds[static_cast<std::size_t>(block.kind)]);
    if (block.level > 0) out.set("level", block.level);
    if (!block.style.empty()) out.set("style", block.style);
    if (!block.anchor.empty()) out.set("anchor", block.anchor);
    if (!block.runs.empty()) out.set("runs", list(block.runs));
    if (block.kind == BlockKind::table) out.set("table", table(block.table));
    if (block.kind == BlockKind::figure) {
      Json title = list({block.figure.title});
      Json description = list({block.figure.description});
      out.set("figure", Json::object()
                            .set("title", std::move(title))
                            .set("description", std::move(description))
                            .set("table", table(block.figure.table)));
    }
    return out;
  }

  Runs runs_;
};

}  // namespace

Rendered render_json(const Book& book) {
  return JsonWriter().write(book);
}

}  // namespace breadcrumb::brief
