// What must hold of an answer, as findings: empty where all is well. Kept apart from the tests, so that a planted fault can be shown
// to be found.
import { type EndpointName, endpointNamed } from '@paidan/shared/contract/index';
import { CANARY } from '../support/foreign';
import { maskOf, phonesIn } from '../support/phones';
import { ORG, outcome, type Reply } from '../support/product';
import { placesOf } from './places';
import { type Asker, PRIVATE, type World } from './world';

type Ask = World['ask'];

/** Endpoints of the contract for which nobody has said what a good request is. */
export const withoutRow = (names: readonly string[], rows: object): readonly string[] =>
  names.filter((name) => !Object.hasOwn(rows, name));

/** They end the asker's own session; looked at where sessions end. */
const ENDS: readonly EndpointName[] = ['session.end', 'session.setPassword'];
/** Their handlers ask for one of several grants, by what is asked about. */
const OF_SEVERAL: readonly RegExp[] = [/^label\./, /^qr\./, /^asset\.history$/, /^preference\.change$/];

/** Each endpoint, asked by everybody, about a ticket of somebody else where it is about a ticket. */
export async function askedByAll(world: World, name: EndpointName, ask: Ask = world.ask): Promise<readonly string[]> {
  if (ENDS.includes(name)) return [];
  const isTicket = 'ticketId' in world.good[name].input;
  // Elsewhere the good one is of a kind that is refused at the last step, so that nothing is done.
  const good: Record<string, unknown> = { ...world.good[name].input, ...(isTicket && betterFor(world, name)) };
  const about = isTicket ? { ...good, ticketId: world.own.ticket } : good;
  // The wrong version, so that whoever may do it changes nothing that the next one is asked about.
  const stale = { ...about, version: 9999 };
  const input = isTicket && endpointNamed(name)?.input.safeParse(stale).success ? stale : about;
  const found: string[] = [];
  for (const asker of world.askers) {
    const reply = await ask(name, input, asker.send);
    const wrong = judge(name, asker, reply, isTicket);
    if (wrong !== null) found.push(`${name} by ${asker.name}: ${wrong}`);
  }
  return found;
}

function judge(name: EndpointName, asker: Asker, reply: Reply, isTicket: boolean): string | null {
  const said = outcome(reply);
  const text = JSON.stringify(reply.body);
  if (reply.status >= 500) return `${said}`;
  if (!asker.knows && text.includes(PRIVATE)) return 'tells what is private';
  if (asker.org === ORG && text.includes(CANARY)) return 'tells what is the other organization’s';
  const shown = shownTo(name, asker, text);
  if (shown !== null) return shown;
  const endpoint = endpointNamed(name);
  if (endpoint === undefined || endpoint.auth === 'none') return null;
  const expected = doorOf(name, asker);
  if (expected !== null) return said === expected ? null : `${said} instead of ${expected}`;
  if (said === '401 signed_out') return said;
  const isLink = asker.is === 'guest' && endpoint.guest === 'only';
  if (said === '403 forbidden' && !isLink && !OF_SEVERAL.some((one) => one.test(name)))
    return `${said} with the right to it`;
  if (!isTicket) return null;
  if (asker.knows) return reply.status === 404 ? 'hidden from whom it concerns' : null;
  return said === '404 not_found' ? null : `${said} instead of 404 not_found`;
}

/** One number is the whole answer of these, once it is noted; nothing else shows one. */
const DISCLOSES: readonly EndpointName[] = ['ticket.phone', 'ticket.contact', 'member.phone', 'held.phone'];

