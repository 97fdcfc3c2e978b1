// The answer's actions, ready to press: some act at once, the others open their dialog.
import type { ActionView, TicketAnswer } from '@paidan/shared/contract/ticket';
import type { TemplateView } from '@paidan/shared/model/template';
import type { Gated } from '@paidan/shared/rules/ticket/actions';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { toast } from '../../../ui/Toasts';
import { useAct } from './useAct';

const ActionDialog = lazy(() => import('./ActionDialog'));

/** These need nothing but the press. */
const DIRECT = ['ticket.accept', 'ticket.depart', 'ticket.urge'] as const;
type Direct = (typeof DIRECT)[number];
const isDirect = (command: Gated): command is Direct => (DIRECT as readonly Gated[]).includes(command);

export type Act = Omit<ActionView, 'command'> & { readonly command: Gated };
export type Actions = {
  /** The one to do next. */
  readonly primary: Act | null;
  readonly others: readonly Act[];
  readonly busy: boolean;
  readonly can: (command: Gated) => boolean;
  readonly run: (command: Gated) => void;
  readonly runFirst: (commands: readonly Gated[]) => void;
  readonly dialog: ReactNode;
};

/** Never the big button: they stand beside the work, they are not its next step. */
const ASIDE: readonly Gated[] = [
  'ticket.comment',
  'ticket.cancel',
  'ticket.transfer',
  'ticket.urge',
  'ticket.log',
  'ticket.reject',
];

export function useActions(answer: TicketAnswer, template: TemplateView | undefined): Actions {
  const [open, setOpen] = useState<Gated | null>(null);
  const { ticket } = answer;
  // The comment has its own box on the page.
  const all = (answer.actions as readonly Act[]).filter(({ command }) => command !== 'ticket.comment');
  const primary = all.find(({ command, enabled }) => enabled && !ASIDE.includes(command)) ?? null;
  const accept = useAct('ticket.accept', true);
  const depart = useAct('ticket.depart', true);
  const urge = useAct('ticket.urge', true);
  const direct = { 'ticket.accept': accept, 'ticket.depart': depart, 'ticket.urge': urge };
  const can = (command: Gated) =>
    (answer.actions as readonly Act[]).some((each) => each.command === command && each.enabled);
  const run = (command: Gated) => {
    const action = all.find((each) => each.command === command);
    if (action?.enabled === false) return toast('info', action.refusal?.message ?? '');
    if (isDirect(command)) void direct[command].act({ ticketId: ticket.id, version: ticket.version });
    else setOpen(command);
  };
  return {
    primary,
    others: all.filter((each) => each !== primary),
    busy: Object.values(direct).some(({ busy }) => busy),
    can,
    run,
    runFirst: (commands) => {
      const first = commands.find(can);
      if (first) run(first);
    },
    dialog: open && (
      <Suspense fallback={null}>
        <ActionDialog command={open} answer={answer} template={template} onClose={() => setOpen(null)} />
      </Suspense>
    ),
  };
}
