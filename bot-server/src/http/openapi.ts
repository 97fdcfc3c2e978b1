// The contract as OpenAPI 3.1: GET /api/openapi.json. Nothing is written twice; every schema comes from the contract's own.

import type { Endpoint } from '@paidan/shared/contract/endpoint';
import { feedItem } from '@paidan/shared/contract/feed';
import { contract, ENDPOINTS, endpointNamed } from '@paidan/shared/contract/index';
import { LIMITS } from '@paidan/shared/limits';
import { REFUSALS, type RefusalCode } from '@paidan/shared/refusal';
import { z } from 'zod';
import { COOKIE } from './auth';
import { DONE_AT } from './doneAt';

type Tree = { [key: string]: unknown };

export function openApi(publicUrl: string | undefined): Tree {
  const schemas: Tree = { Error: ERROR, Key: KEY_SCHEMA, DoneAt: DONE_SCHEMA };
  const paths: Tree = {};
  for (const name of ENDPOINTS) {
    const endpoint: Endpoint = contract[name];
    addSchema(schemas, nameOf(name, 'input'), endpoint.input, 'input');
    if (endpoint.download === undefined) addSchema(schemas, nameOf(name, 'output'), endpoint.output, 'output');
    paths[`/api/${name}`] = { post: operation(name, endpoint) };
  }
  addSchema(schemas, 'feed.item', feedItem, 'output');
  return withoutTwins({
    openapi: '3.1.0',
    info: {
      title: 'Paidan 派单',
      version: '1',
      description:
        'Work orders. Every call is POST /api/<noun.verb> with a JSON body; a refusal is {"error": {code, message, data?, requestId}}. ' +
        'A command may carry an Idempotency-Key: sent again with the same key, it is done once.',
    },
    ...(publicUrl !== undefined && { servers: [{ url: publicUrl }] }),
    paths: { ...paths, ...EXTRA_PATHS },
    // Where an operation says nothing else.
    security: MEMBER,
    components: {
      schemas,
      responses: { Refused: { description: 'Refused', content: json(ref('Error')) } },
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token of session.create (bearer: true) or of the command line',
        },
        cookie: { type: 'apiKey', in: 'cookie', name: COOKIE, description: 'Set by session.create in browsers' },
      },
    },
  });
}

type Document = { readonly components: { readonly schemas: Tree } & Tree } & Tree;

/** Inner schemas that say the same are one: the first of them, which whatever pointed to the others points to then. */
function withoutTwins<D extends Document>(document: D): D {
  const { schemas } = document.components;
  const first = new Map<string, string>();
  const twins = new Map<string, string>();
  for (const [name, schema] of Object.entries(schemas)) {
    const text = JSON.stringify(schema);
    const known = first.get(text);
    if (known === undefined) first.set(text, name);
    else if (name.includes('.__')) twins.set(`#/components/schemas/${name}`, `#/components/schemas/${known}`);
  }
  if (twins.size === 0) return document;
  const kept = Object.entries(schemas).filter(([name]) => !twins.has(`#/components/schemas/${name}`));
  const components = { ...document.components, schemas: Object.fromEntries(kept) };
  const merged = redirect({ ...document, components }, (target) => twins.get(target) ?? target);
  // Those that differed only by what they pointed to may have become the same.
  return withoutTwins(merged as D);
}

/** Where several endpoints of one noun share a schema, it is named after the noun: `ticket.output`. */
function nameOf(name: string, io: 'input' | 'output'): string {
  const noun = name.split('.')[0] ?? name;
  const schema = endpointNamed(name)?.[io];
  const sharing = ENDPOINTS.filter((other) => other.startsWith(`${noun}.`) && endpointNamed(other)?.[io] === schema);
  return sharing.length > 1 ? `${noun}.${io}` : `${name}.${io}`;
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Tree) => ({ 'application/json': { schema } });
const MEMBER = [{ bearer: [] }, { cookie: [] }];

