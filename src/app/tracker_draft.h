// The rows of a tracker as its reader understands them, before the desk is asked: which kind, which number, which value
// in which cell. Everything that the file alone gets wrong is found here, all of it, with its place.
//
//   const Drafts drafts = draft_export(book, trace, "tracker.xlsx");            // our own export, maybe edited
//   const Drafts drafts = draft_mapped(book, map, "their.xlsx");                // anybody's, by a map
//   for (const Error& error : drafts.errors) say(error);
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/tracker_map.h"
#include "model/workbook.h"

namespace breadcrumb::app {

struct DraftCell {
  std::string place;      ///< `tracker.xlsx: Papers, row 3, cell D3`
  std::string value;      ///< as it would be typed; "" when the cell is empty
  bool unedited = false;  ///< as it was exported
};

struct DraftRow {
  int number = 0;  ///< of the row in the file
  std::string place;
  std::string trail;     ///< the same without the file: `Papers, row 3`
  std::string key;       ///< "" for a new row
  bool unknown = false;  ///< it has a number, and nothing says what the export knew of it
  std::map<std::string, DraftCell, std::less<>> cells{};  ///< by column, of those that the file has
  std::set<std::string> traces{};                         ///< of the row as it was exported
};

struct DraftSheet {
  const TrackerKind* kind = nullptr;
  std::string name;        ///< as it is told: `Papers`
  bool ours = false;       ///< our own export: an emptied cell takes its value away
  bool take_away = false;  ///< the same, of another's tracker
  std::string match;       ///< field that makes a row without a number one on the desk
  std::vector<DraftRow> rows;
};

struct Drafts {
  std::vector<DraftSheet> sheets;
  std::vector<Error> errors;
  std::vector<std::string> said;  ///< what is no error and should be known: hidden rows, columns that are not read
};

/// Errors among the drafts: `tracker.head`, `tracker.number`, `tracker.number_twice`, `tracker.merged`,
/// `tracker.formula`, `tracker.other_desk`, `tracker.day`, `tracker.error_cell`. No sheet of ours: no sheets.
Drafts draft_export(const Workbook& book, const TrackerTrace& trace, const std::string& file);

/// The same, with `tracker.sheet` and `tracker.column` where the map names what the file does not have.
Drafts draft_mapped(const Workbook& book, const TrackerMap& map, const std::string& file);

}  // namespace breadcrumb::app
