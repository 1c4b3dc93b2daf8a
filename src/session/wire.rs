//! The messages of the editor door: y-protocols sync and awareness, as every Yjs client and relay speaks them, and one type
//! of our own. Numbers are lib0 variable-length integers.
//!
//! ```text
//! 0 0 buf(state vector)   what I have             0 1 buf(update)   what you lack           0 2 buf(update)   what is new
//! 1 buf(n, n × (client, clock, string json))      presence; the json "null" says that somebody left
//! 2 0 string              denied                  3                 tell me who is there    64 string         control
//! ```

/// A message, borrowed from its bytes.
#[derive(Clone, Debug, PartialEq)]
pub enum Message<'a> {
    /// A state vector; the answer is [`Message::Step2`].
    Step1(&'a [u8]),
    /// The update that the other side lacks (Yjs V1).
    Step2(&'a [u8]),
    /// A new update (Yjs V1).
    Update(&'a [u8]),
    /// Presences.
    Awareness(Vec<AwarenessEntry<'a>>),
    /// Asks for everybody's presence.
    QueryAwareness,
    /// Access is denied, with the reason.
    Denied(&'a str),
    /// JSON between our own programs.
    Control(&'a str),
}

/// The update that says nothing: no blocks, no deletions.
pub const NOTHING: &[u8] = &[0, 0];

/// One client's presence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwarenessEntry<'a> {
    /// The client.
    pub client: u64,
    /// Grows with each presence of the client.
    pub clock: u32,
    /// A JSON object; `null` when the client left.
    pub json: &'a str,
}

/// The type of [`Message::Control`]: far from those that y-protocols and Hocuspocus use.
const CONTROL: u64 = 64;

/// Presences in one message at most: more cannot be in a room.
const AWARENESS_ENTRIES: u64 = 1024;

/// Why bytes are no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl<'a> Message<'a> {
    /// Reads a message; it must end where the bytes end.
    ///
    /// # Errors
    /// When it is cut, too long, or of a type that nobody sends here.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let mut reader = Reader(bytes);
        let message = match reader.number()? {
            0 => match reader.number()? {
                0 => Self::Step1(reader.buffer()?),
                1 => Self::Step2(reader.buffer()?),
                2 => Self::Update(reader.buffer()?),
                _ => return Err(Malformed),
            },
            1 => {
                let mut entries = Reader(reader.buffer()?);
                let count = entries.number()?;
                if count > AWARENESS_ENTRIES {
                    return Err(Malformed);
                }
                let mut presences = Vec::new();
                for _ in 0..count {
                    let client = entries.number()?;
                    let clock = u32::try_from(entries.number()?).map_err(|_| Malformed)?;
                    presences.push(AwarenessEntry { client, clock, json: entries.string()? });
                }
                entries.end()?;
                Self::Awareness(presences)
            }
            2 => match reader.number()? {
                0 => Self::Denied(reader.string()?),
                _ => return Err(Malformed),
            },
            3 => Self::QueryAwareness,
            CONTROL => Self::Control(reader.string()?),
            _ => return Err(Malformed),
        };
        reader.end()?;
        Ok(message)
    }

    /// The bytes of the message.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut sync = |kind: u8, body: &[u8]| {
            bytes.extend([0, kind]);
            put_buffer(&mut bytes, body);
        };
        match self {
            Self::Step1(body) => sync(0, body),
            Self::Step2(body) => sync(1, body),
            Self::Update(body) => sync(2, body),
            Self::Awareness(entries) => {
                let mut body = Vec::new();
                put_number(&mut body, entries.len() as u64);
                for entry in entries {
                    put_number(&mut body, entry.client);
                    put_number(&mut body, entry.clock.into());
                    put_buffer(&mut body, entry.json.as_bytes());
                }
                bytes.push(1);
                put_buffer(&mut bytes, &body);
            }
            Self::Denied(reason) => {
                bytes.extend([2, 0]);
                put_buffer(&mut bytes, reason.as_bytes());
            }
            Self::QueryAwareness => bytes.push(3),
            Self::Control(json) => {
                put_number(&mut bytes, CONTROL);
                put_buffer(&mut bytes, json.as_bytes());
            }
        }
        bytes
    }
}

/// Reads lib0 values off the front of bytes.
#[derive(Clone, Debug)]
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// A variable-length number of at most 64 bits.
    ///
    /// # Errors
    /// When the bytes end in it, or it is larger.
    pub fn number(&mut self) -> Result<u64, Malformed> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.0.split_first().ok_or(Malformed)?;
            self.0 = rest;
            let bits = u64::from(byte & 0x7f);
            if bits << shift >> shift != bits {
                return Err(Malformed);
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Malformed)
    }

    /// So many bytes.
    ///
    /// # Errors
    /// When there are fewer.
    pub fn bytes(&mut self, len: u64) -> Result<&'a [u8], Malformed> {
        let len = usize::try_from(len).map_err(|_| Malformed)?;
        let (bytes, rest) = self.0.split_at_checked(len).ok_or(Malformed)?;
        self.0 = rest;
        Ok(bytes)
    }

    /// Bytes with their length in front.
    ///
    /// # Errors
    /// When there are fewer.
    pub fn buffer(&mut self) -> Result<&'a [u8], Malformed> {
        let len = self.number()?;
        self.bytes(len)
    }

    /// UTF-8 text with its length in bytes in front.
    ///
    /// # Errors
    /// When there are fewer bytes, or they are no text.
    pub fn string(&mut self) -> Result<&'a str, Malformed> {
        std::str::from_utf8(self.buffer()?).map_err(|_| Malformed)
    }

    /// Nothing may be left.
    ///
    /// # Errors
    /// When something is.
    pub fn end(&self) -> Result<(), Malformed> {
        if self.0.is_empty() { Ok(()) } else { Err(Malformed) }
    }
}

/// Appends a variable-length number.
pub fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Appends bytes with their length in front.
pub fn put_buffer(bytes: &mut Vec<u8>, body: &[u8]) {
    put_number(bytes, body.len() as u64);
    bytes.extend_from_slice(body);
}
