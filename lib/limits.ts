/** Every limit of the package, each with its reason. Durations in milliseconds, sizes in bytes. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const MiB = 1024 * 1024;
const GiB = 1024 * MiB;

/** Tasks waiting for one engine; more would only hide that the machine is too slow for its load. */
export const MAXIMUM_QUEUED_TASKS = 256;
/** A cancelled task gets this long to stop by itself before its process is killed. */
export const CANCEL_GRACE_MS = SECOND;
/** First wait before a dead engine starts again; doubles with each death in a row. */
export const RESTART_BACKOFF_MS = 250;
/** Deaths in a row after which an engine is not started again for `CRASH_LOOP_REST_MS`. */
export const CRASH_LOOP_DEATHS = 4;
export const CRASH_LOOP_REST_MS = MINUTE;
/** An engine holds its model warm this long; a scheduled flow every few minutes stays fast. */
export const DEFAULT_ENGINE_IDLE_MS = 5 * MINUTE;
/** An engine above this resident memory is replaced after its task: leaks end here. */
export const MAXIMUM_ENGINE_RESIDENT_BYTES = 4 * GiB;
/** Memory that an engine gives back as soon as it is freed; smaller pieces would cost more page faults than they save. */
export const MINIMUM_RETURNED_BYTES = MiB;
/** Nor is one replaced below this multiple of what its first task left: a large model is no leak. */
export const ENGINE_GROWTH_FACTOR = 1.5;
/** Node's timers hold 31 bits; a longer wait would fire at once. */
export const MAXIMUM_TIMER_MS = 2 ** 31 - 1;
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
/** An input file of which nothing arrives for this long has a dead server or disk behind it. */
export const INPUT_STALL_TIMEOUT_MS = 2 * MINUTE;
/** Media longer than this is refused: a header that lies must not bind the machine for days. */
export const MAXIMUM_MEDIA_SECONDS = 24 * 60 * 60;
/** ffmpeg without a byte of output for this long is stuck. */
export const FFMPEG_STALL_TIMEOUT_MS = 2 * MINUTE;
/** Probing reads headers only. */
export const FFPROBE_TIMEOUT_MS = 30 * SECOND;
/** Headers of a file with thousands of streams; more is a trap. */
export const MAXIMUM_FFPROBE_OUTPUT_BYTES = 4 * MiB;
/** Asking ffmpeg for its version; a cold disk and a large static file take a while. */
export const FFMPEG_START_TIMEOUT_MS = 15 * SECOND;

/** A model download without a byte for this long is cut and resumed. */
export const DOWNLOAD_STALL_TIMEOUT_MS = 30 * SECOND;
/** Failures in a row, without `DOWNLOAD_PROGRESS_BYTES` in between, after which a download gives up. */
export const DOWNLOAD_ATTEMPTS = 5;
/** A large file over a bad line may break many times: only attempts that bring less than this count. */
export const DOWNLOAD_PROGRESS_BYTES = MiB;
/** First wait before the next attempt; doubles with each failure, up to the maximum. */
export const DOWNLOAD_BACKOFF_MS = SECOND;
export const MAXIMUM_DOWNLOAD_BACKOFF_MS = 30 * SECOND;
/** The hub needs two hops at most; more is a loop. */
export const MAXIMUM_DOWNLOAD_REDIRECTS = 5;
/** A worker that died in a download lets go of its lock after this. */
export const MODEL_LOCK_STALE_MS = 30 * SECOND;
/** How often a worker that waits for another's download looks again. */
export const MODEL_LOCK_POLL_MS = 500;
/** An ONNX file above this holds its weights itself; below, it is read for the data files it names. */
export const MAXIMUM_ONNX_GRAPH_BYTES = 16 * MiB;
/** Config and tokenizer files are read whole. */
export const MAXIMUM_MODEL_JSON_BYTES = 64 * MiB;

/** Sentences above a node's output; a hundred would bury the output they speak of. */
export const MAXIMUM_HINTS = 10;

