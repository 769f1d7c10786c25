/** A dump or a saved /metrics page may be this large, in bytes as it is sent. Apart from the schemas: the first script knows it too. */
export const FILE_LIMIT_BYTES = 64 * 1024 ** 2;
