// Who is signed in, for every page inside.
import type { Identity } from '@paidan/shared/contract/session';
import type { Grant } from '@paidan/shared/kinds';
import { createContext, useContext } from 'react';

export const MeContext = createContext<Identity | null>(null);

export function useMe(): Identity {
  const me = useContext(MeContext);
  if (me === null) throw new Error('nobody is signed in here');
  return me;
}

export const useMay = (grant: Grant): boolean => useMe().member.grants.includes(grant);
