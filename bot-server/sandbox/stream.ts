// Tells the page that something has changed: server-sent events, gathered for a tenth of a second.
import type { ServerResponse } from 'node:http';

const GATHER = 100;
const HEARTBEAT = 15_000;

export type Stream = {
  /** Answers the new version. */
  readonly changed: () => number;
  readonly version: () => number;
  readonly join: (response: ServerResponse) => void;
  readonly stop: () => void;
};

export function makeStream(): Stream {
  const listeners = new Set<ServerResponse>();
  let version = 0;
  let waiting: NodeJS.Timeout | null = null;
  const tell = (text: string): void => {
    for (const listener of listeners) listener.write(text);
  };
  const send = (): void => {
    waiting = null;
    tell(`data: {"version":${version}}\n\n`);
  };
  const heartbeat = setInterval(() => tell(': here\n\n'), HEARTBEAT);
  heartbeat.unref();
  return {
    changed: () => {
      version += 1;
      if (waiting === null && listeners.size > 0) waiting = setTimeout(send, GATHER);
      return version;
    },
    version: () => version,
    join: (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`data: {"version":${version}}\n\n`);
      listeners.add(response);
      response.once('close', () => listeners.delete(response));
    },
    stop: () => {
      clearInterval(heartbeat);
      if (waiting !== null) clearTimeout(waiting);
      for (const listener of listeners) listener.end();
    },
  };
}
