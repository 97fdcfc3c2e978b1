// What the server finds wrong with what was typed, brought to the fields that it is about.
import { createContext, useMemo, useState } from 'react';
import type { Refused } from '../lib/call';

type Problems = Readonly<Record<string, string>>;
type Fields = { readonly problems: Problems; readonly mend: (of: string) => void };

export const RefusedFields = createContext<Fields>({ problems: {}, mend: () => {} });

/** `issues` of an `invalid` refusal by the last named member of their way: `change.phone` is `phone`. */
export function problemsOf(refusal: Refused | null): Problems {
  const issues = refusal?.code === 'invalid' ? refusal.data.issues : undefined;
  if (!Array.isArray(issues)) return {};
  const found: Record<string, string> = {};
  for (const issue of issues as readonly { readonly path?: unknown; readonly message?: unknown }[]) {
    const of = String(issue.path ?? '')
      .split('.')
      .findLast((part) => !/^\d*$/.test(part));
    if (of !== undefined && found[of] === undefined) found[of] = String(issue.message ?? '');
  }
  return found;
}

/** For a form: what to hand to its fields, until it is mended or sent again. */
export function useRefusedFields(refusal: Refused | null): Fields {
  const [mended, setMended] = useState<{ readonly refusal: Refused | null; readonly of: readonly string[] }>({
    refusal: null,
    of: [],
  });
  return useMemo(() => {
    const done = mended.refusal === refusal ? mended.of : [];
    const left = Object.entries(problemsOf(refusal)).filter(([of]) => !done.includes(of));
    return {
      problems: Object.fromEntries(left),
      mend: (of) => left.some(([each]) => each === of) && setMended({ refusal, of: [...done, of] }),
    };
  }, [refusal, mended]);
}

/** The first field that is marked takes the focus; whether there is one. */
export function focusFirstWrong(root: HTMLElement | null): boolean {
  const first = root?.querySelector<HTMLElement>(
    '[aria-invalid="true"], :has(> [id$="-problem"]) :is(input, textarea, select, button)',
  );
  first?.scrollIntoView?.({ block: 'center' });
  first?.focus({ preventScroll: true });
  return first != null;
}
