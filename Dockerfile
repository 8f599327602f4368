# The portal with everything it needs but a database: `docker build -t repair-portal .`
FROM node:20-bookworm-slim AS build
WORKDIR /portal
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:20-bookworm-slim
ENV NODE_ENV=production PORTAL_DATA_DIR=/data PORT=3000
RUN useradd --system --uid 10001 --home-dir /data --create-home portal
WORKDIR /portal
COPY --from=build --chown=portal:portal /portal /portal
USER portal
VOLUME /data
EXPOSE 3000
HEALTHCHECK --start-period=60s --interval=15s --timeout=3s \
  CMD node -e "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
CMD ["node", "--import", "tsx", "scripts/start.ts"]
