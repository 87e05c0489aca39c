#include <gtest/gtest.h>

#include <random>

#include "brief_corrupt.h"
#include "brief_fixture.h"

namespace breadcrumb::brief {
namespace {

constexpr Format formats[] = {Format::html, Format::docx, Format::markdown, Format::json};

VerifyContext context(const Material& material) {
  return {.program = "0.1.0", .material_at = [material](const Named& named) -> Result<Material> {
            if (named.head != material.view.head)
              return Error{ErrorKind::not_found, "record.head_unknown", "no such head on this desk", named.head};
            return material;
          }};
}

/// The first code, `ok`, or the code of the Error.
std::string outcome(std::string_view bytes, const VerifyContext& with) {
  static const WordsByLanguage words = fixture::languages();
  const auto report = verify(bytes, words, with);
  if (!report) return report.error().code;
  return report->ok() ? "ok" : report->failures.front().code;
}

TEST(BriefVerify, PristineFilesHold) {
  const auto with = context(fixture::make().material());
  for (const auto profile : {Profile::minister, Profile::delegation, Profile::for_public})
    for (const auto format : formats) {
      const auto report = verify(render(fixture::book(profile), format), fixture::languages(), with);
      ASSERT_TRUE(report);
      for (const auto& failure : report->failures)
        ADD_FAILURE() << to_text(format) << " " << failure.code << ": " << failure.sentence << " [" << failure.expected
                      << "] [" << failure.found << "] " << failure.place;
      EXPECT_EQ(report->format, format);
      EXPECT_GT(report->quotes, 10U);
      EXPECT_GT(report->claims, 30U);
      EXPECT_EQ(report->sources, 7U);
    }
}

TEST(BriefVerify, NoticesEveryCorruptionOfTheFile) {
  const auto with = context(fixture::make().material());
  for (const auto format : formats) {
    const std::string good = render(fixture::book(Profile::minister), format);
    int n = 0;
    for (const auto& [name, bad] : corrupt::by_chance(good, format, 70, 20240820U + static_cast<unsigned>(format))) {
      const std::string code = outcome(bad, with);
      EXPECT_NE(code, "ok") << to_text(format) << " " << name;
      if (n++ % 2 == 0 && format != Format::docx && format != Format::json) {
        EXPECT_EQ(code, "verify.words") << to_text(format) << " " << name;
      }
    }
    for (const std::size_t cut : {std::size_t{1}, good.size() / 3, good.size() - 1})
      EXPECT_NE(outcome(good.substr(0, cut), with), "ok");
    EXPECT_NE(outcome(good + "x", with), "ok");
    EXPECT_NE(outcome(good + "<p>more</p>", with), "ok");
  }
}

TEST(BriefVerify, NoticesAForgersCraftAndNamesThePlace) {
  const auto with = context(fixture::make().material());
  const auto words = fixture::languages();
  for (const auto format : formats) {
    const std::string good = render(fixture::book(), format);
    ASSERT_EQ(corrupt::sealed_again(good, format), good);
    for (const auto& [name, bad] : corrupt::by_craft(good, format)) {
      const auto report = verify(bad, words, with);
      ASSERT_TRUE(report) << name;
      ASSERT_FALSE(report->ok()) << to_text(format) << ": " << name;
      const auto& first = report->failures.front();
      EXPECT_TRUE(first.code.starts_with("verify.")) << first.code;
      EXPECT_FALSE(first.sentence.empty()) << name;
      const bool names_itself = first.code == "verify.meta" || first.code == "verify.head_unknown" ||
                                first.code == "verify.manifest" || first.code == "verify.unreadable";
      EXPECT_TRUE(names_itself || !first.place.empty()) << to_text(format) << ": " << name << " " << first.code;
    }
  }
}

TEST(BriefVerify, NoticesEveryCorruptionOfSourcesAndRecord) {
  const auto fixture = fixture::make();
  const std::string file = render(fixture::book(), Format::html);
  std::mt19937 random(7);
  const auto pick = [&](std::size_t size) { return static_cast<std::size_t>(random()) % size; };
  for (int n = 0; n < 60; ++n) {
    Material bad = fixture.material();
    auto at = bad.texts.begin();
    std::advance(at, static_cast<long>(pick(bad.texts.size())));
    char& c = at->second[pick(at->second.size())];
    c = c == 'q' ? 'z' : 'q';
    EXPECT_NE(outcome(file, context(bad)), "ok") << "text " << n;
  }
  for (auto& [sha256, bytes] : fixture.originals) {
    auto bad = fixture;
    bad.originals[sha256][bytes.size() / 2] ^= 1;
    EXPECT_EQ(outcome(file, context(bad.material())), "verify.source_bytes");
    Material gone = fixture.material();
    gone.bytes_sha256.erase(sha256);
    EXPECT_EQ(outcome(file, context(gone)), "verify.source_missing");
  }
  using Change = void (*)(DialogueView&);
  const Change changes[] = {
      [](DialogueView& d) { d.name += "!"; },
      [](DialogueView& d) { d.rounds[4].start = "2024-07-28"; },
      [](DialogueView& d) { d.rounds[4].place = "Kyoto"; },
      [](DialogueView& d) { d.rounds[3].ordinal = 7; },
      [](DialogueView& d) { d.rounds[2].heads.clear(); },
      [](DialogueView& d) { d.rounds[1].parties_without_head.clear(); },
      [](DialogueView& d) { d.threads[0].steps[4].kinds = {StepKind::continued}; },
      [](DialogueView& d) { d.threads[2].steps[4].kinds = {StepKind::unknown}; },
      [](DialogueView& d) { d.threads[2].steps[4].silence = 3; },
      [](DialogueView& d) { d.threads[8].steps[0].kinds = {StepKind::revived}; },
      [](DialogueView& d) { d.threads[0].steps[4].redline.runs[0].text += "not "; },
      [](DialogueView& d) { d.threads[3].steps[3].margin = 90; },
      [](DialogueView& d) { d.threads[5].name = "another issue"; },
      [](DialogueView& d) { d.follow_ups[0].owner = "JPN"; },
      [](DialogueView& d) { d.follow_ups[2].due = "2024-12-31"; },
      [](DialogueView& d) { d.follow_ups[1].status = "done"; },
      [](DialogueView& d) { d.follow_ups[3].age_rounds = 2; },
      [](DialogueView& d) { d.follow_ups[6].text = "Do nothing."; },
      [](DialogueView& d) { d.bodies[0].sayings[1].stage = "met twice"; },
      [](DialogueView& d) { d.notes[0].text += " Not."; },
      [](DialogueView& d) { d.notes[1].author = "Somebody else"; },
      [](DialogueView& d) { d.notes[1].time = "2023-08-06T01:00:00Z"; },
      [](DialogueView& d) { d.differences[0].sentence = "They agree."; },
      [](DialogueView& d) { d.differences.pop_back(); },
      [](DialogueView& d) { d.facts[0].fact.certainty = 65; },
      [](DialogueView& d) { d.facts[0].standing = "confirmed"; },
      [](DialogueView& d) { d.sources[0].published = "2021-03-05"; },
      [](DialogueView& d) { d.sources[3].publisher = "JPN"; },
      [](DialogueView& d) { d.sources[2].origin = "https://elsewhere.example/"; },
      [](DialogueView& d) { d.next_round_quote = {}; },
      [](DialogueView& d) { d.threads.pop_back(); },
      [](DialogueView& d) { d.follow_ups.erase(d.follow_ups.begin()); },
      [](DialogueView& d) { d.rounds.pop_back(); },
  };
  for (std::size_t i = 0; i < std::size(changes); ++i) {
    Material bad = fixture.material();
    changes[i](bad.view.dialogue);
    EXPECT_NE(outcome(file, context(bad)), "ok") << "record " << i;
  }
  Material other = fixture.material();
  other.view.head = sha256_hex("another");
  EXPECT_EQ(outcome(file, context(other)), "verify.head_unknown");
}

/// A forger who rewrites words, manifest and seal alike is met by the record.
TEST(BriefVerify, ASealedForgeryFailsAgainstTheRecord) {
  const auto with = context(fixture::make().material());
  const auto forged = [&](auto change) {
    Book book = fixture::book();
    for (auto& section : book.sections)
      for (auto& block : section.blocks)
        for (auto& run : block.runs) change(run);
    return outcome(render(book, Format::html), with);
  };
  EXPECT_EQ(forged([](brief::Run& run) {
              if (run.id == "not_mentioned") run.text = "Resolved at round 5.";
            }),
            "verify.claim");
  EXPECT_EQ(forged([](brief::Run& run) {
              if (run.kind == RunKind::quote && run.text.size() > 8) run.text += "z";
            }),
            "verify.quote");
  EXPECT_EQ(forged([](brief::Run& run) {
              if (run.id == "changes.caution") run.text = "All is well.";
            }),
            "verify.template");
  EXPECT_EQ(forged([](brief::Run& run) {
              if (run.kind == RunKind::officer) run.text += " Really.";
            }),
            "verify.note");
  Book book = fixture::book();
  book.sections.erase(book.sections.begin() + 6);
  EXPECT_EQ(outcome(render(book, Format::html), with), "verify.order");
  book = fixture::book();
  for (auto& section : book.sections)
    for (auto& block : section.blocks)
      for (auto& run : block.runs)
        if (run.link.starts_with("https://")) run.link = "https://elsewhere.example/";
  EXPECT_EQ(outcome(render(book, Format::html), with), "verify.bytes");
}

TEST(BriefVerify, SaysWhatIsNoBriefing) {
  const auto with = context(fixture::make().material());
  EXPECT_EQ(outcome("", with), "verify.not_a_briefing");
  EXPECT_EQ(outcome("a letter", with), "verify.not_a_briefing");
  EXPECT_EQ(outcome("<!DOCTYPE html><p>hello", with), "verify.not_a_briefing");
  EXPECT_EQ(outcome("{}", with), "verify.not_a_briefing");
  EXPECT_EQ(outcome("PK\x03\x04 nothing", with), "verify.not_a_briefing");
  EXPECT_EQ(outcome("<!DOCTYPE html><p>hello<!-- seal sha256:", with), "verify.manifest");
  EXPECT_EQ(outcome("{\"breadcrumb\": \"brief\"", with), "verify.manifest");
  EXPECT_EQ(outcome("PK\x03\x04 customXml/breadcrumbs.xml", with), "verify.unreadable");
}

TEST(BriefVerify, AnotherVersionsNameExcusesNothing) {
  auto with = context(fixture::make().material());
  with.program = "9.9";
  const auto report = verify(render(fixture::book(), Format::markdown), fixture::languages(), with);
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->ok());
  EXPECT_TRUE(report->other_program);

  // A forger who claims another version meets the same judge.
  Book book = fixture::book();
  book.meta.program = "0.0.9";
  book.meta.words = sha256_hex("other words");
  for (const auto format : formats) EXPECT_EQ(outcome(render(book, format), with), "ok");
  Book shorter = book;
  shorter.sections.erase(shorter.sections.begin() + 6);
  for (const auto format : formats) EXPECT_EQ(outcome(render(shorter, format), with), "verify.order");
  std::string html = render(book, Format::html);
  html.insert(html.find("</style>"), ".lede::after{content:'All is resolved.'}");
  const std::size_t seal = html.rfind("seal sha256:") + 12;
  html.replace(seal, 64, std::string(64, '0'));
  set_seal(html, seal);
  EXPECT_EQ(outcome(html, with), "verify.bytes");
}

}  // namespace
}  // namespace breadcrumb::brief
