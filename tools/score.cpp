// score [--misses] [--explain] [--only en|ja] [--odd|--even] FOLDER...: how well the reader reads labelled documents,
// by field.
//
// A folder holds `.read` cases with `gold facts`, or pairs NAME.txt and NAME.json in the shape of the reading. Names,
// dates and numbers count when they are the same; headings, issues and commitments when their words overlap (F1 of 0.6
// or more, or one inside the other when it is not much longer), each label matched once. What a label file calls
// marginal is neither required nor counted against. docs/reader.md has the figures.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>

#include "base/file.h"
#include "model/fact_line.h"
#include "model/reading_json.h"
#include "reader/reader.h"
#include "source/source.h"
#include "text/utf8.h"
#include "text/words.h"

namespace breadcrumb {
namespace {

namespace fs = std::filesystem;

/// The labels of one document; lists hold the words that are compared.
struct Labels {
  std::map<std::string, std::vector<std::string>, std::less<>> values;  ///< by field
  std::vector<std::string> marginal;
  void add(std::string_view field, std::string value) {
    if (!value.empty()) values[std::string(field)].push_back(std::move(value));
  }
};

struct Tally {
  int found = 0, right = 0, wanted = 0;
};

const std::vector<std::string> fields{"title",       "published", "dialogue",   "round",      "start",
                                      "end",         "place",     "virtual",    "parties",    "heads",
                                      "head_titles", "areas",     "issues",     "items",      "commitments",
                                      "established", "bodies",    "next_round", "not_readout"};

bool is_loose(std::string_view field) {
  return field == "areas" || field == "issues" || field == "items" || field == "commitments" || field == "bodies" ||
         field == "next_round" || field == "established";
}

std::string bare(std::string_view words) {
  std::string out;
  for (const char c : text::fold(words))
    if (c != '"' && c != '\'' && c != ',' && c != '.') out += c;
  return std::string(text::trim(out));
}

/// Without an acronym in brackets at the end and without an article.
std::string bare_name(std::string_view words) {
  auto out = bare(words);
  if (out.ends_with(")"))
    if (const auto open = out.rfind(" ("); open != std::string::npos) out.resize(open);
  if (out.starts_with("the ")) out.erase(0, 4);
  return out;
}

std::vector<std::string> bag(std::string_view words) {
  std::vector<std::string> out;
  for (const auto& word : text::words(words))
    if (word.kind != text::WordKind::sign) {
      if (word.kind == text::WordKind::letters || word.kind == text::WordKind::number) {
        out.push_back(text::fold(word.text));
      } else {  // Japanese: pairs of characters
        const auto wide = text::to_utf32(word.text);
        for (std::size_t i = 0; i + 1 < wide.size() || i == 0; ++i) out.push_back(text::to_utf8(wide.substr(i, 2)));
      }
    }
  std::sort(out.begin(), out.end());
  return out;
}

double overlap(std::string_view a, std::string_view b) {
  const auto x = bag(a), y = bag(b);
  if (x.empty() || y.empty()) return 0;
  std::vector<std::string> both;
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
  const double f1 = 2.0 * static_cast<double>(both.size()) / static_cast<double>(x.size() + y.size());
  const auto small = std::min(x.size(), y.size()), big = std::max(x.size(), y.size());
  if (both.size() == small && big <= small * 2 + 2) return std::max(f1, 0.6);
  return f1;
}

bool same(std::string_view field, std::string_view a, std::string_view b) {
  if (is_loose(field)) return overlap(a, b) >= 0.6;
  if (field == "dialogue") return bare_name(a) == bare_name(b) || overlap(bare_name(a), bare_name(b)) >= 0.85;
  if (field == "place") {
    const auto x = bare(a), y = bare(b);
    return x == y || x.starts_with(y + " ") || y.starts_with(x + " ");
  }
  if (field == "head_titles" || field == "title" || field == "heads") return bare(a) == bare(b);
  return a == b;
}

void labels_of_json(const Json& json, Labels& out) {
  out.add("title", json["source"]["title"].string());
  out.add("published", json["source"]["published"].string());
  out.add("dialogue", json["dialogue"]["name"].string());
  if (json["round"]["ordinal"].is_integer()) out.add("round", std::to_string(json["round"]["ordinal"].integer()));
  out.add("start", json["meeting"]["start"].string());
  out.add("end", json["meeting"]["end"].string());
  out.add("place", json["meeting"]["place"].string());
  if (json["meeting"]["virtual"].is_bool()) out.add("virtual", json["meeting"]["virtual"].boolean() ? "true" : "false");
  for (const auto& code : json["parties"].texts()) out.add("parties", code);
  for (const auto& delegation : json["delegations"].items())
    for (const auto& head : delegation["heads"].items()) {
      out.add("heads", delegation["party"].string() + " " + head["name"].string());
      if (!head["title"].string().empty())
        out.add("head_titles", head["name"].string() + ": " + head["title"].string());
    }
  for (const auto& area : json["areas"].items()) {
    out.add("areas", area["heading"].string());
    for (const auto& item : area["items"].items()) out.add("items", item["text"].string());
  }
  for (const auto& issue : json["issues"].items()) out.add("issues", issue["text"].string());
  for (const auto& commitment : json["commitments"].items()) out.add("commitments", commitment["text"].string());
  for (const auto& thing : json["established"].items()) out.add("established", thing["name"].string());
  for (const auto& body : json["bodies"].items()) out.add("bodies", body["name"].string());
  out.add("next_round", json["next_round"]["text"].string());
  out.marginal = json["marginal"].texts();
  bool none = json["not_a_readout"].boolean();
  for (const auto& problem : json["problems"].items()) none = none || problem["code"].string() == "not_a_readout";
  if (none) out.add("not_readout", "yes");
}

void labels_of_line(const FactLine& line, Labels& out) {
  const auto field = [&](std::string_view name) {
    const auto value = line.field(name);
    return value == "null" ? std::string() : std::string(value);
  };
  const std::string quote = text::squeeze(line.quote);
  if (line.kind == "title") out.add("title", quote);
  if (line.kind == "published") out.add("published", field("date"));
  if (line.kind == "dialogue") out.add("dialogue", field("name"));
  if (line.kind == "round") out.add("round", field("ordinal"));
  if (line.kind == "meeting")
    for (const auto name : {"start", "end", "place", "virtual"}) out.add(name, field(name));
  if (line.kind == "parties")
    for (const auto& code : line.words) out.add("parties", code);
  if (line.kind == "head") {
    out.add("heads", field("party") + " " + field("name"));
    if (!field("title").empty()) out.add("head_titles", field("name") + ": " + field("title"));
  }
  if (line.kind == "area") out.add("areas", field("heading"));
  if (line.kind == "item") out.add("items", quote);
  if (line.kind == "issue") out.add("issues", quote);
  if (line.kind == "commitment") out.add("commitments", quote);
  if (line.kind == "established") out.add("established", field("name"));
  if (line.kind == "body") out.add("bodies", field("name"));
  if (line.kind == "next_round") out.add("next_round", quote);
  if (line.kind == "problem" && field("code") == "not_a_readout") out.add("not_readout", "yes");
}

struct Sample {
  std::string name;
  Document document;
  Labels labels;
};

/// The `document` block and the `gold facts` of a case file.
Result<Sample> load_case(const fs::path& path, const fs::path& root, const source::FurnitureRules& rules) {
  const auto bytes = BC_TRY(read_file(path, std::uint64_t{8} << 20));
  Sample out{.name = path.stem().string(), .document = {}, .labels = {}};
  std::vector<std::string> lines;
  for (std::size_t start = 0; start <= bytes.size();) {
    const auto end = std::min(bytes.find('\n', start), bytes.size());
    lines.push_back(bytes.substr(start, end - start));
    start = end + 1;
  }
  bool gold = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& line = lines[i];
    if (line.starts_with("document file ")) {
      const auto name = line.substr(14, line.find(' ', 14) - 14);
      const auto file = BC_TRY(read_file(root / name, std::uint64_t{64} << 20));
      source::Hints hints;
      hints.file_name = fs::path(name).filename().string();
      out.document = BC_TRY(source::extract(file, hints, rules));
    } else if (line.starts_with("document ")) {
      std::string body;
      const auto mark = line.substr(line.find("<<") + 2);
      for (++i; i < lines.size() && lines[i] != mark; ++i) body += lines[i] + "\n";
      source::Hints hints;
      hints.file_name = out.name + (line.starts_with("document html") ? ".html" : ".txt");
      out.document = BC_TRY(source::extract(body, hints, rules));
    } else if (line.starts_with("gold facts")) {
      gold = true;
    } else if (!line.empty() && line[0] != ' ') {
      gold = false;
    } else if (gold && line.find_first_not_of(' ') != std::string::npos) {
      labels_of_line(BC_TRY(parse_fact_line(line)), out.labels);
    }
  }
  return out;
}

Result<Sample> load_pair(const fs::path& json, const source::FurnitureRules& rules) {
  Sample out{.name = json.stem().string(), .document = {}, .labels = {}};
  auto path = json;
  path.replace_extension(".txt");
  const auto bytes = BC_TRY(read_file(path, std::uint64_t{8} << 20));
  source::Hints hints;
  hints.file_name = path.filename().string();
  out.document = BC_TRY(source::extract(bytes, hints, rules));
  const auto label_bytes = BC_TRY(read_file(json, std::uint64_t{8} << 20));
  labels_of_json(BC_TRY(Json::parse(label_bytes, json.string())), out.labels);
  return out;
}

/// Greedy one-to-one matching, best overlap first; prints what is missed or too much.
Tally compare(std::string_view field, const Labels& gold, const Labels& read, std::string_view name, bool misses) {
  static const std::vector<std::string> none;
  const auto get = [&](const Labels& labels) -> const std::vector<std::string>& {
    const auto found = labels.values.find(field);
    return found == labels.values.end() ? none : found->second;
  };
  const auto& want = get(gold);
  const auto& have = get(read);
  std::vector<bool> used(have.size()), met(want.size());
  for (std::size_t w = 0; w < want.size(); ++w) {
    std::size_t best = have.size();
    double best_value = 0;
    for (std::size_t h = 0; h < have.size(); ++h)
      if (!used[h] && same(field, want[w], have[h])) {
        const double value = overlap(want[w], have[h]) + 0.001;
        if (value > best_value) {
          best_value = value;
          best = h;
        }
      }
    if (best < have.size()) used[best] = met[w] = true;
  }
  Tally tally;
  tally.wanted = static_cast<int>(want.size());
  for (std::size_t h = 0; h < have.size(); ++h) {
    if (used[h]) {
      ++tally.found;
      ++tally.right;
      continue;
    }
    bool marginal = false;
    for (const auto& words : gold.marginal)
      marginal = marginal || overlap(words, have[h]) >= 0.5 || bare(have[h]).find(bare(words)) != std::string::npos ||
                 bare(words).find(bare(have[h])) != std::string::npos;
    // Without a label at all for place or virtual, the labels differ in what they count; still an error.
    if (marginal && is_loose(field)) continue;
    ++tally.found;
    if (misses) fmt::print("{}: {} too much: {}\n", name, field, have[h]);
  }
  if (misses)
    for (std::size_t w = 0; w < want.size(); ++w)
      if (!met[w]) fmt::print("{}: {} missed:   {}\n", name, field, want[w]);
  return tally;
}

void print_row(std::string_view name, const Tally& t) {
  const double p = t.found ? static_cast<double>(t.right) / t.found : 1,
               r = t.wanted ? static_cast<double>(t.right) / t.wanted : 1;
  fmt::print("{:<14} {:>6} {:>6} {:>6}   {:.3f}  {:.3f}  {:.3f}\n", name, t.wanted, t.found, t.right, p, r,
             p + r > 0 ? 2 * p * r / (p + r) : 0);
}

Result<int> run(int argc, char** argv) {
  bool misses = false, explain = false, odd = true, even = true;
  std::string only, field_only;
  std::vector<fs::path> folders;
  fs::path root = ".";
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--misses")
      misses = true;
    else if (word == "--explain")
      explain = true;
    else if (word == "--odd")
      even = false;
    else if (word == "--even")
      odd = false;
    else if (word == "--only" && i + 1 < argc)
      only = argv[++i];
    else if (word == "--field" && i + 1 < argc)
      field_only = argv[++i];
    else if (word == "--root" && i + 1 < argc)
      root = argv[++i];
    else
      folders.emplace_back(word);
  }
  const auto furniture = BC_TRY(source::FurnitureRules::load(root / "lexicon/furniture.toml"));
  const auto grammar = BC_TRY(reader::Grammar::load(root / "lexicon"));
  std::map<std::string, Tally> tallies;
  int count = 0;
  for (const auto& folder : folders) {
    std::vector<fs::path> paths;
    if (fs::is_regular_file(folder))
      paths.push_back(folder);
    else
      for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".read" || entry.path().extension() == ".json") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths) {
      const auto name = path.stem().string();
      const bool numbered = name.size() >= 3 && name[0] >= '0' && name[0] <= '9';
      if (numbered && (((name[2] - '0') % 2 == 1) ? !odd : !even)) continue;
      auto sample = path.extension() == ".read" ? load_case(path, root, furniture) : load_pair(path, furniture);
      if (!sample) {
        fmt::print(stderr, "{}: {}\n", name, sample.error().to_text());
        continue;
      }
      const auto language = reader::language_of(sample->document);
      if (!only.empty() && language != only) continue;
      const auto reading = BC_TRY(reader::read(sample->document, grammar));
      Labels read;
      labels_of_json(reading_json(reading, sample->document), read);
      ++count;
      if (explain)
        for (const auto& line : fact_lines(reading, sample->document.text, {.rules = true}))
          fmt::print("{}: {}\n", name, line);
      for (const auto& field : fields) {
        const auto tally =
            compare(field, sample->labels, read, name, misses && (field_only.empty() || field == field_only));
        auto& sum = tallies[field];
        sum.found += tally.found;
        sum.right += tally.right;
        sum.wanted += tally.wanted;
      }
    }
  }
  fmt::print("{} documents\n{:<14} {:>6} {:>6} {:>6}   {}  {}  {}\n", count, "field", "labels", "read", "right",
             "prec.", "recall", "F1");
  Tally header, substance, promises;
  const auto sum = [&](Tally& into, std::initializer_list<std::string_view> names) {
    for (const auto name : names) {
      into.found += tallies[std::string(name)].found;
      into.right += tallies[std::string(name)].right;
      into.wanted += tallies[std::string(name)].wanted;
    }
  };
  for (const auto& field : fields) print_row(field, tallies[field]);
  sum(header, {"title", "published", "dialogue", "round", "start", "end", "place", "parties", "heads", "head_titles"});
  sum(substance, {"areas", "issues", "items"});
  sum(promises, {"commitments", "bodies", "next_round"});
  print_row("= header", header);
  print_row("= substance", substance);
  print_row("= promises", promises);
  return 0;
}

}  // namespace
}  // namespace breadcrumb

int main(int argc, char** argv) {
  const auto code = breadcrumb::run(argc, argv);
  if (!code) fmt::print(stderr, "{}\n", code.error().to_text());
  return code ? *code : 1;
}
