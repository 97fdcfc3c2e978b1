import { useQuery } from '@tanstack/react-query';
import { ask } from '../../lib/ask';

const SHOWN = 50;

/** How many to-dos wait, as words; null while unknown or none. */
export function useWorkCount(): string | null {
  const { data } = useQuery({
    queryKey: ['work', 'count'],
    queryFn: ({ signal }) => ask('work.list', { limit: SHOWN }, signal),
  });
  if (data === undefined || data.items.length === 0) return null;
  return data.next === undefined ? String(data.items.length) : `${SHOWN}+`;
}
