// Anchors: how far each organization's line of events had come, and with which hash, kept outside of the database. Whoever can write
// there could cut a line's end off and set its head back; the anchor still knows. One JSON object per line, each with the hash of the
// line before it.
import { createHash } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { feedHead } from '../store/tables/feedHead';
import type { Store } from '../store/unit';

export type Anchor = {
  /** ISO 8601. */
  readonly at: string;
  readonly tenantId: string;
  readonly no: number;
  readonly hash: string;
};
export type Anchors = { readonly list: readonly Anchor[]; readonly damaged: string | null };

const lineHash = (line: string) => createHash('sha256').update(line).digest('hex');

/** A line for each organization whose head has moved since its last one; how many. */
export async function appendAnchors(store: Store, file: string, now: Date): Promise<number> {
  const text = await readFile(file, 'utf8').catch(absent);
  const { list, damaged } = parse(text);
  // Going on behind a damage would bury it.
  if (damaged !== null) throw new Error(`${file}: ${damaged}`);
  const known = new Map(list.map(({ tenantId, no }) => [tenantId, no]));
  const heads = await store.system.read.find(feedHead, { where: {} });
  let prev = lineHash(linesOf(text).at(-1) ?? '');
  let added = '';
  let count = 0;
  for (const { tenantId, no, hash } of heads) {
    if (no <= (known.get(tenantId) ?? 0)) continue;
    const line = JSON.stringify({ at: now.toISOString(), tenantId, no, hash, prev });
    prev = lineHash(line);
    added += `${line}\n`;
    count += 1;
  }
  if (count > 0) await appendFile(file, added, { flush: true, mode: 0o600 });
  return count;
}

export const readAnchors = async (file: string): Promise<Anchors> => parse(await readFile(file, 'utf8'));

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');

function parse(text: string): Anchors {
  const list: Anchor[] = [];
  let prev = lineHash('');
  for (const [index, line] of linesOf(text).entries()) {
    const found = lineOf(line);
    if (found === null || found.prev !== prev) return { list, damaged: `line ${index + 1} was changed or is missing` };
    const { prev: _, ...anchor } = found;
    list.push(anchor);
    prev = lineHash(line);
  }
  return { list, damaged: null };
}

function lineOf(line: string): (Anchor & { readonly prev: string }) | null {
  try {
    const { at, tenantId, no, hash, prev } = JSON.parse(line) as { readonly [key: string]: unknown };
    const texts = [at, tenantId, hash, prev].every((value) => typeof value === 'string');
    return texts && Number.isInteger(no) ? (JSON.parse(line) as Anchor & { prev: string }) : null;
  } catch {
    return null;
  }
}

function absent(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '';
  throw error;
}
