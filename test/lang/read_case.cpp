#include "read_case.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>

#include "base/file.h"
#include "case_file.h"
#include "model/fact_line.h"
#include "reader/reader.h"
#include "source/source.h"
#include "text/utf8.h"

namespace breadcrumb::lang {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view expect_facts = "expect facts";

/// Lexicons are read once for all cases.
struct Rules {
  source::FurnitureRules furniture;
  reader::Grammar grammar;
};

Result<Rules> load_rules() {
  const fs::path lexicon = fs::path(BC_ROOT) / "lexicon";
  return Rules{BC_TRY(source::FurnitureRules::load(lexicon / "furniture.toml")),
               BC_TRY(reader::Grammar::load(lexicon))};
}

const Result<Rules>& rules() {
  static const Result<Rules> loaded = load_rules();
  return loaded;
}

/// The document that the case holds or names.
Result<Document> document_of(const CaseFile& file, const Rules& rules) {
  for (const auto& block : file.blocks) {
    if (block.words.size() < 3 || block.words[0] != "document") continue;
    if (block.words[1] == "file") {
      const fs::path path = fs::path(BC_ROOT) / block.words[2];
      const auto bytes = BC_TRY(read_file(path, std::uint64_t{64} << 20));
      source::Hints hints;
      hints.file_name = path.filename().string();
      return source::extract(bytes, hints, rules.furniture);
    }
    source::Hints hints;
    hints.file_name = file.path.stem().string() + (block.words[1] == "html" ? ".html" : ".txt");
    return source::extract(block.text(), hints, rules.furniture);
  }
  return Error{ErrorKind::bad_input, "case.syntax", "expected a `document` block", file.path.string()};
}

/// Blanks that only set the columns become one; those inside quotes stay.
std::string without_columns(std::string_view line) {
  std::string out;
  bool inside = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (!inside && (c == ' ' || c == '\t')) {
      if (!out.empty() && out.back() != ' ') out += ' ';
      continue;
    }
    out += c;
    if (inside && c == '\\' && i + 1 < line.size())
      out += line[++i];
    else if (c == '"')
      inside = !inside;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::vector<std::string> without_columns(const std::vector<std::string>& lines) {
  std::vector<std::string> out;
  for (const auto& line : lines)
    if (auto bare = without_columns(line); !bare.empty()) out.push_back(std::move(bare));
  return out;
}

class ReadCase : public testing::Test {
 public:
  explicit ReadCase(fs::path path) : path_(std::move(path)) {}

  void TestBody() override {
    ASSERT_TRUE(rules()) << rules().error().to_text();
    const auto file = load_case(path_);
    ASSERT_TRUE(file) << file.error().to_text();
    const auto document = document_of(*file, *rules());
    ASSERT_TRUE(document) << document.error().to_text();
    const auto reading = reader::read(*document, rules()->grammar);
    ASSERT_TRUE(reading) << reading.error().to_text();

    // Invariant 3, for every case: a span holds exactly its quoted words, on whole characters.
    for (const auto& fact : reading->facts) {
      const auto& quote = fact.quote;
      ASSERT_FALSE(quote.empty()) << path_ << ": a fact without a quote: " << to_text(fact.kind) << ", rule "
                                  << fact.rule;
      ASSERT_LE(quote.end, document->text.size()) << path_ << ": rule " << fact.rule;
      ASSERT_EQ(document->text.substr(quote.start, quote.size()), quote.text) << path_ << ": rule " << fact.rule;
    }
    warn_about_labels(*file, document->text);

    const auto found = fact_lines(*reading, document->text);
    const auto* expected = file->find(expect_facts);
    if (rebaselining()) {
      std::vector<std::string> body;
      for (const auto& line : found) body.push_back("  " + line);
      if (expected && expected->body == body) return;
      const auto done = write_file(path_, with_block(*file, expect_facts, body));
      EXPECT_TRUE(done) << done.error().to_text();
      return;
    }
    ASSERT_NE(expected, nullptr) << path_ << ": no `expect facts`; make test ARGS=--rebaseline writes it";
    EXPECT_EQ(difference(without_columns(expected->body), without_columns(found)), "") << path_;
  }

 private:
  /// A label whose words are not in the text can never be matched; its author should know.
  void warn_about_labels(const CaseFile& file, std::string_view document_text) const {
    const auto words = text::squeeze(document_text);  // labels count a run of blanks as one
    const auto* gold = file.find("gold facts");
    if (!gold) return;
    for (std::size_t i = 0; i < gold->body.size(); ++i) {
      const auto where = fmt::format("{}:{}", path_.string(), gold->line + 1 + i);
      if (gold->body[i].find_first_not_of(" \t") == std::string::npos) continue;
      const auto line = parse_fact_line(gold->body[i]);
      if (!line)
        std::fputs(fmt::format("warning: {}: {}\n", where, line.error().to_text()).c_str(), stderr);
      else if (line->quoted &&
               find_occurrence(words, text::squeeze(line->quote), line->occurrence) == std::string_view::npos)
        std::fputs(fmt::format("warning: {}: not in the text: {}\n", where, line->quote).c_str(), stderr);
    }
  }

  fs::path path_;
};

}  // namespace

void register_read_cases(const fs::path& folder) {
  for (const auto& path : case_files(folder, ".read"))
    testing::RegisterTest("read", path.stem().c_str(), nullptr, nullptr, path.c_str(), 1,
                          [=]() -> testing::Test* { return new ReadCase(path); });
}

}  // namespace breadcrumb::lang
