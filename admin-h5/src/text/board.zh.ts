export const boardZh = {
  title: '概览',
  lead: '最近 30 天提交的工单，按提交日期和当前阶段统计。点数字查看这些工单。',
  template: '模板',
  day: '日期',
  total: '合计',
  /** Days in words, Sunday first. */
  weekdays: ['日', '一', '二', '三', '四', '五', '六'],
  open: (count: number, day: string, phase: string) => `${day} ${phase} ${count} 张，查看`,
  emptyTitle: '最近 30 天没有工单',
  emptyWords: '有人提交工单后，这里会按天显示数量。',
};
export type BoardText = typeof boardZh;
