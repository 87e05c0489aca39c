// The substance of a Japanese page, as its passes share it: areas, items, issues, promises, bodies, the next round.
//
//   JaBody(page).read();
#pragma once

#include <string>
#include <string_view>

#include "reader/ja_passes.h"

namespace breadcrumb::reader {

/// A phrase of the text with where it stands in its line.
struct JaPhrase {
  std::size_t start, end;
};

/// Whether the line's marker is a bullet, not a figure.
bool is_bullet(const JaLine& line);
/// The line's marker where it has a figure; else "".
std::string_view figure_mark(const JaLine& line);

class JaBody {
 public:
  explicit JaBody(JaPage& page) : page_(page) {}
  void read();

 private:
  void sentence(JaSentence& s);
  /// Opens the area that a sentence sets at its head (Xに関しては、); where the rest of it begins.
  std::size_t lead_in(const JaSentence& s);
  void substance(std::size_t line, std::size_t start, std::size_t end);
  void objects(std::size_t line, JaPhrase p, const std::string& act, std::string_view rule);
  void object(std::size_t line, JaPhrase p, const std::string& act, std::string_view rule);
  /// True when there is one; `first` is where the first begins.
  bool commitments(std::size_t line, std::size_t start, std::size_t end, std::size_t& first);
  void commitment(std::size_t line, std::size_t start, std::size_t end, const std::string& actor,
                  std::string_view rule);
  bool next_round(std::size_t line, std::size_t start, std::size_t end);
  bool bodies(std::size_t line, std::size_t start, std::size_t end);
  /// Under an announced field: Xを推進する。 is a promise, Xでの連携。 a subject.
  bool announced(std::size_t line, std::size_t start, std::size_t end);
  void decided_table(std::size_t& line);
  /// A line that only names a subject, under a sentence or a heading that announced such lines.
  bool listed_subject(std::size_t line);
  bool is_area_heading(std::size_t line) const;
  void open_area(std::size_t line, std::size_t start, std::size_t end, std::string_view rule);
  std::string both() const { return page_.codes.size() > 2 ? "all" : "both"; }
  /// The date of a period the words name, as a last day or month: 8月中, 本年12月までに.
  std::string due_of(std::string_view words) const;

  /// The one side that the words before a predicate name as its subject; "" for both; `before` where they name nobody.
  std::string speaker(std::string_view words, const std::string& before) const;

  JaPage& page_;
  Fact* area_ = nullptr;
  std::size_t area_line_ = 0;
  bool lead_ins_ = false;
  bool listing_ = false;                                   ///< the items that follow are commitments
  std::size_t topic_line_ = static_cast<std::size_t>(-2);  ///< the last line taken as an item of `topics_`
  std::string topics_;                                     ///< the act of which the bare items that follow are subjects
  bool announced_ = false;  ///< a sentence announced fields with what is to be done in each
  bool agenda_ = false;     ///< the lines that follow are subjects
  std::string agenda_marker_;
  bool whole_area_ = false;      ///< the area is a heading on a line of its own
  bool self_area_ = false;       ///< the area was opened by a lead-in of a sentence
  std::string speaker_;          ///< the one side whose act is read
  bool bilateral_list_ = false;  ///< the end of the list at hand says that its subjects are the two sides' own
};

}  // namespace breadcrumb::reader
