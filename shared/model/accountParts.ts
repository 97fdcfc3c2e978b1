// What a connection is made of, as plain constants: for forms that carry no schema along.
import type { AccountKind } from '../kinds';

/** Where the platform shows a value, and what it looks like. Source: WeCom 90930, 90236; WeChat "message push"; DingTalk "oauth2/accessToken". */
type Part = { readonly key: string; readonly secret?: true; readonly required?: true; readonly pattern: RegExp };

const TOKEN = /^[0-9A-Za-z]{3,32}$/;
const AES_KEY = /^[0-9A-Za-z]{43}$/;
const SECRET = /^[\x21-\x7e]{8,128}$/;

/** In the order in which a person meets them on the platform's side. */
export const ACCOUNT_PARTS = {
  wecom: [
    { key: 'corpId', required: true, pattern: /^[0-9A-Za-z_-]{4,64}$/ },
    { key: 'agentId', required: true, pattern: /^[0-9]{1,12}$/ },
    { key: 'appSecret', secret: true, required: true, pattern: SECRET },
    { key: 'callbackToken', secret: true, pattern: TOKEN },
    { key: 'callbackKey', secret: true, pattern: AES_KEY },
    { key: 'contactSecret', secret: true, pattern: SECRET },
    // Of the application that the mini-program is linked with, where that is another one than the one above.
    { key: 'miniSecret', secret: true, pattern: SECRET },
  ],
  wecomGroup: [{ key: 'webhookKey', secret: true, required: true, pattern: /^[0-9A-Za-z-]{8,64}$/ }],
  wechat: [
    { key: 'appId', required: true, pattern: /^[0-9A-Za-z_-]{4,64}$/ },
    { key: 'appSecret', secret: true, required: true, pattern: SECRET },
    { key: 'pushToken', secret: true, pattern: TOKEN },
    { key: 'pushKey', secret: true, pattern: AES_KEY },
  ],
  dingtalk: [
    { key: 'corpId', required: true, pattern: /^[0-9A-Za-z_-]{4,64}$/ },
    { key: 'clientId', required: true, pattern: /^[0-9A-Za-z_-]{4,64}$/ },
    { key: 'appSecret', secret: true, required: true, pattern: SECRET },
  ],
} as const satisfies Record<AccountKind, readonly Part[]>;

/** Which of the ticket's facts a subscribe message's keyword shows. */
export const SUBSCRIPTION_FACTS = ['title', 'no', 'status', 'time', 'handler', 'note'] as const;
export type SubscriptionFact = (typeof SUBSCRIPTION_FACTS)[number];
/** `progress`: how it goes on. `answer`: something is asked of the reader: to confirm, to rate. */
export const SUBSCRIPTION_TOPICS = ['progress', 'answer'] as const;
export type SubscriptionTopic = (typeof SUBSCRIPTION_TOPICS)[number];

export const SECRET_KEYS = [
  'appSecret',
  'callbackToken',
  'callbackKey',
  'contactSecret',
  'miniSecret',
  'webhookKey',
  'pushToken',
  'pushKey',
] as const;
export type SecretKey = (typeof SECRET_KEYS)[number];
