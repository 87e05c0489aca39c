#include "thread/wordings.h"

#include <algorithm>
#include <set>

#include "text/utf8.h"
#include "text/words.h"
#include "thread/features.h"
#include "thread/redline.h"
#include "thread/thread.h"

namespace breadcrumb::thread {
namespace {

// The text has no words on it but its name.
bool bare(const Mention& mention) {
  return mention.named || text::trim(mention.text).empty();
}

}  // namespace

bool same_side(const RoundText& a, const RoundText& b) {
  return a.language == b.language && (a.side == b.side || a.side.empty() || b.side.empty());
}

bool same_words(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const Redline difference = redline(text::fold(a), text::fold(b));
  return difference.unchanged() || difference.typography_only;
}

std::optional<Wording> said(const Sighting& sighting, const RoundText& side, const ThreadRules& rules) {
  std::set<std::string> printed;
  const RoundText* only = nullptr;
  for (const Place& place : sighting.places)  // of one source: the side's own if there is one
    if (place.text->side == side.side && same_side(*place.text, side) && only == nullptr) only = place.text;
  for (const Place& place : sighting.places)
    if (only == nullptr && same_side(*place.text, side)) only = place.text;
  if (only == nullptr) return std::nullopt;
  Wording out;
  out.round = sighting.round;
  for (const Place& place : sighting.places)
    if (place.text == only && !bare(*place.mention)) out.bare = false;
  for (const Place& place : sighting.places) {
    if (place.text != only) continue;
    if (out.heading.empty()) out.heading = place.mention->heading;
    const std::string words = wording(*place.mention);
    if (bare(*place.mention) != out.bare || words.empty()) continue;
    if (!printed.insert(text::fold(words)).second) continue;  // an abstract and the list it repeats
    const char* feed = out.words.empty() ? "" : "\n";
    out.words += feed + words;
    out.content += feed + without_frame(words, rules);
  }
  return out.words.empty() ? std::nullopt : std::optional(out);
}

std::string nearest_part(const std::string& old, const std::string& now) {
  std::set<std::string> known;
  for (const text::Word& word : text::words(now))
    if (word.kind != text::WordKind::sign) known.insert(text::fold_word(word.text));
  std::string out;
  int best = 0;
  for (const std::string_view sentence : sentences_of(old)) {
    int shared = 0;
    for (const text::Word& word : text::words(sentence))
      if (word.text.size() > 3 && known.contains(text::fold_word(word.text))) ++shared;
    if (shared > best) {
      best = shared;
      out = sentence;
    }
  }
  return out.empty() ? old : out;
}

std::string wording(const Mention& mention) {
  if (mention.text.empty()) return mention.heading;
  if (mention.area || mention.words.empty()) return mention.text;
  std::string out;
  for (const Span& span : mention.words) out += (out.empty() ? "" : "\n") + span.text;
  return out;
}

}  // namespace breadcrumb::thread
