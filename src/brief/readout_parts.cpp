// The parts of a readout, sentence by sentence, and the section that says what each rests on.
#include <algorithm>
#include <cstdlib>

#include "brief/composer.h"
#include "brief/readout_drafter.h"
#include "text/capitals.h"
#include "text/words.h"

namespace breadcrumb::brief {

std::vector<Runs> Drafter::part(std::string_view name) {
  if (name == "dateline") {
    std::string city = place_name(r_.city.empty() ? style_.city(r_.side) : r_.city);
    if (city.empty()) return {};
    if (style_.string("dateline.case") == "upper") city = text::upper(city);
    return {phrase("dateline.at", {{"city", {claim("dateline", city)}}})};
  }
  if (name == "opening") return {opening()};
  if (name == "heads") return heads();
  if (name == "standing") return standing();
  if (name == "issues") return issues();
  if (name == "topics") return topics();
  if (name == "steps") return steps();
  if (name == "bodies") return bodies();
  if (name == "next") return next();
  if (name == "closing" && !style_.string("closing.line").empty()) return {{say("closing.line")}};
  return {};
}

Runs Drafter::opening() const {
  Places places{{"sides", all_sides()},
                {"dialogue", said(r_.dialogue)},
                {"when", r_.sessions.size() > 1 ? sessions() : when("when", "dates", r_.start, r_.end, r_.week)},
                {"where", where("where", r_.place, r_.is_virtual)}};
  if (r_.ordinal > 0) places["ordinal"] = {of_round("ordinal", style_.ordinal(r_.ordinal, "ordinal"))};
  return start(phrase(r_.ordinal > 0 ? "opening.round" : "opening.meeting", places));
}

Runs Drafter::sessions() const {
  // Sessions that lie apart are no range: each has its own day.
  std::string days;
  for (std::size_t i = 0; i < r_.sessions.size(); ++i) {
    const auto& [first, last] = r_.sessions[i];
    if (i > 0) days += style_.string(i + 1 < r_.sessions.size() ? "sides.next" : "sides.two");
    days += last.empty() || last == first ? date(first) : dates(first, last);
  }
  return phrase("when.sessions", {{"dates", {of_round("dates", days)}}});
}

std::vector<Runs> Drafter::heads() const {
  std::vector<Runs> sides;
  for (const auto& party : r_.parties) {
    std::vector<Runs> people;
    for (const auto& head : r_.heads) {
      if (head.party != party) continue;
      const Places places{{"name", said(head.name)}, {"title", said(head.title)}};
      // "Director-General of the Economic Affairs Bureau" stands behind the name: before it, it would run into it.
      const auto title = shown(head.title);
      const bool commas = title.find(',') != std::string::npos || std::ranges::count(title, ' ') >= 5;
      const bool foreign = !head.title.language.empty() && head.title.language != style_.language() &&
                           shown(head.title) == head.title.text;
      people.push_back(phrase(head.title.text.empty() ? "heads.untitled"
                              : foreign               ? "heads.foreign"
                              : commas                ? "heads.long"
                                                      : "heads.short",
                              places));
    }
    if (people.empty()) continue;
    Runs list;
    for (std::size_t i = 0; i < people.size(); ++i) {
      if (i > 0) list.push_back(say(i + 1 == people.size() ? "heads.last" : "heads.next"));
      add(list, std::move(people[i]));
    }
    const auto adjective = style_.adjective(party);
    sides.push_back(phrase(
        adjective.empty() ? "heads.side_plain" : "heads.side",
        {{"side", {claim("side", adjective.empty() ? style_.party(party) : adjective)}}, {"heads", std::move(list)}}));
  }
  if (sides.empty()) return {};
  // A style that joins the sides in one sentence says so by what it puts between them.
  if (style_.string("heads.between").empty()) {
    for (auto& side : sides) side = start(phrase("heads.all_one", {{"list", std::move(side)}}));
    return sides;
  }
  const std::string id = sides.size() == 1 ? "heads.all_one" : "heads.all";
  Runs list;
  for (auto& side : sides) {
    if (!list.empty()) list.push_back(say("heads.between"));
    add(list, std::move(side));
  }
  return {start(phrase(id, {{"list", std::move(list)}}))};
}

std::vector<Runs> Drafter::standing() const {
  std::vector<Runs> out;
  for (const auto& sentence : r_.standing) out.push_back(said(sentence));
  if (out.empty() && !r_.launched.empty())
    out.push_back(
        start(phrase(r_.launched.size() < 10 ? "standing.launched" : "standing.launched_day",
                     {{"dialogue", said(r_.dialogue)}, {"date", {of_round("launched", date(r_.launched))}}})));
  return out;
}

bool Drafter::is_heavy(const Said& said) const {
  const auto words = shown(said);
  const auto holds = [&](std::string_view id) { return words.find(style_.string(id)) != std::string::npos; };
  return holds("list.next") || (style_.string("list.heavy").empty() && holds("list.two"));
}

bool Drafter::runs_on(const Said& said) const {
  const auto text = shown(said);
  const auto words = text::pieces_of(text, ' ');
  const auto joins = text::pieces_of(style_.string("list.runs_on"), ' ');
  return std::ranges::any_of(words, [&](auto word) { return std::ranges::find(joins, word) != joins.end(); });
}

bool Drafter::begins_like_act(const Said& said) const {
  const auto words = shown(said);
  const auto first = std::string_view(words).substr(0, words.find(' '));
  return first.size() < words.size() && style_.begins_act(first);
}

Runs Drafter::list(const std::vector<const Said*>& parts, std::string_view again) const {
  const bool heavy = std::ranges::any_of(parts, [&](const Said* one) { return is_heavy(*one); });
  Runs out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) {
      const bool last = i + 1 == parts.size();
      // "labor and digital trade", but "permits for drivers, and tests of cars": two phrases run into one another.
      const bool two = parts.size() == 2 && std::ranges::none_of(parts, [&](const Said* one) { return runs_on(*one); });
      out.push_back(say(heavy   ? (last ? "list.heavy_last" : "list.heavy")
                        : !last ? "list.next"
                                : (two ? "list.two" : "list.last")));
    }
    if (i > 0 && !again.empty() && begins_like_act(*parts[i])) out.push_back(claim("again", again));
    add(out, said(*parts[i], true));
  }
  return out;
}

