// Everything the log says, hashed again: events and their chains, payloads, files, and the tables that follow.

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "record/state.h"

namespace breadcrumb::record {

namespace {

namespace fs = std::filesystem;

/// Files that events name, with the source that they belong to.
struct Files {
  std::map<std::string, Source> sources, texts;
};

class Checker {
 public:
  Checker(const Db& db, const Desk& desk, CheckReport& report) : db_(db), desk_(desk), report_(report) {}

  Result<void> database() {
    auto rows = BC_TRY(db_.query("PRAGMA integrity_check(10)"));
    while (BC_TRY(rows.next()))
      if (const auto line = rows.text(0); line != "ok") damage("check.database", line, "record.sqlite");
    return {};
  }

  Result<void> events() {
    const auto sql = fmt::format(
        "SELECT {}, p.salt, p.payload, e.signature IS NULL FROM events e "
        "LEFT JOIN payloads p ON p.event = e.id ORDER BY e.arrival",
        event_columns);
    auto rows = BC_TRY(db_.query(sql));
    while (BC_TRY(rows.next())) {
      ++report_.events;
      one_event(event_from(rows), rows);
    }
    const auto strays = BC_TRY(db_.integer("SELECT count(*) FROM payloads WHERE event NOT IN (SELECT id FROM events)"));
    if (strays > 0)
      damage("check.stray_payload", fmt::format("{} payloads belong to no event", strays), "record.sqlite");
    report_.head = arrival_;
    return {};
  }

  void files() {
    each_file(files_.sources, "sources", "", [&](std::string_view sha256) { return desk_.source_bytes(sha256); });
    each_file(files_.texts, "texts", ".txt", [&](std::string_view sha256) { return desk_.text(sha256); });
  }

  Result<void> projections(const TextLoader& load_text) {
    const auto live = projection_digest(db_);
    const auto remade = [&]() -> Result<std::string> {
      const Db copy = BC_TRY(copy_log(db_, -1));
      BC_TRY(Projector(copy, load_text).rebuild());
      return projection_digest(copy);
    }();
    if (!remade) {
      damage("check.rebuild", "the tables cannot be remade from the log: " + remade.error().message,
             remade.error().where);
    } else if (!live || *live != *remade) {
      const bool whole = std::ranges::none_of(
          report_.findings, [](const Finding& finding) { return finding.code.starts_with("check.file_"); });
      damage("check.projections",
             whole ? "the tables are not what follows from the log; `rebuild` remakes them"
                   : "the tables are not what follows from the log and the files; put the files back first",
             "record.sqlite");
    }
    return {};
  }

 private:
  void damage(std::string code, std::string message, std::string where) {
    report_.findings.push_back({Finding::Kind::damage, std::move(code), std::move(message), std::move(where)});
  }

  /// One finding an event: the first thing about it that is wrong. The chains go on with what should stand there, so
  /// that one damaged event does not make all later ones look damaged.
  void one_event(const Event& event, const Rows& rows) {
    const auto where = fmt::format("event {} ({})", event.arrival, event.id);
    bool found = false;
    const auto wrong = [&](std::string_view code, std::string message) {
      if (!std::exchange(found, true)) damage(std::string(code), std::move(message), where);
    };
    auto& [seq, previous] = chains_[{event.author, event.channel}];
    if (event.arrival != ++last_arrival_) wrong("check.arrival_gap", "an event before this one is gone");
    last_arrival_ = event.arrival;
    const auto hash = event_hash(event);
    if (!hash || *hash != event.hash)
      wrong("check.event_hash", "the event's header does not have the hash that stands beside it");
    if (event.seq != seq + 1)
      wrong("check.chain_gap", "the author's chain jumps here: an event is gone or was changed");
    if (event.previous != previous)
      wrong("check.chain", "the event does not continue the author's chain: one of the two was changed");
    if (!is_lower_hex(event.id, 32) || !is_lower_hex(event.author, 32) || !is_channel(event.channel) ||
        !is_event_time(event.time))
      wrong("check.event_form", "the event's id, author, channel or time is not of the form it should have");
    if (!rows.is_null(12)) {
      payload(event, rows.text(11), rows.text(12), wrong);
    } else {
      wrong("check.payload_missing", "the event's payload is gone");
    }
    const auto arrival = arrival_hash(arrival_, hash ? *hash : event.hash);
    if (arrival != event.arrival_hash) wrong("check.arrival_hash", "the chain of arrival does not continue here");
    if (rows.integer(13) == 0) wrong("check.signature", "the event carries a signature, which this format has none of");
    seq = event.seq;
    previous = hash ? *hash : event.hash;
    arrival_ = arrival;
  }

