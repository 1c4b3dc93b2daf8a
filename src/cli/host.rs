//! `empathy-map host`: a live session without a window, for a room's computer or a server.

mod saver;

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use super::ending::on_end;
use super::{Exit, Streams};
use crate::app::clock;
use crate::document::Document;
use crate::file::{self, Disk, Expected};
use crate::model::{EmpathyMap, MapId, TEMPLATES};
use crate::session::Millis;
use crate::session::invitation::QrCode;
use crate::session::transport::{EditorDoor, HostOptions, Hosting, IpAddr, Wake, now};
use saver::Saver;

/// How long after a change the map is saved.
const SAVE_AFTER_MS: Millis = 1_000;

/// How often the file is looked at, whether another program has changed it.
const LOOK_AFTER_MS: Millis = 5_000;

#[derive(Debug, clap::Args)]
pub(super) struct Host {
    /// The map file; a new map where it does not exist yet
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The address to listen on; every address of this computer when left out
    #[arg(long, value_name = "ADDR")]
    bind: Option<IpAddr>,

    /// The port; 7420 or any other when left out
    #[arg(long, value_name = "N")]
    port: Option<u16>,

    /// Let editors in without encryption too, for tests on this computer alone
    #[arg(long, hide = true)]
    plain_editor_door: bool,
}

/// What wakes a host.
enum News {
    /// The map may have changed.
    Changed,
    /// Somebody wants it to end.
    End,
}

impl Host {
    /// Hosts until somebody ends it, and saves what came.
    pub(super) fn run(&self, streams: &mut Streams) -> io::Result<Exit> {
        let is_local = self.bind.is_some_and(|address| address.is_loopback());
        if self.plain_editor_door && !is_local {
            writeln!(streams.err, "--plain-editor-door works on this computer alone. Add --bind 127.0.0.1.")?;
            return Ok(Exit::BadInput);
        }
        let (map, expected) = match self.open(streams)? {
            Ok(opened) => opened,
            Err(exit) => return Ok(exit),
        };
        let document = match Document::new(map.clone()) {
            Ok(document) => document,
            Err(error) => {
                writeln!(streams.err, "{}: {error}", self.file.display())?;
                return Ok(Exit::BadInput);
            }
        };
        let options = HostOptions {
            state: document.encode_state(),
            lineage: String::new(),
            title: self.title(&map),
            bind: self.bind,
            port: self.port,
            is_led_by_host: false,
            is_announced: !is_local,
        };
        let door = if self.plain_editor_door { EditorDoor::AlsoPlainFromLoopback } else { EditorDoor::Encrypted };
        let (news, new) = sync_channel(NEWS);
        let end = news.clone();
        // A host that has ended already needs no telling.
        let told = on_end(move || drop(end.send(News::End)));
        let started = told
            .map_err(|error| format!("This computer does not tell when to end ({error}). Nothing was started."))
            .and_then(|()| Hosting::start_with(options, door, wake(news)));
        let hosting = match started {
            Ok(hosting) => hosting,
            Err(sentence) => {
                writeln!(streams.err, "{sentence}")?;
                return Ok(Exit::Failed);
            }
        };
        self.invite(&hosting, streams)?;
        let mut saver = Saver::new(self.file.clone(), map, expected);
        keep_saved(&hosting, &new, &mut saver, streams)?;
        saver.tell_left_out(hosting.left_out(), streams.err)?;
        let last = hosting.stop();
        match last.map(|map| saver.save(&map, &|base, theirs| merged(&map, base, theirs))) {
            None => {
                writeln!(streams.err, "The session failed. {} has what was saved last.", self.file.display())?;
                Ok(Exit::Failed)
            }
            Some(Ok(said)) => {
                said.into_iter().try_for_each(|sentence| writeln!(streams.err, "{sentence}"))?;
                Ok(Exit::Well)
            }
            Some(Err(error)) => {
                writeln!(streams.err, "{error}")?;
                Ok(Exit::Failed)
            }
        }
    }

