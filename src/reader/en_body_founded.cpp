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

void StepReader::founded_ahead() {
  for (const auto& match : text_.patterns.find("found_ahead", s_)) {
    const auto* what = match.of("what");
    if (!what || denied(match.first) || denied(what->first) || background() || background_words()) continue;
    // Promised by both, and not only weighed.
    const bool promised = match.rule->set.contains("agreed") ||
                          std::ranges::any_of(state_.build.all(FactKind::commitment), [&](const Fact* fact) {
                            return fact->quote.start <= s_.byte(match.first) && s_.byte(match.first) < fact->quote.end;
                          });
    if (!promised || (match.first > 1 && any("body_ahead_not", match.first - 2, match.first))) continue;
    // What it is on belongs to its name; a body that is on nothing is none yet.
    std::size_t last = what->last;
    if (one_of(word(last), {"on", "for"})) {
      while (last < end_ && !tokens_[last].is(",") && !tokens_[last].is(";") &&
             !one_of(word(last), {"which", "that", "with", "to", "by", "will", "shall", "would", "before", "in", "at",
                                  "under", "as"}) &&
             !(word(last) == "and" && (in("body_do", last + 1) ||
                                       one_of(word(last + 1), {"to", "agreed", "will", "decided", "a", "an", "the"}))))
        ++last;
      if (last < what->last + 2) continue;
    } else {
      std::size_t noun = what->first;
      while (noun < what->last && !in("body_ahead", noun)) ++noun;
      bool modified = false;
      for (std::size_t i = what->first; i < noun; ++i) modified = modified || !in("body_ahead_plain", i);
      if (!modified) continue;
    }
    std::string name(text_.words(s_.byte(what->first), s_.byte_after(last)));
    if (std::ranges::any_of(state_.build.all(FactKind::body),
                            [&](const Fact* known) { return same_words(known->field("name"), name); }))
      continue;
    Fact& body = state_.build.add(FactKind::body, s_.byte(match.first), s_.byte_after(last), match.rule->id);
    body.set("name", std::move(name));
    body.set("relation", "under");
    body.set("stage", "to be set up");
    for (std::size_t i = last; i + 1 < std::min(end_, last + 6); ++i)
      if (one_of(word(i), {"will", "to", "shall"}) && one_of(word(i + 1), {"meet", "convene", "gather", "hold"}))
        if (auto date = date_in(i, end_, false); !date.empty()) body.set("next_meeting", std::move(date));
  }
}

}  // namespace breadcrumb::reader
