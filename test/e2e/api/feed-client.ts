import type { z } from 'zod';
import type { ApiClient } from './api-client.js';
import { expectStatus } from './expect-problem.js';
import { activities, activity, reply } from './schemas.js';

type Activity = z.output<typeof activity>;
type Reply = z.output<typeof reply>;

/** Writes and reads activities, each answer checked against the contract. */
export class FeedClient {
  constructor(private readonly api: ApiClient) {}

  async post(message: string, ttl = '1-day'): Promise<Activity> {
    const answer = await this.api.post('/api/activities', { message, ttl });
    expectStatus(answer, 200);
    return activity.parse(answer.json);
  }

  async replyTo(uuid: string, message: string): Promise<Reply> {
    const path = `/api/activities/${uuid}/reply`;
    const answer = await this.api.post(path, { message });
    expectStatus(answer, 200);
    return reply.parse(answer.json);
  }

  async show(uuid: string): Promise<Activity> {
    const answer = await this.api.get(`/api/activities/${uuid}`);
    expectStatus(answer, 200);
    return activity.parse(answer.json);
  }

  /** @param name what follows `/api/activities/` */
  async feed(name: string): Promise<Activity[]> {
    const answer = await this.api.get(`/api/activities/${name}`);
    expectStatus(answer, 200);
    return activities.parse(answer.json);
  }
}
