// Messages and saved pages: what becomes of head, parts and files, and of what is malformed.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "base/file.h"
#include "source/codec.h"
#include "source/letter.h"
#include "source/mime.h"
#include "source/worker.h"
#include "source_sample.h"
#include "source_zip.h"

namespace breadcrumb::source {

namespace {

const std::string from_ministry =
    "From: Press Office <press@mfat.govt.nz>\r\nTo: desk@trade.example\r\nDate: Tue, 3 Mar 2026 09:00:00 +1300\r\n"
    "Message-ID: <1@mfat.govt.nz>\r\nMIME-Version: 1.0\r\n";
const std::string long_words =
    "New Zealand and Aland held the second round of their Trade Dialogue in Wellington on 2 March 2026, at length and "
    "in good spirit. They spoke about labels for wine, about certificates for fish, about the movement of those who "
    "work in either country, and about what is to be done before the third round, which is to be held next year.";

std::string mail(const std::string& more) {
  return from_ministry + more;
}
std::string mixed(const std::string& parts) {
  return mail("Subject: Second round\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + parts + "--b--\r\n");
}
std::string part(const std::string& head, const std::string& body) {
  return "--b\r\n" + head + "\r\n\r\n" + body + "\r\n";
}
std::string base64(std::string_view bytes) {
  static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t held = 0;
    for (std::size_t k = 0; k < 3; ++k)
      held = held << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k) out += i + k > bytes.size() ? '=' : letters[held >> (18 - 6 * k) & 63];
    if (i % 57 == 54) out += "\r\n";
  }
  return out;
}
std::string warnings(const Document& document) {
  std::string out;
  for (const auto& warning : document.warnings) out += warning + "\n";
  return out;
}
std::string fixture(const std::string& path) {
  const auto bytes = read_file(std::string(BC_ROOT) + "/test/fixtures/" + path, 4 << 20);
  return bytes ? *bytes : "";
}

}  // namespace

TEST(SourceMail, WordsOfAHead) {
  struct Case {
    std::string_view field, shown;
  };
  for (const auto& [field, shown] : std::to_array<Case>({
           {"Second round", "Second round"},
           {"=?UTF-8?B?6LK/5piT?= round", "貿易 round"},
           {"=?ISO-2022-JP?B?GyRCS0cwVxsoQg==?=", "貿易"},
           {"=?Shift_JIS?B?lmaI1Q==?=", "貿易"},
           {"=?ISO-2022-JP?B?GyRCS0cbKEI=?= =?ISO-2022-JP?B?GyRCMFcbKEI=?=", "貿易"},
           {"=?windows-1252?Q?Entretien_=E0_Gen=E8ve_=96_compte?=", "Entretien à Genève – compte"},
           {"=?utf-8*en?q?a_b?=  \r\n =?utf-8?q?c?=", "a bc"},
           {"=?UTF-8?B?6LI=?= =?UTF-8?B?v+aYkw==?=", "貿易"},  // cut inside of a character
           {"=?utf-8?x?abc?=", "=?utf-8?x?abc?="},
           {"=?utf-8?Q?never closed", "=?utf-8?Q?never closed"},
           {"=?", "=?"},
           {"a\xE2\x80\xAE"
            "b",
            "ab"},  // no direction marks in what is shown
           {"raw \x96\x66\x88\xD5\x82\xCC", "raw 貿易の"},
       }))
    EXPECT_EQ(decode_words(field), shown) << field;
}

TEST(SourceMail, ParametersOfAField) {
  const auto type = media_type_of(
      "Text/Plain (words); charset=\"utf-8\" ; name*0*=utf-8'en'%E8%B2%BF; name*1=\" b.txt\"; format = flowed;; x");
  EXPECT_EQ(type.value, "text/plain");
  EXPECT_EQ(type.parameter("charset"), "utf-8");
  EXPECT_EQ(type.parameter("name"), "貿 b.txt");
  EXPECT_EQ(type.parameter("format"), "flowed");
  EXPECT_EQ(media_type_of("a/b; filename=\"=?utf-8?B?6LK/5piT?=.pdf\"").parameter("filename"), "貿易.pdf");
}

TEST(SourceMail, DatesOfAHead) {
  struct Case {
    std::string_view field;
    text::Ymd date;
  };
  for (const auto& [field, date] : std::to_array<Case>({{"Tue, 3 Mar 2026 09:00:00 +1300", {2026, 3, 3}},
                                                        {"03 March 2026", {2026, 3, 3}},
                                                        {"3 Mar 26 09:00 GMT", {2026, 3, 3}},
                                                        {"Tue, 3-Mar-2026 09:00", {2026, 3, 3}},
                                                        {"31 Feb 2026", {}},
                                                        {"Tue, 2026-03-03", {}},
                                                        {"", {}},
                                                        {",", {}}}))
    EXPECT_EQ(mail_date(field), date) << field;
}

