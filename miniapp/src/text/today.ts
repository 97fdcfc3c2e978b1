// Words of a technician's day.
import { metresEn, metresZh } from '@paidan/shared/kernel/metres';
import type { Language } from '../lib/language';

export type TodayWords = typeof zh;

/** The last metres are not known that well. */
const about = (metres: number) => Math.max(10, Math.round(metres / 10) * 10);

const zh = {
  title: '今天',
  tabs: { mine: '我的任务', pool: '抢单池' },
  orders: { due: '按时间', near: '按距离', priority: '按优先级' },
  away: (metres: number) => metresZh(about(metres)),
  /** Without the phone's position. */
  unplaced: '或者按时间看',
  scan: '扫设备码',
  grab: '抢单',
  grabbing: '正在抢…',
  grabbed: (no: number) => `已接 #${no}`,
  lost: '手慢了',
  next: { accept: '接单', depart: '出发', arrive: '到达签到', complete: '完成' },
  sent: '待发送',
  nothingToday: '今天没有到期的任务',
  nextDue: (when: string) => `最近一件${when} 到期`,
  pool: { title: '抢单池是空的', hint: '有新的可抢工单时，会出现在这里', action: '刷新' },
  summary: {
    open: '今日小结',
    title: '今日小结',
    done: '完成',
    arrived: '到场',
    worked: '工时',
    onTime: '按时',
    stars: '评分',
    none: '今天还没有完成的工单。先做完一件，再来看小结',
    hours: (minutes: number) => (minutes < 60 ? `${minutes} 分钟` : `${(minutes / 60).toFixed(1)} 小时`),
    close: '关闭',
    left: (count: number) => (count > 0 ? `还有 ${count} 件今天到期` : '今天到期的都做完了'),
    loading: '正在统计',
  },
};

const en: TodayWords = {
  title: 'Today',
  tabs: { mine: 'My tasks', pool: 'Pool' },
  orders: { due: 'By time', near: 'By distance', priority: 'By priority' },
  away: (metres) => metresEn(about(metres)),
  unplaced: 'or look by time',
  scan: 'Scan an asset',
  grab: 'Take it',
  grabbing: 'Taking…',
  grabbed: (no) => `#${no} is yours`,
  lost: 'Somebody was faster',
  next: { accept: 'Accept', depart: 'Set out', arrive: 'Check in', complete: 'Complete' },
  sent: 'To be sent',
  nothingToday: 'Nothing is due today',
  nextDue: (when) => `The next one is due ${when}`,
  pool: { title: 'The pool is empty', hint: 'New work to take will appear here', action: 'Refresh' },
  summary: {
    open: 'My day',
    title: 'My day',
    done: 'Completed',
    arrived: 'Visits',
    worked: 'Worked',
    onTime: 'On time',
    stars: 'Rating',
    none: 'Nothing completed today yet. Finish one, then look again',
    hours: (minutes) => (minutes < 60 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`),
    close: 'Close',
    left: (count) => (count > 0 ? `${count} more due today` : 'Everything due today is done'),
    loading: 'Counting',
  },
};

export const todayWords: Readonly<Record<Language, TodayWords>> = { 'zh-CN': zh, en };
