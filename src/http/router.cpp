#include "http/router.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <optional>

#include "app/bearing.h"
#include "app/operation.h"
#include "app/serve.h"
#include "app/typed.h"
#include "base/file.h"
#include "http/answers.h"
#include "http/gate.h"
#include "http/guard.h"
#include "http/page.h"
#include "http/uploads.h"

namespace breadcrumb::http {

namespace {

namespace fs = std::filesystem;
using app::Operation;
using app::Parameter;

constexpr std::uint64_t most_json = std::uint64_t{1} << 20;
constexpr std::uint64_t most_sign_in = 4096;
constexpr std::uint64_t most_file = std::uint64_t{64} << 20;

Error wrong(ErrorKind kind, const char* code, std::string message, std::string_view where = "") {
  return {kind, code, std::move(message), std::string(where)};
}

/// A record that cannot be read now has none: what is asked of it then says why.
std::string head_of(const app::Watch& watch) {
  const auto head = watch.head();
  return head ? *head : "";
}

std::optional<std::string_view> below(std::string_view path, std::string_view folder) {
  if (!path.starts_with(folder)) return std::nullopt;
  return path.substr(folder.size());
}

std::string_view media_type(std::string_view format) {
  if (format == "html") return "text/html; charset=utf-8";
  if (format == "docx") return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  if (format == "xlsx") return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  if (format == "ics") return "text/calendar; charset=utf-8";
  if (format == "png") return "image/png";
  if (format == "csv") return "text/csv; charset=utf-8";
  if (format == "json") return "application/json";
  return "text/plain; charset=utf-8";
}

class DeskRouter final : public Router {
 public:
  DeskRouter(app::Context context, app::Watch mine, app::Watch theirs, std::unique_ptr<Uploads> uploads,
             record::Desk desk)
      : context_(std::move(context)),
        mine_(std::move(mine)),
        theirs_(std::move(theirs)),
        uploads_(std::move(uploads)),
        desk_(std::move(desk)) {
    rules_ = theirs_.rules();
    last_ = head_of(theirs_);
  }

  void set_entrance(Entrance entrance) override {
    guard_.emplace(std::move(entrance.hosts), entrance.any_address);
    gate_.emplace(desk_, std::move(entrance.doors));
  }
  bool is_locked() override { return gate_->is_locked(); }

  Handlers handlers() override {
    return {.admit = [this](const Call& call) { return admit(call); },
            .ready = [this](const Call& call) { return ready(call); },
            .answer = [this](const Call& call) { return Guard::safe(answer(call)); }};
  }

  std::string changed() override {
    auto rules = theirs_.rules();
    auto head = head_of(theirs_);
    const std::lock_guard lock(mutex_);
    const bool same = head == last_ && rules == rules_;
    last_ = std::move(head);
    rules_ = std::move(rules);
    return same ? "" : last_;
  }

  const std::string& name() const override { return theirs_.name(); }

 private:
  Admission admit(const Call& call) {
    Admission out;
    if (auto refused = guard_->refuses(call))
      out.refused = Guard::safe(std::move(*refused));
    else if (auto turned_away = at_gate(call))
      out.refused = Guard::safe(std::move(*turned_away));
    else if (call.method == "POST")
      out.most_bytes = call.path == "/files" ? most_file : call.path == "/sign-in" ? most_sign_in : most_json;
    return out;
  }

  /// What needs an account: everything that says or does something, and not the page itself.
  std::optional<Reply> at_gate(const Call& call) {
    const bool says = call.method == "POST" || call.path == "/events" || call.path == calendar_path;
    if (call.path == "/sign-in" || !says) return std::nullopt;
    auto needed = app::Role::reader;
    if (call.path == "/files") needed = app::Role::editor;
    for (const auto* folder : {"/api/", "/paper/"})
      if (const auto name = below(call.path, folder))
        if (const auto* operation = served(*name); operation != nullptr) needed = operation->role;
    return gate_->turns_away(call, gate_->caller(call), needed);
  }

  /// On the server's one thread: the page, the events, and answers that still hold.
  std::optional<Reply> ready(const Call& call) {
    if (auto reply = at_hand(call)) return Guard::safe(std::move(*reply));
    return std::nullopt;
  }

