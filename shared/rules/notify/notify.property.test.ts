// Through random lives of tickets: who hears, and of what.
import fc from 'fast-check';
import { ENDED } from '../../kinds';
import { aSoundTemplate } from '../../testing/flows';
import { frozen } from '../../testing/freeze';
import { hearings, holdersOf, memberOf, newEvents } from '../../testing/notices';
import { asTemplate, BRANCHED, REPAIR } from '../../testing/sample';
import type { Scene } from '../../testing/story';
import { steps, walk } from '../../testing/walk';
import { noteOf } from '../card/compose';
import { canSee } from '../policy/visible';
import { isOver } from './over';
import { rolesNamed, route } from './route';

const templates = fc.oneof(
  { weight: 2, arbitrary: fc.constant(REPAIR) },
  { weight: 2, arbitrary: fc.constant(BRANCHED) },
  { weight: 3, arbitrary: aSoundTemplate.map((body) => asTemplate(body)) },
);

function always(property: (before: Scene, after: Scene) => void, numRuns = 120): void {
  fc.assert(
    fc.property(templates, fc.nat(0xffff), steps(40), (template, whim, path) => {
      for (const { before, after } of walk(frozen(template), whim, path)) property(before, after);
    }),
    { numRuns },
  );
}

test('each hears once of a decision, nobody of his own, and only who may see the ticket', () => {
  always((before, after) => {
    const { ticket } = after;
    if (ticket === null) return;
    const events = newEvents(before, after);
    const heard = hearings(before, after);
    const receivers = heard.map(({ to }) => (to.kind === 'group' ? 'group' : to.id));
    expect(new Set(receivers).size).toBe(receivers.length);
    for (const { to, seq, kind } of heard) {
      const event = events.find((one) => one.seq === seq);
      if (event === undefined) throw new Error(`${kind} is about event ${seq}, which is not there`);
      if (to.kind === 'group') continue;
      if (to.id === event.by) throw new Error(`${kind}: told of his own act`);
      if (!canSee(memberOf(to.id), ticket)) throw new Error(`${kind}: told of what is not theirs to see`);
    }
  });
});

test('what is told is not over in the same moment', () => {
  always((before, after) => {
    const { ticket } = after;
    if (ticket === null) return;
    for (const { to, kind } of hearings(before, after)) {
      const reader = to.kind === 'group' ? null : memberOf(to.id);
      const over = isOver(kind, ticket, reader?.id ?? null, reader?.roles);
      if (over) throw new Error(`${kind} is over at ${ticket.node} (${ticket.phase})`);
    }
  });
});

test('once a ticket has ended, only its end is told', () => {
  always((before, after) => {
    if (after.ticket === null || !ENDED.includes(after.ticket.phase)) return;
    for (const { kind } of hearings(before, after)) expect(['closed', 'cancelled']).toContain(kind);
  });
});

test('the roles that `rolesNamed` names are all that `route` asks for', () => {
  always((before, after) => {
    if (after.ticket === null) return;
    const events = newEvents(before, after);
    const { flow } = after.template;
    const named = rolesNamed(events, after.ticket, flow);
    const asked = new Set<string>();
    route(
      events,
      after.ticket,
      (role) => {
        asked.add(role);
        return holdersOf(role);
      },
      flow,
    );
    expect([...asked].sort()).toEqual([...named].sort());
  }, 60);
});

test('told late, when the ticket has gone on, it stays within what the reader may see', () => {
  fc.assert(
    fc.property(templates, fc.nat(0xffff), steps(40), (template, whim, path) => {
      const told = [...walk(template, whim, path)];
      const last = told.at(-1)?.after.ticket;
      if (last === null || last === undefined) return;
      for (const { before, after } of told) {
        for (const { to } of route(newEvents(before, after), last, holdersOf, template.flow)) {
          if (to.kind === 'member') expect(canSee(memberOf(to.id), last)).toBe(true);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('a note is somebody’s words, never blank', () => {
  always((before, after) => {
    const note = noteOf(newEvents(before, after));
    if (note !== null) expect(note.trim()).not.toBe('');
  }, 40);
});
