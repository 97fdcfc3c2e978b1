// Why a report waits, in the eyes of whoever made it: what they said or did, so that they can say it better. That something looks as if no
// person had sent it is told as doubt: a person it was is not offended, and a program learns nothing.
import type { HeldBecause, HoldReason } from '../../kinds';

const TOLD: Readonly<Record<HoldReason, HeldBecause>> = {
  duplicate: 'again',
  links: 'advert',
  number: 'bare',
  short: 'bare',
  trap: 'unsure',
  hasty: 'unsure',
};

/** The one that they can do most about; `why`: all that apply. */
export function becauseOf(why: readonly HoldReason[]): HeldBecause {
  const said = why.map((reason) => TOLD[reason]);
  return ORDER.find((one) => said.includes(one)) ?? 'unsure';
}

const ORDER: readonly HeldBecause[] = ['again', 'advert', 'bare'];
