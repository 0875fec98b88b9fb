/** Status, in our records alone, of a request whose client left before it was answered: the code that nginx and others log. */
export const CLIENT_CLOSED_REQUEST = 499;

/** `error.type` of its server span, which has no status: none was sent. */
export const CLIENT_DISCONNECTED = 'client_disconnected';

/** `error.type` of the server span of a response that the application itself broke off, where no exception tells why. */
export const RESPONSE_BROKEN_OFF = 'response_broken_off';
