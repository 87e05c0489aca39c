#include "cli_case.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <optional>

#include "base/file.h"
#include "case_file.h"
#include "child.h"
#include "workbook.h"

namespace breadcrumb::lang {

namespace {

namespace fs = std::filesystem;

/// Makes what a script names and runs its commands, one after the other, in one folder.
class Player {
 public:
  Player(fs::path folder, fs::path binary, int first_seed)
      : folder_(std::move(folder)), binary_(std::move(binary)), seed_(first_seed) {
    environment_ = {{"PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"},
                    {"HOME", folder_.string()},
                    {"LC_ALL", "C.UTF-8"},
                    {"TZ", "UTC"},
                    {"BREADCRUMB_NOW", "2025-03-10T09:00:00Z"}};
    for (const auto* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"})
      if (const auto* value = std::getenv(name)) environment_[name] = value;
  }

  /// Everything but a command and a setup. Says what failed, or "".
  std::string prepare(const CliStep& step) {
    std::error_code code;
    switch (step.kind) {
      case CliStep::Kind::file: {
        const auto done = write_file(folder_ / step.words[0], step.body);
        return done ? "" : done.error().to_text();
      }
      case CliStep::Kind::workbook: {
        const auto bytes = make_workbook(step.body);
        if (!bytes) return bytes.error().to_text();
        const auto done = write_file(folder_ / step.words[0], *bytes);
        return done ? "" : done.error().to_text();
      }
      case CliStep::Kind::copy: {
        const fs::path from = fs::path(BC_ROOT) / step.words[0];
        const auto to = folder_ / (step.words.size() > 1 ? fs::path(step.words[1]) : from.filename());
        fs::create_directories(to.parent_path(), code);
        fs::copy(from, to, fs::copy_options::recursive, code);
        return code ? fmt::format("cannot copy {}: {}", step.words[0], code.message()) : "";
      }
      case CliStep::Kind::environment: {
        const auto equals = step.words[0].find('=');
        environment_[step.words[0].substr(0, equals)] = step.words[0].substr(equals + 1);
        return "";
      }
      case CliStep::Kind::unprivileged:
        unprivileged_ = true;
        return "";
      case CliStep::Kind::command:
      case CliStep::Kind::setup:
        break;
    }
    return "";
  }

  /// Runs a command; afterwards `outcome` names the folder `<dir>` and the repository `<root>`.
  Outcome command(std::vector<std::string> words) {
    RunOptions options{.folder = folder_, .environment = environment_, .unprivileged = unprivileged_};
    options.environment["BREADCRUMB_TEST_SEED"] = std::to_string(seed_++);
    while (!words.empty() && is_assignment(words[0])) {
      const auto equals = words[0].find('=');
      options.environment[words[0].substr(0, equals)] = words[0].substr(equals + 1);
      words.erase(words.begin());
    }
    std::string output;
    for (std::size_t i = 1; i + 1 < words.size();) {
      if (words[i] != "<" && words[i] != ">") {
        ++i;
        continue;
      }
      (words[i] == "<" ? options.input : output) = (folder_ / words[i + 1]).string();
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i), words.begin() + static_cast<std::ptrdiff_t>(i) + 2);
    }
    if (!words.empty() && words[0] == "breadcrumb") words[0] = binary_.string();
    auto outcome = run(words, options);
    if (!output.empty()) {
      if (const auto done = write_file(output, outcome.out); !done) outcome.err += done.error().to_text() + "\n";
      outcome.out.clear();
    }
    for (auto* text : {&outcome.out, &outcome.err}) {
      replace_all(*text, folder_.string(), "<dir>");
      replace_all(*text, BC_ROOT, "<root>");
    }
    return outcome;
  }

 private:
  static bool is_assignment(std::string_view word) {
    const auto equals = word.find('=');
    return equals != std::string_view::npos && equals > 0 &&
           word.substr(0, equals).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == std::string_view::npos;
  }

  static void replace_all(std::string& text, std::string_view what, std::string_view with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
      text.replace(at, what.size(), with);
  }

  fs::path folder_, binary_;
  std::map<std::string, std::string> environment_;
  int seed_;
  bool unprivileged_ = false;
};

/// What `setup NAME` copies: the folder that test/cases/setup/NAME.cli leaves, made once in this process.
class Setups {
 public:
  explicit Setups(fs::path binary) : binary_(std::move(binary)) {}

  std::string put(const std::string& name, const fs::path& folder) {
    auto& made = made_[name];
    if (!made) {
      made = std::make_unique<TemporaryFolder>();
      if (auto fault = make(name, made->path()); !fault.empty()) {
        made.reset();
        return fault;
      }
    }
    std::error_code code;
    fs::copy(made->path(), folder, fs::copy_options::recursive | fs::copy_options::copy_symlinks, code);
    return code ? fmt::format("cannot copy the setup {}: {}", name, code.message()) : "";
  }

