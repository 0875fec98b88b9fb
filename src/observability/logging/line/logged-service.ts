/** What every line says about where it comes from. */
export interface LoggedService {
  readonly name: string;
  readonly version: string;
  /** `production`, `development` … */
  readonly environment: string;
}
