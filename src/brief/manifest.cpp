#include "brief/manifest.h"

#include <algorithm>

#include "base/bytes.h"

namespace breadcrumb::brief {

Json meta_json(const Meta& meta) {
  Json out = Json::object();
  out.set("desk", meta.desk).set("dialogue", meta.dialogue).set("head", meta.head).set("events", meta.events);
  out.set("paper", meta.paper).set("subject", meta.subject);
  out.set("profile", meta.profile).set("round", meta.round).set("composed_at", meta.composed_at);
  out.set("program", meta.program).set("words", meta.words).set("language", meta.language);
  out.set("certainty_below", meta.certainty_below).set("margin_below", meta.margin_below);
  return out;
}

Meta meta_from(const Json& json) {
  const auto number = [&](std::string_view key, int fallback) {
    const auto value = json[key].integer(fallback);
    return value < 0 || value > 1000 ? fallback : static_cast<int>(value);
  };
  return {.desk = json["desk"].string(),
          .dialogue = json["dialogue"].string(),
          .head = json["head"].string(),
          .events = json["events"].integer(),
          .paper = json["paper"].string(),
          .subject = json["subject"].string(),
          .profile = json["profile"].string(),
          .round = json["round"].string(),
          .composed_at = json["composed_at"].string(),
          .program = json["program"].string(),
          .words = json["words"].string(),
          .language = json["language"].string(),
          .certainty_below = number("certainty_below", 70),
          .margin_below = number("margin_below", 20)};
}

Json run_json(const Run& run) {
  Json out = Json::object();
  out.set("rests_on", to_text(run.kind));
  if (!run.id.empty()) out.set(run.kind == RunKind::quote ? "source" : "id", run.id);
  if (run.kind == RunKind::quote)
    out.set("start", static_cast<std::int64_t>(run.start)).set("end", static_cast<std::int64_t>(run.end));
  if (!run.args.empty()) {
    Json args = Json::object();
    for (const auto& [name, value] : run.args) args.set(name, value);
    out.set("args", std::move(args));
  }
  out.set("text", run.text);
  return out;
}

Run run_from(const Json& json) {
  Run run;
  const auto& kind = json["rests_on"].string();
  for (const auto known : {RunKind::words, RunKind::quote, RunKind::computed, RunKind::officer})
    if (to_text(known) == kind) run.kind = known;
  run.id = json[run.kind == RunKind::quote ? "source" : "id"].string();
  run.start = static_cast<std::size_t>(std::max<std::int64_t>(0, json["start"].integer()));
  run.end = static_cast<std::size_t>(std::max<std::int64_t>(0, json["end"].integer()));
  for (const auto& [name, value] : json["args"].members()) run.args.emplace_back(name, value.string());
  run.text = json["text"].string();
  return run;
}

std::string manifest_text(const Meta& meta, const Runs& runs) {
  Json list = Json::array();
  for (const auto& run : runs) list.push(run_json(run));
  Json out = Json::object();
  out.set("schema", 1).set("meta", meta_json(meta)).set("runs", std::move(list));
  std::string text;
  for (const char c : out.dump()) {
    // These three occur inside strings alone, so the escape keeps the JSON what it is.
    if (c == '<')
      text += "\\u003c";
    else if (c == '>')
      text += "\\u003e";
    else if (c == '&')
      text += "\\u0026";
    else
      text += c;
  }
  return text;
}

Result<Manifest> manifest_from(std::string_view json) {
  auto parsed = Json::parse(json, "manifest");
  if (!parsed)
    return Error{ErrorKind::bad_input, "verify.manifest", "the manifest cannot be read: " + parsed.error().message,
                 parsed.error().where};
  if ((*parsed)["schema"].integer() != 1 || !(*parsed)["meta"].is_object() || !(*parsed)["runs"].is_array())
    return Error{ErrorKind::bad_input, "verify.manifest", "the manifest is not of a form that this version knows", ""};
  Manifest manifest{.meta = meta_from((*parsed)["meta"]), .runs = {}};
  for (const auto& run : (*parsed)["runs"].items()) manifest.runs.push_back(run_from(run));
  return manifest;
}

std::string blank_seal() {
  return std::string(64, '0');
}

void set_seal(std::string& file, std::size_t at) {
  const std::string sum = sha256_hex(file);
  file.replace(at, 64, sum);
}

bool seal_holds(std::string_view file, std::size_t at) {
  if (at > file.size() || file.size() - at < 64) return false;
  Sha256 sum;
  sum.add(file.substr(0, at));
  sum.add(blank_seal());
  sum.add(file.substr(at + 64));
  return sum.hex() == file.substr(at, 64);
}

std::string key_of(const Run& run) {
  auto args = run.args;
  std::sort(args.begin(), args.end());
  std::string key = std::string(to_text(run.kind)) + '\x1f' + run.id;
  for (const auto& [name, value] : args) key += '\x1f' + name + '\x1e' + value;
  return key;
}

std::string describe(const Run& run) {
  std::string out = run.id;
  if (run.args.empty()) return out;
  out += "(";
  for (const auto& [name, value] : run.args)
    out += (out.ends_with('(') ? "" : ", ") + name + " " + (value.size() > 20 ? value.substr(0, 12) : value);
  return out + ")";
}

}  // namespace breadcrumb::brief
