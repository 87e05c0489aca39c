#include "model/reading_json.h"

#include <algorithm>
#include <charconv>

#include "text/utf8.h"

namespace breadcrumb {

namespace {

Json quote_of(const Fact& fact) {
  Json out = Json::object();
  out.set("start", fact.quote.start).set("end", fact.quote.end).set("text", fact.quote.text);
  return out;
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

Json number_or_null(const std::string& text) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return !text.empty() && read.ec == std::errc() ? Json(value) : Json();
}

Json truth_or_null(const std::string& text) {
  if (text == "true") return Json(true);
  if (text == "false") return Json(false);
  return Json();
}

/// Ids separated by blanks; an act of two words is written with a hyphen in the fact.
Json words_of(const std::string& text) {
  Json out = Json::array();
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    if (end > start) out.push(text.substr(start, end - start));
    start = end + 1;
  }
  return out;
}

const Fact* first(const Reading& reading, FactKind kind) {
  for (const auto& fact : reading.facts)
    if (fact.kind == kind) return &fact;
  return nullptr;
}

Json substance(const Fact& fact, bool with_kind) {
  Json out = Json::object();
  out.set("text", text::squeeze(fact.quote.text));
  if (with_kind) out.set("kind", text_or_null(fact.field("kind")));
  out.set("acts", words_of(fact.field("acts")))
      .set("topics", words_of(fact.field("topics")))
      .set("actor", text_or_null(fact.field("actor")))
      .set("quote", quote_of(fact));
  return out;
}

Json source_json(const Reading& reading, const Document& document, const Source& source) {
  const Fact* title = first(reading, FactKind::title);
  const Fact* published = first(reading, FactKind::published);
  const Fact* publisher = first(reading, FactKind::publisher);
  const Fact* dateline = first(reading, FactKind::dateline);
  Json out = Json::object();
  out.set("sha256", document.source_sha256.empty() ? source.sha256 : document.source_sha256);
  out.set("title", title ? Json(text::squeeze(title->quote.text)) : text_or_null(source.title));
  out.set("published", text_or_null(published ? published->field("date") : source.published));
  out.set("language", text_or_null(reading.language));
  out.set("publisher", text_or_null(publisher ? publisher->field("party") : source.publisher));
  out.set("place", text_or_null(dateline ? dateline->field("place") : ""));
  return out;
}

Json dialogue_json(const Reading& reading) {
  const Fact* dialogue = first(reading, FactKind::dialogue);
  const Fact* launched = first(reading, FactKind::launched);
  Json aims = Json::array();
  for (const auto& fact : reading.facts)
    if (fact.kind == FactKind::aim) {
      Json aim = Json::object();
      aim.set("text", text::squeeze(fact.quote.text)).set("quote", quote_of(fact));
      aims.push(std::move(aim));
    }
  Json out = Json::object();
  out.set("name", text_or_null(dialogue ? dialogue->field("name") : ""));
  out.set("short", text_or_null(dialogue ? dialogue->field("short") : ""));
  out.set("quote", dialogue ? quote_of(*dialogue) : Json());
  out.set("launched", text_or_null(launched ? launched->field("date") : ""));
  out.set("occasion", text_or_null(launched ? launched->field("occasion") : ""));
  out.set("aims", std::move(aims));
  return out;
}

Json meeting_json(const Reading& reading) {
  const Fact* meeting = first(reading, FactKind::meeting);
  const auto field = [&](std::string_view name) { return meeting ? text_or_null(meeting->field(name)) : Json(); };
  Json out = Json::object();
  out.set("start", field("start")).set("end", field("end")).set("place", field("place"));
  out.set("virtual", meeting ? truth_or_null(meeting->field("virtual")) : Json());
  if (meeting && !meeting->field("zone").empty()) out.set("zone", meeting->field("zone"));
  if (meeting && !meeting->field("imprecise").empty()) out.set("imprecise", meeting->field("imprecise"));
  out.set("quote", meeting ? quote_of(*meeting) : Json());
  Json sessions = Json::array();
  for (const auto& fact : reading.facts)
    if (fact.kind == FactKind::session) {
      Json session = Json::object();
      session.set("start", text_or_null(fact.field("start"))).set("end", text_or_null(fact.field("end")));
      session.set("quote", quote_of(fact));
      sessions.push(std::move(session));
    }
  if (!sessions.items().empty()) out.set("sessions", std::move(sessions));
  return out;
}

Json delegations_json(const Reading& reading) {
  std::vector<std::string> order;
  for (const auto& fact : reading.facts)
    if (fact.kind == FactKind::head && std::find(order.begin(), order.end(), fact.field("party")) == order.end())
      order.push_back(fact.field("party"));
  Json out = Json::array();
  for (const auto& party : order) {
    Json heads = Json::array();
    for (const auto& fact : reading.facts)
      if (fact.kind == FactKind::head && fact.field("party") == party) {
        Json head = Json::object();
        head.set("name", fact.field("name"))
            .set("title", text_or_null(fact.field("title")))
            .set("quote", quote_of(fact));
        heads.push(std::move(head));
      }
    Json delegation = Json::object();
    delegation.set("party", text_or_null(party)).set("heads", std::move(heads));
    out.push(std::move(delegation));
  }
  return out;
}

Json areas_json(const Reading& reading) {
  Json out = Json::array();
  for (const auto& fact : reading.facts)
    if (fact.kind == FactKind::area) {
      Json items = Json::array();
      for (const auto& item : reading.facts)
        if (item.kind == FactKind::item && item.field("area") == fact.id) items.push(substance(item, false));
      Json area = Json::object();
      area.set("heading", fact.field("heading")).set("kind", text_or_null(fact.field("kind")));
      area.set("quote", quote_of(fact)).set("items", std::move(items));
      out.push(std::move(area));
    }
  return out;
}

/// One object for each fact of a kind; `fill` sets what stands before the quote.
template <class Fill>
Json list_of(const Reading& reading, FactKind kind, Fill fill) {
  Json out = Json::array();
  for (const auto& fact : reading.facts)
    if (fact.kind == kind) {
      Json entry = Json::object();
      fill(fact, entry);
      entry.set("quote", quote_of(fact));
      out.push(std::move(entry));
    }
  return out;
}

}  // namespace

