//! A window of a session over real sockets, without the window.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use empathy_map::document::{Document, Edit, Step};
use empathy_map::model::EmpathyMap;
use empathy_map::session::transport::{Joined, Link, LinkEvent, Wake, join, now};
use empathy_map::session::{EditorLink, Notice, Peer, PeerOutput, Request, Role};

use super::host::{Host, PATIENCE};

pub fn nobody() -> Wake {
    Arc::new(|| {})
}

/// Somebody at a window.
pub struct Window {
    pub document: Document,
    pub peer: Peer,
    pub link: Link,
    pub said: Vec<String>,
    pub summons: usize,
    pub ended: Option<String>,
}

impl Window {
    /// A window with a document of its own; the host's, or one that comes again.
    pub fn new(document: Document, peer: Peer, link: Link) -> Self {
        Self { document, peer, link, said: Vec::new(), summons: 0, ended: None }
    }

    /// The host's own window, which the room has greeted.
    pub fn of_host(host: &Host) -> Self {
        let document = Document::restore(&host.state, &[]).unwrap();
        let mut hana = Self::new(document, Peer::new("Hana".into()), host.hosting.link());
        until([&mut hana], |[hana]| hana.peer.me().is_some());
        hana
    }

    /// Joins with a link, or hears why not.
    pub fn join(link: EditorLink, name: &str, key: &str) -> Result<Self, String> {
        let joined = join(link, name.into(), key.into(), nobody()).recv_timeout(PATIENCE).unwrap();
        joined.map(|Joined { document, peer, link }| Self::new(document, peer, link))
    }

    pub fn map(&self) -> &EmpathyMap {
        self.document.map()
    }

    pub fn text(&self, note: &str) -> &str {
        self.map().notes.iter().find(|other| other.id.as_str() == note).map_or("", |note| &note.text)
    }

    pub fn does(&mut self, edit: Edit) {
        let applied = self.document.apply(&[edit], Step::Begin).unwrap();
        let outputs = self.peer.edited(&applied.update);
        self.follow(outputs);
    }

    pub fn asks(&mut self, request: &Request) {
        let outputs = self.peer.ask(request);
        self.follow(outputs);
    }

    pub fn is_locked(&self) -> bool {
        matches!(self.peer.state(), Some(Notice::State { joining_locked: true, .. }))
    }

    pub fn roles(&self) -> Vec<(String, Role)> {
        self.peer.people().iter().map(|person| (person.name.clone(), person.role)).collect()
    }

    fn follow(&mut self, outputs: Vec<PeerOutput>) {
        for output in outputs {
            match output {
                PeerOutput::Send { bytes, lane } => self.link.send(bytes, lane),
                PeerOutput::Say(sentence) => self.said.push(sentence),
                PeerOutput::Summoned { .. } => self.summons += 1,
                _ => {}
            }
        }
    }

    fn tend(&mut self) {
        while let Some(event) = self.link.try_next() {
            match event {
                LinkEvent::Peer(event) => {
                    let outputs = self.peer.handle(now(), event, &mut self.document);
                    self.follow(outputs);
                }
                LinkEvent::Ended(sentence) => self.ended = Some(sentence),
            }
        }
        let outputs = self.peer.tick(now(), &self.document);
        self.follow(outputs);
    }
}

/// Lets windows go on until this holds for them.
pub fn until<const N: usize>(mut windows: [&mut Window; N], holds: impl Fn([&Window; N]) -> bool) {
    let begun = Instant::now();
    loop {
        windows.iter_mut().for_each(|window| window.tend());
        if holds(windows.each_ref().map(|window| &**window)) {
            return;
        }
        assert!(begun.elapsed() < PATIENCE, "it does not happen");
        std::thread::yield_now();
    }
}

/// A network between somebody and a host, whose cable can be pulled.
pub struct Cable {
    pub address: String,
    sockets: Arc<Mutex<Vec<TcpStream>>>,
}

impl Cable {
    pub fn to(host: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let sockets = Arc::new(Mutex::new(Vec::new()));
        let (host, held) = (host.to_owned(), Arc::clone(&sockets));
        std::thread::spawn(move || {
            for near in listener.incoming().flatten() {
                let Ok(far) = TcpStream::connect(&host) else { continue };
                held.lock().unwrap().extend([near.try_clone().unwrap(), far.try_clone().unwrap()]);
                for (from, to) in [(near.try_clone().unwrap(), far.try_clone().unwrap()), (far, near)] {
                    std::thread::spawn(move || carry(from, to));
                }
            }
        });
        Self { address, sockets }
    }

    /// Breaks all connections; new ones can be made at once.
    pub fn pull(&self) {
        for socket in self.sockets.lock().unwrap().drain(..) {
            let _ = socket.shutdown(Shutdown::Both);
        }
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream) {
    let mut part = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut part) {
        if to.write_all(&part[..count]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}
