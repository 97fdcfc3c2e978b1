// The phone's way to the server: real HTTP, as long as the phone has a network.
import type { Device } from './device';

export type Asked = {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
  /** Milliseconds. */
  readonly timeout?: number;
};
export type Answered = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};
/** `offline`: nobody was reached. */
export type Unanswered = 'offline' | 'late' | 'aborted';

export type Wire = {
  /** `done` comes later, never at once, and not at all after `cut`. */
  readonly send: (asked: Asked, done: (answer: Answered | Unanswered) => void) => { readonly abort: () => void };
  /** Every request that was made, in order: whether or not it arrived. */
  readonly requests: readonly Asked[];
  /** The app is closed: what is under way reaches nobody. */
  readonly cut: () => void;
};

export function makeWire(device: Device): Wire {
  const requests: Asked[] = [];
  const open = new Set<AbortController>();
  let over = false;

  function send(asked: Asked, done: (answer: Answered | Unanswered) => void) {
    requests.push(asked);
    const control = new AbortController();
    open.add(control);
    let why: Unanswered = 'offline';
    const end = (reason: Unanswered) => {
      why = reason;
      control.abort();
    };
    const late = setTimeout(() => end('late'), asked.timeout ?? 60_000);
    const leave = device.onNetwork((online) => online || end('offline'));
    void (device.online() ? fetched(asked, control.signal) : Promise.reject(new Error('offline')))
      .catch((): Unanswered => why)
      .then((answer) => {
        clearTimeout(late);
        leave();
        open.delete(control);
        if (!over) done(answer);
      });
    return { abort: () => end('aborted') };
  }

  return {
    send,
    requests,
    cut: () => {
      over = true;
      for (const control of open) control.abort();
    },
  };
}

async function fetched({ url, method, headers, body }: Asked, signal: AbortSignal): Promise<Answered> {
  const response = await fetch(url, { method, headers, signal, ...(body !== undefined && { body }) });
  const content = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: headersOf(response.headers), body: content };
}

function headersOf(headers: Headers): Record<string, string> {
  const found: Record<string, string> = {};
  headers.forEach((value, name) => {
    found[name] = value;
  });
  return found;
}

/** A file as a form's field: how all hosts upload. */
export function formWith(
  field: string,
  content: Buffer,
  name: string,
  more: Readonly<Record<string, string>> = {},
): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries(more)) form.append(key, value);
  form.append(field, new Blob([new Uint8Array(content)], { type: 'image/jpeg' }), name);
  return form;
}
