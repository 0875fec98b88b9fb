import { configVariables } from './config-variables.js';

/** The variables of this application that are set, by name, without surrounding white space. */
export type EnvironmentVariables = Readonly<Record<string, string>>;

/** Takes this application's variables out of an environment. An empty or blank value counts as unset. */
export function pickVariables(env: NodeJS.ProcessEnv): EnvironmentVariables {
  return Object.fromEntries(
    configVariables.flatMap(({ name }) => {
      const value = env[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
}
