#include "app/regroup.h"

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

const Thread* thread_with(const std::vector<DeskView>& views, const FactId& fact) {
  for (const auto& view : views)
    for (const auto& thread : view.dialogue.threads)
      for (const auto& step : thread.steps)
        if (std::ranges::find(step.mentions, fact, &Mention::fact) != step.mentions.end()) return &thread;
  return nullptr;
}

/// An issue before it was merged.
struct Merged {
  int number = 0;
  std::string name, kind;
};

/// An issue is of one kind, that of its last mention: issues of different kinds do not lose one unsaid.
void say_kind(const Thread& now, const std::vector<Merged>& before, Answer& out) {
  out.json.set("issue", now.number).set("kind", text_or_null(now.kind));
  std::vector<std::string> others;
  Json was = Json::array();
  bool stays = false;
  for (const auto& one : before) {
    stays = stays || (one.number == now.number && one.kind == now.kind);
    if (one.kind == now.kind || one.kind.empty()) continue;
    others.push_back(fmt::format("'{}' was that of {}", one.kind, one.name));
    was.push(Json::object().set("issue", one.number).set("kind", one.kind));
  }
  out.json.set("other_kinds", std::move(was));
  if (others.empty()) return;
  out.remark = fmt::format("kind: '{}' {}, as the last text says; {} (breadcrumb correct says otherwise of a fact)",
                           now.kind, stays ? "stays" : "from now on", fmt::join(others, "; "));
  out.json.set("remark", out.remark);
}

Result<Answer> run_merge(const Context& context, const Request& request) {
  auto opened = BC_TRY(open_views(context, record::Access::write));
  record::ThreadDecided decided;
  decided.decision.kind = ThreadDecision::Kind::merge;
  decided.because = text_of(request, "because");
  std::vector<std::string> names;
  std::vector<Merged> before;
  const DeskView* dialogue = nullptr;
  for (const auto& wanted : request["issues"].texts()) {
    const auto found = BC_TRY(find_issue(opened.views, wanted));
    if (dialogue != nullptr && dialogue != found.view)
      return Error{ErrorKind::bad_input, "merge.dialogues", "expected issues of one dialogue", wanted};
    dialogue = found.view;
    if (std::ranges::find(decided.decision.mentions, found.thread->key) != decided.decision.mentions.end()) continue;
    // All of them: of two that stand in one text, each would else look for another issue to go on.
    decided.decision.mentions.push_back(found.thread->key);
    for (const auto& step : found.thread->steps)
      for (const auto& mention : step.mentions)
        if (mention.fact != found.thread->key) decided.decision.mentions.push_back(mention.fact);
    names.push_back(fmt::format("{} {}", found.thread->number, found.thread->name));
    before.push_back({found.thread->number, names.back(), found.thread->kind});
  }
  if (names.size() < 2)
    return Error{ErrorKind::bad_input, "merge.too_few", "expected two different issues or more", ""};
  const auto mention = decided.decision.mentions.front();
  auto out = BC_TRY(
      decide(context, opened, std::move(decided), fmt::format("Merged into one issue: {}", fmt::join(names, "; "))));
  const auto shared = BC_TRY(shared_views(context, opened.record, opened.knowledge));
  if (const auto* thread = thread_with(shared->views, mention); thread != nullptr) say_kind(*thread, before, out);
  return out;
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
  std::size_t all = 0;
  for (const auto& step : found.thread->steps) all += step.mentions.size();
  if (decided.decision.mentions.size() >= all)
    return Error{
        ErrorKind::bad_input, "split.nothing_left",
        fmt::format("issue {} has no other mention; breadcrumb rename gives it another name", found.thread->number),
        ""};
  const auto leaving = decided.decision.mentions;
  const auto before = fmt::format("{} {}", found.thread->number, found.thread->name);
  FactId staying;
  for (const auto& step : found.thread->steps)
    for (const auto& mention : step.mentions)
      if (std::ranges::find(leaving, mention.fact) == leaving.end()) staying = mention.fact;
  // Later mentions follow earlier ones by their words, so a split may not part them: that is seen before it is kept.
  auto preview = BC_TRY(contents_of(opened.record));
  preview.decisions.push_back({.decision = decided.decision});
  const auto parted = desk_views(preview, opened.knowledge);
  if (thread_with(parted, leaving.front()) == thread_with(parted, staying))
    return Error{ErrorKind::bad_input, "split.together",
                 "the mentions that stay would follow those that leave; name the later ones instead", ""};
  auto out = BC_TRY(decide(context, opened, std::move(decided), ""));
  // A number belongs to the mention that got it first, and that may be one that leaves: who keeps it is said.
  const auto shared = BC_TRY(shared_views(context, opened.record, opened.knowledge));
  const auto now = [&](const FactId& mention) {
    const auto* thread = thread_with(shared->views, mention);
    return thread == nullptr ? std::string("unknown") : fmt::format("{} {}", thread->number, thread->name);
  };
  const auto text = fmt::format("Split {} from issue {}: now issue {}; what remains is issue {}",
                                leaving.size() == 1 ? "one mention" : fmt::format("{} mentions", leaving.size()),
                                before, now(leaving.front()), now(staying));
  out.json.set("said", text);
  out.text = text + "\n";
  return out;
}

Result<Answer> run_rename(const Context& context, const Request& request) {
  auto opened = BC_TRY(open_views(context, record::Access::write));
  const auto found = BC_TRY(find_issue(opened.views, text_of(request, "issue")));
  const auto& name = text_of(request, "name");
  if (name.empty()) return Error{ErrorKind::bad_input, "rename.empty", "expected a name", ""};
  auto out =
      BC_TRY(decide(context, opened, renaming(*found.thread, name, text_of(request, "because")),
                    fmt::format("Issue {} is now called {} (was {})", found.thread->number, name, found.thread->name)));
  out.remark = fmt::format(
      "papers that go out keep the published name; breadcrumb mark name {} unmarked --audience public lets this one "
      "out",
      found.thread->number);
  out.json.set("remark", out.remark);
  return out;
}

}  // namespace

record::ThreadDecided renaming(const Thread& thread, std::string name, std::string because) {
  record::ThreadDecided out;
  out.decision = {.kind = ThreadDecision::Kind::rename, .mentions = {any_mention(thread)}, .name = std::move(name)};
  out.because = std::move(because);
  return out;
}

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
               {.name = "name", .help = "what the new issue is called", .form = Form::name},
               because_parameter()},
          .example = "breadcrumb split 4 3f2a9c1b --name \"Economic coercion\"",
          .run = run_split};
}
Operation rename_operation() {
  return {.name = "rename",
          .summary = "give an issue a name of your own; papers that go out keep the published one until it is marked",
          .effect = Effect::writes,
          .role = Role::editor,
          .parameters =
              {{.name = "issue", .help = "its number, or words of its name", .positional = true, .required = true},
               {.name = "name", .help = "the new name", .positional = true, .required = true, .form = Form::name},
               because_parameter()},
          .example = "breadcrumb rename 7 \"Ethanol\"",
          .run = run_rename};
}

}  // namespace breadcrumb::app
