// What the record leaves open, the tasks that follow from it, and the officer's notes on the desk as a whole.
#include <algorithm>

#include "brief/composer.h"

namespace breadcrumb::brief {

std::vector<const FactView*> Composer::doubtful() const {
  std::vector<const FactView*> out;
  for (const auto& fact : d_.facts)
    if (fact.standing == "read" && fact.fact.certainty < request_.certainty_below) out.push_back(&fact);
  return out;
}

std::vector<std::pair<const Thread*, const Step*>> Composer::close_matches() const {
  std::vector<std::pair<const Thread*, const Step*>> out;
  for (const auto& thread : d_.threads)
    for (const auto& step : thread.steps)
      if (!step.mentions.empty() && step.margin < request_.margin_below) out.emplace_back(&thread, &step);
  return out;
}

std::map<std::vector<std::string>, std::vector<int>> Composer::missing_texts() const {
  std::map<std::vector<std::string>, std::vector<int>> out;
  for (int i = 0; i <= last_; ++i) {
    std::set<std::string> heard;
    bool joint = false;
    for (const auto& sha256 : d_.rounds[static_cast<std::size_t>(i)].sources) {
      const std::string side = side_of(sha256);
      if (!side.empty()) heard.insert(side);
      joint = joint || side.empty();
    }
    if (joint) continue;  // a joint text is every side's text
    std::vector<std::string> without;
    for (const auto& party : d_.parties)
      if (!heard.contains(party)) without.push_back(party);
    if (!without.empty()) out[heard.empty() ? std::vector<std::string>{} : without].push_back(i);
  }
  return out;
}

void Composer::differences(std::vector<Block>& out) {
  // Those of the dialogue's rounds, then those of the meetings of its bodies.
  struct Shown {
    const SideDifference* difference;
    Args args;
    std::string where;
  };
  std::vector<Shown> all;
  for (std::size_t i = 0; i < d_.differences.size(); ++i) {
    const auto& difference = d_.differences[i];
    all.push_back({&difference,
                   {{"n", std::to_string(i + 1)}, {"round", round_id(difference.round)}},
                   round_name(difference.round, true)});
  }
  for (std::size_t b = 0; b < d_.bodies.size(); ++b) {
    const auto& body = d_.bodies[b];
    for (std::size_t i = 0; i < body.differences.size(); ++i) {
      const auto& difference = body.differences[i];
      const auto& meeting = body.meetings[static_cast<std::size_t>(difference.round)];
      all.push_back({&difference,
                     {{"body", std::to_string(b + 1)}, {"n", std::to_string(i + 1)}},
                     body.name + text("mark.comma") + name_of(meeting, difference.round, false)});
    }
  }
  std::erase_if(all, [&](const Shown& shown) {
    const auto& difference = *shown.difference;
    if (difference.kind == "both") return true;
    // An excerpt that is silent differs in nothing.
    const Source* quiet = source_of(difference.kind == "left_only" ? difference.right_source : difference.left_source);
    return (difference.kind == "left_only" || difference.kind == "right_only") && quiet != nullptr && quiet->excerpt;
  });
  if (all.empty()) return;
  out.push_back(heading(2, {say("open.sides")}));
  const auto same_words = [](const SideDifference& a, const SideDifference& b) {
    return a.what == b.what && a.left_source == b.left_source && a.right_source == b.right_source && a.left == b.left &&
           a.right == b.right;
  };
  for (std::size_t i = 0; i < all.size();) {
    const auto& difference = *all[i].difference;
    const std::string what_id = "difference." + difference.what;
    Runs runs{claim_text("difference", all[i].args,
                         all[i].where + text("mark.comma") + text_or(what_id, difference.what) + text("mark.colon") +
                             in_words(difference.sentence))};
    // Two sentences about the same words (a first and a last day) stand above them together.
    for (++i; i < all.size() && same_words(*all[i].difference, difference); ++i) {
      runs.push_back(say("mark.space"));
      runs.push_back(claim_text("difference", all[i].args, in_words(all[i].difference->sentence)));
    }
    runs.push_back(method_mark("difference"));
    out.push_back(item(std::move(runs)));
    for (const auto& [source, span] :
         {std::pair{difference.left_source, difference.left}, std::pair{difference.right_source, difference.right}}) {
      if (span.empty()) continue;
      Runs quote = quoted({source, span});
      if (quote.empty()) continue;
      Block block{.kind = BlockKind::quote};
      Run side = claim("side", {{"source", source}}, "open.left", {{"side", side_name(source)}});
      side.look = Look::soft;
      block.runs.push_back(side);
      add(block.runs, std::move(quote));
      out.push_back(std::move(block));
    }
  }
}

Section Composer::questions() {
  Section section{.id = "open", .title = {say("open.title"), method_mark("question")}};
  auto& out = section.blocks;
  const bool inside = request_.profile != Profile::for_public;

  differences(out);

  std::map<std::vector<std::string>, std::vector<int>> headless;
  for (int i = 0; i <= last_; ++i)
    if (const auto& without = d_.rounds[static_cast<std::size_t>(i)].parties_without_head; !without.empty())
      headless[without].push_back(i);
  const auto party_names = [&](const std::vector<std::string>& parties) {
    std::vector<std::string> names;
    for (const auto& party : parties) names.push_back(words_.party(party));
    return join(names);
  };
  if (!headless.empty()) out.push_back(heading(2, {say("open.heads")}));
  for (const auto& [parties, rounds] : headless)
    out.push_back(item({claim("heads_unknown", {{"rounds", round_ids(rounds)}}, "open.head",
                              {{"parties", party_names(parties)}, {"rounds", round_names(rounds)}}),
                        method_mark("heads")}));

  const auto missing = missing_texts();
  if (!missing.empty()) out.push_back(heading(2, {say("open.texts")}));
  for (const auto& [parties, rounds] : missing)
    out.push_back(
        item({claim("text_missing", {{"rounds", round_ids(rounds)}}, parties.empty() ? "open.text_any" : "open.text",
                    {{"parties", party_names(parties)}, {"rounds", round_names(rounds)}}),
              method_mark("question")}));

  const auto facts = doubtful();
  if (inside && !facts.empty()) {
    out.push_back(heading(2, {say("open.facts")}));
    for (const FactView* fact : facts) {
      Runs quote = quoted_lead({fact->source, fact->fact.quote});
      if (quote.empty()) continue;
      const Args args{{"fact", fact->fact.id}};
      Runs runs =
          phrase("open.fact", {{"quote", std::move(quote)},
                               {"kind", {claim("fact_kind", args, "fact." + std::string(to_text(fact->fact.kind)))}}});
      runs.push_back(claim("certainty", args, "open.certainty", {{"n", std::to_string(fact->fact.certainty)}}));
      runs.push_back(method_mark("question"));
      out.push_back(item(std::move(runs)));
    }
  }

  const auto matches = close_matches();
  if (inside && !matches.empty()) {
    out.push_back(heading(2, {say("open.matches")}));
    for (const auto& [thread, step] : matches)
      out.push_back(item({claim("match", {{"issue", issue_id(*thread)}, {"round", round_id(step->round)}},
                                step->runner_up.empty() ? "open.match" : "open.match_other",
                                {{"issue", thread->name},
                                 {"round", round_name(step->round)},
                                 {"n", std::to_string(step->margin)},
                                 {"other", step->runner_up}}),
                          method_mark("question")}));
  }

  std::vector<Block> lost;
  for (const auto& fact : d_.facts) {
    if (fact.anchor.empty() || fact.anchor == "exact" || fact.standing == "rejected") continue;
    const std::string anchor_id = "open.anchor_" + fact.anchor;
    Runs quote = quoted_lead({fact.source, fact.fact.quote});
    if (quote.empty()) continue;  // named below as a lost quote
    Runs runs = phrase("open.anchor",
                       {{"quote", std::move(quote)},
                        {"anchor", {claim_text("anchor", {{"fact", fact.fact.id}}, text_or(anchor_id, fact.anchor))}}});
    runs.push_back(method_mark("question"));
    lost.push_back(item(std::move(runs)));
  }
  for (const auto& [source_id, start, end] : lost_) {
    const Source* source = source_of(source_id);
    const std::string label = source != nullptr ? source_label(*source) : source_id.substr(0, 16);
    lost.push_back(item(
        {claim("lost_quote", {{"source", source_id}, {"start", std::to_string(start)}, {"end", std::to_string(end)}},
               "open.lost_quote", {{"source", label}, {"start", std::to_string(start)}, {"end", std::to_string(end)}}),
         method_mark("question")}));
  }
  if (!lost.empty()) {
    out.push_back(heading(2, {say("open.lost")}));
    std::move(lost.begin(), lost.end(), std::back_inserter(out));
  }
  if (out.empty()) out.push_back(paragraph({claim("no_question", {}, "open.none"), method_mark("question")}));
  return section;
}

Section Composer::tasks() {
  Section section{.id = "tasks", .title = {say("tasks.title"), method_mark("task")}};
  auto& out = section.blocks;
  for (const auto& follow_up : d_.follow_ups) {
    if (follow_up.status != "open") continue;
    const std::string n = std::to_string(follow_up.number);
    for (const bool late : {false, true}) {
      if (late ? !overdue(follow_up) : !follow_up.owner.empty()) continue;
      Run run = claim(late ? "task_overdue" : "task_owner", {{"number", n}}, late ? "tasks.overdue" : "tasks.owner",
                      {{"n", n}, {"date", date(follow_up.due)}});
      run.link = "#follow-up-" + n;
      out.push_back(item({std::move(run), method_mark("task")}));
    }
  }
  for (const auto& thread : d_.threads) {
    if (thread.steps.empty() || thread.steps.back().silence < 2) continue;
    Run run = claim("task_silent", {{"issue", issue_id(thread)}}, "tasks.silent",
                    {{"issue", thread.name}, {"n", std::to_string(thread.steps.back().silence)}});
    run.link = "#issue-" + issue_id(thread);
    out.push_back(item({std::move(run), method_mark("task")}));
  }
  for (const auto& [parties, rounds] : missing_texts()) {
    std::vector<std::string> names;
    for (const auto& party : parties) names.push_back(words_.party(party));
    out.push_back(
        item({claim("task_text", {{"rounds", round_ids(rounds)}}, parties.empty() ? "tasks.text_any" : "tasks.text",
                    {{"parties", join(names)}, {"rounds", round_names(rounds)}}),
              method_mark("task")}));
  }
  const auto count_task = [&](std::size_t count, std::string_view kind, const std::string& id) {
    if (count > 0)
      out.push_back(
          item({claim(kind, {}, count == 1 ? id + "_one" : id, {{"n", std::to_string(count)}}), method_mark("task")}));
  };
  count_task(doubtful().size(), "task_facts", "tasks.facts");
  count_task(close_matches().size(), "task_matches", "tasks.matches");
  if (out.empty()) out.push_back(paragraph({claim("no_task", {}, "tasks.none")}));
  return section;
}

Section Composer::notes_section() {
  Section section{.id = "notes", .title = {say("notes.title")}};
  std::set<int> numbers;
  for (const auto& thread : d_.threads) {
    numbers.insert(thread.number);
    numbers.insert(thread.also.begin(), thread.also.end());
  }
  for (const auto& note : d_.notes) {
    // A note on an issue that has no thread any more stands here, so that no word of an officer is lost.
    if (note.issue != 0 && numbers.contains(note.issue)) continue;
    section.blocks.push_back(paragraph(
        {officer("note:" + note.id, note.text, note.author, note.time), say("mark.dash"),
         claim("signed", {{"note", note.id}}, "notes.signed", {{"author", note.author}, {"date", date(note.time)}})},
        "officer"));
  }
  return section;
}

}  // namespace breadcrumb::brief
