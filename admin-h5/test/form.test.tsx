import type { Field, FormValues } from '@paidan/shared/model/field';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { CompleteDialog } from '../src/features/ticket/actions/FormDialogs';
import { type Form, useForm } from '../src/lib/form';
import { FormFields } from '../src/ui/field/FormFields';
import { assets, idOf, sites, template, tickets } from './fake/data';
import { serve, stage } from './stage';
import { picture, takeUploads } from './uploads';

let form: Form;
function Sheet({ node, first = {} }: { node: string; first?: FormValues }) {
  form = useForm(template.fields, node, { first });
  return <FormFields form={form} />;
}
const values = () => form.values;

const choose = (key: string, files: File[]) => {
  const input = document.querySelector(`[data-field=${key}] input[type=file]`) as HTMLInputElement;
  fireEvent.change(input, { target: { files } });
};

beforeEach(() => serve());

test('text, long text and phone are written', () => {
  stage(<Sheet node="start" />);
  fireEvent.change(screen.getByLabelText(/什么问题/), { target: { value: '漏水' } });
  fireEvent.change(screen.getByLabelText(/详细描述/), { target: { value: '第一行\n第二行' } });
  fireEvent.change(screen.getByLabelText(/联系电话/), { target: { value: '13800138000' } });
  expect(values()).toEqual({ title: '漏水', detail: '第一行\n第二行', phone: '13800138000' });
  fireEvent.change(screen.getByLabelText(/什么问题/), { target: { value: '' } });
  expect(values()).not.toHaveProperty('title');
});

test('select and priority are chosen; a condition shows the asset', () => {
  stage(<Sheet node="start" />);
  expect(screen.queryByText('选择设备')).toBeNull();
  fireEvent.click(screen.getByLabelText('电梯'));
  fireEvent.click(screen.getByLabelText('紧急'));
  expect(values()).toEqual({ category: 'lift', urgency: 'urgent' });
  expect(screen.getByText('选择设备')).toBeTruthy();
});

test('a site is found by walking inwards, an asset from the list', async () => {
  stage(<Sheet node="start" first={{ category: 'lift' }} />);
  fireEvent.click(screen.getByText('选择位置'));
  fireEvent.click(await screen.findByLabelText('展开 锦江花园'));
  fireEvent.click(await screen.findByText('3号楼'));
  expect(values().place).toBe(sites[1]?.id);
  fireEvent.click(screen.getByText('选择设备'));
  fireEvent.click(await screen.findByText('客梯 1#'));
  expect(values().asset).toBe(assets[0]?.id);
});

test('photos upload, count, and can be taken away; too many are said', async () => {
  const made = takeUploads();
  stage(<Sheet node="start" />);
  choose('photos', ['a', 'b', 'c', 'd', 'e'].map(picture));
  await waitFor(() => expect(values().photos).toHaveLength(4));
  expect(made).toHaveLength(4);
  expect(screen.getByText('最多 4 张，多出的没有添加')).toBeTruthy();
  fireEvent.click(screen.getByLabelText('移除第 1 张照片'));
  expect(values().photos).toHaveLength(3);
});

test('a photo that is refused says why and stays out', async () => {
  takeUploads(422);
  stage(<Sheet node="start" />);
  choose('photos', [picture('a')]);
  expect(await screen.findByText('文件已损坏，无法读取')).toBeTruthy();
  expect(values()).not.toHaveProperty('photos');
});

test('a location comes from the device', async () => {
  Object.defineProperty(navigator, 'geolocation', {
    configurable: true,
    value: {
      getCurrentPosition: (done: (at: unknown) => void) =>
        done({ coords: { latitude: 30.5, longitude: 104.1, accuracy: 12.4 } }),
    },
  });
  stage(<Sheet node="start" />);
  fireEvent.click(screen.getByText('用当前位置'));
  await waitFor(() => expect(values().where).toEqual({ lat: 30.5, lng: 104.1, accuracy: 12 }));
});

test('stars, tags and words make a rating', () => {
  stage(<Sheet node="rate" />);
  fireEvent.click(screen.getByLabelText('4 星'));
  fireEvent.click(screen.getByText('准时'));
  fireEvent.change(screen.getByLabelText('想说的话'), { target: { value: '好' } });
  expect(values().score).toEqual({ stars: 4, tags: ['准时'], words: '好' });
});

test('a signature shows, and can be made again', () => {
  stage(<Sheet node="check" first={{ sign: idOf('file', 1) }} />);
  expect(screen.getByAltText('已签名').getAttribute('src')).toContain('/api/files/');
  fireEvent.click(screen.getByText('重签'));
  expect(values()).not.toHaveProperty('sign');
  expect(screen.getByLabelText('在框内签名')).toBeTruthy();
});

test('problems show after trying to send, at their fields, and go as they are mended', () => {
  stage(<Sheet node="start" first={{ phone: 'abc' }} />);
  expect(screen.queryByText('必填')).toBeNull();
  act(() => expect(form.submit()).toBeNull());
  expect(screen.getByLabelText(/什么问题/).getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText('电话号码不正确')).toBeTruthy();
  const before = screen.getAllByText('必填').length;
  fireEvent.change(screen.getByLabelText(/什么问题/), { target: { value: '漏水' } });
  expect(screen.getAllByText('必填')).toHaveLength(before - 1);
});

test('a number that is known by its mask is left as it is kept, and one written instead is sent', async () => {
  const node = 'start';
  const one = tickets[0];
  const field = template.fields.find(({ type }) => type === 'phone');
  if (one === undefined || field === undefined) throw new Error('no ticket with a number');
  const shape = { ...template, fields: [{ ...field, node, required: true }] };
  const ticket = { ...one, node: { ...one.node, id: node }, values: { [field.key]: '139****2222' } };
  const sent = serve(() => ({ status: 200, body: { ticket, actions: [] } }));
  const last = () => sent.filter(({ name }) => name === 'ticket.complete').at(-1)?.input.values;
  const onClose = jest.fn();
  stage(<CompleteDialog answer={{ ticket, actions: [] }} template={shape} onClose={onClose} />);
  const send = screen.getAllByRole('button').at(-1) as HTMLElement;
  fireEvent.click(send);
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
  expect(last()).toEqual({});
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '13900001111' } });
  fireEvent.click(send);
  await waitFor(() => expect(onClose).toHaveBeenCalledTimes(2));
  expect(last()).toEqual({ [field.key]: '13900001111' });
});

test('of a checklist, the item that is still open is marked, and nothing else', () => {
  const both = (text: string) => ({ zh: text, en: text });
  const items = [
    { key: 'door', kind: 'tick', label: both('已断电挂牌') },
    { key: 'gap', kind: 'number', label: both('层门间隙') },
    { key: 'rope', kind: 'number', label: both('钢丝绳'), optional: true },
  ] as const;
  const list: Field = {
    key: 'list',
    type: 'checklist',
    label: both('检查表'),
    node: 'work',
    required: true,
    items: [...items],
  };
  function List() {
    form = useForm([list], 'work');
    return <FormFields form={form} />;
  }
  stage(<List />);
  fireEvent.change(screen.getByRole('textbox', { name: '层门间隙' }), { target: { value: '3' } });
  expect(screen.queryByText('还没检查')).toBeNull();
  act(() => void form.submit());
  expect(screen.getByText('还没检查').closest('[data-open]')?.textContent).toContain('已断电挂牌');
  fireEvent.click(screen.getByRole('checkbox', { name: '已断电挂牌' }));
  expect(screen.queryByText('还没检查')).toBeNull();
});
