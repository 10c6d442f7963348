/** The address when it is an absolute web address, else null: only http and https ever become a link. */
export function safeLink(address: string): string | null {
  // A browser drops tabs and line breaks inside an address; what carries any was made to look like something else.
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (!/^https?:\/\/[^\s\u0000-\u001f\u007f]+$/iu.test(address)) return null;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return url.username === '' && url.password === '' ? url.href : null;
}
