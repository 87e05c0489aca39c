// What the record leaves open, one by one: the list that the briefing's open questions are printed from, with what a
// person types to answer each.
//
//   for (const auto& question : BC_TRY(brief::open_questions(view, texts, words, request)))
//     print(question.sentence, question.answers);
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "brief/compose.h"

namespace breadcrumb::brief {

struct Question {
  std::string kind;      ///< dialogue, side, difference, head, text, correction, fact, match, anchor, lost
  std::string sentence;  ///< as the briefing says it, without the marks of notes
  std::string source;    ///< sha256 of the text whose side is unknown; else ""
  struct Answer {
    std::string when;     ///< "they are one issue"; may be empty
    std::string command;  ///< what to type; FILE, CODE and FIELD=VALUE stand for what only the reader knows
  };
  std::vector<Answer> answers;
};

/// In the order of the briefing. Errors: `brief.words_missing`.
Result<std::vector<Question>> open_questions(const DeskView& view, const Texts& texts, const Words& words,
                                             const Request& request);

/// Those alone that no wording bears on: whose text it is, and which dialogue.
Result<std::vector<Question>> questions_of_texts(const DeskView& view, const Words& words, const Request& request);

}  // namespace breadcrumb::brief
