// An edited briefing's two sides, cut into words: the briefing with its sentences, and the file. Internal to brief/.
//
//   const OurSide ours(book);
//   const TheirSide theirs(file);
//   ours.text(ours.sentences[3]);
//
// A sentence ends where a run of the house's words, or a whole claim or quotation, ends with a full stop; the numbers
// and letters behind it belong to it. A row of a table is one sentence, and so is a paragraph with an officer's words.
#pragma once

#include <string>
#include <vector>

#include "brief/docx_paragraphs.h"
#include "brief/edited_words.h"
#include "model/word_file.h"

namespace breadcrumb::brief {

struct OurWord {
  EditedWord word;
  std::size_t paragraph = 0;
  RunKind kind = RunKind::words;  ///< the strictest of the runs that it is of
  bool mark = false;              ///< a breadcrumb's number or letter
};

struct Sentence {
  std::size_t first = 0, last = 0;  ///< words
  std::size_t paragraph = 0;        ///< of its first word
  RunKind kind = RunKind::words;    ///< quote or computed where a word is, else officer where one is
  bool officer = false;             ///< an officer's words stand in it
  bool heading = false;             ///< of a section, an issue or a table's columns
  bool signs = false;               ///< no word in it, such as the dash of a list
  bool handling = false;            ///< for whom the paper is, and that it is a draft
  /// The desk stands behind it: changed, it fails.
  [[nodiscard]] bool is_desk() const { return kind == RunKind::quote || kind == RunKind::computed || handling; }
};

class OurSide {
 public:
  explicit OurSide(const Book& book);
  [[nodiscard]] std::string text(std::size_t first, std::size_t last) const;
  [[nodiscard]] std::string text(const Sentence& sentence) const { return text(sentence.first, sentence.last); }
  [[nodiscard]] const Run& run(const OurWord& word) const { return paragraphs[word.paragraph].runs[word.word.first]; }
  /// The headings that a paragraph stands under, as sentences; the columns' heads for a row.
  [[nodiscard]] std::vector<std::size_t> above(std::size_t paragraph) const;
  [[nodiscard]] std::string place(std::size_t paragraph) const;

  std::vector<DocxParagraph> paragraphs;
  std::vector<OurWord> words;
  std::vector<Sentence> sentences;

 private:
  void sentences_of(std::size_t first, std::size_t last);
  void add(std::size_t first, std::size_t last);
  std::vector<std::string> texts_;
  std::vector<std::vector<std::size_t>> heads_;  // of each paragraph: the sentences of its own heading
};

struct TheirWord {
  EditedWord word;
  std::size_t paragraph = 0;
};

class TheirSide {
 public:
  /// The words of the body; `file` must live as long.
  explicit TheirSide(const WordFile& file);
  [[nodiscard]] std::string text(std::size_t first, std::size_t last) const;
  [[nodiscard]] const WordPiece& piece(std::size_t paragraph, std::size_t owner) const {
    return file.paragraphs[paragraph].pieces[owner];
  }
  [[nodiscard]] std::string place(std::size_t paragraph) const;
  /// What of a paragraph is seen.
  [[nodiscard]] const std::string& seen(std::size_t paragraph) const { return texts_[paragraph]; }

  const WordFile& file;
  std::vector<TheirWord> words;

 private:
  std::vector<std::string> texts_;
  std::vector<std::size_t> numbers_;  // of paragraphs with words, from 1
};

/// The words of a paragraph of the file that are seen.
std::vector<EditedWord> seen_words(const WordParagraph& paragraph);

}  // namespace breadcrumb::brief
