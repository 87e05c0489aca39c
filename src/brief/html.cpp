// The HTML form: one file, no script, nothing from outside. Between the runs stand only tags and line feeds, so that
// the text nodes are the runs, byte for byte.
#include "brief/formats.h"
#include "brief/manifest.h"

namespace breadcrumb::brief {

namespace {

/// As a string of a style sheet: what could end it, or the sheet, is written as its number.
std::string css_string(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&') {
      out += c;
      continue;
    }
    out += {'\\', digits[byte >> 4], digits[byte & 15], ' '};
  }
  return out + "\"";
}

class HtmlWriter {
 public:
  explicit HtmlWriter(const Book& book) : book_(book) {}

  Rendered write() {
    out_ = "<!DOCTYPE html>\n<html lang=\"" + escape_markup(book_.meta.language) +
           "\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
           "<title>";
    text(book_.file_title);
    out_ += "</title>\n<style>\n";
    out_ += html_style();
    // What a browser prints at the foot of each page is no text node: it repeats what byline or kicker say.
    if (!book_.handling.empty())
      out_ += "@page{@bottom-center{content:" + css_string(book_.handling) +
              ";font:bold 8.5pt Georgia,\"Liberation Serif\",\"Noto Serif CJK JP\",serif;color:#6d1c2a}}\n";
    out_ +=
        "</style>\n</head>\n<body class=\"" + escape_markup(book_.meta.profile) + "\">\n<header>\n<p class=\"kicker\">";
    runs(book_.kicker);
    out_ += "</p>\n<h1>";
    runs(book_.title);
    out_ += "</h1>\n<p class=\"byline\">";
    runs(book_.byline);
    out_ += "</p>\n</header>\n<main>\n";
    for (const auto& section : book_.sections) write(section);
    out_ += "</main>\n<script type=\"application/json\" id=\"breadcrumbs\">";
    out_ += manifest_text(book_.meta, runs_);
    out_ += "</script>\n</body>\n</html>\n<!-- seal sha256:";
    const std::size_t at = out_.size();
    out_ += blank_seal() + " -->\n";
    set_seal(out_, at);
    return {std::move(out_), std::move(runs_)};
  }

 private:
  void text(const Run& run) {
    if (run.text.empty()) return;
    out_ += escape_markup(run.text);
    runs_.push_back(run);
  }

  void run(const Run& r) {
    if (r.text.empty()) return;
    std::string close, classes;
    const auto open = [&](const std::string& tag, const std::string& attributes = "") {
      out_ += "<" + tag + attributes + ">";
      close.insert(0, "</" + tag + ">");
    };
    switch (r.look) {
      case Look::mark:
        open("sup");
        break;
      case Look::strong:
        open("b");
        break;
      case Look::code:
        open("code");
        break;
      case Look::inserted:
        open("ins");
        break;
      case Look::erased:
        open("del");
        break;
      case Look::moved_in:
        open("ins", " class=\"moved\"");
        break;
      case Look::moved_out:
        open("del", " class=\"moved\"");
        break;
      case Look::soft:
        classes = "soft";
        break;
      case Look::plain:
        break;
    }
    if (r.kind == RunKind::quote && r.look == Look::plain) classes += classes.empty() ? "q" : " q";
    if (r.kind == RunKind::officer) classes += classes.empty() ? "own" : " own";
    std::string attributes;
    if (!r.anchor.empty()) attributes += " id=\"" + escape_markup(r.anchor) + "\"";
    if (!classes.empty()) attributes += " class=\"" + classes + "\"";
    if (!r.language.empty()) attributes += " lang=\"" + escape_markup(r.language) + "\"";
    if (!r.link.empty()) {
      attributes += " href=\"" + escape_markup(r.link) + "\"";
      if (!r.link.starts_with('#')) attributes += " rel=\"noreferrer\"";
      open("a", attributes);
    } else if (!attributes.empty()) {
      open("span", attributes);
    }
    text(r);
    out_ += close;
  }

  void runs(const Runs& list) {
    // A mark stays with the word before it.
    for (const auto& r : list) run(r);
  }

  void write(const Section& section) {
    out_ += "<section id=\"" + escape_markup(section.id) + "\"";
    if (section.new_page) out_ += " class=\"new-page\"";
    out_ += ">\n";
    if (!section.title.empty()) {
      out_ += "<h2>";
      runs(section.title);
      out_ += "</h2>\n";
    }
    bool list = false;
    for (const auto& block : section.blocks) {
      const bool item = block.kind == BlockKind::list_item;
      if (list && !item) out_ += "</ul>\n";
      if (!list && item) out_ += "<ul>\n";
      list = item;
      write(block);
    }
    if (list) out_ += "</ul>\n";
    out_ += "</section>\n";
  }

  void element(const std::string& tag, const std::string& classes, const Block& block) {
    out_ += "<" + tag;
    if (!block.anchor.empty()) out_ += " id=\"" + escape_markup(block.anchor) + "\"";
    if (!classes.empty()) out_ += " class=\"" + classes + "\"";
    out_ += ">";
    runs(block.runs);
    out_ += "</" + tag + ">\n";
  }

