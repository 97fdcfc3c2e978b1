// What a scanned code says. Ours come in three forms: an ordinary link (`…/q/<organization>/<s or a>/<code>`), a mini-program
// code's scene (`s.<id>`, `a.<id>`), and the report page's own address; everything else is foreign or torn.
import { ID_PATTERN } from '@paidan/shared/kernel/id';

export type Kind = 'site' | 'asset';
export type Spot =
  | { readonly kind: Kind; readonly id: string }
  /** By the code on the label; `org` is the organization that put it up. */
  | { readonly kind: Kind; readonly code: string; readonly org: string };

const KINDS: Readonly<Record<string, Kind>> = { s: 'site', a: 'asset' };
const LINK = /\/q\/([^/?#]+)\/([sa])\/([^/?#]+)\/?(?:[?#]|$)/;
const SCENE = /^(?:.*[?&]scene=)?([sa])\.([0-9A-Za-z_-]+)$/;
const ADDRESS = /\/pages\/report\/index\?([^#]*)/;

export function readCode(text: string): Spot | null {
  const plain = decoded(text.trim());
  const link = LINK.exec(plain);
  if (link) return { kind: kindOf(link[2]), org: link[1] ?? '', code: link[3] ?? '' };
  const scene = SCENE.exec(plain);
  if (scene) return byId(kindOf(scene[1]), scene[2] ?? '');
  const address = ADDRESS.exec(plain);
  return address ? readQuery(queryIn(address[1] ?? '')) : null;
}

type Query = Readonly<Record<string, string | undefined>>;

/** How the report page was opened: `q` and `scene` come encoded from the platform, `site` and `asset` from our own links. */
export function readQuery(query: Query): Spot | null {
  const { q, scene, link, site, asset, org = '', code, kind } = query;
  if (q) return readCode(decoded(q));
  if (link) return readCode(link);
  if (scene) return readCode(decoded(scene));
  if (asset) return byId('asset', asset);
  if (site) return byId('site', site);
  return code && (kind === 's' || kind === 'a') ? { kind: kindOf(kind), org, code } : null;
}

/** Was the page opened by a code at all, though perhaps an unreadable one? */
export const hasCode = (query: Query): boolean =>
  ['q', 'link', 'scene', 'site', 'asset', 'code'].some((name) => Boolean(query[name]));

const kindOf = (letter: string | undefined): Kind => KINDS[letter ?? ''] ?? 'site';
const byId = (kind: Kind, id: string): Spot | null => (ID_PATTERN.test(id) ? { kind, id } : null);

function queryIn(text: string): Query {
  const found: Record<string, string> = {};
  for (const pair of text.split('&')) {
    const at = pair.indexOf('=');
    if (at > 0) found[pair.slice(0, at)] = decoded(pair.slice(at + 1));
  }
  return found;
}

/** A torn code may hold what is no encoding at all. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
