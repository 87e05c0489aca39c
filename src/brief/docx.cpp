// The DOCX form (ECMA-376, transitional): real heading styles, a numbered foot, tables with repeated heads, redlines as
// coloured runs, and fonts named for Japanese. Parts are stored in a fixed order with fixed times.
#include "brief/docx_paragraphs.h"
#include "brief/docx_parts.h"
#include "brief/formats.h"
#include "brief/manifest.h"
#include "brief/zip.h"

namespace breadcrumb::brief {

namespace {

class DocxWriter {
 public:
  explicit DocxWriter(const Book& book) : book_(book) {}

  Rendered write() {
    paragraph("Kicker", book_.kicker);
    paragraph("Title", book_.title);
    if (!book_.byline.empty()) paragraph("Byline", book_.byline);
    for (const auto& section : book_.sections) {
      if (!section.title.empty())
        paragraph("Heading1", section.title, section.id, section.new_page ? "<w:pageBreakBefore/>" : "");
      for (const auto& block : section.blocks) write(block);
    }
    const std::string body = std::move(out_);
    out_.clear();
    for (const auto& r : book_.footer) run(r);
    run(book_.page_of.front());
    field("PAGE");
    run(book_.page_of.back());
    field("NUMPAGES");
    const std::string footer = std::move(out_);
    runs_.push_back(book_.file_title);

    std::string links;
    for (std::size_t i = 0; i < links_.size(); ++i)
      links += "<Relationship Id=\"rLink" + std::to_string(i + 1) +
               "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"" +
               escape_markup(links_[i]) + "\" TargetMode=\"External\"/>";
    const std::string made = book_.meta.composed_at.size() == 20 ? book_.meta.composed_at : "1980-01-01T00:00:00Z";
    std::string file = write_zip(
        {{"[Content_Types].xml", docx_content_types()},
         {"_rels/.rels", docx_package_relations()},
         {"docProps/core.xml",
          docx_core(escape_markup(book_.file_title.text), escape_markup(made), escape_markup(book_.meta.language))},
         {"word/document.xml", docx_document(body)},
         {"word/styles.xml",
          docx_styles(escape_markup(book_.meta.language), book_.meta.profile == "minister" ? 70 : 100)},
         {"word/settings.xml", docx_settings()},
         {"word/fontTable.xml", docx_fonts()},
         {"word/footer1.xml", docx_footer(footer)},
         {"word/_rels/document.xml.rels", docx_document_relations(links)},
         {"docProps/custom.xml", docx_properties(meta_json(book_.meta).dump())},
         {"customXml/_rels/breadcrumbs.xml.rels", docx_manifest_relations()},
         {"customXml/breadcrumbsProps.xml", docx_manifest_properties()},
         {"customXml/breadcrumbs.xml", docx_manifest(manifest_text(book_.meta, runs_))}},
        "seal sha256:" + blank_seal());
    set_seal(file, file.size() - 64);
    return {std::move(file), std::move(runs_)};
  }

 private:
  void bookmark(const std::string& name) {
    const std::string id = std::to_string(++bookmarks_);
    out_ += "<w:bookmarkStart w:id=\"" + id + "\" w:name=\"" + escape_markup(docx_bookmark(name)) +
            "\"/><w:bookmarkEnd w:id=\"" + id + "\"/>";
  }

  void run(const Run& r) {
    if (r.text.empty()) return;
    runs_.push_back(r);
    if (!r.anchor.empty()) bookmark(r.anchor);
    std::string close;
    if (r.link.starts_with('#')) {
      out_ += "<w:hyperlink w:anchor=\"" + escape_markup(docx_bookmark(r.link.substr(1))) + "\" w:history=\"1\">";
      close = "</w:hyperlink>";
    } else if (!r.link.empty()) {
      links_.push_back(r.link);
      out_ += "<w:hyperlink r:id=\"rLink" + std::to_string(links_.size()) + "\" w:history=\"1\">";
      close = "</w:hyperlink>";
    }
    // Properties stand in the order of the schema.
    std::string p;
    const bool upright = docx_upright(book_.meta.language);
    if (r.look == Look::code)
      p += "<w:rFonts w:ascii=\"Liberation Mono\" w:hAnsi=\"Liberation Mono\"/>";
    else if (r.kind == RunKind::officer && upright)
      p += docx_gothic();
    if (r.look == Look::strong) p += "<w:b/>";
    if (r.kind == RunKind::officer && !upright) p += "<w:i/>";
    if (r.look == Look::erased || r.look == Look::moved_out) p += "<w:strike/>";
    if (r.look == Look::mark || r.look == Look::inserted || r.look == Look::moved_in)
      p += "<w:color w:val=\"7A2130\"/>";
    else if (r.look == Look::soft || r.look == Look::erased || r.look == Look::moved_out || r.look == Look::code)
      p += "<w:color w:val=\"5C5C5C\"/>";
    if (r.look == Look::code) p += "<w:sz w:val=\"14\"/>";
    if (r.look == Look::inserted) p += "<w:u w:val=\"single\"/>";
    if (r.look == Look::moved_in) p += "<w:u w:val=\"double\"/>";
    if (r.look == Look::mark) p += "<w:vertAlign w:val=\"superscript\"/>";
    if (!r.language.empty())
      p += "<w:lang w:val=\"" + escape_markup(r.language) + "\" w:eastAsia=\"" + escape_markup(r.language) + "\"/>";
    out_ += "<w:r>" + (p.empty() ? "" : "<w:rPr>" + p + "</w:rPr>") + "<w:t xml:space=\"preserve\">" +
            escape_markup(r.text) + "</w:t></w:r>" + close;
  }

