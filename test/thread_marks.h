// The steps that are marked in a `.thread` dialogue, and those that threading says: what the scores are counted from.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "thread/thread.h"
#include "thread_case.h"

namespace breadcrumb::thread_case {

/// Class, mention, label on the other end ("" for first seen).
using Claim = std::tuple<std::string, FactId, std::string>;

inline std::set<Claim> marked(const Case& dialogue) {
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
          out.insert({silent_before.contains(gold.label) && silent_before.at(gold.label) ? "revived" : "continued",
                      mention.fact, gold.label});
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
        if (!text->excerpt && (text->side.empty() || sides[label].contains(text->side) || sides[label].contains("")))
          silent[label] = true;
    }
  }
  return out;
}

inline std::set<Claim> said(const Case& dialogue, const std::vector<Thread>& threads) {
  std::set<Claim> out;
  const auto labels = [&](const Step& step) {
    std::map<std::string, int> count;
    for (const Mention& mention : step.mentions)
      if (const auto found = dialogue.gold.find(mention.fact); found != dialogue.gold.end())
        ++count[found->second.label];
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
        if (!thread::has(step, StepKind::continued) && !thread::has(step, StepKind::revived) &&
            thread::has(step, StepKind::split)) {
          std::string label = "?";
          for (const Thread& other : threads)
            if (i == 0 ? other.key == one.parent : !step.with.empty() && other.name == step.with[0])
              label = before(other, step.round);
          out.insert({"split", mention.fact, label});
        }
      }
      if (!step.mentions.empty() || !thread::has(step, StepKind::merged) || i == 0 ||
          one.steps[i - 1].kinds == step.kinds)
        continue;
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

}  // namespace breadcrumb::thread_case
