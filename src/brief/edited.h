// What became of a briefing that was edited as a Word file after it was exported.
//
//   const VerifyReport report = BC_TRY(brief::verify(bytes, words, context));
//   if (report.edited)
//     for (const EditedPassage& passage : report.edited->added) print(passage.place, passage.text);
//
// Lists, in the order of the file (what was left out: of the briefing). None of them makes the file fail by itself;
// what does is in VerifyReport::failures. docs/verify.md says which edit is what.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace breadcrumb::brief {

struct EditedPassage {
  std::string text{};   ///< what the file says; of what was left out, what the briefing said
  std::string was{};    ///< what the briefing said, where the file says something else
  std::string place{};  ///< `paragraph 12, under "Labor"`
  /// Of a sentence: quote, computed, officer, words. Of what was added: added, or heading. Of unseen words: hidden,
  /// deleted.
  std::string kind{};
  bool pretends = false;  ///< in quotation marks or with a number as the desk's own quotes have, and no source
  bool tracked = false;   ///< a tracked insertion that nobody has accepted yet
};

struct Edited {
  std::size_t sentences = 0, held = 0;    ///< sourced and computed ones that the briefing has, and that stand unchanged
  std::vector<EditedPassage> added{};     ///< after the export: no source and no record stands behind it
  std::vector<EditedPassage> changed{};   ///< sentences, of all kinds
  std::vector<EditedPassage> left_out{};  ///< sentences that are gone whole
  std::vector<EditedPassage> unseen{};    ///< words in the file that nobody sees: hidden, or deleted with a trace
  std::vector<EditedPassage> unmarked{};  ///< sentences that hold and have lost a breadcrumb's number or letter
  std::vector<EditedPassage> comments{};  ///< in the margin
  std::vector<std::string> remarks{};     ///< what else a reader should know: split sentences, pictures, the foot
};

}  // namespace breadcrumb::brief
