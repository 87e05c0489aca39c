#include "cli/cli.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <map>
#include <memory>
#include <numeric>
#include <utility>

#include "app/operation.h"
#include "cli/secret.h"
#include "text/utf8.h"

namespace breadcrumb::cli {

namespace {

/// What a command's options were bound to; CLI11 writes here.
struct Bound {
  const app::Operation* operation = nullptr;
  CLI::App* command = nullptr;
  std::map<std::string, bool> flags;
  std::map<std::string, std::string> words;
  std::map<std::string, std::vector<std::string>> lists;
};

// Control characters of a source must not reach the terminal: an escape sequence there could rewrite what is shown.
std::string printable(std::string_view s) {
  std::string out;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t start = i;
    const char32_t c = text::next_char(s, i);
    // Bytes that are no UTF-8 come back as one such mark each: a bare 0x9B is an escape to some terminals.
    if (c == 0xFFFD || text::is_hidden(c))
      out += "\xEF\xBF\xBD";
    else
      out.append(s, start, i - start);
  }
  return out;
}

bool put(std::FILE* stream, std::string_view bytes) {
  return std::fwrite(bytes.data(), 1, bytes.size(), stream) == bytes.size() && std::fflush(stream) == 0;
}

int complain(const Error& error, bool json) {
  if (json) {
    put(stderr, app::json_text(app::error_json(error)) + "\n");
  } else {
    // One error is one line, whatever stands in a file's name.
    auto line = error.to_text();
    std::ranges::replace(line, '\n', ' ');
    put(stderr, printable("breadcrumb: " + line) + "\n");
  }
  return exit_code(error.kind);
}

void bind(Bound& bound, CLI::App& command) {
  bound.command = &command;
  for (const auto& parameter : bound.operation->parameters) {
    std::string name = parameter.positional ? parameter.name : "--" + parameter.name;
    if (parameter.by_name_too) name += ",--" + parameter.name;
    if (!parameter.short_name.empty()) name = "-" + parameter.short_name + "," + name;
    CLI::Option* option = nullptr;
    switch (parameter.kind) {
      case app::ParameterKind::flag:
        option = command.add_flag(name, bound.flags[parameter.name], parameter.help);
        break;
      case app::ParameterKind::text:
        option = command.add_option(name, bound.words[parameter.name], parameter.help);
        break;
      case app::ParameterKind::number:
        option = command.add_option(name, bound.words[parameter.name], parameter.help)->type_name("INT");
        break;
      case app::ParameterKind::texts:
        option = command.add_option(name, bound.lists[parameter.name], parameter.help);
        break;
    }
    if (parameter.required) option->required();
    if (!parameter.choices.empty()) option->check(CLI::IsMember(parameter.choices));
  }
}

// A whole number, or the word as it was typed: what is wrong with it, the operation knows best.
Json number_of(const std::string& word) {
  std::int64_t number = 0;
  const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), number);
  return problem == std::errc() && end == word.data() + word.size() ? Json(number) : Json(word);
}

app::Request request_of(const Bound& bound, bool json) {
  app::Request request = Json::object();
  for (const auto& parameter : bound.operation->parameters) {
    const auto* option =
        bound.command->get_option_no_throw(parameter.positional ? parameter.name : "--" + parameter.name);
    if (option == nullptr || option->count() == 0) continue;
    switch (parameter.kind) {
      case app::ParameterKind::flag:
        request.set(parameter.name, bound.flags.at(parameter.name));
        break;
      case app::ParameterKind::text:
        request.set(parameter.name, bound.words.at(parameter.name));
        break;
      case app::ParameterKind::number:
        request.set(parameter.name, number_of(bound.words.at(parameter.name)));
        break;
      case app::ParameterKind::texts:
        request.set(parameter.name, Json::strings(bound.lists.at(parameter.name)));
        break;
    }
  }
  if (json) request.set("json", true);
  return request;
}

// One element a line, be it one or a thousand, so that long answers can be read line by line.
std::string json_text(const app::Answer& answer) {
  if (!answer.lines) return app::json_text(answer.json, 2) + "\n";
  std::string out;
  for (const auto& item : answer.json.items()) out += app::json_text(item) + "\n";
  return out;
}

Error output_lost() {
  return {ErrorKind::unavailable, "cli.output", "the answer could not be written to standard output", ""};
}

