// Statements that are asked for at the same moment go to MySQL in one packet, and those that are alike as one.
import { joined } from './keyed';
import type { RawRow, Statement } from './table';
import { type Answer, rowsOf, type Wire } from './wire';

export type Packets = {
  readonly all: (statement: Statement) => Promise<readonly RawRow[]>;
  /** At once, in this order. */
  readonly send: (statements: readonly Statement[]) => Promise<readonly Answer[]>;
  /** Of the first packet that failed. */
  readonly failed: unknown;
};

type Asked = {
  readonly statement: Statement;
  readonly answer: (rows: readonly RawRow[]) => void;
  readonly fail: (error: unknown) => void;
};

/** Characters of values in one packet, above which it is sent in parts: far below any `max_allowed_packet`. */
export const MOST = 1024 * 1024;

/** `first`: goes in front of whatever is asked first. */
export function makePackets(wire: Wire, first: readonly Statement[]): Packets {
  let ahead = first;
  let asked: Asked[] = [];
  let failed: unknown;
  let line: Promise<unknown> = Promise.resolve();

  async function send(statements: readonly Statement[]): Promise<readonly Answer[]> {
    const all = [...ahead, ...statements];
    const skipped = ahead.length;
    ahead = [];
    const answers: Answer[] = [];
    for (const part of parts(all)) answers.push(...(await wire(part)));
    return answers.slice(skipped);
  }

  async function flush(): Promise<void> {
    const sent = asked;
    asked = [];
    try {
      const { statements, rowsFor } = joined(sent.map(({ statement }) => statement));
      const answers = (await send(statements)).map(rowsOf);
      for (const [at, { answer }] of sent.entries()) answer(rowsFor(at, answers));
    } catch (error) {
      failed ??= error;
      for (const { fail } of sent) fail(error);
    }
  }

  return {
    send,
    get failed() {
      return failed;
    },
    all: (statement) =>
      new Promise((resolve, reject) => {
        asked.push({ statement, answer: resolve, fail: reject });
        // Whoever else is about to ask does so before the event loop turns.
        if (asked.length === 1) line = line.then(() => new Promise((next) => setImmediate(next))).then(flush);
      }),
  };
}

function* parts(statements: readonly Statement[]): Generator<readonly Statement[]> {
  let part: Statement[] = [];
  let size = 0;
  for (const statement of statements) {
    const own = sizeOf(statement);
    if (part.length > 0 && size + own > MOST) {
      yield part;
      [part, size] = [[], 0];
    }
    part.push(statement);
    size += own;
  }
  if (part.length > 0) yield part;
}

export const sizeOf = ({ sql, params }: Statement): number =>
  params.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), sql.length);
