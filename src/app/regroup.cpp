// merge, split, rename: a person's word on threads.
#include <fmt/format.h>

#include <algorithm>

#include "app/all_operations.h"
#include "app/show.h"

namespace breadcrumb::app {

namespace {

Result<Answer> decide(const Context& context, Opened& opened, record::ThreadDecided decided, std::string text) {
  const auto stamp = BC_TRY(stamp_of(context, opened.record));
  const auto appended = BC_TRY(opened.record.append(stamp, decided));
  BC_TRY(number_all(context, opened.record, opened.knowledge));
  Answer out;
  out.json = Json::object().set("event", appended.id).set("said", text);
  out.text = text + "\n";
  return out;
}

FactId any_mention(const Thread& thread) {
  return thread.key;
}

Result<Answer> run_merge(const Context& context, const Request& request) {
  auto opened = BC_TRY(open_views(context, record::Access::write));
  record::ThreadDecided decided;
  decided.decision.kind = ThreadDecision::Kind::merge;
  decided.because = text_of(request, "because");
  std::vector<std::string> names;
  const DeskView* dialogue = nullptr;
  for (const auto& wanted : request["issues"].texts()) {
    const auto found = BC_TRY(find_issue(opened.views, wanted));
    if (dialogue != nullptr && dialogue != found.view)
      return Error{ErrorKind::bad_input, "merge.dialogues", "expected issues of one dialogue", wanted};
    dialogue = found.view;
    if (std::ranges::find(decided.decision.mentions, found.thread->key) != decided.decision.mentions.end()) continue;
    decided.decision.mentions.push_back(any_mention(*found.thread));
    names.push_back(fmt::format("{} {}", found.thread->number, found.thread->name));
  }
  if (names.size() < 2)
    return Error{ErrorKind::bad_input, "merge.too_few", "expected two different issues or more", ""};
  return decide(context, opened, std::move(decided), fmt::format("Merged into one issue: {}", fmt::join(names, "; ")));
}

Result<Answer> run_split(const Context& context, const Request& request) {
  auto opened = BC_TRY(open_views(context, record::Access::write));
  const auto found = BC_TRY(find_issue(opened.views, text_of(request, "issue")));
  record::ThreadDecided decided;
  decided.decision.kind = ThreadDecision::Kind::split;
  decided.decision.name = text_of(request, "name");
  decided.because = text_of(request, "because");
  for (const auto& wanted : request["mentions"].texts()) {
    bool fits = false;
    for (const auto& step : found.thread->steps)
      for (const auto& mention : step.mentions)
        if (wanted.size() >= 6 && mention.fact.starts_with(wanted)) {
          decided.decision.mentions.push_back(mention.fact);
          fits = true;
        }
    if (!fits)
      return Error{ErrorKind::not_found, "split.mention",
                   fmt::format("\"{}\" is no mention of issue {} (breadcrumb issue {} --json lists them)", wanted,
                               found.thread->number, found.thread->number),
                   ""};
  }
  return decide(
      context, opened, std::move(decided),
      fmt::format("Split {} from issue {} {}",
                  decided.decision.mentions.size() == 1 ? "one mention"
                                                        : fmt::format("{} mentions", decided.decision.mentions.size()),
                  found.thread->number, found.thread->name));
}

Result<Answer> run_rename(const Context& context, const Request& request) {
  auto opened = BC_TRY(open_views(context, record::Access::write));
  const auto found = BC_TRY(find_issue(opened.views, text_of(request, "issue")));
  const auto& name = text_of(request, "name");
  if (name.empty()) return Error{ErrorKind::bad_input, "rename.empty", "expected a name", ""};
  record::ThreadDecided decided;
  decided.decision = {.kind = ThreadDecision::Kind::rename, .mentions = {any_mention(*found.thread)}, .name = name};
  decided.because = text_of(request, "because");
  return decide(context, opened, std::move(decided),
                fmt::format("Issue {} is now called {} (was {})", found.thread->number, name, found.thread->name));
}

}  // namespace

Operation merge_operation() {
  return {.name = "merge",
          .summary = "two issues or more are one",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters = {{.name = "issues",
                          .kind = ParameterKind::texts,
                          .help = "numbers, or words of their names",
                          .positional = true,
                          .required = true},
                         because_parameter()},
          .example = "breadcrumb merge 4 9",
          .run = run_merge};
}
Operation split_operation() {
  return {.name = "split",
          .summary = "some mentions of an issue are an issue of their own",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters =
              {{.name = "issue", .help = "its number, or words of its name", .positional = true, .required = true},
               {.name = "mentions",
                .kind = ParameterKind::texts,
                .help = "the facts that leave: ids from breadcrumb issue --json",
                .positional = true,
                .required = true},
               {.name = "name", .help = "what the new issue is called"},
               because_parameter()},
          .example = "breadcrumb split 4 3f2a9c1b --name \"Economic coercion\"",
          .run = run_split};
}
Operation rename_operation() {
  return {.name = "rename",
          .summary = "give an issue a name of your own",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters =
              {{.name = "issue", .help = "its number, or words of its name", .positional = true, .required = true},
               {.name = "name", .help = "the new name", .positional = true, .required = true},
               because_parameter()},
          .example = "breadcrumb rename 7 \"Ethanol\"",
          .run = run_rename};
}

}  // namespace breadcrumb::app