int run_operation(const Bound& bound, app::Context& context, bool json) {
  const bool terminal = ::isatty(STDERR_FILENO) == 1;
  context.terminal = ::isatty(STDOUT_FILENO) == 1;
  if (::isatty(STDIN_FILENO) == 1) context.ask_secret = ask_secret;
  if (bound.operation->progress && terminal)
    context.progress = [](std::string_view line) { put(stderr, "\r\x1b[K" + printable(line)); };
  context.announce = [json](std::string_view line) {
    put(stdout, (json ? app::json_text(Json::object().set("announced", line)) : printable(line)) + "\n");
  };
  const auto answer = app::perform(*bound.operation, context, request_of(bound, json));
  if (context.progress) put(stderr, "\r\x1b[K");
  if (!answer) return complain(answer.error(), json);
  const std::string out = json ? json_text(*answer) : printable(answer->text);
  const bool nothing = json ? answer->lines && answer->json.items().empty() : out.empty();
  if (!nothing && !put(stdout, out)) return complain(output_lost(), json);
  if (!answer->remark.empty()) put(stderr, printable("breadcrumb: " + answer->remark + "\n"));
  int code = answer->failed_check ? 1 : 0;
  for (const auto& error : answer->errors) {
    const int one = complain(error, json);
    if (code == 0) code = one;
  }
  return code;
}

std::string overview() {
  std::string out = "breadcrumb: a desk for a trade dialogue\n\n";
  for (const auto& operation : app::operations()) {
    const auto typed = app::typed_name(operation.name);
    out += fmt::format("  {:<18}  {}\n", typed, operation.summary);
  }
  return out + "\nbreadcrumb COMMAND --help says more; every command has --json; --desk DIR names the desk.\n";
}

// How many letters are added, left out or changed between two words (Levenshtein 1966).
std::size_t letters_apart(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j)
      diagonal = std::exchange(row[j + 1], std::min({diagonal + (a[i] == b[j] ? 0 : 1), row[j] + 1, row[j + 1] + 1}));
  }
  return row.back();
}

Error unknown_command(std::string_view typed) {
  std::string nearest;
  // One slip in three letters: what is farther is another word.
  std::size_t least = 1 + std::min<std::size_t>(typed.size() / 3, 2);
  if (typed.size() <= 40)
    for (const auto& operation : app::operations())
      if (const auto apart = letters_apart(typed, operation.name); apart < least) {
        least = apart;
        nearest = operation.name;
      }
  std::string message = fmt::format("there is no command \"{}\"", typed.substr(0, 100));
  message += nearest.empty() ? "; `breadcrumb help` lists them" : fmt::format("; did you mean \"{}\"?", nearest);
  return {ErrorKind::not_found, "cli.unknown_command", message, ""};
}

std::string joined(std::string topic) {
  std::ranges::replace(topic, ' ', '-');
  return topic;
}

/// Where the command's name stands among the words typed; their number when there is none.
std::size_t command_place(const std::vector<std::string>& words) {
  std::size_t at = 0;
  while (at < words.size() && words[at].starts_with("-")) at += words[at] == "--desk" ? 2 : 1;
  return std::min(at, words.size());
}

/// Takes a joined name (`follow-up-add`) apart, and says whether the command is one of two words: its first word, or
/// "".
std::string take_apart(std::vector<std::string>& words) {
  const auto at = command_place(words);
  if (at == words.size()) return "";
  if (const auto typed = app::typed_name(words[at]); typed != words[at] && app::find_operation(words[at]) != nullptr) {
    const auto blank = typed.find(' ');
    words[at] = typed.substr(0, blank);
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(at) + 1, typed.substr(blank + 1));
  }
  if (at + 1 < words.size() && app::find_operation(words[at] + "-" + words[at + 1]) != nullptr) return words[at];
  return "";
}

int help(bool json, const std::string& topic) {
  if (!topic.empty()) {
    if (const auto* operation = app::find_operation(joined(topic)); operation != nullptr) {
      put(stdout, fmt::format("{}: {}\n  {}\n", operation->name, operation->summary, operation->example));
      return 0;
    }
    return complain(unknown_command(topic), json);
  }
  put(stdout, json ? app::operations_json().dump(2) + "\n" : overview());
  return 0;
}

