// Whatever was done to a file, a sentence that is said to hold stands in it word for word: each line of the input is a
// paragraph, `|` parts its runs, and what is not said to have failed or to be left out must be found.
#include <cstdint>
#include <cstdlib>

#include "brief/edited_judge.h"
#include "brief/edited_words.h"

namespace {

using namespace breadcrumb;

const brief::Book& book() {
  static const brief::Book one = [] {
    brief::Book out;
    const auto say = [](brief::RunKind kind, const char* text) {
      return brief::Run{.kind = kind, .text = text, .id = "x"};
    };
    using enum brief::RunKind;
    out.title = {say(computed, "A dialogue")};
    out.file_title = say(computed, "A dialogue");
    brief::Section section{.id = "a", .title = {say(words, "Said")}};
    section.blocks.push_back(
        {.runs = {say(computed, "There are 2 rounds."), say(computed, "They were held in 2024.")}});
    section.blocks.push_back({.runs = {say(words, "“"), say(quote, "did not agree on ice"), say(words, "”")}});
    section.blocks.push_back({.runs = {say(officer, "Ask why."), say(words, " — "), say(computed, "A, 2 May")}});
    out.sections.push_back(section);
    return out;
  }();
  return one;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  WordFile file;
  std::string seen;
  file.paragraphs.emplace_back();
  std::string piece;
  const auto flush = [&] {
    if (!piece.empty()) file.paragraphs.back().pieces.push_back({.text = piece});
    piece.clear();
  };
  for (std::size_t i = 0; i < size; ++i) {
    const auto c = static_cast<char>(data[i]);
    if (c == '\n') {
      flush();
      file.paragraphs.emplace_back();
      seen += ' ';
    } else if (c == '|') {
      flush();
    } else {
      piece += c;
      seen += c;
    }
  }
  flush();
  const auto judged = brief::judge_edited(book(), file);
  if (judged.edited.held > judged.edited.sentences) std::abort();
  if (!judged.failures.empty() || !judged.edited.left_out.empty()) return 0;
  // All sentences stand: their words are in the file, in order.
  const auto there = brief::edited_words({{seen}});
  std::size_t at = 0;
  for (const char* words : {"There are 2 rounds.", "They were held in 2024.", "“did not agree on ice”", "A, 2 May"})
    for (const auto& word : brief::edited_words({{words}})) {
      while (at < there.size() && there[at].text != word.text) ++at;
      if (at++ >= there.size()) std::abort();
    }
  return 0;
}
