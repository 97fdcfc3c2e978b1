// One of a few, side by side.
type Props<T extends string> = {
  readonly name: string;
  readonly options: readonly (readonly [T, string])[];
  readonly now: T;
  readonly onPick: (one: T) => void;
};

export function Segments<T extends string>({ name, options, now, onPick }: Props<T>) {
  return (
    <fieldset className="segments" aria-label={name}>
      {options.map(([one, word]) => (
        <button key={one} type="button" aria-pressed={one === now} onClick={() => onPick(one)}>
          {word}
        </button>
      ))}
    </fieldset>
  );
}
