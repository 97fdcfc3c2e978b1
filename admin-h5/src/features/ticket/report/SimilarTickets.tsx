// Before a double is made: what is open at the same site.

import type { SiteId, TemplateId } from '@paidan/shared/kernel/id';
import { ENDED, PHASES } from '@paidan/shared/kinds';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ask } from '../../../lib/ask';
import { useText } from '../../../text/useText';
import { PhaseGlyph } from '../../../ui/PhaseMark';

const RUNNING = PHASES.filter((phase) => !ENDED.includes(phase));
const SHOWN = 3;

export function SimilarTickets({ siteId, templateId }: { siteId: string; templateId: TemplateId }) {
  const text = useText().ticket.reportPage;
  const { data } = useQuery({
    queryKey: ['tickets', 'similar', siteId, templateId],
    queryFn: ({ signal }) =>
      ask('ticket.list', { siteId: siteId as SiteId, templateId, phase: [...RUNNING], limit: SHOWN }, signal),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section className="rounded bg-warn-soft px-3.5 py-3 text-sm">
      <h3 className="font-medium text-warn">▲ {text.similar}</h3>
      <p className="text-ink-2">{text.similarWords}</p>
      <ul className="mt-1.5">
        {data.items.map((ticket) => (
          <li key={ticket.id}>
            <Link
              to={`/tickets/${ticket.id}`}
              className="flex min-h-[32px] items-center gap-2 hover:underline max-md:min-h-[44px]"
            >
              <PhaseGlyph phase={ticket.phase} />
              <span className="text-ink-2">#{ticket.no}</span>
              <span className="min-w-0 truncate">{ticket.title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
