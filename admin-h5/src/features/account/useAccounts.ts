// The organization's connections; few enough for one answer.
import type { AccountView } from '@paidan/shared/model/account';
import { useQuery } from '@tanstack/react-query';
import { ask } from '../../lib/ask';

export type Account = AccountView;

/** `every`: milliseconds between readings; how a connection stands changes without an event. */
export const useAccounts = (every: number | ((accounts: readonly Account[]) => number)) =>
  useQuery({
    queryKey: ['account', 'list'],
    queryFn: ({ signal }) => ask('account.list', { retired: true }, signal),
    staleTime: 0,
    refetchInterval: (query) => (typeof every === 'number' ? every : every(query.state.data?.items ?? [])),
  });
