// Runs, dates, names and sentences of a readout; its head, its order and its breadcrumbs.
#include "brief/readout_drafter.h"

#include <algorithm>
#include <utility>

#include "brief/composer.h"
#include "text/utf8.h"

namespace breadcrumb::brief {

namespace {

struct Day {
  int year = 0, month = 0, day = 0;
};

Day day_of(std::string_view iso) {
  Day out;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    for (std::size_t i = at; i < at + size && i < iso.size(); ++i)
      if (iso[i] >= '0' && iso[i] <= '9') value = value * 10 + (iso[i] - '0');
    return value;
  };
  out.year = number(0, 4);
  if (iso.size() >= 7) out.month = std::clamp(number(5, 2), 1, 12);
  if (iso.size() >= 10) out.day = number(8, 2);
  return out;
}

/// The Japanese era's year: 令和5年, 平成元年; the calendar year before 1989.
std::string era_of(const Day& day) {
  const auto from = [](int year) { return year == 1 ? std::string("元") : std::to_string(year); };
  if (day.year > 2019 || (day.year == 2019 && (day.month == 0 || day.month >= 5)))
    return "令和" + from(day.year - 2018);
  if (day.year >= 1989) return "平成" + from(day.year - 1988);
  return std::to_string(day.year);
}

/// "Guidance on EU rules", but not "SPS measures" nor "Port Fees".
bool is_plain_beginning(std::string_view text) {
  const auto capital = [&](std::size_t i) { return i < text.size() && text[i] >= 'A' && text[i] <= 'Z'; };
  const auto blank = text.find(' ');
  const bool name = blank != std::string_view::npos && capital(blank + 1) && !capital(blank + 2);
  return capital(0) && !capital(1) && !name;
}

/// The last words before the marks end in a sign of Latin script.
bool ends_in_ascii(const Runs& runs) {
  for (auto run = runs.rbegin(); run != runs.rend(); ++run)
    if (run->look != Look::mark && !run->text.empty()) return static_cast<unsigned char>(run->text.back()) < 0x80;
  return false;
}

/// Of a claim: the words that it was read from.
Args resting_on(const SourceQuote& quote) {
  return {{"source", quote.source},
          {"start", std::to_string(quote.span.start)},
          {"end", std::to_string(quote.span.end)},
          {"words", visible_form(quote.span.text)}};
}

}  // namespace

Drafter::Drafter(const Readout& readout, const ReadoutStyle& style, const DeskView& view, const Request& request)
    : r_(readout), style_(style), view_(view), request_(request), out_(goes_out(request.profile)) {
  for (const auto& source : view.dialogue.sources) sources_.emplace(source.sha256, &source);
}

Run Drafter::say(std::string_view id) const {
  return words_run(id, style_.string(id));
}

Runs Drafter::phrase(std::string_view id, const Places& places) const {
  return phrase_of(id, style_.string(id), places);
}

Run Drafter::claim(std::string_view kind, std::string_view text, Args args) const {
  return claim_run(kind, text, std::move(args));
}

Run Drafter::of_round(std::string_view kind, std::string_view text, const std::string& entry) const {
  Args args;
  if (!entry.empty() && !out_)
    args = {{"entry", entry}};
  else if (const auto quote = r_.rests_on.find(kind); quote != r_.rests_on.end())
    args = resting_on(quote->second);
  else if (!r_.entry.empty() && !out_)
    args = {{"entry", r_.entry}};
  return claim(kind, text, std::move(args));
}

