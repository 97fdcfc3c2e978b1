// The list of what is in the product is whole: whatever the server and the clients are made of stands in it, as it is installed.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { read } from './lockfile.cjs';
import { sbomOf } from './sbom.cjs';

const ROOT = path.resolve(__dirname, '../..');
const { lock, manifests } = read(ROOT);
const { components, dependencies } = sbomOf(lock, manifests);
const versionsOf = (wanted: string) =>
  components.filter(({ group, name }) => (group ? `${group}/${name}` : name) === wanted).map(({ version }) => version);
const json = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));

test('everything that any part of the product depends on is in it, as it is installed', () => {
  const direct = Object.values(manifests as Record<string, { dependencies?: object }>).flatMap((manifest) =>
    Object.keys(manifest.dependencies ?? {}).filter((name) => !name.startsWith('@paidan/')),
  );
  expect(direct).toEqual(expect.arrayContaining(['koa', 'typeorm', 'axios', 'zod']));
  for (const name of direct)
    expect([name, versionsOf(name)]).toEqual([
      name,
      expect.arrayContaining([json(`node_modules/${name}/package.json`).version]),
    ]);
  // And what those are made of.
  for (const [name, needs] of [
    ['koa', 'koa-compose'],
    ['axios', 'follow-redirects'],
  ] as const) {
    expect(versionsOf(needs)).not.toEqual([]);
    const line = dependencies.find(({ ref }) => ref.startsWith(`${name}@`));
    expect(line?.dependsOn.some((ref) => ref.startsWith(`${needs}@`))).toBe(true);
  }
});

test('each has a checksum; tools of ours that do not ship are not in it', () => {
  const bare = components.filter(
    ({ hashes }) => !hashes?.some(({ alg, content }) => alg === 'SHA-512' && /^[0-9a-f]{128}$/.test(content)),
  );
  // Builds for other machines, of which the registry was not asked.
  expect(bare.filter(({ name }) => !/(darwin|win32|linux)/.test(name))).toEqual([]);
  for (const tool of ['jest', 'playwright-core', '@biomejs/biome', 'dependency-cruiser'])
    expect(versionsOf(tool)).toEqual([]);
  expect(new Set(components.map((one) => one['bom-ref'])).size).toBe(components.length);
});

test.each([
  ['koa', [3, 1, 2]],
  ['typeorm', [1, 1, 0]],
] as const)('%s is none of those with known holes', (name, least) => {
  for (const version of versionsOf(name)) {
    const have = version.split('.').map(Number);
    const at = least.findIndex((part, index) => have[index] !== part);
    expect([version, at === -1 || (have[at] ?? 0) > (least[at] ?? 0)]).toEqual([version, true]);
  }
});

test('control: what a dependency brings along is found, two versions of it are two, and one that is missing is told', () => {
  const sha = `sha512-${createHash('sha512').update('x').digest('base64')}`;
  const small = {
    packages: {
      app: { version: '1.0.0', dependencies: { a: '1.0.0', b: '1.0.0' }, devDependencies: { tool: '1.0.0' } },
      'node_modules/a': { version: '1.0.0', license: 'MIT', integrity: sha, dependencies: { c: '^2.0.0' } },
      'node_modules/a/node_modules/c': { version: '2.0.0', license: '(MIT OR Apache-2.0)', integrity: sha },
      'node_modules/b': { version: '1.0.0', license: 'MIT', integrity: sha, peerDependencies: { c: '*' } },
      'node_modules/c': { version: '1.0.0', license: 'MIT', integrity: sha },
      'node_modules/tool': { version: '1.0.0', license: 'MIT', integrity: sha, dev: true },
    },
  };
  const whose = { '': { name: 'all', version: '1.0.0' }, app: { name: '@x/app', version: '1.0.0' } };
  const refs = (of: typeof small) => sbomOf(of, whose).components.map((one) => one['bom-ref']);
  expect(refs(small)).toEqual(['a@1.0.0', 'b@1.0.0', 'c@1.0.0', 'c@2.0.0']);
  const { 'node_modules/c': _, ...packages } = small.packages;
  expect(() => refs({ packages } as never)).toThrow('c, which b@1.0.0 needs');
});
