#include "brief/docx_paragraphs.h"

#include <utility>

namespace breadcrumb::brief {

namespace {

class Lister {
 public:
  explicit Lister(const Book& book) : book_(book) {}

  std::vector<DocxParagraph> list() {
    add(book_.kicker);
    add(book_.title);
    add(book_.byline);
    for (const auto& section : book_.sections) {
      add(section.title, 1, section.id);
      for (const auto& block : section.blocks) {
        if (block.kind == BlockKind::table) {
          add(block.table);
        } else if (block.kind == BlockKind::figure) {
          add({block.figure.title}, 2, block.anchor);
          add({block.figure.description});
          add(block.figure.table);
        } else {
          Runs runs = block.runs;
          if (block.kind == BlockKind::list_item) runs.insert(runs.begin(), book_.bullet);
          add(std::move(runs), block.kind != BlockKind::heading ? 0 : block.level <= 2 ? 2 : 3, block.anchor);
        }
      }
    }
    return std::move(out_);
  }

 private:
  void add(Runs runs, int heading = 0, const std::string& anchor = "") {
    out_.push_back({.runs = std::move(runs), .heading = heading, .anchor = anchor});
  }

  void add(const Table& table) {
    if (table.head.empty()) return;
    ++tables_;
    const auto row = [&](const std::vector<Cell>& cells, bool head) {
      ++rows_;
      for (std::size_t i = 0; i < cells.size() && i < table.head.size(); ++i)
        out_.push_back(
            {.runs = cells[i].runs, .row = rows_, .table = tables_, .column = static_cast<int>(i) + 1, .head = head});
    };
    row(table.head, true);
    for (const auto& cells : table.rows) row(cells, false);
  }

  const Book& book_;
  std::vector<DocxParagraph> out_;
  int rows_ = 0, tables_ = 0;
};

}  // namespace

std::vector<DocxParagraph> docx_paragraphs(const Book& book) {
  return Lister(book).list();
}

std::string docx_bookmark(std::string_view anchor) {
  std::string out = "b_";
  for (const char c : anchor) out += c == '-' ? '_' : c;
  return out.substr(0, 40);
}

}  // namespace breadcrumb::brief