  void field(const std::string& code) {
    out_ += "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> " + code +
            " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:fldChar "
            "w:fldCharType=\"end\"/></w:r>";
  }

  void paragraph(const std::string& style, const Runs& runs, const std::string& anchor = "",
                 const std::string& more = "", bool bullet = false) {
    out_ += "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/>" + more + "</w:pPr>";
    if (!anchor.empty()) bookmark(anchor);
    if (bullet) {
      run(book_.bullet);
      out_ += "<w:r><w:tab/></w:r>";
    }
    for (const auto& r : runs) run(r);
    out_ += "</w:p>";
  }

  void write(const Block& block) {
    switch (block.kind) {
      case BlockKind::heading:
        paragraph(block.level <= 2 ? "Heading2" : "Heading3", block.runs, block.anchor,
                  block.style == "new-page" ? "<w:pageBreakBefore/>" : "");
        break;
      case BlockKind::paragraph:
        paragraph(block.style == "lede"                          ? "Lede"
                  : block.style == "legend"                      ? "Legend"
                  : block.style == "officer"                     ? "Officer"
                  : block.style == "keep" || block.style.empty() ? "BodyText"
                                                                 : "Small",
                  block.runs, block.anchor,
                  block.style == "thread" || block.style == "small" || block.style == "keep" ? "<w:keepNext/>" : "");
        break;
      case BlockKind::list_item:
        paragraph("ListDash", block.runs, block.anchor, "", true);
        break;
      case BlockKind::quote:
      case BlockKind::redline:
        paragraph("Quotation", block.runs, block.anchor);
        break;
      case BlockKind::note:
        paragraph("Note", block.runs, block.anchor);
        break;
      case BlockKind::table:
        write(block.table);
        break;
      case BlockKind::figure:
        paragraph("Heading2", {block.figure.title}, block.anchor);
        paragraph("Small", {block.figure.description}, "", "<w:keepNext/>");
        write(block.figure.table);
        break;
    }
  }

  void write(const Table& table) {
    if (table.head.empty()) return;
    constexpr int width = 9360;  // twentieths of a point between the margins of docx_document
    int parts = 0;
    for (const int part : table.widths) parts += part;
    std::vector<int> widths;
    for (std::size_t i = 0; i < table.head.size(); ++i)
      widths.push_back(parts > 0 && i < table.widths.size() ? width * table.widths[i] / parts
                                                            : width / static_cast<int>(table.head.size()));
    out_ += "<w:tbl><w:tblPr><w:tblStyle w:val=\"Ruled\"/><w:tblW w:w=\"" + std::to_string(width) +
            "\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\"/></w:tblPr>"
            "<w:tblGrid>";
    for (const int one : widths) out_ += "<w:gridCol w:w=\"" + std::to_string(one) + "\"/>";
    out_ += "</w:tblGrid>";
    const auto row = [&](const std::vector<Cell>& cells, bool head, bool keep) {
      out_ += std::string("<w:tr><w:trPr><w:cantSplit/>") + (head ? "<w:tblHeader/>" : "") + "</w:trPr>";
      for (std::size_t i = 0; i < cells.size() && i < widths.size(); ++i) {
        out_ += "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(widths[i]) + "\" w:type=\"dxa\"/></w:tcPr>";
        paragraph(head ? "TableHead" : "TableText", cells[i].runs, "",
                  std::string(keep ? "<w:keepNext/>" : "") + (cells[i].number ? "<w:jc w:val=\"right\"/>" : ""));
        out_ += "</w:tc>";
      }
      out_ += "</w:tr>";
    };
    row(table.head, true, true);
    // The first rows stay with the head, so that no heading stands above an empty foot of a page.
    for (std::size_t i = 0; i < table.rows.size(); ++i) row(table.rows[i], false, i == 0 && table.rows.size() > 1);
    out_ += "</w:tbl>";
    out_ += "<w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/></w:pPr></w:p>";
  }

  const Book& book_;
  std::string out_;
  Runs runs_;
  std::vector<std::string> links_;
  int bookmarks_ = 0;
};

}  // namespace

Rendered render_docx(const Book& book) {
  return DocxWriter(book).write();
}

}  // namespace breadcrumb::brief
