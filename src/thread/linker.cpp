#include "thread/linker.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "text/utf8.h"
#include "thread/assign.h"

namespace breadcrumb::thread {
namespace {

constexpr std::size_t wordings_looked_at = 3;  // of a strand's past, newest first
constexpr int most_age = 16;
constexpr int absorbed_cost = 8;     // to continue a strand that had gone into another
constexpr int recent_rounds = 3;     // how long after it was last seen words can have gone elsewhere
constexpr int like_kin = 45;         // likeness to a strand that goes on elsewhere from which a mention is a part of it
constexpr int side_tie = 60;         // likeness to its own side's history from which a mention joins the other side's
constexpr int weak_match = 52;       // below this a match gives way to a clearer origin as a part
constexpr int enough_lost = 40;      // share of the part's words that the other successor must lack
constexpr int outright = 12;         // how much clearer a part must be to continue a strand without a likeness as a whole
constexpr std::size_t longest_name = 90;

bool set_aside(const RoundText& text, const Mention& mention, const ThreadRules& rules) {
  for (const Span& frame : text.frame)
    if (frame.overlaps(mention.quote)) return true;
  return !mention.area && mention.heading.empty() && is_frame(mention.text, rules);
}

class Linker {
 public:
  Linker(const std::vector<RoundText>& texts, const std::vector<ThreadDecision>& decisions, const ThreadRules& rules)
      : decisions_(decisions), rules_(rules), vocabulary_(texts, rules) {
    for (const RoundText& text : texts) by_round_[text.round].push_back(&text);
    for (auto& [round, list] : by_round_)
      std::stable_sort(list.begin(), list.end(), [](const RoundText* a, const RoundText* b) {
        return a->side != b->side ? a->side < b->side : a->source < b->source;
      });
    schedule();
  }

  std::vector<Strand> run() {
    for (const auto& [round, list] : by_round_) {
      link_round(round, subjects(list, vocabulary_, rules_));
      while (next_decision_ < times_.size() && times_[next_decision_] <= round) apply(decisions_[next_decision_++]);
    }
    return std::move(strands_);
  }

 private:
  using Group = std::vector<Place>;

  const Features& features(const Place& place) {
    const auto found = features_.find(place.mention);
    if (found != features_.end()) return found->second;
    return features_.emplace(place.mention, vocabulary_.features(*place.mention, place.text->language, place.text->mentions.size()))
        .first->second;
  }

  // Decisions keep their order; each waits until all its mentions have been seen, so that later rounds follow it.
  void schedule() {
    std::map<FactId, int> rounds;
    for (const auto& [round, list] : by_round_)
      for (const RoundText* text : list)
        for (const Mention& mention : text->mentions) rounds.try_emplace(mention.fact, round);
    int time = by_round_.empty() ? 0 : by_round_.begin()->first;
    for (const ThreadDecision& decision : decisions_) {
      for (const FactId& fact : decision.mentions)
        if (const auto found = rounds.find(fact); found != rounds.end()) time = std::max(time, found->second);
      times_.push_back(time);
    }
  }

  int likeness(const Group& group, const Strand& strand, int round) {
    int best = 0;
    std::size_t looked_at = 0;
    for (auto it = strand.sightings.rbegin(); it != strand.sightings.rend() && looked_at < wordings_looked_at; ++it, ++looked_at) {
      const int age = std::min(most_age, rules_.figures().age * std::max(0, round - it->round - 1));
      for (const Place& old : it->places)
        for (const Place& place : group) best = std::max(best, vocabulary_.similarity(features(place), features(old)) - age);
    }
    return strand.absorbed_by >= 0 ? std::max(0, best - absorbed_cost) : best;
  }

  // How clearly one list of places holds the other as a part, and how much of that the third lacks.
  int part_of(const Group& part, const Group& whole, const Group* successor) {
    int best = 0;
    for (const Place& p : part) {
      for (const Place& w : whole) {
        if (p.text->language != w.text->language) continue;
        const int clear = vocabulary_.contained(features(p), features(w));
        if (clear <= best) continue;
        int lost = 100;
        if (successor != nullptr)
          for (const Place& s : *successor)
            if (s.text->language == p.text->language)
              lost = std::min(lost, vocabulary_.lacking(features(p), features(w), features(s)));
        if (lost >= enough_lost) best = clear;
      }
    }
    return best;
  }

