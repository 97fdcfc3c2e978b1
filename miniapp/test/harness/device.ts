// The phone itself, whichever app runs on it: its files, its storage, where it is, what it is allowed, its network. It outlives the
// app: what was kept is there after the app was closed; temporary files are not.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type Position = { readonly lat: number; readonly lng: number; readonly accuracy: number };
export type Right = 'granted' | 'denied';

export type Device = {
  /** As the host keeps it: text by key. */
  readonly storage: Map<string, string>;
  /** No byte more fits in. */
  full: boolean;
  position: Position;
  camera: Right;
  location: Right;
  microphone: Right;
  /** WeChat's privacy guide: has this person agreed to it, for this mini-program? */
  privacyAgreed: boolean;
  /** The size of text that its owner has set, in px, where the host says so. */
  fontSize: number;
  /** How far its clock is ahead of the world's, in milliseconds; looked at when the app starts. */
  clockOff: number;
  /** Files on disk that are chosen next, one after the other; none: the person goes back. */
  readonly album: string[];
  /** A file on disk that holds what is said next; none: silence. */
  readonly said: string[];
  /** Addresses of what was played, in order. */
  readonly heard: string[];
  /** What the next scan reads; none: the person goes back. */
  readonly codes: string[];
  readonly online: () => boolean;
  readonly setOnline: (online: boolean) => void;
  readonly onNetwork: (hear: (online: boolean) => void) => () => void;
  readonly files: Files;
  readonly throwAway: () => void;
};

/** By the addresses that the host gives them, which are no paths. */
export type Files = {
  /** A temporary file with this content; gone once the app is closed. */
  readonly make: (content: Buffer, ending: string) => string;
  readonly copyIn: (file: string) => string;
  readonly has: (address: string) => boolean;
  readonly read: (address: string) => Buffer;
  readonly size: (address: string) => number;
  /** Moves a temporary file to where it stays; its old address is no good any more. Null: there is no such file. */
  readonly keep: (address: string) => string | null;
  readonly drop: (address: string) => boolean;
  readonly kept: () => readonly string[];
  readonly forgetTemporary: () => void;
};

/** How a host's addresses look. */
export type Addresses = { readonly temporary: string; readonly kept: string; readonly ending?: string };

export function makeDevice(addresses: Addresses): Device {
  const folder = mkdtempSync(path.join(tmpdir(), 'paidan-phone-'));
  const hearers = new Set<(online: boolean) => void>();
  let online = true;
  return {
    storage: new Map(),
    full: false,
    position: { lat: 31.2312, lng: 121.4743, accuracy: 12 },
    camera: 'granted',
    location: 'granted',
    microphone: 'granted',
    privacyAgreed: false,
    fontSize: 16,
    clockOff: 0,
    album: [],
    said: [],
    heard: [],
    codes: [],
    online: () => online,
    setOnline: (next) => {
      online = next;
      for (const hear of [...hearers]) hear(next);
    },
    onNetwork: (hear) => {
      hearers.add(hear);
      return () => void hearers.delete(hear);
    },
    files: makeFiles(folder, addresses),
    throwAway: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function makeFiles(folder: string, { temporary, kept, ending }: Addresses): Files {
  for (const name of ['temporary', 'kept']) mkdirSync(path.join(folder, name));
  const known = new Map<string, string>();
  let count = 0;
  const fresh = (where: 'temporary' | 'kept', like: string) => {
    count++;
    const name = `${count}.${ending ?? like.replace(/^.*\./, '')}`;
    const address = `${where === 'kept' ? kept : temporary}${name}`;
    known.set(address, path.join(folder, where, name));
    return address;
  };
  const placeOf = (address: string) => known.get(address) ?? '';
  const inKept = (address: string) => path.basename(path.dirname(placeOf(address))) === 'kept';
  const has = (address: string) => known.has(address) && existsSync(placeOf(address));
  return {
    has,
    make: (content, like) => {
      const address = fresh('temporary', like);
      writeFileSync(placeOf(address), content);
      return address;
    },
    copyIn: (file) => {
      const address = fresh('temporary', file);
      copyFileSync(file, placeOf(address));
      return address;
    },
    read: (address) => {
      if (!has(address)) throw new Error(`no file ${address}`);
      return readFileSync(placeOf(address));
    },
    size: (address) => readFileSync(placeOf(address)).length,
    keep: (address) => {
      if (!has(address) || inKept(address)) return null;
      const next = fresh('kept', address);
      renameSync(placeOf(address), placeOf(next));
      known.delete(address);
      return next;
    },
    drop: (address) => {
      if (!has(address) || !inKept(address)) return false;
      rmSync(placeOf(address));
      return known.delete(address);
    },
    kept: () => [...known.keys()].filter(inKept),
    forgetTemporary: () => {
      for (const address of [...known.keys()]) {
        if (inKept(address)) continue;
        rmSync(placeOf(address), { force: true });
        known.delete(address);
      }
    },
  };
}
