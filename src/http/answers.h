// Answers that are still true: an operation that only reads gives the same for the same request as long as the desk,
// its rules and the day are the same.
//
//   if (auto known = answers.find(state, key)) return *known;
//   answers.keep(state, key, reply);   // made while the desk was in that state
//
// For all threads. What was kept for another state is forgotten.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/message.h"

namespace breadcrumb::http {

class Answers {
 public:
  explicit Answers(std::uint64_t most_bytes = std::uint64_t{64} << 20) : most_bytes_(most_bytes) {}

  [[nodiscard]] std::optional<Reply> find(std::string_view state, const std::string& key);
  void keep(std::string_view state, const std::string& key, const Reply& reply);

 private:
  void at(std::string_view state);

  std::mutex mutex_;
  std::string state_;
  std::unordered_map<std::string, Reply> replies_;
  std::uint64_t bytes_ = 0, most_bytes_;
};

}  // namespace breadcrumb::http
