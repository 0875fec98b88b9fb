import type { ComponentChildren, RefObject } from 'preact';
import {
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'preact/hooks';

/** Rows drawn beyond those that can be seen, on either side. */
const OVERSCAN = 8;
/** Tallest list, pixels: browsers draw nothing right beyond some 16 million. */
const MAX_HEIGHT = 8_000_000;

/** Brings a row into sight. */
export interface RowsHandle {
  show(index: number): void;
}

interface VirtualRowsProps<T> {
  readonly items: readonly T[];
  /** Pixels. */
  readonly rowHeight: number;
  readonly keyOf: (item: T) => string;
  readonly row: (item: T, index: number) => ComponentChildren;
  readonly class: string;
  /** Of the list, pixels; given by its class otherwise. */
  readonly height?: number;
  readonly label: string;
  readonly role?: 'grid' | 'list' | 'tree';
  readonly handle?: RefObject<RowsHandle | null>;
  /** For lists that are moved in by the keyboard. */
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  /** Id of the row that the keyboard is at. */
  readonly active?: string | undefined;
  /** Keeps what is in sight where it is while rows are added above. */
  readonly anchored?: boolean;
}

/** A list of rows of one height, of which only those in sight are drawn. */
export function VirtualRows<T>(props: VirtualRowsProps<T>) {
  const { items, rowHeight, keyOf, row, label, role = 'list' } = props;
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const first = useRef<string | undefined>(undefined);
  const measure = (): void => {
    const element = box.current;
    if (!element) return;
    setView({ top: element.scrollTop, height: element.clientHeight });
    const item = items[Math.floor(element.scrollTop / rowHeight)];
    first.current =
      element.scrollTop > 0 && item !== undefined ? keyOf(item) : undefined;
  };
  useLayoutEffect(() => {
    const element = box.current;
    const key = first.current;
    if (props.anchored !== true || !element || key === undefined) return;
    const index = items.findIndex((item) => keyOf(item) === key);
    const before = Math.floor(element.scrollTop / rowHeight);
    if (index > 0 && index !== before) {
      element.scrollTop += (index - before) * rowHeight;
    }
  }, [items]);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useImperativeHandle(
    props.handle ?? { current: null },
    () => ({
      show: (index) => {
        const element = box.current;
        if (!element || index < 0) return;
        const top = index * rowHeight;
        const bottom = top + rowHeight;
        if (top < element.scrollTop) element.scrollTop = top;
        else if (bottom > element.scrollTop + element.clientHeight) {
          element.scrollTop = bottom - element.clientHeight;
        }
        measure();
      },
    }),
    [rowHeight],
  );
  const begin = Math.max(0, Math.floor(view.top / rowHeight) - OVERSCAN);
  const end = Math.min(
    items.length,
    Math.ceil((view.top + view.height) / rowHeight) + OVERSCAN,
  );
  return (
    <div
      ref={box}
      class={`rows ${props.class}`}
      role={role}
      aria-label={label}
      aria-rowcount={role === 'grid' ? items.length : undefined}
      style={
        props.height === undefined ? undefined : { height: `${props.height}px` }
      }
      aria-activedescendant={props.active}
      tabIndex={0}
      onKeyDown={props.onKeyDown}
      onScroll={measure}
    >
      <div
        class="rows-all"
        role="presentation"
        style={{
          height: `${Math.min(MAX_HEIGHT, items.length * rowHeight)}px`,
        }}
      >
        {items.slice(begin, end).map((item, offset) => (
          <div
            key={keyOf(item)}
            class="rows-at"
            role="presentation"
            style={{
              transform: `translateY(${(begin + offset) * rowHeight}px)`,
            }}
          >
            {row(item, begin + offset)}
          </div>
        ))}
      </div>
    </div>
  );
}
