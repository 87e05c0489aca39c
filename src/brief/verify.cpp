#include "brief/verify.h"

#include <algorithm>
#include <set>

#include "base/bytes.h"
#include "brief/edited_judge.h"
#include "brief/manifest.h"
#include "brief/opened.h"
#include "brief/zip.h"
#include "text/utf8.h"

namespace breadcrumb::brief {

namespace {

std::string excerpt(std::string_view text, std::size_t size = 160) {
  if (text.size() <= size) return text::repair_utf8(text);
  while (size > 0 && !text::is_boundary(text, size)) --size;
  return text::repair_utf8(text.substr(0, size)) + "…";
}

Named named_by(const Meta& meta, std::size_t state) {
  return {.desk = meta.desk,
          .dialogue = meta.dialogue,
          .head = meta.head,
          .events = meta.events,
          .composed_at = meta.composed_at,
          .profile = profile_of(meta.profile).value_or(Profile::delegation),
          .language = meta.language,
          .paper = paper_of(meta.paper).value_or(Paper::briefing),
          .state = state};
}

class Judge {
 public:
  Judge(std::string_view bytes, const WordsByLanguage& words, const VerifyContext& context, std::size_t state)
      : bytes_(bytes), languages_(words), context_(context), state_(state) {}

  Result<VerifyReport> judge() {
    const auto format = sniff(bytes_);
    if (!format)
      return Error{ErrorKind::bad_input, "verify.not_a_briefing",
                   "the file is no briefing in HTML, DOCX, Markdown or JSON", ""};
    report_.format = *format;
    if (*format == Format::docx && context_.read_word && !is_sealed_archive(bytes_)) return judge_saved_again();
    auto opened = open_rendered(bytes_, *format);
    if (!opened) {
      fail(opened.error().code, opened.error().message, "", "", opened.error().where);
      return std::move(report_);
    }
    opened_ = std::move(*opened);
    report_.meta = opened_.manifest.meta;
    if (!choose_words()) return std::move(report_);
    visible_words();
    against_the_desk();
    seal();
    if (report_.ok() && expected_) whole_file();
    return std::move(report_);
  }

 private:
  void fail(std::string code, std::string sentence, std::string_view expected, std::string_view found,
            std::string place) {
    report_.failures.push_back(
        {std::move(code), std::move(sentence), excerpt(expected), excerpt(found), std::move(place)});
  }

  [[nodiscard]] const Runs& runs() const { return opened_.manifest.runs; }

  /// A Word file that another program has saved: its words are held against the briefing, and its bytes are not.
  Result<VerifyReport> judge_saved_again() {
    const auto file = context_.read_word(bytes_);
    if (!file && file.error().kind != ErrorKind::bad_input && file.error().kind != ErrorKind::too_big)
      return file.error();
    if (!file) {
      fail("verify.unreadable", file.error().message + " [" + file.error().code + "]", "", "", file.error().where);
      return std::move(report_);
    }
    const auto said = Json::parse(context_.said.empty() ? file->said : context_.said, "the file's properties");
    if (!said || !said->is_object())
      return Error{
          ErrorKind::bad_input, "verify.unnamed",
          "the Word file does not say which briefing it is: it is none, or what it said was removed; if it is one, "
          "name the export it came from: --original FILE",
          ""};
    report_.meta = meta_from(said->has("meta") ? (*said)["meta"] : *said);
    if (!choose_words()) return std::move(report_);
    const auto composed = compose_again();
    if (!composed) return std::move(report_);
    opened_.manifest.runs = expected_->runs;
    check_runs(composed->material);
    check_meta(composed->book);
    auto judgement = judge_edited(composed->book, *file);
    report_.edited = std::move(judgement.edited);
    report_.quotes = judgement.quotes;
    report_.claims = judgement.claims;
    report_.words = judgement.words;
    report_.officers = judgement.officers;
    for (auto& failure : judgement.failures)
      fail(std::move(failure.code), std::move(failure.sentence), failure.expected, failure.found,
           std::move(failure.place));
    check_sources(composed->material);
    return std::move(report_);
  }

  [[nodiscard]] Named named() const { return named_by(report_.meta, state_); }

  [[nodiscard]] Request request() const {
    const Meta& meta = report_.meta;
    return {.paper = paper_of(meta.paper).value_or(Paper::briefing),
            .subject = meta.subject,
            .profile = profile_of(meta.profile).value_or(Profile::delegation),
            .round = meta.round,
            .composed_at = meta.composed_at,
            .program = meta.program,
            .certainty_below = context_.certainty_below,
            .margin_below = context_.margin_below};
  }

