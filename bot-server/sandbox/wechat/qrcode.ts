// wxa/getwxacodeunlimit: a picture, or an error as JSON. Source: WeChat §4.
import { createHash } from 'node:crypto';
import type { Box } from '../box';
import { json, type Reply } from '../http';
import { refuse } from '../refusal';
import { isOneOf, type Shape } from '../shape';
import type { Mini } from './mini';
import { isPublished, looksLikePage } from './page';

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]*$/;
const MOST_SCENE = 32;
const WIDTH = { least: 280, usual: 430, most: 1280 };
const VERSIONS = ['release', 'trial', 'develop'];

export async function miniCodePicture(_: Box, mini: Mini, body: Shape): Promise<Reply> {
  const { scene, page, check_path: checked = true, env_version: version = 'release', width = WIDTH.usual } = body;
  if (typeof scene !== 'string' || scene === '') return json(refuse(40129, 'invalid scene'));
  if ([...scene].length > MOST_SCENE)
    return json(refuse(40169, 'invalid length for scene, or the data is not json string'));
  if (!SCENE.test(scene)) return json(refuse(40129, 'invalid scene'));
  if (page !== undefined) {
    const right = checked === false ? looksLikePage(page) : isPublished(mini, page, false);
    if (!right) return json(refuse(41030, 'invalid page'));
  }
  if (typeof checked !== 'boolean' || !isOneOf(version, VERSIONS)) return json(refuse(40097, 'invalid args'));
  if (typeof width !== 'number' || !Number.isInteger(width) || width < WIDTH.least || width > WIDTH.most) {
    return json(refuse(40097, 'invalid args: width'));
  }
  const { default: sharp } = await import('sharp');
  const drawing = Buffer.from(drawingOf(`${mini.appid} ${String(page)} ${scene}`));
  const picture = await sharp(drawing, { density: 72 }).resize(width, width).png().toBuffer();
  return { status: 200, type: 'image/png', body: picture };
}

const SPOKES = 36;
const RINGS = 9;
const CENTRE = 215;

/** Looks like one: spokes of dots around a disc, three eyes. It cannot be scanned. */
function drawingOf(content: string): string {
  const bits = Array.from({ length: 2 }, (_, n) => createHash('sha512').update(`${n} ${content}`).digest()).flatMap(
    (hash) => [...hash],
  );
  const marks: string[] = [];
  for (let spoke = 0; spoke < SPOKES; spoke++) {
    const angle = (2 * Math.PI * spoke) / SPOKES;
    for (let ring = 0; ring < RINGS; ring++) {
      const nth = spoke * RINGS + ring;
      if (((bits[(nth >> 3) % bits.length] ?? 0) >> (nth & 7)) % 2 === 0 && ring > 0) continue;
      const radius = 92 + ring * 12;
      const [x, y] = [CENTRE + radius * Math.cos(angle), CENTRE + radius * Math.sin(angle)];
      marks.push(`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="5.5"/>`);
    }
  }
  const eyes = [
    [80, 80],
    [350, 80],
    [80, 350],
  ].map(
    ([x, y]) =>
      `<circle cx="${x}" cy="${y}" r="34" fill="#fff"/><circle cx="${x}" cy="${y}" r="24" fill="none" stroke="#111" stroke-width="9"/><circle cx="${x}" cy="${y}" r="9"/>`,
  );
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="430" height="430"><rect width="430" height="430" fill="#fff"/>` +
    `<g fill="#111">${marks.join('')}${eyes.join('')}</g>` +
    `<circle cx="${CENTRE}" cy="${CENTRE}" r="74" fill="#07c160"/><circle cx="${CENTRE}" cy="${CENTRE}" r="44" fill="none" stroke="#fff" stroke-width="14"/></svg>`
  );
}
