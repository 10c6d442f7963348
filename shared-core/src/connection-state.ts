/**
 * `idle` before the start and after the end, `connecting` for the first moments without a socket, `offline` when it
 * stays away.
 */
export type ConnectionState = 'idle' | 'connecting' | 'online' | 'offline';