    /// The map of the file, or a new one where there is none.
    fn open(&self, streams: &mut Streams) -> io::Result<Result<(EmpathyMap, Expected), Exit>> {
        match file::open(&Disk, &self.file) {
            Ok(opened) => {
                for warning in &opened.parsed.warnings {
                    writeln!(streams.err, "{}: warning: {warning}", self.file.display())?;
                }
                Ok(Ok((opened.parsed.map, Expected::File(opened.fingerprint))))
            }
            Err(error) if error.is_missing() => {
                let id = Some(clock::new_id(MapId::from_parts));
                let map = EmpathyMap { id, created: clock::now_rfc3339(), ..TEMPLATES[0].map() };
                // Whether it can be saved at all is known before anybody joins.
                match file::save(
                    &Disk,
                    &self.file,
                    file::write(&map).as_bytes(),
                    &Expected::NoFile,
                    &mut std::thread::sleep,
                ) {
                    Ok(file::Outcome::Saved(fingerprint)) => Ok(Ok((map, Expected::File(fingerprint)))),
                    Ok(file::Outcome::ChangedOutside { .. }) => {
                        writeln!(
                            streams.err,
                            "{}: Another program has just made this file. Try again.",
                            self.file.display()
                        )?;
                        Ok(Err(Exit::BadInput))
                    }
                    Err(error) => {
                        writeln!(streams.err, "{error}")?;
                        Ok(Err(Exit::BadInput))
                    }
                }
            }
            Err(error) => {
                writeln!(streams.err, "{error}")?;
                Ok(Err(Exit::BadInput))
            }
        }
    }

    fn title(&self, map: &EmpathyMap) -> String {
        if map.title.is_empty() {
            self.file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
        } else {
            map.title.clone()
        }
    }

    /// Prints the links, and what people see on a terminal.
    fn invite(&self, hosting: &Hosting, streams: &mut Streams) -> io::Result<()> {
        let Some(invitation) = hosting.invitations().first() else { return Ok(()) };
        writeln!(streams.out, "editor: {}", invitation.editor)?;
        writeln!(streams.out, "participant: {}", invitation.participant)?;
        writeln!(streams.out, "viewer: {}", invitation.viewer)?;
        if io::stdout().is_terminal() {
            if let Ok(code) = QrCode::of(&invitation.participant) {
                write!(streams.out, "\n{}\n", code.for_terminal())?;
            }
            writeln!(
                streams.out,
                "Phones: scan this, or open http://{} and type {}.",
                invitation.address, invitation.participant_code
            )?;
            writeln!(streams.out, "Ctrl-C ends the session. Everything is saved to {}.", self.file.display())?;
        }
        streams.out.flush()
    }
}

/// News that may wait: more of the same kind say nothing new.
const NEWS: usize = 8;

fn wake(news: SyncSender<News>) -> Wake {
    // When news wait already, the host is about to look.
    Arc::new(move || drop(news.try_send(News::Changed)))
}

/// A map of a session that is over, with what another program made of the file's map meanwhile.
fn merged(map: &EmpathyMap, base: &EmpathyMap, theirs: &EmpathyMap) -> Result<(EmpathyMap, usize), String> {
    let mut document = Document::new(map.clone()).map_err(|error| error.to_string())?;
    let applied = document.merge(base, theirs).map_err(|error| error.to_string())?;
    Ok((document.map().clone(), applied.changes.count()))
}

/// Saves a second after each change, and merges what other programs write, until somebody wants it to end.
fn keep_saved(hosting: &Hosting, new: &Receiver<News>, saver: &mut Saver, streams: &mut Streams) -> io::Result<()> {
    let merge = |base: &EmpathyMap, theirs: &EmpathyMap| hosting.merge(base, theirs);
    let mut due: Option<Millis> = None;
    let mut look_at = now() + LOOK_AFTER_MS;
    loop {
        let next = due.map_or(look_at, |due| due.min(look_at));
        match new.recv_timeout(Duration::from_millis(next.saturating_sub(now()))) {
            Ok(News::Changed) => {
                due.get_or_insert_with(|| now() + SAVE_AFTER_MS);
            }
            Ok(News::End) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
            Err(RecvTimeoutError::Timeout) => {
                let is_due = due.take_if(|due| now() >= *due).is_some();
                let changed = if is_due { hosting.changed_map().or_else(|| saver.unsaved()) } else { None };
                let is_time_to_look = now() >= look_at;
                let outdated = || (is_time_to_look && saver.is_changed_outside()).then(|| hosting.map()).flatten();
                if let Some(map) = changed.or_else(outdated) {
                    due = saver.tend(&map, &merge, streams.err)?.map(|wait| now() + wait);
                    saver.tell_left_out(hosting.left_out(), streams.err)?;
                }
                if is_time_to_look {
                    look_at = now() + LOOK_AFTER_MS;
                }
            }
        }
    }
}
