// Threads that make parts, while this one writes what is made: each has one part in hand.
import { Worker } from 'node:worker_threads';
import type { Make, Makings, Part, PartRows } from './part';

export type Makers = { readonly make: Make; readonly stop: () => Promise<void> };

/** `file`: `part.worker.ts`, built. A thread that fails fails the part it has, and those that wait. */
export function startMakers(file: string, threads: number, makings: Makings): Makers {
  type Waiting = {
    readonly part: Part;
    readonly done: (rows: PartRows) => void;
    readonly failed: (why: Error) => void;
  };
  const queue: Waiting[] = [];
  const inHand = new Map<Worker, Waiting>();
  let fault: Error | null = null;
  const workers = Array.from({ length: threads }, () => new Worker(file, { workerData: makings }));
  const next = (worker: Worker) => {
    const waiting = queue.shift();
    if (waiting === undefined) return void inHand.delete(worker);
    inHand.set(worker, waiting);
    worker.postMessage(waiting.part);
  };
  const fail = (error: Error) => {
    fault ??= error;
    for (const { failed } of [...inHand.values(), ...queue.splice(0)]) failed(fault);
    inHand.clear();
  };
  for (const worker of workers) {
    worker.on('error', fail);
    worker.on('exit', () => fail(new Error('a thread that makes tickets is gone')));
    worker.on('message', (rows: PartRows) => {
      inHand.get(worker)?.done(rows);
      next(worker);
    });
  }
  return {
    make: (part) =>
      new Promise((done, failed) => {
        if (fault !== null) return failed(fault);
        queue.push({ part, done, failed });
        const idle = workers.find((worker) => !inHand.has(worker));
        if (idle !== undefined) next(idle);
      }),
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
