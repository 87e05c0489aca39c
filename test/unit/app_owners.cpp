// How far one name is from another, and when a name is asked about.

#include <gtest/gtest.h>

#include <filesystem>

#include "app/owners.h"

namespace breadcrumb::app {
namespace {

TEST(AppOwners, slips_are_counted_by_characters_and_no_further_than_asked) {
  EXPECT_EQ(slips_between("Sato", "Sato", 2), 0U);
  EXPECT_EQ(slips_between("Sato", "Stao", 2), 1U);
  EXPECT_EQ(slips_between("Sato", "Sat", 2), 1U);
  EXPECT_EQ(slips_between("Sato", "Saito", 2), 1U);
  EXPECT_EQ(slips_between("Chile", "Chlie", 2), 1U);
  EXPECT_EQ(slips_between("Sato", "Mori", 2), 3U);
  EXPECT_EQ(slips_between("", "ab", 2), 2U);
  EXPECT_EQ(slips_between("佐藤花子", "佐藤華子", 2), 1U);
  EXPECT_EQ(slips_between("kitten", "sitting", 5), 3U);
  EXPECT_EQ(slips_between("a", "abcdefgh", 2), 3U);
}

TEST(AppOwners, who_is_known_is_not_asked_about_and_who_is_near_is_named) {
  auto pattern = (std::filesystem::temp_directory_path() / "owners-XXXXXX").string();
  ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
  const std::filesystem::path folder = pattern;
  const record::Stamp stamp{.author = std::string(32, 'a'), .time = "2025-03-10T09:00:00Z"};
  {
    auto record = record::Record::create(folder / "desk", {"Desk", "JPN", {"en"}}, stamp, "A. Officer").value();
    for (const auto& entry : std::vector<record::Entry>{
             record::EntrySet{.noun = "person", .begins = true, .fields = {{"name", "Hanako Sato"}}},
             record::EntrySet{.noun = "round",
                              .begins = true,
                              .fields = {{"delegation", "CHL: Pedro Soto, Undersecretary\nUSA: Mary Fields"}}},
             record::EntrySet{.noun = "issue", .begins = true, .fields = {{"name", "Ports"}, {"lead", "K. Mori"}}},
             record::FollowUpAdded{.text = "Send it", .owner = "Embassy in Santiago"}})
      ASSERT_TRUE(record.append(stamp, entry));
  }
  Context context;
  context.data = BC_ROOT;
  context.desk = folder / "desk";
  context.now = [] { return std::string("2025-03-10T09:00:00Z"); };
  const auto desk = open_views(context);
  ASSERT_TRUE(desk) << desk.error().to_text();
  const auto owners = KnownOwners::of(*desk);
  ASSERT_TRUE(owners);
  for (const auto* known : {"", "JPN", "both", "all", "Hanako Sato", "hanako sato", "Pedro Soto", "Mary Fields",
                            "K. Mori", "embassy in santiago", "A. Officer", "Japan", "日本"})
    EXPECT_EQ(owners->question(known), "") << known;
  EXPECT_EQ(owners->question("Ana Reyes"), "nobody on this desk is called \"Ana Reyes\"; it stands as typed");
  EXPECT_EQ(owners->question("Hanako Soto"),
            "nobody on this desk is called \"Hanako Soto\"; it stands as typed. Is Hanako Sato meant?");
  EXPECT_EQ(owners->question("Japn"), "nobody on this desk is called \"Japn\"; it stands as typed. Is JPN meant?");
  // Three letters are near to everything.
  EXPECT_EQ(owners->question("Xyz"), "nobody on this desk is called \"Xyz\"; it stands as typed");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace breadcrumb::app