  static bool share_a_text(const Group& a, const Group& b) {
    for (const Place& x : a)
      for (const Place& y : b)
        if (x.text == y.text) return true;
    return false;
  }

  // The words that a strand's last two wordings share.
  Features lasting_words(const Strand& strand) {
    const auto& sightings = strand.sightings;
    if (sightings.size() < 2) return {};
    return vocabulary_.core(features(sightings.back().places.front()), features(sightings[sightings.size() - 2].places.front()));
  }

  // How clearly a group holds a strand's lasting words, which the other strand that goes on in it did not have.
  int holds(const Group& group, const Features& lasting, const Group& other) {
    if (lasting.heading.empty()) return 0;
    int best = 0;
    for (const Place& place : group) {
      if (place.text->language != lasting.language) continue;
      int lost = 100;
      for (const Place& old : other) lost = std::min(lost, vocabulary_.lacking(lasting, features(place), features(old)));
      if (lost >= enough_lost) best = std::max(best, vocabulary_.contained(lasting, features(place)));
    }
    return best;
  }

  // Seen lately enough that its words can have gone into another's, or another's can have grown out of it.
  [[nodiscard]] bool is_recent(const Strand& strand, int round) const {
    return strand.alive && strand.absorbed_by < 0 && round - strand.sightings.back().round <= recent_rounds;
  }

  std::string why(const Group& group, const Group& old) {
    for (const Place& p : group)
      for (const Place& o : old)
        if (!p.mention->heading.empty() && features(p).folded_heading == features(o).folded_heading)
          return "Both stand under the same heading.";
    std::string words;
    int best = -1;
    for (const Place& p : group)
      for (const Place& o : old) {
        const int score = vocabulary_.similarity(features(p), features(o));
        if (score > best) {
          best = score;
          words = vocabulary_.shared_words(features(p), features(o));
        }
      }
    return words.empty() ? "The topics and the place in the text are alike." : fmt::format("Both speak of {}.", words);
  }

  void see(std::size_t strand, int round, Group group, int margin, int runner_up, std::string because) {
    Strand& target = strands_[strand];
    if (target.absorbed_by >= 0) {
      target.absences.push_back({target.absorbed_round, round, target.absorbed_by});
      target.absorbed_by = target.absorbed_round = -1;
    }
    target.sightings.push_back({round, std::move(group), {}, margin, runner_up, std::move(because)});
  }

  void link_round(int round, std::vector<Group> groups) {
    const Figures& figures = rules_.figures();
    const std::size_t old_count = strands_.size();
    std::vector<std::size_t> columns;
    for (std::size_t s = 0; s < old_count; ++s)
      if (strands_[s].alive) columns.push_back(s);
    std::vector<std::vector<int>> score(groups.size(), std::vector<int>(columns.size(), 0)), allowed = score;
    for (std::size_t g = 0; g < groups.size(); ++g)
      for (std::size_t c = 0; c < columns.size(); ++c) {
        score[g][c] = likeness(groups[g], strands_[columns[c]], round);
        if (score[g][c] >= figures.accept) allowed[g][c] = score[g][c];
      }
    std::vector<int> column = assign(allowed);
    std::vector<int> owner(columns.size(), -1);
    for (std::size_t g = 0; g < groups.size(); ++g)
      if (column[g] >= 0) owner[static_cast<std::size_t>(column[g])] = static_cast<int>(g);

    const auto last = [&](std::size_t c) -> const Group& { return strands_[columns[c]].sightings.back().places; };
    const auto recent = [&](std::size_t c) { return is_recent(strands_[columns[c]], round); };
    // The best older mention that holds group `g` as a part. `taken`: among strands that go on in another group.
    struct Origin {
      int clear = 0;
      int second = 0;
      int c = -1;
    };
    const auto origin = [&](std::size_t g, bool taken) {
      Origin out;
      for (std::size_t c = 0; c < columns.size(); ++c) {
        if (!recent(c) || (owner[c] >= 0) != taken || owner[c] == static_cast<int>(g)) continue;
        int clear = part_of(groups[g], last(c), taken ? &groups[static_cast<std::size_t>(owner[c])] : nullptr);
        if (taken && score[g][c] >= like_kin) clear = std::max(clear, std::max(figures.split, score[g][c]));
        if (clear > out.clear) {
          out.second = out.clear;
          out.clear = clear;
          out.c = static_cast<int>(c);
        } else {
          out.second = std::max(out.second, clear);
        }
      }
      return out;
    };

    // Two sides can print one subject in words that share nothing: each side's own history ties them.
    std::vector<bool> joined(groups.size(), false);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (column[g] >= 0) continue;
      int best = side_tie - 1;
      std::size_t host = groups.size();
      for (std::size_t c = 0; c < columns.size(); ++c)
        if (owner[c] >= 0 && score[g][c] > best && !share_a_text(groups[g], groups[static_cast<std::size_t>(owner[c])])) {
          best = score[g][c];
          host = static_cast<std::size_t>(owner[c]);
        }
      if (host == groups.size()) continue;
      groups[host].insert(groups[host].end(), groups[g].begin(), groups[g].end());
      joined[g] = true;
    }
    for (std::size_t g = groups.size(); g-- > 0;) {
      if (!joined[g]) continue;
      const auto at = static_cast<long>(g);
      groups.erase(groups.begin() + at);
      score.erase(score.begin() + at);
      column.erase(column.begin() + at);
      for (int& who : owner)
        if (who > static_cast<int>(g)) --who;
    }