/** Windows decoded at once; on two cores more gain little and delay the first result. */
export const MAXIMUM_BATCH_WINDOWS = 8;
/** Memory for the decoder's view of the sound of a batch; a large model decodes fewer windows at once. */
export const MAXIMUM_BATCH_CACHE_BYTES = 512 * MiB;
/** Wordings weighed against each other at once, each a row of the decoder's batch: Whisper's authors take 5, and time grows with the number. */
export const MAXIMUM_BEAM_SIZE = 10;

/** The largest picture file taken; a camera's 16-bit TIFF stays below. */
export const MAXIMUM_IMAGE_FILE_BYTES = 512 * MiB;
/** Above every phone and camera; a small file can claim thousands of times more and fill the memory. */
export const MAXIMUM_IMAGE_PIXELS = 220_000_000;
/** Larger pictures are decoded one at a time: each takes three bytes a pixel, twice. */
export const LARGE_IMAGE_PIXELS = 40_000_000;
/** A file that stalls the decoder for this long is damaged on purpose. */
export const IMAGE_DECODE_TIMEOUT_SECONDS = 60;

/** A contact sheet in memory: 150 MB, and about what a picture viewer opens at once. */
export const MAXIMUM_SHEET_PIXELS = 50_000_000;
/** Browsers and phones show no higher or wider picture. */
export const MAXIMUM_SHEET_SIDE_PIXELS = 16_384;
/** Of a smaller tile of a contact sheet neither picture nor caption can be made out. */
export const MINIMUM_TILE_PIXELS = 48;
/** A contact sheet is for an overview: one tile fills a screen. */
export const MAXIMUM_TILE_PIXELS = 2048;

/** Working memory of resizing in a thread, kept; pictures whose rows or columns do not fit take the slow way. */
export const MAXIMUM_RESAMPLE_BUFFER_BYTES = 32 * MiB;
/** Models take pictures of 224 to 1,000 points; a damaged file must not ask for all memory. */
export const MAXIMUM_MODEL_PICTURE_EDGE = 4096;

/** Items read to disk at once by a node that works on all its items: a few gigabytes of photographs at most. */
export const LOT_ITEMS = 64;
/** Items whose files come at once: of a slow server 64 one by one take minutes; more at once is rude to it. */
export const ITEMS_READ_AT_ONCE = 4;
/** Pictures that go through a model at once; more gain nothing on a processor. */
export const MAXIMUM_BATCH_IMAGES = 16;
/** Threads that take pictures all the way, each with a copy of the model; more wait for the same memory bus. */
export const MAXIMUM_LANES = 8;
/** Weights held again, beyond the first copy, for lanes; a large model is worked on by all threads together. */
export const MAXIMUM_LANE_COPIES_BYTES = 512 * MiB;
/** Pictures that go through the model at once in a lane: one thread gains nothing from more. */
export const MAXIMUM_LANE_IMAGES = 4;
/** Texts that go through a model at once. */
export const MAXIMUM_BATCH_TEXTS = 32;
/** More of a text than any model reads; a pasted book would take minutes to be cut. */
export const MAXIMUM_TEXT_CHARACTERS = 100_000;
/** Memory for the activations of one batch of pictures; a large model takes fewer at once. */
export const MAXIMUM_BATCH_ACTIVATION_BYTES = 512 * MiB;
/** Embeddings an engine remembers, by content: 2 KB each. */
export const REMEMBERED_EMBEDDINGS = 20_000;
/** Label lists whose embeddings an engine holds ready: up to 150 MB each. */
export const REMEMBERED_LABEL_SETS = 2;
/** Labels a classification lists; with thousands of labels the tail says nothing. */
export const MAXIMUM_LISTED_SCORES = 100;
/** Labels times templates: about ten minutes of work for a processor. */
export const MAXIMUM_LABEL_TEXTS = 50_000;
/** Pictures on a contact sheet of search results; more would be too small to tell apart. */
export const MAXIMUM_SHEET_PICTURES = 100;
/** Outputs a node can show on the canvas and still be wired. */
export const MAXIMUM_LABEL_OUTPUTS = 50;

