#include "app/intake.h"

#include <algorithm>
#include <filesystem>

#include "app/fetch.h"
#include "app/operation.h"
#include "base/bytes.h"
#include "base/file.h"
#include "reader/reader.h"
#include "text/utf8.h"

namespace breadcrumb::app {

int run_worker(int argc, char** argv) {
  return source::worker_main(argc, argv);
}

namespace {

Source source_of(const Taken& taken) {
  Source out;
  out.sha256 = taken.document.source_sha256;
  out.text_sha256 = sha256_hex(taken.document.text);
  out.extractor = taken.document.extractor;
  out.media_type = taken.document.media_type;
  out.bytes = taken.bytes.size();
  out.file_name = file_name_of(taken.name);
  out.origin = looks_like_url(taken.name) ? taken.name : "";
  out.language = taken.reading.language;
  out.kind = taken.reading.kind;
  out.excerpt = taken.reading.excerpt;
  for (const auto& fact : taken.reading.facts) {
    if (fact.kind == FactKind::title && out.title.empty()) out.title = fact.quote.text;
    if (fact.kind == FactKind::published && out.published.empty()) out.published = fact.field("date");
    if (fact.kind == FactKind::publisher && out.publisher.empty()) out.publisher = fact.field("party");
  }
  return out;
}

}  // namespace

std::string file_name_of(const std::string& name) {
  const auto cut = name.substr(0, name.find_first_of("?#", looks_like_url(name) ? 0 : name.size()));
  auto leaf = std::filesystem::path(cut).filename().string();
  // A file system takes any bytes for a name; the record and the page take text that can be seen.
  auto letters = text::to_utf32(leaf.empty() ? name : leaf);
  std::ranges::replace_if(letters, [](char32_t c) { return c == '\n' || c == '\t' || text::is_hidden(c); }, U'\uFFFD');
  return text::to_utf8(letters);
}

Intake::Intake(const Context& context, const Knowledge& knowledge, IntakeOptions options)
    : context_(context),
      knowledge_(knowledge),
      options_(std::move(options)),
      pool_({.rules = knowledge.furniture, .unfenced = options_.unfenced}) {}

Result<Taken> Intake::take(const std::string& name) {
  if (context_.progress) context_.progress(name);
  Taken out;
  out.name = name;
  source::Hints hints{.file_name = file_name_of(name), .content_type = "", .origin = name};
  if (looks_like_url(name)) {
    auto fetched = BC_TRY(fetch(name, {.allow_private = options_.allow_private}));
    hints.content_type = fetched.content_type;
    out.bytes = std::move(fetched.bytes);
  } else {
    out.bytes = BC_TRY(read_file(name, max_source_bytes));
  }
  return parsed(std::move(out), hints);
}

Result<Taken> Intake::take_again(const record::Desk& desk, const Source& source) {
  Taken out;
  out.name = read_from(source);
  if (context_.progress) context_.progress(out.name);
  out.bytes = BC_TRY(desk.source_bytes(source.sha256));
  return parsed(std::move(out), {.file_name = source.file_name, .content_type = "", .origin = source.origin});
}

Result<Taken> Intake::parsed(Taken out, const source::Hints& hints) {
  const auto& name = out.name;
  const auto with_name = [&](Error error) {
    if (error.where.empty())
      error.where = name;
    else if (error.where.find(name) == std::string::npos)
      error.where = name + ": " + error.where;
    return error;
  };
  auto document = pool_.extract(out.bytes, hints);
  if (!document) return with_name(document.error());
  out.document = std::move(*document);
  out.document.source_sha256 = sha256_hex(out.bytes);
  auto reading = reader::read(out.document, knowledge_.grammar, {.language = options_.language});
  if (!reading) return with_name(reading.error());
  out.reading = std::move(*reading);
  out.reading.grammar = knowledge_.grammar.fingerprint();
  out.source = source_of(out);
  return out;
}

Result<std::string> keep_file(const record::Desk& desk, const std::string& file) {
  const auto bytes = BC_TRY(read_file(file, max_source_bytes));
  if (bytes.empty())
    return Error{ErrorKind::bad_input, "entry.empty_file", "the file is empty: expected one that shows something",
                 file};
  return desk.store_source(bytes);
}

std::string_view to_text(Stored stored) {
  switch (stored) {
    case Stored::added:
      return "read";
    case Stored::reread:
      return "read again";
    case Stored::restored:
      return "restored";
    case Stored::unchanged:
      return "unchanged";
  }
  return "";
}

namespace {

/// What is to be stored: the document as read, with what the officer said of it now or before.
struct Wanted {
  Source source;
  record::ReadingStored reading;
  bool known = false;  ///< the record holds the source
  StoredSource same;   ///< its `reading` is not empty when all of it is on the record already
};

Result<Wanted> wanted_of(const record::Record& record, const Taken& taken, const Particulars& particulars) {
  Wanted out{.source = taken.source, .reading = {}, .known = false, .same = {}};
  auto& source = out.source;
  Reading reading = taken.reading;
  const auto prefer = [](std::string& field, const std::string& said) {
    if (!said.empty()) field = said;
  };
  prefer(source.origin, particulars.origin);
  prefer(source.publisher, particulars.publisher);
  prefer(source.published, particulars.published);
  prefer(source.kind, particulars.kind);
  prefer(reading.kind, particulars.kind);
  source.excerpt = reading.excerpt = source.excerpt || particulars.excerpt;

  const auto known = record.source(source.sha256);
  if (!known && known.error().code != "record.no_such_source") return known.error();
  std::string dialogue = particulars.dialogue;
  out.known = known.has_value();
  if (out.known) {
    const auto before = BC_TRY(record.reading(source.sha256));
    // What the officer said at an earlier reading stands until it is said otherwise.
    if (before && dialogue.empty()) dialogue = before->dialogue;
    prefer(source.origin, particulars.origin.empty() ? known->origin : particulars.origin);
    if (particulars.publisher.empty() && source.publisher.empty()) source.publisher = known->publisher;
    if (particulars.published.empty() && source.published.empty()) source.published = known->published;
    if (particulars.kind.empty()) source.kind = reading.kind = known->kind.empty() ? source.kind : known->kind;
    source.excerpt = reading.excerpt = source.excerpt || known->excerpt;
    const bool same =
        before && before->text_sha256 == source.text_sha256 && before->reading.grammar == reading.grammar &&
        before->dialogue == dialogue && known->origin == source.origin && known->publisher == source.publisher &&
        known->published == source.published && known->excerpt == source.excerpt && known->kind == source.kind;
    if (same)
      out.same = {.what = Stored::unchanged,
                  .reading = before->id,
                  .excerpt_by_officer = known->excerpt && !taken.reading.excerpt};
  }
  out.reading = {.source = source.sha256,
                 .text_sha256 = source.text_sha256,
                 .reading = std::move(reading),
                 .dialogue = std::move(dialogue),
                 .title = source.title,
                 .publisher = source.publisher,
                 .published = source.published};
  return out;
}

}  // namespace

Result<StoredSource> store(const Context& context, record::Record& record, const Taken& taken,
                           const Particulars& particulars) {
  // The files first, also of what is on the record already: the desk may have lost them since.
  const bool whole = record.desk().source_bytes(taken.source.sha256) && record.desk().text(taken.source.text_sha256);
  if (!whole) {
    BC_TRY(record.desk().store_source(taken.bytes));
    BC_TRY(record.desk().store_text(taken.document.text));
  }
  return BC_TRY(on_top(context, record, [&](const record::Stamp& stamp) -> Result<StoredSource> {
    auto wanted = BC_TRY(wanted_of(record, taken, particulars));
    if (!wanted.same.reading.empty()) {
      if (!whole) wanted.same.what = Stored::restored;
      return wanted.same;
    }
    const bool excerpt_by_officer = wanted.source.excerpt && !taken.reading.excerpt;
    const auto done = BC_TRY(record.append(
        stamp, std::vector<record::Entry>{record::SourceAdded{std::move(wanted.source)}, std::move(wanted.reading)}));
    return StoredSource{.what = wanted.known ? Stored::reread : Stored::added,
                        .reading = done.back().id,
                        .excerpt_by_officer = excerpt_by_officer};
  }));
}

}  // namespace breadcrumb::app
