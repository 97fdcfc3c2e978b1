// Work on many things, a few at the same time: their units share a trip to the disk, and others still get their turn in between.

const AT_A_TIME = 4;

/** Throws what the first that failed has thrown, once all that was begun has ended. */
export async function someAtATime<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = items.values();
  const worker = async () => {
    for (const item of left) await work(item);
  };
  const outcomes = await Promise.allSettled(Array.from({ length: AT_A_TIME }, worker));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
