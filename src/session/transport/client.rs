//! A link over the network: connects, carries messages, notices a lost connection, and connects again.

use std::sync::Arc;

use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::{Bytes, Message};

use super::Wake;
use super::dial::{Failure, Goal, Socket};
use super::link::{Link, LinkEnd, LinkEvent};
use super::outgoing::{Closing, Next};
use super::relay::Relay;
use super::retry::Retries;
use super::time::{millis, now};
use super::watched::Progress;
use crate::session::gate::{WRONG, WRONG_CODE};
use crate::session::limits::{CLOSING_MS, HEARTBEAT_MS, LOST_MS, STUCK_MS};
use crate::session::relay::RelayRoom;
use crate::session::{CloseReason, EditorLink, PeerEvent};

/// What happens when the first try to connect fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstTry {
    /// Others follow: the session is known.
    OfMany,
    /// The window is told why: somebody waits for it.
    Counts,
}

/// Opens a way into a session. `key` is random and kept by this program: whoever has it is this person.
pub fn connect(link: &EditorLink, key: &str, wake: Wake) -> Link {
    open(link, key, FirstTry::OfMany, wake)
}

/// Opens a way into a session, on a thread of its own.
pub fn open(link: &EditorLink, key: &str, first_try: FirstTry, wake: Wake) -> Link {
    match link {
        EditorLink::Host { address, secret, fingerprint } => {
            let goal =
                Goal { address: address.clone(), secret: secret.clone(), fingerprint: *fingerprint, key: key.into() };
            start(goal, first_try, wake)
        }
        EditorLink::Relay { url, room, token } => {
            let room = RelayRoom { url: url.clone(), name: room.clone(), token: token.clone() };
            start(Relay::new(room, None), first_try, wake)
        }
    }
}

/// Where a link leads, and what is spoken there.
pub trait Route: Send + 'static {
    /// A connection to it.
    type Socket;

    /// Connects.
    ///
    /// # Errors
    /// Why not.
    async fn dial(&mut self) -> Result<(Self::Socket, Arc<Progress>), Failure>;

    /// Carries messages in both directions while the connection stands.
    async fn converse(&mut self, socket: Self::Socket, progress: &Progress, end: &LinkEnd) -> Ending;
}

/// Opens a link along this route, on a thread of its own.
pub fn start(mut route: impl Route, first_try: FirstTry, wake: Wake) -> Link {
    let (way, end) = Link::new(wake);
    run(end, move |end| async move { keep_connected(&mut route, first_try, &end).await });
    way
}

/// Runs one end of a link on a thread of its own.
fn run<F: Future<Output = ()>>(end: LinkEnd, task: impl FnOnce(LinkEnd) -> F + Send + 'static) {
    let started =
        std::thread::Builder::new().name("link".into()).spawn(
            move || match tokio::runtime::Builder::new_current_thread().enable_all().build() {
                Ok(runtime) => runtime.block_on(task(end)),
                Err(error) => log::error!("no connection can be made: {error}"),
            },
        );
    if let Err(error) = started {
        log::error!("no connection can be made: {error}");
    }
}

/// Connects again and again, until the window leaves or the session is over.
async fn keep_connected(route: &mut impl Route, first_try: FirstTry, end: &LinkEnd) {
    let mut retries = Retries::default();
    let mut was_up = false;
    loop {
        let dialed = tokio::select! {
            dialed = route.dial() => dialed,
            _ = end.outgoing.closing() => return,
        };
        let mut lasted = 0;
        let failure = match dialed {
            Ok((socket, progress)) => {
                was_up = true;
                let begun = now();
                let ending = route.converse(socket, &progress, end).await;
                lasted = now().saturating_sub(begun);
                match ending {
                    Ending::Lost => None,
                    Ending::Left => return,
                    Ending::Final(sentence) => Some(Failure::Final(sentence)),
                }
            }
            Err(failure) => Some(failure),
        };
        match failure {
            Some(Failure::Final(sentence)) => {
                end.deliver(LinkEvent::Ended(sentence)).await;
                return;
            }
            Some(Failure::Passing(sentence)) if !was_up && first_try == FirstTry::Counts => {
                end.deliver(LinkEvent::Ended(sentence)).await;
                return;
            }
            Some(Failure::Passing(sentence)) => log::info!("{sentence}"),
            None => {}
        }
        tokio::select! {
            () = sleep(millis(retries.wait_after(lasted))) => {}
            () = end.hurried() => {}
            _ = end.outgoing.closing() => return,
        }
    }
}

