// Which dialog belongs to which command.
import type { Gated } from '@paidan/shared/rules/ticket/actions';
import type { ComponentType } from 'react';
import { ArriveDialog } from './ArriveDialog';
import { CancelDialog } from './CancelDialog';
import { CompleteDialog, ConfirmDialog, RateDialog } from './FormDialogs';
import { LogDialog } from './LogDialog';
import { OfferDialog } from './OfferDialog';
import { AssignDialog, TransferDialog } from './PersonDialogs';
import type { ActionProps } from './props';
import { RejectDialog } from './RejectDialog';

const DIALOGS: Readonly<Partial<Record<Gated, ComponentType<ActionProps>>>> = {
  'ticket.offer': OfferDialog,
  'ticket.assign': AssignDialog,
  'ticket.transfer': TransferDialog,
  'ticket.arrive': ArriveDialog,
  'ticket.log': LogDialog,
  'ticket.complete': CompleteDialog,
  'ticket.confirm': ConfirmDialog,
  'ticket.reject': RejectDialog,
  'ticket.rate': RateDialog,
  'ticket.cancel': CancelDialog,
};

export default function ActionDialog({ command, ...rest }: ActionProps & { command: Gated }) {
  const Found = DIALOGS[command];
  return Found ? <Found {...rest} /> : null;
}
