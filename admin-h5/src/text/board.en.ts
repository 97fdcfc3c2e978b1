import type { BoardText } from './board.zh';

export const boardEn: BoardText = {
  title: 'Overview',
  lead: 'Tickets reported in the last 30 days, by the day of the report and by phase. Choose a number to see them.',
  template: 'Template',
  day: 'Day',
  total: 'Total',
  weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  open: (count, day, phase) => `${day}, ${phase}: ${count}, show`,
  emptyTitle: 'No tickets in the last 30 days',
  emptyWords: 'Once somebody reports, their numbers stand here day by day.',
};
