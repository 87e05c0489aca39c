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

std::vector<std::pair<int, std::vector<std::string>>> Composer::missing_texts() const {
  std::vector<std::pair<int, std::vector<std::string>>> out;
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
    if (!without.empty()) out.emplace_back(i, heard.empty() ? std::vector<std::string>{} : without);
  }
  return out;
}

Section Composer::questions() {
  Section section{.id = "open", .title = {say("open.title"), method_mark("question")}};
  auto& out = section.blocks;
  const bool inside = request_.profile != Profile::for_public;

  if (!d_.differences.empty()) {
    std::vector<Block> found;
    for (std::size_t i = 0; i < d_.differences.size(); ++i) {
      const auto& difference = d_.differences[i];
      if (difference.kind == "both") continue;
      // An excerpt that is silent differs in nothing.
      const auto& quiet = difference.kind == "left_only" ? difference.right_source : difference.left_source;
      if (const Source* source = source_of(quiet);
          (difference.kind == "left_only" || difference.kind == "right_only") && source != nullptr && source->excerpt)
        continue;
      const std::string what_id = "difference." + difference.what;
      Runs runs{
          claim("difference", {{"n", std::to_string(i + 1)}, {"round", round_id(difference.round)}}, "mark.stop")};
      runs.front().text = visible_form(round_name(difference.round, true) + text("mark.comma") +
                                       (words_.find(what_id) != nullptr ? text(what_id) : difference.what) +
                                       text("mark.colon") + in_words(difference.sentence));
      runs.push_back(method_mark("difference"));
      found.push_back(item(std::move(runs)));
      for (const auto& [source, span] :
           {std::pair{difference.left_source, difference.left}, std::pair{difference.right_source, difference.right}}) {
        Runs quote = quoted({source, span});
        if (span.empty() || quote.empty()) continue;
        Block block{.kind = BlockKind::quote};
        Run side = claim("side", {{"source", source}}, "open.left", {{"side", side_name(source)}});
        side.look = Look::soft;
        block.runs.push_back(side);
        add(block.runs, std::move(quote));
        found.push_back(std::move(block));
      }
    }
    if (!found.empty()) out.push_back(heading(2, {say("open.sides")}));
    std::move(found.begin(), found.end(), std::back_inserter(out));
  }

  std::vector<Block> heads;
  for (int i = 0; i <= last_; ++i) {
    const auto& without = d_.rounds[static_cast<std::size_t>(i)].parties_without_head;
    if (without.empty()) continue;
    std::vector<std::string> names;
    for (const auto& party : without) names.push_back(words_.party(party));
    heads.push_back(item({claim("heads_unknown", {{"round", round_id(i)}}, "open.head",
                                {{"parties", join(names)}, {"round", round_name(i)}}),
                          method_mark("heads")}));
  }
  if (!heads.empty()) {
    out.push_back(heading(2, {say("open.heads")}));
    std::move(heads.begin(), heads.end(), std::back_inserter(out));
  }

  const auto missing = missing_texts();
  if (!missing.empty()) {
    out.push_back(heading(2, {say("open.texts")}));
    for (const auto& [round, parties] : missing) {
      std::vector<std::string> names;
      for (const auto& party : parties) names.push_back(words_.party(party));
      out.push_back(
          item({claim("text_missing", {{"round", round_id(round)}}, parties.empty() ? "open.text_any" : "open.text",
                      {{"parties", join(names)}, {"round", round_name(round)}}),
                method_mark("question")}));
    }
  }

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
  for (const auto& [round, parties] : missing_texts()) {
    std::vector<std::string> names;
    for (const auto& party : parties) names.push_back(words_.party(party));
    out.push_back(
        item({claim("task_text", {{"round", round_id(round)}}, parties.empty() ? "tasks.text_any" : "tasks.text",
                    {{"parties", join(names)}, {"round", round_name(round)}}),
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
