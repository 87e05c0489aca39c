// A release that was put out again with another date promises the same thing twice: which of the two counts is asked.
#include <algorithm>
#include <tuple>

#include "brief/composer.h"
#include "text/words.h"

namespace breadcrumb::brief {

namespace {

/// Of 100: how many of the words of the longer text the shorter one has too. Figures and signs do not count, since a
/// date is what a correction corrects.
std::size_t in_common(std::string_view a, std::string_view b) {
  const auto folded = [](std::string_view text) {
    std::vector<std::string> out;
    for (const auto& word : text::words(text))
      if (word.kind != text::WordKind::number && word.kind != text::WordKind::sign)
        out.push_back(text::fold_word(word.text));
    std::ranges::sort(out);
    return out;
  };
  const auto left = folded(a), right = folded(b);
  std::vector<std::string> both;
  std::ranges::set_intersection(left, right, std::back_inserter(both));
  const auto longer = std::max(left.size(), right.size());
  return longer == 0 ? 0 : both.size() * 100 / longer;
}

/// A sentence of twenty words of which a month and the beginning were written anew is the same promise; two promises of
/// one list that share their verbs and their object's kind are not.
constexpr std::size_t alike = 80;

}  // namespace

void Composer::ask_corrections(std::vector<Asked>& out) {
  const auto settled = [&](const FollowUpView& one) {
    const auto fact = std::ranges::find_if(d_.facts, [&](const FactView& view) { return view.fact.id == one.fact; });
    return one.number == 0 || one.status != "open" || one.fact.empty() || one.round < 0 || fact == d_.facts.end() ||
           fact->standing == "confirmed" || fact->standing == "corrected";
  };
  std::vector<std::pair<const FollowUpView*, const Source*>> open;
  for (const auto& one : d_.follow_ups)
    if (const auto* source = source_of(one.quote.source); source != nullptr && !settled(one))
      open.emplace_back(&one, source);
  // The first text first: one is corrected by what came out after it, or came to the desk after it.
  const auto when = [](const auto& one) {
    return std::tie(one.second->published, one.second->added, one.first->number);
  };
  std::ranges::stable_sort(open, [&](const auto& a, const auto& b) { return when(a) < when(b); });
  for (std::size_t i = 0; i < open.size(); ++i)
    for (std::size_t k = i + 1; k < open.size(); ++k) {
      const auto& [first, earlier] = open[i];
      const auto& [second, later] = open[k];
      if (first->round != second->round || earlier == later || earlier->language != later->language ||
          earlier->publisher.empty() || earlier->publisher != later->publisher)
        continue;
      if (in_common(first->text, second->text) < alike) continue;
      const auto a = std::to_string(first->number), b = std::to_string(second->number);
      Asked asked{.kind = "correction", .heading = "open.corrections", .blocks = {}, .answers = {}};
      asked.answers.push_back(answer("corrected", {{"n", a}, {"file", file_word(*later)}}));
      asked.answers.push_back(answer("both_stand", {{"fact", second->fact.substr(0, 8)}}));
      asked.blocks.push_back(item({claim("correction", {{"first", a}, {"second", b}}, "open.correction",
                                         {{"a", a},
                                          {"b", b},
                                          {"round", round_name(first->round)},
                                          {"file_a", earlier->file_name},
                                          {"file_b", later->file_name}}),
                                   method_mark("question")}));
      out.push_back(std::move(asked));
    }
}

}  // namespace breadcrumb::brief
