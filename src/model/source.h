// What the desk knows about a stored document beside its text.
#pragma once

#include <cstdint>
#include <string>

namespace breadcrumb {

struct Source {
  std::string sha256;       ///< of the original bytes, hex: the source's id
  std::string text_sha256;  ///< of the extracted text in use
  std::string extractor;    ///< what made that text, e.g. `html/1`
  std::string media_type;
  std::uint64_t bytes = 0;
  std::string origin;  ///< the address of the original, or the file it was read from
  std::string file_name;
  std::string title;
  std::string publisher;  ///< party code; "" unknown
  std::string published;  ///< ISO date; "" unknown
  std::string language;   ///< en, ja
  std::string kind;       ///< readout (one side's own text), joint_statement, announcement, agreement, notice, minutes
  bool excerpt = false;   ///< the text breaks off: no absence follows
  std::string added;      ///< when it came to the desk, ISO time
  bool operator==(const Source&) const = default;
};

/// The text is every side's own.
inline bool is_joint(const Source& source) {
  return source.kind == "joint_statement" || source.kind == "agreement";
}

/// What was given to `read`: the address where the file's name was taken from it, else the file's name.
inline const std::string& read_from(const Source& source) {
  const bool address = source.origin.starts_with("http://") || source.origin.starts_with("https://");
  const auto path = source.origin.substr(0, source.origin.find_first_of("?#"));
  return address && path.ends_with("/" + source.file_name) ? source.origin : source.file_name;
}

}  // namespace breadcrumb