std::vector<Drafter::Group> Drafter::groups(const std::vector<std::pair<std::string, const Said*>>& acts) const {
  std::vector<Group> out;
  for (const auto& [act, what] : acts) {
    const std::string id = style_.act(act);
    const bool heavy = is_heavy(*what);
    // Where the house has no sign between long members, each has a clause of its own.
    const bool alone = style_.string("list.heavy").empty() && (heavy || (!out.empty() && out.back().heavy));
    if (out.empty() || out.back().act != id || alone) out.push_back({.act = id, .what = {}, .heavy = false});
    out.back().what.push_back(what);
    out.back().heavy = out.back().heavy || heavy;
  }
  return out;
}

Runs Drafter::act(const Group& group) const {
  // "exchanged information on {what}": its last word before the place.
  const auto& string = style_.string(group.act);
  const auto before = std::string_view(string).substr(0, string.find("{what}"));
  const auto last = before.empty() ? before.npos : before.rfind(' ', before.size() - 2);
  const auto again = before.ends_with(' ') ? before.substr(last == before.npos ? 0 : last + 1) : std::string_view();
  return phrase(group.act, {{"what", list(group.what, again)}});
}

void Drafter::areas(std::vector<Block>& out) {
  if (r_.areas.empty()) return;
  const bool bulleted = !style_.string("areas.bullet").empty();
  Runs lead = start(phrase(r_.areas_open ? "areas.lead_open" : "areas.lead", {{"sides", all_sides()}}));
  sentences_.push_back({.runs = lead, .block = out.size()});
  out.push_back({.kind = BlockKind::paragraph, .runs = std::move(lead), .style = "keep"});
  int n = 0;
  for (const auto& area : r_.areas) {
    const Places number{{"n", {claim("area_number", std::to_string(++n))}}};
    Places places = number;
    places["heading"] = said(area.heading);
    std::vector<std::pair<std::string, const Said*>> acts;
    for (const auto& item : area.items)
      if (!item.what.whole) acts.emplace_back(item.act, &item.what);
    const auto clauses = groups(acts);
    const bool heavy = std::ranges::any_of(clauses, [](const Group& one) { return one.heavy && one.what.size() > 1; });
    Runs words;
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      if (i > 0)
        words.push_back(say(heavy                    ? "areas.break"
                            : i + 1 < clauses.size() ? "areas.next"
                            : clauses.size() == 2    ? "areas.two"
                                                     : "areas.last"));
      Runs clause = act(clauses[i]);
      add(words, i == 0 || heavy ? start(std::move(clause)) : std::move(clause));
    }
    if (!clauses.empty()) words.push_back(say("areas.end"));
    for (const auto& item : area.items) {
      if (!item.what.whole) continue;
      if (!words.empty()) words.push_back(say("sentence.between"));
      add(words, said(item.what));
    }
    const bool bare = words.empty();
    if (!bare) places["text"] = std::move(words);
    Runs runs = phrase(bare ? "areas.bare" : "areas.item", places);
    sentences_.push_back({.runs = runs, .block = out.size(), .item = bulleted});
    end_sentence(runs);
    out.push_back({.kind = bulleted ? BlockKind::list_item : BlockKind::paragraph, .runs = std::move(runs)});
  }
}

