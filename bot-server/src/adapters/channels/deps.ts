// What every channel's adapter is handed: the way out, the shared tokens, where the platforms are, what time it is.
import type { Tokens } from '../../core/channels';
import type { Http } from '../http/client';

/** Without a slash at the end. The real platforms, or the stand-in for them. */
export type PlatformUrls = {
  readonly wecomApi: string;
  readonly wecomOauth: string;
  readonly wecomLogin: string;
  readonly wechatApi: string;
  /** DingTalk's new servers, its old ones, and where people sign in by scanning. */
  readonly dingtalkApi: string;
  readonly dingtalkOapi: string;
  readonly dingtalkLogin: string;
};
export type ChannelDeps = {
  readonly http: Http;
  readonly tokens: Tokens;
  readonly urls: PlatformUrls;
  /** The product's own time, milliseconds. */
  readonly now: () => number;
};
