// THE API: turns the contract into POST /api/<noun.verb>. Read `serve` from top to bottom: each line is a guard.
import { Readable } from 'node:stream';
import type { Download, Endpoint } from '@paidan/shared/contract/endpoint';
import { contract, type EndpointName, endpointNamed } from '@paidan/shared/contract/index';
import { no, ok, type Result } from '@paidan/shared/kernel/result';
import { type Instant, SECOND } from '@paidan/shared/kernel/time';
import { LIMITS } from '@paidan/shared/limits';
import { type Refusal, refuse } from '@paidan/shared/refusal';
import { hasGrant, isGuest } from '@paidan/shared/rules/ticket/context';
import type { Locale } from '@paidan/shared/text/index';
import type { Call, Handled, Handlers, Open, OpenCall, OpenHandlers, Upload } from '../core/call';
import type { SaidRefusal } from '../core/say';
import type { Scope } from '../core/scope';
import { answerRefusal, answerSaid } from './answer';
import { type AuthDeps, askedTooOften, authenticate, type Caller, setCookie } from './auth';
import { readJson } from './body';
import type { Ctx } from './context';
import { doneAtOf } from './doneAt';
import { disposition } from './files';
import { parseInput } from './input';
import type { ReceiveForm } from './multipart';
import { tellPacked } from './pack';
import { sameRights } from './rights';
import { signInRoute } from './session';
import { watched } from './watched';

export type ApiDeps = AuthDeps & {
  readonly handlers: Handlers;
  readonly openHandlers: OpenHandlers;
  /** Puts a refusal into words, with names where its data has ids. */
  readonly say: (scope: Scope, locale: Locale, refusal: Refusal) => Promise<SaidRefusal>;
  readonly receiveForm: ReceiveForm;
  /** May somebody without an account call this now? Asked before the body is read. */
  readonly guestGate: (scope: Scope, endpoint: string, turn: 'take' | 'taken') => Promise<Result<null, Refusal>>;
  /** Telephone numbers, masked, in the place of what stands for them. */
  readonly masked: <T>(scope: Scope, answer: T) => Promise<T>;
  /** For tests: an answer that does not fit the contract is a fault. */
  readonly checkAnswers: boolean;
};

type AnyHandler = (input: unknown, call: Call) => Promise<Result<unknown, Refusal>>;

export async function serve(ctx: Ctx, name: string, deps: ApiDeps): Promise<void> {
  const endpoint = endpointNamed(name);
  if (endpoint === undefined) return answerRefusal(ctx, refuse('unknown_endpoint', { name: name.slice(0, 80) }));
  if (ctx.method !== 'POST') return refuseMethod(ctx, 'POST');
  if (name === 'session.create') return signInRoute(ctx, deps);
  if (endpoint.auth === 'none') return serveOpen(ctx, name as Open, endpoint, deps);
  const begun = performance.now();
  const caller = await admit(ctx, name, endpoint, deps, 'take');
  if (!caller.ok) return answerRefusal(ctx, caller.refusal);
  const { scope } = caller.value;
  const key = keyOf(ctx, endpoint);
  if (!key.ok) return answerRefusal(ctx, key.refusal);
  const doneAt = doneAtOf(ctx, endpoint);
  if (!doneAt.ok) return answerRefusal(ctx, doneAt.refusal);
  const handler = deps.handlers[name as Handled] as AnyHandler;
  const act = async (raw: unknown, upload: Upload | null) => {
    // A body may be on its way for minutes: who lost a right meanwhile has lost it for this, too.
    const slow = performance.now() - begun > SECOND;
    const still = slow ? await admit(ctx, name, endpoint, { ...deps, asked: undefined }, 'taken') : caller;
    if (!still.ok) return still;
    if (BATCHES.has(name) || endpoint.download !== undefined) ctx.state.patience.letGo();
    const input = parseInput(endpoint.input, raw, ctx.state.locale);
    return input.ok ? handler(input.value, callOf(ctx, still.value, key.value, doneAt.value, upload)) : input;
  };
  const result = endpoint.upload ? await fromForm(ctx, deps, act) : await fromJson(ctx, act);
  if (!result.ok) return answerSaid(ctx, await deps.say(scope, ctx.state.locale, result.refusal));
  if (endpoint.download !== undefined) {
    const mayStill = async () => sameRights(await deps.sessions.find(caller.value.credential), scope);
    return send(ctx, endpoint.download[0], result.value as Download, mayStill);
  }
  const answer = await deps.masked(scope, result.value);
  if (deps.checkAnswers) checkAnswer(name as EndpointName, answer);
  if (name === 'session.end') setCookie(ctx, '', 0, secureCookies(deps));
  ctx.set('Cache-Control', 'no-store');
  if (endpoint.kind === 'read') return tellPacked(ctx, answer);
  ctx.body = answer;
}

