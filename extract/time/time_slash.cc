#include "extract/time/time_slash.h"

#include "extract/time/time_grammar.h"

namespace heshu::extract {

bool IsDayBySlash(std::string_view text, std::size_t at, std::size_t end, int month, int day) {
  // 4 6/3 and -3/2 are numbers.
  const bool is_fraction =
      (at >= 2 && text[at - 1] == ' ' && IsDigit(text[at - 2])) || (at >= 1 && text[at - 1] == '-');
  if (day <= 0 || is_fraction) return false;
  if (month > day) return true;  // 12/1
  constexpr int kMonths = 12;
  if (month > kMonths || (month == 7 && day == 24)) return false;  // 7/24小时
  std::size_t begin = at;
  if (begin > 0 && text[begin - 1] == ' ') --begin;
  // 甚至1/5, 小于1/3: a share of so few parts stands behind the same words.
  constexpr int kParts = 10;
  const bool may_be_share =
      day <= kParts || EndsBefore(text, begin,
                                  {"小于", "大于", "等于", "当于", "高于", "低于", "少于", "多于",
                                   "过于", "属于", "止于"});
  const bool is_led =
      EndsBefore(text, begin, {"截至", "美东", "美股", "台股", "港股", "A股"}) ||
      (!may_be_share && EndsBefore(text, begin, {"于", "在", "自", "从", "至", "到"}));
  Cursor after(text, end);
  after.Accept(" ");
  const bool goes_on = after.SeesAny(
      {"发布", "公布", "宣布", "举行", "收",   "震荡", "开盘", "开高",  "开低",   "盘中",
       "盘后", "盘前", "终场", "大跌", "大涨", "重挫", "(周",  "(星期", "周一",   "周二",
       "周三", "周四", "周五", "起",   "召开", "法说", "除息", "股价",  "股东会", "晚间",
       "上午", "下午", "凌晨", "早上", "道琼", "上市", "挂牌"});
  return is_led || goes_on;
}

}  // namespace heshu::extract
