// Bodies that a meeting set up in one breath.
#include "reader/en_body_steps.h"

namespace breadcrumb::reader {

void StepReader::established_list() {
  for (const auto& match : text_.patterns.find("found_list", s_)) {
    const auto* noun = match.of("noun");
    if (!noun || used(noun->first) || denied(match.first) || background() || background_words()) continue;
    if (match.first > 0 && one_of(word(match.first - 1), {"was", "were", "is", "been", "which", "that", "had", "newly",
                                                          "to", "not", "under", "by", "already", "previously"}))
      continue;
    const TopicList fields = topics_of(text_, s_, match.last, end_);
    if (fields.topics.size() < 2) continue;
    // "working groups": the name of one of them is in the singular, with a capital where its field has one.
    std::string kind(text_.words(s_.byte(noun->first), s_.byte_after(noun->last)));
    if (kind.ends_with('s')) kind.pop_back();
    std::size_t last = match.last;
    for (const auto& field : fields.topics) {
      std::string name = kind + " on " + std::string(text_.words(s_.byte(field.first), s_.byte_after(field.last)));
      if (tokens_[field.first].upper && name.front() >= 'a' && name.front() <= 'z')
        name.front() = static_cast<char>(name.front() - 'a' + 'A');
      Fact& fact =
          state_.build.add(FactKind::established, s_.byte(field.first), s_.byte_after(field.last), match.rule->id);
      fact.set("name", name);
      fact.set("kind", "body");
      Fact& body = state_.build.add(FactKind::body, s_.byte(field.first), s_.byte_after(field.last), match.rule->id);
      body.set("name", name);
      body.set("relation", "under");
      body.set("stage", "set up");
      last = std::max(last, field.last);
    }
    out_.taken.push_back({match.first, last});
  }
}

}  // namespace breadcrumb::reader
