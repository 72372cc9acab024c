// A及B合共: a sum of several, which is the figure of none of them.
#ifndef HESHU_EXTRACT_SUBJECT_JOINT_SUBJECT_H_
#define HESHU_EXTRACT_SUBJECT_JOINT_SUBJECT_H_

#include <optional>

#include "extract/mentions/sentence_line.h"
#include "extract/subject/subject_resolver.h"

namespace heshu::extract {

// 国泰航空及香港快运合共载客x,按年升y: both, by the words of the text; empty where nothing is
// summed over the names before the figure, or another name stands nearer.
std::optional<SubjectChoice> FindJointSubject(const SubjectQuery& query, const SentenceLine& line);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_JOINT_SUBJECT_H_
