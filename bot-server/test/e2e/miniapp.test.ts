// The built mini-program on phones in WeChat, WeCom and DingTalk, against the built server: a report by scanning a code, the work on
// site, the signature and the rating, all by what is seen, pressed and typed.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type HostName, makePhone, type Person, type Phone } from '../../../miniapp/test/harness/phone';
import { eachDatabase } from '../support/databases';
import { photo } from '../support/pictures';
import { type Caller, signIn } from './api';
import {
  ASKED,
  AT_HOME,
  addPhoto,
  agree,
  describeLeak,
  enter,
  FAR_AWAY,
  HOSTS,
  scan,
  sign,
  submit,
} from './miniappSteps';
import { type ServerProcess, startProcess } from './process';

jest.setTimeout(90_000);

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
    await resident.sees('已完成');
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
    // What the photos of the work say, where the host can write on them.
    const said = technician.drawn.filter(({ what }) => what === 'fillText').map(({ how }) => how[0]);
    if (name === 'dingtalk') expect(said).toEqual([]);
    else expect(said).toEqual(expect.arrayContaining([expect.stringMatching(/^地点 .*301室$/), `拍摄 张伟 · #${no}`]));
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
});
