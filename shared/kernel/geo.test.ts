import fc from 'fast-check';
import { metresBetween } from './geo';

const SHANGHAI = { lat: 31.2304, lng: 121.4737 };
const BEIJING = { lat: 39.9042, lng: 116.4074 };
const HALF_WAY_ROUND = Math.PI * 6_371_008.8;

test.each([
  ['from Shanghai to Beijing', SHANGHAI, BEIJING, 1_067_000, 1_000],
  ['one degree of latitude', { lat: 0, lng: 0 }, { lat: 1, lng: 0 }, 111_195, 1],
  ['one degree of longitude at 60° north', { lat: 60, lng: 0 }, { lat: 60, lng: 1 }, 55_597, 5],
  ['across the date line', { lat: 0, lng: 179.999 }, { lat: 0, lng: -179.999 }, 222.4, 0.1],
  ['over the pole', { lat: 89.999, lng: 0 }, { lat: 89.999, lng: 180 }, 222.4, 0.1],
  ['to the other side of the earth', { lat: 0, lng: 0 }, { lat: 0, lng: 180 }, HALF_WAY_ROUND, 1],
  ['nowhere', SHANGHAI, SHANGHAI, 0, 0],
])('%s', (_, a, b, metres, tolerance) => {
  expect(Math.abs(metresBetween(a, b) - metres)).toBeLessThanOrEqual(tolerance);
});

test('is never negative, never more than half way round, and the same both ways', () => {
  const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
  const point = fc.record({ lat: degrees(90), lng: degrees(180) });
  fc.assert(
    fc.property(point, point, (a, b) => {
      const metres = metresBetween(a, b);
      expect(metres).toBeGreaterThanOrEqual(0);
      expect(metres).toBeLessThanOrEqual(HALF_WAY_ROUND + 1e-6);
      expect(metresBetween(b, a)).toBeCloseTo(metres, 3);
    }),
  );
});
