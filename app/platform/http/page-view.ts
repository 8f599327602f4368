/** True when a person is being shown the page: not for HEAD, and not when a browser fetches it in advance (Sec-Purpose). */
export function isPageView(request: Request): boolean {
  const purpose = request.headers.get('Sec-Purpose') ?? request.headers.get('Purpose') ?? '';
  return request.method === 'GET' && !purpose.includes('prefetch');
}
