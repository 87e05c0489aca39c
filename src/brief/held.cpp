// The rounds that were held, in time: those that texts tell of and, inside the delegation, those that were entered as
// held and of which no text has been read. Of the second nothing is concluded; they are counted, named and dated.
#include <algorithm>

#include "brief/composer.h"

namespace breadcrumb::brief {

std::vector<HeldRound> rounds_for(const DialogueView& dialogue, Profile profile) {
  auto out = held_rounds(dialogue);
  // What was entered by hand stays inside.
  if (goes_out(profile)) std::erase_if(out, [](const HeldRound& round) { return round.entered != nullptr; });
  return out;
}

std::vector<HeldRound> Composer::without_text_since(int read) const {
  const auto from = std::ranges::find(held_, read, &HeldRound::read);
  std::vector<HeldRound> out;
  for (auto round = read < 0 || from == held_.end() ? held_.begin() : from; round != held_.end(); ++round)
    if (round->entered != nullptr) out.push_back(*round);
  return out;
}

std::string Composer::held_id(const HeldRound& round) const {
  return round.entered != nullptr ? "entry " + std::to_string(round.entered->number) : round_id(round.read);
}

std::string Composer::held_name(const HeldRound& round, bool start_of_sentence) {
  if (round.entered == nullptr) return round_name(round.read, start_of_sentence);
  const std::string end = start_of_sentence ? "_start" : "";
  const int ordinal = round.ordinal(d_);
  return ordinal > 0 ? text("round.ordinal" + end, {{"n", std::to_string(ordinal)}})
                     : text("round.dated" + end, {{"date", event_days(*round.entered)}});
}

std::string Composer::held_dates(const HeldRound& round) {
  return round.entered != nullptr ? event_days(*round.entered)
                                  : round_dates(d_.rounds[static_cast<std::size_t>(round.read)]);
}

std::string Composer::held_place(const HeldRound& round) {
  if (round.entered != nullptr) {
    const auto& entry = *round.entered;
    return !entry["place"].empty() ? entry["place"] : entry["virtual"] == "yes" ? text("timeline.virtual") : "";
  }
  const auto& view = d_.rounds[static_cast<std::size_t>(round.read)];
  return !view.place.empty() ? view.place : view.is_virtual == 1 ? text("timeline.virtual") : "";
}

int Composer::digit_of(std::size_t held) const {
  const int ordinal = held_[held].ordinal(d_);
  return ordinal > 0 ? ordinal : static_cast<int>(held) + 1;
}

std::string Composer::held_names(const std::vector<HeldRound>& rounds) {
  std::vector<std::string> names;
  const bool all_numbered =
      rounds.size() > 1 && std::ranges::all_of(rounds, [&](const HeldRound& round) { return round.ordinal(d_) > 0; });
  for (std::size_t i = 0; i < rounds.size(); ++i) {
    if (!all_numbered) {
      names.push_back(held_name(rounds[i]));
      continue;
    }
    const auto ordinal = [&](std::size_t at) { return rounds[at].ordinal(d_); };
    std::size_t end = i;
    while (end + 1 < rounds.size() && ordinal(end + 1) == ordinal(end) + 1) ++end;
    if (end >= i + 2) {
      names.push_back(
          text("round.from_to", {{"first", std::to_string(ordinal(i))}, {"last", std::to_string(ordinal(end))}}));
      i = end;
    } else {
      names.push_back(text("round.in_list", {{"n", std::to_string(ordinal(i))}}));
    }
  }
  return all_numbered ? text("round.several", {{"list", join(names)}}) : join(names);
}

std::string Composer::held_ids(const std::vector<HeldRound>& rounds) const {
  std::string out;
  for (const auto& round : rounds) out += (out.empty() ? "" : " ") + held_id(round);
  return out;
}

void Composer::held_as_entered(Runs& runs) {
  for (const auto& round : without_text_since(last_)) {
    const auto& entry = *round.entered;
    const auto& state = entry.fields.find("state")->second;
    runs.push_back(claim("held_entered", {{"entry", "round:" + std::to_string(entry.number)}}, "glance.held",
                         {{"round", held_name(round, true)},
                          {"dates", held_dates(round)},
                          {"place", event_place(entry)},
                          {"n", std::to_string(entry.number)},
                          {"author", state.author},
                          {"date", date(state.time)}}));
    runs.push_back(method_mark("held"));
    runs.push_back(say("mark.space"));
  }
}

}  // namespace breadcrumb::brief
