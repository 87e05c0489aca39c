#include "thread/linker.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "thread/assign.h"
#include "thread/decide.h"
#include "thread/kinship.h"

namespace breadcrumb::thread {
namespace {

constexpr int recent_rounds = 3;  // how long after it was last seen words can have gone elsewhere
constexpr int like_kin = 45;      // likeness to a strand that goes on elsewhere from which a mention is a part of it
constexpr int side_tie = 60;      // likeness to its own side's history from which a mention joins the other side's
constexpr int weak_match = 52;    // below this a match gives way to a clearer origin as a part
constexpr int outright = 12;      // how much clearer a part must be to continue a strand without a likeness as a whole

bool share_a_text(const Group& a, const Group& b) {
  for (const Place& x : a)
    for (const Place& y : b)
      if (x.text == y.text) return true;
  return false;
}

// The work of one round: its subjects, the strands seen before (columns), and who continues whom.
struct Round {
  int number = 0;
  std::vector<Group> groups;
  std::vector<std::size_t> columns;                        // strands
  std::vector<std::vector<int>> score;                     // group by column
  std::vector<int> column;                                 // of each group, -1 none
  std::vector<int> owner;                                  // of each column, the group that continues it, -1 none
  std::map<std::size_t, std::vector<std::size_t>> merged;  // group -> strands that went into it

  [[nodiscard]] std::size_t column_of(std::size_t g) const { return static_cast<std::size_t>(column[g]); }
  [[nodiscard]] const Group& owner_of(std::size_t c) const { return groups[static_cast<std::size_t>(owner[c])]; }
  void pair(std::size_t g, std::size_t c) {
    column[g] = static_cast<int>(c);
    owner[c] = static_cast<int>(g);
  }
  void part(std::size_t g) {
    owner[column_of(g)] = -1;
    column[g] = -1;
  }
  void remove(std::size_t g) {
    const auto at = static_cast<long>(g);
    groups.erase(groups.begin() + at);
    score.erase(score.begin() + at);
    column.erase(column.begin() + at);
    for (int& who : owner)
      if (who > static_cast<int>(g)) --who;
  }
};

// The older mention that a group is a part of.
struct Origin {
  int clear = 0;   // how clearly, 0-100
  int second = 0;  // the next best
  int c = -1;
};

class Linker {
 public:
  Linker(const std::vector<RoundText>& texts, const std::vector<ThreadDecision>& decisions, const ThreadRules& rules)
      : decisions_(decisions), rules_(rules), by_round_(ordered(texts)), kin_(flat(by_round_), rules) {
    schedule();
  }

  std::vector<Strand> run() {
    for (const auto& [number, list] : by_round_) {
      Round round = match(number, subjects(list, kin_.vocabulary(), rules_));
      tie_sides(round);
      gather_joined(round);
      yield_weak(round);
      pair_leftovers(round);
      find_merges(round);
      first_named_goes_on(round);
      record(round);
      while (next_decision_ < times_.size() && times_[next_decision_] <= number)
        decide(strands_, decisions_[next_decision_++]);
    }
    return std::move(strands_);
  }

 private:
  using ByRound = std::map<int, std::vector<const RoundText*>>;

