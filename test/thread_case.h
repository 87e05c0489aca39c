// Reads a `.thread` case: the rounds of a dialogue, what people decided, and what must come out.
//
//   round 3 whole side=USA lang=en open      # `excerpt` instead of `whole`; side, lang and open may be left out
//     area common Labor {labor}: planning the first meeting of the task force
//     issue bilateral {ethanol; topics=ethanol; acts=discussed}: Japan's use of ethanol
//     frame: The dialogue was launched in 2021 ...
//   decide merge "Labor" "Workers"           # by names of headings or phrases at their last mention; `split`, `rename`
//   expect
//     at 4 "Labor" continued moved           # exactly these classes; with="Name", streak=N, silence=N, ask may follow
//     threads 7
//
// The labels in braces say which issue a mention belongs to, for tools/thread_score: `a+b` is a that took in b, `b<a`
// is b that split from a.
#pragma once

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "model/thread.h"
#include "text/utf8.h"

namespace breadcrumb::thread_case {

struct Gold {
  std::string label;                 ///< of the issue
  std::vector<std::string> took_in;  ///< labels of those that merged into it here
  std::string from;                  ///< label that it split from here
};

struct Expectation {
  int line = 0;
  int round = 0;
  std::string name;
  std::vector<std::string> kinds;  ///< sorted
  std::string with;
  int streak = -1, silence = -1;
  bool ask = false;
};

struct Case {
  std::string about;
  std::vector<RoundText> texts;
  std::vector<ThreadDecision> decisions;
  std::vector<Expectation> expectations;
  int threads = -1;
  std::map<FactId, Gold> gold;
};

inline int number(std::string_view s) {
  int out = -1;
  std::from_chars(s.data(), s.data() + s.size(), out);
  return out;
}

inline std::vector<std::string> split(std::string_view s, char by) {
  std::vector<std::string> out;
  for (std::size_t start = 0; start <= s.size();) {
    const std::size_t end = std::min(s.find(by, start), s.size());
    const auto part = text::trim(s.substr(start, end - start));
    if (!part.empty()) out.emplace_back(part);
    start = end + 1;
  }
  return out;
}

// Words, with "quoted ones" whole; a key="..." keeps its key.
inline std::vector<std::string> tokens(std::string_view s) {
  std::vector<std::string> out;
  std::string word;
  bool quoted = false, any = false;
  for (const char c : s) {
    if (c == '"') {
      quoted = !quoted;
      any = true;
    } else if (c == ' ' && !quoted) {
      if (any) out.push_back(word);
      word.clear();
      any = false;
    } else {
      word += c;
      any = true;
    }
  }
  if (any) out.push_back(word);
  return out;
}

inline Result<Case> parse(std::string_view bytes, const std::string& where) {
  Case out;
  RoundText* text = nullptr;
  bool expecting = false;
  int line_number = 0;
  const auto bad = [&](std::string message) {
    return Error{ErrorKind::bad_input, "case.syntax", std::move(message), where + ":" + std::to_string(line_number)};
  };
  for (std::size_t start = 0; start < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', start), bytes.size());
    const std::string_view raw = bytes.substr(start, end - start);
    start = end + 1;
    ++line_number;
    const std::string_view line = text::trim(raw);
    if (line.starts_with("# about:")) out.about = text::trim(line.substr(8));
    if (line.empty() || line[0] == '#') continue;
    const bool inside = raw[0] == ' ';
    if (!inside) {
      expecting = false;
      const auto words = tokens(line);
      if (words[0] == "round" && words.size() >= 3) {
        RoundText fresh;
        fresh.round = number(words[1]) - 1;
        fresh.excerpt = words[2] == "excerpt";
        if (fresh.round < 0 || (!fresh.excerpt && words[2] != "whole")) return bad("expected `round N whole|excerpt`");
        fresh.language = "en";
        for (std::size_t i = 3; i < words.size(); ++i) {
          if (words[i] == "side=?")
            fresh.side_unknown = true;
          else if (words[i].starts_with("side="))
            fresh.side = words[i].substr(5);
          else if (words[i].starts_with("lang="))
            fresh.language = words[i].substr(5);
          else if (words[i] == "open")
            fresh.open_list = true;
          else
            return bad("unknown word `" + words[i] + "`");
        }
        fresh.source = "r" + words[1] + fresh.side + fresh.language + std::to_string(out.texts.size());
        out.texts.push_back(std::move(fresh));
        text = &out.texts.back();
      } else if (words[0] == "expect") {
        expecting = true;
      } else if (words[0] == "decide" && words.size() >= 3) {
        ThreadDecision decision;
        decision.kind = words[1] == "merge"   ? ThreadDecision::Kind::merge
                        : words[1] == "split" ? ThreadDecision::Kind::split
                                              : ThreadDecision::Kind::rename;
        for (std::size_t i = 2; i < words.size(); ++i) {
          if (words[i].starts_with("name=")) {
            decision.name = words[i].substr(5);
            continue;
          }
          // The last mention of that heading or phrase; `@N` at its end names the round.
          std::string name = words[i];
          int round = -1;
          if (const auto at = name.rfind('@'); at != std::string::npos) {
            round = number(std::string_view(name).substr(at + 1)) - 1;
            name.resize(at);
          }
          FactId found;
          for (const auto& source : out.texts)
            for (const auto& mention : source.mentions)
              if ((mention.heading == name || mention.text == name) && (round < 0 || mention.round == round))
                found = mention.fact;
          if (found.empty()) return bad("no mention `" + name + "`");
          decision.mentions.push_back(found);
        }
        out.decisions.push_back(std::move(decision));
      } else {
        return bad("unknown directive");
      }
      continue;
    }
    if (expecting) {
      const auto words = tokens(line);
      if (words[0] == "threads" && words.size() == 2) {
        out.threads = number(words[1]);
        continue;
      }
      if (words[0] != "at" || words.size() < 4) return bad("expected `at N \"name\" classes`");
      Expectation expectation{line_number, number(words[1]) - 1, words[2], {}, "", -1, -1, false};
      for (std::size_t i = 3; i < words.size(); ++i) {
        if (words[i].starts_with("with="))
          expectation.with = words[i].substr(5);
        else if (words[i].starts_with("streak="))
          expectation.streak = number(std::string_view(words[i]).substr(7));
        else if (words[i].starts_with("silence="))
          expectation.silence = number(std::string_view(words[i]).substr(8));
        else if (words[i] == "ask")
          expectation.ask = true;
        else
          expectation.kinds.push_back(words[i]);
      }
      std::sort(expectation.kinds.begin(), expectation.kinds.end());
      out.expectations.push_back(std::move(expectation));
      continue;
    }
    if (text == nullptr) return bad("a mention outside a round");
    std::string_view head = line, body;
    // The colon that ends the head is the first one outside braces.
    std::size_t colon = std::string_view::npos;
    bool braces = false;
    for (std::size_t i = 0; i < line.size() && colon == std::string_view::npos; ++i) {
      if (line[i] == '{') braces = true;
      if (line[i] == '}') braces = false;
      if (line[i] == ':' && !braces) colon = i;
    }
    if (colon == std::string_view::npos) return bad("expected `area Heading: text` or `issue: text`");
    head = text::trim(line.substr(0, colon));
    body = text::trim(line.substr(colon + 1));
    if (head == "frame") {
      text->frame.push_back({0, 0, std::string(body)});
      continue;
    }
    Mention mention;
    Gold gold;
    if (const auto open = head.find('{'); open != std::string_view::npos) {
      const auto close = head.find('}');
      if (close == std::string_view::npos || close < open) return bad("a brace without its partner");
      for (const auto& part : split(head.substr(open + 1, close - open - 1), ';')) {
        if (part.starts_with("topics="))
          mention.topics = split(std::string_view(part).substr(7), ',');
        else if (part.starts_with("acts="))
          mention.acts = split(std::string_view(part).substr(5), ',');
        else if (part == "form=named")
          mention.named = true;
        else {
          std::string label = part;
          if (const auto from = label.find('<'); from != std::string::npos) {
            gold.from = label.substr(from + 1);
            label.resize(from);
          }
          const auto labels = split(label, '+');
          if (labels.empty()) return bad("an empty label");
          gold.label = labels[0];
          gold.took_in.assign(labels.begin() + 1, labels.end());
        }
      }
      head = text::trim(head.substr(0, open));
    }
    const auto next_word = [&]() {
      const auto blank = std::min(head.find(' '), head.size());
      const std::string word(head.substr(0, blank));
      head = text::trim(head.substr(blank));
      return word;
    };
    const std::string form = next_word();
    if (form != "area" && form != "issue") return bad("expected `area`, `issue` or `frame`");
    mention.area = form == "area";
    for (const std::string_view kind : {"common", "bilateral"})
      if (mention.kind.empty() && head.starts_with(kind) && (head.size() == kind.size() || head[kind.size()] == ' '))
        mention.kind = next_word();
    mention.heading = head;
    for (const auto& part : split(body, '|')) mention.text += (mention.text.empty() ? "" : "\n") + part;
    mention.round = text->round;
    mention.source = text->source;
    mention.order = text->mentions.size();
    mention.fact = text->source + "/" + std::to_string(mention.order);
    if (!gold.label.empty()) out.gold[mention.fact] = gold;
    text->mentions.push_back(std::move(mention));
  }
  return out;
}

inline Result<Case> load(const std::filesystem::path& path) {
  const std::string bytes = BC_TRY(read_file(path, 1 << 20));
  return parse(bytes, path.filename().string());
}

inline std::vector<std::filesystem::path> files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> out;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".thread") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace breadcrumb::thread_case
