#include "app/correction.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/marking.h"
#include "app/party.h"
#include "app/plausible.h"
#include "app/typed.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

std::vector<std::string> parted(std::string_view s, std::string_view at) {
  std::vector<std::string> out;
  while (!s.empty()) {
    const auto end = std::min(s.find_first_of(at), s.size());
    if (end > 0) out.emplace_back(s.substr(0, end));
    s.remove_prefix(std::min(end + 1, s.size()));
  }
  return out;
}

bool is_number(std::string_view s) {
  return !s.empty() && std::ranges::all_of(s, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_day_or_less(std::string_view date) {
  if (date.size() == 10) return is_day(date);
  if (date.size() != 4 && date.size() != 7) return false;
  if (!is_number(date.substr(0, 4))) return false;
  if (date.size() == 4) return true;
  return date[4] == '-' && is_number(date.substr(5)) && date.substr(5) >= "01" && date.substr(5) <= "12";
}

/// Fields without which a fact of its kind says nothing.
bool is_required(FactKind kind, std::string_view name) {
  switch (kind) {
    case FactKind::published:
      return name == "date";
    case FactKind::dateline:
      return name == "place";
    case FactKind::publisher:
      return name == "party";
    case FactKind::party:
      return name == "code";
    case FactKind::round:
      return name == "ordinal";
    case FactKind::dialogue:
    case FactKind::head:
    case FactKind::established:
    case FactKind::body:
      return name == "name";
    case FactKind::area:
      return name == "heading";
    default:
      return false;
  }
}

bool is_act(std::string_view act, const Knowledge& knowledge) {
  if (act == act_denied) return true;
  if (knowledge.threads.grade_of(act) != thread::Grade::unknown) return true;
  for (const auto* language : {"en", "ja"}) {
    const auto* known = knowledge.grammar.language(language);
    if (known == nullptr) continue;
    for (const auto& rule : known->rules) {
      std::string set(rule.value("act"));
      std::ranges::replace(set, ' ', '_');
      if (set == act) return true;
    }
  }
  return false;
}

/// One assignment at a time: the value as it is kept, or what was expected instead.
class Corrector {
 public:
  Corrector(const Fact& fact, const Knowledge& knowledge, const std::vector<FactView>& siblings)
      : fact_(fact), knowledge_(knowledge), siblings_(siblings) {}

  Result<std::string> value(std::string_view name, std::string_view typed) const {
    if (text::trim(typed).empty()) {
      if (!is_required(fact_.kind, name)) return std::string();
      return wrong(fmt::format("a fact of kind {} has a {}; `breadcrumb reject` takes the whole fact away",
                               to_text(fact_.kind), name));
    }
    static const std::set<std::string_view> dates = {"date", "start", "end", "due", "next_meeting"};
    const auto choices = field_choices(fact_.kind, name);
    if (!choices.empty()) {
      const auto known = parted(choices, "|");
      if (std::ranges::find(known, typed) != known.end()) return std::string(typed);
      return expected(name, fmt::format("one of: {}", fmt::join(known, ", ")), typed);
    }
    if (dates.contains(name) && !is_day_or_less(typed))
      return expected(name, "a date such as 2024-08-30, 2024-08 or 2024", typed);
    if (dates.contains(name) && !is_year_of_texts(typed)) return expected(name, "a date from 1900 to 2099", typed);
    if (name == "ordinal" && (!is_number(typed) || typed.size() > 3 || typed[0] == '0'))
      return expected(name, "a number from 1 to 999", typed);
    if (name == "party" || name == "code" || name == "actor") return party(name, typed);
    if (name == "topics" || name == "acts") return list(name, typed);
    if (name == "area") return area(typed);
    BC_TRY(check_words(name == "name" || name == "place" || name == "short" ? Form::name : Form::line, name, typed));
    return std::string(text::trim(typed));
  }

  /// What two fields say together.
  [[nodiscard]] Result<void> whole(const Fields& changed) const {
    const auto field = [&](std::string_view name) {
      const auto found = changed.find(name);
      return found == changed.end() ? fact_.field(name) : found->second;
    };
    const auto start = field("start"), end = field("end");
    const auto shared = std::min(start.size(), end.size());
    if (end.substr(0, shared) >= start.substr(0, shared)) return {};
    return wrong(fmt::format("the end, {}, lies before the start, {}", end, start));
  }

 private:
  static Error wrong(std::string message) { return {ErrorKind::bad_input, "correct.value", std::move(message), ""}; }
  static Error expected(std::string_view name, std::string_view what, std::string_view typed) {
    return wrong(fmt::format("{} is {}, not \"{}\"", name, what, typed));
  }

  [[nodiscard]] Result<std::string> party(std::string_view name, std::string_view typed) const {
    if (const auto* party = find_party(knowledge_.grammar, typed); party != nullptr) return party->code;
    if (auto folded = text::fold(typed); name == "actor" && (folded == "both" || folded == "all")) return folded;
    return expected(name, name == "actor" ? "both, all or a party such as JPN" : "a party such as JPN, Japan or EU",
                    typed);
  }

  [[nodiscard]] Result<std::string> list(std::string_view name, std::string_view typed) const {
    std::vector<std::string> topics;
    for (const auto& topic : knowledge_.grammar.topics()) topics.push_back(topic.id);
    std::string out;
    for (const auto& one : parted(typed, " ,;\t")) {
      if (name == "topics" && std::ranges::find(topics, one) == topics.end())
        return expected("a topic", fmt::format("one of: {}", fmt::join(topics, ", ")), one);
      if (name == "acts" && !is_act(one, knowledge_))
        return expected("an act", "one of lexicon/acts.toml, such as discussed, raised or agreed", one);
      out += (out.empty() ? "" : " ") + one;
    }
    return out;
  }

  [[nodiscard]] Result<std::string> area(std::string_view typed) const {
    std::vector<std::string> found;
    for (const auto& view : siblings_)
      if (view.fact.kind == FactKind::area && typed.size() >= 6 && view.fact.id.starts_with(typed))
        found.push_back(view.fact.id);
    if (found.size() == 1) return found.front();
    return expected("area", "the id of an area of the same source (breadcrumb facts --kind area)", typed);
  }

  const Fact& fact_;
  const Knowledge& knowledge_;
  const std::vector<FactView>& siblings_;
};

}  // namespace

Result<Fields> corrected(const Fact& fact, const std::vector<std::string>& assignments, const Knowledge& knowledge,
                         const std::vector<FactView>& siblings) {
  Fields out;
  const Corrector corrector(fact, knowledge, siblings);
  const auto names = parted(field_names(fact.kind), " ");
  for (const auto& assignment : assignments) {
    const auto equals = assignment.find('=');
    if (equals == std::string::npos || equals == 0)
      return Error{ErrorKind::bad_input, "correct.field", fmt::format("expected field=value, not \"{}\"", assignment),
                   ""};
    const auto name = assignment.substr(0, equals);
    if (std::ranges::find(names, name) == names.end() && !fact.fields.contains(name))
      return Error{ErrorKind::bad_input, "correct.field",
                   names.empty() ? fmt::format("a fact of kind {} has no fields: it is its words", to_text(fact.kind))
                                 : fmt::format("a fact of kind {} has no field \"{}\"; it has {}", to_text(fact.kind),
                                               name, fmt::join(names, ", ")),
                   ""};
    out[name] = BC_TRY(corrector.value(name, std::string_view(assignment).substr(equals + 1)));
  }
  if (out.empty())
    return Error{ErrorKind::bad_input, "correct.nothing",
                 "expected what to correct: field=value, such as start=2023-02-02", ""};
  BC_TRY(corrector.whole(out));
  return out;
}

Result<Fields> entered(const Fact& fact, const std::vector<std::string>& assignments, const Knowledge& knowledge,
                       const std::vector<FactView>& siblings) {
  Fields out;
  if (!assignments.empty()) out = BC_TRY(corrected(fact, assignments, knowledge, siblings));
  std::erase_if(out, [](const auto& field) { return field.second.empty(); });
  for (const auto* name : {"heading", "name"})
    if (is_required(fact.kind, name) && !out.contains(name)) out[name] = text::squeeze(fact.quote.text);
  if (fact.kind == FactKind::item && !out.contains("area"))
    for (const auto& view : siblings)
      if (view.fact.kind == FactKind::area && view.standing != "rejected" && view.fact.quote.start <= fact.quote.start)
        out["area"] = view.fact.id;
  for (const auto& name : parted(field_names(fact.kind), " "))
    if (!out.contains(name) && (is_required(fact.kind, name) || (fact.kind == FactKind::item && name == "area")))
      return Error{ErrorKind::bad_input, "fact.needed",
                   fmt::format("a fact of kind {} says nothing without {}: {}=...", to_text(fact.kind), name, name),
                   ""};
  return out;
}

Result<std::string> goes_out_remark(const Context& context, const record::Record& record, const FactId& fact) {
  const auto rules = BC_TRY(MarkRules::load(context, record.desk()));
  const auto marking = BC_TRY(Marking::of(record, rules));
  if (!within(marking.level("fact:" + fact), *rules.profile("public"))) return std::string();
  return fmt::format(
      "public papers print what you typed, too; breadcrumb mark fact {} unmarked --audience \"own delegation\" holds "
      "its "
      "text back",
      fact.substr(0, 8));
}

std::string correctable_fields() {
  std::string out = "Fields by kind of fact (* cannot be taken away):\n";
  for (int i = 0; i <= static_cast<int>(FactKind::next_round); ++i) {
    const auto kind = static_cast<FactKind>(i);
    const auto names = parted(field_names(kind), " ");
    if (names.empty()) continue;
    std::vector<std::string> shown;
    for (const auto& name : names) {
      const auto choices = field_choices(kind, name);
      const bool few = !choices.empty() && std::ranges::count(choices, '|') < 3;
      std::string one = name + (is_required(kind, name) ? "*" : "");
      if (few) one += fmt::format(" ({})", choices);
      shown.push_back(std::move(one));
    }
    out += fmt::format("  {:<12}  {}\n", to_text(kind), fmt::join(shown, ", "));
  }
  return out +
         "Dates are 2024-08-30, 2024-08 or 2024; parties codes or names; acts and topics several, parted by blanks\n"
         "or commas.\n";
}

}  // namespace breadcrumb::app
