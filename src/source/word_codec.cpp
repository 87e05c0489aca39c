// A WordFile as bytes for the pipe between parent and worker.
#include <array>

#include "source/codec.h"
#include "source/wire.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

constexpr std::array switches = {&WordPiece::hidden, &WordPiece::deleted, &WordPiece::inserted, &WordPiece::struck,
                                 &WordPiece::raised, &WordPiece::turned,  &WordPiece::filled,   &WordPiece::symbols};

}  // namespace

std::string encode(const WordFile& file) {
  Writer out;
  out.number(file.paragraphs.size());
  for (const auto& paragraph : file.paragraphs) {
    out.number(static_cast<std::uint64_t>(paragraph.story));
    out.number(static_cast<std::uint32_t>(paragraph.number));
    out.number(paragraph.heading ? 1 : 0);
    for (const int place : {paragraph.table, paragraph.row, paragraph.column})
      out.number(static_cast<std::uint32_t>(place));
    out.number(paragraph.pieces.size());
    for (const auto& piece : paragraph.pieces) {
      out.words(piece.text);
      out.words(piece.link);
      std::uint64_t bits = 0;
      for (std::size_t i = 0; i < switches.size(); ++i) bits |= (piece.*switches[i] ? std::uint64_t{1} : 0) << i;
      out.number(bits);
    }
  }
  out.number(file.bookmarks.size());
  for (const auto& [name, paragraph] : file.bookmarks) {
    out.words(name);
    out.number(paragraph);
  }
  out.words(file.title);
  out.words(file.said);
  out.number(file.unread.size());
  for (const auto& what : file.unread) out.words(what);
  return out.take();
}

Result<WordFile> decode_word_file(std::string_view bytes) {
  Reader in(bytes);
  WordFile file;
  bool utf8 = true;
  const auto words = [&] {
    auto value = in.words();
    utf8 = utf8 && text::first_invalid_utf8(value) == std::string_view::npos;
    return value;
  };
  for (auto count = in.count(56); count > 0; --count) {
    WordParagraph paragraph;
    const auto story = in.number();
    if (story > static_cast<std::uint64_t>(WordStory::comment)) return bad_answer("a paragraph stands nowhere");
    paragraph.story = static_cast<WordStory>(story);
    paragraph.number = static_cast<int>(in.number());
    paragraph.heading = in.number() != 0;
    for (int* place : {&paragraph.table, &paragraph.row, &paragraph.column}) *place = static_cast<int>(in.number());
    for (auto pieces = in.count(24); pieces > 0; --pieces) {
      WordPiece piece{.text = words(), .link = words()};
      const auto bits = in.number();
      for (std::size_t i = 0; i < switches.size(); ++i) piece.*switches[i] = (bits >> i & 1) != 0;
      paragraph.pieces.push_back(std::move(piece));
    }
    file.paragraphs.push_back(std::move(paragraph));
  }
  for (auto count = in.count(16); count > 0; --count) {
    auto name = words();
    file.bookmarks.insert_or_assign(std::move(name), static_cast<std::size_t>(in.number()));
  }
  file.title = words();
  file.said = words();
  for (auto count = in.count(8); count > 0; --count) file.unread.push_back(words());
  if (!in.good()) return bad_answer("it is cut off or too long");
  if (!utf8) return bad_answer("its words are not UTF-8");
  return file;
}

}  // namespace breadcrumb::source
