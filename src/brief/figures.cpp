// The two figures: rounds and bodies in time, and the matrix of rounds by issues. All places are whole numbers, so that
// the same view draws the same bytes.
#include <algorithm>

#include "brief/composer.h"
#include "text/utf8.h"

namespace breadcrumb::brief {

namespace {

/// Width that a text takes, in tenths of a letter's height: Latin about half, full-width one.
int width_of(std::string_view s) {
  int width = 0;
  for (std::size_t i = 0; i < s.size();) width += text::is_cjk(text::next_char(s, i)) ? 10 : 5;
  return width;
}

std::string shortened(std::string_view s, int width, std::string_view ellipsis) {
  if (width_of(s) <= width) return std::string(s);
  int used = width_of(ellipsis);
  std::size_t cut = 0;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t before = i;
    used += text::is_cjk(text::next_char(s, i)) ? 10 : 5;
    if (used > width) {
      cut = before;
      break;
    }
  }
  if (const auto blank = s.rfind(' ', cut); blank != std::string_view::npos && blank > cut * 2 / 3) cut = blank;
  return std::string(s.substr(0, cut)) + std::string(ellipsis);
}

}  // namespace

Figure Composer::timeline() {
  Figure figure{.width = 680};
  const int count = static_cast<int>(held_.size());
  figure.title = say("timeline.title");
  figure.description = claim(
      "timeline", {}, count == 1 ? "timeline.description_one" : "timeline.description",
      {{"rounds", std::to_string(count)}, {"first", held_name(held_.front())}, {"last", held_name(held_.back())}});
  constexpr int left = 46, axis = 46, apart = 26;
  // Many rounds make the figure wider, not the marks smaller; a narrow page scrolls it.
  const int right = std::max(634, left + apart * (count - 1));
  figure.width = right + 46;
  // Rounds stand by date; a round without one stands between its neighbours.
  std::vector<long long> days(static_cast<std::size_t>(count));
  std::vector<bool> dated(days.size());
  for (std::size_t i = 0; i < days.size(); ++i) {
    long long day = 0;
    dated[i] = days_of(held_[i].start(d_), day);
    days[i] = day;
  }
  const bool by_date = count > 1 && dated.front() && dated.back() && days.back() > days.front();
  // A body may meet before the first round or after the last one: time runs from the first to the last of all.
  long long from = days.front(), to = days.back();
  const auto day_of = [](const RoundView& meeting) {
    long long day = 0;
    return days_of(meeting.start, day) ? std::optional(day) : std::nullopt;
  };
  for (const auto& body : d_.bodies)
    for (const auto& meeting : body.meetings)
      if (const auto day = day_of(meeting); day && by_date) {
        from = std::min(from, *day);
        to = std::max(to, *day);
      }
  const auto x_of = [&](long long day) {
    return std::clamp(left + static_cast<int>((right - left) * (day - from) / std::max(to - from, 1LL)), left, right);
  };
  std::vector<int> x(days.size(), (left + right) / 2);
  for (std::size_t i = 0; i < x.size() && count > 1; ++i) {
    const int even = left + static_cast<int>((right - left) * static_cast<long long>(i) / (count - 1));
    x[i] = by_date && dated[i] ? x_of(days[i]) : even;
  }
  for (std::size_t i = 1; i < x.size(); ++i) x[i] = std::max(x[i], x[i - 1] + apart);
  for (std::size_t i = x.size(), limit = static_cast<std::size_t>(right); i-- > 0; limit -= apart)
    x[i] = std::min(x[i], static_cast<int>(limit));
  const auto shape = [&](Shape::Kind kind, int sx, int sy, int x2, int y2, std::string style, Run words = {}) {
    figure.shapes.push_back({kind, sx, sy, x2, y2, std::move(style), std::move(words)});
  };
  shape(Shape::Kind::line, left, axis, right, axis, "axis");
  int level = 0, label_end[2] = {-1000, -1000}, lowest = axis + 22;
  std::vector<int> read_x(d_.rounds.size());  // of the rounds that texts tell of
  bool entered = false;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const auto& round = held_[i];
    if (round.entered == nullptr) read_x[static_cast<std::size_t>(round.read)] = x[i];
    entered = entered || round.entered != nullptr;
    const Args args{{"round", held_id(round)}};
    // A round of which no text was read is drawn open.
    shape(Shape::Kind::circle, x[i], axis, 11, 11, round.entered == nullptr ? "full" : "ring",
          claim_text("round_when", args, held_name(round, true) + text("mark.comma") + held_dates(round)));
    shape(Shape::Kind::label, x[i], axis + 4, 0, 0, round.entered == nullptr ? "inverse middle" : "middle strong",
          claim_text("round_digit", args, std::to_string(digit_of(i))));
    // Labels that would touch step down a line.
    const auto& start = round.start(d_);
    const std::string when = start.empty() ? text("mark.none") : date(start.substr(0, 7));
    const int half = width_of(when) * 11 / 20 + 6;
    level = x[i] - half > label_end[0] ? 0 : x[i] - half > label_end[1] ? 1 : 0;
    label_end[level] = x[i] + half;
    const int y = axis + 26 + level * 14;
    lowest = std::max(lowest, y);
    shape(Shape::Kind::label, std::clamp(x[i], half, figure.width - half), y, 0, 0, "small middle",
          claim_text("round_month", args, when));
    if (const auto where = held_place(round); !where.empty()) {
      const std::string fits = shortened(where, 260, text("mark.ellipsis"));
      const int reach = width_of(fits) * 11 / 20 + 2;
      shape(Shape::Kind::label, std::clamp(x[i], reach, figure.width - reach), axis - 18 - level * 13, 0, 0,
            "small middle soft", claim_text("round_place_short", args, fits));
    }
  }
  int y = lowest + 26;
  bool met = false;
  for (std::size_t b = 0; b < d_.bodies.size(); ++b) {
    const auto& body = d_.bodies[b];
    const Args args{{"body", std::to_string(b + 1)}};
    shape(Shape::Kind::label, 0, y, 0, 0, "small",
          claim_text("body_short", args, shortened(body.name, 1150, text("mark.ellipsis"))));
    shape(Shape::Kind::line, left, y + 14, right, y + 14, "grid");
    std::set<int> drawn;
    for (const auto& saying : body.sayings) {
      if (saying.round < 0 || saying.round > last_ || !drawn.insert(saying.round).second) continue;
      Args at = args;
      at.emplace_back("round", round_id(saying.round));
      shape(Shape::Kind::diamond, read_x[static_cast<std::size_t>(saying.round)], y + 14, 6, 6, "full",
            claim_text("body_at", at,
                       round_name(saying.round, true) + text("mark.colon") +
                           (saying.stage.empty() ? body.name : stage_words(saying.stage))));
    }
    for (std::size_t k = 0; by_date && k < body.meetings.size(); ++k) {
      const auto& meeting = body.meetings[k];
      const auto day = day_of(meeting);
      if (!day) continue;
      Args at = args;
      at.emplace_back("meeting", std::to_string(k + 1));
      shape(Shape::Kind::circle, x_of(*day), y + 14, 5, 5, "ring",
            claim("body_met", at, "timeline.met",
                  {{"round", name_of(meeting, static_cast<int>(k), true)}, {"date", date(meeting.start)}}));
      met = true;
    }
    y += 40;
  }
  int key = 6;
  const auto explain = [&](Shape::Kind kind, int size, const char* style, std::string_view id) {
    shape(kind, key, y + 2, size, size, style);
    shape(Shape::Kind::label, key + 11, y + 6, 0, 0, "small soft", say(id));
    key += 11 + width_of(text(id)) * 11 / 10 + 22;
  };
  if (met) {
    explain(Shape::Kind::diamond, 5, "full", "timeline.key_named");
    explain(Shape::Kind::circle, 5, "ring", "timeline.key_met");
  }
  if (entered) explain(Shape::Kind::circle, 8, "ring", "timeline.key_entered");
  if (met || entered) y += 26;
  figure.height = d_.bodies.empty() && !entered ? lowest + 12 : y - 14;

  // A column in which every round says "unknown" would say nothing.
  const bool placed = std::ranges::any_of(held_, [&](const HeldRound& round) { return !held_place(round).empty(); });
  Table& table = figure.table;
  for (const char* id : {"round", "dates", "place", "bodies"})
    if (placed || id != std::string_view("place")) table.head.push_back(cell(say("timeline." + std::string(id))));
  table.widths = placed ? std::vector<int>{14, 26, 24, 36} : std::vector<int>{14, 28, 58};
  for (const auto& round : held_) {
    const Args args{{"round", held_id(round)}};
    std::vector<std::string> named;
    for (const auto& body : d_.bodies)
      for (const auto& saying : body.sayings)
        if (round.entered == nullptr && saying.round == round.read &&
            std::find(named.begin(), named.end(), body.name) == named.end())
          named.push_back(body.name);
    std::vector<Cell> row{cell(claim_text("round_name_start", args, held_name(round, true))),
                          cell(claim_text("round_dates", args, held_dates(round)))};
    if (placed) {
      const auto where = held_place(round);
      row.push_back(cell(claim_text("round_place", args,
                                    !where.empty()             ? where
                                    : round.entered != nullptr ? text("mark.none")
                                                               : text("timeline.unknown_place"))));
    }
    row.push_back(cell(claim_text("round_bodies", args,
                                  round.entered != nullptr ? text("timeline.no_text")
                                  : named.empty()          ? text("mark.none")
                                                           : join(named))));
    table.rows.push_back(std::move(row));
  }
  return figure;
}

