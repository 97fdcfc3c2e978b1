// What goes back in the answer to a delivery, sealed: the presser's new card, or words. Source: 90241.
import { randomBytes } from 'node:crypto';
import type { Card } from '@paidan/shared/rules/card/card';
import type { Back, RawReply } from '../../../core/channels';
import type { JsonObject } from '../../http/client';
import { addressOf, changedCard } from './card';
import { close, type Keys } from './crypto';
import { cutBytes, message } from './text';
import { type Part, writeXml } from './xml';

const MOST_TEXT_BYTES = 2_048;

type Reply = {
  readonly keys: Keys;
  /** Whom the delivery was from, in the platform's own spelling. */
  readonly to: string;
  /** Only a card that was pressed can be given a new face. */
  readonly pressed: boolean;
  readonly now: number;
};

/** Nothing to say is an empty answer: the delivery is acknowledged all the same. */
export function passiveReply({ keys, to, pressed, now }: Reply, back: Back, baseUrl: string): RawReply {
  const said = back === null ? null : saidIn(back, pressed, baseUrl);
  if (said === null) return { status: 200, type: 'text/plain; charset=utf-8', body: '' };
  const seconds = Math.floor(now / 1000);
  const head: readonly Part[] = [
    ['ToUserName', to],
    ['FromUserName', keys.receiver],
    ['CreateTime', seconds],
  ];
  const plain = writeXml([['xml', [...head, ...said]]]);
  const sealed = close(keys, plain, String(seconds), randomBytes(8).toString('hex'));
  return {
    status: 200,
    type: 'application/xml; charset=utf-8',
    body: writeXml([
      [
        'xml',
        [
          ['Encrypt', sealed.encrypt],
          ['MsgSignature', sealed.signature],
          ['TimeStamp', seconds],
          ['Nonce', sealed.nonce],
        ],
      ],
    ]),
  };
}

function saidIn(back: NonNullable<Back>, pressed: boolean, baseUrl: string): readonly Part[] | null {
  if ('card' in back && pressed) {
    return [
      ['MsgType', 'update_template_card'],
      ['TemplateCard', partsOf(changedCard(back.card, baseUrl))],
    ];
  }
  const text = message('card' in back ? inWords(back.card, baseUrl) : back.text);
  if (text === '') return null;
  return [
    ['MsgType', 'text'],
    ['Content', cutBytes(text, MOST_TEXT_BYTES)],
  ];
}

/** `button_list` becomes `ButtonList`, a list its element several times over. */
const partsOf = (card: JsonObject): readonly Part[] =>
  Object.entries(card).flatMap(([key, value]) => {
    const name = NAMES[key] ?? pascal(key);
    const all = Array.isArray(value) ? value : [value];
    return all.map((one): Part => [name, typeof one === 'object' ? partsOf(one) : one]);
  });

/** Spelt otherwise than the rule says. */
const NAMES: Readonly<Record<string, string>> = { keyname: 'KeyName' };
const pascal = (key: string): string => key.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Where there is no card to change. */
const inWords = (card: Card, baseUrl: string): string =>
  [
    `${card.heading}\n${card.title}`,
    card.status,
    card.note,
    ...card.facts.map(({ label, value }) => `${label}：${value}`),
    addressOf(card, baseUrl),
  ]
    .filter((line) => line !== null && line !== '')
    .join('\n');
