// The parts of a Word file by what they are to it: the relations say which part is the document, not the parts' names.
// Internal to source/.
//
//   WordPackage package = BC_TRY(WordPackage::open(bytes));
//   const pugi::xml_document* main = BC_TRY(package.main());
//   for (const auto& name : package.of_kind("footnotes")) read(BC_TRY(package.part(name)));
#pragma once

#include <map>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace breadcrumb::source {

class WordPackage {
 public:
  /// Errors: those of read_zip; `source.unknown_format` when there is no Word document in it.
  static Result<WordPackage> open(std::string_view bytes);
  /// The part's XML. Errors: `source.damaged`, `source.unusual_markup`.
  Result<const pugi::xml_document*> part(const std::string& name);
  [[nodiscard]] const std::string& main_name() const { return main_; }
  /// Parts that the document is related to by a relation whose type ends so, in the order of their names.
  [[nodiscard]] std::vector<std::string> of_kind(std::string_view type) const;
  /// Parts that the package itself is related to.
  [[nodiscard]] std::vector<std::string> of_package(std::string_view type) const;
  /// Where a relation of the document leads; "" when there is none of that id.
  [[nodiscard]] std::string target(const std::string& id) const;

 private:
  struct Relation {
    std::string type, target;
    bool outside = false;
  };
  using Relations = std::map<std::string, Relation, std::less<>>;
  Result<Relations> relations_of(const std::string& part);
  [[nodiscard]] std::vector<std::string> targets(const Relations& relations, std::string_view type) const;

  std::map<std::string, std::string> members_;
  std::map<std::string, std::unique_ptr<pugi::xml_document>> parsed_;
  Relations package_, document_;
  std::string main_;
};

/// All text under a node, also where comments or sections of raw text cut it in pieces.
std::string words_of(const pugi::xml_node& node);

}  // namespace breadcrumb::source
