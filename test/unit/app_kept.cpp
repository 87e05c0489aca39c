// What is kept between calls is what would be made anew, whatever was done in between.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "app/kept.h"
#include "app/operation.h"
#include "app/show.h"
#include "base/bytes.h"

namespace breadcrumb::app {
namespace {

namespace fs = std::filesystem;

class KeptViews : public testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / ("breadcrumb-kept-" + random_id());
    const std::string command = std::string("\"") + BC_BREADCRUMB + "\" demo --no-serve --dir \"" +
                                (folder / "desk").string() + "\" > /dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;  // NOLINT(cert-env33-c): a fixed command of our own
    context.data = BC_ROOT;
    context.desk = folder / "desk";
    context.now = [] { return std::string("2025-03-10T09:00:00Z"); };
    context.author_name = "H. Yamada";
    context.kept = std::make_shared<Kept>();
  }
  void TearDown() override {
    std::error_code code;
    fs::remove_all(folder, code);
  }

  Result<Answer> ask(std::string_view name, const Request& request) {
    return find_operation(name)->run(context, request);
  }
  Json asked(std::string_view name, const Request& request = Json::object()) {
    const auto answer = ask(name, request);
    EXPECT_TRUE(answer) << name << ": " << (answer ? "" : answer.error().to_text());
    return answer ? answer->json : Json();
  }

  void expect_the_same(const std::string& after) {
    auto anew = context;
    anew.kept = nullptr;
    const auto record = open_record(context, record::Access::read);
    ASSERT_TRUE(record) << record.error().to_text();
    const auto kept = shared_views(context, *record), made = shared_views(anew, *record);
    ASSERT_TRUE(kept && made);
    EXPECT_EQ((*kept)->head, (*made)->head) << after;
    EXPECT_EQ((*kept)->book.all(), (*made)->book.all()) << after;
    ASSERT_EQ((*kept)->views.size(), (*made)->views.size()) << after;
    for (std::size_t i = 0; i < (*made)->views.size(); ++i) {
      const auto &a = (*kept)->views[i].dialogue, &b = (*made)->views[i].dialogue;
      EXPECT_TRUE((*kept)->views[i] == (*made)->views[i])
          << after << ": " << b.name
          << fmt::format("; threads {}, follow-ups {}, entries {}, notes {}, rounds {}", a.threads == b.threads,
                         a.follow_ups == b.follow_ups, a.entries == b.entries, a.notes == b.notes,
                         a.rounds == b.rounds);
    }
  }

  fs::path folder;
  Context context;
};

/// Things that somebody may do, each with what it is done to chosen by chance.
struct Doer {
  std::mt19937& random;
  std::function<Json(std::string_view, const Request&)> list;
  std::string folder;

  std::size_t below(std::size_t n) { return n == 0 ? 0 : random() % n; }
  Json one_of(std::string_view name, const Request& request = Json::object()) {
    const auto all = list(name, request);
    return all.items().empty() ? Json::object() : all.items()[below(all.items().size())];
  }
  std::string fact() { return one_of("facts")["id"].string(); }
  std::string issue() { return std::to_string(one_of("issues")["number"].integer()); }
  int follow_up() { return static_cast<int>(one_of("follow-ups")["number"].integer()); }
  std::string source() { return one_of("sources")["sha256"].string(); }