  void write(const Block& block) {
    switch (block.kind) {
      case BlockKind::heading:
        element(block.level <= 2 ? "h3" : "h4", block.style, block);
        break;
      case BlockKind::paragraph:
        element("p", block.style, block);
        break;
      case BlockKind::quote:
        element("blockquote", "", block);
        break;
      case BlockKind::redline:
        element("p", "redline", block);
        break;
      case BlockKind::note:
        element("p", "note", block);
        break;
      case BlockKind::list_item:
        out_ += "<li class=\"" + block.style + "\"><span class=\"bullet\">";
        text(book_.bullet);
        out_ += "</span>";
        runs(block.runs);
        out_ += "</li>\n";
        break;
      case BlockKind::table:
        write(block.table, block.style);
        break;
      case BlockKind::figure:
        write(block.figure, block.anchor);
        break;
    }
  }

  void write(const Table& table, const std::string& style) {
    out_ += "<div class=\"wide\"><table" + (style.empty() ? "" : " class=\"" + style + "\"") + ">\n<colgroup>";
    for (const int width : table.widths) out_ += "<col style=\"width:" + std::to_string(width) + "%\">";
    out_ += "</colgroup>\n<thead><tr>";
    const auto cells = [&](const std::vector<Cell>& row, const std::string& tag, const std::string& attributes) {
      for (const auto& cell : row) {
        out_ += "<" + tag + attributes + (cell.number ? " class=\"number\">" : ">");
        runs(cell.runs);
        out_ += "</" + tag + ">";
      }
    };
    cells(table.head, "th", " scope=\"col\"");
    out_ += "</tr></thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
      out_ += "<tr>";
      cells(row, "td", "");
      out_ += "</tr>\n";
    }
    out_ += "</tbody></table></div>\n";
  }

  void write(const Figure& figure, const std::string& anchor) {
    const std::string id = escape_markup(anchor);
    const auto n = [](int value) { return std::to_string(value); };
    out_ += "<figure id=\"" + id + "\"><div class=\"wide\"><svg role=\"img\" aria-labelledby=\"" + id + "-title " + id +
            "-description\" viewBox=\"0 0 " + n(figure.width) + " " + n(figure.height) + "\" width=\"" +
            n(figure.width) + "\" height=\"" + n(figure.height) + "\">\n<title id=\"" + id + "-title\">";
    text(figure.title);
    out_ += "</title><desc id=\"" + id + "-description\">";
    text(figure.description);
    out_ += "</desc>\n";
    for (const auto& shape : figure.shapes) {
      const std::string style = " class=\"" + escape_markup(shape.style) + "\"";
      if (shape.kind == Shape::Kind::label) {
        out_ += "<text" + style + " x=\"" + n(shape.x) + "\" y=\"" + n(shape.y) + "\">";
        text(shape.words);
        out_ += "</text>\n";
        continue;
      }
      if (!shape.words.text.empty()) {
        out_ += "<g><title>";
        text(shape.words);
        out_ += "</title>";
      }
      draw(shape, style);
      if (!shape.words.text.empty()) out_ += "</g>";
      out_ += "\n";
    }
    out_ += "</svg></div></figure>\n";
  }

  void draw(const Shape& shape, const std::string& style) {
    const auto n = [](int value) { return std::to_string(value); };
    const int x = shape.x, y = shape.y, r = shape.x2;
    switch (shape.kind) {
      case Shape::Kind::line:
        out_ += "<line" + style + " x1=\"" + n(x) + "\" y1=\"" + n(y) + "\" x2=\"" + n(shape.x2) + "\" y2=\"" +
                n(shape.y2) + "\"/>";
        break;
      case Shape::Kind::rect:
        out_ += "<rect" + style + " x=\"" + n(x) + "\" y=\"" + n(y) + "\" width=\"" + n(shape.x2) + "\" height=\"" +
                n(shape.y2) + "\"/>";
        break;
      case Shape::Kind::circle:
        out_ += "<circle" + style + " cx=\"" + n(x) + "\" cy=\"" + n(y) + "\" r=\"" + n(r) + "\"/>";
        break;
      case Shape::Kind::diamond:
        out_ += "<path" + style + " d=\"M" + n(x) + " " + n(y - r) + "L" + n(x + r) + " " + n(y) + "L" + n(x) + " " +
                n(y + r) + "L" + n(x - r) + " " + n(y) + "Z\"/>";
        break;
      case Shape::Kind::arrow:
        out_ += "<path" + style + " d=\"M" + n(x - r) + " " + n(y) + "H" + n(x + r) + "M" + n(x + r - 5) + " " +
                n(y - 4) + "L" + n(x + r) + " " + n(y) + "L" + n(x + r - 5) + " " + n(y + 4) + "\"/>";
        break;
      case Shape::Kind::label:
        break;
    }
  }

  const Book& book_;
  std::string out_;
  Runs runs_;
};

}  // namespace

Rendered render_html(const Book& book) {
  return HtmlWriter(book).write();
}

}  // namespace breadcrumb::brief
