// What can be published never strands a ticket: from wherever a walk leads, some people can still bring it to its end.
import fc from 'fast-check';
import { factsIn } from '../../kernel/condition';
import { ENDED } from '../../kinds';
import { aJson } from '../../testing/arbitrary';
import { aRoughTemplate, aSoundTemplate } from '../../testing/flows';
import { ROLES } from '../../testing/people';
import { asTemplate, BRANCHED, REPAIR } from '../../testing/sample';
import { finish, steps, walk } from '../../testing/walk';
import { nodesOf } from './find';
import { next } from './route';
import { validate } from './validate';

test('a sound template has no problems', () => {
  fc.assert(
    fc.property(aSoundTemplate, (template) => {
      expect(validate(template, ROLES)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('from every node, with whatever facts, the walk comes to rest at a node of the flow, or ends', () => {
  fc.assert(
    fc.property(fc.oneof(aSoundTemplate, aRoughTemplate), aJson, aJson, ({ flow }, values, priority) => {
      for (const { id } of nodesOf(flow)) {
        const rest = next(flow, id, factsIn({ values, priority }));
        expect(['dispatch', 'task', 'accept', 'rate', 'end']).toContain(rest.kind);
        if (rest.kind !== 'end') expect(nodesOf(flow)).toContain(rest);
      }
    }),
  );
});

test.each([
  ['the repair template', fc.constant(REPAIR), 100],
  ['the branched template', fc.constant(BRANCHED), 100],
  ['any sound template', aSoundTemplate.map((body) => asTemplate(body)), 300],
  [
    'any rough template that can be published all the same',
    aRoughTemplate.filter((body) => validate(body, ROLES).length === 0).map((body) => asTemplate(body)),
    300,
  ],
])('no ticket of %s is ever stranded', (_, templates, numRuns) => {
  fc.assert(
    fc.property(templates, fc.nat(0xffff), steps(15), (template, whim, path) => {
      const { after, decision } = [...walk(template, whim, path)].at(-1) ?? {};
      if (after === undefined || after.ticket === null) throw new Error(`not reported: ${JSON.stringify(decision)}`);
      expect(ENDED).toContain(finish(after, whim).ticket?.phase);
    }),
    { numRuns },
  );
});
