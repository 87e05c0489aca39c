// What a Japanese page lists as decided: rows of a table, items with who is to act behind them.
#include "reader/ja_body.h"

namespace breadcrumb::reader {

bool JaBody::announced(std::size_t line, std::size_t start, std::size_t end) {
  const auto s = std::string_view(page_.lines[line].text).substr(start, end - start);
  if (page_.rules.any("act", s) || page_.rules.any("commitment", s)) return false;
  if (page_.rules.any("bare_promise", s))
    commitment(line, start, end, both(), "ja.commitment.announced");
  else
    objects(line, {start, end}, "planned", "ja.issue.announced");
  return true;
}

void JaBody::decided_table(std::size_t& i) {
  // Rows of 内容, 担当, 期限 in cells, or items with (双方) at the end.
  const auto& line = page_.lines[i];
  const std::string_view words = line.text;
  if (line.kind == BlockKind::table_cell) {
    if (length_ja(words) < 8 || i + 1 >= page_.lines.size()) return;
    const auto& next = page_.lines[i + 1].text;
    std::string actor;
    if (next.find("双方") != std::string::npos || next.find("両国") != std::string::npos) actor = both();
    for (const auto& party : page_.parties.find(next)) actor = actor.empty() ? party.code : both();
    if (actor.empty()) return;
    Fact& fact = page_.add(FactKind::commitment, i, 0, words.size(), "ja.commitment.table");
    fact.set("actor", actor);
    if (i + 2 < page_.lines.size()) {
      text::Ymd base = page_.published;
      if (base.year == 0)
        if (Fact* meeting = page_.build.first(FactKind::meeting);
            meeting != nullptr && meeting->field("start").size() >= 7)
          base = {std::stoi(meeting->field("start").substr(0, 4)), std::stoi(meeting->field("start").substr(5, 2)), 0};
      const auto dates = text::find_dates_ja(page_.lines[i + 2].text);
      if (!dates.empty())
        if (const auto day = text::resolve(dates[0], base); day) fact.set("due", text::iso(*day));
    }
    return;
  }
  if (line.marker.empty() && !full_stop(words)) return;
  std::string actor = both();
  auto to = words.size();
  if (words.ends_with(")")) {
    const auto open = words.rfind('(');
    const auto inner = words.substr(open + 1);
    for (const auto& party : page_.parties.find(inner)) actor = party.code;
    if (inner.find("双方") != std::string_view::npos) actor = both();
    to = open;
  }
  if (length_ja(words) >= 8) commitment(i, 0, to, actor, "ja.commitment.listed");
}

}  // namespace breadcrumb::reader
