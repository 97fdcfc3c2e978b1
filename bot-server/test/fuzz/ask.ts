// One question of chance to one operation: mostly such as fit, many that are twisted a little, some that are garbage.
import type { Random } from '../../src/sample/random';
import { photo, svg } from '../support/pictures';
import type { Generate } from './generate';
import type { Operation } from './schema';
import { garble, twist } from './twist';

export type Question = {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | FormData | null;
};

export async function makeQuestion(operation: Operation, generate: Generate, random: Random): Promise<Question> {
  const headers: Record<string, string> = {
    'Accept-Language': random.pick(['en', 'zh-CN', 'zh;q=0.1,*', 'x'.repeat(200), '']),
    ...(random.chance(0.2) && {
      'Idempotency-Key': random.pick(['k', `key-${random.below(20)}`, 'a b', 'x'.repeat(300)]),
    }),
    ...(random.chance(0.1) && {
      'X-Paidan-Done-At': random.pick([String(Date.now() - 3_600_000), '0', '-1', '9e99', '']),
    }),
    ...(random.chance(0.1) && { 'X-Paidan-Channel': random.pick(['console', 'miniapp', 'system', '%']) }),
    ...(random.chance(0.05) && { Origin: random.pick(['https://evil.example', 'null', ':::']) }),
    ...(random.chance(0.05) && { 'If-None-Match': random.pick(['*', '"x"', 'W/"']) }),
    ...(random.chance(0.05) && { Range: random.pick(['bytes=0-', 'bytes=-1', 'bytes=9-1', 'x']) }),
  };
  const { path, method } = operation;
  if (method === 'GET')
    return {
      url: path.replace(/\{(\w+)\}/, () => part(generate, random)) + query(operation, generate, random),
      method,
      headers,
      body: null,
    };
  if (operation.upload) return { url: path, method, headers, body: await form(operation, generate, random) };
  const fitting = generate(operation.input, '', nounOf(operation));
  const kind = random.next();
  if (kind < 0.45) return { url: path, method, headers: { ...headers, ...JSON_TYPE }, body: JSON.stringify(fitting) };
  if (kind < 0.9)
    return { url: path, method, headers: { ...headers, ...JSON_TYPE }, body: JSON.stringify(twist(fitting, random)) };
  const type = random.pick([
    'application/json',
    'application/json',
    'text/plain',
    'application/json; charset=utf-16',
    'multipart/form-data',
    'x',
  ]);
  return {
    url: path,
    method,
    headers: { ...headers, 'Content-Type': type },
    body: garble(JSON.stringify(fitting), random),
  };
}

const nounOf = ({ name }: Operation): string => name.split('.')[0] ?? '';

const JSON_TYPE = { 'Content-Type': 'application/json' };

const part = (generate: Generate, random: Random): string =>
  encodeURIComponent(
    random.chance(0.6)
      ? String(generate({ type: 'string', pattern: '^[0-9a-hjkmnp-tv-z]{20}$' }, 'photo'))
      : random.pick(['%2e%2e%2f', 'x'.repeat(1000), '长', ' ', 'a\0b', '*']),
  );

function query({ parameters }: Operation, generate: Generate, random: Random): string {
  const asked = parameters.filter((one) => one.in === 'query' && random.chance(0.5));
  const words = asked.map(({ name, schema }) => {
    const value = random.chance(0.6) ? generate(schema, name) : twist(generate(schema, name), random);
    return `${name}=${encodeURIComponent(wellFormed((typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 300)))}`;
  });
  if (random.chance(0.1)) words.push(random.pick(['size=thumb&size=full', 'grant=x', 'grant[]=1', '%', '&&&']));
  return words.length === 0 ? '' : `?${words.join('&')}`;
}

/** Half a character cannot stand in an address; one of more than 16 KiB is refused before it is ours. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

let pictures: Promise<readonly Buffer[]> | undefined;

async function form(operation: Operation, generate: Generate, random: Random): Promise<FormData> {
  pictures ??= Promise.all([
    photo(40, 30),
    svg(),
    Buffer.from('%PDF-1.4\n'),
    Buffer.from('code,name\nA,甲\n'),
    Buffer.alloc(0),
  ]);
  const made = new FormData();
  const fields = random.chance(0.6)
    ? generate(operation.input, '', nounOf(operation))
    : twist(generate(operation.input, '', nounOf(operation)), random);
  const entries = typeof fields === 'object' && fields !== null && !Array.isArray(fields) ? Object.entries(fields) : [];
  for (const [key, value] of entries) made.append(key, typeof value === 'string' ? value : JSON.stringify(value));
  const names = ['a.jpg', '../../x.png', 'a\0.jpg', '长.svg', '', 'x'.repeat(400), 'a.jpg\r\nX: 1', '\u202egpj.exe'];
  for (let n = random.pick([1, 1, 1, 1, 0, 2]); n > 0; n--) {
    const bytes = new Uint8Array(random.pick(await pictures));
    made.append(random.pick(['file', 'file', 'file', 'files', '']), new Blob([bytes]), random.pick(names));
  }
  return made;
}