    // A weak match gives way where the group is clearly a part of what another strand said.
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (column[g] < 0 || score[g][static_cast<std::size_t>(column[g])] >= weak_match) continue;
      const Origin from = origin(g, true);
      if (from.clear >= figures.split + outright && from.clear > score[g][static_cast<std::size_t>(column[g])] + outright) {
        owner[static_cast<std::size_t>(column[g])] = -1;
        column[g] = -1;
      }
    }
    // What is left on both sides: a strand whose whole subject stands in a new group, or a group inside an old mention.
    for (;;) {
      int best = 0;
      std::size_t best_g = 0, best_c = 0;
      for (std::size_t g = 0; g < groups.size(); ++g) {
        if (column[g] >= 0) continue;
        for (std::size_t c = 0; c < columns.size(); ++c) {
          if (owner[c] >= 0 || !recent(c)) continue;
          const int grown = part_of(last(c), groups[g], nullptr), shrunk = part_of(groups[g], last(c), nullptr);
          const int clear = std::max(grown >= figures.merge + outright ? grown : 0, shrunk >= figures.split + outright ? shrunk : 0);
          if (clear > best) best = clear, best_g = g, best_c = c;
        }
      }
      if (best == 0) break;
      column[best_g] = static_cast<int>(best_c);
      owner[best_c] = static_cast<int>(best_g);
      score[best_g][best_c] = std::max(score[best_g][best_c], best * 2 / 3);
    }

    // Splits, then merges; both look at the older wordings, so sightings are added afterwards.
    std::vector<Origin> origins(groups.size());
    for (std::size_t g = 0; g < groups.size(); ++g)
      if (column[g] < 0) origins[g] = origin(g, true);
    std::map<std::size_t, std::vector<std::size_t>> merged;  // group -> strands
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (owner[c] >= 0 || !recent(c)) continue;
      int best = figures.merge - 1;
      std::size_t into = groups.size();
      const Features lasting = lasting_words(strands_[columns[c]]);
      for (std::size_t g = 0; g < groups.size(); ++g) {
        if (column[g] < 0) continue;
        const Group& other = last(static_cast<std::size_t>(column[g]));
        const int clear = std::max(part_of(last(c), groups[g], &other), holds(groups[g], lasting, other));
        if (clear > best) best = clear, into = g;
      }
      if (into < groups.size()) merged[into].push_back(columns[c]);
    }

