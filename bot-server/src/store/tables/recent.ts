// When did the last few come, from one device, at one label, from one network? Each by a keyed hash of what it is.
import { instant, json, table, text } from '../columns';

export const recent = table('recent', {
  key: ['tenantId', 'name'],
  columns: {
    name: text(64),
    times: json<readonly number[]>(),
    at: instant(),
  },
  indexes: [['at']],
});
