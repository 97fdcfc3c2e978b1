// Is package-lock.json whole? npm leaves out optional packages for other platforms when it cannot fetch them at the time of
// `npm install`; afterwards `npm ci` refuses the lockfile, or installs too little on those platforms.
// As a program, `node config/run/lockfile.cjs` adds what is left out.
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const NEEDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/** What is wrong with a parsed package-lock.json, given each workspace's parsed package.json by folder ('' is the root). */
function lockProblems(lock, manifests) {
  return [
    ...Object.entries(manifests).flatMap(([folder, manifest]) => outOfStep(lock.packages[folder], folder, manifest)),
    ...missingOptional(lock).map(
      ({ name, version, at }) => `${name}@${version}, which ${at} may need, is not in the lockfile`,
    ),
  ];
}

function outOfStep(locked, folder, manifest) {
  return sameNeeds(locked ?? {}, manifest)
    ? []
    : [`${folder || '.'}/package.json asks for something else than the lockfile says: run npm install`];
}

const sameNeeds = (a, b) => NEEDS.every((kind) => JSON.stringify(sorted(a[kind])) === JSON.stringify(sorted(b[kind])));
const sorted = (needs = {}) => Object.entries(needs).sort(([a], [b]) => (a < b ? -1 : 1));

/** Optional packages pinned to one version that nothing in the lockfile provides. */
function missingOptional(lock) {
  const missing = [];
  for (const [at, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (/^\d+\.\d+\.\d+/.test(version) && !isProvided(lock, at, name, version))
        missing.push({ at, name, version, entry });
    }
  }
  return missing;
}

/** As Node looks for it: beside, then in every folder above; null: nowhere. What is linked is followed. */
function placeOf(lock, at, name) {
  let folder = at;
  for (;;) {
    const place = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    const found = lock.packages[place];
    if (found) return found.link ? found.resolved : place;
    if (folder === '') return null;
    const above = folder.lastIndexOf('node_modules/');
    folder = above <= 0 ? '' : folder.slice(0, above - 1);
  }
}

/** The first one that is found must be the right one. */
function isProvided(lock, at, name, version) {
  const place = placeOf(lock, at, name);
  return place !== null && lock.packages[place].version === version;
}

/** The lockfile with the missing entries added: without checksums, which only the registry could tell. */
function completed(lock) {
  const packages = { ...lock.packages };
  for (const { at, name, version, entry } of missingOptional(lock)) {
    const place = packages[`node_modules/${name}`] ? `${at}/node_modules/${name}` : `node_modules/${name}`;
    const { dev, devOptional, license } = entry;
    packages[place] = {
      version,
      ...platformOf(name),
      ...(dev && { dev }),
      ...(devOptional && { devOptional }),
      ...(license && { license }),
      optional: true,
    };
  }
  const places = Object.keys(packages).sort((a, b) => a.localeCompare(b, 'en'));
  return { ...lock, packages: Object.fromEntries(places.map((place) => [place, packages[place]])) };
}

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

/** `@swc/core-linux-arm64-musl` → os, cpu and libc, by the naming that all these packages follow. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const [os, cpu] = [SYSTEMS.find((system) => words.includes(system)), PROCESSORS.find((kind) => words.includes(kind))];
  const libc = os === 'linux' && (words.includes('musl') ? 'musl' : words.includes('gnu') ? 'glibc' : undefined);
  return { ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }), ...(os && { os: [os] }) };
}

/**
 * Does what `npm ci` left behind (node_modules/.package-lock.json) hold what package-lock.json asks for? Packages for other
 * platforms and optional ones may be missing; a package too many does no harm.
 */
function isSatisfied(lock, installed) {
  return Object.entries(lock.packages).every(([place, wanted]) => {
    if (place === '' || wanted.optional || wanted.devOptional || wanted.extraneous || wanted.os || wanted.cpu)
      return true;
    const found = installed.packages?.[place];
    if (!found || Boolean(found.link) !== Boolean(wanted.link)) return false;
    return found.version === wanted.version && sameNeeds(found, wanted);
  });
}

/** package-lock.json and the package.json of every workspace, by folder. */
function read(root) {
  const json = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  const main = json('package.json');
  const manifests = main.workspaces.map((folder) => [folder, json(`${folder}/package.json`)]);
  return { lock: json('package-lock.json'), manifests: Object.fromEntries([['', main], ...manifests]) };
}

module.exports = { lockProblems, completed, isSatisfied, placeOf, read };

if (require.main === module) {
  const root = path.resolve(__dirname, '../..');
  const whole = completed(read(root).lock);
  writeFileSync(path.join(root, 'package-lock.json'), `${JSON.stringify(whole, null, 2)}\n`);
  for (const problem of lockProblems(whole, read(root).manifests)) console.error(problem);
}