 private:
  std::string make(const std::string& name, const fs::path& folder) const {
    const auto script = load_cli(fs::path(BC_ROOT) / "test/cases/setup" / (name + ".cli"));
    if (!script) return script.error().to_text();
    Player player(folder, binary_, 1000);
    for (const auto& step : script->steps) {
      if (step.kind != CliStep::Kind::command) {
        if (auto fault = player.prepare(step); !fault.empty()) return fault;
        continue;
      }
      const auto outcome = player.command(step.words);
      if (outcome.exit_code != 0)
        return fmt::format("setup {}: line {} ended with {}\n{}{}", name, step.line, outcome.exit_code, outcome.out,
                           outcome.err);
    }
    return "";
  }

  fs::path binary_;
  std::map<std::string, std::unique_ptr<TemporaryFolder>> made_;
};

/// The expectation lines of what a command did; printed lines that already match keep their placeholders.
std::vector<std::string> expectation(const CliStep& step, const std::vector<std::string>& out,
                                     const std::vector<std::string>& err, int exit_code, bool page) {
  std::vector<std::string> lines;
  const auto put = [&](char mark, bool marked, const std::vector<std::string>& old,
                       const std::vector<std::string>& now) {
    for (const auto& line : lines_match(old, now) ? old : now)
      lines.push_back(!marked ? line : line.empty() ? std::string(1, mark) : fmt::format("{} {}", mark, line));
  };
  put('>', !page, step.out, out);
  put('!', true, step.err, err);
  if (exit_code != 0 && !page) lines.push_back(fmt::format("? {}", exit_code));
  return lines;
}

class CliCase : public testing::Test {
 public:
  CliCase(fs::path path, fs::path binary, std::shared_ptr<Setups> setups)
      : path_(std::move(path)), binary_(std::move(binary)), setups_(std::move(setups)) {}

  void TestBody() override {
    const auto script = path_.extension() == ".md" ? load_page(path_) : load_cli(path_);
    ASSERT_TRUE(script) << script.error().to_text();
    const TemporaryFolder folder;
    Player player(folder.path(), binary_, 1);
    std::map<std::size_t, std::vector<std::string>> found;  // by index of the step
    for (std::size_t i = 0; i < script->steps.size(); ++i) {
      const auto& step = script->steps[i];
      const auto where = fmt::format("{}:{}", path_.string(), step.line);
      if (step.kind != CliStep::Kind::command) {
        const auto fault =
            step.kind == CliStep::Kind::setup ? setups_->put(step.words[0], folder.path()) : player.prepare(step);
        ASSERT_EQ(fault, "") << where;
        continue;
      }
      const auto outcome = player.command(step.words);
      ASSERT_FALSE(outcome.timed_out) << where << ": did not end in time";
      ASSERT_FALSE(outcome.crashed()) << where << ": ended with " << outcome.exit_code << ", signal " << outcome.signal
                                      << "\n"
                                      << outcome.err;
      found[i] = compare(step, outcome, where, script->page);
    }
    if (rebaselining()) rewrite(*script, found);
  }

 private:
  static std::vector<std::string> compare(const CliStep& step, const Outcome& outcome, const std::string& where,
                                          bool page) {
    const auto out = split_lines(outcome.out), err = split_lines(outcome.err);
    if (!rebaselining()) {
      EXPECT_TRUE(lines_match(step.out, out)) << where << ": standard output\n" << difference(step.out, out);
      EXPECT_TRUE(lines_match(step.err, err)) << where << ": standard error\n" << difference(step.err, err);
      EXPECT_EQ(step.exit_code, outcome.exit_code) << where << ": exit code";
    }
    if (page) {
      EXPECT_EQ(outcome.exit_code, 0) << where << "\n" << outcome.err;
    }
    return expectation(step, out, err, outcome.exit_code, page);
  }

  void rewrite(const CliScript& script, const std::map<std::size_t, std::vector<std::string>>& found) const {
    std::string text;
    std::size_t next = 0;
    const auto put = [&](const std::string& line) { text += line + '\n'; };
    for (const auto& [index, lines] : found) {
      const auto& step = script.steps[index];
      for (; next < step.expected_begin; ++next) put(script.lines[next]);
      for (const auto& line : lines) put(line);
      next = step.expected_end;
    }
    for (; next < script.lines.size(); ++next) put(script.lines[next]);
    const auto done = write_file(path_, text);
    EXPECT_TRUE(done) << done.error().to_text();
  }

  fs::path path_, binary_;
  std::shared_ptr<Setups> setups_;
};

}  // namespace

void register_cli_cases(const fs::path& folder, const std::vector<fs::path>& pages, const fs::path& binary) {
  const auto setups = std::make_shared<Setups>(binary);
  auto paths = case_files(folder, ".cli");
  paths.insert(paths.end(), pages.begin(), pages.end());
  for (const auto& path : paths)
    testing::RegisterTest("cli", path.stem().c_str(), nullptr, nullptr, path.c_str(), 1,
                          [=]() -> testing::Test* { return new CliCase(path, binary, setups); });
}

}  // namespace breadcrumb::lang