/// How a connection ended.
pub enum Ending {
    /// It may come back.
    Lost,
    /// The window has gone.
    Left,
    /// The session is over for this window.
    Final(String),
}

impl Route for Goal {
    type Socket = Socket;

    async fn dial(&mut self) -> Result<(Socket, Arc<Progress>), Failure> {
        Goal::dial(self).await
    }

    async fn converse(&mut self, socket: Socket, progress: &Progress, end: &LinkEnd) -> Ending {
        converse(socket, progress, end).await
    }
}

/// Carries messages in both directions while the connection stands.
async fn converse(socket: Socket, progress: &Progress, end: &LinkEnd) -> Ending {
    let (mut sink, mut stream) = socket.split();
    end.outgoing.open();
    if !end.deliver(LinkEvent::Peer(PeerEvent::Up)).await {
        return Ending::Left;
    }
    progress.note_read();
    let ending = tokio::select! {
        ending = read(&mut stream, progress, end) => ending,
        ending = write(&mut sink, progress, end) => ending,
    };
    end.outgoing.shut();
    if matches!(ending, Ending::Left) {
        // The host closes in turn; until then it may still be reading our last words.
        let _ = timeout(millis(CLOSING_MS), async { while let Some(Ok(_)) = stream.next().await {} }).await;
    } else if !end.deliver(LinkEvent::Peer(PeerEvent::Down)).await {
        return Ending::Left;
    }
    ending
}

async fn read(stream: &mut SplitStream<Socket>, progress: &Progress, end: &LinkEnd) -> Ending {
    loop {
        let left = LOST_MS.saturating_sub(progress.silent());
        let message = match timeout(millis(left.min(HEARTBEAT_MS)), stream.next()).await {
            Ok(message) => message,
            Err(_) if progress.silent() >= LOST_MS => return Ending::Lost,
            Err(_) => {
                end.outgoing.ping();
                continue;
            }
        };
        match message {
            Some(Ok(Message::Binary(bytes))) => {
                if !end.deliver(LinkEvent::Peer(PeerEvent::Message(bytes.into()))).await {
                    return Ending::Left;
                }
                // While the window had no time, the host was not listened to.
                progress.note_read();
            }
            Some(Ok(Message::Close(frame))) => return closed(frame),
            Some(Ok(_)) => {}
            Some(Err(_)) | None => return Ending::Lost,
        }
    }
}

async fn write(sink: &mut SplitSink<Socket, Message>, progress: &Progress, end: &LinkEnd) -> Ending {
    loop {
        let (message, is_last) = match end.outgoing.next().await {
            Next::Message(bytes) => (Message::Binary(Bytes::copy_from_slice(&bytes)), false),
            Next::Ping => (Message::Ping(Bytes::new()), false),
            Next::Restart => return Ending::Lost,
            Next::Close(Closing { code, sentence }) => {
                (Message::Close(Some(CloseFrame { code: code.into(), reason: sentence.into() })), true)
            }
        };
        progress.note_written();
        let stuck = async {
            loop {
                match STUCK_MS.saturating_sub(progress.stuck()) {
                    0 => return,
                    left => sleep(millis(left)).await,
                }
            }
        };
        tokio::select! {
            biased;
            sent = sink.send(message) => if sent.is_err() { return Ending::Lost },
            () = stuck => return Ending::Lost,
        }
        if is_last {
            return Ending::Left;
        }
    }
}

fn closed(frame: Option<CloseFrame>) -> Ending {
    let Some(code) = frame.map(|frame| u16::from(frame.code)) else { return Ending::Lost };
    match CloseReason::from_code(code) {
        Some(reason) if reason.is_final() => Ending::Final(reason.sentence().into()),
        None if code == WRONG_CODE => Ending::Final(WRONG.into()),
        None if (4400..4500).contains(&code) => Ending::Final(format!("The host has ended the connection ({code}).")),
        _ => Ending::Lost,
    }
}
