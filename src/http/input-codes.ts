/**
 * Every code a 422 can carry, in the order in which an answer lists them: for each endpoint that is the order of the
 * API's table. The codes the table knows come first; the last two belong to paging. `user_reciever_handle_blank` is
 * spelled as existing clients spell it.
 */
const INPUT_CODES = [
  'message_blank',
  'message_exceed_max_chars',
  'ttl_blank',
  'user_handle_blank',
  'activity_uuid_blank',
  'user_reciever_handle_blank',
  'blank_user_handle',
  'search_term_blank',
  'limit_invalid',
  'before_invalid',
] as const;

export type InputCode = (typeof INPUT_CODES)[number];

/** The codes among `values`, once each and in the order of the catalogue. */
export function orderedCodes(values: Iterable<string>): InputCode[] {
  const given = new Set(values);
  return INPUT_CODES.filter((code) => given.has(code));
}
