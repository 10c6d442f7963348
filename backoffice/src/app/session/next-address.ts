/** Where to go after the sign-in: only ever a path of this application, whatever the address bar asks for. */
export function nextAddress(wished: string | undefined): string {
  if (wished === undefined || !/^\/(?![/\\])/u.test(wished)) return '/inbox';
  return wished.startsWith('/sign-in') ? '/inbox' : wished;
}
