#include "app/long_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/show.h"
#include "app/typed.h"
#include "base/foreground.h"
#include "base/private_folder.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t most_form_bytes = 1 << 20;
constexpr std::string_view comment = "#:";
constexpr std::string_view rule = "==";

Error refuse(std::string_view code, std::string message, std::string where = "") {
  return {ErrorKind::bad_input, std::string(code), std::move(message), std::move(where)};
}

bool is_long(const Parameter& parameter) {
  return parameter.kind == ParameterKind::text && parameter.form == Form::passage;
}

/// A line of somebody's text that would be taken for one of the form's own.
bool looks_ours(std::string_view line) {
  return line.starts_with(comment) || line.starts_with(rule) || line.starts_with('\\');
}

std::vector<std::string_view> lines_in(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    out.push_back(line);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return out;
}

/// A form while it is being written: a file of the desk that only its owner may read, `drafts/issue-set.txt`,
/// `drafts/issue-set-2.txt`.
struct Draft {
  PrivateFolder folder;
  std::string name;
  std::string form;  ///< as the editor found it

  [[nodiscard]] fs::path path() const { return folder.path() / name; }
  [[nodiscard]] Error kept(Error error) const {
    error.message += fmt::format("; what you wrote is kept in {}", path().string());
    return error;
  }
  void remove() const { folder.remove(name); }
};

Result<Draft> new_draft(const fs::path& desk, std::string_view operation, std::string form) {
  auto folder = BC_TRY(PrivateFolder::open(desk / "drafts"));
  for (int i = 1; i < 1000; ++i) {
    auto name = i == 1 ? fmt::format("{}.txt", operation) : fmt::format("{}-{}.txt", operation, i);
    if (BC_TRY(folder.make(name, form))) return Draft{std::move(folder), std::move(name), std::move(form)};
  }
  return Error{ErrorKind::unavailable, "file.unwritable", "a thousand drafts are kept there; take some away",
               folder.path().string()};
}

/// What stands in the draft after the editor has gone. Where nothing was written there is nothing to keep.
Result<std::string> written_in(const Draft& draft, const std::string& editor) {
  // As a shell would run it: an editor may be named with its arguments.
  const auto code = run_in_foreground({"sh", "-c", editor + " \"$@\"", editor, draft.path().string()});
  auto written = draft.folder.read(draft.name, most_form_bytes);
  const bool untouched = written && *written == draft.form;
  const bool ended_well = code && *code == 0;
  if (!ended_well) {
    auto error = Error{ErrorKind::unavailable, "editor.failed",
                       !code          ? code.error().message
                       : *code == 127 ? fmt::format("the editor \"{}\" was not found", editor)
                                      : fmt::format("the editor \"{}\" ended with {}", editor, *code),
                       ""};
    if (!untouched) return draft.kept(std::move(error));
    draft.remove();
    return error;
  }
  if (!written && written.error().code == "file.not_found")
    return refuse("editor.unchanged", "the editor took its file away");
  if (!written) return draft.kept(written.error());
  if (untouched || text::trim(*written).empty()) {
    draft.remove();
    return refuse("editor.unchanged",
                  untouched ? "nothing was changed in the editor" : "everything was taken out in the editor");
  }
  return written;
}

/// The fields that were written and are not what stood before, each held to what its parameter takes.
Result<LongValues> changed_in(std::string_view written, const std::vector<LongField>& fields) {
  if (const auto bad = text::first_invalid_utf8(written); bad != std::string_view::npos)
    return refuse("typed.encoding", fmt::format("expected UTF-8; byte {} is not", bad));
  if (written.starts_with("\xEF\xBB\xBF")) written.remove_prefix(3);
  auto values = BC_TRY(read_form(written, fields));
  for (const auto& field : fields)
    if (const auto found = values.find(field.option); found != values.end()) {
      BC_TRY(check_words(Form::passage, field.option, found->second));
      if (found->second == text::trim(field.value)) values.erase(found);
    }
  if (values.empty()) return refuse("editor.unchanged", "no field was changed in the editor");
  return values;
}

}  // namespace