/** A number where none may be, whole or, of the other organization's, as a mask; null: none. */
export function shownTo(name: EndpointName, { org, is }: Pick<Asker, 'org' | 'is'>, text: string): string | null {
  const [shown] = phonesIn(text);
  const isTheirs = (shown === 'foreign') === (org !== ORG);
  if (
    shown !== undefined &&
    !(is !== 'out' && isTheirs && DISCLOSES.includes(name) && /^\{"phone":"[^"]*"\}$/.test(text))
  )
    return `shows the number of ${shown}`;
  if (org === ORG && text.includes(maskOf('foreign'))) return 'tells a number of the other organization’s';
  return null;
}

/** What is said at the door; null: they come in. */
function doorOf(name: EndpointName, { is, grants }: Asker): string | null {
  const { grant, guest } = endpointNamed(name) ?? {};
  if (is === 'out') return '401 signed_out';
  if (is === 'guest') return guest === undefined ? '403 forbidden' : null;
  if (guest === 'only') return '403 forbidden';
  return grant === undefined || grants.includes(grant) ? null : '403 forbidden';
}

/** Done each by itself, and nothing of it: looked at by what the answer says of each. */
const ONE_BY_ONE: readonly EndpointName[] = ['held.release', 'held.spam', 'held.restore'];
/** What is said of an id that is nobody's here. Anything else, and it was not the id that was looked at. */
const OF_THE_ID: readonly string[] = [
  'not_found',
  'unknown_reference',
  'not_candidate',
  'nobody',
  'flow',
  'form',
  'guest_off',
];
/** What a public code names is public, whoever asks: other people's places by design, and nothing else of them. */
const PUBLIC: readonly EndpointName[] = ['guest.page', 'guest.begin'];
/** The place is the label's, whatever is sent. */
const IGNORED: Readonly<Partial<Record<EndpointName, RegExp>>> = { 'guest.report': /\.values\.(site|asset)$/ };
/** Only guests: asked by one. */
const AS_GUEST: readonly EndpointName[] = [
  'guest.report',
  'guest.meToo',
  'guest.same',
  'guest.held',
  'guest.link',
  'guest.revokeLink',
];

/** Each id of the other organization, in each place of the input where an id may stand. */
export async function askedWithForeign(
  world: World,
  name: EndpointName,
  ask: Ask = world.ask,
): Promise<{ readonly found: readonly string[]; readonly tried: number }> {
  const { product, good, foreign, askers } = world;
  const endpoint = endpointNamed(name);
  if (endpoint === undefined || endpoint.upload === true || PUBLIC.includes(name)) return { found: [], tried: 0 };
  const {
    version: _,
    cursor: __,
    ...base
  } = { ...(good[name].input as Record<string, unknown>), ...betterFor(world, name) };
  const guest = askers.find(({ is }) => is === 'guest');
  const send = AS_GUEST.includes(name) ? (guest?.send ?? {}) : { token: await product.tokenFor(good[name].as) };
  const found: string[] = [];
  const ids = Object.values(foreign.ids).filter((id) => id !== '');
  let tried = 0;
  const inForms = [foreign.ids.photo, foreign.ids.loose, foreign.ids.site, foreign.ids.asset];
  for (const { where, put, inForm } of placesOf(name)) {
    for (const id of inForm === true ? inForms : ids) {
      const input = put(base, id);
      const fits = endpoint.input.safeParse(input).success;
      const reply = await ask(name, input, send);
      tried += 1;
      const text = JSON.stringify(reply.body);
      const other = ids.find((one) => one !== id && text.includes(one));
      const said = outcome(reply);
      const wrong = !fits
        ? 'the schema does not take it, so nothing was tried'
        : text.includes(CANARY) || text.includes(maskOf('foreign')) || phonesIn(text).includes('foreign')
          ? 'tells what is the other organization’s'
          : other !== undefined
            ? `tells another id of theirs, ${other}`
            : reply.status >= 500
              ? said
              : IGNORED[name]?.test(where)
                ? null
                : said === 200
                  ? doneWith(name, reply)
                  : OF_THE_ID.includes(reply.body.error?.code)
                    ? null
                    : `${said} says nothing of the id`;
      if (wrong !== null) found.push(`${name} ${where}: ${wrong}`);
    }
  }
  return { found: [...new Set(found)], tried };
}

function doneWith(name: EndpointName, { body }: Reply): string | null {
  if (endpointNamed(name)?.kind === 'read') return null;
  if (ONE_BY_ONE.includes(name)) return body.items.some(({ done }: { done: boolean }) => done) ? 'done' : null;
  return 'done, with an id of the other organization';
}

/** Where the good request would be refused for another reason first. */
function betterFor({ product }: World, name: EndpointName): object {
  const { mine } = product;
  const room = `s.${mine.room}`;
  const better: Partial<Record<EndpointName, object>> = {
    'ticket.offer': { role: undefined },
    'ticket.rate': { values: { rating: { stars: 5 } } },
    'ticket.complete': { values: {} },
    'ticket.confirm': { values: {} },
    'identity.bind': { memberId: mine.member('tech2') },
    'qr.make': { assetId: undefined, siteId: undefined },
    'label.mark': { refs: [room] },
    'guest.report': { values: { title: '路灯又不亮了', priority: 'normal' } },
    'member.create': { login: 'a-spy' },
    'site.create': { code: 'SPY-S' },
    'asset.create': { code: 'SPY-A' },
    'template.create': { code: 'spy' },
  };
  return better[name] ?? {};
}
