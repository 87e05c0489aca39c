// Two desks that differ only in what is above the public's profile print the same bytes for the public.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "app/brief_material.h"
#include "app/intake.h"
#include "app/operation.h"
#include "app/readout_draft.h"
#include "app/readout_style.h"
#include "base/bytes.h"
#include "base/file.h"
#include "reader/reader.h"

namespace breadcrumb::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view now = "2026-03-10T09:00:00Z";

/// A readout of round `n` of a dialogue in the words of one side, about some of eight areas.
std::string readout(std::string_view dialogue, std::string_view other, int n, bool ours, unsigned areas) {
  static const std::vector<std::pair<std::string, std::string>> subjects = {
      {"Labor", "discussed wages of seasonal workers"},
      {"Digital Trade", "exchanged information on electronic certificates"},
      {"Grapes and Berries", "discussed pest controls for table grapes"},
      {"Organic Food", "shared proposals on labels for organic food"},
      {"Port Fees", "discussed fees for refrigerated containers"},
      {"Seeds", "agreed to publish a list of approved varieties of seeds"},
      {"Fisheries", "discussed catch certificates"},
      {"Forest Products", "exchanged views on the origin of timber"}};
  static const std::vector<std::string> ordinals = {"First", "Second", "Third", "Fourth", "Fifth"};
  const auto ordinal = ordinals.at(static_cast<std::size_t>(n - 1));
  std::string list;
  for (std::size_t i = 0; i < subjects.size(); ++i)
    if ((areas >> i & 1U) != 0)
      list += fmt::format("\n• {}: The two sides {}{}.\n", subjects[i].first, subjects[i].second,
                          (areas >> 8 & 1U) != 0 && i % 2 == 0 ? " and of their inspection" : "");
  return fmt::format(
      "Readout of the {0} Meeting of the {1}\n\nMarch {2}, {3}\n\n{4} – The United States and {5} held the {6} meeting "
      "of the {1} on March {7}-{8}, {3}, in {9}. The U.S. delegation was led by Deputy Assistant Secretary Mary "
      "Fields.\n\nThe two sides discussed the following areas of common interest:\n{10}\n{11} will share its list of "
      "approved laboratories by June 30, {3}. The two sides plan to hold the next meeting in the fall.\n",
      ordinal, dialogue, 10 + n, 2019 + n, ours ? "WASHINGTON" : "SANTIAGO", other,
      ordinal == "First" ? "first" : fmt::format("{}th", n), 4 + n, 5 + n, n % 2 == 0 ? "Washington" : "Santiago", list,
      ours ? "The United States" : other);
}

/// The pairs in four heaps, each from a seed of its own, which can run side by side.
class PublicPrint : public ::testing::TestWithParam<unsigned> {
 protected:
  void SetUp() override {
    // Two thousand desks: in memory where the machine has such a folder, since what is tested is no disk.
    std::error_code code;
    const fs::path memory = "/dev/shm";
    const bool in_memory = fs::is_directory(memory, code) && ::access(memory.c_str(), W_OK) == 0;
    folder_ = (in_memory ? memory : fs::temp_directory_path()) / ("breadcrumb-public-" + random_id());
    fs::create_directories(folder_);
    context_.data = BC_ROOT;
    context_.now = [] { return std::string(now); };
    context_.author_name = "A. Officer";
    auto knowledge = load_knowledge(context_, nullptr);
    ASSERT_TRUE(knowledge) << knowledge.error().to_text();
    knowledge_ = std::make_unique<Knowledge>(std::move(*knowledge));
    for (int n = 1; n <= 4; ++n)
      for (const bool ours : {true, false})
        texts_.push_back(taken("Partnership on Farm Trade", "Chile", n, ours, 0x1FFU >> (n % 3) ^ (ours ? 0U : 0x12U)));
    for (int n = 1; n <= 3; ++n) texts_.push_back(taken("Council on Trade in Timber", "Iceland", n, true, 0x0F3U));
    // What only one of the two desks holds: a fifth round, an earlier telling of the fourth, another dialogue.
    for (int n = 5; n >= 4; --n) secrets_.push_back(taken("Partnership on Farm Trade", "Chile", n, true, 0x0DBU));
    for (int n = 1; n <= 5; ++n) secrets_.push_back(taken("Dialogue on Port Security", "Norway", n, true, 0x0B1U));
  }
  void TearDown() override {
    std::error_code code;
    fs::remove_all(folder_, code);
  }