TEST(SourceMail, WhoSentItFromOutside) {
  EXPECT_TRUE(is_from_outside("a@ustr.gov", "b@meti.go.jp"));
  EXPECT_TRUE(is_from_outside("a@ustr.gov", "undisclosed-recipients:;"));
  EXPECT_FALSE(is_from_outside("a@mofa.go.jp", "x@example.org, b@meti.go.jp"));
  EXPECT_FALSE(is_from_outside("a@state.gov", "b@ustr.gov"));
  EXPECT_FALSE(is_from_outside("Tanaka", "b@meti.go.jp"));
}

TEST(SourceMail, TellsMailFromText) {
  struct Case {
    std::string bytes;
    Format format;
  };
  for (const auto& [bytes, format] : std::to_array<Case>({
           {mail("\r\nwords"), Format::mail},
           {"Received: by x\nFrom: a@b.c\n\nwords", Format::mail},
           {"From: a@b.c\nTo: d\nDate: 3 Mar 2026\nSubject: s\n\nwords", Format::mail},
           {"From MAILER Tue Mar 3\nReceived: by x\nSubject: s\n\nwords", Format::mail},
           {"Date: 3 March 2026\nSubject: Second round\n\nThe two sides met.", Format::plain},
           {"From: Director\nTo: Minister\nDate: 3 March 2026\nSubject: Talks\n\nThe two sides met.", Format::plain},
           {"Subject: Second round\n\nThe two sides met.", Format::plain},
           {"MIME-Version: 1.0\nThe two sides met: they spoke.\nFrom: a\n", Format::plain},
       }))
    EXPECT_EQ(*format_of(bytes, {}), format) << bytes;
  EXPECT_EQ(*format_of("From: a\nSubject: s\n\nwords", {.file_name = "x.eml"}), Format::mail);
}

TEST(SourceMail, SubjectSenderAndDateStandWhereTheTextHasNone) {
  EXPECT_EQ(outline(read(mail("Subject: Re: [Press] Second round of\r\n the dialogue\r\n\r\n" + long_words))),
            "title [Press] Second round of the dialogue\nparagraph " + long_words +
                "\n-note From: Press Office <press@mfat.govt.nz>\n-note Date: 3 March 2026\n");
  // A colleague's mail says nothing of whose text it brings, or of when.
  auto inside = mail("Subject: Second round of the dialogue\r\n\r\n" + long_words);
  inside.replace(inside.find("desk@trade.example"), 18, "desk@mpi.govt.nz  ");
  EXPECT_EQ(outline(read(inside)), "title Second round of the dialogue\nparagraph " + long_words + "\n");
}

TEST(SourceMail, TakesHtmlBesideItsPlainForm) {
  const auto document = read(mail("Subject: News\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n" +
                                  part("Content-Type: text/plain", "P") +
                                  part("Content-Type: text/html; charset=windows-1252",
                                       "<h1>Second round of the \x93Pact\x94</h1><p>" + long_words) +
                                  part("Content-Type: text/calendar", "BEGIN:VCALENDAR") + "--b--"));
  EXPECT_TRUE(outline(document).starts_with("title Second round of the “Pact”\nparagraph New Zealand"))
      << outline(document);
  EXPECT_EQ(document.extractor, "mail/1+html/1");
  EXPECT_EQ(document.media_type, "message/rfc822");
  // HTML without a word gives way.
  EXPECT_NE(read(mail("Subject: News\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n" +
                      part("Content-Type: text/plain", long_words) +
                      part("Content-Type: text/html", "<style>p {}</style><img src=x>&nbsp;") + "--b--"))
                .text.find("labels for wine"),
            std::string::npos);
}

TEST(SourceMail, SaysWhichFilesItDoesNotRead) {
  const auto document = read(mixed(part("Content-Type: text/plain", long_words) +
                                   part("Content-Type: application/pdf; name=\"minutes.pdf\"", "%PDF-") +
                                   part("Content-Type: image/png\r\nContent-Disposition: attachment; "
                                        "filename=\"a\xE2\x80\xAE"
                                        "gnp.exe\"",
                                        "x")));
  EXPECT_EQ(warnings(document),
            "source.attachment: the attached file minutes.pdf is not read\n"
            "source.attachment: the attached file agnp.exe is not read\n");
  EXPECT_EQ(code_of(mixed(part("Content-Type: image/png; name=a.png", "x"))), "source.no_text");
}

