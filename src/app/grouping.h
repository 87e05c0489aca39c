// Which texts speak of one dialogue: by the name that each prints, or that the officer gave.
//
//   Cores cores(knowledge.grammar);
//   std::vector<const NamedSource*> named = ...;   // named_source(source, reading, facts, cores), where it names one
//   const std::vector<SourceGroup> groups = grouped(named);
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/desk_view.h"
#include "model/fact.h"
#include "reader/grammar.h"
#include "record/record.h"

namespace breadcrumb::app {

/// Lower-case words, parted by single blanks, without any mark.
std::string folded_words(std::string_view s);
/// Do the shorter words stand in the longer ones, as whole words?
bool holds_words(std::string_view longer, std::string_view shorter);

/// Subject words that make two names of one dialogue equal: folded, without articles and party names. Remembers names.
class Cores {
 public:
  explicit Cores(const reader::Grammar& grammar);
  const std::string& of(std::string_view name);

 private:
  std::vector<std::string> phrases_;  ///< longest first
  std::map<std::string, std::string, std::less<>> known_;
};

/// A source as far as it says which dialogue it belongs to.
struct NamedSource {
  std::string sha256, published;
  std::string name, core, language;
  bool said = false;   ///< by the officer
  bool meets = false;  ///< it numbers or dates a meeting
  std::set<std::string> parties;
  bool operator==(const NamedSource&) const = default;
};

/// Nothing of a text without a dialogue: a notice or a page, listed under sources. `facts` are those that count.
std::optional<NamedSource> named_source(const Source& source, const record::StoredReading& reading,
                                        const std::vector<FactView>& facts, Cores& cores);

/// The texts of one dialogue.
struct SourceGroup {
  std::vector<const NamedSource*> sources;  ///< by publication, then SHA-256
  std::vector<std::string> cores;           ///< the fullest first
  std::set<std::string> parties;
};

/// The one with the most meetings first, then by its first text's date, then by core.
std::vector<SourceGroup> grouped(std::vector<const NamedSource*> sources);

}  // namespace breadcrumb::app
