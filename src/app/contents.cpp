#include "app/contents.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>

namespace breadcrumb::app {

namespace {

void read_text(DeskContents& contents, const record::Record& record, const Source& source) {
  contents.texts.erase(source.sha256);
  contents.damaged.erase(source.sha256);
  if (auto text = record.text_of(source))
    contents.texts[source.sha256] = std::move(*text);
  else
    contents.damaged.emplace(source.sha256, text.error());
}

Result<void> read_notes(DeskContents& contents, const record::Record& record) {
  contents.notes = BC_TRY(record.notes());
  for (auto& note : contents.notes)
    if (const auto name = contents.author_names.find(note.author); name != contents.author_names.end())
      note.author = name->second;
  return {};
}

Result<void> read_numbers(DeskContents& contents, const record::Record& record) {
  contents.numbers.clear();
  for (const auto& number : BC_TRY(record.issue_numbers())) contents.numbers[number.key] = number.number;
  return {};
}

auto order_of(const Source& source) {
  return std::tie(source.published, source.sha256);
}

/// By what a decision on a fact finds it again, and whether it does.
using Bound = std::set<std::pair<FactId, bool>>;

Bound bound_of(const DeskContents& contents, std::string_view sha256) {
  Bound out;
  if (const auto facts = contents.facts.find(sha256); facts != contents.facts.end())
    for (const auto& view : facts->second) out.emplace(view.fact.id, view.anchor == "exact" || view.anchor == "moved");
  return out;
}

/// Brings the parts up to date of which the subjects speak that have new events.
class Update {
 public:
  Update(DeskContents& contents, const record::Record& record) : contents_(contents), record_(record) {}

  Result<Changes> run() {
    bool threads = false, notes = false, entries = false;
    std::vector<std::string> keys;
    std::vector<int> follow_ups;
    for (const auto& [subject, is_new] : BC_TRY(record_.touched_since(contents_.events))) {
      const auto colon = subject.find(':');
      const auto kind = std::string_view(subject).substr(0, colon);
      const auto id = colon == std::string::npos ? std::string() : subject.substr(colon + 1);
      if (kind == "source") {
        BC_TRY(source(id, is_new));
      } else if (kind == "threads") {
        threads = true;
      } else if (kind == "issue") {
        keys.push_back(id);
      } else if (kind == "follow_up") {
        int number = 0;
        std::from_chars(id.data(), id.data() + id.size(), number);
        follow_ups.push_back(number);
      } else if (kind == "note") {
        notes = true;
      } else if (kind == "entry") {
        entries = true;
        entry(id);
      } else if (kind == "mark" || kind.empty()) {
        continue;  // of a mark no view tells, and an undo of nothing has no subject
      } else {
        changes_.all = true;  // an author has another name, or something came that is not known here
      }
    }
    if (changes_.all) return changes_;
    // Before what is looked up by them: numbers and decisions name mentions under their present ids.
    if (threads || rebound_) BC_TRY(decisions());
    BC_TRY(numbers(keys));
    BC_TRY(promises(follow_ups));
    if (notes) {
      const auto before = std::exchange(contents_.notes, {});
      BC_TRY(read_notes(contents_, record_));
      differ(before, contents_.notes);
      differ(contents_.notes, before);
    }
    if (entries) contents_.book = BC_TRY(EntryBook::of(record_, contents_.author_names));
    return changes_;
  }

 private:
  /// `NOUN:3`. Of what others hang on, those others are not looked for one by one.
  void entry(const std::string& name) {
    const auto colon = name.find(':');
    const auto noun = name.substr(0, colon);
    int number = 0;
    if (colon != std::string::npos) std::from_chars(name.data() + colon + 1, name.data() + name.size(), number);
    for (const auto* held : {"agenda", "round", "meeting", "body", "issue"}) changes_.own |= noun == held;
    changes_.entries.emplace(noun, number);
  }

