#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "app/all_operations.h"
#include "app/brief_material.h"
#include "app/intake.h"
#include "base/bytes.h"
#include "base/file.h"
#include "base/toml.h"
#include "thread/thread.h"

namespace breadcrumb::app {

namespace {

constexpr std::string_view default_folder = "breadcrumb-demo";

// The desk that an earlier demo made is used again; any other folder that is not empty is left alone.
Result<record::Record> demo_record(const Context& context, const std::filesystem::path& folder) {
  std::error_code code;
  if (std::filesystem::exists(folder / "desk.toml", code))
    return record::Record::open(BC_TRY(record::Desk::open(folder)), record::Access::write, context.ids);
  if (std::filesystem::exists(folder, code) && !std::filesystem::is_empty(folder, code))
    return Error{ErrorKind::conflict, "demo.not_empty", "the folder holds something else; name a new one with --dir",
                 folder.string()};
  record::Stamp stamp;
  stamp.author = context.ids ? context.ids() : random_id();
  stamp.time = context.now();
  auto made = record::Record::create(folder, {.name = "Example desk", .party = "USA", .languages = {"en", "ja"}}, stamp,
                                     context.author_name, context.ids);
  // The example's own words, such as Japanese names, lie in the desk's lexicon, as an officer's would.
  const auto words = context.data / "examples" / "us-japan" / "lexicon";
  if (made && std::filesystem::is_directory(words, code)) {
    std::filesystem::copy(words, folder / "lexicon", std::filesystem::copy_options::recursive, code);
    if (code)
      return Error{ErrorKind::unavailable, "file.unwritable", "cannot write: " + code.message(),
                   (folder / "lexicon").string()};
  }
  return made;
}

std::string changes_of(const DialogueView& d) {
  if (d.rounds.empty()) return "";
  const auto& last = d.rounds.back();
  std::string out =
      fmt::format("\n{}\n{} ({}), against the round before:\n", d.name,
                  last.ordinal > 0 ? "Round " + round_label(last) : "Last meeting", dates_text(last, d.sources));
  for (const auto& thread : d.threads) {
    if (thread.steps.empty()) continue;
    const auto& step = thread.steps.back();
    const bool quiet = step.kinds == std::vector{StepKind::unknown} ||
                       (step.kinds == std::vector{StepKind::continued} && step.streak > 1);
    if (quiet) continue;
    out += fmt::format("  {:>2}  {}: {}\n", thread.number, shortened(thread.name, 60), kinds_text(step));
  }
  const auto open = std::ranges::count(d.follow_ups, std::string("open"), &FollowUpView::status);
  out += fmt::format("  {} open {}, {} {}\n", open, open == 1 ? "follow-up" : "follow-ups", d.bodies.size(),
                     d.bodies.size() == 1 ? "body" : "bodies");
  return out;
}

/// Says what was made, then serves it.
Result<void> show_page(const Context& context, const std::filesystem::path& folder, std::string_view made) {
  Context of_desk = context;
  of_desk.desk = folder;
  if (context.announce) context.announce(made.substr(0, made.find_last_not_of('\n') + 1));
  ServeWish wish{.once = !context.terminal};
  auto served = context.serve(of_desk, wish);
  if (!served && served.error().code == "http.port_taken") {
    wish.port = 0;
    served = context.serve(of_desk, wish);
  }
  return served;
}

Result<Answer> run(const Context& context, const Request& request) {
  const auto examples = context.data / "examples" / "us-japan";
  const auto manifest_path = examples / "sources.toml";
  const auto manifest = BC_TRY(parse_toml(BC_TRY(read_file(manifest_path, 1 << 20)), manifest_path.string()));
  const std::filesystem::path folder = text_of(request, "dir").empty() ? std::filesystem::path(default_folder)
                                                                       : std::filesystem::path(text_of(request, "dir"));
  auto record = BC_TRY(demo_record(context, folder));
  const auto knowledge = BC_TRY(load_knowledge(context, &record.desk()));
  Intake intake(context, knowledge,
                {.unfenced = request["unfenced"].boolean(), .allow_private = false, .language = ""});
  Answer out;
  int added = 0, total = 0;
  for (const auto& entry : manifest["source"].items()) {
    const auto path = (examples / entry["file"].string()).string();
    auto taken = intake.take(path);
    if (!taken) {
      out.errors.push_back(taken.error());
      continue;
    }
    const Particulars particulars{.dialogue = entry["dialogue"].string(),
                                  .origin = entry["origin"].string(),
                                  .publisher = entry["publisher"].string(),
                                  .published = entry["published"].string(),
                                  .kind = entry["kind"].string(),
                                  .excerpt = entry["excerpt"].boolean()};
    const auto stored = BC_TRY(store(context, record, *taken, particulars)).what;
    added += stored == Stored::added || stored == Stored::reread ? 1 : 0;
    ++total;
  }
  BC_TRY(number_all(context, record, knowledge));
  auto shared = BC_TRY(shared_views(context, record));
  const Opened opened{.record = std::move(record), .shared = std::move(shared)};
  const auto briefing = folder / "briefing.html";
  BC_TRY(write_file(briefing, BC_TRY(briefing_file(context, opened, {})).bytes));
  out.text = fmt::format("Read {} sources of the example desk ({} new).\n", total, added);
  Json dialogues = Json::array();
  for (const auto& view : opened.views) {
    out.text += changes_of(view.dialogue);
    dialogues.push(Json::object()
                       .set("name", view.dialogue.name)
                       .set("rounds", view.dialogue.rounds.size())
                       .set("issues", view.dialogue.threads.size()));
  }
  out.text += fmt::format(
      "\nThe desk is in      {}\nThe briefing is in  {}\n\nTry: breadcrumb --desk {} issue \"digital economy\"\n     "
      "breadcrumb --desk {} verify {}\n",
      folder.string(), briefing.string(), folder.string(), folder.string(), briefing.string());
  if (context.serve && !request["no-serve"].boolean() && !request["json"].boolean())
    BC_TRY(show_page(context, folder, std::exchange(out.text, "")));
  out.json = Json::object()
                 .set("desk", folder.string())
                 .set("briefing", briefing.string())
                 .set("sources", total)
                 .set("new", added)
                 .set("dialogues", std::move(dialogues));
  return out;
}

}  // namespace

Operation demo_operation() {
  return {.name = "demo",
          .summary = "make a desk from the example, read its sources, write its briefing",
          .effect = Effect::writes,
          .role = Role::owner,
          .exposure = Exposure::cli_only,
          .progress = true,
          .parameters = {{.name = "dir",
                          .help = "where to make it; default: breadcrumb-demo in this folder",
                          .form = Form::path},
                         {.name = "no-serve",
                          .kind = ParameterKind::flag,
                          .help = "only write files. Else the desk's page is served: on a terminal until Ctrl-C, "
                                  "elsewhere for as long as it takes to ask for all of it once"},
                         {.name = "unfenced",
                          .kind = ParameterKind::flag,
                          .help = "parse even where no fence can be raised around the parser",
                          .local = true}},
          .example = "breadcrumb demo --dir try",
          .run = run,
          .desk = false};
}

}  // namespace breadcrumb::app
