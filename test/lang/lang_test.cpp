// The case-file runner's own tests.

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "base/file.h"
#include "case_file.h"
#include "child.h"
#include "cli_case.h"

namespace breadcrumb::lang {
namespace {

using Lines = std::vector<std::string>;

std::filesystem::path put(const TemporaryFolder& folder, std::string_view text) {
  const auto path = folder.path() / "x.case";
  EXPECT_TRUE(write_file(path, text));
  return path;
}

TEST(CaseFile, directives_have_blocks_by_indent_or_by_mark) {
  const TemporaryFolder folder;
  const auto file = load_case(put(folder,
                                  "# about: two blocks\n\ndocument text en <<END\nLabor\n\n  # not a comment\nEND\n\n"
                                  "expect facts\n  round  ordinal=2\n\n  area\n\nlast\n"));
  ASSERT_TRUE(file) << file.error().to_text();
  EXPECT_EQ(file->tags.at("about"), "two blocks");
  ASSERT_EQ(file->blocks.size(), 3u);
  EXPECT_EQ(file->blocks[0].text(), "Labor\n\n  # not a comment\n");
  EXPECT_EQ(file->blocks[1].body, (Lines{"  round  ordinal=2", "", "  area"}));
  EXPECT_EQ(file->blocks[1].line, 9u);
  EXPECT_TRUE(file->blocks[2].body.empty());
  EXPECT_EQ(
      with_block(*file, "expect facts", {"  b"}),
      "# about: two blocks\n\ndocument text en <<END\nLabor\n\n  # not a comment\nEND\n\nexpect facts\n  b\n\nlast\n");
}

TEST(CaseFile, a_missing_block_is_added_at_the_end) {
  const TemporaryFolder folder;
  const auto file = load_case(put(folder, "document text en <<END\nx\nEND\n"));
  ASSERT_TRUE(file);
  EXPECT_EQ(with_block(*file, "expect facts", {"  a"}), "document text en <<END\nx\nEND\n\nexpect facts\n  a\n");
}

TEST(CaseFile, faults_name_file_and_line) {
  const TemporaryFolder folder;
  for (const auto* bad : {"a <<END\nx\n", "  x\n", "<<END\nEND\n", "\xff\n"}) {
    const auto file = load_case(put(folder, bad));
    ASSERT_FALSE(file) << bad;
    EXPECT_EQ(file.error().code, "case.syntax");
    EXPECT_NE(file.error().where.find("x.case"), std::string::npos);
  }
}

TEST(CaseFile, difference_shows_both_sides) {
  EXPECT_EQ(difference({"a", "b"}, {"a", "b"}), "");
  EXPECT_EQ(difference({"a", "b", "c"}, {"a", "x", "c"}), "  - b\n  + x\n");
}

TEST(CliScript, commands_and_what_they_must_print) {
  const TemporaryFolder folder;
  const auto script =
      load_cli(put(folder,
                   "# about: x\nfile a/b.txt <<END\none\nEND\n$ breadcrumb note add \"two words\" 'x\"'\n"
                   "> out\n>\n! err\n? 3\n\nsetup demo\n$ cat a\n"));
  ASSERT_TRUE(script) << script.error().to_text();
  ASSERT_EQ(script->steps.size(), 4u);
  EXPECT_EQ(script->steps[0].body, "one\n");
  const auto& command = script->steps[1];
  EXPECT_EQ(command.words, (Lines{"breadcrumb", "note", "add", "two words", "x\""}));
  EXPECT_EQ(command.out, (Lines{"out", ""}));
  EXPECT_EQ(command.err, (Lines{"err"}));
  EXPECT_EQ(command.exit_code, 3);
  EXPECT_EQ(script->steps[3].line, 12u);
}

TEST(CliScript, faults_are_errors) {
  const TemporaryFolder folder;
  for (const auto* bad : {"$ a 'b\n", "what is this\n", "file x <<END\n", "$\n", "$ a\n? x\n", "> out\n"})
    EXPECT_FALSE(load_cli(put(folder, bad))) << bad;
}

TEST(CliScript, a_page_of_the_manual_is_a_script) {
  const TemporaryFolder folder;
  const auto page =
      load_page(put(folder,
                    "# Title\n\n<!-- case: copy examples/x x -->\n```sh\n$ not this\n```\n\nText with $ in it.\n\n"
                    "```console\n$ export A=b\n$ breadcrumb status\nline\n\n! said\n$ cat x\n```\n"));
  ASSERT_TRUE(page) << page.error().to_text();
  ASSERT_EQ(page->steps.size(), 4u);
  EXPECT_EQ(page->steps[0].words, (Lines{"examples/x", "x"}));
  EXPECT_EQ(page->steps[1].words, (Lines{"A=b"}));
  EXPECT_EQ(page->steps[2].out, (Lines{"line", ""}));
  EXPECT_EQ(page->steps[2].err, (Lines{"said"}));
  EXPECT_TRUE(page->steps[3].out.empty());
  EXPECT_FALSE(load_page(put(folder, "no block\n")));
  EXPECT_FALSE(load_page(put(folder, "```console\nline\n```\n")));
}

TEST(CliScript, placeholders_and_wildcards) {
  EXPECT_TRUE(lines_match({"a <hex> b"}, {"a 0af9 b"}));
  EXPECT_TRUE(lines_match({"<hex>ab."}, {"12ab."}));
  EXPECT_FALSE(lines_match({"a <hex> b"}, {"a  b"}));
  EXPECT_TRUE(lines_match({"took <number> ms"}, {"took 12 ms"}));
  EXPECT_TRUE(lines_match({"begin..."}, {"begin and more"}));
  EXPECT_TRUE(lines_match({"a", "...", "z"}, {"a", "b", "c", "z"}));
  EXPECT_TRUE(lines_match({"..."}, {}));
  EXPECT_FALSE(lines_match({"a"}, {"a", "b"}));
  EXPECT_FALSE(lines_match({"a", "...", "z"}, {"a", "b"}));
}

TEST(Child, says_how_a_program_ended) {
  const TemporaryFolder folder;
  RunOptions options{.folder = folder.path(), .environment = {{"PATH", "/bin:/usr/bin"}, {"X", "1"}}};
  auto outcome = run({"sh", "-c", "echo $X; echo no >&2; exit 3"}, options);
  EXPECT_EQ(outcome.out, "1\n");
  EXPECT_EQ(outcome.err, "no\n");
  EXPECT_EQ(outcome.exit_code, 3);
  outcome = run({"sh", "-c", "kill -9 $$"}, options);
  EXPECT_EQ(outcome.signal, 9);
  EXPECT_TRUE(outcome.crashed());
  options.timeout_ms = 100;
  outcome = run({"sleep", "30"}, options);
  EXPECT_TRUE(outcome.timed_out);
  EXPECT_LT(outcome.elapsed_ms, 5000);
  EXPECT_EQ(run({"no-such-program-here"}, options).exit_code, 127);
}

TEST(Child, drops_what_lets_root_pass_over_modes) {
  const TemporaryFolder folder;
  std::ofstream(folder.path() / "closed") << "words";
  ASSERT_EQ(::chmod((folder.path() / "closed").c_str(), 0), 0);
  RunOptions options{.folder = folder.path(), .environment = {{"PATH", "/bin:/usr/bin"}}, .unprivileged = true};
  EXPECT_EQ(run({"id", "-u"}, options).exit_code, 0);
  EXPECT_EQ(run({"cat", "closed"}, options).exit_code, 1);
}

}  // namespace
}  // namespace breadcrumb::lang
