// Through random lives of tickets: the card that everybody could hold of each.
import fc from 'fast-check';
import { CARD_ACTIONS, type CardAction, ENDED, NOTICE_KINDS, type NoticeKind } from '../../kinds';
import { aSoundTemplate } from '../../testing/flows';
import { frozen } from '../../testing/freeze';
import { cardFor, hearings, memberOf } from '../../testing/notices';
import { PEOPLE } from '../../testing/people';
import { asTemplate, BRANCHED, REPAIR } from '../../testing/sample';
import type { Said } from '../../testing/say';
import { act, answer, type Scene } from '../../testing/story';
import { steps, walk } from '../../testing/walk';
import { isOver } from '../notify/over';
import { holds, type MemberActor } from '../ticket/context';
import type { Card } from './card';

const templates = fc.oneof(
  { weight: 2, arbitrary: fc.constant(REPAIR) },
  { weight: 2, arbitrary: fc.constant(BRANCHED) },
  { weight: 3, arbitrary: aSoundTemplate.map((body) => asTemplate(body)) },
);

function always(property: (scene: Scene) => void, numRuns: number): void {
  fc.assert(
    fc.property(templates, fc.nat(0xffff), steps(30), (template, whim, path) => {
      for (const { after } of walk(frozen(template), whim, path)) property(after);
    }),
    { numRuns },
  );
}

/** Only where the walks have come to: for what looks at every card of everybody. */
function atTheEnd(property: (scene: Scene) => void, numRuns: number): void {
  fc.assert(
    fc.property(templates, fc.nat(0xffff), steps(30), (template, whim, path) => {
      const last = [...walk(template, whim, path)].at(-1)?.after;
      if (last !== undefined) property(last);
    }),
    { numRuns },
  );
}

/** What a press says: nothing but the action. */
const pressed = (action: CardAction): Said =>
  action === 'ticket.complete' || action === 'ticket.confirm' ? { type: action, values: {} } : { type: action };
const succeeds = (scene: Scene, reader: MemberActor, action: CardAction): boolean =>
  answer(scene, act(reader, pressed(action), 0)).decision.ok;
const actsOf = ({ buttons }: Card): readonly CardAction[] =>
  buttons.flatMap((button) => (button.kind === 'act' ? [button.action] : []));

test('every card keeps to its measure', () => {
  atTheEnd((scene) => {
    if (scene.ticket === null) return;
    for (const reader of [null, ...PEOPLE]) {
      for (const kind of NOTICE_KINDS) {
        const card = cardFor(scene, kind, reader, { note: '还在漏' });
        const fault = beyondMeasure(card);
        if (fault !== null) throw new Error(`${kind}: ${fault} in ${JSON.stringify(card)}`);
      }
    }
  }, 60);
});

function beyondMeasure({ heading, title, note, status, stage, handler, facts, buttons }: Card): string | null {
  const texts = [
    ...[heading, title, note, status, stage, handler].filter((text): text is string => text !== null),
    ...facts.flatMap(({ label, value }) => [label, value]),
    ...buttons.map(({ text }) => text),
  ];
  if (buttons.length < 1 || buttons.length > 3) return 'one to three buttons';
  if (buttons.at(-1)?.kind !== 'open') return 'the last one leads to the page';
  if (new Set(buttons.map(({ text }) => text)).size < buttons.length) return 'no two buttons alike';
  if (facts.length > 6) return 'at most six facts';
  if (texts.some((text) => text.trim() === '')) return 'no empty text';
  return texts.some((text) => /[{}]/.test(text)) ? 'no blanks left' : null;
}