  [[nodiscard]] Taken taken(std::string_view dialogue, std::string_view other, int n, bool ours, unsigned areas) const {
    Taken out;
    out.name = fmt::format("{}-{}-{}-{}.txt", other, n, ours ? "us" : "them", areas);
    out.bytes = readout(dialogue, other, n, ours, areas);
    out.document = source::extract(out.bytes, {.file_name = out.name}, knowledge_->furniture).value();
    out.document.source_sha256 = sha256_hex(out.bytes);
    out.reading = reader::read(out.document, knowledge_->grammar, {.language = "en"}).value();
    out.reading.grammar = knowledge_->grammar.fingerprint();
    auto& source = out.source;
    source.sha256 = out.document.source_sha256;
    source.text_sha256 = sha256_hex(out.document.text);
    source.extractor = out.document.extractor;
    source.media_type = "text/plain";
    source.file_name = out.name;
    source.title = fmt::format("{} {}", dialogue, n);
    source.language = "en";
    source.kind = "readout";
    source.publisher = ours ? "USA" : "CHL";
    source.published = fmt::format("{}-03-{}", 2019 + n, 10 + n);
    return out;
  }

  int below(std::size_t most) { return static_cast<int>(random_() % most); }
  template <class T>
  const T& one_of(const std::vector<T>& list) {
    return list[random_() % list.size()];
  }

  void add(record::Record& record, const record::Entry& entry) const {
    const auto stamp = stamp_of(context_, record);
    ASSERT_TRUE(stamp);
    const auto done = record.append(*stamp, entry);
    ASSERT_TRUE(done) << done.error().to_text();
  }
  void add_text(record::Record& record, const Taken& text) const {
    const auto stored = store(context_, record, text, {});
    ASSERT_TRUE(stored) << stored.error().to_text();
  }
  void number(record::Record& record) const {
    const auto numbered = number_all(context_, record, *knowledge_);
    ASSERT_TRUE(numbered) << numbered.error().to_text();
  }

  /// Something that only the officers may see.
  void add_secret(record::Record& record, const std::vector<const Taken*>& public_texts) {
    const auto numbers = record.issue_numbers().value();
    const auto follow_ups = record.follow_ups().value();
    const auto issue = numbers.empty() ? 0 : one_of(numbers).number;
    const auto restricted = [&](const std::string& subject) {
      add(record, record::MarkSet{.subject = subject, .mark = "restricted", .audience = "own delegation"});
    };
    switch (below(10)) {
      case 0:
        if (const auto notes = record.notes().value(); !notes.empty() && below(2) == 0)
          return add(record,
                     record::NoteReworded{.note = one_of(notes).id, .text = "They may move on this after all."});
        return add(record, record::NoteAdded{.issue = issue, .text = "They will not move on this."});
      case 1:
        return add(record, record::EntrySet{.noun = "issue",
                                            .begins = true,
                                            .fields = {{"name", "Steel quotas"}, {"position", "We wait."}}});
      case 2:
        if (issue > 0)
          add(record, record::EntrySet{.noun = "issue", .number = issue, .fields = {{"position", "We may give way."}}});
        return;
      case 3:
        return add(record, record::FollowUpAdded{.text = "Ask the embassy", .owner = "USA", .due = "2026-01-05"});
      case 4:
        if (!follow_ups.empty()) {
          const auto& follow_up = one_of(follow_ups);
          if (follow_up.fact.empty())
            return add(record, record::FollowUpReworded{.number = follow_up.number, .text = "Ask the embassy again"});
          if (follow_up.status != "open") return;
          const auto wanted = follow_up.number;
          if (below(2) == 0)
            add(record, record::FollowUpAssigned{.number = wanted, .owner = "CHL"});
          else
            add(record, record::FollowUpDue{.number = wanted, .due = "2025-12-24"});
          add(record, record::FollowUpClosed{.number = wanted, .because = "They told us on the telephone."});
        }
        return;
      case 5:
        return add(record, record::EntrySet{.noun = "paper",
                                            .begins = true,
                                            .fields = {{"title", "Their non-paper"},
                                                       {"from", "CHL"},
                                                       {"issues", std::to_string(std::max(issue, 1))}}});
      case 6: {
        const auto& secret = one_of(secrets_);
        if (std::ranges::any_of(public_texts,
                                [&](const Taken* one) { return one->source.sha256 == secret.source.sha256; }))
          return;
        add_text(record, secret);
        restricted("source:" + secret.source.sha256);
        number(record);
        // A person has joined an issue of it to a public one, or given it a name.
        const auto all = record.issue_numbers().value();
        std::vector<FactId> ours, theirs;
        const auto facts = record.facts(secret.source.sha256).value();
        for (const auto& fact : facts)
          if (fact.fact.kind == FactKind::area) theirs.push_back(fact.fact.id);
        for (const auto& one : all)
          if (std::ranges::find(theirs, one.key) == theirs.end()) ours.push_back(one.key);
        if (theirs.empty() || ours.empty() || below(2) == 0) return;
        return add(record, record::ThreadDecided{.decision = {.kind = ThreadDecision::Kind::merge,
                                                              .mentions = {one_of(ours), one_of(theirs)},
                                                              .name = ""}});
      }
      case 7: {
        const auto& secret = one_of(secrets_);
        if (below(2) == 0) return;
        add_text(record, secret);
        // One restricted fact makes the whole text restricted; of a draft readout only that statement.
        statement_above_ = true;
        const auto facts = record.facts(secret.source.sha256).value();
        restricted("fact:" + one_of(facts).fact.id);
        return number(record);
      }
      case 8:
        if (const auto keys = record.issue_numbers().value(); !keys.empty())
          add(record, record::ThreadDecided{.decision = {.kind = ThreadDecision::Kind::rename,
                                                         .mentions = {one_of(keys).key},
                                                         .name = "Where they will give way"}});
        return;
      default:
        return add(record, record::EntrySet{.noun = "round",
                                            .begins = true,
                                            .fields = {{"ordinal", "9"}, {"start", "2026-05"}, {"state", "planned"}}});
    }
  }