function operation(name: string, endpoint: Endpoint): Tree {
  const { kind, auth, grant, upload, download, summary } = endpoint;
  const codes = Object.keys(REFUSALS).filter((code) => mayRefuse(code as RefusalCode, endpoint));
  const granted = grant === undefined ? '' : ` Needs the grant ${grant}.`;
  return {
    operationId: name,
    tags: [name.split('.')[0]],
    summary: summary.en,
    description: `${summary.zh}。${granted}`,
    ...(auth === 'none' && { security: [] }),
    ...(kind === 'command' && auth === 'member' && { parameters: [KEY, DONE] }),
    requestBody: { required: true, content: upload ? multipart(name) : json(ref(nameOf(name, 'input'))) },
    responses: {
      200: {
        description: 'Done',
        content:
          download === undefined
            ? json(ref(nameOf(name, 'output')))
            : Object.fromEntries(download.map((type) => [type, BYTES])),
      },
      ...refusals(codes as RefusalCode[]),
    },
  };
}

const BYTES = { schema: { type: 'string', format: 'binary' } };
const KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: ref('Key'),
};
const DONE = {
  name: DONE_AT,
  in: 'header',
  schema: ref('DoneAt'),
};
const DONE_SCHEMA = {
  type: 'integer',
  minimum: 0,
  maximum: 999_999_999_999_999,
  description:
    'When it was done, if it had to wait on a device without a signal: milliseconds since 1970. Told in the timeline beside the time at which it came, unless that is less than a minute later.',
};
const KEY_SCHEMA = {
  type: 'string',
  minLength: 1,
  maxLength: LIMITS.key,
  pattern: '^[\\x21-\\x7e]+$',
  description: 'The same key with the same content is done once and answered again; with other content it is refused.',
};

const multipart = (name: string) => ({
  'multipart/form-data': {
    schema: {
      allOf: [
        // Field by field beside the file, so the closed object of the JSON form does not fit as it stands.
        { type: 'object', properties: { file: { type: 'string', format: 'binary' } }, required: ['file'] },
        { type: 'object', properties: fieldsOf(name) },
      ],
    },
  },
});

function fieldsOf(name: string): Tree {
  const schema = endpointNamed(name)?.input;
  return schema === undefined ? {} : ((toJson(schema, 'input').properties as Tree | undefined) ?? {});
}

const WITH_BODY: readonly RefusalCode[] = ['invalid', 'bad_json', 'too_deep', 'too_large', 'unsupported_media'];
const OURS: readonly RefusalCode[] = ['busy', 'full', 'fault'];
const SIGN_IN: readonly RefusalCode[] = ['bad_credentials', 'locked_out'];
const GUESTS: readonly RefusalCode[] = [
  'guest_off',
  'guest_limit',
  'guest_blocked',
  'link_over',
  'link_revoked',
  'link_only',
];
const NEVER: readonly RefusalCode[] = ['unknown_endpoint', 'method_not_allowed'];
const FILES: readonly RefusalCode[] = ['file_type', 'file_heic', 'file_damaged', 'file_pixels', 'file_count', 'sheet'];

/** Roughly: what this kind of endpoint can say, so that a client knows what to expect. */
function mayRefuse(code: RefusalCode, of: Endpoint): boolean {
  if (NEVER.includes(code)) return false;
  if (WITH_BODY.includes(code) || OURS.includes(code) || code === 'foreign_origin') return true;
  if (code === 'too_many') return true;
  if (of.also?.includes(code) || code === 'not_found') return true;
  if (SIGN_IN.includes(code)) return of.auth === 'none';
  if (GUESTS.includes(code)) return of.auth === 'none' || of.guest !== undefined;
  if (of.auth === 'none') return false;
  if (FILES.includes(code)) return of.upload === true;
  // Reads are refused as well: to guests, to those who hold none of several grants, and of tickets that are others' business.
  if (code === 'signed_out' || code === 'forbidden' || code === 'not_yours') return true;
  return of.kind === 'command';
}

