export function fingerprint(root: string, inputs: readonly string[], more?: string): string;
export function filesIn(root: string, inputs: readonly string[]): string[];