  static std::string where_differ(const std::string& ours, const std::string& theirs) {
    const auto at = static_cast<std::size_t>(std::ranges::mismatch(ours, theirs).in1 - ours.begin());
    const auto from = at > 80 ? at - 80 : 0;
    return fmt::format(", byte {}\n{}\n---\n{}", at, ours.substr(from, 200),
                       theirs.substr(std::min(from, theirs.size()), 200));
  }

  /// A round held and one to come, entered by hand and marked public, with what came of an issue on the agenda.
  void add_public_round(record::Record& record, const std::string& issue_key) {
    const auto entered = [&](const std::string& noun, std::map<std::string, std::string, std::less<>> fields) {
      add(record, record::EntrySet{.noun = noun, .begins = true, .fields = std::move(fields)});
      const auto number = EntryBook::of(record).value().of_noun(noun).back()->number;
      add(record,
          record::MarkSet{.subject = fmt::format("{}:{}", noun, number), .mark = "unmarked", .audience = "public"});
      return std::to_string(number);
    };
    const auto round = entered("round", {{"ordinal", "7"},
                                         {"state", "held"},
                                         {"start", "2026-01-12"},
                                         {"end", "2026-01-13"},
                                         {"place", "Santiago"},
                                         {"delegation", "CHL: Rosa Valdes, Director"}});
    entered("round", {{"ordinal", "8"}, {"state", "planned"}, {"start", "2026-09-14"}, {"place", "Washington"}});
    const auto agenda = entered("agenda", {{"round", round}});
    const auto numbers = record.issue_numbers().value();
    for (const auto& one : numbers)
      if (one.key == issue_key)
        entered("item", {{"agenda", agenda},
                         {"title", "visits of inspectors"},
                         {"about", fmt::format("issue:{}", one.number)},
                         {"outcome", "exchanged information"}});
  }

  /// The public draft readout of a round, or nothing where there is none to draft from.
  std::string readout_of(const record::Record& record, const ReadoutWish& wish, bool leave_out) {
    const auto views = desk_views(record, *knowledge_).value();
    const auto book = EntryBook::of(record).value();
    const auto rules = MarkRules::load(context_, record.desk()).value();
    const auto style = load_style(context_, record.desk(), *knowledge_, wish.side, "en").value();
    const auto made =
        public_draft({record, *knowledge_, views, book}, wish, rules, Marking::of(record, rules).value(), leave_out);
    if (!made) return "";
    const brief::Request request{.paper = brief::Paper::readout,
                                 .subject = brief::to_text(brief::ReadoutSubject{wish.side, made->draft.from, ""}),
                                 .profile = wish.profile,
                                 .round = wish.round,
                                 .composed_at = std::string(now),
                                 .program = "0"};
    return brief::render(brief::compose_readout(made->draft.readout, style, *made->draft.view, request),
                         brief::Format::html);
  }

  /// The desk's public print, or the code of the error.
  std::string print(const record::Record& record, bool leave_out, brief::Format format) {
    auto shared = shared_views(context_, record);
    EXPECT_TRUE(shared);
    const Opened opened{.record = record::Record::open(record.desk(), record::Access::read, {}).value(),
                        .shared = std::move(*shared)};
    const auto file = briefing_file(context_, opened,
                                    {.dialogue = "",
                                     .round = "next",
                                     .profile = brief::Profile::for_public,
                                     .language = "en",
                                     .format = format,
                                     .leave_out = leave_out});
    return file ? file->bytes : file.error().code;
  }

