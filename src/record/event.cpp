#include "record/event.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/json.h"

namespace breadcrumb::record {

namespace {

using namespace std::string_view_literals;

constexpr auto event_prefix = "breadcrumb.event.v1\0"sv;
constexpr auto arrival_prefix = "breadcrumb.arrival.v1\0"sv;
constexpr auto command_prefix = "breadcrumb.command.v1\0"sv;

/// Two digits at `at` as a number, or -1.
int two_digits(std::string_view text, std::size_t at) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  return digit(at) && digit(at + 1) ? (text[at] - '0') * 10 + (text[at + 1] - '0') : -1;
}

int days_in(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

/// 32 raw bytes of a hash; zeros for "" and for what is no hash (a damaged row then simply does not fit).
std::string raw_hash(std::string_view hex) {
  if (!is_lower_hex(hex, 64)) return std::string(32, '\0');
  return from_hex(hex).value();
}

}  // namespace

std::string payload_commitment(std::string_view salt, std::string_view payload) {
  std::string input(salt);
  input += payload;
  return sha256_hex(input);
}

Result<std::string> canonical_header(const Event& event) {
  Json header = Json::object();
  header.set("author", event.author)
      .set("channel", event.channel)
      .set("commitment", event.commitment)
      .set("id", event.id)
      .set("kind", event.kind)
      .set("previous", event.previous)
      .set("seq", event.seq)
      .set("time", event.time);
  return header.canonical();
}

Result<std::string> event_hash(const Event& event) {
  std::string input(event_prefix);
  input += BC_TRY(canonical_header(event));
  return sha256_hex(input);
}

std::string arrival_hash(std::string_view previous, std::string_view event_hash) {
  std::string input(arrival_prefix);
  input += raw_hash(previous);
  input += raw_hash(event_hash);
  return sha256_hex(input);
}

EventId further_id(std::string_view id) {
  std::string input(command_prefix);
  const auto bytes = from_hex(id);
  input += bytes ? *bytes : std::string(id);
  return sha256_hex(input).substr(0, 32);
}

bool is_lower_hex(std::string_view text, std::size_t count) {
  return text.size() == count &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_event_time(std::string_view text) {
  if (text.size() != 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' ||
      text[19] != 'Z')
    return false;
  const int century = two_digits(text, 0), year = two_digits(text, 2);
  const int month = two_digits(text, 5), day = two_digits(text, 8);
  const int hour = two_digits(text, 11), minute = two_digits(text, 14), second = two_digits(text, 17);
  if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1) return false;
  return day <= days_in(century * 100 + year, month) && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 &&
         second >= 0 && second < 60;
}

bool is_channel(std::string_view text) {
  if (text == "private" || text == "public") return true;
  if (!text.starts_with("with:") || text.size() == 5 || text.size() > 205) return false;
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

}  // namespace breadcrumb::record
