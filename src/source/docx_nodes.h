// What the nodes of a Word document say, one by one. Internal to source/.
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace breadcrumb::source {

using Node = pugi::xml_node;

std::string_view name_of(const Node& node);

/// Ends of words that do not ask for their blanks to be kept lose them, as word processors do: XML's blanks alone.
std::string_view trimmed(std::string_view words);

/// A toggle that is there and not turned off.
bool is_on(const Node& toggle);

/// A run with these properties is struck out, once or twice.
bool is_struck(const Node& run_properties);

/// What links call the place where it stands.
std::string bookmark_name(const Node& start);
/// Does it stand in a paragraph, and not between two?
bool is_inline(const Node& node);

/// A list's number as its format prints it.
std::string numeral(const std::string& format, long n);

}  // namespace breadcrumb::source
