// Where places are, kept on the device: buildings do not move. The next person on this phone may be of another organization.
import type { Point } from '@paidan/shared/kernel/geo';
import { stored } from './stored';

export type Points = Readonly<Record<string, Point | null>>;

export const sitePoints = stored<Points | null>('sitePoints', (raw) =>
  typeof raw === 'object' && raw !== null ? (raw as Points) : null,
);
