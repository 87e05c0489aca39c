// Writes what the body names: areas, their items, issues of running prose, lists.
//
//   TopicWriter writer(state);
//   writer.add_area(start, end, "en.area.heading", false);
//   writer.emit(sentence, topics, "discussed", bilateral, rule);   // items of the area, issues where none is open
//   writer.finish();                                               // a bare frame where nothing narrower was named
#pragma once

#include <string>
#include <string_view>

#include "reader/en_body.h"

namespace breadcrumb::reader {

class TopicWriter {
 public:
  explicit TopicWriter(EnState& state) : state_(state), text_(state.text) {}

  Fact* area = nullptr;  ///< what is named next belongs to it; null: issues
  std::string actor;     ///< the one side whose act it is; "": all act, or nobody is named
  Stretch pending;       ///< bytes of a heading that becomes an area with its first item

  void add_area(std::size_t start, std::size_t end, std::string_view rule, bool bilateral);
  /// Bytes of the words that announce a list.
  void add_list(std::size_t start, std::size_t end, bool open);
  /// All subjects of an act's object.
  void emit(const EnSentence& s, const TopicList& topics, const std::string& act, bool bilateral,
            std::string_view rule);
  void add_topic(const EnSentence& s, Stretch topic, const std::string& act, bool bilateral, std::string_view rule,
                 bool into_area);
  void finish();

 private:
  void issue(std::size_t first, std::size_t last, const std::string& act, bool bilateral, std::string_view rule);
  void fields(Fact& fact, const std::string& act);
  /// Says nothing of the meeting's subjects: who came, what was thanked for, a date, a city, the dialogue itself.
  [[nodiscard]] bool no_topic(const EnSentence& s, Stretch topic, const std::string& act) const;

  EnState& state_;
  const EnText& text_;
  bool found_ = false;
  Stretch frame_;  ///< bytes of the first frame that was talked about
  std::string frame_act_;
};

}  // namespace breadcrumb::reader
