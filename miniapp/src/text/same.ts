// The words of somebody else's report that one has met as well.
import type { Language } from '../lib/language';
import type { Notice } from './report';

export type SameWords = {
  readonly title: string;
  readonly loading: string;
  readonly met: (count: number) => string;
  readonly reported: (when: string) => string;
  readonly hidden: string;
  readonly undo: string;
  readonly another: string;
  readonly gone: Notice;
  readonly toMine: string;
};

export const sameWords: Readonly<Record<Language, SameWords>> = {
  'zh-CN': {
    title: '我也遇到的',
    loading: '正在取进度',
    met: (count) => `${count} 人也遇到`,
    reported: (when) => `${when} 有人报的`,
    hidden: '报修的人写了什么、照片和姓名，只有处理的人看得到',
    undo: '不是同一件',
    another: '另报一件',
    gone: { title: '这一件已不在“我也遇到的”里', hint: '你已撤销，或它已不在了' },
    toMine: '看我的报修',
  },
  en: {
    title: 'Met as well',
    loading: 'Loading the progress',
    met: (count) => (count === 1 ? '1 more has met it' : `${count} more have met it`),
    reported: (when) => `Reported by somebody ${when}`,
    hidden: 'What they wrote, their photos and their name are only for those who handle it',
    undo: 'Not the same',
    another: 'Report another',
    gone: { title: 'This is no longer one that you have met', hint: 'You took it back, or it is gone' },
    toMine: 'My reports',
  },
};
