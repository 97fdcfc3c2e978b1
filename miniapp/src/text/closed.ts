// The words of a public code from which nothing can be reported: they come with that page alone.
import type { Language } from '../lib/language';
import type { Notice } from './report';

type ClosedWords = {
  readonly closed: Readonly<Record<'off' | 'retired' | 'unknown' | 'torn', Notice>>;
  readonly noCode: Notice;
};

export const closedWords: Readonly<Record<Language, ClosedWords>> = {
  'zh-CN': {
    closed: {
      off: { title: '这里暂时不能免登录报修', hint: '登录后可以报；着急就打电话' },
      retired: { title: '这个位置或设备已停用', hint: '请扫现在的码；着急就打电话' },
      unknown: { title: '没有这个码对应的地方', hint: '标签可能是旧的。登录后手动选位置，或告诉物业' },
      torn: { title: '这个码看不清', hint: '可能破损了，或者不是派单的码。再扫一次' },
    },
    noCode: { title: '扫码就能报', hint: '扫墙上或设备上的码，不用注册，20 秒报完' },
  },
  en: {
    closed: {
      off: { title: 'No reports without an account here', hint: 'Sign in to report, or call if it is urgent' },
      retired: { title: 'This place or asset is out of use', hint: 'Scan the present code, or call if it is urgent' },
      unknown: {
        title: 'Nothing belongs to this code',
        hint: 'The label may be old. Sign in and choose the place by hand, or tell the property office',
      },
      torn: { title: 'This code cannot be read', hint: 'It may be torn, or not one of ours. Scan it again' },
    },
    noCode: { title: 'Scan to report', hint: 'The code on a wall or an asset: no account, 20 seconds' },
  },
};
