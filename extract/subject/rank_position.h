// Where a name stands to the rank or to the chart that a line tells of.
//
// Internal to the search for subjects. Bytes are of the line's text. Pure; safe from any thread.
#ifndef HESHU_EXTRACT_SUBJECT_RANK_POSITION_H_
#define HESHU_EXTRACT_SUBJECT_RANK_POSITION_H_

#include <cstddef>
#include <string_view>

#include "extract/mentions/sentence_line.h"

namespace heshu::extract {

// 在…榜单上位列第八: whether the name at `at` is where something ranks.
bool IsChart(std::string_view line, std::size_t at);

// 第一名华为,…: whether the rank at `figure` opens its clause and the name at `at` follows it.
bool OpensWithRank(const SentenceLine& line, std::size_t at, std::size_t figure);

// 排名第三的美光: whether the rank at `figure` stands before the name at `at`, whose it is.
bool IsRankOf(std::string_view line, std::size_t at, std::size_t figure);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_SUBJECT_RANK_POSITION_H_