int run_all(int argc, char** argv, const Serve& serve) {
  if (argc > 1 && std::string_view(argv[1]) == "worker") return app::run_worker(argc - 1, argv + 1);

  std::vector<std::string> words(argv + 1, argv + argc);
  const auto group_typed = take_apart(words);

  CLI::App program("breadcrumb: a desk for a trade dialogue", "breadcrumb");
  program.set_version_flag("--version", std::string(app::program_version()));
  std::string desk;
  bool json = false;
  auto* desk_option = program.add_option(
      "--desk", desk, "the desk's folder; default: this folder or the nearest one above that is a desk");
  program.add_flag("--json", json, "answer as JSON");
  program.require_subcommand(0, 1);
  program.fallthrough();

  std::vector<std::unique_ptr<Bound>> bounds;
  std::map<std::string, CLI::App*> groups;
  for (const auto& operation : app::operations()) {
    bounds.push_back(std::make_unique<Bound>());
    bounds.back()->operation = &operation;
    CLI::App* parent = &program;
    auto name = app::typed_name(operation.name);
    // A group shares its name with an operation in one case: `issue ethanol` and `issue set ethanol`. What is typed
    // says which of the two is meant.
    if (const auto blank = name.find(' '); blank != std::string::npos) {
      const auto group = name.substr(0, blank);
      if (app::find_operation(group) != nullptr && group != group_typed) continue;
      auto& app = groups[group];
      if (app == nullptr) {
        app = program.add_subcommand(group, fmt::format("{} ...", group));
        app->require_subcommand(1);
        app->fallthrough();
      }
      parent = app;
      name = name.substr(blank + 1);
    } else if (name == group_typed) {
      continue;
    }
    auto* command = parent->add_subcommand(name, operation.summary);
    command->footer((operation.more.empty() ? "" : operation.more + "\n") + "Example: " + operation.example);
    command->fallthrough();
    bind(*bounds.back(), *command);
  }
  std::string topic;
  auto* help_command = program.add_subcommand("help", "the commands; with --json, the whole operation table");
  help_command->fallthrough();
  help_command->add_option("command", topic, "one command");

  const bool wants_json = std::ranges::find(words, "--json") != words.end();
  if (const auto at = command_place(words); at < words.size()) {
    const auto known = program.get_subcommands([](CLI::App*) { return true; });
    if (std::ranges::find(known, words[at], [](const CLI::App* app) { return app->get_name(); }) == known.end())
      return complain(unknown_command(words[at]), wants_json);
  }
  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    program.parse(reversed);
  } catch (const CLI::Success& ex) {
    return program.exit(ex);
  } catch (const CLI::ParseError& ex) {
    for (const auto& [name, group] : groups) {
      if (!group->parsed() || !group->get_subcommands().empty()) continue;
      std::vector<std::string> all;
      for (const auto* command : group->get_subcommands({})) all.push_back(command->get_name());
      return complain({ErrorKind::bad_input, "cli.usage",
                       fmt::format("expected {} and one of: {}", name, fmt::join(all, ", ")), ""},
                      wants_json);
    }
    std::string message = ex.what();
    // A text that begins with a dash was taken for an option.
    const auto takes_words = [](const auto& bound) {
      return bound->command != nullptr && bound->command->parsed() &&
             std::ranges::any_of(bound->operation->parameters, &app::Parameter::positional);
    };
    const bool dashed = std::any_of(words.begin() + static_cast<std::ptrdiff_t>(command_place(words)), words.end(),
                                    [](const std::string& word) { return word.starts_with("-"); });
    if (dashed && ex.get_name() != "ValidationError" && std::ranges::any_of(bounds, takes_words))
      message += "; words that begin with a dash stand behind `--`";
    return complain({ErrorKind::bad_input, "cli.usage", message, ""}, wants_json);
  }
  if (help_command->parsed()) return help(json, topic);
  for (const auto& bound : bounds) {
    if (bound->command == nullptr || !bound->command->parsed()) continue;
    auto context = app::Context::of_environment();
    if (!context) return complain(context.error(), json);
    if (desk_option->count() > 0 && desk.empty())
      return complain({ErrorKind::bad_input, "cli.usage", "expected a folder behind --desk, and it is empty", ""},
                      json);
    if (!desk.empty()) context->desk = desk;
    context->serve = serve;
    return run_operation(*bound, *context, json);
  }
  put(stdout, overview());
  return 0;
}

}  // namespace

int run(int argc, char** argv, const Serve& serve) {
  const int code = run_all(argc, argv, serve);
  // What help and --version print goes the library's way: whether all of it arrived shows only here.
  const bool arrived = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
  return arrived || code == exit_code(ErrorKind::unavailable) ? code : complain(output_lost(), false);
}

}  // namespace breadcrumb::cli
