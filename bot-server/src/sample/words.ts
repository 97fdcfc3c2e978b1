// What people of a property report, put together from parts.
import type { Random } from './random';

export type Report = { readonly title: string; readonly description: string; readonly category: string };

const REPAIRS = [
  ['water', '厨房水管漏水', '水槽下面一直滴水，地板已经湿了'],
  ['water', '卫生间地漏堵塞', '洗澡时水下不去，有异味'],
  ['water', '水压太低', '早晚高峰几乎没有热水'],
  ['power', '客厅跳闸', '一开空调就跳闸，复位后又跳'],
  ['power', '楼道灯不亮', '声控灯坏了好几天，晚上很黑'],
  ['door', '单元门禁失灵', '刷卡没有反应，门一直敞开'],
  ['door', '阳台推拉门卡住', '滑轮好像掉了，推不动'],
  ['aircon', '大堂空调不制冷', '吹出来的都是热风'],
  ['lift', '电梯异响', '上行到三楼有明显的摩擦声'],
  ['lift', '电梯按钮失灵', '按键按下去没有反应'],
  ['other', '车库地面积水', '下雨后积水没过鞋面'],
  ['other', '健身器材松动', '单杠底座螺丝松了，小孩在玩很危险'],
] as const;
const COMPLAINTS = [
  ['楼上深夜噪音', '晚上十一点以后一直有搬家具的声音'],
  ['垃圾清运不及时', '垃圾桶满了两天没有人清'],
  ['外来车辆占位', '固定车位被陌生车辆占用'],
  ['保洁不到位', '楼梯间有烟头和纸屑'],
  ['建议增加充电桩', '电动车越来越多，充电桩不够用'],
] as const;
const WHEN = ['今天早上', '昨天晚上', '这几天', '刚才', '周末'] as const;
const ASK = ['请尽快安排师傅上门', '麻烦白天联系', '家里有老人，请早点来', '请先电话联系', '谢谢'] as const;

export function repairText(random: Random): Report {
  const [category, title, detail] = random.pick(REPAIRS);
  return { category, title, description: `${random.pick(WHEN)}发现${title}，${detail}，${random.pick(ASK)}。` };
}

export function complaintText(random: Random): Report {
  const [title, detail] = random.pick(COMPLAINTS);
  return { category: 'other', title, description: `${random.pick(WHEN)}${detail}。${random.pick(ASK)}。` };
}
