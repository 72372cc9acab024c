// Whom a text is about before its sentences are read: names in its title, companies that have a
// code, the central bank.
#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "extract/claims/article_claims.h"
#include "extract/mentions/article_names.h"
#include "extract/mentions/name_position.h"
#include "extract/subject/metric_subject.h"
#include "extract/text/affix.h"

namespace heshu::extract {

void ArticleClaims::AddHeading(std::string_view folded, const BlockMentions& mentions,
                               const normalize::MappedText* mapped) {
  for (std::size_t i = mentions.entities.size(); i-- > 0;) {
    const EntityMention& entity = mentions.entities[i];
    // 某车企2025Q3:…: a company of no table, at the head of a title.
    if (entity.entity == nullptr && entity.span.begin > 0) continue;
    if (IsTheme(folded.substr(0, entity.span.begin), folded.substr(entity.span.end))) continue;
    PastSubject past;
    past.id = entity.id;
    past.kind = entity.kind;
    past.text = std::string(Slice(folded, entity.span));
    past.name = entity.entity != nullptr ? entity.entity->name : past.text;
    if (mapped != nullptr) {
      past.span = mapped->map.ToSource(entity.span);
      past.text = std::string(Slice(article_.text, *past.span));
    }
    past.is_heading = true;
    past.owner = OwnerOf(entity);
    if (entity.entity != nullptr) {
      past.region = entity.entity->region;
      past.is_house = entity.entity->is_house;
    }
    past_.Add(std::move(past));
  }
}

// 车用雷达初创澄光科技…。澄光表示: what a text says further down settles where a name begins and
// what is short for it.
void ArticleClaims::IntroduceSettledNames(int section, std::string_view title) {
  std::vector<std::string_view> texts = {title};
  for (std::size_t i = 0; i < article_.blocks.size(); ++i) {
    if (article_.blocks[i].section == section) texts.push_back(folded_[i].text);
  }
  for (const ArticleName& company : FindArticleNames(texts)) {
    // 印度汽车, 华为云: a place or a company that the table knows is no head of another name.
    const bool is_known = !know_.entities.Resolve(company.name).empty() ||
                          !know_.entities.Resolve(company.head).empty();
    if (!is_known) naming_.IntroduceCompany(company);
  }
}

// A company of no table is given its code in the text; the title above names it without.
void ArticleClaims::IntroduceCodedNames() {
  constexpr std::size_t kNameBytes = 36;  // of what stands before the bracket
  constexpr std::size_t kCodeBytes = 12;
  constexpr std::size_t kMostCodes = 4;
  const std::string_view text = article_.text;
  std::size_t codes = 0;
  for (std::size_t at = text.find_first_of("0123456789");
       at != std::string_view::npos && codes < kMostCodes;
       at = text.find_first_of("0123456789", at + 1)) {
    std::size_t end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    const std::string_view ahead = text.substr(0, at);
    const bool is_code = end - at >= 4 && end - at <= 5 &&
                         (ahead.ends_with("（") || ahead.ends_with('(')) &&
                         (text.substr(end).starts_with("）") || text.substr(end).starts_with(')'));
    const std::size_t found = at;
    at = end;
    if (!is_code) continue;
    ++codes;
    std::size_t begin = found > kNameBytes ? found - kNameBytes : 0;
    while (begin < found && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) ++begin;
    std::size_t stop = std::min(end + kCodeBytes, text.size());
    while (stop > end && stop < text.size() &&
           (static_cast<unsigned char>(text[stop]) & 0xC0) == 0x80) {
      --stop;
    }
    // 的: what the window cuts in two is no name.
    const std::string folded = "的" + know_.folder.FoldKey(text.substr(begin, stop - begin));
    TimeContext no_times;
    FindMentions(folded, know_.entities, know_.units, "", no_times, naming_);
  }
}

// 南寶本業獲利年增逾5成: a headline names a company as the paragraph under it introduces it.
// Whether that one introduces any.
bool ArticleClaims::IntroduceFirstNames(int section) {
  constexpr std::size_t kMostBytes = 1500;
  const auto first =
      std::find_if(article_.blocks.begin(), article_.blocks.end(), [section](const Block& block) {
        return block.section == section && block.kind == BlockKind::kParagraph &&
               !block.pieces.empty();
      });
  if (first == article_.blocks.end() || first->pieces.front().size() > kMostBytes) return false;
  const std::size_t known = naming_.names.size();
  const auto& folded = folded_[static_cast<std::size_t>(first - article_.blocks.begin())];
  TimeContext no_times;
  FindMentions(folded.text, know_.entities, know_.units, "", no_times, naming_);
  return naming_.names.size() > known;
}

// Whether a text is on what the government of Hong Kong takes in and spends.
bool ArticleClaims::TellsOfBudget(std::string_view text) {
  static constexpr std::string_view kWords[] = {"財政司", "預算案", "庫務局", "財庫局", "財政儲備",
                                                "财政司", "预算案", "库务局", "财库局", "财政储备"};
  const auto says = [text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  };
  if (std::any_of(std::begin(kWords), std::end(kWords), says)) return true;
  // A company has to do with tax offices too.
  return (says("稅務局") || says("税务局")) && !says("股東") && !says("股东") && !says("附屬公司");
}

// 央行 is that of the title (澳洲央行…), where the title names one.
void ArticleClaims::NameCentralBank() {
  constexpr std::string_view kBank = "央行";
  for (EntityMention& mention : mentions_.entities) {
    if (mention.entity == nullptr || mention.kind != "body") continue;
    const std::string_view words = Slice(mapped_.text, mention.span);
    if (!words.ends_with(kBank)) continue;
    if (words.size() > kBank.size()) {
      if (block_ == 0) central_bank_ = mention.entity;
    } else if (central_bank_ != nullptr) {
      mention.entity = central_bank_;
      mention.id = central_bank_->id;
    }
  }
}

bool ArticleClaims::IsCentralBank(const EntityDefinition& body) {
  return body.kind == "body" &&
         std::any_of(body.aliases.begin(), body.aliases.end(), [](const std::string& alias) {
           return EndsWithAny(alias, {"央行", "联储", "中央银行"});
         });
}

// The central bank that `mention` is, or whose head it is; null if none.
const EntityDefinition* ArticleClaims::CentralBankOf(const EntityMention& mention) const {
  if (mention.entity == nullptr) return nullptr;
  const EntityDefinition* body = mention.kind == "person" && !mention.entity->owner.empty()
                                     ? know_.entities.FindById(mention.entity->owner)
                                     : mention.entity;
  return body != nullptr && IsCentralBank(*body) ? body : nullptr;
}

// The country abroad that the title tells of, and no other: what 全国 and 央行 are of below it.
void ArticleClaims::NameTopicCountry() {
  constexpr std::string_view kNation = "全国";
  constexpr std::string_view kBank = "央行";
  if (block_ == 0) {
    std::set<std::string> countries;
    for (const EntityMention& mention : mentions_.entities) {
      if (mention.entity == nullptr) continue;
      const bool is_place = mention.kind == "region" || mention.kind == "body";
      if (is_place) countries.insert(CountryOf(mention.entity->region));
    }
    const EntityDefinition* country =
        countries.size() == 1 ? know_.entities.FindById(*countries.begin()) : nullptr;
    const bool is_abroad = country != nullptr && country->kind == "region" &&
                           country->region != "cn" && country->region != home_ &&
                           country->region != "hk" && country->region != "tw";
    topic_country_ = is_abroad ? country : nullptr;
    return;
  }
  if (topic_country_ == nullptr) return;
  for (EntityMention& mention : mentions_.entities) {
    const std::string_view words = Slice(mapped_.text, mention.span);
    const EntityDefinition* named = nullptr;
    if (words == kNation) named = topic_country_;
    if (words == kBank && central_bank_ == nullptr) {
      const auto& all = know_.entities.definitions();
      const auto bank = std::find_if(all.begin(), all.end(), [&](const EntityDefinition& one) {
        return one.region == topic_country_->region && IsCentralBank(one);
      });
      if (bank != all.end()) named = &*bank;
    }
    if (named == nullptr) continue;
    mention.entity = named;
    mention.id = named->id;
    mention.kind = named->kind;
  }
}

// 日本央行数据显示,国内企业物价…; 鲍威尔表示,通胀仍高于央行2%的目标: in a sentence that has named
// an office abroad, the country is its own, and the bank that of its country.
void ArticleClaims::NamePlacesAbroad() {
  const EntityDefinition* bank = nullptr;
  std::string country;
  std::size_t last_end = 0;
  for (EntityMention& mention : mentions_.entities) {
    const std::string_view text = mapped_.text;
    if (text.substr(last_end, mention.span.begin - last_end).find("。") != std::string_view::npos) {
      bank = nullptr;
      country.clear();
    }
    last_end = mention.span.end;
    if (mention.entity == nullptr) continue;
    const std::string_view words = Slice(text, mention.span);
    const EntityDefinition* named = nullptr;
    if (words == "央行") named = bank;
    if (words == "国内" && !country.empty()) named = know_.entities.FindById(country);
    if (named != nullptr) {
      mention.entity = named;
      mention.id = named->id;
      mention.kind = named->kind;
      continue;
    }
    const std::string& region = mention.entity->region;
    const bool is_home = region == "cn" || mention.id == "china" || region == home_;
    if (is_home) {
      bank = nullptr;
      country.clear();
      continue;
    }
    if (const EntityDefinition* found = CentralBankOf(mention)) bank = found;
    if (mention.kind == "body") country = CountryOf(region);
  }
}

}  // namespace heshu::extract
