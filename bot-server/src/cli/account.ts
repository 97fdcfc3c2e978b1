// Connections to chat platforms from the command line: made, listed, tried out. The same write path as the console's page.
import { readFileSync } from 'node:fs';
import type { AccountView } from '@paidan/shared/model/account';
import type { Call, Handlers } from '../core/call';
import type { Command } from './command';
import { optionsOf, UsageFault } from './options';
import { inOrganization, parsed, told } from './organization';

export const accountAdd: Command = {
  usage:
    '--org <code> --kind wecom|wecomGroup|wechat|dingtalk --name <name> [--set key=value …] [--secret key=value|key=@file …]',
  summary: 'Connects a chat platform; values and secrets are named as on the console’s Connections page',
  run: async (args, config) => {
    const options = optionsOf(args, ['org', 'kind', 'name'], [], ['set', 'secret']);
    const { kind, name } = options;
    const input = { kind, name, values: valuesOf(options.set), secrets: secretsOf(options.secret) };
    return inOrganization(config, options.org, async ({ handlers, call }) => {
      const { account } = told(await handlers['account.create'](parsed('account.create', input), call));
      console.log(`${account.id}  ${account.name}`);
      if (account.callbackUrl !== null) console.log(`callback  ${account.callbackUrl}`);
      return 0;
    });
  },
};

export const accountList: Command = {
  usage: '--org <code>',
  summary: 'The organization’s connections and how they stand',
  run: (args, config) =>
    inOrganization(config, optionsOf(args, ['org']).org, async ({ handlers, call }) => {
      const { items } = told(await handlers['account.list']({}, call));
      for (const item of items) console.log(lineOf(item));
      return 0;
    }),
};

export const accountCheck: Command = {
  usage: '--org <code> [--id <account>]',
  summary: 'Asks the platforms whether the connections work; exit code 1 when something does not',
  run: (args, config) => {
    const { org, id } = optionsOf(args, ['org'], ['id']);
    return inOrganization(config, org, async ({ handlers, call }) => {
      const { items } = told(await handlers['account.list']({}, call));
      const wanted = id === undefined ? items : [await accountNamed(handlers, call, id)];
      let failed = false;
      for (const item of wanted) {
        console.log(lineOf(item));
        const { checks } = told(await handlers['account.check']({ id: item.id }, call));
        for (const { name, state, code, message } of checks) {
          console.log(`  ${MARKS[state]} ${name.padEnd(9)} ${code === null ? '' : `${code} `}${message}`);
        }
        failed ||= checks.some(({ state }) => state === 'failed');
      }
      return failed ? 1 : 0;
    });
  },
};

/** By its id or its name. */
export async function accountNamed(
  handlers: Pick<Handlers, 'account.list'>,
  call: Call,
  said: string,
): Promise<AccountView> {
  const { items } = told(await handlers['account.list']({ retired: true }, call));
  const found = items.filter(({ id, name, state }) => id === said || (name === said && state === 'active'));
  const [one, ...more] = found;
  if (one === undefined) throw new UsageFault(`there is no connection ${said}`);
  if (more.length > 0) throw new UsageFault(`several connections are called ${said}: name it by its id`);
  return one;
}

const MARKS = { ok: '✓', failed: '✗', waiting: '…' } as const;

const lineOf = ({ id, kind, name, has, health }: AccountView): string =>
  [id, kind.padEnd(10), name, `(${has.join(', ')})`, health.error === null ? '' : `! ${health.error.message}`]
    .join('  ')
    .trimEnd();

export function valuesOf(pairs: readonly string[]): object {
  const entries = pairs.map(pairOf).map(([key, value]) => {
    if (key === 'roles') return [key, value.split(',').filter(Boolean)] as const;
    return [key, key === 'subscriptions' ? asJson(key, value) : value] as const;
  });
  return Object.fromEntries(entries);
}

/** `key=@file`: what stands in the file, since a command line is seen by others and remembered. */
export const secretsOf = (pairs: readonly string[]): object =>
  Object.fromEntries(
    pairs.map(pairOf).map(([key, value]) => [key, value.startsWith('@') ? fromFile(value.slice(1)) : value]),
  );

function pairOf(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageFault(`${text.slice(0, 20)}: key=value is expected`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function fromFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new UsageFault(`${path} cannot be read`);
  }
}

function asJson(key: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageFault(`${key}: JSON is expected`);
  }
}