    // Of the strands that went into one, the first named goes on.
    for (auto& [g, list] : merged) {
      for (std::size_t& other : list) {
        const auto c = static_cast<std::size_t>(column[g]);
        const Place& place = groups[g].front();
        const auto segment = [&](const Group& old) { return vocabulary_.segment_of(*place.mention, place.text->language, features(old.front())); };
        if (segment(strands_[other].sightings.back().places) >= segment(last(c))) continue;
        const auto new_column = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), other) - columns.begin());
        owner[c] = -1;
        owner[new_column] = static_cast<int>(g);
        column[g] = static_cast<int>(new_column);
        score[g][new_column] = std::max(score[g][new_column], score[g][c]);
        other = columns[c];
      }
    }

    std::vector<std::size_t> strand_of(groups.size());
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const int c = column[g];
      if (c >= 0) {
        const auto [margin, rival] = margin_of(g, static_cast<std::size_t>(c), score, owner);
        const std::size_t s = columns[static_cast<std::size_t>(c)];
        std::string because = why(groups[g], last(static_cast<std::size_t>(c)));
        see(s, round, groups[g], margin, rival < 0 ? -1 : static_cast<int>(columns[static_cast<std::size_t>(rival)]), std::move(because));
        strand_of[g] = s;
        continue;
      }
      int best = 0, rival = -1;
      for (std::size_t k = 0; k < columns.size(); ++k)
        if (score[g][k] > best) best = score[g][k], rival = static_cast<int>(columns[k]);
      const Origin& from = origins[g];
      strands_.emplace_back();
      strand_of[g] = strands_.size() - 1;
      if (from.c >= 0 && from.clear >= figures.split) {
        const std::size_t parent = columns[static_cast<std::size_t>(from.c)];
        strands_.back().parent = static_cast<int>(parent);
        const int margin = std::clamp(100 * (from.clear - std::max(from.second, figures.split - 10)) / std::max(1, from.clear), 0, 100);
        see(strand_of[g], round, groups[g], margin, rival == static_cast<int>(parent) ? -1 : rival,
            fmt::format("Its subject stood under \"{}\" before.", name_of(strands_[parent], rules_)));
      } else {
        const int by_likeness = 100 * (figures.accept - best) / std::max(1, figures.accept);
        const int by_part = 100 * (figures.split - from.clear) / std::max(1, figures.split);
        if (from.c >= 0 && by_part < by_likeness) rival = static_cast<int>(columns[static_cast<std::size_t>(from.c)]);
        const int margin = columns.empty() ? 100 : std::clamp(std::min(by_likeness, by_part), 0, 100);
        see(strand_of[g], round, groups[g], margin, rival, "No earlier text of this dialogue speaks of it.");
      }
    }
    for (const auto& [g, list] : merged)
      for (const std::size_t s : list) {
        strands_[strand_of[g]].sightings.back().merged.push_back(s);
        strands_[s].absorbed_by = static_cast<int>(strand_of[g]);
        strands_[s].absorbed_round = round;
      }
  }

  // How far the chosen pair lies before the next best: another strand for the group, or another group for the strand,
  // less what that rival would lose by giving up its own partner.
  std::pair<int, int> margin_of(std::size_t g, std::size_t c, const std::vector<std::vector<int>>& score, const std::vector<int>& owner) {
    const int own = std::max(1, score[g][c]);
    int second = 0, rival = -1;
    for (std::size_t k = 0; k < score[g].size(); ++k) {
      if (k == c) continue;
      int value = score[g][k];
      if (owner[k] >= 0) value -= std::max(0, score[static_cast<std::size_t>(owner[k])][k] - score[g][k]);
      if (value > second) second = value, rival = static_cast<int>(k);
    }
    int margin = 100 * (own - second) / own;
    for (std::size_t h = 0; h < score.size(); ++h) {
      if (h == g || score[h][c] < rules_.figures().accept) continue;
      const auto at = std::find(owner.begin(), owner.end(), static_cast<int>(h));
      const int loss = at == owner.end() ? 0 : std::max(0, score[h][static_cast<std::size_t>(at - owner.begin())] - score[h][c]);
      margin = std::min(margin, 100 * (own - (score[h][c] - loss)) / own);
    }
    return {std::clamp(margin, 0, 100), rival};
  }

  // The strand that holds a mention, with its sighting and place.
  struct Found {
    std::size_t strand = 0, sighting = 0, place = 0;
    bool ok = false;
  };
  [[nodiscard]] Found find(const FactId& fact) const {
    for (std::size_t s = 0; s < strands_.size(); ++s)
      for (std::size_t i = 0; strands_[s].alive && i < strands_[s].sightings.size(); ++i)
        for (std::size_t p = 0; p < strands_[s].sightings[i].places.size(); ++p)
          if (strands_[s].sightings[i].places[p].mention->fact == fact) return {s, i, p, true};
    return {};
  }

  void apply(const ThreadDecision& decision) {
    std::vector<Found> found;
    for (const FactId& fact : decision.mentions)
      if (const Found place = find(fact); place.ok) found.push_back(place);
    if (found.empty()) return;
    switch (decision.kind) {
      case ThreadDecision::Kind::rename: strands_[found[0].strand].given_name = decision.name; break;
      case ThreadDecision::Kind::merge: {
        std::size_t into = found[0].strand;
        for (const Found& place : found)
          if (strands_[place.strand].sightings[0].round < strands_[into].sightings[0].round) into = place.strand;
        for (const Found& place : found)
          if (place.strand != into && strands_[place.strand].alive) unite(into, place.strand);
        if (!decision.name.empty()) strands_[into].given_name = decision.name;
        break;
      }
      case ThreadDecision::Kind::split: leave(decision, found[0].strand); break;
    }
  }

  void unite(std::size_t into, std::size_t from) {
    Strand& target = strands_[into];
    Strand& source = strands_[from];
    for (Sighting& sighting : source.sightings) {
      const auto same = std::find_if(target.sightings.begin(), target.sightings.end(), [&](const Sighting& s) { return s.round == sighting.round; });
      sighting.margin = 100;
      sighting.because = "A person took the two for one issue.";
      if (same == target.sightings.end())
        target.sightings.push_back(std::move(sighting));
      else
        same->places.insert(same->places.end(), sighting.places.begin(), sighting.places.end());
    }
    std::stable_sort(target.sightings.begin(), target.sightings.end(), [](const Sighting& a, const Sighting& b) { return a.round < b.round; });
    target.absences.clear();
    if (target.absorbed_by == static_cast<int>(from) || target.sightings.back().round >= target.absorbed_round) target.absorbed_by = target.absorbed_round = -1;
    if (target.parent == static_cast<int>(from)) target.parent = source.parent == static_cast<int>(into) ? -1 : source.parent;
    source.alive = false;
    source.sightings.clear();
    for (Strand& strand : strands_) {
      if (strand.parent == static_cast<int>(from)) strand.parent = static_cast<int>(into);
      if (strand.absorbed_by == static_cast<int>(from)) strand.absorbed_by = static_cast<int>(into);
      for (auto& absence : strand.absences)
        if (absence.strand == static_cast<int>(from)) absence.strand = static_cast<int>(into);
      for (Sighting& sighting : strand.sightings) {
        if (sighting.runner_up == static_cast<int>(from)) sighting.runner_up = static_cast<int>(into);
        for (std::size_t& s : sighting.merged)
          if (s == from) s = into;
      }
    }
    for (Sighting& sighting : target.sightings) std::erase(sighting.merged, into);
  }

  void leave(const ThreadDecision& decision, std::size_t from) {
    Strand fresh;
    fresh.parent = static_cast<int>(from);
    fresh.given_name = decision.name;
    const auto leaves = [&](const Place& place) {
      return std::find(decision.mentions.begin(), decision.mentions.end(), place.mention->fact) != decision.mentions.end();
    };
    std::size_t stay = 0;
    for (const Sighting& sighting : strands_[from].sightings)
      for (const Place& place : sighting.places) stay += leaves(place) ? 0 : 1;
    if (stay == 0) {  // all of it leaves: only the name is new
      if (!decision.name.empty()) strands_[from].given_name = decision.name;
      return;
    }
    for (Sighting& sighting : strands_[from].sightings) {
      Sighting out{sighting.round, {}, {}, 100, -1, "A person set it apart."};
      for (const Place& place : sighting.places)
        if (leaves(place)) out.places.push_back(place);
      std::erase_if(sighting.places, leaves);
      if (!out.places.empty()) fresh.sightings.push_back(std::move(out));
    }
    std::erase_if(strands_[from].sightings, [](const Sighting& sighting) { return sighting.places.empty(); });
    // What was first said by the part that left makes the rest the younger of the two.
    if (fresh.sightings.front().round < strands_[from].sightings.front().round) fresh.parent = -1;
    strands_.push_back(std::move(fresh));
  }

  const std::vector<ThreadDecision>& decisions_;
  const ThreadRules& rules_;
  Vocabulary vocabulary_;
  std::map<int, std::vector<const RoundText*>> by_round_;
  std::map<const Mention*, Features> features_;  // looked up only, never walked: the order of pointers does not matter
  std::vector<Strand> strands_;
  std::vector<int> times_;
  std::size_t next_decision_ = 0;
};

}  // namespace