std::vector<std::pair<std::string, const Said*>> Drafter::gathered(
    const std::vector<std::pair<std::string, const Said*>>& acts) const {
  std::vector<std::string> order;
  for (const auto& [act, what] : acts)
    if (const auto id = style_.act(act); std::ranges::find(order, id) == order.end()) order.push_back(id);
  std::vector<std::pair<std::string, const Said*>> out;
  for (const auto& id : order)
    for (const auto& one : acts)
      if (style_.act(one.first) == id) out.push_back(one);
  return out;
}

std::vector<Runs> Drafter::issues() const {
  std::vector<std::pair<std::string, const Said*>> acts;
  std::vector<Runs> out;
  for (const auto& issue : r_.issues) {
    if (!issue.bilateral) continue;
    if (issue.what.whole)
      out.push_back(said(issue.what));
    else
      acts.emplace_back(issue.act, &issue.what);
  }
  for (const auto& group : groups(gathered(acts))) {
    const bool discussed = group.act == "act.discussed";
    const std::string more = out.empty() ? "" : "_more";  // "also" is said once
    out.push_back(start(discussed ? phrase(r_.issues_open ? "issues.bilateral_open" : "issues.bilateral",
                                           {{"sides", all_sides()}, {"all", all()}, {"list", list(group.what)}})
                                  : phrase("issues.bilateral_act" + more,
                                           {{"sides", all_sides()}, {"all", all()}, {"act", act(group)}})));
  }
  return out;
}

std::vector<Runs> Drafter::topics() const {
  std::vector<std::pair<std::string, const Said*>> acts;
  std::vector<Runs> out;
  const bool after = std::ranges::any_of(r_.issues, [](const ReadoutIssue& one) { return one.bilateral; });
  for (const auto& issue : r_.issues) {
    if (issue.bilateral) continue;
    if (issue.what.whole)
      out.push_back(said(issue.what));
    else
      acts.emplace_back(issue.act, &issue.what);
  }
  for (const auto& group : groups(gathered(acts))) {
    const bool open = r_.topics_open && group.act == "act.discussed";
    const std::string more = after || !out.empty() ? "_more" : "";  // "also" is said once
    out.push_back(start(
        open ? phrase("issues.topics_open" + more, {{"sides", all_sides()}, {"all", all()}, {"list", list(group.what)}})
             : phrase("issues.topic" + more, {{"sides", all_sides()}, {"all", all()}, {"act", act(group)}})));
  }
  return out;
}

std::vector<Runs> Drafter::steps() const {
  std::vector<Runs> out;
  for (const auto& step : r_.steps) {
    if (step.what.whole) {
      out.push_back(said(step.what));
      continue;
    }
    const bool everybody = step.actor.empty() || step.actor == "both" || step.actor == "all";
    Places places{{"actor", everybody ? all() : Runs{claim("actor", style_.party(step.actor))}},
                  {"what", said(step.what, true)}};
    if (!step.due.empty())
      places["due"] =
          phrase("steps.by", {{"date", {claim("due", date(step.due), out_ ? Args{} : Args{{"of", step.what.entry}})}}});
    out.push_back(start(phrase(step.due.empty() ? "steps.will" : "steps.will_due", places)));
  }
  return out;
}

std::vector<Runs> Drafter::bodies() const {
  std::vector<Runs> out;
  for (const auto& body : r_.bodies) {
    if (body.name.whole) {
      out.push_back(said(body.name));
      continue;
    }
    const Places places{{"sides", all_sides()},
                        {"all", all()},
                        {"body", said(body.name)},
                        {"when", when("then", "body_date", body.date, "", false, body.meeting)},
                        {"where", where("then", body.place, -1, body.meeting)}};
    out.push_back(start(phrase(body.stage == "set up"            ? "bodies.set_up"
                               : body.stage == "to be set up"    ? "bodies.to_be_set_up"
                               : body.stage == "meeting planned" ? "bodies.planned"
                                                                 : "bodies.met",
                               places)));
  }
  return out;
}

std::vector<Runs> Drafter::next() const {
  if (!r_.has_next) return {};
  if (r_.next_text.whole) return {said(r_.next_text)};
  const auto sides = all_sides();
  if (!r_.next_text.text.empty()) return {start(phrase("next.said", {{"sides", sides}, {"text", said(r_.next_text)}}))};
  if (r_.next_date.empty() && r_.next_place.empty()) return {start(phrase("next.open", {{"sides", sides}}))};
  return {
      start(phrase("next.dated", {{"sides", sides},
                                  {"when", when("then", "next_date", r_.next_date, r_.next_end, false, r_.next_entry)},
                                  {"where", where("then", r_.next_place, -1, r_.next_entry)}}))};
}

