import { capital } from './capital';

test('a line begins with a capital where there are any', () => {
  expect(['today 18:05', '今天 18:05', '', 'éclair'].map(capital)).toEqual(['Today 18:05', '今天 18:05', '', 'Éclair']);
});
