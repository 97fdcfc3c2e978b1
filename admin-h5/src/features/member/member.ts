import type { ItemOf } from '../../lib/usePages';

export type Member = ItemOf<'member.list'>;
