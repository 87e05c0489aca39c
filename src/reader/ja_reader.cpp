#include "reader/facts.h"
#include "reader/languages.h"

namespace breadcrumb::reader {

Reading read_ja(const Document& document, const Grammar&, const ReadOptions&) {
  FactBuilder build(document);
  build.problem("language.unsupported", "Japanese texts are recognised, and not read yet");
  Reading reading = build.finish();
  reading.kind = "other";
  return reading;
}

}  // namespace breadcrumb::reader
