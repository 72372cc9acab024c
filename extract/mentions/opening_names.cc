#include "extract/mentions/opening_names.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "extract/mentions/listed_names.h"
#include "extract/mentions/plain_words.h"
#include "extract/pattern/utf8.h"

namespace heshu::extract {
namespace {

// 长安9月销量, 某厂2023年度营收: a period and what only a company's accounts have. 某药厂1月10日和
// 14日分别公告: a day and that a notice was given.
bool GoesOnWithAccounts(std::string_view text, std::size_t at) {
  constexpr std::size_t kNounNear = 30;
  constexpr std::size_t kNoticeNear = 42;
  static constexpr std::string_view kAccounts[] = {
      "营收", "收入", "销量", "交付", "出货", "净利",   "盈利", "获利", "毛利",
      "利润", "产量", "市占", "股价", "订单", "营业额", "销售", "业绩",
  };
  const auto skip_space = [&] {
    while (at < text.size() && text[at] == ' ') ++at;
  };
  skip_space();
  const std::size_t digits = at;
  while (at < text.size() && IsAsciiDigit(text[at])) ++at;
  if (at - digits > 4) return false;
  if (StartsWithAny(text.substr(at), {"Q1", "Q2", "Q3", "Q4"})) return true;  // 某车企2025Q3
  if (at == digits) return false;
  skip_space();
  if (!StartsWithAny(text.substr(at), {"年", "月", "季"})) return false;
  const std::string_view near = text.substr(at, kNounNear);
  const std::string_view clause = near.substr(0, near.find_first_of(",;:("));
  static constexpr std::string_view kNotices[] = {
      "公告", "披露", "发公告", "回应", "发布业绩", "发布公告", "发布财报",
  };
  const std::string_view day = text.substr(at, kNoticeNear);
  const std::string_view told = day.substr(0, day.find_first_of(",;:("));
  const bool gives_notice =
      told.find("日") != std::string_view::npos &&
      std::any_of(std::begin(kNotices), std::end(kNotices),
                  [&](std::string_view verb) { return told.find(verb) != std::string_view::npos; });
  if (gives_notice) return true;
  return std::any_of(std::begin(kAccounts), std::end(kAccounts), [&](std::string_view noun) {
    return clause.find(noun) != std::string_view::npos;
  });
}

// 艾比森, 移为通信: what may stand inside a short name, and no other character that none goes
// across.
bool HasFirmBreak(std::string_view words) {
  static constexpr HanCharacters kInside("比为以与和于因由向而至家");
  for (std::size_t at = 0; at < words.size(); at += Utf8Length(words[at])) {
    const bool is_edge = at == 0 || at + Utf8Length(words[at]) == words.size();
    if (kNameBreaks.HasAt(words, at) && (is_edge || !kInside.HasAt(words, at))) return true;
  }
  return false;
}

// 正岚技术的毛利率, 启源环保实现营收: what only a company has, behind words that can be a name.
bool GoesOnAsOwner(std::string_view folded, std::size_t at, std::size_t end) {
  static constexpr std::string_view kOwns[] = {
      "的营收",     "的营业收入", "的毛利率", "的净利",   "的归母",   "的股价",   "的主营业",
      "的应收账款", "的综合毛利", "的资产负", "的控股股", "的实控人", "的实际控", "的招股",
      "的IPO",      "的创始人",   "的董事",   "实现营",   "实现归母", "实现净利", "实现收入",
      "营业收入",   "冲刺IPO",    "冲刺港",   "冲刺A",    "冲刺科",   "递表",     "递交",
      "向港交所",   "向上交所",   "向深交所", "招股书",   "IPO",      "成立于",   "创立于",
      "主要从事",   "专注于",     "的研发投", "的研发费", "的销售费", "的现金流", "的总资产",
  };
  static constexpr auto kOwnsAt = Beginnings(kOwns);
  static constexpr HanCharacters kNoLast(
      "业块部品场区群类型线端方期年月季度内后前中上下里间国省市县股率额量费价值本店厂车机片器人者家"
      "户们代目次些"
      "种个下外务司团化性的计载致独刚读挫自源诉告戏");
  static constexpr HanCharacters kNoFirst(
      "度未经其该这那各每本此从在对随据按以及和与但而且若如因由前后第同上下两三多年");
  const std::string_view words = folded.substr(at, end - at);
  const std::size_t characters = CountCodePoints(words);
  return characters >= 3 && characters <= 5 && kOwnsAt.Matches(folded.substr(end)) &&
         !kNoLast.HasAt(folded, PreviousCodePoint(folded, end)) && !kNoFirst.HasAt(folded, at);
}

// 龙川生物股东余某拟减持: whose shares a holder deals in.
bool GoesOnWithHolder(std::string_view folded, std::size_t at, std::size_t end) {
  constexpr std::size_t kNear = 48;
  const std::string_view rest = folded.substr(end, kNear);
  if (end < at + 9 || !StartsWithAny(rest, {"股东", "控股股东", "实控人", "高管", "遭股东"})) {
    return false;
  }
  const std::string_view clause = rest.substr(0, rest.find_first_of(",;:"));
  const auto tells = [&](std::string_view deal) { return clause.find(deal) < clause.size(); };
  return tells("减持") || tells("增持") || tells("质押") || tells("清仓");
}

// 「龙川环境:控股股东拟减持3%」: the head of a notice, before what only listed companies give
// notice of.
std::optional<ByteSpan> NameAtHeadOfNotice(std::string_view folded, std::size_t begin) {
  constexpr std::size_t kNear = 75;
  static constexpr std::string_view kOpenings[] = {
      "【",
      "[公司]",
      "*ST",
      "ST",
  };
  static constexpr std::string_view kNotices[] = {
      "净利",   "营收", "营业收入", "业绩", "拟",   "减持",   "增持",   "股东",
      "子公司", "定增", "中标",     "签订", "股份", "股权",   "回购",   "派息",
      "扣非",   "归母", "预增",     "预亏", "质押", "停牌",   "复牌",   "募资",
      "投建",   "产销", "实际控制", "年报", "季报", "公司发", "公司收", "实控人",
      "董事",   "年净", "盈利",     "亏损", "生猪", "涨停",   "IPO",    "签署",
  };
  static constexpr std::string_view kNoLast[] = {
      "解读", "截自", "遇挫", "显示", "提示", "建议",   "指引",   "率",     "媒",   "师",   "者",
      "来源", "称",   "道",   "问",   "点明", "强调",   "说",     "收评",   "股市", "板块", "概念",
      "个股", "市场", "结论", "事件", "数据", "快讯",   "日报",   "早报",   "晚报", "时报", "周报",
      "新闻", "要闻", "分析", "概述", "备注", "公告",   "监管",   "证监会", "部",   "局",   "委",
      "省",   "观察", "独家", "速递", "盘前", "盘后",   "一览",   "全球",   "研报", "机构", "表示",
      "指出", "认为", "业界", "专家", "股民", "投资者", "业务",   "展望",   "综述", "盘点", "复盘",
      "异动", "早盘", "午盘", "收盘", "指数", "方面",   "原标题", "标题",   "网友", "看点", "亮点",
      "背景", "原因", "回应", "披露", "公司",
  };
  for (const std::string_view opening : kOpenings) {
    if (folded.substr(begin).starts_with(opening)) begin += opening.size();
  }
  std::size_t end = begin;
  while (end < folded.size() && (IsHanAt(folded, end) || IsAsciiAlnum(folded[end]))) {
    end += Utf8Length(folded[end]);
  }
  const std::string_view words = folded.substr(begin, end - begin);
  const std::size_t characters = CountCodePoints(words);
  if (characters < 2 || characters > 6 || end >= folded.size() || folded[end] != ':') return {};
  if (!IsHanAt(folded, PreviousCodePoint(folded, end)) || EndsWithAny(words, kNoLast)) return {};
  const std::string_view told = folded.substr(end + 1, kNear);
  const std::string_view clause = told.substr(0, told.find("。"));
  const bool is_notice = std::any_of(
      std::begin(kNotices), std::end(kNotices),
      [&](std::string_view word) { return clause.find(word) != std::string_view::npos; });
  if (!is_notice || ArePlainWords(words)) return {};
  return ByteSpan{begin, end};
}

// Where notices begin: at the head of the text, and behind ①, ② of a list of them.
std::vector<std::size_t> HeadsOfNotices(std::string_view folded) {
  constexpr std::string_view kCircled = "\xE2\x91";  // ① to ⑳: E2 91 A0 to E2 91 B3
  constexpr std::size_t kMarkBytes = 3;
  std::vector<std::size_t> out = {0};
  for (std::size_t at = folded.find(kCircled); at != std::string_view::npos;
       at = folded.find(kCircled, at + kMarkBytes)) {
    out.push_back(std::min(at + kMarkBytes, folded.size()));
  }
  return out;
}

}  // namespace

std::vector<ByteSpan> FindOpeningNames(std::string_view folded,
                                       const std::vector<EntityMention>& known) {
  static constexpr std::string_view kGoesOn[] = {
      "前三季",     "首三季",       "前两季",       "前二季",     "今年首",     "自结",
      "公布",       "宣布",         "公告",         "发盈",       "截至",       "中期业绩",
      "中期盈利",   "全年业绩",     "上季",         "第1季",      "第2季",      "第3季",
      "第4季",      "第一季",       "第二季",       "第三季",     "第四季",     "上半年",
      "股价",       "首日",         "首挂",         "暗盘",       "挂牌",       "昨日收",
      "盈利",       "营收",         "业绩",         "旗下",       "完成新一轮", "完成了",
      "完成数",     "获得",         "去年营收",     "上月营收",   "去年全年",   "去年盈利",
      "急升",       "急跌",         "收报",         "升逾",       "跌逾",       "升近",
      "跌近",       "涨逾",         "涨超",         "跌超",       "将投资",     "拟投资",
      "计划投",     "规划投",       "专营",         "董事长",     "总经理",     "执行长",
      "财务长",     "发言人",       "创办人",       "创始人",     "联合创始",   "盘中",
      "跌约",       "涨约",         "升约",         "首席执行",   "首席财务",   "披露",
      "发布公告",   "发布业绩",     "发布一季",     "发布半年",   "发布三季",   "发布年报",
      "发布财报",   "发布招股",     "发布最新盈利", "发布2",      "递交招股",   "控股股东",
      "实际控制",   "实控人",       "股东拟",       "股东减持",   "股东计划",   "年报",
      "一季报",     "半年报",       "三季报",       "中报",       "预增",       "预亏",
      "预减",       "预盈",         "预中标",       "拟定增",     "拟收购",     "拟回购",
      "拟减持",     "拟增持",       "拟募资",       "涨停",       "跌停",       "去年业绩",
      "去年净利",   "中标",         "首季",         "次季",       "末季",       "每股赚",
      "每股盈",     "每股纯益",     "每股亏",       "EPS",        "料去年",     "料今年",
      "料全年",     "料中期",       "去年多赚",     "去年少赚",   "全年多赚",   "全年少赚",
      "中期多赚",   "中期少赚",     "发盈喜",       "发盈警",     "股东会通过", "董事会通过",
      "ADR",        "飙逾",         "飙近",         "插逾",       "炒高",       "弹逾",
      "抽升",       "香港公开发售", "公开发售",     "超额",       "超购",       "获超购",
      "集资",       "招股",         "孖展",         "今天公告",   "今天公布",   "今天宣布",
      "今天举行",   "今天召开",     "今天董事会",   "今天股东会", "今天法说",   "今日公布",
      "今日宣布",   "今公布",       "昨公布",       "昨日公布",   "昨日宣布",   "今天自结",
      "董事会今天", "股东会今天",   "上午举行",     "下午举行",   "今天上午",   "今天下午",
      "一季度净",   "一季度营",     "一季度归",     "二季度净",   "二季度营",   "二季度归",
      "三季度净",   "三季度营",     "三季度归",     "四季度净",   "四季度营",   "四季度归",
      "今年一季",   "今年上半",     "今年前三",     "今年第",     "去年第",     "晚间披露",
      "晚间公告",   "晚间发布",     "盘后公告",     "盘后披露",   "午间公告",   "今晚预告",
      "今日公告",   "今日披露",     "昨日公告",     "昨晚公告",   "今晚公告",   "今晚披露",
  };
  static constexpr std::string_view kNoEndings[] = {
      "公司",   "集团",   "机构",   "数据",   "报告",     "当局",   "政府",   "官方",   "部门",
      "人士",   "市场",   "消息",   "业界",   "媒体",     "分析师", "双方",   "平台",   "法院",
      "警方",   "记者",   "总统",   "总理",   "部长",     "主席",   "院长",   "协会",   "学会",
      "大学",   "报道",   "报导",   "总裁",   "经理",     "总监",   "首席",   "指数",   "大市",
      "期货",   "个股",   "板块",   "成份股", "央行",     "银行股", "整体",   "科技股", "今年",
      "去年",   "昨日",   "今日",   "当天",   "并",       "将",     "已",     "也",     "又",
      "还",     "而",     "但",     "此外",   "另外",     "其中",   "其后",   "成交",   "订单",
      "产品",   "股",     "会",     "团",     "局",       "部",     "署",     "院",     "者",
      "们",     "方面",   "分别",   "一度",   "最终",     "最多",   "全线",   "普遍",   "双双",
      "曾",     "再",     "都",     "均",     "该",       "这",     "那",     "其",     "日前",
      "正式",   "近日",   "早前",   "陆续",   "同时",     "随后",   "计划",   "预计",   "年度",
      "季度",   "单季",   "期间",   "带动",   "推动",     "延续",   "上午",   "下午",   "全年",
      "贡献",   "推升",   "拉动",   "激励",   "展望",     "中午",   "早段",   "午后",   "全日",
      "半日",   "开市",   "收市",   "上季",   "下季",     "上月",   "本年",   "期内",   "季内",
      "年内",   "基本",   "本业",   "虽然",   "尽管",     "累计",   "预估",   "预期",   "原先",
      "如果",   "若",     "受惠",   "以及",   "合并",     "单月",   "单日",   "目前",   "原本",
      "其他",   "当中",   "不过",   "今早",   "今晨",     "今天",   "昨天",   "昨晚",   "今晚",
      "明天",   "当日",   "当晚",   "隔晚",   "隔夜",     "本周",   "上周",   "当季",   "本季",
      "次季",   "当月",   "本月",   "当年",   "当期",     "本期",   "拖累",   "影响",   "推高",
      "支撑",   "连续",   "短期",   "发布",   "推出",     "单计",   "不仅",   "不只",   "目前每",
      "收入",   "收益",   "费用",   "成本",   "价格",     "销量",   "录得",   "取得",   "令",
      "电脑",   "显示器", "服务器", "伺服器", "笔电",     "手机",   "平板",   "桌机",   "电视",
      "芯片",   "晶片",   "货运",   "客运",   "广告",     "游戏",   "租赁",   "零售",   "批发",
      "内销",   "外销",   "云端",   "传出",   "据传",     "时任",   "前任",   "新任",   "现任",
      "兼任",   "长期",   "首次",   "上市",   "同样",     "主要",   "核心",   "相关",   "每股",
      "因此",   "仍",     "只",     "则",     "亦",       "就",     "更",     "外资",   "法人",
      "大盘",   "尾盘",   "早盘",   "盘中",   "午盘",     "收盘",   "开盘",   "分析",   "估计",
      "综计",   "总计",   "合计",   "观察",   "统计",     "月均",   "日均",   "年化",   "年均",
      "上修",   "下修",   "上调",   "下调",   "大厂",     "龙头",   "中期",   "同期",   "期内",
      "同时",   "其后",   "后续",   "近期",   "整体",     "单季",   "单周",   "当前",   "另外",
      "此外",   "其中",   "随后",   "现时",   "至今",     "去年",   "今年",   "明年",   "上年",
      "实现",   "达成",   "创造",   "单季度", "季度",     "股东",   "中小",   "全体",   "机构",
      "新规",   "文件",   "所",     "网",     "企业",     "开盘",   "获悉",   "一字",   "封",
      "触及",   "涉及",   "直线",   "集体",   "纷纷",     "共有",   "打开",   "收获",   "板",
      "连续",   "信息",   "资料",   "意向",   "招股",     "意见",   "名单",   "要求",   "定期",
      "三季报", "中报",   "年报",   "季报",   "事项",     "截至",   "概念",   "题材",   "净利",
      "净利润", "利润",   "业绩",   "盈利",   "营收",     "亏损",   "溢利",   "毛利",   "扣非",
      "净值",   "金额",   "规模",   "数量",   "比例",     "领域共", "占",     "了解",   "难以",
      "才能",   "并发",   "名称",   "良好",   "避免",     "面对",   "等待",   "成功",   "超过",
      "高于",   "低于",   "能否",   "通常",   "随即",     "帮助",   "效率",   "历史",   "非农",
      "通胀",   "对应",   "当前",   "还需",   "停牌",     "美股",   "美方",   "即可",   "都能",
      "即将",   "终于",   "有望",   "继续",   "再度",     "一旦",   "无论",   "只有",   "补充",
      "细化",   "猜测",   "根据",   "不足",   "海外",     "国内",   "国外",   "境外",   "境内",
      "业务",   "线上",   "线下",   "自营",   "直营",     "加盟",   "主营",   "门店",   "会员",
      "订阅",   "母公司", "审计",   "记载",   "导致",     "单独",   "解读",   "遇挫",   "截自",
      "刚刚",   "直接",   "突击",   "领域",   "同比",     "环比",   "股本",   "系",     "股息",
      "稀释",   "摊薄",   "普通",   "盈余",   "股利",     "拟派",   "派发",   "税后",   "税前",
      "归属",   "换算",   "香港",   "股份",   "新股",     "合共",   "本港",   "参与",   "公开",
      "周一",   "周二",   "周三",   "周四",   "周五",     "周六",   "周日",   "财报",   "财务",
      "主板",   "创业板", "配股",   "配股净", "国际配售", "招股价", "发售价", "配股价", "目标价",
      "股价",   "午间",   "午后",   "早间",   "盘前",     "盘后",   "晚间",   "傍晚",   "凌晨",
  };
  static constexpr auto kGoesOnAt = Beginnings(kGoesOn);
  static constexpr auto kNoBeginning = Beginnings(kNoEndings);
  static constexpr auto kNoEnding = Endings(kNoEndings);
  constexpr int kMostOfRun = 12;  // characters: of what it makes and its name
  static constexpr std::string_view kKindOfCompany = "公司";
  std::vector<ByteSpan> out;
  std::size_t next_known = 0;
  const auto opens = [&](std::size_t at) {
    if (at == 0) return true;
    static constexpr std::string_view kMarks[] = {
        "。",     "\n",     "!",        "?",        ";",      ",",      "】",     "]",
        "而",     "电)",    "导)",      "业者",     "大厂",   "厂商",   "巨头",   "制造商",
        "供应商", "设备商", "网路券商", "设计公司", "设计厂", "模组厂", "代工厂",
    };
    static constexpr auto kMarkBefore = Endings(kMarks);
    // 2018年3月小电宣布…: a date does not take a name in.
    static constexpr HanCharacters kDates("年月日季");
    const bool follows_date =
        at > 3 && kDates.HasAt(folded, at - 3) && IsAsciiDigit(folded[at - 4]);
    // 1.恩成医疗完成…: an item of a list.
    const bool opens_item = at > 1 && folded[at - 1] == '.' && IsAsciiDigit(folded[at - 2]) &&
                            (at == 2 || folded[at - 3] == '\n' || at < 5);
    // 9、东方铁塔公告,…: so may a mark of lists be.
    constexpr std::string_view kMark = "、";
    if (folded.substr(0, at).ends_with(kMark)) {
      std::size_t number = at - kMark.size();
      const std::size_t end = number;
      while (number > 0 && IsAsciiDigit(folded[number - 1])) --number;
      const bool is_number = number < end && end - number <= 2;
      if (is_number &&
          (number == 0 || folded[number - 1] == '\n' || folded[number - 1] == ' ' ||
           folded.substr(0, number).ends_with("。") || folded.substr(0, number).ends_with(";"))) {
        return true;
      }
    }
    if (opens_item || follows_date || kMarkBefore.Matches(folded.substr(0, at))) return true;
    // AOI检测设备商由田首季…: what it makes may be told in Latin letters.
    std::size_t latin = at;
    while (latin > 0 && IsAsciiAlnum(folded[latin - 1])) --latin;
    // *ST帅电公告: shares under a warning.
    if (latin < at && latin > 0 && folded[latin - 1] == '*') --latin;
    if (latin < at && (latin == 0 || kMarkBefore.Matches(folded.substr(0, latin)))) return true;
    // 终结11季亏损 雄狮首季每股赚…: the parts of a headline.
    if (at < 4 || folded[at - 1] != ' ') return false;
    return folded[at - 2] == '%' || IsHanAt(folded, PreviousCodePoint(folded, at - 1));
  };
  for (std::size_t at = 0; at < folded.size(); at += Utf8Length(folded[at])) {
    if (!IsHanAt(folded, at) || !opens(at)) continue;
    std::size_t end = at;
    bool has_break = false;
    std::size_t behind_kind = at;  // 具身智能公司灵犀动力宣布: the name alone has a longest
    for (int characters = 0; characters <= kMostOfRun && end < folded.size(); ++characters) {
      if (end > behind_kind && folded.substr(at, end - at).ends_with(kKindOfCompany)) {
        behind_kind = end;
        characters = 0;
      }
      // 美容保养品牌厂…国际董事会通过: so has the one behind what it makes.
      if (end > behind_kind && EndsWith(folded.substr(at, end - at), "厂") && characters > 2) {
        behind_kind = end;
        characters = 0;
      }
      if (kGoesOnAt.Matches(folded.substr(end)) || GoesOnWithHolder(folded, at, end) ||
          GoesOnWithAccounts(folded, end) || GoesOnAsOwner(folded, at, end)) {
        break;
      }
      if (!IsHanAt(folded, end)) {
        end = at;
        break;
      }
      has_break = has_break || kNameBreaks.HasAt(folded, end);
      end += Utf8Length(folded[end]);
      if (characters == kMostOfRun || end == folded.size()) end = at;
    }
    // 艾比森, 移为通信: such a character inside a short name.
    const bool is_short = end > at && CountCodePoints(folded.substr(at, end - at)) <= 4;
    const bool breaks = has_break && (!is_short || HasFirmBreak(folded.substr(at, end - at)));
    if (breaks) continue;
    // 雪榕生物股东拟减持: the company, of which the holders are told.
    const std::size_t holders = folded.substr(at, end - at).find("股东");
    if (holders != std::string_view::npos && holders >= 6) end = at + holders;
    for (const std::string_view passive : {"遭", "获", "原", "第一大", "大", "小"}) {
      const bool is_passive = holders != std::string_view::npos && end > at + 6 &&
                              folded.substr(at, end - at).ends_with(passive);
      if (is_passive) end -= passive.size();
    }
    const ByteSpan span{at + NameAfterKind(folded.substr(at, end - at)), end};
    const std::string_view words = Slice(folded, span);
    if (CountCodePoints(words) < 2 || CountCodePoints(words) > 8) continue;
    // 大酒店料, 令折旧上升: the last character begins the verb.
    static constexpr std::string_view kNoLast[] = {
        "料", "上", "下", "获", "录", "每", "总", "现有",
    };
    // 均胜电子: a name may begin with such a word, 均录得 does not.
    const bool may_begin = words.starts_with("均") && CountCodePoints(words) == 4;
    const bool is_word = EndsWithAny(words, kNoLast) ||
                         (kNoBeginning.Matches(words) && !may_begin) || kNoEnding.Matches(words) ||
                         ArePlainWords(words);
    while (next_known < known.size() && known[next_known].span.end <= span.begin) ++next_known;
    bool is_known = next_known < known.size() && known[next_known].span.Overlaps(span);
    // 武汉岚声的营收: a city of China at its head is part of the name.
    if (is_known && GoesOnAsOwner(folded, at, end)) {
      const EntityMention& place = known[next_known];
      const bool is_last =
          next_known + 1 >= known.size() || !known[next_known + 1].span.Overlaps(span);
      is_known =
          !(is_last && place.kind == "region" && place.entity != nullptr &&
            place.entity->region == "cn" && place.id != "china" && place.span.begin == span.begin &&
            CountCodePoints(Slice(folded, {place.span.end, span.end})) >= 2);
    }
    if (!is_word && !is_known) out.push_back(span);
  }
  for (const std::size_t begin : HeadsOfNotices(folded)) {
    const std::optional<ByteSpan> head = NameAtHeadOfNotice(folded, begin);
    const bool is_free =
        head && std::none_of(known.begin(), known.end(), [&](const EntityMention& entity) {
          return entity.span.Overlaps(*head);
        });
    if (is_free) out.push_back(*head);
  }
  return out;
}

bool GoesOnAsCompany(std::string_view folded, ByteSpan name) {
  static constexpr std::string_view kOfCompanies[] = {
      ":",        "披露",     "发布公告", "发布业绩", "发布一季", "发布半年", "发布三季",
      "发布年报", "发布财报", "发布招股", "公告",     "晚间公告", "年报",     "一季报",
      "半年报",   "三季报",   "预增",     "预亏",     "预减",     "拟定增",   "拟收购",
      "拟回购",   "拟募资",   "股价",     "控股股东", "实际控制", "股东",     "涨停",
      "跌停",     "的营收",   "的营业收", "的毛利率", "的净利",   "的归母",   "的股价",
      "实现营收", "实现归母", "冲刺IPO",  "递表",     "招股书",
  };
  return StartsWithAny(folded.substr(name.end), kOfCompanies);
}

}  // namespace heshu::extract
