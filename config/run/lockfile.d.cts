type Entries = Readonly<Record<string, object>>;
type Lock = { readonly packages: Entries };

export function lockProblems(lock: Lock, manifests: Entries): string[];
export function completed<T extends Lock>(lock: T): T;
export function isSatisfied(lock: Lock, installed: Lock): boolean;
export function placeOf(lock: Lock, at: string, name: string): string | null;
export function read(root: string): { lock: Lock; manifests: Entries };
