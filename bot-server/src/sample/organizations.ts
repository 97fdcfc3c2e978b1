// Two sample property companies, twins in shape: what one does must never be seen by the other.
import type { Grant, SiteKind } from '@paidan/shared/kinds';

export const SAMPLE_PASSWORD = 'paidan123';

export type SampleRole = {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly grants: readonly Grant[];
};
export type SampleMember = {
  readonly login: string;
  readonly name: string;
  readonly phone: string;
  readonly department: string;
  readonly roles: readonly string[];
};
export type SampleOrganization = {
  readonly code: string;
  readonly name: string;
  readonly campus: { readonly code: string; readonly name: string; readonly lat: number; readonly lng: number };
  readonly members: readonly SampleMember[];
};

export const ROLES: readonly SampleRole[] = [
  {
    code: 'admin',
    zh: '管理员',
    en: 'Administrator',
    grants: [
      'ticket.create',
      'ticket.readAll',
      'ticket.dispatch',
      'ticket.manage',
      'member.read',
      'member.manage',
      'site.manage',
      'asset.manage',
      'template.manage',
      'account.manage',
    ],
  },
  {
    code: 'dispatcher',
    zh: '调度员',
    en: 'Dispatcher',
    grants: ['ticket.create', 'ticket.readAll', 'ticket.dispatch', 'ticket.manage', 'member.read'],
  },
  {
    code: 'frontdesk',
    zh: '客服前台',
    en: 'Front desk',
    grants: ['ticket.create', 'ticket.readAll', 'ticket.work', 'member.read'],
  },
  { code: 'technician', zh: '维修技师', en: 'Technician', grants: ['ticket.create', 'ticket.work'] },
  { code: 'resident', zh: '业主', en: 'Resident', grants: ['ticket.create'] },
  { code: 'auditor', zh: '审计', en: 'Auditor', grants: ['ticket.readAll', 'member.read'] },
];

export const DEPARTMENTS = ['管理处', '客服部', '工程部', '业主'] as const;

const people = (family: readonly string[]): readonly SampleMember[] => {
  const [a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = '', i = '', j = '', k = '', l = ''] = family;
  const one = (login: string, name: string, last: number, department: string, roles: readonly string[]) => ({
    login,
    name,
    phone: `1380013${String(8000 + last)}`,
    department,
    roles,
  });
  return [
    one('admin', a, 1, '管理处', ['admin']),
    one('dispatch', b, 2, '管理处', ['dispatcher']),
    one('dispatch2', c, 3, '管理处', ['dispatcher']),
    one('front', d, 4, '客服部', ['frontdesk']),
    one('tech1', e, 5, '工程部', ['technician']),
    one('tech2', f, 6, '工程部', ['technician']),
    one('tech3', g, 7, '工程部', ['technician']),
    one('tech4', h, 8, '工程部', ['technician']),
    one('resident1', i, 9, '业主', ['resident']),
    one('resident2', j, 10, '业主', ['resident']),
    one('resident3', k, 11, '业主', ['resident']),
    one('audit', l, 12, '管理处', ['auditor']),
  ];
};

export const ORGANIZATIONS: readonly SampleOrganization[] = [
  {
    code: 'cuihu',
    name: '翠湖物业',
    campus: { code: 'CH', name: '翠湖花园', lat: 31.2304, lng: 121.4737 },
    members: people(['陈静', '王磊', '赵敏', '李倩', '张伟', '刘洋', '孙强', '周斌', '吴芳', '郑浩', '冯雪', '何平']),
  },
  {
    code: 'yunshan',
    name: '云杉物业',
    campus: { code: 'YS', name: '云杉苑', lat: 30.2741, lng: 120.1551 },
    members: people(['林悦', '高远', '马骏', '罗兰', '梁超', '宋涛', '唐杰', '许明', '韩梅', '曹阳', '邓丽', '彭飞']),
  },
];

export type SampleSite = {
  readonly code: string;
  readonly parent: string | null;
  readonly kind: SiteKind;
  readonly name: string;
  readonly point?: { readonly lat: number; readonly lng: number; readonly radius: number };
};
export type SampleAsset = {
  readonly code: string;
  readonly site: string;
  readonly name: string;
  readonly category: string;
  readonly model: string;
};

const BUILDINGS = 3;
const UNITS = 2;
const FLOORS = 3;
const DOORS = 2;

/** The campus, its buildings, units and rooms, outermost first. A building has its own check-in point. */
export function sitesOf({ campus }: SampleOrganization): readonly SampleSite[] {
  const { code, name, lat, lng } = campus;
  const sites: SampleSite[] = [{ code, parent: null, kind: 'campus', name, point: { lat, lng, radius: 500 } }];
  sites.push({ code: `${code}-P`, parent: code, kind: 'area', name: '地下车库' });
  sites.push({ code: `${code}-G`, parent: code, kind: 'area', name: '中央花园' });
  for (let building = 1; building <= BUILDINGS; building++) {
    const at = `${code}-${building}`;
    const point = { lat: lat + building * 0.0008, lng: lng + building * 0.0006, radius: 150 };
    sites.push({ code: at, parent: code, kind: 'building', name: `${building}号楼`, point });
    for (let unit = 1; unit <= UNITS; unit++) {
      const inside = `${at}-${unit}`;
      sites.push({ code: inside, parent: at, kind: 'unit', name: `${unit}单元` });
      for (let floor = 1; floor <= FLOORS; floor++) {
        for (let door = 1; door <= DOORS; door++) {
          const room = `${floor}0${door}`;
          sites.push({ code: `${inside}-${room}`, parent: inside, kind: 'room', name: `${room}室` });
        }
      }
    }
  }
  return sites;
}

export function assetsOf({ campus: { code } }: SampleOrganization): readonly SampleAsset[] {
  const assets: SampleAsset[] = [
    { code: `${code}-PUMP-1`, site: `${code}-P`, name: '生活水泵 1#', category: '给排水', model: 'CDL32-50' },
    { code: `${code}-PUMP-2`, site: `${code}-P`, name: '生活水泵 2#', category: '给排水', model: 'CDL32-50' },
    { code: `${code}-POWER`, site: `${code}-P`, name: '总配电柜', category: '供配电', model: 'GGD-400' },
    { code: `${code}-GATE`, site: `${code}-P`, name: '车库道闸', category: '安防', model: 'DZ-8' },
  ];
  for (let building = 1; building <= BUILDINGS; building++) {
    for (let unit = 1; unit <= UNITS; unit++) {
      const site = `${code}-${building}-${unit}`;
      const name = `${building}号楼${unit}单元电梯`;
      assets.push({ code: `${site}-LIFT`, site, name, category: '电梯', model: 'GeN2-MR' });
    }
    const name = `${building}号楼大堂空调`;
    assets.push({
      code: `${code}-${building}-AC`,
      site: `${code}-${building}`,
      name,
      category: '空调',
      model: 'RFC-72',
    });
  }
  return assets;
}
