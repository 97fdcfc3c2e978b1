// A link by which the platform may fetch one of our pictures, without signing in, for as long as its check takes.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { ID_PATTERN, type TenantId } from '@paidan/shared/kernel/id';
import { MINUTE } from '@paidan/shared/kernel/time';
import { tenantOf } from '../../core/scope';

/** The platform looks within half an hour. */
const GOOD_FOR = 40 * MINUTE;

export type FileLinks = {
  /** The `grant` of `/api/files/<id>?grant=…`. */
  readonly sign: (tenantId: TenantId, fileId: string, now: number) => string;
  /** Whose file it is; null: forged, another file's, or over. */
  readonly verify: (fileId: string, grant: string, now: number) => TenantId | null;
};

export function makeFileLinks(secretKey: string): FileLinks {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'paidan file links v1', 32));
  const mac = (tenantId: string, fileId: string, until: string) =>
    createHmac('sha256', key).update(`${tenantId} ${fileId} ${until}`).digest();
  return {
    sign: (tenantId, fileId, now) => {
      const until = (now + GOOD_FOR).toString(36);
      return `${tenantId}.${until}.${mac(tenantId, fileId, until).toString('base64url')}`;
    },
    verify: (fileId, grant, now) => {
      const [tenantId = '', until = '', signature = '', ...more] = grant.slice(0, 200).split('.');
      const given = Buffer.from(signature, 'base64url');
      const right = mac(tenantId, fileId, until);
      if (more.length > 0 || !ID_PATTERN.test(tenantId) || given.length !== right.length) return null;
      if (!timingSafeEqual(given, right) || given.toString('base64url') !== signature) return null;
      return Number.parseInt(until, 36) > now ? tenantOf(tenantId) : null;
    },
  };
}
