// Whatever a message holds, what is read of it is a sound Document (letter.h).
#include "letter.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return try_letter(data, size, breadcrumb::source::Format::mail);
}
