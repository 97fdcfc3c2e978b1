// The page that prints labels: what is chosen, what the preview shows (its codes are read), and what is asked of the server.
import type { LabelView } from '@paidan/shared/contract/label';
import { LIMITS } from '@paidan/shared/limits';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import jsQR from 'jsqr';
import LabelsPage from '../src/features/label/LabelsPage';
import type { Reply } from './fake/answer';
import { me } from './fake/data';
import { serve, stage } from './stage';

const id = (n: number) => `00000000000000000${String(n).padStart(3, '0')}`;
const site = (n: number, printed: LabelView['printed'] = null): LabelView => ({
  ref: `s.${id(n)}`,
  name: `${n} 室`,
  path: '锦江花园 / 3号楼',
  code: `JJ-${n}`,
  printed,
});
const asset: LabelView = { ref: `a.${id(900)}`, name: '客梯 1#', path: '锦江花园', code: 'LIFT-1', printed: null };
const SITES = [site(1), site(2, { at: 1, by: '王' }), site(3)];
const ORG = { code: 'jinjiang', name: '锦江物业' };
const setup = { org: ORG, base: 'https://p.example', mini: true, pdf: true };

// biome-ignore lint/suspicious/noExplicitAny: what is sent is looked into freely
type Input = any;
type Answers = { readonly [name: string]: (input: Input) => unknown };
const usual: Answers = {
  'label.setup': () => setup,
  'label.list': ({ of, unprinted }) => ({
    items: of === 'asset' ? [asset] : SITES.filter(({ printed }) => !unprinted || printed === null),
  }),
  'label.get': ({ refs }) => {
    // In the order in which they are asked for.
    const items = refs.flatMap((ref: string) => [...SITES, asset].find((one) => one.ref === ref) ?? []);
    return { items, missing: refs.length - items.length };
  },
  'label.codes': ({ refs, images = true }) => ({
    items: refs.map((ref: string) => ({ ref, image: images ? 'AAAA' : null })),
  }),
  'label.mark': ({ refs }) => ({ marked: refs.length }),
};

function begin(more: Answers = {}, at = '/labels', as = me) {
  localStorage.clear();
  sessionStorage.clear();
  return reload(more, at, as);
}

/** The same tab once more. */
function reload(more: Answers = {}, at = '/labels', as = me) {
  const answers = { ...usual, ...more };
  const sent = serve((name, input): Reply | undefined => {
    const answer = answers[name];
    return answer && { status: 200, body: answer(input) };
  });
  const page = stage(<LabelsPage />, { at, as });
  return {
    sent,
    page,
    of: (name: string) => sent.filter((one) => one.name === name).map(({ input }) => input as Input),
  };
}
test('a reload brings back what was picked, in its order; another address begins anew', async () => {
  const { page } = begin();
  await tick(/3 室/);
  await tick(/1 室/);
  await waitFor(() => expect(sessionStorage.length).toBe(1));
  const before = links(page);
  page.unmount();
  const again = reload();
  await waitFor(() => expect(links(again.page)).toEqual(before));
  expect(again.of('label.get')).toEqual([{ refs: [site(3).ref, site(1).ref] }]);
  fireEvent.click(await screen.findByLabelText(/3 室/));
  await waitFor(() => expect(links(again.page)).toHaveLength(before.length - 1));
  again.page.unmount();
  const other = reload({}, `/labels?assets=${id(900)}`);
  await waitFor(() => expect(other.of('label.get')).toEqual([{ refs: [asset.ref] }]));
  other.page.unmount();
  const somebody = reload({}, '/labels', { ...me, member: { ...me.member, id: 'somebody' as never } });
  await screen.findByLabelText(/3 室/);
  expect(somebody.of('label.get')).toEqual([]);
});

const tick = async (name: RegExp) => fireEvent.click(await screen.findByLabelText(name));
const links = ({ container }: { container: Element }) =>
  [...container.querySelectorAll('[data-link]')].map((one) => one.getAttribute('data-link'));

/** What a phone reads in a code as it is drawn. */
function read(code: Element): string | undefined {
  const dots = 6;
  const bars = [...(code.querySelector('path')?.getAttribute('d') ?? '').matchAll(/M(\d+) (\d+)h(\d+)/g)];
  const side = (Math.max(...bars.map(([, x, , width]) => Number(x) + Number(width))) + 8) * dots;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, width] of bars) {
    for (let row = 0; row < dots; row++) {
      const from = ((Number(y) + 4) * dots + row) * side + (Number(x) + 4) * dots;
      for (let at = from; at < from + Number(width) * dots; at++) pixels.fill(0, at * 4, at * 4 + 3);
    }
  }
  return jsQR(pixels, side, side)?.data;
}

