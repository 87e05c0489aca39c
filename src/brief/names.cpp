// How the briefing names rounds, dates, sides, sources and issues.
#include <algorithm>

#include "brief/composer.h"

namespace breadcrumb::brief {

namespace {

struct Day {
  int year = 0, month = 0, day = 0;  // day 0: only a month
};

bool read_day(std::string_view iso, Day& out) {
  const auto number = [&](std::size_t at, std::size_t size, int& value) {
    if (iso.size() < at + size) return false;
    value = 0;
    for (std::size_t i = at; i < at + size; ++i) {
      if (iso[i] < '0' || iso[i] > '9') return false;
      value = value * 10 + (iso[i] - '0');
    }
    return true;
  };
  if (!number(0, 4, out.year) || iso.size() < 7 || iso[4] != '-' || !number(5, 2, out.month)) return false;
  if (out.month < 1 || out.month > 12) return false;
  out.day = 0;
  return iso.size() < 10 || (iso[7] == '-' && number(8, 2, out.day) && out.day >= 1 && out.day <= 31);
}

}  // namespace

bool days_of(std::string_view iso, long long& days) {
  Day day;
  if (!read_day(iso, day)) return false;
  // Days from the civil calendar, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
  const long long y = day.year - (day.month <= 2 ? 1 : 0);
  const long long era = (y >= 0 ? y : y - 399) / 400;
  const long long year_of_era = y - era * 400;
  const long long day_of_year = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + std::max(day.day, 1) - 1;
  days = era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
  return true;
}

std::string Composer::date(std::string_view iso) {
  Day day;
  if (!read_day(iso, day)) return std::string(iso);
  const std::string month = text("date.m" + std::to_string(day.month));
  if (day.day == 0) return text("date.month", {{"month", month}, {"year", std::to_string(day.year)}});
  return text("date.day", {{"day", std::to_string(day.day)}, {"month", month}, {"year", std::to_string(day.year)}});
}

std::string Composer::dates(std::string_view start, std::string_view end, bool week) {
  if (start.empty()) return text("date.unknown");
  if (week) return text("date.week", {{"date", date(start)}});
  Day a, b;
  if (end.empty() || end == start || !read_day(start, a) || !read_day(end, b) || a.day == 0 || b.day == 0)
    return date(start);
  const Fillers fillers{{"day", std::to_string(a.day)},
                        {"day2", std::to_string(b.day)},
                        {"month", text("date.m" + std::to_string(a.month))},
                        {"month2", text("date.m" + std::to_string(b.month))},
                        {"year", std::to_string(a.year)},
                        {"year2", std::to_string(b.year)}};
  if (a.year != b.year) return text("date.years", fillers);
  return text(a.month != b.month ? "date.months" : "date.days", fillers);
}

std::string Composer::round_dates(const RoundView& round) {
  bool week = false;
  for (const auto& given : round.dates)
    if (given.start == round.start && given.week) week = true;
  return dates(round.start, round.end, week);
}

std::string Composer::round_id(int round) const {
  if (round < 0 || round >= static_cast<int>(d_.rounds.size())) return "#" + std::to_string(round);
  const auto& view = d_.rounds[static_cast<std::size_t>(round)];
  return view.ordinal > 0 ? std::to_string(view.ordinal) : "#" + std::to_string(round);
}

std::string Composer::round_name(int round, bool start_of_sentence) {
  if (round < 0 || round >= static_cast<int>(d_.rounds.size()))
    return text(start_of_sentence ? "round.numbered_start" : "round.numbered", {{"n", std::to_string(round + 1)}});
  return name_of(d_.rounds[static_cast<std::size_t>(round)], round, start_of_sentence);
}

std::string Composer::name_of(const RoundView& round, int index, bool start_of_sentence) {
  const std::string end = start_of_sentence ? "_start" : "";
  if (round.ordinal > 0) return text("round.ordinal" + end, {{"n", std::to_string(round.ordinal)}});
  if (!round.start.empty()) return text("round.dated" + end, {{"date", round_dates(round)}});
  return text("round.numbered" + end, {{"n", std::to_string(index + 1)}});
}

std::string Composer::join(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? text("list.and") : text("mark.comma");
    out += names[i];
  }
  return out;
}

std::string Composer::age(int rounds) {
  if (rounds <= 0) return text("glance.rounds_age_none");
  if (rounds == 1) return text("glance.rounds_age_one");
  return text("glance.rounds_age", {{"n", std::to_string(rounds)}});
}