  static ByRound ordered(const std::vector<RoundText>& texts) {
    ByRound out;
    for (const RoundText& text : texts) out[text.round].push_back(&text);
    for (auto& [round, list] : out)
      std::stable_sort(list.begin(), list.end(), [](const RoundText* a, const RoundText* b) {
        return a->side != b->side ? a->side < b->side : a->source < b->source;
      });
    return out;
  }
  static std::vector<const RoundText*> flat(const ByRound& by_round) {
    std::vector<const RoundText*> out;
    for (const auto& [round, list] : by_round) out.insert(out.end(), list.begin(), list.end());
    return out;
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

  [[nodiscard]] const Group& last(const Round& round, std::size_t c) const {
    return strands_[round.columns[c]].sightings.back().places;
  }
  // Seen lately enough that its words can have gone into another's, or another's can have grown out of it.
  [[nodiscard]] bool is_recent(const Round& round, std::size_t c) const {
    const Strand& strand = strands_[round.columns[c]];
    return strand.absorbed_by < 0 && round.number - strand.sightings.back().round <= recent_rounds;
  }

  Round match(int number, std::vector<Group> groups) {
    Round round;
    round.number = number;
    round.groups = std::move(groups);
    for (std::size_t s = 0; s < strands_.size(); ++s)
      if (strands_[s].alive) round.columns.push_back(s);
    round.score.assign(round.groups.size(), std::vector<int>(round.columns.size(), 0));
    auto allowed = round.score;
    for (std::size_t g = 0; g < round.groups.size(); ++g)
      for (std::size_t c = 0; c < round.columns.size(); ++c) {
        round.score[g][c] = kin_.likeness(round.groups[g], strands_[round.columns[c]], number);
        if (round.score[g][c] >= rules_.figures().accept) allowed[g][c] = round.score[g][c];
      }
    round.column = assign(allowed);
    round.owner.assign(round.columns.size(), -1);
    for (std::size_t g = 0; g < round.groups.size(); ++g)
      if (round.column[g] >= 0) round.pair(g, round.column_of(g));
    return round;
  }

  // A group that found no strand goes into the one that owns the column it is most like, of those that are open to it.
  template <class Open>
  static void into_hosts(Round& round, int least, Open open) {
    for (std::size_t g = round.groups.size(); g-- > 0;) {
      if (round.column[g] >= 0) continue;
      int best = least - 1, host = -1;
      for (std::size_t c = 0; c < round.columns.size(); ++c)
        if (round.owner[c] >= 0 && round.score[g][c] > best && open(g, c)) {
          best = round.score[g][c];
          host = round.owner[c];
        }
      if (host < 0) continue;
      Group& target = round.groups[static_cast<std::size_t>(host)];
      target.insert(target.end(), round.groups[g].begin(), round.groups[g].end());
      round.remove(g);
    }
  }

  // Two sides can print one subject in words that share nothing: each side's own history ties them.
  static void tie_sides(Round& round) {
    into_hosts(round, side_tie,
               [&](std::size_t g, std::size_t c) { return !share_a_text(round.groups[g], round.owner_of(c)); });
  }

  // What a person made one stays one: each later mention that is like any part of it goes on in it.
  void gather_joined(Round& round) {
    into_hosts(round, rules_.figures().accept,
               [&](std::size_t, std::size_t c) { return strands_[round.columns[c]].joined; });
  }

  // The best older mention that holds group `g` as a part, among strands that go on in another group.
  Origin origin(const Round& round, std::size_t g) {
    Origin out;
    for (std::size_t c = 0; c < round.columns.size(); ++c) {
      if (!is_recent(round, c) || round.owner[c] < 0 || round.owner[c] == static_cast<int>(g)) continue;
      int clear = kin_.part_of(round.groups[g], last(round, c), &round.owner_of(c));
      if (round.score[g][c] >= like_kin && kin_.gave_up_words(round.groups[g], last(round, c), round.owner_of(c)))
        clear = std::max({clear, rules_.figures().split, round.score[g][c]});
      if (clear > out.clear) {
        out.second = out.clear;
        out.clear = clear;
        out.c = static_cast<int>(c);
      } else {
        out.second = std::max(out.second, clear);
      }
    }
    return out;
  }

  // A weak match gives way where the group is clearly a part of what another strand said.
  void yield_weak(Round& round) {
    for (std::size_t g = 0; g < round.groups.size(); ++g) {
      if (round.column[g] < 0 || round.score[g][round.column_of(g)] >= weak_match) continue;
      const int needed = std::max(rules_.figures().split, round.score[g][round.column_of(g)]) + outright;
      if (origin(round, g).clear > needed) round.part(g);
    }
  }

  // What is left on both sides: a strand whose whole subject stands in a new group, or a group inside an old mention.
  void pair_leftovers(Round& round) {
    const Figures& figures = rules_.figures();
    struct Pair {
      int clear;
      std::size_t g, c;
    };
    std::vector<Pair> pairs;
    for (std::size_t g = 0; g < round.groups.size(); ++g) {
      if (round.column[g] >= 0) continue;
      for (std::size_t c = 0; c < round.columns.size(); ++c) {
        if (round.owner[c] >= 0 || !is_recent(round, c)) continue;
        const int grown = kin_.part_of(last(round, c), round.groups[g], nullptr);
        const int shrunk = kin_.part_of(round.groups[g], last(round, c), nullptr);
        const int clear =
            std::max(grown >= figures.merge + outright ? grown : 0, shrunk >= figures.split + outright ? shrunk : 0);
        if (clear > 0) pairs.push_back({clear, g, c});
      }
    }
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.clear > b.clear; });
    for (const Pair& pair : pairs) {
      if (round.column[pair.g] >= 0 || round.owner[pair.c] >= 0) continue;
      round.pair(pair.g, pair.c);
      // A part is a weaker reason than a likeness of the whole: two thirds of its clearness count for the margin.
      round.score[pair.g][pair.c] = std::max(round.score[pair.g][pair.c], pair.clear * 2 / 3);
    }
  }

