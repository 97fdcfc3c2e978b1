// Opening: from nothing, again, by two at once; and the servers that are refused.
import { eachDatabase } from '../../test/support/databases';
import { judge } from './check';
import { openStore } from './open';
import { A, aMember } from './samples';
import { member } from './tables/member';

eachDatabase((name, open, database) => {
  test('four at once make the tables once', async () => {
    const stores = await Promise.all([open(), open(), open(), open()]);
    await Promise.all(stores.map((store, at) => store.unit(A, (u) => u.insert(member, [aMember(`m${at}`)]))));
    for (const store of stores) expect(await store.read(A).count(member, {}, 9)).toBe(4);
  });

  test('opening again finds what was kept', async () => {
    const store = await open();
    expect(await store.read(A).count(member, {}, 9)).toBe(4);
    expect(store.dialect).toBe(name);
  });

  test('weak durability is said, and refused unless allowed', async () => {
    const config = database.config();
    if (config.kind === 'sqlite') {
      const store = await openStore({ ...config, synchronous: 'NORMAL' });
      expect(store.warnings.join()).toContain('power cut');
      await store.close();
      expect((await open()).warnings).toEqual([]);
      return;
    }
    const { warnings } = await open();
    const strict = openStore({ ...config, weakDurability: 'refuse' });
    if (warnings.length > 0) await expect(strict).rejects.toThrow('not fit for use');
    else await (await strict).close();
  });
});

describe('servers', () => {
  const good = {
    version: '10.11.6-MariaDB',
    charset: 'utf8mb4',
    mode: 'STRICT_ALL_TABLES',
    flush: 1,
    doublewrite: 'ON',
    logs: 1,
    sync: 1,
    packet: 2 ** 24,
  };
  test.each([
    [{}, 0, 0],
    [{ version: '8.0.36' }, 0, 0],
    [{ version: '8.4.0-1.el9' }, 0, 0],
    [{ version: '5.7.44-log' }, 1, 0],
    [{ version: '10.5.23-MariaDB-log' }, 1, 0],
    [{ version: '11.4.2-MariaDB' }, 0, 0],
    [{ charset: 'latin1' }, 1, 0],
    [{ mode: '' }, 1, 0],
    [{ packet: 1024 }, 1, 0],
    [{ flush: 2 }, 0, 1],
    [{ doublewrite: 0 }, 0, 1],
    [{ logs: 1, sync: 0 }, 0, 1],
    [{ logs: 0, sync: 0 }, 0, 0],
    [{ version: '5.6', flush: 0, doublewrite: 'OFF' }, 1, 2],
  ])('%j', (settings, unfit, weak) => {
    const found = judge({ ...good, ...settings });
    expect([found.unfit.length, found.weak.length]).toEqual([unfit, weak]);
  });
});
