// A role by its name; by its code for those who may not read the list of roles.
import { useQuery } from '@tanstack/react-query';
import { ask } from './ask';
import { inLocale, useLocale } from './locale';
import { useMay } from './me';

export function useRoleName(): (code: string) => string {
  const locale = useLocale();
  const may = useMay('member.read');
  const { data } = useQuery({
    queryKey: ['role', 'names'],
    queryFn: ({ signal }) => ask('role.list', { limit: 100, retired: true }, signal),
    enabled: may,
  });
  return (code) => {
    const role = data?.items.find((each) => each.code === code);
    return role ? inLocale(role.name, locale) : code;
  };
}
