//! Every number that bounds a session, with its reason.

use super::Millis;

// Who may be there.

/// Connections to a room at once: a workshop of a hundred, and room for those who come back before they were missed.
pub const CONNECTIONS: usize = 128;
/// Connections from one address: a team behind one router's address, a person with some tabs.
pub const CONNECTIONS_AN_ADDRESS: usize = 48;
/// People with an editor's or viewer's link that a room remembers with their key, name and client ids; beyond it, those who
/// wrote nothing and are gone longest are forgotten.
pub const KEYS_REMEMBERED: usize = 1_000;
/// Letters of a key: 128 random bits in any spelling.
pub const KEY_CHARS: usize = 128;
/// Letters that a key has at least: fewer could be guessed.
pub const KEY_CHARS_AT_LEAST: usize = 16;
/// Sockets at once: everybody of [`CONNECTIONS`], and others who load the page or are told that the session is full.
pub const SOCKETS: usize = CONNECTIONS + 32;
/// Letters of a name: it stands on a cursor.
pub const NAME_CHARS: usize = 40;

// Secrets.

/// Random bytes of a secret: 128 bits cannot be guessed.
pub const SECRET_BYTES: usize = 16;
/// Letters of a short code: 40 bits of base 32, short enough to be read aloud; safe only with the two limits below.
pub const CODE_CHARS: usize = 8;
/// Wrong secrets or codes from one address within [`GUESS_WINDOW_MS`] before it has to wait: typing errors, no search.
pub const GUESSES_AN_ADDRESS: usize = 8;
/// Wrong codes from all addresses within [`GUESS_WINDOW_MS`] before codes are closed for everybody: many addresses search
/// no faster than 30 a minute, 35,000 years for half of all codes.
pub const GUESSES_IN_ALL: usize = 30;
/// The time in which guesses are counted.
pub const GUESS_WINDOW_MS: Millis = 60_000;
/// Addresses whose wrong guesses are counted at once: some hundred kilobytes, whoever comes.
pub const ADDRESSES_REMEMBERED: usize = 1_024;
/// Bytes of what may be shown at the gate: a secret is 22 letters, a code with its dashes fewer.
pub const SHOWN_BYTES: usize = 128;
/// Letters of a title, or of a computer's name, that is told on this network: both fit a DNS record in any script.
pub const ANNOUNCED_CHARS: usize = 48;
/// Sessions that are shown of this network at most: no room has more, and somebody may announce without end.
pub const SESSIONS_FOUND: usize = 64;
/// Bytes of a link that somebody pastes: addresses of relays and their tokens are long.
pub const LINK_BYTES: usize = 8 << 10;

// The editor door.

/// A message of the editor door, in bytes: a large paste. (20,000 letters are 60 kB.)
pub const EDITOR_MESSAGE: usize = 1 << 20;
/// A message of the first sync, in bytes: the largest map with its history.
pub const SYNC_MESSAGE: usize = 16 << 20;
/// How deep values may be nested in an update: our schema needs 2, causes are text.
pub const VALUE_DEPTH: usize = 8;
/// How deep maps and texts are nested in a document: the text of a field, in an item. Held against what is there already, so
/// that nobody gets deeper by a level with each update.
pub const TYPE_DEPTH: u8 = 2;
/// Messages of one editor in a second: cursors at 30 Hz, typing, and a burst after a hiccup.
pub const EDITOR_MESSAGES_A_SECOND: u32 = 200;
/// Messages of one editor at once: what waited while the network slept.
pub const EDITOR_BURST: u32 = 400;
/// Bytes of one editor in a second, in the long run; a first sync comes at once.
pub const EDITOR_BYTES_A_SECOND: u64 = 4 << 20;
/// Comparisons of states that one editor may ask for at once, and then one a second: each may cost the room the whole map.
pub const SYNC_BURST: u64 = 8;
/// A message between our own programs, in bytes: a name, a view.
pub const CONTROL_BYTES: usize = 4 << 10;
/// Bytes of answers that wait for each other: edits that a host took along reach all others at the next one within seconds,
/// and two whole maps fit.
pub const HELD_BYTES: usize = 2 * SYNC_MESSAGE;
/// Client ids that one connection may write under: one document, and some restarts of it while it was away.
pub const CLIENT_IDS: usize = 8;

// Presence.

/// The least time between two presences of one peer: 30 Hz looks smooth.
pub const PRESENCE_INTERVAL_MS: Millis = 33;
/// Who has not moved for this long is told again to everybody, in the lane where nothing is left out: the last place of a
/// pointer may have been in a frame that a slow reader did not get.
pub const PRESENCE_RESTS_MS: Millis = 500;
/// The room gathers presences this long and sends them together: a hundred cursors are one frame a reader, not a hundred.
pub const PRESENCE_GATHER_MS: Millis = 16;
/// A presence is repeated this often, so that others know it is alive (Yjs counts 30 s).
pub const PRESENCE_RENEW_MS: Millis = 15_000;
/// A presence that was not repeated for this long is dropped, as Yjs does.
pub const PRESENCE_EXPIRES_MS: Millis = 30_000;
/// The JSON of one presence, in bytes: 100 selected notes.
pub const PRESENCE_BYTES: usize = 8 << 10;
/// Items that a presence names at most; the rest is not shown.
pub const PRESENCE_ITEMS: usize = 100;