test('act buttons are exactly those that a press gets through with', () => {
  always((scene) => {
    const { ticket } = scene;
    if (ticket === null) return;
    for (const reader of PEOPLE) {
      const card = cardFor(scene, 'assigned', reader);
      const shown = actsOf(card);
      const possible = CARD_ACTIONS.filter((action) => succeeds(scene, reader, action));
      const forwards = possible.filter((action) => action !== 'ticket.urge');
      const acts = shown.filter((action) => action !== 'ticket.urge');
      if (acts.join() !== forwards.join()) throw new Error(`shows ${acts}, but ${forwards} would be done`);
      // an urge is for those who have nothing else to do and do not hold the work themselves
      const mayUrge =
        possible.includes('ticket.urge') &&
        !ticket.work.some((item) => holds(reader, item)) &&
        card.status === null &&
        card.buttons.length <= 2;
      if (shown.includes('ticket.urge') !== (mayUrge && forwards.length === 0 && !leadsOn(card))) {
        throw new Error(`urge: ${JSON.stringify(card)}`);
      }
    }
  }, 40);
});
/** A button beside 查看 that leads to the page. */
const leadsOn = ({ buttons }: Card) => buttons.filter(({ kind }) => kind === 'open').length > 1;

test('status is said in place of buttons, and only then', () => {
  atTheEnd((scene) => {
    if (scene.ticket === null) return;
    for (const reader of PEOPLE) {
      for (const kind of NOTICE_KINDS) {
        const card = cardFor(scene, kind, reader);
        if (card.status !== null && card.buttons.length > 1) throw new Error(`${kind}: ${card.status}, and buttons`);
      }
    }
  }, 60);
});

/** What each kind asks its reader to do. */
const ASKS: Readonly<Partial<Record<NoticeKind, readonly string[]>>> = {
  created: ['派单'],
  offered: ['接单'],
  assigned: ['接单', '出发', '到达签到', '完成'],
  rejected: ['接单', '出发', '到达签到', '完成'],
  completed: ['确认验收'],
  rate: ['评价'],
};

test('whoever was asked finds the button while it is asked, and a word of what came of it afterwards', () => {
  fc.assert(
    fc.property(templates, fc.nat(0xffff), steps(30), (template, whim, path) => {
      const held: { readonly kind: NoticeKind; readonly reader: MemberActor }[] = [];
      for (const { before, after } of walk(template, whim, path)) {
        if (after.ticket === null) return;
        for (const { to, kind } of hearings(before, after)) {
          if (to.kind === 'member' && ASKS[kind] !== undefined) held.push({ kind, reader: memberOf(to.id) });
        }
        for (const { kind, reader } of held) {
          const card = cardFor(after, kind, reader);
          const texts = card.buttons.map(({ text }) => text);
          const asked = !isOver(kind, after.ticket, reader.id, reader.roles);
          const found = card.status === null && texts.some((text) => ASKS[kind]?.includes(text));
          const told = card.status !== null || texts.length > 1;
          if (asked ? !found : !told) throw new Error(`${kind}, ${asked ? 'asked' : 'over'}: ${JSON.stringify(card)}`);
        }
      }
    }),
    { numRuns: 80 },
  );
});

test('when a ticket has ended, its cards say so, one way or the other', () => {
  atTheEnd((scene) => {
    if (scene.ticket === null || !ENDED.includes(scene.ticket.phase)) return;
    for (const reader of PEOPLE) {
      for (const kind of NOTICE_KINDS) {
        const card = cardFor(scene, kind, reader);
        expect(actsOf(card)).toEqual([]);
        if (kind !== 'closed' && kind !== 'cancelled') {
          expect(card.status).toBe(scene.ticket.phase === 'closed' ? '工单已关闭' : '工单已取消');
        }
      }
    }
  }, 40);
});

test('a card depends on nothing but what it is given', () => {
  atTheEnd((scene) => {
    if (scene.ticket === null) return;
    const again = () => PEOPLE.map((reader) => cardFor(frozen(scene), 'commented', reader));
    expect(again()).toEqual(again());
  }, 20);
});

test('nobody but whoever is on the work sees a telephone number, and never the whole of it', () => {
  always((scene) => {
    const { ticket } = scene;
    if (ticket === null) return;
    for (const reader of [null, ...PEOPLE]) {
      const text = JSON.stringify(cardFor(scene, 'assigned', reader).facts);
      const needed = reader !== null && reader.id === ticket.assigneeId;
      if (text.includes('13800138000') || (text.includes('****') && !needed)) throw new Error(text);
    }
  }, 20);
});
