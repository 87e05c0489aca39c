// A page of the manual as a script: its fenced `console` blocks are what a reader types and sees.
#include <fmt/format.h>

#include "base/file.h"
#include "case_file.h"
#include "cli_case.h"

namespace breadcrumb::lang {

namespace {

constexpr std::uint64_t max_page_bytes = 8 << 20;
constexpr std::string_view command_mark = "$ ", export_words = "$ export ", error_mark = "! ";
constexpr std::string_view directive_begin = "<!-- case: ", directive_end = " -->";

}  // namespace

Result<CliScript> load_page(const std::filesystem::path& path) {
  const auto bytes = BC_TRY(read_file(path, max_page_bytes));
  CliScript script{.path = path, .lines = split_lines(bytes), .steps = {}, .page = true};
  const auto& lines = script.lines;
  bool inside = false;
  for (std::size_t i = 0; i < lines.size();) {
    const std::string_view line = lines[i];
    const auto bad = [&](std::string_view what) {
      return Error{ErrorKind::bad_input, "case.syntax", std::string(what), fmt::format("{}:{}", path.string(), i + 1)};
    };
    CliStep step;
    step.line = i + 1;
    if (!inside && line.starts_with(directive_begin) && line.ends_with(directive_end)) {
      auto words = BC_TRY(command_words(
          line.substr(directive_begin.size(), line.size() - directive_begin.size() - directive_end.size())));
      if (words.empty() || words.front() != "copy") return bad("expected `copy PATH NAME`");
      step.kind = CliStep::Kind::copy;
      step.words.assign(words.begin() + 1, words.end());
      script.steps.push_back(std::move(step));
    } else if (line.starts_with("```")) {
      inside = line == "```console";
      // Any other block is passed over with its end.
      if (!inside && line != "```")
        while (++i < lines.size() && lines[i] != "```") continue;
    } else if (inside && line.starts_with(export_words)) {
      step.kind = CliStep::Kind::environment;
      step.words = BC_TRY(command_words(line.substr(export_words.size())));
      if (step.words.size() != 1 || step.words[0].find('=') == std::string::npos) return bad("expected NAME=value");
      script.steps.push_back(std::move(step));
    } else if (inside && line.starts_with(command_mark)) {
      step.words = BC_TRY(command_words(line.substr(command_mark.size())));
      step.expected_begin = ++i;
      for (; i < lines.size() && !lines[i].starts_with(command_mark) && lines[i] != "```"; ++i) {
        const bool error = lines[i].starts_with(error_mark);
        (error ? step.err : step.out).push_back(lines[i].substr(error ? error_mark.size() : 0));
      }
      step.expected_end = i;
      script.steps.push_back(std::move(step));
      continue;
    } else if (inside) {
      return bad("expected `$ command`");
    }
    ++i;
  }
  if (script.steps.empty())
    return Error{ErrorKind::bad_input, "case.syntax", "no `console` block stands here", path.string()};
  return script;
}

}  // namespace breadcrumb::lang
