// What is taken away holds on every server, each a process of its own on one database, within the five seconds that are promised: for
// whoever asks, and for a stream that is open and on which nothing is said.
import { SECOND } from '@paidan/shared/kernel/time';
import { session } from '../../src/store/tables/session';
import { onlyOn } from '../support/databases';
import { type Machine, makeMachine, type Process } from '../support/processes';
import { ORG, type Organization, organizationOf, outcome } from '../support/product';

/** Milliseconds that are promised. */
const PROMISED = 5 * SECOND;
/** Requests a minute of one person: far more than any of the others here asks for. */
const RATE = 600;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

onlyOn('mysql', (_open, database) => {
  let machine: Machine;
  let servers: readonly Process[];
  let mine: Organization;
  let admin: { readonly token: string };
  beforeAll(async () => {
    machine = await makeMachine(database.config());
    const limits = { RATE_MEMBER: String(RATE) };
    servers = await Promise.all([machine.serve(limits), machine.serve(limits)]);
    mine = await organizationOf(await machine.store(), ORG);
    admin = { token: await machine.tokenFor('admin') };
  });
  afterAll(() => machine?.clear());

  const first = (): Process => {
    const [server] = servers;
    if (server === undefined) throw new Error('no server');
    return server;
  };
  type Person = { readonly id: never; readonly token: string };
  async function person(login: string): Promise<Person> {
    const made = await first().call('member.create', { login, name: login, roles: ['dispatcher'] }, admin);
    expect(outcome(made)).toBe(200);
    return { id: made.body.record.id as never, token: await machine.tokenFor(login) };
  }
  const asked = (token: string) =>
    Promise.all(servers.map(async (server) => outcome(await server.call('held.list', {}, { token }))));
  /** Reads until the server ends it. */
  async function listens(server: Process, token: string) {
    const reply = await fetch(`${server.url}/api/feed.stream`, { headers: { Authorization: `Bearer ${token}` } });
    expect(reply.status).toBe(200);
    const line = { ended: false };
    void reply
      .text()
      .catch(() => '')
      .then(() => {
        line.ended = true;
      });
    return line;
  }

  const ways: readonly (readonly [string, string, (one: Person) => Promise<unknown>])[] = [
    [
      'an account that was closed',
      '401 signed_out',
      async ({ id }) => expect(outcome(await first().call('member.retire', { id }, admin))).toBe(200),
    ],
    [
      'a token that was revoked',
      '401 signed_out',
      async ({ id }) => {
        const where = { tenantId: mine.tenantId, memberId: id };
        await (await machine.store()).system.unit((u) => u.change(session, where, { revokedAt: Date.now() - SECOND }));
      },
    ],
    [
      'a role that was taken',
      '403 forbidden',
      async ({ id }) =>
        expect(outcome(await first().call('member.change', { id, change: { roles: ['resident'] } }, admin))).toBe(200),
    ],
  ];

  test.each(ways)('%s', async (name, expected, revoke) => {
    const one = await person(`apart${ways.findIndex(([way]) => way === name)}`);
    expect(await asked(one.token)).toEqual([200, 200]);
    const lines = await Promise.all(servers.map((server) => listens(server, one.token)));
    await revoke(one);
    const until = performance.now() + PROMISED;
    let said = await asked(one.token);
    while (performance.now() < until) {
      said = await asked(one.token);
      if (said.every((answer) => answer === expected) && lines.every(({ ended }) => ended)) break;
      await pause(100);
    }
    expect([said, lines.map(({ ended }) => ended)]).toEqual([
      [expected, expected],
      [true, true],
    ]);
  });

  /** Holds on both, within what was promised; `before` is what they said until then. */
  async function holdsOnBoth(
    ask: (server: Process) => Promise<string | number>,
    revoke: () => Promise<unknown>,
    expected: string,
  ) {
    const both = () => Promise.all(servers.map(ask));
    expect(await both()).toEqual([200, 200]);
    await revoke();
    const until = performance.now() + PROMISED;
    let said = await both();
    while (performance.now() < until && !said.every((one) => one === expected)) {
      await pause(100);
      said = await both();
    }
    expect(said).toEqual([expected, expected]);
  }

  test('a public link: a report’s that somebody took over, a label’s whose place was retired', async () => {
    const made = await first().call('site.create', { code: 'LOBBY-9', kind: 'area', name: '九号大堂' } as never, admin);
    expect(outcome(made)).toBe(200);
    const label = { kind: 's', org: ORG, code: 'LOBBY-9' } as const;
    const device = 'q'.repeat(32);
    const begun = await first().call('guest.begin', { label, device });
    const { stamp, templates } = (await first().call('guest.page', { label })).body;
    await pause(3 * SECOND);
    const values = { title: '大堂的灯不亮了', priority: 'normal' };
    const input = { label, templateId: templates[0].id, values, stamp };
    const sent = await first().call('guest.report', input as never, { token: begun.body.token });
    expect(sent.body.outcome).toBe('accepted');
    const followed = await first().call('guest.follow', { link: sent.body.link });
    const by = { token: followed.body.token as string };
    const ticketId = sent.body.report.id as never;
    const resident = { token: await machine.tokenFor('resident1') };
    await holdsOnBoth(
      async (server) => outcome(await server.call('ticket.get', { ticketId }, by)),
      async () => expect(outcome(await first().call('guest.claim', { device, ids: [ticketId] }, resident))).toBe(200),
      '401 signed_out',
    );
    for (const server of servers)
      expect(outcome(await server.call('guest.follow', { link: sent.body.link }))).toBe('404 link_over');

    const stateOf = async (server: Process) => {
      const page = await server.call('guest.page', { label });
      return page.body.state === 'open' ? 200 : `${page.status} ${page.body.state}`;
    };
    const retire = () => first().call('site.retire', { id: made.body.record.id as never }, admin);
    await holdsOnBoth(stateOf, async () => expect(outcome(await retire())).toBe(200), '200 retired');
    const again = { ...input, values: { ...values, title: '大堂的门关不上' } };
    const token = (await first().call('guest.begin', { label: { ...label, code: 'CH-G' }, device })).body.token;
    for (const server of servers)
      expect(outcome(await server.call('guest.report', again as never, { token }))).toBe('409 retired');
  });

  test('who asks too often at the one is asked to wait by the other, which others go on using', async () => {
    const often = await person('apartoften');
    const other = await person('apartother');
    const [one, two] = servers as readonly [Process, Process];
    const ask = async (server: Process, token: string) => outcome(await server.call('session.get', {}, { token }));
    /** Sixteen at once, so that it takes no time in which anything would be forgiven. */
    const asks = async (server: Process, times: number) => {
      const said: (string | number)[] = [];
      for (let at = 0; at < times; at += 16)
        said.push(...(await Promise.all(Array.from({ length: 16 }, () => ask(server, often.token)))));
      return said;
    };
    let said: readonly (string | number)[] = [];
    while (!said.includes('429 too_many')) said = await asks(one, 64);
    // The second lets through no more than it does before it has heard of the first: alone it would let through all of them.
    let passed = 0;
    for (said = []; !said.includes('429 too_many'); await pause(300)) {
      said = await asks(two, 32);
      passed += said.filter((each) => each === 200).length;
      expect(passed).toBeLessThan(RATE / 2);
    }
    expect(await ask(two, other.token)).toBe(200);
  });
});
