// Is this browser the one inside WeCom or inside DingTalk? The one place that reads what browsers call themselves.
// Source: WeCom JS-SDK ("UA contains wxwork/"); dingtalk-jsapi, which looks for DingTalk.
export type Inside = 'wecom' | 'dingtalk';

export function insideOf(userAgent: string): Inside | null {
  if (/\bwxwork\b/i.test(userAgent)) return 'wecom';
  return /\b(?:DingTalk|AliApp\(DingTalk)/i.test(userAgent) ? 'dingtalk' : null;
}