TEST(SourceMail, ReadsTheOneFileOfANote) {
  const auto word = docx("<w:p><w:r><w:t>" + long_words + "</w:t></w:r></w:p>");
  const std::string type =
      "Content-Transfer-Encoding: base64\r\nContent-Type: application/octet-stream; name=round.docx";
  const auto note = part("Content-Type: text/plain", "Please find attached the release.");
  const auto document = read(mixed(note + part(type, base64(word))));
  EXPECT_NE(document.text.find("labels for wine"), std::string::npos);
  EXPECT_EQ(document.text.find("Please find"), std::string::npos);
  EXPECT_EQ(document.extractor, "mail/1+docx/1");
  EXPECT_EQ(warnings(document),
            "source.attachment: the attached file round.docx is read in place of the message that "
            "brings it\n");
  // Two leave open which one counts.
  EXPECT_NE(read(mixed(note + part(type, base64(word)) + part(type, base64(word)))).text.find("Please find"),
            std::string::npos);
  EXPECT_EQ(code_of(mixed(note + part(type, base64(word.substr(0, 100))))), "source.damaged");
}

TEST(SourceMail, ReadsAnAttachedPdfBehindTheFence) {
  Pool pool({.rules = rules()});
  const auto bytes = mixed(part("Content-Type: text/plain", "As promised.") +
                           part("Content-Type: application/pdf; name=b.pdf\r\nContent-Transfer-Encoding: base64",
                                base64(fixture("read/zaf_tur_bulletin.pdf"))));
  const auto fenced = pool.extract(bytes, {});
  ASSERT_TRUE(fenced) << fenced.error().to_text();
  EXPECT_EQ(fenced->text, read(bytes).text);
  EXPECT_EQ(fenced->extractor, "mail/1+pdf/1");
  EXPECT_GT(fenced->text.size(), 1000u);
  for (const std::string name :
       {"read/nor_chl_press.eml", "read/jpn_idn_press.eml", "read/nzl_per_saved.mht", "read/can_vnm_forward.msg"}) {
    const auto same = pool.extract(fixture(name), {.file_name = name});
    ASSERT_TRUE(same) << same.error().to_text();
    EXPECT_EQ(same->text, read(fixture(name), {.file_name = name}).text);
  }
}

TEST(SourceMail, APassedOnMessageIsTheDocument) {
  const auto inner = mail("Subject: Second round of the dialogue\r\n\r\n" + long_words);
  const std::string head =
      "From: b@desk.example\r\nTo: c@desk.example\r\nDate: Fri, 6 Mar 2026 09:00:00 +0900\r\nSubject: Fw: ";
  EXPECT_EQ(
      outline(read(head + "x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" +
                   part("Content-Type: text/plain", "For the file.") + part("Content-Type: message/rfc822", inner) +
                   "--b--")),
      "title Second round of the dialogue\nparagraph " + long_words +
          "\n-note From: Press Office <press@mfat.govt.nz>\n-note Date: 3 March 2026\n-paragraph For the file.\n");
  // Inside of the text: the head that stands there is the message's.
  EXPECT_EQ(outline(read(head +
                         "Second round of the dialogue\r\n\r\nFor the file.\r\n\r\n---- Forwarded ----\r\n\r\n"
                         "From: Press <press@mfat.govt.nz>\r\nDate: 3 March 2026\r\nSubject: Second round\r\n"
                         "To: b@desk.example\r\n\r\n" +
                         long_words)),
            "title Second round of the dialogue\n-paragraph From: Press <press@mfat.govt.nz>\n-paragraph Date: 3 March "
            "2026\n-paragraph Subject: Second round\n-paragraph To: b@desk.example\nparagraph " +
                long_words + "\n-paragraph For the file.\n-paragraph ---- Forwarded ----\n");
}

TEST(SourceMail, JoinsFlowedLinesAndUndoesEncodings) {
  EXPECT_EQ(unflow("one \ntwo\n  stuffed\n> a \n> b\n-- \nname\n", false), "one two\n stuffed\n> a \n> b\n-- \nname\n");
  EXPECT_EQ(*decode_transfer("a=3D=e9 =\r\nb=Z =\t\n\r\nc", "Quoted-Printable"), "a=\xE9 b=Z \r\nc");
  EXPECT_EQ(*decode_transfer("SGVs bG8=\r\n-- \r\na list's foot", "BASE64"), "Hello");
  EXPECT_EQ(*decode_transfer("SGVsbG8", "base64"), "Hello");
  EXPECT_EQ(*decode_transfer("SGVsbG8!" + base64(long_words), "base64").value().substr(0, 5).data(), 'H');
  EXPECT_EQ(decode_transfer("!!!! **** !!!!", "base64").error().code, "source.damaged");
  EXPECT_EQ(decode_transfer("x", "x-uuencode").error().code, "source.damaged");
}

