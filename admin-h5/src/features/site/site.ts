import type { ItemOf } from '../../lib/usePages';

export type Site = ItemOf<'site.list'>;