/** Each thread of a video's decoder holds frames of its own: two keep 1080p under 100 MB. */
export const MAXIMUM_DECODER_THREADS = 2;
/** A header that would make a picture more times as wide by its pixels alone is nonsense. */
export const MAXIMUM_PIXEL_ASPECT = 16;
/** Pictures made of one video at once: more would fill the disk and no step after could take them. */
export const MAXIMUM_SAMPLED_FRAMES = 10_000;
/** Frames of a long video looked up one by one; to look up more takes longer than to list all. */
export const MAXIMUM_LOOKED_UP_FRAMES = 64;
/** Sharpest frames of short times that are compared with each other for what they show: seconds of work. */
export const MAXIMUM_COMPARED_FRAMES = 4000;
/** Moments of a video compared with a question: about a minute of work for a processor. */
export const MAXIMUM_RELEVANT_CANDIDATES = 400;
/** Different pictures of a video told apart by a model; beyond, the longest shown are taken. */
export const MAXIMUM_INFORMATIVE_CANDIDATES = 400;

/** A hosted call without an answer for this long is given up: a long answer of a slow model takes minutes. */
export const DEFAULT_HOSTED_TIMEOUT_MS = 5 * MINUTE;
/** Further tries of a hosted call: about a minute of waiting outlasts most rate limits. */
export const DEFAULT_HOSTED_RETRIES = 4;
/** Items asked about at the same time: providers' lowest rate limits bear it. */
export const DEFAULT_REQUESTS_AT_ONCE = 4;
export const MAXIMUM_REQUESTS_AT_ONCE = 32;
/** Room for an answer; models of every provider have it. */
export const DEFAULT_OUTPUT_TOKENS = 4096;

/** Of one hosted call: beyond an hour the answer is lost somewhere. */
export const MAXIMUM_HOSTED_TIMEOUT_MS = 60 * MINUTE;
/** Tries of a hosted call in all; a service that fails so often is out of order. */
export const MAXIMUM_HOSTED_TRIES = 20;
/** A list that somebody waits for, with the mouse over it. */
export const MODEL_LIST_TIMEOUT_MS = 15 * SECOND;

/** A hosted call waits no longer than this before its next try: who has to wait longer is told when to come back. */
export const MAXIMUM_RETRY_WAIT_MS = MINUTE;
/** First wait before the next try of a hosted call that names none; doubles with each, up to the maximum. */
export const RETRY_BACKOFF_MS = SECOND / 2;
export const MAXIMUM_RETRY_BACKOFF_MS = 8 * SECOND;
/** A hosted reply is held in memory whole; the longest answers and lists stay far below. */
export const MAXIMUM_HOSTED_REPLY_BYTES = 64 * MiB;
/** Files of one hosted message, before base64: above the largest that any provider takes, below what a text can hold. */
export const MAXIMUM_HOSTED_FILES_BYTES = 256 * MiB;
/** Models listed of one service; a drop-down of more could not be used. */
export const MAXIMUM_LISTED_MODELS = 2000;
/** Of a provider's own words in an error; some send pages. */
export const MAXIMUM_REASON_CHARACTERS = 500;
/** Of the words of an error's causes: some services send back the whole request, pictures and all. */
export const MAXIMUM_CAUSE_CHARACTERS = 4000;
/** Of an answer that is quoted in an error. */
export const MAXIMUM_QUOTED_CHARACTERS = 200;

/** The largest form that OpenAI's speech models take; servers of one's own may take more. */
export const DEFAULT_UPLOAD_BYTES = 25 * MiB;
/** Pieces of one recording on their way at the same time: an hour is there in a third of the time, and no rate limit is reached. */
export const DEFAULT_PIECES_AT_ONCE = 3;
/** Longest recording that OpenAI's gpt transcription models take (1,400 s), less what a service may count otherwise. */
export const MAXIMUM_GPT_TRANSCRIPTION_SECONDS = 1380;

