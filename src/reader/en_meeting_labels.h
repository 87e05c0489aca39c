// The day and place of a meeting where a page prints them behind labels: "Held: 16 June 2022, by video conference",
// "Venue: Nairobi", or a line of its head such as "May 25, 2023 (by videoconference)".
//
//   const MeetingLabels labels = read_meeting_labels(state);
//   if (labels.date) use(*labels.date, labels.online);
#pragma once

#include <optional>
#include <string>

#include "reader/en_state.h"

namespace breadcrumb::reader {

struct MeetingLabels {
  std::optional<text::DateMention> date;
  std::size_t sentence = 0;  ///< where the date stands; only with a date
  bool online = false;       ///< the line says that it was virtual
  std::string place;         ///< "" none
  std::size_t place_start = 0, place_end = 0;
};

MeetingLabels read_meeting_labels(const EnState& state);

}  // namespace breadcrumb::reader
