#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <filesystem>
#include <random>

#include "base/bytes.h"
#include "base/file.h"
#include "source/codec.h"
#include "source/formats.h"
#include "source/pdf.h"
#include "source/worker.h"
#include "source_sample.h"
#include "source_zip.h"

namespace breadcrumb::source {

using namespace std::chrono_literals;

namespace {

PoolOptions options() {
  PoolOptions out;
  out.rules = rules();
  return out;
}

Limits limits_of(std::chrono::milliseconds deadline) {
  Limits limits;
  limits.deadline = deadline;
  return limits;
}

std::string fixture(const std::string& path) {
  const auto bytes = read_file(std::string(BC_ROOT) + "/test/fixtures/" + path, 4 << 20);
  return bytes ? *bytes : "";
}

// A program in place of the worker.
std::string script(const std::string& body) {
  const auto path = std::filesystem::temp_directory_path() / ("breadcrumb-" + random_id());
  EXPECT_TRUE(write_file(path, "#!/bin/sh\n" + body + "\n"));
  ::chmod(path.c_str(), 0700);
  return path.string();
}

}  // namespace

TEST(SourceWorker, GivesWhatExtractGives) {
  Pool pool(options());
  for (const std::string name :
       {"read/zaf_tur_bulletin.pdf", "read/cri_isr_outcome.docx", "read/bgr_conference.sjis.html"}) {
    const auto bytes = fixture(name);
    Hints hints;
    hints.file_name = name;
    const auto fenced = pool.extract(bytes, hints);
    ASSERT_TRUE(fenced) << fenced.error().to_text();
    const auto direct = read(bytes, hints);
    EXPECT_EQ(fenced->text, direct.text);
    EXPECT_EQ(encode(*fenced), encode(direct));
  }
  EXPECT_EQ(pool.started(), 1);
}

TEST(SourceWorker, IsReplacedAfterAnErrorAndAfter200Documents) {
  Pool pool(options());
  EXPECT_TRUE(pool.extract("some words", {}));
  EXPECT_FALSE(pool.extract("abc \x81\x8d\x90 def", {}));
  EXPECT_TRUE(pool.extract("some words", {}));
  EXPECT_EQ(pool.started(), 2);
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(pool.extract("some words", {}));
  EXPECT_EQ(pool.started(), 3);
}

TEST(SourceWorker, NamesWhatHappenedToIt) {
  const auto code_with = [](const std::string& program, std::chrono::milliseconds deadline) {
    auto with = options();
    with.program = program;
    const auto document = Pool(with).extract("some words", {}, limits_of(deadline));
    std::filesystem::remove(program);
    return document ? "ok" : document.error().code;
  };
  EXPECT_EQ(code_with(script("exec sleep 30"), 300ms), "source.timeout");
  EXPECT_EQ(code_with(script("read line; kill -SEGV $$"), 5s), "source.worker_died");
  EXPECT_EQ(code_with("/nowhere/worker", 5s), "source.no_worker");
  EXPECT_EQ(code_with(script("head -c 64 /dev/zero; sleep 1"), 5s), "source.no_worker");
}

TEST(SourceWorker, BadInputIsQuickAndSmall) {
  Pool pool(options());
  std::string deep = "<html>";
  for (int i = 0; i < 100000; ++i) deep += "<div>";
  std::string junk(100000, '\0');
  std::mt19937 random(7);
  for (auto& c : junk) c = static_cast<char>(random());
  const auto whole = fixture("read/kaz_grain_rail.pdf");
  struct Case {
    const char* name;
    std::string bytes;
    std::string code;
  };
  const std::vector<Case> cases = {
      {"empty", "", "source.empty"},
      {"junk", junk, "source.not_text"},
      {"huge", std::string(std::size_t{65} << 20, 'a'), "source.too_big"},
      {"deep", deep, "source.too_deep"},
      {"bomb", zip({{"word/document.xml", std::string(std::size_t{100} << 20, 'a')}}), "source.bomb"},
      {"encrypted", fixture("bad/encrypted.pdf"), "source.encrypted"},
      {"truncated", whole.substr(0, whole.size() / 2), "source.damaged"},
      {"encoding", "abc \x81\x8d\x90 def", "source.encoding_unknown"},
  };
  for (const auto& bad : cases) {
    const auto before = std::chrono::steady_clock::now();
    Hints hints;
    hints.file_name = bad.name;
    const auto document = pool.extract(bad.bytes, hints);
    ASSERT_FALSE(document) << bad.name;
    EXPECT_EQ(document.error().code, bad.code) << bad.name;
    EXPECT_TRUE(document.error().where.starts_with(bad.name)) << document.error().where;
    EXPECT_LT(std::chrono::steady_clock::now() - before, 2s) << bad.name;
  }
#ifndef BC_SANITIZED
  rusage children{};
  ::getrusage(RUSAGE_CHILDREN, &children);
  EXPECT_LT(children.ru_maxrss, 300 * 1024);
#endif
  EXPECT_TRUE(pool.extract("still here", {}));
}

TEST(SourceCodec, RoundTripsAndRefusesLies) {
  const auto document = read("<h1>A heading of some length</h1><ul><li><b>Labor</b> – words</ul>");
  const auto bytes = encode(document);
  const auto back = decode_document(bytes);
  ASSERT_TRUE(back);
  EXPECT_EQ(encode(*back), bytes);
  EXPECT_FALSE(decode_document(bytes.substr(0, bytes.size() - 1)));
  EXPECT_FALSE(decode_document(bytes + "x"));
  auto outside = document;
  outside.blocks.back().end += 1;
  EXPECT_FALSE(decode_document(encode(outside)));
  auto uncovered = document;
  uncovered.blocks.pop_back();
  EXPECT_FALSE(decode_document(encode(uncovered)));
  auto broken = document;
  broken.text[0] = '\xFF';
  EXPECT_FALSE(decode_document(encode(broken)));
  std::mt19937 random(11);
  for (int i = 0; i < 2000; ++i) {
    auto mutated = bytes;
    mutated[random() % mutated.size()] = static_cast<char>(random());
    const auto decoded = decode_document(mutated);
    if (decoded) {
      EXPECT_EQ(fault_of(*decoded), "");
    }
  }
}

// Whatever the bytes, a Document keeps its promises.
TEST(SourceProperty, MutatedSamplesKeepTheContract) {
  std::vector<std::string> samples = {
      "<!doctype html><title>Talks</title><nav><a href=x>Home</a></nav><main><h1>Talks &amp; "
      "more</h1><p>One<br><br>two "
      "<b>bold</b>&nbsp;三<ruby>貿<rt>ぼ</rt></ruby></p><ul><li>x<ol><li>y</ol></ul><table><tr><td>a<td>b</table></"
      "main>",
      "Breadcrumb\n\nReadout of the Second Round\n\nMarch 4, 2025\n\n  • Labor – words\n     \n- \nx\n(1) "
      "日本側\n###\n"};
  for (const std::string name : {"read/sau_consultation.euc.html", "read/pol_ukr_commission.utf16.html",
                                 "read/ury_dialogue_ja.docx", "read/bgr_conference.sjis.html"})
    samples.push_back(fixture(name));
  samples.push_back(docx("<w:p><w:r><w:t>words • x</w:t></w:r></w:p>"));
  std::mt19937 random(3);
  for (const auto& sample : samples) {
    for (int round = 0; round < 150; ++round) {
      auto bytes = sample;
      for (std::size_t edits = 1 + random() % 8; edits > 0 && !bytes.empty(); --edits) {
        const auto at = random() % bytes.size();
        switch (random() % 3) {
          case 0:
            bytes[at] = static_cast<char>(random());
            break;
          case 1:
            bytes.erase(at, 1 + random() % 9);
            break;
          default:
            bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 40));
        }
      }
      const auto document = extract(bytes, {}, rules());
      if (document) {
        ASSERT_EQ(fault_of(*document), "");
      }
    }
  }
}

TEST(SourceProperty, MutatedLayoutsKeepTheContract) {
  const auto layout = pdf_layout(fixture("read/kaz_grain_rail.pdf"), {"pdftotext"}, {});
  ASSERT_TRUE(layout);
  std::mt19937 random(5);
  for (int round = 0; round < 100; ++round) {
    auto bytes = *layout;
    for (int edits = 0; edits < 30; ++edits) bytes[random() % bytes.size()] = static_cast<char>(' ' + random() % 90);
    auto draft = read_pdf_layout(bytes, {});
    if (!draft) continue;
    const auto document = finish_document(std::move(draft).value(), bytes, {}, rules(), {});
    if (document) {
      ASSERT_EQ(fault_of(*document), "");
    }
  }
}

}  // namespace breadcrumb::source
