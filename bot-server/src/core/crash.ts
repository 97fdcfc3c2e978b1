// Named moments at which the process can be made to die, as a power cut would let it: for the tests of crashes, which are told here
// where a crash hurts. Without the setting CRASH_AT, which production refuses, passing one costs a comparison.

/** What has happened, and what has not, when it dies there. */
export const CRASH_POINTS = {
  'execute.inside': 'events are written, their transaction is not committed',
  'execute.committed': 'a command is committed, nobody was answered',
  'file.written': 'a content is on disk under its temporary name',
  'upload.stored': 'a content is in its place, its row is nobody’s yet',
  'upload.committed': 'an upload is committed, nobody was answered',
  'outbox.claimed': 'rows of the outbox are claimed, nothing was done about them',
  'outbox.carried': 'what a row asks for is done, the row does not say so',
  'delivery.claimed': 'notices are claimed, none was sent',
  'delivery.sent': 'a notice was sent, its row does not say so',
  'seal.inside': 'events have their numbers, the head of the line does not know',
  'backup.inside': 'a backup holds all rows and no files yet',
} as const;
export type CrashPoint = keyof typeof CRASH_POINTS;

let armed: { readonly point: string; left: number } | null = null;

/** `<point>:<n>`: the process dies when it comes to this point for the nth time. Throws where there is no such point. */
export function armCrash(setting: string): void {
  const [point = '', count] = setting.split(':');
  if (!Object.hasOwn(CRASH_POINTS, point)) throw new Error(`CRASH_AT: there is no point ${point}`);
  armed = { point, left: Number(count) };
}

export function crashPoint(point: CrashPoint): void {
  if (armed === null || armed.point !== point) return;
  armed.left -= 1;
  if (armed.left === 0) process.kill(process.pid, 'SIGKILL');
}
