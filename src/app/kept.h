// What a program that answers many calls keeps between them: the rules as loaded, and the views of the last state of
// the desk. A call on the same state and the same rules takes them as they are.
//
//   context.kept = std::make_shared<Kept>();
//   const auto opened = BC_TRY(open_views(context));  // computed by the first call, shared by the next
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "app/view.h"

namespace breadcrumb::app {

/// Changes when a file of rules or words changes, the desk's or the installed ones, or the desk's settings: a digest of
/// their names, sizes and times.
std::string rules_state(const std::filesystem::path& data, const std::filesystem::path& desk);

/// One state of a desk, read and threaded once.
struct SharedViews {
  std::shared_ptr<const Knowledge> knowledge;
  std::vector<DeskView> views;
  EntryBook book;
  std::vector<Error> damaged;  ///< why a text was left out, with its name
  std::string head;
};

/// Of one desk. Safe to use from several threads: who comes while another computes waits for that.
class Kept {
 public:
  using Load = std::function<Result<std::shared_ptr<const Knowledge>>()>;

  Result<std::shared_ptr<const Knowledge>> knowledge(const std::string& rules, const Load& load);
  /// The views of the record as it is now, made by these rules. What did not change since the last call is not made
  /// again.
  Result<std::shared_ptr<const SharedViews>> views(const std::string& rules, const record::Record& record,
                                                   const std::shared_ptr<const Knowledge>& knowledge);

 private:
  std::mutex knowledge_mutex_, views_mutex_;
  std::string knowledge_rules_, views_rules_;
  std::shared_ptr<const Knowledge> knowledge_;
  std::shared_ptr<SharedViews> views_;
  std::unique_ptr<ViewKeeper> keeper_;  ///< null: `contents_` and `views_` are of no state
  DeskContents contents_;
};

/// The rules for a desk, which may be null, from `context.kept` where that has them. Errors as `load_knowledge`.
Result<std::shared_ptr<const Knowledge>> knowledge_for(const Context& context, const record::Desk* desk);

/// The views of the record as it is now, from `context.kept` where that has them. Errors as `contents_of`,
/// `load_knowledge`.
Result<std::shared_ptr<const SharedViews>> shared_views(const Context& context, const record::Record& record);
/// The same for a caller that loaded the rules already, and keeps them as long as the views.
Result<std::shared_ptr<const SharedViews>> shared_views(const Context& context, const record::Record& record,
                                                        const Knowledge& knowledge);

}  // namespace breadcrumb::app
