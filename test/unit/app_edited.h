// A briefing's DOCX as somebody may have edited it: its parts taken apart, changed, and packed as another program
// would.
//
//   const auto file = Package::of_briefing().swap("in Tokyo", "in Kyoto").pack();
//   EXPECT_EQ(first_code(verified(file)), "verify.changed");
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

#include "brief/zip.h"
#include "brief_fixture.h"
#include "source/word_file.h"

namespace breadcrumb::edited {

inline constexpr const char* document = "word/document.xml";

class Package {
 public:
  static const Package& of_briefing() {
    static const Package one(brief::render(brief::fixture::book(), brief::Format::docx));
    return one;
  }

  explicit Package(const std::string& file) {
    const auto parts = brief::read_zip(file);
    EXPECT_TRUE(parts);
    for (const auto& part : *parts) parts_[std::string(part.name)] = part.bytes;
  }

  /// The first `find` behind `after` becomes `put`; a test whose words are not there fails.
  [[nodiscard]] Package swap(std::string_view find, std::string_view put, std::string_view after = "",
                             const char* part = document) const {
    Package out = *this;
    auto& xml = out.parts_[part];
    const auto behind = xml.find(after);
    const auto at = behind == std::string::npos ? behind : xml.find(find, behind + after.size());
    EXPECT_NE(at, std::string::npos) << "not in " << part << ": " << after << " ... " << find;
    if (at != std::string::npos) xml.replace(at, find.size(), put);
    return out;
  }
  [[nodiscard]] Package swap_all(std::string_view find, std::string_view put, const char* part = document) const {
    Package out = *this;
    auto& xml = out.parts_[part];
    std::size_t count = 0;
    for (auto at = xml.find(find); at != std::string::npos; at = xml.find(find, at + put.size()), ++count)
      xml.replace(at, find.size(), put);
    EXPECT_GT(count, 0U) << find;
    return out;
  }
  [[nodiscard]] Package with(const std::string& part, std::string bytes) const {
    Package out = *this;
    out.parts_[part] = std::move(bytes);
    return out;
  }
  [[nodiscard]] Package without(const std::string& part) const {
    Package out = *this;
    out.parts_.erase(part);
    return out;
  }
  /// A part of word/ that the document is related to.
  [[nodiscard]] Package related(const std::string& name, const std::string& type, std::string bytes) const {
    return with("word/" + name, std::move(bytes))
        .swap("</Relationships>",
              "<Relationship Id=\"rX" + type +
                  "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type +
                  "\" Target=\"" + name + "\"/></Relationships>",
              "", "word/_rels/document.xml.rels");
  }
  [[nodiscard]] const std::string& part(const std::string& name) const { return parts_.at(name); }
  /// The element `<w:NAME>...</w:NAME>` around the first `words` behind `after`.
  [[nodiscard]] std::string around(const std::string& name, std::string_view words, std::string_view after = "") const {
    const auto& xml = parts_.at(document);
    const auto at = xml.find(words, xml.find(after) + after.size());
    EXPECT_NE(at, std::string::npos) << words;
    if (at == std::string::npos) return "";
    const auto begin = xml.rfind("<w:" + name + ">", at);
    const auto close = "</w:" + name + ">";
    const auto end = xml.find(close, at) + close.size();
    return xml.substr(begin, end - begin);
  }
  [[nodiscard]] std::string pack() const { return brief::write_zip({parts_.begin(), parts_.end()}, ""); }

 private:
  std::map<std::string, std::string> parts_;
};

/// A part of word/ with this root and body.
inline std::string word_part(const std::string& root, const std::string& body) {
  return "<?xml version=\"1.0\"?><w:" + root +
         " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" + body + "</w:" + root + ">";
}
inline std::string paragraph(const std::string& words) {
  return "<w:p><w:r><w:t xml:space=\"preserve\">" + words + "</w:t></w:r></w:p>";
}

inline Result<brief::VerifyReport> verified(std::string_view file, std::string said = "") {
  static const auto words = brief::fixture::languages();
  static const auto material = brief::fixture::make().material();
  const brief::VerifyContext context{.program = "0.1.0",
                                     .material_at = [](const brief::Named& named) -> Result<brief::Material> {
                                       if (named.head != material.view.head)
                                         return Error{ErrorKind::not_found, "record.head_unknown",
                                                      "no such head on this desk", named.head};
                                       return material;
                                     },
                                     .read_word = [](std::string_view bytes) { return source::read_word_file(bytes); },
                                     .said = std::move(said)};
  return brief::verify(file, words, context);
}

inline std::string first_code(const Result<brief::VerifyReport>& report) {
  if (!report) return report.error().code;
  return report->ok() ? "ok" : report->failures.front().code;
}

}  // namespace breadcrumb::edited
