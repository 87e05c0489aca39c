// Which house style a readout is written in: lexicon/readout/<party>.<language>.toml over default.<language>.toml, the
// desk's own files over the installed ones.
//
//   const auto language = BC_TRY(style_language(context, desk, "USA", ""));         // "en"
//   const auto style = BC_TRY(load_style(context, desk, knowledge, "USA", language));
#pragma once

#include <string>
#include <string_view>

#include "app/context.h"
#include "brief/readout_style.h"

namespace breadcrumb::app {

/// The wanted language when there is a style in it; "" means that of the party's own file, else the first of the desk's
/// languages that there is one in. Errors: `readout.language`, with those there are.
Result<std::string> style_language(const Context& context, const record::Desk& desk, std::string_view party,
                                   std::string_view wanted);

/// Errors: `readout.style`, `toml.syntax`, `readout.language`, those of read_file.
Result<brief::ReadoutStyle> load_style(const Context& context, const record::Desk& desk, const Knowledge& knowledge,
                                       std::string_view party, std::string_view language);

/// A style with the names that the grammar knows of parties, and the grades of acts.
void add_names(brief::ReadoutStyle& style, const reader::Grammar& grammar, const Json& grades);

}  // namespace breadcrumb::app
