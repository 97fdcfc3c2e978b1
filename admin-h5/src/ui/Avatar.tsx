// A person's picture, or else one or two characters: for Chinese names the given name says more than the surname.
import { cn } from '../lib/cn';
import { fileUrl } from '../lib/upload';

const SIZES = { sm: 'h-5 w-5 text-2xs', md: 'h-8 w-8 text-xs', lg: 'h-11 w-11 text-base' };

export function Avatar({
  name,
  pictureId,
  size = 'sm',
  className,
}: {
  name: string;
  pictureId?: string | null | undefined;
  size?: keyof typeof SIZES;
  className?: string;
}) {
  if (pictureId) {
    return (
      <img
        src={fileUrl(pictureId, 'thumb')}
        alt=""
        className={cn('shrink-0 rounded-full bg-accent-soft object-cover', SIZES[size], className)}
      />
    );
  }
  return (
    <span
      aria-hidden="true"
      className={cn(
        'inline-flex shrink-0 select-none items-center justify-center rounded-full bg-accent-soft font-medium text-accent',
        SIZES[size],
        className,
      )}
    >
      {size === 'sm' ? initials(name).slice(-1) : initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const bare = name.trim();
  if (/^[\u3400-\u9fff]/.test(bare)) return bare.length > 2 ? bare.slice(-2) : bare;
  const [first = '', second = ''] = bare.split(/\s+/);
  return `${first[0] ?? ''}${second[0] ?? ''}`.toUpperCase();
}

/** `lead` and name side by side; a dash where there is nobody. */
export function Person({ name, none }: { name: string | null | undefined; none: string }) {
  if (!name) return <span className="text-ink-3">{none}</span>;
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Avatar name={name} />
      <span className="truncate">{name}</span>
    </span>
  );
}
