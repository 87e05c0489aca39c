// A folder of one's own: no link is followed, nobody else may look.

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "base/file.h"
#include "base/private_folder.h"

namespace breadcrumb {
namespace {

namespace fs = std::filesystem;

class PrivateFolders : public testing::Test {
 protected:
  void SetUp() override {
    auto pattern = (fs::temp_directory_path() / "private-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
  }
  void TearDown() override { fs::remove_all(root_); }
  static unsigned mode_of(const fs::path& path) {
    struct stat info{};
    EXPECT_EQ(::lstat(path.c_str(), &info), 0) << path;
    return info.st_mode & 07777;
  }
  fs::path root_;
};

TEST_F(PrivateFolders, only_the_owner_may_read_what_is_made) {
  const auto before = ::umask(0);
  const auto folder = PrivateFolder::open(root_ / "drafts");
  ASSERT_TRUE(folder) << folder.error().to_text();
  EXPECT_TRUE(folder->make("a.txt", "words").value());
  ::umask(before);
  EXPECT_EQ(mode_of(root_ / "drafts"), 0700U);
  EXPECT_EQ(mode_of(root_ / "drafts/a.txt"), 0600U);
  EXPECT_EQ(folder->read("a.txt", 100).value(), "words");
  EXPECT_EQ(folder->read("a.txt", 4).error().code, "file.too_big");
  EXPECT_FALSE(folder->make("a.txt", "others").value());
  EXPECT_EQ(folder->read("a.txt", 100).value(), "words");
  folder->remove("a.txt");
  EXPECT_EQ(folder->read("a.txt", 100).error().code, "file.not_found");
}

TEST_F(PrivateFolders, what_others_might_do_in_it_is_taken_away) {
  fs::create_directory(root_ / "drafts");
  fs::permissions(root_ / "drafts", fs::perms::all);
  ASSERT_TRUE(PrivateFolder::open(root_ / "drafts"));
  EXPECT_EQ(mode_of(root_ / "drafts"), 0700U);
}

TEST_F(PrivateFolders, no_link_is_followed) {
  fs::create_directory(root_ / "theirs");
  fs::create_directory_symlink("theirs", root_ / "link");
  EXPECT_EQ(PrivateFolder::open(root_ / "link").error().code, "file.not_private");
  ASSERT_TRUE(write_file(root_ / "file", "x"));
  EXPECT_EQ(PrivateFolder::open(root_ / "file").error().code, "file.not_private");
  EXPECT_EQ(PrivateFolder::open(root_ / "none/drafts").error().code, "file.unwritable");

  const auto folder = PrivateFolder::open(root_ / "drafts");
  ASSERT_TRUE(folder);
  fs::create_symlink(root_ / "stolen", root_ / "drafts/a.txt");  // leads nowhere yet
  EXPECT_FALSE(folder->make("a.txt", "secret").value());
  EXPECT_FALSE(fs::exists(root_ / "stolen"));
  fs::create_symlink(root_ / "file", root_ / "drafts/b.txt");
  EXPECT_EQ(folder->read("b.txt", 100).error().code, "file.not_regular");
}

TEST_F(PrivateFolders, the_folder_is_the_one_that_was_opened_whatever_its_path_means_by_then) {
  const auto folder = PrivateFolder::open(root_ / "drafts");
  ASSERT_TRUE(folder);
  ASSERT_TRUE(folder->make("a.txt", "ours").value());
  fs::rename(root_ / "drafts", root_ / "moved");
  fs::create_directory(root_ / "drafts");
  ASSERT_TRUE(write_file(root_ / "drafts/a.txt", "theirs"));
  EXPECT_EQ(folder->read("a.txt", 100).value(), "ours");
  EXPECT_TRUE(folder->make("b.txt", "ours").value());
  EXPECT_TRUE(fs::exists(root_ / "moved/b.txt"));
}

}  // namespace
}  // namespace breadcrumb
