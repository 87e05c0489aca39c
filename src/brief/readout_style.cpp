#include "brief/readout_style.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/bytes.h"
#include "base/toml.h"

namespace breadcrumb::brief {

namespace {

/// A string that the composer uses, and its places; one with `?` may be left out.
struct Needed {
  std::string_view id, places;
};

constexpr std::array needed = {
    Needed{"language", ""},
    Needed{"draft.line", "side?"},
    Needed{"draft.working", "side?"},
    Needed{"headline.round", "ordinal dialogue"},
    Needed{"headline.meeting", "dialogue"},
    Needed{"ordinal.other", "n"},
    Needed{"ordinal_title.other", "n"},
    Needed{"date.day", "year? month day era?"},
    Needed{"date.month", "year? month era?"},
    Needed{"date.year", "year? era?"},
    Needed{"date.release", "year? month day era?"},
    Needed{"date.days", "year? month day day2 era?"},
    Needed{"date.months", "year? month day month2 day2 era?"},
    Needed{"date.years", "year? month day year2? month2 day2 era? era2?"},
    Needed{"dateline.at", "city"},
    Needed{"dateline.case", ""},
    Needed{"when.day", "date"},
    Needed{"when.days", "dates"},
    Needed{"when.sessions", "dates"},
    Needed{"when.week", "date"},
    Needed{"when.month", "date"},
    Needed{"then.day", "date"},
    Needed{"then.days", "dates"},
    Needed{"then.month", "date"},
    Needed{"then.place", "place"},
    Needed{"where.place", "place"},
    Needed{"where.virtual", ""},
    Needed{"opening.round", "sides? ordinal dialogue where when"},
    Needed{"opening.meeting", "sides? dialogue where when"},
    Needed{"heads.all", "list"},
    Needed{"heads.all_one", "list"},
    Needed{"heads.side", "side heads"},
    Needed{"heads.side_plain", "side heads"},
    Needed{"heads.between", ""},
    Needed{"heads.short", "name title"},
    Needed{"heads.long", "name title"},
    Needed{"heads.foreign", "name title"},
    Needed{"heads.untitled", "name"},
    Needed{"heads.next", ""},
    Needed{"heads.last", ""},
    Needed{"standing.launched", "dialogue date"},
    Needed{"standing.launched_day", "dialogue date"},
    Needed{"areas.lead", "sides?"},
    Needed{"areas.lead_open", "sides?"},
    Needed{"areas.item", "n? heading text"},
    Needed{"areas.bare", "n? heading"},
    Needed{"areas.next", ""},
    Needed{"areas.two", ""},
    Needed{"areas.last", ""},
    Needed{"areas.break", ""},
    Needed{"areas.end", ""},
    Needed{"areas.bullet", ""},
    Needed{"issues.bilateral", "sides? all? list"},
    Needed{"issues.bilateral_open", "sides? all? list"},
    Needed{"issues.bilateral_act", "sides? all? act"},
    Needed{"issues.bilateral_act_more", "sides? all? act"},
    Needed{"issues.topic", "sides? all? act"},
    Needed{"issues.topic_more", "sides? all? act"},
    Needed{"issues.topics_open", "sides? all? list"},
    Needed{"issues.topics_open_more", "sides? all? list"},
    Needed{"steps.will", "actor what"},
    Needed{"steps.will_due", "actor what due"},
    Needed{"steps.by", "date"},
    Needed{"bodies.set_up", "sides? all? body"},
    Needed{"bodies.to_be_set_up", "sides? all? body"},
    Needed{"bodies.planned", "body when where"},
    Needed{"bodies.met", "body when where"},
    Needed{"next.dated", "sides? when where"},
    Needed{"next.said", "sides? text"},
    Needed{"next.open", "sides?"},
    Needed{"closing.line", ""},
    Needed{"act.discussed", "what"},
    Needed{"grade.talked", "what"},
    Needed{"grade.offered", "what"},
    Needed{"grade.agreed", "what"},
    Needed{"grade.done", "what"},
    Needed{"sides.next", ""},
    Needed{"sides.two", ""},
    Needed{"sides.last", ""},
    Needed{"sides.all", ""},
    Needed{"sides.all_two", ""},
    Needed{"list.next", ""},
    Needed{"list.two", ""},
    Needed{"list.last", ""},
    Needed{"list.runs_on", ""},
    Needed{"list.heavy", ""},
    Needed{"list.heavy_last", ""},
    Needed{"sentence.between", ""},
    Needed{"space", ""},
    Needed{"file_title", "headline"},
    Needed{"foot.line", ""},
    Needed{"foot.working", ""},
    Needed{"foot.page", ""},
    Needed{"foot.of", ""},
    Needed{"breadcrumbs.title", ""},
    Needed{"breadcrumbs.note", ""},
    Needed{"breadcrumbs.source", "publisher date title"},
    Needed{"breadcrumbs.source_undated", "publisher title"},
    Needed{"breadcrumbs.nobody", ""},
    Needed{"breadcrumbs.entry", "what author date"},
    Needed{"breadcrumbs.round", "what ordinal dates"},
    Needed{"breadcrumbs.round_undated", "what ordinal"},
    Needed{"breadcrumbs.meeting", "what dates"},
    Needed{"breadcrumbs.house", ""},
    Needed{"breadcrumbs.open", ""},
    Needed{"breadcrumbs.close", ""},
    Needed{"breadcrumbs.between", ""},
};

/// Tables whose keys are whatever they name.
constexpr std::array<std::string_view, 10> tables = {"ordinal.", "ordinal_title.", "date.m.", "party.", "adjective.",
                                                     "city.",    "act.",           "grade.",  "term.",  "place."};
constexpr std::array<std::string_view, 12> parts = {"date",   "dateline", "opening", "heads",  "standing", "areas",
                                                    "issues", "topics",   "steps",   "bodies", "next",     "closing"};

Error bad(const std::string& where, std::string message) {
  return {ErrorKind::bad_input, "readout.style", std::move(message), where};
}

std::vector<std::string> words_of(std::string_view list) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < list.size();) {
    const auto end = std::min(list.find(' ', i), list.size());
    if (end > i) out.emplace_back(list.substr(i, end - i));
    i = end + 1;
  }
  return out;
}