  void find_merges(Round& round) {
    for (std::size_t c = 0; c < round.columns.size(); ++c) {
      if (round.owner[c] >= 0 || !is_recent(round, c)) continue;
      const Features lasting = kin_.lasting_words(strands_[round.columns[c]]);
      int best = rules_.figures().merge - 1;
      std::size_t into = round.groups.size();
      for (std::size_t g = 0; g < round.groups.size(); ++g) {
        if (round.column[g] < 0) continue;
        const Group& other = last(round, round.column_of(g));
        const int clear = std::max(kin_.part_of(last(round, c), round.groups[g], &other),
                                   kin_.holds(round.groups[g], lasting, other));
        if (clear > best) best = clear, into = g;
      }
      if (into < round.groups.size()) round.merged[into].push_back(round.columns[c]);
    }
    // Of the strands that went into one, the first named goes on.
    for (auto& [g, list] : round.merged) {
      const Place& place = round.groups[g].front();
      const auto segment = [&](std::size_t strand) {
        const Group& old = strands_[strand].sightings.back().places;
        return kin_.vocabulary().segment_of(*place.mention, place.text->language, kin_.features(old.front()));
      };
      for (std::size_t& other : list) {
        const std::size_t c = round.column_of(g);
        if (segment(other) >= segment(round.columns[c])) continue;
        const auto found = std::find(round.columns.begin(), round.columns.end(), other);
        const auto fresh = static_cast<std::size_t>(found - round.columns.begin());
        round.part(g);
        round.pair(g, fresh);
        round.score[g][fresh] = std::max(round.score[g][fresh], round.score[g][c]);
        other = round.columns[c];
      }
    }
  }

  // Of the halves of a paired heading ("Services and Digital Trade") the first named goes on, as in a merge.
  void first_named_goes_on(Round& round) {
    for (std::size_t g = 0; g < round.groups.size(); ++g) {
      if (round.column[g] >= 0) continue;
      const Origin from = origin(round, g);
      if (from.c < 0 || from.clear < rules_.figures().split) continue;
      const auto c = static_cast<std::size_t>(from.c);
      const auto h = static_cast<std::size_t>(round.owner[c]);
      const Group& old = last(round, c);
      if (round.merged.contains(h) || kin_.bears_the_heading(round.groups[h], old)) continue;
      if (kin_.part_of(round.groups[h], old, &round.groups[g]) < rules_.figures().split) continue;
      const Place& whole = old.front();
      if (!kin_.vocabulary().names_first(*whole.mention, whole.text->language, kin_.features(round.groups[g].front()),
                                         kin_.features(round.groups[h].front())))
        continue;
      round.part(h);
      round.pair(g, c);
      round.score[g][c] = std::max(round.score[g][c], round.score[h][c]);
    }
  }

  // Splits look at the older wordings, so all origins are found before the first sighting is added.
  void record(const Round& round) {
    std::vector<Origin> origins(round.groups.size());
    for (std::size_t g = 0; g < round.groups.size(); ++g)
      if (round.column[g] < 0) origins[g] = origin(round, g);
    std::vector<std::size_t> strand_of(round.groups.size());
    for (std::size_t g = 0; g < round.groups.size(); ++g) {
      if (round.column[g] < 0) {
        strand_of[g] = begin(round, g, origins[g]);
        continue;
      }
      const std::size_t c = round.column_of(g);
      const auto [margin, rival] = margin_of(round, g, c);
      strand_of[g] = round.columns[c];
      std::string because = kin_.why(round.groups[g], last(round, c));
      see(strand_of[g], round.number, round.groups[g], margin, rival, std::move(because));
    }
    for (const auto& [g, list] : round.merged)
      for (const std::size_t s : list) {
        strands_[strand_of[g]].sightings.back().merged.push_back(s);
        strands_[s].absorbed_by = static_cast<int>(strand_of[g]);
        strands_[s].absorbed_round = round.number;
      }
  }

