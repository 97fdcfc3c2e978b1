// Random walks through a ticket's life: everybody at once, sensible and senseless things, timers, and time moving on.
import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '../kernel/time';
import { ENDED } from '../kinds';
import { TIMER_PURPOSES } from '../model/command';
import type { Template } from '../model/template';
import type { Ticket } from '../model/ticket';
import { canSee } from '../rules/policy/visible';
import { actions, type Gated } from '../rules/ticket/actions';
import type { Actor } from '../rules/ticket/context';
import type { Decision } from '../rules/ticket/decide/decider';
import { fill, suitable } from './fill';
import { OUTSIDER, PEOPLE, REQUESTER, SYSTEM, TECH_4 } from './people';
import * as say from './say';
import { type Act, act, answer, goOn, opening, type Scene } from './story';
import { DOCUMENT, NO_FILE, NO_MEMBER, northOf, picture, TAKEN_PICTURE } from './world';

export const EVERYBODY: readonly Actor[] = [...PEOPLE, SYSTEM];
export const COMMANDS: readonly Gated[] = [
  'ticket.offer',
  'ticket.assign',
  'ticket.accept',
  'ticket.transfer',
  'ticket.depart',
  'ticket.arrive',
  'ticket.log',
  'ticket.complete',
  'ticket.confirm',
  'ticket.reject',
  'ticket.rate',
  'ticket.urge',
  'ticket.cancel',
  'ticket.comment',
];

/** `sense`: one of the things that somebody may do now; `any`: anybody says anything; `timer`: a timer fires, due or not. */
export type Step = {
  readonly kind: 'sense' | 'any' | 'timer';
  readonly who: number;
  readonly whim: number;
  readonly later: number;
};
export const aStep: fc.Arbitrary<Step> = fc.record({
  kind: fc.oneof(
    { weight: 6, arbitrary: fc.constant('sense' as const) },
    { weight: 3, arbitrary: fc.constant('any' as const) },
    { weight: 1, arbitrary: fc.constant('timer' as const) },
  ),
  who: fc.nat(0xffff),
  whim: fc.nat(0xffff),
  later: fc.constantFrom(0, 1, MINUTE, MINUTE, 11 * MINUTE, 3 * HOUR, DAY, 8 * DAY),
});
export const steps = (most: number) => fc.array(aStep, { minLength: 1, maxLength: most, size: 'max' });

export type Told = { readonly before: Scene; readonly act: Act; readonly decision: Decision; readonly after: Scene };

/** The scenes of a walk, from the report on. */
export function* walk(template: Template, whim: number, path: readonly Step[]): Generator<Told> {
  const start = template.flow[0]?.id ?? '';
  const reporter = whim % 3 === 0 ? TECH_4 : REQUESTER;
  const values = fill(template.fields, start, {}, whim);
  const first = act(reporter, { type: 'ticket.create', values });
  let told = tell(opening(template), first);
  yield told;
  for (const step of path) {
    const next = choose(told.after, step);
    if (next === null) continue;
    told = tell(told.after, next);
    yield told;
  }
}

export function tell(before: Scene, next: Act): Told {
  const { decision, context } = answer(before, next);
  const after = decision.ok ? goOn(before, decision.value, context.now, next.by) : { ...before, now: context.now };
  return { before, act: next, decision, after };
}

function choose(scene: Scene, { kind, who, whim, later }: Step): Act | null {
  const { ticket, template } = scene;
  if (ticket === null) return null;
  if (kind === 'timer') return act(SYSTEM, say.lapse(pick(TIMER_PURPOSES, whim)), later);
  if (kind === 'any') {
    // mostly those who see it: what everybody else hears is always the same
    const near = who % 4 === 0 ? EVERYBODY : EVERYBODY.filter((actor) => canSee(actor, ticket));
    return act(pick(near, who >> 2), anything(ticket, template, whim), later);
  }
  const possible = possibleNow(scene, later).flatMap((one) => new Array(WEIGHTS[one[1]] ?? 1).fill(one));
  if (possible.length === 0) return null;
  const [actor, command] = pick(possible, who);
  const said = suitable(command, ticket, template, whim);
  return said === null ? null : act(actor, said, later);
}

