// How the app was opened, as one flat query: `q` (an ordinary link's code, encoded) and `scene` (a mini-program code's short
// text, encoded) are opened up, so that a page finds the same names whichever way its visitor came. A scene that is no pairs but
// names a place (`s.<id>`) stays as it is, in clear.
export type Query = Readonly<Record<string, string>>;

export function flatQuery(raw: Readonly<Record<string, unknown>>): Query {
  const plain: Record<string, string> = {};
  for (const name of Object.keys(raw)) if (typeof raw[name] === 'string') plain[name] = raw[name] as string;
  const { q, scene, ...rest } = plain;
  return { ...(q ? queryOfLink(decoded(q)) : {}), ...(scene ? sceneIn(decoded(scene)) : {}), ...rest };
}

const sceneIn = (scene: string): Query => (scene.includes('=') ? queryOf(scene) : { scene });

/** The part behind `?`, wherever it stands: before or behind `#`. The link's own address goes along as `link`. */
export function queryOfLink(link: string): Query {
  const parts = link
    .split('?')
    .slice(1)
    .map((part) => part.split('#')[0] ?? '');
  return { ...Object.assign({}, ...parts.map(queryOf)), link };
}

export function queryOf(text: string): Query {
  const found: Record<string, string> = {};
  for (const pair of text.split('&')) {
    const at = pair.indexOf('=');
    if (at > 0) found[decoded(pair.slice(0, at))] = decoded(pair.slice(at + 1));
  }
  return found;
}

/** A torn or foreign code may hold what is no encoding at all. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}
