#include "app/owners.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/nouns.h"
#include "app/party.h"
#include "app/plausible.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

std::u32string characters_of(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) out += text::next_char(text, i);
  return out;
}

/// `CHL: Pedro Soto, Undersecretary` names Pedro Soto.
std::string_view name_in_delegation(std::string_view line) {
  if (const auto colon = line.find(':'); colon != std::string_view::npos) line.remove_prefix(colon + 1);
  return text::trim(line.substr(0, line.find(',')));
}

}  // namespace

std::size_t slips_between(std::string_view a, std::string_view b, std::size_t most) {
  const auto x = characters_of(a), y = characters_of(b);
  if (std::max(x.size(), y.size()) - std::min(x.size(), y.size()) > most) return most + 1;
  // Three rows of the table of distances between beginnings (optimal string alignment).
  std::vector<std::size_t> before(y.size() + 1), above(y.size() + 1), row(y.size() + 1);
  for (std::size_t j = 0; j <= y.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= x.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= y.size(); ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (x[i - 1] == y[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(above);
    above.swap(row);
  }
  return std::min(above[y.size()], most + 1);
}

void KnownOwners::know(std::string_view name) {
  auto folded = text::fold(text::trim(name));
  if (folded.empty() || std::ranges::find(folded_, folded) != folded_.end()) return;
  folded_.push_back(std::move(folded));
  names_.emplace_back(text::trim(name));
}

Result<KnownOwners> KnownOwners::of(const Opened& desk) {
  KnownOwners out;
  for (const auto* both : {"both", "all"}) out.know(both);
  for (const auto* person : desk.book.of_noun("person"))
    for (const auto* field : {"name", "reading"}) out.know((*person)[field]);
  for (const auto* issue : desk.book.of_noun("issue"))
    for (const auto* field : {"lead", "agency"}) out.know((*issue)[field]);
  for (const auto* contact : desk.book.of_noun("contact"))
    for (const auto& name : parted((*contact)["who"])) out.know(name);
  for (const auto* round : desk.book.of_noun("round"))
    for (const auto& line : lines_of((*round)["delegation"])) out.know(name_in_delegation(line));
  for (const auto* commitment : desk.book.of_noun("commitment")) out.know((*commitment)["next"]);
  for (const auto& view : desk.views)
    for (const auto& round : view.dialogue.rounds)
      for (const auto& head : round.heads) out.know(head.name);
  for (const auto& owner : BC_TRY(desk.record.owners())) out.know(owner);
  for (const auto& author : BC_TRY(desk.record.authors())) out.know(author.name);
  const auto sides = sides_of(desk.views);
  for (const auto& party : desk.knowledge.grammar.parties()) {
    // That of a third country may be meant, and may be a slip: it is asked about.
    if (!check_side("", party.code, sides, desk.knowledge.grammar)) {
      out.strangers_.push_back(party.code);
      continue;
    }
    out.know(party.code);
    for (const auto* names : {&party.names, &party.ja, &party.publishers})
      for (const auto& name : *names) out.know(name);
  }
  return out;
}

std::string KnownOwners::question(std::string_view owner) const {
  const auto wanted = text::fold(text::trim(owner));
  if (wanted.empty() || std::ranges::find(folded_, wanted) != folded_.end()) return "";
  if (std::ranges::find(strangers_, owner) != strangers_.end())
    return fmt::format("{} is no party of the dialogue; it stands as typed", owner);
  auto out = fmt::format("nobody on this desk is called \"{}\"; it stands as typed", owner);
  // Of a short name every other is near.
  const auto length = characters_of(wanted).size();
  std::size_t least = length < 4 ? 0 : length < 8 ? 1 : 2;
  const std::string* near = nullptr;
  for (std::size_t i = 0; i < folded_.size() && least > 0; ++i)
    if (const auto slips = slips_between(wanted, folded_[i], least); slips <= least) {
      near = &names_[i];
      least = slips - 1;
    }
  if (near != nullptr) out += fmt::format(". Is {} meant?", *near);
  return out;
}

}  // namespace breadcrumb::app
