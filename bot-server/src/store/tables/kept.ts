// Records are retired, not deleted: tickets keep pointing to them.

export type KeptState = 'active' | 'retired';
