// What does somebody want who types a line to the product? Plain rules: a few verbs, a number; anything else is only talk.
import { isVisible } from '../../kernel/text';
import type { CardAction } from '../../kinds';
import { LIMITS } from '../../limits';

export type Intent =
  | { readonly kind: 'mine' }
  | { readonly kind: 'pool' }
  | { readonly kind: 'show'; readonly no: number }
  /** `no` null: the ticket of the last card. */
  | { readonly kind: 'act'; readonly action: CardAction; readonly no: number | null }
  | { readonly kind: 'comment'; readonly text: string; readonly no: number | null }
  /** No order: nobody is to read it on a ticket who was not meant to. */
  | { readonly kind: 'talk'; readonly text: string }
  | { readonly kind: 'help' };

const ACTS: Readonly<Record<CardAction, readonly string[]>> = {
  'ticket.accept': list('接单 接 接了 我接 我来 我接单 我要接单 抢 抢单 accept take grab claim'),
  'ticket.depart': [...list('出发 出发了 已出发 我出发 我出发了 depart omw'), 'set out', 'on my way'],
  'ticket.complete': list('完成 完成了 已完成 完工 完工了 complete completed done finish finished'),
  'ticket.confirm': list('确认 验收 确认验收 验收通过 确认完成 confirm approve'),
  'ticket.urge': list('催 催办 催单 催促 催一下 urge remind'),
};
const MINE = [...list('我的 我的工单 我的待办 待办 工单 mine my todo list'), 'my tickets', 'my work', 'to do'];
/** 抢单 alone asks what there is; with a number it takes it. */
const POOL = list('抢单 可抢 可抢单 可抢的 可抢工单 可抢的工单 可接 抢单池 pool available');
const HELP = list('帮助 菜单 命令 怎么用 help h menu commands');
const SHOW = ['', ...list('查看 看 看看 工单 工单号 单号 编号 show view open ticket no no.')];
const COMMENT = list('评论 备注 留言 comment note');

/** A telephone number is no ticket's. */
const MOST_DIGITS = 9;
/** Orders are short. */
const ORDER_LENGTH = 40;

/** Never fails: what is neither an order nor meant for a ticket by its own words is talk. */
export function understand(text: string): Intent {
  const said = tidy(text);
  if (!isVisible(said)) return { kind: 'help' };
  const plain = said.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  if (plain.length > ORDER_LENGTH) return remark(said);
  if (HELP.includes(plain.replace(/[?。.!]+$/, '')) || /^\?+$/.test(plain)) return { kind: 'help' };
  // not the question mark: who asks whether it is done does not say so
  const order = plain.replace(/[\s。.!~,、]+$/, '');
  if (MINE.includes(order)) return { kind: 'mine' };
  if (POOL.includes(order)) return { kind: 'pool' };
  return orderIn(order) ?? remark(said);
}

/** A verb, a number, or both, either first. */
function orderIn(plain: string): Intent | null {
  const { verb, no } = split(plain);
  if (no !== null && SHOW.includes(verb)) return { kind: 'show', no };
  const action = (Object.keys(ACTS) as CardAction[]).find((each) => ACTS[each].includes(verb));
  return action === undefined ? null : { kind: 'act', action, no };
}

function split(plain: string): { readonly verb: string; readonly no: number | null } {
  const behind = /^([^0-9#]*)#? ?([0-9]+) ?号?$/.exec(plain);
  const before = /^#? ?([0-9]+) ?号?([^0-9#]+)$/.exec(plain);
  const [verb, digits] = behind === null ? [before?.[2], before?.[1]] : [behind[1], behind[2]];
  const no = numberIn(digits);
  return no === null ? { verb: plain, no } : { verb: (verb ?? '').replace(/^[ :]+|[ :]+$/g, ''), no };
}

function numberIn(digits: string | undefined): number | null {
  if (digits === undefined || digits.length > MOST_DIGITS) return null;
  const no = Number(digits);
  return no > 0 ? no : null;
}

/** 评论 1024 已到货, 评论：已到货, #1024 已到货; without any of these it is talk, the whole line as it stands. */
function remark(said: string): Intent {
  // as long as before, so that places in the one are places in the other
  const plain = said.replace(/[＃０-９：，　]/g, (wide) => wide.normalize('NFKC'));
  const verb = COMMENT.find((each) => new RegExp(`^${each}(?![a-z])`, 'i').test(plain));
  const head = verb === undefined ? '' : (/^[\s:,]*/.exec(plain.slice(verb.length))?.[0] ?? '');
  const start = (verb?.length ?? 0) + head.length;
  const number = (verb === undefined ? MARKED : MARKED_OR_APART).exec(plain.slice(start));
  const no = numberIn(number?.[1] ?? number?.[2]);
  const text = said.slice(start + (no === null ? 0 : (number?.[0].length ?? 0))).trim();
  if (verb === undefined && no === null) return { kind: 'talk', text: said };
  if (isVisible(text)) return { kind: 'comment', text, no };
  return verb === undefined ? { kind: 'talk', text: said } : { kind: 'help' };
}

const MARKED = /^#\s*([0-9]+)[\s:,]*/;
/** Without its mark a number must stand apart: 3楼 is none. */
const MARKED_OR_APART = /^(?:#\s*([0-9]+)[\s:,]*|([0-9]+)(?:[\s:,]+|$))/;

/** As a comment may be stored: whole characters, and of the control characters line ends and tabs alone. */
function tidy(text: string): string {
  return (
    text
      .slice(0, LIMITS.longText)
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: taking control characters out is what this is for
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
      .replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (part) => (part.length === 2 ? part : ''))
      .trim()
  );
}

function list(words: string): readonly string[] {
  return words.split(' ');
}