  std::optional<Reply> at_hand(const Call& call) {
    const bool post = call.method == "POST";
    if (const auto name = below(call.path, "/api/")) {
      if (*name == "openapi.json") return post ? only("GET, HEAD", call) : openapi();
      const auto* operation = served(*name);
      if (operation == nullptr)
        return refusal(wrong(ErrorKind::not_found, "http.no_operation", "there is no such operation here", *name));
      if (!post) return only("POST", call);
      if (auto refused = is_json(call)) return refused;
      return is_kept(*operation) ? answers_.find(state(), key_of(*operation, call.body)) : std::nullopt;
    }
    if (below(call.path, "/paper/")) {
      if (!post) return only("POST", call);
      return is_json(call);
    }
    if (call.path == calendar_path) return call.method == "GET" ? std::nullopt : std::optional(only("GET", call));
    if (call.path == "/who") return post ? only("GET, HEAD", call) : gate_->who(call);
    if (call.path == "/sign-in") return post ? is_json(call) : std::optional(only("POST", call));
    if (call.path == "/sign-out") return post ? gate_->sign_out(call) : only("POST", call);
    if (call.path == "/files") return post ? std::nullopt : std::optional(only("POST", call));
    if (call.path == "/events") {
      if (call.method != "GET") return only("GET", call);
      Reply stream;
      stream.stream = true;
      return stream.with("Content-Type", "text/event-stream");
    }
    if (post) return only("GET, HEAD", call);
    return page(call);
  }

  Reply answer(const Call& call) {
    if (const auto name = below(call.path, "/api/")) return perform(*served(*name), call);
    if (const auto name = below(call.path, "/paper/")) return paper(*name, call);
    if (call.path == "/sign-in") return gate_->sign_in(call);
    if (call.path == calendar_path) return paper("calendar", calendar_call(call));
    return take_file(call);
  }

  /// What a calendar program asks again and again: rounds, meetings and dates that are due, as a file.
  static Call calendar_call(Call call) {
    call.body = R"({"format":"ics"})";
    return call;
  }

  static Reply only(const char* methods, const Call& call) {
    return refusal(wrong(ErrorKind::bad_input, "http.method", fmt::format("expected {}", methods), call.path), 405)
        .with("Allow", methods);
  }

  static std::optional<Reply> is_json(const Call& call) {
    const auto& type = call.header("content-type");
    if (type == "application/json" || type.starts_with("application/json;")) return std::nullopt;
    return refusal(wrong(ErrorKind::bad_input, "http.content_type", "expected application/json", type), 415);
  }

  static const Operation* served(std::string_view name) {
    const auto* operation = app::find_operation(name);
    return operation == nullptr || operation->exposure == app::Exposure::cli_only ? nullptr : operation;
  }

  /// Whether its answers follow from the desk, its rules and the day alone.
  static bool is_kept(const Operation& operation) {
    return operation.effect == app::Effect::reads && operation.desk && !operation.progress &&
           std::ranges::none_of(operation.parameters,
                                [](const auto& each) { return each.form == app::Form::path && !each.written; }) &&
           operation.name != "check" && operation.name != "doctor";
  }

  static std::string key_of(const Operation& operation, std::string_view body) {
    return operation.name + "\n" + std::string(body);
  }

  /// Of the server's one thread.
  std::string state() {
    auto out = head_of(mine_);
    const std::lock_guard lock(mutex_);
    out += rules_;
    return out + context_.now().substr(0, 10);
  }
  /// The same for any thread.
  std::string state_of(const std::string& head) {
    const std::lock_guard lock(mutex_);
    return head + rules_ + context_.now().substr(0, 10);
  }

  static Reply openapi() {
    static const auto text = std::make_shared<const std::string>(openapi_json());
    Reply out;
    out.body = text;
    return out.with("Content-Type", "application/json");
  }

  /// As whoever calls: what is written bears that name.
  app::Context context_of(const Call& call) {
    auto out = context_;
    if (const auto caller = gate_->caller(call)) out.author = caller->author;
    return out;
  }

