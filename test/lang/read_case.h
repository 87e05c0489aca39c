// `.read` cases: a document, what people say it states (`gold facts`), and what the reader reads (`expect facts`).
//
// `expect facts` is closed: a fact that is not listed fails, and so does a listed one that is not read. The human
// labels are for the score (docs/reader.md); here only their quotes are looked up in the text. docs/testing.md has the
// language.
#pragma once

#include <filesystem>

namespace breadcrumb::lang {

/// Registers every `.read` file below `folder` as a test.
void register_read_cases(const std::filesystem::path& folder);

}  // namespace breadcrumb::lang
