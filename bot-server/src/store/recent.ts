// What is costly to make, kept by its text while it is in use: what was asked for lately, and what was before that.
//
// A map that is put in order anew at each use is also made anew every few hundred, and each of those that has outlived two collections of
// the young holds on to the next: 60 bytes of every request stayed until the whole heap was collected. Here a use writes nothing.

export type Recent<T> = {
  /** Made where it is not kept. */
  readonly of: (text: string) => T;
  readonly clear: () => void;
};

/** Of `most` texts in use none is let go; at most twice as many are kept. */
export function keepRecent<T>(most: number, make: (text: string) => T): Recent<T> {
  let lately = new Map<string, T>();
  let before = new Map<string, T>();
  return {
    of: (text) => {
      const known = lately.get(text);
      if (known !== undefined) return known;
      const made = before.get(text) ?? make(text);
      if (lately.size >= most) [before, lately] = [lately, new Map()];
      lately.set(text, made);
      return made;
    },
    clear: () => {
      lately.clear();
      before.clear();
    },
  };
}
