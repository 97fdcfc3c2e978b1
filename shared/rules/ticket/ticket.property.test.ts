// Whatever people, timers and time do to a ticket, and in whatever order.
import fc from 'fast-check';
import { canonical, type Json } from '../../kernel/json';
import type { TicketEvent } from '../../model/event';
import type { Template } from '../../model/template';
import { suitable } from '../../testing/fill';
import { aSoundTemplate } from '../../testing/flows';
import { frozen } from '../../testing/freeze';
import { broken } from '../../testing/invariants';
import { PEOPLE, SYSTEM } from '../../testing/people';
import { asTemplate, BRANCHED, REPAIR } from '../../testing/sample';
import { act, answer, type Scene, TICKET } from '../../testing/story';
import { COMMANDS, EVERYBODY, steps, type Told, walk } from '../../testing/walk';
import { everyFact } from '../../testing/world';
import { canSee, visible } from '../policy/visible';
import { actions } from './actions';
import { decide } from './decide';
import { create } from './decide/create';
import { fold } from './evolve';

const templates: fc.Arbitrary<Template> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(REPAIR) },
  { weight: 2, arbitrary: fc.constant(BRANCHED) },
  { weight: 3, arbitrary: aSoundTemplate.map((body) => asTemplate(body)) },
);

/** Every step of many walks, each through some 30 steps. */
function always(property: (told: Told) => void, numRuns = 150): void {
  fc.assert(
    fc.property(templates, fc.nat(0xffff), steps(40), (template, whim, path) => {
      for (const told of walk(frozen(template), whim, path)) property(told);
    }),
    { numRuns },
  );
}

test('every invariant holds', () => {
  always(({ before, after, act: { says } }) => {
    const rule = broken(before, after);
    if (rule !== null) throw new Error(`after ${says.type}: ${rule}`);
  }, 200);
});

test('the timeline folds to the ticket, at every step and even after a trip through JSON', () => {
  fc.assert(
    fc.property(templates, fc.nat(0xffff), steps(40), (template, whim, path) => {
      const told = [...walk(template, whim, path)];
      const { events } = told.at(-1)?.after ?? { events: [] };
      const text = canonical(events as unknown as Json);
      const read = JSON.parse(text) as TicketEvent[];
      expect(read).toEqual(events);
      expect(canonical(read as unknown as Json)).toBe(text);
      for (const { after } of told) expect(fold(TICKET, read.slice(0, after.events.length))).toEqual(after.ticket);
    }),
    { numRuns: 60 },
  );
});

test('a decision depends on nothing but what it is given, and changes none of it', () => {
  always(({ before, act: said, decision }) => {
    const { command, context } = answer(before, said);
    const again = () =>
      command.type === 'ticket.create'
        ? create(frozen(command), { no: 1001, source: 'miniapp' }, frozen(context))
        : decide(frozen(command), frozen(before.ticket) as NonNullable<Scene['ticket']>, frozen(context));
    expect(again()).toEqual(decision);
    expect(again()).toEqual(decision);
  }, 80);
});

test('the facts that `needs` names are enough', () => {
  always(({ before, act: said, decision }) => {
    const { command, context } = answer(before, said);
    if (command.type === 'ticket.create' || before.ticket === null) return;
    const { fence, poolSize } = context.facts;
    const facts = { ...everyFact, fence, poolSize };
    expect(decide(command, before.ticket, { ...context, facts })).toEqual(decision);
  }, 80);
});

/** What a button shows must be what the command does. */
test('actions and decide never disagree', () => {
  always(({ after }) => {
    if (after.ticket === null) return;
    for (const actor of EVERYBODY) agree(after, actor);
  }, 60);
});

function agree(scene: Scene, actor: (typeof EVERYBODY)[number]): void {
  const { ticket, template, now } = scene;
  if (ticket === null) return;
  const listed = new Map(actions(ticket, { actor, template, now }).map((one) => [one.command, one.refusal]));
  for (const command of COMMANDS) {
    const said = suitable(command, ticket, template, now % 97);
    if (said === null) continue;
    const { decision } = answer(scene, act(actor, said, 0));
    const shown = listed.get(command);
    const told = decision.ok ? 'done' : JSON.stringify(decision.refusal);
    const expected = shown === null ? 'done' : JSON.stringify(shown);
    if (shown === undefined) {
      const code = decision.ok ? 'done' : decision.refusal.code;
      if (!NOT_THEIRS.includes(code)) throw new Error(`${command} is not shown, but ${told}`);
    } else if (told !== expected) throw new Error(`${command} shows ${expected}, but ${told}`);
  }
}
const NOT_THEIRS = ['not_found', 'not_yours', 'not_offered', 'ended'];

test('the list and the ticket agree on who sees it, and nobody learns of what they do not see', () => {
  always(({ before, act: { by, says }, decision, after: { ticket } }) => {
    if (ticket === null) return;
    for (const actor of [...PEOPLE, SYSTEM]) {
      const filter = visible(actor);
      const listed =
        filter.kind === 'all' ||
        ticket.people.includes(filter.memberId) ||
        filter.roles.some((role) => ticket.pools.includes(role));
      expect(canSee(actor, ticket)).toBe(listed);
    }
    if (says.type !== 'ticket.lapse' && before.ticket !== null && !canSee(by, before.ticket)) {
      expect(decision).toEqual({ ok: false, refusal: { code: 'not_found' } });
    }
  }, 60);
});
