// Telephone numbers that are planted where a leak would show them: found however their digits are grouped.

/** Each written as people write them; no other number of a test has its last four digits. */
export const PHONES = {
  /** On the private report of ours. */
  own: '+86 139-5555-7391',
  /** On a guest's report of ours. */
  guest: '13955557392',
  /** A member's of ours. */
  person: '139 5555 7393',
  /** On a report of the other organization. */
  foreign: '139-6666-7394',
} as const;

export type Planted = keyof typeof PHONES;
const plain = (name: Planted): string => PHONES[name].replace(/\D/g, '').slice(-11);

/** With whatever may stand between digits, and with its country's code or without. */
const ANYHOW = Object.fromEntries(
  (Object.keys(PHONES) as Planted[]).map((name) => [name, new RegExp([...plain(name)].join('[\\s().-]{0,2}'))]),
) as Readonly<Record<Planted, RegExp>>;

/** Whose whole number stands in the text. */
export const phonesIn = (text: string): readonly Planted[] =>
  (Object.keys(ANYHOW) as Planted[]).filter((name) => ANYHOW[name].test(text));

export const maskOf = (name: Planted): string => `${plain(name).slice(0, 3)}****${plain(name).slice(-4)}`;

/** As it may stand in bytes. */
export function spellingsOf(name: Planted): readonly string[] {
  const [a, b, c] = [plain(name).slice(0, 3), plain(name).slice(3, 7), plain(name).slice(7)];
  return [PHONES[name], `${a}${b}${c}`, `${a} ${b} ${c}`, `${a}-${b}-${c}`];
}
