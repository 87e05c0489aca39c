#include <fmt/format.h>

#include <filesystem>

#include "app/all_operations.h"
#include "app/show.h"
#include "base/file.h"
#include "source/worker.h"

namespace breadcrumb::app {

namespace {

struct Finding {
  std::string what;
  bool well = false;
  std::string detail;
};

// A program of that name on the path.
std::string found_program(std::string_view name) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? "/usr/bin:/bin" : path;
  while (!rest.empty()) {
    const auto colon = std::min(rest.find(':'), rest.size());
    std::error_code code;
    const auto place = std::filesystem::path(rest.substr(0, colon)) / name;
    if (std::filesystem::exists(place, code)) return place.string();
    rest.remove_prefix(std::min(colon + 1, rest.size()));
  }
  return "";
}

Result<Answer> run(const Context& context, const Request&) {
  Answer out;
  std::vector<Finding> findings;
  findings.push_back({"program", true, fmt::format("breadcrumb {}", program_version())});
  findings.push_back({"data files", true, context.data.string()});
  const auto knowledge = load_knowledge(context, nullptr);
  findings.push_back(
      {"lexicon", knowledge.has_value(),
       knowledge ? fmt::format("{} parties, {} topics, fingerprint {}", knowledge->grammar.parties().size(),
                               knowledge->grammar.topics().size(), knowledge->grammar.fingerprint().substr(0, 16))
                 : knowledge.error().to_text()});
  const auto pdftotext = found_program("pdftotext");
  findings.push_back({"pdftotext", !pdftotext.empty(),
                      pdftotext.empty() ? "not found: PDF files cannot be read (package poppler-utils)" : pdftotext});
  std::error_code code;
  const bool japanese = std::filesystem::exists("/usr/share/poppler/cMap/Adobe-Japan1", code) ||
                        std::filesystem::exists("/usr/share/poppler/cidToUnicode/Adobe-Japan1", code);
  findings.push_back({"poppler-data", japanese,
                      japanese ? "Japanese PDF files can be read"
                               : "not found: some Japanese PDF files lose their text (package poppler-data)"});
  if (knowledge) {
    source::Pool pool({.rules = knowledge->furniture});
    const auto tried = pool.extract("The delegations met.", {.file_name = "try.txt"});
    findings.push_back({"fence", tried.has_value(),
                        tried ? "documents are parsed in a fenced child process" : tried.error().to_text()});
  }
  const auto desk = find_desk(context);
  if (desk) {
    findings.push_back({"desk", true, desk->root().string()});
    const auto reading = record::Record::open(*desk, record::Access::read, context.ids);
    findings.push_back({"record", reading.has_value(), reading ? "opens" : reading.error().to_text()});
    const auto writing = record::Record::open(*desk, record::Access::write, context.ids);
    findings.push_back({"writing", writing.has_value(), writing ? "possible" : writing.error().to_text()});
    const auto space = std::filesystem::space(desk->root(), code);
    if (!code)
      findings.push_back(
          {"room", space.available > (std::uintmax_t{256} << 20), fmt::format("{} MB free", space.available >> 20)});
  } else if (!context.desk.empty()) {
    // Somebody named it: that it is not there is no state of the machine, but a slip.
    findings.push_back({"desk", false, desk.error().to_text()});
    out.errors.push_back(desk.error());
  } else {
    findings.push_back(
        {"desk", desk.error().code == "desk.not_found",
         desk.error().code == "desk.not_found" ? "none here (breadcrumb init)" : desk.error().to_text()});
  }
  out.json = Json::array();
  for (const auto& finding : findings) {
    out.json.push(Json::object().set("what", finding.what).set("well", finding.well).set("detail", finding.detail));
    out.text += fmt::format("{}  {:<13}{}\n", finding.well ? "well" : "ILL ", finding.what, finding.detail);
    out.failed_check |= !finding.well && out.errors.empty();
  }
  return out;
}

}  // namespace

Operation doctor_operation() {
  return {.name = "doctor",
          .summary = "whether this machine and this desk have what is needed",
          .example = "breadcrumb doctor",
          .run = run,
          .desk = false};
}

}  // namespace breadcrumb::app
