import { fitsKeyword } from './keyword';

const fits = (key: string, text: unknown) => fitsKeyword({ key, label: '', values: ['待接单', '已完成'] }, text);

test.each<readonly [key: string, right: readonly string[], wrong: readonly unknown[]]>([
  ['thing1', ['厨房漏水', '派'.repeat(20), '3# room, a%'], ['派'.repeat(21), '', ' ', 5, null, undefined]],
  ['number2', ['0', '12.5', '1'.repeat(32)], ['1'.repeat(33), '-1', '1,000', '十', '1.']],
  ['letter1', ['abC'], ['a'.repeat(33), 'a1', '派']],
  ['symbol1', ['$%', '￥'], ['$$$$$$', 'a', '1']],
  ['character_string12', ['WO-1024', 'a'.repeat(32)], ['a'.repeat(33), '派1', 'a b']],
  [
    'time1',
    ['15:01', '2019年10月1日 15:01', '2026-11-26 08:00:30', '09:00~10:00'],
    ['25:00', '3pm', '2019年10月1日', '明天'],
  ],
  [
    'date1',
    ['2019年10月1日', '2019年10月1日 15:01', '2026-11-26', '2026/1/2'],
    ['15:01', '10月1日', '2026-11-26~2026-11-27'],
  ],
  ['amount1', ['￥100', '¥12.50元', '100元', '$0.1'], ['￥￥1', '12345678901', '一百', '100块']],
  ['phone_number1', ['13900000001', '+86-0766-66888866'], ['1'.repeat(18), '电话', '139x']],
  ['car_number1', ['粤A8Z888挂', '京A12345'], ['京A12345678', '京A-123']],
  ['name1', ['张三', 'Ann Lee', '欧'.repeat(10), 'a'.repeat(20)], ['欧'.repeat(11), 'a'.repeat(21), '张a'.repeat(6)]],
  ['phrase1', ['处理中', '派'.repeat(5)], ['派'.repeat(6), 'done', '已完成1', '处 理']],
  ['enum1', ['待接单'], ['处理中', 'toString']],
  ['poem1', [], ['anything']],
  ['constructor1', [], ['anything']],
])('%s', (key, right, wrong) => {
  expect(right.filter((text) => !fits(key, text))).toEqual([]);
  expect(wrong.filter((text) => fits(key, text))).toEqual([]);
});
