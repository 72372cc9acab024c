// Whether 8/11 is a day or a share.
//
// Internal to the time reader. Pure; safe from any thread.
#ifndef HESHU_EXTRACT_TIME_TIME_SLASH_H_
#define HESHU_EXTRACT_TIME_TIME_SLASH_H_

#include <cstddef>
#include <string_view>

namespace heshu::extract {

// 于8/11发布, 台股8/11收…, (美东8/20): whether the words beside `month`/`day`, bytes `at` to `end`
// of the folded text, say that it is a day and no share.
bool IsDayBySlash(std::string_view text, std::size_t at, std::size_t end, int month, int day);

}  // namespace heshu::extract

#endif  // HESHU_EXTRACT_TIME_TIME_SLASH_H_
