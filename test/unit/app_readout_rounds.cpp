#include "app_readout_rounds.h"

#include <algorithm>

#include "text/dates.h"

namespace breadcrumb::app {

namespace {

using Pair = std::pair<std::string, std::string>;

const std::vector<Pair> dialogue_nouns = {{"Trade Dialogue", "貿易対話"},
                                          {"Economic Policy Dialogue", "経済政策対話"},
                                          {"Trade Policy Forum", "貿易政策フォーラム"},
                                          {"Joint Economic Commission", "合同経済委員会"},
                                          {"Supply Chain Partnership", "供給網パートナーシップ"}};
const std::vector<Pair> cities = {{"Nairobi", "ナイロビ"},      {"Oslo", "オスロ"},       {"Lima", "リマ"},
                                  {"Vienna", "ウィーン"},       {"Lisbon", "リスボン"},   {"Toronto", "トロント"},
                                  {"Hanoi", "ハノイ"},          {"Doha", "ドーハ"},       {"Accra", "アクラ"},
                                  {"Sydney", "シドニー"},       {"Osaka", "大阪"},        {"Geneva", "ジュネーブ"},
                                  {"Santiago", "サンティアゴ"}, {"Warsaw", "ワルシャワ"}, {"Jakarta", "ジャカルタ"}};
const std::vector<Pair> given = {{"Wanjiru", "ワンジル"}, {"Ingrid", "イングリッド"}, {"Marco", "マルコ"},
                                 {"Aisha", "アイシャ"},   {"Lucia", "ルシア"},        {"Peter", "ピーター"},
                                 {"Nadia", "ナディア"},   {"Samuel", "サミュエル"},   {"Helena", "ヘレナ"},
                                 {"Tomas", "トマス"}};
const std::vector<Pair> family = {{"Kamau", "カマウ"},     {"Solberg", "ソルベルグ"}, {"Rossi", "ロッシ"},
                                  {"Mensah", "メンサー"},  {"Alvarez", "アルバレス"}, {"Novak", "ノヴァク"},
                                  {"Rowe", "ロウ"},        {"Okafor", "オカフォー"},  {"Lindqvist", "リンドクヴィスト"},
                                  {"Duarte", "ドゥアルテ"}};
const std::vector<Pair> titles = {
    {"Director General for Trade Policy", "貿易政策局長"},
    {"Deputy Minister of Commerce", "商務副大臣"},
    {"Director General, Economic Affairs Bureau, Ministry of Foreign Affairs", "外務省経済局長"},
    {"Permanent Secretary, Ministry of Trade and Industry", "貿易産業省次官"},
    {"Chief Trade Negotiator", "首席交渉官"},
    {"Assistant Secretary for International Economic Relations", "国際経済担当次官補"},
    {"Deputy Director General, Ministry of Agriculture", "農業省次長"}};
const std::vector<Pair> headings = {{"Agriculture", "農業"},
                                    {"Digital Economy", "デジタル経済"},
                                    {"Trade Facilitation", "貿易円滑化"},
                                    {"Environment", "環境"},
                                    {"Labor", "労働"},
                                    {"Services", "サービス"},
                                    {"Critical Minerals", "重要鉱物"},
                                    {"Supply Chains", "サプライチェーン"},
                                    {"Intellectual Property", "知的財産"},
                                    {"Customs Cooperation", "税関協力"},
                                    {"Standards", "基準・認証"},
                                    {"Energy", "エネルギー"},
                                    {"Fisheries", "漁業"},
                                    {"Small and Medium-Sized Enterprises", "中小企業"},
                                    {"Investment", "投資"}};
const std::vector<Pair> subjects = {{"cold chains for cut flowers", "切り花の低温物流"},
                                    {"residue limits for tea", "茶の残留基準"},
                                    {"electronic invoices", "電子請求書"},
                                    {"the recognition of test reports", "試験成績書の承認"},
                                    {"rules of origin for batteries", "蓄電池の原産地規則"},
                                    {"the marking of used tires", "中古タイヤの表示"},
                                    {"fees for customs brokers", "通関業者の手数料"},
                                    {"inspection methods for orchards", "果樹園の検査方法"},
                                    {"recycling of solar panels", "太陽光パネルの再資源化"},
                                    {"permits for lorry drivers", "運転手の就労許可"},
                                    {"tariff quotas for cheese", "チーズの関税割当"},
                                    {"due-diligence guidance on forced labor", "強制労働に関する指針"},
                                    {"the traceability of cobalt", "コバルトの由来の追跡"},
                                    {"auction rules for radio frequencies", "電波の競売の規則"},
                                    {"the labelling of organic food", "有機食品の表示"},
                                    {"storage of hydrogen", "水素の貯蔵"},
                                    {"data flows in the insurance sector", "保険分野のデータ流通"},
                                    {"veterinary certificates for pork", "豚肉の獣医証明書"},
                                    {"third-country subsidies for steel", "第三国の鉄鋼補助金"},
                                    {"the pricing of medicines", "医薬品の価格"},
                                    {"seed imports", "種子の輸入"},
                                    {"copyright in music", "音楽の著作権"},
                                    {"cabotage rules for feeder ships", "内航船の規則"},
                                    {"catch certificates for tuna", "まぐろの漁獲証明書"},
                                    {"standards for electric buses", "電気バスの規格"},
                                    {"online marketplaces", "電子商取引市場"},
                                    {"local content requirements", "現地調達要求"},
                                    {"the licensing of engineers and architects", "技術者の資格"},
                                    {"advance rulings on classification", "品目分類の事前教示"},
                                    {"geographical indications for wine", "ワインの地理的表示"},
                                    {"export controls on machine tools", "工作機械の輸出管理"},
                                    {"berth allocation for container ships", "コンテナ船の着岸順序"},
                                    {"excess capacity in aluminium", "アルミニウムの過剰生産能力"},
                                    {"shelf life rules for yoghurt", "ヨーグルトの賞味期限"},
                                    {"crash tests for small cars", "小型車の衝突試験"},
                                    {"the registration of fertilizers", "肥料の登録"},
                                    {"timber legality checks", "木材の合法性の確認方法"},
                                    {"power prices for smelters", "製錬所の電力料金"},
                                    {"visa rules for installers", "据付技術者の査証"},
                                    {"bid deadlines in public tenders", "公共調達の入札期限"}};
const std::vector<Pair> promises = {{"exchange lists of certified laboratories", "認証試験所の一覧を交換する"},
                                    {"publish the draft fee schedule", "手数料表の案を公表する"},
                                    {"send comments on the draft guidance", "指針の案への意見を送付する"},
                                    {"hold a workshop on labels", "表示に関する研修会を開催する"},
                                    {"share inspection results", "検査結果を共有する"},
                                    {"prepare a joint survey of ports", "港湾の共同調査を実施する"},
                                    {"name contact points for seizures", "差押えの連絡窓口を指定する"},
                                    {"review the list of eligible plants", "対象施設の一覧を見直す"}};
const std::vector<Pair> body_names = {{"Working Group on Cold Chains", "低温物流作業部会"},
                                      {"Working Group on Ports", "港湾作業部会"},
                                      {"Task Force on Forced Labor", "強制労働タスクフォース"},
                                      {"Committee on Standards", "基準小委員会"},
                                      {"Working Group on Fish Feed", "魚飼料作業部会"}};
const std::vector<std::string> acts = {
    "discussed",        "discussed", "discussed", "exchanged_views", "exchanged_information",
    "shared_proposals", "reviewed",  "agreed"};

brief::Said said(const std::string& words, const std::string& language) {
  return {.text = words,
          .language = language,
          .quote = {},
          .entry = "item:1",
          .author = "A. Officer",
          .time = "2026-01-01T00:00:00Z"};
}

}  // namespace

Rounds::Rounds(const reader::Grammar& grammar, std::uint64_t seed) : state_(seed) {
  const auto plain = [](const std::string& name) { return name.find_first_of("(),") == std::string::npos; };
  for (const auto& party : grammar.parties())
    if (!party.bloc && !party.names.empty() && !party.adjectives.empty() && !party.capitals.empty() &&
        !party.ja.empty() && plain(party.names.front()) && plain(party.ja.front()))
      parties_.push_back(&party);
}

std::uint64_t Rounds::draw(std::uint64_t most) {
  // SplitMix64 (Steele, Lea and Flood 2014).
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return (z ^ (z >> 31)) % most;
}

std::vector<Pair> Rounds::some_of(const std::vector<Pair>& list, std::size_t n) {
  std::vector<Pair> left = list, out;
  while (out.size() < n && !left.empty()) {
    const auto at = static_cast<std::ptrdiff_t>(draw(left.size()));
    out.push_back(left[static_cast<std::size_t>(at)]);
    left.erase(left.begin() + at);
  }
  return out;
}

std::string Rounds::day(int from, int to) {
  const auto first = text::day_number({from, 1, 1}), last = text::day_number({to, 12, 31});
  return text::iso(text::day_of_number(first + static_cast<long long>(draw(static_cast<std::uint64_t>(last - first)))));
}

BothWays Rounds::next() {
  BothWays out;
  const std::size_t n = chance(90) ? 2 : 3;
  std::vector<const reader::Party*> parties;
  while (parties.size() < n) {
    const auto* party = parties_[draw(parties_.size())];
    if (std::ranges::find(parties, party) == parties.end()) parties.push_back(party);
  }
  const auto& noun = one_of(dialogue_nouns);
  std::string english, japanese;
  for (const auto* party : parties) {
    english += (english.empty() ? "" : "-") + party->names.front();
    japanese += (japanese.empty() ? "" : "・") + party->ja.front();
    for (auto* readout : {&out.english, &out.japanese}) readout->parties.push_back(party->code);
  }
  out.english.dialogue = {.text = english + " " + noun.first, .language = "en"};
  out.japanese.dialogue = {.text = japanese + noun.second, .language = "ja"};
  for (auto* readout : {&out.english, &out.japanese}) readout->side = parties.front()->code;
  out.english.ordinal = out.japanese.ordinal = chance(85) ? static_cast<int>(draw(24)) + 1 : 0;
  dates(out);
  people(out);
  if (chance(70)) out.english.launched = out.japanese.launched = day(2012, 2019).substr(0, chance(60) ? 7 : 10);
  areas(out);
  issues(out);
  steps(out);
  bodies(out);
  next_round(out);
  return out;
}

void Rounds::dates(BothWays& out) {
  const auto start = day(2020, 2026);
  auto last = start;
  if (chance(70)) {
    text::Day first;
    first.year = std::stoi(start.substr(0, 4));
    first.month = std::stoi(start.substr(5, 2));
    first.day = std::stoi(start.substr(8, 2));
    last = text::iso(text::day_of_number(text::day_number(first) + static_cast<long long>(draw(5)) + 1));
  }
  const int how = static_cast<int>(draw(3));
  const auto& city = one_of(cities);
  for (auto* readout : {&out.english, &out.japanese}) {
    readout->start = start;
    readout->end = readout->released = last;
    if (how == 0) readout->is_virtual = 1;
    if (how == 1) readout->is_virtual = 0;
  }
  if (how == 1) {
    out.english.place = out.english.city = city.first;
    out.japanese.place = out.japanese.city = city.second;
  }
}

void Rounds::people(BothWays& out) {
  const auto firsts = some_of(given, 6), lasts = some_of(family, 6);
  std::size_t at = 0;
  for (const auto& party : out.english.parties) {
    if (chance(15)) continue;  // a side whose head is not named
    const std::size_t heads = chance(80) ? 1 : 2;
    for (std::size_t i = 0; i < heads; ++i, ++at) {
      const auto& title = one_of(titles);
      out.english.heads.push_back(
          {party, said(firsts[at].first + " " + lasts[at].first, "en"), said(title.first, "en")});
      out.japanese.heads.push_back(
          {party, said(firsts[at].second + "・" + lasts[at].second, "ja"), said(title.second, "ja")});
    }
  }
}

void Rounds::areas(BothWays& out) {
  const auto names = some_of(headings, 1 + draw(6));
  auto words = some_of(subjects, 30);
  const bool open = chance(30);
  out.english.areas_open = out.japanese.areas_open = open;
  for (const auto& name : names) {
    brief::ReadoutArea english{said(name.first, "en"), {}}, japanese{said(name.second, "ja"), {}};
    for (auto items = draw(6); items > 0 && !words.empty(); --items) {
      const auto& act = acts[draw(acts.size())];
      english.items.push_back({act, said(words.back().first, "en")});
      japanese.items.push_back({act, said(words.back().second, "ja")});
      words.pop_back();
    }
    out.english.areas.push_back(std::move(english));
    out.japanese.areas.push_back(std::move(japanese));
  }
}

void Rounds::issues(BothWays& out) {
  // Not those of the areas: a subject stands in a readout once. "Issues including A and B" are two, in any text.
  std::vector<Pair> left;
  for (const auto& pair : subjects)
    if (pair.first.find(" and ") == std::string::npos && std::ranges::none_of(out.english.areas, [&](const auto& area) {
          return std::ranges::any_of(area.items, [&](const auto& item) { return item.what.text == pair.first; });
        }))
      left.push_back(pair);
  out.english.issues_open = out.japanese.issues_open = chance(30);
  for (const auto& pair : some_of(left, draw(5))) {
    const std::string act = chance(75) ? "discussed" : "exchanged_information";
    const bool bilateral = chance(75);
    out.english.issues.push_back({act, said(pair.first, "en"), bilateral});
    out.japanese.issues.push_back({act, said(pair.second, "ja"), bilateral});
  }
}

void Rounds::steps(BothWays& out) {
  for (const auto& pair : some_of(promises, draw(4))) {
    const auto actor = chance(60) ? std::string("both") : out.english.parties[draw(out.english.parties.size())];
    auto due =
        chance(50) ? std::to_string(std::stoi(out.english.end.substr(0, 4)) + 1) + day(2024, 2024).substr(4) : "";
    if (chance(40)) due = due.substr(0, 7);
    if (due.ends_with("-02-29")) due = due.substr(0, 7);
    out.english.steps.push_back({actor, said(pair.first, "en"), due});
    out.japanese.steps.push_back({actor, said(pair.second, "ja"), due});
  }
}

void Rounds::bodies(BothWays& out) {
  const std::vector<std::string> stages = {"set up", "to be set up", "meeting planned", "met"};
  for (const auto& pair : some_of(body_names, draw(3))) {
    const auto& stage = stages[draw(stages.size())];
    std::string date;
    if (stage == "meeting planned")
      date = std::to_string(std::stoi(out.english.end.substr(0, 4)) + 1) + (chance(50) ? "-03" : "-03-11");
    if (stage == "met") date = std::to_string(std::stoi(out.english.start.substr(0, 4)) - 1) + "-11-08";
    out.english.bodies.push_back({said(pair.first, "en"), stage, date, ""});
    out.japanese.bodies.push_back({said(pair.second, "ja"), stage, date, ""});
  }
}

void Rounds::next_round(BothWays& out) {
  if (chance(30)) return;
  const int year = std::stoi(out.english.end.substr(0, 4)) + 1;
  const auto& city = one_of(cities);
  const auto how = draw(4);
  for (auto* readout : {&out.english, &out.japanese}) {
    readout->has_next = true;
    if (how == 0) readout->next_date = std::to_string(year) + "-05";
    if (how == 1) readout->next_date = readout->next_end = std::to_string(year) + "-06-17";
  }
  if (how == 0 || how == 1) {
    if (chance(60)) {
      out.english.next_place = city.first;
      out.japanese.next_place = city.second;
    }
  }
  if (how == 2) {
    out.english.next_text = said("in the first half of " + std::to_string(year), "en");
    out.japanese.next_text = said(std::to_string(year) + "年前半に", "ja");
  }
}

}  // namespace breadcrumb::app
