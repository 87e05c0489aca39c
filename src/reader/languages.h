// The readers of single languages, behind `read`.
#pragma once

#include "reader/reader.h"

namespace breadcrumb::reader {

Reading read_en(const Document& document, const Grammar& grammar, const ReadOptions& options);
Reading read_ja(const Document& document, const Grammar& grammar, const ReadOptions& options);

std::vector<std::pair<std::size_t, std::size_t>> denied_in_en(std::string_view sentence, const Grammar& grammar);
std::vector<std::pair<std::size_t, std::size_t>> denied_in_ja(std::string_view sentence, const Grammar& grammar);

}  // namespace breadcrumb::reader
