// The readers of single languages, behind `read`.
#pragma once

#include "reader/reader.h"

namespace breadcrumb::reader {

Reading read_en(const Document& document, const Grammar& grammar, const ReadOptions& options);
Reading read_ja(const Document& document, const Grammar& grammar, const ReadOptions& options);

}  // namespace breadcrumb::reader
