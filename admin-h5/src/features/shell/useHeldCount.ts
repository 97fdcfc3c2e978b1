import { useQuery } from '@tanstack/react-query';
import { ask } from '../../lib/ask';
import { useMay } from '../../lib/me';

const MOST = 1000;

/** How many reports wait for somebody to look at them, as words; null while unknown or none, and for whoever does not decide on them. */
export function useHeldCount(): string | null {
  const { data } = useQuery({
    queryKey: ['held', 'count'],
    queryFn: ({ signal }) => ask('held.list', { limit: 1 }, signal),
    enabled: useMay('ticket.dispatch'),
  });
  if (data === undefined || data.waiting === 0) return null;
  return data.waiting < MOST ? String(data.waiting) : `${MOST}+`;
}
