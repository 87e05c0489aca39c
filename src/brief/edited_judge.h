// Judges a briefing that was edited as a Word file: which sentences still stand, and what was done to the others.
// Internal to brief/.
//
//   const EditedJudgement judgement = judge_edited(book, file);
//   for (const VerifyFailure& failure : judgement.failures) ...
//
// Codes of its failures: `verify.changed`, `verify.moved`, `verify.heading`, `verify.look`, `verify.link`,
// `verify.rewritten`, `verify.another`.
#pragma once

#include <vector>

#include "brief/book.h"
#include "brief/verify.h"
#include "model/word_file.h"

namespace breadcrumb::brief {

struct EditedJudgement {
  Edited edited;
  std::vector<VerifyFailure> failures;                          ///< in the order of the briefing
  std::size_t quotes = 0, claims = 0, words = 0, officers = 0;  ///< runs by kind, of the sentences that hold
};

EditedJudgement judge_edited(const Book& book, const WordFile& file);

}  // namespace breadcrumb::brief
