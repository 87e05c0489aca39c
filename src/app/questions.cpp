#include "app/questions.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/all_operations.h"
#include "app/brief_material.h"
#include "app/window.h"

namespace breadcrumb::app {

namespace {

brief::Request request_of(const Context& context, const Knowledge& knowledge) {
  return {.composed_at = context.now(),
          .program = std::string(program_version()),
          .margin_below = knowledge.threads.ask_below()};
}

template <class Wanted>
Result<std::string> open_of(const Context& context, const std::vector<DeskView>& views, const Knowledge& knowledge,
                            Wanted wanted) {
  std::string out;
  for (const auto& view : views)
    for (const auto& question :
         BC_TRY(brief::questions_of_texts(view, knowledge.english(), request_of(context, knowledge))))
      if (wanted(view, question)) out += question_text(question, 0);
  return out;
}

// Two dialogues that may be one are asked about once, with the larger one.
bool of_the_larger(const DeskView& view, const brief::Question& question) {
  return question.kind == "dialogue" && std::ranges::any_of(view.dialogue.twins, [&](const TwinView& twin) {
           return !twin.into_other && question.sentence.find(twin.name) != std::string::npos;
         });
}

Result<Answer> run(const Context& context, const Request& request) {
  const auto opened = BC_TRY(open_views(context));
  const auto& language = text_of(request, "language");
  const auto* words = BC_TRY(words_in(opened.knowledge, language.empty() ? "en" : language));
  std::vector<const DeskView*> wanted;
  if (!text_of(request, "dialogue").empty())
    wanted.push_back(BC_TRY(choose_dialogue(opened.views, text_of(request, "dialogue"))));
  else
    for (const auto& view : opened.views) wanted.push_back(&view);
  Answer out;
  out.json = Json::array();
  int number = 0;
  auto window = BC_TRY(Window::in(request));
  for (const auto* one : wanted) {
    if (window.is_full()) break;
    const auto material = BC_TRY(briefing_material(opened.record, opened.knowledge.grammar, opened.views, *one));
    auto questions =
        BC_TRY(brief::open_questions(material.view, material.texts, *words, request_of(context, opened.knowledge)));
    // Two dialogues that may be one are asked about with the larger one, unless the smaller one alone was asked for.
    if (wanted.size() > 1)
      std::erase_if(questions,
                    [&](const auto& one_of) { return one_of.kind == "dialogue" && !of_the_larger(*one, one_of); });
    if (questions.empty()) continue;
    bool headed = wanted.size() == 1;
    for (const auto& question : questions) {
      ++number;
      if (!window.takes()) continue;
      if (!headed) out.text += (out.text.empty() ? "" : "\n") + wrapped(one->dialogue.name, 0);
      headed = true;
      Json answers = Json::array();
      for (const auto& answer : question.answers)
        answers.push(Json::object()
                         .set("when", answer.when.empty() ? Json() : Json(answer.when))
                         .set("command", answer.command));
      out.json.push(Json::object()
                        .set("number", number)
                        .set("dialogue", one->dialogue.name)
                        .set("kind", question.kind)
                        .set("sentence", question.sentence)
                        .set("answers", std::move(answers)));
      auto text = question_text(question, 4);
      const auto label = fmt::format("{:<4}", number);
      out.text += label + (text.size() > 4 && label.size() == 4 ? text.substr(4) : text);
    }
  }
  if (number == 0) out.text = "The record leaves no question open.\n";
  return out;
}

}  // namespace

std::string question_text(const brief::Question& question, std::size_t indent) {
  std::string out = wrapped(question.sentence, indent);
  for (const auto& answer : question.answers)  // never broken: they are copied
    out += std::string(indent + 4, ' ') + (answer.when.empty() ? "" : answer.when + ": ") + answer.command + "\n";
  return out;
}

Result<std::string> open_texts(const Context& context, const std::vector<DeskView>& views, const Knowledge& knowledge,
                               const std::vector<std::string>& sources) {
  return open_of(context, views, knowledge, [&](const DeskView& view, const brief::Question& question) {
    return of_the_larger(view, question) ||
           (question.kind == "side" && std::ranges::find(sources, question.source) != sources.end());
  });
}

Result<std::string> open_dialogues(const Context& context, const std::vector<DeskView>& views,
                                   const Knowledge& knowledge) {
  return open_of(context, views, knowledge, of_the_larger);
}

Operation questions_operation() {
  Operation out{.name = "questions",
                .summary = "what the record leaves open, with what to type for each",
                .parameters = {{.name = "dialogue", .help = "only this dialogue's, by words of its name"},
                               {.name = "language",
                                .help = "of the sentences: en (default), ja, or another that lexicon/brief has",
                                .form = Form::name}},
                .example = "breadcrumb questions",
                .run = run};
  add_window_parameters(out.parameters);
  return out;
}

}  // namespace breadcrumb::app
