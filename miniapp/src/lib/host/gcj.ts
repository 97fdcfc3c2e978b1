// Maps of phones in China are drawn shifted (GCJ-02), and some hosts tell positions so. We keep WGS-84: what is handed to a map is
// shifted, and what a host tells shifted is shifted back. Who speaks which:
// - WeChat, WeCom: getLocation as it is asked for (`type: 'wgs84'`); openLocation takes GCJ-02.
// - DingTalk's mini-programs: `coordinate` is documented for pages only, and the container's positions are the map's (GCJ-02), so
//   that is what is asked for: whether or not it listens, the answer is the same; openLocation takes GCJ-02.
// - Browsers: WGS-84 (W3C Geolocation); AMap's web page takes GCJ-02.
import type { Point } from '@paidan/shared/kernel/geo';

const AXIS = 6_378_245;
const ECCENTRICITY = 0.006_693_421_622_965_943;
const { PI, sin, cos, sqrt, abs } = Math;

export function toMap(point: Point): Point {
  if (!isInChina(point)) return point;
  const [x, y] = [point.lng - 105, point.lat - 35];
  const radians = (point.lat / 180) * PI;
  const magic = 1 - ECCENTRICITY * sin(radians) ** 2;
  const north = (northward(x, y) * 180) / (((AXIS * (1 - ECCENTRICITY)) / magic ** 1.5) * PI);
  const east = (eastward(x, y) * 180) / ((AXIS / sqrt(magic)) * cos(radians) * PI);
  return { lat: point.lat + north, lng: point.lng + east };
}

/** The other way round, to within a centimetre: the shift is found where its own result lies. */
export function fromMap(shifted: Point): Point {
  let point = shifted;
  for (let turn = 0; turn < 4; turn++) {
    const again = toMap(point);
    point = { lat: point.lat + shifted.lat - again.lat, lng: point.lng + shifted.lng - again.lng };
  }
  return point;
}

const isInChina = ({ lat, lng }: Point) => lng > 72 && lng < 137.9 && lat > 0.8 && lat < 55.9;
const wave = (value: number, amounts: readonly (readonly [number, number])[]) =>
  amounts.reduce((sum, [size, length]) => sum + size * sin((value * PI) / length), 0);

function northward(x: number, y: number): number {
  const ground = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x));
  const waves =
    wave(x, [
      [20, 1 / 6],
      [20, 1 / 2],
    ]) +
    wave(y, [
      [20, 1],
      [40, 3],
      [160, 12],
      [320, 30],
    ]);
  return ground + (waves * 2) / 3;
}

function eastward(x: number, y: number): number {
  const ground = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x));
  const waves = wave(x, [
    [20, 1 / 6],
    [20, 1 / 2],
    [20, 1],
    [40, 3],
    [150, 12],
    [300, 30],
  ]);
  return ground + (waves * 2) / 3;
}
