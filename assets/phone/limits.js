// The page's share of src/session/limits.rs, which has the reasons. A browser test compares the two.

export const NAME_CHARS = 40;
export const PHONE_NOTE_CHARS = 1_000;
export const PHONE_MESSAGES_A_SECOND = 30;
export const HEARTBEAT_MS = 1_000;
export const LOST_MS = 2_500;
export const HELLO_MS = 5_000;
export const RETRY_MS = [250, 500, 1_000, 2_000, 5_000];