  /// The words that the file is written in: the language's, or a readout's house style.
  bool choose_words() {
    const Meta& meta = report_.meta;
    if (paper_of(meta.paper) == Paper::readout && context_.redraft) {
      auto made = context_.redraft(named(), request());
      if (!made) {
        fail("verify.meta", "no such readout can be drafted from the record at that head", made.error().message,
             meta.subject, "");
        return false;
      }
      redrafted_ = std::move(*made);
      words_ = &redrafted_->words;
      return true;
    }
    const auto words = languages_.find(meta.language);
    if (words == languages_.end()) {
      fail("verify.meta", "this program has no words in the language that the briefing names", "", meta.language, "");
      return false;
    }
    words_ = &words->second;
    return true;
  }

  void visible_words() {
    const std::string& shown = opened_.visible.words;
    // Where blanks are layout, they are passed over, and the places and excerpts are those of the file all the same.
    std::vector<std::size_t> places;
    std::string compared;
    for (std::size_t i = 0; i < shown.size(); ++i)
      if (opened_.blanks || without_blanks(std::string_view(shown).substr(i, 1)).size() == 1) {
        compared += shown[i];
        places.push_back(i);
      }
    places.push_back(shown.size());
    std::size_t at = 0;
    for (std::size_t i = 0; i < runs().size(); ++i) {
      const std::string text = opened_.blanks ? runs()[i].text : without_blanks(runs()[i].text);
      const std::string_view there = std::string_view(compared).substr(std::min(at, compared.size()), text.size());
      if (there == text) {
        at += text.size();
        continue;
      }
      std::size_t same = 0;
      while (same < there.size() && there[same] == text[same]) ++same;
      const std::size_t first = places[std::min(at, compared.size())];
      const std::size_t last = places[std::min(at + text.size(), compared.size())];
      fail("verify.words", "the visible words are not those that the file's manifest accounts for", sentence(i),
           whole_words(shown, first, last),
           "run " + std::to_string(i + 1) + ", byte " +
               std::to_string(opened_.visible.byte_at(places[std::min(at + same, compared.size())])));
      return;
    }
    if (at < compared.size())
      fail("verify.words", "the file shows words that no run accounts for", "", shown.substr(places[at]),
           "after run " + std::to_string(runs().size()));
  }

  /// From `first` to `last`, and on to the end of the word: something put in pushes the run's own end out.
  [[nodiscard]] static std::string_view whole_words(std::string_view shown, std::size_t first, std::size_t last) {
    constexpr std::size_t most = 40;
    while (first > 0 && !text::is_boundary(shown, first)) --first;
    const std::size_t limit = std::min(shown.size(), last + most);
    while (last < limit && shown[last] != ' ' && shown[last] != '\n') ++last;
    while (last < shown.size() && !text::is_boundary(shown, last)) ++last;
    return shown.substr(first, last - first);
  }

  /// The run with its neighbours, as far as the sentence goes.
  [[nodiscard]] std::string sentence(std::size_t i) const {
    std::string out = runs()[i].text;
    for (std::size_t k = i; k-- > 0 && i - k <= 2 && out.size() < 60;) out = runs()[k].text + out;
    return out;
  }

  struct Composed {
    Material material;
    Book book;
  };

  void against_the_desk() {
    for (const auto& run : runs()) {
      switch (run.kind) {
        case RunKind::words:
          ++report_.words;
          break;
        case RunKind::quote:
          ++report_.quotes;
          break;
        case RunKind::computed:
          ++report_.claims;
          break;
        case RunKind::officer:
          ++report_.officers;
          break;
      }
    }
    const auto composed = compose_again();
    if (!composed) return;
    check_runs(composed->material);
    if (report_.ok()) check_order();
    if (report_.ok()) check_meta(composed->book);
    check_sources(composed->material);
  }

  void check_meta(const Book& book) {
    if (meta_json(book.meta) != meta_json(report_.meta))
      fail("verify.meta", "what the briefing says about its making is not what the desk says",
           meta_json(book.meta).dump(), meta_json(report_.meta).dump(), "");
  }

