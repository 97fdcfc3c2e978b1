// Reporting without an account: what a public code leads to, and becoming a guest once there is something to send.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { SECOND } from '@paidan/shared/kernel/time';
import type { Input, Output } from './api';
import { call, type Failure } from './call';
import type { Spot } from './code';
import { deviceId } from './device';
import { host } from './host';
import { serverBase } from './server';
import { beginSession, currentSession } from './session';
import { stored } from './stored';

export type Label = Input<'guest.page'>['label'];
export type PublicPage = Output<'guest.page'>;

export function labelOf(spot: Spot): Label {
  const kind = spot.kind === 'site' ? 's' : 'a';
  return 'org' in spot ? { kind, org: spot.org, code: spot.code } : { kind, id: spot.id as never };
}

/** The last one that could be reported from: where 报修 leads without a code. */
const last = stored<Label | null>('guestLabel', (raw) => (isLabel(raw) ? raw : null));
export const lastLabel = last.get;
export const rememberLabel = (label: Label): void => void last.set(label);

/** How the page of a label is opened. */
export const queryOfLabel = (label: Label): Readonly<Record<string, string>> =>
  'org' in label
    ? { org: label.org, kind: label.kind, code: label.code }
    : { [label.kind === 's' ? 'site' : 'asset']: label.id };

const FRESH = 20 * SECOND;
let asked: { readonly key: string; readonly at: number; readonly answer: ReturnType<typeof ask> } | null = null;
const ask = async (label: Label) => {
  const answer = await call('guest.page', { label }, { token: '' });
  if (answer.ok) orgs.set(JSON.stringify(label), answer.value.org.code);
  return answer;
};
/** Whose labels are, as far as they were asked for. */
const orgs = new Map<string, string>();

/** Asked once for the page that decides whether to go there and the page itself. */
export function publicPage(label: Label, anew = false): Promise<Result<PublicPage, Failure>> {
  const key = JSON.stringify(label);
  if (asked === null || anew || asked.key !== key || Date.now() - asked.at > FRESH) {
    asked = { key, at: Date.now(), answer: ask(label) };
  }
  return asked.answer;
}

/** Organizations in which this device is known as a guest: their reports are found again by any of their codes. */
export const wasGuestIn = (org: string): boolean => host.storage.get(`guestIn.${org}`) === true;

/** Only a guest of the device may report, and only in their organization; who came by a report's link is that report's alone. */
export function isGuestAt(label: Label): boolean {
  const session = currentSession();
  if (session?.guest !== true || session.only !== undefined) return false;
  const org = orgs.get(JSON.stringify(label)) ?? ('org' in label ? label.org : session.tenant.code);
  return org === session.tenant.code;
}

export async function beginGuest(label: Label): Promise<Result<null, Failure>> {
  const answer = await call('guest.begin', { label, device: deviceId() }, { token: '' });
  if (!answer.ok) return no(answer.refusal);
  beginSession(answer.value, '');
  host.storage.set(`guestIn.${answer.value.tenant.code}`, true);
  return ok(null);
}

/** Where the link of a report leads, for any browser. Behind `#`, so that neither proxies nor logs see the secret. */
export function linkAddress(link: string): string {
  const base = process.env.TARO_ENV === 'h5' ? location.origin : (serverBase() ?? '');
  return `${base}/m/#/pages/guest/follow?t=${link}`;
}

function isLabel(raw: unknown): raw is Label {
  const known = raw as Partial<Record<'kind' | 'org' | 'code' | 'id', unknown>> | null | undefined;
  if (known?.kind !== 's' && known?.kind !== 'a') return false;
  return typeof known.id === 'string' || (typeof known.org === 'string' && typeof known.code === 'string');
}
