// What kinds of notices are called where there is little room; apart from the other words of the preferences, so that the list of
// what was sent opens without those.
import { useLocale } from '../lib/locale';

const zh = {
  created: '新工单',
  offered: '可抢单',
  assigned: '派单',
  accepted: '已接单',
  departed: '已出发',
  arrived: '已到场',
  completed: '待验收',
  rejected: '返工',
  rate: '请评价',
  commented: '新评论',
  urged: '催办',
  overdue: '超时',
  transferred: '转派',
  cancelled: '已取消',
  closed: '已关闭',
};
const en: typeof zh = {
  created: 'New ticket',
  offered: 'Up for grabs',
  assigned: 'Assigned',
  accepted: 'Accepted',
  departed: 'On the way',
  arrived: 'Arrived',
  completed: 'To check',
  rejected: 'Rework',
  rate: 'Rate',
  commented: 'Comment',
  urged: 'Urged',
  overdue: 'Overdue',
  transferred: 'Transferred',
  cancelled: 'Cancelled',
  closed: 'Closed',
};

export const useNoticeKinds = (): typeof zh => (useLocale() === 'zh' ? zh : en);
