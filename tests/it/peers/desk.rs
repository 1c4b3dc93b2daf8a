//! One of our windows without a window: a document, its peer, and the way to the others.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use empathy_map::document::{Document, Edit, Step, TextTarget};
use empathy_map::model::NoteId;
use empathy_map::session::transport::{Joined, Link, LinkEvent, Wake, join, now};
use empathy_map::session::{EditorLink, Peer, PeerOutput, Person, Presence};

/// How long anything may take, on a machine that does much else.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What wakes a desk, and where it hears of it.
pub fn wake() -> (Wake, Receiver<()>) {
    let (news, new) = sync_channel(1);
    let wake = Arc::new(move || {
        // News that wait already are enough.
        let _ = news.try_send(());
    });
    (wake, new)
}

/// What comes through a channel.
pub fn wait<T>(answers: &Receiver<Result<T, String>>) -> Result<T, String> {
    match answers.recv_timeout(PATIENCE) {
        Ok(answer) => answer,
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => panic!("no answer came"),
    }
}

/// Somebody who edits.
pub struct Desk {
    /// Their map.
    pub document: Document,
    /// Their peer.
    pub peer: Peer,
    /// Sentences that they were told.
    pub said: VecDeque<String>,
    link: Link,
    woken: Receiver<()>,
}

impl Desk {
    /// With a document of their own.
    pub fn new(document: Document, peer: Peer, link: Link, woken: Receiver<()>) -> Self {
        Self { document, peer, said: VecDeque::new(), link, woken }
    }

    /// With a map that was joined.
    pub fn of(joined: Joined, woken: Receiver<()>) -> Self {
        Self::new(joined.document, joined.peer, joined.link, woken)
    }

    /// Joins by a link.
    pub fn join(link: &str, name: &str) -> Self {
        let link = EditorLink::parse(link).unwrap();
        let (wake, woken) = wake();
        match wait(&join(link, name.into(), "0123456789abcdef".into(), wake)) {
            Ok(joined) => Self::of(joined, woken),
            Err(sentence) => panic!("{sentence}"),
        }
    }

    /// The text of a note.
    pub fn text(&self, id: &str) -> Option<&str> {
        self.document.map().notes.iter().find(|note| note.id.as_str() == id).map(|note| note.text.as_str())
    }

    /// Somebody by name.
    pub fn person(&self, name: &str) -> Option<&Person> {
        self.peer.people().iter().find(|person| person.name == name)
    }

    /// Types at the beginning of a note.
    pub fn type_before(&mut self, id: &str, letters: &str) {
        let before = self.text(id).unwrap().to_owned();
        let after = format!("{letters}{before}");
        let edit = Edit::EditText { target: TextTarget::Note(NoteId::from(id)), before, after };
        let applied = self.document.apply(&[edit], Step::Begin).unwrap();
        let outputs = self.peer.edited(&applied.update);
        self.carry_out(outputs);
    }

    /// Takes back the last step.
    pub fn undo(&mut self) {
        let applied = self.document.undo().unwrap();
        let outputs = self.peer.edited(&applied.update);
        self.carry_out(outputs);
    }

    /// Points at a place.
    pub fn show(&mut self, cursor: [f32; 2]) {
        let outputs = self.peer.show(now(), Presence { cursor: Some(cursor), ..Presence::default() });
        self.carry_out(outputs);
    }

    /// Takes in what came, and waits a moment for more: time has to pass too, so that presence that waits is sent.
    pub fn live(&mut self) {
        self.take_in();
        let _ = self.woken.recv_timeout(Duration::from_millis(20));
    }

    fn take_in(&mut self) {
        while let Some(event) = self.link.try_next() {
            match event {
                LinkEvent::Peer(event) => {
                    let outputs = self.peer.handle(now(), event, &mut self.document);
                    self.carry_out(outputs);
                }
                LinkEvent::Ended(sentence) => panic!("our window was cut off: {sentence}"),
            }
        }
        let outputs = self.peer.tick(now(), &self.document);
        self.carry_out(outputs);
    }

    fn carry_out(&mut self, outputs: Vec<PeerOutput>) {
        for output in outputs {
            match output {
                PeerOutput::Send { bytes, lane } => self.link.send(bytes, lane),
                PeerOutput::Say(sentence) => self.said.push_back(sentence),
                PeerOutput::Applied(_) | PeerOutput::Summoned { .. } => {}
            }
        }
    }
}
