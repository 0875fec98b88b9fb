/** Where and as what occurrences go to Rollbar. */
export interface RollbarOptions {
  /** The project's access token with the scope `post_server_item`. */
  readonly accessToken: string;
  /** The whole URL items are posted to. @default 'https://api.rollbar.com/api/1/item/' */
  readonly endpoint?: string;
  /** `production`, `development` …; at most 255 characters. */
  readonly environment: string;
  /** The deployed version, as the deploy was marked with. @default none */
  readonly codeVersion?: string;
  /** The branch that was deployed. @default none */
  readonly branch?: string;
  /** What is told of a person beside the id that `identifyUser` was given. @default nothing */
  readonly person?: {
    /** @default false */
    readonly name?: boolean;
    /** @default false */
    readonly email?: boolean;
  };
  /** Whether the request's body is sent, redacted and cut to 16 Ki characters. @default false */
  readonly requestBody?: boolean;
  /** Tells a burst of one error as few items with their number, as `OccurrenceFolds` says; `false`: each error is an item of its own. @default true */
  readonly fold?: boolean;
}

export interface ErrorReportingModuleOptions {
  /** Off when undefined: errors are answered and logged, but reported nowhere. */
  readonly rollbar?: RollbarOptions;
  /** Folder of the code; frames below it are the project's own and come with their source lines. @default process.cwd() */
  readonly root?: string;
}

/** Source: Rollbar API reference, "Create item". */
export const DEFAULT_ENDPOINT = 'https://api.rollbar.com/api/1/item/';
