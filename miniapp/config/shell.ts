// What the browser build has beside Taro's own output: `sw.js`, the service worker, told which files this very build consists of;
// and, within the page itself, the script that asks for the parts of the page that is being opened while the rest is still on its
// way. Standing within the page it need not be fetched; the server tells browsers its hash (bot-server/src/http/static.ts).
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const WORKER = path.resolve(__dirname, '../worker/worker.js');
const AHEAD = path.resolve(__dirname, '../worker/ahead.js');
/** After everything else, names by content included. */
const LAST = 5000;
const PAGE = 'index.html';

type Source = { source(): string | Buffer };
type Group = {
  readonly origins: readonly { readonly request?: string }[];
  readonly chunks: readonly { readonly files: Iterable<string> }[];
};
type Compilation = {
  readonly assets: Readonly<Record<string, Source>>;
  readonly chunkGroups: readonly Group[];
  readonly hooks: { readonly processAssets: { tap(how: object, act: () => void): void } };
  emitAsset(name: string, source: unknown): void;
  updateAsset(name: string, source: unknown): void;
};
type Compiler = {
  readonly webpack: { readonly sources: { readonly RawSource: new (text: string) => unknown } };
  readonly hooks: { readonly thisCompilation: { tap(name: string, act: (compilation: Compilation) => void): void } };
};

export const shellPlugin = {
  apply({ webpack, hooks }: Compiler): void {
    const { RawSource } = webpack.sources;
    hooks.thisCompilation.tap('shell', (made) => {
      made.hooks.processAssets.tap({ name: 'shell', stage: LAST }, () => {
        const ahead = withConstant('PARTS', partsOf(made), AHEAD);
        const page = String(made.assets[PAGE]?.source() ?? '').replace(
          '<script ',
          () => `<script>${withoutComments(ahead)}</script><script `,
        );
        made.updateAsset(PAGE, new RawSource(page));
        const files = Object.keys(made.assets)
          // What only DingTalk's own browser needs is fetched there, when it is needed.
          .filter((file) => /\.(js|css)$/.test(file) && !/^chunk\/dingtalk\./.test(file))
          .sort();
        // Names tell the content of all but the page itself.
        const version = hashOf([readFileSync(WORKER, 'utf8'), ...files, page].join('\n'), 12);
        made.emitAsset('sw.js', new RawSource(withConstant('SHELL', { version, files }, WORKER)));
      });
    });
  },
};

/** Page by page (`today`, `report`, …), what comes after the first scripts. */
function partsOf({ chunkGroups }: Compilation): Readonly<Record<string, readonly string[]>> {
  const parts: Record<string, readonly string[]> = {};
  for (const { origins, chunks } of chunkGroups) {
    const page = origins.map(({ request }) => /pages\/([\w-]+)\/index/.exec(request ?? '')?.[1]).find(Boolean);
    if (page !== undefined) parts[page] = chunks.flatMap(({ files }) => [...files]).sort();
  }
  return parts;
}

/** Whole lines of them, and the space before code: the page is fetched anew each time. */
const withoutComments = (code: string): string =>
  code
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(\/\/|\/\*\*)/.test(line))
    .join('\n');
const withConstant = (name: string, value: object, file: string): string =>
  `const ${name} = ${JSON.stringify(value)};\n${readFileSync(file, 'utf8')}`;
const hashOf = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);
