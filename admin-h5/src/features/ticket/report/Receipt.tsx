// After reporting: a clear number, what happens next, and by when.
import type { TicketAnswer } from '@paidan/shared/contract/ticket';
import type { TemplateView } from '@paidan/shared/model/template';
import { nodeIn } from '@paidan/shared/rules/flow/find';
import { Link } from 'react-router';
import { inLocale, useLocale } from '../../../lib/locale';
import { useMe } from '../../../lib/me';
import { useNow } from '../../../lib/now';
import { momentAlone } from '../../../lib/time';
import { useText } from '../../../text/useText';
import { Button, buttonClass } from '../../../ui/Button';
import { useTitle } from '../../../ui/Page';

type Props = {
  readonly answer: TicketAnswer;
  readonly template: TemplateView | undefined;
  readonly onAnother: () => void;
};

export function Receipt({ answer: { ticket }, template, onAnother }: Props) {
  const text = useText().ticket.reportPage;
  const locale = useLocale();
  const now = useNow();
  const { offsetMinutes } = useMe().tenant;
  useTitle(`${text.sent} #${ticket.no}`);
  const node = template && nodeIn(template.flow, ticket.node.id);
  return (
    <div className="mx-auto max-w-[480px] px-4 pb-28 pt-12">
      <div className="drop-shadow-[0_6px_18px_rgb(16_32_30/0.12)]">
        <section role="status" className="overflow-hidden rounded-lg bg-surface">
          <div className="bg-accent px-6 py-7 text-center text-accent-on">
            <p className="text-sm opacity-90">✓ {text.sent}</p>
            <p className="mt-1 text-xs opacity-90">{text.number}</p>
            <p className="text-[2.5rem] font-semibold leading-tight">#{ticket.no}</p>
          </div>
          <div aria-hidden="true" className="border-t-2 border-dashed border-line" />
          <div className="space-y-4 px-6 py-5">
            <p className="text-lg font-medium">{ticket.title}</p>
            <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2.5 text-sm">
              <dt className="text-ink-3">{text.nextStep}</dt>
              <dd>
                <span className="font-medium">{inLocale(ticket.node.title, locale)}</span>
                <span className="block text-ink-2">{node?.kind === 'task' ? text.nextTask : text.nextDispatch}</span>
              </dd>
              <dt className="text-ink-3">{text.by}</dt>
              <dd className="font-medium">{momentAlone(ticket.dueAt, now, offsetMinutes, locale)}</dd>
            </dl>
            <div className="flex gap-2 pt-1">
              <Link to={`/tickets/${ticket.id}`} className={`${buttonClass('primary')} flex-1`}>
                {text.open}
              </Link>
              <Button className="flex-1" onClick={onAnother}>
                {text.another}
              </Button>
            </div>
          </div>
        </section>
      </div>
    </div>
  );
}
