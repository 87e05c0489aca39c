#include "app/kept.h"

#include <fmt/format.h>

#include "base/bytes.h"

namespace breadcrumb::app {

namespace {

namespace fs = std::filesystem;

/// Names, sizes and times of the files below a folder.
void tell_files(const fs::path& folder, std::string& out) {
  std::error_code code;
  for (fs::recursive_directory_iterator each(folder, code), end; !code && each != end; each.increment(code)) {
    std::error_code one;
    if (!each->is_regular_file(one)) continue;
    out += fmt::format("{}\n{} {}\n", each->path().string(), each->file_size(one),
                       each->last_write_time(one).time_since_epoch().count());
  }
}

}  // namespace

std::string rules_state(const fs::path& data, const fs::path& desk) {
  std::string all;
  tell_files(data / "lexicon", all);
  tell_files(desk / "lexicon", all);
  std::error_code code;
  const auto settings = desk / "desk.toml";
  all += fmt::format("{}", fs::last_write_time(settings, code).time_since_epoch().count());
  return sha256_hex(all);
}

Result<std::shared_ptr<const Knowledge>> Kept::knowledge(const std::string& rules, const Load& load) {
  const std::lock_guard lock(knowledge_mutex_);
  if (knowledge_ == nullptr || knowledge_rules_ != rules) {
    knowledge_ = BC_TRY(load());
    knowledge_rules_ = rules;
  }
  return knowledge_;
}

Result<std::shared_ptr<const SharedViews>> Kept::views(const std::string& rules, const std::string& head,
                                                       const Compute& compute) {
  const std::lock_guard lock(views_mutex_);
  if (views_ != nullptr && views_rules_ == rules && views_->head == head) return views_;
  auto made = BC_TRY(compute());
  views_ = made;
  views_rules_ = rules;
  return made;
}

Result<std::shared_ptr<const Knowledge>> knowledge_for(const Context& context, const record::Desk* desk) {
  const auto load = [&]() -> Result<std::shared_ptr<const Knowledge>> {
    return std::make_shared<const Knowledge>(BC_TRY(load_knowledge(context, desk)));
  };
  if (!context.kept || desk == nullptr) return load();
  return context.kept->knowledge(rules_state(context.data, desk->root()), load);
}

Result<std::shared_ptr<const SharedViews>> shared_views(const Context& context, const record::Record& record) {
  const auto compute = [&]() -> Result<std::shared_ptr<const SharedViews>> {
    auto out = std::make_shared<SharedViews>();
    out->knowledge = BC_TRY(knowledge_for(context, &record.desk()));
    auto contents = BC_TRY(contents_of(record));
    out->views = desk_views(contents, *out->knowledge);
    out->book = std::move(contents.book);
    out->damaged = std::move(contents.damaged);
    out->head = std::move(contents.head);
    return std::shared_ptr<const SharedViews>(std::move(out));
  };
  if (!context.kept) return compute();
  return context.kept->views(rules_state(context.data, record.desk().root()), BC_TRY(record.head()), compute);
}

}  // namespace breadcrumb::app
