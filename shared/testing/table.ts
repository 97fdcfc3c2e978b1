// Tables of given/when/happens: given this story, when somebody says that, then these events, or refused for that reason.
import type { Json } from '../kernel/json';
import type { TicketEventBody } from '../model/event';
import type { Template } from '../model/template';
import type { RefusalCode } from '../refusal';
import { type Act, answer, play } from './story';

export type Case = { readonly given: readonly Act[]; readonly when: Act } & (
  | { readonly happens: readonly TicketEventBody[] }
  | { readonly refused: RefusalCode; readonly data?: Readonly<Record<string, Json>> }
);

/** One test per line. A refusal without `data` in the table carries none. */
export function table(template: Template, cases: Readonly<Record<string, Case>>): void {
  for (const [name, each] of Object.entries(cases)) {
    test(name, () => {
      const { decision } = answer(play(template, each.given), each.when);
      if ('happens' in each) expect(decision).toEqual({ ok: true, value: each.happens });
      else {
        const { refused: code, data } = each;
        expect(decision).toEqual({ ok: false, refusal: data === undefined ? { code } : { code, data } });
      }
    });
  }
}
