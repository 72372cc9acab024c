// What was said of one subject and metric over time, as a small picture: one dot a claim, at the
// time that its figure is true of.
#ifndef HESHU_CLI_REPORT_TIME_LINE_H_
#define HESHU_CLI_REPORT_TIME_LINE_H_

#include <string>
#include <vector>

#include "core/claim.h"
#include "core/vocabulary.h"

namespace heshu::cli {

struct TimeLine {
  std::string id;  // of its element: "t-" and a hash of subject, metric and unit
  std::string subject;
  std::string metric;
  std::string unit;
  std::vector<Claim> claims;  // of one subject and metric, in one unit, by time; two times at least
};

// "t-…" for a subject, metric and unit.
std::string TimeLineId(const std::string& subject, const std::string& metric,
                       const std::string& unit);

// `claims` of one subject and metric → one line for each unit that has figures at two times or
// more; the same figure told twice of one time is one dot. At most 120 dots a line, the newest.
std::vector<TimeLine> TimeLines(std::vector<Claim> claims);

// The line as a <figure>: dots, hollow where the figure is a forecast, plan or guess; bars where it
// is a range; red where `contradicted` says so.
std::string TimeLineHtml(const TimeLine& line, const std::string& subject_name,
                         const Vocabulary& vocabulary,
                         const std::vector<std::string>& contradicted_claims);

}  // namespace heshu::cli

#endif  // HESHU_CLI_REPORT_TIME_LINE_H_
