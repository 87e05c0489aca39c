// Prints how well threading finds what is marked: precision and recall of steps over `.thread` dialogues.
//
//   thread_score test/cases/thread-dialogues lexicon [--errors] [unseen]
//
// A step is: this mention is first seen; it continues that issue; it split from that issue; that issue went into it. A
// step is right when its class and the issue on its other end are right. A wrong "first seen" is reported apart: it is
// the error that hides a history. docs/thread.md holds the measured figures.
#include <fmt/format.h>

#include <cstring>

#include "../test/thread_marks.h"
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

void print(std::string_view name, const Tally& tally) {
  fmt::print("  {:<34} {:>5} {:>5} {:>5}   {:.3f}  {:.3f}\n", name, tally.marked, tally.said, tally.right,
             tally.precision(), tally.recall());
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
    const auto gold = thread_case::marked(*dialogue), found = thread_case::said(*dialogue, threads);
    Tally tally;
    for (const auto& claim : gold) {
      ++classes[std::get<0>(claim)].marked;
      ++tally.marked;
      if (!found.contains(claim)) {
        if (std::get<0>(claim) == "first seen") ++missed_first;
        if (errors) {
          const Mention& mention = *mentions[std::get<1>(claim)];
          fmt::print("    missed {} round {} \"{}{}\" {}\n", std::get<0>(claim), mention.round + 1, mention.heading,
                     mention.heading.empty() ? mention.text : "", std::get<2>(claim));
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
        if (const Step* step = steps[std::get<1>(claim)]; step != nullptr && thread::needs_person(*step, *rules))
          ++wrong_asked;
        if (std::get<0>(claim) == "first seen") ++wrong_first;
        if (errors) {
          const Mention& mention = *mentions[std::get<1>(claim)];
          fmt::print("    wrong  {} round {} \"{}{}\" {}\n", std::get<0>(claim), mention.round + 1, mention.heading,
                     mention.heading.empty() ? mention.text : "", std::get<2>(claim));
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
