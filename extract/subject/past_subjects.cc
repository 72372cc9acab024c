#include "extract/subject/past_subjects.h"

#include <algorithm>
#include <utility>

#include "extract/text/affix.h"

namespace heshu::extract {

void PastSubject::StandForOwner() {
  if (owner.empty()) return;
  id = std::move(owner);
  owner.clear();
  kind = "company";
  name.clear();
}

bool IsCompany(const PastSubject& past) {
  return past.kind == "company" ||
         (past.kind == "name" &&
          EndsWithAny(past.name, {"公司", "集团", "科技", "控股", "银行", "证券"}));
}

bool IsAside(const PastSubject& past) {
  return !past.is_topic && !past.was_claimed && !past.is_heading;
}

void PastSubjects::Add(PastSubject subject) {
  const std::size_t index = all_.size();
  if (subject.is_heading) headings_.push_back(index);
  first_of_id_.try_emplace(subject.id, index);
  first_of_kind_.try_emplace(subject.kind, index);
  if (!subject.is_heading) {
    ++mentions_[subject.id];
    if (IsCompany(subject)) last_company_ = index;
    const bool may_lead = subject.is_topic && !subject.is_house &&
                          (subject.kind == "company" || subject.kind == "exchange" ||
                           (subject.kind == "name" && subject.was_claimed));
    // Of one sentence the first named is added last.
    if (may_lead && (!lead_ || all_[*lead_].sentence == subject.sentence)) lead_ = index;
  }
  all_.push_back(std::move(subject));
}

void PastSubjects::Clear() { *this = {}; }

std::vector<std::size_t> PastSubjects::InReach(int since) const {
  std::vector<std::size_t> out;
  std::size_t i = all_.size();
  // Sentences are counted up; a heading among them belongs to none.
  while (i > 0 && (all_[i - 1].is_heading || all_[i - 1].sentence >= since)) out.push_back(--i);
  for (std::size_t h = headings_.size(); h-- > 0;) {
    if (headings_[h] < i) out.push_back(headings_[h]);
  }
  return out;
}

bool PastSubjects::Names(std::string_view id) const {
  return first_of_id_.contains(std::string(id));
}

bool PastSubjects::InHeading(std::string_view id) const {
  return std::any_of(headings_.begin(), headings_.end(),
                     [&](std::size_t heading) { return all_[heading].id == id; });
}

bool PastSubjects::IsAloneInHeadings(std::string_view id) const {
  return InHeading(id) && std::none_of(headings_.begin(), headings_.end(), [&](std::size_t at) {
           return all_[at].kind == "company" && all_[at].id != id;
         });
}

bool PastSubjects::IsOfOffice(std::string_view id) const {
  for (std::size_t i = all_.size(); i-- > 0;) {
    if (all_[i].id == id) return all_[i].is_of_office;
  }
  return false;
}

int PastSubjects::MentionsOf(std::string_view id) const {
  const auto at = mentions_.find(std::string(id));
  return at == mentions_.end() ? 0 : at->second;
}

std::optional<std::size_t> PastSubjects::FirstOfKind(std::string_view kind) const {
  const auto at = first_of_kind_.find(std::string(kind));
  return at == first_of_kind_.end() ? std::nullopt : std::optional(at->second);
}

bool PastSubjects::NamesModelOf(std::string_view company, int since) const {
  const auto reach = InReach(since);
  return std::any_of(reach.begin(), reach.end(), [&](std::size_t i) {
    const PastSubject& past = all_[i];
    return (past.kind == "model" || past.kind == "product") && past.owner == company;
  });
}

std::optional<std::size_t> PastSubjects::OnlyCompanyInHeadings() const {
  std::optional<std::size_t> only;
  for (const std::size_t at : headings_) {
    if (all_[at].kind != "company") continue;
    if (only && all_[*only].id != all_[at].id) return {};
    only = at;
  }
  return only;
}

std::optional<std::size_t> PastSubjects::MainCompany() const {
  if (!last_company_) return FirstOfKind("company");
  // 中石化…各认购5亿美元。公司营收…: who is only named in passing is not the one in the heading.
  if (!all_[*last_company_].was_claimed) {
    if (const auto topic = OnlyCompanyInHeadings()) return topic;
  }
  const std::string& owner = all_[*last_company_].owner;
  const auto named = owner.empty() ? first_of_id_.end() : first_of_id_.find(owner);
  return named == first_of_id_.end() ? *last_company_ : named->second;
}

}  // namespace heshu::extract
