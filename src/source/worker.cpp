#include "source/worker.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <new>
#include <optional>

#include "base/bytes.h"
#include "base/child.h"
#include "source/codec.h"
#include "source/fence.h"
#include "source/formats.h"
#include "source/letter.h"
#include "source/pdf.h"
#include "source/sheet_codec.h"
#include "source/wire.h"
#include "source/word_file.h"

namespace breadcrumb::source {

namespace {

using Clock = std::chrono::steady_clock;
constexpr int documents_per_worker = 200;
constexpr std::size_t header_size = 9;  // one byte of kind, eight of length
constexpr std::uint64_t address_space = std::uint64_t{1} << 30;

// Kinds of frames. A worker is asked for a Document, for a table, or for a Word file as it is shown.
constexpr char hello = 'H', ready = 'R', request = 'Q', table = 'T', word_request = 'W', answer = 'D', trouble = 'E';

std::string frame(char kind, std::string_view body) {
  std::string out(1, kind);
  for (int shift = 0; shift < 64; shift += 8)
    out += static_cast<char>(static_cast<std::uint64_t>(body.size()) >> shift & 0xFF);
  out += body;
  return out;
}

std::uint64_t length_of(std::string_view header) {
  std::uint64_t value = 0;
  for (std::size_t i = 8; i >= 1; --i) value = value << 8 | static_cast<unsigned char>(header[i]);
  return value;
}

struct Frame {
  char kind = 0;
  std::string body;
};

// ---- the parent's side ----

Result<Frame> receive(Child& child, Deadline deadline, std::size_t most) {
  const auto header = BC_TRY(child.read_exact(header_size, deadline));
  const auto size = length_of(header);
  if (size > most) return Error{ErrorKind::broken, "source.worker_answer", "the worker's answer is too long", ""};
  return Frame{header[0], BC_TRY(child.read_exact(size, deadline))};
}

/// How a program of poppler's is started behind the launcher's fence.
std::vector<std::string> launcher_of(const PoolOptions& options, const char* program) {
  std::vector<std::string> out = {options.program, "worker"};
  if (options.unfenced) out.emplace_back("--unfenced");
  out.insert(out.end(), {"--launch", program});
  return out;
}

Error named(const Error& error, const Hints& hints) {
  Error out = error;
  const auto& place = hints.origin.empty() ? hints.file_name : hints.origin;
  if (error.code == "child.timeout")
    out = {ErrorKind::unavailable, "source.timeout", "reading the document took too long", ""};
  else if (error.code == "child.memory")
    out = {ErrorKind::too_big, "source.too_big", "reading the document takes more memory than allowed", ""};
  else if (error.code == "child.closed")
    out = {ErrorKind::bad_input, "source.worker_died", "the process that read the document died of it", ""};
  else if (error.code == "child.not_started")
    out = {ErrorKind::unavailable, "source.no_worker", "the reading process could not be started: " + error.message,
           ""};
  if (!place.empty() && !out.where.starts_with(place)) out.where = out.where.empty() ? place : place + ": " + out.where;
  return out;
}

}  // namespace

struct Pool::State {
  struct Worker {
    Child child;
    int documents = 0;
    std::size_t max_resident = 0;
  };
  PoolOptions options;
  std::mutex mutex;
  std::vector<Worker> idle;
  int started = 0;

  Result<Worker> take(std::size_t max_resident, Deadline deadline) {
    {
      const std::lock_guard lock(mutex);
      // The watch over its memory began with the worker: one that was started for less is no use for more.
      const auto fit = std::ranges::find(idle, max_resident, &Worker::max_resident);
      if (fit != idle.end()) {
        Worker worker = std::move(*fit);
        idle.erase(fit);
        return worker;
      }
      ++started;
    }
    ChildLimits child;
    child.address_space = address_space;
    child.open_files = 16;
    child.no_files = true;
    child.max_resident = max_resident;
#ifdef BC_SANITIZED
    child.max_resident *= 2;  // a sanitizer holds back what was freed, and keeps a shadow of the rest
#endif
    std::vector<std::string> argv = {options.program, "worker"};
    if (options.unfenced) argv.push_back("--unfenced");
    Worker worker{.child = BC_TRY(Child::start(argv, child)), .max_resident = max_resident};
    BC_TRY(worker.child.write_all(frame(hello, options.rules.source_text()), deadline));
    auto first = BC_TRY(receive(worker.child, deadline, 1 << 20));
    if (first.kind == trouble) return decode_error(first.body);
    if (first.kind != ready)
      return Error{ErrorKind::unavailable, "source.no_worker", "the program that was started is no worker",
                   options.program};
    return worker;
  }

