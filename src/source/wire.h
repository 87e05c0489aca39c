// Numbers and words as bytes for the pipe between parent and worker: little-endian 64-bit numbers, words with their
// length before them, one number for the version in front.
//
//   Writer out;
//   out.words("text");
//   Reader in(out.take());
//   const auto words = in.words();
//   if (!in.good()) return bad_answer("it is cut off or too long");
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace breadcrumb::source {

constexpr std::uint64_t wire_version = 1;

class Writer {
 public:
  Writer() { number(wire_version); }
  void number(std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) out_ += static_cast<char>(value >> shift & 0xFF);
  }
  void words(std::string_view value) {
    number(value.size());
    out_ += value;
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

// Reads past the end give zeros and set `failed`; the caller looks once at the end.
class Reader {
 public:
  explicit Reader(std::string_view in) : in_(in) {
    if (number() != wire_version) failed_ = true;
  }
  std::uint64_t number() {
    if (in_.size() < 8) {
      failed_ = true;
      return 0;
    }
    std::uint64_t value = 0;
    for (int i = 7; i >= 0; --i) value = value << 8 | static_cast<unsigned char>(in_[static_cast<std::size_t>(i)]);
    in_.remove_prefix(8);
    return value;
  }
  std::string words() {
    const auto size = number();
    if (size > in_.size()) {
      failed_ = true;
      return "";
    }
    std::string value(in_.substr(0, size));
    in_.remove_prefix(size);
    return value;
  }
  // A count of things that take at least `least` bytes each.
  std::uint64_t count(std::size_t least) {
    const auto value = number();
    if (value > in_.size() / least) {
      failed_ = true;
      return 0;
    }
    return value;
  }
  [[nodiscard]] bool good() const { return !failed_ && in_.empty(); }

 private:
  std::string_view in_;
  bool failed_ = false;
};

inline Error bad_answer(std::string what) {
  return {ErrorKind::broken, "source.worker_answer", "the worker's answer is malformed: " + std::move(what), ""};
}

}  // namespace breadcrumb::source
