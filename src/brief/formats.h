// The four renderers behind render.h. Internal to brief/.
#pragma once

#include <string>
#include <string_view>

#include "brief/render.h"

namespace breadcrumb::brief {

Rendered render_html(const Book& book);
Rendered render_docx(const Book& book);
Rendered render_markdown(const Book& book);
Rendered render_json(const Book& book);

/// The stylesheet of the HTML form.
std::string_view html_style();

/// `&`, `<`, `>`, `"` as entities: for text and for attributes in double quotes.
std::string escape_markup(std::string_view text);

}  // namespace breadcrumb::brief
