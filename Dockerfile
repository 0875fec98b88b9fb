# syntax=docker/dockerfile:1

FROM node:24.21.0-bookworm-slim AS base
WORKDIR /app

# Builds with everything the lockfile names.
FROM base AS build
COPY package.json package-lock.json ./
RUN npm ci
COPY nest-cli.json tsconfig.json tsconfig.build.json vite.config.ts ./
COPY src ./src
RUN npm run build

# Production dependencies alone. None of them needs an install script.
FROM base AS dependencies
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM base
ARG CODE_VERSION=
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4567 \
    DATA_DIR=/var/lib/cruddur \
    CODE_VERSION=$CODE_VERSION
# The embedded database's files, used when DATABASE_URL is unset. Mount a volume here to keep them.
RUN install --directory --owner=node --group=node --mode=0700 "$DATA_DIR"
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
USER node
VOLUME ["/var/lib/cruddur"]
EXPOSE 4567
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --start-interval=1s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 4567}/health/live`, { signal: AbortSignal.timeout(4000) }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/bundle/main.js"]
