/** The members of `next` that differ from `before`: a change names only what changes. */
export function changesOf<Before extends object, Next extends object>(before: Before, next: Next): Partial<Next> {
  const old = before as Readonly<Record<string, unknown>>;
  const differs = ([key, value]: [string, unknown]) =>
    JSON.stringify(old[key] ?? null) !== JSON.stringify(value ?? null);
  return Object.fromEntries(Object.entries(next).filter(differs)) as Partial<Next>;
}
