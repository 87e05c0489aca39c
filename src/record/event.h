// One event of the log: its header, the salted commitment to its payload, and the hashes that chain it.
//
//   event.commitment = payload_commitment(salt, payload);
//   event.hash = event_hash(event);                              // over prefix and canonical header
//   arrival = arrival_hash(arrival, event.hash);                 // the desk's own order of arrival
//
// Pure functions of their arguments; docs/file-format.md gives the bytes, test/cases/vectors/events.json the vectors.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace breadcrumb::record {

using EventId = std::string;  ///< 128 random bits as 32 lower-case hex digits, or `further_id` of the one before

/// What an event says about itself. All hashes are 64 lower-case hex digits.
struct Event {
  long long arrival = 0;  ///< place on this desk, from 1; never exported, not hashed
  EventId id;
  std::string channel;       ///< `private`, `with:<dialogue>` or `public`
  std::string author;        ///< 32 hex digits, made at init
  long long seq = 0;         ///< place in the chain of (author, channel), from 1
  std::string kind;          ///< `source.added`, ...
  std::string time;          ///< UTC, `2026-03-01T09:30:00Z`
  std::string commitment;    ///< SHA-256 of salt and payload
  std::string previous;      ///< hash of the event before in the chain; "" for the first
  std::string hash;          ///< of the header above
  std::string arrival_hash;  ///< the desk's arrival chain up to here: the head, `anchor`
  bool operator==(const Event&) const = default;
};

/// SHA-256 over the 16 bytes of salt and the canonical payload, hex.
std::string payload_commitment(std::string_view salt, std::string_view payload);

/// The canonical header: what `event_hash` hashes after the prefix `breadcrumb.event.v1\0`.
/// Errors: `json.encoding`, `json.integer_range`.
Result<std::string> canonical_header(const Event& event);

/// SHA-256 over prefix and canonical header, hex. Errors as `canonical_header`.
Result<std::string> event_hash(const Event& event);

/// SHA-256 over `breadcrumb.arrival.v1\0`, the previous arrival hash (32 bytes, zeros at the start) and the event's
/// hash (32 bytes), hex. `previous` is "" at the start.
std::string arrival_hash(std::string_view previous, std::string_view event_hash);

/// Id of the event that one command writes next after the one with this id: the first 32 digits of SHA-256 over
/// `breadcrumb.command.v1\0` and the 16 bytes of the id. Events of one command are known by it, and only by it.
EventId further_id(std::string_view id);

/// True for `count` lower-case hex digits.
bool is_lower_hex(std::string_view text, std::size_t count);
/// True for `YYYY-MM-DDTHH:MM:SSZ` with numbers in range.
bool is_event_time(std::string_view text);
/// True for `private`, `public`, and `with:` and a name of 1-200 bytes without control characters.
bool is_channel(std::string_view text);

}  // namespace breadcrumb::record
