// The tables of a briefing in an edited Word file: a cell says what it says by the head over it.
#include <vector>

#include "app_edited.h"

namespace breadcrumb::edited {
namespace {

/// `<w:NAME>...</w:NAME>` one behind the other in `xml`; these elements hold none of their own kind in a briefing.
std::vector<std::pair<std::size_t, std::size_t>> elements(std::string_view xml, const std::string& name) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  const std::string open = "<w:" + name + ">", close = "</w:" + name + ">";
  for (auto at = xml.find(open); at != std::string_view::npos; at = xml.find(open, at + 1))
    out.emplace_back(at, xml.find(close, at) + close.size());
  return out;
}

std::string cut(std::string_view xml, std::pair<std::size_t, std::size_t> range) {
  return std::string(xml.substr(range.first, range.second - range.first));
}

struct Row {
  std::pair<std::size_t, std::size_t> range;  // in the document
  std::string xml;
  std::vector<std::string> cells;
};

std::vector<std::vector<Row>> tables(const std::string& xml) {
  std::vector<std::vector<Row>> out;
  for (const auto& table : elements(xml, "tbl")) {
    out.emplace_back();
    for (const auto& row : elements(cut(xml, table), "tr")) {
      Row& one = out.back().emplace_back();
      one.range = {table.first + row.first, table.first + row.second};
      one.xml = cut(xml, one.range);
      for (const auto& cell : elements(one.xml, "tc")) one.cells.push_back(cut(one.xml, cell));
    }
  }
  return out;
}

bool is_empty(const std::string& cell) {
  return cell.find("<w:t") == std::string::npos || cell.find("<w:t ") == std::string::npos;
}

std::string row_of(const Row& row, const std::vector<std::string>& cells) {
  const auto first = row.xml.find("<w:tc>");
  std::string out = row.xml.substr(0, first);
  for (const auto& cell : cells) out += cell;
  return out + "</w:tr>";
}

/// The words of one cell in the frame of another, as a person moves them.
std::string filled(const std::string& frame, const std::string& words) {
  const auto cell = frame.substr(0, frame.find("<w:p>"));
  return cell + words.substr(words.find("<w:p>"));
}

Package with_row(const Package& package, const Row& row, const std::vector<std::string>& cells) {
  std::string xml = package.part(document);
  return package.with(document, xml.replace(row.range.first, row.xml.size(), row_of(row, cells)));
}

std::string code(const Package& package) {
  return first_code(verified(package.pack()));
}

const std::string empty_cell = "<w:tc><w:p/></w:tc>";

TEST(EditedTables, ACellMovesPastAnEmptyOne) {
  const auto& briefing = Package::of_briefing();
  std::size_t moves = 0;
  for (const auto& table : tables(briefing.part(document)))
    for (std::size_t r = 1; r < table.size(); ++r)
      for (std::size_t c = 0; c + 1 < table[r].cells.size(); ++c) {
        auto cells = table[r].cells;
        if (is_empty(cells[c]) == is_empty(cells[c + 1])) continue;
        const auto first = cells[c];
        cells[c] = filled(first, cells[c + 1]);
        cells[c + 1] = filled(cells[c + 1], first);
        EXPECT_EQ(code(with_row(briefing, table[r], cells)), "verify.moved") << table[r].xml;
        ++moves;
      }
  EXPECT_GE(moves, 10U);
}

TEST(EditedTables, ARowThatIsDrawnElsewhere) {
  const auto& briefing = Package::of_briefing();
  std::size_t rows = 0;
  for (const auto& table : tables(briefing.part(document))) {
    ASSERT_GE(table.size(), 2U);
    const auto& row = table[1];
    auto cells = row.cells;
    cells.insert(cells.begin(), empty_cell);
    EXPECT_EQ(code(with_row(briefing, row, cells)), "verify.moved") << row.xml;
    const auto change = [&](std::string_view find, std::string_view put) {
      auto xml = row.xml;
      xml.replace(xml.find(find), find.size(), put);
      auto whole = briefing.part(document);
      return briefing.with(document, whole.replace(row.range.first, row.xml.size(), xml));
    };
    EXPECT_EQ(code(change("<w:trPr>", "<w:trPr><w:gridBefore w:val=\"1\"/>")), "verify.moved");
    EXPECT_EQ(code(change("<w:trPr>", "<w:trPr><w:trHeight w:val=\"1\" w:hRule=\"exact\"/>")), "ok");  // left out
    if (cells.size() > 3) {
      EXPECT_EQ(code(change("<w:tcPr>", "<w:tcPr><w:gridSpan w:val=\"2\"/>")), "verify.moved");
      EXPECT_EQ(code(change("<w:tcW w:w=\"", "<w:tcW w:w=\"9")), "verify.look");
    }
    ++rows;
  }
  EXPECT_GE(rows, 3U);
}

TEST(EditedTables, ARowOutOfItsTable) {
  const auto& briefing = Package::of_briefing();
  const auto table = tables(briefing.part(document)).front();
  ASSERT_GE(table.size(), 3U);
  auto xml = briefing.part(document);
  // The table is parted before its last row, which has no heads now.
  xml.insert(table.back().range.first, "</w:tbl><w:p/><w:tbl>");
  EXPECT_EQ(code(briefing.with(document, xml)), "verify.moved");
  // The last row's words as a line below the table.
  std::string words;
  for (const auto& cell : table.back().cells)
    for (const auto& paragraph : elements(cell, "p")) words += cut(cell, paragraph);
  xml = briefing.part(document);
  xml.replace(table.back().range.first, table.back().xml.size() + std::string("</w:tbl>").size(), "</w:tbl>" + words);
  EXPECT_EQ(code(briefing.with(document, xml)), "verify.moved");
}

Package with_rows(const Package& package, const std::vector<Row>& table, const std::vector<std::string>& rows) {
  auto xml = package.part(document);
  const auto first = table.front().range.first, last = table.back().range.second;
  std::string all;
  for (const auto& row : rows) all += row;
  return package.with(document, xml.replace(first, last - first, all));
}

std::vector<std::string> rows_of(const std::vector<Row>& table) {
  std::vector<std::string> out;
  for (const auto& row : table) out.push_back(row.xml);
  return out;
}

/// What a row says under the other heads than its name's.
std::string altered(const Row& row, std::size_t name) {
  auto cells = row.cells;
  for (std::size_t c = 0; c < cells.size(); ++c)
    if (c != name) cells[c] = "<w:tc>" + paragraph("gone on with") + "</w:tc>";
  return row_of(row, cells);
}

TEST(EditedTables, ARowThatChangedItsPlace) {
  const auto& briefing = Package::of_briefing();
  std::size_t tried = 0;
  for (const auto& table : tables(briefing.part(document))) {
    const auto rows = rows_of(table);
    for (std::size_t r = 1; r < rows.size(); ++r) {
      for (std::size_t other = r + 1; other < rows.size(); ++other) {
        if (rows[r] == rows[other]) continue;
        auto exchanged = rows;
        std::swap(exchanged[r], exchanged[other]);
        EXPECT_NE(code(with_rows(briefing, table, exchanged)), "ok") << rows[r] << "\n" << rows[other];
        ++tried;
      }
      auto twice = rows;
      twice.push_back(rows[r]);
      EXPECT_NE(code(with_rows(briefing, table, twice)), "ok") << rows[r];
      auto gone = rows;
      gone.erase(gone.begin() + static_cast<std::ptrdiff_t>(r));
      EXPECT_EQ(code(with_rows(briefing, table, gone)), "ok") << rows[r];
    }
  }
  EXPECT_GE(tried, 10U);
}

TEST(EditedTables, ARowThatSaysOtherwiseInAnotherPlace) {
  const auto& briefing = Package::of_briefing();
  std::size_t tried = 0;
  for (const auto& table : tables(briefing.part(document))) {
    const auto rows = rows_of(table);
    if (table.front().xml.find("Round 1") == std::string::npos) continue;  // the rounds by issues
    for (std::size_t r = 1; r < rows.size(); ++r) {
      auto beside = rows;
      beside.push_back(altered(table[r], 0));
      EXPECT_EQ(code(with_rows(briefing, table, beside)), "verify.moved") << rows[r];
      if (r + 1 == rows.size()) continue;
      beside.erase(beside.begin() + static_cast<std::ptrdiff_t>(r));
      EXPECT_EQ(code(with_rows(briefing, table, beside)), "verify.changed") << rows[r];
      ++tried;
    }
    // A row of a name that the desk has not is the officer's own.
    auto own = rows;
    own.push_back(row_of(table.back(), {"<w:tc>" + paragraph("Fisheries subsidies") + "</w:tc>",
                                        "<w:tc>" + paragraph("continued") + "</w:tc>"}));
    EXPECT_EQ(code(with_rows(briefing, table, own)), "ok");
  }
  EXPECT_GE(tried, 2U);
}

TEST(EditedTables, ARowThatSaysOtherwiseBehindItself) {
  const auto& briefing = Package::of_briefing();
  std::size_t tried = 0;
  for (const auto& table : tables(briefing.part(document)))
    for (std::size_t r = 1; r < table.size(); ++r) {
      const auto& cells = table[r].cells;
      for (std::size_t c = 1; c < cells.size(); ++c) {  // the first names the row
        if (is_empty(cells[c])) continue;
        auto other = cells;
        other[c] = "<w:tc>" + paragraph("gone on with") + "</w:tc>";
        auto rows = rows_of(table);
        rows.insert(rows.begin() + static_cast<std::ptrdiff_t>(r) + 1, row_of(table[r], other));
        EXPECT_NE(code(with_rows(briefing, table, rows)), "ok") << table[r].xml << "\ncell " << c;
        ++tried;
      }
    }
  EXPECT_GE(tried, 10U);
}

TEST(EditedTables, ColumnsMayComeAndGoAsAWhole) {
  const auto& briefing = Package::of_briefing();
  const auto whole_column = [&](const auto& change) {
    auto xml = briefing.part(document);
    for (const auto& table : tables(xml)) {
      if (table.front().cells.size() < 3) continue;
      for (auto row = table.rbegin(); row != table.rend(); ++row)
        xml.replace(row->range.first, row->xml.size(),
                    row_of(*row, change(row->cells, row->range == table.front().range)));
      break;
    }
    return briefing.with(document, xml);
  };
  const auto put_in = whole_column([](auto cells, bool) {
    cells.insert(cells.begin() + 1, empty_cell);
    return cells;
  });
  EXPECT_EQ(code(put_in), "ok");
  const auto headed = whole_column([](auto cells, bool is_head) {
    cells.push_back("<w:tc>" + paragraph(is_head ? "Our remark" : "to be asked") + "</w:tc>");
    return cells;
  });
  const auto report = verified(headed.pack());
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->ok()) << first_code(report);
  EXPECT_GE(report->edited->added.size(), 2U);
  // In the head alone: all that stands below is under other heads.
  EXPECT_EQ(code(whole_column([](auto cells, bool is_head) {
              if (is_head) cells.insert(cells.begin(), empty_cell);
              return cells;
            })),
            "verify.moved");
}

}  // namespace
}  // namespace breadcrumb::edited
