#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/file.h"
#include "case_file.h"
#include "cli_case.h"

namespace breadcrumb::lang {

namespace {

constexpr std::uint64_t max_case_bytes = 8 << 20;

/// `> text`, `! text`: what follows the mark and one blank.
std::string after_mark(std::string_view line) {
  return std::string(line.substr(std::min<std::size_t>(2, line.size())));
}

bool is_mark(std::string_view line, char mark) {
  return !line.empty() && line[0] == mark && (line.size() == 1 || line[1] == ' ');
}

bool line_matches(std::string_view expected, std::string_view printed) {
  for (std::size_t i = 0, j = 0;;) {
    const auto rest = expected.substr(i);
    if (rest == "...") return true;
    if (rest.empty()) return j == printed.size();
    const bool hex = rest.starts_with("<hex>");
    if (hex || rest.starts_with("<number>")) {
      const std::string_view digits = hex ? "0123456789abcdef" : "0123456789";
      auto end = std::min(printed.find_first_not_of(digits, j), printed.size());
      // The longest run first; shorter ones where the text that follows begins with a digit itself.
      for (const auto after = expected.substr(i + (hex ? 5 : 8)); end > j; --end)
        if (line_matches(after, printed.substr(end))) return true;
      return false;
    }
    if (j == printed.size() || expected[i] != printed[j]) return false;
    ++i;
    ++j;
  }
}

bool match_from(const std::vector<std::string>& expected, std::size_t i, const std::vector<std::string>& printed,
                std::size_t j) {
  for (; i < expected.size(); ++i, ++j) {
    if (expected[i] == "...") {
      for (auto k = j; k <= printed.size(); ++k)
        if (match_from(expected, i + 1, printed, k)) return true;
      return false;
    }
    if (j == printed.size() || !line_matches(expected[i], printed[j])) return false;
  }
  return j == printed.size();
}

}  // namespace

bool lines_match(const std::vector<std::string>& expected, const std::vector<std::string>& printed) {
  return match_from(expected, 0, printed, 0);
}

Result<std::vector<std::string>> command_words(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  bool inside = false;
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\\' && quote != '\'' && i + 1 < line.size()) {
      word += line[++i];
      inside = true;
    } else if (quote != 0) {
      if (c == quote)
        quote = 0;
      else
        word += c;
    } else if (c == '"' || c == '\'') {
      quote = c;
      inside = true;
    } else if (c == ' ' || c == '\t') {
      if (inside) words.push_back(std::exchange(word, ""));
      inside = false;
    } else {
      word += c;
      inside = true;
    }
  }
  if (quote != 0) return Error{ErrorKind::bad_input, "case.syntax", "a quote is not closed", std::string(line)};
  if (inside) words.push_back(word);
  return words;
}

Result<CliScript> load_cli(const std::filesystem::path& path) {
  const auto bytes = BC_TRY(read_file(path, max_case_bytes));
  CliScript script{.path = path, .lines = split_lines(bytes), .steps = {}};
  const auto& lines = script.lines;
  const auto bad = [&](std::size_t line, std::string_view what) {
    return Error{ErrorKind::bad_input, "case.syntax", std::string(what), fmt::format("{}:{}", path.string(), line)};
  };
  for (std::size_t i = 0; i < lines.size();) {
    const std::string_view line = lines[i];
    CliStep step;
    step.line = i + 1;
    ++i;
    if (line.empty() || line[0] == '#') continue;
    if (is_mark(line, '$')) {
      step.words = BC_TRY(command_words(line.substr(1)));
      if (step.words.empty()) return bad(step.line, "expected a command after $");
      step.expected_begin = i;
      for (; i < lines.size(); ++i) {
        const std::string_view next = lines[i];
        if (is_mark(next, '>')) {
          step.out.push_back(after_mark(next));
        } else if (is_mark(next, '!')) {
          step.err.push_back(after_mark(next));
        } else if (is_mark(next, '?')) {
          const auto number = after_mark(next);
          if (std::from_chars(number.data(), number.data() + number.size(), step.exit_code).ec != std::errc())
            return bad(i + 1, "expected an exit code after ?");
        } else {
          break;
        }
      }
      step.expected_end = i;
      script.steps.push_back(std::move(step));
      continue;
    }
    auto words = BC_TRY(command_words(line));
    const auto name = words.empty() ? std::string() : words.front();
    if ((name == "file" || name == "workbook") && words.size() == 3 && words[2].starts_with("<<")) {
      step.kind = name == "file" ? CliStep::Kind::file : CliStep::Kind::workbook;
      const auto mark = words[2].substr(2);
      while (i < lines.size() && lines[i] != mark) step.body += lines[i++] + '\n';
      if (i++ == lines.size()) return bad(step.line, fmt::format("no line `{}` ends this file", mark));
      words.pop_back();
    } else if (name == "copy" && (words.size() == 2 || words.size() == 3)) {
      step.kind = CliStep::Kind::copy;
    } else if (name == "setup" && words.size() == 2) {
      step.kind = CliStep::Kind::setup;
    } else if (name == "env" && words.size() == 2 && words[1].find('=') != std::string::npos) {
      step.kind = CliStep::Kind::environment;
    } else if (name == "unprivileged" && words.size() == 1) {
      step.kind = CliStep::Kind::unprivileged;
    } else {
      return bad(step.line, "expected `$ command`, file, workbook, copy, setup, env or unprivileged");
    }
    words.erase(words.begin());
    step.words = std::move(words);
    script.steps.push_back(std::move(step));
  }
  return script;
}

}  // namespace breadcrumb::lang
