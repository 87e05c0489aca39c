#include "brief/edited_places.h"

namespace breadcrumb::brief {

Places::Places(const OurSide& ours, const TheirSide& theirs, const std::vector<std::size_t>& match)
    : ours_(ours), theirs_(theirs) {
  std::map<std::size_t, std::set<std::size_t>> now;  // of our paragraphs: theirs
  for (std::size_t i = 0; i < match.size(); ++i)
    if (match[i] < theirs.words.size()) now[ours.words[i].paragraph].insert(theirs.words[match[i]].paragraph);
  for (std::size_t p = 0; p < ours.paragraphs.size(); ++p) {
    std::vector<std::string> anchors = {ours.paragraphs[p].anchor};
    for (const auto& run : ours.paragraphs[p].runs) anchors.push_back(run.anchor);
    for (const auto& anchor : anchors)
      if (!anchor.empty()) paragraphs_["#" + docx_bookmark(anchor)].insert(now[p].begin(), now[p].end());
  }
}

bool Places::is_elsewhere(const std::string& link) const {
  const auto wanted = paragraphs_.find(link);
  if (wanted == paragraphs_.end() || wanted->second.empty()) return false;  // its words are gone, and told as such
  const auto found = theirs_.file.bookmarks.find(link.substr(1));
  return found != theirs_.file.bookmarks.end() && !wanted->second.contains(found->second);
}

void Places::tell_gone(Edited& edited) const {
  std::set<std::string> told;
  for (const auto& paragraph : ours_.paragraphs)
    for (const auto& run : paragraph.runs) {
      if (!run.link.starts_with('#')) continue;
      const auto name = docx_bookmark(run.link.substr(1));
      const auto words = paragraphs_.find("#" + name);
      const bool stands = words != paragraphs_.end() && !words->second.empty();
      if (stands && !theirs_.file.bookmarks.contains(name) && told.insert(name).second)
        edited.remarks.push_back("a breadcrumb leads nowhere, since its bookmark is gone: " + name);
    }
}

}  // namespace breadcrumb::brief
