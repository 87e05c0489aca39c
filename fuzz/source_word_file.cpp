// Whatever the bytes, a Word file as it is shown survives the pipe between worker and parent, and its words are UTF-8.
#include <cstdint>
#include <cstdlib>

#include "source/codec.h"
#include "source/word_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace breadcrumb;
  const auto file = source::read_word_file({reinterpret_cast<const char*>(data), size});
  if (!file) return 0;
  const auto same = source::decode_word_file(source::encode(*file));
  if (!same || *same != *file) std::abort();
  return 0;
}