// The participant door.

/// A message of a phone, in bytes: a note of 1,000 letters in any script, before and after an edit, and what an editor may
/// have added to it.
pub const PHONE_MESSAGE: usize = 16 << 10;
/// Messages of a phone in a second.
pub const PHONE_MESSAGES_A_SECOND: u32 = 30;
/// Letters of a note written on a phone.
pub const PHONE_NOTE_CHARS: usize = 1_000;
/// Letters of the identifier that a page gives a note: a ULID has 26, a UUID 36.
pub const PHONE_ID_CHARS: std::ops::RangeInclusive<usize> = 1..=64;
/// Letters of a page's secret name for itself: the least that cannot be guessed, and enough for any.
pub const PHONE_CLIENT_CHARS: std::ops::RangeInclusive<usize> = 16..=128;
/// Notes that one participant may have on the map: nobody writes more by hand, and a flood ends here.
pub const PHONE_NOTES: usize = 500;
/// Participants that a room remembers after they left, so that their notes stay theirs.
pub const PHONES_REMEMBERED: usize = 1_000;
/// Ranges of numbers under which a participant's edits are remembered as done: each gap is an edit that was refused, or two
/// tabs that took turns.
pub const PHONE_GAPS: usize = 32;
/// Edits of a participant of which more than the number is remembered: what two tabs can have under way.
pub const PHONE_RECENT: usize = 64;
/// Votes on one note: everybody whom a room remembers.
pub const PHONE_VOTERS: usize = 1_000;

// Readers.

/// Bytes that may wait for a reader before it is cut.
pub const QUEUE_BYTES: usize = 4 << 20;
/// How long a reader may take nothing before it is cut.
pub const STUCK_MS: Millis = 10_000;
/// Bytes of messages that wait for the room; who sends more waits until it has read them.
pub const ROOM_QUEUE_BYTES: usize = 32 << 20;
/// Messages that wait for the room.
pub const ROOM_QUEUE: usize = 256;
/// Messages that wait for a window: it takes all of them in each frame.
pub const WINDOW_QUEUE: usize = 1_024;

// Time.

/// Without a sign of life for this long, a connection is shown as lost: within 3 s of the cable, with the time to see it.
pub const LOST_MS: Millis = 2_500;
/// A sign of life is asked for this often.
pub const HEARTBEAT_MS: Millis = 1_000;
/// The room drops a connection without a sign of life after this long. Longer than [`LOST_MS`]: the other side decides first.
pub const GONE_MS: Millis = 10_000;
/// State vectors are compared this often, so that whatever was missed is found.
pub const RESYNC_MS: Millis = 30_000;
/// Waits before the first, second, … try to connect again; the last one repeats.
pub const RETRY_MS: [Millis; 5] = [250, 500, 1_000, 2_000, 5_000];
/// A connection that stood this long was one, and the waits begin anew after it. As long as the longest wait: who lets in and
/// hangs up at once is tried no more often than who does not answer.
pub const STEADY_MS: Millis = 5_000;
/// A connection must say who it is within this long.
pub const HELLO_MS: Millis = 5_000;
/// An HTTP request must have its headers complete within this long, against those who send a letter a minute.
pub const HEADERS_MS: Millis = 5_000;
/// Headers of a request, in bytes.
pub const HEADERS_BYTES: usize = 16 << 10;
/// All requests of a connection that asks for files must be answered within this long; the page is three small ones.
pub const REQUESTS_MS: Millis = 30_000;
/// How long the other side may take to hear why it is closed.
pub const CLOSING_MS: Millis = 1_000;
/// Joining gives up after this long: the largest map on a slow Wi-Fi.
pub const JOIN_MS: Millis = 30_000;
/// A single try to connect gives up after this long; the next one may find another way.
pub const CONNECT_MS: Millis = 5_000;
/// How long a host that is gone is waited for before it is offered to carry on without it.
pub const CARRY_ON_MS: Millis = 10_000;

// Relays.

/// When a relay has said nothing for so long, it is taken for one that waits for a token. Servers of y-websocket speak at
/// once; a slow one is still understood afterwards.
pub const RELAY_SILENCE_MS: Millis = 1_000;
/// A room on a relay counts as empty after so long without a map: some servers answer before they have read it from their
/// disk, and whoever else is about to fill it is heard of.
pub const RELAY_EMPTY_MS: Millis = 1_500;
