// Prints how well threading finds what a person marked: precision and recall of steps over `.thread` dialogues.
//
//   thread_score test/cases/thread-dialogues lexicon [--errors] [unseen]
//
// A step is: this mention is first seen; it continues that issue; it split from that issue; that issue went into it. A
// step is right when its class and the issue on its other end are right. A wrong "first seen" is reported apart: it is
// the error that hides a history. docs/thread.md holds the measured figures.
#include <fmt/format.h>

#include <cstring>

#include "../test/thread_case.h"
#include "thread/thread.h"

namespace {

using namespace breadcrumb;

struct Tally {
  int right = 0, said = 0, marked = 0;
  [[nodiscard]] double precision() const { return said == 0 ? 1.0 : static_cast<double>(right) / said; }
  [[nodiscard]] double recall() const { return marked == 0 ? 1.0 : static_cast<double>(right) / marked; }
  void add(const Tally& other) {
    right += other.right;
    said += other.said;
    marked += other.marked;
  }
};

// class, mention, label on the other end
using Claim = std::tuple<std::string, FactId, std::string>;

std::set<Claim> marked(const thread_case::Case& dialogue) {
  std::set<Claim> out;
  std::map<std::string, int> last_seen;
  std::set<std::string> inside;  // gone into another
  std::map<int, std::vector<const RoundText*>> by_round;
  for (const auto& text : dialogue.texts) by_round[text.round].push_back(&text);
  std::map<std::string, std::set<std::string>> sides;
  std::map<std::string, bool> silent;
  for (const auto& [round, texts] : by_round) {
    const auto seen_before = last_seen;
    const auto silent_before = silent;
    std::set<std::string> here;
    for (const RoundText* text : texts)
      for (const Mention& mention : text->mentions) {
        const auto found = dialogue.gold.find(mention.fact);
        if (found == dialogue.gold.end()) continue;
        const auto& gold = found->second;
        here.insert(gold.label);
        if (!gold.from.empty())
          out.insert({"split", mention.fact, gold.from});
        else if (!seen_before.contains(gold.label))
          out.insert({"first seen", mention.fact, ""});
        else
          out.insert({silent_before.contains(gold.label) && silent_before.at(gold.label) ? "revived" : "continued", mention.fact, gold.label});
        for (const auto& other : gold.took_in)
          if (!inside.contains(other)) out.insert({"merged", mention.fact, other});
      }
    for (const RoundText* text : texts)
      for (const Mention& mention : text->mentions)
        if (const auto found = dialogue.gold.find(mention.fact); found != dialogue.gold.end()) {
          last_seen[found->second.label] = round;
          sides[found->second.label].insert(text->side);
          silent[found->second.label] = false;
          inside.erase(found->second.label);
          for (const auto& other : found->second.took_in) inside.insert(other);
        }
    for (const auto& [label, seen] : last_seen) {
      if (here.contains(label) || inside.contains(label)) continue;
      for (const RoundText* text : texts)
        if (!text->excerpt && (text->side.empty() || sides[label].contains(text->side) || sides[label].contains(""))) silent[label] = true;
    }
  }
  return out;
}

std::set<Claim> said(const thread_case::Case& dialogue, const std::vector<Thread>& threads) {
  std::set<Claim> out;
  const auto labels = [&](const Step& step) {
    std::map<std::string, int> count;
    for (const Mention& mention : step.mentions)
      if (const auto found = dialogue.gold.find(mention.fact); found != dialogue.gold.end()) ++count[found->second.label];
    std::string best;
    for (const auto& [label, n] : count)
      if (best.empty() || n > count[best]) best = label;
    return best;
  };
  const auto before = [&](const Thread& one, int round) {
    std::string label;
    for (const Step& step : one.steps)
      if (step.round < round && !step.mentions.empty()) label = labels(step);
    return label;
  };
  for (const Thread& one : threads) {
    for (std::size_t i = 0; i < one.steps.size(); ++i) {
      const Step& step = one.steps[i];
      for (const Mention& mention : step.mentions) {
        if (!dialogue.gold.contains(mention.fact)) continue;
        if (thread::has(step, StepKind::first_seen)) out.insert({"first seen", mention.fact, ""});
        if (thread::has(step, StepKind::continued)) out.insert({"continued", mention.fact, before(one, step.round)});
        if (thread::has(step, StepKind::revived)) out.insert({"revived", mention.fact, before(one, step.round)});
        if (!thread::has(step, StepKind::continued) && !thread::has(step, StepKind::revived) && thread::has(step, StepKind::split)) {
          std::string label = "?";
          for (const Thread& other : threads)
            if (i == 0 ? other.key == one.parent : !step.with.empty() && other.name == step.with[0]) label = before(other, step.round);
          out.insert({"split", mention.fact, label});
        }
      }
      if (!step.mentions.empty() || !thread::has(step, StepKind::merged) || i == 0 || one.steps[i - 1].kinds == step.kinds) continue;
      for (const Thread& other : threads) {
        if (step.with.empty() || other.name != step.with[0]) continue;
        for (const Step& host : other.steps)
          if (host.round == step.round)
            for (const Mention& mention : host.mentions) out.insert({"merged", mention.fact, before(one, step.round)});
      }
    }
  }
  return out;
}

void print(std::string_view name, const Tally& tally) {
  fmt::print("  {:<34} {:>5} {:>5} {:>5}   {:.3f}  {:.3f}\n", name, tally.marked, tally.said, tally.right, tally.precision(), tally.recall());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: thread_score DIALOGUES LEXICON [--errors] [NAME-BEGINS]\n");
    return 2;
  }
  bool errors = false;
  std::string_view only;  // beginning of the file names
  for (int i = 3; i < argc; ++i) {
    if (std::strcmp(argv[i], "--errors") == 0)
      errors = true;
    else
      only = argv[i];
  }
  const auto rules = thread::ThreadRules::load({argv[2]});
  if (!rules) {
    fmt::print(stderr, "{}\n", rules.error().to_text());
    return 1;
  }
  std::map<std::string, Tally> classes;
  Tally all;
  int wrong_first = 0, missed_first = 0, asked = 0, wrong = 0, wrong_asked = 0;
  fmt::print("  {:<34} {:>5} {:>5} {:>5}   {:<5}  {:<5}\n", "dialogue", "steps", "said", "right", "prec.", "recall");
  for (const auto& path : thread_case::files(argv[1])) {
    if (!path.filename().string().starts_with(only)) continue;
    const auto dialogue = thread_case::load(path);
    if (!dialogue) {
      fmt::print(stderr, "{}\n", dialogue.error().to_text());
      return 1;
    }
    const auto threads = thread::thread(dialogue->texts, dialogue->decisions, *rules);
    std::map<FactId, const Mention*> mentions;
    std::map<FactId, const Step*> steps;
    for (const auto& text : dialogue->texts)
      for (const auto& mention : text.mentions) mentions[mention.fact] = &mention;
    for (const auto& one : threads)
      for (const auto& step : one.steps) {
        if (thread::needs_person(step, *rules)) ++asked;
        for (const auto& mention : step.mentions) steps[mention.fact] = &step;
      }
    const auto gold = marked(*dialogue), found = said(*dialogue, threads);
    Tally tally;
    for (const auto& claim : gold) {
      ++classes[std::get<0>(claim)].marked;
      ++tally.marked;
      if (!found.contains(claim)) {
        if (std::get<0>(claim) == "first seen") ++missed_first;
        if (errors) {
          const Mention& mention = *mentions[std::get<1>(claim)];
          fmt::print("    missed {} round {} \"{}{}\" {}\n", std::get<0>(claim), mention.round + 1, mention.heading, mention.heading.empty() ? mention.text : "", std::get<2>(claim));
        }
      }
    }
    for (const auto& claim : found) {
      ++classes[std::get<0>(claim)].said;
      ++tally.said;
      if (gold.contains(claim)) {
        ++tally.right;
        ++classes[std::get<0>(claim)].right;
      } else {
        ++wrong;
        if (const Step* step = steps[std::get<1>(claim)]; step != nullptr && thread::needs_person(*step, *rules)) ++wrong_asked;
        if (std::get<0>(claim) == "first seen") ++wrong_first;
        if (errors) {
          const Mention& mention = *mentions[std::get<1>(claim)];
          fmt::print("    wrong  {} round {} \"{}{}\" {}\n", std::get<0>(claim), mention.round + 1, mention.heading, mention.heading.empty() ? mention.text : "", std::get<2>(claim));
        }
      }
    }
    all.add(tally);
    print(path.stem().string(), tally);
  }
  fmt::print("\n  {:<34} {:>5} {:>5} {:>5}   {:<5}  {:<5}\n", "class", "steps", "said", "right", "prec.", "recall");
  for (const auto& [name, tally] : classes) print(name, tally);
  print("all", all);
  fmt::print("\n  wrong \"first seen\": {} of {} said; issues wrongly tied to an older one: {} of {}\n", wrong_first,
             classes["first seen"].said, missed_first, classes["first seen"].marked);
  fmt::print("  questions for a person: {}; wrong steps: {}, of which asked: {}\n", asked, wrong, wrong_asked);
  return 0;
}
