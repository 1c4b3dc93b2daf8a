//! Long work: shows on a terminal how far it is, and gives it up when the program is to end.

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use super::ending::on_end;
use crate::export::Progress;

/// How often the line is written anew.
const EVERY: Duration = Duration::from_millis(200);
/// Goes back to the begin of the line and empties it.
const CLEAR: &str = "\r\x1b[K";

/// Does the work, of which `progress` tells. Into a pipe nothing is shown.
pub(super) fn watch<T>(name: &str, progress: &Progress, work: impl FnOnce() -> T) -> T {
    let given_up = progress.clone();
    if let Err(error) = on_end(move || given_up.cancel()) {
        log::warn!("Ctrl-C ends the program at once: {error}");
    }
    if !io::stderr().is_terminal() {
        return work();
    }
    thread::scope(|scope| {
        // Dropped when the work is done, also when it panics.
        let (_working, done) = channel::<()>();
        scope.spawn(move || show(name, progress, &done));
        work()
    })
}

fn show(name: &str, progress: &Progress, done: &Receiver<()>) {
    let mut is_shown = false;
    while done.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
        is_shown = true;
        let percent = (100.0 * progress.share()) as u32;
        // A terminal that is gone needs no progress.
        let _ = write!(io::stderr(), "{CLEAR}{name}… {percent} %");
    }
    if is_shown {
        let _ = write!(io::stderr(), "{CLEAR}");
    }
}
