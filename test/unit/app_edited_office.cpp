// A briefing opened and saved by LibreOffice, as it is and with words changed: LibreOffice itself packs, renames and
// joins as it likes.

#include <stdlib.h>

#include <filesystem>

#include "app_edited.h"
#include "base/child.h"

namespace breadcrumb::edited {
namespace {

namespace fs = std::filesystem;

class EditedOffice : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto name = (fs::temp_directory_path() / "breadcrumb-edited-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    ASSERT_TRUE(write_file(folder_ / "briefing.docx", brief::render(brief::fixture::book(), brief::Format::docx)));
  }
  static void TearDownTestSuite() {
    std::error_code code;
    fs::remove_all(folder_, code);
  }
  /// `file` of the folder as another form, in `to`.
  static std::string converted(const std::string& file, const std::string& form, const std::string& to) {
    const auto office =
        run_child({"soffice", "-env:UserInstallation=file://" + (folder_ / "profile").string(), "--headless",
                   "--convert-to", form, "--outdir", (folder_ / to).string(), (folder_ / file).string()},
                  "", {.deadline = std::chrono::seconds(120)});
    EXPECT_TRUE(office) << office.error().to_text();
    const auto out = folder_ / to / (fs::path(file).stem().string() + "." + form);
    EXPECT_TRUE(fs::exists(out)) << out;
    return read_file(out, std::uint64_t{64} << 20).value();
  }
  static inline fs::path folder_;
};

TEST_F(EditedOffice, saved_as_it_is_it_holds) {
  const auto report = verified(converted("briefing.docx", "docx", "saved"));
  ASSERT_EQ(first_code(report), "ok");
  ASSERT_TRUE(report->edited);
  const auto& edited = *report->edited;
  EXPECT_EQ(edited.held, edited.sentences);
  for (const auto* list : {&edited.added, &edited.changed, &edited.left_out, &edited.unmarked, &edited.unseen})
    for (const auto& passage : *list)
      ADD_FAILURE() << passage.place << ": " << passage.text << " [" << passage.was << "]";
  for (const auto& remark : edited.remarks) ADD_FAILURE() << remark;
}

TEST_F(EditedOffice, edited_in_it_the_lists_say_so) {
  // The flat form is the same document model as text, so words can be changed in it and given back.
  const auto flat = converted("briefing.docx", "fodt", "flat");
  using Swaps = std::vector<std::pair<std::string_view, std::string_view>>;
  const auto edited = [&](const char* name, const Swaps& swaps) {
    auto xml = flat;
    for (const auto& [find, put] : swaps) {
      const auto at = xml.find(find);
      EXPECT_NE(at, std::string::npos) << find;
      xml.replace(at, find.size(), put);
    }
    EXPECT_TRUE(write_file(folder_ / (std::string(name) + ".fodt"), xml));
    return verified(converted(std::string(name) + ".fodt", "docx", "back"));
  };
  auto report = edited("false", {{"first half of 2025", "first half of 2026"}, {"was launched in", "was closed in"}});
  ASSERT_EQ(first_code(report), "verify.changed");
  EXPECT_EQ(report->failures.size(), 2U);
  EXPECT_EQ(report->edited->held + 2, report->edited->sentences);
  report = edited("own", {{"keep it short.", "keep it very short."},
                          {"</office:text>", "<text:p>None yet.</text:p></office:text>"}});
  ASSERT_EQ(first_code(report), "ok");
  EXPECT_EQ(report->edited->changed.size(), 1U);
  ASSERT_EQ(report->edited->added.size(), 1U);
  EXPECT_EQ(report->edited->added[0].text, "None yet.");
}

}  // namespace
}  // namespace breadcrumb::edited