std::string form_of(std::string_view what, const std::vector<LongField>& fields) {
  std::string out = fmt::format(
      "#: {}\n"
      "#: Write below the headings. Lines that begin with #: are left out. An empty field takes its value away;\n"
      "#: a heading that you take out leaves its field as it is.\n",
      what);
  for (const auto& field : fields) {
    out += fmt::format("\n== {} ==\n#: {}\n", field.option, field.help);
    for (const auto line : lines_in(field.value)) out += fmt::format("{}{}\n", looks_ours(line) ? "\\" : "", line);
  }
  return out;
}

Result<LongValues> read_form(std::string_view form, const std::vector<LongField>& fields) {
  LongValues out;
  std::string* into = nullptr;
  int number = 0;
  for (auto line : lines_in(form)) {
    ++number;
    const auto here = [&] { return fmt::format("line {} of the form", number); };
    if (line.starts_with(comment)) continue;
    if (line.starts_with(rule)) {
      const auto name = text::trim(line.substr(rule.size(), line.find(rule, rule.size()) - rule.size()));
      if (std::ranges::find(fields, name, &LongField::option) == fields.end())
        return refuse("editor.form", fmt::format("no heading is called \"{}\"", shortened(name, 60)), here());
      const auto [place, fresh] = out.emplace(name, "");
      if (!fresh) return refuse("editor.form", fmt::format("the heading \"{}\" comes twice", name), here());
      into = &place->second;
      continue;
    }
    if (line.starts_with('\\') && looks_ours(line.substr(1))) line.remove_prefix(1);
    if (into != nullptr)
      *into += std::string(line) + "\n";
    else if (!text::trim(line).empty())
      return refuse("editor.form", "words stand above the first heading", here());
  }
  for (auto& [name, value] : out) value = std::string(text::trim(value));
  return out;
}

Result<Request> with_input(const Operation& operation, const Context& context, Request request) {
  std::string wanted;
  for (const auto& parameter : operation.parameters) {
    if (!is_long(parameter) || request[parameter.name].string() != "-") continue;
    if (!wanted.empty())
      return refuse("typed.input",
                    fmt::format("standard input can be one field only, not {} and {}", wanted, parameter.name));
    wanted = parameter.name;
  }
  if (wanted.empty()) return request;
  if (!context.input) return refuse("typed.input", "there is no standard input here", wanted);
  auto read = context.input();
  if (!read && read.error().code == "typed.too_long") read.error().where = wanted;
  auto text = BC_TRY(std::move(read));
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  // An empty value takes a value away; a program that failed before us must not do that.
  if (text.empty()) return refuse("typed.input", "nothing came on standard input", wanted);
  std::erase(text, '\r');
  request.set(wanted, text);
  return request;
}

void make_editable(Operation& operation, std::function<Result<LongValues>(const Context&, const Request&)> current) {
  std::vector<LongField> fields;
  for (const auto& parameter : operation.parameters)
    if (is_long(parameter)) fields.push_back({parameter.name, parameter.help, ""});
  if (fields.empty()) return;
  operation.parameters.push_back({.name = "edit",
                                  .kind = ParameterKind::flag,
                                  .help = "write the long texts in your editor (VISUAL, EDITOR)",
                                  .local = true});
  operation.run = [name = operation.name, fields = std::move(fields), current = std::move(current),
                   run = std::move(operation.run)](const Context& context, const Request& request) -> Result<Answer> {
    if (!request["edit"].boolean()) return run(context, request);
    if (context.editor.empty())
      return Error{ErrorKind::unavailable, "editor.none", "expected VISUAL or EDITOR to name an editor", ""};
    const auto desk = BC_TRY(find_desk(context));
    auto form = fields;
    const auto stands = current ? BC_TRY(current(context, request)) : LongValues();
    for (auto& field : form)
      if (const auto found = stands.find(field.option); found != stands.end()) field.value = found->second;
    // What the command line says besides stands in the form already, as if it had been written there.
    auto offered = form;
    for (auto& field : offered)
      if (request.has(field.option)) field.value = text_of(request, field.option);
    const auto draft =
        BC_TRY(new_draft(desk.root(), name, form_of(fmt::format("breadcrumb {}", typed_name(name)), offered)));
    const auto written = BC_TRY(written_in(draft, context.editor));
    const auto values = changed_in(written, form);
    if (!values) return draft.kept(values.error());
    Request completed = request;
    for (const auto& [option, value] : *values) completed.set(option, value);
    auto answer = run(context, completed.set("edit", false));
    if (!answer) return draft.kept(answer.error());
    draft.remove();
    return answer;
  };
}

}  // namespace breadcrumb::app
