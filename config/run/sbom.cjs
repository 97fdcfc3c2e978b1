// What is in the product: every package that ships with the server, the console or the mini-program, theirs included, as CycloneDX 1.5
// (https://cyclonedx.org/docs/1.5/json/). From package-lock.json alone: versions, checksums and licences as they are installed.
//   npm run -s sbom > sbom.json
'use strict';
const path = require('node:path');
const { placeOf, read } = require('./lockfile.cjs');

/** `lock`: a parsed package-lock.json; `manifests`: each workspace's parsed package.json by folder, '' is the root. */
function sbomOf(lock, manifests) {
  const { '': root, ...workspaces } = manifests;
  const needed = new Map();
  const components = new Map();
  const graph = new Map();
  for (const folder of Object.keys(workspaces)) visit(folder);
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `${root.name}@${root.version}`,
        name: root.name,
        version: root.version,
      },
    },
    components: [...components.keys()].sort().map((ref) => components.get(ref)),
    dependencies: [...graph].map(([ref, dependsOn]) => ({ ref, dependsOn: [...dependsOn].sort() })),
  };

  /** The reference of what lies there; whatever it needs has been looked at, too. */
  function visit(at) {
    const known = needed.get(at);
    if (known) return known;
    const entry = lock.packages[at];
    const isOwn = at in workspaces;
    const inner = at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const name = isOwn ? workspaces[at].name : (entry.name ?? inner);
    const ref = `${name}@${entry.version}`;
    needed.set(at, ref);
    if (!isOwn) components.set(ref, componentOf(name, entry));
    const dependsOn = needsOf(entry).flatMap(([wanted, mayLack]) => {
      const found = placeOf(lock, at, wanted);
      if (found === null && !mayLack) throw new Error(`${wanted}, which ${ref} needs, is not in the lockfile`);
      return found === null ? [] : [visit(found)];
    });
    // The same one may lie in several places.
    graph.set(ref, new Set([...(graph.get(ref) ?? []), ...dependsOn]));
    return ref;
  }
}

/** Names, and whether it may do without. */
function needsOf({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }) {
  const optional = Object.keys(optionalDependencies ?? {});
  return [
    ...Object.keys(dependencies ?? {}).map((name) => [name, optional.includes(name)]),
    ...optional.map((name) => [name, true]),
    ...Object.keys(peerDependencies ?? {}).map((name) => [name, peerDependenciesMeta?.[name]?.optional === true]),
  ];
}

function componentOf(name, { version, integrity, license }) {
  const [group, short] = name.startsWith('@') ? name.split('/') : [undefined, name];
  return {
    type: 'library',
    'bom-ref': `${name}@${version}`,
    ...(group && { group }),
    name: short,
    version,
    purl: `pkg:npm/${encodeURIComponent(name).replace('%2F', '/')}@${version}`,
    ...(license && { licenses: [/[ ()]/.test(license) ? { expression: license } : { license: { name: license } }] }),
    ...(integrity && { hashes: integrity.split(' ').map(hashOf) }),
  };
}

function hashOf(integrity) {
  const [algorithm, content] = [
    integrity.slice(0, integrity.indexOf('-')),
    integrity.slice(integrity.indexOf('-') + 1),
  ];
  return { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(content, 'base64').toString('hex') };
}

module.exports = { sbomOf };

if (require.main === module) {
  const { lock, manifests } = read(path.resolve(__dirname, '../..'));
  process.stdout.write(`${JSON.stringify(sbomOf(lock, manifests), null, 2)}\n`);
}