const REFUSED = '#/components/responses/Refused';

/** One response per status, naming the codes that travel with it. */
function refusals(codes: readonly RefusalCode[]): Tree {
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of codes) byStatus.set(REFUSALS[code], [...(byStatus.get(REFUSALS[code]) ?? []), code]);
  return Object.fromEntries(
    // A reference may bring a description of its own (OpenAPI 3.1): the same answer each time, for other reasons.
    [...byStatus].map(([status, list]) => [status, { $ref: REFUSED, description: list.join(', ') }]),
  );
}

const ERROR = {
  type: 'object',
  required: ['error'],
  additionalProperties: false,
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'requestId'],
      additionalProperties: false,
      properties: {
        code: { type: 'string', enum: Object.keys(REFUSALS) },
        message: { type: 'string', description: "In the caller's language (Accept-Language: zh or en)" },
        data: {
          type: 'object',
          description: 'What the code needs to be understood by a program',
          additionalProperties: true,
        },
        requestId: { type: 'string' },
      },
    },
  },
};

const EXTRA_PATHS = {
  '/api/files/{id}': {
    get: {
      operationId: 'file.download',
      tags: ['file'],
      summary: 'The content of a file',
      description: '下载文件。',
      security: MEMBER,
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
        { name: 'size', in: 'query', required: false, schema: { type: 'string', enum: ['thumb'] } },
      ],
      responses: {
        200: {
          description: 'The file',
          content: { 'image/*': {}, 'application/pdf': {} },
        },
        304: { description: 'As you have it' },
        ...refusals(['signed_out', 'not_found', 'too_many', ...OURS]),
      },
    },
  },
  '/api/feed.stream': {
    get: {
      operationId: 'feed.stream',
      tags: ['feed'],
      summary:
        'Changes as they happen (server-sent events; each data line is a feed item, its id the number to go on from)',
      description: '实时变更流。',
      security: MEMBER,
      parameters: [
        { name: 'cursor', in: 'query', required: false, schema: { type: 'integer', minimum: 0 } },
        {
          ...{ name: 'recent', in: 'query', required: false, schema: { type: 'string', enum: ['1'] } },
          description: 'Without a cursor: first what changed in the last seconds, then from the present end on',
        },
        { name: 'Last-Event-ID', in: 'header', required: false, schema: { type: 'integer', minimum: 0 } },
      ],
      responses: {
        200: { description: 'A stream without end', content: { 'text/event-stream': { schema: ref('feed.item') } } },
        ...refusals(['invalid', 'signed_out', 'forbidden', 'too_many', ...OURS]),
      },
    },
  },
};

const toJson = (schema: z.ZodType, io: 'input' | 'output'): Tree =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'ref' }) as Tree;

/** Definitions inside a schema move beside it, under its name, and whatever points to them follows. */
function addSchema(schemas: Tree, name: string, schema: z.ZodType, io: 'input' | 'output'): void {
  if (Object.hasOwn(schemas, name)) return;
  const { $schema: _, $defs = {}, ...root } = toJson(schema, io);
  // What a model named by itself is one schema for all that hold it.
  const own = (key: string) => (key.startsWith('__') ? `${name}.${key}` : `${key}.${io}`);
  const moved = (target: string) =>
    target === '#'
      ? `#/components/schemas/${name}`
      : target.replace(/^#\/\$defs\/(.+)$/, (_, key) => `#/components/schemas/${own(key)}`);
  schemas[name] = redirect(root, moved);
  for (const [key, definition] of Object.entries($defs as Tree)) schemas[own(key)] ??= redirect(definition, moved);
}

function redirect(value: unknown, moved: (target: string) => string): unknown {
  if (Array.isArray(value)) return value.map((each) => redirect(each, moved));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === '$ref' && typeof member === 'string' ? moved(member) : redirect(member, moved),
    ]),
  );
}
