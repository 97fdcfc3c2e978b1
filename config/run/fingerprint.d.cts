type Lock = { readonly packages: Readonly<Record<string, object>> };

export function fingerprint(root: string, inputs: readonly string[], more?: string): string;
export function filesIn(root: string, inputs: readonly string[]): string[];
export function isSatisfied(lock: Lock, installed: Lock): boolean;
