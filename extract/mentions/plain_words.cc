#include "extract/mentions/plain_words.h"

#include <algorithm>
#include <iterator>

#include "extract/pattern/utf8.h"
#include "extract/text/affix.h"

namespace heshu::extract {
namespace {

constexpr std::string_view kNoEdges[] = {
    // When.
    "期末", "期初", "期内", "期间", "年末", "年初", "年底", "年中", "年内", "季末", "季初", "季内",
    "月末", "月初", "月底", "月内", "周内", "岁末", "历年", "往年", "早前", "其后", "此后", "迄今",
    "至今", "现时", "当前", "同期", "同日", "首日", "上日", "翌日", "次日", "次年", "首年", "任内",
    "春节", "国庆", "假期", "一季度", "二季度", "三季度", "四季度", "上半年", "下半年", "前三季",
    "上年度", "本年度", "单季度", "单月", "单日", "过去", "终结", "结束", "延续", "载客", "载货",
    "客运量", "货运量",
    // How a figure is taken.
    "单看", "只看", "光看", "若看", "细看", "仅看", "单就", "单论", "单以", "若计", "若以", "撇除",
    "剔除", "扣除", "不计", "不含", "连同", "综观", "纵观", "回顾", "总括", "具体", "有关", "关于",
    "对于", "基于", "鉴于", "由于", "因应", "受惠", "受累", "受制", "适逢", "根据", "除了", "另计",
    "通过", "防止", "考虑", "尽管", "经调整", "预料", "预计", "预估", "投入", "负责", "折合",
    "换算", "相当", "按照", "依照", "换言",
    // What is done to a figure, and that it is a part.
    "录得", "取得", "实现", "获得", "获取", "包含", "包括", "创下", "突破", "达到", "来到", "带来",
    "造成", "产生", "合计", "共计", "总计", "刷新", "改写", "较之", "拟派", "派发",
    // What came of it, and how far back it goes.
    "刺激", "扭转", "初段", "尾段", "引述", "新高", "新低", "拨出", "另有", "只有", "按月", "按年",
    "衰退", "改善", "会不会", "上升", "下跌", "沽空", "破顶", "持货", "业主", "原业主", "买家",
    "最大增幅", "最大升幅", "最大跌幅", "最大减幅", "最大涨幅",
    // In what office.
    "股东", "管理层", "高管", "团队", "附属", "实控人", "此次", "本次", "这次", "上次", "每次",
    "首次", "最新", "日内", "截止", "截至", "财年", "等多", "拟募", "彼时", "单日", "峰值", "大概",
    "大约", "轮值", "执行", "独立", "名誉", "荣誉", "联席", "候任", "署理", "常务", "总裁", "主管",
    // Who keeps the books of a country.
    "海关", "当局", "官方"};
constexpr auto kNoBeginning = Beginnings(kNoEdges);
constexpr auto kNoEnding = Endings(kNoEdges);

// Goods that anybody may have, and markets that anybody may sell in, alone.
constexpr std::string_view kGoods[] = {
    "期货市场", "债券市场", "货币市场", "资本市场", "金融市场", "二级市场", "第一",     "第二",
    "第三",     "第四",     "内地市场", "香港市场", "海外市场", "中国市场", "国内市场", "北美市场",
    "欧洲市场", "境外市场", "本地市场", "国际市场", "车辆",     "新车",     "整车",     "商品",
    "产品",     "客机",     "旅客",     "乘客",     "观众",     "门店",     "店铺",     "分店",
    "网点",     "会员",     "员工",     "机组",     "货物",     "货柜",     "未来",     "主力",
    "大单",     "小单",     "发展",     "研究",     "国际",     "半年",     "一年",     "一单",
    "跌停股",   "涨停股",   "涨跌停股", "成分股",   "成份股",   "公司股票", "智能科技", "系统公司",
    "控制公司"};

// What is done to a company, right before its name. Nothing here is a part of names.
constexpr std::string_view kVerbsOfObject[] = {
    "谴责",     "因应",     "指控", "控告",     "起诉",     "收购",       "并购",   "入股",
    "委任",     "聘请",     "责令", "处罚",     "警告",     "批准",       "核准",   "涉及",
    "针对",     "关于",     "有关", "透过",     "委托",     "授权",       "调查",   "增持",
    "减持",     "看好",     "推荐", "力挺",     "携手",     "联手",       "牵手",   "出任",
    "加入",     "加盟",     "离开", "来自",     "名为",     "旗下",       "要求",   "通报",
    "约谈",     "点名",     "勒令", "吊销",     "罚款",     "重罚",       "开罚",   "裁定",
    "认定",     "包括",     "例如", "隶属",     "反观",     "至于",       "其中",   "此外",
    "另外",     "任职",     "对比", "相较",     "击败",     "取代",       "紧随",   "目前",
    "现任",     "原任",     "曾任", "控股股东", "大股东",   "股东",       "子公司", "领军企业",
    "龙头企业", "上市公司", "持有", "拖累",     "重要股东", "独角兽企业", "私有化", "估计",
    "预估",     "预料",     "认为", "相信",     "指出"};
constexpr auto kVerbAt = Beginnings(kVerbsOfObject);

constexpr std::string_view kTrades[] = {
    "智能",     "机器人",   "自动驾驶", "无人驾驶", "新能源", "大模型",   "芯片设计", "量子计算",
    "区块链",   "金融科技", "无人机",   "商业航天", "航天",   "火箭",     "储能",     "光伏",
    "电池",     "云计算",   "云服务",   "新药",     "药物",   "医疗器械", "脑机接口", "低空经济",
    "跨境电商", "直播",     "短视频",   "连锁餐饮", "餐饮",   "茶饮",     "潮玩",     "影视",
    "音乐",     "建筑",     "建材",     "化工",     "钢铁",   "煤炭",     "电力",     "燃气",
    "水务",     "农业",     "食品",     "饮料",     "服装",   "家电",     "家居",     "安防",
    "光学",     "面板",     "封测",     "晶圆",     "短剧",   "催收",     "网约车",   "助贷",
    "网贷"};
constexpr auto kTradeEnds = Endings(kTrades);

}  // namespace

bool ArePlainWords(std::string_view words) {
  return kNoBeginning.Matches(words) || kNoEnding.Matches(words) ||
         std::find(std::begin(kGoods), std::end(kGoods), words) != std::end(kGoods);
}

std::size_t AfterVerbOfObject(std::string_view text, std::size_t from, std::size_t to) {
  // The first character of the verb may be one that no name goes across (因应).
  std::size_t at = from;
  if (at > 0) {
    const std::size_t before = PreviousCodePoint(text, at);
    if (IsHanAt(text, before)) at = before;
  }
  std::size_t begin = from;
  for (; at < to; at += Utf8Length(text[at])) {
    const std::size_t end = at + kVerbAt.Match(text.substr(at)).size();
    if (end > at && end <= to) begin = std::max(begin, end);
  }
  return begin;
}

bool IsTradeOfCompany(std::string_view head) { return kTradeEnds.Matches(head); }

}  // namespace heshu::extract
