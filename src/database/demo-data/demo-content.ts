/** A user of the demo data. */
export interface DemoUser {
  readonly handle: string;
  readonly displayName: string;
}

/** A reply of the demo data. `notifies` lists who hears of it: the author it answers and everyone it mentions. */
export interface DemoReply {
  readonly handle: string;
  readonly message: string;
  readonly ageMinutes: number;
  readonly notifies: readonly string[];
}

/** A post of the demo data, made `ageMinutes` before and gone `lifeMinutes` after it was made. */
export interface DemoActivity extends DemoReply {
  readonly lifeMinutes: number;
  readonly likes: number;
  readonly replies: readonly DemoReply[];
}

/** A private message of the demo data. */
export interface DemoMessage {
  readonly from: string;
  readonly to: string;
  readonly message: string;
  readonly ageMinutes: number;
}

const HOUR = 60;
const DAY = 24 * HOUR;

export const demoUsers: readonly DemoUser[] = [
  { handle: 'andrewbrown', displayName: 'Andrew Brown' },
  { handle: 'bayko', displayName: 'Andrew Bayko' },
  { handle: 'worf', displayName: 'Worf' },
  { handle: 'garek', displayName: 'Garek' },
];

export const demoActivities: readonly DemoActivity[] = [
  {
    handle: 'andrewbrown',
    message: 'The clouds are out today, and every one of them has a dashboard.',
    ageMinutes: 2 * DAY,
    lifeMinutes: 7 * DAY,
    likes: 5,
    notifies: [],
    replies: [
      {
        handle: 'worf',
        message: 'This post has no honor!',
        ageMinutes: 2 * DAY - 30,
        notifies: ['andrewbrown'],
      },
      {
        handle: 'bayko',
        message: 'Mine only has a weather forecast.',
        ageMinutes: DAY + 4 * HOUR,
        notifies: ['andrewbrown'],
      },
    ],
  },
  {
    handle: 'worf',
    message: 'I am out of prune juice.',
    ageMinutes: DAY,
    lifeMinutes: 7 * DAY,
    likes: 0,
    notifies: [],
    replies: [
      {
        handle: 'garek',
        message:
          'I know a shop on the promenade. Ask @andrewbrown for the way.',
        ageMinutes: 20 * HOUR,
        notifies: ['worf', 'andrewbrown'],
      },
    ],
  },
  {
    handle: 'garek',
    message: 'My dear doctor, I am just a simple tailor.',
    ageMinutes: 3 * HOUR,
    lifeMinutes: DAY,
    likes: 2,
    notifies: [],
    replies: [],
  },
  {
    handle: 'bayko',
    message: 'Does anybody trace their sandwiches? Asking @andrewbrown.',
    ageMinutes: HOUR,
    lifeMinutes: 3 * DAY,
    likes: 1,
    notifies: ['andrewbrown'],
    replies: [],
  },
];

export const demoMessages: readonly DemoMessage[] = [
  {
    from: 'andrewbrown',
    to: 'bayko',
    message: 'Did the deploy go through?',
    ageMinutes: 5 * HOUR,
  },
  {
    from: 'bayko',
    to: 'andrewbrown',
    message: 'It did. The graph is flat and green.',
    ageMinutes: 5 * HOUR - 4,
  },
  {
    from: 'worf',
    to: 'andrewbrown',
    message: 'Today is a good day to release.',
    ageMinutes: 50,
  },
];
