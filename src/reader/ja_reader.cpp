#include <algorithm>

#include "reader/facts.h"
#include "reader/ja_page.h"
#include "reader/languages.h"

namespace breadcrumb::reader {

namespace {

/// The genre is a few pages long; what lies beyond is left out, and the reading says so.
constexpr std::size_t max_bytes = std::size_t{192} << 10;

/// A ministry's page, by its headline or by a line that only such a page has; what the press tells has none.
void publish(JaPage& page) {
  for (const auto& line : page.lines)
    if (page.rules.any("press", line.text)) return;
  if (page.title != JaPage::npos) {
    page.add(FactKind::publisher, page.title, 0, page.lines[page.title].text.size(), "ja.publisher.ministry")
        .set("party", "JPN");
    return;
  }
  for (std::size_t i = 0; i < page.lines.size(); ++i)
    if (const auto match = page.rules.first("own_page", page.lines[i].text); match) {
      page.add(FactKind::publisher, i, match->start, match->end, match->rule->id).set("party", "JPN");
      return;
    }
}

}  // namespace

Reading read_ja(const Document& document, const Grammar& grammar, const ReadOptions&) {
  FactBuilder build(document);
  const Language* language = grammar.language("ja");
  if (language == nullptr || language->japanese == nullptr) {
    build.problem("language.unsupported", "there is no lexicon for Japanese");
    Reading reading = build.finish();
    reading.kind = "other";
    return reading;
  }
  const JaRules& rules = *language->japanese;
  JaPage page(document, grammar, rules, build);
  page.lines = lines_of_ja(document, max_bytes);
  read_header_ja(page);
  std::string all;
  for (std::size_t i = 0; i < page.lines.size(); ++i)
    if (page.sections[i] != JaSection::outside || i == page.title) all += page.lines[i].text + "\n";
  std::string top = page.title != JaPage::npos ? page.lines[page.title].text : "";
  for (std::size_t i = 0; i < page.lines.size() && i < 3 && page.title == JaPage::npos; ++i)
    if (length_ja(page.lines[i].text) >= 10) top += page.lines[i].text;
  const bool refused = (rules.any("not_readout", all) || rules.any("not_readout_headline", top)) &&
                       !(page.ordinal > 0 && page.codes.size() >= 2 && build.all(FactKind::head).size() >= 2);
  const bool met = build.has(FactKind::meeting) || page.ordinal > 0;
  // RCEP, IPEF and the like stand for their many parties.
  const bool many = page.ordinal > 0 && page.meeting_sentence != JaPage::npos && rules.any("plurilateral", all);
  const bool evidence = (page.codes.size() >= 2 || many) && met;
  if (refused || !evidence) {
    build.remove_if([](const Fact& fact) { return fact.kind != FactKind::title && fact.kind != FactKind::published; });
    build.problem("not_a_readout", "nothing shows a meeting of parties");
    Reading reading = build.finish();
    reading.kind = "other";
    return reading;
  }
  read_body_ja(page);
  const auto title = page.title == JaPage::npos ? std::string_view{} : std::string_view(page.lines[page.title].text);
  const bool joint =
      title.find("共同声明") != std::string_view::npos || title.find("共同発表") != std::string_view::npos ||
      title.find("共同プレス") != std::string_view::npos || title.find("共同文書") != std::string_view::npos;
  if (!joint && std::find(page.codes.begin(), page.codes.end(), "JPN") != page.codes.end()) publish(page);
  std::size_t read = 0;
  for (const auto& line : page.lines) read += line.text.size();
  Reading reading = build.finish();
  reading.kind = joint                                          ? "joint_statement"
                 : title.find("議事") != std::string_view::npos ? "minutes"
                 : page.future                                  ? "announcement"
                                                                : "readout";
  if (read > 0 && document.text.size() > max_bytes + 4096) {
    reading.excerpt = true;
    reading.problems.push_back({"text.too_long", "only the beginning was read", {}});
  }
  return reading;
}

}  // namespace breadcrumb::reader
