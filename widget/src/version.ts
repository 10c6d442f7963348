/** Version of this file, as `Foyer.version` tells it. */
export const version = '0.1.0';
