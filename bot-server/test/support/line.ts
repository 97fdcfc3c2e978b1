// A line to a database that can be made slow: whatever is asked arrives so much later, and is answered at once.
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

export type Line = {
  /** Of the same database, along this line. */
  readonly url: string;
  /** Milliseconds by which each question is late from now on; 0: none. */
  readonly slow: (ms: number) => void;
  readonly close: () => void;
};

export async function lineTo(database: string): Promise<Line> {
  const target = new URL(database);
  const open = new Set<Socket>();
  let late = 0;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    let last = Promise.resolve();
    near.on('data', (asked) => {
      const wait = late;
      last = last.then(async () => {
        if (wait > 0) await setTimeout(wait);
        if (!far.destroyed) far.write(asked);
      });
    });
    far.pipe(near);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = new URL(database);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);
  return {
    url: url.href,
    slow: (ms) => {
      late = ms;
    },
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
