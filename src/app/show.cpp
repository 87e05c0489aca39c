#include "app/show.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.h"
#include "thread/redline.h"

namespace breadcrumb::app {

namespace {

std::string_view name_of(RedlineKind kind) {
  switch (kind) {
    case RedlineKind::keep:
      return "keep";
    case RedlineKind::insert:
      return "insert";
    case RedlineKind::erase:
      return "erase";
    case RedlineKind::move_out:
      return "move_out";
    case RedlineKind::move_in:
      return "move_in";
  }
  return "";
}

bool changes_nothing(const Redline& redline) {
  return redline.typography_only || redline.unchanged();
}

// One for each side. Of a side with texts in two languages the first that changed: a change must show.
Json redlines_json(const Step& step) {
  std::vector<std::pair<std::string, Redline>> sides;
  for (const auto& words : step.wordings) {
    const auto same = std::ranges::find(sides, words.side, &std::pair<std::string, Redline>::first);
    if (same != sides.end() && !changes_nothing(same->second)) continue;
    auto redline = thread::redline(words.before, words.now, words.language);
    if (same == sides.end())
      sides.emplace_back(words.side, std::move(redline));
    else if (!changes_nothing(redline))
      same->second = std::move(redline);
  }
  Json out = Json::array();
  for (const auto& [side, redline] : sides)
    out.push(Json::object().set("side", side).set("redline", redline_json(redline)));
  return out;
}

}  // namespace

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

Json span_json(const Span& span) {
  return Json::object().set("start", span.start).set("end", span.end).set("text", span.text);
}

Json quote_json(const SourceQuote& quote) {
  if (quote.source.empty()) return {};
  return Json::object()
      .set("source", quote.source)
      .set("start", quote.span.start)
      .set("end", quote.span.end)
      .set("text", quote.span.text);
}

Json source_json(const Source& s) {
  return Json::object()
      .set("sha256", s.sha256)
      .set("title", s.title)
      .set("publisher", text_or_null(s.publisher))
      .set("published", text_or_null(s.published))
      .set("language", text_or_null(s.language))
      .set("kind", s.kind)
      .set("excerpt", s.excerpt)
      .set("media_type", s.media_type)
      .set("bytes", s.bytes)
      .set("file_name", s.file_name)
      .set("origin", text_or_null(s.origin))
      .set("text_sha256", s.text_sha256)
      .set("extractor", s.extractor)
      .set("added", s.added);
}

Json fact_json(const FactView& view) {
  Json fields = Json::object();
  for (const auto& [name, value] : view.fact.fields) fields.set(name, value);
  return Json::object()
      .set("id", view.fact.id)
      .set("kind", to_text(view.fact.kind))
      .set("fields", std::move(fields))
      .set("source", view.source)
      .set("quote", span_json(view.fact.quote))
      .set("rule", view.fact.rule)
      .set("certainty", view.fact.certainty)
      .set("standing", view.standing)
      .set("anchor", view.anchor)
      .set("decided_by", text_or_null(view.decided_by))
      .set("decided_at", text_or_null(view.decided_at));
}

Json fact_json(const FactView& view, const AuthorNames& names) {
  const auto name = names.find(view.decided_by);
  return fact_json(view).set("author", name == names.end() ? Json() : Json(name->second));
}

Json redline_json(const Redline& redline) {
  Json runs = Json::array();
  for (const auto& run : redline.runs) {
    Json one = Json::object().set("kind", name_of(run.kind)).set("text", run.text);
    if (!run.old.empty()) one.set("old", run.old);
    if (run.move != 0) one.set("move", run.move);
    runs.push(std::move(one));
  }
  return Json::object().set("typography_only", redline.typography_only).set("runs", std::move(runs));
}

static Json step_json(const Step& step, const DialogueView& dialogue) {
  Json mentions = Json::array();
  for (const auto& mention : step.mentions) {
    Json words = Json::array();
    for (const auto& span : mention.words) words.push(span_json(span));
    mentions.push(Json::object()
                      .set("fact", mention.fact)
                      .set("source", mention.source)
                      .set("heading", text_or_null(mention.heading))
                      .set("text", mention.text)
                      .set("kind", text_or_null(mention.kind))
                      .set("acts", Json::strings(mention.acts))
                      .set("topics", Json::strings(mention.topics))
                      .set("quote", span_json(mention.quote))
                      .set("words", std::move(words)));
  }
  Json kinds = Json::array();
  for (const auto kind : step.kinds) kinds.push(to_text(kind));
  const auto& round = dialogue.rounds.at(static_cast<std::size_t>(step.round));
  Json out = Json::object()
                 .set("round", round.ordinal > 0 ? Json(round.ordinal) : Json())
                 .set("start", text_or_null(round.start))
                 .set("kinds", std::move(kinds))
                 .set("with", Json::strings(step.with))
                 .set("streak", step.streak)
                 .set("silence", step.silence)
                 .set("margin", step.margin)
                 .set("runner_up", text_or_null(step.runner_up))
                 .set("because", step.because)
                 .set("mentions", std::move(mentions));
  if (!step.redline.runs.empty()) out.set("redline", redline_json(step.redline));
  if (!step.wordings.empty()) out.set("redlines", redlines_json(step));
  return out;
}

Json steps_json(const Thread& thread, const DialogueView& dialogue) {
  Json out = Json::array();
  for (const auto& step : thread.steps) out.push(step_json(step, dialogue));
  return out;
}

Json thread_json(const Thread& thread, const DialogueView& dialogue) {
  Json also = Json::array();
  for (const int number : thread.also) also.push(number);
  return Json::object()
      .set("number", thread.number)
      .set("also", std::move(also))
      .set("key", thread.key)
      .set("name", thread.name)
      .set("kind", text_or_null(thread.kind))
      .set("topics", Json::strings(thread.topics))
      .set("dialogue", dialogue.name)
      .set("steps", steps_json(thread, dialogue));
}

Json follow_up_json(const FollowUpView& f) {
  Json reports = Json::array(), evidence = Json::array();
  for (const auto& report : f.reports)
    reports.push(Json::object()
                     .set("party", report.party)
                     .set("status", report.status)
                     .set("date", text_or_null(report.date))
                     .set("words", text_or_null(report.words))
                     .set("entry", report.entry));
  for (const auto& [sha256, name] : f.evidence)
    evidence.push(Json::object().set("sha256", sha256).set("file_name", name));
  return Json::object()
      .set("number", f.number)
      .set("text", f.text)
      .set("owner", text_or_null(f.owner))
      .set("next_step_holder", text_or_null(f.next_step_holder))
      .set("waits_for", f.waits_for == 0 ? Json() : Json(f.waits_for))
      .set("due", text_or_null(f.due))
      .set("status", f.status)
      .set("round", f.round < 0 ? Json() : Json(f.round + 1))
      .set("age_rounds", f.age_rounds)
      .set("fact", text_or_null(f.fact))
      .set("quote", quote_json(f.quote))
      .set("closed_because", text_or_null(f.closed_because))
      .set("closed_source", text_or_null(f.closed_source))
      .set("evidence", std::move(evidence))
      .set("concerned", Json::strings(f.concerned))
      .set("reports", std::move(reports))
      .set("reported", text_or_null(f.reported))
      .set("settled", f.settled)
      .set("author", text_or_null(f.author))
      .set("time", text_or_null(f.time));
}

Json difference_json(const SideDifference& d) {
  return Json::object()
      .set("what", d.what)
      .set("kind", d.kind)
      .set("sentence", d.sentence)
      .set("left_source", d.left_source)
      .set("left", d.left.empty() ? Json() : span_json(d.left))
      .set("right_source", d.right_source)
      .set("right", d.right.empty() ? Json() : span_json(d.right));
}

std::string dates_text(const std::string& start, const std::string& end) {
  if (start.empty()) return end.empty() ? "unknown" : "until " + end;
  if (end.empty() || end == start) return start;
  // 2023-02-02/03 reads better than the whole date twice.
  if (start.substr(0, 8) == end.substr(0, 8)) return start + "/" + end.substr(8);
  return start + "/" + end;
}

std::string dates_text(const RoundView& round, const std::vector<Source>& sources) {
  // What is printed, with those who print it, in the order of the texts.
  std::vector<std::pair<std::string, std::vector<std::string>>> said;
  for (const auto& dates : round.dates) {
    if (dates.start.empty() && dates.end.empty()) continue;
    std::string days = (dates.week ? "week of " : "") + dates_text(dates.start, dates.end);
    if (!dates.sessions.empty()) days.clear();
    for (const auto& [start, end] : dates.sessions) days += (days.empty() ? "" : " and ") + dates_text(start, end);
    if (!dates.zone.empty()) days += fmt::format(", printed \"{}\"", text::squeeze(dates.quote.span.text));
    const auto source = std::ranges::find(sources, dates.source, &Source::sha256);
    const std::string who = source == sources.end()     ? "?"
                            : is_joint(*source)         ? "joint"
                            : source->publisher.empty() ? "side unknown"
                                                        : source->publisher;
    auto same = std::ranges::find_if(said, [&](const auto& one) { return one.first == days; });
    if (same == said.end()) same = said.insert(said.end(), {days, {}});
    if (std::ranges::find(same->second, who) == same->second.end()) same->second.push_back(who);
  }
  if (said.empty()) return "unknown";
  if (said.size() == 1) return said.front().first;
  std::vector<std::string> out;
  for (const auto& [days, who] : said) out.push_back(fmt::format("{} ({})", days, fmt::join(who, ", ")));
  return fmt::format("{}", fmt::join(out, "; "));
}

std::string round_label(const RoundView& round) {
  if (round.ordinal > 0) return std::to_string(round.ordinal);
  return round.start.empty() ? "?" : round.start;
}

std::string round_words(const RoundView& round) {
  if (round.ordinal > 0) return "round " + std::to_string(round.ordinal);
  return round.start.empty() ? "an undated meeting" : "the meeting of " + round.start;
}

std::string kinds_text(const Step& step) {
  std::vector<std::string_view> kinds;
  for (const auto kind : step.kinds) kinds.push_back(to_text(kind));
  return fmt::format("{}", fmt::join(kinds, ", "));
}

std::string short_id(std::string_view id) {
  return std::string(id.substr(0, 8));
}

std::string source_label(const std::vector<Source>& sources, std::string_view sha256) {
  const auto found = std::ranges::find(sources, sha256, &Source::sha256);
  return found == sources.end() || found->file_name.empty() ? short_id(sha256) : found->file_name;
}

Answer listed(Json json, const Table& table, std::string_view when_empty) {
  return {
      .json = std::move(json), .text = table.empty() ? fmt::format("{}\n", when_empty) : table.text(), .errors = {}};
}

const std::string& text_of(const Request& request, std::string_view name) {
  return request[name].string();
}

Result<Opened> open_views(const Context& context, record::Access access) {
  auto record = BC_TRY(open_record(context, access));
  auto shared = BC_TRY(shared_views(context, record));
  if (context.warn)
    for (const auto& damaged : shared->damaged) context.warn(damaged);
  return Opened{.record = std::move(record), .shared = std::move(shared)};
}

Result<Opened> open_own_views(const Context& context, record::Access access) {
  return with_own_views(BC_TRY(open_views(context, access)));
}

Opened with_own_views(Opened desk) {
  auto copy = std::make_shared<SharedViews>(*desk.shared);
  auto* own = copy.get();
  return Opened{.record = std::move(desk.record), .shared = std::move(copy), .own = own};
}

}  // namespace breadcrumb::app
