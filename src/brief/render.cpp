#include "brief/render.h"

#include "brief/formats.h"

namespace breadcrumb::brief {

std::string_view to_text(Format format) {
  switch (format) {
    case Format::html:
      return "html";
    case Format::docx:
      return "docx";
    case Format::markdown:
      return "markdown";
    case Format::json:
      return "json";
  }
  return "html";
}

std::optional<Format> format_of(std::string_view file_name) {
  std::string name(file_name);
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const auto ends = [&](std::string_view ending) { return name.size() > ending.size() && name.ends_with(ending); };
  if (ends(".html") || ends(".htm")) return Format::html;
  if (ends(".docx")) return Format::docx;
  if (ends(".md") || ends(".markdown")) return Format::markdown;
  if (ends(".json")) return Format::json;
  return std::nullopt;
}

std::optional<Format> sniff(std::string_view bytes) {
  const auto has = [&](std::string_view words) { return bytes.find(words) != std::string_view::npos; };
  // A page, an archive or an object of somebody else's is no damaged briefing: one of ours bears its mark or its seal.
  if (bytes.starts_with("PK\x03\x04"))
    return has("customXml/breadcrumbs.xml") || has("word/document") ? std::optional(Format::docx) : std::nullopt;
  if (bytes.starts_with("{")) return has("\"breadcrumb\"") ? std::optional(Format::json) : std::nullopt;
  if (has("id=\"breadcrumbs\"") || (bytes.starts_with("<!DOCTYPE html>") && has("<!-- seal sha256:")))
    return Format::html;
  if (has("<!-- breadcrumbs ")) return Format::markdown;
  return std::nullopt;
}

std::string escape_markup(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

Rendered render_with_runs(const Book& book, Format format) {
  switch (format) {
    case Format::html:
      return render_html(book);
    case Format::docx:
      return render_docx(book);
    case Format::markdown:
      return render_markdown(book);
    case Format::json:
      return render_json(book);
  }
  return {};
}

std::string render(const Book& book, Format format) {
  return render_with_runs(book, format).bytes;
}

}  // namespace breadcrumb::brief
