#include <gtest/gtest.h>

#include "app/correction.h"
#include "app/party.h"
#include "app/typed.h"

namespace breadcrumb::app {
namespace {

std::string code_of(const auto& result) {
  return result ? "" : result.error().code;
}

TEST(Typed, words_are_held_to_their_field) {
  EXPECT_EQ(code_of(check_words(Form::name, "name", "Ethanol")), "");
  EXPECT_EQ(code_of(check_words(Form::name, "name", "エタノール")), "");
  EXPECT_EQ(code_of(check_words(Form::line, "because", "a\nb")), "typed.lines");
  EXPECT_EQ(code_of(check_words(Form::line, "because", "a\rb")), "typed.hidden");
  EXPECT_EQ(code_of(check_words(Form::passage, "text", "a\n\tb")), "");
  EXPECT_EQ(code_of(check_words(Form::passage, "text", "a\x1b[2Jb")), "typed.hidden");
  EXPECT_EQ(code_of(check_words(Form::name, "name", "a\xE2\x80\xAE")), "typed.hidden");
  EXPECT_EQ(code_of(check_words(Form::name, "name", "a\xFF")), "typed.encoding");
  EXPECT_EQ(code_of(check_words(Form::name, "name", std::string(300, 'x'))), "");
  EXPECT_EQ(code_of(check_words(Form::name, "name", std::string(301, 'x'))), "typed.too_long");
  EXPECT_EQ(code_of(check_words(Form::line, "because", std::string(2'001, 'x'))), "typed.too_long");
  EXPECT_EQ(code_of(check_words(Form::passage, "text", std::string(20'001, 'x'))), "typed.too_long");
  EXPECT_EQ(code_of(check_words(Form::path, "file", "a\nb\xFF")), "");
}

TEST(Typed, days) {
  EXPECT_TRUE(is_day("2024-02-29"));
  for (const auto* wrong : {"2023-02-29", "2023-99-99", "abcdef", "2024-1x-01", "2024-02", "", "2024-02-29 "})
    EXPECT_FALSE(is_day(wrong)) << wrong;
}

/// Every text of every operation that stores words is held to a form: a line feed reaches none but a note's.
TEST(Typed, no_operation_stores_two_lines_where_one_is_meant) {
  for (const auto& operation : operations())
    for (const auto& parameter : operation.parameters) {
      if (parameter.kind != ParameterKind::text && parameter.kind != ParameterKind::texts) continue;
      if (parameter.form == Form::path || parameter.form == Form::passage) continue;
      Request request = Json::object().set(
          parameter.name, parameter.kind == ParameterKind::text ? Json("a\nb") : Json::strings({"a\nb"}));
      EXPECT_EQ(code_of(check_typed(operation, request)), "typed.lines") << operation.name << " " << parameter.name;
    }
}

class Corrections : public testing::Test {
 protected:
  static const Knowledge& knowledge() {
    static const Knowledge loaded = [] {
      Context context;
      context.data = BC_ROOT;
      return load_knowledge(context, nullptr).value();
    }();
    return loaded;
  }
  static std::string value(FactKind kind, const std::string& assignment, const Fields& fields = {}) {
    const Fact fact{.id = "f", .kind = kind, .quote = {}, .fields = fields, .rule = "test"};
    const auto out = corrected(fact, {assignment}, knowledge(), {});
    return out ? out->begin()->second : out.error().code;
  }
};

TEST_F(Corrections, each_field_has_its_form) {
  EXPECT_EQ(value(FactKind::party, "code=japan"), "JPN");
  EXPECT_EQ(value(FactKind::party, "code=XYZ"), "correct.value");
  EXPECT_EQ(value(FactKind::commitment, "actor=Both"), "both");
  EXPECT_EQ(value(FactKind::commitment, "actor=us and them"), "correct.value");
  EXPECT_EQ(value(FactKind::area, "kind=bogus"), "correct.value");
  EXPECT_EQ(value(FactKind::area, "kind=common"), "common");
  EXPECT_EQ(value(FactKind::body, "stage=foo"), "correct.value");
  EXPECT_EQ(value(FactKind::body, "stage=set up"), "set up");
  EXPECT_EQ(value(FactKind::issue, "topics=beef"), "correct.value");
  EXPECT_EQ(value(FactKind::issue, "topics=labor,energy"), "labor energy");
  EXPECT_EQ(value(FactKind::issue, "acts=discussed, made_progress"), "discussed made_progress");
  EXPECT_EQ(value(FactKind::issue, "acts=sang"), "correct.value");
  EXPECT_EQ(value(FactKind::item, "area=abcdef12"), "correct.value");
  EXPECT_EQ(value(FactKind::meeting, "place=Two\nlines"), "typed.lines");
}

TEST_F(Corrections, what_a_fact_cannot_be_without_stays) {
  EXPECT_EQ(value(FactKind::dialogue, "name="), "correct.value");
  EXPECT_EQ(value(FactKind::area, "heading= "), "correct.value");
  EXPECT_EQ(value(FactKind::dialogue, "short="), "");
}

TEST_F(Corrections, an_end_lies_behind_its_start) {
  EXPECT_EQ(value(FactKind::meeting, "end=2024-03-01", {{"start", "2024-03-04"}}), "correct.value");
  EXPECT_EQ(value(FactKind::meeting, "end=2024-03-04", {{"start", "2024-03-04"}}), "2024-03-04");
  EXPECT_EQ(value(FactKind::meeting, "end=2024-03", {{"start", "2024-03-04"}}), "2024-03");
  EXPECT_EQ(value(FactKind::meeting, "start=2025-01-01", {{"end", "2024-03-04"}}), "correct.value");
}

TEST_F(Corrections, a_party_has_many_names) {
  const auto& grammar = knowledge().grammar;
  for (const auto* name : {"JPN", "jpn", "Japan", "japan", "日本"}) {
    const auto* party = find_party(grammar, name);
    ASSERT_NE(party, nullptr) << name;
    EXPECT_EQ(party->code, "JPN");
  }
  EXPECT_EQ(find_party(grammar, "XYZ"), nullptr);
  EXPECT_EQ(find_party(grammar, ""), nullptr);
  EXPECT_EQ(owner_of(grammar, "jpn"), "JPN");
  EXPECT_EQ(owner_of(grammar, "Mary Fields"), "Mary Fields");
}

}  // namespace
}  // namespace breadcrumb::app
