//! Why a connection is closed, for programs and for people.

/// Why the room closes a connection. Those that make no sense to try again have WebSocket codes from 4400 to 4499.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // `sentence` says it.
pub enum CloseReason {
    Expelled,
    JoiningLocked,
    Full,
    BadMessage,
    TooMuch,
    TooSlow,
    Ended,
}

impl CloseReason {
    /// The code in a WebSocket's close frame.
    pub fn code(self) -> u16 {
        match self {
            Self::Expelled => 4403,
            Self::JoiningLocked => 4423,
            Self::Full => 4429,
            Self::BadMessage => 4400,
            Self::Ended => 4410,
            Self::TooMuch => 1008,
            Self::TooSlow => 1013,
        }
    }

    /// The reason for the person whose connection it is.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Expelled => "The facilitator has taken you out of the session.",
            Self::JoiningLocked => "The facilitator lets nobody new in at the moment. Ask them to unlock joining.",
            Self::Full => "The session is full.",
            Self::BadMessage => {
                "Your program sent something that the session does not understand. Is it the same version?"
            }
            Self::TooMuch => "Your program sent too much at once.",
            Self::TooSlow => "Your connection was too slow to keep up.",
            Self::Ended => "The session has ended.",
        }
    }

    /// The reason behind a close frame's code.
    pub fn from_code(code: u16) -> Option<Self> {
        [Self::Expelled, Self::JoiningLocked, Self::Full, Self::BadMessage, Self::TooMuch, Self::TooSlow, Self::Ended]
            .into_iter()
            .find(|reason| reason.code() == code)
    }

    /// Whether trying to connect again makes no sense.
    pub fn is_final(self) -> bool {
        (4400..4500).contains(&self.code())
    }
}
