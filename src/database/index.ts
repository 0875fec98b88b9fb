export { Database } from './database.js';
export { DatabaseModule } from './database.module.js';
export { olderThan } from './older-than.js';
export { type Orm } from './store.js';
export {
  activities,
  messageGroups,
  messages,
  notifications,
  users,
} from './schema.js';
export { upsertMessageGroup } from './upsert-message-group.js';
export { UsersRepository, type User } from './users.repository.js';