  void differ(const std::vector<NoteView>& some, const std::vector<NoteView>& others) {
    for (const auto& note : some)
      if (std::ranges::find(others, note) == others.end()) changes_.noted.insert(note.issue);
  }

  Result<void> source(const std::string& sha256, bool is_new) {
    changes_.sources.insert(sha256);
    auto& all = contents_.sources;
    const auto old = std::ranges::find(all, sha256, &Source::sha256);
    const bool known = old != all.end();
    const auto old_text = known ? old->text_sha256 : std::string();
    const auto before = bound_of(contents_, sha256);
    if (known) all.erase(old);
    contents_.readings.erase(sha256);
    contents_.facts.erase(sha256);
    auto now = record_.source(sha256);
    if (!now) {
      if (now.error().code != "record.no_such_source") return now.error();
      contents_.texts.erase(sha256);
      contents_.damaged.erase(sha256);
    } else {
      if (auto reading = BC_TRY(record_.reading(sha256))) contents_.readings.emplace(sha256, *std::move(reading));
      contents_.facts[sha256] = BC_TRY(record_.facts(sha256));
      if (!known || old_text != now->text_sha256) read_text(contents_, record_, *now);
      const auto place = std::ranges::lower_bound(all, order_of(*now), {}, order_of);
      all.insert(place, *std::move(now));
    }
    rebound_ |= !is_new && before != bound_of(contents_, sha256);
    return {};
  }

  /// The source in which the fact stands; nothing where none has it.
  Result<std::optional<std::string>> place_of(const FactId& fact) {
    auto source = BC_TRY(record_.fact_source(fact));
    return source.empty() ? std::nullopt : std::optional(std::move(source));
  }

  Result<void> decisions() {
    auto now = BC_TRY(record_.thread_decisions());
    const auto same = [](const record::DecidedThread& a, const record::DecidedThread& b) {
      return a.id == b.id && a.decision == b.decision && a.lost == b.lost;
    };
    const auto tell = [&](const auto& some, const auto& others) -> Result<void> {
      for (const auto& one : some) {
        if (std::ranges::any_of(others, [&](const auto& other) { return same(one, other); })) continue;
        for (const auto& mention : one.decision.mentions)
          if (auto place = BC_TRY(place_of(mention))) changes_.regrouped.insert(*std::move(place));
      }
      return {};
    };
    BC_TRY(tell(now, contents_.decisions));
    BC_TRY(tell(contents_.decisions, now));
    contents_.decisions = std::move(now);
    return {};
  }

  Result<void> numbers(const std::vector<std::string>& keys) {
    if (rebound_) {
      const auto before = std::exchange(contents_.numbers, {});
      BC_TRY(read_numbers(contents_, record_));
      std::vector<std::pair<std::string, int>> differ;
      std::ranges::set_symmetric_difference(before, contents_.numbers, std::back_inserter(differ));
      for (const auto& [key, number] : differ)
        if (auto place = BC_TRY(place_of(key))) changes_.entered.insert(*std::move(place));
      return {};
    }
    for (const auto& key : keys) {
      if (const auto number = BC_TRY(record_.issue_number(key))) {
        contents_.numbers[number->key] = number->number;
        if (auto place = BC_TRY(place_of(number->key))) changes_.entered.insert(*std::move(place));
      } else {
        contents_.numbers.erase(key);
        changes_.all = true;
      }
    }
    return {};
  }

  Result<void> tell(const record::FollowUpEntry& entry) {
    auto place = BC_TRY(place_of(entry.fact));
    if (!place && !entry.source.empty()) place = entry.source;
    if (place)
      changes_.entered.insert(*std::move(place));
    else
      changes_.loose = true;
    return {};
  }

