#include "brief/edited_sides.h"

#include <algorithm>
#include <array>

#include "brief/handling.h"
#include "text/utf8.h"

namespace breadcrumb::brief {

namespace {

int strictness(RunKind kind) {
  switch (kind) {
    case RunKind::quote:
      return 3;
    case RunKind::computed:
      return 2;
    case RunKind::words:
      return 1;
    case RunKind::officer:
      return 0;
  }
  return 0;
}

bool begins_small(std::string_view word) {
  return !word.empty() && word[0] >= 'a' && word[0] <= 'z';
}

template <class Words>
std::string joined(const Words& words, const std::vector<std::string>& texts, std::size_t first, std::size_t last) {
  std::string out;
  for (std::size_t i = first; i < last;) {
    std::size_t end = i;
    while (end + 1 < last && words[end + 1].paragraph == words[i].paragraph) ++end;
    if (!out.empty()) out += " | ";
    const auto start = words[i].word.start;
    out += texts[words[i].paragraph].substr(start, words[end].word.end - start);
    i = end + 1;
  }
  return out;
}

std::string quoted_heading(std::string_view heading) {
  constexpr std::size_t most = 60;
  std::size_t size = std::min(heading.size(), most);
  while (size > 0 && !text::is_boundary(heading, size)) --size;
  return "under \"" + std::string(heading.substr(0, size)) + (size < heading.size() ? "…\"" : "\"");
}

}  // namespace

OurSide::OurSide(const Book& book) : paragraphs(docx_paragraphs(book)) {
  heads_.resize(paragraphs.size());
  std::size_t begun = 0;  // of the row or paragraph
  for (std::size_t p = 0; p < paragraphs.size(); ++p) {
    std::vector<Stretch> stretches;
    std::string text;
    const auto& runs = paragraphs[p].runs;
    for (std::size_t r = 0; r < runs.size(); ++r) {
      const auto look = runs[r].look;
      stretches.push_back({runs[r].text, r, look == Look::mark, look == Look::erased || look == Look::moved_out});
      text += runs[r].text;
    }
    texts_.push_back(std::move(text));
    for (auto& word : edited_words(stretches)) {
      OurWord out{.word = std::move(word), .paragraph = p, .kind = RunKind::officer, .mark = true};
      for (std::size_t r = out.word.first; r <= out.word.last; ++r) {
        if (runs[r].text.empty()) continue;
        if (strictness(runs[r].kind) > strictness(out.kind)) out.kind = runs[r].kind;
        out.mark = out.mark && runs[r].look == Look::mark;
      }
      words.push_back(std::move(out));
    }
    const int row = paragraphs[p].row;
    if (row != 0 && p + 1 < paragraphs.size() && paragraphs[p + 1].row == row) continue;
    if (row != 0)
      add(begun, words.size());
    else
      sentences_of(begun, words.size());
    begun = words.size();
  }
}

void OurSide::sentences_of(std::size_t first, std::size_t last) {
  const bool officer =
      std::any_of(words.begin() + static_cast<std::ptrdiff_t>(first), words.begin() + static_cast<std::ptrdiff_t>(last),
                  [](const auto& word) { return word.kind == RunKind::officer; });
  std::size_t begun = first;
  for (std::size_t i = first; i < last; ++i) {
    const bool bullet = i == first && run(words[i]).id == "mark.bullet";
    bool ends = ends_sentence(words[i].word.text) || bullet;
    std::size_t next = i + 1;
    if (!bullet)
      while (next < last && (words[next].mark || is_closer(words[next].word.text))) ++next;
    // Inside a claim or a quotation no sentence ends: it is one thing.
    ends = ends && next < last && !(officer && !bullet) && !begins_small(words[next].word.text) &&
           (run(words[i]).kind == RunKind::words || words[next].word.first != words[i].word.last);
    if (!ends) continue;
    add(begun, next);
    begun = next;
    i = next - 1;
  }
  add(begun, last);
}

void OurSide::add(std::size_t first, std::size_t last) {
  if (first == last) return;
  Sentence out{.first = first, .last = last, .paragraph = words[first].paragraph, .signs = true};
  const auto& paragraph = paragraphs[out.paragraph];
  out.heading = paragraph.heading > 0 || paragraph.head;
  for (std::size_t i = first; i < last; ++i) {
    const auto& word = words[i];
    out.signs = out.signs && word.word.sign;
    out.officer = out.officer || word.kind == RunKind::officer;
    out.handling = out.handling || is_handling(run(word));
    if (!word.mark && strictness(word.kind) > 1 && strictness(word.kind) > strictness(out.kind)) out.kind = word.kind;
  }
  if (out.kind == RunKind::words && out.officer) out.kind = RunKind::officer;
  if (out.heading)
    for (std::size_t p = out.paragraph; p <= words[last - 1].paragraph; ++p) heads_[p].push_back(sentences.size());
  sentences.push_back(out);
}

std::vector<std::size_t> OurSide::above(std::size_t paragraph) const {
  std::vector<std::size_t> out;
  int level = paragraphs[paragraph].heading > 0 ? paragraphs[paragraph].heading : 4;
  const int table = paragraphs[paragraph].head ? 0 : paragraphs[paragraph].table;
  bool head_found = table == 0;
  for (std::size_t p = paragraph; p-- > 0 && (level > 1 || !head_found);) {
    const auto& above = paragraphs[p];
    const bool columns = !head_found && above.head && above.table == table;
    const bool heading = above.heading > 0 && above.heading < level;
    if (!columns && !heading) continue;
    if (heading) level = above.heading;
    head_found = head_found || columns;
    out.insert(out.end(), heads_[p].begin(), heads_[p].end());
  }
  return out;
}

std::string OurSide::text(std::size_t first, std::size_t last) const {
  return joined(words, texts_, first, last);
}

std::string OurSide::place(std::size_t paragraph) const {
  for (std::size_t p = paragraph; p-- > 0;)
    if (paragraphs[p].heading > 0) return quoted_heading(texts_[p]);
  return "at the beginning";
}

std::vector<EditedWord> seen_words(const WordParagraph& paragraph) {
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < paragraph.pieces.size(); ++i)
    if (const auto& piece = paragraph.pieces[i]; piece.is_seen())
      stretches.push_back({piece.text, i, piece.raised, piece.struck});
  return edited_words(stretches);
}

