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

/// In the order of the sources.
std::vector<Error> damaged_in(const DeskContents& contents) {
  std::vector<Error> out;
  if (contents.damaged.empty()) return out;
  for (const auto& source : contents.sources)
    if (const auto found = contents.damaged.find(source.sha256); found != contents.damaged.end())
      out.push_back(found->second);
  return out;
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

Result<std::shared_ptr<const SharedViews>> Kept::views(const std::string& rules, const record::Record& record,
                                                       const std::shared_ptr<const Knowledge>& knowledge) {
  const std::lock_guard lock(views_mutex_);
  const auto snapshot = BC_TRY(record.snapshot());
  const bool known = keeper_ != nullptr && views_rules_ == rules;
  if (known && contents_.head == BC_TRY(record.head())) return std::shared_ptr<const SharedViews>(views_);
  auto keeper = known ? std::move(keeper_) : std::make_unique<ViewKeeper>(knowledge->grammar);
  // Whatever fails from here on leaves no keeper, and the next call begins anew.
  if (!known) contents_ = {};
  const auto changes = BC_TRY(bring_up_to_date(contents_, record));
  // Copied where somebody still looks at them.
  std::vector<DeskView> before;
  if (!changes.all) before = views_.use_count() == 1 ? std::move(views_->views) : views_->views;
  auto made = std::make_shared<SharedViews>();
  made->knowledge = knowledge;
  made->views = keeper->make(contents_, *knowledge, changes, std::move(before));
  made->book = contents_.book;
  made->damaged = damaged_in(contents_);
  made->head = contents_.head;
  views_ = std::move(made);
  views_rules_ = rules;
  keeper_ = std::move(keeper);
  return std::shared_ptr<const SharedViews>(views_);
}

Result<std::shared_ptr<const Knowledge>> knowledge_for(const Context& context, const record::Desk* desk) {
  const auto load = [&]() -> Result<std::shared_ptr<const Knowledge>> {
    return std::make_shared<const Knowledge>(BC_TRY(load_knowledge(context, desk)));
  };
  if (!context.kept || desk == nullptr) return load();
  return context.kept->knowledge(rules_state(context.data, desk->root()), load);
}

namespace {

Result<std::shared_ptr<const SharedViews>> made_views(const record::Record& record,
                                                      std::shared_ptr<const Knowledge> knowledge) {
  auto out = std::make_shared<SharedViews>();
  out->knowledge = std::move(knowledge);
  auto contents = BC_TRY(contents_of(record));
  out->views = desk_views(contents, *out->knowledge);
  out->book = std::move(contents.book);
  out->damaged = damaged_in(contents);
  out->head = std::move(contents.head);
  return std::shared_ptr<const SharedViews>(std::move(out));
}

}  // namespace

Result<std::shared_ptr<const SharedViews>> shared_views(const Context& context, const record::Record& record) {
  auto knowledge = BC_TRY(knowledge_for(context, &record.desk()));
  if (!context.kept) return made_views(record, std::move(knowledge));
  return context.kept->views(rules_state(context.data, record.desk().root()), record, knowledge);
}

Result<std::shared_ptr<const SharedViews>> shared_views(const Context& context, const record::Record& record,
                                                        const Knowledge& knowledge) {
  if (context.kept) return shared_views(context, record);
  return made_views(record, {std::shared_ptr<const Knowledge>(), &knowledge});
}

}  // namespace breadcrumb::app
