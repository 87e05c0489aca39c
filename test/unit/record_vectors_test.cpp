// docs/file-format.md in numbers: the vectors were computed by another program, in another language.

#include <gtest/gtest.h>

#include "base/file.h"
#include "record_fixture.h"

namespace breadcrumb::record {

class RecordVectors : public RecordTest {
 protected:
  static Json vectors() {
    const auto bytes = need(read_file(std::string(BC_ROOT) + "/test/cases/vectors/events.json", 1 << 20));
    return need(Json::parse(bytes, "events.json"))["vectors"];
  }
  static Event event_of(const Json& header) {
    Event out;
    out.id = header["id"].string();
    out.channel = header["channel"].string();
    out.author = header["author"].string();
    out.seq = header["seq"].integer();
    out.kind = header["kind"].string();
    out.time = header["time"].string();
    out.commitment = header["commitment"].string();
    out.previous = header["previous"].string();
    return out;
  }
};

TEST_F(RecordVectors, every_vector_holds) {
  const Json all = vectors();
  ASSERT_EQ(all.items().size(), 25U);
  std::string arrival;
  std::map<std::pair<std::string, std::string>, std::pair<long long, std::string>> chains;
  std::set<std::string> kinds;
  for (const auto& vector : all.items()) {
    SCOPED_TRACE(vector["name"].string());
    const auto payload = need(vector["payload"].canonical());
    EXPECT_EQ(payload, vector["canonical_payload"].string());
    const Event event = event_of(vector["header"]);
    EXPECT_EQ(payload_commitment(need(from_hex(vector["salt"].string())), payload), event.commitment);
    EXPECT_EQ(need(canonical_header(event)), vector["canonical_header"].string());
    const auto hash = need(event_hash(event));
    EXPECT_EQ(hash, vector["hash"].string());
    arrival = arrival_hash(arrival, hash);
    EXPECT_EQ(arrival, vector["arrival_hash"].string());
    auto& [seq, previous] = chains[{event.author, event.channel}];
    EXPECT_EQ(event.seq, ++seq);
    EXPECT_EQ(event.previous, std::exchange(previous, hash));
    EXPECT_TRUE(is_channel(event.channel) && is_event_time(event.time) && is_lower_hex(event.id, 32));
    // The kinds' members are those of the code, none more and none less.
    const auto entry = need(from_payload(event.kind, vector["payload"]));
    EXPECT_EQ(need(to_payload(entry).canonical()), payload);
    EXPECT_EQ(kind_of(entry), event.kind);
    kinds.insert(event.kind);
  }
  EXPECT_EQ(kinds.size(), std::variant_size_v<Entry>) << "a vector for every kind";
}

TEST_F(RecordVectors, a_desk_with_the_same_ids_has_the_same_hashes) {
  const Json all = vectors();
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < 2; ++i) {
    ids.push_back(all.items()[i]["header"]["id"].string());
    ids.push_back(all.items()[i]["salt"].string());
  }
  const auto record = need(Record::create(folder_, {"Trade desk", "JPN", {"en", "ja"}},
                                          {.author = test_author, .time = "2026-03-01T09:00:00Z"}, "山田 花子",
                                          [ids, next = std::size_t{0}]() mutable { return ids.at(next++); }));
  EXPECT_EQ(need(record.head()), all.items()[1]["arrival_hash"].string());
}

TEST_F(RecordVectors, the_id_of_a_further_event_is_that_of_the_document) {
  EXPECT_EQ(further_id(vectors().items()[0]["header"]["id"].string()), "018d62c9e49aa269c7a399aa6b037dec");
}

TEST_F(RecordVectors, payloads_of_another_form_are_refused) {
  const auto refused = [](std::string_view kind, std::string_view payload) {
    return code_of(from_payload(kind, need(Json::parse(payload))));
  };
  EXPECT_EQ(refused("desk.painted", "{}"), "record.unknown_kind");
  EXPECT_EQ(refused("note.added", "[]"), "record.payload");
  EXPECT_EQ(refused("note.added", R"({"issue":"1","text":"x"})"), "record.payload");
  EXPECT_EQ(refused("note.added", R"({"issue":-1,"text":"x"})"), "record.payload");
  EXPECT_EQ(refused("note.added", R"({"text":"x"})"), "record.payload");
  EXPECT_EQ(refused("fact.decided", R"({"fact":"f","decision":"maybe","fields":{},"because":""})"), "record.payload");
  EXPECT_EQ(refused("followup.closed", R"({"number":1,"status":"open","because":"","source":""})"), "record.payload");
}

}  // namespace breadcrumb::record
