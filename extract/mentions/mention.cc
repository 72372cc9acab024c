#include "extract/mentions/mention.h"

#include <algorithm>
#include <span>
#include <utility>

#include "extract/mentions/english_mentions.h"
#include "extract/mentions/english_names.h"
#include "extract/mentions/estate_names.h"
#include "extract/mentions/fund_names.h"
#include "extract/mentions/listed_names.h"
#include "extract/mentions/model_tiers.h"
#include "extract/mentions/name_finder.h"
#include "extract/mentions/opening_names.h"
#include "extract/mentions/weak_alias.h"
#include "extract/pattern/lazy_pattern.h"
#include "extract/pattern/utf8.h"
#include "extract/quantity/token_price.h"
#include "extract/text/affix.h"
#include "extract/time/time_echo.h"

namespace heshu::extract {
namespace {

// "arm", "visa" and "grab" in English prose are words: there a name has its capital.
bool IsUncapitalized(std::string_view text, const EntityMention& mention) {
  const std::string_view words = Slice(text, mention.span);
  if (mention.kind != "company" && mention.kind != "outlet") return false;
  if (std::any_of(words.begin(), words.end(), [](char c) { return c < 'a' || c > 'z'; })) {
    return false;
  }
  const std::size_t begin = mention.span.begin;
  const std::size_t end = mention.span.end;
  const bool in_prose = (begin >= 2 && text[begin - 1] == ' ' && IsAsciiAlpha(text[begin - 2])) ||
                        (end + 1 < text.size() && text[end] == ' ' && IsAsciiAlpha(text[end + 1]));
  if (!in_prose || mention.entity == nullptr) return false;
  const auto& aliases = mention.entity->aliases;
  return std::find(aliases.begin(), aliases.end(), words) == aliases.end();
}

// https://www.hibor.com.cn: a part of an address names nobody.
bool IsInAddress(std::string_view text, const EntityMention& mention) {
  return EndsWithAny(text.substr(0, mention.span.begin), {"www.", "://"});
}

bool IsBareVersion(std::string_view word) {
  // One capital and a short number: V3, R1, R-1, K2.5, M2.5, o1.
  if (word.size() < 2 || word.size() > 5) return false;
  if (!((word[0] >= 'A' && word[0] <= 'Z') || word[0] == 'o')) return false;
  std::size_t i = word[1] == '-' ? 2 : 1;
  if (i >= word.size() || !IsAsciiDigit(word[i])) return false;
  for (; i < word.size(); ++i) {
    if (!IsAsciiDigit(word[i]) && word[i] != '.') return false;
  }
  return true;
}

// 「V3」 after DeepSeek was named is deepseek-v3, if the table has such a version.
void FindBareVersions(std::string_view folded, const EntityTable& table,
                      const NamingContext& naming, std::vector<EntityMention>& entities) {
  std::vector<EntityMention> found;
  std::size_t next = 0;
  for (std::size_t at = 0; at < folded.size();) {
    while (next < entities.size() && entities[next].span.end <= at) ++next;
    if (next < entities.size() && at >= entities[next].span.begin) {
      at = entities[next].span.end;
      continue;
    }
    if (!IsAsciiAlnum(folded[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < folded.size() && (IsAsciiAlnum(folded[end]) ||
                                   ((folded[end] == '-' || folded[end] == '.') &&
                                    end + 1 < folded.size() && IsAsciiAlnum(folded[end + 1])))) {
      ++end;
    }
    std::string word(folded.substr(at, end - at));
    // V4-Pro: a version and what is said behind its number.
    const std::size_t sign = word.find('-', 2);
    const std::string suffix =
        sign == std::string::npos || word.size() - sign < 4 || IsAsciiDigit(word[sign + 1])
            ? std::string()
            : AsciiLowerCopy(word.substr(sign));
    if (!suffix.empty()) word.erase(sign);
    if (IsBareVersion(word)) {
      word.erase(std::remove(word.begin(), word.end(), '-'), word.end());
      const std::string version = AsciiLowerCopy(word);
      for (auto family = naming.families.rbegin(); family != naming.families.rend(); ++family) {
        const EntityDefinition* entity = table.FindById(*family + "-" + version + suffix);
        if (entity == nullptr && !suffix.empty()) {
          entity = table.FindById(*family + "-" + version);
        }
        if (entity != nullptr) {
          found.push_back({{at, end}, entity->id, entity->kind, entity, false});
          break;
        }
      }
    }
    at = end;
  }
  entities.insert(entities.end(), found.begin(), found.end());
  std::sort(entities.begin(), entities.end(),
            [](const auto& a, const auto& b) { return a.span < b.span; });
}

void Remember(const EntityMention& mention, NamingContext& naming) {
  const auto add = [&](const std::string& id) {
    if (id.empty()) return;
    auto& all = naming.families;
    all.erase(std::remove(all.begin(), all.end(), id), all.end());
    all.push_back(id);
  };
  if (mention.entity == nullptr) return;
  add(mention.entity->owner);
  add(mention.entity->family);
  add(mention.entity->id);
}

// 中国国家统计局公布…全国失业率, in a paper of another country: of the country that the text told
// of last, and not of the paper's own. Null where it is its own.
const EntityDefinition* CountryToldOf(std::string_view folded, const EntityMention& mention,
                                      const NamingContext& naming, const EntityTable& entities) {
  if (Slice(folded, mention.span) != "全国" || mention.entity == nullptr) return nullptr;
  for (auto id = naming.families.rbegin(); id != naming.families.rend(); ++id) {
    const EntityDefinition* told = entities.FindById(*id);
    if (told == nullptr || (told->kind != "region" && told->kind != "body")) continue;
    if (told->region == mention.entity->region) return nullptr;
    if (told->region == "cn") return entities.FindById("china");
  }
  return nullptr;
}

// 陕西省统计局: an office of the place, and not that of the whole country.
void JoinOfficesOfPlaces(std::string_view folded, std::vector<EntityMention>& entities) {
  static constexpr std::string_view kOffices[] = {"统计局", "财政局", "财政厅", "商务厅",
                                                  "税务局", "海关",   "住建厅", "发改委"};
  for (std::size_t i = entities.size(); i-- > 1;) {
    EntityMention& place = entities[i - 1];
    const std::string_view words = Slice(folded, entities[i].span);
    const bool is_office =
        std::find(std::begin(kOffices), std::end(kOffices), words) != std::end(kOffices);
    if (!is_office || entities[i].kind != "body" || place.kind != "region" ||
        place.span.end != entities[i].span.begin || place.entity == nullptr ||
        place.entity->region != "cn" || place.id == "china") {
      continue;
    }
    place.span.end = entities[i].span.end;
    entities.erase(entities.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

// 宁波银行, 长沙证券: a place of China and what kind of company it is are one name; 新加坡航空 is
// one wherever the place is.
void JoinCityNames(std::string_view folded, std::vector<EntityMention>& entities) {
  static constexpr std::string_view kEndings[] = {"农商银行", "银行", "证券",
                                                  "航空",     "控股", "港股份"};
  static constexpr std::string_view kAbroad[] = {"航空公司", "航空", "电信", "电讯"};
  static constexpr std::string_view kNoNames[] = {"业",   "体系", "界",   "同业", "股价", "间",
                                                  "股",   "市场", "需求", "旅客", "运输", "客运",
                                                  "货运", "交通", "燃油", "管理", "当局", "安全",
                                                  "公司", "器",   "母舰", "商",   "网",   "法"};
  for (std::size_t i = 0; i < entities.size(); ++i) {
    EntityMention& place = entities[i];
    if (place.kind != "region" || place.entity == nullptr || place.id == "china") continue;
    const bool is_city = place.entity->region == "cn";
    const std::string_view rest = folded.substr(place.span.end);
    for (const std::string_view ending : is_city ? std::span<const std::string_view>(kEndings)
                                                 : std::span<const std::string_view>(kAbroad)) {
      if (!rest.starts_with(ending) || StartsWithAny(rest.substr(ending.size()), kNoNames))
        continue;
      const std::size_t end = place.span.end + ending.size();
      if (i + 1 < entities.size() && entities[i + 1].span.begin < end) continue;
      const ByteSpan span{place.span.begin, end};
      place = {span, "x:" + std::string(Slice(folded, span)), "company", nullptr, false};
      break;
    }
  }
}

// 汽、柴油: what the members of a list end in is written once.
void FindElidedNames(std::string_view folded, const EntityTable& table,
                     std::vector<EntityMention>& entities) {
  static constexpr std::string_view kMark = "、";
  std::vector<EntityMention> found;
  for (const EntityMention& entity : entities) {
    const std::string_view ahead = folded.substr(0, entity.span.begin);
    if (entity.kind != "class" || !ahead.ends_with(kMark)) continue;
    const std::size_t end = entity.span.begin - kMark.size();
    const std::size_t begin = end > 0 ? PreviousCodePoint(folded, end) : end;
    if (begin == end || !IsHanAt(folded, begin)) continue;
    const std::size_t last = PreviousCodePoint(folded, entity.span.end);
    const std::string name = std::string(Slice(folded, {begin, end})) +
                             std::string(Slice(folded, {last, entity.span.end}));
    const std::string id = table.Resolve(name);
    const EntityDefinition* known = id.empty() ? nullptr : table.FindById(id);
    const bool is_taken =
        std::any_of(entities.begin(), entities.end(), [&](const EntityMention& other) {
          return other.span.Overlaps({begin, end});
        });
    if (known == nullptr || known->kind != "class" || is_taken) continue;
    found.push_back({{begin, end}, known->id, known->kind, known, false});
  }
  entities.insert(entities.end(), found.begin(), found.end());
  std::sort(entities.begin(), entities.end(),
            [](const auto& a, const auto& b) { return a.span < b.span; });
}

// 新西兰央行, 日本财政部: an office that bare would be our own, behind the name of another country,
// is that country's.
void JoinForeignOffices(std::string_view folded, const EntityTable& table,
                        std::vector<EntityMention>& entities) {
  for (std::size_t i = 0; i + 1 < entities.size(); ++i) {
    EntityMention& place = entities[i];
    const EntityMention& office = entities[i + 1];
    const bool is_foreign = place.kind == "region" && place.entity != nullptr &&
                            office.kind == "body" && office.entity != nullptr &&
                            place.span.end == office.span.begin &&
                            place.entity->region != office.entity->region;
    if (!is_foreign) continue;
    const std::string_view name = Slice(folded, office.span);
    const ByteSpan span{place.span.begin, office.span.end};
    std::string id;
    for (const std::string& alias : place.entity->aliases) {
      if (id.empty()) id = table.Resolve(alias + std::string(name));
    }
    const EntityDefinition* known = id.empty() ? nullptr : table.FindById(id);
    if (known != nullptr) {
      place = {span, known->id, known->kind, known, false};
    } else {  // its country is known, where only countries have the metric
      place = {span, "x:" + std::string(Slice(folded, span)), "body", place.entity, false};
    }
    entities.erase(entities.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

// The end of the dateline; a company at the head of the text is none ("TSMC — The world's …").
std::size_t DatelineBefore(std::string_view folded, const std::vector<EntityMention>& entities) {
  const std::size_t end = DatelineEnd(folded);
  const bool names_company =
      !entities.empty() && entities.front().span.begin < end && entities.front().kind == "company";
  return names_company ? 0 : end;
}

void AddInOrder(const std::vector<EntityMention>& found, std::vector<EntityMention>& entities) {
  if (found.empty()) return;
  entities.insert(entities.end(), found.begin(), found.end());
  std::sort(entities.begin(), entities.end(),
            [](const auto& a, const auto& b) { return a.span < b.span; });
}

// The first of `entities`, which are in order and do not overlap, that shares bytes with `span`;
// null if none does.
const EntityMention* EntityOverlapping(const std::vector<EntityMention>& entities, ByteSpan span) {
  const auto at = std::partition_point(
      entities.begin(), entities.end(),
      [&](const EntityMention& entity) { return entity.span.end <= span.begin; });
  return at != entities.end() && at->span.Overlaps(span) ? &*at : nullptr;
}

// 宏碁创达(7706): what a listed daughter is called behind the name of its house.
bool IsRestOfName(std::string_view words) {
  constexpr std::size_t kMostBytes = 9;
  static constexpr std::string_view kNone[] = {"转", "投", "旗", "下", "子", "孙", "收", "购",
                                               "股", "持", "前", "系", "派", "供", "客", "对"};
  return IsHanAt(words, 0) && words.size() <= kMostBytes &&
         std::none_of(std::begin(kNone), std::end(kNone), [words](std::string_view none) {
           return words.find(none) != std::string_view::npos;
         });
}

// 云南建投混凝土(1847): the place right before a name that has a code is part of it where nothing
// else stands before; so is the house that it belongs to.
ByteSpan WithPlace(std::string_view folded, ByteSpan name,
                   const std::vector<EntityMention>& entities) {
  static constexpr std::string_view kWhere[] = {"内地", "本港", "国内", "本地", "海外", "全球",
                                                "台",   "日",   "美",   "韩",   "港",   "中"};
  if (name.begin == 0) return name;
  const EntityMention* place = EntityOverlapping(entities, {name.begin - 1, name.begin});
  if (place == nullptr || place->span.end != name.begin) return name;
  if (place->kind == "company" && IsRestOfName(Slice(folded, name))) {
    return {place->span.begin, name.end};
  }
  if (place->kind != "region") return name;
  const std::string_view words = Slice(folded, place->span);
  if (std::find(std::begin(kWhere), std::end(kWhere), words) != std::end(kWhere)) return name;
  const std::string_view ahead = folded.substr(0, place->span.begin);
  const bool is_alone = ahead.empty() || EndsWithAny(ahead, {",", "。", ";", ":", "\n", "、", "及",
                                                             "和", "而", "其中", "当中"});
  // 下调中国通号(03969)目标价: a place of the mainland before a name that has a code begins it.
  const bool begins_name = place->entity != nullptr && place->entity->region == "cn";
  return is_alone || begins_name ? ByteSpan{place->span.begin, name.end} : name;
}

// 南宝树脂…。南宝指出: a name is told again by its head, where the clause goes on as of a company.
void IntroduceShortNames(std::string_view folded, NamingContext& naming) {
  static constexpr std::string_view kKinds[] = {
      "树脂", "工业", "实业", "企业", "科技", "电子", "材料", "国际", "控股", "集团",
      "建设", "营造", "开发", "生技", "医材", "化学", "化工", "钢铁", "光电", "精密",
      "资讯", "航运", "海运", "食品", "纺织", "水泥", "电机", "机电", "通讯", "半导体"};
  static constexpr std::string_view kSays[] = {
      "指出", "表示", "说明", "认为",  "预期",  "预估",  "统计",  "补充", "看好", "强调", "公布",
      "今年", "去年", "首季", "第1季", "第2季", "第3季", "第4季", "营收", "获利", "本业", "自结"};
  constexpr std::size_t kHeadBytes = 6;  // two characters
  const std::size_t known = naming.names.size();
  for (std::size_t i = 0; i < known; ++i) {
    const std::string name = naming.names[i];
    if (name.size() < 2 * kHeadBytes || !IsHanAt(name, 0)) continue;
    const std::string_view tail = std::string_view(name).substr(kHeadBytes);
    if (std::find(std::begin(kKinds), std::end(kKinds), tail) == std::end(kKinds)) continue;
    const std::string head = name.substr(0, kHeadBytes);
    for (std::size_t at = folded.find(head); at != std::string_view::npos;
         at = folded.find(head, at + head.size())) {
      const bool opens =
          at == 0 || EndsWithAny(folded.substr(0, at), {",", "。", ";", " ", "!", "\n"});
      if (opens &&
          StartsWithAny(folded.substr(at + head.size()), {std::begin(kSays), std::end(kSays)})) {
        naming.Introduce(head);
        break;
      }
    }
  }
}

// Names of no table: those that have a stock code or open a sentence here, and those that did
// before.
void FindIntroducedNames(std::string_view folded, NamingContext& naming,
                         std::vector<EntityMention>& entities) {
  for (const ByteSpan coded : FindCodedNames(folded, entities)) {
    const ByteSpan span = WithPlace(folded, coded, entities);
    std::string name(Slice(folded, span));
    if (IsNameTail(name)) continue;  // "Broadcom Inc (NASDAQ:AVGO)"
    const std::size_t bracket = folded.find_first_of("([", span.end);
    // 元大台灣價值高息(00940): Taiwan's funds have five digits too.
    std::string_view market = MarketOfCode(folded.substr(bracket + 1));
    if (market == "hk" && naming.home == "tw") market = "tw";
    naming.listed.try_emplace(name, market);
    naming.Introduce(std::move(name));
  }
  if (const ByteSpan subject = SubjectOfReport(folded);
      !subject.empty() && EntityOverlapping(entities, subject) == nullptr) {
    std::string name(Slice(folded, subject));
    naming.listed.try_emplace(name, "");
    naming.Introduce(std::move(name));
  }
  for (const auto find : {FindOpeningNames, FindGlossedNames, FindQuotedNames}) {
    for (const ByteSpan span : find(folded, entities)) {
      std::string name(Slice(folded, span));
      if (GoesOnAsCompany(folded, span)) naming.listed.try_emplace(name, "");
      naming.Introduce(std::move(name));
    }
  }
  for (const ByteSpan span : FindAbbreviatedNames(folded, entities)) {
    std::string name(Slice(folded, span));
    naming.listed.try_emplace(name, "");
    naming.Introduce(std::move(name));
  }
  IntroduceShortNames(folded, naming);
  for (const ByteSpan span : FindEstateNames(folded, entities)) {
    naming.Introduce(std::string(Slice(folded, span)));
  }
  // One walk for all names; what overlaps goes to the name that was introduced first.
  struct Place {
    std::size_t name, at;
  };
  std::vector<Place> places;
  for (std::size_t at = naming.names.empty() ? folded.size() : 0; at < folded.size();
       at += Utf8Length(folded[at])) {
    naming.spellings.Each(folded, at, [&](int name, std::size_t) {
      places.push_back({static_cast<std::size_t>(name), at});
      return false;
    });
  }
  // A short form is no beginning of another name.
  const auto rank = [&](const Place& place) {
    return std::pair(naming.short_forms.contains(naming.names[place.name]), place.name);
  };
  std::stable_sort(places.begin(), places.end(),
                   [&](const Place& a, const Place& b) { return rank(a) < rank(b); });
  std::vector<EntityMention> found;
  std::size_t last_name = naming.names.size();
  std::size_t free_from = 0;
  for (const Place& place : places) {
    const std::string& name = naming.names[place.name];
    if (place.name != last_name) free_from = 0;
    if (place.at < free_from) continue;
    last_name = place.name;
    const ByteSpan span{place.at, place.at + name.size()};
    free_from = span.end;
    const auto overlaps = [&](const EntityMention& entity) { return entity.span.Overlaps(span); };
    const EntityMention* taken = EntityOverlapping(entities, span);
    // 云南建投混凝土: the place is part of the name that was introduced with it.
    const bool may_begin =
        taken != nullptr &&
        (taken->kind == "region" || (taken->kind == "company" && naming.listed.contains(name)));
    if (may_begin && taken->span.begin == span.begin && taken->span.end < span.end &&
        EntityOverlapping(entities, {taken->span.end, span.end}) == nullptr) {
      entities.erase(entities.begin() + (taken - entities.data()));
      taken = nullptr;
    }
    // 灵宝黄金, 中国油气控股: and so is what it deals in.
    const auto is_part = [&](const EntityMention& entity) {
      return entity.span.begin >= span.begin && entity.span.end <= span.end &&
             (entity.kind == "class" || entity.kind == "generic" || entity.kind == "region");
    };
    if (taken != nullptr && is_part(*taken) && naming.listed.contains(name)) {
      std::erase_if(entities, is_part);
      taken = EntityOverlapping(entities, span);
    }
    if (taken != nullptr || std::any_of(found.begin(), found.end(), overlaps)) continue;
    const char* kind = naming.listed.contains(name) ? "company" : "name";
    const auto full = naming.short_forms.find(name);
    const std::string& called = full == naming.short_forms.end() ? name : full->second;
    found.push_back({span, "x:" + called, kind, nullptr, false});
  }
  AddInOrder(found, entities);
  found.clear();
  for (const ByteSpan span : FindNamesInLists(folded, entities)) {
    found.push_back({span, "x:" + std::string(Slice(folded, span)), "name", nullptr, false});
  }
  AddInOrder(found, entities);
}

}  // namespace

void NamingContext::Introduce(std::string name) {
  if (spellings.Find(name) >= 0) return;
  spellings.Add(name, static_cast<int>(names.size()));
  names.push_back(std::move(name));
}

void NamingContext::IntroduceCompany(const ArticleName& company) {
  listed.try_emplace(company.name, "");
  Introduce(company.name);
  if (company.short_form.empty()) return;
  listed.try_emplace(company.short_form, "");
  short_forms.try_emplace(company.short_form, company.name);
  Introduce(company.short_form);
}

bool NamingContext::Knows(const EntityDefinition& entity) const {
  const auto has = [&](const std::string& id) {
    return !id.empty() && std::find(families.begin(), families.end(), id) != families.end();
  };
  return has(entity.id) || has(entity.owner) || has(entity.family) || has(entity.near);
}

BlockMentions FindMentions(std::string_view folded, const EntityTable& entities,
                           const UnitTable& units, std::string_view region,
                           TimeContext& time_context, NamingContext& naming) {
  BlockMentions out;
  for (EntityMention& mention : entities.Find(folded, naming.home)) {
    if (IsUncapitalized(folded, mention) || IsInAddress(folded, mention)) continue;
    const EntityMention* before = out.entities.empty() ? nullptr : &out.entities.back();
    if (const EntityDefinition* told = CountryToldOf(folded, mention, naming, entities)) {
      mention.entity = told;
      mention.id = told->id;
    }
    if (mention.is_weak && !IsBelieved(folded, mention, naming, before)) continue;
    Remember(mention, naming);
    out.entities.push_back(std::move(mention));
  }
  JoinOfficesOfPlaces(folded, out.entities);
  JoinCityNames(folded, out.entities);
  JoinForeignOffices(folded, entities, out.entities);
  JoinFundNames(folded, out.entities);
  FindElidedNames(folded, entities, out.entities);
  FindBareVersions(folded, entities, naming, out.entities);
  FindIntroducedNames(folded, naming, out.entities);
  naming.tells_of_models = naming.tells_of_models || TellsOfModels(folded);
  std::vector<EntityMention> unknown =
      FindUnknownNames(folded, out.entities, naming.tells_of_models);
  // AOI检测设备商晶测: what it makes is no name beside its own.
  std::erase_if(unknown, [&](const EntityMention& latin) {
    if (!IsAsciiAlnum(folded[latin.span.begin])) return false;
    if (StartsWithAny(folded.substr(latin.span.end), {"室", "单位"})) return true;  // 19楼A09室
    const auto maker = std::find_if(
        out.entities.begin(), out.entities.end(),
        [&](const EntityMention& entity) { return entity.span.begin >= latin.span.end; });
    constexpr std::size_t kMostBytesBetween = 30;
    if (maker == out.entities.end() || maker->span.begin == latin.span.end ||
        maker->span.begin - latin.span.end > kMostBytesBetween) {
      return false;
    }
    const std::string_view words = folded.substr(latin.span.end, maker->span.end - latin.span.end);
    return NameAfterKind(words) == maker->span.begin - latin.span.end;
  });
  SortEnglishNames(folded, &naming, &unknown);
  out.entities.insert(out.entities.end(), unknown.begin(), unknown.end());
  std::sort(out.entities.begin(), out.entities.end(),
            [](const auto& a, const auto& b) { return a.span < b.span; });
  for (const EntityMention& name : out.entities) {
    if (name.entity != nullptr || name.kind != "model") continue;
    if (naming.model_family.empty()) naming.model_family = FamilyOfModel(name.id.substr(2));
  }
  AddInOrder(FindModelTiers(folded, naming.model_family, &out.entities), out.entities);
  JoinPlaceNames(folded, &out.entities);
  JoinEnglishMentions(folded, entities, &naming, &out.entities);
  const std::size_t dateline = DatelineBefore(folded, out.entities);
  std::erase_if(out.entities,
                [&](const EntityMention& entity) { return entity.span.begin < dateline; });

  for (TimeExpression& time : FindTimes(folded, time_context)) {
    const EntityMention* around = EntityOverlapping(out.entities, time.span);
    const bool in_name =
        around != nullptr && around->entity != nullptr && around->span.Contains(time.span);
    // 一日之内, 一周内: how long something took, not when it was.
    const std::string_view words = Slice(folded, time.span);
    const bool is_length = words.size() <= 12 && words.substr(0, 3) == "一" &&
                           words.find("内") != std::string_view::npos;
    if (in_name || is_length) continue;
    CarryToEchoes(time, &time_context);
    if (!time.is_vague && time.start) {
      time_context.last_date = time.end ? time.end : time.start;
      if (time.granularity <= Granularity::kDay && time.granularity != Granularity::kUnknown) {
        time_context.last_day = time.start;
      }
    }
    out.times.push_back(std::move(time));
  }
  // FY26 Q1 names nobody.
  std::erase_if(out.entities, [&](const EntityMention& name) {
    return name.entity == nullptr &&
           std::any_of(out.times.begin(), out.times.end(), [&](const TimeExpression& time) {
             return time.accounting && time.accounting->is_fiscal && time.span.Overlaps(name.span);
           });
  });
  for (Quantity& quantity : FindQuantities(folded, out.times, units, region)) {
    // 46,000 GB200: what looks like a unit begins a name.
    const EntityMention* ahead =
        quantity.span.empty()
            ? nullptr
            : EntityOverlapping(out.entities, {quantity.span.end - 1, quantity.span.end});
    if (ahead != nullptr && ahead->entity != nullptr &&
        ahead->span.begin >= quantity.number_span.end && ahead->span.end > quantity.span.end) {
      quantity.span = quantity.number_span;
      quantity.unit = "count";
      quantity.dimension = "count";
    }
    const EntityMention* around = EntityOverlapping(out.entities, quantity.number_span);
    const bool in_name = around != nullptr && around->span.Contains(quantity.number_span) &&
                         (around->entity != nullptr || around->span != quantity.span);
    if (!in_name) out.quantities.push_back(std::move(quantity));
  }
  if (naming.tells_token_prices) PriceTokensAgain(folded, out.quantities);
  naming.tells_token_prices =
      naming.tells_token_prices ||
      std::any_of(out.quantities.begin(), out.quantities.end(),
                  [](const Quantity& quantity) { return quantity.dimension == "token_price"; });

  // One order for all; where two overlap, the figure wins over what stands inside it, and otherwise
  // the longer one.
  std::vector<Mention> all;
  for (std::size_t i = 0; i < out.quantities.size(); ++i) {
    all.push_back({MentionKind::kQuantity, i, out.quantities[i].span});
  }
  for (std::size_t i = 0; i < out.entities.size(); ++i) {
    all.push_back({MentionKind::kEntity, i, out.entities[i].span});
  }
  for (std::size_t i = 0; i < out.times.size(); ++i) {
    if (out.times[i].span.begin < dateline) continue;
    all.push_back({MentionKind::kTime, i, out.times[i].span});
  }
  std::stable_sort(all.begin(), all.end(), [](const Mention& a, const Mention& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  for (const Mention& mention : all) {
    if (out.order.empty() || !out.order.back().span.Overlaps(mention.span)) {
      out.order.push_back(mention);
      continue;
    }
    const bool figure_over_other =
        mention.kind == MentionKind::kQuantity && out.order.back().kind != MentionKind::kQuantity;
    if (figure_over_other) out.order.back() = mention;
  }
  return out;
}

}  // namespace heshu::extract
