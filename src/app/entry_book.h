// Everything that was entered by hand, to look up by noun and number.
//
//   const auto book = BC_TRY(EntryBook::of(record));
//   if (const EntryView* paper = book.find("paper", 3)) show(*paper);
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/desk_view.h"
#include "record/record.h"

namespace breadcrumb::app {

/// Names by the ids of authors.
using AuthorNames = std::map<std::string, std::string, std::less<>>;
Result<AuthorNames> author_names(const record::Record& record);

class EntryBook {
 public:
  EntryBook() = default;
  /// As the record has them; `author` holds names where there are some, else ids.
  static Result<EntryBook> of(const record::Record& record);
  static Result<EntryBook> of(const record::Record& record, const AuthorNames& names);

  [[nodiscard]] const std::vector<EntryView>& all() const { return entries_; }
  [[nodiscard]] std::vector<const EntryView*> of_noun(std::string_view noun) const;
  [[nodiscard]] const EntryView* find(std::string_view noun, int number) const;

  template <class Condition>
  void erase_if(Condition condition) {
    std::erase_if(entries_, condition);
  }
  template <class Change>
  void change(Change change) {
    for (auto& entry : entries_) change(entry);
  }
  /// As it will stand once this is on the record; `entry.number` must be known.
  void apply(const record::EntrySet& entry);

 private:
  std::vector<EntryView> entries_;
};

}  // namespace breadcrumb::app