std::string Composer::issue_count(std::size_t n) {
  if (n <= 1) return text(n == 0 ? "glance.issues_none" : "glance.issues_one");
  return text("glance.issues", {{"n", std::to_string(n)}});
}

std::string Composer::owner(std::string_view code) {
  if (code.empty()) return text("follow_ups.unknown");
  if (code == "both") return text("follow_ups.both");
  if (code == "all") return text("follow_ups.all");
  return words_.party(code);
}

std::string Composer::in_words(std::string_view sentence) {
  std::string out;
  const auto word = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || (c & 0x80) != 0;
  };
  for (std::size_t i = 0; i < sentence.size();) {
    if (!word(sentence[i])) {
      out += sentence[i++];
      continue;
    }
    std::size_t end = i;
    while (end < sentence.size() && word(sentence[end])) ++end;
    const std::string_view one = sentence.substr(i, end - i);
    long long day = 0;
    if (std::find(d_.parties.begin(), d_.parties.end(), one) != d_.parties.end())
      out += words_.party(one);
    else if (one.size() == 10 && days_of(one, day))
      out += date(one);
    else
      out += one;
    i = end;
  }
  return out;
}

std::string Composer::text_or(const std::string& id, std::string_view value) {
  return words_.find(id) != nullptr ? text(id) : std::string(value);
}

std::vector<const Mention*> Composer::distinct(const std::vector<Mention>& mentions) {
  std::vector<const Mention*> out;
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& mention : mentions)
    if (seen.emplace(mention.source, mention.text).second) out.push_back(&mention);
  return out;
}

const Source* Composer::source_of(const std::string& sha256) const {
  const auto found = sources_.find(sha256);
  return found == sources_.end() ? nullptr : found->second;
}

int Composer::source_number(const std::string& sha256) const {
  for (std::size_t i = 0; i < d_.sources.size(); ++i)
    if (d_.sources[i].sha256 == sha256) return static_cast<int>(i) + 1;
  return 0;
}

std::string Composer::side_of(const std::string& source) const {
  const auto found = sides_.find(source);
  if (found != sides_.end() && !found->second.empty()) return found->second;
  const Source* known = source_of(source);
  if (known == nullptr || is_joint(*known)) return "";
  return known->publisher;
}

std::string Composer::side_name(const std::string& source) {
  const std::string side = side_of(source);
  if (!side.empty()) return words_.party(side);
  const Source* known = source_of(source);
  return text(known != nullptr && is_joint(*known) ? "issues.joint" : "issues.unsigned");
}

std::string Composer::source_label(const Source& source) {
  const std::string kind_id = "source_kind." + (source.kind.empty() ? std::string("other") : source.kind);
  std::string out = source.publisher.empty() ? text("annex.publisher_unknown") : words_.party(source.publisher);
  out += text("mark.comma") + text(words_.find(kind_id) != nullptr ? kind_id : "source_kind.other");
  out += text("mark.comma") + (source.published.empty() ? text("annex.undated") : date(source.published));
  return out;
}

std::string Composer::issue_id(const Thread& thread) const {
  return thread.number > 0 ? std::to_string(thread.number) : thread.key;
}

Runs Composer::issue_name(const Thread& thread) {
  Runs out;
  if (thread.number > 0) {
    Run number = claim_text("issue_number", {{"issue", issue_id(thread)}}, std::to_string(thread.number));
    number.look = Look::soft;
    if (request_.profile != Profile::minister) number.link = "#issue-" + issue_id(thread);
    out.push_back(number);
    out.push_back(say("mark.gap"));
  }
  Run name = claim_text("issue_name", {{"issue", issue_id(thread)}}, thread.name);
  name.look = Look::strong;
  out.push_back(name);
  return out;
}

const Step* Composer::step_at(const Thread& thread, int round) const {
  for (const auto& step : thread.steps)
    if (step.round == round) return &step;
  return nullptr;
}

StepKind Composer::leading_kind(const Step& step) const {
  constexpr StepKind order[] = {StepKind::first_seen,    StepKind::revived,  StepKind::split,
                                StepKind::merged,        StepKind::reworded, StepKind::moved,
                                StepKind::not_mentioned, StepKind::unknown,  StepKind::continued};
  // A thread that begins by a split is a split, not a first sight.
  if (std::find(step.kinds.begin(), step.kinds.end(), StepKind::split) != step.kinds.end()) return StepKind::split;
  for (const auto kind : order)
    if (std::find(step.kinds.begin(), step.kinds.end(), kind) != step.kinds.end()) return kind;
  return StepKind::unknown;
}

}  // namespace breadcrumb::brief