/** Numbers of visual tokens shown as text in an item: 20 MB of it, about what a browser still opens. */
export const MAXIMUM_JSON_NUMBERS = 1_000_000;
/** Longer side, about, of the picture of a token grid, pixels: fills a screen, and 256 tokens are told apart. */
export const TOKEN_PICTURE_EDGE = 768;

/** Pictures of one message about a video: services take 100 of models with a window of 200,000 tokens. */
export const MAXIMUM_ASKED_FRAMES = 100;
/** Moments that a question about a video names and that are looked at one by one; a person names few. */
export const MAXIMUM_ASKED_MOMENTS = 5;

/** Of a recording in a message to a model that hears: as MP3 of 64 kbit/s half an hour is 19 MB of base64, and services take 20 MB. */
export const MAXIMUM_ASKED_AUDIO_SECONDS = 30 * 60;

/** Of a picture, in base64, that Anthropic's API takes (10 MB); in tens, as its page does not say which megabytes. */
export const MAXIMUM_CLAUDE_PICTURE_BASE64_BYTES = 10_000_000;
/** The same for all others: OpenAI takes far more, Gemini 20 MB for the whole request. */
export const MAXIMUM_PICTURE_BASE64_BYTES = 15_000_000;
/** Longest side of a picture, pixels, that Anthropic's API takes, whatever its models see of it. */
export const MAXIMUM_CLAUDE_SIDE_PIXELS = 8000;
/** Longest side of a picture for a model that is not known here: the largest that GPT models look at by themselves. */
export const GENERAL_PICTURE_SIDE_PIXELS = 2048;
/** Pieces of one long picture; more is a book, and no model takes so many. */
export const MAXIMUM_PICTURE_TILES = 50;

/** Instructions of robots' policies are one sentence; a pasted page would be cut in the middle by any of them. */
export const MAXIMUM_INSTRUCTION_CHARACTERS = 1000;

/** Pictures of one message: Anthropic takes 600 (100 of models with a window of 200,000 tokens), OpenAI 1,500. */
export const MAXIMUM_ASKED_IMAGES = { anthropic: 600, openAi: 1500 };
/** With more pictures in one message, Anthropic refuses sides of over `MAXIMUM_MANY_IMAGES_SIDE_PIXELS`. */
export const MAXIMUM_LARGE_IMAGES = 20;
/** Longest side, pixels, that Anthropic's API takes of many pictures in one message: of few it takes 8,000. */
export const MAXIMUM_MANY_IMAGES_SIDE_PIXELS = 2000;
/** Of the pictures of one message in base64: Anthropic takes messages of 32 MB, text among it. */
export const MAXIMUM_ASKED_IMAGES_BASE64_BYTES = 30_000_000;
/** Of JPEG and WebP when nothing is said: a person and a model see no difference. */
export const DEFAULT_PREPARED_QUALITY = 85;

/** How often a robot's next turn looks whether another execution has let go of it: well below a step of any loop. */
export const TURN_LOCK_POLL_MS = 2;
/** No joint of the robots known here turns farther from its middle; degrees mostly are farther. */
export const MAXIMUM_JOINT_RADIANS = 2 * Math.PI;
/** An execution that died in its turn holds the robot up no longer; a turn takes a few milliseconds. */
export const TURN_LOCK_STALE_MS = SECOND;
/** What is kept of a robot's last turn: longer than anybody lets a robot wait for its next. */
export const FORGOTTEN_ROBOT_MS = 30 * 24 * 60 * MINUTE;
/** Between two looks for robots to forget: a look reads the whole folder. */
export const ROBOT_CLEANING_MS = 60 * MINUTE;
/** ONNX files whose 8-bit weights are held in 32 bits, four times as large: more would not fit small machines. */
export const MAXIMUM_WIDENED_FILE_BYTES = 64 * MiB;

