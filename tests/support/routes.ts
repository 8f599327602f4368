import type { ServerBuild } from '@remix-run/node';

/** The path of every route of the build that has one: its parameters filled in from `names`, without what may be left out. */
export function routePaths(
  build: ServerBuild,
  names: Record<string, string>,
): { id: string; path: string }[] {
  const pathOf = (id: string): string => {
    const route = build.routes[id];
    return route ? `${route.parentId ? pathOf(route.parentId) : ''}/${route.path ?? ''}` : '';
  };
  return Object.values(build.routes)
    .filter((route) => route && (route.path !== undefined || route.index))
    .map((route) => {
      const id = route?.id ?? '';
      const path = pathOf(id)
        .replaceAll(/\/+/g, '/')
        .replaceAll(/\/[\w-]+\?(?=\/)/g, '')
        .replaceAll(/:(\w+)/g, (_, name: string) => names[name] ?? name)
        .replace('*', 'nothing/here');
      return { id, path: path.length > 1 ? path.replace(/\/$/, '') : path };
    })
    .filter(({ id }) => id !== 'root');
}
