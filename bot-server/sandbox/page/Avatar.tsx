// A person as one or two characters on a colour of their own: for Chinese names the given name says more than the surname.

const HUES = 7;

export function Avatar({ name, size = 32, round = false }: { name: string; size?: 22 | 32 | 36; round?: boolean }) {
  return (
    <span className={`avatar a${size} hue${hueOf(name)}${round ? ' round' : ''}`} aria-hidden="true">
      {size === 22 ? initials(name).slice(-1) : initials(name)}
    </span>
  );
}

export function initials(name: string): string {
  const bare = name.trim();
  if (/^[\u3400-\u9fff]/.test(bare)) return bare.length > 2 ? bare.slice(-2) : bare;
  const [first = '', second = ''] = bare.split(/\s+/);
  return `${first[0] ?? ''}${second[0] ?? ''}`.toUpperCase();
}

const hueOf = (name: string): number => [...name].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0) % HUES;