  // A new strand: split from another, or first seen.
  std::size_t begin(const Round& round, std::size_t g, const Origin& from) {
    const Figures& figures = rules_.figures();
    int best = 0, rival = -1;
    for (std::size_t c = 0; c < round.columns.size(); ++c)
      if (const int value = pull(round, g, c); value > best) best = value, rival = static_cast<int>(round.columns[c]);
    strands_.emplace_back();
    const std::size_t fresh = strands_.size() - 1;
    const int origin_strand = from.c < 0 ? -1 : static_cast<int>(round.columns[static_cast<std::size_t>(from.c)]);
    if (origin_strand >= 0 && from.clear >= figures.split) {
      strands_[fresh].parent = origin_strand;
      const int rest = from.clear - std::max(from.second, figures.split - 10);
      see(fresh, round.number, round.groups[g], std::clamp(100 * rest / from.clear, 0, 100),
          rival == origin_strand ? -1 : rival,
          fmt::format("Its subject stood under \"{}\" before.",
                      name_of(strands_[static_cast<std::size_t>(origin_strand)], rules_)));
      return fresh;
    }
    const int by_likeness = 100 * (figures.accept - best) / std::max(1, figures.accept);
    const int by_part = 100 * (figures.split - from.clear) / std::max(1, figures.split);
    if (origin_strand >= 0 && by_part < by_likeness) rival = origin_strand;
    const int margin = round.columns.empty() ? 100 : std::clamp(std::min(by_likeness, by_part), 0, 100);
    see(fresh, round.number, round.groups[g], margin, rival, "No earlier text of this dialogue speaks of it.");
    return fresh;
  }

  void see(std::size_t strand, int round, Group group, int margin, int runner_up, std::string because) {
    Strand& target = strands_[strand];
    if (target.absorbed_by >= 0) {
      target.absences.push_back({target.absorbed_round, round, target.absorbed_by});
      target.absorbed_by = target.absorbed_round = -1;
    }
    target.sightings.push_back({round, std::move(group), {}, margin, runner_up, std::move(because)});
  }

  // How strongly a strand would have a group: their likeness, less what the strand would lose by giving up its own.
  [[nodiscard]] static int pull(const Round& round, std::size_t g, std::size_t c) {
    const int like = round.score[g][c];
    if (round.owner[c] < 0) return like;
    return like - std::max(0, round.score[static_cast<std::size_t>(round.owner[c])][c] - like);
  }

  // How far the chosen pair lies before the next best: another strand for the group, or another group for the strand,
  // less what that rival would lose by giving up its own partner. With the rival strand, -1 none.
  [[nodiscard]] std::pair<int, int> margin_of(const Round& round, std::size_t g, std::size_t c) {
    const auto& score = round.score;
    const int own = std::max(1, score[g][c]);
    int second = 0, rival = -1;
    for (std::size_t k = 0; k < round.columns.size(); ++k) {
      if (k == c) continue;
      const int value = pull(round, g, k);
      if (value > second) second = value, rival = static_cast<int>(round.columns[k]);
    }
    int margin = 100 * (own - second) / own;
    // Where the old heading stands over it still, nobody else's claim to the strand makes that doubtful.
    const bool same_name = kin_.bears_the_heading(round.groups[g], last(round, c));
    for (std::size_t h = 0; h < score.size(); ++h) {
      if (h == g || (same_name && round.column[h] < 0) || score[h][c] < rules_.figures().accept) continue;
      const int loss = round.column[h] < 0 ? 0 : std::max(0, score[h][round.column_of(h)] - score[h][c]);
      margin = std::min(margin, 100 * (own - (score[h][c] - loss)) / own);
    }
    return {std::clamp(margin, 0, 100), rival};
  }

  const std::vector<ThreadDecision>& decisions_;
  const ThreadRules& rules_;
  ByRound by_round_;
  Kinship kin_;
  std::vector<Strand> strands_;
  std::vector<int> times_;
  std::size_t next_decision_ = 0;
};

}  // namespace

std::vector<Strand> link(const std::vector<RoundText>& texts, const std::vector<ThreadDecision>& decisions,
                         const ThreadRules& rules) {
  return Linker(texts, decisions, rules).run();
}

}  // namespace breadcrumb::thread
