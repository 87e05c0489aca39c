#include "thread/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "text/utf8.h"
#include "thread/features.h"
#include "thread/linker.h"
#include "thread/redline.h"
#include "thread/thread.h"

namespace breadcrumb::thread {
namespace {

// Days since 1970-01-01 of an ISO date, by the civil calendar (Howard Hinnant's days_from_civil); nothing if it is
// none.
std::optional<long> day_number(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto read = [&](std::size_t from, std::size_t length) {
    long out = 0;
    for (std::size_t i = from; i < from + length; ++i) {
      if (iso[i] < '0' || iso[i] > '9') return -1L;
      out = out * 10 + (iso[i] - '0');
    }
    return out;
  };
  long year = read(0, 4);
  const long month = read(5, 2), day = read(8, 2);
  if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  year -= month <= 2 ? 1 : 0;
  const long era = year / 400, of_era = year - era * 400;
  const long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

class Comparison {
 public:
  Comparison(const SideText& left, const SideText& right, const ThreadRules& rules)
      : left_(left), right_(right), rules_(rules), vocabulary_({&left.text, &right.text}, rules) {}

  std::vector<SideDifference> run() {
    header();
    mentions();
    commitments();
    return std::move(out_);
  }

 private:
  [[nodiscard]] static std::string name(const SideText& side) {
    if (!side.text.side.empty()) return side.text.side;
    return side.text.side_unknown ? "the text of unknown side" : "the joint text";
  }

  /// The side as a form's place has it.
  [[nodiscard]] static std::string code(const SideText& side) {
    if (!side.text.side.empty()) return side.text.side;
    return side.text.side_unknown ? "unsigned" : "joint";
  }

  /// What a date, place or number is of: its name in forms, its words, and which one of several.
  struct Point {
    std::string id, words, n = "";
  };

  [[nodiscard]] Form given(const char* id, const Point& point, const std::string& a, const std::string& b) const {
    return {id,
            {{"left", code(left_)}, {"what", point.id}, {"n", point.n}, {"a", a}, {"right", code(right_)}, {"b", b}}};
  }

  void add(std::string what, std::string kind, const Span* left, const Span* right, std::string sentence,
           Form form = {}) {
    SideDifference difference;
    difference.round = left_.text.round;
    difference.what = std::move(what);
    difference.kind = std::move(kind);
    difference.left_source = left_.text.source;
    difference.right_source = right_.text.source;
    if (left != nullptr) difference.left = *left;
    if (right != nullptr) difference.right = *right;
    difference.sentence = std::move(sentence);
    difference.form = std::move(form);
    out_.push_back(std::move(difference));
  }

  static std::vector<const Fact*> of_kind(const SideText& side, FactKind kind) {
    std::vector<const Fact*> out;
    for (const Fact& fact : side.facts)
      if (fact.kind == kind) out.push_back(&fact);
    return out;
  }

  // Places in two languages are one where across.toml knows both; else nothing can be said.
  void place(const Fact& left, const Fact& right, const char* what, const Point& point) {
    const std::string &a = left.field("place"), &b = right.field("place");
    if (a.empty() || b.empty()) return;
    const int one = rules_.across().place_of(a), other = rules_.across().place_of(b);
    const bool same = text::fold(a) == text::fold(b), known = one >= 0 && other >= 0;
    if (left_.text.language != right_.text.language && !same && !known) return;
    if (same || !known || one != other) return field(left, right, "place", what, point);
    add(what, "both", &left.quote, &right.quote, fmt::format("Both give {} {}.", point.words, a));
  }

  // One field of two facts; silence of one side is no difference ("unknown to this source").
  void field(const Fact& left, const Fact& right, std::string_view key, const char* what, const Point& point) {
    const std::string &a = left.field(key), &b = right.field(key);
    if (a.empty() || b.empty()) return;
    const bool same = text::fold(a) == text::fold(b);
    add(what, same ? "both" : "differs", &left.quote, &right.quote,
        same ? fmt::format("Both give {} {}.", point.words, a)
             : fmt::format("{} gives {} {}, {} gives {}.", name(left_), point.words, a, name(right_), b),
        same ? Form{} : given("gives", point, a, b));
  }

  void date(const Fact& left, const Fact& right, std::string_view key, const Point& point) {
    const std::string &a = left.field(key), &b = right.field(key);
    if (a.empty() || b.empty()) return;
    const std::string kind(compare_dates(a, left_.text.side, b, right_.text.side, rules_));
    std::string sentence;
    if (kind == "both")
      sentence = fmt::format("Both give {} {}.", point.words, a);
    else if (kind == "date_line")
      sentence = fmt::format("{} gives {} {}, {} gives {}: one moment on the two sides of the date line.", name(left_),
                             point.words, a, name(right_), b);
    else
      sentence = fmt::format("{} gives {} {}, {} gives {}; their clocks do not explain it.", name(left_), point.words,
                             a, name(right_), b);
    add("date", kind, &left.quote, &right.quote, std::move(sentence),
        kind == "both" ? Form{} : given(kind == "date_line" ? "date_line" : "clocks", point, a, b));
  }

  void header() {
    const auto first = [&](FactKind kind, auto&& use) {
      const auto left = of_kind(left_, kind), right = of_kind(right_, kind);
      if (!left.empty() && !right.empty()) use(*left[0], *right[0]);
    };
    first(FactKind::round, [&](const Fact& a, const Fact& b) {
      field(a, b, "ordinal", "ordinal", {"ordinal", "the number of the round as"});
    });
    const auto left = of_kind(left_, FactKind::session), right = of_kind(right_, FactKind::session);
    if (!left.empty() && left.size() == right.size()) {
      for (std::size_t i = 0; i < left.size(); ++i) {
        const Point one = left.size() == 1
                              ? Point{"session", "the session as"}
                              : Point{"session_n", fmt::format("session {} as", i + 1), std::to_string(i + 1)};
        date(*left[i], *right[i], "start", one);
        if (left[i]->field("end") != left[i]->field("start") || right[i]->field("end") != right[i]->field("start"))
          date(*left[i], *right[i], "end", {one.id + "_end", one.words + " ending", one.n});
      }
    } else {
      first(FactKind::meeting, [&](const Fact& a, const Fact& b) {
        date(a, b, "start", {"first_day", "the first day as"});
        date(a, b, "end", {"last_day", "the last day as"});
      });
    }
    first(FactKind::meeting, [&](const Fact& a, const Fact& b) { place(a, b, "place", {"place", "the place as"}); });
    first(FactKind::next_round, [&](const Fact& a, const Fact& b) {
      date(a, b, "date", {"next_round", "the next round as"});
      place(a, b, "place", {"next_place", "the next place as"});
    });
  }

  [[nodiscard]] Grade grade(const Mention& mention) const {
    Grade out = Grade::unknown;
    for (const auto& act : mention.acts) out = std::max(out, rules_.grade_of(act));
    return out;
  }

  static std::string label(const Mention& mention) {
    if (!mention.heading.empty()) return text::squeeze(mention.heading);
    std::string words = text::squeeze(mention.text);
    if (words.size() > 80) {
      std::size_t end = 80;
      while (end > 0 && !text::is_boundary(words, end)) --end;
      words = words.substr(0, end) + "\xE2\x80\xA6";
    }
    return words;
  }

  void mentions() {
    // In the order of the left text, then what the right one says alone.
    std::vector<std::vector<Place>> groups = subjects({&left_.text, &right_.text}, vocabulary_, rules_);
    for (const auto& group : groups) {
      const Mention *left = nullptr, *right = nullptr;
      for (const Place& place : group) {
        const Mention*& side = place.text == &left_.text ? left : right;
        if (side == nullptr) side = place.mention;
      }
      if (left == nullptr && right == nullptr) continue;
      const char* what = (left != nullptr ? left : right)->area ? "area" : "issue";
      if (left == nullptr || right == nullptr) {
        const SideText &speaker = left != nullptr ? left_ : right_, &silent = left != nullptr ? right_ : left_;
        const Mention& mention = left != nullptr ? *left : *right;
        if (!can_be_missed(mention, speaker, silent)) continue;
        Form form{"only", {{"speaker", code(speaker)}, {"label", label(mention)}, {"silent", code(silent)}}};
        std::string sentence = fmt::format("Only {} speaks of \"{}\"", name(speaker), label(mention));
        if (silent.text.excerpt || silent.text.open_list) form.id += silent.text.excerpt ? "_excerpt_there" : "_open";
        if (silent.text.excerpt)
          sentence += fmt::format("; {}'s text is an excerpt, so nothing follows", name(silent));
        else if (silent.text.open_list)
          sentence += fmt::format("; {}'s list is open", name(silent));
        add(what, left != nullptr ? "left_only" : "right_only", left != nullptr ? &left->quote : nullptr,
            right != nullptr ? &right->quote : nullptr, sentence + ".", std::move(form));
        continue;
      }
      add(what, "both", &left->quote, &right->quote, fmt::format("Both speak of \"{}\".", label(*left)));
      act(*left, *right);
      terms(*left, *right);
    }
  }

  // In another language only concepts, names and topics can be looked for: what has none, or has one in common with
  // some subject of the other text, may well be spoken of there.
  bool can_be_missed(const Mention& mention, const SideText& speaker, const SideText& silent) {
    if (speaker.text.language == silent.text.language) return true;
    const Features own = vocabulary_.features(mention, speaker.text.language, speaker.text.mentions.size());
    if (own.neutral.empty() && own.topics.empty()) return false;
    return std::ranges::none_of(silent.text.mentions, [&](const Mention& other) {
      const Features its = vocabulary_.features(other, silent.text.language, silent.text.mentions.size());
      const auto shared = [](const auto& a, const auto& b) {
        return std::ranges::any_of(a, [&](const auto& one) { return std::ranges::find(b, one) != b.end(); });
      };
      return shared(own.topics, its.topics) || shared(own.neutral, its.neutral);
    });
  }

  void act(const Mention& left, const Mention& right) {
    const Grade a = grade(left), b = grade(right);
    if (a == b || a == Grade::unknown || b == Grade::unknown) return;
    // A reading may hold one act of several: what stands in the other's sentence is not lacking there.
    const auto& less = a < b ? left : right;
    if (rules_.states(std::max(a, b), wording(less), (a < b ? left_ : right_).text.language)) return;
    const auto word = [&](const Mention& mention, Grade of) {
      std::string out;
      for (const auto& act : mention.acts)
        if (out.empty() && rules_.grade_of(act) == of) out = act;
      return out;
    };
    const auto shown = [](std::string act) {
      std::ranges::replace(act, '_', ' ');
      return act;
    };
    const std::string said = word(left, a), other = word(right, b);
    add("act", "differs", &left.quote, &right.quote,
        fmt::format("On \"{}\" {} says \"{}\" ({}), {} says \"{}\" ({}).", label(left), name(left_), shown(said),
                    to_text(a), name(right_), shown(other), to_text(b)),
        {"acts",
         {{"label", label(left)},
          {"left", code(left_)},
          {"act", said},
          {"grade", std::string(to_text(a))},
          {"right", code(right_)},
          {"act2", other},
          {"grade2", std::string(to_text(b))}}});
  }

  // Another term for the same subject: headings, or short phrases, of one language.
  void terms(const Mention& left, const Mention& right) {
    if (left_.text.language != right_.text.language) return;
    const bool headings = !left.heading.empty() && !right.heading.empty();
    const std::string &a = headings ? left.heading : left.text, &b = headings ? right.heading : right.text;
    if (!headings && (!left.heading.empty() || !right.heading.empty())) return;
    if (a.size() > 120 || b.size() > 120) return;
    const Redline difference = redline(a, b, left_.text.language);
    if (difference.unchanged() || difference.typography_only || text::fold(a) == text::fold(b)) return;
    add("wording", "differs", &left.quote, &right.quote,
        fmt::format("{} says \"{}\", {} says \"{}\".", name(left_), text::squeeze(a), name(right_), text::squeeze(b)),
        {"terms", {{"left", code(left_)}, {"a", text::squeeze(a)}, {"right", code(right_)}, {"b", text::squeeze(b)}}});
  }

  void commitments() {
    const auto left = of_kind(left_, FactKind::commitment), right = of_kind(right_, FactKind::commitment);
    if (left.empty() || right.empty() || left_.text.language != right_.text.language) return;
    const auto as_mention = [](const Fact& fact) {
      Mention mention;
      mention.text = fact.quote.text;
      return mention;
    };
    std::vector<Features> a, b;
    for (const Fact* fact : left) a.push_back(vocabulary_.features(as_mention(*fact), left_.text.language, 1));
    for (const Fact* fact : right) b.push_back(vocabulary_.features(as_mention(*fact), right_.text.language, 1));
    std::vector<bool> taken(right.size(), false);
    for (std::size_t i = 0; i < left.size(); ++i) {
      int best = 45;
      std::size_t partner = right.size();
      for (std::size_t k = 0; k < right.size(); ++k)
        if (!taken[k])
          if (const int like = vocabulary_.similarity(a[i], b[k]); like > best) best = like, partner = k;
      if (partner == right.size()) continue;
      taken[partner] = true;
      const Fact &l = *left[i], &r = *right[partner];
      const std::string &actor_l = l.field("actor"), &actor_r = r.field("actor");
      if (!actor_l.empty() && !actor_r.empty() && actor_l != actor_r)
        add("actor", "differs", &l.quote, &r.quote,
            fmt::format("On \"{}\" {} names {} as the one to act, {} names {}.", text::squeeze(l.quote.text),
                        name(left_), actor_l, name(right_), actor_r),
            {"actors",
             {{"label", text::squeeze(l.quote.text)},
              {"left", code(left_)},
              {"a", actor_l},
              {"right", code(right_)},
              {"b", actor_r}}});
      date(l, r, "due", {"term", "the term as"});
    }
  }

  const SideText& left_;
  const SideText& right_;
  const ThreadRules& rules_;
  Vocabulary vocabulary_;
  std::vector<SideDifference> out_;
};

}  // namespace

std::string_view compare_dates(std::string_view left_date, std::string_view left_party, std::string_view right_date,
                               std::string_view right_party, const ThreadRules& rules) {
  if (left_date == right_date) return "both";
  const auto left = day_number(left_date), right = day_number(right_date);
  const auto left_clock = rules.minutes_of(left_party), right_clock = rules.minutes_of(right_party);
  if (!left || !right || !left_clock || !right_clock) return "differs";
  const int ahead = *right_clock - *left_clock;
  if (std::abs(ahead) < rules.figures().line_hours * 60) return "differs";
  return *right - *left == (ahead > 0 ? 1 : -1) ? "date_line" : "differs";
}

std::vector<SideDifference> compare(const SideText& left, const SideText& right, const ThreadRules& rules) {
  return Comparison(left, right, rules).run();
}

}  // namespace breadcrumb::thread
