// Labels on walls and assets, as somebody meets them who may not be signed in.

/** Null: no such organization, or nothing of it has that code. */
export type FindLabel = (org: string, kind: 's' | 'a', code: string) => Promise<'active' | 'retired' | null>;