  Result<void> promises(const std::vector<int>& numbers) {
    auto& all = contents_.follow_ups;
    if (rebound_) {
      auto now = BC_TRY(record_.follow_ups());
      const auto differs = [](const auto& entry, const auto& others) {
        const auto other = std::ranges::lower_bound(others, entry.number, {}, &record::FollowUpEntry::number);
        return other == others.end() || !(*other == entry);
      };
      for (const auto& entry : now)
        if (differs(entry, all)) BC_TRY(tell(entry));
      for (const auto& entry : all)
        if (differs(entry, now)) BC_TRY(tell(entry));
      changes_.own |= now.size() != all.size();
      all = std::move(now);
      return {};
    }
    for (const int number : numbers) {
      const auto place = std::ranges::lower_bound(all, number, {}, &record::FollowUpEntry::number);
      const bool known = place != all.end() && place->number == number;
      auto now = BC_TRY(record_.follow_up(number));
      if (known) BC_TRY(tell(*place));
      if (now) BC_TRY(tell(*now));
      // Another follow-up may wait for one that went, or came back.
      const auto waits_for_it = [&](const EntryView& entry) {
        return entry.noun == "commitment" && entry.number_in("waits_for") == number;
      };
      if (known != now.has_value() && std::ranges::any_of(contents_.book.all(), waits_for_it)) changes_.own = true;
      if (known && now)
        *place = *std::move(now);
      else if (known)
        all.erase(place);
      else if (now)
        all.insert(place, *std::move(now));
    }
    return {};
  }

  DeskContents& contents_;
  const record::Record& record_;
  Changes changes_;
  bool rebound_ = false;  ///< a source has other facts than it had, to which decisions may cling
};

Result<DeskContents> read_all(const record::Record& record) {
  DeskContents out;
  out.desk_name = record.desk().settings().name;
  out.own_party = record.desk().settings().party;
  out.languages = record.desk().settings().languages;
  out.head = BC_TRY(record.head());
  out.events = BC_TRY(record.event_count());
  out.sources = BC_TRY(record.sources());
  for (auto& reading : BC_TRY(record.readings())) {
    auto source = reading.source;
    out.readings.emplace(std::move(source), std::move(reading));
  }
  for (const auto& source : out.sources) {
    out.facts[source.sha256] = BC_TRY(record.facts(source.sha256));
    read_text(out, record, source);
  }
  out.decisions = BC_TRY(record.thread_decisions());
  BC_TRY(read_numbers(out, record));
  out.follow_ups = BC_TRY(record.follow_ups());
  out.author_names = BC_TRY(author_names(record));
  BC_TRY(read_notes(out, record));
  out.book = BC_TRY(EntryBook::of(record, out.author_names));
  return out;
}

}  // namespace

Result<DeskContents> contents_of(const record::Record& record) {
  const auto snapshot = BC_TRY(record.snapshot());
  return read_all(record);
}

bool counts(const FactView& view) {
  return view.standing != "rejected" && (view.anchor == "exact" || view.anchor == "moved" || view.anchor.empty());
}

std::vector<Fact> counting_facts(const std::vector<FactView>& facts) {
  std::vector<Fact> out;
  for (const auto& view : facts)
    if (counts(view)) out.push_back(view.fact);
  return out;
}

Result<Changes> bring_up_to_date(DeskContents& contents, const record::Record& record) {
  const auto snapshot = BC_TRY(record.snapshot());
  const auto head = BC_TRY(record.head());
  const auto events = BC_TRY(record.event_count());
  Changes changes;
  const auto& settings = record.desk().settings();
  if (contents.events == 0 || contents.desk_name != settings.name || contents.own_party != settings.party ||
      contents.languages != settings.languages || BC_TRY(record.head_at(contents.events)) != contents.head) {
    changes.all = true;
  } else {
    changes = BC_TRY(Update(contents, record).run());
  }
  if (changes.all) {
    contents = BC_TRY(read_all(record));
    return changes;
  }
  // A text that was damaged may be whole again, which no event says.
  for (const auto& [sha256, error] : std::map(contents.damaged)) {
    read_text(contents, record, BC_TRY(record.source(sha256)));
    if (!contents.damaged.contains(sha256)) changes.sources.insert(sha256);
  }
  contents.head = head;
  contents.events = events;
  return changes;
}

}  // namespace breadcrumb::app
