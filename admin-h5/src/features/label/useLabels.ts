// The chosen records in the order of choice; each is read once and kept.
import { useQueries } from '@tanstack/react-query';
import { ask } from '../../lib/ask';
import type { Label } from './labels';

export function useLabels(what: 'sites' | 'assets', ids: readonly string[]): readonly Omit<Label, 'link'>[] {
  const results = useQueries({
    queries: ids.map((id) => ({
      queryKey: [what === 'sites' ? 'site' : 'asset', id, 'label'],
      queryFn: () => (what === 'sites' ? siteLabel(id) : assetLabel(id)),
    })),
  });
  return results.flatMap(({ data }) => (data ? [data] : []));
}

async function siteLabel(id: string): Promise<Omit<Label, 'link'>> {
  const { record } = await ask('site.get', { id: id as never });
  const outer = record.path.endsWith(record.name)
    ? record.path.slice(0, -record.name.length).replace(/[\s/·>›-]+$/, '')
    : record.path;
  return { id, name: record.name, path: outer, code: record.code, siteId: id };
}

async function assetLabel(id: string): Promise<Omit<Label, 'link'>> {
  const { record } = await ask('asset.get', { id: id as never });
  return { id, name: record.name, path: record.sitePath ?? '', code: record.code, siteId: record.siteId };
}
