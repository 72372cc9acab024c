// What a text has told so far, for the sentences that follow: whom it named, of whom its figures
// were, and of which times.
#include <algorithm>
#include <string_view>
#include <utility>

#include "extract/claims/article_claims.h"
#include "extract/claims/time_position.h"
#include "extract/claims/time_scope.h"
#include "extract/mentions/english_clause.h"
#include "extract/mentions/name_position.h"
#include "extract/text/affix.h"

namespace heshu::extract {

// The names of lines [first, last), those of whom `drafts` tell marked.
void ArticleClaims::RememberNames(std::size_t first, std::size_t last,
                                  const std::vector<Draft>& drafts) {
  const auto claimed = [&](std::string_view id) {
    return std::any_of(drafts.begin(), drafts.end(), [&](const Draft& draft) {
      return draft.claim.subject && draft.claim.subject->id == id;
    });
  };
  const bool names_one = NamesOneCompany(first, last);
  // The first named comes last, so that among equals the topic of the sentence is tried first.
  for (std::size_t l = last; l-- > first;) {
    const SentenceLine& line = lines_[l];
    for (std::size_t t = line.tokens.size(); t-- > 0;) {
      if (line.tokens[t].mention.kind != MentionKind::kEntity) continue;
      const std::size_t at = line.tokens[t].at;
      if (IsPeerPosition(line.text, at) || OpensContrast(line.text, at)) continue;
      const EntityMention& entity = mentions_.entities[line.tokens[t].mention.index];
      const bool is_quoted = IsSourcePosition(line.text, at) && !ReportsItself(line.text, at) &&
                             (IsHouse(entity) || IsQuotedPosition(line.text, at));
      if (is_quoted && !claimed(entity.id)) continue;
      const bool is_aside = IsEnglishLine(line.text) &&
                            (IsExample(line.text, at) || HasRole(line.text, at) ||
                             (entity.kind == "region" && IsCompanyAdjective(line.text, at)));
      if (is_aside) continue;
      const bool is_owner = IsOwnerOfNext(line, t) || IsParentPosition(line.text, at);
      if (is_owner || IsDateline(line.text, at)) continue;
      const std::string_view text = line.text;
      const bool is_theme = IsTheme(text.substr(0, at), text.substr(at + kPlaceholderBytes));
      if (is_theme && !claimed(entity.id)) continue;
      PastSubject past;
      past.id = entity.id;
      past.kind = entity.kind;
      past.name = entity.entity != nullptr ? entity.entity->name
                                           : std::string(Slice(mapped_.text, entity.span));
      past.span = mapped_.map.ToSource(entity.span);
      past.text = Original(entity.span);
      past.sentence = sentence_;
      past.was_claimed = claimed(entity.id);
      past.is_topic =
          IsEnglishLine(line.text) && (IsGrammaticalSubject(line.text, at) ||
                                       (names_one && !HangsOnPreposition(line.text, at) &&
                                        (entity.kind == "company" || entity.kind == "name")));
      past.owner = OwnerOf(entity);
      if (entity.entity != nullptr) past.region = entity.entity->region;
      past.is_house = IsHouse(entity);
      past_.Add(std::move(past));
    }
  }
}

// 全年出货x: the year goes on, though it has no number.
void ArticleClaims::RememberYear(const std::vector<Draft>& drafts) {
  for (const Draft& draft : drafts) {
    const ClaimTime& time = draft.claim.time;
    const bool is_full_year = time.how == How::kResolved && !time.span && time.start &&
                              time.granularity == Granularity::kYear;
    if (!is_full_year) continue;
    TimeExpression year;
    year.start = time.start;
    year.end = time.end;
    year.granularity = Granularity::kYear;
    past_time_ = PastTime{year, time.text, draft.claim.span, sentence_, block_};
  }
}

// A subject that was itself inherited stays in reach.
void ArticleClaims::RememberInherited(const std::vector<Draft>& drafts) {
  for (const Draft& draft : drafts) {
    if (!draft.claim.subject) continue;
    const bool is_inherited = draft.claim.subject->how == How::kInherited;
    // 财政部公布出口…: the country that a ministry stands for goes on too.
    const bool is_of_body =
        draft.subject_kind == "region" &&
        std::none_of(mentions_.entities.begin(), mentions_.entities.end(),
                     [&](const EntityMention& at) { return at.id == draft.claim.subject->id; });
    if (!is_inherited && !is_of_body) continue;
    PastSubject past;
    past.id = draft.claim.subject->id;
    past.kind = draft.subject_kind;
    past.name = draft.claim.subject->name;
    past.text = draft.claim.subject->text;
    past.span = draft.claim.subject->span;
    past.sentence = sentence_;
    past.was_claimed = true;
    past.is_of_office = is_of_body && (!is_inherited || past_.IsOfOffice(past.id));
    if (const EntityDefinition* known = know_.entities.FindById(past.id)) {
      past.owner = known->owner;
      past.region = known->region;
      past.kind = known->kind;  // us-stocks, though the words named a country
    }
    past_.Add(std::move(past));
  }
}

// The time that is token `t` of `line`, if what follows can be of it.
void ArticleClaims::RememberTime(const SentenceLine& line, std::size_t t) {
  const LineToken& token = line.tokens[t];
  if (token.mention.kind != MentionKind::kTime || IsBaseline(line, token)) return;
  if (past_time_ && IsTimeOfSum(line, t)) return;
  if (IsTimeOfYardstick(line, t) || IsOfWhatIsSurpassed(line, t)) return;
  if (IsTimeLeftBehind(line, t) || IsReachOfSince(line.text, token.at, 0)) return;
  const TimeExpression& time = mentions_.times[token.mention.index];
  if (IsReachOfRecord(line.text, token.at)) return;
  if (IsCauseTime(line.text, token.at, time.granularity)) return;
  // 展望第一季: what is told next, and is no forecast, is of the period that was told before.
  const std::string_view before = std::string_view(line.text).substr(0, token.at);
  if (before.ends_with("展望") && published_ && time.end && *time.end > *published_) return;
  const bool is_of_books = time.accounting && time.accounting->is_fiscal;
  const bool is_vague = time.is_vague && !time.holiday;
  if (is_vague || (!time.start && !time.end && !is_of_books)) return;
  const bool is_today =
      time.granularity == Granularity::kDay && time.start == published_ && time.end == published_;
  if (is_today && !told_today_) {
    told_today_ =
        PastTime{time, Original(time.span), mapped_.map.ToSource(time.span), sentence_, block_};
  }
  const std::string_view words = Slice(mapped_.text, time.span);
  if (IsComparisonTime(words) || IsDayOfPeak(line.text, token.at) ||
      IsYearBefore(line, token.at, words, line.text.size())) {
    return;
  }
  // 回升至2023年3月以来最高: how far back nothing was higher.
  const std::string_view behind = std::string_view(line.text).substr(token.at + kPlaceholderBytes);
  if (StartsWithAny(behind, {"最", "的最", "新高", "新低", "首次", "首度", "以来", "后最", "后收市",
                             "后新高", "后新低"}) ||
      IsRecordWithFigure(line.text, token.at)) {
    return;
  }
  // …,周一则为2,431亿元。: what the text turns to only to hold it against today.
  if (IsTimeOfFounding(line.text, token.at)) return;
  if (behind.starts_with("则") && published_ && time.end && *time.end < *published_) return;
  const bool is_told = past_time_ && past_time_->time.start && time.end &&
                       past_time_->time.granularity == time.granularity &&
                       *time.end < *past_time_->time.start;
  if (is_told && IsBackground(line.text, token.at)) return;
  if (IsEnglishLine(line.text) && FindComparator(line.text, token.at)) return;
  // "…, data showed on Monday": what goes on is of the period told of.
  if (IsEnglishLine(line.text) && past_time_ && past_time_->time.granularity > Granularity::kDay &&
      IsToldOn(line.text, token.at, time.granularity)) {
    past_day_ =
        PastTime{time, Original(time.span), mapped_.map.ToSource(time.span), sentence_, block_};
    return;
  }
  past_time_ =
      PastTime{time, Original(time.span), mapped_.map.ToSource(time.span), sentence_, block_};
  if (time.granularity <= Granularity::kDay) past_day_ = past_time_;
  const bool is_period = time.granularity == Granularity::kQuarter ||
                         time.granularity == Granularity::kHalf ||
                         time.granularity == Granularity::kYear;
  if (is_period && published_ && time.end && *time.end < *published_) past_closed_ = past_time_;
}

void ArticleClaims::Remember(std::size_t first, std::size_t last, const std::vector<Draft>& drafts,
                             bool is_heading) {
  if (!is_heading) {
    RememberNames(first, last, drafts);
    RememberYear(drafts);
    RememberMetrics(drafts);
    RememberInherited(drafts);
  }
  for (std::size_t l = first; l < last; ++l) {
    if (lines_[l].parent >= 0) continue;  // 0.63元(2024年:1.12元): the year of what is in brackets
    for (std::size_t t = 0; t < lines_[l].tokens.size(); ++t) RememberTime(lines_[l], t);
  }
}

}  // namespace heshu::extract