const Needed* needed_named(std::string_view id) {
  const auto found = std::ranges::find(needed, id, &Needed::id);
  return found == needed.end() ? nullptr : &*found;
}

/// The places that a string may and must hold; null when the style knows no such string.
const std::string_view* places_of(std::string_view id) {
  static constexpr std::string_view what = "what", n = "n", none;
  if (const auto* known = needed_named(id)) return &known->places;
  if (id.starts_with("act.") || id.starts_with("grade.")) return &what;
  if (id.find(".ends_") != std::string_view::npos && id.starts_with("ordinal")) return &n;
  return std::ranges::any_of(tables, [&](auto table) { return id.starts_with(table); }) ? &none : nullptr;
}

Result<void> check_places(const std::string& id, const std::string& text, const std::string& where) {
  const auto* allowed = places_of(id);
  if (allowed == nullptr) return bad(where, "`" + id + "` is no string of a readout's style");
  std::set<std::string> known, must;
  for (auto place : words_of(*allowed)) {
    const bool optional = place.ends_with('?');
    if (optional) place.pop_back();
    known.insert(place);
    if (!optional) must.insert(place);
  }
  const auto pieces = Words::pieces(text);
  for (std::size_t i = 1; i < pieces.size(); i += 2) {
    if (!known.contains(pieces[i]))
      return bad(where, "`" + id + "` has a place {" + pieces[i] + "}: expected " +
                            (allowed->empty() ? "none" : "only " + std::string(*allowed)));
    must.erase(pieces[i]);
  }
  if (!must.empty()) return bad(where, "`" + id + "` lacks the place {" + *must.begin() + "}");
  return {};
}

using Strings = std::map<std::string, std::string, std::less<>>;

Result<void> flatten(const Json& value, const std::string& path, const std::string& where, Strings& out) {
  if (value.is_object()) {
    for (const auto& [key, member] : value.members())
      BC_TRY(flatten(member, path.empty() ? key : path + "." + key, where, out));
    return {};
  }
  if (value.is_array()) {
    int n = 0;
    for (const auto& one : value.items()) BC_TRY(flatten(one, path + "." + std::to_string(++n), where, out));
    return {};
  }
  if (!value.is_string()) return bad(where, "`" + path + "` should be a string");
  BC_TRY(check_places(path, value.string(), where));
  out.insert_or_assign(path, value.string());
  return {};
}

