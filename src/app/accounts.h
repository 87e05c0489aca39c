// Who may open a desk in a browser from elsewhere: names, roles and password hashes, in `accounts.json` of the desk.
//
//   const auto accounts = BC_TRY(Accounts::load(desk));
//   if (const auto* account = accounts.find("hanako")) perform_as(*account);
//
// They are no part of the record: a backup or an exchange of it carries no hash. Only the command line changes them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/operation.h"
#include "record/desk.h"

namespace breadcrumb::app {

struct Account {
  std::string name;  ///< typed to sign in: letters, digits and `.-_@`, in small letters
  Role role = Role::reader;
  std::string person;  ///< shown beside what the account enters
  std::string author;  ///< of the events that the account writes: 32 hex digits
  std::string hash;    ///< of the password; "" = by a proxy only
  std::string added;   ///< UTC
  std::string feed;    ///< what its calendar program shows instead of signing in: 32 hex digits; "" none
};

std::string_view to_text(Role role);

class Accounts {
 public:
  /// Empty where the desk has no file. Errors: `account.file` (broken: it is not what this program writes).
  static Result<Accounts> load(const record::Desk& desk);
  static Result<Accounts> parse(std::string_view json, std::string_view where);
  /// For the owner of the folder alone to read. Errors: `file.unwritable`.
  Result<void> save(const record::Desk& desk) const;

  [[nodiscard]] const std::vector<Account>& all() const { return all_; }
  [[nodiscard]] bool empty() const { return all_.empty(); }
  [[nodiscard]] const Account* find(std::string_view name) const;
  Account* find(std::string_view name);
  void add(Account account) { all_.push_back(std::move(account)); }
  /// Whose calendar program shows this; null for "".
  [[nodiscard]] const Account* of_feed(std::string_view key) const;
  void remove(std::string_view name);

 private:
  std::vector<Account> all_;  ///< by name
};

/// Where the file lies.
std::filesystem::path accounts_file(const record::Desk& desk);

Operation account_add_operation();
Operation account_set_operation();
Operation account_remove_operation();
Operation accounts_operation();

}  // namespace breadcrumb::app
