// What is known of guests only by keyed hashes, and what only the server can have made: links, and when a page was opened.
import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { network } from '../../core/address';

export type Secrets = {
  /** Of a device, a network address or words, as it is stored; of an address, its network. */
  readonly hide: (
    what: 'device' | 'address' | 'newDevice' | 'sameAddress' | 'label' | 'words',
    tenantId: string,
    value: string,
  ) => string;
  /** The link of a report: always the same, so that whoever owns the report can ask for it again. */
  readonly link: (tenantId: string, ticketId: string) => string;
  readonly hashLink: (link: string) => string;
  readonly stamp: (now: number) => string;
  /** When the page was opened; null: no stamp of ours. */
  readonly opened: (stamp: string | undefined) => number | null;
};

const ADDRESSES = ['address', 'newDevice', 'sameAddress'];

export function makeSecrets(secretKey: string): Secrets {
  const keyFor = (purpose: string) => Buffer.from(hkdfSync('sha256', secretKey, '', `paidan guest ${purpose} v1`, 32));
  const [hiding, linking, stamping] = [keyFor('hashes'), keyFor('links'), keyFor('stamps')];
  const mac = (key: Buffer, ...parts: string[]) => createHmac('sha256', key).update(JSON.stringify(parts)).digest();
  const proof = (at: string) => mac(stamping, at).subarray(0, 12);
  return {
    hide: (what, tenantId, value) =>
      mac(hiding, what, tenantId, ADDRESSES.includes(what) ? network(value) : value).toString('hex'),
    link: (tenantId, ticketId) => mac(linking, tenantId, ticketId).toString('base64url'),
    hashLink: (link) => createHash('sha256').update(link).digest('hex'),
    stamp: (now) => `${now.toString(36)}.${proof(now.toString(36)).toString('base64url')}`,
    opened: (stamp = '') => {
      const [at = '', given = ''] = stamp.split('.');
      const [right, said] = [proof(at), Buffer.from(given, 'base64url')];
      return said.length === right.length && timingSafeEqual(said, right) ? Number.parseInt(at, 36) : null;
    },
  };
}
