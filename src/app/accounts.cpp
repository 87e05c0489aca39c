#include "app/accounts.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "app/all_operations.h"
#include "app/show.h"
#include "app/table.h"
#include "base/bytes.h"
#include "base/file.h"
#include "base/password.h"
#include "text/utf8.h"

namespace breadcrumb::app {

namespace {

constexpr std::string_view format_name = "breadcrumb.accounts.v1";
constexpr std::uint64_t most_bytes_of_file = 1 << 20;
constexpr std::size_t shortest_password = 10, longest_password = 200;

Error wrong(ErrorKind kind, const char* code, std::string message, std::string where = "") {
  return {kind, code, std::move(message), std::move(where)};
}

std::optional<Role> role_of(std::string_view word) {
  for (const auto role : {Role::reader, Role::editor, Role::owner})
    if (to_text(role) == word) return role;
  return std::nullopt;
}

bool is_account_name(std::string_view name) {
  return !name.empty() && name.size() <= 60 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == '@';
  });
}

/// The name that was typed, as accounts have it. Errors: `account.name`.
Result<std::string> name_in(const Request& request) {
  std::string name = text_of(request, "name");
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (!is_account_name(name))
    return wrong(ErrorKind::bad_input, "account.name",
                 "expected a name of up to 60 letters, digits and .-_@, such as hanako.sato", name.substr(0, 80));
  return name;
}

/// From the file that the request names, else asked for where a person can answer, else the first line of standard
/// input. "" when the account is to have none. Errors: `account.password`, those of read_file.
Result<std::string> hash_in(const Context& context, const Request& request) {
  if (request["no-password"].boolean()) return std::string();
  std::string typed;
  if (const auto& file = text_of(request, "password-file"); !file.empty()) {
    typed = BC_TRY(read_file(file, 1 << 16));
  } else if (context.ask_secret) {
    typed = BC_TRY(context.ask_secret("Password: "));
    if (typed != BC_TRY(context.ask_secret("Again: ")))
      return wrong(ErrorKind::bad_input, "account.password", "the two are not the same");
  } else if (context.input) {
    typed = BC_TRY(context.input());
  }
  typed = typed.substr(0, typed.find_first_of("\r\n"));
  const bool is_text = text::first_invalid_utf8(typed) == std::string_view::npos;
  if (!is_text || text::to_utf32(typed).size() < shortest_password || typed.size() > longest_password)
    return wrong(
        ErrorKind::bad_input, "account.password",
        fmt::format("expected a password of {} characters or more (up to {} bytes), on one line; several words "
                    "make a good one",
                    shortest_password, longest_password));
  return password_hash(typed);
}

Json account_json(const Account& account) {
  return Json::object()
      .set("name", account.name)
      .set("role", to_text(account.role))
      .set("person", account.person)
      .set("password", !account.hash.empty())
      .set("added", account.added);
}

Answer said(const Account& account, std::string_view what) {
  return {.json = account_json(account),
          .text = fmt::format("{} {}: {}, {}{}\n", what, account.name, to_text(account.role), account.person,
                              account.hash.empty() ? ", by a proxy only" : ""),
          .errors = {}};
}

Error unknown(const std::string& name) {
  return wrong(ErrorKind::not_found, "account.unknown", "there is no account of this name (breadcrumb accounts)", name);
}

