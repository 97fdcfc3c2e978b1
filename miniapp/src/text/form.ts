// The words of forms, in both languages.
import type { Language } from '../lib/language';

export type FormWords = {
  readonly optional: string;
  /** Of a field that is on its way. */
  readonly coming: { readonly wait: string; readonly late: string; readonly reload: string };
  /** How much is missing or wrong. */
  readonly fix: (count: number) => string;
  readonly close: string;
  readonly cancel: string;
  readonly clear: string;
  readonly photos: {
    readonly take: string;
    readonly room: (left: number) => string;
    readonly picture: (no: number) => string;
    readonly remove: (no: number) => string;
    readonly keepAgain: string;
    readonly refused: (no: number, why: string) => string;
  };
  readonly draftOnly: string;
  readonly voice: {
    readonly start: string;
    readonly recording: (now: string, most: string) => string;
    readonly done: string;
    readonly saving: string;
    readonly full: string;
    readonly play: (seconds: number) => string;
    readonly stop: string;
    readonly again: string;
    readonly remove: string;
    readonly lost: string;
    readonly unplayable: string;
    readonly keepAgain: string;
    readonly unsupported: string;
  };
  readonly place: {
    readonly here: string;
    readonly again: string;
    readonly locating: string;
    readonly known: (accuracy: number) => string;
    readonly remove: string;
  };
  readonly site: {
    readonly choose: string;
    readonly search: string;
    readonly all: string;
    readonly inside: (name: string) => string;
    readonly none: string;
    readonly noneHint: string;
    readonly loading: string;
  };
  readonly asset: {
    readonly choose: string;
    readonly scan: string;
    readonly search: string;
    readonly none: string;
    readonly noneHint: string;
    readonly unknown: string;
  };
  readonly sign: {
    readonly here: string;
    readonly again: string;
    readonly done: string;
    readonly keep: string;
    readonly saving: string;
    readonly failed: string;
  };
  readonly rate: {
    readonly stars: (count: number) => string;
    readonly levels: readonly string[];
    readonly praise: readonly string[];
    readonly blame: readonly string[];
    readonly words: string;
  };
};