  Reply perform(const Operation& operation, const Call& call) {
    auto request = Json::parse(call.body, "body");
    if (!request) return refusal(request.error());
    if (auto filled = with_files(operation, *request); !filled) return refusal(filled.error());
    // The state from before: an answer made of a later one is not kept for an earlier.
    auto watch = app::Watch::open(context_);
    if (!watch) return refusal(watch.error());
    const bool writes = operation.effect == app::Effect::writes;
    // Of two pages that change one thing at once, the second sees what the first did.
    const auto turn = writes ? std::unique_lock(writing_) : std::unique_lock<std::mutex>();
    auto before = head_of(*watch);
    Reply reply;
    for (int look = 0;; ++look) {
      if (writes)
        if (auto refused = moved_on(call, operation, *request, before)) return refused->with("Breadcrumb-Head", before);
      auto context = context_of(call);
      // Another program may write between this look and the change: then it is looked at once more.
      if (writes && !call.header("breadcrumb-head").empty()) context.begun_on = std::make_shared<std::string>(before);
      auto answer = app::perform(operation, context, *request);
      const bool slipped = !answer && answer.error().code == "desk.changed" && context.begun_on && look < most_looks;
      if (!slipped) {
        reply = told(answer);
        break;
      }
      before = head_of(*watch);
    }
    const auto after = head_of(*watch);
    reply.with("Breadcrumb-Head", after);
    if (is_kept(operation) && reply.status == 200 && before == after)
      answers_.keep(state_of(after), key_of(operation, call.body), Guard::safe(reply));
    return reply;
  }

  static constexpr int most_looks = 100;

  /// A change that was begun on another state of the desk than the present one, which its `Breadcrumb-Head` names, and
  /// something that it bears on was changed since.
  std::optional<Reply> moved_on(const Call& call, const Operation& operation, const Json& request,
                                const std::string& head) const {
    const auto& seen = call.header("breadcrumb-head");
    if (seen.empty() || seen == head) return std::nullopt;
    auto moved = app::changes_bearing_on(context_, seen, operation, request);
    if (!moved) return refusal(moved.error());
    if (!moved->refuses) return std::nullopt;
    std::string last;
    if (!moved->changed.items().empty()) {
      const auto& event = moved->changed.items().back();
      last = fmt::format("; the last change: {} by {}, {}", event["kind"].string(), event["author_name"].string(),
                         event["time"].string());
    }
    auto error = app::error_json(
        wrong(ErrorKind::conflict, "desk.moved_on",
              "what this changes has changed since it was opened, so it was not written" + last, call.path));
    auto inner = error["error"];
    inner.set("changed", std::move(moved->changed));
    error.set("error", std::move(inner));
    return Reply::json(app::json_text(error), http_status(ErrorKind::conflict));
  }

  Reply told(const Result<app::Answer>& answer) const {
    if (!answer) return refusal(cleaned(answer.error()));
    auto reply = Reply::json(uploads_->without_folders(app::json_text(answer->json)));
    if (!answer->remark.empty()) reply.with("Breadcrumb-Remark", percent_encoded(answer->remark));
    if (answer->failed_check) reply.with("Breadcrumb-Check", "failed");
    if (!answer->errors.empty()) {
      Json errors = Json::array();
      for (const auto& error : answer->errors) errors.push(app::error_json(cleaned(error))["error"]);
      reply.with("Breadcrumb-Errors", percent_encoded(errors.dump()));
    }
    return reply;
  }

  Error cleaned(Error error) const {
    error.where = uploads_->without_folders(std::move(error.where));
    error.message = uploads_->without_folders(std::move(error.message));
    return error;
  }

  /// Files by the tokens under which they came. Nothing else of this machine is read or written from here.
  Result<void> with_files(const Operation& operation, Json& request) {
    BC_TRY(app::check_shape(operation, request));
    for (const auto& parameter : operation.parameters) {
      if (parameter.form != app::Form::path || !request.has(parameter.name)) continue;
      if (parameter.written)
        return wrong(ErrorKind::refused, "http.output", "papers are made at /paper/, where they are answered",
                     parameter.name);
      const auto& value = request[parameter.name];
      if (value.is_string()) {
        request.set(parameter.name, BC_TRY(uploads_->path_of(value.string())));
        continue;
      }
      Json paths = Json::array();
      for (const auto& token : value.texts()) paths.push(BC_TRY(uploads_->path_of(token)));
      request.set(parameter.name, std::move(paths));
    }
    return {};
  }

