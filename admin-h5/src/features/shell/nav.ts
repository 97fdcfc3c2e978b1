// The pages of the console, and what one must be allowed to see each.
import type { Grant } from '@paidan/shared/kinds';
import {
  BellRing,
  Building2,
  ClipboardList,
  FileText,
  Inbox,
  LayoutGrid,
  type LucideIcon,
  PackageOpen,
  Plug,
  QrCode,
  ScanLine,
  Send,
  ShieldQuestion,
  UserRoundMinus,
  Users,
} from 'lucide-react';
import { useMe } from '../../lib/me';
import type { Text } from '../../text/zh';

export type NavItem = {
  readonly to: string;
  readonly name: keyof Text['shell'] &
    (
      | 'work'
      | 'tickets'
      | 'members'
      | 'sites'
      | 'assets'
      | 'templates'
      | 'labels'
      | 'publicReports'
      | 'held'
      | 'connections'
      | 'deliveries'
      | 'preferences'
      | 'board'
      | 'handover'
    );
  readonly icon: LucideIcon;
  /** Any one of them; none: everybody. */
  readonly grants: readonly Grant[];
  readonly keys: string;
};

export const DAILY: readonly NavItem[] = [
  { to: '/work', name: 'work', icon: Inbox, grants: [], keys: 'g w' },
  { to: '/tickets', name: 'tickets', icon: ClipboardList, grants: [], keys: 'g t' },
];
export const RECORDS: readonly NavItem[] = [
  { to: '/members', name: 'members', icon: Users, grants: ['member.read'], keys: 'g m' },
  { to: '/sites', name: 'sites', icon: Building2, grants: ['site.manage'], keys: 'g s' },
  { to: '/assets', name: 'assets', icon: PackageOpen, grants: ['asset.manage'], keys: 'g a' },
  { to: '/templates', name: 'templates', icon: FileText, grants: ['template.manage'], keys: 'g f' },
  { to: '/labels', name: 'labels', icon: QrCode, grants: ['site.manage', 'asset.manage'], keys: 'g l' },
  { to: '/public', name: 'publicReports', icon: ScanLine, grants: ['template.manage'], keys: 'g r' },
  { to: '/held', name: 'held', icon: ShieldQuestion, grants: ['ticket.dispatch'], keys: 'g d' },
];
export const PLATFORMS: readonly NavItem[] = [
  { to: '/connections', name: 'connections', icon: Plug, grants: ['account.manage'], keys: 'g c' },
  { to: '/deliveries', name: 'deliveries', icon: Send, grants: ['account.manage'], keys: 'g n' },
];
/** Of all tickets: for those who see them all. */
export const BOARD: NavItem = {
  to: '/board',
  name: 'board',
  icon: LayoutGrid,
  grants: ['ticket.readAll'],
  keys: 'g b',
};
/** Shown among the daily ones while somebody's work waits to be handed over. */
export const HANDOVER: NavItem = {
  to: '/handover',
  name: 'handover',
  icon: UserRoundMinus,
  grants: ['ticket.dispatch'],
  keys: 'g h',
};
/** In the menu of one's own name. */
export const PREFERENCES: NavItem = {
  to: '/preferences',
  name: 'preferences',
  icon: BellRing,
  grants: [],
  keys: 'g p',
};

export const EVERY: readonly NavItem[] = [...DAILY, BOARD, HANDOVER, ...RECORDS, ...PLATFORMS, PREFERENCES];

export function useNav(items: readonly NavItem[]): readonly NavItem[] {
  const { grants } = useMe().member;
  return items.filter((item) => item.grants.length === 0 || item.grants.some((grant) => grants.includes(grant)));
}
