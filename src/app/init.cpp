#include <fmt/format.h>

#include <algorithm>

#include "app/all_operations.h"
#include "app/party.h"
#include "app/show.h"
#include "app/typed.h"
#include "base/bytes.h"

namespace breadcrumb::app {

namespace {

Result<Answer> run(const Context& context, const Request& request) {
  const auto knowledge = BC_TRY(load_knowledge(context, nullptr));
  const auto& folder = text_of(request, "folder");
  const auto party = BC_TRY(party_code(knowledge.grammar, text_of(request, "party"), "init.party"));
  if (folder.empty()) return Error{ErrorKind::bad_input, "init.folder", "expected the name of the folder to make", ""};
  record::DeskSettings settings;
  settings.name = text_of(request, "name");
  if (settings.name.empty()) {
    auto path = std::filesystem::path(folder).lexically_normal();
    if (!path.has_filename()) path = path.parent_path();
    settings.name = path.filename().string();
    if (settings.name.empty() || settings.name == "." || settings.name == "..") {
      std::error_code code;
      const auto whole = std::filesystem::weakly_canonical(folder, code);
      settings.name = code || !whole.has_filename() ? "desk" : whole.filename().string();
    }
  }
  settings.party = party;
  settings.languages = party == "JPN" ? std::vector<std::string>{"ja", "en"} : std::vector<std::string>{"en", "ja"};
  record::Stamp stamp;
  stamp.author = context.ids ? context.ids() : random_id();
  stamp.time = context.now();
  const auto& said = text_of(request, "author");
  const auto& author = said.empty() ? context.author_name : said;
  BC_TRY(check_words(Form::name, said.empty() ? "BREADCRUMB_AUTHOR" : "--author", author));
  const auto record = BC_TRY(record::Record::create(folder, settings, stamp, author, context.ids));
  Answer out;
  out.json = Json::object()
                 .set("desk", folder)
                 .set("name", settings.name)
                 .set("party", party.empty() ? Json() : Json(party))
                 .set("head", BC_TRY(record.head()));
  out.text = fmt::format("Made the desk {}{}\n", folder, party.empty() ? "" : " (" + party + ")");
  return out;
}

}  // namespace

Operation init_operation() {
  return {
      .name = "init",
      .summary = "make a desk: a folder that holds everything",
      .effect = Effect::writes,
      .role = Role::owner,
      .exposure = Exposure::cli_only,
      .parameters =
          {{.name = "folder", .help = "the folder to make", .positional = true, .required = true, .form = Form::path},
           {.name = "party", .help = "your own side: JPN, Japan, EU, ...; leave out for an outsider"},
           {.name = "name", .help = "what the desk is called; default: the folder's name", .form = Form::name},
           {.name = "author", .help = "your name, shown beside what you decide", .form = Form::name}},
      .example = "breadcrumb init my-desk --party JPN",
      .run = run,
      .desk = false};
}

}  // namespace breadcrumb::app
