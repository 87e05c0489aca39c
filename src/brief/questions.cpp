// What the record leaves open: each question once, for the briefing's section and for the list with what to type.
#include <algorithm>

#include "brief/composer.h"

namespace breadcrumb::brief {

std::vector<const FactView*> Composer::doubtful() const {
  std::vector<const FactView*> out;
  for (const auto& fact : d_.facts)
    if (fact.standing == "read" && fact.fact.certainty < request_.certainty_below) out.push_back(&fact);
  return out;
}

std::vector<std::pair<const Thread*, const Step*>> Composer::close_matches() const {
  std::vector<std::pair<const Thread*, const Step*>> out;
  for (const auto& thread : d_.threads)
    for (const auto& step : thread.steps)
      if (!step.mentions.empty() && step.margin < request_.margin_below && step.runner_up != thread.name)
        out.emplace_back(&thread, &step);
  return out;
}

std::map<std::vector<std::string>, std::vector<HeldRound>> Composer::missing_texts() const {
  std::map<std::vector<std::string>, std::vector<HeldRound>> out;
  for (const auto& round : held_) {
    std::set<std::string> heard;
    bool any_side = false;
    if (round.entered == nullptr)
      for (const auto& sha256 : d_.rounds[static_cast<std::size_t>(round.read)].sources) {
        const std::string side = side_of(sha256);
        if (!side.empty()) heard.insert(side);
        any_side = any_side || side.empty();
      }
    if (any_side) continue;  // a joint text is every side's, one whose side is unknown may be anybody's
    std::vector<std::string> without;
    for (const auto& party : d_.parties)
      if (!heard.contains(party)) without.push_back(party);
    if (!without.empty()) out[heard.empty() ? std::vector<std::string>{} : without].push_back(round);
  }
  return out;
}

void Composer::ask_differences(std::vector<Asked>& out) {
  // Those of the dialogue's rounds, then those of the meetings of its bodies.
  struct Shown {
    const SideDifference* difference;
    Args args;
    std::string where;
  };
  std::vector<Shown> all;
  for (std::size_t i = 0; i < d_.differences.size(); ++i) {
    const auto& difference = d_.differences[i];
    all.push_back({&difference,
                   {{"n", std::to_string(i + 1)}, {"round", round_id(difference.round)}},
                   round_name(difference.round, true)});
  }
  for (std::size_t b = 0; b < d_.bodies.size(); ++b) {
    const auto& body = d_.bodies[b];
    for (std::size_t i = 0; i < body.differences.size(); ++i) {
      const auto& difference = body.differences[i];
      const auto& meeting = body.meetings[static_cast<std::size_t>(difference.round)];
      all.push_back({&difference,
                     {{"body", std::to_string(b + 1)}, {"n", std::to_string(i + 1)}},
                     body.name + text("mark.comma") + name_of(meeting, difference.round, false)});
    }
  }
  std::erase_if(all, [&](const Shown& shown) {
    const auto& difference = *shown.difference;
    if (difference.kind == "both") return true;
    // An excerpt that is silent differs in nothing.
    const Source* quiet = source_of(difference.kind == "left_only" ? difference.right_source : difference.left_source);
    return (difference.kind == "left_only" || difference.kind == "right_only") && quiet != nullptr && quiet->excerpt;
  });
  const auto same_words = [](const SideDifference& a, const SideDifference& b) {
    return a.what == b.what && a.left_source == b.left_source && a.right_source == b.right_source && a.left == b.left &&
           a.right == b.right;
  };
  for (std::size_t i = 0; i < all.size();) {
    const auto& difference = *all[i].difference;
    const std::string what_id = "difference." + difference.what;
    Runs runs{claim_text("difference", all[i].args,
                         all[i].where + text("mark.comma") + text_or(what_id, difference.what) + text("mark.colon") +
                             said(difference.form, difference.sentence))};
    // Two sentences about the same words (a first and a last day) stand above them together.
    for (++i; i < all.size() && same_words(*all[i].difference, difference); ++i) {
      runs.push_back(say("mark.space"));
      runs.push_back(claim_text("difference", all[i].args, said(all[i].difference->form, all[i].difference->sentence)));
    }
    runs.push_back(method_mark("difference"));
    Asked asked{.kind = "difference", .heading = "open.sides", .blocks = {}, .answers = {}};
    asked.blocks.push_back(item(std::move(runs)));
    const Source* left = source_of(difference.left_source);
    const Source* right = source_of(difference.right_source);
    if (left != nullptr && right != nullptr)
      asked.answers.push_back(answer("compare", {{"a", file_word(*left)}, {"b", file_word(*right)}}));
    for (const auto& [source, span] :
         {std::pair{difference.left_source, difference.left}, std::pair{difference.right_source, difference.right}}) {
      if (span.empty()) continue;
      Runs quote = quoted({source, span});
      if (quote.empty()) continue;
      Block block{.kind = BlockKind::quote};
      Run side = claim("side", {{"source", source}}, "open.left", {{"side", side_name(source)}});
      side.look = Look::soft;
      block.runs.push_back(side);
      add(block.runs, std::move(quote));
      asked.blocks.push_back(std::move(block));
    }
    out.push_back(std::move(asked));
  }
}

Question::Answer Composer::answer(std::string_view id, const Fillers& fillers) {
  const std::string when = "when." + std::string(id);
  return {words_.find(when) != nullptr ? text(when, fillers) : "", text("answer." + std::string(id), fillers)};
}

std::string Composer::typed(std::string_view word) {
  const auto plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0 ||
           std::string_view("._/:@%+,=-").find(c) != std::string_view::npos;
  };
  const std::string shown = visible_form(word);
  if (!shown.empty() && shown.front() != '-' && std::ranges::all_of(shown, plain)) return shown;
  std::string out = shown.starts_with('-') ? "\"./" : "\"";
  for (const char c : shown) {
    if (std::string_view("\"\\$`").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string Composer::file_word(const Source& source) const {
  const auto called_so = [&](const Source& other) { return other.file_name == source.file_name; };
  return typed(std::ranges::count_if(d_.sources, called_so) > 1 ? source.sha256.substr(0, 8) : source.file_name);
}

void Composer::add_answers(const std::vector<Question::Answer>& answers, const Args& args, Runs& runs) {
  if (goes_out(request_.profile)) return;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    runs.push_back(say(i == 0 ? "open.type" : "open.or"));
    Args at = args;
    at.emplace_back("answer", std::to_string(i + 1));
    Run command = claim_text("command", std::move(at), answers[i].command);
    command.look = Look::code;
    runs.push_back(std::move(command));
  }
  if (!answers.empty()) runs.push_back(say("mark.stop"));
}

void Composer::ask_texts(std::vector<Asked>& out) {
  for (std::size_t i = 0; i < d_.twins.size() && !goes_out(request_.profile); ++i) {
    const auto& twin = d_.twins[i];
    std::string files;
    for (const auto& file : twin.files) files += (files.empty() ? "" : " ") + typed(file);
    Asked asked{.kind = "dialogue", .heading = "open.twins", .blocks = {}, .answers = {}};
    asked.answers.push_back(answer("join", {{"name", typed(twin.into_other ? twin.name : d_.name)}, {"files", files}}));
    asked.answers.push_back(
        answer("apart", {{"name", typed(twin.into_other ? d_.name : twin.name)}, {"files", files}}));
    const Args args{{"twin", std::to_string(i + 1)}};
    Runs runs{claim("twin", args, "open.twin", {{"name", twin.name}, {"round", round_name(twin.round)}})};
    add_answers({asked.answers.front()}, args, runs);
    runs.push_back(method_mark("question"));
    asked.blocks.push_back(item(std::move(runs)));
    out.push_back(std::move(asked));
  }
  for (const auto& round_text : d_.texts) {
    const Source* source = source_of(round_text.source);
    if (!round_text.side_unknown || source == nullptr) continue;
    Asked asked{.kind = "side", .heading = "open.unsigned", .blocks = {}, .answers = {}};
    constexpr std::size_t few = 3;
    std::vector<std::string> codes = d_.parties;
    if (codes.empty() || codes.size() > few) codes = {"CODE"};
    const std::string file = read_from(*source) == source->file_name ? file_word(*source) : typed(read_from(*source));
    for (const auto& code : codes) asked.answers.push_back(answer("side", {{"code", code}, {"file", file}}));
    const Args args{{"source", source->sha256}};
    Runs runs{claim("side_unknown", args, "open.unsigned_text",
                    {{"file", source->file_name}, {"round", round_name(round_text.round)}})};
    add_answers(asked.answers, args, runs);
    runs.push_back(method_mark("question"));
    asked.blocks.push_back(item(std::move(runs)));
    asked.source = source->sha256;
    out.push_back(std::move(asked));
  }
}

void Composer::ask_gaps(std::vector<Asked>& out) {
  const auto party_names = [&](const std::vector<std::string>& parties) {
    std::vector<std::string> names;
    for (const auto& party : parties) names.push_back(words_.party(party));
    return join(names);
  };
  const auto texts_by = [&](std::string_view id, const std::vector<std::string>& parties) {
    std::vector<Question::Answer> answers;
    for (const auto& party : parties.empty() ? std::vector<std::string>{"CODE"} : parties)
      answers.push_back(answer(id, {{"code", party}}));
    return answers;
  };
  std::map<std::vector<std::string>, std::vector<HeldRound>> headless;
  for (int i = 0; i <= last_; ++i)
    if (const auto& without = d_.rounds[static_cast<std::size_t>(i)].parties_without_head; !without.empty())
      headless[without].push_back({.read = i});
  for (const auto& [parties, rounds] : headless)
    out.push_back({.kind = "head",
                   .heading = "open.heads",
                   .blocks = {item({claim("heads_unknown", {{"rounds", held_ids(rounds)}}, "open.head",
                                          {{"parties", party_names(parties)}, {"rounds", held_names(rounds)}}),
                                    method_mark("heads")})},
                   .answers = texts_by("head", parties)});
  for (const auto& [parties, rounds] : missing_texts())
    out.push_back({.kind = "text",
                   .heading = "open.texts",
                   .blocks = {item({claim("text_missing", {{"rounds", held_ids(rounds)}},
                                          parties.empty() ? "open.text_any" : "open.text",
                                          {{"parties", party_names(parties)}, {"rounds", held_names(rounds)}}),
                                    method_mark("question")})},
                   .answers = texts_by("text", parties)});
}

void Composer::ask_readings(std::vector<Asked>& out) {
  for (const FactView* fact : doubtful()) {
    Runs quote = quoted_lead({fact->source, fact->fact.quote});
    if (quote.empty()) continue;
    const Args args{{"fact", fact->fact.id}};
    Runs runs =
        phrase("open.fact", {{"quote", std::move(quote)},
                             {"kind", {claim("fact_kind", args, "fact." + std::string(to_text(fact->fact.kind)))}}});
    runs.push_back(claim("certainty", args, "open.certainty", {{"n", std::to_string(fact->fact.certainty)}}));
    runs.push_back(method_mark("question"));
    const Fillers id{{"fact", fact->fact.id.substr(0, 8)}};
    out.push_back({.kind = "fact",
                   .heading = "open.facts",
                   .blocks = {item(std::move(runs))},
                   .answers = {answer("confirm", id), answer("correct", id), answer("reject", id)}});
  }
  const auto label = [](const Thread& thread) {
    return (thread.number > 0 ? std::to_string(thread.number) + " " : "") + thread.name;
  };
  for (const auto& [thread, step] : close_matches()) {
    const auto other = std::ranges::find_if(
        d_.threads, [&](const Thread& one) { return one.name == step->runner_up && one.key != thread->key; });
    const std::string rival = other == d_.threads.end() ? step->runner_up : label(*other);
    Asked asked{.kind = "match",
                .heading = "open.matches",
                .blocks = {item({claim("match", {{"issue", issue_id(*thread)}, {"round", round_id(step->round)}},
                                       rival.empty() ? "open.match" : "open.match_other",
                                       {{"issue", label(*thread)},
                                        {"round", round_name(step->round)},
                                        {"n", std::to_string(step->margin)},
                                        {"other", rival}}),
                                 method_mark("question")})},
                .answers = {}};
    const std::string number = std::to_string(thread->number);
    asked.answers.push_back(answer("look", {{"issue", number}}));
    if (other != d_.threads.end())
      asked.answers.push_back(answer("merge", {{"issue", number}, {"other", std::to_string(other->number)}}));
    // The only words of an issue cannot leave it.
    const auto spoken = std::ranges::count_if(thread->steps, [](const Step& one) { return !one.mentions.empty(); });
    if (spoken > 1) {
      std::string facts;
      for (const auto& mention : step->mentions) facts += (facts.empty() ? "" : " ") + mention.fact.substr(0, 8);
      asked.answers.push_back(
          answer("split", {{"issue", number}, {"facts", facts}, {"round", round_name(step->round)}}));
    }
    out.push_back(std::move(asked));
  }
}

void Composer::ask_lost(std::vector<Asked>& out) {
  for (const auto& fact : d_.facts) {
    if (fact.anchor.empty() || fact.anchor == "exact" || fact.standing == "rejected") continue;
    const std::string anchor_id = "open.anchor_" + fact.anchor;
    Runs quote = quoted_lead({fact.source, fact.fact.quote});
    if (quote.empty()) continue;  // named below as a lost quote
    Runs runs = phrase("open.anchor",
                       {{"quote", std::move(quote)},
                        {"anchor", {claim_text("anchor", {{"fact", fact.fact.id}}, text_or(anchor_id, fact.anchor))}}});
    runs.push_back(method_mark("question"));
    const Fillers id{{"fact", fact.fact.id.substr(0, 8)}};
    out.push_back({.kind = "anchor",
                   .heading = "open.lost",
                   .blocks = {item(std::move(runs))},
                   .answers = {answer("confirm", id), answer("reject", id)}});
  }
  for (const auto& [source_id, start, end] : lost_) {
    const Source* source = source_of(source_id);
    const std::string label = source != nullptr ? source_label(*source) : source_id.substr(0, 16);
    out.push_back(
        {.kind = "lost",
         .heading = "open.lost",
         .blocks = {item({claim("lost_quote",
                                {{"source", source_id}, {"start", std::to_string(start)}, {"end", std::to_string(end)}},
                                "open.lost_quote",
                                {{"source", label}, {"start", std::to_string(start)}, {"end", std::to_string(end)}}),
                          method_mark("question")})},
         .answers = {answer("check", {})}});
  }
}

std::vector<Composer::Asked> Composer::asked() {
  std::vector<Asked> out;
  ask_texts(out);
  ask_differences(out);
  ask_gaps(out);
  if (!goes_out(request_.profile)) ask_corrections(out);
  if (!goes_out(request_.profile)) ask_readings(out);
  ask_lost(out);
  return out;
}

Section Composer::questions() {
  Section section{.id = "open", .title = {say("open.title"), method_mark("question")}};
  auto& out = section.blocks;
  auto list = asked();
  if (list.empty()) {
    out.push_back(paragraph({claim("no_question", {}, "open.none"), method_mark("question")}));
    return section;
  }
  if (!goes_out(request_.profile)) out.push_back(paragraph({say("open.how")}, "small"));
  std::string under;
  for (auto& one : list) {
    if (one.heading != under) out.push_back(heading(2, {say(one.heading)}));
    under = one.heading;
    std::move(one.blocks.begin(), one.blocks.end(), std::back_inserter(out));
  }
  return section;
}

Result<std::vector<Question>> Composer::list(bool of_texts) {
  // What does not stand is found where the book would print it.
  if (!held_.empty() && !of_texts) BC_TRY(compose());
  std::vector<Asked> all;
  if (of_texts)
    ask_texts(all);
  else
    all = asked();
  std::vector<Question> out;
  for (auto& one : all) {
    Question question{
        .kind = one.kind, .sentence = {}, .source = std::move(one.source), .answers = std::move(one.answers)};
    for (const auto& run : one.blocks.front().runs) {
      if (run.id == "open.type") break;  // the commands are the answers
      if (run.look != Look::mark) question.sentence += run.text;
    }
    out.push_back(std::move(question));
  }
  if (!missing_.empty())
    return Error{ErrorKind::bad_input, "brief.words_missing", "the words file has no string `" + missing_ + "`",
                 "lexicon/brief"};
  return out;
}

Result<std::vector<Question>> open_questions(const DeskView& view, const Texts& texts, const Words& words,
                                             const Request& request) {
  return Composer(view, texts, words, request).list(false);
}

Result<std::vector<Question>> questions_of_texts(const DeskView& view, const Words& words, const Request& request) {
  return Composer(view, {}, words, request).list(true);
}

}  // namespace breadcrumb::brief