  /// What a worker answers to a frame of that kind, checked by `decode`.
  template <class Decode>
  auto ask(char kind, const std::string& asked, std::size_t most, std::size_t max_resident, Deadline deadline,
           Decode decode) -> decltype(decode(std::string_view())) {
    auto worker = BC_TRY(take(max_resident, deadline));
    BC_TRY(worker.child.write_all(frame(kind, asked), deadline));
    auto reply = BC_TRY(receive(worker.child, deadline, most));
    // Any error ends the worker (it goes with this scope): what made it may have left traces.
    if (reply.kind == trouble) return decode_error(reply.body);
    if (reply.kind != answer)
      return Error{ErrorKind::broken, "source.worker_answer", "the worker's answer has no kind", ""};
    auto decoded = BC_TRY(decode(std::string_view(reply.body)));
    if (++worker.documents < documents_per_worker) {
      const std::lock_guard lock(mutex);
      idle.push_back(std::move(worker));
    }
    return decoded;
  }
};

Pool::Pool(PoolOptions options) : state_(std::make_unique<State>()) {
  state_->options = std::move(options);
}
Pool::~Pool() = default;
Pool::Pool(Pool&&) noexcept = default;
Pool& Pool::operator=(Pool&&) noexcept = default;
int Pool::started() const {
  const std::lock_guard lock(state_->mutex);
  return state_->started;
}

Result<Document> Pool::extract(std::string_view bytes, const Hints& hints, const Limits& limits) {
  const auto place = hints.origin.empty() ? hints.file_name : hints.origin;
  if (bytes.size() > limits.max_bytes)
    return Error{ErrorKind::too_big, "source.too_big",
                 fmt::format("the file is larger than {} bytes", limits.max_bytes), place};
  const auto deadline = Clock::now() + limits.deadline;
  const auto run = [&]() -> Result<Document> {
    const auto launcher = launcher_of(state_->options, "pdftotext");
    Request asked{.format = BC_TRY(format_of(bytes, hints)), .hints = hints, .limits = limits, .bytes = ""};
    asked.bytes = asked.format == Format::pdf ? BC_TRY(pdf_layout(bytes, launcher, limits)) : std::string(bytes);
    const auto ask = [&] {
      return state_->ask(request, encode(asked), limits.max_text * 8 + (1 << 20), limits.max_resident, deadline,
                         decode_answered);
    };
    auto answered = BC_TRY(ask());
    if (answered.pdf.empty()) return std::move(answered.document);
    // A message brings a PDF: its layout is made here, behind the launcher's fence, and the worker reads on.
    if (answered.pdf.size() > bytes.size()) return bad_answer("a PDF larger than the message that brings it");
    asked.layout = BC_TRY(pdf_layout(answered.pdf, launcher, limits));
    answered = BC_TRY(ask());
    if (!answered.pdf.empty()) return bad_answer("it asks for a layout that it has");
    return std::move(answered.document);
  };
  auto document = run();
  if (!document) return named(document.error(), hints);
  // The worker names neither: it saw a layout where we have the PDF, and it is not trusted with fingerprints.
  document->source_sha256 = sha256_hex(bytes);
  document->origin = place;
  return document;
}

Result<std::string> Pool::page_image(std::string_view pdf, int page, const Limits& limits) {
  return pdf_page(pdf, page, launcher_of(state_->options, "pdftoppm"), limits);
}

Result<Workbook> Pool::workbook(std::string_view bytes, const Hints& hints, const SheetLimits& limits) {
  const auto deadline = Clock::now() + limits.deadline;
  // Sixteen bytes a cell stand beside its words.
  const auto most = limits.max_words + limits.max_cells * 48 + (std::size_t{64} << 20);
  auto book = state_->ask(table, encode(SheetRequest{hints, limits, std::string(bytes)}), most, limits.max_resident,
                          deadline, [&](std::string_view reply) { return decode_workbook(reply, limits); });
  if (!book) return named(book.error(), hints);
  return book;
}

Result<WordFile> Pool::word_file(std::string_view bytes, const Hints& hints, const Limits& limits) {
  if (bytes.size() > limits.max_bytes)
    return Error{ErrorKind::too_big, "source.too_big",
                 fmt::format("the file is larger than {} bytes", limits.max_bytes), hints.file_name};
  auto file = state_->ask(word_request, encode(Request{Format::docx, hints, limits, std::string(bytes)}),
                          limits.max_text * 8 + (1 << 20), limits.max_resident, Clock::now() + limits.deadline,
                          decode_word_file);
  if (!file) return named(file.error(), hints);
  return file;
}

// ---- the worker's side ----

namespace {

bool read_all(std::string& out, std::size_t size) {
  out.resize(size);
  std::size_t have = 0;
  while (have < size) {
    const auto got = ::read(0, out.data() + have, size - have);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    have += static_cast<std::size_t>(got);
  }
  return true;
}

bool write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(1, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::optional<Frame> read_frame(std::size_t most) {
  std::string header, body;
  if (!read_all(header, header_size)) return std::nullopt;
  const auto size = length_of(header);
  if (size > most || !read_all(body, size)) return std::nullopt;
  return Frame{header[0], std::move(body)};
}

void set_limit(int what, std::uint64_t value) {
  const rlimit both{value, value};
  ::setrlimit(static_cast<__rlimit_resource>(what), &both);
}

Result<std::string> serve(std::string_view body, const FurnitureRules& rules) {
  const auto asked = BC_TRY(decode_request(body));
  const auto finish = [&](Result<Draft> draft) -> Result<std::string> {
    return encode(Answered{
        .document = BC_TRY(finish_document(BC_TRY(std::move(draft)), asked.bytes, asked.hints, rules, asked.limits))});
  };
  if (asked.format == Format::pdf) return finish(read_pdf_layout(asked.bytes, asked.limits));
  if (asked.format != Format::mail && asked.format != Format::outlook)
    return encode(Answered{.document = BC_TRY(extract(asked.bytes, asked.hints, rules, asked.limits))});
  std::string wanted;
  auto draft = read_letter(asked.bytes, asked.format, asked.hints, rules, asked.limits,
                           [&](std::string_view pdf) -> Result<Draft> {
                             if (!asked.layout.empty()) return read_pdf_layout(asked.layout, asked.limits);
                             wanted = pdf;
                             return Error{ErrorKind::unavailable, std::string(pdf_wanted), "", ""};
                           });
  if (!draft && draft.error().code == pdf_wanted) return encode(Answered{.document = {}, .pdf = std::move(wanted)});
  return finish(std::move(draft));
}

Result<std::string> serve_table(std::string_view body) {
  const auto asked = BC_TRY(decode_sheet_request(body));
  return encode(BC_TRY(read_workbook(asked.bytes, asked.hints, asked.limits)));
}

Result<std::string> serve_word_file(std::string_view body) {
  const auto asked = BC_TRY(decode_request(body));
  return encode(BC_TRY(read_word_file(asked.bytes, asked.limits)));
}

// Raises the launcher's fence and becomes the program.
int launch(std::vector<char*> argv, bool unfenced) {
  set_limit(RLIMIT_CORE, 0);
  set_limit(RLIMIT_FSIZE, 0);
  if (const auto fence = raise_fence(Fence::launcher); !fence && !unfenced) {
    std::fputs(fence.error().message.c_str(), stderr);
    return 126;
  }
  argv.push_back(nullptr);
  ::execvp(argv[0], argv.data());
  return 127;
}

}  // namespace

int worker_main(int argc, char** argv) {
  bool unfenced = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--unfenced")
      unfenced = true;
    else if (argument == "--launch")
      return i + 1 < argc ? launch({argv + i + 1, argv + argc}, unfenced) : 2;
    else
      return 2;
  }
  const auto first = read_frame(1 << 20);
  if (!first || first->kind != hello) {
    std::fputs("this command is for Breadcrumb itself\n", stderr);
    return 2;
  }
  const auto refuse = [](const Error& error) {
    write_all(frame(trouble, encode(error)));
    return 1;
  };
  const auto rules = FurnitureRules::parse(first->body, "furniture.toml");
  if (!rules) return refuse(rules.error());
#ifndef BC_SANITIZED
  set_limit(RLIMIT_AS, address_space);
#endif
  set_limit(RLIMIT_CORE, 0);
  set_limit(RLIMIT_FSIZE, 0);
  set_limit(RLIMIT_NPROC, 0);
  // What libraries open at their first use is opened now, while files can be.
  (void)extract("<p>\x93\xfa\x96\x7b\x82\xcd", {}, *rules);
  if (const auto fence = raise_fence(Fence::worker); !fence && !unfenced) return refuse(fence.error());
  if (!write_all(frame(ready, ""))) return 1;
  while (const auto asked = read_frame(std::size_t{512} << 20)) {
    if (asked->kind != request && asked->kind != table && asked->kind != word_request) return 2;
    std::string reply;
    try {
      auto body = asked->kind == request ? serve(asked->body, *rules)
                  : asked->kind == table ? serve_table(asked->body)
                                         : serve_word_file(asked->body);
      if (!body) return refuse(body.error());
      reply = frame(answer, *body);
    } catch (const std::bad_alloc&) {
      return refuse({ErrorKind::too_big, "source.too_big", "reading the document takes more memory than allowed", ""});
    }
    if (!write_all(reply)) return 1;
  }
  return 0;
}

}  // namespace breadcrumb::source
