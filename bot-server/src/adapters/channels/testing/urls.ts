// One server in place of every platform's, for tests.
import type { PlatformUrls } from '../deps';

export const allAt = (base: string): PlatformUrls => ({
  wecomApi: base,
  wecomOauth: base,
  wecomLogin: base,
  wechatApi: base,
  dingtalkApi: base,
  dingtalkOapi: base,
  dingtalkLogin: base,
});
