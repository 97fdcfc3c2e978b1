// The built mini-program on phones in WeChat, WeCom and DingTalk, against the built server: a report by scanning a code, the work on
// site, the signature and the rating, all by what is seen, pressed and typed.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { metresBetween } from '@paidan/shared/kernel/geo';
import { HOUR, MINUTE } from '@paidan/shared/kernel/time';
import sharp from 'sharp';
import { type HostName, makePhone, type Person, type Phone } from '../../../miniapp/test/harness/phone';
import { eachDatabase } from '../support/databases';
import { ogg, photo } from '../support/pictures';
import { type Caller, signIn } from './api';
import {
  ASKED,
  AT_HOME,
  addPhoto,
  agree,
  allSent,
  describeLeak,
  enter,
  FAR_AWAY,
  HOSTS,
  LABEL,
  scan,
  sign,
  submit,
} from './miniappSteps';
import { type ServerProcess, startProcess } from './process';

eachDatabase((database, _open, { config }) => {
  // What differs between the databases lies behind the server's calls: there one host shows it.
  const hosts = database === 'sqlite' ? HOSTS : (['wechat'] as const);
  let server: ServerProcess;
  let dispatch: Caller;
  /** Of the technician who gets what is reported here. */
  let worker = '';
  let folder = '';
  let picture = '';
  const phones: Phone[] = [];

  beforeAll(async () => {
    server = await startProcess(config(), { standIn: true });
    dispatch = await signIn(server.url, 'dispatch');
    const { body: me } = await (await signIn(server.url, 'tech1'))('session.get', {});
    worker = me.member.id;
    folder = await mkdtemp(path.join(tmpdir(), 'paidan-photos-'));
    picture = path.join(folder, 'photo.jpg');
    await writeFile(picture, await photo(1200, 900));
  });
  afterEach(() => {
    for (const phone of phones.splice(0)) phone.end();
  });
  afterAll(async () => {
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const startPhone = (name: HostName, person?: Person) => {
    const phone = makePhone(name, person);
    phones.push(phone);
    phone.start();
    return phone;
  };
  /** Nothing that the app was asked to do may have gone wrong unseen, nor gone anywhere else. */
  const soundness = (phone: Phone) => ({
    errors: phone.errors,
    elsewhere: phone.requests.map(({ url }) => url).filter((url) => !url.startsWith(`${server.url}/api/`)),
    lostPictures: phone.pictures().filter((address) => !phone.device.files.has(address)),
  });
  const SOUND = { errors: [], elsewhere: [], lostPictures: [] };

  const enterAs = async (name: HostName, login: string) => {
    const phone = startPhone(name);
    await enter(phone, server.url, login);
    return phone;
  };
  /** Reported over the API and assigned to the technician; its id. */
  async function assigned(title: string): Promise<string> {
    const resident = await signIn(server.url, 'resident1');
    const { body: templates } = await resident('template.list', {});
    const template = templates.items.find((one: { name: { zh: string } }) => one.name.zh === '物业报修');
    const { body: sites } = await dispatch('site.list', { text: 'CH-1-1-301' });
    const values = { title, category: 'water', priority: 'normal', site: sites.items[0].id, phone: '13800138009' };
    const { body } = await resident('ticket.create', { templateId: template.id, values });
    const ticketId = body.ticket.id;
    expect((await dispatch('ticket.assign', { ticketId, memberId: worker })).status).toBe(200);
    return ticketId;
  }
  const titled = async (title: string) => {
    const { body } = await dispatch('ticket.list', { order: 'newest', limit: 50 });
    return body.items.filter((item: { title: string }) => item.title === title);
  };
  const happened = async (ticketId: string): Promise<string[]> => {
    const { body } = await dispatch('ticket.timeline', { ticketId });
    return body.items.map((item: { type: string }) => item.type.replace('ticket.', ''));
  };

  /** The picture of a single green has white letters at its lower edge, as the server keeps it. */
  async function isWrittenOn(phone: Phone, id: string): Promise<boolean> {
    const { token } = JSON.parse(phone.device.storage.get('session') ?? '{}') as { token: string };
    const reply = await fetch(`${server.url}/api/files/${id}`, { headers: { Authorization: `Bearer ${token}` } });
    expect(reply.status).toBe(200);
    const image = sharp(Buffer.from(await reply.arrayBuffer()));
    const { width, height } = await image.metadata();
    const edge = { left: 0, top: Math.floor(height * 0.94), width, height: Math.floor(height * 0.05) };
    const { channels } = await sharp(await image.extract(edge).greyscale().toBuffer()).stats();
    return (channels[0]?.max ?? 0) > 230;
  }

  const ticketOf = async (no: number) => {
    const { body } = await dispatch('ticket.list', { text: String(no) });
    return body.items.find((item: { no: number }) => item.no === no);
  };

  test.each(hosts)('%s: from the scanned code to the rating', async (name) => {
    const resident = startPhone(name);
    await enter(resident, server.url, 'resident1');
    await resident.tap('报修');
    await scan(resident);
    await describeLeak(resident, '厨房水管漏水');
    await addPhoto(resident, picture);
    const no = await submit(resident);
    await resident.tap('查看进度');
    await resident.sees('正在安排师傅');

    const { id: ticketId } = await ticketOf(no);
    expect((await dispatch('ticket.assign', { ticketId, memberId: worker })).status).toBe(200);

    const technician = startPhone(name);
    technician.device.position = FAR_AWAY;
    await enter(technician, server.url, 'tech1');
    await technician.open('厨房水管漏水');
    await technician.sees('报修内容');
    await technician.tap('接单');
    await technician.tap('出发');
    await technician.missesOut('正在发送');
    await technician.tap('到达签到');
    await agree(technician);
    await technician.sees('签到范围是');
    technician.device.position = AT_HOME;
    await technician.tap('重新定位');
    await technician.sees('在签到范围内');
    await technician.tap('签到');
    await technician.tap('完成');
    await technician.sees('完成工单');
    await technician.tap('提交完成');
    await technician.sees('还有 1 处要改');
    await technician.type('故障原因与处理', '角阀老化，更换新阀');
    technician.device.album.push(picture, picture);
    await technician.tapOn('photos__add', 1);
    await technician.sees('还可加 4 张');
    await technician.tap('提交完成');
    await technician.sees('等待：吴芳');

    await resident.pullDown();
    await resident.sees('修好了，请你验收');
    await sign(resident);
    await resident.tap('确认验收');
    await resident.sees('说说这次服务怎么样');
    await resident.tapOn('rating__star', 4);
    await resident.tap('响应快');
    await resident.tap('提交评价');
    await resident.sees('已关闭');
    await technician.pullDown();
    await technician.sees('5 ★');
    // The report's photo and two of the work; the signature is for whoever gave it.
    await resident.until(() => resident.pictures().length === 4, 'shows not all pictures');
    await technician.until(() => technician.pictures().length === 3, 'shows not all pictures');

    const { body: told } = await dispatch('ticket.timeline', { ticketId });
    expect(told.items.map((item: { type: string; channel: string }) => [item.type, item.channel])).toEqual([
      ['ticket.created', 'miniapp'],
      ['ticket.entered', 'miniapp'],
      ['ticket.assigned', 'api'],
      ['ticket.entered', 'api'],
      ['ticket.accepted', 'miniapp'],
      ['ticket.departed', 'miniapp'],
      ['ticket.arrived', 'miniapp'],
      ['ticket.completed', 'miniapp'],
      ['ticket.entered', 'miniapp'],
      ['ticket.confirmed', 'miniapp'],
      ['ticket.entered', 'miniapp'],
      ['ticket.rated', 'miniapp'],
      ['ticket.closed', 'miniapp'],
    ]);
    expect([soundness(resident), soundness(technician)]).toEqual([SOUND, SOUND]);
    for (const phone of [resident, technician]) {
      const names = new Set(phone.calls.map((call) => call.name));
      expect([...names].filter((one) => !ASKED[name].includes(one))).toEqual([]);
    }
    // What the photos of the work say: written by the phone, and by the server for the phone that cannot.
    const said = technician.drawn.filter(({ what }) => what === 'fillText').map(({ how }) => how[0]);
    if (name === 'dingtalk') {
      expect(said).toEqual([]);
      const { body } = await dispatch('ticket.get', { ticketId });
      const { photos, ...others } = body.ticket.values as Record<string, unknown>;
      const work = Object.values(others).filter(Array.isArray).flat();
      const written = (ids: unknown) => Promise.all((ids as string[]).map((id) => isWrittenOn(technician, id)));
      expect([await written(photos), await written(work)]).toEqual([[false], [true, true]]);
    } else {
      expect(said).toEqual(expect.arrayContaining([expect.stringMatching(/^地点 .*301室$/), `拍摄 张伟 · #${no}`]));
    }
    if (name === 'wechat') {
      const guarded = ['requirePrivacyAuthorize', 'chooseMedia', 'getLocation'];
      expect(technician.calls.map((call) => call.name).filter((one) => guarded.includes(one))).toEqual([
        'requirePrivacyAuthorize',
        'getLocation',
        'requirePrivacyAuthorize',
        'getLocation',
        'requirePrivacyAuthorize',
        'chooseMedia',
      ]);
    }
  });

  test.each(hosts)(
    '%s: reported without network, closed, started again: it arrives once, with its photo',
    async (name) => {
      const title = `断网报修 ${name}`;
      const resident = await enterAs(name, 'resident1');
      await resident.tap('报修');
      await scan(resident);
      await describeLeak(resident, title);
      resident.device.setOnline(false);
      await addPhoto(resident, picture);
      await resident.tap('提交');
      await resident.sees('已保存在手机里');
      resident.close();
      resident.start();
      await resident.sees('1 项待发送');
      expect(await titled(title)).toEqual([]);
      resident.device.setOnline(true);
      await allSent(resident);
      const [made, ...others] = await titled(title);
      expect(others).toEqual([]);
      const { body } = await dispatch('ticket.get', { ticketId: made.id });
      expect(body.ticket.values.photos).toHaveLength(1);
      expect([soundness(resident), resident.device.files.kept()]).toEqual([SOUND, []]);
    },
  );

  test.each(hosts)('%s: work goes on in the cellar, and arrives in its order once there is network', async (name) => {
    const title = `地下室 ${name}`;
    const ticketId = await assigned(title);
    const technician = await enterAs(name, 'tech1');
    await technician.open(title);
    await technician.sees('报修内容');
    technician.device.setOnline(false);
    await technician.tap('接单');
    await technician.sees('没有网络，已保存在手机里，联网后自动发出');
    await technician.tap('出发');
    await technician.sees('2 项待发送');
    technician.close();
    technician.start();
    await technician.sees('2 项待发送');
    technician.device.setOnline(true);
    await allSent(technician);
    expect(await happened(ticketId)).toEqual(['created', 'entered', 'assigned', 'entered', 'accepted', 'departed']);
    expect(soundness(technician)).toEqual(SOUND);
  });

  test.each(hosts)('%s: what the person does not allow is said, and there is a way on', async (name) => {
    const title = `没有权限 ${name}`;
    const ticketId = await assigned(title);
    const technician = await enterAs(name, 'tech1');
    await technician.open(title);
    await technician.tap('接单');
    await technician.tap('出发');
    await technician.missesOut('正在发送');
    technician.device.location = 'denied';
    technician.device.camera = 'denied';
    await technician.tap('到达签到');
    if (technician.host.asksForPrivacy) {
      await technician.tap('不同意');
      await technician.sees('需要先同意隐私指引才能用定位');
      await technician.tap('重新定位');
      await agree(technician);
    }
    await technician.sees('没有定位的权限');
    // Where the host has such a page.
    expect(technician.has(/^去设置$/m)).toBe(name !== 'dingtalk');
    await technician.tap('说明原因并签到');
    await technician.sees('请写明原因');
    await technician.type('没有定位也能签到，说明原因', '手机定位坏了，业主在场');
    await technician.tap('说明原因并签到');
    await technician.tap('完成');
    await technician.sees('完成工单');
    await technician.tapOn('photos__add', 1);
    await technician.sees('没有相机和相册的权限');
    const { body } = await dispatch('ticket.timeline', { ticketId });
    const arrived = body.items.find((item: { type: string }) => item.type === 'ticket.arrived');
    expect(arrived.data).toMatchObject({ position: null, distance: null, override: '手机定位坏了，业主在场' });
    expect(soundness(technician)).toEqual(SOUND);
  });

  // Its recorder and player are its own; WeChat's are told in the pages' tests.
  const inDingtalk = hosts.filter((name) => name === 'dingtalk');
  if (inDingtalk.length > 0)
    test.each(inDingtalk)('%s: said by voice, heard by whoever does the work, shown on the map', async () => {
      const title = '语音说明';
      const note = path.join(folder, 'note.ogg');
      await writeFile(note, ogg());
      const resident = await enterAs('dingtalk', 'resident1');
      await resident.tap('报修');
      await scan(resident);
      await describeLeak(resident, title);
      resident.device.microphone = 'denied';
      await resident.tap('点一下，说给我们听');
      await resident.sees('没有麦克风的权限');
      resident.device.microphone = 'granted';
      resident.device.said.push(note);
      await resident.tap('点一下，说给我们听');
      await resident.sees('正在录音');
      await resident.tap('说完了');
      await resident.sees('重录');
      const no = await submit(resident);
      const { id: ticketId } = await ticketOf(no);
      expect((await dispatch('ticket.assign', { ticketId, memberId: worker })).status).toBe(200);
      const technician = await enterAs('dingtalk', 'tech1');
      await technician.open(title);
      await technician.tapOn('voice__note');
      await technician.until(() => technician.device.heard.length === 1, 'plays nothing');
      await technician.tap('导航');
      const shown = technician.calls.find((call) => call.name === 'openLocation')?.options as Record<string, string>;
      // As the map has it: half a kilometre beside the real place.
      const meant = { lat: Number(shown.latitude), lng: Number(shown.longitude) };
      expect(Math.abs(metresBetween(meant, AT_HOME) - 500)).toBeLessThan(150);
      expect([soundness(resident), soundness(technician)]).toEqual([SOUND, SOUND]);
    });

  test.each(hosts)('%s: a full phone says so and keeps what was filled in', async (name) => {
    const title = `存储满 ${name}`;
    const resident = await enterAs(name, 'resident1');
    await resident.tap('报修');
    await scan(resident);
    await describeLeak(resident, title);
    resident.device.full = true;
    await resident.tap('提交');
    await resident.sees('手机存储满了');
    expect([await titled(title), resident.valueOf('什么问题')]).toEqual([[], title]);
    resident.device.full = false;
    await submit(resident);
    expect(await titled(title)).toHaveLength(1);
    expect(soundness(resident)).toEqual(SOUND);
  });

  test.each(hosts)('%s: a session that ended meanwhile: signed in again, what waited goes out', async (name) => {
    const title = `登录过期 ${name}`;
    const resident = await enterAs(name, 'resident1');
    await resident.tap('报修');
    await scan(resident);
    await describeLeak(resident, title);
    resident.device.setOnline(false);
    await resident.tap('提交');
    await resident.sees('已保存在手机里');
    const { token } = JSON.parse(resident.device.storage.get('session') ?? '{}') as { token: string };
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
    const ended = await fetch(`${server.url}/api/session.end`, { method: 'POST', headers, body: '{}' });
    expect(ended.status).toBe(200);
    resident.device.setOnline(true);
    await resident.sees('登录已过期。1 项操作还在手机里');
    await enter(resident, server.url, 'resident1', true);
    await allSent(resident);
    expect(await titled(title)).toHaveLength(1);
    expect(soundness(resident)).toEqual(SOUND);
  });

  test.each(hosts)('%s: opened by a code, a stranger signs in and finds the place filled in', async (name) => {
    const { body } = await dispatch('site.list', { text: 'CH-1-1-301' });
    const ways = {
      wechat: { q: encodeURIComponent(`${server.url}${LABEL}`), scancode_time: '1700000000' },
      wecom: { scene: encodeURIComponent(`s.${body.items[0].id}`) },
      dingtalk: { org: 'cuihu', kind: 's', code: 'CH-1-1-301' },
    } as const;
    const phone = makePhone(name);
    phones.push(phone);
    phone.start({ path: 'pages/report/index', query: ways[name] });
    await enter(phone, server.url, 'resident2');
    await phone.sees('翠湖花园 / 1号楼 / 1单元 / 301室');
    expect([phone.depth(), phone.route(), soundness(phone)]).toEqual([1, 'pages/report/index', SOUND]);
  });

  test.each(hosts)('%s: a code that leads nowhere is said in plain words, and there is a way on', async (name) => {
    const resident = await enterAs(name, 'resident1');
    const admin = await signIn(server.url, 'admin');
    const code = `OLD-${name}`;
    const { body: made } = await admin('asset.create', { code, name: '旧水泵' });
    expect((await admin('asset.retire', { id: made.record.id })).status).toBe(200);
    const codes = [
      [`${server.url}/q/cuihu`, '这个码看不清'],
      ['%E4%B8%', '这个码看不清'],
      [`${server.url}/q/cuihu/a/${code}`, '这个位置或设备已停用'],
      [`${server.url}/q/cuihu/s/NOBODY-HAS-IT`, '没有这个码对应的地方'],
      [`${server.url}/q/yunshan/s/YS`, '云杉'],
    ] as const;
    await resident.tap('报修');
    await resident.sees('扫墙上或设备上的码');
    for (const [nth, [text, said]] of codes.entries()) {
      resident.device.codes.push(text);
      await (nth === 0 ? resident.open('扫一扫') : resident.tap('扫一扫'));
      await resident.sees(said);
    }
    // Nothing was sent meanwhile, and the right code works.
    resident.device.codes.push(`${server.url}${LABEL}`);
    await resident.tap('扫一扫');
    await resident.sees('翠湖花园 / 1号楼 / 1单元 / 301室');
    expect(soundness(resident)).toEqual(SOUND);
  });

  test.each(hosts)('%s: a clock that is hours wrong: the hour of work is the server’s', async (name) => {
    const title = `钟慢了 ${name}`;
    const ticketId = await assigned(title);
    const technician = makePhone(name);
    phones.push(technician);
    technician.device.clockOff = -5 * HOUR;
    technician.start();
    await enter(technician, server.url, 'tech1');
    await technician.open(title);
    await technician.tap('接单');
    await technician.tap('出发');
    await technician.missesOut('正在发送');
    await technician.tap('到达签到');
    await agree(technician);
    await technician.sees('在签到范围内');
    await technician.tap('签到');
    await technician.tap('完成');
    await technician.sees('完成工单');
    const before = Date.now();
    technician.device.album.push(picture);
    await technician.tapOn('photos__add', 1);
    await agree(technician);
    await technician.sees('还可加 5 张');
    const uploads = technician.requests.filter(({ url }) => url.endsWith('/file.upload'));
    const marks = uploads.map(({ body }) => (body instanceof FormData ? Number(body.get('takenAt') ?? 0) : 0));
    const said = technician.drawn.filter(({ what }) => what === 'fillText').map(({ how }) => String(how[0]));
    // Where the phone writes it, it is in the picture; where the server does, it goes along.
    const taken =
      name === 'dingtalk' ? (marks.at(-1) ?? 0) : Date.parse(`${said[0]?.slice(3).replace(' ', 'T')}:59+08:00`);
    expect(Math.abs(taken - before)).toBeLessThan(3 * MINUTE);
    const { body } = await dispatch('ticket.timeline', { ticketId });
    const arrived = body.items.find((item: { type: string }) => item.type === 'ticket.arrived');
    expect(Math.abs(arrived.at - before)).toBeLessThan(3 * MINUTE);
    expect(soundness(technician)).toEqual(SOUND);
  });

  test.each(hosts)('%s: one press signs in whom the platform knows', async (name) => {
    // As the stand-in knows them: what it gives a code for, by which press, and by which of the host's calls.
    const ways = {
      wechat: ['mini/code', { appid: 'wx5a0d3cuihu00001', openid: 'oStandIn-resident1' }, '微信登录', 'login'],
      wecom: [
        'mini/qyCode',
        { corpId: 'ww5a0d3cuihu00001', agentId: 1000002, userid: 'tech1' },
        '企业微信登录',
        'qy.login',
      ],
      dingtalk: [
        'ding/code',
        { corpId: 'ding5a0d3cuihu00001', clientId: 'dingapp5a0d3cuihu01', userid: 'dt-tech1' },
        '钉钉登录',
        'getAuthCode',
      ],
    } as const;
    const [place, person, press, asked] = ways[name];
    const code = async () => {
      const headers = { 'Content-Type': 'application/json' };
      const body = JSON.stringify(person);
      const answer = await fetch(`${server.url}/sandbox/api/${place}`, { method: 'POST', headers, body });
      return ((await answer.json()) as { code: string }).code;
    };
    const phone = startPhone(name, { code });
    await phone.type('服务器地址', server.url);
    await phone.type('组织代码', 'cuihu');
    await phone.tap(press);
    await phone.missesOut('登录派单');
    await phone.sees('翠湖物业');
    expect(phone.calls.map((call) => call.name)).toContain(asked);
    expect(soundness(phone)).toEqual(SOUND);
  });
});
