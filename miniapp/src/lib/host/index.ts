// Which phone is this? Settled at build time per platform, so that no build carries another's code.
import type { Host } from './port';

export const host: Host =
  process.env.TARO_ENV === 'h5'
    ? (require('./h5') as { host: Host }).host
    : process.env.TARO_ENV === 'dd'
      ? (require('./dingtalk') as { host: Host }).host
      : (require('./wechat') as { host: Host }).host;
