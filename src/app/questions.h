// What the desk leaves open, as `read`, `dialogues` and `questions` print it.
#pragma once

#include <string>
#include <vector>

#include "app/show.h"
#include "brief/question.h"

namespace breadcrumb::app {

/// The question's sentence and below it, in lines of their own, what to type.
std::string question_text(const brief::Question& question, std::size_t indent);

/// The texts among `sources` that do not say whose they are, and the dialogues that may be one. "" when there
/// are none.
Result<std::string> open_texts(const Context& context, const std::vector<DeskView>& views, const Knowledge& knowledge,
                               const std::vector<std::string>& sources);

/// Only the dialogues that may be one.
Result<std::string> open_dialogues(const Context& context, const std::vector<DeskView>& views,
                                   const Knowledge& knowledge);

}  // namespace breadcrumb::app
