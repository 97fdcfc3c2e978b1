// What a platform's error means. WeChat says `errMsg`, DingTalk `error` numbers and `errorMessage`, browsers a name.
import { type No, no } from '@paidan/shared/kernel/result';
import type { Matter, Trouble, TroubleCode } from './port';

export const trouble = (matter: Matter, code: TroubleCode, detail?: string): No<Trouble> =>
  no(detail === undefined ? { matter, code } : { matter, code, detail });

export const failed = (matter: Matter, error: unknown): No<Trouble> => trouble(matter, codeIn(error), textIn(error));

function codeIn(error: unknown): TroubleCode {
  const text = textIn(error);
  const number = Number((error as { error?: unknown; errno?: unknown } | null)?.error);
  if (/privacy|scope is not declared/i.test(text)) return 'privacy';
  if (/cancel/i.test(text) || number === 11) return 'cancelled';
  if (/auth ?den|deny|denied|permission|NotAllowed|unauthorized/i.test(text) || number === 2001 || number === 2003) {
    return 'denied';
  }
  if (/system ?permission|location.*(off|disabled|unavailable)|ERROR_NOCELL|2\b.*position/i.test(text)) return 'off';
  if (/quota|exceed|maximum size|no space/i.test(text)) return 'full';
  if (/not support|not a function|undefined/i.test(text) || number === 1) return 'unsupported';
  return 'failed';
}

function textIn(error: unknown): string {
  const { errMsg, errorMessage, name, message } = (error ?? {}) as Record<string, unknown>;
  return [name, errMsg, errorMessage, message].filter((part) => typeof part === 'string').join(' ');
}
