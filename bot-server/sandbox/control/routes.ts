// The stand-in's own API: `/sandbox/api/<name>`, JSON.
import { z } from 'zod';
import type { Box } from '../box';
import { USUAL_DELAY } from '../faults';
import { type Call, json, type Reply } from '../http';
import { dingCode, dingLeaves } from './ding';
import { isWrong } from './find';
import * as inputs from './inputs';
import { consent, miniCode, orderVerdict, push, qyCode } from './mini';
import { changePeople } from './people';
import { press } from './press';
import { raw } from './raw';
import { say } from './say';
import { viewOf } from './view';
import { declareWorld } from './world';

type Route = (box: Box, body: unknown) => Promise<object>;
const route =
  <S extends z.ZodType>(input: S, run: (box: Box, input: z.infer<S>) => object | Promise<object>): Route =>
  async (box, body) => {
    const parsed = input.safeParse(body);
    return parsed.success ? run(box, parsed.data) : { wrong: z.prettifyError(parsed.error), status: 400 };
  };

const clockOf = ({ clock }: Box) => ({ now: clock.now(), offset: clock.offset() });
const faultsOf = ({ faults }: Box) => ({ faults: faults.all() });

const READS: Readonly<Record<string, (box: Box, query: URLSearchParams) => object>> = {
  clock: clockOf,
  state: (box, query) => viewOf(box, Number(query.get('after') ?? 0)),
  log: (box, query) => ({ calls: box.log.after(Number(query.get('after') ?? 0)) }),
  fault: faultsOf,
};

const WRITES: Readonly<Record<string, Route>> = {
  clock: route(inputs.clockInput, (box, input) => {
    if ('forward' in input) box.clock.forward(input.forward);
    else box.clock.set(input.offset);
    box.stream.changed();
    return clockOf(box);
  }),
  world: route(inputs.worldInput, async (box, input) => {
    await declareWorld(box, input);
    const { corps, minis, dings } = viewOf(box, Number.POSITIVE_INFINITY);
    return { corps, minis, dings };
  }),
  press: route(inputs.pressInput, press),
  say: route(inputs.sayInput, say),
  people: route(inputs.peopleInput, changePeople),
  raw: route(inputs.rawInput, raw),
  'mini/code': route(inputs.miniPersonInput, (box, who) => miniCode(box, 'signIn', who)),
  'mini/phoneCode': route(inputs.miniPersonInput, (box, who) => miniCode(box, 'phone', who)),
  'mini/qyCode': route(inputs.qyCodeInput, qyCode),
  'ding/code': route(inputs.dingCodeInput, dingCode),
  'ding/leaves': route(inputs.dingLeavesInput, dingLeaves),
  'mini/consent': route(inputs.consentInput, consent),
  'mini/push': route(inputs.pushInput, push),
  'mini/verdict': route(inputs.verdictInput, orderVerdict),
  fault: route(inputs.faultInput, (box, { on, api, kind, times, ms }) => {
    box.faults.order({ on, api, kind, ms: ms ?? USUAL_DELAY }, times);
    return faultsOf(box);
  }),
  log: route(inputs.logInput, (box, { keep }) => {
    box.log.keep(keep);
    return {};
  }),
  reset: route(z.unknown(), (box) => {
    box.reset();
    return {};
  }),
};

export async function answerControl(box: Box, name: string, call: Call): Promise<Reply> {
  if (call.method === 'GET' && Object.hasOwn(READS, name)) return json(READS[name]?.(box, call.query));
  const write = Object.hasOwn(WRITES, name) ? WRITES[name] : undefined;
  if (call.method !== 'POST' || write === undefined)
    return json({ error: `no such thing: ${call.method} ${name}` }, 404);
  const body = bodyOf(call.body);
  if (body === undefined) return json({ error: 'the body is no JSON' }, 400);
  const result = await write(box, body);
  return isWrong(result) ? json({ error: result.wrong }, result.status) : json(result);
}

function bodyOf(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
