// What the program can do, described once: the command line, the manual and later the server are made from this table.
//
//   for (const Operation& operation : operations()) offer(operation.name, operation.summary);
//   const Answer answer = BC_TRY(perform(*operation, context, request));
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/context.h"
#include "base/json.h"
#include "base/result.h"

namespace breadcrumb::app {

enum class ParameterKind { flag, text, number, texts };

/// What a person may type there; app/typed.h holds every request to it.
enum class Form {
  line,     ///< words on one line, up to 2,000 bytes
  name,     ///< one line, up to 300 bytes
  passage,  ///< several lines, up to 20,000 bytes
  path,     ///< a file, a folder or an address: whatever the system takes
};

struct Parameter {
  std::string name;  ///< `because`; on the command line `--because`, or a place when positional
  ParameterKind kind = ParameterKind::text;
  std::string help;
  bool positional = false;
  bool required = false;
  std::string short_name = {};  ///< `o` for `-o`; "" none
  std::vector<std::string> choices = {};
  Form form = Form::line;     ///< of a text or each of several
  bool may_be_empty = false;  ///< an empty text says something: it takes a value away
  bool by_name_too = false;   ///< of a positional one: `--owner USA` says the same as `USA` in its place
  bool written = false;       ///< a path that the operation writes to; other paths are read
  bool local = false;         ///< means something at the machine's own terminal only
};

/// What an operation answers. `text` and `json` say the same, for people and for programs.
struct Answer {
  Json json;
  std::string text;           ///< ends with a line feed unless empty
  std::string remark = {};    ///< said beside the answer and no part of it, such as what was left out; "" none
  std::vector<Error> errors;  ///< of single inputs, where others were done all the same
  bool failed_check = false;  ///< the operation looked and found something wrong: exit code 1
  bool lines = false;         ///< `json` is an array to be printed one element a line
};

enum class Effect { reads, writes };
enum class Role { reader, editor, owner };
enum class Exposure { cli_only, everywhere };

using Request = Json;  ///< an object: parameter name to boolean, text, integer or array of texts

struct Operation {
  std::string name;     ///< `follow-up-add`; typed `follow-up add` or `follow-up-add`
  std::string summary;  ///< one line
  Effect effect = Effect::reads;
  Role role = Role::reader;
  Exposure exposure = Exposure::everywhere;
  bool progress = false;  ///< may take long and reports on the way
  std::vector<Parameter> parameters;
  std::string example;  ///< one command line
  std::function<Result<Answer>(const Context&, const Request&)> run;
  bool desk = true;       ///< needs a desk
  std::string more = {};  ///< lines that the command's help ends with; "" none
};

/// The table, in the order in which the manual shows it.
const std::vector<Operation>& operations();
/// Null when there is none of that name.
const Operation* find_operation(std::string_view name);
/// Null when it has none.
const Parameter* find_parameter(const Operation& operation, std::string_view name);
/// The answer's JSON as programs get it: what could not be seen is escaped. One line, or `indent` spaces a level.
std::string json_text(const Json& json, int indent = 0);
/// `{"error": {...}}`
Json error_json(const Error& error);
/// First words of operations that are typed as two words: `follow-up`, `paper`.
const std::vector<std::string_view>& two_word_groups();
/// `follow-up add` for `follow-up-add`; other names as they are.
std::string typed_name(std::string_view name);
/// What every front door calls: looks at what was typed (app/typed.h), runs, and puts among the answer's errors what
/// the operation warned of. Errors: those of `check_typed` and of the operation.
Result<Answer> perform(const Operation& operation, Context context, const Request& request);
/// The table as JSON: what `help --json` prints.
Json operations_json();
/// The fenced child that parses one document after another; what `breadcrumb worker` runs. Its exit code.
int run_worker(int argc, char** argv);

}  // namespace breadcrumb::app
