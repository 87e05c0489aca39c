// Extraction behind a fence: hostile bytes are parsed in child processes that can reach nothing.
//
//   source::Pool pool({.rules = rules});
//   const auto document = pool.extract(bytes, {.file_name = "readout.pdf"});     // Result<Document>
//
//   int main(int argc, char** argv) {                                            // in the program it starts
//     if (argc > 1 && std::string_view(argv[1]) == "worker") return source::worker_main(argc - 1, argv + 1);
//
// A worker reads one document at a time, is watched for time and memory by the parent, and is replaced after 200
// documents or any error. What it answers is checked (codec.h). A PDF's bytes go to pdftotext, started by a fenced
// launcher; what that prints is parsed in a worker. A Pool may be used by several threads; each call takes a worker.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/word_file.h"
#include "source/sheets.h"
#include "source/source.h"

namespace breadcrumb::source {

struct PoolOptions {
  FurnitureRules rules = {};
  std::string program = "/proc/self/exe";  ///< started as `program worker ...`
  bool unfenced = false;                   ///< read even where no fence can be raised (`--unfenced`)
};

class Pool {
 public:
  explicit Pool(PoolOptions options);
  ~Pool();
  Pool(Pool&&) noexcept;
  Pool& operator=(Pool&&) noexcept;

  /// Errors: those of source::extract, and `source.timeout`, `source.worker_died` (it crashed or was killed),
  /// `source.worker_answer`, `source.no_fence`, `source.no_worker` (it could not be started).
  Result<Document> extract(std::string_view bytes, const Hints& hints, const Limits& limits = {});

  /// A page of a PDF as a PNG image. Errors: those of pdf_page.
  Result<std::string> page_image(std::string_view pdf, int page, const Limits& limits = {});

  /// A table file as rows of cells. Errors: those of read_workbook, and the same of the worker.
  Result<Workbook> workbook(std::string_view bytes, const Hints& hints, const SheetLimits& limits = {});
  /// A Word file as it is shown. Errors: those of source::read_word_file and of the fence, as above.
  Result<WordFile> word_file(std::string_view bytes, const Hints& hints, const Limits& limits = {});

  /// How many workers were started so far; a test looks at it.
  [[nodiscard]] int started() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What a worker process does until its standard input ends. `argv[0]` is "worker"; further arguments: `--unfenced`,
/// `--launch PROGRAM...` (raise the launcher's fence and execute the program). Gives the process's exit code.
int worker_main(int argc, char** argv);

}  // namespace breadcrumb::source
