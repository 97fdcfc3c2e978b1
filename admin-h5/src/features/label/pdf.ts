// The PDF of a run of labels, from the server; and what becomes of it in the browser.
import type { InputOf } from '@paidan/shared/contract/index';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { commonHeaders, offline, type Refused, refusedIn } from '../../lib/call';
import { announceSignedOut } from '../../lib/signedOut';

export type Pdf = { readonly name: string; readonly blob: Blob };

export async function fetchPdf(input: InputOf<'label.pdf'>, signal: AbortSignal): Promise<Result<Pdf, Refused>> {
  try {
    const response = await fetch('/api/label.pdf', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { ...commonHeaders(), 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
      signal,
    });
    if (response.ok) return ok({ name: nameIn(response.headers), blob: await response.blob() });
    const refusal = refusedIn(await response.json());
    if (refusal.code === 'signed_out') announceSignedOut();
    return no(refusal);
  } catch {
    return no(offline());
  }
}

function nameIn(headers: Headers): string {
  const [, name] = /filename\*=UTF-8''([^;]+)/.exec(headers.get('Content-Disposition') ?? '') ?? [];
  return name === undefined ? 'labels.pdf' : decodeURIComponent(name);
}

/** Time enough for a slow viewer to have read it. */
const KEPT_MS = 60_000;

export function download({ name, blob }: Pdf): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/** In a tab that was opened while the button was pressed: later, browsers would block it. */
export function show({ blob }: Pdf, tab: Window): void {
  const url = URL.createObjectURL(blob);
  tab.location.href = url;
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
