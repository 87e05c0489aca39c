// Hostile trackers: a bomb, and more rows than anybody edits.

#include <archive.h>
#include <archive_entry.h>

#include <functional>
#include <utility>

#include "bad_input.h"

namespace breadcrumb::lang {
namespace {

/// A workbook with one sheet, packed; `sheet` writes its cells piece by piece.
void pack_workbook(const fs::path& path,
                   const std::function<void(const std::function<void(std::string_view)>&)>& sheet) {
  auto* zip = ::archive_write_new();
  ::archive_write_set_format_zip(zip);
  ASSERT_EQ(::archive_write_open_filename(zip, path.c_str()), ARCHIVE_OK);
  std::string cells;
  sheet([&](std::string_view piece) { cells += piece; });
  const std::vector<std::pair<std::string, std::string>> parts = {
      {"[Content_Types].xml", "<Types/>"},
      {"xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" "
       "Target=\"worksheets/sheet1.xml\"/></Relationships>"},
      {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + cells + "</sheetData></worksheet>"}};
  for (const auto& [name, bytes] : parts) {
    auto* entry = ::archive_entry_new();
    ::archive_entry_set_pathname(entry, name.c_str());
    ::archive_entry_set_filetype(entry, AE_IFREG);
    ::archive_entry_set_perm(entry, 0644);
    ::archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    ASSERT_EQ(::archive_write_header(zip, entry), ARCHIVE_OK);
    ::archive_write_data(zip, bytes.data(), bytes.size());
    ::archive_entry_free(entry);
  }
  ASSERT_EQ(::archive_write_free(zip), ARCHIVE_OK);
}

constexpr std::string_view follow_up_map =
    "[[sheet]]\nkind = \"follow-up\"\ncolumns = { What = \"text\", Who = \"owner\" }\n";

TEST_F(BadInput, a_zip_bomb_as_tracker) {
  put("map.toml", follow_up_map);
  pack_workbook(path("bomb.xlsx"), [](const auto& write) {
    const std::string blanks(1 << 20, ' ');
    for (int i = 0; i < 90; ++i) write(blanks);
  });
  const auto outcome = breadcrumb({"--desk", "desk", "import", "bomb.xlsx", "--map", "map.toml"});
  EXPECT_EQ(outcome.exit_code, 6) << outcome.err;
  EXPECT_NE(outcome.err.find("[source.bomb]"), std::string::npos) << outcome.err;
  desk_is_whole();
}

// Read in seconds and in bounded memory; that many changes at once are refused at a stated limit, and nothing is done.
TEST_F(BadInput, a_tracker_of_a_hundred_thousand_rows) {
  put("map.toml", follow_up_map);
  pack_workbook(path("long.xlsx"), [](const auto& write) {
    write("<row r=\"1\"><c t=\"inlineStr\"><is><t>What</t></is></c><c t=\"inlineStr\"><is><t>Who</t></is></c></row>");
    for (int row = 2; row <= 100'001; ++row)
      write(
          fmt::format("<row r=\"{0}\"><c r=\"A{0}\" t=\"inlineStr\"><is><t>Send list {1}</t></is></c><c r=\"B{0}\" "
                      "t=\"inlineStr\"><is><t>USA</t></is></c><c r=\"C{0}\"><v>{2}</v></c></row>",
                      row, row % 1000, row * 7919LL % 1'000'003));
  });
  const auto outcome = breadcrumb({"--desk", "desk", "import", "long.xlsx", "--map", "map.toml"});
  EXPECT_EQ(outcome.exit_code, 6) << outcome.err;
  EXPECT_NE(outcome.err.find("more than 2000 rows would change"), std::string::npos) << outcome.err;
  const auto follow_ups = breadcrumb({"--desk", "desk", "follow-ups"});
  EXPECT_EQ(follow_ups.out.find("Send list"), std::string::npos);
  desk_is_whole();
}

}  // namespace
}  // namespace breadcrumb::lang
