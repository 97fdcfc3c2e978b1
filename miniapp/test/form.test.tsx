// A template's form as a person fills it in: every field type, what shows and what is wrong by the shared rules, and a draft that
// outlives a crash.
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ok } from '@paidan/shared/kernel/result';
import type { CheckItem, Field, FormValues } from '@paidan/shared/model/field';
import { checkForm } from '@paidan/shared/rules/form/check';
import { act, cleanup, configure, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { keptDraft, useDraft } from '../src/features/form/draft';
import { Form } from '../src/features/form/Form';
import { leadToFirst } from '../src/features/form/lead';
import { useUnfinished } from '../src/features/form/unfinished';
import { host } from '../src/lib/host';
import { dropPhoto } from '../src/lib/outbasket/pictures';
import { currentBasket } from '../src/lib/outbasket/shelf';
import { beginSession, endSession, type Session } from '../src/lib/session';
import type { Unfinished } from '../src/lib/written';
import { phone } from './stubs/taro';

configure({ asyncUtilTimeout: 240_000 });

const field = (key: string, type: Field['type'], more: Partial<Field> = {}): Field => ({
  key,
  type,
  label: { zh: key, en: key },
  node: 'report',
  ...more,
});
const yes = (data: unknown) => ({ statusCode: 200, data });
const identity = {
  token: 'secret-token',
  member: { id: 'm1', login: 'lijg', name: '李建国', roles: [], grants: [] },
  tenant: { id: 't1', code: 'vanke', name: '云城物业', offsetMinutes: 480 },
} as unknown as Session;
const site = (id: string, name: string, more: object = {}) => ({
  ...{ id, name, code: id.toUpperCase(), kind: 'building', path: `云城 / ${name}`, children: 0, state: 'active' },
  ...more,
});

let values: FormValues = {};
/** In the order in which they were first drawn. */
const forms = new Set<Unfinished>();
function Held({ fields, known = {} }: { fields: readonly Field[]; known?: FormValues }) {
  const [now, setNow] = useState<FormValues>({});
  values = now;
  const { problems } = checkForm(fields, 'report', now, { known });
  const unfinished = useUnfinished();
  forms.add(unfinished);
  return <Form {...{ fields, known, problems, unfinished }} node="report" values={now} onChange={setNow} />;
}
const show = (...fields: Field[]) => act(async () => void render(<Held fields={fields} />));
const press = (name: string | RegExp) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
/** Typing is waited out. */
const pressWhenThere = async (name: string | RegExp) => {
  const button = await screen.findByRole('button', { name });
  await act(async () => void fireEvent.click(button));
};

beforeEach(() => {
  forms.clear();
  localStorage.clear();
  beginSession(identity, 'lijg');
  phone.requests.length = 0;
  phone.done.length = 0;
  phone.server = () => yes({ items: [] });
  phone.receive = () => Promise.reject(new Error('uploadFile:fail'));
  phone.storageFull = false;
  phone.photos = () => ['wxfile://tmp/1.jpg'];
  phone.recorder = () => 'starts';
  phone.recorded = 7_000;
  phone.player = () => 'plays';
});
afterEach(() => {
  cleanup();
  endSession();
});

describe('one view per field type', () => {
  test('text, long text and phone are typed; an emptied one is no answer', async () => {
    await show(field('title', 'text'), field('more', 'longText'), field('phone', 'phone'));
    type('title', '水管漏水');
    type('more', '一直滴');
    type('phone', '13800000000');
    expect(values).toEqual({ title: '水管漏水', more: '一直滴', phone: '13800000000' });
    type('more', '');
    expect(values).not.toHaveProperty('more');
  });

  test('a select and a priority are pressed, and given back by a second press', async () => {
    const options = [{ value: 'lift', label: { zh: '电梯', en: 'Lift' } }];
    await show(field('category', 'select', { options }), field('priority', 'priority'));
    await press('电梯');
    await press('紧急');
    expect(values).toEqual({ category: 'lift', priority: 'urgent' });
    await press('电梯');
    expect(values).toEqual({ priority: 'urgent' });
  });

  test('photos are kept on the device without signal, up to so many, and can be taken away', async () => {
    phone.photos = () => ['wxfile://tmp/1.jpg', 'wxfile://tmp/2.jpg', 'wxfile://tmp/3.jpg'];
    await show(field('photos', 'photo', { max: 2 }));
    await press(/拍照或选图/);
    expect(values.photos).toHaveLength(2);
    expect((values.photos as string[]).every((reference) => reference.startsWith('local:'))).toBe(true);
    expect(screen.queryByRole('button', { name: /拍照|还可加/ })).toBeNull();
    await press('删除照片 1');
    expect(values.photos).toHaveLength(1);
    expect(currentBasket().pictures.map(({ key }) => `local:${key}`)).toEqual(values.photos);
  });

  test('a camera that is not allowed is said, and going back is not', async () => {
    await show(field('photos', 'photo'));
    phone.photos = () => {
      throw { errMsg: 'chooseMedia:fail auth deny' };
    };
    await press(/拍照或选图/);
    expect(screen.getByText(/没有相机和相册的权限/)).toBeTruthy();
    await press('去设置');
    expect(phone.done.at(-1)).toEqual(['settings']);
    phone.photos = () => {
      throw { errMsg: 'chooseMedia:fail cancel' };
    };
    await press(/拍照或选图/);
    expect(screen.queryByText(/没有相机和相册的权限/)).toBeNull();
  });

  test('a full phone loses no photo that was taken', async () => {
    await show(field('photos', 'photo'));
    phone.storageFull = true;
    await press(/拍照或选图/);
    expect(screen.getByRole('alert').textContent).toMatch(/手机存储满了/);
    expect(values).toEqual({});
    phone.storageFull = false;
    await press('再保存一次');
    expect(values.photos).toHaveLength(1);
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByText('再保存一次')).toBeNull();
  });

  test.each([
    ['40 MB', 'wxfile://tmp/big.jpg', 40 * 1024 * 1024, 900_000, null],
    ['an iPhone’s own format', 'wxfile://tmp/IMG.HEIC', 3_000_000, 900_000, null],
    ['40 MB that stay too large', 'wxfile://tmp/big.jpg', 40 * 1024 * 1024, 30 * 1024 * 1024, /照片太大（超过 20 MB）/],
    ['40 MB on a phone that cannot', 'wxfile://tmp/big.jpg', 40 * 1024 * 1024, null, /照片太大（超过 20 MB）/],
    ['HEIC on a phone that cannot', 'wxfile://tmp/IMG.HEIC', 3_000_000, null, /这种照片（HEIC）打不开/],
  ])('%s: made smaller on the phone, or said', async (_name, path, bytes, after, words) => {
    phone.photos = () => [path];
    phone.photoBytes = bytes;
    phone.compressed = after;
    await show(field('photos', 'photo'));
    await press(/拍照或选图/);
    phone.photoBytes = 1000;
    if (words) {
      expect(screen.getByRole('alert').textContent).toMatch(words);
      expect(values).toEqual({});
    } else {
      expect(values.photos).toHaveLength(1);
      expect(currentBasket().pictures.at(-1)).toMatchObject({ bytes: after, path: 'kept:wxfile://tmp/small.jpg' });
    }
  });

  test('a photo that the server will not take is said at its tile while the rest is filled in, and another takes its place', async () => {
    const error = { code: 'file_type', message: '不支持这种文件，请上传 图片', requestId: 'r1' };
    phone.receive = () => ({ statusCode: 422, data: JSON.stringify({ error }) });
    await show(field('photos', 'photo', { max: 2 }), field('title', 'text'));
    type('title', '水管漏水');
    await press(/拍照或选图/);
    const said = screen.getByRole('alert');
    expect(said.textContent).toBe('照片 1 不能用：不支持这种文件，请上传 图片。删掉它，换一张');
    expect(document.querySelectorAll('.photos__tile--wrong')).toHaveLength(1);
    expect(values).toMatchObject({ title: '水管漏水' });
    phone.receive = () => ({ statusCode: 200, data: JSON.stringify({ file: { id: 'f1' } }) });
    await press(/拍照或选图/);
    expect(document.querySelectorAll('.photos__tile--wrong')).toHaveLength(1);
    await press('删除照片 1');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(document.querySelectorAll('.photos__tile--wrong')).toHaveLength(0);
    expect(values).toMatchObject({ title: '水管漏水', photos: [expect.stringMatching(/^local:/)] });
  });

  test('of several that are chosen, what is no picture is said by its name, and the others stay', async () => {
    const [good, bad] = [
      { path: 'wxfile://tmp/1.jpg', bytes: 1000, name: '1.jpg' },
      { path: '', bytes: 0, name: '合同.pdf', wrong: { matter: 'camera', code: 'notPicture', detail: '合同.pdf' } },
    ] as const;
    const choose = jest.spyOn(host, 'choosePhotos').mockResolvedValue(ok([bad, good]));
    await show(field('photos', 'photo'));
    await press(/拍照或选图/);
    choose.mockRestore();
    expect(screen.getByRole('alert').textContent).toMatch(/^“合同.pdf”打不开：不是图片/);
    expect(values.photos).toHaveLength(1);
    await press(/拍照或选图/);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('a place that may not be known says so, with the way to the settings', async () => {
    phone.place = () => {
      throw { errMsg: 'getLocation:fail auth deny' };
    };
    await show(field('location', 'location'));
    await press(/获取当前位置/);
    expect(screen.getByRole('alert').textContent).toMatch(/没有定位的权限/);
    await press('去设置');
    expect(phone.done.at(-1)).toEqual(['settings']);
  });

  test('a place is where the phone is, with how sure that is', async () => {
    phone.place = () => ({ latitude: 31.2, longitude: 121.4, accuracy: 15.4 });
    await show(field('location', 'location'));
    await press(/获取当前位置/);
    expect(values).toEqual({ location: { lat: 31.2, lng: 121.4, accuracy: 15 } });
    expect(screen.getByText('已定位，误差约 15 米')).toBeTruthy();
    await press('清除位置');
    expect(values).toEqual({});
  });

  test('a site is walked to through the tree, past a lone campus, or searched for', async () => {
    phone.server = ({ url, data }) => {
      if (url.endsWith('site.get')) return yes({ record: site('r1', '501 室') });
      if (data.text) return yes({ items: [site('r1', '501 室')] });
      const [campus, buildings] = [
        site('c1', '云城', { children: 2 }),
        [site('b1', '1 栋', { children: 3 }), site('b2', '2 栋')],
      ];
      return yes({
        items: data.parentId === null ? [campus] : data.parentId === 'c1' ? buildings : [site('f1', '1 层')],
      });
    };
    await show(field('site', 'site'));
    await press(/选择位置/);
    await pressWhenThere('进入1 栋');
    expect(await screen.findByText('1 层')).toBeTruthy();
    type('搜索楼栋、房号或编码', '501');
    await pressWhenThere(/501 室/);
    expect(values).toEqual({ site: 'r1' });
    expect(screen.getByText('云城 / 501 室')).toBeTruthy();
  });

  test('an asset is scanned; a code of something else is said', async () => {
    const lift = { id: 'l1', code: 'LIFT-01', name: '1 号电梯', sitePath: '1 栋', state: 'active' };
    phone.server = ({ url }) => yes(url.endsWith('asset.get') ? { record: lift } : { items: [lift] });
    await show(field('asset', 'asset'));
    phone.code = () => 'https://paidan.test/q/vanke/a/LIFT-01';
    await press('扫码');
    expect(values).toEqual({ asset: 'l1' });
    phone.code = () => 'https://paidan.test/q/vanke/s/B1';
    await press('扫码');
    expect(screen.getByText(/不是设备码/)).toBeTruthy();
    expect(values).toEqual({ asset: 'l1' });
  });

  test('a signature is drawn and kept as a picture', async () => {
    await show(field('sign', 'signature'));
    await act(async () => void fireEvent.click(screen.getByLabelText('sign', { selector: 'canvas, button' })));
    await press('签好了');
    expect(values.sign).toMatch(/^local:/);
    expect(String(values.sign).length).toBeLessThanOrEqual(40);
    await press('重签');
    expect(values).toEqual({});
  });

  test('strokes that are not said to be done are taken by sending their own form, and by no other', async () => {
    const text = field('text', 'text');
    await act(async () => void render(<Held fields={[text]} />));
    await show(field('sign', 'signature'));
    const [other, own] = [...forms];
    await act(async () => void fireEvent.click(screen.getByLabelText('sign', { selector: 'canvas, button' })));
    expect([other?.isOpen(), own?.isOpen()]).toEqual([false, true]);
    await act(async () => expect(await other?.finish()).toBe(true));
    expect(values).toEqual({});
    await act(async () => expect(await own?.finish()).toBe(true));
    expect(values.sign).toMatch(/^local:/);
  });

  test('stars bring words that fit them; praise does not stay with one star', async () => {
    await show(field('rating', 'rating'));
    await press('5 星');
    await press('响应快');
    type('想说的话（选填）', '谢谢');
    expect(values).toEqual({ rating: { stars: 5, tags: ['响应快'], words: '谢谢' } });
    await press('4 星');
    expect(values).toMatchObject({ rating: { stars: 4, tags: ['响应快'] } });
    await press('1 星');
    expect(values).toEqual({ rating: { stars: 1, words: '谢谢' } });
    expect(screen.getByRole('button', { name: '没修好' })).toBeTruthy();
  });
});

describe('a voice note', () => {
  const begin = () => press('点一下，说给我们听');
  const kept = () => currentBasket().pictures.filter(({ name }) => name === 'voice.mp3');
  afterEach(() => {
    for (const { key } of kept()) dropPhoto(`local:${key}`);
  });
  const note = () => values.voice as { file: string; seconds: number } | undefined;

  test('is recorded, kept on the device, played, recorded again and deleted', async () => {
    await show(field('voice', 'voice'));
    await begin();
    expect(phone.done.at(-1)).toEqual(['record', expect.objectContaining({ format: 'mp3', duration: 60_000 })]);
    expect(screen.getByRole('status').textContent).toBe('正在录音 0:00 / 1:00');
    await press('说完了');
    expect(note()).toEqual({ file: expect.stringMatching(/^local:/), seconds: 7 });
    expect(kept()).toMatchObject([{ path: 'kept:wxfile://tmp/voice.mp3' }]);
    await press('播放语音，7 秒');
    expect(phone.done.at(-1)).toEqual(['play', 'kept:wxfile://tmp/voice.mp3']);
    await press('停止播放');
    expect(phone.done.at(-1)).toEqual(['hush']);
    await press('播放语音，7 秒');
    await act(async () => phone.endPlaying());
    expect(screen.getByRole('button', { name: '播放语音，7 秒' })).toBeTruthy();
    phone.recorded = 12_000;
    await press('重录');
    expect(note()).toBeUndefined();
    await press('说完了');
    expect(note()?.seconds).toBe(12);
    expect(kept()).toHaveLength(1);
    await press('删除语音');
    expect(values).toEqual({});
    expect(kept()).toEqual([]);
  });

  test('thrown away before its end, it never was', async () => {
    await show(field('voice', 'voice'));
    await begin();
    await press('取消');
    expect(values).toEqual({});
    expect(kept()).toEqual([]);
    await begin();
    await press('说完了');
    expect(note()?.seconds).toBe(7);
  });

  test.each([
    ['the minute is full', () => phone.endRecording(), 61_000, 60],
    ['the app goes to the back', () => phone.goAway(), 5_000, 5],
  ])('%s: what was said is kept', async (_name, happens, recorded, seconds) => {
    phone.recorded = recorded;
    await show(field('voice', 'voice'));
    await begin();
    await act(async () => void happens());
    expect(note()?.seconds).toBe(seconds);
    expect(screen.queryByText(/最长 60 秒/) !== null).toBe(seconds === 60);
  });

  test('a microphone that is not allowed is said, with the way to the settings', async () => {
    phone.recorder = () => ({ errMsg: 'operateRecorder:fail auth deny' });
    await show(field('voice', 'voice'));
    await begin();
    expect(screen.getByRole('alert').textContent).toMatch(/没有麦克风的权限。去设置里打开，或者打字说明/);
    await press('去设置');
    expect(phone.done.at(-1)).toEqual(['settings']);
    phone.recorder = () => 'starts';
    await begin();
    await press('说完了');
    expect(note()?.seconds).toBe(7);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('a full phone loses nothing that was said', async () => {
    await show(field('voice', 'voice'));
    await begin();
    phone.storageFull = true;
    await press('说完了');
    expect(screen.getByRole('alert').textContent).toMatch(/手机存储满了/);
    expect(values).toEqual({});
    phone.storageFull = false;
    await press('再保存一次');
    expect(note()?.seconds).toBe(7);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('one that cannot be played says so', async () => {
    await show(field('voice', 'voice'));
    await begin();
    await press('说完了');
    phone.player = () => 'fails';
    await press('播放语音，7 秒');
    expect(screen.getByRole('alert').textContent).toMatch(/放不了这段语音/);
  });
});

describe('a checklist', () => {
  const both = (text: string) => ({ zh: text, en: text });
  const items: CheckItem[] = [
    { key: 'door', kind: 'tick', label: both('门') },
    { key: 'amps', kind: 'number', label: both('电流'), unit: 'A', low: 2, high: 8 },
    {
      key: 'belt',
      kind: 'choice',
      label: both('皮带'),
      options: [
        { value: 'good', label: both('正常') },
        { value: 'worn', label: both('磨损'), bad: true },
      ],
    },
    { key: 'plate', kind: 'photo', label: both('铭牌') },
  ];
  const list = field('list', 'checklist', { items, required: true });
  const checks = () => (values.list as { checks: Record<string, unknown> } | undefined)?.checks;

  test('is ticked, measured, chosen and photographed; what is open is counted', async () => {
    await show(list);
    expect(screen.getByText('还有 4 项没有检查')).toBeTruthy();
    await act(async () => void fireEvent.click(screen.getByRole('checkbox', { name: '门' })));
    type('电流', '3.5');
    await press('正常');
    expect(screen.getByRole('status').textContent).toBe('还有 1 项没有检查');
    expect(screen.getByText('还有 1 项没有检查', { selector: '.form__problem' })).toBeTruthy();
    await press(/拍照或选图 铭牌/);
    expect(screen.getByRole('status').textContent).toBe('全部检查完了');
    expect(document.querySelector('.form__problem')).toBeNull();
    expect(checks()).toEqual({ door: true, amps: 3.5, belt: 'good', plate: [expect.stringMatching(/^local:/)] });
    await act(async () => void fireEvent.click(screen.getByRole('checkbox', { name: '门' })));
    expect(checks()).not.toHaveProperty('door');
  });

  test('what is missing is marked, and nothing else: neither what is answered nor what need not be', async () => {
    const rope = { key: 'rope', kind: 'number', label: both('钢丝绳'), optional: true } as const;
    await show(field('list', 'checklist', { items: [...items, rope], required: true }));
    type('电流', '3.5');
    await press('正常');
    await press(/拍照或选图 铭牌/);
    const marked = () => Array.from(document.querySelectorAll('.checks__item--flagged'), (one) => one.textContent);
    expect(marked()).toEqual(['门还没检查']);
    expect(screen.getAllByText('还没检查')).toHaveLength(1);
    // What would turn every input below it red.
    expect(document.querySelector('.form__field--wrong')).toBeNull();
    await act(async () => void fireEvent.click(screen.getByRole('checkbox', { name: '门' })));
    expect(marked()).toEqual([]);
  });

  test('what is out of order is flagged in words, and taken all the same', async () => {
    await show(list);
    type('电流', '8.1');
    expect(screen.getByText('超出范围（应为 2 ~ 8 A）')).toBeTruthy();
    type('电流', '8');
    expect(screen.queryByText(/超出范围/)).toBeNull();
    await press('磨损');
    expect(screen.getByText('异常')).toBeTruthy();
    expect(checks()).toEqual({ amps: 8, belt: 'worn' });
  });

  test.each([
    ['3。5', 3.5],
    ['－2', -2],
    ['3.', undefined],
    ['-', undefined],
    ['abc', undefined],
    ['', undefined],
  ])('a number typed as %s', async (typed, expected) => {
    await show(list);
    type('电流', '1');
    type('电流', typed);
    expect(checks()?.amps).toBe(expected);
    expect((screen.getByLabelText('电流') as HTMLInputElement).value).toBe(typed);
  });
});

describe('the shared rules', () => {
  test('a condition shows a field, and hides it again', async () => {
    const options = ['lift', 'other'].map((value) => ({ value, label: { zh: value, en: value } }));
    const asset = field('floor', 'text', { visibleWhen: { op: 'is', fact: 'values.category', value: 'lift' } });
    await show(field('category', 'select', { options }), asset);
    expect(screen.queryByLabelText('floor')).toBeNull();
    await press('lift');
    expect(screen.getByLabelText('floor')).toBeTruthy();
    await press('other');
    expect(screen.queryByLabelText('floor')).toBeNull();
  });

  test('problems stand below their fields in words', async () => {
    await show(field('title', 'text', { required: true }), field('phone', 'phone'));
    expect(screen.getByText('必填')).toBeTruthy();
    type('phone', 'abc');
    expect(screen.getByText('电话号码不正确')).toBeTruthy();
  });

  test('what the server holds already is taken back by saying so', async () => {
    await act(async () => void render(<Held fields={[field('title', 'text')]} known={{ title: '旧的' }} />));
    expect((screen.getByLabelText('title') as HTMLInputElement).value).toBe('旧的');
    type('title', '');
    expect(values).toEqual({ title: '' });
  });
});

describe('a draft', () => {
  function Drafted() {
    const { values: now, change, forget } = useDraft('report.t1');
    const unfinished = useUnfinished();
    return (
      <>
        <Form
          {...{ unfinished }}
          fields={[field('title', 'text')]}
          node="report"
          values={now}
          onChange={change}
          problems={[]}
        />
        <button type="button" onClick={forget}>
          sent
        </button>
      </>
    );
  }
  const open = () => act(async () => void render(<Drafted />));

  test('is there again after a crash, for the same person only, until it was sent', async () => {
    await open();
    type('title', '水管漏水');
    cleanup();
    await open();
    expect((screen.getByLabelText('title') as HTMLInputElement).value).toBe('水管漏水');
    beginSession({ ...identity, member: { ...identity.member, id: 'm2' as typeof identity.member.id } }, 'other');
    expect(keptDraft('report.t1')).toBeNull();
    beginSession(identity, 'lijg');
    await press('sent');
    type('title', '晚到的改动');
    expect(keptDraft('report.t1')).toBeNull();
  });

  test('a full storage stops nobody', async () => {
    phone.storageFull = true;
    await open();
    type('title', '水管漏水');
    phone.storageFull = false;
    expect((screen.getByLabelText('title') as HTMLInputElement).value).toBe('水管漏水');
  });
});

describe('what is still missing', () => {
  const fields = [field('first', 'text', { required: true }), field('second', 'text', { required: true })];
  function Stale() {
    const [now, setNow] = useState<FormValues>({});
    // As it was judged when somebody tried to send it.
    const problems = [
      { key: 'second', problem: 'required' as const },
      { key: 'first', problem: 'required' as const },
    ];
    const unfinished = useUnfinished();
    return <Form {...{ fields, problems, unfinished }} node="report" values={now} onChange={setNow} />;
  }

  test('is said no longer once it is there', async () => {
    await act(async () => void render(<Stale />));
    expect(screen.getAllByText('必填')).toHaveLength(2);
    type('first', '漏水');
    expect(screen.getAllByText('必填')).toHaveLength(1);
    expect(document.querySelectorAll('.form__field--wrong')).toHaveLength(1);
    type('first', '');
    expect(screen.getAllByText('必填')).toHaveLength(2);
  });

  test('the first as it stands on the page is led to, whichever was found first, and has the focus', async () => {
    process.env.TARO_ENV = 'h5';
    const led: string[] = [];
    const prototype = Element.prototype as { scrollIntoView?: (this: Element) => void };
    prototype.scrollIntoView = function () {
      led.push(this.id);
    };
    // jsdom lays nothing out: what is hidden is told by `hidden` here.
    Object.defineProperty(HTMLElement.prototype, 'offsetParent', {
      configurable: true,
      get(this: HTMLElement) {
        return this.closest('[hidden]') === null ? document.body : null;
      },
    });
    try {
      const problems = ['second', 'first'].map((key) => ({ key, problem: 'required' as const }));
      await act(
        async () =>
          void render(
            <>
              <Stale />
              <div hidden>
                <Stale />
              </div>
            </>,
          ),
      );
      expect(leadToFirst(fields, problems)).toBe(2);
      expect(led).toEqual(['field-first']);
      expect(document.activeElement).toBe(screen.getAllByLabelText('first')[0]);
      expect(leadToFirst(fields, [])).toBe(0);
      expect(led).toHaveLength(1);
    } finally {
      delete process.env.TARO_ENV;
      delete prototype.scrollIntoView;
      delete (HTMLElement.prototype as { offsetParent?: unknown }).offsetParent;
    }
  });
});
