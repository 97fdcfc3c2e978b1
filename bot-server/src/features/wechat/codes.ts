// Mini-program codes by the dozen, for labels: each is asked of the platform once, made small, and kept.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { MINI_WIDTH } from '@paidan/shared/rules/label/code';
import type { Cache } from '../../core/files';
import type { MiniCodes } from '../../core/labelSheet';
import { loadSharp } from '../../core/sharp';
import { accountsOf } from '../../lookups/accounts';
import type { WechatDeps } from './deps';
import { PAGE } from './qr';
import { troubled } from './trouble';

/** The platform allows 5,000 a minute; four at a time keep well below that. */
const AT_ONCE = 4;

export const makeMiniCodes = ({ store, seal, api }: WechatDeps, cache: Cache): MiniCodes => ({
  stands: async (scope) => (await accountsOf(store.read(scope), seal, 'wechat')).length > 0,
  make: async (scope, scenes, large) => {
    const [account] = await accountsOf(store.read(scope), seal, 'wechat');
    if (account === undefined) return no(refuse('missing_values', { keys: 'wechat' }));
    const width = large ? MINI_WIDTH.large : MINI_WIDTH.usual;
    const nameOf = (scene: string) => `mini ${account.tenantId} ${account.values.appId} ${width} ${scene}`;
    const one = async (scene: string): Promise<Result<null, Refusal>> => {
      if ((await cache.get(nameOf(scene))) !== null) return ok(null);
      const made = await api.unlimitedCode(account, { scene, page: PAGE, width });
      if (!made.ok) return troubled(made.trouble);
      await cache.put(nameOf(scene), await slim(made.value.bytes));
      return ok(null);
    };
    const refusal = await firstRefusal(scenes, one);
    if (refusal !== null) return no(refusal);
    return ok(async (scene) => {
      const bytes = await cache.get(nameOf(scene));
      if (bytes === null) throw new Error('a mini-program code is gone that was there a moment ago');
      return bytes;
    });
  },
});

/** Through all of them, a few at a time, until one is refused. */
async function firstRefusal(
  scenes: readonly string[],
  work: (scene: string) => Promise<Result<null, Refusal>>,
): Promise<Refusal | null> {
  const waiting = [...scenes];
  let refusal: Refusal | null = null;
  const worker = async () => {
    for (let scene = waiting.shift(); scene !== undefined && refusal === null; scene = waiting.shift()) {
      const done = await work(scene);
      if (!done.ok) refusal = done.refusal;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return refusal;
}

/** A few colours on white do: a tenth of the bytes, and PDF takes it as it stands. */
async function slim(bytes: Buffer): Promise<Buffer> {
  const white = (await loadSharp())(bytes).flatten({ background: '#ffffff' });
  return white.png({ palette: true, colours: 16, compressionLevel: 9 }).toBuffer();
}