/** A question to a robot's policy: some compile at their first one, which takes half a minute. */
export const DEFAULT_POLICY_TIMEOUT_MS = MINUTE;
/** Of one answer of a policy server: a chunk of actions has a few thousand bytes, and servers may add pictures. */
export const MAXIMUM_POLICY_REPLY_BYTES = 16 * MiB;
/** Single values in one answer of a policy server; arrays count once. */
export const MAXIMUM_POLICY_VALUES = 10_000;
/** How deep an answer of a policy server may be nested; two levels are usual. */
export const MAXIMUM_POLICY_DEPTH = 16;
/** Numbers of all steps of one answer: ALOHA's 50 steps have 700. */
export const MAXIMUM_POLICY_NUMBERS = 100_000;
/** Questions waiting for one connection to a policy server, which answers one after the other. */
export const MAXIMUM_POLICY_QUEUE = 1000;
/** A server that is alive says so at once, and a robot waits meanwhile. */
export const POLICY_HEALTH_TIMEOUT_MS = 2 * SECOND;
/** A connection to a policy server stays open for the next execution of a loop, but for no one who has stopped. */
export const POLICY_SOCKET_IDLE_MS = MINUTE;
/** For the polite end of a connection that nobody uses. */
export const POLICY_SOCKET_CLOSE_MS = SECOND;
/** Side of the pictures that OpenVLA, OpenVLA-OFT and openpi's policies were trained on, pixels. */
export const POLICY_PICTURE_EDGE = 224;
/** Longer side of a picture for a model that is asked for an action, pixels: more only costs time. */
export const ASKED_POLICY_PICTURE_EDGE = 1024;
/** Its JPEG quality: the edges of small things stay clear, in a few hundred kilobytes. */
export const ASKED_POLICY_PICTURE_QUALITY = 90;
/** Policies with their instructions that are known to look at their pictures. */
export const MAXIMUM_KNOWN_LOOKS = 1000;
/** For so long: a server may be started anew with another policy. */
export const KNOWN_LOOK_MS = 60 * MINUTE;

/** The farthest that one action of a policy moves a hand, metres: what the widest data sets of tables hold; a person can still step back. */
export const DEFAULT_MAXIMUM_STEP_METRES = 0.05;
/** The same about an axis: 14 degrees. */
export const DEFAULT_MAXIMUM_ROTATION_RADIANS = 0.25;
/** The same of one joint: 6 degrees, which moves the hand of an arm of 1 m by 10 cm. */
export const DEFAULT_MAXIMUM_JOINT_STEP_RADIANS = 0.1;
/** Of the picture that an action is decided on: slow policies take seconds, and later the scene is another. */
export const DEFAULT_OBSERVATION_AGE_SECONDS = 5;
/** Between two actions of one robot: faster than any policy was trained for (50 Hz is ALOHA's, with chunks). */
export const DEFAULT_ACTION_INTERVAL_MS = 50;
/** Share of the range seen in training by which an action may lie beyond it: room for rounding, not for surprises. */
export const DEFAULT_RANGE_MARGIN = 0.1;
/** How long one action of a policy takes: Bridge, which OpenVLA knows best, was recorded at 5 Hz. */
export const DEFAULT_ACTION_PERIOD_SECONDS = 0.2;

/** To reach a rosbridge server, and for its word that a message arrived: it stands beside the robot. */
export const DEFAULT_ROSBRIDGE_TIMEOUT_MS = 5 * SECOND;
/** Of what a rosbridge server says by itself: why it refused a message. */
export const MAXIMUM_ROSBRIDGE_MESSAGE_BYTES = MiB;
/** A connection to a rosbridge server stays open for the next action of a loop; ROS then need not find out again who listens. */
export const ROSBRIDGE_IDLE_MS = MINUTE;
/** For the polite end of a connection that nobody uses. */
export const ROSBRIDGE_CLOSE_MS = SECOND;
/** Tries to connect to a policy server in all: a second and a half, while its picture is still fresh. */
export const DEFAULT_POLICY_TRIES = 3;
/** Room for an action in words, and for what a model thinks before. */
export const ASKED_ACTION_TOKENS = 4096;
