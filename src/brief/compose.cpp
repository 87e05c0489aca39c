// The book as a whole: which sections a profile holds, the first page, and the view as of an earlier round.
#include "brief/compose.h"

#include <algorithm>

#include "brief/composer.h"
#include "text/zones.h"

namespace breadcrumb::brief {

std::string_view to_text(Profile profile) {
  switch (profile) {
    case Profile::minister:
      return "minister";
    case Profile::delegation:
      return "delegation";
    case Profile::both_sides:
      return "both sides";
    case Profile::for_public:
      return "public";
  }
  return "delegation";
}

std::optional<Profile> profile_of(std::string_view name) {
  for (const auto profile : {Profile::minister, Profile::delegation, Profile::both_sides, Profile::for_public})
    if (to_text(profile) == name) return profile;
  return std::nullopt;
}

std::string_view to_text(Paper paper) {
  switch (paper) {
    case Paper::briefing:
      return "briefing";
    case Paper::agenda:
      return "agenda";
    case Paper::readout:
      return "readout";
  }
  return "briefing";
}

std::optional<Paper> paper_of(std::string_view name) {
  for (const auto paper : {Paper::briefing, Paper::agenda, Paper::readout})
    if (to_text(paper) == name) return paper;
  return std::nullopt;
}

namespace {

template <class Range, class Condition>
void drop(Range& range, Condition condition) {
  std::erase_if(range, condition);
}

}  // namespace

DeskView view_before(DeskView view, int round, const std::string& day, bool entered_too) {
  auto& d = view.dialogue;
  d.rounds.erase(d.rounds.begin() + std::clamp(round, 0, static_cast<int>(d.rounds.size())), d.rounds.end());
  drop(d.texts, [&](const auto& text) { return text.round >= round; });
  drop(d.follow_ups, [&](const auto& follow_up) { return follow_up.round >= round; });
  drop(d.differences, [&](const auto& difference) { return difference.round >= round; });
  drop(d.twins, [&](const auto& twin) { return twin.round >= round; });
  for (auto& body : d.bodies) drop(body.sayings, [&](const auto& saying) { return saying.round >= round; });
  drop(d.bodies, [](const auto& body) { return body.sayings.empty(); });
  std::set<std::string> kept;
  for (auto& body : d.bodies) {
    const auto later = [&](const auto& meeting) { return meeting.start.empty() || meeting.start >= day; };
    body.meetings.erase(std::ranges::find_if(body.meetings, later), body.meetings.end());  // in order of time
    drop(body.events, later);
    drop(body.differences,
         [&](const auto& difference) { return difference.round >= static_cast<int>(body.meetings.size()); });
    for (const auto& meeting : body.meetings) kept.insert(meeting.sources.begin(), meeting.sources.end());
    for (const auto& event : body.events) kept.insert(event.source);
  }
  for (auto& thread : d.threads) drop(thread.steps, [&](const auto& step) { return step.round >= round; });
  drop(d.threads, [](const auto& thread) { return thread.steps.empty(); });
  for (const auto& kept_round : d.rounds) kept.insert(kept_round.sources.begin(), kept_round.sources.end());
  // What was entered by then, field by field.
  for (auto& entry : d.entries) {
    const bool has_state = entry.fields.contains("state");
    std::erase_if(entry.fields, [&](const auto& field) { return field.second.time >= day; });
    // A round or meeting was planned before it was held.
    if (has_state && !entry.fields.empty() && (entry.noun == "round" || entry.noun == "meeting"))
      entry.fields.emplace("state", EntryView::Value{"planned", entry.event, entry.author, entry.time});
  }
  drop(d.entries, [](const auto& entry) { return entry.fields.empty(); });
  drop(d.sources, [&](const auto& source) { return !kept.contains(source.sha256); });
  drop(d.facts, [&](const auto& fact) { return !kept.contains(fact.source); });
  drop(d.follow_ups, [&](const auto& f) { return !f.quote.source.empty() && !kept.contains(f.quote.source); });
  for (auto& follow_up : d.follow_ups) follow_up.age_rounds = rounds_since(follow_up, d, entered_too);
  if (!kept.contains(d.next_round_quote.source)) {
    d.next_round_text.clear();
    d.next_round_date.clear();
    d.next_round_quote = {};
    // What the last text before said of it, since then it was still to come.
    const auto* sources = d.rounds.empty() ? nullptr : &d.rounds.back().sources;
    for (const auto& fact : d.facts) {
      if (sources == nullptr || fact.fact.kind != FactKind::next_round || fact.standing == "rejected" ||
          std::ranges::find(*sources, fact.source) == sources->end())
        continue;
      d.next_round_text = fact.fact.quote.text;
      d.next_round_date = fact.fact.field("date");
      d.next_round_quote = {fact.source, fact.fact.quote};
      break;
    }
  }
  return view;
}

namespace {

/// "" where the own party is none of the dialogue, or its zone is not known.
std::string own_zone(const DeskView& view) {
  const auto found = view.dialogue.zones.find(view.own_party);
  return found == view.dialogue.zones.end() ? "" : found->second;
}

}  // namespace

Composer::Composer(const DeskView& view, const Texts& texts, const Words& words, const Request& request)
    : d_(view.dialogue),
      view_(view),
      texts_(texts),
      words_(words),
      request_(request),
      today_(text::day_in(own_zone(view), request.composed_at)) {
  held_ = rounds_for(d_, request_.profile);
  last_ = static_cast<int>(d_.rounds.size()) - 1;
  for (const auto& source : d_.sources) sources_.emplace(source.sha256, &source);
  for (const auto& round_text : d_.texts) sides_.insert_or_assign(round_text.source, round_text.side);
}

Result<Book> Composer::compose() {
  Book book;
  const bool minister = request_.profile == Profile::minister;
  const bool delegation = request_.profile == Profile::delegation;
  front(book);
  auto& out = book.sections;
  out.push_back(glance());
  if (minister) {
    out.push_back(objectives(true));
    out.push_back(changes(true));
    out.push_back(follow_ups(true));
    if (std::ranges::any_of(d_.bodies, [](const BodyView& body) { return !body.meetings.empty(); }))
      out.push_back(bodies(true));
  } else {
    if (delegation) {
      out.push_back(objectives(false));
      out.push_back(agenda_section());
      out.push_back(delegations(next_entry(), true));
    }
    out.push_back(changes(false));
    out.push_back(issues());
    out.push_back(follow_ups(false));
    out.push_back(bodies(false));
    out.push_back(people());
    out.push_back(questions());
    if (delegation) {
      out.push_back(tasks());
      out.push_back(notes_section());
    }
  }
  annexes(book);
  return finished(std::move(book));
}

void Composer::annexes(Book& book) {
  auto& out = book.sections;
  std::erase_if(out, [](const Section& section) { return section.blocks.empty(); });
  const auto first = out.size();
  if (request_.paper == Paper::briefing || !notes_.empty()) {
    out.push_back(annex_quotes());
    out.push_back(annex_sources());
  }
  out.push_back(annex_methods());
  out[first].new_page = true;
}

Result<Book> Composer::finished(Book book) {
  separate_marks(book, say("mark.thin"));
  if (!missing_.empty())
    return Error{ErrorKind::bad_input, "brief.words_missing", "the words file has no string `" + missing_ + "`",
                 "lexicon/brief"};
  return book;
}

void Composer::front(Book& book) {
  const auto& last = held_.back();
  const int next = last.ordinal(d_) > 0 ? last.ordinal(d_) + 1 : 0;
  const Run kicker = next > 0 ? claim("next_round", {{"after", held_id(last)}}, "front.title_next",
                                      {{"round", text("round.ordinal", {{"n", std::to_string(next)}})}})
                              : claim("next_round", {{"after", held_id(last)}}, "front.title_next_unknown");
  book.kicker = {kicker};
  book.title = {claim_text("dialogue_name", {}, d_.name)};
  book.byline = {claim("composed", {}, goes_out(request_.profile) ? "front.composed_public" : "front.composed",
                       {{"desk", view_.desk_name},
                        {"profile", text("profile." + std::string(to_text(request_.profile)))},
                        {"date", date(today_)},
                        {"events", std::to_string(view_.events)},
                        {"head", view_.head.substr(0, 16)}})};
  book.file_title = claim("file_title", {}, "front.file_title", {{"dialogue", d_.name}, {"kicker", kicker.text}});
  edges(book);
  bear(book, view_.level);
}

void Composer::edges(Book& book) {
  book.footer = {claim_text("dialogue_short", {}, d_.short_name.empty() ? d_.name : d_.short_name)};
  book.page_of = {say("page.page"), say("page.of")};
  book.bullet = say("mark.bullet");
  book.meta = meta_of(view_, request_, words_);
}

Section Composer::glance() {
  Section section{.id = "glance", .title = {say("glance.title")}};
  auto& out = section.blocks;
  Runs lede;
  held_as_entered(lede);
  const bool since = !lede.empty();
  if (last_ >= 0) {
    const auto& round = d_.rounds.back();
    const std::string place = !round.place.empty()    ? text("place.at", {{"place", round.place}})
                              : round.is_virtual == 1 ? text("place.online")
                                                      : text("place.unknown");
    lede.push_back(claim("last_round", {{"round", round_id(last_)}}, since ? "glance.last_text" : "glance.last",
                         {{"round", round_name(last_)}, {"dates", round_dates(round)}, {"place", place}}));
    lede.push_back(method_mark("round"));
    if (!round.dates.empty()) add(lede, mark(round.dates.front().quote));
    lede.push_back(say("mark.space"));
  }

  std::map<StepKind, int> counts;
  for (const auto& thread : d_.threads)
    if (const Step* step = step_at(thread, last_)) ++counts[leading_kind(*step)];
  const std::string many = issue_count(d_.threads.size());
  const auto without_text = without_text_since(-1).size();
  lede.push_back(
      claim("count_rounds", {},
            held_.size() == 1   ? "glance.rounds_one"
            : without_text == 0 ? "glance.rounds"
            : without_text == 1 ? "glance.rounds_without_one"
                                : "glance.rounds_without",
            {{"rounds", std::to_string(held_.size())}, {"n", std::to_string(without_text)}, {"issues", many}}));
  lede.push_back(method_mark("round"));
  lede.push_back(say("mark.space"));
  std::vector<std::string> listed;
  for (const auto kind : {StepKind::first_seen, StepKind::revived, StepKind::split, StepKind::merged,
                          StepKind::reworded, StepKind::moved, StepKind::continued, StepKind::not_mentioned}) {
    if (counts[kind] == 0) continue;
    const std::string n = std::to_string(counts[kind]);
    std::string name(to_text(kind));
    std::replace(name.begin(), name.end(), ' ', '_');
    listed.push_back(kind == StepKind::continued ? text("glance.count_continued", {{"n", n}})
                                                 : text("glance.count", {{"n", n}, {"what", text("matrix." + name)}}));
  }
  const int unknown = counts[StepKind::unknown];
  if (!listed.empty() || unknown > 0) {
    const char* id = unknown == 0      ? "glance.at_last"
                     : !listed.empty() ? "glance.at_last_unknown"
                                       : "glance.at_last_only_unknown";
    lede.push_back(claim("count_steps", {{"round", round_id(last_)}}, id,
                         {{"round", round_name(last_)}, {"list", join(listed)}, {"n", std::to_string(unknown)}}));
    lede.push_back(method_mark("step"));
  }
  out.push_back(paragraph(std::move(lede), "lede"));

  Runs second;
  // Words about a next round that was held since say nothing about the one to come.
  if (!since && stands(d_.next_round_quote)) {
    second = phrase("glance.next", {{"quote", quoted_lead(d_.next_round_quote)}});
  } else {
    second = {claim("next_round_unknown", {}, "glance.next_unknown"), method_mark("round")};
  }
  if (!d_.launched.empty()) {
    second.insert(second.begin(), say("mark.space"));
    Runs launched{claim("launched", {}, d_.launched.size() > 7 ? "glance.launched_day" : "glance.launched",
                        {{"date", date(d_.launched)}}),
                  method_mark("round")};
    add(launched, mark(d_.launched_quote));
    second.insert(second.begin(), launched.begin(), launched.end());
  }
  second.push_back(say("mark.space"));
  int open = 0, ownerless = 0, late = 0, oldest = 0;
  for (const auto& follow_up : d_.follow_ups) {
    if (follow_up.status != "open" || !shown(follow_up)) continue;
    ++open;
    ownerless += follow_up.owner.empty() ? 1 : 0;
    late += overdue(follow_up) ? 1 : 0;
    oldest = std::max(oldest, follow_up.age_rounds);
  }
  second.push_back(claim("count_follow_ups", {},
                         open == 0   ? "glance.follow_ups_none"
                         : open == 1 ? "glance.follow_ups_one"
                                     : "glance.follow_ups",
                         {{"n", std::to_string(open)}, {"age", age(oldest)}}));
  if (ownerless > 0) {
    second.push_back(say("mark.space"));
    second.push_back(claim("count_ownerless", {}, ownerless == 1 ? "glance.no_owner_one" : "glance.no_owner",
                           {{"n", std::to_string(ownerless)}}));
  }
  if (late > 0) {
    second.push_back(say("mark.space"));
    second.push_back(claim("count_overdue", {},
                           late == 1       ? "glance.overdue_one"
                           : ownerless > 0 ? "glance.overdue_also"
                                           : "glance.overdue",
                           {{"n", std::to_string(late)}}));
  }
  second.push_back(method_mark("follow_up"));
  out.push_back(paragraph(std::move(second)));
  if (!goes_out(request_.profile)) coming(out, request_.profile == Profile::minister);
  // The minister's two pages have no room for it.
  if (request_.profile != Profile::minister)
    out.push_back({.kind = BlockKind::figure, .anchor = "timeline", .figure = timeline()});
  out.push_back(paragraph({say(goes_out(request_.profile) ? "legend.text_public" : "legend.text")}, "legend"));
  return section;
}

Result<Book> compose(const DeskView& view, const Texts& texts, const Words& words, const Request& request) {
  if (request.paper == Paper::agenda) return Composer(view, texts, words, request).agenda();
  const auto& d = view.dialogue;
  const auto held = rounds_for(d, request.profile);
  if (held.empty())
    return Error{ErrorKind::not_found, "brief.no_rounds",
                 "the record holds no round of this dialogue, so there is nothing to brief from", view.dialogue.name};
  if (request.round == "next") return Composer(view, texts, words, request).compose();
  for (std::size_t i = 0; i < held.size(); ++i) {
    if (held[i].ordinal(d) <= 0 || std::to_string(held[i].ordinal(d)) != request.round) continue;
    if (i == 0)
      return Error{ErrorKind::not_found, "brief.no_rounds", "no round before round " + request.round + " is on record",
                   view.dialogue.name};
    const auto read = std::count_if(held.begin(), held.begin() + static_cast<std::ptrdiff_t>(i),
                                    [](const HeldRound& round) { return round.entered == nullptr; });
    const DeskView before = view_before(view, static_cast<int>(read), held[i].start(d), !goes_out(request.profile));
    return Composer(before, texts, words, request).compose();
  }
  // The round after the last one held is the next one, whichever way it is asked for.
  if (const int last = held.back().ordinal(d); last > 0 && std::to_string(last + 1) == request.round)
    return Composer(view, texts, words, request).compose();
  return Error{ErrorKind::not_found, "brief.round_unknown",
               "the record holds no round `" + request.round + "`; say `next` or the number of a round on record",
               view.dialogue.name};
}

}  // namespace breadcrumb::brief