  /// The briefing that the desk gives for what the file says of its making; nothing, and a failure, when it gives none.
  std::optional<Composed> compose_again() {
    const Meta& meta = report_.meta;
    report_.other_program = meta.program != context_.program || meta.words != words_->fingerprint();
    const auto profile = profile_of(meta.profile);
    auto material = context_.material_at(named());
    if (!material) {
      fail("verify.head_unknown",
           "this desk cannot say what it knew at the head that the briefing names: " + material.error().message,
           meta.head.empty() ? meta.composed_at : meta.head, "", "");
      return std::nullopt;
    }
    const auto paper = paper_of(meta.paper);
    auto book =
        redrafted_ ? Result<Book>(redrafted_->book) : compose(material->view, material->texts, *words_, request());
    if (!paper || !profile || !book) {
      fail("verify.meta", "no briefing of this kind can be composed from the record at that head",
           book ? "" : book.error().message, meta.profile, "");
      return std::nullopt;
    }
    if (material->view.head != meta.head) {
      fail("verify.head_unknown", "the desk answered for another head than the one that the briefing names", meta.head,
           material->view.head, "");
      return std::nullopt;
    }
    // Version and words file are the file's own say-so, so they excuse nothing: what another version wrote holds when
    // this one, told to sign as that one, writes the same.
    book->meta.words = meta.words;
    expected_ = render_with_runs(*book, report_.format);
    return Composed{std::move(*material), std::move(*book)};
  }

  void check_runs(const Material& material) {
    std::map<std::string, std::set<std::string>> claims;
    for (const auto& run : expected_->runs)
      if (run.kind == RunKind::computed || run.kind == RunKind::officer) claims[key_of(run)].insert(run.text);
    std::map<std::string_view, const Source*> sources;
    for (const auto& source : material.view.dialogue.sources) sources.emplace(source.sha256, &source);
    for (std::size_t i = 0; i < runs().size(); ++i) {
      const Run& run = runs()[i];
      const std::string place = "run " + std::to_string(i + 1);
      switch (run.kind) {
        case RunKind::words: {
          const std::string* named = words_->find(run.id);
          if (named == nullptr || visible_form(*named) != run.text)
            fail("verify.template", "`" + run.id + "` is not what the words file says", named ? *named : "", run.text,
                 place);
          break;
        }
        case RunKind::quote:
          check_quote(run, material, sources.contains(run.id), place);
          break;
        case RunKind::computed:
        case RunKind::officer: {
          const bool note = run.kind == RunKind::officer;
          const auto found = claims.find(key_of(run));
          if (found != claims.end() && found->second.contains(run.text)) break;
          fail(note ? "verify.note" : "verify.claim",
               (note ? "the desk does not hold these words of an officer: "
                     : "the record does not bear out the claim ") +
                   describe(run),
               found != claims.end() ? *found->second.begin() : "", run.text, place);
          break;
        }
      }
    }
  }

  void check_quote(const Run& run, const Material& material, bool known, const std::string& place) {
    const auto text = material.texts.find(run.id);
    if (!known || text == material.texts.end()) {
      fail("verify.source_missing", "the desk has no text of the source that is quoted", run.text, "",
           place + ", source " + run.id);
      return;
    }
    const std::string_view whole = text->second;
    if (run.start >= run.end || run.end > whole.size() ||
        visible_form(whole.substr(run.start, run.end - run.start)) != run.text)
      fail("verify.quote", "the quoted words do not stand in their source",
           run.start < run.end && run.end <= whole.size() ? whole.substr(run.start, run.end - run.start)
                                                          : std::string_view(),
           run.text,
           place + ", source " + run.id + ", bytes " + std::to_string(run.start) + "-" + std::to_string(run.end));
  }

  /// The record gives the same runs in the same order: a sentence left out or moved is noticed here.
  void check_order() {
    const auto& expected = expected_->runs;
    for (std::size_t i = 0; i < std::max(expected.size(), runs().size()); ++i) {
      const bool same = i < expected.size() && i < runs().size() && key_of(expected[i]) == key_of(runs()[i]) &&
                        expected[i].text == runs()[i].text && expected[i].start == runs()[i].start &&
                        expected[i].end == runs()[i].end;
      if (same) continue;
      fail("verify.order", "the briefing that the record gives at that head has other words here" + said_version(),
           i < expected.size() ? expected[i].text : "", i < runs().size() ? runs()[i].text : "",
           "run " + std::to_string(i + 1));
      return;
    }
  }

  void check_sources(const Material& material) {
    for (const auto& source : material.view.dialogue.sources) {
      const std::string place = "source " + source.sha256;
      const auto text = material.texts.find(source.sha256);
      if (text == material.texts.end()) {
        fail("verify.source_missing", "the text of a source is gone: " + source.title, source.text_sha256, "", place);
      } else if (const auto sum = sha256_hex(text->second); !source.text_sha256.empty() && sum != source.text_sha256) {
        fail("verify.source_text", "the stored text of a source has changed: " + source.title, source.text_sha256, sum,
             place);
      }
      const auto bytes = material.bytes_sha256.find(source.sha256);
      if (bytes == material.bytes_sha256.end())
        fail("verify.source_missing", "the stored original of a source is gone: " + source.title, source.sha256, "",
             place);
      else if (bytes->second != source.sha256)
        fail("verify.source_bytes", "the stored original of a source has changed: " + source.title, source.sha256,
             bytes->second, place);
      ++report_.sources;
    }
  }

