// Labels on walls and assets, as somebody meets them who may not be signed in.
import type { Patience } from '../store/patience';

/** Null: no such organization, or nothing of it has that code. */
export type FindLabel = (
  org: string,
  kind: 's' | 'a',
  code: string,
  patience?: Patience,
) => Promise<'active' | 'retired' | null>;

/** The number that the organization publishes for people without an account; null: it has none, or there is no such organization. */
export type FindContact = (org: string, patience?: Patience) => Promise<string | null>;
