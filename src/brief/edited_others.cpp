#include "brief/edited_others.h"

#include <algorithm>
#include <set>

#include "text/utf8.h"

namespace breadcrumb::brief {

namespace {

bool same_words(const std::vector<EditedWord>& a, const std::vector<EditedWord>& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return x.text == y.text; });
}

std::vector<EditedWord> words_of(const Runs& runs) {
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < runs.size(); ++i) stretches.push_back({runs[i].text, i});
  return edited_words(stretches);
}

}  // namespace

void others(const Book& book, const TheirSide& theirs, const Places& places, Edited& edited) {
  Runs foot = book.footer;
  foot.insert(foot.end(), book.page_of.begin(), book.page_of.end());
  const auto our_foot = words_of(foot);
  bool foot_stands = false;
  std::set<std::string> boxes;
  const auto& paragraphs = theirs.file.paragraphs;
  for (std::size_t p = 0; p < paragraphs.size(); ++p) {
    const auto& paragraph = paragraphs[p];
    for (const auto& piece : paragraph.pieces)
      if (!piece.is_seen() && !text::trim(piece.text).empty())
        edited.unseen.push_back(
            {.text = piece.text, .place = theirs.place(p), .kind = piece.hidden ? "hidden" : "deleted"});
    if (paragraph.story == WordStory::body) continue;
    const auto seen = seen_words(paragraph);
    if (seen.empty()) continue;
    if (paragraph.story == WordStory::footer && same_words(seen, our_foot)) {
      foot_stands = true;
      continue;
    }
    // A text box is written twice, the second time for older programs.
    const auto text = std::string(text::trim(theirs.seen(p)));
    if (paragraph.story == WordStory::text_box && !boxes.insert(text).second) continue;
    auto& list = paragraph.story == WordStory::comment ? edited.comments : edited.added;
    list.push_back({.text = text,
                    .place = theirs.place(p),
                    .kind = "added",
                    .pretends = std::ranges::any_of(seen, [](const auto& word) { return is_quotation(word.text); })});
  }
  if (!foot_stands && !our_foot.empty()) edited.remarks.push_back("the foot of the pages was changed or is gone");
  if (!same_words(words_of({book.file_title}), words_of({{.text = theirs.file.title}})))
    edited.remarks.push_back("the title in the document's properties was changed: " + theirs.file.title);
  places.tell_gone(edited);
  for (const auto& what : theirs.file.unread) edited.remarks.push_back("not read: " + what);
}

}  // namespace breadcrumb::brief