/**
 * So much at once that it may take its time with the database, as files that are made while they are sent may: taken back whole where it
 * fails (imports), or going on where it broke off (hand-overs, erasings, contacts, doubtful reports, what a guest takes along).
 */
const BATCHES: ReadonlySet<string> = new Set<EndpointName>([
  'member.import',
  'site.import',
  'member.erasing',
  'member.erase',
  'reporter.erase',
  'handover.move',
  'account.sync',
  'held.release',
  'held.spam',
  'held.restore',
  'guest.claim',
  // Every place below it is written anew.
  'site.change',
]);

/** Who asks, if they may ask for this at all. */
async function admit(
  ctx: Ctx,
  name: string,
  endpoint: Endpoint,
  deps: ApiDeps,
  turn: 'take' | 'taken',
): Promise<Result<Caller, Refusal>> {
  const caller = await authenticate(ctx, deps);
  if (!caller.ok) return caller;
  const { scope } = caller.value;
  if (isGuest(scope.actor) ? endpoint.guest === undefined : endpoint.guest === 'only') return no(refuse('forbidden'));
  if (endpoint.grant !== undefined && !hasGrant(scope.actor, endpoint.grant)) return no(refuse('forbidden'));
  if (!isGuest(scope.actor)) return caller;
  const open = await deps.guestGate(scope, name, turn);
  return open.ok ? caller : open;
}

/** As it is made. What fails on the way cuts the connection, so that nobody takes half a file for a whole one. */
function send(ctx: Ctx, type: string, { name, mime, rows, content }: Download, mayStill: () => Promise<boolean>): void {
  ctx.set({ 'Cache-Control': 'no-store', 'Content-Disposition': disposition('attachment', name) });
  if (rows !== undefined) ctx.set('X-Paidan-Rows', String(rows));
  ctx.type = mime ?? type;
  ctx.body = watched(Readable.from(content, { objectMode: false }), mayStill);
}

/** For those who are not signed in yet: no scope, so nothing of an organization but what the handler gives away. */
async function serveOpen(ctx: Ctx, name: Open, endpoint: Endpoint, deps: ApiDeps): Promise<void> {
  const often = askedTooOften(ctx, deps);
  if (often !== null) return answerRefusal(ctx, often.refusal);
  const handler = deps.openHandlers[name] as (input: unknown, call: OpenCall) => Promise<Result<unknown, Refusal>>;
  const { locale, requestId, patience } = ctx.state;
  const result = await fromJson(ctx, async (raw) => {
    const input = parseInput(endpoint.input, raw, locale);
    return input.ok ? handler(input.value, { locale, requestId, patience, address: ctx.ip }) : input;
  });
  if (!result.ok) return answerRefusal(ctx, result.refusal);
  if (deps.checkAnswers) checkAnswer(name, result.value);
  ctx.set('Cache-Control', 'no-store');
  ctx.body = result.value;
}

export const secureCookies = ({ publicUrl }: AuthDeps): boolean => publicUrl?.startsWith('https:') ?? false;

export function refuseMethod(ctx: Ctx, allow: string): void {
  ctx.set('Allow', allow);
  answerRefusal(ctx, refuse('method_not_allowed', { allow }));
}

type Act = (raw: unknown, upload: Upload | null) => Promise<Result<unknown, Refusal>>;

async function fromJson(ctx: Ctx, act: Act): Promise<Result<unknown, Refusal>> {
  const body = await readJson(ctx);
  return body.ok ? act(body.value, null) : body;
}

const fromForm = (ctx: Ctx, { receiveForm }: ApiDeps, act: Act): Promise<Result<unknown, Refusal>> =>
  receiveForm(ctx, ({ fields, upload }) => act(fields, upload));

const callOf = (
  ctx: Ctx,
  { scope, credential }: Caller,
  key: string | null,
  doneAt: Instant | undefined,
  upload: Upload | null,
): Call => ({
  scope: doneAt === undefined ? scope : { ...scope, doneAt },
  locale: ctx.state.locale,
  key,
  upload,
  credential,
  address: ctx.ip,
});

/** The Idempotency-Key of a command: visible ASCII. */
function keyOf(ctx: Ctx, endpoint: Endpoint): Result<string | null, Refusal> {
  const key = ctx.get('Idempotency-Key');
  if (endpoint.kind === 'read' || key === '') return ok(null);
  if (key.length <= LIMITS.key && /^[\x21-\x7e]+$/.test(key)) return ok(key);
  const message = `1 to ${LIMITS.key} visible ASCII characters`;
  const path = 'Idempotency-Key';
  return no(refuse('invalid', { where: path, issues: [{ path, code: 'key', message }] }));
}

function checkAnswer(name: EndpointName, answer: unknown): void {
  const checked = contract[name].output.safeParse(answer);
  if (!checked.success) throw new Error(`the answer of ${name} does not fit the contract: ${checked.error.message}`);
}
