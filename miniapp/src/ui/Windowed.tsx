// A long list in pieces: those near the window are drawn, the others keep only their height, so that a thousand lines weigh as little
// as sixty. Where the host cannot tell what is near, all of it is drawn.
import { View } from '@tarojs/components';
import { type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import { watchNear } from '../lib/near';

type Props<T> = {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly children: (item: T) => ReactNode;
};

/** Lines in a piece: about two windows of a phone. */
const PIECE = 20;

export function Windowed<T>({ items, keyOf, children }: Props<T>) {
  const pieces = useMemo(() => {
    const made: (readonly T[])[] = [];
    for (let at = 0; at < items.length; at += PIECE) made.push(items.slice(at, at + PIECE));
    return made;
  }, [items]);
  return (
    <>
      {pieces.map((piece, at) => (
        // By place: what stands above may change, the piece stays.
        <Piece key={at} lines={piece.length}>
          {() => piece.map((item) => <Line key={keyOf(item)}>{children(item)}</Line>)}
        </Piece>
      ))}
    </>
  );
}

const Line = ({ children }: { readonly children: ReactNode }) => <>{children}</>;

type PieceProps = { readonly lines: number; readonly children: () => ReactNode };

function Piece({ lines, children }: PieceProps) {
  const id = `piece${useId().replace(/[^0-9A-Za-z]/g, '')}`;
  /** Null: it is near, and as high as it is. */
  const [height, setHeight] = useState<number | null>(null);
  useEffect(() => {
    // Without any height it is the page that is out of sight: that changes nothing.
    return watchNear(id, (near, high) => (near ? setHeight(null) : high > 0 && setHeight(high)));
  }, [id, lines]);
  return (
    <View id={id} className="windowed__piece" style={height === null ? {} : { height: `${height}px` }}>
      {height === null ? children() : null}
    </View>
  );
}
