#include "brief/formats.h"
namespace breadcrumb::brief {
Rendered render_docx(const Book& book) { return render_json(book); }
}  // namespace breadcrumb::brief