TEST(SourceMail, OpensASavedPageAtItsStart) {
  const auto page = [](const std::string& parameters) {
    return "Subject: Page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b" + parameters +
           "\r\n\r\n" + part("Content-Type: text/css", "p {}") +
           part("Content-Type: text/html\r\nContent-ID: <frame>\r\nContent-Location: https://a.example/frame",
                "<p>frame") +
           part("Content-Type: text/html\r\nContent-ID: <main>\r\nContent-Location: https://a.example/main",
                "<p>main") +
           "--b--";
  };
  EXPECT_EQ(outline(read(page(""))), "paragraph frame\n");
  EXPECT_EQ(outline(read(page("; start=\"<main>\""))), "paragraph main\n");
  EXPECT_EQ(read(page("")).extractor, "mht/1+html/1");
  const auto meta = read(page("; start=\"<main>\"")).meta;
  EXPECT_TRUE(
      std::ranges::any_of(meta, [](const auto& e) { return e.name == "canonical_url" && e.value.ends_with("main"); }));
}

// What a header says in raw bytes goes into no hint as such.
TEST(SourceMail, KeepsItsPromisesOnRawBytes) {
  const auto document = read(
      "Snapshot-Content-Location: https://a.example/\xFF\x80\r\nSubject: \xFF\r\nMIME-Version: 1.0\r\n"
      "Content-Type: multipart/related; boundary=b\r\n\r\n" +
      part("Content-Type: text/html", "<p>words") + "--b--");
  EXPECT_EQ(fault_of(document), "");
}

TEST(SourceMail, RefusesWhatIsMalformed) {
  std::string deep = "words";
  for (int i = 0; i < 40; ++i)
    deep = "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\r\n\r\n--b" + std::to_string(i) +
           "\r\n" + deep;
  std::string messages = "words";
  for (int i = 0; i < 40; ++i) messages = "Content-Type: message/rfc822\r\n\r\n" + messages;
  std::string many, fields;
  for (int i = 0; i < 1100; ++i) many += part("Content-Type: text/plain", "x");
  for (int i = 0; i < 3000; ++i) fields += "X-A: b\r\n";
  const std::string several = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
  struct Case {
    std::string bytes, code;
  };
  for (const auto& [bytes, code] : std::to_array<Case>({
           {mail(deep), "source.too_deep"},
           {mail(messages), "source.too_deep"},
           {mixed(many), "source.bomb"},
           {mail(fields + "\r\nx"), "source.bomb"},
           {mail("Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nx"), "source.damaged"},
           {mail(several + "no part begins"), "source.damaged"},
           {mail(several), "source.damaged"},
           {mail(several + "--b\r\n\r\n--b--"), "source.no_text"},
           {mail("Content-Transfer-Encoding: x-strange\r\n\r\nx"), "source.damaged"},
           {mail("Content-Transfer-Encoding: base64\r\n\r\n#### ####"), "source.damaged"},
           {mail("Content-Type: multipart/encrypted; boundary=b\r\n\r\n--b\r\n\r\nx"), "source.encrypted"},
           {mail("Content-Type: application/pkcs7-mime\r\n\r\nx"), "source.encrypted"},
           {mail("Content-Type: text/html\r\n\r\n<p hidden>x"), "source.no_text"},
           {mail(""), "source.no_text"},
       }))
    EXPECT_EQ(code_of(bytes), code) << bytes.substr(0, 300);
  const auto damaged =
      extract(mail("Content-Transfer-Encoding: base64\r\n\r\n#### ####"), {.file_name = "a.eml"}, rules());
  EXPECT_EQ(damaged.error().where, "a.eml: byte " + std::to_string(from_ministry.size() + 37));
  EXPECT_NE(warnings(read(mail(several + part("", long_words)))).find("source.damaged_part: byte "), std::string::npos);
}

TEST(SourceMail, TakesLinearTime) {
  const auto began = std::chrono::steady_clock::now();
  std::string words = "Subject: ", at = "To: ", lines, tags;
  while (words.size() < 1'000'000) words += "=?utf-8?Q?";
  while (at.size() < 1'000'000) at += "a@b,";
  while (lines.size() < 4'000'000) lines += "\n--";
  while (tags.size() < 2'000'000) tags += "<style>";
  (void)code_of(mail(words + "\r\n" + at + "\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + lines));
  (void)code_of(mail("Content-Type: text/html\r\n\r\n" + tags));
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(20));
}

}  // namespace breadcrumb::source
