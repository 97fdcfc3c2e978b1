// The records around the tickets of the tests, and the facts that a command is given of them: what `needs` asks for, and no more.
import type { AssetId, FileId, MemberId, SiteId } from '../kernel/id';
import type { TicketCommand } from '../model/command';
import type { Template } from '../model/template';
import type { Ticket } from '../model/ticket';
import type { Fence, FileFact, TicketFacts } from '../rules/ticket/context';
import { needs } from '../rules/ticket/needs';
import { idOf } from './ids';
import { canWork, isPool, PEOPLE } from './people';

export const picture = (no: number): FileId => idOf<'file'>('f', no);
export const SIGNATURE = picture(20);
export const TAKEN_PICTURE = picture(90);
/** Was handed in with this ticket before. */
export const OWN_PICTURE = picture(89);
export const DOCUMENT = picture(91);
export const VOICE = picture(92);
export const NO_FILE = picture(99);

/** A building with a position, a room without one, and a park so wide that a vague position may do. */
export const BUILDING: SiteId = idOf<'site'>('s', 1);
export const ROOM: SiteId = idOf<'site'>('s', 2);
export const PARK: SiteId = idOf<'site'>('s', 3);
export const NO_SITE: SiteId = idOf<'site'>('s', 99);
export const PUMP: AssetId = idOf<'asset'>('a', 1);
export const LOOSE_ASSET: AssetId = idOf<'asset'>('a', 2);
export const NO_ASSET: AssetId = idOf<'asset'>('a', 99);
export const NO_MEMBER: MemberId = idOf<'member'>('m', 99);

const FENCES = new Map<SiteId, Fence | null>([
  [BUILDING, { lat: 31.2304, lng: 121.4737, radius: 200 }],
  [ROOM, null],
  [PARK, { lat: 31.2304, lng: 121.4737, radius: 5000 }],
]);
const ASSETS = new Map<AssetId, { siteId: SiteId | null }>([
  [PUMP, { siteId: BUILDING }],
  [LOOSE_ASSET, { siteId: null }],
]);
const KINDS = new Map<FileId, FileFact['kind']>([
  [DOCUMENT, 'document'],
  [VOICE, 'audio'],
]);
const fileOf = (id: FileId): FileFact | undefined => {
  if (id === NO_FILE) return undefined;
  const free = id !== TAKEN_PICTURE;
  return { kind: KINDS.get(id) ?? 'image', free, fresh: free && id !== OWN_PICTURE };
};

export function factsFor(command: TicketCommand, ticket: Ticket | null, template: Template): TicketFacts {
  const wanted = needs(command, ticket, template);
  const members = PEOPLE.filter((member) => wanted.members.includes(member.id));
  return {
    members: new Map(members.map((member) => [member.id, { name: `member ${member.id}`, canWork: canWork(member) }])),
    files: pick(wanted.files, fileOf),
    sites: new Set(wanted.sites.filter((id) => FENCES.has(id))),
    assets: pick(wanted.assets, (id) => ASSETS.get(id)),
    fence: (wanted.fence === null ? null : FENCES.get(wanted.fence)) ?? null,
    poolSize: isPool(wanted.pool)
      ? PEOPLE.filter((member) => member.roles.some((role) => role === wanted.pool)).length
      : 0,
  };
}

function pick<Key, Value>(ids: readonly Key[], find: (id: Key) => Value | undefined): Map<Key, Value> {
  return new Map(
    ids.flatMap((id) => {
      const found = find(id);
      return found === undefined ? [] : [[id, found] as const];
    }),
  );
}

const METRES_PER_DEGREE = 111_195;
/** So many metres north of the building. */
export const northOf = (metres: number, accuracy?: number) => ({
  lat: 31.2304 + metres / METRES_PER_DEGREE,
  lng: 121.4737,
  ...(accuracy !== undefined && { accuracy }),
});

/** All there is to know, whoever asks. The fence and the pool go with a command. */
export const everyFact: TicketFacts = {
  members: new Map(PEOPLE.map((member) => [member.id, { name: `member ${member.id}`, canWork: canWork(member) }])),
  files: pick(
    Array.from({ length: 99 }, (_, no) => picture(no)),
    fileOf,
  ),
  sites: new Set(FENCES.keys()),
  assets: ASSETS,
  fence: null,
  poolSize: 0,
};