TheirSide::TheirSide(const WordFile& of) : file(of) {
  std::size_t number = 0;
  for (std::size_t p = 0; p < file.paragraphs.size(); ++p) {
    const auto& paragraph = file.paragraphs[p];
    std::string text;
    for (const auto& piece : paragraph.pieces)
      if (piece.is_seen()) text += piece.text;
    const bool body = paragraph.story == WordStory::body;
    auto seen = seen_words(paragraph);
    if (body && !seen.empty()) ++number;
    numbers_.push_back(number);
    texts_.push_back(std::move(text));
    if (body)
      for (auto& word : seen) words.push_back({std::move(word), p});
  }
}

std::string TheirSide::text(std::size_t first, std::size_t last) const {
  return joined(words, texts_, first, last);
}

std::string TheirSide::place(std::size_t paragraph) const {
  static constexpr std::array<const char*, 7> stories = {
      "", "the head of a page", "the foot of a page", "footnote ", "endnote ", "a text box", "comment "};
  const auto& of = file.paragraphs[paragraph];
  if (of.story != WordStory::body) {
    std::string out = stories.at(static_cast<std::size_t>(of.story));
    if (out.ends_with(' ')) out += std::to_string(of.number);
    return out;
  }
  std::string out = "paragraph " + std::to_string(numbers_[paragraph]);
  for (std::size_t p = paragraph; p-- > 0;)
    if (file.paragraphs[p].heading && file.paragraphs[p].story == WordStory::body && !text::trim(texts_[p]).empty())
      return out + ", " + quoted_heading(texts_[p]);
  return out;
}

}  // namespace breadcrumb::brief
