#include "case_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/file.h"
#include "text/utf8.h"

namespace breadcrumb::lang {

namespace {

constexpr std::uint64_t max_case_bytes = 8 << 20;

std::vector<std::string> split_words(std::string_view line) {
  std::vector<std::string> words;
  std::size_t i = 0;
  while (i < line.size()) {
    const auto start = line.find_first_not_of(" \t", i);
    if (start == std::string_view::npos) break;
    i = std::min(line.find_first_of(" \t", start), line.size());
    words.emplace_back(line.substr(start, i - start));
  }
  return words;
}

bool is_indented(std::string_view line) {
  return !line.empty() && (line[0] == ' ' || line[0] == '\t');
}
bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

std::string Block::text() const {
  std::string out;
  for (const auto& each : body) out += each + '\n';
  return out;
}

bool Block::is(std::string_view directive) const {
  return fmt::format("{}", fmt::join(words, " ")) == directive;
}

const Block* CaseFile::find(std::string_view directive) const {
  const auto found = std::find_if(blocks.begin(), blocks.end(), [&](const Block& b) { return b.is(directive); });
  return found == blocks.end() ? nullptr : &*found;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start < text.size();) {
    const auto end = std::min(text.find('\n', start), text.size());
    lines.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

Result<CaseFile> load_case(const std::filesystem::path& path) {
  const auto bytes = BC_TRY(read_file(path, max_case_bytes));
  CaseFile out{.path = path, .lines = split_lines(bytes), .tags = {}, .blocks = {}};
  const auto bad = [&](std::size_t line, std::string_view what) {
    return Error{ErrorKind::bad_input, "case.syntax", std::string(what), fmt::format("{}:{}", path.string(), line)};
  };
  if (const auto at = text::first_invalid_utf8(bytes); at != std::string::npos)
    return Error{ErrorKind::bad_input, "case.syntax", "expected UTF-8", fmt::format("{}: byte {}", path.string(), at)};
  const auto& lines = out.lines;
  for (std::size_t i = 0; i < lines.size();) {
    const std::string_view line = lines[i];
    if (line.starts_with('#')) {
      const auto colon = line.find(": ");
      if (colon != std::string_view::npos)
        out.tags.emplace(text::trim(line.substr(1, colon - 1)), text::trim(line.substr(colon + 2)));
      ++i;
      continue;
    }
    if (is_blank(line)) {
      ++i;
      continue;
    }
    if (is_indented(line)) return bad(i + 1, "expected a directive in column one");
    Block block{.words = split_words(line), .line = i + 1, .body = {}, .body_end = i + 1};
    ++i;
    if (block.words.back().starts_with("<<") && block.words.back().size() > 2) {
      const auto mark = block.words.back().substr(2);
      block.words.pop_back();
      block.heredoc = true;
      const auto end = std::find(lines.begin() + static_cast<std::ptrdiff_t>(i), lines.end(), mark);
      if (end == lines.end()) return bad(block.line, fmt::format("no line `{}` ends this block", mark));
      block.body.assign(lines.begin() + static_cast<std::ptrdiff_t>(i), end);
      i = static_cast<std::size_t>(end - lines.begin()) + 1;
      block.body_end = i;
    } else {
      while (i < lines.size() && (is_indented(lines[i]) || is_blank(lines[i]))) block.body.push_back(lines[i++]);
      while (!block.body.empty() && is_blank(block.body.back())) block.body.pop_back();
      block.body_end = block.line + block.body.size();
    }
    if (block.words.empty()) return bad(block.line, "expected a directive before <<");
    out.blocks.push_back(std::move(block));
  }
  return out;
}

std::string with_block(const CaseFile& file, std::string_view directive, const std::vector<std::string>& body) {
  const auto* old = file.find(directive);
  std::string out;
  const auto put = [&](std::string_view line) {
    out += line;
    out += '\n';
  };
  const auto kept = old ? old->line - 1 : file.lines.size();
  for (std::size_t i = 0; i < kept; ++i) put(file.lines[i]);
  if (!old && !file.lines.empty() && !is_blank(file.lines.back())) put("");
  put(directive);
  for (const auto& line : body) put(line);
  if (old)
    for (auto i = old->body_end; i < file.lines.size(); ++i) put(file.lines[i]);
  return out;
}

std::string difference(const std::vector<std::string>& expected, const std::vector<std::string>& found) {
  if (expected == found) return "";
  // Longest common subsequence; cases are short, and a long tail is cut to stay within memory.
  const auto n = std::min<std::size_t>(expected.size(), 3000), m = std::min<std::size_t>(found.size(), 3000);
  std::vector<std::vector<unsigned>> common(n + 1, std::vector<unsigned>(m + 1));
  for (std::size_t i = n; i-- > 0;)
    for (std::size_t j = m; j-- > 0;)
      common[i][j] = expected[i] == found[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  std::string out;
  std::size_t i = 0, j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && expected[i] == found[j]) {
      ++i;
      ++j;
    } else if (i < n && (j == m || common[i + 1][j] >= common[i][j + 1])) {
      out += fmt::format("  - {}\n", expected[i++]);
    } else {
      out += fmt::format("  + {}\n", found[j++]);
    }
  }
  return out.empty() ? "  the lines past the 3000th differ\n" : out;
}

bool rebaselining() {
  const auto* value = std::getenv("BREADCRUMB_TEST_REBASELINE");
  return value != nullptr && *value != '\0';
}

std::vector<std::filesystem::path> case_files(const std::filesystem::path& folder, std::string_view extension) {
  std::vector<std::filesystem::path> files;
  std::error_code code;
  for (std::filesystem::recursive_directory_iterator it(folder, code), end; !code && it != end; it.increment(code))
    if (it->is_regular_file(code) && it->path().extension() == extension) files.push_back(it->path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace breadcrumb::lang