Json reading_json(const Reading& reading, const Document& document, const Source& source) {
  Json out = Json::object();
  out.set("schema", 1);
  out.set("source", source_json(reading, document, source));
  out.set("dialogue", dialogue_json(reading));
  std::vector<std::string> parties;
  for (const auto& fact : reading.facts)
    if (fact.kind == FactKind::party) parties.push_back(fact.field("code"));
  std::sort(parties.begin(), parties.end());
  parties.erase(std::unique(parties.begin(), parties.end()), parties.end());
  out.set("parties", Json::strings(parties));
  const Fact* round = first(reading, FactKind::round);
  Json round_json = Json::object();
  round_json.set("ordinal", round ? number_or_null(round->field("ordinal")) : Json());
  round_json.set("quote", round ? quote_of(*round) : Json());
  out.set("round", std::move(round_json));
  out.set("meeting", meeting_json(reading));
  out.set("delegations", delegations_json(reading));
  out.set("areas", areas_json(reading));
  Json issues = Json::array();
  for (const auto& fact : reading.facts)
    if (fact.kind == FactKind::issue) issues.push(substance(fact, true));
  out.set("issues", std::move(issues));
  out.set("lists", [&] {
    Json lists = Json::array();
    for (const auto& fact : reading.facts)
      if (fact.kind == FactKind::list) {
        Json list = Json::object();
        list.set("quote", quote_of(fact)).set("open", truth_or_null(fact.field("open")));
        lists.push(std::move(list));
      }
    return lists;
  }());
  out.set("commitments", list_of(reading, FactKind::commitment, [](const Fact& fact, Json& entry) {
            entry.set("text", text::squeeze(fact.quote.text));
            entry.set("actor", text_or_null(fact.field("actor"))).set("due", text_or_null(fact.field("due")));
          }));
  out.set("established", list_of(reading, FactKind::established, [](const Fact& fact, Json& entry) {
            entry.set("name", fact.field("name")).set("kind", text_or_null(fact.field("kind")));
            entry.set("date", text_or_null(fact.field("date")));
          }));
  out.set("bodies", list_of(reading, FactKind::body, [](const Fact& fact, Json& entry) {
            entry.set("name", fact.field("name")).set("relation", text_or_null(fact.field("relation")));
            entry.set("stage", text_or_null(fact.field("stage")))
                .set("next_meeting", text_or_null(fact.field("next_meeting")));
          }));
  const Fact* next = first(reading, FactKind::next_round);
  if (next) {
    Json entry = Json::object();
    entry.set("text", text::squeeze(next->quote.text)).set("date", text_or_null(next->field("date")));
    entry.set("quote", quote_of(*next));
    out.set("next_round", std::move(entry));
  } else {
    out.set("next_round", nullptr);
  }
  Json problems = Json::array();
  for (const auto& problem : reading.problems) {
    Json entry = Json::object();
    entry.set("code", problem.code).set("message", problem.message);
    if (!problem.quote.empty()) {
      Json quote = Json::object();
      quote.set("start", problem.quote.start).set("end", problem.quote.end).set("text", problem.quote.text);
      entry.set("quote", std::move(quote));
    }
    problems.push(std::move(entry));
  }
  out.set("problems", std::move(problems));
  return out;
}

}  // namespace breadcrumb