  void seal() {
    if (opened_.seal_at == std::string::npos)
      fail("verify.seal", "the file has no seal", "", "", "");
    else if (!seal_holds(bytes_, opened_.seal_at))
      differing("verify.seal", "the file's bytes are not those that were sealed");
  }

  void whole_file() {
    if (expected_->bytes != bytes_)
      differing("verify.bytes", "the file is not the one that this program writes for this briefing" + said_version());
  }

  /// Names the first byte that the program would have written otherwise, with what stands around it.
  void differing(std::string code, std::string sentence) {
    if (!expected_ || expected_->bytes == bytes_) return fail(std::move(code), std::move(sentence), "", "", "");
    const std::string_view ours = expected_->bytes;
    const auto [a, b] = std::mismatch(ours.begin(), ours.end(), bytes_.begin(), bytes_.end());
    const auto at = static_cast<std::size_t>(b - bytes_.begin());
    const auto around = [&](std::string_view file) -> std::string {
      // Between the parts of an archive there is nothing to read.
      const auto part =
          report_.format == Format::docx ? part_at(file, at) : ZipPart{.name = "", .bytes = file, .at = 0};
      if (part.bytes.empty()) return "";
      std::size_t start = at > part.at + 24 ? at - 24 : part.at;
      while (start > part.at && !text::is_boundary(file, start)) --start;
      std::size_t end = std::min(at + 72, part.at + part.bytes.size());
      while (end < file.size() && !text::is_boundary(file, end)) ++end;
      return visible_form(text::repair_utf8(file.substr(start, end - start)));
    };
    fail(std::move(code), std::move(sentence), around(ours), around(bytes_), place_of(at));
  }

  /// The part of an archive that holds the byte; an empty one when none does.
  [[nodiscard]] static ZipPart part_at(std::string_view file, std::size_t at) {
    if (const auto parts = read_zip(file, Sums::ignored))
      for (const auto& part : *parts)
        if (at >= part.at && at <= part.at + part.bytes.size()) return part;
    return {};
  }

  [[nodiscard]] std::string place_of(std::size_t at) const {
    std::string out = "byte " + std::to_string(at);
    if (report_.format != Format::docx)
      return out + ", line " +
             std::to_string(1 + std::count(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    if (const auto part = part_at(bytes_, at); !part.name.empty()) out += ", part " + std::string(part.name);
    return out;
  }

  [[nodiscard]] std::string said_version() const {
    return report_.other_program ? " (it says that version " + excerpt(report_.meta.program, 40) +
                                       " wrote it, or with other words of the house)"
                                 : "";
  }

  std::string_view bytes_;
  const WordsByLanguage& languages_;
  const Words* words_ = nullptr;  ///< of the file's language
  std::optional<Redrafted> redrafted_;
  const VerifyContext& context_;
  std::size_t state_;
  Opened opened_;
  std::optional<Rendered> expected_;
  VerifyReport report_;
};

}  // namespace

Result<std::string> said_by(std::string_view bytes) {
  const auto format = sniff(bytes);
  const auto opened = format && is_untouched(bytes) ? open_rendered(bytes, *format) : Opened{};
  if (!format || !opened || opened->manifest.runs.empty())
    return Error{ErrorKind::bad_input, "verify.not_a_briefing", "this is no untouched export of a briefing", ""};
  return meta_json(opened->manifest.meta).dump();
}

Result<VerifyReport> verify(std::string_view bytes, const WordsByLanguage& words, const VerifyContext& context) {
  auto out = Judge(bytes, words, context, 0).judge();
  if (!out || out->ok() || !out->meta.head.empty() || out->meta.composed_at.empty() || !context.states) return out;
  // What goes out names a second and no head: it holds when it holds for any state that the desk had in it.
  const std::size_t states = context.states(named_by(out->meta, 0));
  for (std::size_t state = 1; state < states && !out->ok(); ++state)
    if (auto other = Judge(bytes, words, context, state).judge();
        other && (other->ok() || (out->edited && other->edited && other->failures.size() < out->failures.size())))
      out = std::move(other);
  return out;
}

}  // namespace breadcrumb::brief
