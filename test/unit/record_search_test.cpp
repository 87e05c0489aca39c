#include <gtest/gtest.h>

#include <random>

#include "record_fixture.h"
#include "text/marks.h"
#include "text/utf8.h"

namespace breadcrumb::record {

class RecordSearch : public RecordTest {
 protected:
  static std::vector<std::string> words(std::string_view text, std::string_view typed) {
    std::vector<std::string> out;
    for (const auto& snippet : find_in(text, need(parse_query(typed)), 10))
      for (const auto& match : snippet.matches) {
        out.emplace_back(text.substr(match.start, match.end - match.start));
        EXPECT_LE(snippet.start, match.start);
        EXPECT_GE(snippet.end, match.end);
        EXPECT_EQ(snippet.text, text.substr(snippet.start, snippet.end - snippet.start));
      }
    return out;
  }
  using Words = std::vector<std::string>;
};

TEST_F(RecordSearch, terms_are_folded_words_and_pairs_of_characters) {
  EXPECT_EQ(index_text("Third-Country  Issues, café ＡＢＣ １２"), "third country issues cafe abc 12");
  EXPECT_EQ(index_text("日米貿易"), "日米 米貿 貿易 易");
  EXPECT_EQ(index_text("EU側の㈱"), "eu 側の の 株");
  EXPECT_EQ(index_text("ﾊﾞｲｵ燃料"), "バイ イオ オ燃 燃料 料");
  EXPECT_EQ(index_text(""), "");
  EXPECT_EQ(index_text("\xFF\xFE \x01"), "");
  EXPECT_EQ(text::without_marks("Açaí が ガ Ångström"), "Acai が ガ Angstrom");
}

TEST_F(RecordSearch, japanese_words_of_any_length_are_found) {
  const std::string text =
      "日米両政府は、労働及び貿易円滑化に関する日米貿易パートナーシップの会合を開催した。ｴﾀﾉｰﾙも議論した。";
  EXPECT_EQ(words(text, "労働"), Words{"労働"});
  EXPECT_EQ(words(text, "貿易"), (Words{"貿易", "貿易"}));
  EXPECT_EQ(words(text, "貿易円滑化"), Words{"貿易円滑化"});
  EXPECT_EQ(words(text, "働"), Words{"働"});
  EXPECT_EQ(words(text, "エタノール"), Words{"ｴﾀﾉｰﾙ"});
  EXPECT_EQ(words(text, "円滑"), Words{"円滑"});
  EXPECT_TRUE(find_in(text, need(parse_query("働及び貿易円滑に")), 3).empty());
}

TEST_F(RecordSearch, phrases_prefixes_and_accents) {
  const std::string text = "The Forced-Labor task force met Señor Álvarez. Labor forced them. São Tomé's tariffs.";
  EXPECT_EQ(words(text, "\"forced labor\""), Words{"Forced-Labor"});
  EXPECT_EQ(words(text, "“forced labor”"), Words{"Forced-Labor"});
  EXPECT_EQ(words(text, "alvarez"), Words{"Álvarez"});
  EXPECT_EQ(words(text, "SENOR"), Words{"Señor"});
  EXPECT_EQ(words(text, "tarif*"), Words{"tariffs"});
  EXPECT_TRUE(words(text, "tarif").empty());
  EXPECT_EQ(words(text, "Tomé's"), Words{"Tomé's"});
}

TEST_F(RecordSearch, nothing_typed_reaches_the_index_as_syntax) {
  auto record = make();
  need(record.append(stamp_at(1), NoteAdded{.text = "body NEAR the AND gate, 労働"}));
  for (const auto* typed :
       {"AND",           "NEAR(the gate)", "body:gate",    "^body",      "\"",       "\"\"\"",
        "gate)",         "(gate",          "-gate",        "gate OR",    "NOT gate", "'; DROP TABLE events; --",
        "{body} : gate", "gate + the",     "**",           "\\",         "\"gate",   "gate\" \"",
        "a\"b",          "労働\"",         "\xFF\xFEgate", "search.body"}) {
    const auto answer = record.search(typed);
    EXPECT_TRUE(answer || answer.error().code == "search.empty") << typed;
  }
  EXPECT_EQ(need(record.search("NEAR(the")).found, 1U);
  EXPECT_EQ(need(record.search("\"gate")).found, 1U);
  EXPECT_EQ(need(record.search("and")).found, 1U);
  EXPECT_EQ(code_of(record.search("...")), "search.empty");
  EXPECT_EQ(code_of(record.search(std::string(1001, 'x'))), "search.too_long");
  std::string many;
  for (int i = 0; i < 33; ++i) many += fmt::format("w{} ", i);
  EXPECT_EQ(code_of(record.search(many)), "search.too_long");
  EXPECT_EQ(need(record.event_count()), 3);
}

TEST_F(RecordSearch, sources_notes_and_follow_ups_are_found) {
  auto record = make();
  const auto source =
      add_source(record, "Dialogue on ethanol. " + std::string(400, 'x') + " And again: ethanol, for 労働者.");
  const auto note = need(record.append(stamp_at(2), NoteAdded{.text = "Ask about ethanol"}));
  need(record.append(stamp_at(3), FollowUpAdded{.text = "Send the ethanol table"}));
  const auto answer = need(record.search("ethanol"));
  ASSERT_EQ(answer.hits.size(), 3U);
  EXPECT_TRUE(answer.by_date);
  EXPECT_EQ(answer.hits[0].kind, "follow_up");
  EXPECT_EQ(answer.hits[0].id, "1");
  EXPECT_EQ(answer.hits[1].id, note.id);
  EXPECT_EQ(answer.hits[2].id, source.sha256);
  EXPECT_EQ(answer.hits[2].snippets.size(), 2U);
  EXPECT_EQ(need(record.search("ethanol", 1)).hits.size(), 1U);
  EXPECT_EQ(need(record.search("ethanol", 1)).found, 3U);
  EXPECT_EQ(need(record.search("労働者")).hits.at(0).id, source.sha256);
  EXPECT_EQ(need(record.search("者")).hits.at(0).snippets.at(0).matches.size(), 1U);
  EXPECT_EQ(need(record.search("ethanol 労働")).found, 1U);
}

// One function cuts text, query and snippet: what the index finds is what is marked in the text, and nothing else.
TEST_F(RecordSearch, the_index_and_the_snippets_agree) {
  const std::vector<std::string> pieces = {"a",  "B",  "ab", " ",  " ",      "-",    "é",  "e\u0301", "労", "働",
                                           "者", "カ", "ｶﾞ", "が", "・",     "１",   "2",  "㈱",      "\"", "「",
                                           "」", "*",  "한", "ß",  "\u00AD", "\xC3", "😀", "ﬁ",       "İ",  "ー"};
  std::mt19937 random(3);
  const auto any = [&](std::size_t most) {
    std::string out;
    for (auto count = 1 + random() % most; count > 0; --count) out += pieces[random() % pieces.size()];
    return out;
  };
  auto record = make();
  std::map<std::string, std::string> texts;
  for (int i = 0; i < 80; ++i) {
    const auto text = text::repair_utf8(any(30));
    if (text::trim(text).empty()) continue;
    texts[need(record.append(stamp_at(1), NoteAdded{.text = text})).id] = text;
  }
  std::size_t hits = 0;
  for (int i = 0; i < 400; ++i) {
    const auto typed = any(4);
    const auto query = parse_query(typed);
    if (!query) continue;
    std::set<std::string> found, marked;
    for (const auto& hit : need(record.search(typed, 1000)).hits) found.insert(hit.id);
    for (const auto& [id, text] : texts) {
      std::set<std::size_t> phrases;
      for (std::size_t k = 0; k < query->phrases.size(); ++k)
        if (!find_in(text, Query{{query->phrases[k]}}, 1).empty()) phrases.insert(k);
      if (phrases.size() == query->phrases.size()) marked.insert(id);
      for (const auto& snippet : find_in(text, *query, 5))
        for (const auto& match : snippet.matches) {
          EXPECT_TRUE(text::is_boundary(text, match.start) && text::is_boundary(text, match.end));
          EXPECT_TRUE(snippet.start <= match.start && match.start < match.end && match.end <= snippet.end);
        }
    }
    EXPECT_EQ(found, marked) << typed << " as " << query->match();
    hits += found.size();
  }
  EXPECT_GT(hits, 1000U);
}

TEST_F(RecordSearch, rare_words_rank_before_dates) {
  auto record = make();
  std::vector<Entry> notes;
  for (int i = 0; i < 60; ++i) notes.push_back(NoteAdded{.text = fmt::format("common words number {}", i)});
  notes[10] = NoteAdded{.text = "quartz quartz quartz"};
  notes[50] = NoteAdded{.text = "a long note about many things in which quartz stands once among common words"};
  const auto added = need(record.append(stamp_at(1), notes));
  const auto rare = need(record.search("quartz"));
  EXPECT_FALSE(rare.by_date);
  EXPECT_EQ(rare.hits.at(0).id, added[10].id);
  EXPECT_TRUE(need(record.search("common")).by_date);
}

}  // namespace breadcrumb::record
