// Who may call what: nobody without signing in, nobody without the grant that the contract names, and no stranger to a ticket.

import type { Endpoint } from '@paidan/shared/contract/endpoint';
import { contract, ENDPOINTS, type EndpointName } from '@paidan/shared/contract/index';
import { GRANTS, type Grant } from '@paidan/shared/kinds';
import { TICKET_COMMANDS } from '@paidan/shared/model/command';
import { eachDatabase } from './support/databases';
import { outcome, reported, startProduct, type TestProduct, ticketIn } from './support/product';

const endpoints = ENDPOINTS.map((name) => [name, contract[name] as Endpoint] as const);
const NONSENSE = { nonsense: true } as never;

eachDatabase((_, open) => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startProduct(await open());
    const admin = product.as('admin');
    for (const grant of GRANTS) {
      const others = GRANTS.filter((one) => one !== grant);
      await person(`only-${grant}`, [grant]);
      await person(`without-${grant}`, others);
    }
    await person('nobody', []);

    async function person(login: string, grants: readonly Grant[]) {
      const code = login.replace('.', '-');
      expect(outcome(await admin('role.create', { code, name: { zh: code, en: code }, grants: [...grants] }))).toBe(
        200,
      );
      expect(outcome(await admin('member.create', { login, name: login, roles: [code] }))).toBe(200);
    }
  });
  afterAll(() => product?.stop());

  const granted = endpoints.flatMap(([name, { grant }]) => (grant === undefined ? [] : [[name, grant] as const]));

  test.each(granted)('%s wants %s, and all others together do not make up for it', async (name, grant) => {
    expect(outcome(await product.as(`without-${grant}`)(name, NONSENSE))).toBe('403 forbidden');
    expect(outcome(await product.as('nobody')(name, NONSENSE))).toBe('403 forbidden');
    // Let in, it is looked at: and is nonsense, or no form.
    expect(['400 invalid', '415 unsupported_media']).toContain(
      outcome(await product.as(`only-${grant}`)(name, NONSENSE)),
    );
  });

  test('whoever has no role sees templates and places, and no ticket, person or work', async () => {
    await reported(product);
    const nobody = product.as('nobody');
    for (const name of ['ticket.list', 'work.list'] as const) expect((await nobody(name, {})).body.items).toEqual([]);
    const { phases } = (await nobody('ticket.counts', {})).body;
    expect(Object.values(phases).every((count) => count === 0)).toBe(true);
  });

  describe('a ticket of somebody else', () => {
    let ticketId: never;
    const inputs: Partial<Record<EndpointName, object>> = {
      'ticket.assign': { memberId: '00000000000000000000' },
      'ticket.transfer': { memberId: '00000000000000000000', reason: '换人' },
      'ticket.arrive': { position: { lat: 1, lng: 1 } },
      'ticket.log': { text: '记录' },
      'ticket.complete': { values: {} },
      'ticket.confirm': { values: {} },
      'ticket.reject': { reason: '不行' },
      'ticket.rate': { values: {} },
      'ticket.cancel': { reason: '误报' },
      'ticket.comment': { text: '你好' },
    };
    beforeAll(async () => {
      ticketId = (await reported(product)).id as never;
    });
    const asked = (name: EndpointName, login: string) =>
      product.as(login)(name, { ticketId, ...inputs[name] } as never);
    const commands = TICKET_COMMANDS.filter((name) => name !== 'ticket.create');
    const reads = ['ticket.get', 'ticket.timeline', 'ticket.candidates', 'ticket.contact'] as const;

    test.each([...commands, ...reads])('%s: strangers do not learn that it is there', async (name) => {
      for (const login of ['resident2', 'tech1', 'nobody', 'without-ticket.readAll']) {
        expect([login, outcome(await asked(name, login))]).toEqual([login, '404 not_found']);
      }
    });

    test.each(commands)('%s: who may only look may not act', async (name) => {
      const before = ticketIn(await asked('ticket.get', 'audit'));
      const said = outcome(await asked(name, 'audit'));
      expect(said).toBe(name === 'ticket.accept' ? '403 not_offered' : '403 not_yours');
      expect(ticketIn(await asked('ticket.get', 'audit'))).toEqual(before);
    });
  });

  test('both timelines still prove themselves', async () => expect(await product.findings()).toEqual([]));
});
