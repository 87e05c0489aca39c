// The parts of an Excel workbook beside its sheets: what it names, its shared words, its number formats.
// Internal to source/.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "source/number_format.h"
#include "source/sheets.h"
#include "source/xml_pull.h"

namespace breadcrumb::source {

using Members = std::map<std::string, std::string>;

/// Elements in one another; a sheet needs a handful.
constexpr std::size_t most_sheet_depth = 64;

struct SheetPart {
  std::string name, part;  ///< `part` is the member that holds it
  bool hidden = false;
};

struct BookParts {
  DaySystem days = DaySystem::from_1900;
  std::vector<SheetPart> sheets;  ///< in the order of the tabs, without charts
};

/// Errors: `source.unknown_format` (another kind of archive), `source.macros`, and those of XmlPull.
Result<BookParts> book_parts(const Members& members);

/// Words by their index; phonetic guides are left out.
Result<std::vector<std::string>> shared_words(const Members& members, SheetMeter& meter);

/// Formats by the index that cells name.
Result<std::vector<NumberFormat>> cell_formats(const Members& members);

/// The words of a rich string whose element has just opened, to its end. Kind `broken` where the XML is.
XmlPull::Kind rich_words(XmlPull& xml, std::string& into);

}  // namespace breadcrumb::source
