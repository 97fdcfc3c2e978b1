// The faults that can be switched on, and the calls that they are most often wanted for.

export const KINDS = [
  'http500',
  'http503',
  '45009',
  '42001',
  'html',
  'lostReply',
  'delay',
  'endless',
  'errcode',
] as const;
export type Kind = (typeof KINDS)[number];

export const APIS = {
  wecom: [
    'message/send',
    'message/update_template_card',
    'message/recall',
    'webhook/send',
    'gettoken',
    'user/list_id',
    'user/get',
  ],
  wechat: [
    'message/subscribe/send',
    'stable_token',
    'sns/jscode2session',
    'wxa/business/getuserphonenumber',
    'wxa/msg_sec_check',
    'wxa/media_check_async',
    'wxa/getwxacodeunlimit',
  ],
  dingtalk: ['v2/user/getuserinfo', 'oauth2/accessToken', 'oauth2/userAccessToken', 'user/getbyunionid'],
} as const;

/** `errcode:40001` and the like are one kind with a number. */
export function kindOf(code: string): Kind | null {
  if (code.startsWith('errcode:')) return 'errcode';
  return KINDS.find((kind) => kind === code) ?? null;
}
