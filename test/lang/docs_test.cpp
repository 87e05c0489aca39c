// Documentation drifts unless a test reads it: operations, error codes, packages and links.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/file.h"
#include "base/json.h"
#include "case_file.h"
#include "child.h"
#include "cli_case.h"

namespace breadcrumb::lang {
namespace {

namespace fs = std::filesystem;

const fs::path root = BC_ROOT;

std::string text_of(const fs::path& path) {
  const auto bytes = read_file(path, 8 << 20);
  return bytes ? *bytes : "";
}

/// The files below a folder of the repository that end so; a folder that is not there has none.
std::vector<fs::path> files(std::string_view folder, std::string_view extension) {
  return case_files(root / folder, extension);
}

bool is_code_part(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/// `folder.what_happened`
bool is_code(std::string_view s) {
  const auto dot = s.find('.');
  return dot != std::string_view::npos && dot > 0 && dot + 1 < s.size() &&
         s.find('.', dot + 1) == std::string_view::npos &&
         std::all_of(s.begin(), s.end(), [](char c) { return is_code_part(c) || c == '.'; });
}

/// The codes that a page lists: lines `- `code` — sentence`.
std::set<std::string> listed_codes(std::string_view page) {
  std::set<std::string> codes;
  for (const auto& line : split_lines(page)) {
    if (!line.starts_with("- `")) continue;
    const auto end = line.find('`', 3);
    if (end != std::string::npos && is_code(line.substr(3, end - 3))) codes.insert(line.substr(3, end - 3));
  }
  return codes;
}

std::set<std::string> documented_codes() {
  std::set<std::string> codes = listed_codes(text_of(root / "docs/errors.md"));
  for (const auto& path : files("docs/errors.d", ".md")) codes.merge(listed_codes(text_of(path)));
  return codes;
}

/// Without the lines that are comments alone: an example is no use of a code.
std::string without_comments(std::string_view source) {
  std::string out;
  for (const auto& line : split_lines(source)) {
    const auto first = line.find_first_not_of(" \t");
    if (first == std::string::npos || line.compare(first, 2, "//") != 0) out += line + '\n';
  }
  return out;
}

/// Every string literal in src/ that could be a code, and where; `raised` marks those that stand right after an
/// ErrorKind, as in `Error{ErrorKind::not_found, "desk.not_found", ...}`.
struct Literal {
  std::string where;
  bool raised = false;
};
std::map<std::string, Literal> literals_of_source() {
  std::map<std::string, Literal> found;
  auto sources = files("src", ".cpp");
  for (const auto& header : files("src", ".h")) sources.push_back(header);
  for (const auto& path : sources) {
    const auto text = without_comments(text_of(path));
    for (auto at = text.find('"'); at != std::string::npos;) {
      const auto end = text.find('"', at + 1);
      if (end == std::string::npos) break;
      // A warning is written `code: sentence`.
      auto word = text.substr(at + 1, end - at - 1);
      if (const auto colon = word.find(':'); colon != std::string::npos) word.resize(colon);
      if (is_code(word)) {
        auto& literal = found[word];
        literal.where = fs::relative(path, root).string();
        auto before = text.find_last_not_of(" \n\t", at - 1);
        if (before != std::string::npos && text[before] == ',') {
          const auto begin = text.rfind("ErrorKind::", before);
          if (begin != std::string::npos)
            literal.raised |= std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin) + 11,
                                          text.begin() + static_cast<std::ptrdiff_t>(before), is_code_part);
        }
        at = text.find('"', end + 1);
      } else {
        at = end;  // it may be the opening one of the next literal
      }
    }
  }
  return found;
}

TEST(Docs, every_error_code_of_the_source_is_documented) {
  const auto documented = documented_codes();
  for (const auto& [code, literal] : literals_of_source())
    if (literal.raised && !documented.contains(code))
      ADD_FAILURE() << literal.where << ": `" << code << "` is not in docs/errors.d";
}

TEST(Docs, every_documented_error_code_is_in_the_source) {
  const auto literals = literals_of_source();
  for (const auto& code : documented_codes())
    if (!literals.contains(code)) ADD_FAILURE() << "docs/errors.d lists `" << code << "`, which src/ never names";
}

TEST(Docs, every_package_has_its_reason) {
  const auto page = text_of(root / "docs/dependencies.md");
  for (const auto& line : split_lines(text_of(root / "tools/packages"))) {
    if (line.empty() || line[0] == '#') continue;
    const auto at = line.find(' ') + 1;
    const auto package = line.substr(at, line.find(' ', at) - at);
    EXPECT_NE(page.find("`" + package + "`"), std::string::npos) << "docs/dependencies.md does not explain " << package;
  }
}

TEST(Docs, links_between_pages_lead_somewhere) {
  std::vector<fs::path> pages = files("docs", ".md");
  for (const auto& entry : fs::directory_iterator(root))
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  for (const auto& page : pages) {
    const auto text = text_of(page);
    for (auto at = text.find("]("); at != std::string::npos; at = text.find("](", at + 2)) {
      auto target = text.substr(at + 2, text.find(')', at) - at - 2);
      target = target.substr(0, target.find('#'));
      if (target.empty() || target.find("://") != std::string::npos || target.find(' ') != std::string::npos) continue;
      EXPECT_TRUE(fs::exists(page.parent_path() / target)) << fs::relative(page, root) << " links to " << target;
    }
  }
}

#ifdef BC_BREADCRUMB

/// Names of the operations, as typed: `follow-up close` is `follow-up-close`.
std::set<std::string> operations() {
  const auto outcome =
      run({BC_BREADCRUMB, "help", "--json"}, {.environment = {{"PATH", "/usr/bin:/bin"}, {"LC_ALL", "C.UTF-8"}}});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  const auto json = Json::parse(outcome.out, "help --json");
  EXPECT_TRUE(json);
  std::set<std::string> names;
  if (!json) return names;
  for (const auto& operation : (json->is_array() ? *json : (*json)["operations"]).items())
    names.insert(operation["name"].string());
  return names;
}

/// The operation that a command runs, or "".
std::string operation_of(const std::vector<std::string>& command, const std::set<std::string>& names) {
  std::vector<std::string> plain;
  for (std::size_t i = 0; i < command.size(); ++i) {
    const auto& word = command[i];
    if (word == "--desk")
      ++i;
    else if (!word.starts_with('-') && (word.find('=') == std::string::npos || !plain.empty()))
      plain.push_back(word);
  }
  if (plain.size() < 2 || plain[0] != "breadcrumb") return "";
  if (plain.size() > 2 && names.contains(plain[1] + "-" + plain[2])) return plain[1] + "-" + plain[2];
  return names.contains(plain[1]) ? plain[1] : "";
}

TEST(Docs, every_operation_has_a_page_and_cases_for_success_and_its_errors) {
  const auto names = operations();
  EXPECT_GT(names.size(), 10u);
  std::map<std::string, std::set<std::string>> codes;  // seen in cases, by operation; "" stands for success
  for (const auto& path : files("test/cases/cli", ".cli")) {
    const auto script = load_cli(path);
    ASSERT_TRUE(script) << script.error().to_text();
    for (const auto& step : script->steps) {
      if (step.kind != CliStep::Kind::command) continue;
      auto& seen = codes[operation_of(step.words, names)];
      if (step.exit_code == 0) seen.insert("");
      for (const auto* lines : {&step.out, &step.err})
        for (const auto& line : *lines)
          for (std::size_t i = 0; i < line.size();) {
            if (!is_code_part(line[i])) {
              ++i;
              continue;
            }
            auto end = i;
            while (end < line.size() && (is_code_part(line[end]) || line[end] == '.')) ++end;
            if (is_code(line.substr(i, end - i))) seen.insert(line.substr(i, end - i));
            i = end;
          }
    }
  }
  for (const auto& name : names) {
    const auto page = text_of(root / "docs/operations" / (name + ".md"));
    EXPECT_FALSE(page.empty()) << "no docs/operations/" << name << ".md";
    EXPECT_TRUE(codes[name].contains("")) << "no .cli case runs `" << name << "` with success";
    for (const auto& code : listed_codes(page))
      EXPECT_TRUE(codes[name].contains(code)) << "no .cli case shows `" << code << "` of `" << name << "`";
  }
}

TEST(Docs, commands_in_the_pages_exist) {
  const auto names = operations();
  auto pages = files("docs", ".md");
  pages.push_back(root / "README.md");
  for (const auto& page : pages)
    for (const auto& line : split_lines(text_of(page))) {
      if (!line.starts_with("    breadcrumb ")) continue;
      const auto words = command_words(line.substr(0, line.find(" #")));
      ASSERT_TRUE(words) << page << ": " << line;
      EXPECT_NE(operation_of(*words, names), "") << fs::relative(page, root) << ": no such command: " << line;
    }
}

#endif

}  // namespace
}  // namespace breadcrumb::lang
