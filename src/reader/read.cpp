#include <fmt/format.h>

#include "reader/facts.h"
#include "reader/languages.h"
#include "reader/reader.h"
#include "text/utf8.h"

namespace breadcrumb::reader {

std::string language_of(const Document& document) {
  // Kana decide: a Japanese text always has some, an English page may quote a little.
  std::size_t kana = 0, han = 0, letters = 0;
  const std::string_view text = std::string_view(document.text).substr(0, std::size_t{256} << 10);
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = text::next_char(text, i);
    if (text::is_kana(c))
      ++kana;
    else if (text::is_han(c))
      ++han;
    else if (c < 0x250 && text::is_letter(c))
      ++letters;
  }
  if (kana >= 5 && (kana + han) * 4 > letters) return "ja";
  if (letters >= 20 && letters > 3 * (kana + han)) return "en";
  return "";
}

Result<Reading> read(const Document& document, const Grammar& grammar, const ReadOptions& options) {
  const std::string language = options.language.empty() ? language_of(document) : options.language;
  if (!options.language.empty() && (!grammar.language(language) || (language != "en" && language != "ja")))
    return Error{ErrorKind::bad_input, "reader.language_unknown",
                 fmt::format("expected a language with a lexicon, not `{}`", options.language), document.origin};
  Reading reading;
  if (document.text.size() > options.max_text) {
    // The genre is a few pages long: what lies beyond the limit is left out, and the reading says so.
    Document head = document;
    std::size_t end = options.max_text;
    while (end > 0 && !text::is_boundary(head.text, end)) --end;
    head.text.resize(end);
    std::erase_if(head.blocks, [&](const Block& block) { return block.end > end; });
    reading = language == "ja"   ? read_ja(head, grammar, options)
              : language == "en" ? read_en(head, grammar, options)
                                 : Reading{};
    reading.problems.push_back({"text.too_long", fmt::format("only the first {} bytes were read", end), {}});
    reading.excerpt = true;
  } else if (language == "en") {
    reading = read_en(document, grammar, options);
  } else if (language == "ja") {
    reading = read_ja(document, grammar, options);
  }
  if (language.empty()) {
    reading.kind = "other";
    reading.problems.push_back({"language.unsupported", "the text is in no language that has a lexicon", {}});
    reading.problems.push_back({"not_a_readout", "nothing shows a meeting of parties", {}});
  }
  reading.language = language;
  reading.grammar = grammar.fingerprint();
  return reading;
}

std::vector<std::pair<std::size_t, std::size_t>> denied_in(std::string_view sentence, std::string_view language,
                                                           const Grammar& grammar) {
  if (grammar.language(language) == nullptr) return {};
  if (language == "en") return denied_in_en(sentence, grammar);
  return language == "ja" ? denied_in_ja(sentence, grammar) : std::vector<std::pair<std::size_t, std::size_t>>{};
}

}  // namespace breadcrumb::reader
