// Filling in forms as a sensible person would, and choosing what to say so that it suits: for walks through any template.
import { PRIORITIES } from '../kinds';
import type { CheckAnswer, CheckItem, Field, FieldValue, FormValues } from '../model/field';
import type { Template } from '../model/template';
import type { Ticket } from '../model/ticket';
import { checkForm } from '../rules/form/check';
import type { Gated } from '../rules/ticket/actions';
import { WORKERS } from './people';
import * as say from './say';
import { BUILDING, northOf, PARK, PUMP, picture, ROOM, SIGNATURE, VOICE } from './world';

/** A number that stands for all of a step's small choices. */
export type Whim = number;
const pick = <T>(of: readonly T[], whim: Whim): T => of[whim % of.length] as T;
const chance = (whim: Whim, bit: number) => ((whim >> (bit % 16)) & 1) === 1;

/** Whatever is required is filled in, what `given` makes visible included, and the rest as the whim goes. */
export function fill(
  fields: readonly Field[],
  node: string,
  known: FormValues,
  whim: Whim,
  given: FormValues = {},
): FormValues {
  const here = fields.filter((field) => field.node === node);
  let values: FormValues = Object.fromEntries(
    here.flatMap((field, index) => (chance(whim, index) ? [[field.key, valueFor(field, whim + index)]] : [])),
  );
  values = { ...values, ...given };
  for (const _ of here) {
    const missing = checkForm(fields, node, values, { known }).problems;
    if (missing.length === 0) break;
    const wanted = here.filter((field) => missing.some((problem) => problem.key === field.key));
    values = { ...values, ...Object.fromEntries(wanted.map((field) => [field.key, valueFor(field, whim)])) };
  }
  return values;
}

export function valueFor(field: Field, whim: Whim): FieldValue {
  switch (field.type) {
    case 'text':
      return pick(['x', '水', '修好了'], whim);
    case 'longText':
      return pick(['一\n二', '🔧', 'x'], whim);
    case 'phone':
      return pick(['13800138000', '+86 21-6000-0000'], whim);
    case 'select':
      return pick(field.options ?? [], whim).value;
    case 'priority':
      return pick(PRIORITIES, whim);
    case 'photo': {
      const count = Math.max(1, field.min ?? 0);
      return Array.from({ length: count }, (_, index) => picture(index + 1));
    }
    case 'location':
      return northOf(whim % 300);
    case 'signature':
      return SIGNATURE;
    case 'site':
      return pick([BUILDING, ROOM, PARK], whim);
    case 'asset':
      return PUMP;
    case 'rating':
      return { stars: 1 + (whim % 5) };
    case 'voice':
      return { file: VOICE, seconds: 1 + (whim % 60) };
    case 'checklist':
      return { checks: Object.fromEntries((field.items ?? []).map((item) => [item.key, checked(item, whim)])) };
  }
}

function checked({ kind, options = [] }: CheckItem, whim: Whim): CheckAnswer {
  if (kind === 'tick') return true;
  if (kind === 'number') return (whim % 100) / 4;
  return kind === 'choice' ? pick(options, whim).value : [picture(4)];
}

/** What this command needs to be accepted here, if it is to be accepted at all; null when nothing would do. */
export function suitable(command: Gated, ticket: Ticket, { fields }: Template, whim: Whim): say.Said | null {
  const form = () => fill(fields, ticket.node, ticket.values, whim);
  const others = WORKERS.filter((member) => member.id !== ticket.assigneeId);
  switch (command) {
    case 'ticket.offer':
      return anOffer(ticket, whim);
    case 'ticket.assign':
      return say.assign(pick(WORKERS, whim));
    case 'ticket.accept':
      return say.accept();
    case 'ticket.transfer':
      return say.transfer(pick(others, whim));
    case 'ticket.depart':
      return say.depart();
    case 'ticket.arrive':
      return chance(whim, 0) ? say.arrive() : say.arrive(northOf(9000, 2000), '没有信号');
    case 'ticket.log':
      return say.log('看过', whim % 60, chance(whim, 0) ? form() : undefined);
    case 'ticket.complete':
    case 'ticket.confirm':
      return { type: command, values: form() };
    case 'ticket.rate': {
      // stars given before do not count again: fill in as if none were known
      const stars = fields.filter((field) => field.node === ticket.node && field.type === 'rating');
      const given = Object.fromEntries(stars.map((one) => [one.key, { stars: 3 }]));
      return { type: command, values: fill(fields, ticket.node, ticket.values, whim, given) };
    }
    case 'ticket.reject':
      return say.reject('还在漏', chance(whim, 0) ? [picture(3)] : undefined);
    case 'ticket.urge':
      return say.urge();
    case 'ticket.cancel':
      return say.cancel();
    case 'ticket.comment':
      return say.comment();
  }
}

function anOffer(ticket: Ticket, whim: Whim): say.Said | null {
  const offers = ticket.work.filter((item) => item.kind === 'offer');
  const people = WORKERS.filter((member) => !offers.some((item) => item.handlerId === member.id));
  const roles = ['technician', 'cleaner'].filter((role) => !offers.some((item) => item.role === role));
  if (roles.length > 0 && (people.length === 0 || chance(whim, 0))) return say.offer(pick(roles, whim >> 1));
  return people.length === 0 ? null : say.offerTo(pick(people, whim), pick(people, whim >> 2));
}