  template <class Wrong>
  void payload(const Event& event, const std::string& salt, const std::string& bytes, const Wrong& wrong) {
    if (salt.size() != 16 || payload_commitment(salt, bytes) != event.commitment)
      return wrong("check.payload", "the payload is not the one that the event commits to");
    const auto json = Json::parse(bytes);
    const auto canonical = json ? json->canonical() : Result<std::string>(json.error());
    if (!canonical || *canonical != bytes) return wrong("check.payload_form", "the payload is not canonical JSON");
    const auto entry = from_payload(event.kind, *json);
    if (!entry) return wrong("check.payload_form", entry.error().message);
    if (const auto* added = std::get_if<SourceAdded>(&*entry)) {
      files_.sources.insert_or_assign(added->source.sha256, added->source);
      files_.texts.insert_or_assign(added->source.text_sha256, added->source);
    }
    // An attachment stands among the originals, without a text.
    if (const auto* set = std::get_if<EntrySet>(&*entry); set != nullptr && !set->attachment.empty()) {
      Source file;
      file.sha256 = set->attachment;
      file.file_name = set->file_name;
      files_.sources.insert_or_assign(set->attachment, std::move(file));
    }
    if (const auto* created = std::get_if<DeskCreated>(&*entry)) settings(*created);
  }

  /// A briefing prints what the desk is called and whose it is; desk.toml stands outside the chain.
  void settings(const DeskCreated& created) {
    const auto differs = [&](std::string_view what, const std::string& now, const std::string& then) {
      if (now != then)
        damage("check.settings",
               fmt::format("the desk's {} reads \"{}\" in desk.toml, and it was made with \"{}\"; put that back", what,
                           now, then),
               "desk.toml");
    };
    differs("name", desk_.settings().name, created.name);
    differs("party", desk_.settings().party, created.party);
  }

  template <class Load>
  void each_file(const std::map<std::string, Source>& named, const std::string& folder, std::string_view ending,
                 Load load) {
    for (const auto& [sha256, source] : named) {
      ++report_.files;
      const auto bytes = load(sha256);
      if (bytes) continue;
      const bool missing = bytes.error().kind == ErrorKind::not_found;
      damage(missing ? "check.file_missing" : "check.file_damaged",
             bytes.error().message + "; " + how_to_restore(source),
             relative(folder == "texts" ? desk_.text_path(sha256) : desk_.source_path(sha256)));
    }
    std::error_code code;
    std::vector<std::string> orphans;
    for (fs::recursive_directory_iterator at(desk_.root() / folder, code), end; !code && at != end;
         at.increment(code)) {
      if (at->is_directory(code)) continue;
      const auto name = at->path().filename().string();
      const bool known = name.ends_with(ending) && named.contains(name.substr(0, name.size() - ending.size())) &&
                         at->path().parent_path().filename().string() == name.substr(0, 2);
      if (!known) orphans.push_back(relative(at->path()));
    }
    std::ranges::sort(orphans);
    for (auto& orphan : orphans) {
      const bool unfinished = is_unfinished(fs::path(orphan).filename().string());
      report_.findings.push_back({Finding::Kind::orphan, "check.orphan",
                                  unfinished ? "left by a write that was broken off; `rebuild` removes it after an hour"
                                             : "no event names this file; it does no harm",
                                  std::move(orphan)});
    }
  }

  [[nodiscard]] std::string relative(const fs::path& path) const {
    return path.lexically_relative(desk_.root()).generic_string();
  }

  const Db& db_;
  const Desk& desk_;
  CheckReport& report_;
  struct Chain {
    long long seq = 0;
    std::string hash;
  };
  std::map<std::pair<std::string, std::string>, Chain> chains_;
  long long last_arrival_ = 0;
  std::string arrival_;
  Files files_;
};

}  // namespace

bool CheckReport::sound() const {
  return std::ranges::none_of(findings, [](const Finding& finding) { return finding.kind == Finding::Kind::damage; });
}

Result<CheckReport> Record::check() const {
  const auto held = BC_TRY(snapshot());
  CheckReport out;
  Checker checker(state_->db, state_->desk, out);
  const auto note = [&](const Result<void>& done) {
    if (!done)
      out.findings.push_back({Finding::Kind::damage, "check.database", done.error().message, done.error().where});
  };
  note(checker.events());
  note(checker.database());
  checker.files();
  note(checker.projections(state_->texts()));
  return out;
}

}  // namespace breadcrumb::record
