#include "app/operation.h"
#include "http/router.h"

namespace breadcrumb::http {

namespace {

Json schema_of(const app::Parameter& parameter) {
  Json out = Json::object();
  switch (parameter.kind) {
    case app::ParameterKind::flag:
      out.set("type", "boolean");
      break;
    case app::ParameterKind::text:
      out.set("type", "string");
      break;
    case app::ParameterKind::number:
      out.set("type", "integer");
      break;
    case app::ParameterKind::texts:
      out.set("type", "array").set("items", Json::object().set("type", "string"));
      break;
  }
  auto help = parameter.help;
  if (parameter.form == app::Form::path) help += " (here: what POST /files answered, such as upload:3f9a...)";
  out.set("description", std::move(help));
  if (!parameter.choices.empty()) out.set("enum", Json::strings(parameter.choices));
  return out;
}

Json json_body(Json schema) {
  return Json::object()
      .set("required", true)
      .set("content", Json::object().set("application/json", Json::object().set("schema", std::move(schema))));
}

Json responses(std::string_view summary) {
  const auto error = Json::object().set("$ref", "#/components/responses/error");
  return Json::object()
      .set("200", Json::object()
                      .set("description", summary)
                      .set("content", Json::object().set("application/json", Json::object())))
      .set("default", error);
}

Json path_of(const app::Operation& operation) {
  Json properties = Json::object(), required = Json::array();
  for (const auto& parameter : operation.parameters) {
    if (parameter.local || parameter.written) continue;
    properties.set(parameter.name, schema_of(parameter));
    if (parameter.required) required.push(parameter.name);
  }
  Json schema =
      Json::object().set("type", "object").set("additionalProperties", false).set("properties", std::move(properties));
  if (!required.items().empty()) schema.set("required", std::move(required));
  const auto header = Json::object()
                          .set("name", "X-Breadcrumb")
                          .set("in", "header")
                          .set("required", true)
                          .set("schema", Json::object().set("type", "string"));
  return Json::object().set(
      "post", Json::object()
                  .set("operationId", operation.name)
                  .set("summary", operation.summary)
                  .set("description", "On the command line: " + operation.example)
                  .set("tags", Json::array().push(operation.effect == app::Effect::reads ? "reads" : "writes"))
                  .set("parameters", Json::array().push(header))
                  .set("requestBody", json_body(std::move(schema)))
                  .set("responses", responses(operation.summary)));
}

Json error_response() {
  Json properties = Json::object();
  for (const auto* name : {"kind", "code", "message", "where"})
    properties.set(name, Json::object().set("type", "string"));
  const auto schema =
      Json::object()
          .set("type", "object")
          .set("properties",
               Json::object().set("error",
                                  Json::object().set("type", "object").set("properties", std::move(properties))));
  return Json::object()
      .set("description", "what went wrong: a kind, a documented code, a sentence, a place")
      .set("content", Json::object().set("application/json", Json::object().set("schema", schema)));
}

}  // namespace

std::string openapi_json() {
  Json paths = Json::object();
  for (const auto& operation : app::operations())
    if (operation.exposure == app::Exposure::everywhere) paths.set("/api/" + operation.name, path_of(operation));
  return Json::object()
      .set("openapi", "3.1.0")
      .set("info", Json::object().set("title", "Breadcrumb").set("version", app::program_version()))
      .set("paths", std::move(paths))
      .set("components", Json::object().set("responses", Json::object().set("error", error_response())))
      .dump();
}

}  // namespace breadcrumb::http
