// Words of an asset's page.
import type { Language } from '../lib/language';

export type AssetWords = typeof zh;

const zh = {
  title: '设备',
  loading: '正在取设备资料',
  retired: '已停用',
  retiredHint: '这台设备已停用，不能再报修。以前的记录还在；要恢复使用请联系管理员',
  fine: '没有未完工单',
  faulty: (count: number) => `${count} 件处理中`,
  noSite: '未填位置',
  open: '正在处理',
  before: '以前的维修',
  nothing: '还没有维修记录',
  more: '上滑取更多',
  end: '没有更多了',
  old: '没有网络，这是上次看到的',
  flags: (count: number) => `检查表 ${count} 项异常`,
  reported: (when: string) => `${when} 报修`,
  report: '给它报修',
  scanAgain: '再扫一次',
  again: '再查一次',
  back: '返回',
  astray: {
    torn: { title: '这个码看不清', hint: '可能破损了，或者不是设备码。擦干净再扫一次，或从工单里点设备进来' },
    unknown: { title: '没有这个码对应的设备', hint: '标签可能是旧的。再扫一次，并请告诉管理员换新标签' },
    retired: { title: '这个位置已停用', hint: '扫设备上的码，或请管理员换新标签' },
    foreign: { title: '这是另一个组织的设备', hint: '只能看自己组织的设备。扫自己组织的码，或换组织登录' },
    failure: { title: '没查到这个码', hint: '网络不好，而且这台设备没有在这部手机上看过。有网后再查一次' },
  },
};

const en: AssetWords = {
  title: 'Asset',
  loading: 'Loading the asset',
  retired: 'Out of use',
  retiredHint:
    'This asset is out of use and cannot be reported. Its records are still here; ask the administrator to bring it back',
  fine: 'Nothing open',
  faulty: (count) => `${count} in hand`,
  noSite: 'No place given',
  open: 'In hand',
  before: 'Done before',
  nothing: 'No records yet',
  more: 'Scroll for more',
  end: 'That is all',
  old: 'No network: this is what was last seen',
  flags: (count) => `${count} not in order on the checklist`,
  reported: (when) => `reported ${when}`,
  report: 'Report it',
  scanAgain: 'Scan again',
  again: 'Try again',
  back: 'Back',
  astray: {
    torn: {
      title: 'This code cannot be read',
      hint: 'It may be torn, or no code of an asset. Wipe it and scan again, or come in from the ticket',
    },
    unknown: {
      title: 'No asset belongs to this code',
      hint: 'The label may be old. Scan again, and please tell the administrator',
    },
    retired: { title: 'This place is out of use', hint: 'Scan the code on the asset, or ask for a new label' },
    foreign: {
      title: 'This asset is another organization’s',
      hint: 'Only your own organization’s can be read. Scan one of those, or sign in there',
    },
    failure: {
      title: 'The code could not be looked up',
      hint: 'The network is poor, and this asset was not looked at on this phone before. Try again when online',
    },
  },
};

export const assetWords: Readonly<Record<Language, AssetWords>> = { 'zh-CN': zh, en };
