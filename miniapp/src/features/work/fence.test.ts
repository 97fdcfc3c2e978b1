import { describe, expect, test } from '@jest/globals';
import { drawing, standing } from './fence';

const fence = { lat: 31.2304, lng: 121.4737, radius: 200 };
const north = (metres: number) => ({ lat: fence.lat + metres / 111_195, lng: fence.lng });
const east = (metres: number) => ({
  lat: fence.lat,
  lng: fence.lng + metres / 111_195 / Math.cos((fence.lat * Math.PI) / 180),
});

test.each([
  [0, true],
  [199, true],
  [201, false],
  [5000, false],
])('%s m away: inside %s', (metres, inside) => {
  const found = standing(north(metres), fence);
  expect(found.inside).toBe(inside);
  expect(Math.abs(found.distance - metres)).toBeLessThanOrEqual(2);
});

describe('the drawing', () => {
  test('on the site I stand in the middle of the ring', () => {
    expect(drawing(fence, fence)).toEqual({ ring: 0.8, x: 0.5, y: 0.5 });
  });
  test('north is up, east is right', () => {
    expect(drawing(north(100), fence).y).toBeLessThan(0.5);
    expect(drawing(east(100), fence).x).toBeGreaterThan(0.5);
  });
  test.each([150, 210, 900, 100_000])('%s m away: inside of the ring on the drawing when it is so', (metres) => {
    const { ring, x, y } = drawing(north(metres), fence);
    expect(Math.hypot(x - 0.5, y - 0.5) <= ring / 2).toBe(metres <= fence.radius);
    for (const share of [x, y]) expect(share > 0 && share < 1).toBe(true);
    expect(ring).toBeGreaterThan(0.1);
  });
});