std::vector<std::vector<Place>> subjects(const std::vector<const RoundText*>& texts, Vocabulary& vocabulary,
                                         const ThreadRules& rules) {
  std::vector<std::vector<Place>> groups;
  std::vector<std::vector<Features>> known;
  for (const RoundText* text : texts) {
    // One text may print a subject twice (an abstract, two lists): the same heading or the same words are one subject.
    std::vector<std::vector<Place>> own;
    std::vector<Features> own_features;
    std::map<std::string, std::size_t> seen;
    for (const Mention& mention : text->mentions) {
      if (set_aside(*text, mention, rules)) continue;
      const std::string key = mention.heading.empty() ? "t" + text::fold(mention.text) : "h" + text::fold(mention.heading);
      const auto [found, fresh] = seen.try_emplace(key, own.size());
      if (!fresh) {
        own[found->second].push_back({text, &mention});
        continue;
      }
      own.push_back({{text, &mention}});
      own_features.push_back(vocabulary.features(mention, text->language, text->mentions.size()));
    }
    const std::size_t before = groups.size();
    std::vector<std::vector<int>> score(own.size(), std::vector<int>(before, 0));
    for (std::size_t i = 0; i < own.size(); ++i)
      for (std::size_t g = 0; g < before; ++g)
        for (const Features& other : known[g]) {
          const int like = vocabulary.similarity(own_features[i], other);
          if (like >= rules.figures().accept_sides) score[i][g] = std::max(score[i][g], like);
        }
    const std::vector<int> chosen = assign(score);
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (chosen[i] < 0) {
        groups.push_back(std::move(own[i]));
        known.push_back({std::move(own_features[i])});
      } else {
        auto& group = groups[static_cast<std::size_t>(chosen[i])];
        group.insert(group.end(), own[i].begin(), own[i].end());
        known[static_cast<std::size_t>(chosen[i])].push_back(std::move(own_features[i]));
      }
    }
  }
  return groups;
}

