#include "thread/thread.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "thread/linker.h"
#include "thread/places.h"
#include "thread/redline.h"
#include "thread/wordings.h"

namespace breadcrumb::thread {
namespace {

// Makes the steps of all strands once the links stand.
class Teller {
 public:
  Teller(const std::vector<RoundText>& texts, const std::vector<Strand>& strands, const ThreadRules& rules)
      : strands_(strands), names_(names_of(strands, rules)), rules_(rules) {
    for (const RoundText& text : texts) {
      by_round_[text.round].push_back(&text);
      last_round_ = std::max(last_round_, text.round);
    }
    for (auto& [round, list] : by_round_)
      std::stable_sort(list.begin(), list.end(), [](const RoundText* a, const RoundText* b) {
        return a->side != b->side ? a->side < b->side : a->source < b->source;
      });
    for (std::size_t s = 0; s < strands.size(); ++s)
      for (const Sighting& sighting : strands[s].sightings)
        for (const Place& place : sighting.places) strand_of_[place.mention] = s;
    find_moved();
  }

  std::vector<Thread> tell() {
    std::vector<std::size_t> order;
    for (std::size_t s = 0; s < strands_.size(); ++s)
      if (strands_[s].alive && !strands_[s].sightings.empty()) order.push_back(s);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return strands_[a].sightings.front().round < strands_[b].sightings.front().round;
    });
    std::vector<Thread> out;
    for (const std::size_t s : order) out.push_back(thread_of(s));
    return out;
  }

 private:
  Thread thread_of(std::size_t s) {
    const Strand& strand = strands_[s];
    Thread out;
    out.key = key_of(s);
    out.name = names_[s];
    if (strand.parent >= 0) out.parent = key_of(static_cast<std::size_t>(strand.parent));
    std::set<std::string> topics;
    for (const Sighting& sighting : strand.sightings)
      for (const Place& place : sighting.places) {
        if (!place.mention->kind.empty()) out.kind = place.mention->kind;
        for (const auto& topic : place.mention->topics)
          if (topics.insert(topic).second) out.topics.push_back(topic);
      }
    unsigned streak = 0, silence = 0;
    std::size_t next = 0;
    for (int round = strand.sightings.front().round; round <= last_round_; ++round) {
      Step step;
      step.round = round;
      if (next < strand.sightings.size() && strand.sightings[next].round == round) {
        seen(s, next, step, silence);
        const bool follows = next > 0 && strand.sightings[next - 1].round == round - 1;
        const bool changed = has(step, StepKind::reworded) || has(step, StepKind::split) || has(step, StepKind::merged);
        streak = follows && !changed && repeats(strand.sightings[next - 1], strand.sightings[next]) ? streak + 1 : 1;
        step.streak = streak;
        silence = 0;
        ++next;
      } else {
        streak = 0;
        unseen(s, next, step, silence);
        step.silence = silence;
      }
      out.steps.push_back(std::move(step));
    }
    return out;
  }

  [[nodiscard]] std::string key_of(std::size_t s) const {
    const Strand& strand = strands_[s];
    return strand.sightings.empty() ? "" : strand.sightings.front().places.front().mention->fact;
  }

  static void add_kind(Step& step, StepKind kind) {
    if (!has(step, kind)) step.kinds.push_back(kind);
  }
  void add_name(Step& step, std::size_t s) const {
    const std::string& name = names_[s];
    if (std::find(step.with.begin(), step.with.end(), name) == step.with.end()) step.with.push_back(name);
  }

  // The last sighting of a strand before a round, or nothing.
  [[nodiscard]] const Sighting* before(std::size_t s, int round) const {
    const Sighting* out = nullptr;
    for (const Sighting& sighting : strands_[s].sightings)
      if (sighting.round < round) out = &sighting;
    return out;
  }