/** So that walks get far: many may comment or cancel at any time, few may complete. */
const WEIGHTS: Readonly<Partial<Record<Gated, number>>> = {
  'ticket.accept': 20,
  'ticket.arrive': 40,
  'ticket.complete': 40,
  'ticket.confirm': 20,
  'ticket.reject': 8,
  'ticket.rate': 10,
  'ticket.assign': 4,
  'ticket.offer': 4,
};

/** Who may do what, as the buttons show it. */
export function possibleNow({ ticket, template, now }: Scene, later = 0): readonly (readonly [Actor, Gated])[] {
  if (ticket === null) return [];
  return EVERYBODY.flatMap((actor) =>
    actions(ticket, { actor, template, now: now + later })
      .filter(({ refusal }) => refusal === null)
      .map(({ command }) => [actor, command] as const),
  );
}

/** Suitable, old, or nonsense that is well formed. */
function anything(ticket: Ticket, template: Template, whim: number): say.Said {
  const command = pick(COMMANDS, whim);
  const odd = whim >> 4;
  if (odd % 4 === 0) return pick(NONSENSE, odd >> 2);
  const said = suitable(command, ticket, template, odd) ?? say.offer('clerk');
  return odd % 4 === 1 ? say.seen(ticket.version - (odd % 3), said) : said;
}

const NONSENSE: readonly say.Said[] = [
  say.assign(NO_MEMBER),
  say.assign(OUTSIDER),
  say.transfer(NO_MEMBER),
  say.offer('clerk'),
  say.offer('nobodyHasThis'),
  say.offerTo(NO_MEMBER),
  say.arrive(northOf(100_000)),
  say.arrive(northOf(0, 99_999)),
  say.arrive({ lat: -90, lng: 180 }, '在别处'),
  say.log(''),
  say.log('x', 0, { faultFound: [NO_FILE] }),
  say.complete({ afterPhotos: [DOCUMENT] }),
  say.complete({ constructor: 'x', title: 'x' }),
  say.complete({}),
  say.confirm({}),
  say.confirm({ signature: TAKEN_PICTURE }),
  say.reject('x', [NO_FILE]),
  { type: 'ticket.rate', values: {} },
  { type: 'ticket.rate', values: { rating: picture(1) } },
  say.comment('x', [NO_FILE]),
  say.lapse('promise'),
  say.lapse('autoClose'),
];

/** Straight to the end, each step by whoever may take it; fails when nobody can. `whim` as for forms. */
export function finish(from: Scene, whim: number, most = 300): Scene {
  let scene = from;
  for (let count = 0; count < most; count++) {
    const { ticket, template } = scene;
    if (ticket === null || ENDED.includes(ticket.phase)) return scene;
    const possible = possibleNow(scene);
    const step = ONWARDS.flatMap((command) => possible.filter(([, each]) => each === command))[0];
    if (step === undefined) throw new Error(`nobody can go on at ${ticket.node}`);
    const [actor, command] = step;
    const said = suitable(command, ticket, template, whim + count);
    const told = said === null ? null : tell(scene, act(actor, said));
    if (told === null || !told.decision.ok) {
      throw new Error(`${command} at ${ticket.node}: ${JSON.stringify(told?.decision)}`);
    }
    scene = told.after;
  }
  throw new Error(`no end after ${most} steps`);
}

/** What brings a ticket forward, the most effective first. */
const ONWARDS: readonly Gated[] = [
  'ticket.complete',
  'ticket.arrive',
  'ticket.confirm',
  'ticket.rate',
  'ticket.assign',
  'ticket.accept',
];

function pick<T>(of: readonly T[], whim: number): T {
  return of[whim % of.length] as T;
}
