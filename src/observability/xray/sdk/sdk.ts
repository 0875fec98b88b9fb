import { loadSdk, type SdkContextFunctions } from './load-sdk.js';

const loaded = loadSdk();

/** The SDK, loaded once for the process. */
export const { sdk, emitter } = loaded;

export const contextFunctions: SdkContextFunctions = loaded.contextFunctions;
