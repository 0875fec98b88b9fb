import { useSignal } from '@preact/signals';
import { valueText } from '../format/values.js';

/** Longest value shown before it is asked for, characters. */
const MAX_VALUE = 1_000;
/** Fields shown before the others are asked for. */
const MAX_FIELDS = 200;

/** The fields of an object; what is nested stands below its dotted name. */
export function Fields({
  of,
  caption,
}: {
  readonly of: Readonly<Record<string, unknown>>;
  readonly caption: string;
}) {
  const all = useSignal(false);
  const fields = flatten(of);
  if (fields.length === 0) return null;
  const shown = all.value ? fields : fields.slice(0, MAX_FIELDS);
  return (
    <section class="fields">
      <h4>{caption}</h4>
      <dl>
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Value of={value} />
            </dd>
          </div>
        ))}
      </dl>
      {shown.length < fields.length && (
        <button
          type="button"
          onClick={() => {
            all.value = true;
          }}
        >
          All {fields.length}
        </button>
      )}
    </section>
  );
}

/** A value as text; a long one is cut until it is asked for. */
export function Value({ of }: { readonly of: unknown }) {
  const whole = useSignal(false);
  const text = valueText(of);
  if (whole.value || text.length <= MAX_VALUE) return <>{text}</>;
  return (
    <>
      {text.slice(0, MAX_VALUE)}…{' '}
      <button
        type="button"
        class="more"
        onClick={() => {
          whole.value = true;
        }}
      >
        all {text.length} characters
      </button>
    </>
  );
}

/** Levels that are told apart by dots; what is deeper stands as JSON. */
const MAX_DEPTH = 6;

function flatten(
  of: Readonly<Record<string, unknown>>,
  prefix = '',
  depth = 0,
): [string, unknown][] {
  return Object.entries(of).flatMap(([name, value]): [string, unknown][] =>
    isObject(value) && depth < MAX_DEPTH
      ? flatten(value, `${prefix}${name}.`, depth + 1)
      : [[prefix + name, value]],
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0
  );
}