  Reply take_file(const Call& call) {
    const auto name = percent_decoded(call.header("x-breadcrumb-name"));
    if (!name) return refusal(name.error());
    const auto token = uploads_->keep(*name, call.body);
    if (!token) return refusal(token.error());
    return Reply::json(Json::object().set("upload", *token).set("bytes", call.body.size()).dump());
  }

  Reply paper(std::string_view name, const Call& call) {
    auto made = made_paper(name, call);
    return made ? std::move(*made) : refusal(cleaned(made.error()));
  }

  Result<Reply> made_paper(std::string_view name, const Call& call) {
    const auto* operation = served(name);
    const Parameter* output = nullptr;
    if (operation != nullptr)
      if (const auto found = std::ranges::find_if(operation->parameters, &Parameter::written);
          found != operation->parameters.end())
        output = &*found;
    if (output == nullptr)
      return wrong(ErrorKind::not_found, "http.no_paper", "no operation of this name makes a paper", name);
    const auto body = BC_TRY(Json::parse(call.body, "body"));
    const auto& format = body["format"].string();
    const bool known = !format.empty() && format.size() <= 8 &&
                       std::ranges::all_of(format, [](char c) { return c >= 'a' && c <= 'z'; });
    if (!known) return wrong(ErrorKind::bad_input, "http.format", "expected a format such as html or docx", format);
    auto request = body.has("request") ? body["request"] : Json::object();
    const auto folder = BC_TRY(uploads_->new_folder());
    const auto path = folder / fmt::format("{}.{}", name, format);
    if (request.is_object() && request.has(output->name))
      return wrong(ErrorKind::refused, "http.output", "where a paper is written is not said from here", output->name);
    Json complete = request;
    complete.set(output->name, path.string());
    BC_TRY(app::check_shape(*operation, complete));
    const auto answer = app::perform(*operation, context_of(call), complete);
    auto bytes = answer ? read_file(path, std::uint64_t{256} << 20) : Result<std::string>(answer.error());
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    if (!bytes) return bytes.error();
    // Never shown as a page of this server: it is saved, and opened from where it lies.
    auto reply = Reply::of(200, std::string(media_type(format)), std::move(*bytes));
    reply.with("Content-Disposition", fmt::format("attachment; filename=\"{}.{}\"", name, format))
        .with("Content-Security-Policy", "default-src 'none'; sandbox");
    if (!answer->remark.empty()) reply.with("Breadcrumb-Remark", percent_encoded(answer->remark));
    return reply;
  }

  static Reply page(const Call& call) {
    auto found = page_at(call);
    return found ? std::move(*found)
                 : refusal(wrong(ErrorKind::not_found, "http.no_page", "there is nothing at this address", call.path));
  }

  app::Context context_;
  app::Watch mine_;    // of the server's one thread
  app::Watch theirs_;  // of the thread that looks for changes
  std::unique_ptr<Uploads> uploads_;
  record::Desk desk_;
  std::optional<Guard> guard_;
  std::optional<Gate> gate_;
  Answers answers_;
  std::mutex writing_;
  std::mutex mutex_;  // over the two below
  std::string rules_, last_;
};

}  // namespace

Result<std::unique_ptr<Router>> Router::open(const app::Context& context) {
  auto mine = BC_TRY(app::Watch::open(context));
  auto theirs = BC_TRY(app::Watch::open(context));
  auto uploads = BC_TRY(Uploads::open());
  auto desk = BC_TRY(app::find_desk(context));
  return std::unique_ptr<Router>(
      std::make_unique<DeskRouter>(context, std::move(mine), std::move(theirs), std::move(uploads), std::move(desk)));
}

}  // namespace breadcrumb::http
