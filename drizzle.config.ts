import { defineConfig } from 'drizzle-kit';

/**
 * For `drizzle-kit studio` and `drizzle-kit export` only. Migrations are written by hand in `src/database/migrations`
 * and run by the application when it starts.
 */
export default defineConfig({
  dialect: 'postgresql',
  schema: './src/database/schema.ts',
  dbCredentials: { url: process.env['DATABASE_URL'] ?? '' },
});