Runs Drafter::said(const Said& said, bool inside) const {
  std::string text = shown(said);
  const bool own_word = text != said.text;
  // An officer's line begins with a capital; inside a sentence an ordinary word does not.
  const bool lower = inside && said.quote.source.empty() && said.language == "en" && !said.named &&
                     is_plain_beginning(text) && !style_.begins_with_party(text);
  if (lower) text[0] = static_cast<char>(text[0] - 'A' + 'a');
  Run run{.kind = RunKind::computed, .text = visible_form(text), .id = "said"};
  if (!own_word && !lower && !said.quote.source.empty()) {
    run.kind = RunKind::quote;
    run.id = said.quote.source;
    run.start = said.quote.span.start;
    run.end = said.quote.span.end;
    run.text = visible_form(said.quote.span.text);
  } else if (!own_word && !said.entry.empty() && !said.named && !out_) {
    run.kind = RunKind::officer;
    run.id = said.entry;
    run.args = {{"author", said.author}, {"time", said.time}};
  } else if (!said.quote.source.empty()) {
    run.args = resting_on(said.quote);
  } else if (!said.entry.empty() && !out_) {
    run.args = {{"entry", said.entry}, {"author", said.author}, {"time", said.time}};
  }
  if (!own_word && !said.language.empty() && said.language != style_.language()) run.language = said.language;
  return {run};
}

Runs Drafter::start(Runs runs) {
  if (runs.empty() || runs.front().text.empty()) return runs;
  auto& first = runs.front();
  if (first.kind == RunKind::quote || first.text[0] < 'a' || first.text[0] > 'z') return runs;
  first.text[0] = static_cast<char>(first.text[0] - 'a' + 'A');
  if (first.kind == RunKind::words) {
    first.kind = RunKind::computed;
    first.args = {{"string", first.id}};
    first.id = "begins";
  }
  return runs;
}

std::string shown_in(const Said& said, const ReadoutStyle& style) {
  return said.called.empty() ? style.term("term", said.text) : said.called;
}

std::string Drafter::sides() const {
  std::string out;
  for (std::size_t i = 0; i < r_.parties.size(); ++i) {
    if (i > 0)
      out += style_.string(r_.parties.size() == 2      ? "sides.two"
                           : i + 1 < r_.parties.size() ? "sides.next"
                                                       : "sides.last");
    out += style_.party(r_.parties[i]);
  }
  return out;
}

std::string Drafter::date(std::string_view iso, std::string_view form) const {
  const Day day = day_of(iso);
  if (day.year == 0) return std::string(iso);
  const std::string id = std::string("date.") + std::string(day.month == 0 ? "year" : day.day == 0 ? "month" : form);
  return style_.words().fill(id, {{"year", std::to_string(day.year)},
                                  {"month", style_.string("date.m." + std::to_string(day.month))},
                                  {"day", std::to_string(day.day)},
                                  {"era", era_of(day)}});
}

std::string Drafter::dates(std::string_view first, std::string_view last) const {
  const Day a = day_of(first), b = day_of(last);
  return style_.words().fill(a.year != b.year     ? "date.years"
                             : a.month != b.month ? "date.months"
                                                  : "date.days",
                             {{"year", std::to_string(a.year)},
                              {"month", style_.string("date.m." + std::to_string(a.month))},
                              {"day", std::to_string(a.day)},
                              {"era", era_of(a)},
                              {"year2", std::to_string(b.year)},
                              {"month2", style_.string("date.m." + std::to_string(b.month))},
                              {"day2", std::to_string(b.day)},
                              {"era2", era_of(b)}});
}

Runs Drafter::all() const {
  // "both sides", or the names where the style has no word for them.
  const auto& word = style_.string(r_.parties.size() > 2 ? "sides.all" : "sides.all_two");
  return word.empty() ? all_sides() : Runs{claim("sides", word)};
}

Runs Drafter::when(std::string_view table, std::string_view kind, std::string_view first, std::string_view last,
                   bool week, const std::string& entry) const {
  if (first.empty()) return {};
  const std::string name(table);
  if (first.size() < 10) return phrase(name + ".month", {{"date", {of_round(kind, date(first), entry)}}});
  if (week) return phrase(name + ".week", {{"date", {of_round(kind, date(first), entry)}}});
  if (last.size() < 10 || last == first) return phrase(name + ".day", {{"date", {of_round(kind, date(first), entry)}}});
  return phrase(name + ".days", {{"dates", {of_round(kind, dates(first, last), entry)}}});
}