void Drafter::origin(const Run& run, Runs& out, std::set<std::string>& seen, std::string& open_source) const {
  const auto argument = [&](std::string_view name) {
    for (const auto& [key, value] : run.args)
      if (key == name) return value;
    return std::string();
  };
  const bool quote = run.kind == RunKind::quote;
  const std::string entry = run.kind == RunKind::officer ? run.id : argument("entry");
  if (const auto source = sources_.find(quote ? run.id : argument("source")); source != sources_.end()) {
    Run words = run;
    if (!quote) {
      words = {.kind = RunKind::quote, .text = argument("words"), .id = source->first};
      words.start = static_cast<std::size_t>(std::atoll(argument("start").c_str()));
      words.end = static_cast<std::size_t>(std::atoll(argument("end").c_str()));
    }
    if (!seen.insert(source->first + " " + std::to_string(words.start) + " " + std::to_string(words.end)).second)
      return;
    const Source& whole = *source->second;
    if (open_source != source->first) {
      if (!out.empty()) out.push_back(say("breadcrumbs.between"));
      const auto publisher =
          whole.publisher.empty() ? style_.string("breadcrumbs.nobody") : style_.party(whole.publisher);
      const auto label =
          style_.words().fill(whole.published.empty() ? "breadcrumbs.source_undated" : "breadcrumbs.source",
                              {{"publisher", publisher}, {"date", date(whole.published)}, {"title", whole.title}});
      add(out, start({claim("source_label", label, {{"source", source->first}})}));
      open_source = source->first;
    }
    if (is_address(whole.origin)) words.link = address_at(whole, words.text);
    add(out, {say("breadcrumbs.open"), std::move(words), say("breadcrumbs.close")});
  } else if (!entry.empty() && seen.insert(entry).second) {
    if (!out.empty()) out.push_back(say("breadcrumbs.between"));
    open_source.clear();
    out.push_back(claim("entry_label", entry_label(entry, argument("author"), argument("time")), {{"entry", entry}}));
  }
}

std::string Drafter::entry_label(const std::string& entry, std::string author, std::string time) const {
  std::string what = entry;
  std::ranges::replace(what, ':', ' ');
  std::ranges::replace(what, '_', ' ');
  const auto& entries = view_.dialogue.entries;
  const auto of = std::ranges::find_if(
      entries, [&](const EntryView& one) { return one.noun + ":" + std::to_string(one.number) == entry; });
  if (of != entries.end()) {
    // What was computed from an entry rests on whoever set its days, else on whoever made it.
    if (const auto start = of->fields.find("start"); author.empty() && start != of->fields.end())
      author = start->second.author, time = start->second.time;
    if (author.empty()) author = of->author, time = of->time;
    if (of->noun == "round") {
      const auto &first = (*of)["start"], &last = (*of)["end"];
      const int ordinal = of->number_in("ordinal");
      const auto days = first.empty()                   ? ""
                        : last.empty() || last == first ? date(first)
                        : last.size() < 10              ? date(first)
                                                        : dates(first, last);
      const Fillers fillers{{"what", what}, {"ordinal", style_.ordinal(ordinal, "ordinal")}, {"dates", days}};
      if (ordinal > 0)
        what = style_.words().fill(days.empty() ? "breadcrumbs.round_undated" : "breadcrumbs.round", fillers);
      else if (!days.empty())
        what = style_.words().fill("breadcrumbs.meeting", fillers);
    }
  }
  if (author.empty()) return what;
  return style_.words().fill(
      "breadcrumbs.entry", {{"what", what}, {"author", author}, {"date", date(std::string_view(time).substr(0, 10))}});
}

Section Drafter::breadcrumbs() {
  Section out{.id = "origins", .title = {say("breadcrumbs.title")}, .new_page = true};
  out.blocks.push_back({.kind = BlockKind::paragraph, .runs = {say("breadcrumbs.note")}, .style = "legend"});
  for (std::size_t i = 0; i < notes_.size(); ++i) {
    const std::string n = std::to_string(i + 1);
    Run number = claim("breadcrumb_number", n, {{"n", n}});
    number.link = "#ref-" + n;
    Runs runs;
    std::set<std::string> seen;
    std::string open_source;
    for (const auto& run : notes_[i]) origin(run, runs, seen, open_source);
    if (runs.empty()) runs.push_back(say("breadcrumbs.house"));
    runs.insert(runs.begin(), {number, say("space")});
    out.blocks.push_back({.kind = BlockKind::note, .runs = std::move(runs), .anchor = "crumb-" + n});
  }
  return out;
}

}  // namespace breadcrumb::brief
