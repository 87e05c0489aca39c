#include "brief/edited_others.h"

#include <algorithm>
#include <set>

#include "brief/handling.h"
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

/// The runs that say for whom the paper is.
Runs handling_in(const Runs& runs) {
  Runs out;
  std::ranges::copy_if(runs, std::back_inserter(out), is_handling);
  return out;
}

std::string text_of(const Runs& runs) {
  std::string out;
  for (const auto& run : runs) out += run.text;
  return out;
}

/// Neither the line of ours nor a foot without one: a third of its words stand there, and not all of them in their
/// order.
bool is_other_handling(const std::vector<EditedWord>& seen, const std::vector<EditedWord>& ours,
                       const std::vector<EditedWord>& our_foot) {
  if (ours.empty()) return false;
  const auto same = [](const EditedWord& a, const EditedWord& b) { return a.text == b.text; };
  const auto whole = std::ranges::search(seen, ours, same);
  // Nothing may stand before it, and behind it only what stands there in ours.
  if (!whole.empty() && whole.begin() == seen.begin() &&
      (whole.end() == seen.end() || ours.size() == our_foot.size() || same(*whole.end(), our_foot[ours.size()])))
    return false;
  std::size_t words = 0, found = 0;
  for (const auto& word : ours) {
    if (word.sign) continue;
    ++words;
    found += std::ranges::any_of(seen, [&](const auto& one) { return same(one, word); }) ? 1 : 0;
  }
  return found > 0 && found * 3 >= words;
}

}  // namespace

void others(const Book& book, const TheirSide& theirs, const Places& places, Edited& edited,
            std::vector<VerifyFailure>& failures) {
  Runs foot = book.footer;
  foot.insert(foot.end(), book.page_of.begin(), book.page_of.end());
  const auto our_foot = words_of(foot);
  const auto ours_is_for = words_of(handling_in(foot));
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
    if (paragraph.story == WordStory::footer && is_other_handling(seen, ours_is_for, our_foot))
      failures.push_back({"verify.changed", "the handling line at the foot of the pages was changed",
                          text_of(handling_in(foot)), std::string(text::trim(theirs.seen(p))), theirs.place(p)});
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
