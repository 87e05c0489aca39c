// Forms for an editor: what is written into one comes out again, whatever it is.

#include <gtest/gtest.h>

#include <random>

#include "app/long_text.h"
#include "text/utf8.h"

namespace breadcrumb::app {
namespace {

std::vector<LongField> two(std::string position, std::string points) {
  return {{"position", "our position", std::move(position)}, {"points", "one a line", std::move(points)}};
}

TEST(AppLongText, a_form_that_nobody_touched_gives_the_values_back) {
  // Lines that look like the form's own, in every mix, with blanks and Japanese.
  const std::vector<std::string> lines = {"#: x",  "== points ==", "\\",       "\\\\",  "\\== y", "\\#: z", "",
                                          "plain", "貿易円滑化",   "  inner ", "# one", "=",      "#",      "a == b"};
  std::mt19937 random(7);
  for (int turn = 0; turn < 2000; ++turn) {
    std::string words[2];
    for (auto& value : words)
      for (auto i = random() % 6; i > 0; --i) value += lines[random() % lines.size()] + "\n";
    const auto fields = two(words[0], words[1]);
    const auto read = read_form(form_of("issue 4", fields), fields);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->at("position"), text::trim(words[0]));
    EXPECT_EQ(read->at("points"), text::trim(words[1]));
  }
}

TEST(AppLongText, a_heading_that_is_gone_leaves_its_field_alone_and_an_empty_one_takes_it_away) {
  const auto fields = two("old", "old");
  const auto read = read_form("#: comment\r\n== points ==\r\n\r\n", fields);
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->contains("position"));
  EXPECT_EQ(read->at("points"), "");
}

TEST(AppLongText, what_is_no_form_is_refused_with_its_line) {
  const auto fields = two("", "");
  for (const auto& [form, line] :
       std::vector<std::pair<std::string, std::string>>{{"\nwords\n== points ==\n", "line 2 of the form"},
                                                        {"== points ==\na\n== nothing ==\n", "line 3 of the form"},
                                                        {"== points ==\n== points ==\n", "line 2 of the form"},
                                                        {"==\n", "line 1 of the form"}}) {
    const auto read = read_form(form, fields);
    ASSERT_FALSE(read) << form;
    EXPECT_EQ(read.error().code, "editor.form");
    EXPECT_EQ(read.error().where, line);
  }
}

}  // namespace
}  // namespace breadcrumb::app
