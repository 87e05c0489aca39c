// Issues across rounds: which mention continues which, and what became of each issue at every round.
//
//   const auto rules = BC_TRY(thread::ThreadRules::load({"lexicon"}));
//   for (const Thread& issue : thread::thread(texts, decisions, rules))
//     for (const Step& step : issue.steps)
//       if (thread::needs_person(step, rules)) ask(issue, step.runner_up);
//
// Pure: texts and people's decisions in, threads out, the same on every machine. docs/thread.md describes the method.
// `not_mentioned` is a statement about a whole text, never that an issue was settled; of an excerpt alone nothing
// follows
// (`unknown`), and the silence counted so far stands. After a concluded silence an issue is `revived`, after an unknown
// one it is `continued`. An issue that went into another keeps steps of kind `merged` without mentions of its own,
// until it is split off again under its old number.
#pragma once

#include <string>
#include <vector>

#include "model/thread.h"
#include "thread/rules.h"

namespace breadcrumb::thread {

/// Threads by first sight: round, then order in the text. Texts may come in any order; several of one round (two sides)
/// give several mentions in one step. Decisions apply in their order; one whose mentions no text has is left aside (see
/// `unfit_decisions`). Every thread has one step a round from first sight to the last round of `texts`.
std::vector<Thread> thread(const std::vector<RoundText>& texts, const std::vector<ThreadDecision>& decisions,
                           const ThreadRules& rules);

/// Places in `decisions` of those that name a mention no text has: open questions after a new reading.
std::vector<std::size_t> unfit_decisions(const std::vector<RoundText>& texts,
                                         const std::vector<ThreadDecision>& decisions);

/// True when the step rests on a match whose margin is below the stated one.
bool needs_person(const Step& step, const ThreadRules& rules);

/// Whether the step has the class.
bool has(const Step& step, StepKind kind);

/// The words that stand for a mention in redlines and comparisons: its sentences, else what was read, else its heading.
std::string wording(const Mention& mention);

}  // namespace breadcrumb::thread
