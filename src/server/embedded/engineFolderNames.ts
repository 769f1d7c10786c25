/** What stands before the six random letters of an engine's folder. */
export const FOLDER_PREFIX = "sightglass-engine-";
export const ENGINE_SOCKET = "engine.sock";
/** Answers as long as the process lives, whatever becomes of the engine's thread. */
export const HOST_SOCKET = "host.sock";
