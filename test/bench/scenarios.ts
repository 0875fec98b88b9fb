/** An endpoint, and what it does. */
interface Scenario {
  readonly path: string;
  readonly about: string;
  /** Whether paths differ from request to request. */
  readonly varied: boolean;
  /** The variant that others are compared with. */
  readonly base: 'bare' | 'off';
}

export const SCENARIOS = {
  nothing: {
    path: '/nothing',
    about: 'one service method that does nothing',
    varied: true,
    base: 'bare',
  },
  memory: {
    path: '/memory',
    about: 'a home feed of 20 activities from memory',
    varied: true,
    base: 'bare',
  },
  throws: {
    path: '/throws',
    about: 'an exception, answered with 500',
    varied: false,
    base: 'bare',
  },
  spans: {
    path: '/spans',
    about: '50 spans beside the request’s own',
    varied: true,
    base: 'bare',
  },
  home: {
    path: '/api/activities/home',
    about: 'the home feed from PostgreSQL, several queries',
    varied: false,
    base: 'off',
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

export const scenarioNames: readonly ScenarioName[] = [
  'nothing',
  'memory',
  'throws',
  'spans',
  'home',
];
