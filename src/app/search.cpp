#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "app/all_operations.h"
#include "app/brief_material.h"
#include "app/entries.h"
#include "app/held_names.h"
#include "app/marking.h"
#include "app/show.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

// `source 3f2a91bc`, `follow_up 2`, `paper 3`.
std::string hit_words(const record::SearchHit& hit) {
  if (hit.kind == "follow_up") return fmt::format("{} {}", hit.kind, hit.id);
  if (hit.kind != "entry") return fmt::format("{} {}", hit.kind, short_id(hit.id));
  auto out = hit.id;
  std::ranges::replace(out, ':', ' ');
  return out;
}

/// What the entry is called: a paper's title, a contact's summary, the issue of a page.
std::string title_of(const record::SearchHit& hit, const EntryBook& book, const Opened* desk) {
  const auto colon = hit.id.find(':');
  const auto* noun = find_noun(std::string_view(hit.id).substr(0, colon));
  const auto* entry = noun == nullptr ? nullptr : book.find(noun->name, std::atoi(hit.id.c_str() + colon + 1));
  if (entry == nullptr) return "";
  return text::squeeze(desk == nullptr ? (*entry)[noun->title] : entry_title(*entry, shown_of(*desk)));
}

/// An agenda's item that stands as it was proposed says what its follow-up, paper or issue says now, and is found by
/// that alone.
void refresh_items(record::SearchAnswer& answer, const Shown& shown, const record::Query& query) {
  const auto gone = std::erase_if(answer.hits, [&](record::SearchHit& hit) {
    constexpr std::string_view item = "item:";
    const auto* entry =
        hit.id.starts_with(item) ? shown.book.find("item", std::atoi(hit.id.c_str() + item.size())) : nullptr;
    if (entry == nullptr) return false;
    const auto title = item_title(*entry, shown);
    if (title == (*entry)["title"]) return false;
    std::erase_if(hit.snippets, [](const record::Snippet& one) { return one.field.empty() || one.field == "title"; });
    for (auto& snippet : record::find_in(title, query, 3)) {
      snippet.field = "title";
      hit.snippets.push_back(std::move(snippet));
    }
    return hit.snippets.empty();
  });
  answer.found -= gone;
}

/// An entry that is called by other things, such as a page by its issue and a meeting by its body: its own title field
/// is a number, or nothing.
bool needs_views(const record::SearchHit& hit) {
  if (hit.kind != "entry") return false;
  const auto* noun = find_noun(std::string_view(hit.id).substr(0, hit.id.find(':')));
  const auto* title = noun == nullptr ? nullptr : noun->field(noun->title);
  const bool own = title != nullptr && (title->kind == FieldKind::line || title->kind == FieldKind::text);
  return !own || noun->name == "item" || noun->name == "issue" || noun->name == "commitment";
}

/// As many as a desk may give before it is told apart who may see them.
constexpr std::size_t all_hits = 1'000'000;

/// What must be within a profile for the hit to be. A text is shown as a whole, so each marked fact in it counts; what
/// was entered on an issue that was read is a page of its own, and its words are no more public than that.
std::vector<std::string> subjects_of(const record::SearchHit& hit, const Marking& marking) {
  if (hit.kind == "source") {
    auto out = marking.marked_facts(hit.id);
    out.push_back("source:" + hit.id);
    return out;
  }
  if (hit.kind != "entry") return {hit.kind + ":" + hit.id};
  constexpr std::string_view issue = "issue:";
  if (!hit.id.starts_with(issue)) return {hit.id};
  const auto page = "page:" + hit.id.substr(issue.size());
  return {marking.knows(page) ? page : hit.id};
}

/// Takes the hits above the profile out of the answer; what they are, in words. Errors: `mark.above`, `mark.unknown`.
Result<std::vector<std::string>> bring_within(const Context& context, const record::Record& record,
                                              const EntryBook& book, const std::string& profile, bool leave_out,
                                              record::SearchAnswer& answer) {
  const auto rules = BC_TRY(MarkRules::load(context, record.desk()));
  const auto marking = BC_TRY(Marking::of(record, rules));
  const auto most = rules.profile(profile).value_or(Level{});
  std::vector<std::string> subjects;
  std::set<std::string> emptied;
  const auto fits = [&](const auto& subject) { return within(marking.level(subject), most); };
  for (auto& hit : answer.hits) {
    for (auto& subject : subjects_of(hit, marking)) subjects.push_back(std::move(subject));
    // Nor do lines go out that name a person whom somebody marked.
    const auto held = std::erase_if(hit.snippets, [&](const record::Snippet& snippet) {
      if (!is_of_names(snippet.field) || !std::ranges::all_of(subjects_of(hit, marking), fits)) return false;
      const auto persons = marked_persons_in(snippet.text, book, marking, most);
      subjects.insert(subjects.end(), persons.begin(), persons.end());
      return !persons.empty();
    });
    if (held > 0 && hit.snippets.empty()) emptied.insert(hit.id);
  }
  auto over = BC_TRY(left_out_of(subjects, marking, rules, profile, leave_out));
  std::erase_if(answer.hits, [&](const record::SearchHit& hit) {
    return emptied.contains(hit.id) || !std::ranges::all_of(subjects_of(hit, marking), fits);
  });
  answer.found = answer.hits.size();
  return over;
}

