// mark and marks: how sensitive a thing is, and for whom.
#include <fmt/format.h>

#include <algorithm>

#include "app/all_operations.h"
#include "app/marking.h"

namespace breadcrumb::app {

namespace {

/// The name that an officer gave an issue last.
Result<std::string> name_given(const Opened& desk, const std::string& which) {
  const auto issue = BC_TRY(find_issue(desk.views, which));
  const auto is_its = [&](const FactId& fact) {
    return std::ranges::any_of(issue.thread->steps, [&](const Step& step) {
      return std::ranges::find(step.mentions, fact, &Mention::fact) != step.mentions.end();
    });
  };
  std::string out;
  const auto decisions = BC_TRY(desk.record.thread_decisions());
  for (const auto& decided : decisions)
    if (!decided.decision.name.empty() && std::ranges::any_of(decided.decision.mentions, is_its))
      out = "name:" + decided.id;
  if (out.empty())
    return Error{ErrorKind::not_found, "mark.no_such_thing",
                 fmt::format("nobody gave issue {} a name (breadcrumb rename)", issue.thread->number), ""};
  return out;
}

/// The subject that a kind and a word mean.
Result<std::string> subject_of(const Opened& desk, const EntryBook& book, std::string_view kind,
                               const std::string& which) {
  const auto number = [&]() -> Result<int> {
    const auto value = typed_number(which);
    if (!value || *value < 1)
      return Error{ErrorKind::bad_input, "mark.subject",
                   fmt::format("expected the number of a {}, not \"{}\"", kind, which), ""};
    return *value;
  };
  if (kind == "source") return "source:" + BC_TRY(find_source(desk.record, which)).sha256;
  if (kind == "fact") return "fact:" + BC_TRY(desk.record.fact(which)).fact.id;
  if (kind == "note") {
    const auto event = BC_TRY(desk.record.event(which));
    return "note:" + event.event.id;
  }
  if (kind == "name") return name_given(desk, which);
  if (kind == "issue" || kind == "page")
    return fmt::format("{}:{}", kind, BC_TRY(issue_number(desk.views, book, which)));
  if (kind == "follow-up") return fmt::format("follow_up:{}", BC_TRY(number()));
  return fmt::format("{}:{}", kind, BC_TRY(number()));
}

Json level_json(Level level, const MarkRules& rules) {
  return Json::object().set("mark", rules.mark_of(level)).set("audience", rules.audience_of(level));
}

Error unknown(std::string_view what, std::string_view typed, const std::vector<std::string>& known) {
  return {ErrorKind::bad_input, "mark.unknown",
          fmt::format("there is no {} \"{}\": expected one of {}", what, typed.substr(0, 80), fmt::join(known, ", ")),
          ""};
}

Result<Answer> run_mark(const Context& context, const Request& request) {
  auto desk = BC_TRY(open_views(context, record::Access::write));
  const auto rules = BC_TRY(MarkRules::load(context, desk.record.desk()));
  const auto& book = desk.book;
  const auto subject = BC_TRY(subject_of(desk, book, text_of(request, "kind"), text_of(request, "which")));
  const auto marking = BC_TRY(Marking::of(desk.record, rules));
  if (!marking.knows(subject))
    return Error{ErrorKind::not_found, "mark.no_such_thing",
                 subject.starts_with("page:") ? fmt::format("nothing was entered on issue {} yet", subject.substr(5))
                                              : fmt::format("the desk has no {}", subject_words(subject)),
                 ""};
  const auto& mark = text_of(request, "mark");
  if (!rules.mark(mark)) return unknown("mark", mark, rules.marks());
  auto audience = text_of(request, "audience");
  const auto before = marking.level(subject);
  if (audience.empty()) audience = rules.audience_of(before);
  if (!rules.audience(audience)) return unknown("audience", audience, rules.audiences());
  const Level wanted{*rules.mark(mark), *rules.audience(audience)};
  const auto least = marking.inherited(subject);
  if (!within(least, wanted))
    return Error{ErrorKind::refused, "mark.lowers",
                 fmt::format("{} is derived from what is {}: its own mark cannot be lower", subject_words(subject),
                             rules.words(least)),
                 ""};
  const auto stamp = BC_TRY(stamp_of(context, desk.record));
  BC_TRY(desk.record.append(
      stamp,
      record::MarkSet{.subject = subject, .mark = mark, .audience = audience, .because = text_of(request, "because")}));
  const auto after = BC_TRY(Marking::of(desk.record, rules));
  Answer out;
  out.json = Json::object()
                 .set("subject", subject)
                 .set("before", level_json(before, rules))
                 .set("level", level_json(after.level(subject), rules));
  out.text = fmt::format("Marked {}: {}\n", subject_words(subject), rules.words(after.level(subject)));
  return out;
}

Result<Answer> run_marks(const Context& context, const Request& request) {
  const auto record = BC_TRY(open_record(context, record::Access::read));
  const auto rules = BC_TRY(MarkRules::load(context, record.desk()));
  const auto marking = BC_TRY(Marking::of(record, rules));
  auto names = BC_TRY(author_names(record));
  Json json = Json::array();
  Table table({"what", "mark", "audience", "by", "time"});
  std::vector<std::string> subjects;
  if (const auto& profile = text_of(request, "above"); !profile.empty()) {
    const auto most = rules.profile(profile);
    if (!most) return unknown("profile", profile, rules.profile_names());
    subjects = marking.above(*most);
  } else {
    for (const auto& mark : marking.marks()) subjects.push_back(mark.subject);
  }
  for (const auto& subject : subjects) {
    const auto level = marking.level(subject);
    const auto* own = marking.own_mark(subject);
    const auto by = own == nullptr                ? std::string()
                    : names.contains(own->author) ? names[own->author]
                                                  : short_id(own->author);
    Json one = level_json(level, rules);
    one.set("subject", subject);
    if (own != nullptr) one.set("by", by).set("time", own->time).set("event", own->event);
    json.push(std::move(one));
    table.add({subject_words(subject), rules.mark_of(level), rules.audience_of(level), by,
               own == nullptr ? "inherited or by default" : own->time});
  }
  return Answer{.json = std::move(json),
                .text = !table.empty()                      ? table.text()
                        : text_of(request, "above").empty() ? "Nothing is marked.\n"
                                                            : "Nothing stands above this profile.\n",
                .errors = {}};
}

}  // namespace

std::string subject_words(std::string_view subject) {
  const auto colon = subject.find(':');
  const auto kind = subject.substr(0, colon);
  const auto which = colon == std::string_view::npos ? std::string_view() : subject.substr(colon + 1);
  if (kind == "page") return fmt::format("what was entered on issue {}", which);
  if (kind == "follow_up") return fmt::format("follow-up {}", which);
  if (kind == "source" || kind == "fact" || kind == "note" || kind == "name")
    return fmt::format("{} {}", kind, short_id(which));
  return fmt::format("{} {}", kind, which);
}

std::string subject_with_level(std::string_view subject, const Marking& marking, const MarkRules& rules) {
  return fmt::format("{} ({})", subject_words(subject), rules.words(marking.level(subject)));
}

Result<std::vector<std::string>> left_out_of(const std::vector<std::string>& subjects, const Marking& marking,
                                             const MarkRules& rules, std::string_view profile, bool may_leave_out) {
  const auto most = rules.profile(profile);
  if (!most) return unknown("profile", profile, rules.profile_names());
  std::vector<std::string> over;
  for (const auto& subject : subjects) {
    // A text that is above stands for its facts; one that is not may hold a fact that a person has marked.
    if (subject.starts_with("fact:") && marking.own_mark(subject) == nullptr) continue;
    if (!within(marking.level(subject), *most)) over.push_back(subject_with_level(subject, marking, rules));
  }
  std::ranges::sort(over);
  over.erase(std::unique(over.begin(), over.end()), over.end());
  if (over.empty() || may_leave_out) return over;
  return Error{
      ErrorKind::refused, "mark.above",
      fmt::format("above what the profile {} may carry: {}; --leave-out does without", profile, fmt::join(over, "; ")),
      ""};
}

Result<void> check_profile(const std::vector<std::string>& subjects, const Marking& marking, const MarkRules& rules,
                           std::string_view profile) {
  BC_TRY(left_out_of(subjects, marking, rules, profile, false));
  return {};
}

Result<std::string> goes_out_words(const Context& context, const record::Record& record, const std::string& subject) {
  // All levels take a look at all things; most bear no mark of their own.
  const auto marks = BC_TRY(record.marks());
  if (std::ranges::find(marks, subject, &MarkView::subject) == marks.end()) return std::string();
  const auto rules = BC_TRY(MarkRules::load(context, record.desk()));
  const auto level = BC_TRY(Marking::of(record, rules)).level(subject);
  if (level.audience + 1 >= static_cast<int>(rules.audiences().size())) return std::string();
  return fmt::format("  goes out with it, as it is marked: {}\n", rules.words(level));
}

Result<void> check_mark_names(const MarkRules& rules, const std::string& mark, const std::string& audience) {
  if (!mark.empty() && !rules.mark(mark)) return unknown("mark", mark, rules.marks());
  if (!audience.empty() && !rules.audience(audience)) return unknown("audience", audience, rules.audiences());
  return {};
}

Operation mark_operation() {
  std::vector<std::string> kinds = {"source", "fact", "note", "page", "name", "follow-up"};
  for (const auto& noun : nouns()) kinds.push_back(noun.name);
  return {
      .name = "mark",
      .summary = "say how sensitive a thing is, and for whom",
      .effect = Effect::writes,
      .role = Role::editor,
      .parameters =
          {{.name = "kind",
            .help = "what it is; page: what was entered on an issue that was read; name: what `rename` calls an issue",
            .positional = true,
            .required = true,
            .choices = std::move(kinds)},
           {.name = "which", .help = "its number, name, digits or file name", .positional = true, .required = true},
           {.name = "mark",
            .help = "a mark of the desk's list (lexicon/marks.toml)",
            .positional = true,
            .required = true},
           {.name = "audience",
            .help = "for whom: public, both sides, own delegation (the desk's list); default: as it is"},
           because_parameter()},
      .example = "breadcrumb mark paper 1 sensitive --audience \"both sides\"",
      .run = run_mark};
}

Operation marks_operation() {
  return {.name = "marks",
          .summary = "what is marked, how, and by whom; or what stands above a profile",
          .parameters = {{.name = "above",
                          .help = "a profile (public, both sides, ...): everything that it may not carry"}},
          .example = "breadcrumb marks --above public",
          .run = run_marks};
}

}  // namespace breadcrumb::app
