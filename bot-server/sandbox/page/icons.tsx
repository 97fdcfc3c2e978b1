// The page's small drawings, one stroke weight, in the colour of the text around them.
import type { ReactNode } from 'react';

const drawn = (paths: ReactNode, filled = false) =>
  function Icon({ size = 16 }: { readonly size?: number }) {
    return (
      <svg
        width={size}
        height={size}
        viewBox="0 0 24 24"
        fill={filled ? 'currentColor' : 'none'}
        stroke={filled ? 'none' : 'currentColor'}
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {paths}
      </svg>
    );
  };

export const Close = drawn(<path d="M6 6l12 12M18 6L6 18" />);
export const Back = drawn(<path d="M15 5l-7 7 7 7" />);
export const Next = drawn(<path d="M9 5l7 7-7 7" />);
export const Down = drawn(<path d="M6 9l6 6 6-6" />);
export const Dots = drawn(
  <>
    <circle cx="5" cy="12" r="1.8" />
    <circle cx="12" cy="12" r="1.8" />
    <circle cx="19" cy="12" r="1.8" />
  </>,
  true,
);
export const Clock = drawn(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5l3.5 2" />
  </>,
);
export const People = drawn(
  <>
    <circle cx="9" cy="8" r="3.5" />
    <path d="M2.5 20c.6-3.6 3.2-5.5 6.5-5.5s5.9 1.9 6.5 5.5M16 4.8a3.5 3.5 0 0 1 0 6.4M18.2 15c1.8.8 2.9 2.5 3.3 5" />
  </>,
);
export const Fault = drawn(<path d="M13 2.5L4.5 14H12l-1 7.5L19.5 10H12l1-7.5z" />);
export const Traffic = drawn(<path d="M4 8h14l-3.5-3.5M20 16H6l3.5 3.5" />);
export const Out = drawn(<path d="M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5" />);
export const Moon = drawn(<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z" />);
export const Sun = drawn(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5L19 19M5 19l1.5-1.5M17.5 6.5L19 5" />
  </>,
);
export const Pause = drawn(<path d="M8 5v14M16 5v14" />);
export const Play = drawn(<path d="M7 4.5v15l12-7.5z" />, true);
export const Copy = drawn(
  <>
    <rect x="8" y="8" width="12" height="12" rx="2" />
    <path d="M16 8V5a1 1 0 0 0-1-1H5a1 1 0 0 0-1 1v10a1 1 0 0 0 1 1h3" />
  </>,
);
export const Check = drawn(<path d="M5 12.5l4.5 4.5L19 7.5" />);
export const Bell = drawn(<path d="M6 16V11a6 6 0 1 1 12 0v5l1.5 2h-15L6 16zM10 20.5h4" />);
export const Robot = drawn(
  <>
    <rect x="4" y="8" width="16" height="11" rx="3" />
    <path d="M12 4v4M9 13v1M15 13v1M2 12v3M22 12v3" />
  </>,
);
export const Mini = drawn(<path d="M8.5 13.5a3 3 0 1 0 3.5 3V7.5a3 3 0 1 1 3.5 3" />);
export const Keyboard = drawn(
  <>
    <rect x="2.5" y="6" width="19" height="12" rx="2" />
    <path d="M6.5 10h.01M10 10h.01M14 10h.01M17.5 10h.01M8 14h8" />
  </>,
);
export const Plus = drawn(<path d="M12 5v14M5 12h14" />);
export const Warn = drawn(<path d="M12 4l9 16H3L12 4zM12 10v4M12 17v.01" />);

export function Signals() {
  return (
    <svg className="signals" width="46" height="11" viewBox="0 0 46 11" aria-hidden="true" fill="currentColor">
      <rect x="0" y="7" width="2.5" height="4" rx="0.7" />
      <rect x="4" y="5" width="2.5" height="6" rx="0.7" />
      <rect x="8" y="2.5" width="2.5" height="8.5" rx="0.7" />
      <rect x="12" y="0" width="2.5" height="11" rx="0.7" />
      <rect x="22.5" y="0.5" width="19" height="10" rx="2.5" fill="none" stroke="currentColor" opacity="0.5" />
      <rect x="24" y="2" width="14" height="7" rx="1.3" />
      <rect x="42.5" y="3.5" width="1.5" height="4" rx="0.7" opacity="0.5" />
    </svg>
  );
}
