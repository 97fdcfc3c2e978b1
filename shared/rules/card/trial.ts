// The card that tries out a connection: it arrives, and a press comes back.
import type { Instant } from '../../kernel/time';
import { toPage } from './buttons';
import type { Card } from './card';
import type { CardWords } from './words';

export function testCard(path: string, at: Instant, words: CardWords): Card {
  const { heading, title, note, stage } = words.test;
  return {
    kind: 'test',
    heading,
    title,
    note,
    urgent: false,
    facts: [],
    buttons: [{ kind: 'ack', text: words.buttons.ack }, ...toPage(words)],
    status: null,
    path,
    stage,
    handler: null,
    no: null,
    at,
  };
}

/** Its new face, once the press has come. */
export const testedCard = (path: string, at: Instant, words: CardWords): Card => ({
  ...testCard(path, at, words),
  note: null,
  buttons: toPage(words),
  status: words.test.pressed,
});
