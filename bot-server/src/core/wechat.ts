// What a mini-program's platform does beside carrying messages: who signs in, codes to scan, a look at public words and pictures.
import type { Account, Answer } from './channels';

/** What the platform says of words or a picture. */
export type Suggest = 'pass' | 'review' | 'risky';

export type WechatApi = {
  /** Whose wx.login code is this? The session key stays with the adapter and is thrown away. */
  readonly login: (account: Account, code: string) => Promise<Answer<{ readonly openid: string }>>;
  /** The number behind the code of a getPhoneNumber button; with `+` and country code where it is not Chinese. */
  readonly phone: (account: Account, code: string) => Promise<Answer<string>>;
  /** `page` without a slash at its front; `scene`: at most 32 of the platform's characters. */
  readonly unlimitedCode: (
    account: Account,
    ask: { readonly scene: string; readonly page: string; readonly width: number },
  ) => Promise<Answer<{ readonly mime: string; readonly bytes: Buffer }>>;
  /** At most 2,500 characters. `scene`: 1 profile, 2 comment, 3 forum, 4 social log. */
  readonly checkText: (
    account: Account,
    ask: { readonly openid: string; readonly text: string; readonly scene: 1 | 2 | 3 | 4 },
  ) => Promise<Answer<{ readonly suggest: Suggest; readonly label: number }>>;
  /** The trace id by which the verdict comes back, within half an hour. */
  readonly checkMedia: (
    account: Account,
    ask: { readonly openid: string; readonly url: string; readonly kind: 'image' | 'audio' },
  ) => Promise<Answer<string>>;
};