std::vector<Strand> link(const std::vector<RoundText>& texts, const std::vector<ThreadDecision>& decisions,
                         const ThreadRules& rules) {
  return Linker(texts, decisions, rules).run();
}

namespace {

std::string shortened(std::string_view words) {
  std::string name = text::squeeze(words);
  if (name.size() <= longest_name) return name;
  std::size_t end = longest_name;
  while (end > 0 && !text::is_boundary(name, end)) --end;
  if (const std::size_t blank = name.rfind(' ', end); blank != std::string::npos && blank > longest_name / 2) end = blank;
  return name.substr(0, end) + "\xE2\x80\xA6";
}

}  // namespace

std::string name_of(const Strand& strand, const ThreadRules& rules) {
  if (!strand.given_name.empty()) return strand.given_name;
  const Mention* heading = nullptr;
  const Mention* phrase = nullptr;
  bool heading_fits = false, phrase_fits = false;
  const auto offer = [](const Mention*& best, bool& best_fits, const Mention& mention, bool fits) {
    if (best != nullptr && (best_fits || !fits)) return;
    best = &mention;
    best_fits = fits;
  };
  for (const Sighting& sighting : strand.sightings)
    for (const Place& place : sighting.places) {
      const bool fits = rules.name_language().empty() || place.text->language == rules.name_language();
      if (!place.mention->heading.empty())
        offer(heading, heading_fits, *place.mention, fits);
      else
        offer(phrase, phrase_fits, *place.mention, fits);
    }
  if (heading != nullptr && (heading_fits || !phrase_fits)) return shortened(heading->heading);
  return phrase != nullptr ? shortened(phrase->text) : "";
}

std::vector<std::string> names_of(const std::vector<Strand>& strands, const ThreadRules& rules) {
  std::vector<std::string> names(strands.size());
  std::map<std::string, std::size_t> first;
  for (std::size_t s = 0; s < strands.size(); ++s) {
    if (!strands[s].alive || strands[s].sightings.empty()) continue;
    std::string name = name_of(strands[s], rules);
    if (const auto taken = first.find(name); taken != first.end()) {
      const auto now = [&](std::size_t which) {
        const Mention& mention = *strands[which].sightings.back().places.front().mention;
        return shortened(mention.heading.empty() ? mention.text : mention.heading);
      };
      const std::size_t older = taken->second;
      if (const std::string other = now(s); !first.contains(other)) {
        name = other;
      } else if (const std::string earlier = now(older); strands[older].given_name.empty() && !first.contains(earlier)) {
        names[older] = earlier;
        first[earlier] = older;
      } else {
        int number = 2;
        while (first.contains(fmt::format("{} ({})", name, number))) ++number;
        name = fmt::format("{} ({})", name, number);
      }
    }
    first[name] = s;
    names[s] = std::move(name);
  }
  return names;
}

}  // namespace breadcrumb::thread
