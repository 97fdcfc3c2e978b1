// Codes to put up at a site or on an asset. `mini` opens the report page of the mini-program; `link` is an ordinary address, which
// WeChat hands to the mini-program where the platform's rule for `<our address>/q/` says so, and which any browser opens.
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { refOf } from '@paidan/shared/rules/label/code';
import type { Handler } from '../../core/call';
import { accountsOf } from '../../lookups/accounts';
import { asset } from '../../store/tables/asset';
import { site } from '../../store/tables/site';
import { tenant } from '../../store/tables/tenant';
import { type Reader, storeFor } from '../../store/unit';
import type { WechatDeps } from './deps';
import { troubled } from './trouble';

/** The platform's own default, in pixels. */
const WIDTH = 430;
export const PAGE = 'pages/report/index';

type Place = { readonly letter: 's' | 'a'; readonly id: string; readonly code: string };

export const makeQr =
  ({ store, seal, api, publicUrl }: WechatDeps): Handler<'qr.make'> =>
  async ({ kind, siteId, assetId, size }, { scope }) => {
    const reader = store.read(scope);
    if ((siteId === undefined) === (assetId === undefined)) return no(refuse('invalid', { where: 'siteId, assetId' }));
    const place = await placeOf(reader, siteId, assetId);
    if (!place.ok) return place;
    const { letter, id, code } = place.value;
    if (kind === 'link') {
      const org = await storeFor(store, scope.patience).system.read.one(tenant, { id: scope.tenantId });
      return ok({ image: null, text: `${publicUrl}/q/${org?.code ?? ''}/${letter}/${code}` });
    }
    const [account] = await accountsOf(reader, seal, 'wechat');
    if (account === undefined) return no(refuse('missing_values', { keys: 'wechat' }));
    const scene = refOf(letter === 's' ? 'site' : 'asset', id);
    const made = await api.unlimitedCode(account, { scene, page: PAGE, width: size ?? WIDTH });
    if (!made.ok) return troubled(made.trouble);
    const { mime, bytes } = made.value;
    return ok({ image: { mime, base64: bytes.toString('base64') }, text: scene });
  };

type Input = Parameters<Handler<'qr.make'>>[0];

async function placeOf(
  reader: Reader,
  siteId: Input['siteId'],
  assetId: Input['assetId'],
): Promise<Result<Place, Refusal>> {
  const [letter, row] =
    siteId !== undefined
      ? (['s', await reader.one(site, { id: siteId })] as const)
      : (['a', assetId === undefined ? undefined : await reader.one(asset, { id: assetId })] as const);
  if (row === undefined) return no(refuse('not_found'));
  if (row.state === 'retired') return no(refuse('retired'));
  return ok({ letter, id: row.id, code: row.code });
}
