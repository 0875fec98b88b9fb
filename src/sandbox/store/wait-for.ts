/**
 * Waits until `read` gives something, looking again after every change that
 * `subscribe` tells of.
 *
 * @param timeoutMs How long to wait at most, milliseconds.
 * @throws Error when the time is up; `what` says what was waited for.
 */
export function waitFor<T>(
  subscribe: (listener: () => void) => () => void,
  read: () => T | undefined,
  timeoutMs: number,
  what: string,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const settle = (action: () => void): void => {
      clearTimeout(timer);
      unsubscribe();
      action();
    };
    const look = (): void => {
      let found: T | undefined;
      try {
        found = read();
      } catch (error) {
        settle(() => reject(error));
        return;
      }
      if (found !== undefined) settle(() => resolve(found));
    };
    const timer = setTimeout(
      () =>
        settle(() =>
          reject(new Error(`Waited ${timeoutMs} ms in vain for ${what}`)),
        ),
      timeoutMs,
    );
    const unsubscribe = subscribe(look);
    look();
  });
}