  // The last wording of one side before a round: of words where there are words, of the bare name where there are none.
  [[nodiscard]] std::optional<Wording> side_wording(std::size_t s, int round, const RoundText& side, bool bare) const {
    const auto& sightings = strands_[s].sightings;
    for (auto it = sightings.rbegin(); it != sightings.rend(); ++it) {
      if (it->round >= round) continue;
      if (auto out = said(*it, side, rules_); out && out->bare == bare) return out;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::string side_heading(std::size_t s, int round, const RoundText& side) const {
    const auto& sightings = strands_[s].sightings;
    for (auto it = sightings.rbegin(); it != sightings.rend(); ++it)
      if (it->round < round)
        if (const auto out = said(*it, side, rules_)) return out->heading;
    return "";
  }

  // Does a text say the same as one of its language said the round before? Nothing follows from one in another
  // language, nor from a name beside words.
  [[nodiscard]] bool repeats(const Sighting& before, const Sighting& now) const {
    for (const Place& place : now.places)
      for (const Place& old : before.places) {
        if (place.text->language != old.text->language) continue;
        const auto a = said(before, *old.text, rules_), b = said(now, *place.text, rules_);
        if (a && b && a->bare == b->bare && same_words(a->content, b->content)) return true;
      }
    return false;
  }

  void seen(std::size_t s, std::size_t index, Step& step, unsigned silence) {
    const Strand& strand = strands_[s];
    const Sighting& sighting = strand.sightings[index];
    for (const Place& place : sighting.places) step.mentions.push_back(*place.mention);
    step.margin = sighting.margin;
    if (sighting.runner_up >= 0 && strands_[static_cast<std::size_t>(sighting.runner_up)].alive)
      step.runner_up = names_[static_cast<std::size_t>(sighting.runner_up)];
    step.because = sighting.because;
    const auto absence = std::find_if(strand.absences.begin(), strand.absences.end(),
                                      [&](const Strand::Absence& a) { return a.until == sighting.round; });

    std::vector<std::size_t> sources;  // strands whose older words this step goes back to
    if (index == 0 && strand.parent < 0) {
      add_kind(step, StepKind::first_seen);
    } else if (index == 0) {
      add_kind(step, StepKind::split);
      add_name(step, static_cast<std::size_t>(strand.parent));
      sources.push_back(static_cast<std::size_t>(strand.parent));
    } else {
      if (absence != strand.absences.end()) {
        add_kind(step, StepKind::split);
        add_name(step, static_cast<std::size_t>(absence->strand));
      } else {
        add_kind(step, silence > 0 ? StepKind::revived : StepKind::continued);
      }
      sources.push_back(s);
    }
    for (const std::size_t other : sighting.merged) {
      if (!strands_[other].alive) continue;
      add_kind(step, StepKind::merged);
      add_name(step, other);
      sources.push_back(other);
    }
    for (const std::size_t source : sources)
      if (const Sighting* old = before(source, sighting.round))
        for (const Place& place : old->places) step.from.push_back(place.mention->fact);
    for (std::size_t other = 0; other < strands_.size(); ++other) {
      const Strand& child = strands_[other];
      if (!child.alive || child.sightings.empty()) continue;
      const bool born =
          child.parent == static_cast<int>(s) && child.sightings.front().round == sighting.round && index > 0;
      const bool back = std::any_of(child.absences.begin(), child.absences.end(), [&](const Strand::Absence& a) {
        return a.strand == static_cast<int>(s) && a.until == sighting.round;
      });
      if (!born && !back) continue;
      add_kind(step, StepKind::split);
      add_name(step, other);
    }
    compare_words(s, sighting, sources, step);
    for (const Place& place : sighting.places) {
      if (!moved_.contains(place.mention)) continue;
      add_kind(step, StepKind::moved);
      break;
    }
    if (needs_person(step, rules_)) step.because += " The match is close; a person should look.";
  }

  void compare_words(std::size_t s, const Sighting& sighting, const std::vector<std::size_t>& sources, Step& step) {
    bool differs = false;
    std::set<const RoundText*> done;
    const bool is_child = !sources.empty() && sources.front() != s;
    for (const Place& place : sighting.places) {
      if (!done.insert(place.text).second) continue;
      const auto now = said(sighting, *place.text, rules_);
      if (!now) continue;
      Wording old;
      for (const std::size_t source : sources) {
        const auto words = side_wording(source, sighting.round, *place.text, now->bare);
        if (!words) continue;
        const char* feed = old.words.empty() ? "" : "\n";
        old.words += feed + words->words;
        old.content += feed + words->content;
        old.round = std::max(old.round, words->round);
      }
      if (!is_child && !now->heading.empty())
        if (const auto old_heading = side_heading(s, sighting.round, *place.text); !old_heading.empty())
          differs = differs || !same_words(old_heading, now->heading);
      if (old.words.empty()) continue;
      if (is_child) old.words = nearest_part(old.words, now->words);
      if (!is_child && !same_words(old.content, now->content)) differs = true;
      if (step.wordings.empty()) {
        step.redline = redline(old.words, now->words, place.text->language);
        step.since = old.round;
      }
      step.wordings.push_back({place.text->side, place.text->language, std::move(old.words), now->words});
    }
    if (differs) add_kind(step, StepKind::reworded);
  }

  void unseen(std::size_t s, std::size_t next, Step& step, unsigned& silence) {
    const Strand& strand = strands_[s];
    int inside = -1, since = -1;
    if (strand.absorbed_by >= 0 && step.round >= strand.absorbed_round)
      inside = strand.absorbed_by, since = strand.absorbed_round;
    for (const auto& absence : strand.absences)
      if (step.round >= absence.from && step.round < absence.until) inside = absence.strand, since = absence.from;
    if (inside >= 0) {
      const auto host = static_cast<std::size_t>(inside);
      step.kinds = {StepKind::merged};
      add_name(step, host);
      if (step.round == since) {
        if (const Sighting* old = before(s, step.round))
          for (const Place& place : old->places) step.from.push_back(place.mention->fact);
        step.because = fmt::format("Its subject stands under \"{}\" now.", names_[host]);
        step.reason = {"stands_under", {{"name", names_[host]}}};
      } else {
        step.because = fmt::format("Its subject went into \"{}\" earlier.", names_[host]);
        step.reason = {"went_into", {{"name", names_[host]}}};
      }
      return;
    }
    const auto found = by_round_.find(step.round);
    if (found == by_round_.end()) {
      step.kinds = {StepKind::unknown};
      step.because = "The desk holds no text of this round.";
      step.reason = {"no_text", {}};
      return;
    }
    // Only a side that spoke of it, or a joint text, can be silent about it.
    std::set<std::string> sides;
    for (std::size_t i = 0; i < next; ++i)
      for (const Place& place : strand.sightings[i].places) sides.insert(place.text->side);
    std::set<std::string> silent_sides;
    bool open_list = true, joint = false, unsigned_text = false, other_whole = false;
    for (const RoundText* text : found->second) {
      if (text->excerpt) continue;
      if (text->side.empty() || sides.contains(text->side) || sides.contains("")) {
        silent_sides.insert(text->side);
        joint = joint || (text->side.empty() && !text->side_unknown);
        unsigned_text = unsigned_text || text->side_unknown;
        open_list = open_list && text->open_list;
      } else {
        other_whole = true;
      }
    }
    if (!silent_sides.empty()) {
      step.kinds = {StepKind::not_mentioned};
      ++silence;
      silent_sides.erase("");
      std::vector<std::string> who;
      if (joint) who.emplace_back("the joint text");
      if (unsigned_text) who.emplace_back("a text whose side is unknown");
      const std::string_view of = !who.empty() ? "that" : silent_sides.size() == 1 ? "the text" : "the texts";
      if (!silent_sides.empty()) who.push_back(fmt::format("{} of {}", of, fmt::join(silent_sides, " and ")));
      who.front().front() = static_cast<char>(who.front().front() - 'a' + 'A');
      const bool one = who.size() == 1 && silent_sides.size() < 2;
      step.because = fmt::format("{} {} whole and {} not mention it", fmt::join(who, " and "), one ? "is" : "are",
                                 one ? "does" : "do");
      step.reason = {one ? "silent_one" : "silent", {}};
      if (open_list) step.reason.id += "_open";
      if (joint) step.reason.places.emplace_back("who", "joint");
      if (unsigned_text) step.reason.places.emplace_back("who", "unsigned");
      for (const auto& side : silent_sides) step.reason.places.emplace_back("who", side);
      step.because += !open_list ? "."
                      : one      ? "; its list is open, so it may still have been spoken of."
                                 : "; their lists are open, so it may still have been spoken of.";
      return;
    }
    step.kinds = {StepKind::unknown};
    step.reason = {other_whole ? "other_side" : "only_excerpt", {}};
    step.because = other_whole ? "No whole text of a side that spoke of it; the other side's silence says nothing."
                               : "The desk holds only an excerpt of this round: nothing follows from its silence.";
  }

  // A topic of prose whose text has an area for it too: its name in a list.
  static bool only_named(const Place& place, const std::vector<Place>& places) {
    return !place.mention->area && std::any_of(places.begin(), places.end(), [&](const Place& other) {
      return other.text == place.text && other.mention->area;
    });
  }

  // Headings out of their order against the same side's text before; prose that got a heading, or lost it; an issue
  // that went from the common to the bilateral ones.
  void find_moved() {
    std::map<std::pair<std::string, std::string>, const RoundText*> last;
    for (const auto& [round, list] : by_round_) {
      std::map<std::pair<std::string, std::string>, const RoundText*> fresh;
      for (const RoundText* text : list) {
        const std::pair side{text->side, text->language};
        fresh.try_emplace(side, text);
        const auto old = last.find(side);
        if (old == last.end()) continue;
        std::map<std::size_t, std::size_t> old_rank;  // strand -> place among the older headings
        for (const Mention& mention : old->second->mentions)
          if (const auto strand = strand_of_.find(&mention); mention.area && strand != strand_of_.end())
            old_rank.try_emplace(strand->second, old_rank.size());
        std::vector<std::size_t> ranks;
        std::vector<const Mention*> mentions;
        std::set<std::size_t> taken;
        for (const Mention& mention : text->mentions) {
          const auto strand = strand_of_.find(&mention);
          if (!mention.area || strand == strand_of_.end()) continue;
          const auto rank = old_rank.find(strand->second);
          if (rank == old_rank.end() || !taken.insert(strand->second).second) continue;
          ranks.push_back(rank->second);
          mentions.push_back(&mention);
        }
        for (const std::size_t place : moved_places(ranks)) moved_.insert(mentions[place]);
      }
      for (const auto& [side, text] : fresh) last[side] = text;
    }
    for (const Strand& strand : strands_) {
      for (std::size_t i = 1; i < strand.sightings.size(); ++i) {
        const auto &now = strand.sightings[i].places, &before = strand.sightings[i - 1].places;
        for (const Place& place : now) {
          for (const Place& old : before) {
            if (!same_side(*place.text, *old.text) || only_named(place, now) || only_named(old, before)) continue;
            const bool kind =
                !place.mention->kind.empty() && !old.mention->kind.empty() && place.mention->kind != old.mention->kind;
            if (kind || place.mention->area != old.mention->area) moved_.insert(place.mention);
          }
        }
      }
    }
  }

  const std::vector<Strand>& strands_;
  const std::vector<std::string> names_;
  const ThreadRules& rules_;
  std::map<int, std::vector<const RoundText*>> by_round_;
  std::map<const Mention*, std::size_t> strand_of_;  // looked up only
  std::set<const Mention*> moved_;                   // looked up only
  int last_round_ = 0;
};

}  // namespace

std::vector<Thread> thread(const std::vector<RoundText>& texts, const std::vector<ThreadDecision>& decisions,
                           const ThreadRules& rules) {
  const std::vector<Strand> strands = link(texts, decisions, rules);
  return Teller(texts, strands, rules).tell();
}

std::vector<std::size_t> unfit_decisions(const std::vector<RoundText>& texts,
                                         const std::vector<ThreadDecision>& decisions) {
  std::set<FactId> known;
  for (const RoundText& text : texts)
    for (const Mention& mention : text.mentions) known.insert(mention.fact);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < decisions.size(); ++i)
    if (std::any_of(decisions[i].mentions.begin(), decisions[i].mentions.end(),
                    [&](const FactId& fact) { return !known.contains(fact); }))
      out.push_back(i);
  return out;
}

bool has(const Step& step, StepKind kind) {
  return std::find(step.kinds.begin(), step.kinds.end(), kind) != step.kinds.end();
}

bool needs_person(const Step& step, const ThreadRules& rules) {
  return !step.mentions.empty() && step.margin < rules.ask_below();
}

}  // namespace breadcrumb::thread
