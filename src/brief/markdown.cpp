// The Markdown form (CommonMark with tables): every character of a run that Markdown could take for its own is escaped,
// so what is not escaped is layout.
#include "brief/formats.h"
#include "brief/manifest.h"

namespace breadcrumb::brief {

namespace {

bool ends_www(std::string_view before) {
  if (before.size() < 3) return false;
  for (const char c : before.substr(before.size() - 3))
    if (c != 'w' && c != 'W') return false;
  return true;
}

/// Escapes what Markdown could take for its own: some signs anywhere, others only where a line may begin with the run.
/// GitHub's form also makes links of bare addresses and formulas of what stands between dollar signs.
std::string escape_markdown(std::string_view text) {
  constexpr std::string_view anywhere = "\\`*_[]<>#|~&$";
  std::string out;
  bool digits = true;  // so far only digits: "1." and "1)" would open a list
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool opens = (i == 0 && (c == '-' || c == '+' || c == '=')) || (digits && i > 0 && (c == '.' || c == ')'));
    const bool address =
        (c == ':' && text.substr(i + 1).starts_with("//")) || (c == '.' && ends_www(text.substr(0, i)));
    if (opens || address || anywhere.find(c) != std::string_view::npos) out += '\\';
    out += c;
    digits = digits && c >= '0' && c <= '9';
  }
  return out;
}

class MarkdownWriter {
 public:
  explicit MarkdownWriter(const Book& book) : book_(book) {}

  Rendered write() {
    line("", book_.kicker, "\n\n");
    line("# ", book_.title, "\n\n");
    if (!book_.byline.empty()) line("", book_.byline, "\n\n");
    for (const auto& section : book_.sections) {
      out_ += "<a id=\"" + escape_markup(section.id) + "\"></a>\n\n";
      if (!section.title.empty()) line("## ", section.title, "\n\n");
      for (const auto& block : section.blocks) write(block);
    }
    out_ += "<!-- breadcrumbs " + manifest_text(book_.meta, runs_) + " -->\n<!-- seal sha256:";
    const std::size_t at = out_.size();
    out_ += blank_seal() + " -->\n";
    set_seal(out_, at);
    return {std::move(out_), std::move(runs_)};
  }

 private:
  void run(const Run& r) {
    if (r.text.empty()) return;
    runs_.push_back(r);
    std::string open, close;
    const auto wrap = [&](std::string_view before, std::string_view after) {
      open += before;
      close.insert(0, after);
    };
    if (!r.anchor.empty()) open += "<a id=\"" + escape_markup(r.anchor) + "\"></a>";
    switch (r.look) {
      case Look::mark:
        wrap("<sup>", "</sup>");
        break;
      case Look::strong:
        wrap("<b>", "</b>");
        break;
      case Look::code:
        wrap("<code>", "</code>");
        break;
      case Look::inserted:
      case Look::moved_in:
        wrap("<ins>", "</ins>");
        break;
      case Look::erased:
      case Look::moved_out:
        wrap("<del>", "</del>");
        break;
      case Look::soft:
      case Look::plain:
        break;
    }
    if (r.kind == RunKind::officer) wrap("<i>", "</i>");
    if (!r.link.empty()) wrap("<a href=\"" + escape_markup(r.link) + "\">", "</a>");
    out_ += open + escape_markdown(r.text) + close;
  }

  void line(std::string_view before, const Runs& runs, std::string_view after) {
    out_ += before;
    for (const auto& r : runs) run(r);
    out_ += after;
  }

  void write(const Block& block) {
    if (!block.anchor.empty() && block.kind != BlockKind::figure)
      out_ += "<a id=\"" + escape_markup(block.anchor) + "\"></a>\n\n";
    switch (block.kind) {
      case BlockKind::heading:
        line(block.level <= 2 ? "### " : "#### ", block.runs, "\n\n");
        break;
      case BlockKind::paragraph:
      case BlockKind::note:
        line("", block.runs, "\n\n");
        break;
      case BlockKind::quote:
      case BlockKind::redline:
        line("> ", block.runs, "\n\n");
        break;
      case BlockKind::list_item:
        line("- ", block.runs, "\n\n");
        break;
      case BlockKind::table:
        write(block.table);
        break;
      case BlockKind::figure:
        line("### ", {block.figure.title}, "\n\n");
        line("", {block.figure.description}, "\n\n");
        write(block.figure.table);
        break;
    }
  }

  void write(const Table& table) {
    const auto row = [&](const std::vector<Cell>& cells) {
      for (const auto& cell : cells) line("| ", cell.runs, " ");
      out_ += "|\n";
    };
    row(table.head);
    for (const auto& cell : table.head) out_ += cell.number ? "| ---: " : "| --- ";
    out_ += "|\n";
    for (const auto& cells : table.rows) row(cells);
    out_ += "\n";
  }

  const Book& book_;
  std::string out_;
  Runs runs_;
};

}  // namespace

Rendered render_markdown(const Book& book) {
  return MarkdownWriter(book).write();
}

}  // namespace breadcrumb::brief