/// One program at a time changes the accounts: two that read the same file would each write without the other's.
class Turn {
 public:
  explicit Turn(const record::Desk& desk) : folder_(::open(desk.root().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (folder_ >= 0) static_cast<void>(::flock(folder_, LOCK_EX));
  }
  ~Turn() {
    if (folder_ >= 0) ::close(folder_);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  int folder_;
};

Result<Answer> run_add(const Context& context, const Request& request) {
  auto record = BC_TRY(open_record(context, record::Access::write));
  Account account{.name = BC_TRY(name_in(request)), .added = context.now(), .feed = random_id()};
  if (BC_TRY(Accounts::load(record.desk())).find(account.name) == nullptr)
    account.hash = BC_TRY(hash_in(context, request));  // a person types; others are not kept waiting
  const Turn turn(record.desk());
  auto accounts = BC_TRY(Accounts::load(record.desk()));
  if (accounts.find(account.name) != nullptr)
    return wrong(ErrorKind::conflict, "account.exists", "there is an account of this name (breadcrumb account set)",
                 account.name);
  account.role = role_of(text_of(request, "role")).value_or(Role::reader);
  account.person = text_of(request, "person").empty() ? account.name : text_of(request, "person");
  account.author = context.ids ? context.ids() : random_id();
  BC_TRY(record.append(BC_TRY(stamp_of(context, record)),
                       record::AuthorNamed{.author = account.author, .name = account.person}));
  accounts.add(account);
  BC_TRY(accounts.save(record.desk()));
  return said(account, "Added account");
}

Result<Answer> run_set(const Context& context, const Request& request) {
  auto record = BC_TRY(open_record(context, record::Access::write));
  const auto name = BC_TRY(name_in(request));
  if (BC_TRY(Accounts::load(record.desk())).find(name) == nullptr) return unknown(name);
  const bool password =
      request["password"].boolean() || request["no-password"].boolean() || request.has("password-file");
  const bool calendar = request["calendar"].boolean();
  if (!request.has("role") && !request.has("person") && !password && !calendar)
    return wrong(ErrorKind::bad_input, "entry.needed",
                 "expected --role, --person, --password, --no-password or --calendar");
  const auto hash = password ? BC_TRY(hash_in(context, request)) : std::string();
  const Turn turn(record.desk());
  auto accounts = BC_TRY(Accounts::load(record.desk()));
  auto* account = accounts.find(name);
  if (account == nullptr) return unknown(name);
  if (const auto role = role_of(text_of(request, "role"))) account->role = *role;
  if (password) account->hash = hash;
  if (calendar) account->feed = random_id();
  if (const auto& person = text_of(request, "person"); !person.empty() && person != account->person) {
    account->person = person;
    BC_TRY(record.append(BC_TRY(stamp_of(context, record)),
                         record::AuthorNamed{.author = account->author, .name = person}));
  }
  BC_TRY(accounts.save(record.desk()));
  return said(*account, "Account");
}

Result<Answer> run_remove(const Context& context, const Request& request) {
  const auto record = BC_TRY(open_record(context, record::Access::write));
  const auto name = BC_TRY(name_in(request));
  const Turn turn(record.desk());
  auto accounts = BC_TRY(Accounts::load(record.desk()));
  if (accounts.find(name) == nullptr) return unknown(name);
  accounts.remove(name);
  BC_TRY(accounts.save(record.desk()));
  return Answer{.json = Json::object().set("removed", name),
                .text = fmt::format("Removed account {}; what it entered stays, under its name\n", name),
                .errors = {}};
}

Result<Answer> run_list(const Context& context, const Request&) {
  const auto desk = BC_TRY(find_desk(context));
  const auto accounts = BC_TRY(Accounts::load(desk));
  Json json = Json::array();
  Table table({"account", "role", "person", "signs in", "added"});
  for (const auto& account : accounts.all()) {
    json.push(account_json(account));
    table.add({account.name, std::string(to_text(account.role)), account.person,
               account.hash.empty() ? "by a proxy" : "with a password", account.added});
  }
  return listed(std::move(json), table, "No accounts: the page is served on this machine only, without a login.");
}

Parameter name_parameter() {
  return {.name = "name", .help = "what is typed to sign in", .positional = true, .required = true, .form = Form::name};
}
Parameter role_parameter() {
  return {.name = "role",
          .help = "reader changes nothing; editor works on the record; owner also rebuilds it",
          .choices = {"reader", "editor", "owner"},
          .form = Form::name};
}
void add_password_parameters(std::vector<Parameter>& into) {
  into.push_back({.name = "password-file",
                  .help = "a file whose first line is the password; default: asked for, else standard input",
                  .form = Form::path,
                  .local = true});
  into.push_back({.name = "no-password", .kind = ParameterKind::flag, .help = "signs in by a proxy only"});
}

}  // namespace

std::string_view to_text(Role role) {
  return role == Role::reader ? "reader" : role == Role::editor ? "editor" : "owner";
}

std::filesystem::path accounts_file(const record::Desk& desk) {
  return desk.root() / "accounts.json";
}

Result<Accounts> Accounts::load(const record::Desk& desk) {
  const auto path = accounts_file(desk);
  std::error_code code;
  if (!std::filesystem::exists(std::filesystem::symlink_status(path, code))) return Accounts();
  return parse(BC_TRY(read_file(path, most_bytes_of_file)), path.string());
}

Result<Accounts> Accounts::parse(std::string_view json, std::string_view where) {
  const auto broken = [&](std::string message) {
    return wrong(ErrorKind::broken, "account.file", std::move(message), std::string(where));
  };
  const auto file = Json::parse(json, where);
  if (!file) return broken("expected the accounts as breadcrumb writes them: " + file.error().message);
  if ((*file)["format"].string() != format_name) return broken(fmt::format("expected the format {}", format_name));
  Accounts out;
  for (const auto& one : (*file)["accounts"].items()) {
    Account account{.name = one["name"].string(),
                    .person = one["person"].string(),
                    .author = one["author"].string(),
                    .hash = one["hash"].string(),
                    .added = one["added"].string(),
                    .feed = one["feed"].string()};
    const auto role = role_of(one["role"].string());
    if (!is_account_name(account.name) || !role || !record::is_lower_hex(account.author, 32) ||
        (!account.feed.empty() && !record::is_lower_hex(account.feed, 32)))
      return broken(
          fmt::format("account {}: expected a name, a role, an author and a calendar key", out.all_.size() + 1));
    if (out.find(account.name) != nullptr) return broken(fmt::format("two accounts are called {}", account.name));
    account.role = *role;
    out.add(std::move(account));
  }
  std::ranges::sort(out.all_, {}, &Account::name);
  return out;
}

Result<void> Accounts::save(const record::Desk& desk) const {
  Json list = Json::array();
  for (const auto& account : all_)
    list.push(Json::object()
                  .set("name", account.name)
                  .set("role", to_text(account.role))
                  .set("person", account.person)
                  .set("author", account.author)
                  .set("hash", account.hash)
                  .set("added", account.added)
                  .set("feed", account.feed));
  const auto text = Json::object().set("format", format_name).set("accounts", std::move(list)).dump() + "\n";
  // Nobody else reads the hashes, not even while the file is being written.
  const auto before = ::umask(077);
  const auto written = write_file(accounts_file(desk), text);
  ::umask(before);
  return written;
}

const Account* Accounts::find(std::string_view name) const {
  const auto found = std::ranges::find(all_, name, &Account::name);
  return found == all_.end() ? nullptr : &*found;
}

Account* Accounts::find(std::string_view name) {
  const auto found = std::ranges::find(all_, name, &Account::name);
  return found == all_.end() ? nullptr : &*found;
}

const Account* Accounts::of_feed(std::string_view key) const {
  const auto found = std::ranges::find_if(
      all_, [&](const Account& account) { return !account.feed.empty() && same_secret(account.feed, key); });
  return found == all_.end() ? nullptr : &*found;
}

void Accounts::remove(std::string_view name) {
  std::erase_if(all_, [&](const Account& account) { return account.name == name; });
}

Operation account_add_operation() {
  Operation out{.name = "account-add",
                .summary = "let somebody open the desk in a browser from another machine",
                .effect = Effect::writes,
                .role = Role::owner,
                .exposure = Exposure::cli_only,
                .parameters = {name_parameter(),
                               role_parameter(),
                               {.name = "person",
                                .help = "shown beside what the account enters; default: its name",
                                .form = Form::name}},
                .example = "breadcrumb account add hanako --role editor --person \"Sato Hanako\"",
                .run = run_add};
  add_password_parameters(out.parameters);
  return out;
}

Operation account_set_operation() {
  Operation out{.name = "account-set",
                .summary = "change an account's role, person, password or calendar address",
                .effect = Effect::writes,
                .role = Role::owner,
                .exposure = Exposure::cli_only,
                .parameters = {name_parameter(),
                               role_parameter(),
                               {.name = "person", .help = "shown beside what the account enters", .form = Form::name},
                               {.name = "password", .kind = ParameterKind::flag, .help = "a new password"},
                               {.name = "calendar",
                                .kind = ParameterKind::flag,
                                .help = "a new address for its calendar program; the one before ends"}},
                .example = "breadcrumb account set hanako --role reader",
                .run = run_set};
  add_password_parameters(out.parameters);
  return out;
}

Operation account_remove_operation() {
  return {.name = "account-remove",
          .summary = "let somebody in no longer, at once",
          .effect = Effect::writes,
          .role = Role::owner,
          .exposure = Exposure::cli_only,
          .parameters = {name_parameter()},
          .example = "breadcrumb account remove hanako",
          .run = run_remove};
}

Operation accounts_operation() {
  return {.name = "accounts",
          .summary = "who may open the desk in a browser from another machine",
          .role = Role::owner,
          .exposure = Exposure::cli_only,
          .example = "breadcrumb accounts",
          .run = run_list};
}

}  // namespace breadcrumb::app