Result<std::vector<std::vector<std::string>>> order_of(const Json& list, const std::string& where) {
  std::vector<std::vector<std::string>> out;
  std::set<std::string> seen;
  for (const auto& line : list.items()) {
    auto names = words_of(line.string());
    if (!line.is_string() || names.empty())
      return bad(where, "`order`: expected strings, each the parts of one paragraph");
    for (const auto& name : names) {
      if (std::ranges::find(parts, name) == parts.end()) {
        std::string all;
        for (const auto& part : parts) all += (all.empty() ? "" : ", ") + std::string(part);
        return bad(where, "`order` names \"" + name + "\": expected parts among " + all);
      }
      if (!seen.insert(name).second) return bad(where, "`order` names \"" + name + "\" twice");
    }
    out.push_back(std::move(names));
  }
  return out;
}

}  // namespace

Result<ReadoutStyle> ReadoutStyle::parse(const std::vector<File>& files) {
  ReadoutStyle out;
  Strings strings;
  std::string all, last;
  for (const auto& file : files) {
    Json toml = BC_TRY(parse_toml(file.bytes, file.where));
    if (toml.has("order")) out.order_ = BC_TRY(order_of(toml["order"], file.where));
    std::erase_if(toml.mutable_members(), [](const auto& member) { return member.first == "order"; });
    BC_TRY(flatten(toml, "", file.where, strings));
    all += file.bytes;
    last = file.where;
  }
  for (const auto& one : needed)
    if (!strings.contains(one.id)) return bad(last, "there is no string `" + std::string(one.id) + "`");
  for (int month = 1; month <= 12; ++month)
    if (!strings.contains("date.m." + std::to_string(month))) return bad(last, "`date.m` should name twelve months");
  const auto has = [&](std::string_view part) {
    return std::ranges::any_of(out.order_,
                               [&](const auto& line) { return std::ranges::find(line, part) != line.end(); });
  };
  // What is on record is not silently left out of the text.
  for (const auto* part : {"opening", "heads", "areas", "issues", "topics", "steps", "bodies", "next"})
    if (!has(part)) return bad(last, "`order` leaves out \"" + std::string(part) + "\"");
  for (const auto& [id, text] : strings)
    if (id.starts_with("act.") || id.starts_with("grade.")) out.act_words_.insert(text.substr(0, text.find(' ')));
  out.words_ = Words::of(strings, sha256_hex(all));
  return out;
}

const std::string& ReadoutStyle::string(std::string_view id) const {
  static const std::string none;
  const auto* found = words_.find(id);
  return found == nullptr ? none : *found;
}

std::string ReadoutStyle::party(std::string_view code) const {
  if (const auto& own = string("party." + std::string(code)); !own.empty()) return own;
  const auto found = parties_.find(code);
  return found == parties_.end() ? std::string(code) : found->second.name;
}

std::string ReadoutStyle::adjective(std::string_view code) const {
  if (const auto& own = string("adjective." + std::string(code)); !own.empty()) return own;
  const auto found = parties_.find(code);
  return found == parties_.end() ? "" : found->second.adjective;
}

bool ReadoutStyle::begins_with_party(std::string_view text) const {
  return std::ranges::any_of(parties_, [&](const auto& party) {
    return (!party.second.name.empty() && text.starts_with(party.second.name)) ||
           (!party.second.adjective.empty() && text.starts_with(party.second.adjective));
  });
}

std::string ReadoutStyle::city(std::string_view code) const {
  if (const auto& own = string("city." + std::string(code)); !own.empty()) return own;
  const auto found = parties_.find(code);
  return found == parties_.end() ? "" : found->second.city;
}

std::string ReadoutStyle::term(std::string_view table, std::string_view text) const {
  const auto& own = string(std::string(table) + "." + std::string(text));
  return own.empty() ? std::string(text) : own;
}

bool ReadoutStyle::begins_act(std::string_view word) const {
  return act_words_.contains(word);
}

std::string ReadoutStyle::act(std::string_view act) const {
  std::string own = "act." + std::string(act);
  if (words_.find(own) != nullptr) return own;
  if (const auto grade = grades_.find(act); grade != grades_.end())
    if (std::string of_grade = "grade." + grade->second; words_.find(of_grade) != nullptr) return of_grade;
  return "act.discussed";
}

std::string ReadoutStyle::ordinal(int n, std::string_view list) const {
  const std::string id = std::string(list) + "." + std::to_string(n);
  if (const auto& word = string(id); !word.empty()) return word;
  // 21st, 32nd, 43rd where the language has them; 111th, 112th and 113th are not among them.
  const std::string ending = std::string(list) + ".ends_" + std::to_string(n % 10);
  const bool teens = n % 100 >= 11 && n % 100 <= 13;
  return words_.fill(!teens && words_.find(ending) != nullptr ? ending : std::string(list) + ".other",
                     {{"n", std::to_string(n)}});
}

}  // namespace breadcrumb::brief