Run Composer::matrix_word(const Thread& thread, const HeldRound& round) {
  const Args args{{"issue", issue_id(thread)}, {"round", held_id(round)}};
  // Of a round without a text nothing is concluded: an issue is not "not mentioned" there.
  if (round.entered != nullptr) return claim("step_word", args, "matrix.no_text");
  const Step* step = step_at(thread, round.read);
  if (step == nullptr) return claim("step_word", args, "matrix.before");
  std::string name(to_text(leading_kind(*step)));
  std::replace(name.begin(), name.end(), ' ', '_');
  return claim("step_word", args, "matrix." + name);
}

Figure Composer::matrix() {
  Figure figure{.width = 680};
  const int rounds = static_cast<int>(held_.size());
  figure.title = say("matrix.title");
  figure.description = claim("matrix", {}, rounds == 1 ? "matrix.description_one" : "matrix.description",
                             {{"issues", issue_count(d_.threads.size())}, {"rounds", std::to_string(rounds)}});
  constexpr int names = 300, top = 30, row = 23;
  const int column = std::clamp((680 - names) / std::max(1, rounds), 26, 76);
  figure.width = std::max(680, names + column * rounds);
  const auto shape = [&](Shape::Kind kind, int sx, int sy, int x2, int y2, std::string style, Run words = {}) {
    figure.shapes.push_back({kind, sx, sy, x2, y2, std::move(style), std::move(words)});
  };
  const auto centre = [&](int i) { return names + column * i + column / 2; };
  // One mark a kind: size and filling tell them apart without colour.
  const auto mark_at = [&](StepKind kind, int x, int y, Run words) {
    switch (kind) {
      case StepKind::first_seen:
        shape(Shape::Kind::circle, x, y, 7, 7, "full", std::move(words));
        break;
      case StepKind::revived:
        shape(Shape::Kind::circle, x, y, 7, 7, "full halo", std::move(words));
        break;
      case StepKind::continued:
        shape(Shape::Kind::circle, x, y, 3, 3, "dot", std::move(words));
        break;
      case StepKind::reworded:
        shape(Shape::Kind::circle, x, y, 6, 6, "ring", std::move(words));
        break;
      case StepKind::moved:
        shape(Shape::Kind::arrow, x, y, 7, 7, "axis", std::move(words));
        break;
      case StepKind::split:
        shape(Shape::Kind::diamond, x, y, 8, 8, "full", std::move(words));
        break;
      case StepKind::merged:
        shape(Shape::Kind::diamond, x, y, 7, 7, "ring", std::move(words));
        break;
      case StepKind::not_mentioned:
        shape(Shape::Kind::line, x - 6, y, x + 6, y, "axis", std::move(words));
        break;
      case StepKind::unknown:
        shape(Shape::Kind::rect, x - 6, y - 6, 12, 12, "ghost", std::move(words));
        break;
    }
  };
  bool entered = false;
  for (int i = 0; i < rounds; ++i) {
    const auto& round = held_[static_cast<std::size_t>(i)];
    const Args args{{"round", held_id(round)}};
    shape(Shape::Kind::label, centre(i), 16, 0, 0, "middle strong",
          claim_text("round_digit", args, std::to_string(digit_of(static_cast<std::size_t>(i)))));
    if (round.entered == nullptr) continue;
    // One band down the column: nothing stands in its cells.
    entered = true;
    shape(Shape::Kind::rect, centre(i) - 11, top - 2, 22, row * static_cast<int>(d_.threads.size()) - 2, "ghost",
          claim_text("round_when", args, held_name(round, true) + text("mark.comma") + text("matrix.no_text")));
  }
  shape(Shape::Kind::line, 0, top - 6, names + column * rounds, top - 6, "axis");
  int y = top;
  std::set<StepKind> used;
  for (const auto& thread : d_.threads) {
    const Args args{{"issue", issue_id(thread)}};
    if (thread.number > 0)
      shape(Shape::Kind::label, 20, y + 15, 0, 0, "soft end",
            claim_text("issue_number", args, std::to_string(thread.number)));
    shape(Shape::Kind::label, 28, y + 15, 0, 0, "name",
          claim_text("issue_short", args, shortened(thread.name, 430, text("mark.ellipsis"))));
    for (int i = 0; i < rounds; ++i) {
      const auto& round = held_[static_cast<std::size_t>(i)];
      const Step* step = round.entered == nullptr ? step_at(thread, round.read) : nullptr;
      if (step == nullptr) continue;
      const StepKind kind = leading_kind(*step);
      used.insert(kind);
      mark_at(kind, centre(i), y + 11,
              claim("matrix_cell", {{"issue", issue_id(thread)}, {"round", held_id(round)}}, "matrix.cell",
                    {{"issue", thread.name}, {"round", held_name(round)}, {"what", matrix_word(thread, round).text}}));
    }
    y += row;
    shape(Shape::Kind::line, 0, y, names + column * rounds, y, "grid");
  }
  y += 20;
  int x = 8;
  const auto explain = [&](const std::string& id, auto draw) {
    const Run words = say(id);
    const int width = width_of(words.text) * 12 / 10 + 34;
    if (x + width > 680) {
      x = 8;
      y += 20;
    }
    draw();
    shape(Shape::Kind::label, x + 12, y, 0, 0, "small", words);
    x += width;
  };
  for (const auto kind : used) {
    std::string name(to_text(kind));
    std::replace(name.begin(), name.end(), ' ', '_');
    explain("matrix." + name, [&] { mark_at(kind, x, y - 4, {}); });
  }
  if (entered) explain("matrix.no_text", [&] { shape(Shape::Kind::rect, x - 4, y - 11, 8, 14, "ghost"); });
  figure.height = y + 10;

  Table& table = figure.table;
  // A table on paper holds eight rounds; the course of each issue names them all.
  const int first = std::max(0, rounds - 8);
  table.head.push_back(cell(first == 0
                                ? say("matrix.issue")
                                : claim("matrix_last", {}, "matrix.issue_last",
                                        {{"n", std::to_string(rounds - first)}, {"rounds", std::to_string(rounds)}})));
  table.widths = {40};
  for (int i = first; i < rounds; ++i) {
    const auto& round = held_[static_cast<std::size_t>(i)];
    table.head.push_back(cell(claim_text("round_name_start", {{"round", held_id(round)}}, held_name(round, true))));
    table.widths.push_back(60 / std::max(1, rounds - first));
  }
  for (const auto& thread : d_.threads) {
    std::vector<Cell> cells{cell(issue_name(thread))};
    for (int i = first; i < rounds; ++i) cells.push_back(cell(matrix_word(thread, held_[static_cast<std::size_t>(i)])));
    table.rows.push_back(std::move(cells));
  }
  return figure;
}

}  // namespace breadcrumb::brief
