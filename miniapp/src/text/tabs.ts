// The names of the app's homes.
import type { Language } from '../lib/language';

type TabWords = Readonly<Record<'today' | 'report' | 'mine', string>>;

export const tabWords: Readonly<Record<Language, TabWords>> = {
  'zh-CN': { today: '今天', report: '报修', mine: '我的报修' },
  en: { today: 'Today', report: 'Report', mine: 'My reports' },
};
