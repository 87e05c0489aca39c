// The tasks that follow from what is open, and the officer's notes on the desk as a whole.
#include <algorithm>

#include "brief/composer.h"

namespace breadcrumb::brief {

void Composer::task_not_entered(std::string_view field, std::vector<Block>& out) {
  std::vector<int> numbers;
  const auto ask = [&](int number, const EntryView* page) {
    const bool answered = page != nullptr && (!(*page)[field].empty() || (*page)["state"] == "set aside");
    if (number > 0 && !answered) numbers.push_back(number);
  };
  for (const auto& thread : d_.threads) ask(thread.number, page_of(thread));
  for (const auto* one : entries("issue"))
    if (std::ranges::none_of(d_.threads, [&](const Thread& thread) { return thread.answers_to(one->number); }))
      ask(one->number, one);
  if (numbers.empty()) return;
  std::ranges::sort(numbers);
  std::vector<std::string> names;
  for (const int number : numbers) names.push_back(std::to_string(number));
  const std::string id = "tasks." + std::string(field);
  const Args args{{"field", std::string(field)}};
  Runs runs{claim("task_not_entered", args, names.size() == 1 ? id + "_one" : id, {{"issues", join(names)}})};
  add_answers({answer(field, {{"issue", names.size() == 1 ? names.front() : "N"}})}, args, runs);
  runs.push_back(method_mark("task"));
  out.push_back(item(std::move(runs)));
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
        item({claim("task_text", {{"rounds", held_ids(rounds)}}, parties.empty() ? "tasks.text_any" : "tasks.text",
                    {{"parties", join(names)}, {"rounds", held_names(rounds)}}),
              method_mark("task")}));
  }
  const auto count_task = [&](std::size_t count, std::string_view kind, const std::string& id,
                              const std::vector<std::string>& issues = {}) {
    if (count > 0)
      out.push_back(item(
          {claim(kind, {}, count == 1 ? id + "_one" : id, {{"n", std::to_string(count)}, {"issues", join(issues)}}),
           method_mark("task")}));
  };
  count_task(d_.twins.size(), "task_twins", "tasks.twins");
  count_task(static_cast<std::size_t>(std::ranges::count(d_.texts, true, &RoundText::side_unknown)), "task_sides",
             "tasks.sides");
  count_task(doubtful().size(), "task_facts", "tasks.facts");
  const auto matches = close_matches();
  std::vector<std::string> of_issues;
  for (const auto& [thread, step] : matches)
    if (const std::string label = thread->number > 0 ? std::to_string(thread->number) : thread->name;
        std::ranges::find(of_issues, label) == of_issues.end())
      of_issues.push_back(label);
  count_task(matches.size(), "task_matches", "tasks.matches", of_issues);
  for (const auto* field : {"position", "points"}) task_not_entered(field, out);
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
  for (const auto& entry : d_.entries)
    if (entry.noun == "issue" && !entry.event.empty()) numbers.insert(entry.number);
  for (const auto& note : d_.notes) {
    // A note on an issue that has no thread any more stands here, so that no word of an officer is lost.
    if (note.issue != 0 && numbers.contains(note.issue)) continue;
    note_block(note, section.blocks);
  }
  return section;
}

}  // namespace breadcrumb::brief
