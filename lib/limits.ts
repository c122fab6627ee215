/** Every limit of the package, each with its reason. Durations in milliseconds, sizes in bytes. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const MiB = 1024 * 1024;
const GiB = 1024 * MiB;

/** Tasks waiting for one engine; more would only hide that the machine is too slow for its load. */
export const MAXIMUM_QUEUED_TASKS = 256;
/** A cancelled task gets this long to stop by itself before its process is killed. */
export const CANCEL_GRACE_MS = 1.5 * SECOND;
/** First wait before a dead engine starts again; doubles with each death in a row. */
export const RESTART_BACKOFF_MS = 250;
/** Deaths in a row after which an engine is not started again for `CRASH_LOOP_REST_MS`. */
export const CRASH_LOOP_DEATHS = 4;
export const CRASH_LOOP_REST_MS = MINUTE;
/** An engine holds its model warm this long; a scheduled flow every few minutes stays fast. */
export const DEFAULT_ENGINE_IDLE_MS = 5 * MINUTE;
/** An engine above this resident memory is replaced after its task: leaks end here. */
export const MAXIMUM_ENGINE_RESIDENT_BYTES = 4 * GiB;
/** Loading a large model from a slow disk. */
export const ENGINE_START_TIMEOUT_MS = 2 * MINUTE;
/** No task may run longer unless its caller says so. */
export const DEFAULT_TASK_DEADLINE_MS = 4 * 60 * MINUTE;
/** A result above this goes through a private file: a pipe would hold it in memory twice. */
export const MAXIMUM_INLINE_RESULT_BYTES = 256 * 1024;
/** The last of an engine's stderr that goes into an error message. */
export const STDERR_TAIL_CHARACTERS = 4000;

/** The largest file read from a URL or a binary property. */
export const MAXIMUM_INPUT_BYTES = 8 * GiB;
/** Media longer than this is refused: a header that lies must not bind the machine for days. */
export const MAXIMUM_MEDIA_SECONDS = 24 * 60 * 60;
/** ffmpeg without a byte of output for this long is stuck. */
export const FFMPEG_STALL_TIMEOUT_MS = 2 * MINUTE;
/** Probing reads headers only. */
export const FFPROBE_TIMEOUT_MS = 30 * SECOND;

/** A model download without a byte for this long is cut and resumed. */
export const DOWNLOAD_STALL_TIMEOUT_MS = 30 * SECOND;
export const DOWNLOAD_ATTEMPTS = 5;
/** Config and tokenizer files are read whole. */
export const MAXIMUM_MODEL_JSON_BYTES = 64 * MiB;
