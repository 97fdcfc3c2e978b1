import type { ItemOf } from '../../lib/usePages';

export type Asset = ItemOf<'asset.list'>;
