// A piece of work that is poked whenever there may be something to do: runs once at a time, and again if poked meanwhile.

export type Loop = { readonly poke: () => void; readonly stop: () => Promise<void> };

/** `delay`: milliseconds to wait after the first poke, so that one turn serves many. */
export function makeLoop(turn: () => Promise<void>, delay: number, onError: (error: unknown) => void): Loop {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const run = () => {
    timer = undefined;
    running = turn()
      .catch(onError)
      .finally(() => {
        running = undefined;
        if (again) poke();
      });
  };
  const poke = () => {
    if (stopped || timer !== undefined) return;
    again = running !== undefined;
    if (!again) timer = setTimeout(run, delay);
  };
  return {
    poke,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
