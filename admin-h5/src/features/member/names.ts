// Departments and roles by name, for the columns and choices of the list of people.
import { inLocale, useLocale } from '../../lib/locale';
import { usePages } from '../../lib/usePages';

export function useNames() {
  const locale = useLocale();
  const { items: departments } = usePages('department.list', { limit: 100 });
  const { items: roles } = usePages('role.list', { limit: 100 });
  return {
    departments,
    roles: roles.map((role) => ({ code: role.code, name: inLocale(role.name, locale) })),
    department: (id: string | null) => departments.find((each) => each.id === id)?.name ?? '',
    role: (code: string) => {
      const found = roles.find((each) => each.code === code);
      return found ? inLocale(found.name, locale) : code;
    },
  };
}
