import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { FindAnswer } from '../../query/query.types.js';
import { ask, messageOf } from '../api/ask.js';
import { fieldText } from '../format/values.js';
import { go } from '../state/route.js';

/** Finds a trace by any id that was pasted, in any spelling. */
export function FindBox() {
  const problem = useSignal('');
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      box.current?.focus();
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, []);
  const find = async (form: HTMLFormElement): Promise<void> => {
    const id = fieldText(new FormData(form), 'id');
    if (id === '') return;
    try {
      const { traceId, spanId } = await ask<FindAnswer>(
        `/api/find?${String(new URLSearchParams({ id }))}`,
      );
      problem.value = '';
      form.reset();
      go(`/traces/${traceId}${spanId === null ? '' : `?span=${spanId}`}`);
    } catch (error) {
      problem.value = messageOf(error);
    }
  };
  return (
    <form
      class="find"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        void find(event.currentTarget);
      }}
    >
      <input
        ref={box}
        id="find"
        aria-keyshortcuts="Control+K"
        name="id"
        type="search"
        autocomplete="off"
        spellcheck={false}
        aria-label="Find by trace, X-Ray, span or request id, or Rollbar uuid"
        placeholder="Find any id (Ctrl K)"
        aria-describedby="find-problem"
        onInput={() => {
          problem.value = '';
        }}
      />
      <p id="find-problem" role="status">
        {problem.value}
      </p>
    </form>
  );
}
