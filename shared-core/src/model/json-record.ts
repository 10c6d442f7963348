/** The record that a stored text holds; empty where it holds none. Nothing is said of what is in it. */
export function jsonRecord(text: unknown): Readonly<Record<string, unknown>> {
  try {
    const record: unknown = JSON.parse(String(text));
    return typeof record === 'object' && record !== null ? { ...record } : {};
  } catch {
    return {};
  }
}
