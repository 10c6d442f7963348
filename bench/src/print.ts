/** The one place from which the benchmark writes to the terminal. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Prints a table: the first column flush left, the others flush right. */
export function printTable(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  print(`\n${title}\n`);
  for (const line of lines) {
    const cells = widths.map((width, column) =>
      column === 0 ? (line[column] ?? '').padEnd(width) : (line[column] ?? '').padStart(width),
    );
    print(`  ${cells.join('   ')}`);
  }
}

/** A whole number with its thousands set apart. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