test('what is ticked stands on the sheet, with a code that leads to its own place', async () => {
  const { page } = begin();
  await tick(/^1 室/);
  await tick(/^3 室/);
  fireEvent.click(screen.getByRole('button', { name: '设备' }));
  await tick(/客梯 1#/);
  expect(links(page)).toEqual([
    'https://p.example/q/jinjiang/s/JJ-1',
    'https://p.example/q/jinjiang/s/JJ-3',
    'https://p.example/q/jinjiang/a/LIFT-1',
  ]);
  for (const code of page.container.querySelectorAll('[data-link]')) {
    expect(read(code)).toBe(code.getAttribute('data-link'));
  }
  const sheet = screen.getByRole('img', { name: '第 1 / 1 页' });
  for (const words of ['扫码报修', '1 室', '锦江花园 / 3号楼', 'JJ-1', me.tenant.name]) {
    expect(within(sheet).getAllByText(words).length).toBeGreaterThan(0);
  }
  expect(screen.getByText('已选 3 个')).toBeTruthy();
  expect(screen.getByText('3 张标签，1 页')).toBeTruthy();
});

test('pages of sites and assets lead here with theirs; what is gone is said', async () => {
  const { page } = begin({}, `/labels?sites=${id(1)}.${id(77)}&assets=${id(900)}`);
  await waitFor(() => expect(links(page)).toHaveLength(2));
  expect(screen.getByText('有 1 个已停用或不存在，没有放进来。')).toBeTruthy();
});

test('copies, a half-used sheet and a phone number change what comes out', async () => {
  const { page } = begin();
  await tick(/^1 室/);
  const set = (label: string, value: string) => {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
    fireEvent.blur(screen.getByLabelText(label));
  };
  set('每个几张', '3');
  set('从第几张开始', '7');
  fireEvent.change(screen.getByLabelText('报修电话'), { target: { value: '021-5555' } });
  expect(screen.getByText('3 张标签，2 页')).toBeTruthy();
  expect(links(page)).toHaveLength(2);
  expect(screen.getAllByText('报修电话 021-5555')).toHaveLength(2);
  fireEvent.click(screen.getByRole('button', { name: '下一页' }));
  expect(links(page)).toHaveLength(1);
});

test('all that fit are chosen, page by page', async () => {
  const many = (from: number) => Array.from({ length: 3 }, (_, n) => site(from + n));
  const { of } = begin({
    'label.list': ({ cursor, limit }) => {
      const whole = limit === LIMITS.pageSize;
      return whole && cursor === undefined ? { items: many(1), next: 'b' } : { items: many(whole ? 4 : 1) };
    },
  });
  fireEvent.click(await screen.findByRole('button', { name: '全部选中' }));
  expect(await screen.findByText('已选 6 个')).toBeTruthy();
  expect(of('label.list').filter(({ limit }) => limit === LIMITS.pageSize)).toHaveLength(2);
});

test('called off, it keeps what it has', async () => {
  begin({
    'label.list': ({ cursor, limit }) => {
      if (limit !== LIMITS.pageSize) return { items: [site(1)] };
      const at = Number(cursor ?? 1);
      return { items: [site(at)], next: String(at + 1) };
    },
  });
  fireEvent.click(await screen.findByRole('button', { name: '全部选中' }));
  fireEvent.click(await screen.findByRole('button', { name: '取消' }));
  await waitFor(() => expect(screen.queryByRole('button', { name: '取消' })).toBeNull());
  expect(screen.getByText(/^已选 \d+ 个$/)).toBeTruthy();
});

test('only those never printed, on request', async () => {
  begin();
  expect(await screen.findByLabelText(/^2 室/)).toBeTruthy();
  fireEvent.click(screen.getByLabelText('只看还没打印过的'));
  await waitFor(() => expect(screen.queryByLabelText(/^2 室/)).toBeNull());
  expect(await screen.findByLabelText(/^1 室/)).toBeTruthy();
});

describe('the PDF', () => {
  const saved: string[] = [];
  beforeEach(() => {
    saved.length = 0;
    URL.createObjectURL = () => 'blob:pdf';
    URL.revokeObjectURL = () => {};
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
  });
  afterEach(() => jest.restoreAllMocks());

  function withPdf(more: Answers = {}) {
    const begun = begin(more);
    const before = globalThis.fetch;
    globalThis.fetch = (async (url: string, init: RequestInit) => {
      if (url !== '/api/label.pdf') return before(url, init);
      begun.sent.push({ name: 'label.pdf', input: JSON.parse(String(init.body)), headers: {} });
      const headers = { get: () => `attachment; filename="x"; filename*=UTF-8''${encodeURIComponent('标签.pdf')}` };
      return { ok: true, headers, blob: async () => new Blob(['%PDF']) };
    }) as typeof fetch;
    return begun;
  }

  test('asks for what the preview shows, keeps its name, and notes what was printed; which can be undone', async () => {
    const { of } = withPdf();
    await tick(/^1 室/);
    await tick(/^2 室/);
    fireEvent.change(screen.getByLabelText('纸张'), { target: { value: '50x30' } });
    fireEvent.click(screen.getByRole('button', { name: '下载 PDF' }));
    expect(await screen.findByText('2 个标签已记为打印过')).toBeTruthy();
    expect(saved).toEqual(['标签.pdf']);
    expect(of('label.pdf')).toEqual([
      {
        refs: [`s.${id(1)}`, `s.${id(2)}`],
        ...{ sheet: '50x30', codes: 'link', words: 'zh', copies: 1, first: 1, shift: { x: 0, y: 0 }, cut: false },
        base: 'https://p.example',
      },
    ]);
    fireEvent.click(screen.getByRole('button', { name: '没打成' }));
    // The second one was printed long before.
    await waitFor(() =>
      expect(of('label.mark')).toEqual([
        { refs: [`s.${id(1)}`, `s.${id(2)}`], printed: true },
        { refs: [`s.${id(1)}`], printed: false },
      ]),
    );
  });

  test('mini-program codes are made ready first', async () => {
    const { of } = withPdf();
    await tick(/^1 室/);
    fireEvent.click(screen.getByLabelText(/^小程序码/));
    fireEvent.click(screen.getByRole('button', { name: '下载 PDF' }));
    await waitFor(() => expect(saved).toEqual(['标签.pdf']));
    expect(of('label.codes')).toContainEqual({ refs: [`s.${id(1)}`], large: false, images: false });
    expect(of('label.pdf')).toMatchObject([{ codes: 'mini' }]);
  });

  test('trouble with them is said, and no file comes', async () => {
    const begun = withPdf();
    await tick(/^1 室/);
    const before = globalThis.fetch;
    globalThis.fetch = (async (url: string, init: RequestInit) =>
      url === '/api/label.codes'
        ? {
            ok: false,
            status: 409,
            json: async () => ({ error: { code: 'channel_trouble', message: '平台没有接受' } }),
          }
        : before(url, init)) as typeof fetch;
    fireEvent.click(screen.getByLabelText(/^小程序码/));
    fireEvent.click(screen.getByRole('button', { name: '下载 PDF' }));
    expect((await screen.findAllByText('平台没有接受')).length).toBeGreaterThan(0);
    expect(begun.of('label.pdf')).toEqual([]);
    expect(saved).toEqual([]);
  });
});

test('without a connected mini-program its codes cannot be chosen, and the way there is shown', async () => {
  begin({ 'label.setup': () => ({ ...setup, mini: false }) });
  const link = await screen.findByRole('link', { name: '去连接' });
  expect(link.getAttribute('href')).toBe('/connections');
  expect(screen.getByLabelText(/^小程序码/)).toHaveProperty('disabled', true);
});

test('without a font there is no PDF but print; an address of this machine is warned of', async () => {
  begin({ 'label.setup': () => ({ ...setup, base: null, pdf: false }) });
  await tick(/^1 室/);
  expect(screen.getByText(/服务器上没有中文字体/)).toBeTruthy();
  expect(screen.getByText(/二维码指向 http:\/\/localhost，别的手机打不开/)).toBeTruthy();
  expect(screen.getByRole('button', { name: '下载 PDF' })).toHaveProperty('disabled', true);
  expect(screen.getByRole('button', { name: '打印' })).toHaveProperty('disabled', false);
});

test('more than two thousand are refused before anything is asked', async () => {
  begin({
    'label.get': ({ refs }) => ({ items: refs.map((_: string, n: number) => site(n)), missing: 0 }),
    'label.list': () => ({ items: Array.from({ length: 30 }, (_, n) => site(n + 1)) }),
  });
  fireEvent.click(await screen.findByLabelText('选中列出的'));
  const copies = screen.getByLabelText('每个几张');
  fireEvent.change(copies, { target: { value: '99' } });
  fireEvent.blur(copies);
  expect(screen.getByText(/一次最多打印 2000 张，现在是 2970 张/)).toBeTruthy();
  expect(screen.getByRole('button', { name: '打印' })).toHaveProperty('disabled', true);
});

test('the browser prints every page at the paper’s size, and then all is noted', async () => {
  const print = jest.fn();
  document.head.append(document.createElement('style'));
  const paper = () => [...(document.styleSheets[0]?.cssRules ?? [])].map(({ cssText }) => cssText).join();
  window.print = print;
  const { of } = begin();
  await tick(/^1 室/);
  fireEvent.change(screen.getByLabelText('纸张'), { target: { value: '60x40' } });
  fireEvent.click(screen.getByRole('button', { name: '打印' }));
  await waitFor(() => expect(print).toHaveBeenCalled());
  const out = document.querySelector('.label-print');
  expect(paper()).toContain('size: 60mm 40mm');
  expect(out?.querySelectorAll('.label-print-page')).toHaveLength(1);
  fireEvent(window, new Event('afterprint'));
  await waitFor(() => expect(of('label.mark')).toEqual([{ refs: [`s.${id(1)}`], printed: true }]));
  expect(document.querySelector('.label-print')).toBeNull();
  expect(paper()).not.toContain('@page');
});

test('who manages assets only sees no sites', async () => {
  const member = { ...me.member, grants: me.member.grants.filter((grant) => grant !== 'site.manage') };
  begin({}, '/labels', { ...me, member });
  expect(await screen.findByLabelText(/客梯 1#/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: '位置' })).toBeNull();
});
