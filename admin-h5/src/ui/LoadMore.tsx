// The end of a list that has more: loads by itself when it comes into view, or at the press of its button.
import { useEffect, useRef } from 'react';
import { useText } from '../text/useText';
import { Button } from './Button';

export function LoadMore({ more, busy, onMore }: { more: boolean; busy: boolean; onMore: () => void }) {
  const text = useText();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const mark = ref.current;
    if (!mark || !more || busy || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && onMore(), {
      rootMargin: '400px',
    });
    observer.observe(mark);
    return () => observer.disconnect();
  }, [more, busy, onMore]);
  if (!more) return null;
  return (
    <div ref={ref} className="flex justify-center py-3">
      <Button look="quiet" size="sm" busy={busy} onClick={onMore}>
        {text.common.more}
      </Button>
    </div>
  );
}
