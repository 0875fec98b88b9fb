import { useEffect, useState } from 'preact/hooks';
import { ask, messageOf } from '../api/ask.js';

/** What a question to the API has come to. */
export interface Answered<T> {
  /** The last answer; kept while the next one is under way. */
  readonly answer: T | undefined;
  /** Why there is none. */
  readonly problem: string | undefined;
}

/** Milliseconds between questions that are asked again and again. */
const AGAIN_MS = 2_000;

/** Asks the API, and again every two seconds while the page is in sight when `live`; anew when the path changes. */
export function useAnswer<T>(path: string, live = false): Answered<T> {
  const [answered, setAnswered] = useState<Answered<T>>({
    answer: undefined,
    problem: undefined,
  });
  useEffect(() => {
    let current = true;
    const question = async (): Promise<void> => {
      try {
        const answer = await ask<T>(path);
        if (current) setAnswered({ answer, problem: undefined });
      } catch (error) {
        if (current) {
          setAnswered((before) => ({ ...before, problem: messageOf(error) }));
        }
      }
    };
    void question();
    const timer = live
      ? setInterval(() => {
          if (!document.hidden) void question();
        }, AGAIN_MS)
      : undefined;
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [path, live]);
  return answered;
}
