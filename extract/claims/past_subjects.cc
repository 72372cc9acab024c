#include "extract/claims/past_subjects.h"

#include <algorithm>
#include <utility>

#include "extract/claims/affix.h"

namespace heshu::extract {

bool IsCompany(const PastSubject& past) {
  return past.kind == "company" ||
         (past.kind == "name" &&
          EndsWithAny(past.name, {"公司", "集团", "科技", "控股", "银行", "证券"}));
}

void PastSubjects::Add(PastSubject subject) {
  const std::size_t index = all_.size();
  if (subject.is_heading) headings_.push_back(index);
  first_of_id_.try_emplace(subject.id, index);
  first_of_kind_.try_emplace(subject.kind, index);
  if (!subject.is_heading) {
    ++mentions_[subject.id];
    if (IsCompany(subject)) last_company_ = index;
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

int PastSubjects::MentionsOf(std::string_view id) const {
  const auto at = mentions_.find(std::string(id));
  return at == mentions_.end() ? 0 : at->second;
}

std::optional<std::size_t> PastSubjects::FirstOfKind(std::string_view kind) const {
  const auto at = first_of_kind_.find(std::string(kind));
  return at == first_of_kind_.end() ? std::nullopt : std::optional(at->second);
}

std::optional<std::size_t> PastSubjects::MainCompany() const {
  if (!last_company_) return FirstOfKind("company");
  const std::string& owner = all_[*last_company_].owner;
  const auto named = owner.empty() ? first_of_id_.end() : first_of_id_.find(owner);
  return named == first_of_id_.end() ? *last_company_ : named->second;
}

}  // namespace heshu::extract