Result<Answer> run(const Context& context, const Request& request) {
  const auto record = BC_TRY(open_record(context, record::Access::read));
  const auto limit = request["limit"].integer(20);
  if (limit < 1 || limit > 1000)
    return Error{ErrorKind::bad_input, "search.limit", "expected a limit from 1 to 1000", ""};
  std::string typed;
  for (const auto& word : request["words"].texts()) typed += (typed.empty() ? "" : " ") + word;
  const auto& profile = text_of(request, "profile");
  auto answer = BC_TRY(record.search(typed, profile.empty() ? static_cast<std::size_t>(limit) : all_hits));
  Answer out;
  std::vector<std::string> left_out;
  // Reading all texts takes its time.
  std::optional<Opened> desk;
  if (std::ranges::any_of(answer.hits, needs_views)) {
    desk.emplace(BC_TRY(open_views(context)));
    refresh_items(answer, shown_of(*desk), BC_TRY(record::parse_query(typed)));
  }
  const auto book = BC_TRY(EntryBook::of(record));
  if (!profile.empty()) {
    left_out = BC_TRY(bring_within(context, record, book, profile, request["leave-out"].boolean(), answer));
    answer.hits.resize(std::min(answer.hits.size(), static_cast<std::size_t>(limit)));
    out.remark = left_out_words(left_out, profile);
  }
  Json hits = Json::array();
  for (auto& hit : answer.hits) {
    if (hit.kind == "entry") hit.title = title_of(hit, book, desk ? &*desk : nullptr);
    Json snippets = Json::array();
    out.text += fmt::format("{}  {}  {}\n", hit_words(hit), hit.date, shortened(hit.title, 90));
    // A hit without its words: the text that they stood in may be gone.
    if (hit.kind == "source" && hit.snippets.empty() && context.warn)
      if (const auto text = record.text_of(BC_TRY(record.source(hit.id))); !text) context.warn(text.error());
    for (const auto& snippet : hit.snippets) {
      Json matches = Json::array();
      std::string marked;
      std::size_t at = snippet.start;
      for (const auto& match : snippet.matches) {
        matches.push(Json::object().set("start", match.start).set("end", match.end));
        if (match.start < at || match.end > snippet.end) continue;
        marked += snippet.text.substr(at - snippet.start, match.start - at) + "[" +
                  snippet.text.substr(match.start - snippet.start, match.end - match.start) + "]";
        at = match.end;
      }
      marked += snippet.text.substr(at - snippet.start);
      snippets.push(Json::object()
                        .set("field", text_or_null(snippet.field))
                        .set("start", snippet.start)
                        .set("end", snippet.end)
                        .set("text", snippet.text)
                        .set("matches", std::move(matches)));
      const auto field = snippet.field.empty() ? std::string() : shown_name(snippet.field) + ": ";
      out.text += fmt::format("    {}{} [{}-{}]\n", field, shortened(marked, 240), snippet.start, snippet.end);
    }
    hits.push(Json::object()
                  .set("kind", hit.kind)
                  .set("id", hit.id)
                  .set("title", hit.title)
                  .set("date", hit.date)
                  .set("snippets", std::move(snippets)));
  }
  out.json = Json::object().set("found", answer.found).set("by_date", answer.by_date).set("hits", std::move(hits));
  if (!profile.empty()) out.json.set("left_out", Json::strings(left_out));
  if (answer.found == 0)
    out.text = "Nothing found.\n";
  else if (answer.found > answer.hits.size())
    out.text += fmt::format("{} of {} shown (--limit)\n", answer.hits.size(), answer.found);
  return out;
}

}  // namespace

Operation search_operation() {
  return {.name = "search",
          .summary = "full text in English and Japanese: sources, notes, follow-ups, entries",
          .parameters =
              {{.name = "words",
                .kind = ParameterKind::texts,
                .help = "words, \"a phrase\", a prefix*",
                .positional = true,
                .required = true},
               {.name = "limit", .kind = ParameterKind::number, .help = "most hits to show, 1 to 1000; default 20"},
               {.name = "profile",
                .help = "for whom the answer is (public, both sides, ...; lexicon/marks.toml): a hit above it is "
                        "refused; default: the desk's own officers",
                .form = Form::name},
               {.name = "leave-out",
                .kind = ParameterKind::flag,
                .help = "with a profile: leave out what is above it, and say what, instead of refusing"}},
          .example = "breadcrumb search \"forced labor\"",
          .run = run};
}

}  // namespace breadcrumb::app
