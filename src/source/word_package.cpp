#include "source/word_package.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "source/archive.h"
#include "source/docx_nodes.h"
#include "text/utf8.h"

namespace breadcrumb::source {

namespace {

Error unusual(std::string message, std::string where) {
  return {ErrorKind::bad_input, "source.unusual_markup", std::move(message), std::move(where)};
}

/// The names of elements are read by their usual prefixes, so a file that binds them otherwise would be read by other
/// programs as other words.
std::string prefix_fault(const Node& root) {
  struct Bound {
    std::string_view prefix;
    std::array<std::string_view, 2> names;
  };
  static constexpr std::array<Bound, 2> bound = {
      {{"xmlns:w",
        {"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
         "http://purl.oclc.org/ooxml/wordprocessingml/main"}},
       {"xmlns:mc", {"http://schemas.openxmlformats.org/markup-compatibility/2006", ""}}}};
  struct Walker : pugi::xml_tree_walker {
    std::string fault;
    bool for_each(pugi::xml_node& node) override {
      for (const auto& attribute : node.attributes()) {
        const std::string_view name = attribute.name(), value = attribute.value();
        if (name == "mc:Ignorable" && (" " + std::string(value) + " ").find(" w ") != std::string::npos)
          fault = "it says that its own words may be passed over";
        if (!name.starts_with("xmlns")) continue;
        for (const auto& [prefix, names] : bound)
          if ((name == prefix) != (std::ranges::find(names, value) != names.end()))
            fault = fmt::format("{} stands for {}", name, std::string(value.substr(0, 80)));
      }
      return fault.empty();
    }
  } walker;
  Node at = root;
  at.traverse(walker);
  return walker.fault;
}

/// The folder of a part, with its last slash.
std::string folder_of(std::string_view part) {
  const auto slash = part.rfind('/');
  return slash == std::string_view::npos ? "" : std::string(part.substr(0, slash + 1));
}

std::string resolved(const std::string& folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string base = folder;
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    base = base.empty() ? "" : folder_of(std::string_view(base).substr(0, base.size() - 1));
  }
  return base + std::string(target);
}

}  // namespace

std::string words_of(const pugi::xml_node& node) {
  std::string out;
  for (const auto& child : node.children())
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) out += child.value();
  return text::repair_utf8(out);
}

Result<WordPackage> WordPackage::open(std::string_view bytes) {
  WordPackage out;
  out.members_ = BC_TRY(read_zip(bytes, {"word/", "docProps/", "customXml/", "_rels/"}, {}));
  out.package_ = BC_TRY(out.relations_of(""));
  const auto mains = out.of_package("/officeDocument");
  if (mains.size() != 1 || !out.members_.contains(mains.front()))
    return Error{ErrorKind::bad_input, "source.unknown_format", "this is an archive without a Word document", ""};
  out.main_ = mains.front();
  out.document_ = BC_TRY(out.relations_of(out.main_));
  return out;
}

Result<const pugi::xml_document*> WordPackage::part(const std::string& name) {
  if (const auto done = parsed_.find(name); done != parsed_.end()) return done->second.get();
  const auto found = members_.find(name);
  if (found == members_.end())
    return Error{ErrorKind::bad_input, "source.damaged", "the Word file lacks a part that it names", name};
  auto xml = std::make_unique<pugi::xml_document>();
  const auto done = xml->load_buffer_inplace(
      found->second.data(), found->second.size(),
      pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_doctype | pugi::parse_declaration, pugi::encoding_auto);
  if (!done)
    return Error{ErrorKind::bad_input, "source.damaged", fmt::format("the XML cannot be read: {}", done.description()),
                 fmt::format("{}: byte {}", name, done.offset)};
  for (const auto& child : xml->children()) {
    if (child.type() == pugi::node_doctype) return unusual("it begins with a DOCTYPE, as no Word file does", name);
    const auto encoding = text::fold(child.attribute("encoding").value());
    if (child.type() == pugi::node_declaration && !encoding.empty() && !encoding.starts_with("utf-8") &&
        !encoding.starts_with("utf-16"))
      return unusual("it says that it is written in " + encoding, name);
  }
  if (auto fault = prefix_fault(*xml); !fault.empty())
    return unusual("its markup is bound so that programs may read different words: " + fault, name);
  return parsed_.emplace(name, std::move(xml)).first->second.get();
}

Result<WordPackage::Relations> WordPackage::relations_of(const std::string& part) {
  const std::string folder = folder_of(part);
  const std::string name = folder + "_rels/" + part.substr(folder.size()) + ".rels";
  Relations out;
  if (!members_.contains(name)) return out;
  const auto* xml = BC_TRY(this->part(name));
  for (const auto& node : xml->document_element().children()) {
    if (node.type() != pugi::node_element) continue;
    const bool outside = std::string_view(node.attribute("TargetMode").value()) == "External";
    const std::string target = node.attribute("Target").value();
    out[node.attribute("Id").value()] = {node.attribute("Type").value(),
                                         outside ? text::repair_utf8(target) : resolved(folder, target), outside};
  }
  return out;
}

std::vector<std::string> WordPackage::targets(const Relations& relations, std::string_view type) const {
  std::vector<std::string> out;
  for (const auto& [id, relation] : relations)
    if (relation.type.ends_with(type) && (!relation.outside)) out.push_back(relation.target);
  std::ranges::sort(out);
  const auto [first, last] = std::ranges::unique(out);
  out.erase(first, last);
  return out;
}

std::vector<std::string> WordPackage::of_kind(std::string_view type) const {
  return targets(document_, type);
}
std::vector<std::string> WordPackage::of_package(std::string_view type) const {
  return targets(package_, type);
}
std::string WordPackage::target(const std::string& id) const {
  const auto found = document_.find(id);
  return found == document_.end() ? "" : found->second.target;
}

}  // namespace breadcrumb::source
