// What every action's dialog is given.
import type { TicketAnswer } from '@paidan/shared/contract/ticket';
import type { TemplateView } from '@paidan/shared/model/template';

export type ActionProps = {
  readonly answer: TicketAnswer;
  readonly template: TemplateView | undefined;
  readonly onClose: () => void;
};
