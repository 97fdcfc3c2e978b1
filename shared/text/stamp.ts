// What a watermark says of a photo of the work, whoever draws it: the phone, or the server for phones that cannot.
export type StampWords = Readonly<Record<'at' | 'place' | 'by' | 'received', string>>;

export const STAMP_WORDS: Readonly<Record<'zh-CN' | 'en', StampWords>> = {
  'zh-CN': { at: '时间', place: '地点', by: '拍摄', received: '收到' },
  en: { at: 'Time', place: 'Place', by: 'By', received: 'Received' },
};
