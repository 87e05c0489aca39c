// The agenda: the table of its items with the time of each in the capitals, as a section of the book and as a paper of
// its own.
#include <algorithm>

#include "brief/composer.h"
#include "text/utf8.h"
#include "text/words.h"
#include "text/zones.h"

namespace breadcrumb::brief {

namespace {

/// What an item was proposed from: `follow_up:3` is a follow-up and 3; `opening` is an opening and 0.
struct About {
  std::string kind;
  int number = 0;
};

About about_of(const EntryView& item) {
  const auto& about = item["about"];
  const auto colon = std::min(about.find(':'), about.size());
  return {about.substr(0, colon), colon == about.size() ? 0 : std::atoi(about.c_str() + colon + 1)};
}

/// The title is still the one that the desk proposed.
bool as_proposed(const EntryView& item) {
  return item.came_with("title", "about");
}

}  // namespace

const EntryView* Composer::agenda_of(const EntryView& event) const {
  for (const auto* agenda : entries("agenda"))
    if ((*agenda)[event.noun] == std::to_string(event.number)) return agenda;
  return nullptr;
}

std::vector<const EntryView*> Composer::items_of(const EntryView& agenda, bool left_out) const {
  std::vector<const EntryView*> out;
  for (const auto* item : entries("item"))
    if ((*item)["agenda"] == std::to_string(agenda.number) && ((*item)["state"] == "left out") == left_out)
      out.push_back(item);
  std::ranges::stable_sort(out, {}, [](const EntryView* item) { return item->number_in("place"); });
  return out;
}

Runs Composer::item_title(const EntryView& item) {
  const auto about = about_of(item);
  const Args args{{"item", std::to_string(item.number)}};
  const Fillers number{{"n", std::to_string(about.number)}};
  // The desk's own numbers mean nothing to whom it is handed.
  const bool out_of_house = goes_out(request_.profile);
  const auto prefix = [&](std::string_view id) {
    return out_of_house ? Runs{} : Runs{claim("item_title", args, id, number)};
  };
  // Who worded it stands in the last column, where there is one.
  const auto worded = [&](const EntryView& of) {
    std::string_view title = of["title"];
    if (out_of_house)
      for (const auto* kind : {"agenda.follow_up", "agenda.paper"}) title = words_.behind(kind, number, title);
    auto words = own_words(of, "title", title);
    if (request_.profile == Profile::delegation) words.resize(1);
    return words;
  };
  if (as_proposed(item)) {
    if ((about.kind == "opening" || about.kind == "closing") &&
        words_.is_wording("agenda." + about.kind, item["title"]))
      return {claim("item_title", args, "agenda." + about.kind)};
    if (about.kind == "follow_up")
      for (const auto& follow_up : d_.follow_ups)
        if (follow_up.number == about.number) {
          Runs out = prefix("agenda.follow_up");
          add(out, follow_up_words(follow_up, true));
          return out;
        }
    if (about.kind == "paper")
      if (const auto* paper = entry("paper", about.number)) {
        Runs out = prefix("agenda.paper");
        add(out, worded(*paper));
        return out;
      }
    if (about.kind == "issue")
      for (const auto& thread : d_.threads)
        if (thread.answers_to(about.number)) {
          Runs out{claim_text("issue_name", {{"issue", issue_id(thread)}}, thread.name)};
          for (auto step = thread.steps.rbegin(); step != thread.steps.rend(); ++step)
            if (!step->mentions.empty()) {
              add(out, mark(words_of(step->mentions.front())));
              break;
            }
          return out;
        }
    if (about.kind == "issue")
      if (const auto* issue = entry("issue", about.number); issue != nullptr && !(*issue)["name"].empty()) {
        auto words = own_words(*issue, "name", (*issue)["name"]);
        if (request_.profile == Profile::delegation) words.resize(1);
        return words;
      }
    if (about.kind == "meeting")
      if (const auto* meeting = entry("meeting", about.number))
        if (const auto* body = entry("body", meeting->number_in("body")))
          return {claim("item_title", args, "agenda.body_meeting", {{"body", (*body)["name"]}})};
  }
  return worded(item);
}

Runs Composer::item_rests(const EntryView& item) {
  const auto about = about_of(item);
  const Args args{{"item", std::to_string(item.number)}};
  Runs out;
  if (about.kind == "opening" || about.kind == "closing")
    out.push_back(claim("item_rests", args, "agenda.on_standing"));
  else if (about.number > 0)
    out.push_back(claim("item_rests", args, "agenda.on_" + about.kind, {{"n", std::to_string(about.number)}}));
  if (about.kind == "entered" || !as_proposed(item)) {
    if (!out.empty()) out.push_back(say("mark.dot"));
    const auto& title = item.fields.find("title")->second;
    out.push_back(
        claim("item_entered", args, "agenda.on_entered", {{"author", title.author}, {"date", date(title.time)}}));
  }
  return out;
}

void Composer::agenda_table(const EntryView& agenda, const EntryView& event, std::vector<Block>& out) {
  const auto items = items_of(agenda, false);
  if (items.empty()) {
    out.push_back(paragraph({claim("agenda_empty", {{"agenda", std::to_string(agenda.number)}}, "agenda.empty")}));
    return;
  }
  const auto when = clocks(event);
  const bool rests = request_.profile == Profile::delegation;
  Table table;
  const auto column = [&](Cell head, int width, bool number = false) {
    head.number = number;
    table.head.push_back(std::move(head));
    table.widths.push_back(width);
  };
  column(cell(say("agenda.number")), 6, true);
  // Three clocks and more leave the items their room.
  const int clock_width = when.size() > 2 ? 9 : 14;
  for (const auto& clock : when)
    column(cell(claim("agenda_clock", {{"zone", clock.zone}}, "agenda.clock",
                      {{"party",
                        clock.party.empty() ? text::city_of(clock.zone, words_.language()) : words_.party(clock.party)},
                       {"date", date(clock.day)}})),
           clock_width);
  const int rest = 86 - clock_width * static_cast<int>(when.size());
  column(cell(say("agenda.what")), rests ? rest * 52 / 100 : rest * 75 / 100);
  column(cell(say("agenda.minutes")), 8, true);
  column(cell(say("agenda.lead")), rests ? rest * 19 / 100 : rest * 25 / 100);
  if (rests) column(cell(say("agenda.rests")), rest * 29 / 100);
  int minutes = 0, place = 0;
  for (const auto* item : items) {
    const Args args{{"item", std::to_string(item->number)}};
    std::vector<Cell> row{{.runs = {claim_text("item_place", args, std::to_string(++place))}, .number = true}};
    for (const auto& clock : when) {
      const auto at = text::later_by({event["start"], event["time"]}, event["zone"], minutes, clock.zone);
      std::string shown = at ? at->time : "";
      long long first = 0, day = 0;
      if (at && at->day != clock.day && days_of(clock.day, first) && days_of(at->day, day))
        shown = text("agenda.later_day", {{"time", shown}, {"days", std::to_string(day - first)}});
      Args of = args;
      of.emplace_back("zone", clock.zone);
      row.push_back(cell(claim_text("item_begins", std::move(of), shown)));
    }
    auto title = portion(*item);
    add(title, item_title(*item));
    row.push_back(cell(std::move(title)));
    row.push_back({.runs = {claim_text("item_minutes", args, (*item)["minutes"])}, .number = true});
    std::vector<std::string> lead;
    const auto about = about_of(*item);
    const auto* page = about.kind == "issue" ? entry("issue", about.number) : nullptr;
    const auto& leads = (*item)["lead"].empty() && page != nullptr ? (*page)["lead"] : (*item)["lead"];
    for (const auto one : text::pieces_of(leads, ',')) lead.push_back(owner(one));
    row.push_back(cell(lead.empty() ? say("mark.none") : claim_text("item_lead", args, join(lead))));
    if (rests) row.push_back(cell(item_rests(*item)));
    table.rows.push_back(std::move(row));
    minutes += item->number_in("minutes");
  }
  Runs total{claim("agenda_total", {{"agenda", std::to_string(agenda.number)}},
                   items.size() == 1 ? "agenda.total_one" : "agenda.total",
                   {{"n", std::to_string(items.size())}, {"minutes", std::to_string(minutes)}})};
  if (when.empty()) {
    total.push_back(say("mark.space"));
    total.push_back(claim("agenda_no_time", {{"agenda", std::to_string(agenda.number)}}, "agenda.no_time"));
  }
  total.push_back(method_mark("plan"));
  out.push_back(paragraph(std::move(total), "keep"));
  out.push_back({.kind = BlockKind::table, .table = std::move(table)});
}

void Composer::left_out(const EntryView& agenda, std::vector<Block>& out) {
  const auto items = items_of(agenda, true);
  if (items.empty()) return;
  out.push_back(heading(2, {say("agenda.left_out")}));
  for (const auto* one : items) {
    Runs runs = portion(*one);
    add(runs, item_title(*one));
    runs.push_back(say("mark.dash"));
    add(runs, item_rests(*one));
    out.push_back(item(std::move(runs)));
  }
}

Section Composer::agenda_section() {
  Section section{.id = "agenda", .title = {say("agenda.title"), method_mark("plan")}, .blocks = {}, .new_page = true};
  const auto* event = next_entry();
  const auto* agenda = event == nullptr ? nullptr : agenda_of(*event);
  if (agenda == nullptr) return section;
  agenda_table(*agenda, *event, section.blocks);
  return section;
}

void Composer::agenda_front(const EntryView& agenda, const EntryView& event, Book& book) {
  const Args args{{"agenda", std::to_string(agenda.number)}};
  const auto* body = event.noun == "meeting" ? entry("body", event.number_in("body")) : nullptr;
  const int ordinal = event.number_in("ordinal");
  const Run kicker = body != nullptr ? claim("agenda_of", args, "agenda.kicker_body")
                     : ordinal > 0   ? claim("agenda_of", args, "agenda.kicker",
                                             {{"round", text("round.ordinal", {{"n", std::to_string(ordinal)}})}})
                                     : claim("agenda_of", args, "agenda.title");
  const std::string name = body != nullptr ? (*body)["name"] : d_.name;
  book.kicker = {kicker};
  book.title = {body != nullptr ? claim_text("body_entered", {{"body", std::to_string(body->number)}}, name)
                                : claim_text("dialogue_name", {}, name)};
  book.byline = {claim("composed", {}, goes_out(request_.profile) ? "agenda.composed_out" : "agenda.composed",
                       {{"desk", view_.desk_name},
                        {"profile", text("profile." + std::string(to_text(request_.profile)))},
                        {"n", std::to_string(agenda.number)},
                        {"date", date(today_)},
                        {"events", std::to_string(view_.events)},
                        {"head", view_.head.substr(0, 16)}})};
  book.file_title = claim("file_title", {}, "front.file_title", {{"dialogue", name}, {"kicker", kicker.text}});
  edges(book);
  bear(book, agenda_level(agenda, event));
}

Level Composer::agenda_level(const EntryView& agenda, const EntryView& event) const {
  auto out = highest(view_.floor, highest(agenda.level, event.level));
  for (const bool left_out : {false, true}) {
    if (left_out && request_.profile != Profile::delegation) continue;
    for (const auto* one : items_of(agenda, left_out)) {
      out = highest(out, one->level);
      // Who leads may be told by the issue's page.
      const auto about = about_of(*one);
      if (about.kind == "issue" && (*one)["lead"].empty())
        if (const auto* page = entry("issue", about.number)) out = highest(out, page->level);
    }
  }
  for (const auto* noun : {"person", "body"})
    for (const auto* one : entries(noun))
      if (noun != std::string_view("body") || event["body"] == std::to_string(one->number))
        out = highest(out, one->level);
  return out;
}

std::string agenda_subject(const DialogueView& dialogue, const EntryView& agenda, Profile profile) {
  const auto number = std::to_string(agenda.number);
  if (!goes_out(profile)) return number;
  const auto label = [&](const EntryView& of) -> std::string {
    const auto* noun = of["round"].empty() ? "meeting" : "round";
    const auto event = std::ranges::find_if(
        dialogue.entries, [&](const EntryView& one) { return one.noun == noun && one.number == of.number_in(noun); });
    if (event == dialogue.entries.end()) return "";
    const auto& day = (*event)[(*event)["start"].empty() ? "window_start" : "start"];
    return std::string(noun) + " " + (day.empty() ? (*event)["ordinal"] : day);
  };
  const auto own = label(agenda);
  const auto same = std::ranges::count_if(
      dialogue.entries, [&](const EntryView& one) { return one.noun == "agenda" && label(one) == own; });
  return own.empty() || own.ends_with(' ') || same > 1 ? number : own;
}

void Composer::forget_numbers(Book& book) {
  const auto forget = [](Runs& runs) {
    for (auto& run : runs)
      std::erase_if(run.args, [](const auto& arg) {
        constexpr std::string_view numbers[] = {"item", "agenda", "round", "meeting",
                                                "body", "person", "issue", "number"};
        return std::ranges::find(numbers, arg.first) != std::end(numbers);
      });
  };
  for (auto* runs : {&book.kicker, &book.title, &book.byline}) forget(*runs);
  for (auto& section : book.sections) {
    forget(section.title);
    for (auto& block : section.blocks) {
      forget(block.runs);
      for (auto& row : block.table.rows)
        for (auto& one : row) forget(one.runs);
    }
  }
}

Result<Book> Composer::agenda() {
  const EntryView* agenda = nullptr;
  for (const auto* one : entries("agenda"))
    if (agenda_subject(d_, *one, request_.profile) == request_.subject) agenda = one;
  const auto* event = agenda == nullptr            ? nullptr
                      : (*agenda)["round"].empty() ? entry("meeting", agenda->number_in("meeting"))
                                                   : entry("round", agenda->number_in("round"));
  if (event == nullptr)
    return Error{ErrorKind::not_found, "agenda.none", "the record holds no agenda `" + request_.subject + "`", d_.name};
  Book book;
  agenda_front(*agenda, *event, book);
  Section meeting{.id = "meeting", .title = {say("agenda.meeting")}};
  Runs where{claim("plan", {{event->noun, std::to_string(event->number)}}, "agenda.meeting_" + (*event)["state"],
                   {{"dates", event_days(*event)}, {"place", event_place(*event)}})};
  if (auto when = begins(*event); !when.empty()) {
    where.push_back(say("mark.space"));
    add(where, std::move(when));
  }
  where.push_back(method_mark("plan"));
  meeting.blocks.push_back(paragraph(std::move(where), "lede"));
  Section items{.id = "items", .title = {say("agenda.items")}};
  agenda_table(*agenda, *event, items.blocks);
  items.blocks.push_back(paragraph({say(request_.profile == Profile::delegation ? "agenda.legend"
                                        : goes_out(request_.profile)            ? "agenda.legend_out"
                                                                                : "legend.text")},
                                   "legend"));
  if (request_.profile == Profile::delegation) left_out(*agenda, items.blocks);
  book.sections = {std::move(meeting), delegations(event, false), std::move(items)};
  annexes(book);
  if (goes_out(request_.profile)) forget_numbers(book);
  return finished(std::move(book));
}

}  // namespace breadcrumb::brief
