/** Opens an address in a tab that knows nothing of this one. Works after a short wait, too: no pop-up is left empty. */
export function openInNewTab(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.click();
}
