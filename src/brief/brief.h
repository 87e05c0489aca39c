// The briefing book in one include: compose it, render it, verify a rendered file.
//
//   const Words words = BC_TRY(brief::Words::parse(toml_bytes, "lexicon/brief/en.toml"));
//   const Book book = BC_TRY(brief::compose(view, texts, words, request));
//   const std::string bytes = brief::render(book, brief::Format::html);
//   const VerifyReport report = BC_TRY(brief::verify(bytes, words_by_language, context));
#pragma once

#include "brief/book.h"
#include "brief/compose.h"
#include "brief/question.h"
#include "brief/render.h"
#include "brief/verify.h"
#include "brief/words.h"
