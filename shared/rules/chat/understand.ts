// What does somebody want who types a line to the product? Plain rules: a few verbs, a number; anything else is a remark.
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
  | { readonly kind: 'help' };

const ACTS: Readonly<Record<CardAction, readonly string[]>> = {
  'ticket.accept': ['接单', '接', '我接', '我来', '抢', '抢单', 'accept', 'take', 'grab', 'claim'],
  'ticket.depart': ['出发', '我出发', '已出发', '出发了', '我出发了', 'depart', 'set out', 'on my way', 'omw'],
  'ticket.complete': ['完成', '已完成', '完成了', '完工', 'complete', 'completed', 'done', 'finish', 'finished'],
  'ticket.confirm': ['确认', '验收', '确认验收', '验收通过', 'confirm', 'approve'],
  'ticket.urge': ['催', '催办', '催单', '催一下', '催促', 'urge', 'remind', 'hurry'],
};
const MINE = ['我的工单', '我的', '我的待办', '待办', '工单', 'mine', 'my', 'my tickets', 'my work', 'todo', 'to do'];
/** 抢单 alone asks what there is; with a number it takes it. */
const POOL = ['抢单', '可抢', '可抢单', '可接', '可抢工单', '抢单池', 'pool', 'open', 'available'];
const HELP = ['帮助', '?', '??', 'help', 'h', '菜单', '命令', '怎么用', 'menu', 'commands'];
const SHOW = ['', '查看', '看', '工单', '单号', 'show', 'view', 'ticket', 'no', 'no.'];
const COMMENT = ['评论', '备注', '留言', '回复', 'comment', 'note', 'reply'];

/** A telephone number is no ticket's. */
const MOST_DIGITS = 9;
const NUMBER = new RegExp(`^(?:#\\s*)?([0-9]{1,${MOST_DIGITS}})\\s*号?$`);

/** Never fails: what is no order is a remark on the last card. */
export function understand(text: string): Intent {
  const said = tidy(text);
  if (!isVisible(said)) return { kind: 'help' };
  const plain = said
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[\s。.!~,、]+$/, '')
    .trim();
  if (HELP.includes(plain)) return { kind: 'help' };
  if (MINE.includes(plain)) return { kind: 'mine' };
  if (POOL.includes(plain)) return { kind: 'pool' };
  return order(plain) ?? remark(said);
}

/** A verb, a number, or both, either first. */
function order(plain: string): Intent | null {
  const { verb, no } = split(plain);
  if (no !== null && SHOW.includes(verb)) return { kind: 'show', no };
  const action = (Object.keys(ACTS) as CardAction[]).find((each) => ACTS[each].includes(verb));
  return action === undefined ? null : { kind: 'act', action, no };
}

function split(plain: string): { readonly verb: string; readonly no: number | null } {
  const behind = /^([^0-9#]*?)[\s:]*(#?\s*[0-9]+\s*号?)$/.exec(plain);
  const before = /^(#?\s*[0-9]+\s*号?)[\s:]*([^0-9#]+)$/.exec(plain);
  const [verb, digits] = behind !== null ? [behind[1], behind[2]] : [before?.[2], before?.[1]];
  const no = digits === undefined ? null : numberIn(digits);
  return no === null ? { verb: plain, no } : { verb: (verb ?? '').trim(), no };
}

function numberIn(digits: string): number | null {
  const no = Number(NUMBER.exec(digits.trim())?.[1] ?? 0);
  return no > 0 ? no : null;
}

/** 评论 1024 已到货, 评论：已到货, #1024 已到货; without any of these, the whole line. */
function remark(said: string): Intent {
  const wide = said.replace(/[＃]/g, '#').replace(/[０-９]/g, (digit) => digit.normalize('NFKC'));
  const verb = COMMENT.find((each) => new RegExp(`^${each}(?![a-z])`, 'i').test(wide));
  const rest = wide.slice(verb?.length ?? 0).replace(/^[\s:：,，]+/, '');
  const marked = verb === undefined ? /^#\s*([0-9]+)[\s:：,，]+/ : /^#?\s*([0-9]+)[\s:：,，]+/;
  const number = marked.exec(rest);
  const no = number === null ? null : numberIn(number[1] ?? '');
  const text = (no === null ? rest : rest.slice(number?.[0].length ?? 0)).trim();
  if (verb !== undefined && !isVisible(text)) return { kind: 'help' };
  return { kind: 'comment', text: isVisible(text) ? text : said, no: isVisible(text) ? no : null };
}

/** As a comment may be stored: whole characters, no control characters but line ends. */
function tidy(text: string): string {
  const clean = text
    .slice(0, LIMITS.longText)
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: taking control characters out is what this is for
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (part) => (part.length === 2 ? part : ''));
  return clean.trim();
}