std::string Drafter::place_name(std::string_view place) const {
  return style_.term("place", place);
}

Runs Drafter::where(std::string_view table, std::string_view place, int is_virtual, const std::string& entry) const {
  if (!place.empty())
    return phrase(std::string(table) + ".place", {{"place", {of_round("place", place_name(place), entry)}}});
  if (is_virtual == 1 && table == "where") return phrase("where.virtual");
  return {};
}

void Drafter::end_sentence(Runs& runs) {
  if (out_) return;
  notes_.push_back(runs);
  const std::string n = std::to_string(notes_.size());
  Run mark = claim("breadcrumb", n, {{"n", n}});
  mark.look = Look::mark;
  mark.link = "#crumb-" + n;
  mark.anchor = "ref-" + n;
  runs.push_back(std::move(mark));
}

Book Drafter::draft() {
  Book book;
  book.kicker = phrase(out_ ? "draft.line" : "draft.working", {{"side", {claim("side", style_.party(r_.side))}}});
  const auto dialogue = said(r_.dialogue);
  book.title = r_.ordinal > 0 ? phrase("headline.round",
                                       {{"ordinal", {of_round("ordinal", style_.ordinal(r_.ordinal, "ordinal_title"))}},
                                        {"dialogue", dialogue}})
                              : phrase("headline.meeting", {{"dialogue", dialogue}});
  std::string headline;
  for (const auto& run : book.title) headline += run.text;
  book.file_title = claim("file_title", style_.words().fill("file_title", {{"headline", headline}}));
  book.footer = {say(out_ ? "foot.line" : "foot.working")};
  book.handling = book.footer.front().text;
  book.page_of = {say("foot.page"), say("foot.of")};
  book.bullet = say("areas.bullet");
  book.meta = meta_of(view_, request_, style_.words());
  if (out_) {
    // What leaves the house tells nothing of the desk that it was drafted on.
    book.meta.desk.clear();
    book.meta.head.clear();
    book.meta.events = 0;
  }
  Section text{.id = "readout"};
  for (const auto& paragraph : style_.order()) {
    if (paragraph.size() == 1 && paragraph.front() == "areas") {
      areas(text.blocks);
      continue;
    }
    Runs runs, dateline;
    bool joined = true;  // nothing stands between the dateline and the sentence that it runs on into
    for (const auto& name : paragraph) {
      if (name == "date" && !r_.released.empty()) book.byline = {claim("released", date(r_.released, "release"))};
      for (auto& sentence : part(name)) {
        // Sentences of a text in another language are parted by a blank, also where the draft's own are not.
        if (!joined) runs.push_back(say(ends_in_ascii(runs) ? "space" : "sentence.between"));
        joined = name == "dateline";
        add(dateline, sentence);
        if (!joined) sentences_.push_back({.runs = std::exchange(dateline, {}), .block = text.blocks.size()});
        if (!joined && name != "closing") end_sentence(sentence);
        add(runs, std::move(sentence));
      }
    }
    if (!runs.empty()) text.blocks.push_back({.kind = BlockKind::paragraph, .runs = std::move(runs)});
  }
  book.sections.push_back(std::move(text));
  if (!out_) book.sections.push_back(breadcrumbs());
  return book;
}

std::vector<ReadoutSentence> sentences_of(const Readout& readout, const ReadoutStyle& style, const DeskView& view,
                                          Request request) {
  // What leaves the house says nothing of the entries that it rests on; its words are the same.
  request.profile = Profile::delegation;
  Drafter drafter(readout, style, view, request);
  drafter.draft();
  return drafter.sentences();
}

Book compose_readout(const Readout& readout, const ReadoutStyle& style, const DeskView& view, const Request& request) {
  return Drafter(readout, style, view, request).draft();
}

}  // namespace breadcrumb::brief
