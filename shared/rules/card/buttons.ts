// What may the reader of a card do next, and does a press suffice for it?
import type { Instant } from '../../kernel/time';
import { CARD_ACTIONS, type CardAction } from '../../kinds';
import type { Template } from '../../model/template';
import type { Ticket } from '../../model/ticket';
import type { Refusal } from '../../refusal';
import { checkForm } from '../form/check';
import { actions } from '../ticket/actions';
import { holds, type MemberActor } from '../ticket/context';
import type { Card, CardButton } from './card';
import { STEPS, type Step } from './steps';
import type { CardWords } from './words';

/** Beside the way to the page, which always comes last. */
const MOST = 2;

export type Next = { readonly step: Step; readonly press: CardAction | null };
type Setting = { readonly reader: MemberActor; readonly template: Template; readonly now: Instant };

/**
 * The reader's own steps, in order: what a press does comes before what leads to the page when there is no room for both.
 * To urge is no step forward: it is apart, and for those who wait, not for whoever has the work on their own list.
 */
export function nextSteps(
  ticket: Ticket,
  { reader, template, now }: Setting,
): { readonly steps: readonly Next[]; readonly urge: 'open' | 'cooling' | null } {
  const all = actions(ticket, { actor: reader, template, now });
  const refusalOf = (step: Step) => all.find(({ command }) => command === step)?.refusal;
  const steps = STEPS.filter((step) => step !== 'ticket.urge' && refusalOf(step) === null).map(
    (step): Next => ({ step, press: pressFor(step, ticket, template) }),
  );
  const presses = steps.filter(({ press }) => press !== null);
  const chosen = [...presses, ...steps.filter(({ press }) => press === null)].slice(0, MOST);
  return {
    steps: steps.filter((each) => chosen.includes(each)),
    urge: ticket.work.some((item) => holds(reader, item)) ? null : urging(refusalOf('ticket.urge')),
  };
}

function urging(refusal: Refusal | null | undefined): 'open' | 'cooling' | null {
  if (refusal === null) return 'open';
  return refusal?.code === 'cooling_down' ? 'cooling' : null;
}

/** Null: it needs more than a press. */
function pressFor(step: Step, ticket: Ticket, { fields }: Template): CardAction | null {
  const action = CARD_ACTIONS.find((each) => each === step);
  if (action === undefined) return null;
  const asks = action === 'ticket.complete' || action === 'ticket.confirm';
  return asks && checkForm(fields, ticket.node, {}, { known: ticket.values }).problems.length > 0 ? null : action;
}

export const buttonOf = ({ step, press }: Next, { buttons }: CardWords): CardButton =>
  press === null ? { kind: 'open', text: buttons[step] } : { kind: 'act', text: buttons[step], action: press };

export const toPage = ({ buttons }: CardWords): Card['buttons'] => [{ kind: 'open', text: buttons.open }];
