// Table files: number formats, XML met piece by piece, and that no bytes, however changed, break what a Workbook
// promises.

#include <gtest/gtest.h>

#include <random>

#include "source/number_format.h"
#include "source/sheet_codec.h"
#include "source/worker.h"
#include "source/xml_pull.h"
#include "source_sample.h"
#include "source_zip.h"

namespace breadcrumb::source {
namespace {

std::string shown(std::string_view digits, std::string_view code, DaySystem days = DaySystem::from_1900) {
  return number_cell(digits, number_format(164, code), days).text;
}

TEST(NumberFormats, what_a_number_shows) {
  EXPECT_EQ(shown("45534", "yyyy-mm-dd"), "2024-08-30");
  EXPECT_EQ(shown("45534", "d. MMMM yyyy"), "2024-08-30");
  EXPECT_EQ(shown("45534", "[$-411]ggge\"年\"m\"月\"d\"日\""), "2024-08-30");
  EXPECT_EQ(shown("45534", "mmm-yy"), "2024-08");
  EXPECT_EQ(shown("45534", "m/d"), "2024-08-30");
  EXPECT_EQ(shown("45534.5", "yyyy-mm-dd hh:mm"), "2024-08-30 12:00");
  EXPECT_EQ(shown("45534.999999", "yyyy-mm-dd hh:mm:ss"), "2024-08-31");
  EXPECT_EQ(shown("0.395833333", "h:mm"), "09:30");
  EXPECT_EQ(shown("0.395833333", "[h]:mm"), "09:30");
  EXPECT_EQ(shown("0.000694444", "mm:ss"), "00:01");
  EXPECT_EQ(shown("0.5", "h:mm AM/PM"), "12:00");
  EXPECT_EQ(shown("45534", "General"), "45534");
  EXPECT_EQ(shown("45534", "#,##0.00"), "45534");
  EXPECT_EQ(shown("45534", "0.00E+00"), "45534");
  EXPECT_EQ(shown("45534", "0\" days\""), "45534");
  EXPECT_EQ(shown("45534", "[Red]0;[Blue]yyyy"), "45534");
  EXPECT_EQ(shown("0.1", "0%"), "0.1");
  EXPECT_EQ(shown("1E3", ""), "1000");
}

TEST(NumberFormats, days_of_both_systems_and_the_one_that_never_was) {
  EXPECT_EQ(shown("1", "yyyy-mm-dd"), "1900-01-01");
  EXPECT_EQ(shown("59", "yyyy-mm-dd"), "1900-02-28");
  EXPECT_EQ(shown("61", "yyyy-mm-dd"), "1900-03-01");
  EXPECT_EQ(number_cell("60", number_format(14, ""), DaySystem::from_1900).kind, SheetCell::Kind::error);
  EXPECT_EQ(number_cell("0", number_format(14, ""), DaySystem::from_1900).kind, SheetCell::Kind::error);
  EXPECT_EQ(shown("0", "yyyy-mm-dd", DaySystem::from_1904), "1904-01-01");
  EXPECT_EQ(shown("60", "yyyy-mm-dd", DaySystem::from_1904), "1904-03-01");
  for (const auto* no_day : {"-1", "2958466", "1e308", "nan", "inf", "", "4 5", "0x10"})
    EXPECT_EQ(number_cell(no_day, number_format(14, ""), DaySystem::from_1900).kind, SheetCell::Kind::error) << no_day;
}

TEST(NumberFormats, the_formats_that_have_only_a_number) {
  const auto kind = [](int id) { return number_cell("45534.25", number_format(id, ""), DaySystem::from_1900).kind; };
  for (const int id : {14, 15, 16, 22, 27, 31, 57}) EXPECT_EQ(kind(id), SheetCell::Kind::day) << id;
  for (const int id : {18, 21, 45, 47}) EXPECT_EQ(kind(id), SheetCell::Kind::time) << id;
  EXPECT_EQ(kind(17), SheetCell::Kind::month);
  for (const int id : {0, 1, 9, 11, 37, 49}) EXPECT_EQ(kind(id), SheetCell::Kind::number) << id;
}

std::string outcome(std::string_view xml) {
  XmlPull pull(xml, 8);
  std::string out;
  for (int i = 0; i < 100; ++i) {
    switch (pull.next()) {
      case XmlPull::Kind::open:
        out += "<" + std::string(pull.name());
        break;
      case XmlPull::Kind::close:
        out += ">";
        break;
      case XmlPull::Kind::words:
        out += pull.words();
        break;
      case XmlPull::Kind::end:
        return out;
      case XmlPull::Kind::broken:
        return pull.error("x").code;
    }
  }
  return "no end";
}

TEST(XmlPullTest, elements_words_and_references) {
  EXPECT_EQ(outcome("<?xml version='1.0'?><!-- a > b --><x:a b='1>2'><c/>d &amp; &#x6771;&#20140;</x:a >"),
            "<a<c>d & 東京>");
  EXPECT_EQ(outcome("<a>d &other;</a>"), "source.damaged");
  EXPECT_EQ(outcome("<a>d & e</a>"), "source.damaged");
  EXPECT_EQ(outcome("<a b='&other;'/>"), "source.damaged");
  EXPECT_EQ(outcome("<a><![CDATA[<b>&amp;]]></a>"), "<a<b>&amp;>");
  XmlPull pull("<a one = \"1\" x:two='2 &lt; 3' xmlns:three='3'/>", 8);
  pull.next();
  EXPECT_EQ(pull.attribute("one"), "1");
  EXPECT_EQ(pull.attribute("two"), "2 < 3");
  EXPECT_EQ(pull.attribute("three"), "");
}

TEST(XmlPullTest, what_is_no_xml) {
  for (const auto* bad : {"<a>", "<a></b>", "</a>", "<a", "<a b='>", "<a><!-- ", "<a><![CDATA[ ", "words", "<>",
                          "<a>\xff</a>", "<a><b<c></a>", "<?xml"})
    EXPECT_EQ(outcome(bad), "source.damaged") << bad;
  EXPECT_EQ(outcome("<!DOCTYPE a><a/>"), "source.doctype");
  EXPECT_EQ(outcome("<a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a>"), "source.too_deep");
}

/// A workbook with something of everything.
std::string sample() {
  return zip(
      {{"[Content_Types].xml", "<Types/>"},
       {"xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        "</Relationships>"},
       {"xl/workbook.xml",
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
       {"xl/sharedStrings.xml", "<sst><si><t>one</t></si><si><r><t>t</t></r><r><t>wo</t></r></si></sst>"},
       {"xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"},
       {"xl/worksheets/sheet1.xml",
        "<worksheet><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" "
        "t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row><row r=\"2\" hidden=\"1\"><c r=\"A2\" "
        "s=\"1\"><v>45534</v></c><c r=\"C2\" t=\"inlineStr\"><is><t>x &amp; "
        "y</t></is></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>"}});
}

TEST(Sheets, a_workbook_as_it_was_meant) {
  const auto book = read_workbook(sample(), {.file_name = "a.xlsx"});
  ASSERT_TRUE(book) << book.error().to_text();
  ASSERT_EQ(book->sheets.size(), 1U);
  const auto& sheet = book->sheets[0];
  ASSERT_EQ(sheet.rows.size(), 2U);
  EXPECT_EQ(sheet.rows[0].at(1)->text, "one");
  EXPECT_EQ(sheet.rows[0].at(2)->text, "two");  // its place follows from the cell before
  EXPECT_EQ(sheet.rows[1].at(1)->text, "2024-08-30");
  EXPECT_EQ(sheet.rows[1].at(3)->text, "x & y");
  EXPECT_TRUE(sheet.rows[1].hidden);
  EXPECT_EQ(sheet.hidden_columns, (std::vector<int>{2, 3}));
  ASSERT_EQ(sheet.merges.size(), 1U);
  EXPECT_EQ(sheet.merges[0].last_row, 2);
}

TEST(Sheets, limits_are_kept) {
  const SheetLimits few{.max_cells = 3};
  EXPECT_EQ(read_workbook(sample(), {}, few).error().code, "source.too_big");
  const SheetLimits no_merges{.max_merges = 0};
  EXPECT_EQ(read_workbook(sample(), {}, no_merges).error().code, "source.too_big");
  const SheetLimits short_cells{.max_cell = 4};
  EXPECT_EQ(read_workbook(sample(), {}, short_cells).error().code, "source.too_big");
  EXPECT_EQ(read_csv("abc,def\nghi", SheetLimits{.max_cells = 2}).error().code, "source.too_big");
}

TEST(Sheets, the_same_through_the_fence) {
  Pool pool({.rules = rules()});
  const auto fenced = pool.workbook(sample(), {.file_name = "a.xlsx"});
  ASSERT_TRUE(fenced) << fenced.error().to_text();
  EXPECT_EQ(encode(*fenced), encode(*read_workbook(sample(), {})));
  const auto refused = pool.workbook("no table", {.file_name = "a.doc", .content_type = "", .origin = "b/a.doc"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "source.unknown_format");
  EXPECT_EQ(refused.error().where, "b/a.doc");
  EXPECT_EQ(pool.started(), 1);  // an error ends its worker; the next one would be the second
}

// Seeds changed at random: what fuzz/source_sheets.cpp asserts, on every run of the tests.
TEST(Sheets, no_bytes_break_a_workbook) {
  std::mt19937 random(7);
  const SheetLimits limits{.max_cells = 20'000, .max_words = std::size_t{4} << 20};
  const std::vector<std::string> seeds = {sample(), "a,\"b\nc\"\n;1;2\t3\r\n\"\"\"", "\xEF\xBB\xBFsep=;\na;b\n"};
  int read = 0;
  for (int turn = 0; turn < 6000; ++turn) {
    auto bytes = seeds[static_cast<std::size_t>(turn) % seeds.size()];
    for (auto changes = random() % 4; changes > 0; --changes) {
      const auto at = random() % bytes.size();
      if (random() % 3 == 0)
        bytes.erase(at, random() % 9 + 1);
      else
        bytes[at] = static_cast<char>(random() % 2 == 0 ? random() % 256 : "<>&\"/; 0A,"[random() % 10]);
      if (bytes.empty()) bytes = "x";
    }
    const auto book = read_workbook(bytes, {.file_name = "t.csv"}, limits);
    if (!book) {
      EXPECT_FALSE(book.error().code.empty());
      continue;
    }
    ++read;
    ASSERT_EQ(fault_of(*book), "");
    const auto again = decode_workbook(encode(*book), limits);
    ASSERT_TRUE(again) << again.error().to_text();
    ASSERT_EQ(encode(*again), encode(*book));
  }
  EXPECT_GT(read, 1000);
}

TEST(Sheets, a_workers_answer_is_not_trusted) {
  const auto good = encode(*read_workbook(sample(), {}));
  std::mt19937 random(3);
  for (int turn = 0; turn < 3000; ++turn) {
    auto bytes = good;
    bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
    if (random() % 5 == 0) bytes.resize(random() % bytes.size());
    const auto book = decode_workbook(bytes, {});
    EXPECT_TRUE(!book || fault_of(*book).empty());
  }
}

}  // namespace
}  // namespace breadcrumb::source