export const formWords: Readonly<Record<Language, FormWords>> = {
  'zh-CN': {
    coming: { wait: '正在取这一项', late: '这一项还没取到。填的内容已保存，可重新打开这一页', reload: '重新打开' },
    optional: '选填',
    fix: (count) => `还有 ${count} 处要填或要改`,
    close: '关闭',
    cancel: '取消',
    clear: '清除',
    photos: {
      take: '拍照或选图',
      room: (left) => `还可加 ${left} 张`,
      picture: (no) => `照片 ${no}`,
      remove: (no) => `删除照片 ${no}`,
      keepAgain: '再保存一次',
      refused: (no, why) => `照片 ${no} 不能用：${why}。删掉它，换一张`,
    },
    draftOnly: '手机存储满了：填的内容只在这一页，离开前请提交，或清理空间',
    voice: {
      start: '点一下，说给我们听',
      recording: (now, most) => `正在录音 ${now} / ${most}`,
      done: '说完了',
      saving: '正在保存…',
      full: '最长 60 秒，已经保存。还有要说的，写在文字里',
      play: (seconds) => `播放语音，${seconds} 秒`,
      stop: '停止播放',
      again: '重录',
      remove: '删除语音',
      lost: '这段语音现在取不到，联网后再试',
      unplayable: '这台手机放不了这段语音，可在电脑上听，或打电话问对方',
      keepAgain: '再保存一次',
      unsupported: '这里不能录音，请打字说明',
    },
    place: {
      here: '获取当前位置',
      again: '重新定位',
      locating: '正在定位…',
      known: (accuracy) => (accuracy > 0 ? `已定位，误差约 ${accuracy} 米` : '已定位'),
      remove: '清除位置',
    },
    site: {
      choose: '选择位置',
      search: '搜索楼栋、房号或编码',
      all: '全部',
      inside: (name) => `进入${name}`,
      none: '没有找到位置',
      noneHint: '换个词，或返回上一级',
      loading: '正在取位置',
    },
    asset: {
      choose: '选择设备',
      scan: '扫码',
      search: '搜索设备名称或编码',
      none: '没有找到设备',
      noneHint: '换个词，或扫设备上的码',
      unknown: '这个码不是设备码，请从列表中选',
    },
    sign: {
      here: '请在此签名',
      again: '重签',
      done: '已签名',
      keep: '签好了',
      saving: '正在保存签名…',
      failed: '签名没有保存，请再签一次',
    },
    rate: {
      stars: (count) => `${count} 星`,
      levels: ['很差', '较差', '一般', '满意', '非常满意'],
      praise: ['响应快', '态度好', '技术好', '收拾干净', '准时'],
      blame: ['来得晚', '没修好', '态度差', '没收拾', '乱收费'],
      words: '想说的话（选填）',
    },
  },
  en: {
    coming: {
      wait: 'This field is on its way',
      late: 'This field has not come yet. What you filled in is kept: the page can be opened anew',
      reload: 'Open anew',
    },
    optional: 'optional',
    fix: (count) => (count === 1 ? '1 thing is missing or wrong' : `${count} things are missing or wrong`),
    close: 'Close',
    cancel: 'Cancel',
    clear: 'Clear',
    photos: {
      take: 'Take or choose',
      room: (left) => `${left} more`,
      picture: (no) => `Photo ${no}`,
      remove: (no) => `Remove photo ${no}`,
      keepAgain: 'Save again',
      refused: (no, why) => `Photo ${no} cannot be used: ${why}. Remove it and take another`,
    },
    draftOnly:
      'The phone’s storage is full: what you filled in is on this page only. Submit before you leave it, or free some space',
    voice: {
      start: 'Press and tell us',
      recording: (now, most) => `Recording ${now} / ${most}`,
      done: 'Done',
      saving: 'Saving…',
      full: 'At most 60 seconds, and they are kept. Write down the rest',
      play: (seconds) => `Play voice note, ${seconds} s`,
      stop: 'Stop playing',
      again: 'Record again',
      remove: 'Delete the voice note',
      lost: 'This voice note cannot be had now. Try again when online',
      unplayable: 'This phone cannot play the voice note. Listen on a computer, or call them',
      keepAgain: 'Save again',
      unsupported: 'Nothing can be recorded here. Please write',
    },
    place: {
      here: 'Use my position',
      again: 'Locate again',
      locating: 'Locating…',
      known: (accuracy) => (accuracy > 0 ? `Located, within about ${accuracy} m` : 'Located'),
      remove: 'Clear the position',
    },
    site: {
      choose: 'Choose the place',
      search: 'Search building, room or code',
      all: 'All',
      inside: (name) => `Open ${name}`,
      none: 'No place found',
      noneHint: 'Try another word, or go back one level',
      loading: 'Loading places',
    },
    asset: {
      choose: 'Choose the asset',
      scan: 'Scan',
      search: 'Search by name or code',
      none: 'No asset found',
      noneHint: 'Try another word, or scan the label on it',
      unknown: 'This is not the code of an asset. Please choose from the list',
    },
    sign: {
      here: 'Sign here',
      again: 'Sign again',
      done: 'Signed',
      keep: 'Done',
      saving: 'Saving the signature…',
      failed: 'The signature was not saved. Please sign again',
    },
    rate: {
      stars: (count) => (count === 1 ? '1 star' : `${count} stars`),
      levels: ['Very poor', 'Poor', 'Fair', 'Good', 'Excellent'],
      praise: ['Fast', 'Friendly', 'Skilled', 'Left it clean', 'On time'],
      blame: ['Came late', 'Not fixed', 'Unfriendly', 'Left a mess', 'Overcharged'],
      words: 'Anything to add (optional)',
    },
  },
};