  fs::path folder_;
  Context context_;
  std::unique_ptr<Knowledge> knowledge_;
  std::vector<Taken> texts_, secrets_;
  std::mt19937 random_{GetParam()};
  bool statement_above_ = false;  ///< of the pair at hand
};

TEST_P(PublicPrint, is_the_same_of_two_desks_that_differ_only_in_what_is_above_it) {
  constexpr brief::Format formats[] = {brief::Format::markdown, brief::Format::html, brief::Format::json,
                                       brief::Format::docx};
#ifdef __SANITIZE_ADDRESS__
  constexpr int pairs = 20;  // each step costs several times as much there
#else
  constexpr int pairs = 250;
#endif
  const record::Stamp stamp{.author = std::string(32, 'a'), .time = std::string(now)};
  std::set<std::string> prints, readouts;
  int refused = 0;
  for (int pair = 0; pair < pairs; ++pair) {
    auto plain = record::Record::create(folder_ / "a", {"Embassy", "USA", {"en"}}, stamp, "A").value();
    auto full = record::Record::create(folder_ / "b", {"Ministry", "USA", {"en"}}, stamp, "B").value();
    statement_above_ = false;
    std::vector<const Taken*> chosen;
    for (const auto& text : texts_) chosen.push_back(&text);
    std::ranges::shuffle(chosen, random_);
    chosen.resize(2 + random_() % 3);
    const auto some_secrets = [&] {
      for (int n = below(3); n > 0; --n) add_secret(full, chosen);
    };
    for (const auto* text : chosen) {
      some_secrets();
      for (auto* record : {&plain, &full}) {
        add_text(*record, *text);
        if (record == &full) number(*record);
      }
    }
    number(plain);
    some_secrets();
    // What a person decided about public facts is public, and on both desks.
    if (const auto facts = plain.facts(one_of(chosen)->source.sha256).value(); !facts.empty() && below(2) == 0) {
      const auto& fact = one_of(facts).fact;
      for (auto* record : {&plain, &full})
        add(*record, record::FactDecided{.fact = fact.id, .verdict = record::Verdict::confirm});
    }
    some_secrets();
    if (below(2) == 0) {
      // Of an issue that has a number on both: the full desk was numbered text by text.
      auto keys = plain.issue_numbers().value();
      const auto others = full.issue_numbers().value();
      std::erase_if(keys, [&](const auto& one) {
        return std::ranges::find(others, one.key, &record::IssueNumber::key) == others.end();
      });
      const auto key = keys.empty() ? std::string() : one_of(keys).key;
      for (auto* record : {&plain, &full}) add_public_round(*record, key);
      some_secrets();
    }
    if (HasFatalFailure()) return;
    const auto format = formats[static_cast<std::size_t>(pair) % std::size(formats)];
    const auto ours = print(plain, false, format);
    const auto theirs = print(full, true, format);
    ASSERT_GT(ours.size(), 2000U) << ours;
    ASSERT_TRUE(ours == theirs) << "pair " << pair << where_differ(ours, theirs);
    prints.insert(ours);
    const ReadoutWish wish{.dialogue = "",
                           .round = std::to_string(one_of(std::vector{1, 2, 3, 4, 5, 7})),
                           .side = below(2) == 0 ? "USA" : "CHL",
                           .from = one_of(std::vector<std::string>{"", "", "texts", "entries"}),
                           .date = "",
                           .language = "en",
                           .today = "2026-03-10"};
    if (!statement_above_) {
      const auto draft = readout_of(plain, wish, false);
      const auto other = readout_of(full, wish, true);
      ASSERT_TRUE(draft == other) << "pair " << pair << ", round " << wish.round << where_differ(draft, other);
      if (!draft.empty()) readouts.insert(draft);
    }
    if ((pair % 5 == 0 || pairs < 100) && print(full, false, format) == "mark.above") ++refused;
    fs::remove_all(folder_ / "a");
    fs::remove_all(folder_ / "b");
  }
  EXPECT_GT(prints.size(), pairs / 4U);
  EXPECT_GT(readouts.size(), pairs / 25U);
  EXPECT_GT(refused, pairs / 50);
}

INSTANTIATE_TEST_SUITE_P(Pairs, PublicPrint, testing::Values(20261127U, 20261128U, 20261129U, 20261130U));

}  // namespace
}  // namespace breadcrumb::app
