#include <fmt/format.h>

#include "app/all_operations.h"
#include "app/show.h"
#include "base/bytes.h"
#include "base/file.h"
#include "source/worker.h"

namespace breadcrumb::app {

namespace {

Result<Answer> run(const Context& context, const Request& request) {
  const auto record = BC_TRY(open_record(context, record::Access::read));
  const auto& file = text_of(request, "output");
  BC_TRY(need_folder(file));
  if (!file.ends_with(".png"))
    return Error{ErrorKind::bad_input, "source_page.format", "expected a file name that ends in .png", file};
  std::error_code problem;
  if (!request["force"].boolean() && std::filesystem::exists(file, problem))
    return Error{ErrorKind::conflict, "source_page.file_exists", "this file is there already; name another, or --force",
                 file};
  const auto page = request["page"].integer(1);
  if (page < 1 || page > 100'000)
    return Error{ErrorKind::bad_input, "source_page.number", "expected a page from 1 on", std::to_string(page)};
  const auto source = BC_TRY(find_source(record, text_of(request, "source")));
  if (source.media_type != "application/pdf")
    return Error{ErrorKind::bad_input, "source_page.no_pdf", "only a PDF has pages",
                 fmt::format("{} ({})", source.file_name, source.media_type)};
  const auto rules = BC_TRY(knowledge_for(context, &record.desk()));
  source::Pool pool({.rules = rules->furniture, .unfenced = request["unfenced"].boolean()});
  auto image = pool.page_image(BC_TRY(record.desk().source_bytes(source.sha256)), static_cast<int>(page));
  if (!image) {
    auto error = image.error();
    if (error.where.empty()) error.where = fmt::format("{}, page {}", source.file_name, page);
    return error;
  }
  BC_TRY(write_file(file, *image));
  Answer out;
  out.json = Json::object()
                 .set("file", file)
                 .set("source", source.sha256)
                 .set("page", page)
                 .set("bytes", image->size())
                 .set("sha256", sha256_hex(*image));
  out.text = fmt::format("Wrote {}\n", file);
  return out;
}

}  // namespace

Operation source_page_operation() {
  return {.name = "source-page",
          .summary = "a page of a PDF source as an image, as it was published",
          .parameters = {{.name = "source",
                          .help = "digits of its SHA-256, its file name or words of its title",
                          .positional = true,
                          .required = true},
                         {.name = "page", .kind = ParameterKind::number, .help = "which page, from 1 (default)"},
                         {.name = "output",
                          .help = "an image that ends in .png",
                          .required = true,
                          .short_name = "o",
                          .form = Form::path,
                          .written = true},
                         {.name = "force", .kind = ParameterKind::flag, .help = "replace the file", .local = true},
                         {.name = "unfenced",
                          .kind = ParameterKind::flag,
                          .help = "draw even where no fence can be raised around the program that draws",
                          .local = true}},
          .example = "breadcrumb source-page joint-statement.pdf --page 2 -o page.png",
          .run = run};
}

}  // namespace breadcrumb::app
