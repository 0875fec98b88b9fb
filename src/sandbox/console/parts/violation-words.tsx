import type { Violation } from '../../store/violation.js';
import { VENDOR_NAMES } from '../format/vendors.js';

/** Whose rule was broken, which, how, and what became of it. */
export function ViolationWords({ of }: { readonly of: Violation }) {
  const { vendor, rule, message, refused } = of;
  return (
    <>
      <b>{VENDOR_NAMES[vendor]}</b> <code>{rule}</code>: {message}
      {refused ? ' It was refused.' : ' It was taken.'}
    </>
  );
}