  std::pair<std::string, Request> next() {
    const auto object = [] { return Json::object(); };
    const auto list_of = [](std::initializer_list<std::string> words) {
      Json out = Json::array();
      for (const auto& word : words) out.push(word);
      return out;
    };
    const auto n = std::to_string(random() % 1000);
    switch (below(22)) {
      case 0:
        return {"confirm", object().set("fact", list_of({fact()}))};
      case 1:
        return {"reject", object().set("fact", list_of({fact()}))};
      case 2:
        return {"merge", object().set("issues", list_of({issue(), issue()}))};
      case 3: {
        const auto number = issue();
        const auto thread = list("issue", object().set("issue", number));
        std::vector<std::string> mentions;
        for (const auto& step : thread["steps"].items())
          for (const auto& mention : step["mentions"].items()) mentions.push_back(mention["id"].string());
        return {
            "split",
            object().set("issue", number).set("mentions", list_of({mentions.empty() ? "000000" : mentions.back()}))};
      }
      case 4:
        return {"rename", object().set("issue", issue()).set("name", "Named anew " + n)};
      case 5:
        return {"follow-up-add", object().set("text", "Ask again " + n).set("owner", "USA")};
      case 6:
        return {"follow-up-add", object().set("text", "Send the list " + n).set("source", source())};
      case 7:
        return {"follow-up-done", object().set("number", follow_up()).set("because", "sent")};
      case 8:
        return {"follow-up-assign",
                object().set("number", follow_up()).set("owner", "JPN").set("waits-for", follow_up())};
      case 9:
        return {"note-add", object().set("issue", issue()).set("text", "A note " + n)};
      case 10:
        return {"issue-new", object().set("name", "Raised by hand " + n)};
      case 11:
        return {"issue-set", object().set("issue", issue()).set("raised-by", "USA").set("answered-by", "JPN")};
      case 12:
        return {"paper-add", object().set("title", "Paper " + n).set("issues", list_of({issue()}))};
      case 13:
        return {"round-plan", object().set("window-start", "2026-05").set("place", "Tokyo")};
      case 14:
        return {
            "commitment-status",
            object().set("number", follow_up()).set("party", "USA").set("status", "done").set("date", "2025-02-01")};
      case 15:
        return {"read", object().set("files", list_of({source()})).set("dialogue", "Council " + n.substr(0, 1))};
      case 16:
        return {"read", object().set("files", list_of({source()})).set("dialogue", "")};
      case 17:
        return {"read", object().set("files", list_of({folder + "/new-" + n + ".txt"}))};
      case 18:
        return {"mark", object()
                            .set("kind", "source")
                            .set("which", source().substr(0, 10))
                            .set("mark", "sensitive")
                            .set("audience", "own")};
      case 19:
        return {"fact-add", object().set("source", source()).set("kind", "issue").set("words", "trade")};
      default: {
        // What was done just now, or long ago, or an undo.
        const auto events = list("log", object().set("limit", 40));
        const auto& all = events.items();
        return {"undo", object().set("event", all.empty() ? "" : all[below(all.size())]["id"].string())};
      }
    }
  }
};

TEST_F(KeptViews, are_those_that_would_be_made_anew) {
  for (const unsigned seed : {7U}) {
    std::mt19937 random(seed);
    Doer doer{random, [&](std::string_view name, const Request& request) { return asked(name, request); },
              folder.string()};
    for (int i = 0; i < 1000; ++i) {
      std::ofstream(folder / fmt::format("new-{}.txt", i)) << fmt::format(
          "Readout of the {} Meeting of the United States-Chile Council on Timber\n\nMay {}, 2024\n\n"
          "The United States and Chile met on May {}, 2024, in Santiago. The two sides discussed fees, "
          "labels and rules of origin {}. Chile will share its list of mills by June 1, 2024.\n",
          i % 2 == 0 ? "Second" : "Third", i % 28 + 1, i % 28 + 1, i);
    }
    int done = 0;
    expect_the_same("the beginning");
    for (int turn = 0; turn < 200 && !HasFailure(); ++turn) {
      const auto [name, request] = doer.next();
      done += ask(name, request).has_value() ? 1 : 0;
      expect_the_same(fmt::format("seed {}, turn {}: {} {}", seed, turn, name, request.dump()));
    }
    EXPECT_GT(done, 80);
  }
}

TEST_F(KeptViews, a_reader_keeps_what_it_looks_at) {
  const auto before = open_views(context);
  ASSERT_TRUE(before) << before.error().to_text();
  const auto copy = before->views;
  ASSERT_TRUE(ask("note-add", Json::object().set("issue", "1").set("text", "Seen?")));
  const auto after = open_views(context);
  ASSERT_TRUE(after);
  EXPECT_TRUE(before->views == copy);
  EXPECT_FALSE(after->views == copy);
}

}  // namespace
}  // namespace breadcrumb::app
