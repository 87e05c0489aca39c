#include "reader/facts.h"
#include "reader/languages.h"

namespace breadcrumb::reader {

Reading read_en(const Document& document, const Grammar&, const ReadOptions&) {
  FactBuilder build(document);
  return build.finish();
}

}  // namespace breadcrumb::reader
