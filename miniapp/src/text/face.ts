// The words of one's own picture, in both languages.
import type { Language } from '../lib/language';

export type FaceWords = {
  readonly add: string;
  readonly change: string;
  readonly sending: string;
  readonly offline: string;
};

export const faceWords: Readonly<Record<Language, FaceWords>> = {
  'zh-CN': {
    add: '放上头像，报修人认得出你',
    change: '换头像',
    sending: '正在上传…',
    offline: '现在没有网络。联网后再换，原来的还在',
  },
  en: {
    add: 'Add your picture, so that people know you',
    change: 'Change the picture',
    sending: 'Uploading…',
    offline: 'There is no network now. Change it later; the present one stays',
  },
};
