#include "http/answers.h"

namespace breadcrumb::http {

void Answers::at(std::string_view state) {
  if (state == state_) return;
  state_ = state;
  replies_.clear();
  bytes_ = 0;
}

std::optional<Reply> Answers::find(std::string_view state, const std::string& key) {
  const std::lock_guard lock(mutex_);
  if (state != state_) return std::nullopt;
  const auto found = replies_.find(key);
  return found == replies_.end() ? std::nullopt : std::optional(found->second);
}

void Answers::keep(std::string_view state, const std::string& key, const Reply& reply) {
  const auto size = key.size() + (reply.body ? reply.body->size() : 0);
  if (size > most_bytes_ / 8) return;
  const std::lock_guard lock(mutex_);
  at(state);
  if (bytes_ + size > most_bytes_) {
    replies_.clear();
    bytes_ = 0;
  }
  if (replies_.insert_or_assign(key, reply).second) bytes_ += size;
}

}  // namespace breadcrumb::http
